import { groupOf } from '../../record/corpus.ts';
import type { Facts } from '../../record/facts.ts';
import { tallyOf } from '../../record/tally.ts';
import { dimensionOf, placeholders } from '../../schema/knowledge.ts';
import type { Data } from '../../syntax/tree.ts';
import { isItemOf, listed, ownFacts, valueAt, type Asked } from './asked.ts';
import type { Offer } from './offer.ts';

/** What the records of this language call their clusters, label a dimension with and name as issuing body, most used first. */
export function* learntFor(asked: Asked): Generator<Offer> {
  const { world: { corpus }, place, options: { locale } } = asked;
  const [block, name] = place.path;
  const path = isItemOf(place, clusters) ? clusters : isLabel(place.path) || (block === 'source' && name === undefined) ? place.path : undefined;
  if (!path) return;
  const own = ownFacts(asked);
  const known = path === clusters ? listed(asked, path) : new Set<string>();
  const isLearnt = path === clusters || block === 'source' ? () => true : (value: string) => !generic.has(value.toLowerCase());
  const kind = path === clusters ? 'term' : 'phrase';
  for (const { value, count } of mostUsed(corpus.beside(own), [...path, groupOf(own)].join('.'), facts => textsIn(valueAt(facts, path)), own)) {
    if (!known.has(value) && isLearnt(value)) yield { label: value, value, kind, detail: inRecords(count)[locale] };
  }
}

/** In how many records something stands, as it is told beside it. */
export const inRecords = (count: number): { readonly zh: string; readonly en: string } => ({ zh: `${count} 条记录`, en: count === 1 ? '1 record' : `${count} records` });

/** The values of a field in a group of records, the most used first, one record's own left out. */
export function mostUsed(group: readonly Facts[], name: string, valuesOf: (facts: Facts) => readonly string[], own: Facts): readonly { readonly value: string; readonly count: number }[] {
  const counts = tallyOf(name, group, valuesOf);
  const mine = new Set(group.includes(own) ? valuesOf(own) : []);
  return [...counts].map(([value, count]) => ({ value, count: count - (mine.has(value) ? 1 : 0) })).filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** The texts that a field holds, a single one or those of a list. */
export const textsIn = (data: Data): readonly string[] =>
  (Array.isArray(data) ? data as readonly Data[] : [data]).flatMap(each => typeof each === 'string' && each.trim() !== '' ? each.trim() : []);

const clusters = ['evolution', 'clusters'] as const;

const isLabel = ([block, dimension, field, ...rest]: Asked['place']['path']): boolean =>
  block === 'analysis' && dimensionOf(String(dimension)) !== undefined && field === 'label' && rest.length === 0;

/** Labels that say nothing of their own are not passed on. */
const generic: ReadonlySet<string> = new Set(placeholders.genericLabels.map(label => label.toLowerCase()));
