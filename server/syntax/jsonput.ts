import { createScanner, type Node } from 'jsonc-parser';
import type { Edit } from '../base/edit.ts';
import { columns } from '../base/frame.ts';
import { span } from '../base/span.ts';
import type { Data } from './tree.ts';

/** How a JSON file is written. */
export interface Manner { readonly text: string; readonly eol: string; /** One step of its indent. */ readonly unit: string }

/** What takes more columns than this goes onto several lines. */
const mostColumns = 60;

/** A value as it would stand in place of the one at an offset. */
export const printed = (value: Data, manner: Manner, at: number): string => multiline([], value, false, indentAt(manner.text, at), manner);

/** A value inside new objects with the given keys, which are spread over lines, as is the value itself where that is asked for or it is long. */
export function multiline(keys: readonly string[], value: Data, spread: boolean, indent: string, manner: Manner): string {
  const { eol, unit } = manner;
  const deeper = indent + unit;
  const [key, ...rest] = keys;
  if (key !== undefined) return `{${eol}${deeper}${JSON.stringify(key)}: ${multiline(rest, value, spread, deeper, manner)}${eol}${indent}}`;
  const flat = inline(value);
  if (typeof value !== 'object' || (!spread && columns(flat) <= mostColumns)) return flat;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const items = Array.isArray(value) ? value.map((item: Data) => multiline([], item, false, deeper, manner))
    : Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}: ${multiline([], each, false, deeper, manner)}`);
  return `${open}${eol}${items.map(item => deeper + item).join(`,${eol}`)}${eol}${indent}${close}`;
}

function inline(value: Data): string {
  if (typeof value !== 'object') return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  const entries = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${inline(each)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** The edits that put one more property or item behind those of an object or a list; `draw` is told the indent it will stand at. */
export function inContainer(node: Node, manner: Manner, draw: (indent: string) => string): readonly Edit[] {
  const { text, eol, unit } = manner;
  const outer = indentAt(text, node.offset);
  const last = node.children?.at(-1);
  const close = node.offset + node.length - 1;
  if (!last) {
    const inside = text.slice(node.offset + 1, close);
    // A comment in there stays, behind what comes.
    if (/\S/.test(inside)) return put(node.offset + 1, `${eol}${outer}${unit}${draw(outer + unit)}`);
    return [{ span: span(node.offset + 1, close), text: `${eol}${outer}${unit}${draw(outer + unit)}${eol}${outer}` }];
  }
  const end = last.offset + last.length;
  const comma = commaBehind(text, end, close);
  const after = comma ?? end;
  if (!/[\r\n]/.test(text.slice(node.offset, last.offset))) {
    return put(after, comma === undefined ? `, ${draw(outer)}` : ` ${draw(outer)},`);
  }
  const indent = indentAt(text, last.offset);
  // What stands behind the last item on its line, such as a comment on it, stays there.
  const line = lineEndWithin(text, after, close);
  const drawn = `${eol}${indent}${draw(indent)}`;
  return comma === undefined ? [...put(end, line === end ? `,${drawn}` : ','), ...line === end ? [] : put(line, drawn)] : put(line, `${drawn},`);
}

const put = (at: number, text: string): readonly Edit[] => [{ span: span(at, at), text }];

/** The blanks that the line of an offset starts with. */
function indentAt(text: string, at: number): string {
  const start = Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
  return /^\uFEFF?([ \t]*)/.exec(text.slice(start, at))?.[1] ?? '';
}

/** The end of the comma that follows an item, were it behind comments. */
function commaBehind(text: string, from: number, to: number): number | undefined {
  const scanner = createScanner(text.slice(from, to), true);
  return scanner.scan() === comma ? from + scanner.getTokenOffset() + 1 : undefined;
}

/** The end of what stands behind an offset on its line, blanks at the end left out, or the offset itself where a closing bracket follows on that line. */
function lineEndWithin(text: string, from: number, to: number): number {
  const scanner = createScanner(text.slice(from, to), false);
  let end = from;
  for (;;) {
    const token = scanner.scan();
    if (token === lineBreak) return end;
    if (token === endOfText) return from;
    // A comment over several lines belongs to what follows as much as to what stands before it.
    if (/[\r\n]/.test(scanner.getTokenValue())) return end;
    if (token !== blanks) end = from + scanner.getTokenOffset() + scanner.getTokenLength();
  }
}

// The names of these live in a const enum, which a bundler cannot see.
const [comma, lineBreak, blanks, endOfText] = [5, 14, 15, 17];
