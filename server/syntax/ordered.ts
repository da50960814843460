import { apply } from '../base/edit.ts';
import type { LineIndex } from '../base/lines.ts';
import { contentEnd, span, textOf, within, type Span } from '../base/span.ts';
import { behindColon } from './insert.ts';
import { keyLike, mannerOf, scalarText, type Manner } from './print.ts';
import type { PolicyRecord } from './record.ts';
import type { Entry, MapNode, Node, Path, ScalarNode } from './tree.ts';

/**
 * The text of a file whose maps have their entries in the given order, those it does not name behind the others in their own. Entries move
 * with the comments above and behind them; commas, blank lines and all else between them stay where they are. Keys and strings of braces
 * take the record's quotes. Only entries that lie wholly in `region` are touched. The caller makes sure that the result says the same.
 */
export function ordered(record: PolicyRecord, orderOf: (path: Path) => readonly string[], region: Span): string {
  const { text, lines, root, fences: { inner } } = record;
  if (root === undefined) return text;
  const task: Task = { text, lines, manner: mannerOf(record), orderOf, region };
  const from = root.kind === 'map' && !root.flow ? inner.start : root.span.start;
  return apply(text, [{ span: span(from, endOf(task, root)), text: written(task, root, [], from) }]);
}

interface Task { readonly text: string; readonly lines: LineIndex; readonly manner: Manner; readonly orderOf: (path: Path) => readonly string[]; readonly region: Span }

/**
 * An entry with the comments above it, which start at `lead`, and the one behind it and its comma (`tail`). `above` is where what precedes the
 * lead ends, and `indent` what stands between: comments come to stand in line with their entry, so that either can change places with others.
 */
interface Part { readonly entry: Entry; readonly above: number; readonly indent: string; readonly lead: number; readonly end: number; readonly tail: Span }

/** The text of a node as it is to stand; it replaces all from `from`, where the comments above its first entry begin. */
function written(task: Task, node: Node, path: Path, from: number): string {
  const { text, region } = task;
  if (node.kind === 'scalar') return text.slice(from, node.span.start) + (within(region, node.span) ? scalarIn(task, node) : text.slice(node.span.start, endOf(task, node)));
  if (node.kind === 'map') return mapText(task, node, path, from);
  let [out, at] = ['', from];
  for (const [i, item] of node.items.entries()) {
    out += text.slice(at, item.span.start) + written(task, item, [...path, i], item.span.start);
    at = endOf(task, item);
  }
  return out + text.slice(at, endOf(task, node));
}

function mapText(task: Task, map: MapNode, path: Path, from: number): string {
  const { text, orderOf, region } = task;
  const parts = partsOf(task, map, from);
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) return text.slice(from, endOf(task, map));
  const order = new Map(orderOf(path).map((name, i) => [name, i]));
  const rank = ({ entry: { name } }: Part): number => order.get(name) ?? order.size;
  const movable = parts.filter(({ lead, tail }) => within(region, span(lead, tail.end)));
  const sorted = [...movable].sort((a, b) => rank(a) - rank(b));
  /** What comes to stand in the place of each part that may move. */
  const instead = new Map(movable.map((part, i) => [part, sorted[i] ?? part]));
  const upTo = (start: number, part: Part): string => instead.has(part) ? text.slice(start, part.above) + part.indent : text.slice(start, part.lead);
  let out = upTo(from, first);
  for (const [i, here] of parts.entries()) {
    const put = instead.get(here) ?? here;
    const next = parts[i + 1];
    out += text.slice(put.lead, put.entry.span.start) + entryText(task, map, put, path)
      + text.slice(here.end, here.tail.start) + textOf(text, put.tail) + (next ? upTo(here.tail.end, next) : text.slice(here.tail.end, Math.max(here.tail.end, endOf(task, map))));
  }
  return out;
}

function entryText(task: Task, map: MapNode, { entry: { key, name, value, span: at }, end }: Part, path: Path): string {
  const { text, manner, region } = task;
  const isOurs = within(region, span(at.start, end));
  const keyed = isOurs ? keyText(task, key, name) : textOf(text, key.span);
  if (!value) return keyed + text.slice(key.span.end, end);
  const between = text.slice(key.span.end, value.span.start);
  // An indented value takes the comments above its first entry with it; what stands behind the colon belongs to the key.
  const own = value.kind !== 'scalar' && !value.flow ? /^[^\r\n]*(?:\r\n|\n|\r)/.exec(between)?.[0] : undefined;
  const gap = own ?? (isOurs && manner.lines && /^[ \t]*:[ \t]*$/.test(between) && !(map.flow && manner.style === 'block') ? ': ' : between);
  return keyed + gap + written(task, value, [...path, name], key.span.end + (own ?? between).length) + text.slice(endOf(task, value), end);
}

