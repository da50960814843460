import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { fileUri, open, until } from './editor.ts';

const place = 'elsewhere';
const files: Readonly<Record<string, string>> = {
  'zh/a-1.md': '---\n{ "title": "甲", "id": "a-1", "status": "现行", "country": "中国" }\n---\n\n见 [乙](b-1.md) 和 [甲](../en/a-1.md#part)。\n',
  'zh/b-1.md': '---\r\n{ \'id\': \'b-1\', \'title\': \'乙\', \'status\': \'现行\', \'country\': \'中国\' }\r\n---\r\n\r\n[甲](./a-1.md)\r\n',
  'en/a-1.md': '---\nid: a-1\ntitle: A\nstatus: Active\ncountry: China\n---\n\n[zh](<../zh/a-1.md> "../zh/a-1.md")\n',
  'README.md': '# Read me\n\n[a](zh/a-1.md)\n',
};

describe('other files and other places in VS Code', () => {
  const uriOf = (name: string) => fileUri(`${place}/${name}`);
  const textOf = (name: string) => readFileSync(uriOf(name).fsPath, 'utf8');
  before(() => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(uriOf(name).fsPath), { recursive: true });
      writeFileSync(uriOf(name).fsPath, text);
    }
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(uriOf('').fsPath, { recursive: true, force: true });
  });

  it('another formatter is the only one of Markdown that is no record', async () => {
    // Of two formatters the one that fits more closely comes first, and everything fits this one loosely.
    const other = vscode.languages.registerDocumentFormattingEditProvider('*', { provideDocumentFormattingEdits: document => [vscode.TextEdit.insert(document.lineAt(document.lineCount - 1).range.end, 'formatted')] });
    try {
      const { document } = await open(`${place}/zh/a-1.md`);
      await until(() => vscode.commands.executeCommand<vscode.TextEdit[] | undefined>('vscode.executeFormatDocumentProvider', document.uri, { tabSize: 2, insertSpaces: true }),
        edits => edits !== undefined && edits.length > 0 && edits.every(each => each.newText !== 'formatted'), 'The record is not formatted by us');
      const readme = await open(`${place}/README.md`);
      await vscode.commands.executeCommand('editor.action.formatDocument');
      await until(() => readme.document.getText(), text => text.endsWith('formatted'), 'The other formatter was not used');
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    } finally {
      other.dispose();
    }
  });

  it('a file and a folder that go elsewhere keep their links and those to them, and back nothing has changed', async () => {
    await open(`${place}/zh/b-1.md`);
    await until(() => vscode.commands.executeCommand<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'a-1'), found => found.length >= 2, 'The library is not known');
    const move = async (from: string, to: string) => {
      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(uriOf(from), uriOf(to));
      assert.ok(await vscode.workspace.applyEdit(edit));
      await vscode.workspace.saveAll(false);
    };
    const saved = (name: string, text: string) => until(async () => { await vscode.workspace.saveAll(false); return textOf(name); }, now => now === text, `${name} is not as it should be`);
    await move('zh/a-1.md', 'zh/旧 的/a-1.md');
    await saved('zh/旧 的/a-1.md', files['zh/a-1.md']!.replace('](b-1.md', '](../b-1.md').replace('../en/', '../../en/'));
    await saved('zh/b-1.md', files['zh/b-1.md']!.replace('./a-1.md', './旧%20的/a-1.md'));
    await saved('en/a-1.md', files['en/a-1.md']!.replace('<../zh/a-1.md>', '<../zh/旧 的/a-1.md>'));
    await until(() => vscode.commands.executeCommand<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'a-1'), found => found.some(each => each.location.uri.path.includes('旧 的')), 'The new place is not known');
    await move('zh', 'policies');
    await saved('en/a-1.md', files['en/a-1.md']!.replace('<../zh/a-1.md>', '<../policies/旧 的/a-1.md>'));
    await until(() => vscode.commands.executeCommand<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'a-1'), found => found.some(each => each.location.uri.path.includes('policies/旧 的')), 'The new place is not known');
    await move('policies', 'zh');
    await until(() => vscode.commands.executeCommand<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'a-1'), found => found.some(each => each.location.uri.path.includes('zh/旧 的')), 'The old place is not known');
    await move('zh/旧 的/a-1.md', 'zh/a-1.md');
    for (const name of ['zh/a-1.md', 'zh/b-1.md', 'en/a-1.md', 'README.md']) await saved(name, files[name]!);
  }).timeout(90_000);
});
