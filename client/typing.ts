import { commands, window, workspace, type Disposable, type Position, type TextDocument, type TextDocumentChangeEvent } from 'vscode';
import type { Server } from './server.ts';

/**
 * Opens the completion list while a field is being typed, as VS Code does in most languages. In Markdown it does not, because lists that
 * open in prose are a nuisance, and letters as trigger characters do nothing there: VS Code passes over them at the end of a word. So the
 * list is opened from here, only where the server has something to offer, and no setting is changed.
 */
export function completeWhileTyping(server: Server): Disposable {
  return workspace.onDidChangeTextDocument(event => {
    const start = wordBegun(event);
    if (start !== undefined && isInFrontMatter(event.document, start) && isUpToUs(event.document)) void open(server, event.document, start);
  });
}

async function open(server: Server, document: TextDocument, start: Position): Promise<void> {
  // The letter is sent to the server by another listener of the same event, and the question must come after it.
  await new Promise(resolve => { setTimeout(resolve); });
  if (!await server.offers(document, start.translate(0, 1))) return;
  const editor = window.activeTextEditor;
  // Whoever types fast is some letters further on by now; whoever went elsewhere wants no list.
  if (editor?.document !== document || !editor.selection.isEmpty) return;
  if (!document.getWordRangeAtPosition(editor.selection.active)?.start.isEqual(start)) return;
  await commands.executeCommand('editor.action.triggerSuggest', { auto: true });
}

/** Where a word begins whose first letter was typed just now. Later letters only narrow the list, and one that was closed stays closed. */
function wordBegun({ document, contentChanges: [change, ...more], reason }: TextDocumentChangeEvent): Position | undefined {
  if (document !== window.activeTextEditor?.document || document.languageId !== 'markdown') return undefined;
  if (change === undefined || more.length > 0 || reason !== undefined || !isTyped(change.text)) return undefined;
  const { start } = change.range;
  return document.getWordRangeAtPosition(start.translate(0, 1))?.start.isEqual(start) ? start : undefined;
}

/** A letter, or the few characters that an input method for Chinese gives at once. */
const isTyped = (text: string): boolean => /^(?:\p{L}|\p{Script=Han}{2,8})$/u.test(text);

function isInFrontMatter(document: TextDocument, { line }: Position): boolean {
  const isFence = (at: number): boolean => /^---\s*$/.test(document.lineAt(at).text);
  if (line === 0 || !isFence(0)) return false;
  for (let at = 1; at <= line; at++) if (isFence(at)) return false;
  return true;
}

/** Whether the reader has left it to the defaults when lists open. Who has set it themselves gets what they set, from VS Code. */
function isUpToUs(document: TextDocument): boolean {
  const editor = workspace.getConfiguration('editor', document);
  const set = editor.inspect('quickSuggestions');
  const own = [set?.globalValue, set?.workspaceValue, set?.workspaceFolderValue, set?.globalLanguageValue, set?.workspaceLanguageValue, set?.workspaceFolderLanguageValue];
  return own.every(value => value === undefined) && editor.get('suggestOnTriggerCharacters') !== false;
}
