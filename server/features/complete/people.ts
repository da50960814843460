import type { Data } from '../../syntax/tree.ts';
import type { Asked } from './asked.ts';
import type { Offer } from './offer.ts';

/** Names for `author` and `reviewer`: who signs by the settings, then those the library knows, the most frequent first. */
export function* peopleFor({ world, place, options }: Asked): Generator<Offer> {
  const [block, field] = place.path;
  if (block !== 'provenance' || (field !== 'author' && field !== 'reviewer') || place.path.length !== 2) return;
  if (world.author) yield { label: world.author, value: world.author, kind: 'person', detail: options.locale === 'zh' ? '来自设置' : 'from your settings', preferred: true };
  const counts = new Map<string, number>();
  for (const facts of world.corpus.records) {
    const name = nameIn(facts.values.get('provenance'), field);
    if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  for (const [name, count] of [...counts].sort((a, b) => b[1] - a[1])) {
    if (name !== world.author) yield { label: name, value: name, kind: 'person', detail: options.locale === 'zh' ? `${count} 条记录` : `${count} records` };
  }
}

const nameIn = (provenance: Data, field: string): string | undefined => {
  const value = typeof provenance === 'object' && !Array.isArray(provenance) ? (provenance as Readonly<Record<string, Data>>)[field] : undefined;
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
};
