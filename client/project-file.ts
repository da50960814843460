import { Uri, workspace, type CodeAction, type WorkspaceEdit } from 'vscode';

/** The name of the command that saves project files, given their addresses. */
export const saveCommand = 'policyRecords.saveProjectFile';

/** The project files that an edit changes and that can be saved with it: what was unsaved before is left to the reader. */
export function toSave(edit: WorkspaceEdit): readonly Uri[] {
  const unsaved = new Set(workspace.textDocuments.filter(each => each.isDirty).map(each => each.uri.toString()));
  return edit.entries().map(([uri]) => uri).filter(uri => uri.path.endsWith('/policy-records.json') && !unsaved.has(uri.toString()));
}

/** Saves project files, for only what is saved of them counts. */
export async function save(files: readonly Uri[]): Promise<void> {
  for (const uri of files) await (await workspace.openTextDocument(uri)).save();
}

/** Has the project file saved once an action has written into it. VS Code does so by itself only where several files change. */
export function thenSaved<T extends CodeAction | null | undefined>(action: T): T {
  const files = action?.edit ? toSave(action.edit) : [];
  if (action && files.length > 0) action.command ??= { title: '', command: saveCommand, arguments: files.map(uri => uri.toString()) };
  return action;
}

/** Runs the command: its arguments may come from anywhere. */
export const saveNamed = (...names: readonly unknown[]): Promise<void> => save(names.flatMap(name => typeof name === 'string' ? Uri.parse(name) : []));
