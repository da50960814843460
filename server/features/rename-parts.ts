import type { Both } from '../base/both.ts';
import { compatible, type Edit } from '../base/edit.ts';
import type { Naming } from '../record/links.ts';
import type { PlainChange } from '../rules/rule.ts';
import { mannerOf, scalarText } from '../syntax/print.ts';
import type { PolicyRecord } from '../syntax/record.ts';

/** What a rename changes, or why it is not made. */
export type Renamed = { readonly changes: readonly PlainChange[] } | { readonly refused: Both };

/** The text of a file by its uri; undefined where there is none. */
export type TextOf = (uri: string) => string | undefined;

/** The same changes with those of each file in one. */
export function joined(changes: readonly PlainChange[]): readonly PlainChange[] {
  const edits = new Map<string, readonly Edit[]>();
  for (const change of changes) if (change.kind === 'edit') edits.set(change.uri, [...edits.get(change.uri) ?? [], ...change.edits]);
  return [...[...edits].map(([uri, its]): PlainChange => ({ kind: 'edit', uri, edits: compatible(its) })), ...changes.filter(({ kind }) => kind !== 'edit')];
}

/** The uri of a file under another name in the same folder, with the same ending. */
export const renamedUri = (uri: string, stem: string): string => uri.replace(/[^\\/]*?(\.[^.\\/]*)?$/, (_, ending: string | undefined) => `${encodeURIComponent(stem)}${ending ?? ''}`);

/** The edit that puts another id in the place of one. A name of digits without quotes would be a number. */
export const named = (record: PolicyRecord, { span, node }: Naming, newId: string): Edit =>
  ({ span, text: node?.form === 'plain' ? scalarText({ ...mannerOf(record), string: 'plain' }, newId) : newId });
