import type { Facts } from '../../record/facts.ts';
import { aboutRecord } from '../explain-record.ts';
import { write } from '../prose.ts';
import { isItemOf, listed, ownFacts, type Asked } from './asked.ts';
import { searchable, type Offer } from './offer.ts';
import { kinship } from './topics.ts';

/** The ids a record may refer to: those of its language, not its own and not those it names already; those of its own country first, and of them those on its topic. */
export function idsFor(asked: Asked): readonly Offer[] {
  const { world: { corpus }, place } = asked;
  const [, list] = place.path;
  const path = list === 'supersedes' && isItemOf(place, ['evolution', list]) ? ['evolution', list] : place.path.length === 2 && list === 'supersededBy' ? ['evolution', list] : undefined;
  if (!path || place.path[0] !== 'evolution') return [];
  const own = ownFacts(asked);
  const known = listed(asked, path);
  const { near, far } = neighbourhoodOf(corpus.beside(own), own);
  const shared = kinship(own, near);
  const first = near.length === 0 ? near : [...near].sort((a, b) => shared(b) - shared(a));
  // To look at the label of each would take longer than all the rest.
  const left = new Set([...known, own.id ?? ''].flatMap(id => corpus.withId(id, own)).flatMap(offersOf));
  const all = [...first.flatMap(offersOf), ...far];
  return left.size === 0 ? all : all.filter(offer => !left.has(offer));
}

/** The records beside one, itself left out: those of its own country, and what is offered of all others, both in the order of the library. */
interface Neighbourhood { readonly near: readonly Facts[]; readonly far: readonly Offer[] }

let last: (Neighbourhood & { list: readonly Facts[]; readonly of: Facts }) | undefined;

/** As long as only the one that is written becomes another, the others need not be gone through at each key. */
function neighbourhoodOf(list: readonly Facts[], own: Facts): Neighbourhood {
  if (last?.of.uri === own.uri && last.of.country === own.country && areAlike(last.list, list, own.uri)) {
    last.list = list;
    return last;
  }
  const [near, far]: [Facts[], Offer[]] = [[], []];
  for (const facts of list) {
    if (facts.uri === own.uri) continue;
    if (facts.country !== undefined && facts.country === own.country) near.push(facts); else far.push(...offersOf(facts));
  }
  const made = { near, far, list, of: own };
  last = made;
  return made;
}

/** Whether two lists are of the same records but for one. */
const areAlike = (a: readonly Facts[], b: readonly Facts[], but: string): boolean =>
  a.length === b.length && a.every((facts, i) => { const other = b[i]; return facts === other || (facts.uri === but && other?.uri === but); });

const offers = new WeakMap<Facts, readonly Offer[]>();

/** The offer of a record's id, made once for each state of it; none where it has no id. */
function offersOf(facts: Facts): readonly Offer[] {
  const known = offers.get(facts) ?? (facts.id === undefined ? [] : [searchable(offerOf(facts, facts.id))]);
  offers.set(facts, known);
  return known;
}

const offerOf = (facts: Facts, id: string): Offer => ({
  label: id, value: id, kind: 'id', detail: [facts.title, facts.country].filter(Boolean).join(' · '), alsoFound: facts.country ? [facts.country] : [],
  ...(facts.title ? { title: { text: facts.title, of: facts } } : {}),
  documentation: ({ world: { corpus }, options: { locale } }) => write(aboutRecord(corpus, facts, locale), true),
});
