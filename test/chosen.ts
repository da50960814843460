import type * as lsp from 'vscode-languageserver-types';
import { indexLines } from '../server/base/lines.ts';

/** An item of a list, or undefined where it is not in it: by its label, or by what it writes apart from quotes and blanks. */
export const itemFor = ({ items }: Pick<lsp.CompletionList, 'items'>, label: string): lsp.CompletionItem | undefined => items.find(item => item.label === label)
  ?? items.find(item => (item.textEdit?.newText ?? item.insertText ?? item.label).replace(/^[\s"']+|[\s"',]+$/g, '') === label);

/** The text once an item is chosen: its edits are applied to the letter, as the protocol has it, and its tab stops hold what they suggest. */
export function afterChoosing(text: string, offset: number, item: lsp.CompletionItem, { itemDefaults }: Pick<lsp.CompletionList, 'itemDefaults'> = {}): string {
  const lines = indexLines(text);
  const shared = itemDefaults?.editRange;
  const own = item.textEdit && 'range' in item.textEdit ? item.textEdit.range : item.textEdit?.insert;
  const range = own ?? (shared && 'start' in shared ? shared : shared?.insert);
  const start = range ? lines.offsetOf(range.start) : offset - (/[\w-]*$/.exec(text.slice(0, offset))?.[0].length ?? 0);
  const put = item.textEdit?.newText ?? item.textEditText ?? item.insertText ?? item.label;
  const plain = (item.insertTextFormat ?? itemDefaults?.insertTextFormat) === 2 ? withoutStops(put) : put;
  const isAsIs = (item.insertTextMode ?? itemDefaults?.insertTextMode) === 1;
  const indent = isAsIs ? '' : /^[ \t]*/.exec(text.slice(lines.startOf(lines.lineOf(start)), start))?.[0] ?? '';
  const edits = [
    { start, end: range ? lines.offsetOf(range.end) : offset, newText: plain.replace(/\n(?=[^\r\n])/g, `\n${indent}`) },
    ...(item.additionalTextEdits ?? []).map(edit => ({ start: lines.offsetOf(edit.range.start), end: lines.offsetOf(edit.range.end), newText: edit.newText })),
  ];
  return edits.sort((a, b) => b.start - a.start).reduce((made, edit) => made.slice(0, edit.start) + edit.newText + made.slice(edit.end), text);
}

/** A snippet as it stands before anyone types into it. */
const withoutStops = (snippet: string): string => snippet
  .replace(/\\([\\$}])|\$\{\d+\|([^,|]*)[^}]*\}|\$\{\d+:((?:\\.|[^}\\])*)\}|\$\{?\d+\}?/g, (_, escaped?: string, first?: string, held?: string) => escaped ?? first ?? held?.replace(/\\(.)/g, '$1') ?? '');
