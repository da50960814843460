import { isItemOf, listed, ownFacts, type Asked } from './asked.ts';
import type { Offer } from './offer.ts';

/** The facilities of the library by their ids, those of the record's language where there are any, those of its country first. */
export function* facilitiesFor(asked: Asked): Generator<Offer> {
  const { world: { corpus }, record, place } = asked;
  if (!isItemOf(place, ['relatedFacilities'])) return;
  const own = ownFacts(asked);
  const known = listed(asked, ['relatedFacilities']);
  const spoken = corpus.companions.filter(({ language }) => language === record.locale);
  const offered = new Map((spoken.length > 0 ? spoken : corpus.companions).map(each => [each.id, each]));
  const near = (country: string | undefined) => country !== undefined && country === own.country ? 0 : 1;
  for (const facility of [...offered.values()].sort((a, b) => near(a.country) - near(b.country))) {
    const { id, name, country } = facility;
    if (!known.has(id)) yield { label: id, value: id, kind: 'facility', detail: [name, country].filter(Boolean).join(' · '), alsoFound: country ? [country] : [], ...(name ? { title: { text: name, of: facility } } : {}) };
  }
}
