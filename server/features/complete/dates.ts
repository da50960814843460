import { daysIn } from '../../base/day.ts';
import { textOf } from '../../base/span.ts';
import { twinValue, type Asked } from './asked.ts';
import type { Offer } from './offer.ts';

/** Dates for a date field: today for an audit, the twin's, and the days the narrative names in full. */
export function* datesFor(asked: Asked): Generator<Offer> {
  const { world, record, place, shape, options } = asked;
  if (shape?.format !== 'date') return;
  const zh = options.locale === 'zh';
  const offered = new Set<string>();
  const offer = function* (value: string, detail: string): Generator<Offer> {
    if (offered.has(value)) return;
    offered.add(value);
    yield { label: value, value, detail, kind: 'date' };
  };
  const today = offer(world.today, zh ? '今天' : 'today');
  if (place.path[0] === 'provenance') yield* today;
  const twin = twinValue(asked, place.path);
  if (typeof twin === 'string' && twin !== '') yield* offer(twin, zh ? '另一语言版本' : 'the other language');
  for (const day of daysIn(textOf(record.text, record.body))) yield* offer(day, zh ? '正文中的日期' : 'from the narrative');
  yield* today;
}
