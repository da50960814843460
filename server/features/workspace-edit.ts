import type * as lsp from 'vscode-languageserver-types';
import { compatible, type Edit } from '../base/edit.ts';
import type { LineIndex } from '../base/lines.ts';
import type { Change, PlainChange } from '../rules/rule.ts';
import { rangeOf } from './ranges.ts';

/** A file that is to be changed: how the client names it, its lines, and its version where the client has it open. */
export interface Target { readonly uri: string; readonly lines: LineIndex; readonly version: number | undefined }

/** What the client can do with an edit of its workspace. */
export interface EditAbilities {
  readonly documentChanges: boolean;
  readonly rename: boolean;
  readonly create: boolean;
  /** A change can be told of, and shown before it is made. */
  readonly annotations?: boolean;
}

/**
 * What is told of the changes of a fix of the record `home`. What says its `detail` is shown first, and made once a person confirms it.
 * `files` is told of the files that get other names.
 */
export interface Telling { readonly home: string; readonly label: string; readonly detail?: string; readonly files?: string }

const editedIn = (changes: readonly PlainChange[]): readonly string[] => [...new Set(changes.flatMap(change => change.kind === 'edit' ? [change.uri] : []))];

/** Whether the client can make these changes, and they stay in the folders of the files they change. */
export const isAble = (changes: readonly Change[], can: EditAbilities): boolean => changes.length > 0
  && changes.every(change => {
    switch (change.kind) {
      case 'edit': case 'remove': return true;
      // The project file may have to be made.
      case 'set': case 'add': return !change.uri.endsWith('.json') || (can.documentChanges && can.create);
      case 'create': return can.documentChanges && can.create;
      case 'rename': return can.documentChanges && can.rename && folderOf(change.uri) === folderOf(change.to);
    }
  });

/** Changes as the client makes them, edits before renames; undefined where a file cannot be read or the client cannot make them. */
export function workspaceEditOf(changes: readonly PlainChange[], targets: ReadonlyMap<string, Target>, can: EditAbilities, telling?: Telling): lsp.WorkspaceEdit | undefined {
  if (!isAble(changes, can)) return undefined;
  // Those who look before they choose also want to see which other files a fix reaches.
  const isTold = (uri: string) => can.documentChanges && can.annotations === true && telling !== undefined && (telling.detail !== undefined || uri !== telling.home);
  const told = (uri: string): { readonly annotationId?: string } => isTold(uri) ? { annotationId } : {};
  const files = can.documentChanges && can.annotations === true && changes.some(({ kind }) => kind === 'rename') ? telling?.files : undefined;
  const texts: { readonly target: Target; readonly edits: lsp.TextEdit[] }[] = [];
  for (const uri of editedIn(changes)) {
    const target = targets.get(uri);
    if (!target) return undefined;
    const edits = compatible(changes.flatMap((change): readonly Edit[] => change.kind === 'edit' && change.uri === uri ? change.edits : []));
    texts.push({ target, edits: edits.map(({ span, text }) => ({ range: rangeOf(target.lines, span), newText: text, ...told(uri) })) });
  }
  if (!can.documentChanges) return { changes: Object.fromEntries(texts.map(({ target, edits }) => [target.uri, edits])) };
  const documents = texts.map(({ target: { uri, version }, edits }): lsp.TextDocumentEdit =>
    // The protocol writes null for a file that is not open.
    ({ textDocument: { uri, version: version ?? null }, edits }));
  const renames = changes.flatMap((change): lsp.RenameFile[] => change.kind === 'rename'
    ? [{ kind: 'rename', oldUri: targets.get(change.uri)?.uri ?? change.uri, newUri: change.to, options: { overwrite: false, ignoreIfExists: false }, ...files === undefined ? told(change.uri) : { annotationId: filesId } }] : []);
  const created = changes.flatMap((change): readonly (lsp.CreateFile | lsp.TextDocumentEdit)[] => change.kind === 'create'
    ? [{ kind: 'create', uri: change.uri, options: { overwrite: false, ignoreIfExists: false }, ...told(change.uri) },
      { textDocument: { uri: change.uri, version: null }, edits: [{ range: start, newText: change.text, ...told(change.uri) }] }] : []);
  const annotations = {
    ...telling && changes.some(({ kind, uri }) => isTold(uri) && (kind !== 'rename' || files === undefined)) ? { [annotationId]: annotationOf(telling) } : {},
    // What needs confirmation VS Code leaves out until it is ticked, with the edits of those files: the others would then name an id that no record has.
    ...files === undefined ? {} : { [filesId]: { label: files, needsConfirmation: false } },
  };
  return { documentChanges: [...documents, ...created, ...renames], ...Object.keys(annotations).length > 0 ? { changeAnnotations: annotations } : {} };
}

const annotationId = 'fix';
const filesId = 'files';
const annotationOf = ({ label, detail }: Telling): lsp.ChangeAnnotation => ({ label, needsConfirmation: false, ...detail === undefined ? {} : { description: detail } });

const start: lsp.Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const folderOf = (uri: string): string => uri.slice(0, uri.lastIndexOf('/') + 1);
