import * as vscode from 'vscode';

/** The uri of a file of the workspace. */
export function fileUri(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('No folder is open.');
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Opens a file of the workspace in an editor. */
export async function open(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileUri(path)));
}

/** The rules of a document's findings with their lines from 1, in order of place. */
export const rulesOf = (uri: vscode.Uri): readonly string[] => ours(uri).map(each => `${codeOf(each)} ${each.range.start.line + 1}`);

/** This extension's diagnostics of a document, in order of place. */
export const ours = (uri: vscode.Uri): readonly vscode.Diagnostic[] => vscode.languages.getDiagnostics(uri)
  .filter(each => each.source === 'policy-records')
  .sort((a, b) => a.range.start.compareTo(b.range.start));

/** The rule id that a diagnostic carries, with or without a link. */
export const codeOf = ({ code }: vscode.Diagnostic): string => String(typeof code === 'object' ? code.value : code);

/** Waits until a condition holds; what it last saw is in the error when it never does. */
export async function until<T>(look: () => T | PromiseLike<T>, holds: (seen: T) => boolean, what: string): Promise<T> {
  let seen: T | undefined;
  for (let tries = 0; tries < 150; tries++) {
    seen = await look();
    if (holds(seen)) return seen;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`${what}; last seen: ${JSON.stringify(seen)}`);
}

/** Replaces the whole text of an editor. */
export async function setText(editor: vscode.TextEditor, text: string): Promise<void> {
  const { document } = editor;
  await editor.edit(edit => edit.replace(new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length)), text));
}

/** The quick fixes that the lightbulb shows on a finding. The command does not tell which finding each is for, so the findings asked about stand apart. */
export async function fixesFor(uri: vscode.Uri, diagnostic: vscode.Diagnostic): Promise<readonly vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, diagnostic.range, vscode.CodeActionKind.QuickFix.value, 20);
}

/** How many completions are looked at, as if each were chosen in the list. */
const resolved = 100;

/** The completions at an offset of a document, with what they tell when they are looked at. */
export async function completionsAt(document: vscode.TextDocument, offset: number): Promise<readonly vscode.CompletionItem[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, document.positionAt(offset), undefined, resolved);
  return list.items;
}

/** The label of a completion as text. */
export const labelOf = ({ label }: vscode.CompletionItem): string => typeof label === 'string' ? label : label.label;
