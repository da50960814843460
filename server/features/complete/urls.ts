import { textOf } from '../../base/span.ts';
import { addressesIn, isAddress, isHomePage } from '../../rules/address.ts';
import { twinValue, type Asked } from './asked.ts';
import type { Offer } from './offer.ts';

/** Addresses of the official text: the twin's, and those that the narrative names. The start of a site is not the text itself. */
export function* urlsFor(asked: Asked): Generator<Offer> {
  const { record, place, options: { locale } } = asked;
  if (place.path.length !== 1 || place.path[0] !== 'url') return;
  const twin = twinValue(asked, ['url']);
  const theirs = typeof twin === 'string' && isAddress(twin.trim()) ? [twin.trim()] : [];
  for (const url of new Set([...theirs, ...addressesIn(textOf(record.text, record.body))])) {
    if (isHomePage(url)) continue;
    const detail = theirs.includes(url) ? { zh: '另一语言版本', en: 'the other language' } : { zh: '正文中的链接', en: 'from the narrative' };
    yield { label: url, value: url, kind: 'url', detail: detail[locale], alsoFound: [url.replace(/^https?:\/\/(?:www\.)?/i, '')] };
  }
}
