import { inRecords, mostUsed, textsIn } from './learnt.ts';
import { ownFacts, valueAt, type Asked } from './asked.ts';
import type { Offer } from './offer.ts';

/** Names for `author` and `reviewer`: who signs by the settings, then those the library knows, the most frequent first. */
export function* peopleFor(asked: Asked): Generator<Offer> {
  const { world, place, options: { locale } } = asked;
  const [block, field] = place.path;
  if (block !== 'provenance' || (field !== 'author' && field !== 'reviewer') || place.path.length !== 2) return;
  if (world.author) yield { label: world.author, value: world.author, kind: 'person', detail: locale === 'zh' ? '来自设置' : 'from your settings', preferred: true };
  for (const { value, count } of mostUsed(world.corpus.records(), place.path.join('.'), facts => textsIn(valueAt(facts, place.path)), ownFacts(asked))) {
    if (value !== world.author) yield { label: value, value, kind: 'person', detail: inRecords(count)[locale] };
  }
}
