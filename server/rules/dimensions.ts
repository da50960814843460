import { coreDimensions } from '../schema/knowledge.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { Data } from '../syntax/tree.ts';

/** A dimension that has yet to be assessed. It has no score: a score of 0 would be a judgement. */
export const stub: Data = { citation: '', evidence: '', label: '' };

/** The five dimensions, all yet to be assessed. */
export const unscored: { readonly [dimension: string]: Data } = Object.fromEntries(coreDimensions.map(({ key }) => [key, stub]));

/** The alphabet where the record's own keys follow it, else the given order. */
export function inOrderOf({ root }: PolicyRecord, names: readonly string[]): readonly string[] {
  const keys = root?.kind === 'map' ? root.entries.map(({ name }) => name) : [];
  const alphabetical = keys.length > 1 && keys.every((key, i) => i === 0 || (keys[i - 1] ?? '') <= key);
  return alphabetical ? [...names].sort() : names;
}
