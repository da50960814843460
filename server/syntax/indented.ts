import { apply, type Edit } from '../base/edit.ts';
import { contentEnd, span, touches, type Span } from '../base/span.ts';
import { mannerOf } from './print.ts';
import type { PolicyRecord } from './record.ts';
import { tokenize } from './tokens.ts';
import type { Node } from './tree.ts';

/** The text of a file whose frontmatter is indented by the record's own unit, level by level. Only lines that begin in `region` are touched. */
export function indented(record: PolicyRecord, region: Span): string {
  const edits = record.style === 'block' ? inBlock(record) : mannerOf(record).lines ? inBraces(record) : [];
  return apply(record.text, edits.filter(({ span: { start } }) => touches(region, start)));
}

/** Between brackets each line stands one step in from the line its bracket opens on; a value below its key, one step in from the key. */
function inBraces(record: PolicyRecord): readonly Edit[] {
  const { text, lines, fences: { inner } } = record;
  const { unit } = mannerOf(record);
  const edits: Edit[] = [];
  const open: string[] = [];
  let [indent, line, isValue] = ['', -1, false];
  for (const token of tokenize(text, inner)) {
    const here = lines.lineOf(token.span.start);
    const closes = token.kind === '}' || token.kind === ']';
    if (here !== line) {
      const own = span(lines.startOf(here), token.span.start);
      const around = open.at(-1);
      indent = around === undefined ? '' : closes ? around : around + unit + (isValue && token.kind !== 'comment' ? unit : '');
      // What stands behind the end of a string of several lines is not moved.
      if (text.slice(own.start, own.end).trim() === '' && text.slice(own.start, own.end) !== indent) edits.push({ span: own, text: indent });
      line = here;
    }
    if (token.kind === '{' || token.kind === '[') open.push(indent);
    else if (closes) open.pop();
    if (token.kind !== 'comment') isValue = token.kind === ':';
    line = lines.lineOf(token.span.end);
  }
  return edits;
}

/** Indented maps stand one step in from their key, and so do lists that do not stand right under it; all that is in them moves along. */
function inBlock(record: PolicyRecord): readonly Edit[] {
  const { text, lines, root } = record;
  const { unit } = mannerOf(record);
  const columnOf = (at: number): number => at - lines.startOf(lines.lineOf(at));
  const shifts = new Map<number, number>();
  const shift = (from: number, to: number, by: number) => { for (let line = from; line <= to; line++) shifts.set(line, by); };
  const walk = (node: Node, by: number): void => {
    if (node.kind === 'scalar' || node.flow) return;
    if (node.kind === 'seq') {
      for (const item of node.items) walk(item, by);
      return;
    }
    for (const { key, value } of node.entries) {
      if (!value || value.kind === 'scalar' || value.flow) continue;
      const [head, first] = [lines.lineOf(key.span.start), lines.lineOf(value.span.start)];
      const [own, below] = [columnOf(key.span.start), columnOf(value.span.start)];
      const step = value.kind === 'seq' && below === own ? 0 : unit.length;
      const wanted = first === head ? by : own + by + step - below;
      if (first !== head) shift(head + 1, lines.lineOf(contentEnd(text, value.span)), wanted);
      walk(value, wanted);
    }
  };
  if (root) walk(root, 0);
  return [...shifts].flatMap(([line, by]): readonly Edit[] => {
    const start = lines.startOf(line);
    const lead = /^ */.exec(text.slice(start, lines.endOf(line)))?.[0].length ?? 0;
    if (by === 0 || start + lead === lines.endOf(line)) return [];
    return [{ span: span(start, start + lead), text: ' '.repeat(Math.max(0, lead + by)) }];
  });
}
