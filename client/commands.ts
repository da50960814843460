import { CodeAction, CodeActionKind, commands, l10n, Position, Range, window, workspace, type Command, type Disposable, type LogOutputChannel, type TextEditor } from 'vscode';
import { ignore } from './ignore.ts';
import { saveNamed } from './project-file.ts';
import { showReferences } from './references.ts';
import type { Server } from './server.ts';

const fixAllKind = CodeActionKind.SourceFixAll.append('policyRecords').value;

/** Registers what the command palette offers. The titles stand in package.json. */
export function registerCommands(server: Server, output: LogOutputChannel): readonly Disposable[] {
  return [
    commands.registerCommand('policyRecords.restartServer', () => server.restart()),
    commands.registerCommand('policyRecords.showOutput', () => output.show()),
    commands.registerCommand('policyRecords.fixAll', fixAll),
    commands.registerCommand('policyRecords.ignore', (...about: readonly unknown[]) => ignore(server, about[0], about[1], about[2], about[3])),
    commands.registerCommand('policyRecords.saveProjectFile', saveNamed),
    commands.registerCommand('policyRecords.showReferences', (...about: readonly unknown[]) => showReferences(server, about[0], about[1], about[2])),
  ];
}

/** Applies the safe fixes of the record in the active editor in one step that one undo takes back, and says what came of it. */
async function fixAll(): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor?.document.languageId !== 'markdown') return say(l10n.t('Open a policy record first; it is a Markdown file.'));
  const edits = await mend(editor);
  if (edits === undefined) return say(l10n.t('The file changed in the meantime, so nothing was fixed. Please try again.'));
  if (edits === 0) return say(l10n.t('Nothing to fix here.'));
  say(edits === 1 ? l10n.t('Fixed with 1 edit.') : l10n.t('Fixed with {0} edits.', edits));
}

/** Applies the fixes and gives the number of edits; undefined where the text they were made for is no longer there. */
async function mend({ document }: TextEditor): Promise<number | undefined> {
  const { uri, version } = document;
  const everything = new Range(new Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
  // The last argument has the server fill in the edits of actions that it left open; there is one action of this kind.
  const found = await commands.executeCommand<readonly (Command | CodeAction)[] | undefined>('vscode.executeCodeActionProvider', uri, everything, fixAllKind, 1) ?? [];
  // The library forgets which version an edit was made for, and an edit in the wrong place would damage the record.
  if (document.version !== version) return undefined;
  let edits = 0;
  for (const action of found) {
    if (!(action instanceof CodeAction) || action.edit === undefined) continue;
    if (!await workspace.applyEdit(action.edit)) return undefined;
    edits += action.edit.entries().reduce((sum, [, textEdits]) => sum + textEdits.length, 0);
  }
  return edits;
}

/** A line in the status bar for some seconds: the result can be seen in the editor, so it need not interrupt. */
function say(text: string): void {
  window.setStatusBarMessage(`Policy Records: ${text}`, 8000);
}
