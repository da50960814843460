import { lazy } from '../../base/last.ts';
import { placeOf, searchedIn, type Offer } from './offer.ts';

/** The offers in whose words a text stands, each in the order in which they are offered: those whose label begins with it, and the others. */
export interface Found { readonly begin: readonly Offer[]; readonly within: readonly Offer[] }

/** Offers in their order, of which those that fit what is typed can be told without going through all. */
export interface Many extends Iterable<Offer> {
  readonly size: number;
  /** Those that fit a text in small letters. */
  fitting(typed: string): Found;
}

/** A list that is made for one answer. */
export const manyOf = (offers: readonly Offer[]): Many => ({
  size: offers.length, [Symbol.iterator]: () => offers[Symbol.iterator](),
  fitting: typed => {
    const [begin, within]: [Offer[], Offer[]] = [[], []];
    for (const offer of offers) {
      const place = placeOf(offer, typed);
      if (place) (place === 'start' ? begin : within).push(offer);
    }
    return { begin, within };
  },
});

/** How many of the texts that were looked for last are kept in mind with what was found. */
const mostKept = 16;

/**
 * A list that is kept from key to key: its words stand in one text, which is searched at once. What fits a text fits each part of it too, so that
 * behind a key only what was found before is looked at, and nothing at all where a key is taken back.
 */
export function keptMany(offers: readonly Offer[]): Many {
  const page = lazy(() => pageOf(offers));
  const known = new Map<string, { readonly places: readonly number[]; readonly found: Found }>();
  const remember = (typed: string) => {
    const { text, starts } = page();
    const among = [...known].filter(([part]) => typed.includes(part)).map(([, { places }]) => places).sort((a, b) => a.length - b.length)[0];
    const places = among && among.length < few ? among.filter(n => text.slice(starts[n], starts[n + 1]).includes(typed)) : placesOn(page(), typed);
    const [begin, within]: [Offer[], Offer[]] = [[], []];
    for (const n of places) {
      const offer = offers[n];
      if (offer) (text.startsWith(typed, starts[n]) ? begin : within).push(offer);
    }
    for (const oldest of known.keys()) if (known.size >= mostKept) known.delete(oldest);
    const made = { places, found: { begin, within } };
    known.set(typed, made);
    return made;
  };
  return { ...manyOf(offers), fitting: typed => (known.get(typed) ?? remember(typed)).found };
}

/** Of more than so many it takes no longer to search the whole text. */
const few = 1000;

interface Page { readonly text: string; readonly starts: readonly number[] }

function pageOf(offers: readonly Offer[]): Page {
  const texts = offers.map(searchedIn);
  let at = 0;
  const starts = texts.map(text => { const start = at; at += text.length + between.length; return start; });
  return { text: texts.join(between), starts };
}

/** What nobody types. */
const between = '\0';

/** The places in the list of what a text stands in. */
function placesOn({ text, starts }: Page, typed: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(typed), from = 0; at >= 0; at = text.indexOf(typed, starts[from] ?? Infinity)) {
    const n = placeIn(starts, at, from);
    places.push(n);
    from = n + 1;
  }
  return places;
}

/** Which of the starts is the last at or before a place; those before `low` are not looked at. */
function placeIn(starts: readonly number[], at: number, low: number): number {
  let high = starts.length;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= at) low = middle; else high = middle;
  }
  return low;
}
