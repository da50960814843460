import type * as lsp from 'vscode-languageserver-types';
import { complete } from '../server/features/complete/index.ts';
import type { PolicyRecord } from '../server/syntax/record.ts';
import { record, world } from './fixture.ts';

const options = { locale: 'en', snippets: false, itemDefaults: false } as const;

/** Completions where `$0` stands in a text, in the library of the given records. */
export function completionsAt(marked: string, others: readonly PolicyRecord[] = [], file = 'zh/example.md'): { readonly made: PolicyRecord; readonly items: readonly lsp.CompletionItem[]; readonly offset: number } {
  const offset = marked.indexOf('$0');
  const made = record(marked.replace('$0', ''), file);
  return { made, offset, items: complete(world([made, ...others.filter(other => other.uri !== made.uri)]), made, offset, options).list.items };
}

/** The text once an item is chosen, its edits applied to the letter as the protocol has it. */
export function choose(made: PolicyRecord, item: lsp.CompletionItem): string {
  const edits = [item.textEdit, ...item.additionalTextEdits ?? []].flatMap(edit => edit && 'range' in edit ? [edit] : []);
  return edits.map(({ range, newText }) => ({ start: made.lines.offsetOf(range.start), end: made.lines.offsetOf(range.end), newText }))
    .sort((a, b) => b.start - a.start).reduce((text, { start, end, newText }) => text.slice(0, start) + newText + text.slice(end), made.text);
}

/** Whether an item is the one that is wanted: by its label, or by the reference that it writes, of which the label is the end. */
export const isCalled = ({ label }: lsp.CompletionItem, wanted: string): boolean => label === wanted || wanted.endsWith(` ${label}`);
