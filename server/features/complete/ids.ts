import type { Corpus } from '../../record/corpus.ts';
import type { Facts } from '../../record/facts.ts';
import { aboutRecord } from '../explain-record.ts';
import { write } from '../prose.ts';
import { isItemOf, listed, ownFacts, type Asked } from './asked.ts';
import type { Offer } from './offer.ts';
import { kinship } from './topics.ts';

/** The ids a record may refer to: those of its language, not its own and not those it names already; those of its own country first, and of them those on its topic. */
export function* idsFor(asked: Asked): Generator<Offer> {
  const { world: { corpus }, place } = asked;
  const [, list] = place.path;
  const path = list === 'supersedes' && isItemOf(place, ['evolution', list]) ? ['evolution', list] : place.path.length === 2 && list === 'supersededBy' ? ['evolution', list] : undefined;
  if (!path || place.path[0] !== 'evolution') return;
  const own = ownFacts(asked);
  const known = listed(asked, path);
  for (const facts of inOrder(corpus, own)) {
    if (facts.uri === own.uri || facts.id === undefined || facts.id === own.id || known.has(facts.id)) continue;
    yield offerOf(facts, facts.id);
  }
}

const offers = new WeakMap<Facts, Offer>();

/** The offer of an id, made once for each state of its record: ten thousand are gone through at each key, of which one record is new. */
function offerOf(facts: Facts, id: string): Offer {
  const known = offers.get(facts);
  if (known) return known;
  const { title, country } = facts;
  const offer: Offer = {
    label: id, value: id, kind: 'id', detail: [title, country].filter(Boolean).join(' · '), alsoFound: country ? [country] : [], ...(title ? { title: { text: title, of: facts } } : {}),
    documentation: ({ world: { corpus }, options: { locale } }) => write(aboutRecord(corpus, facts, locale), true),
  };
  offers.set(facts, offer);
  return offer;
}

/** The records beside one: its own country’s on its topic, then the others of its country, then the rest, in the order of the library. */
function inOrder(corpus: Corpus, own: Facts): readonly Facts[] {
  const near: Facts[] = [];
  const far: Facts[] = [];
  for (const facts of corpus.beside(own)) (facts.country !== undefined && facts.country === own.country ? near : far).push(facts);
  const shared = kinship(own, near);
  return [...[...near].sort((a, b) => shared(b) - shared(a)), ...far];
}
