import type { Edit } from '../base/edit.ts';
import { span } from '../base/span.ts';
import { keyText, mannerOf, scalarText, valueText } from './print.ts';
import type { PolicyRecord } from './record.ts';
import { dataOf, entryAt, entryOf, nodeAt, type Data, type Entry, type MapNode, type Node, type Path, type SeqNode } from './tree.ts';

/**
 * Sets the value at a path in the manner of its neighbours and touches no other byte. A value that is there is replaced and keeps its
 * quotes; one that is not is inserted, with the maps above it where those are missing too. `order` is the order of keys to follow
 * where the record's own is not alphabetical.
 */
export function setValue(record: PolicyRecord, path: Path, data: Data, order: readonly string[] = []): readonly Edit[] {
  const node = nodeAt(record.root, path);
  if (node) return replaceValue(record, node, data);
  const name = path.at(-1);
  const parentPath = path.slice(0, -1);
  const parent = nodeAt(record.root, parentPath);
  if (typeof name === 'string' && parent?.kind === 'map') {
    const entry = entryOf(parent, name);
    return entry ? fillEntry(record, entry, data) : insertEntry(record, parent, name, data, order);
  }
  if (typeof name === 'number') return parent?.kind === 'seq' ? insertItem(record, parent, data) : [];
  if (parentPath.length === 0 || name === undefined) return [];
  if (parent !== undefined) return parent.kind === 'scalar' && parent.value === undefined ? replaceValue(record, parent, { [name]: data }) : [];
  return setValue(record, parentPath, { [name]: data }, order);
}

/** Takes away the entry or list item at a path with its comma and, where it has lines of its own, its lines. */
export function removeAt(record: PolicyRecord, path: Path): readonly Edit[] {
  const last = path.at(-1);
  const parent = nodeAt(record.root, path.slice(0, -1));
  if (typeof last === 'string' && parent?.kind === 'map') {
    const index = parent.entries.findIndex(entry => entry.name === last);
    return index < 0 ? [] : removePart(record, parent, index);
  }
  return typeof last === 'number' && parent?.kind === 'seq' && parent.items[last] ? removePart(record, parent, last) : [];
}

/** Takes away one of a map's entries by its position, which tells two of one name apart. */
export const removeEntry = (record: PolicyRecord, map: MapNode, entry: Entry): readonly Edit[] => removePart(record, map, map.entries.indexOf(entry));

/** Gives a key another name and leaves its quotes and its value as they are. */
export const renameKey = (record: PolicyRecord, entry: Entry, name: string): readonly Edit[] =>
  [{ span: entry.key.span, text: entry.key.form === 'plain' ? keyText(mannerOf(record), name) : requoted(record, entry, name) }];

/** Moves the value at one path to another. */
export function moveValue(record: PolicyRecord, from: Path, to: Path, order: readonly string[] = []): readonly Edit[] {
  const entry = entryAt(record.root, from);
  return entry ? [...removeAt(record, from), ...setValue(record, to, dataOf(entry.value), order)] : [];
}

const requoted = (record: PolicyRecord, entry: Entry, name: string): string => {
  const quote = record.text[entry.key.span.start] ?? '"';
  return `${quote}${name}${quote}`;
};

function replaceValue(record: PolicyRecord, node: Node, data: Data): readonly Edit[] {
  const manner = mannerOf(record);
  const { text } = record;
  const isBlock = node.kind === 'scalar' ? node.form === 'literal' || node.form === 'folded' : !node.flow;
  const end = isBlock ? Math.max(node.span.start, contentEnd(text, node.span.end)) : node.span.end;
  const before = text.slice(0, node.span.start).trimEnd();
  const start = before.endsWith(':') ? before.length : node.span.start;
  if (data === undefined || typeof data !== 'object') {
    const put = scalarText(manner, data, node.kind === 'scalar' ? node.form : undefined);
    // What replaces indented lines stands behind the key again.
    return [isBlock && node.kind !== 'scalar' && start < node.span.start ? { span: span(start, end), text: ` ${put}` } : { span: span(node.span.start, end), text: put }];
  }
  const lineStart = lineStartOf(text, start);
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  return [{ span: span(start, end), text: valueText(manner, data, indent, start - lineStart) }];
}

/** Puts a value behind a key that has none. */
function fillEntry(record: PolicyRecord, entry: Entry, data: Data): readonly Edit[] {
  const { text } = record;
  const colon = /^[ \t]*:/.exec(text.slice(entry.key.span.end));
  const at = entry.key.span.end + (colon?.[0].length ?? 0);
  const indent = ' '.repeat(entry.key.span.start - lineStartOf(text, entry.key.span.start));
  return [{ span: span(at, at), text: (colon ? '' : ':') + valueText(mannerOf(record), data, indent, at) }];
}

