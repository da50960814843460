import { tallyOf } from '../../record/tally.ts';
import { controlled, nameIn, scopes, type ControlledField } from '../../schema/vocabulary.ts';
import type { Asked } from './asked.ts';
import { inBoth, type Offer } from './offer.ts';

/** The words of a closed vocabulary and a project's own behind them, written in the file's language, with the other language and the meaning beside them. */
export function* termsFor({ world, record, place, shape, options }: Asked): Generator<Offer> {
  const field = place.path.length === 1 ? place.path[0] : undefined;
  const { vocabulary } = world.project;
  const other = options.locale === 'zh' ? 'en' : 'zh';
  const terms = isControlled(field) ? vocabulary.terms(field) : field === 'scope' ? scopes : undefined;
  if (terms) {
    for (const term of terms) {
      const written = term.written[record.locale];
      const beside = [...new Set([term.name[record.locale === 'zh' ? 'en' : 'zh'], term.name[options.locale], term.name[other]])].filter(name => name !== written);
      yield {
        label: written, value: written, kind: 'term', detail: beside.join(' · '),
        documentation: inBoth(term.meaning, options.locale), alsoFound: [term.name.zh, term.name.en, ...term.aliases],
      };
    }
    return;
  }
  if (place.path.includes('icvcmCriteria')) return;
  for (const { value } of shape?.words ?? []) yield { label: String(value), value, kind: 'term' };
}

/** The countries and groups of countries for the field that tells where a file is from, those of the library first. */
export function* placesFor({ world: { corpus, project: { vocabulary } }, record, its, place, shape }: Asked): Generator<Offer> {
  if (place.path.length !== 1 || place.path[0] !== its.country || (shape?.isClosed && shape.words.length > 0)) return;
  const known = tallyOf('country', corpus.records(), facts => facts.country === undefined ? [] : [facts.country]);
  const used = (name: string) => known.has(name) || corpus.companions().some(({ country }) => country === name) ? 0 : 1;
  for (const each of [...vocabulary.jurisdictions].sort((a, b) => used(nameIn(a, record.locale)) - used(nameIn(b, record.locale)))) {
    const written = nameIn(each, record.locale);
    const beside = nameIn(each, record.locale === 'zh' ? 'en' : 'zh');
    yield { label: written, value: written, kind: 'place', detail: [...(beside === written ? [] : [beside]), ...(each.iso2 ? [each.iso2] : [])].join(' · '), alsoFound: [each.zh, each.en, ...each.iso2 ? [each.iso2] : [], ...each.aliases] };
  }
}

const isControlled = (field: unknown): field is ControlledField => controlled.some(each => each === field);
