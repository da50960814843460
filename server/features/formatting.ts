import type { Edit } from '../base/edit.ts';
import { span, textOf, type Span } from '../base/span.ts';
import { fieldsAt } from '../schema/describe.ts';
import { anchorsIn } from '../syntax/anchors.ts';
import { indented } from '../syntax/indented.ts';
import { ordered } from '../syntax/ordered.ts';
import { parseRecord } from '../syntax/parse.ts';
import { isBroken, type PolicyRecord } from '../syntax/record.ts';
import { dataOf } from '../syntax/tree.ts';
import { isSame } from '../syntax/write.ts';
import { editsBetween } from './edits-between.ts';

/**
 * The edits that put the fields of a record into the order of the schema, and its quotes and indentation into the manner of the record.
 * The notation, the comments, the line breaks and the narrative stay. None where the record is so already, where it cannot be read, and
 * where it could come to say something else, as with anchors.
 */
export const formatRecord = (record: PolicyRecord): readonly Edit[] => formatRange(record, record.fences.inner);

/** The same for whole lines of a record: only fields that lie on them change places among themselves. */
export function formatRange(record: PolicyRecord, { start, end }: Span): readonly Edit[] {
  const { lines, text, fences: { inner } } = record;
  const region = span(Math.max(inner.start, lines.startOf(lines.lineOf(start))), Math.min(inner.end, lines.endOf(lines.lineOf(end))));
  const after = region.end > region.start ? formatted(record, region) : undefined;
  if (after === undefined) return [];
  const now = after.slice(region.start, after.length - (text.length - region.end));
  return editsBetween(textOf(text, region), now).map(edit => ({ ...edit, span: span(edit.span.start + region.start, edit.span.end + region.start) }));
}

/** The text of a file once a region of its frontmatter is formatted; undefined where that is not safe. */
function formatted(record: PolicyRecord, region: Span): string | undefined {
  const { uri, text, root, style, body } = record;
  if (isBroken(record) || root?.kind !== 'map' || anchorsIn(record).length > 0) return undefined;
  const sorted = parseRecord(uri, ordered(record, fieldsAt, region));
  const after = sorted && indented(sorted, span(region.start, region.end + sorted.text.length - text.length));
  const result = after === undefined ? undefined : parseRecord(uri, after);
  const isSafe = result && !isBroken(result) && result.style === style && textOf(result.text, result.body) === textOf(text, body) && isSame(dataOf(result.root), dataOf(root));
  return isSafe ? after : undefined;
}
