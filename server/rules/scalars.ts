import { contentEnd, span, textOf, type Span } from '../base/span.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { Entry, Node, Path, ScalarNode } from '../syntax/tree.ts';

/** A single value and where it stands. */
export interface Placed { readonly node: ScalarNode; readonly path: Path }

/** Every single value that is written in a record, in document order. What an alias stands for is written elsewhere and comes from there. */
export function* scalarsIn({ root, text }: PolicyRecord): Generator<Placed> {
  for (const { node, path } of nodesBelow(text, root, [])) if (node.kind === 'scalar' && !node.broken && !isAlias(text, node)) yield { node, path };
}

/** Every alias that stands for a value, in document order. */
export function* aliasesIn({ root, text }: PolicyRecord): Generator<{ readonly node: Node; readonly path: Path }> {
  for (const each of nodesBelow(text, root, [])) if (isAlias(text, each.node)) yield each;
}

/** Every entry that is written in a record with the path to it. */
export function* entriesIn({ root, text }: PolicyRecord): Generator<{ readonly entry: Entry; readonly path: Path }> {
  for (const { node, path } of nodesBelow(text, root, [])) {
    if (node.kind === 'map' && !isAlias(text, node)) for (const entry of node.entries) yield { entry, path: [...path, entry.name] };
  }
}

/** Where a value is pointed at: the value, or of one over several lines the line that holds an offset of it. */
export function lineWithin({ text, lines }: PolicyRecord, node: ScalarNode, at: number = node.span.start): Span {
  const line = lines.lineOf(at);
  const start = Math.max(node.span.start, lines.startOf(line));
  const end = Math.min(contentEnd(text, node.span), lines.endOf(line));
  const lead = text.slice(start, end).search(/\S/);
  return lead < 0 ? span(start, Math.max(start + 1, end)) : span(start + lead, end);
}

/** Whether a node is an alias; it has the place of its sign and the content of what it stands for. */
const isAlias = (text: string, node: Node): boolean =>
  text[node.span.start] === '*' && /^\*[^\s,[\]{}]+$/.test(textOf(text, node.span));

function* nodesBelow(text: string, node: Node | undefined, path: Path): Generator<{ readonly node: Node; readonly path: Path }> {
  if (!node) return;
  yield { node, path };
  if (node.kind === 'scalar' || isAlias(text, node)) return;
  if (node.kind === 'seq') for (const [i, item] of node.items.entries()) yield* nodesBelow(text, item, [...path, i]);
  else for (const { name, value } of node.entries) yield* nodesBelow(text, value, [...path, name]);
}
