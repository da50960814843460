import { companionsAround, recordsFor } from '../../record/collected.ts';
import type { Named } from '../../record/companions.ts';
import { policies, targetOf } from '../../schema/collections.ts';
import { aboutRecord } from '../explain-record.ts';
import { write } from '../prose.ts';
import { listed, ownFacts, type Asked } from './asked.ts';
import type { Offer } from './offer.ts';

/** The files of the collection that a field names, by their ids, those of the file's language where there are any, those of its country first. */
export function* filesFor(asked: Asked): Generator<Offer> {
  const { world: { corpus, project: { collections } }, record, place, its } = asked;
  const of = targetOf(its, place.path);
  if (of === undefined) return;
  const own = ownFacts(asked);
  const known = listed(asked, typeof place.path.at(-1) === 'number' ? place.path.slice(0, -1) : place.path);
  const files: readonly Named[] = of === policies ? recordsFor(corpus, collections, its, own) : companionsAround(corpus.companions(), of, own, collections.folder);
  const near = (country: string | undefined) => country !== undefined && country === own.country ? 0 : 1;
  const offered = new Map(files.map(each => [each.id?.trim() || each.stem, each]));
  for (const [id, each] of [...offered].sort(([, a], [, b]) => near(a.country) - near(b.country))) {
    if (known.has(id) || each.uri === record.uri) continue;
    const { title, country } = each;
    const facts = of === policies ? corpus.of(each.uri) : undefined;
    yield {
      label: id, value: id, kind: 'file', detail: [title, country].filter(Boolean).join(' · '), alsoFound: country ? [country] : [], ...title ? { title: { text: title, of: each } } : {},
      ...facts ? { documentation: () => write(aboutRecord(corpus, facts, asked.options.locale), true) } : {},
    };
  }
}
