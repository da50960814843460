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

/** A list that is kept from key to key: its words stand in one text, which is searched at once. */
export function keptMany(offers: readonly Offer[]): Many {
  let page: { readonly text: string; readonly starts: readonly number[] } | undefined;
  return { ...manyOf(offers), fitting: typed => foundOn(page ??= pageOf(offers), offers, typed) };
}

function pageOf(offers: readonly Offer[]): { readonly text: string; readonly starts: readonly number[] } {
  const texts = offers.map(searchedIn);
  let at = 0;
  const starts = texts.map(text => { const start = at; at += text.length + between.length; return start; });
  return { text: texts.join(between), starts };
}

/** What nobody types. */
const between = '\0';

function foundOn({ text, starts }: { readonly text: string; readonly starts: readonly number[] }, offers: readonly Offer[], typed: string): Found {
  const [begin, within]: [Offer[], Offer[]] = [[], []];
  for (let at = text.indexOf(typed), from = 0; at >= 0; at = text.indexOf(typed, starts[from] ?? Infinity)) {
    const n = placeIn(starts, at, from);
    const offer = offers[n];
    if (offer) (at === starts[n] ? begin : within).push(offer);
    from = n + 1;
  }
  return { begin, within };
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
