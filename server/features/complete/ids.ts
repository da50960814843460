import { last } from '../../base/last.ts';
import { areSameBut } from '../../record/amended.ts';
import type { Corpus } from '../../record/corpus.ts';
import type { Facts } from '../../record/facts.ts';
import { aboutRecord } from '../explain-record.ts';
import { write } from '../prose.ts';
import { isItemOf, listed, ownFacts, type Asked } from './asked.ts';
import { keptMany, manyOf, type Many } from './many.ts';
import type { Offer } from './offer.ts';
import { kinshipAmong } from './topics.ts';

/** The ids a record may refer to: those of its language, not its own and not those it names already; those of its own country first, and of them those on its topic. */
export function idsFor(asked: Asked): Many {
  const { world: { corpus }, place } = asked;
  const [, list] = place.path;
  const path = list === 'supersedes' && isItemOf(place, ['evolution', list]) ? ['evolution', list] : place.path.length === 2 && list === 'supersededBy' ? ['evolution', list] : undefined;
  if (!path || place.path[0] !== 'evolution') return manyOf([]);
  const own = ownFacts(asked);
  const { nearFor, far } = neighbourhoodOf(corpus, own);
  const near = nearFor(own);
  // To look at the label of each would take longer than all the rest.
  const left = new Set([...listed(asked, path), own.id ?? ''].flatMap(id => corpus.withId(id, own)).filter(({ uri }) => uri !== own.uri).flatMap(offersOf));
  const isWanted = (offer: Offer): boolean => !left.has(offer);
  const wantedOf = (offers: readonly Offer[]): readonly Offer[] => left.size === 0 ? offers : offers.filter(isWanted);
  return {
    size: near.size + far.size - left.size,
    *[Symbol.iterator]() { for (const offers of [near, far]) for (const offer of offers) if (isWanted(offer)) yield offer; },
    fitting: typed => {
      const [here, there] = [near.fitting(typed), far.fitting(typed)];
      return { begin: wantedOf([...here.begin, ...there.begin]), within: wantedOf([...here.within, ...there.within]) };
    },
  };
}

/** What is offered of the records beside one, itself left out: of all others in the order of the library, and of those of its own country first what is on its topic. */
interface Neighbourhood { readonly nearFor: (own: Facts) => Many; readonly far: Many }

let before: (Neighbourhood & { of: Facts; in: Corpus }) | undefined;

/** As long as only the one that is written becomes another, the others need not be gone through at each key. */
function neighbourhoodOf(corpus: Corpus, own: Facts): Neighbourhood {
  if (before?.of.uri === own.uri && before.of.country === own.country && areSameBut(own.uri, before.in, corpus)) {
    before.in = corpus;
    return before;
  }
  const [near, far]: [Facts[], Facts[]] = [[], []];
  for (const facts of corpus.beside(own)) if (facts.uri !== own.uri) (facts.country !== undefined && facts.country === own.country ? near : far).push(facts);
  const sharedWith = kinshipAmong(near);
  const inTurn = last((shared: ReturnType<typeof sharedWith>) =>
    keptMany(near.map(facts => ({ facts, kin: shared(facts) })).sort((a, b) => b.kin - a.kin).flatMap(({ facts }) => offersOf(facts))));
  const made = { nearFor: (its: Facts) => inTurn(sharedWith(its)), far: keptMany(far.flatMap(offersOf)), of: own, in: corpus };
  before = made;
  return made;
}

const offers = new WeakMap<Facts, readonly Offer[]>();

/** The offer of a record's id, made once for each state of it; none where it has no id. */
function offersOf(facts: Facts): readonly Offer[] {
  const known = offers.get(facts) ?? (facts.id === undefined ? [] : [offerOf(facts, facts.id)]);
  offers.set(facts, known);
  return known;
}

const offerOf = (facts: Facts, id: string): Offer => ({
  label: id, value: id, kind: 'id', detail: [facts.title, facts.country].filter(Boolean).join(' · '), alsoFound: facts.country ? [facts.country] : [],
  ...(facts.title ? { title: { text: facts.title, of: facts } } : {}),
  documentation: ({ world: { corpus }, options: { locale } }) => write(aboutRecord(corpus, facts, locale), true),
});
