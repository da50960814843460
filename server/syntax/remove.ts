import type { Edit } from '../base/edit.ts';
import { contentEnd, span, type Span } from '../base/span.ts';
import { behindColon } from './insert.ts';
import type { PolicyRecord } from './record.ts';
import { ancestorsOf, type MapNode, type SeqNode } from './tree.ts';

/** Takes away one entry or item with its comma and, where it stands on lines of its own, those lines. The last one leaves an empty pair of brackets. */
export function removePart(record: PolicyRecord, parent: MapNode | SeqNode, index: number): readonly Edit[] {
  const parts: readonly { readonly span: Span }[] = parent.kind === 'map' ? parent.entries : parent.items;
  const [before, part, after] = [parts[index - 1], parts[index], parts[index + 1]];
  if (!part) return [];
  if (!before && !after) return emptied(record, parent);
  return parent.flow ? fromFlow(record, before?.span, part.span, after?.span) : fromBlock(record, parent, part.span, after?.span);
}

/** A collection that loses its only part. An indented one moves up behind its colon or dash as empty brackets. */
function emptied(record: PolicyRecord, parent: MapNode | SeqNode): readonly Edit[] {
  const { text, lines, root } = record;
  const empty = parent.kind === 'map' ? '{}' : '[]';
  if (parent.flow) return [{ span: parent.span, text: empty }];
  const end = contentEnd(text, parent.span);
  if (parent === root) return [{ span: span(lines.startOf(lines.lineOf(parent.span.start)), behindLines(record, parent.span)), text: '' }];
  const above = ancestorsOf(root, parent).at(-1);
  const entry = above?.kind === 'map' ? above.entries.find(({ value }) => value === parent) : undefined;
  const colon = entry && behindColon(text, entry);
  if (colon === undefined) return [{ span: span(parent.span.start, end), text: empty }];
  const isBare = text.slice(colon, parent.span.start).trim() === '';
  if (isBare) return [{ span: span(colon, end), text: ` ${empty}` }];
  return [{ span: span(colon, colon), text: ` ${empty}` }, { span: span(lines.endOf(lines.lineOf(colon)), end), text: '' }];
}

/** Between brackets a comma goes too: the one behind the part, or the one before the last part where none stands behind it. */
function fromFlow({ text, lines }: PolicyRecord, before: Span | undefined, part: Span, after: Span | undefined): readonly Edit[] {
  const lineStart = lines.startOf(lines.lineOf(part.start));
  const lastLine = lines.lineOf(part.end);
  const behind = /^[ \t]*(,?)[ \t]*(?:#.*)?$/.exec(text.slice(part.end, lines.endOf(lastLine)));
  const comma = before && /^[ \t]*,/.exec(text.slice(before.end, part.start));
  const ownLines = behind && text.slice(lineStart, part.start).trim() === '' && (after ? behind[1] === ',' : comma);
  if (!ownLines) return [{ span: after ? span(part.start, after.start) : span(before?.end ?? part.start, part.end), text: '' }];
  const gone: Edit = { span: span(lineStart, lines.startOf(lastLine + 1)), text: '' };
  return after || behind[1] === ',' || !before || !comma ? [gone] : [{ span: span(before.end, before.end + comma[0].length), text: '' }, gone];
}

function fromBlock(record: PolicyRecord, parent: MapNode | SeqNode, part: Span, after: Span | undefined): readonly Edit[] {
  const { text, lines } = record;
  const lineStart = lines.startOf(lines.lineOf(part.start));
  const lead = text.slice(lineStart, part.start);
  const startsLine = lead.trim() === (parent.kind === 'map' ? '' : '-');
  if (!startsLine && after) return [{ span: span(part.start, after.start), text: '' }];
  return [{ span: span(lineStart, behindLines(record, part)), text: '' }];
}

/** The start of the line behind a part; a block string already ends there. */
const behindLines = ({ text, lines }: PolicyRecord, { end }: Span): number =>
  /[\r\n]/.test(text[end - 1] ?? '') ? end : lines.startOf(lines.lineOf(end) + 1);
