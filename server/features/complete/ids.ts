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
  const { near, far, sharedWith, factsOf } = neighbourhoodOf(corpus.beside(own), own);
  const shared = sharedWith(own);
  const kin = (offer: Offer): number => { const facts = factsOf.get(offer); return facts ? shared(facts) : 0; };
  // To look at the label of each would take longer than all the rest.
  const left = new Set([...listed(asked, path), own.id ?? ''].flatMap(id => corpus.withId(id, own)).filter(({ uri }) => uri !== own.uri).flatMap(offersOf));
  const isWanted = (offer: Offer): boolean => !left.has(offer);
  const inTurn = (offers: Iterable<Offer>): readonly Offer[] => [...offers].filter(isWanted).map(offer => ({ offer, kin: kin(offer) })).sort((a, b) => b.kin - a.kin).map(({ offer }) => offer);
  return {
    size: near.size + far.size - left.size,
    *[Symbol.iterator]() {
      yield* inTurn(near);
      for (const offer of far) if (isWanted(offer)) yield offer;
    },
    fitting: typed => {
      const [here, there] = [near.fitting(typed), far.fitting(typed)];
      return { begin: [...inTurn(here.begin), ...there.begin.filter(isWanted)], within: [...inTurn(here.within), ...there.within.filter(isWanted)] };
    },
  };
}

/** What is offered of the records beside one, itself left out: of those of its own country and of all others, both in the order of the library; and what the former share with it. */
interface Neighbourhood { readonly near: Many; readonly far: Many; readonly factsOf: ReadonlyMap<Offer, Facts>; readonly sharedWith: ReturnType<typeof kinshipAmong> }

let last: (Neighbourhood & { list: readonly Facts[]; readonly of: Facts }) | undefined;

/** As long as only the one that is written becomes another, the others need not be gone through at each key. */
function neighbourhoodOf(list: readonly Facts[], own: Facts): Neighbourhood {
  if (last?.of.uri === own.uri && last.of.country === own.country && areAlike(last.list, list, own.uri)) {
    last.list = list;
    return last;
  }
  const [near, far]: [Facts[], Facts[]] = [[], []];
  for (const facts of list) if (facts.uri !== own.uri) (facts.country !== undefined && facts.country === own.country ? near : far).push(facts);
  const factsOf = new Map(near.flatMap(facts => offersOf(facts).map(offer => [offer, facts] as const)));
  const made = { near: keptMany([...factsOf.keys()]), far: keptMany(far.flatMap(offersOf)), factsOf, sharedWith: kinshipAmong(near), list, of: own };
  last = made;
  return made;
}

/** Whether two lists are of the same records but for one. */
function areAlike(a: readonly Facts[], b: readonly Facts[], but: string): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i] && (a[i]?.uri !== but || b[i]?.uri !== but)) return false;
  return true;
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
