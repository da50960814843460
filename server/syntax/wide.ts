/** Characters that an input method types where ASCII punctuation is meant, each with the ASCII character it stands for. */
export const asciiOf: ReadonlyMap<string, string> = new Map([
  ['：', ':'], ['，', ','], ['｛', '{'], ['｝', '}'], ['［', '['], ['］', ']'],
  ['“', '"'], ['”', '"'], ['＂', '"'], ['‘', '\''], ['’', '\''], ['＇', '\''],
  ['\u3000', ' '], ['\u00a0', ' '],
]);

/** How a full-width character is named in a message: blanks cannot be seen, so they are spelt out. */
export const nameOf = (character: string): string =>
  character === '\u3000' ? 'U+3000' : character === '\u00a0' ? 'U+00A0' : character;
