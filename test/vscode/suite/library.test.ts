import assert from 'node:assert/strict';
import { cpSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { shared } from '../../shared.ts';
import { fileUri, open, ours, setText, until } from './editor.ts';

const place = 'corpus';
const older = 'cn-demo-tech-2024';
const newer = 'cn-ordos-pilot-2024';
const record = (id: string, language = 'zh') => `${place}/policies/${language}/${id}.md`;

describe('a library of real records in VS Code', function () {
  this.timeout(90_000);
  before(function () {
    const corpus = shared(this, 'corpus/2026-07-22-flow');
    cpSync(corpus, folder(), { recursive: true });
    for (const language of ['zh', 'en']) {
      const file = fileUri(record(newer, language)).fsPath;
      const text = readFileSync(file, 'utf8');
      const lineage = text.replace(/(?<='supersedes': *)\[\]/, `['${older}']`);
      assert.notEqual(lineage, text);
      writeFileSync(file, lineage);
    }
  });
  after(() => rmSync(folder(), { recursive: true, force: true }));
  afterEach(async () => {
    while (vscode.window.activeTextEditor) await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  const folder = () => fileUri(place).fsPath;
  const nameOf = (uri: vscode.Uri) => uri.path.split(`/${place}/`).at(-1) ?? '';
  /** Opens a record and waits until the server knows the library around it. */
  const opened = async (id: string) => {
    const editor = await open(record(id));
    const { document } = editor;
    const at = (words: string, shift = 3) => document.positionAt(document.getText().indexOf(words) + shift);
    await until(() => referencesAt(document.uri, at(`'${id}'`)), found => found.length >= 2, `The library is not known around ${id}`);
    return { editor, document, at };
  };
  const referencesAt = async (uri: vscode.Uri, position: vscode.Position): Promise<readonly string[]> =>
    (await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', uri, position)).map(each => nameOf(each.uri)).sort();
  /** Every file of the library with its bytes. */
  const everything = (at = folder()): ReadonlyMap<string, string> => new Map(readdirSync(at).sort().flatMap(name => {
    const path = join(at, name);
    return statSync(path).isDirectory() ? [...everything(path)] : [[path, readFileSync(path, 'latin1')] as const];
  }));

  it('F12 on an id of a lineage opens its record, and Shift+F12 shows who names it: records and facilities', async () => {
    const { editor, at } = await opened(newer);
    // The library was copied a moment ago, and VS Code tells of its files in several goes.
    await until(() => referencesAt(editor.document.uri, at(`'${older}'`)), found => found.length >= 5, 'The library is not known around what is superseded');
    editor.selection = new vscode.Selection(at(`'${older}'`), at(`'${older}'`));
    await vscode.commands.executeCommand('editor.action.revealDefinition');
    const shown = await until(() => vscode.window.activeTextEditor, active => active?.document.uri.path.endsWith(`/${older}.md`) === true, 'The record was not opened');
    assert.match(shown?.document.lineAt(shown.selection.active.line).text ?? '', new RegExp(`'id': '${older}'`));
    assert.equal(nameOf(shown?.document.uri ?? fileUri('')), `policies/zh/${older}.md`);
    const found = await referencesAt(fileUri(record(older)), shown?.selection.active.translate(0, 2) ?? assert.fail());
    assert.deepEqual(found, ['facilities/zh/1314.md', 'facilities/zh/541.md', 'facilities/zh/592.md', `policies/zh/${older}.md`, `policies/zh/${newer}.md`]);
  });

  it('F2 on an id that both languages name renames everywhere with its files, and one undo restores every byte', async () => {
    const { document, at } = await opened(older);
    const before = everything();
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, at(`'${older}'`), 'cn-demo-tech-2023');
    const files = edit.entries().map(([uri]) => nameOf(uri)).sort();
    const named = ['1314', '541', '592'].flatMap(id => [`facilities/en/${id}.md`, `facilities/zh/${id}.md`]);
    assert.deepEqual(files, [...named, `policies/en/${older}.md`, `policies/en/${newer}.md`, `policies/zh/${older}.md`, `policies/zh/${newer}.md`].sort());
    // The command gives the edit with its files first, which F2 makes last.
    const ordered = new vscode.WorkspaceEdit();
    for (const [uri, edits] of edit.entries()) ordered.set(uri, edits);
    for (const language of ['zh', 'en']) ordered.renameFile(fileUri(record(older, language)), fileUri(record('cn-demo-tech-2023', language)));
    assert.ok(await vscode.workspace.applyEdit(ordered, { isRefactoring: true }));
    await vscode.workspace.saveAll(false);
    const renamed = new Map([...before].map(([path, text]) => [path.replace(older, 'cn-demo-tech-2023'), text.replaceAll(`'${older}'`, '\'cn-demo-tech-2023\'')]));
    assert.deepEqual(different(everything(), renamed), []);
    await vscode.window.showTextDocument(fileUri(record('cn-demo-tech-2023')));
    await vscode.commands.executeCommand('undo');
    await until(async () => { await vscode.workspace.saveAll(false); return different(everything(), before); }, paths => paths.length === 0, 'Not restored');
  });

  it('an id that is taken or unsafe is refused with the reason', async () => {
    const { document, at } = await opened(older);
    const why = async (name: string) => {
      try {
        await vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', document.uri, at(`'${older}'`), name);
        return 'renamed';
      } catch (error) {
        return String(error);
      }
    };
    assert.match(await why(newer), new RegExp(`“${newer}” is the id of zh/${newer}.md already`));
    assert.match(await why('Not Safe'), /cannot be an id/);
  });

  it('a file that is renamed takes its id and the references of its language along', async () => {
    const { document } = await opened(older);
    const [from, to] = [document.uri, fileUri(record('cn-demo-tech-2022'))];
    const move = async (here: vscode.Uri, there: vscode.Uri) => {
      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(here, there);
      assert.ok(await vscode.workspace.applyEdit(edit));
      await vscode.workspace.saveAll(false);
    };
    await move(from, to);
    const text = (name: string) => readFileSync(fileUri(`${place}/${name}`).fsPath, 'utf8');
    assert.match(text('policies/zh/cn-demo-tech-2022.md'), /'id': 'cn-demo-tech-2022'/);
    const saved = (name: string, id: string) => until(async () => { await vscode.workspace.saveAll(false); return text(name).split('\n').filter(line => line.includes('cn-demo-tech')).join('\n'); }, lines => lines.includes(`'${id}'`), `Not ${id} in ${name}`);
    for (const name of [`policies/zh/${newer}.md`, 'facilities/zh/541.md']) await saved(name, 'cn-demo-tech-2022');
    for (const name of [`policies/en/${older}.md`, `policies/en/${newer}.md`, 'facilities/en/541.md']) assert.ok(text(name).includes(`'${older}'`), name);
    await move(to, from);
    for (const name of [`policies/zh/${newer}.md`, 'facilities/zh/541.md']) await saved(name, older);
  });

  it('the type hierarchy shows what a policy supersedes and what supersedes it, each once for both languages', async () => {
    const { document, at } = await opened(newer);
    const [item] = await vscode.commands.executeCommand<vscode.TypeHierarchyItem[]>('vscode.prepareTypeHierarchy', document.uri, at('\'title\''));
    assert.equal(item?.name, newer);
    const above = await vscode.commands.executeCommand<vscode.TypeHierarchyItem[]>('vscode.provideSupertypes', item);
    // The window speaks English, so the English record stands for both.
    assert.deepEqual(above.map(({ name, uri }) => [name, nameOf(uri)]), [[older, `policies/en/${older}.md`]]);
    const below = await vscode.commands.executeCommand<vscode.TypeHierarchyItem[]>('vscode.provideSubtypes', above[0]);
    assert.deepEqual(below.map(({ name }) => name), [newer]);
  });

  it('the outline names the fields, and what they hold', async () => {
    const { document } = await opened(newer);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
    const title = /'title': '([^']+)'/.exec(document.getText())?.[1] ?? assert.fail('no title');
    const top = symbols.find(({ name }) => name === title) ?? assert.fail(symbols.map(({ name }) => name).join());
    const lineage = top.children.find(({ detail }) => detail.startsWith('evolution')) ?? assert.fail(top.children.map(({ detail }) => detail).join());
    assert.match(lineage.detail, new RegExp(`← ${older}`));
    assert.ok(top.children.some(({ detail }) => /^regulatory · \d\/7$/.test(detail)));
  });

  it('hints, lenses and colours stand where they belong', async () => {
    const { document } = await opened(newer);
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, whole);
    const title = /'title': '([^']+)'/.exec(readFileSync(fileUri(record(older)).fsPath, 'utf8'))?.[1] ?? assert.fail();
    const shown = hints.map(({ label, position }) => `${document.lineAt(position).text.trim()} → ${typeof label === 'string' ? label : label.map(({ value }) => value).join('')}`);
    assert.ok(shown.some(each => each.includes('supersedes') && title.startsWith(each.split(' → ')[1]?.slice(0, 8) ?? '-')), shown.join('\n'));
    assert.ok(shown.some(each => each.includes('\'country\'') && each.endsWith(' → China')), shown.join('\n'));
    await open(record(older));
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', fileUri(record(older)), 10);
    const cited = lenses.find(({ command }) => command?.title === 'cited by 1')?.command ?? assert.fail(lenses.map(({ command }) => command?.title).join());
    await vscode.commands.executeCommand(cited.command, ...(cited.arguments ?? []) as readonly unknown[]);
    const active = await until(() => vscode.window.activeTextEditor, editor => editor?.document.uri.path.endsWith(`/zh/${newer}.md`) === true && !editor.selection.active.isEqual(new vscode.Position(0, 0)), 'The lens leads nowhere');
    assert.match(active?.document.lineAt(active.selection.active.line).text ?? '', new RegExp(older));
    const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend>('vscode.provideDocumentSemanticTokensLegend', document.uri);
    assert.ok(legend.tokenTypes.includes('enumMember'));
    const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens', document.uri);
    assert.ok(tokens.data.length > 0 && tokens.data.length % 5 === 0);
  });

  it('a search for symbols finds records by id and by title', async () => {
    await opened(newer);
    const find = async (query: string) => (await vscode.commands.executeCommand<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', query)).map(({ location }) => nameOf(location.uri));
    assert.ok((await find('ordos-pilot')).includes(`policies/zh/${newer}.md`));
    assert.ok((await find('鄂尔多斯')).includes(`policies/zh/${newer}.md`));
  });

  it('formatting brings the fields into their order and changes nothing that they say', async () => {
    const { editor, document } = await opened(newer);
    const before = document.getText();
    const swapped = before.replace(/^( {2}'id': .*\n)([^]*?)^( {2}'title': .*\n)/m, (_, id: string, between: string, title: string) => `${title}${between}${id}`);
    assert.notEqual(swapped, before);
    const format = async () => {
      const edits = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>('vscode.executeFormatDocumentProvider', document.uri, { tabSize: 4, insertSpaces: true }) ?? [];
      const edit = new vscode.WorkspaceEdit();
      edit.set(document.uri, edits);
      await vscode.workspace.applyEdit(edit);
      return edits.length;
    };
    await format();
    const formatted = document.getText();
    assert.equal(await format(), 0, 'formatted twice is formatted once');
    await setText(editor, swapped);
    assert.ok(await format() > 0);
    assert.equal(document.getText(), formatted);
    await until(() => ours(document.uri), found => found.length >= 0, 'No findings');
  });
});

/** The paths whose contents differ, or that are only in one of two states. */
const different = (now: ReadonlyMap<string, string>, wanted: ReadonlyMap<string, string>): readonly string[] => [...new Set([...now.keys(), ...wanted.keys()])].filter(path => now.get(path) !== wanted.get(path));
