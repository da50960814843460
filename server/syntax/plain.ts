import type { Scalar } from './tree.ts';

/** The words that are no text. */
const words: ReadonlyMap<string, Scalar> = new Map<string, Scalar>([
  ...['', '~', 'null', 'Null', 'NULL'].map(word => [word, undefined] as const),
  ...['true', 'True', 'TRUE'].map(word => [word, true] as const), ...['false', 'False', 'FALSE'].map(word => [word, false] as const),
  ...['.nan', '.NaN', '.NAN'].map(word => [word, NaN] as const),
  ...['.inf', '.Inf', '.INF'].flatMap(word => [[word, Infinity], [`+${word}`, Infinity], [`-${word}`, -Infinity]] as const),
]);
const [longestWord, nine] = [5, 0x39];

const decimal = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const octalOrHex = /^0(?:o[0-7]+|x[0-9a-fA-F]+)$/;

/** Reads an unquoted scalar as YAML 1.2's core schema does: null, booleans, integers, floats, else the text itself. */
export function readPlain(text: string): Scalar {
  if (text.length <= longestWord && words.has(text)) return words.get(text);
  // Nearly all others are words, which one look tells: no number starts with a sign beyond the digits.
  if (text.charCodeAt(0) > nine) return text;
  return decimal.test(text) || octalOrHex.test(text) ? Number(text) : text;
}