function partsOf(task: Task, map: MapNode, from: number): readonly Part[] {
  const { text, lines } = task;
  const parts: Part[] = [];
  let before = from;
  if (map.flow) before = map.span.start + (/^\{[ \t]*#[^\r\n]*/.exec(textOf(text, map.span))?.[0].length ?? 1);
  for (const [i, entry] of map.entries.entries()) {
    const gap = text.slice(before, entry.span.start);
    // Above the first entry, a comment with a blank line below it is about the whole.
    const about = i === 0 ? /^[^]*(?:\n|\r(?!\n))[ \t]*(?=[\r\n])/.exec(gap)?.[0].length ?? 0 : 0;
    const comment = gap.indexOf('#', about);
    const end = partEnd(task, entry, map.flow);
    const comma = end + (map.flow ? /^[ \t]*,/.exec(text.slice(end, lines.endOf(lines.lineOf(end))))?.[0].length ?? 0 : 0);
    const tail = span(comma, map.flow ? withComment(task, comma) : comma);
    parts.push({ entry, ...leadOf(task, entry.span.start, comment < 0 ? entry.span.start : before + comment), end, tail });
    before = tail.end;
  }
  return parts;
}

function leadOf({ text, lines }: Task, start: number, lead: number): Pick<Part, 'above' | 'indent' | 'lead'> {
  const leadAt = (at: number): Span => span(lines.startOf(lines.lineOf(at)), at);
  const [own, indent] = [leadAt(lead), textOf(text, leadAt(start))];
  return lead < start && textOf(text, own).trim() === '' && indent.trim() === '' ? { above: own.start, indent, lead } : { above: lead, indent: '', lead };
}

/** Where an entry ends, its colon at least; an indented one with the comment behind it and those below that are indented deeper than its key. */
function partEnd(task: Task, entry: Entry, flow: boolean): number {
  const { text, lines } = task;
  const own = entry.value ? endOf(task, entry.value) : Math.max(entry.span.end, behindColon(text, entry) ?? 0);
  if (flow) return own;
  let end = withComment(task, own);
  const column = entry.key.span.start - lines.startOf(lines.lineOf(entry.key.span.start));
  for (let line = lines.lineOf(end) + 1; line < lines.count(); line++) {
    const below = text.slice(lines.startOf(line), lines.endOf(line));
    const comment = /^ *(?=#)/.exec(below);
    if (below.trim() !== '' && (comment?.[0].length ?? -1) <= column) break;
    if (comment) end = lines.endOf(line);
  }
  return end;
}

/** Where the text of a node ends that moves with it. */
function endOf(task: Task, node: Node): number {
  const last = node.kind === 'map' ? node.entries.at(-1) : node.kind === 'seq' ? node.items.at(-1) : undefined;
  if (node.kind === 'scalar' || node.flow || !last) return contentEnd(task.text, node.span);
  return 'key' in last ? partEnd(task, last, false) : withComment(task, endOf(task, last));
}

/** Behind the comment that ends the line of an offset, where nothing else stands between. */
const withComment = ({ text, lines }: Task, end: number): number => end + (/^[ \t]+#.*/.exec(text.slice(end, lines.endOf(lines.lineOf(end))))?.[0].length ?? 0);

/** A key in the record's quotes; one that some reader could take for something else than text stays as it is. Double quotes could make JSON of braces. */
function keyText({ text, manner }: Task, key: ScalarNode, name: string): string {
  const own = textOf(text, key.span);
  if (manner.style === 'json' || manner.key === 'double' || key.form === manner.key || typeof key.value !== 'string' || /[\r\n]/.test(own)) return own;
  return key.form === 'plain' && keyLike(manner, name, 'plain') !== own ? own : keyLike(manner, name, manner.key);
}

/** A string between braces in single quotes where the record has them and it needs no escapes; all else as it is written. */
function scalarIn({ text, manner }: Task, { span: at, value, form }: ScalarNode): string {
  const own = text.slice(at.start, contentEnd(text, at));
  if (manner.style !== 'flow' || typeof value !== 'string' || form !== 'double' || manner.string !== 'single' || /[\r\n]/.test(own)) return own;
  const put = scalarText(manner, value);
  return put.startsWith('\'') ? put : own;
}
