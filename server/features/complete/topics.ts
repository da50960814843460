import { last } from '../../base/last.ts';
import type { Facts } from '../../record/facts.ts';
import { jurisdictions } from '../../schema/vocabulary.ts';
import { valueAt } from './asked.ts';
import { wordsOf } from './words.ts';

/** How many records of one kind it takes for a word to be common among them. */
const few = 6;

/**
 * Tells of a country's records how many words that say a topic one of them shares with a record beside them; words that every third of them
 * holds say none. What does not depend on the record that is written is worked out once for all of its keys,
 * and what is told is the same function for as long as its topic is the same.
 */
export function kinshipAmong(near: readonly Facts[]): (own: Facts) => (other: Facts) => number {
  const counts = new Map<string, number>();
  for (const facts of near) for (const word of topicOf(facts)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const sharing = last((topic: ReadonlySet<string>): (other: Facts) => number => {
    const telling = new Set([...topic].filter(word => near.length < few || (counts.get(word) ?? 0) * 3 <= near.length));
    return other => {
      let shared = 0;
      for (const word of topicOf(other)) if (telling.has(word)) shared++;
      return shared;
    };
  });
  return own => sharing(topicNow(printOf(own)));
}

const topics = new WeakMap<Facts, ReadonlySet<string>>();
const prefixes: ReadonlySet<string> = new Set(jurisdictions.flatMap(({ idPrefixes }) => idPrefixes));

function topicOf(facts: Facts): ReadonlySet<string> {
  const known = topics.get(facts) ?? topicIn(printOf(facts));
  topics.set(facts, known);
  return known;
}

/** The country of a record, its id, title, category and clusters, each on a line. */
function printOf(facts: Facts): string {
  const { id = '', title = '', category = '', country = '' } = facts;
  const clusters = valueAt(facts, ['evolution', 'clusters']);
  return [country, id, title, category, ...Array.isArray(clusters) ? (clusters as readonly unknown[]).filter(each => typeof each === 'string') : []].map(each => each.replace(/\s+/g, ' ')).join('\n');
}

/** The words of a record's id, title, category and clusters, without those that name its country or a year. */
function topicIn(print: string): ReadonlySet<string> {
  const [country = '', ...texts] = print.split('\n');
  const places = new Set(wordsOf(country));
  return new Set(texts.flatMap(wordsOf).filter(word => word.length > 1 && !/^\d+$/.test(word) && !prefixes.has(word) && !places.has(word)));
}

/** A record that is written is another one at each key, and mostly on the same topic. */
const topicNow = last(topicIn);
