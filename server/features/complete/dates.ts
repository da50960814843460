import { describe } from '../../schema/describe.ts';
import { textOf } from '../../base/span.ts';
import type { Asked } from './asked.ts';
import type { Offer } from './offer.ts';

/** Dates for a date field: today for an audit, the twin's, and the full dates the narrative names. */
export function* datesFor({ world, record, place, options }: Asked): Generator<Offer> {
  if (describe(place.path)?.format !== 'date') return;
  const zh = options.locale === 'zh';
  const offered = new Set<string>();
  const offer = function* (value: string, detail: string): Generator<Offer> {
    if (offered.has(value)) return;
    offered.add(value);
    yield { label: value, value, detail, kind: 'date' };
  };
  if (place.path[0] === 'provenance') yield* offer(world.today, zh ? '今天' : 'today');
  const own = world.corpus.of(record.uri);
  const twin = own && world.corpus.twinOf(own)?.values.get(place.path.join('.'));
  if (typeof twin === 'string' && twin !== '') yield* offer(twin, zh ? '另一语言版本' : 'the other language');
  for (const [, y = '', m = '', d = ''] of textOf(record.text, record.body).matchAll(/(\d{4})\s*[-年/]\s*(\d{1,2})\s*[-月/]\s*(\d{1,2})/g)) {
    if (Number(m) >= 1 && Number(m) <= 12 && Number(d) >= 1 && Number(d) <= 31) yield* offer(`${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`, zh ? '正文中的日期' : 'from the narrative');
  }
  if (place.path[0] !== 'provenance') yield* offer(world.today, zh ? '今天' : 'today');
}
