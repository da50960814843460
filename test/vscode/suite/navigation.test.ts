import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { fileUri, open, ours, setText, until } from './editor.ts';

const record = 'zh/intl-paris-art-6-4-ccs.md';
const page = vscode.Uri.from({ scheme: 'policy-records', path: '/en/icvcm.md' });

describe('finding the way in VS Code', () => {
  afterEach(async () => {
    while (vscode.window.activeTextEditor) await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  /** Opens the Paris record as one that cites 9.3 and supersedes the record of the CCS+ Initiative and gives places in it. */
  async function opened(): Promise<{ readonly document: vscode.TextDocument; readonly editor: vscode.TextEditor; readonly at: (words: string, shift: number) => vscode.Position }> {
    const editor = await open(record);
    const { document } = editor;
    await until(() => ours(document.uri), found => found.length === 4, 'The findings did not come');
    await setText(editor, document.getText().replace('"id": ', '"icvcmCriteria": ["9.3"],\n  "id": ').replace('clean-development-mechanism-legacy', 'intl-ccs-plus-framework'));
    return { document, editor, at: (words, shift) => document.positionAt(document.getText().indexOf(words) + shift) };
  }

  it('a criterion leads to its heading on the page, which opens as a text of VS Code', async () => {
    const { editor, at } = await opened();
    editor.selection = new vscode.Selection(at('"9.3"', 2), at('"9.3"', 2));
    await vscode.commands.executeCommand('editor.action.revealDefinition');
    const shown = await until(() => vscode.window.activeTextEditor, active => active?.document.uri.scheme === 'policy-records', 'The page was not opened');
    assert.equal(shown?.document.uri.toString(), page.toString());
    assert.equal(shown?.document.languageId, 'markdown');
    assert.match(shown?.document.lineAt(shown.selection.active.line).text ?? '', /^### 9\.3 Monitoring and compensation period · /);
  });

  it('an id leads to its record', async () => {
    const { editor, at } = await opened();
    editor.selection = new vscode.Selection(at('intl-ccs-plus', 3), at('intl-ccs-plus', 3));
    await vscode.commands.executeCommand('editor.action.revealDefinition');
    const shown = await until(() => vscode.window.activeTextEditor, active => active?.document.uri.path.endsWith('zh/intl-ccs-plus-framework.md') === true, 'The record was not opened');
    assert.match(shown?.document.lineAt(shown.selection.active.line).text ?? '', /"id": "intl-ccs-plus-framework"/);
  });

  it('the references of a criterion are the records that cite it, asked in a record or on the page', async () => {
    const other = fileUri('zh/intl-citing.md');
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(fileUri('zh/intl-ccs-plus-framework.md')));
    await vscode.workspace.fs.writeFile(other, new TextEncoder().encode(text.replace('"id": "intl-ccs-plus-framework"', '"icvcmCriteria": ["9.3"],\n  "id": "intl-citing"')));
    try {
      const { document, at } = await opened();
      const referencesAt = (uri: vscode.Uri, position: vscode.Position) => vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', uri, position);
      // To the Markdown of VS Code the brackets of a list are a link, which it finds once more.
      const files = (found: readonly vscode.Location[]) => [...new Set(found.filter(({ uri }) => uri.scheme !== page.scheme).map(({ uri }) => uri.path.split('/').at(-1)))].sort();
      const wanted = ['intl-citing.md', 'intl-paris-art-6-4-ccs.md'];
      await until(async () => files(await referencesAt(document.uri, at('"9.3"', 2))), found => found.join() === wanted.join(), 'Not both records');
      const shown = await vscode.workspace.openTextDocument(page);
      const line = shown.getText().split('\n').findIndex(each => each.startsWith('### 9.3 '));
      await until(async () => files(await referencesAt(page, new vscode.Position(line, 4))), found => found.join() === wanted.join(), 'Not both records from the page');
    } finally {
      await vscode.workspace.fs.delete(other);
    }
  });

  it('addresses, ids and criteria are links, each once', async () => {
    const { document } = await opened();
    const found = await until(() => vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri), links => links.length >= 3, 'No links');
    const shown = found.map(({ range, target }) => `${document.getText(range)} → ${target?.scheme}`);
    const url = /"url": "([^"]+)"/.exec(document.getText())?.[1] ?? assert.fail();
    for (const wanted of [`${url} → https`, '9.3 → policy-records', 'intl-ccs-plus-framework → file']) assert.equal(shown.filter(each => each === wanted).length, 1, `${wanted} in ${shown.join(', ')}`);
  });

  it('the palette opens the pages rendered, and they are read-only', async () => {
    for (const [command, name] of [['policyRecords.showCriteria', 'icvcm.md'], ['policyRecords.showMechanisms', 'mechanisms.md']] as const) {
      await vscode.commands.executeCommand(command);
      const tabs = () => vscode.window.tabGroups.all.flatMap(({ tabs: all }) => all).filter(({ input }) => input instanceof vscode.TabInputWebview);
      const [tab] = await until(tabs, all => all.length === 1 && all[0]?.label.includes(name) === true, `No page after ${command}`);
      assert.ok(tab);
      await vscode.window.tabGroups.close(tab);
    }
    await vscode.window.showTextDocument(page);
    await vscode.commands.executeCommand('type', { text: 'x' });
    assert.ok(vscode.window.activeTextEditor?.document.getText().startsWith('# ICVCM Core Carbon Principles Assessment Framework'));
  });
});
