import { apply, compatible, type Edit } from '../base/edit.ts';
import { span } from '../base/span.ts';
import { parseRecord } from './parse.ts';
import type { PolicyRecord } from './record.ts';

/** One step of a larger change: the edits it makes to the record as the steps before it left it. */
export type Step = (record: PolicyRecord) => readonly Edit[];

/**
 * The edits that have the outcome of several steps made one after another. Steps that do not meet keep their own small edits; where
 * one builds on another, the lines from the first change to the last are replaced as a whole.
 */
export function inTurn(record: PolicyRecord, steps: readonly Step[]): readonly Edit[] {
  let now = record;
  for (const step of steps) now = parseRecord(record.uri, apply(now.text, step(now))) ?? now;
  const together = compatible(steps.flatMap(step => step(record)));
  return apply(record.text, together) === now.text ? together : difference(record.text, now.text);
}

/** Several edits as one that reaches from the first to the last. */
export function asOne(text: string, edits: readonly Edit[]): readonly Edit[] {
  if (edits.length < 2) return edits;
  const start = Math.min(...edits.map(edit => edit.span.start));
  const end = Math.max(...edits.map(edit => edit.span.end));
  return [{ span: span(start, end), text: apply(text.slice(0, end), edits).slice(start) }];
}

/** The one edit of whole lines that turns a text into another. */
export function difference(before: string, after: string): readonly Edit[] {
  if (before === after) return [];
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  while (start > 0 && before[start - 1] !== '\n') start--;
  let behind = 0;
  while (behind < most - start && before.at(-1 - behind) === after.at(-1 - behind)) behind++;
  while (behind > 0 && before[before.length - behind - 1] !== '\n') behind--;
  return [{ span: span(start, before.length - behind), text: after.slice(start, after.length - behind) }];
}
