import { span } from '../base/span.ts';
import { readPlain } from './plain.ts';
import { signs } from './signs.ts';
import type { ScalarForm, ScalarNode, TextNode } from './tree.ts';

const { lineFeed, carriageReturn, blank, double, single, colon, backslash } = signs;

/** YAML lets no key be longer than 1024 characters. */
const longestKey = 1000;

const plainKey = /[A-Za-z_][\w-]*(?=:[ \r\n])/y;

/** Reads the key that starts at a place, with its colon right behind it; undefined where it is not as simple as that. */
export function keyAt(text: string, at: number, end: number): TextNode | undefined {
  const c = text.charCodeAt(at);
  if (c === single || c === double) {
    const key = quotedAt(text, at, end);
    return key && key.span.end - at < longestKey && text.charCodeAt(key.span.end) === colon ? key : undefined;
  }
  plainKey.lastIndex = at;
  if (!plainKey.test(text) || plainKey.lastIndex - at > longestKey) return undefined;
  const key = plainNode(text, at, plainKey.lastIndex);
  return isText(key) ? key : undefined;
}

const isText = (node: ScalarNode): node is TextNode => typeof node.value === 'string';

const jsonEscape = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y;

/** Reads the quoted text that starts at a place and ends on its line; undefined where it holds what only a judge can tell. */
export function quotedAt(text: string, start: number, end: number): TextNode | undefined {
  const quote = text.charCodeAt(start);
  let hasEscapes = false;
  for (let i = start + 1; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c < blank && (c !== carriageReturn || quote !== single || text.charCodeAt(i + 1) === lineFeed)) return undefined;
    if (c === backslash && quote === double) {
      jsonEscape.lastIndex = ++i;
      if (!jsonEscape.test(text)) return undefined;
      hasEscapes = true;
    } else if (c === quote) {
      if (quote === double || text.charCodeAt(i + 1) !== quote) return quoted(text, start, i + 1, quote, hasEscapes);
      hasEscapes = true;
      i++;
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
