import type * as lsp from 'vscode-languageserver-types';
import { contentEnd, span, touches, within, type Span } from '../base/span.ts';
import { behindColon } from '../syntax/insert.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { Entry, Node, ScalarNode } from '../syntax/tree.ts';
import { rangeOf } from './ranges.ts';
import { sectionsOf } from './sections.ts';

/**
 * What a selection at each offset grows to, step by step. In the frontmatter: the word, the text within its quotes, the value, its field, the
 * fields around it and their brackets, all between the fences, the fences, the file. In the narrative: the word, the line, the paragraph, its
 * sections, the narrative, the file.
 */
export const selectionRanges = (record: PolicyRecord, offsets: readonly number[]): lsp.SelectionRange[] => offsets.map(offset => {
  const at = Math.max(0, Math.min(offset, record.text.length));
  const whole: lsp.SelectionRange = { range: rangeOf(record.lines, span(0, record.text.length)) };
  let last = span(0, record.text.length);
  let selection = whole;
  for (const each of around(record, at)) {
    if (!touches(each, at) || !within(last, each) || (last.start === each.start && last.end === each.end) || each.start === each.end) continue;
    selection = { range: rangeOf(record.lines, each), parent: selection };
    last = each;
  }
  return selection;
});

/** The stretches around an offset, from the widest to the narrowest. */
function* around(record: PolicyRecord, offset: number): Generator<Span> {
  const { fences: { open, inner, close }, root, body } = record;
  if (close && offset > close.end) {
    yield body;
    yield* inNarrative(record, offset);
    return;
  }
  yield span(open.start, close?.end ?? inner.end);
  if (touches(open, offset)) yield open;
  else if (close && touches(close, offset)) yield close;
  else {
    yield span(inner.start, contentEnd(record.text, inner));
    if (root) yield* inNode(record, root, offset);
  }
}

function* inNarrative(record: PolicyRecord, offset: number): Generator<Span> {
  const { text, lines, body } = record;
  const sections = sectionsOf(record);
  for (const each of sections) yield each.span;
  const here = lines.lineOf(offset);
  const lineAt = (line: number): Span => span(Math.max(body.start, lines.startOf(line)), lines.endOf(line));
  const isBlank = (line: number): boolean => text.slice(lines.startOf(line), lines.endOf(line)).trim() === '';
  if (isBlank(here)) return;
  const edges = new Set(sections.map(({ heading }) => lines.lineOf(heading.start)));
  const reach = (step: 1 | -1): number => {
    let line = here;
    for (let next = line + step; !edges.has(here) && next < lines.count() && lines.startOf(next) >= body.start && next >= 0 && !isBlank(next) && !edges.has(next); next += step) line = next;
    return line;
  };
  yield span(lineAt(reach(-1)).start, lineAt(reach(1)).end);
  yield lineAt(here);
  yield* wordIn(text, trimmed(text, lineAt(here)), offset);
}

function* inNode(record: PolicyRecord, node: Node, offset: number): Generator<Span> {
  if (node.kind === 'scalar') {
    yield* inScalar(record, node, offset);
    return;
  }
  yield span(node.span.start, contentEnd(record.text, node.span));
  const parts: readonly { readonly span: Span }[] = node.kind === 'map' ? node.entries : node.items;
  const [first, last] = [parts[0], parts.at(-1)];
  if (first && last) yield span(first.span.start, contentEnd(record.text, last.span));
  if (node.kind === 'seq') {
    const item = node.items.find(each => touches(each.span, offset));
    if (item) yield* inNode(record, item, offset);
    return;
  }
  const entry = node.entries.find(each => touches(wholeOf(record, each), offset));
  if (!entry) return;
  yield wholeOf(record, entry);
  const part = touches(entry.key.span, offset) ? entry.key : entry.value && touches(entry.value.span, offset) ? entry.value : undefined;
  if (part) yield* inNode(record, part, offset);
}

/** A field from its key to the end of its value, or to its colon where it has none. */
const wholeOf = ({ text }: PolicyRecord, entry: Entry): Span => span(entry.span.start, Math.max(contentEnd(text, entry.span), behindColon(text, entry) ?? 0));

function* inScalar({ text, lines }: PolicyRecord, node: ScalarNode, offset: number): Generator<Span> {
  const whole = span(node.span.start, contentEnd(text, node.span));
  yield whole;
  let own = whole;
  if (node.form === 'single' || node.form === 'double') own = span(whole.start + 1, Math.max(whole.start + 1, whole.end - (node.broken ? 0 : 1)));
  if (node.form === 'literal' || node.form === 'folded') own = trimmed(text, span(lines.endOf(lines.lineOf(whole.start)), whole.end));
  yield own;
  const here = lines.lineOf(offset);
  const line = trimmed(text, span(Math.max(own.start, lines.startOf(here)), Math.min(own.end, lines.endOf(here))));
  yield line;
  yield* wordIn(text, line, offset);
}

/** A run of Chinese characters, or a word of letters and digits with the hyphens, dots and apostrophes inside it. */
const word = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}_])+(?:[-.'’](?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}_])+)*/gu;

/** The word at an offset; of two that meet there the one behind it. */
function* wordIn(text: string, { start, end }: Span, offset: number): Generator<Span> {
  const found = [...text.slice(start, end).matchAll(word)].map(({ index, 0: own }) => span(start + index, start + index + own.length)).filter(each => touches(each, offset));
  const last = found.at(-1);
  if (last) yield last;
}

/** Without the blanks and line breaks at its ends. */
function trimmed(text: string, { start, end }: Span): Span {
  const own = text.slice(start, Math.max(start, end));
  const from = start + own.length - own.trimStart().length;
  return span(from, Math.max(from, start + own.trimEnd().length));
}
