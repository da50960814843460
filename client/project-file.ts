import { l10n, Uri, window, workspace, type CodeAction, type WorkspaceEdit } from 'vscode';

/** The name of the command that saves project files, given their addresses. */
export const saveCommand = 'policyRecords.saveProjectFile';

/** The project files that an edit changes and that can be saved with it: what was unsaved before is left to the reader. */
export function toSave(edit: WorkspaceEdit): readonly Uri[] {
  const unsaved = new Set(workspace.textDocuments.filter(each => each.isDirty).map(each => each.uri.toString()));
  return edit.entries().map(([uri]) => uri).filter(uri => uri.path.endsWith('/policy-records.json') && !unsaved.has(uri.toString()));
}

/** Saves project files, for only what is saved of them counts, and says which: they are seldom in sight. */
export async function save(files: readonly Uri[]): Promise<void> {
  for (const uri of files) {
    if (await (await workspace.openTextDocument(uri)).save()) window.setStatusBarMessage(`Policy Records: ${l10n.t('Written to {0}.', workspace.asRelativePath(uri))}`, 8000);
  }
}

/**
 * Has what an action writes beside the record looked after once it is made: a project file is saved, which VS Code does by itself only
 * where several files change, and a record that was not there before is opened, for it is to be filled in.
 */
export async function followedUp<T extends CodeAction | null | undefined>(action: T): Promise<T> {
  if (!action?.edit) return action;
  const files = toSave(action.edit);
  const made = files.length === 0 ? await madeBy(action.edit) : undefined;
  if (files.length > 0) action.command ??= { title: '', command: saveCommand, arguments: files.map(uri => uri.toString()) };
  else if (made) action.command ??= { title: '', command: 'vscode.open', arguments: [made, { preview: false }] };
  return action;
}

/** The record that an edit makes. */
async function madeBy(edit: WorkspaceEdit): Promise<Uri | undefined> {
  for (const [uri] of edit.entries()) if (uri.path.endsWith('.md') && !await exists(uri)) return uri;
  return undefined;
}

const exists = (uri: Uri): Promise<boolean> => Promise.resolve(workspace.fs.stat(uri)).then(() => true, () => false);

/** Runs the command: its arguments may come from anywhere. */
export const saveNamed = (...names: readonly unknown[]): Promise<void> => save(names.flatMap(name => typeof name === 'string' ? Uri.parse(name) : []));
