import type * as lsp from 'vscode-languageserver-types';
import { compatible, type Edit } from '../base/edit.ts';
import type { LineIndex } from '../base/lines.ts';
import type { Change } from '../rules/rule.ts';
import { rangeOf } from './ranges.ts';

/** A file that is to be changed: how the client names it, its lines, and its version where the client has it open. */
export interface Target { readonly uri: string; readonly lines: LineIndex; readonly version: number | undefined }

/** What the client can do with an edit of its workspace. */
export interface EditAbilities { readonly documentChanges: boolean; readonly rename: boolean }

/** The uris of the files whose text a list of changes edits. */
export const editedIn = (changes: readonly Change[]): readonly string[] => [...new Set(changes.flatMap(change => change.kind === 'edit' ? [change.uri] : []))];

/** Whether the client can make these changes, and they stay in the folders of the files they change. */
export const isAble = (changes: readonly Change[], can: EditAbilities): boolean => changes.length > 0
  && changes.every(change => change.kind === 'edit' || (can.documentChanges && can.rename && folderOf(change.uri) === folderOf(change.to)));

/** Changes as the client makes them, edits before renames; undefined where a file cannot be read or the client cannot make them. */
export function workspaceEditOf(changes: readonly Change[], targets: ReadonlyMap<string, Target>, can: EditAbilities): lsp.WorkspaceEdit | undefined {
  if (!isAble(changes, can)) return undefined;
  const texts: { readonly target: Target; readonly edits: lsp.TextEdit[] }[] = [];
  for (const uri of editedIn(changes)) {
    const target = targets.get(uri);
    if (!target) return undefined;
    const edits = compatible(changes.flatMap((change): readonly Edit[] => change.kind === 'edit' && change.uri === uri ? change.edits : []));
    texts.push({ target, edits: edits.map(({ span, text }) => ({ range: rangeOf(target.lines, span), newText: text })) });
  }
  if (!can.documentChanges) return { changes: Object.fromEntries(texts.map(({ target, edits }) => [target.uri, edits])) };
  const documents = texts.map(({ target: { uri, version }, edits }): lsp.TextDocumentEdit =>
    // The protocol writes null for a file that is not open.
    ({ textDocument: { uri, version: version ?? null }, edits }));
  const renames = changes.flatMap((change): lsp.RenameFile[] => change.kind === 'rename'
    ? [{ kind: 'rename', oldUri: targets.get(change.uri)?.uri ?? change.uri, newUri: change.to, options: { overwrite: false, ignoreIfExists: false } }] : []);
  return { documentChanges: [...documents, ...renames] };
}

const folderOf = (uri: string): string => uri.slice(0, uri.lastIndexOf('/') + 1);
