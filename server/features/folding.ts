import type * as lsp from 'vscode-languageserver-types';
import { contentEnd, within } from '../base/span.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { Node } from '../syntax/tree.ts';
import { sectionsOf } from './sections.ts';

/**
 * What can be folded: the frontmatter between its fences, each field, list item and string of several lines, and the sections of the narrative.
 * Each starts on a line of its own and stands within the one around it, as editors drop all others. A bracket that ends a map stays in sight.
 */
export function foldingRanges(record: PolicyRecord): lsp.FoldingRange[] {
  const { lines, fences, root } = record;
  const found: lsp.FoldingRange[] = [];
  if (fences.close) found.push({ startLine: lines.lineOf(fences.open.start), endLine: lines.lineOf(fences.close.start), kind: 'region' });
  if (root) found.push(...root.kind !== 'scalar' && !root.flow ? partsOf(record, root) : foldsOf(record, root, root.span.start));
  for (const { span: { start, end } } of sectionsOf(record)) found.push({ startLine: lines.lineOf(start), endLine: lines.lineOf(end) });
  return nested(found);
}

/** The folds of a value and of what is in it; `from` is where its field begins. */
const foldsOf = (record: PolicyRecord, node: Node, from: number): readonly lsp.FoldingRange[] =>
  [{ startLine: record.lines.lineOf(from), endLine: lastLine(record, node) }, ...partsOf(record, node)];

/** The folds within a map or list. What an alias stands for is elsewhere. */
function partsOf(record: PolicyRecord, node: Node): readonly lsp.FoldingRange[] {
  if (node.kind === 'scalar') return [];
  const parts = node.kind === 'seq' ? node.items.map(item => ({ from: item.span.start, value: item })) : node.entries.flatMap(({ key, value }) => value ? { from: key.span.start, value } : []);
  return parts.filter(({ value }) => within(node.span, value.span)).flatMap(({ from, value }) => foldsOf(record, value, from));
}

/** The last line that a fold hides: the one above a bracket that starts its line. */
function lastLine({ text, lines }: PolicyRecord, node: Node): number {
  const end = contentEnd(text, node.span);
  const line = lines.lineOf(end);
  const closes = node.kind !== 'scalar' && node.flow && /^[ \t]*[}\]]$/.test(text.slice(lines.startOf(line), end));
  return closes ? line - 1 : line;
}

/** In the order of their lines, without those that start on the line of another or reach out of the one they start in. */
function nested(all: readonly lsp.FoldingRange[]): lsp.FoldingRange[] {
  const kept: lsp.FoldingRange[] = [];
  const open: lsp.FoldingRange[] = [];
  for (const each of [...all].sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine)) {
    if (each.endLine <= each.startLine || kept.at(-1)?.startLine === each.startLine) continue;
    while ((open.at(-1)?.endLine ?? Infinity) < each.startLine) open.pop();
    if (each.endLine > (open.at(-1)?.endLine ?? Infinity)) continue;
    kept.push(each);
    open.push(each);
  }
  return kept;
}
