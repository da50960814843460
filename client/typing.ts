import { commands, Range, window, workspace, type Disposable, type Position, type TextDocument, type TextDocumentChangeEvent } from 'vscode';
import type { Server } from './server.ts';

/**
 * Opens the completion list while a field is being typed, as VS Code does in most languages, and in running text where a reference or the
 * name of a mechanism is begun. In Markdown VS Code does not, because lists that open in prose are a nuisance, and letters as trigger
 * characters do nothing there: it passes over them at the end of a word. So the list is opened from here, only where the server has
 * something to offer to an editor that asks of its own accord, and no setting is changed.
 */
export function completeWhileTyping(server: Server): Disposable {
  // Where a list was opened last in running text: one that the reader has closed since stays closed.
  let opened = '';
  return workspace.onDidChangeTextDocument(event => {
    const typed = typedIn(event);
    if (typed === undefined || !isUpToUs(event.document)) return;
    const { document } = event;
    const word = wordBegun(document, typed);
    const phrase = word ? undefined : phraseBegun(document, typed);
    const words = phrase && `${document.uri.toString()} ${phrase.line} ${phrase.character}`;
    if (word) void open(server, document, word, typed);
    else if (phrase && words && words !== opened) void open(server, document, phrase, typed).then(isOpen => { if (isOpen) opened = words; });
  });
}

/** What was typed just now, and where the cursor stands behind it. */
interface Typed { readonly text: string; readonly from: Position; readonly end: Position }

/** Whether a list was opened for the words that begin at `start`. */
async function open(server: Server, document: TextDocument, start: Position, { text, end }: Typed): Promise<boolean> {
  // The letter is sent to the server by another listener of the same event, and the question must come after it.
  await new Promise(resolve => { setTimeout(resolve); });
  if (!await server.offers(document, end, text.slice(-1))) return false;
  const editor = window.activeTextEditor;
  // Whoever types fast is some letters further on by now; whoever went elsewhere wants no list.
  if (editor?.document !== document || !editor.selection.isEmpty) return false;
  const { active } = editor.selection;
  if (active.line !== start.line || active.isBefore(end) || /[\s"'，。；,;]/.test(document.getText(new Range(end, active)))) return false;
  await commands.executeCommand('editor.action.triggerSuggest', { auto: true });
  return true;
}

function typedIn({ document, contentChanges: [change, ...more], reason }: TextDocumentChangeEvent): Typed | undefined {
  if (document !== window.activeTextEditor?.document || document.languageId !== 'markdown') return undefined;
  if (change === undefined || more.length > 0 || reason !== undefined || !isTyped(change.text)) return undefined;
  const { start } = change.range;
  return { text: change.text, from: start, end: start.translate(0, change.text.length) };
}

/** Where a word of a field begins whose first letter was typed just now. Later letters only narrow the list. */
const wordBegun = (document: TextDocument, { text, from }: Typed): Position | undefined =>
  !/^\d/.test(text) && document.getWordRangeAtPosition(from.translate(0, 1))?.start.isEqual(from) && isInFrontMatter(document, from) ? from : undefined;

/** Where words begin that may be a reference or the name of a mechanism, by the line alone; whether they are is for the server to say. */
function phraseBegun(document: TextDocument, { end }: Typed): Position | undefined {
  const found = beginnings.exec(document.lineAt(end.line).text.slice(0, end.character));
  return found ? end.with(end.line, found.index) : undefined;
}

/** A word that begins a reference and what follows it; capitals of an abbreviation; some Chinese; two words of a name. */
const beginnings = /(?:ICV|CCP|标准|准则|属性|[Cc]riteri|[Aa]ttribut).{0,60}$|(?<![A-Za-z\d-])[A-Z][A-Z-]*[A-Z]$|\p{Script=Han}{4}$|(?<![A-Za-z])[A-Z][a-z]+ [A-Z]?[a-z+]*$/u;

/** A letter or a digit, or the few characters that an input method for Chinese gives at once. */
const isTyped = (text: string): boolean => /^(?:[\p{L}\d]|\p{Script=Han}{2,8})$/u.test(text);

function isInFrontMatter(document: TextDocument, { line }: Position): boolean {
  const isFence = (at: number): boolean => /^---\s*$/.test(document.lineAt(at).text);
  if (line === 0 || !isFence(0)) return false;
  for (let at = 1; at <= line; at++) if (isFence(at)) return false;
  return true;
}

/** Whether the reader wants our lists while typing, and has left it to the defaults when lists open. Who has set that themselves gets what they set, from VS Code. */
function isUpToUs(document: TextDocument): boolean {
  if (workspace.getConfiguration('policyRecords', document).get('suggest.whileTyping') === false) return false;
  const editor = workspace.getConfiguration('editor', document);
  const set = editor.inspect('quickSuggestions');
  const own = [set?.globalValue, set?.workspaceValue, set?.workspaceFolderValue, set?.globalLanguageValue, set?.workspaceLanguageValue, set?.workspaceFolderLanguageValue];
  return own.every(value => value === undefined) && editor.get('suggestOnTriggerCharacters') !== false;
}
