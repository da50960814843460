import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { codeOf, completionsAt, fileUri, fixesFor, labelOf, open, ours, rulesOf, setText, until } from './editor.ts';

const paris = ['placeholder-evidence 35', 'broken-supersedes 48', 'verified-but-pending 61', 'unfilled-pillars 64'];
const ccsPlus = ['placeholder-evidence 35', 'verified-but-pending 57', 'placeholder-date 59', 'unfilled-pillars 60'];

describe('the seed records in VS Code', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  for (const [file, wanted] of [
    ['zh/intl-paris-art-6-4-ccs.md', paris], ['en/intl-paris-art-6-4-ccs.md', paris],
    ['zh/intl-ccs-plus-framework.md', ccsPlus], ['en/intl-ccs-plus-framework.md', ccsPlus],
  ] as const) {
    it(`${file} shows its four findings, each with a link to its rule`, async () => {
      const { document } = await open(file);
      assert.deepEqual(await until(() => rulesOf(document.uri), rules => rules.length === wanted.length, 'The findings did not come'), wanted);
      for (const diagnostic of ours(document.uri)) {
        assert.ok(typeof diagnostic.code === 'object' && diagnostic.code.target.toString().includes(codeOf(diagnostic)), 'no link');
      }
    });
  }

  it('every finding of the Paris record has a quick fix that quiets it and changes nothing else it need not', async () => {
    const uri = fileUri('zh/intl-paris-art-6-4-ccs.md');
    for (const rule of ['placeholder-evidence', 'broken-supersedes', 'verified-but-pending', 'unfilled-pillars']) {
      const { document } = await open('zh/intl-paris-art-6-4-ccs.md');
      const before = document.getText();
      await until(() => ours(uri), found => found.length === 4, 'The findings did not come');
      const diagnostic = ours(uri).find(each => codeOf(each) === rule) ?? assert.fail(rule);
      const [fix] = await until(() => fixesFor(uri, diagnostic), fixes => fixes.length > 0, `No fix for ${rule}`);
      assert.ok(fix?.edit, `${rule}: the fix has no edit`);
      assert.ok(fix.title.length > 3);
      await vscode.workspace.applyEdit(fix.edit);
      await until(() => ours(uri).map(codeOf), rules => !rules.includes(rule), `${rule} stays after “${fix.title}”`);
      assert.notEqual(document.getText(), before);
      await vscode.commands.executeCommand('undo');
      await until(() => document.getText(), text => text === before, 'Undo does not bring the text back');
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  });

  it('findings follow the keys: a score of 850 is marked at once and the mark goes with it', async () => {
    const editor = await open('zh/intl-ccs-plus-framework.md');
    const { document } = editor;
    await until(() => ours(document.uri), found => found.length === 4, 'The findings did not come');
    const at = document.positionAt(document.getText().indexOf('"score": 95') + '"score": '.length);
    await editor.edit(edit => edit.replace(new vscode.Range(at, at.translate(0, 2)), '850'));
    const found = await until(() => ours(document.uri).filter(each => codeOf(each) === 'score-out-of-range'), list => list.length === 1, 'No finding for 850');
    assert.equal(document.getText(found[0]?.range), '850');
    await editor.edit(edit => edit.replace(new vscode.Range(at, at.translate(0, 3)), '95'));
    await until(() => ours(document.uri), list => list.length === 4, 'The finding stays');
  });

  it('the counterpart that a quick fix makes is opened to be filled in', async () => {
    const [own, twin] = [fileUri('zh/intl-only.md'), fileUri('en/intl-only.md')];
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(fileUri('zh/intl-ccs-plus-framework.md')));
    await vscode.workspace.fs.writeFile(own, new TextEncoder().encode(text.replaceAll('intl-ccs-plus-framework', 'intl-only')));
    try {
      await open('zh/intl-only.md');
      await until(() => ours(own).map(codeOf), rules => rules.includes('missing-twin'), 'The finding did not come');
      const diagnostic = ours(own).find(each => codeOf(each) === 'missing-twin') ?? assert.fail();
      const [fix] = await until(() => fixesFor(own, diagnostic), fixes => fixes.length > 0, 'No fix');
      assert.ok(fix?.edit && fix.command);
      await vscode.workspace.applyEdit(fix.edit);
      await vscode.commands.executeCommand(fix.command.command, ...(fix.command.arguments ?? []) as readonly unknown[]);
      await until(() => vscode.window.activeTextEditor?.document.uri.path, path => path === twin.path, 'It was not opened');
      await until(() => ours(twin).map(codeOf), rules => rules.includes('empty-body'), 'Its gaps are not marked');
    } finally {
      while (vscode.window.activeTextEditor) await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      for (const uri of [own, twin]) await vscode.workspace.fs.delete(uri);
    }
  });

  it('an id that is given to a record mends the references of another', async () => {
    const paris = await open('zh/intl-paris-art-6-4-ccs.md');
    await until(() => rulesOf(paris.document.uri), rules => rules.includes('broken-supersedes 48'), 'The finding did not come');
    const other = await open('zh/intl-ccs-plus-framework.md');
    await setText(other, other.document.getText().replace('"id": "intl-ccs-plus-framework"', '"id": "clean-development-mechanism-legacy"'));
    await until(() => rulesOf(paris.document.uri), rules => !rules.includes('broken-supersedes 48'), 'The reference stays broken');
  });

  it('offers the five categories inside empty quotes, and choosing one writes it', async () => {
    const editor = await open('zh/intl-ccs-plus-framework.md');
    const { document } = editor;
    await setText(editor, document.getText().replace('"category": "技术规范"', '"category": ""'));
    const offset = document.getText().indexOf('"category": ""') + '"category": "'.length;
    const items = await until(() => completionsAt(document, offset), list => list.some(item => labelOf(item) === '市场机制'), 'No categories');
    assert.deepEqual(items.filter(item => item.kind === vscode.CompletionItemKind.EnumMember).map(labelOf).sort(), ['市场机制', '战略引导', '技术规范', '法律监管', '经济激励'].sort());
    assert.match(String(items.find(item => labelOf(item) === '市场机制')?.detail), /Market/);
  });

  it('offers ids with their titles, legal weights and criteria', async () => {
    const editor = await open('zh/intl-paris-art-6-4-ccs.md');
    const { document } = editor;
    const original = document.getText();
    const offered = async (before: string, after: string) => {
      const marked = original.replace(before, after);
      await setText(editor, marked.replace('▮', ''));
      return completionsAt(document, marked.indexOf('▮'));
    };
    const ids = await offered('"clean-development-mechanism-legacy"', '"▮"');
    const other = ids.find(item => labelOf(item) === 'intl-ccs-plus-framework');
    assert.match(String(other?.detail), /CCS\+/);
    assert.match(String(typeof other?.label === 'object' && other.label.description), /CCS\+/, 'what stands behind the label');
    assert.ok(!ids.some(item => labelOf(item) === 'intl-paris-art-6-4-ccs'), 'a record is offered to itself');
    assert.equal((await offered('"legalWeight": "Primary Legislation"', '"legalWeight": "▮"')).filter(item => item.kind === vscode.CompletionItemKind.EnumMember).length, 6);
    assert.ok((await offered('"id": ', '"icvcmCriteria": ["▮"],\n  "id": ')).some(item => labelOf(item) === '9.3'));
  });

  it('says nothing about other Markdown', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: '---\ntitle: A post\ndate: 2024\n---\n\n# Hello\n' });
    await vscode.window.showTextDocument(document);
    await new Promise(resolve => setTimeout(resolve, 1500));
    assert.deepEqual(ours(document.uri), []);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, new vscode.Position(1, 2));
    assert.deepEqual(hovers, []);
  });

  it('tells a field’s meaning in both languages', async () => {
    const { document } = await open('zh/intl-paris-art-6-4-ccs.md');
    const at = document.positionAt(document.getText().indexOf('"legalWeight"') + 3);
    const hovers = await until(() => vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at), list => list.length > 0, 'No hover');
    const text = hovers.flatMap(hover => hover.contents).map(content => typeof content === 'string' ? content : content.value).join('\n');
    assert.match(text, /法律效力|法律/);
    assert.match(text, /[Ll]egal weight|force/);
  });

  it('Fix All in Record leaves a record without safe fixes alone and mends one that has some', async () => {
    const editor = await open('zh/intl-ccs-plus-framework.md');
    const { document } = editor;
    await setText(editor, document.getText().replace('"year": 2021', '"year": "2021"').replace('"status": "现行"', '"status": "Active"'));
    await until(() => ours(document.uri).map(codeOf), rules => rules.includes('wrong-type') && rules.includes('wrong-language-term'), 'The findings did not come');
    await vscode.commands.executeCommand('policyRecords.fixAll');
    await until(() => document.getText(), text => text.includes('"year": 2021') && text.includes('"status": "现行"'), 'Not mended');
  });

  it('has its commands', async () => {
    const commands = await vscode.commands.getCommands(true);
    for (const command of ['policyRecords.restartServer', 'policyRecords.fixAll']) assert.ok(commands.includes(command), command);
  });

  it('finds the same after the server is restarted', async () => {
    const { document } = await open('zh/intl-paris-art-6-4-ccs.md');
    await until(() => rulesOf(document.uri), rules => rules.length === 4, 'The findings did not come');
    await vscode.commands.executeCommand('policyRecords.restartServer');
    await until(() => rulesOf(document.uri), rules => JSON.stringify(rules) === JSON.stringify(paris), 'The findings did not come back');
  });
});
