import { list, type Both, type Locale } from '../base/both.ts';
import type { Companion } from '../record/companions.ts';
import { nameOf, type Corpus } from '../record/corpus.ts';
import { scoresOf } from '../record/standing.ts';
import type { Facts } from '../record/facts.ts';
import { languageName } from '../rules/wording.ts';
import type { Collection } from '../schema/collections.ts';
import { dimensions } from '../schema/knowledge.ts';
import { aside, colon, listed, titled, told, type Prose } from './prose.ts';

/**
 * Another record as a card: its title, whose it is, what force it has, where it stands in its life, its scores, what it took the place of
 * and what took its place, and its twin. Its own words stay as they are written.
 */
export function aboutRecord(corpus: Corpus, facts: Facts, locale: Locale): readonly Prose[] {
  const { uri, id, stem, title, country, category, status, legalWeight, values } = facts;
  const year = values.get('year');
  const scores = scoresOf(facts);
  const twin = corpus.knownTwinOf(facts);
  const standing = [country, status, legalWeight, category, typeof year === 'object' ? undefined : year].filter(each => each !== undefined && each !== '').join(' · ');
  return [
    titled(title?.trim() || id || stem, locale),
    ...standing ? [told(standing)] : [],
    ...dimensions.flatMap(({ key, ...name }) => { const score = scores.get(key); return score === undefined ? [] : [listed(`${barOf(score)} ${score} ${name[locale]}`)]; }),
    ...lineageOf(corpus, facts).map(([what, ids]) => told(`${what[locale]}${colon[locale]}${list(ids, locale)}`)),
    ...twin ? [told(`${twins[locale]}${colon[locale]}${nameOf(twin.uri)}${aside(languageName[twin.locale][locale], locale)}`)] : [],
    ...corpus.withId(id ?? '', facts).length > 1 ? [told(`${files[locale]}${colon[locale]}${nameOf(uri)}`)] : [],
  ];
}

/** A file of another collection as a card: its title, what it is and where from, and its name. */
export const aboutCompanion = ({ id, stem, title, country }: Companion, { called }: Collection, locale: Locale): readonly Prose[] =>
  [titled(title?.trim() || id || stem, locale), told([called[locale], id ?? stem, country].filter(Boolean).join(' · '))];

/** A score as five boxes, of which one stands for twenty points. All are of one width, so that what stands behind them is aligned. */
const barOf = (score: number): string => { const full = Math.round(score / 20); return '▇'.repeat(full) + '▁'.repeat(5 - full); };

/** What a record says of its lineage, and what others say of it that it does not. */
function lineageOf(corpus: Corpus, facts: Facts): readonly (readonly [Both, readonly string[]])[] {
  const { id, supersedes, supersededBy } = facts;
  const says = (each: readonly Facts[], known: readonly string[]) =>
    [...new Set(each.map(other => other.id ?? other.stem))].filter(other => other !== id && !known.includes(other));
  const named = (find: (id: string, near: Facts) => readonly Facts[]) => id === undefined ? [] : find(id, facts);
  const lines: readonly (readonly [Both, readonly string[]])[] = [
    [lineage.supersedes, supersedes.filter(Boolean)],
    [lineage.supersededBy, supersededBy === undefined ? [] : [supersededBy]],
    [lineage.successors, says(named(corpus.superseding), supersededBy === undefined ? [] : [supersededBy])],
    [lineage.predecessors, says(named(corpus.supersededBy), supersedes)],
  ];
  return lines.filter(([, ids]) => ids.length > 0);
}

const lineage = {
  supersedes: { zh: '取代', en: 'Supersedes' },
  supersededBy: { zh: '被取代于', en: 'Superseded by' },
  successors: { zh: '自称取代它的记录', en: 'Records that say they supersede it' },
  predecessors: { zh: '自称被它取代的记录', en: 'Records that say it superseded them' },
} as const satisfies Readonly<Record<string, Both>>;
const twins: Both = { zh: '另一语言版本', en: 'In the other language' };
const files: Both = { zh: '文件', en: 'File' };
