declare const brand: unique symbol;

/** A place in a source text, counted in UTF-16 code units from its start. */
export type Offset = number & { readonly [brand]: 'Offset' };

/** A half-open stretch of source text. */
export interface Span { readonly start: Offset; readonly end: Offset }

/** Names a number an offset; the caller vouches that it was counted in UTF-16 code units. */
export const offset = (n: number): Offset => n as Offset;

/** The stretch from `start` up to, but not including, `end`. */
export const span = (start: number, end: number): Span => ({ start: offset(start), end: offset(end) });

/** The source text of a span. */
export const textOf = (text: string, { start, end }: Span): string => text.slice(start, end);

/** Whether a cursor at `at` touches the span; a cursor stands between characters, so both ends count. */
export const touches = ({ start, end }: Span, at: number): boolean => start <= at && at <= end;

/** Whether `inner` lies wholly within `outer`. */
export const within = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** The end of a span without the line breaks it ends with, which block strings carry. */
export function contentEnd(text: string, { start, end }: Span): Offset {
  let at: number = end;
  while (at > start && /[\r\n]/.test(text[at - 1] ?? '')) at--;
  return offset(at);
}
