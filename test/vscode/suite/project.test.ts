import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { codeOf, fileUri, fixesFor, open, ours, setText, until } from './editor.ts';

const record = 'zh/intl-paris-art-6-4-ccs.md';
const projectFile = fileUri('policy-records.json');
const ignoring = (reason: string) => `${JSON.stringify({ ignore: [{ rule: 'broken-supersedes', files: [record], path: 'evolution.supersedes', reason }] }, undefined, 2)}\n`;

/** Opens a file in a tab that the next file does not take. */
async function openToStay(path: string): Promise<vscode.TextEditor> {
  const editor = await open(path);
  await vscode.commands.executeCommand('workbench.action.keepEditor');
  return editor;
}

describe('levels and ignores in VS Code', () => {
  const uri = fileUri(record);
  const rules = () => ours(uri).map(codeOf);
  const set = (value: object | undefined) => vscode.workspace.getConfiguration('policyRecords', uri).update('rules', value, vscode.ConfigurationTarget.Workspace);
  const shows = (what: string) => until(rules, found => found.includes('broken-supersedes') && found.length === 4, what);
  const hides = (what: string) => until(rules, found => found.length === 3 && !found.includes('broken-supersedes'), what);
  const exists = () => vscode.workspace.fs.stat(projectFile).then(() => true, () => false);
  const saved = async () => new TextDecoder().decode(await vscode.workspace.fs.readFile(projectFile));

  afterEach(async () => {
    await set(undefined);
    // What is unsaved would be asked about.
    while (vscode.window.activeTextEditor) await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    if (await exists()) await vscode.workspace.fs.delete(projectFile);
  });

  it('a rule that is off in the settings of the workspace draws no squiggle, and back on it does', async () => {
    await openToStay(record);
    await shows('The findings did not come');
    await set({ 'broken-supersedes': 'off' });
    await hides('The finding stays');
    await set({ 'broken-supersedes': 'hint' });
    await until(() => ours(uri).find(each => codeOf(each) === 'broken-supersedes')?.severity, severity => severity === vscode.DiagnosticSeverity.Hint, 'No hint');
    await set(undefined);
    await until(() => ours(uri).find(each => codeOf(each) === 'broken-supersedes')?.severity, severity => severity !== undefined && severity !== vscode.DiagnosticSeverity.Hint, 'The hint stays');
  });

  it('an ignore in policy-records.json takes a finding away, and the file saved without it brings it back', async () => {
    await openToStay(record);
    await shows('The findings did not come');
    await vscode.workspace.fs.writeFile(projectFile, new TextEncoder().encode(ignoring('旧名称，入库前已核对')));
    await hides('The finding stays');
    const editor = await openToStay('policy-records.json');
    await until(() => editor.document.getText(), text => text.includes('旧名称'), 'The file on disk is not the one that is open');
    await setText(editor, '{}\n');
    await new Promise(resolve => setTimeout(resolve, 1000));
    assert.ok(!rules().includes('broken-supersedes'), 'what is not saved does not count');
    await editor.document.save();
    await shows('The finding does not come back');
    await vscode.workspace.fs.writeFile(projectFile, new TextEncoder().encode(ignoring('旧名称')));
    await hides('The finding stays');
    await vscode.workspace.fs.delete(projectFile);
    await shows('The finding does not come back with the file gone');
  });

  it('the last quick fix of a finding asks why, and has it ignored in the project', async () => {
    await openToStay(record);
    await shows('The findings did not come');
    const diagnostic = ours(uri).find(each => codeOf(each) === 'broken-supersedes') ?? assert.fail();
    const last = (await fixesFor(uri, diagnostic)).at(-1);
    assert.equal(last?.title, 'Ignore in this project… (broken-supersedes)');
    assert.equal(last.command?.command, 'policyRecords.ignore');
    assert.equal(last.isPreferred ?? false, false);
    const about: readonly unknown[] = last.command.arguments ?? [];
    await vscode.commands.executeCommand('policyRecords.ignore', ...about, '  ');
    assert.equal(await exists(), false, 'a blank reason changes nothing');
    await vscode.commands.executeCommand('policyRecords.ignore', ...about, 'Checked: it is from before the library');
    await hides('The finding stays');
    // VS Code remembers for some minutes the text of a file that a test before this one has deleted.
    const { ignore } = JSON.parse(await saved()) as { ignore: readonly unknown[] };
    assert.deepEqual(ignore.at(-1), { rule: 'broken-supersedes', files: [record], path: 'evolution.supersedes', reason: 'Checked: it is from before the library' });
    assert.ok(vscode.workspace.textDocuments.every(({ uri: { path }, isDirty }) => !isDirty || path !== projectFile.path), 'it is saved');
  });

  it('a fix that writes into the project file has it saved', async () => {
    await openToStay(record);
    await shows('The findings did not come');
    await vscode.workspace.fs.writeFile(projectFile, new TextEncoder().encode('{}\n'));
    await until(async () => (await vscode.workspace.openTextDocument(projectFile)).getText(), text => text === '{}\n', 'The file on disk is not the one that is open');
    const diagnostic = ours(uri).find(each => codeOf(each) === 'broken-supersedes') ?? assert.fail();
    const fix = (await fixesFor(uri, diagnostic)).find(({ title }) => title.includes('historical id of the project')) ?? assert.fail('no such fix');
    assert.ok(fix.edit && fix.command);
    await vscode.workspace.applyEdit(fix.edit);
    await vscode.commands.executeCommand(fix.command.command, ...(fix.command.arguments ?? []) as readonly unknown[]);
    assert.deepEqual(JSON.parse(await saved()), { historicalIds: ['clean-development-mechanism-legacy'] });
    await hides('The finding stays');
  });

  it('an ignore goes into a project file that has unsaved changes, and leaves the saving to the reader', async () => {
    await openToStay(record);
    await shows('The findings did not come');
    await vscode.workspace.fs.writeFile(projectFile, new TextEncoder().encode('{}\n'));
    const editor = await openToStay('policy-records.json');
    await until(() => editor.document.getText(), text => text === '{}\n', 'The file on disk is not the one that is open');
    await setText(editor, '{\n  "fields": ["own"]\n}\n');
    await vscode.commands.executeCommand('policyRecords.ignore', uri.toString(), 'broken-supersedes', 'evolution.supersedes', 'Checked');
    const text = await until(() => editor.document.getText(), now => now.includes('"Checked"'), 'Nothing was written');
    assert.ok(text.startsWith('{\n  "fields": ["own"],\n  "ignore": ['), text);
    assert.ok(editor.document.isDirty);
    assert.equal(await saved(), '{}\n');
    await editor.document.save();
    await hides('The finding stays');
  });
});
