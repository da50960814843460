import type * as lsp from 'vscode-languageserver-types';
import { span } from '../../base/span.ts';
import type { World } from '../../rules/rule.ts';
import { intendedKind, policies, type Collection } from '../../schema/collections.ts';
import { shapeAt } from '../../schema/shape.ts';
import { placeAt, type Place } from '../../syntax/at.ts';
import { runningAt, type Running } from '../../syntax/running.ts';
import type { PolicyRecord } from '../../syntax/record.ts';
import { dataOf, nodeAt, type Data, type Path } from '../../syntax/tree.ts';
import type { Asked, CompletionOptions } from './asked.ts';
import { criteriaFor, referencesFor } from './criteria.ts';
import { datesFor } from './dates.ts';
import { describedFor } from './described.ts';
import { filesFor } from './files.ts';
import { idsFor } from './ids.ts';
import { blockFor, keysFor } from './keys.ts';
import { learntFor } from './learnt.ts';
import { manyOf, type Many } from './many.ts';
import { mechanismsFor } from './mechanisms.ts';
import { isSpelt, listOf, told, type Offer } from './offer.ts';
import { ownFor } from './own.ts';
import { peopleFor } from './people.ts';
import { placesFor, termsFor } from './terms.ts';
import { urlsFor } from './urls.ts';

/** A list of what fits, and what else can be told of one of it by its place in the list, by which it is sorted. */
export interface Completion { readonly list: lsp.CompletionList; readonly explain: (n: number) => Pick<lsp.CompletionItem, 'detail' | 'documentation'> }

/** What can fit where a value stands, in the order in which it is offered. */
const values: readonly ((asked: Asked) => Iterable<Offer> | Many)[] = [
  termsFor, placesFor, idsFor, filesFor, criteriaFor, learntFor, datesFor, peopleFor, urlsFor, ownFor, blockFor, referencesFor, mechanismsFor,
];

/** What can fit in running text that is no word of its own: in the narrative and in strings of several lines. */
const phrases: typeof values = [referencesFor, mechanismsFor];

/** What can fit in a file of another collection, whose words are its own. */
const othersValues: typeof values = [filesFor, placesFor, describedFor, datesFor, blockFor];

/** What fits at the cursor: keys, words of a vocabulary, ids, criteria, dates, names. In the narrative only references and mechanisms, where one is begun. */
export function complete(world: World, record: PolicyRecord, offset: number, options: CompletionOptions): Completion {
  const place = placeAt(record, offset);
  const its = intendedKind(record, world.project.collections);
  const meant = place && meantPlace(record, place, its);
  const running = runningAt(record, offset, meant?.place);
  if (!meant && !running) return { list: { isIncomplete: false, items: [] }, explain: () => ({}) };
  const { place: at, lead } = meant ?? { place: placeIn(running, offset), lead: '' };
  const besides = its.name === policies ? undefined : dataBesides(record, at);
  const asked: Asked = { world, record, its, options, running, lead, place: at, besides, shape: shapeAt(its, at.path, besides) };
  const isPolicy = its.name === policies;
  const fit = asked.place.kind === 'key' ? [keysFor] : meant ? isPolicy ? values : othersValues : phrases;
  const made = fit.map(offersFor => offersFor(asked)).map(each => 'fitting' in each ? each : manyOf([...each])).filter(({ size }) => size > 0);
  const isCut = made.reduce((sum, { size }) => sum + size, 0) > most;
  const matched = isCut ? asked.place.typed : undefined;
  const offers = matched === undefined ? distinct(allOf(made)) : distinct(fitting(made, matched.toLowerCase(), options), sent);
  return {
    list: listOf(asked, offers, isCut, matched),
    explain: n => { const offer = offers[n]; return offer ? told(offer, asked) : {}; },
  };
}

/** The place of running text: the cursor alone, as what is begun is for each offer to say. */
const placeIn = (running: Running | undefined, offset: number): Place => ({
  kind: 'value', path: running?.path ?? [], token: span(offset, offset), quote: undefined, typed: '', flow: false, present: [],
  hasColon: false, commaBefore: undefined, commaAfter: false, blankBefore: false, indent: '',
});

/** Of two offers that write one value, as a cluster that is the name of a mechanism, the first; no more than are wanted. */
function distinct(offers: Iterable<Offer>, wanted = Infinity): readonly Offer[] {
  const values = new Set<string>();
  const kept: Offer[] = [];
  for (const offer of offers) {
    if (kept.length >= wanted) break;
    const { value } = offer;
    if (typeof value === 'string' && values.has(value)) continue;
    if (typeof value === 'string') values.add(value);
    kept.push(offer);
  }
  return kept;
}

/** With more offers than this not all are sent: an editor takes a list of thousands in too slowly to type on. */
const most = 500;
/** How many are sent then. More than can be seen take time at each key, and the editor asks again with the next one. */
const sent = 50;

function* allOf(made: readonly Many[]): Generator<Offer> {
  for (const each of made) yield* each;
}

/**
 * The offers that what is typed fits: those that begin with it first, then those that hold it, then those that are spelt so. The editor
 * asks again with each key.
 */
function fitting(made: readonly Many[], typed: string, { spell }: CompletionOptions): Iterable<Offer> {
  if (typed === '') return allOf(made);
  const each = made.map(many => many.fitting(typed));
  // Of thousands that are found only the first are looked at.
  function* found() {
    for (const { begin } of each) yield* begin;
    for (const { within } of each) yield* within;
  }
  const count = each.reduce((sum, { begin, within }) => sum + begin.length + within.length, 0);
  // To spell thousands of titles for the first time takes a moment, so that waits until words do not fill the list.
  if (count >= sent || !/^[a-z]+$/.test(typed)) return found();
  const known = new Set(found());
  return [...known, ...[...allOf(made)].filter(offer => !known.has(offer) && isSpelt(offer, typed, spell))];
}

/** What a file holds without what is being typed at a place. */
function dataBesides({ root }: PolicyRecord, { kind, path, present }: Place): Data {
  const prune = (data: Data, [step, ...rest]: Path): Data => {
    if (typeof data !== 'object') return data;
    if (Array.isArray(data)) return data.map((each: Data, i) => i === step ? prune(each, rest) : each);
    return Object.fromEntries(Object.entries(data).flatMap(([key, value]) => step === undefined && !present.includes(key) ? [] : [[key, key === step ? prune(value, rest) : value]]));
  };
  return prune(dataOf(root), kind === 'key' ? path : path.slice(0, -1));
}

/** A word on its own line under a key that wants a single value or a list is that value or an item of the list, although by its place it could be a key. */
function meantPlace(record: PolicyRecord, place: Place, its: Collection): Pick<Asked, 'place' | 'lead'> | undefined {
  const about = shapeAt(its, place.path);
  if (place.kind !== 'key' || place.path.length === 0 || place.flow || about === undefined || about.type === 'object' || about.fields.length > 0) return { place, lead: '' };
  const held = nodeAt(record.root, place.path);
  const isOpen = held === undefined || (held.kind === 'scalar' && (held.value === undefined || held.span.start === place.token.start));
  if (about.type !== 'array') return isOpen ? { place: { ...place, kind: 'value' }, lead: '' } : undefined;
  if (!isOpen && (held?.kind !== 'seq' || held.flow)) return undefined;
  const path = [...place.path, held?.kind === 'seq' ? held.items.length : 0];
  return { place: { ...place, path, kind: about.items.type === 'object' ? 'key' : 'value' }, lead: '- ' };
}
