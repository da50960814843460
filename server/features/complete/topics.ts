import type { Facts } from '../../record/facts.ts';
import { jurisdictions } from '../../schema/vocabulary.ts';
import { valueAt } from './asked.ts';
import { wordsOf } from './words.ts';

/** How many records of one kind it takes for a word to be common among them. */
const few = 6;

/** Tells how many words that say a topic another record shares with one; words that every third of a country's records holds say none. */
export function kinship(own: Facts, near: readonly Facts[]): (other: Facts) => number {
  const mine = topicOf(own);
  const counts = new Map<string, number>();
  for (const facts of near) for (const word of topicOf(facts)) if (mine.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const telling = new Set([...mine].filter(word => near.length < few || (counts.get(word) ?? 0) * 3 <= near.length));
  const shared = new Map(near.map(facts => [facts, [...topicOf(facts)].filter(word => telling.has(word)).length]));
  return other => shared.get(other) ?? 0;
}

const topics = new WeakMap<Facts, ReadonlySet<string>>();
const prefixes: ReadonlySet<string> = new Set(jurisdictions.flatMap(({ idPrefixes }) => idPrefixes));

/** The words of a record's id, title, category and clusters, without those that name its country or a year. */
function topicOf(facts: Facts): ReadonlySet<string> {
  const known = topics.get(facts);
  if (known) return known;
  const { id = '', title = '', category = '', country = '' } = facts;
  const clusters = valueAt(facts, ['evolution', 'clusters']);
  const places = new Set(wordsOf(country));
  const words = [id, title, category, ...Array.isArray(clusters) ? (clusters as readonly unknown[]).filter(each => typeof each === 'string') : []].flatMap(wordsOf);
  const topic = new Set(words.filter(word => word.length > 1 && !/^\d+$/.test(word) && !prefixes.has(word) && !places.has(word)));
  topics.set(facts, topic);
  return topic;
}
