import { span } from '../base/span.ts';
import { readPlain } from './plain.ts';
import { asciiIn, signs } from './signs.ts';
import type { ScalarForm, ScalarNode, TextNode } from './tree.ts';

const { lineFeed, carriageReturn, blank, double, single, colon, backslash } = signs;

/** YAML lets no key be longer than 1024 characters. */
const longestKey = 1000;

/** What names begin with, and what they go on with. */
const [nameStarts, inNames] = [asciiIn(/[A-Za-z_]/), asciiIn(/[\w-]/)];

/** Reads the key that starts at a place, with its colon right behind it; undefined where it is not as simple as that. */
export function keyAt(text: string, at: number, end: number): TextNode | undefined {
  const quote = text.charCodeAt(at);
  const isQuoted = quote === single || quote === double;
  const start = isQuoted ? at + 1 : at;
  let stop = start;
  let mixed = 0;
  for (let c = text.charCodeAt(stop); c < 128 && inNames[c] === 1; c = text.charCodeAt(++stop)) mixed = (mixed * 31 + c) & 0xffff;
  if (isQuoted && (text.charCodeAt(stop) !== quote || text.charCodeAt(stop + 1) === quote)) {
    const key = quotedAt(text, at, end);
    return key && isKey(text, at, key.span.end) ? key : undefined;
  }
  const behind = isQuoted ? stop + 1 : stop;
  if (!isKey(text, at, behind)) return undefined;
  const name = nameAt(text, start, stop, mixed);
  if (isQuoted) return scalar(at, behind, name, quote === single ? 'single' : 'double');
  return nameStarts[quote] === 1 && isGap(text.charCodeAt(stop + 1)) && readPlain(name) === name ? scalar(at, stop, name, 'plain') : undefined;
}

const isKey = (text: string, start: number, end: number): boolean => text.charCodeAt(end) === colon && end - start < longestKey;

const isGap = (c: number): boolean => c === blank || c === lineFeed || c === carriageReturn;

/**
 * The names of fields are few, so each is found again by its characters and need not be cut out. It is kept as the text that is a key of
 * objects: rules compare it and look it up some hundred times, which takes longer with any other text of the same characters.
 */
const names: (string | undefined)[] = Array.from({ length: 1024 }, () => undefined);
const longestName = 64;

function nameAt(text: string, start: number, end: number, mixed: number): string {
  const at = mixed & (names.length - 1);
  const known = names[at];
  if (known !== undefined && known.length === end - start && text.startsWith(known, start)) return known;
  const name = text.slice(start, end);
  if (known === undefined && name.length <= longestName) return names[at] = Object.keys({ [name]: name })[0] ?? name;
  return name;
}

const jsonEscape = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y;

/** Reads the quoted text that starts at a place and ends on its line; undefined where it holds what only a judge can tell. */
export function quotedAt(text: string, start: number, end: number): TextNode | undefined {
  const quote = text.charCodeAt(start);
  let hasEscapes = false;
  for (let i = start + 1; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === quote) {
      if (quote === double || text.charCodeAt(i + 1) !== quote) return quoted(text, start, i + 1, quote, hasEscapes);
      hasEscapes = true;
      i++;
    } else if (c < blank) {
      if (c !== carriageReturn || quote !== single || text.charCodeAt(i + 1) === lineFeed) return undefined;
    } else if (c === backslash && quote === double) {
      jsonEscape.lastIndex = ++i;
      if (!jsonEscape.test(text)) return undefined;
      hasEscapes = true;
    }
  }
  return undefined;
}

function quoted(text: string, start: number, end: number, quote: number, hasEscapes: boolean): TextNode {
  const own = text.slice(start + 1, end - 1);
  if (quote === single) return scalar(start, end, hasEscapes ? own.replaceAll('\'\'', '\'') : own, 'single');
  // The escapes of JSON mean the same in YAML.
  return scalar(start, end, hasEscapes ? JSON.parse(text.slice(start, end)) as string : own, 'double');
}

/** The unquoted scalar from one place to another. */
export const plainNode = (text: string, start: number, end: number): ScalarNode => scalar(start, end, readPlain(text.slice(start, end)), 'plain');

/** A scalar. Its properties come in one order everywhere, as nodes of one make are read faster. */
export const scalar = <T extends ScalarNode['value']>(start: number, end: number, value: T, form: ScalarForm): ScalarNode & { readonly value: T } =>
  ({ kind: 'scalar', span: span(start, end), form, value });