function insertEntry(record: PolicyRecord, map: MapNode, name: string, data: Data, order: readonly string[]): readonly Edit[] {
  const manner = mannerOf(record);
  const { text } = record;
  const key = keyText(manner, name, map);
  const { entries } = map;
  const first = entries[0];
  if (!first) return fillEmpty(record, map, name, data);
  const column = first.key.span.start - lineStartOf(text, first.key.span.start);
  const lines = !map.flow || /[\r\n]/.test(text.slice(map.span.start, first.key.span.start));
  const indent = lines ? text.slice(first.key.span.start - column, first.key.span.start).replace(/[^\s]/g, ' ') : '';
  const put = `${key}:${valueText(lines ? manner : { ...manner, lines: manner.lines && !map.flow }, data, indent, indent.length + key.length + 1)}`;
  const at = placeFor(entries.map(entry => entry.name), name, order);
  if (at === 0) return [{ span: span(first.key.span.start, first.key.span.start), text: map.flow ? `${put},${lines ? manner.eol + indent : ' '}` : `${put}${manner.eol}${indent}` }];
  const before = entries[at - 1] ?? first;
  if (map.flow) return [{ span: span(before.span.end, before.span.end), text: `,${lines ? manner.eol + indent : ' '}${put}` }];
  let end: number = before.span.end;
  if (/[\r\n]/.test(text[end - 1] ?? '')) return [{ span: span(end, end), text: `${indent}${put}${manner.eol}` }];
  while (end < text.length && !/[\r\n]/.test(text[end] ?? '')) end++;
  return [{ span: span(end, end), text: `${manner.eol}${indent}${put}` }];
}

/** The first entry of an empty map. */
function fillEmpty(record: PolicyRecord, map: MapNode, name: string, data: Data): readonly Edit[] {
  const manner = mannerOf(record);
  const { text } = record;
  if (!map.flow) return [{ span: span(map.span.start, map.span.start), text: `${keyText(manner, name)}:${valueText(manner, data, '', 0)}${manner.eol}` }];
  const lineStart = lineStartOf(text, map.span.start);
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  const shown = valueText(manner, { [name]: data }, indent, map.span.start - lineStart);
  const blank = /[ \t]+$/.exec(text.slice(lineStart, map.span.start))?.[0].length ?? 0;
  const isValue = text.slice(lineStart, map.span.start).trimEnd().endsWith(':');
  return isValue ? [{ span: span(map.span.start - blank, map.span.end), text: shown }]
    : [{ span: map.span, text: shown.trimStart() }];
}

function insertItem(record: PolicyRecord, seq: SeqNode, data: Data): readonly Edit[] {
  const manner = mannerOf(record);
  const { text } = record;
  const last = seq.items.at(-1);
  const put = valueText({ ...manner, lines: false }, data, '', 0).trimStart();
  if (!last) return [{ span: seq.span, text: `[${put}]` }];
  const lineStart = lineStartOf(text, last.span.start);
  const lead = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  if (!seq.flow) {
    const dash = /^[ \t]*-[ \t]+/.exec(text.slice(lineStart))?.[0] ?? `${lead}- `;
    return [{ span: span(last.span.end, last.span.end), text: `${manner.eol}${dash}${put}` }];
  }
  const lines = lineStart + lead.length === last.span.start;
  return [{ span: span(last.span.end, last.span.end), text: `,${lines ? manner.eol + lead : ' '}${put}` }];
}

/** Where a new key goes: its alphabetical place among alphabetical siblings, else its place in `order`, else the end. */
function placeFor(names: readonly string[], name: string, order: readonly string[]): number {
  const alphabetical = names.length > 1 && names.every((each, i) => i === 0 || (names[i - 1] ?? '') <= each);
  if (alphabetical) {
    const at = names.findIndex(each => name < each);
    return at < 0 ? names.length : at;
  }
  const own = order.indexOf(name);
  if (own < 0) return names.length;
  for (let i = own - 1; i >= 0; i--) {
    const at = names.lastIndexOf(order[i] ?? '');
    if (at >= 0) return at + 1;
  }
  return names.findIndex(each => order.indexOf(each) > own) < 0 ? names.length : names.findIndex(each => order.indexOf(each) > own);
}

function removePart(record: PolicyRecord, parent: MapNode | SeqNode, index: number): readonly Edit[] {
  const { text } = record;
  const parts: readonly { readonly span: Node['span'] }[] = parent.kind === 'map' ? parent.entries : parent.items;
  const [before, part, after] = [parts[index - 1], parts[index], parts[index + 1]];
  if (!part) return [];
  if (parts.length === 1) {
    const empty = parent.kind === 'map' ? '{}' : '[]';
    if (parent.flow) return [{ span: parent.span, text: empty }];
    if (parent === record.root) return [{ span: span(lineStartOf(text, part.span.start), nextLineOf(text, part.span.end)), text: '' }];
    const colon = text.slice(0, parent.kind === 'seq' ? parent.span.start : part.span.start).lastIndexOf(':');
    return [{ span: span(colon + 1, contentEnd(text, part.span.end)), text: ` ${empty}` }];
  }
  if (parent.flow) return [{ span: after ? span(part.span.start, after.span.start) : span(before?.span.end ?? part.span.start, part.span.end), text: '' }];
  const lineStart = lineStartOf(text, part.span.start);
  const startsLine = /^[ \t]*(?:- *)?$/.test(text.slice(lineStart, part.span.start)) && (parent.kind === 'seq' || !text.slice(lineStart, part.span.start).includes('-'));
  if (!startsLine && after) return [{ span: span(part.span.start, after.span.start), text: '' }];
  return [{ span: span(lineStart, nextLineOf(text, part.span.end)), text: '' }];
}

const lineStartOf = (text: string, at: number): number => Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;

/** The end of a part without the line break that block strings carry. */
function contentEnd(text: string, at: number): number {
  let end = at;
  while (end > 0 && /[\r\n]/.test(text[end - 1] ?? '')) end--;
  return end;
}

/** The start of the line behind the one that holds the end of a part. */
function nextLineOf(text: string, at: number): number {
  if (/[\r\n]/.test(text[at - 1] ?? '')) return at;
  let end = at;
  while (end < text.length && !/[\r\n]/.test(text[end] ?? '')) end++;
  return end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : text[end] === undefined ? 0 : 1);
}
