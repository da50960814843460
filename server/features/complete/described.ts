import type { Both, Locale } from '../../base/both.ts';
import { stemOf } from '../../syntax/locale.ts';
import { isItemOf, listed, type Asked } from './asked.ts';
import { inBoth, type Offer } from './offer.ts';

/** The values that the schema of a file names for a field, or for the items of a list, and the name of the file where it is known by that. */
export function* describedFor(asked: Asked): Generator<Offer> {
  const { record, its, place: { path, quote }, shape, options: { locale } } = asked;
  if (!shape) return;
  const isItem = shape.type === 'array';
  const known = isItem || typeof path.at(-1) === 'number' ? listed(asked, isItem ? path : path.slice(0, -1)) : undefined;
  for (const { value, title, description } of (isItem ? shape.items : shape).words) {
    // Within quotes that are typed everything is a text.
    if (typeof value === 'string' ? known?.has(value) : quote !== undefined) continue;
    yield {
      label: value === undefined ? 'null' : String(value), kind: 'term', value,
      ...title ? { detail: namesOf(title, locale), alsoFound: [title.zh, title.en] } : {}, ...description ? { documentation: inBoth(description, locale) } : {},
      ...value !== undefined && value === shape.usual ? { preferred: true } : {},
    };
  }
  if (isItemOf(asked.place, [its.id]) && shape.words.length === 0) {
    const stem = stemOf(record.uri);
    yield { label: stem, value: stem, kind: 'id', detail: { zh: '文件名', en: 'the file name' }[locale] };
  }
}

/** A name in the reader’s language and, where that says something else, in the other. */
export const namesOf = (title: Both, locale: Locale): string => [...new Set([title[locale], title[locale === 'zh' ? 'en' : 'zh']])].join(' · ');
