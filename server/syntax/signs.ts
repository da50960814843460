/**
 * The signs that the readers of clean text know, as the UTF-16 code units they are. Each file takes those it needs by name, as looking
 * them up again for every character would take most of the time.
 */
export const signs = {
  tab: 9, lineFeed: 10, carriageReturn: 13, blank: 32, double: 34, hash: 35, single: 39, comma: 44, dash: 45, colon: 58, folded: 62,
  openList: 91, backslash: 92, closeList: 93, openMap: 123, literal: 124, closeMap: 125,
} as const;

/** Which characters of ASCII a pattern takes, by their codes: to look there takes a fraction of the time of asking the pattern. */
export const asciiIn = (pattern: RegExp): Uint8Array => Uint8Array.from({ length: 128 }, (_, code) => Number(pattern.test(String.fromCharCode(code))));
