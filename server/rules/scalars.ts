import { last } from '../base/last.ts';
import { contentEnd, span, textOf, type Span } from '../base/span.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { Entry, Node, Path, ScalarNode } from '../syntax/tree.ts';

/**
 * Where something stands: its key or its number in a list, and where that map or list stands; the root has no step. Most rules find nothing,
 * so a path is put together only for those that do.
 */
export interface Place { readonly step: string | number | undefined; readonly above: Place | undefined }

/** A single value and where it stands. */
export interface Placed extends Place { readonly node: ScalarNode }

/** An alias that stands for a value. */
export interface Alias { readonly node: Node; readonly path: Path }

/** An entry that is written in a record, with the path to it. */
export interface PlacedEntry { readonly entry: Entry; readonly path: Path }

/** Every single value that is written in a record, in document order. What an alias stands for is written elsewhere and comes from there. */
export const scalarsIn: (record: PolicyRecord) => readonly Placed[] = last(({ root, text }) => {
  const scalars: Placed[] = [];
  if (root) gather(root, undefined, undefined, text, scalars);
  return scalars;
});

/** Every alias that stands for a value, in document order. */
export const aliasesIn = (record: PolicyRecord): readonly Alias[] => entriesAndAliases(record).aliases;

/** Every entry that is written in a record with the path to it. */
export const entriesIn = (record: PolicyRecord): readonly PlacedEntry[] => entriesAndAliases(record).entries;

/** The path to a place. */
export function pathTo(place: Place): Path {
  const path: (string | number)[] = [];
  for (let at: Place | undefined = place; at; at = at.above) if (at.step !== undefined) path.push(at.step);
  return path.reverse();
}

/** Where a value is pointed at: the value, or of one over several lines the line that holds an offset of it. */
export function lineWithin({ text, lines }: PolicyRecord, node: ScalarNode, at: number = node.span.start): Span {
  const line = lines.lineOf(at);
  const start = Math.max(node.span.start, lines.startOf(line));
  const end = Math.min(contentEnd(text, node.span), lines.endOf(line));
  const lead = text.slice(start, end).search(/\S/);
  return lead < 0 ? span(start, Math.max(start + 1, end)) : span(start + lead, end);
}

/** Many rules look at every value, so a record is gone through once for all of them. */
function gather(node: Node, step: Place['step'], above: Place | undefined, text: string, scalars: Placed[]): void {
  if (isAlias(text, node)) return;
  if (node.kind === 'scalar') {
    if (!node.broken) scalars.push({ node, step, above });
    return;
  }
  const here = { step, above };
  if (node.kind === 'seq') node.items.forEach((item, i) => gather(item, i, here, text, scalars));
  else for (const { name, value } of node.entries) if (value) gather(value, name, here, text, scalars);
}

/** Few records have anything for which a rule looks at these. */
const entriesAndAliases = last(({ root, text }: PolicyRecord) => {
  const aliases: Alias[] = [];
  const entries: PlacedEntry[] = [];
  const visit = (node: Node, path: Path): void => {
    if (isAlias(text, node)) aliases.push({ node, path });
    else if (node.kind === 'seq') node.items.forEach((item, i) => visit(item, [...path, i]));
    else if (node.kind === 'map') {
      const first = entries.length;
      for (const entry of node.entries) entries.push({ entry, path: [...path, entry.name] });
      for (const each of entries.slice(first)) if (each.entry.value) visit(each.entry.value, each.path);
    }
  };
  if (root) visit(root, []);
  return { aliases, entries };
});

const asterisk = 0x2a;

/** Whether a node is an alias; it has the place of its sign and the content of what it stands for. */
const isAlias = (text: string, node: Node): boolean =>
  text.charCodeAt(node.span.start) === asterisk && /^\*[^\s,[\]{}]+$/.test(textOf(text, node.span));
