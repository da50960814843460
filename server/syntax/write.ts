import type { Edit } from '../base/edit.ts';
import { contentEnd, span } from '../base/span.ts';
import { appendItem, behindColon, insertEntry, startRecord } from './insert.ts';
import { inTurn } from './inturn.ts';
import { itemText, keyLike, mannerOf, mannerWithin, scalarText, valueText } from './print.ts';
import type { PolicyRecord } from './record.ts';
import { removePart } from './remove.ts';
import { dataOf, entryAt, entryOf, nodeAt, type Data, type Entry, type MapNode, type Node, type Path, type SeqNode } from './tree.ts';

/**
 * Sets the value at a path in the manner of its neighbours and touches no other byte. A value that is there is replaced and keeps its
 * quotes; one that is not is inserted, with the maps above it where those are missing too. `order` is the order of keys to follow
 * where the record's own is not alphabetical. Nothing changes where the path already says so, or leads into a value of another kind.
 */
export function setValue(record: PolicyRecord, path: Path, data: Data, order: readonly string[] = []): readonly Edit[] {
  const name = path.at(-1);
  if (name === undefined) return [];
  const node = nodeAt(record.root, path);
  if (node && isSame(dataOf(node), data)) return [];
  const above = path.slice(0, -1);
  const parent = nodeAt(record.root, above);
  if (parent?.kind === 'map' && typeof name === 'string') {
    const entry = entryOf(parent, name);
    return entry ? setEntry(record, parent, entry, data) : insertEntry(record, parent, name, data, order);
  }
  if (parent?.kind === 'seq' && typeof name === 'number') return node ? replaceItem(record, parent, node, data) : appendItem(record, parent, data);
  if (parent !== undefined && !(parent.kind === 'scalar' && parent.value === undefined)) return [];
  if (above.length > 0) return setValue(record, above, typeof name === 'number' ? [data] : { [name]: data }, order);
  return parent === undefined && record.problems.length === 0 && typeof name === 'string' ? startRecord(record, name, data) : [];
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
  [{ span: entry.key.span, text: keyLike(mannerOf(record), name, entry.key.form) }];

/** Moves the value at one path to another. */
export function moveValue(record: PolicyRecord, from: Path, to: Path, order: readonly string[] = []): readonly Edit[] {
  const entry = entryAt(record.root, from);
  return entry ? inTurn(record, [each => removeAt(each, from), each => setValue(each, to, dataOf(entry.value), order)]) : [];
}

/** Writes the value of a key that is there. What stands between its colon and an indented value, such as a comment, stays. */
function setEntry(record: PolicyRecord, map: MapNode, entry: Entry, data: Data): readonly Edit[] {
  const { text, lines } = record;
  const manner = mannerWithin(mannerOf(record), map);
  const colon = behindMarks(text, behindColon(text, entry));
  const lineStart = lines.startOf(lines.lineOf(entry.key.span.start));
  const lead = text.slice(lineStart, entry.key.span.start);
  const indent = map.flow ? /^[ \t]*/.exec(lead)?.[0] ?? '' : lead.replace(/\S/g, ' ');
  const node = entry.value;
  const isSimple = data === undefined || typeof data !== 'object';
  const put = isSimple ? ` ${scalarText(manner, data, node?.kind === 'scalar' ? node.form : undefined)}` : valueText(manner, data, indent, entry.key.span.end - lineStart + 1);
  const lineEnd = lines.endOf(lines.lineOf(colon ?? entry.key.span.end));
  // A blank value with a tag says the empty text, and stands somewhere behind it.
  if (!node || (colon !== undefined && isBlank(node))) {
    const at = colon ?? entry.key.span.end;
    const behindComment = colon !== undefined && /^[\r\n]/.test(put) && /^[ \t]*#/.test(text.slice(at, lineEnd));
    return behindComment ? [{ span: span(lineEnd, lineEnd), text: put }] : [{ span: span(at, at), text: (colon === undefined ? ':' : '') + put }];
  }
  const end = contentEnd(text, node.span);
  const between = text.slice(colon ?? entry.key.span.end, node.span.start);
  const sameLine = !/[\r\n]/.test(between);
  if (colon === undefined || (sameLine && (isSimple || between.trim() !== ''))) return [{ span: span(node.span.start, end), text: put.trimStart() }];
  if (between.trim() === '') return [{ span: span(colon, end), text: put }];
  const rest = { span: span(lineEnd, end), text: /^[\r\n]/.test(put) ? put : '' };
  return rest.text === '' ? [{ span: span(colon, colon), text: put }, rest] : [rest];
}

/** Behind the anchor and the tag that stand on the line of a colon: both belong to the value and come before it. */
const behindMarks = (text: string, colon: number | undefined): number | undefined =>
  colon === undefined ? undefined : colon + (/^(?:[ \t]+[&!][^\s,[\]{}]*)*/.exec(text.slice(colon))?.[0].length ?? 0);

const isBlank = ({ span: { start, end } }: Node): boolean => start === end;

function replaceItem(record: PolicyRecord, seq: SeqNode, item: Node, data: Data): readonly Edit[] {
  const { text, lines } = record;
  const manner = mannerWithin(mannerOf(record), seq);
  const { start } = item.span;
  const lead = text.slice(lines.startOf(lines.lineOf(start)), start);
  const indent = seq.flow ? /^[ \t]*/.exec(lead)?.[0] ?? '' : lead.replace(/\S/g, ' ');
  const isSimple = data === undefined || typeof data !== 'object';
  const put = isSimple ? scalarText(manner, data, item.kind === 'scalar' ? item.form : undefined) : itemText(manner, data, indent);
  const marks = lead.trimEnd();
  const at = start - lead.length + marks.length;
  if (isBlank(item) && /[&!][^\s,[\]{}]*$/.test(marks)) return [{ span: span(at, at), text: ` ${put}` }];
  return [{ span: span(start, contentEnd(text, item.span)), text: text[start - 1] === '-' ? ` ${put}` : put }];
}

/** Whether two pieces of data say the same; the order of keys says nothing. */
export function isSame(a: Data, b: Data): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return Object.is(a, b);
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item: Data, i) => isSame(item, b[i] as Data));
  const [mine, other] = [a as Readonly<Record<string, Data>>, b as Readonly<Record<string, Data>>];
  const names = Object.keys(mine);
  return names.length === Object.keys(other).length && names.every(name => Object.hasOwn(other, name) && isSame(mine[name], other[name]));
}
