import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type * as lsp from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { richClient } from './lsp-client.ts';
import { sessions } from './sessions.ts';

const files: Readonly<Record<string, string>> = {
  'policies/zh/uk-vision.md': '---\n{\n  "id": "uk-vision", "title": "愿景😀", "category": "战略规划", "country": "英国", "status": "现行",\n  "relatedFacilities": ["10", "acron"]\n}\n---\n\n正文。\n',
  'policies/en/uk-vision.md': '---\n{\n  \'id\': \'uk-vision\', \'title\': \'Vision\', \'category\': \'Strategic\', \'country\': \'United Kingdom\', \'status\': \'Active\',\n  \'relatedFacilities\': [\'10\', \'acron\'],\n}\n---\n\nText.\n',
  'facilities/zh/10.md': '---\r\nid: 10\r\nname: 橡果\r\ncountry: 英国\r\nrelatedPolicies:\r\n  - uk-vision\r\n  - uk-visoin\r\n---\r\n',
  'facilities/en/10.md': '\uFEFF---\n{ "id": "10", "name": "Acorn", "country": "United Kingdom", "relatedPolicies": ["uk-vision"] }\n---\n',
  'facilities/zh/acorn.md': '---\n{ \'id\': \'acorn\', \'name\': 5, \'country\': \'英国\' }\n---\n',
};
const ours: ReadonlySet<unknown> = new Set(['broken-reference', 'not-as-described']);

describe('the language server among collections', function () {
  this.timeout(20_000);
  const its = sessions(({ put }) => { for (const [name, text] of Object.entries(files)) put(name, text); });
  const { uriOf, textOf, put, spawned } = its;
  const begun = async (settings: object = { locale: 'en' }) => {
    const client = spawned(() => settings);
    await client.start(richClient, { workspaceFolders: [{ uri: pathToFileURL(its.folder).href, name: 'library' }], initializationOptions: { settings } });
    return client;
  };
  const opened = async (name: string, settings?: object) => {
    const client = await begun(settings);
    client.open(uriOf(name), textOf(name));
    return client;
  };
  const place = (name: string, words: string, shift = 1, text = textOf(name)) => {
    const at = text.indexOf(words);
    assert.ok(at >= 0, words);
    return { textDocument: { uri: uriOf(name) }, position: TextDocument.create('', '', 1, text).positionAt(at + shift) };
  };
  type Session = Awaited<ReturnType<typeof begun>>;
  const told = async (client: Session, name: string) => (await client.diagnostics(uriOf(name))).filter(({ code }) => ours.has(code)).map(({ code, message, severity }) => [code, severity, message]);
  const all = async (client: Session) => {
    const { items } = await client.request<lsp.WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
    return Object.fromEntries(items.flatMap(each => each.kind === 'full' ? [[decodeURIComponent(each.uri).replace(/^.*\/(?=(?:policies|facilities|methods)\/)/, ''), each.items.filter(({ code }) => ours.has(code)).map(({ message }) => message)]] : []));
  };

  it('tells of what is broken in a policy and in a facility, in the language of the reader, and mends it', async () => {
    for (const [locale, there, here, shape] of [
      ['zh', '这里的设施中没有“acron”。', '这里的政策中没有“uk-visoin”。', '“name”应是文本，而不是 5。'],
      ['en', 'There is no “acron” among the facilities here.', 'There is no “uk-visoin” among the policies here.', '“name” must be a string, and not 5.'],
    ] as const) {
      const client = await opened('policies/zh/uk-vision.md', { locale });
      for (const name of ['facilities/zh/10.md', 'facilities/zh/acorn.md']) client.open(uriOf(name), textOf(name));
      assert.deepEqual(await told(client, 'policies/zh/uk-vision.md'), [['broken-reference', 2, there]]);
      assert.deepEqual(await told(client, 'facilities/zh/10.md'), [['broken-reference', 2, here]]);
      assert.deepEqual(await told(client, 'facilities/zh/acorn.md'), [['not-as-described', 2, shape]]);
      const { textDocument, position } = place('facilities/zh/10.md', 'uk-visoin');
      const actions = await client.request<lsp.CodeAction[]>('textDocument/codeAction', { textDocument, range: { start: position, end: position }, context: { diagnostics: [] } });
      const [first] = actions;
      assert.equal(first?.title, locale === 'zh' ? '改为“uk-vision”' : 'Change it to “uk-vision”');
      const resolved = await client.request<lsp.CodeAction>('codeAction/resolve', first);
      const edit = resolved.edit?.documentChanges?.[0];
      assert.ok(edit && 'edits' in edit);
      assert.deepEqual([edit.textDocument.uri, TextDocument.applyEdits(TextDocument.create('', '', 1, textOf('facilities/zh/10.md')), edit.edits as lsp.TextEdit[])], [uriOf('facilities/zh/10.md'), textOf('facilities/zh/10.md').replace('visoin', 'vision')]);
    }
  });

  it('checks closed files too, and each anew when another changes in the editor, unsaved', async () => {
    const client = await begun();
    const before = await all(client);
    assert.deepEqual(before, {
      'policies/zh/uk-vision.md': ['There is no “acron” among the facilities here.'],
      'policies/en/uk-vision.md': ['There is no “acron” among the facilities here.'],
      'facilities/zh/10.md': ['There is no “uk-visoin” among the policies here.'], 'facilities/en/10.md': [], 'facilities/zh/acorn.md': ['“name” must be a string, and not 5.'],
    });
    const text = textOf('facilities/zh/acorn.md');
    client.open(uriOf('facilities/zh/acorn.md'), text);
    client.change(uriOf('facilities/zh/acorn.md'), 2, { text: text.replace('\'acorn\'', '\'acron\'').replace('5', '\'橡子\'') });
    assert.deepEqual((await all(client))['policies/zh/uk-vision.md'], []);
    assert.deepEqual((await all(client))['facilities/zh/acorn.md'], []);
    // While it is half typed, what it said last stands.
    client.change(uriOf('facilities/zh/acorn.md'), 3, { text: '---\n{ \'id\': \'ac' });
    assert.deepEqual((await all(client))['policies/zh/uk-vision.md'], []);
    client.close(uriOf('facilities/zh/acorn.md'));
    client.open(uriOf('policies/zh/uk-vision.md'), textOf('policies/zh/uk-vision.md'));
    client.change(uriOf('policies/zh/uk-vision.md'), 2, { text: textOf('policies/zh/uk-vision.md').replace('"uk-vision"', '"uk-visoin"') });
    assert.deepEqual((await all(client))['facilities/zh/10.md'], []);
  });

  it('leads both ways, offers ids both ways, and finds who names what', async () => {
    const client = await opened('policies/zh/uk-vision.md');
    client.open(uriOf('facilities/zh/10.md'), textOf('facilities/zh/10.md'));
    const definition = (name: string, words: string) => client.request<lsp.Location[]>('textDocument/definition', place(name, words));
    assert.deepEqual((await definition('policies/zh/uk-vision.md', '10')).map(({ uri, range }) => [uri, range.start]), [[uriOf('facilities/zh/10.md'), { line: 1, character: 4 }]]);
    assert.deepEqual((await definition('facilities/zh/10.md', 'uk-vision')).map(({ uri, range }) => [uri, range.start]), [[uriOf('policies/zh/uk-vision.md'), { line: 2, character: 8 }]]);
    const hover = await client.request<lsp.Hover>('textDocument/hover', place('policies/zh/uk-vision.md', '10'));
    assert.match(JSON.stringify(hover.contents), /橡果[^]*facilities · 10 · 英国/);
    const labels = async (name: string, words: string, shift: number) => (await client.request<lsp.CompletionList>('textDocument/completion', place(name, words, shift))).items.map(({ label }) => label);
    assert.deepEqual(await labels('policies/zh/uk-vision.md', 'acron', 2), ['acorn']);
    assert.deepEqual(await labels('facilities/zh/10.md', 'uk-visoin', 2), []);
    const half = textOf('facilities/zh/10.md').replace('  - uk-vision\r\n  - uk-visoin', '  - ');
    client.change(uriOf('facilities/zh/10.md'), 2, { text: half });
    const at = TextDocument.create('', '', 1, half).positionAt(half.indexOf('  - ') + 4);
    const list = await client.request<lsp.CompletionList>('textDocument/completion', { textDocument: { uri: uriOf('facilities/zh/10.md') }, position: at });
    assert.deepEqual(list.items.map(({ label }) => label), ['uk-vision']);
    client.change(uriOf('facilities/zh/10.md'), 3, { text: textOf('facilities/zh/10.md') });
    const references = (name: string, words: string) => client.request<lsp.Location[]>('textDocument/references', { ...place(name, words), context: { includeDeclaration: true } }).then(found => found.map(({ uri, range }) => `${uri.slice(pathToFileURL(its.folder).href.length + 1)}:${range.start.line}`).sort());
    assert.deepEqual(await references('facilities/zh/10.md', '10'), ['facilities/zh/10.md:1', 'policies/zh/uk-vision.md:3']);
    assert.deepEqual(await references('policies/zh/uk-vision.md', 'uk-vision'), ['facilities/zh/10.md:5', 'policies/zh/uk-vision.md:2']);
  });

  it('says nothing of facilities where there are none, and hears at once when they come', async () => {
    rmSync(its.path('facilities'), { recursive: true });
    const client = await opened('policies/zh/uk-vision.md');
    assert.deepEqual(await told(client, 'policies/zh/uk-vision.md'), []);
    put('facilities/zh/10.md', files['facilities/zh/10.md'] ?? '');
    const from = client.heard.length;
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf('facilities/zh/10.md'), type: 1 }] });
    await client.hear('workspace/diagnostic/refresh', undefined, from);
    assert.deepEqual((await told(client, 'policies/zh/uk-vision.md')).length, 1);
  });

  it('takes kinds of files and their schemas from the project, as they are on disk now', async () => {
    const method = 'methods/zh/vm0043.md';
    put(method, '---\ncode: VM0043\ntitle: 混凝土\ncategory: 市场机制\nstatus: 现行\ncountry: 国际\npubDate: 2020-01-01\n---\n');
    const client = await opened(method);
    assert.ok((await client.diagnostics(uriOf(method))).some(({ code }) => code === 'missing-field'), 'it looks like a policy');
    const changed = async (name: string, text: string) => {
      put(name, text);
      const from = client.heard.length;
      client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(name), type: 2 }] });
      await client.hear('workspace/diagnostic/refresh', undefined, from);
    };
    const schema = (more: string) => `{ "type": "object", "properties": { "code": { "pattern": "^VM" } }, "required": ["title"${more}] }`;
    put('methods/method.schema.json', schema(''));
    await changed('policy-records.json', '{ "collections": { "methods": { "files": "methods/**/*.md", "schema": "methods/method.schema.json", "id": "code" } } }');
    assert.deepEqual(await client.diagnostics(uriOf(method)), []);
    await changed('methods/method.schema.json', schema(', "version"'));
    assert.deepEqual((await client.diagnostics(uriOf(method))).map(({ code, message }) => [code, message]), [['not-as-described', 'The field “version” is missing.']]);
    assert.deepEqual((await all(client))[method], ['The field “version” is missing.']);
    await changed('methods/method.schema.json', '{ "type": "map" }');
    const { message } = await client.hear<lsp.ShowMessageParams>('window/showMessage', params => params.message.includes('method.schema.json'));
    assert.equal(message, 'policy-records.json, line 1: The schema “methods/method.schema.json” cannot be used: “type” must be the name of a type (string, integer, number, boolean, object, array, null), and not "map".');
    assert.deepEqual(await client.diagnostics(uriOf(method)), []);
    await changed('policy-records.json', '{}');
    assert.ok((await client.diagnostics(uriOf(method))).some(({ code }) => code === 'missing-field'));
  });

  it('takes a closed file for what the project says once it says so', async () => {
    put('methods/a.md', '---\ncode: A\n---\n');
    put('methods/b.schema.json', '{ "required": ["name"] }');
    const client = await begun();
    assert.equal((await all(client))['methods/a.md'], undefined);
    put('policy-records.json', '{ "collections": { "methods": { "files": "methods/*.md", "schema": "methods/b.schema.json" } } }');
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf('policy-records.json'), type: 1 }] });
    let found = await all(client);
    for (let i = 0; i < 50 && !found['methods/a.md']; i++) {
      await new Promise(resolve => setTimeout(resolve, 50));
      found = await all(client);
    }
    assert.deepEqual(found['methods/a.md'], ['The field “name” is missing.']);
  });

  it('renames across collections, files and all', async () => {
    const client = await opened('policies/zh/uk-vision.md');
    const edit = await client.request<lsp.WorkspaceEdit>('textDocument/rename', { ...place('policies/zh/uk-vision.md', '10'), newName: 'acorn-h2' });
    const changes = (edit.documentChanges ?? []).map(change => 'kind' in change ? change.kind === 'rename' ? `${change.oldUri} -> ${change.newUri}` : change.kind : `${change.textDocument.uri} ${change.edits.length}`).map(line => line.replaceAll(`${pathToFileURL(its.folder).href}/`, '')).sort();
    assert.deepEqual(changes, ['facilities/en/10.md -> facilities/en/acorn-h2.md', 'facilities/en/10.md 1', 'facilities/zh/10.md -> facilities/zh/acorn-h2.md', 'facilities/zh/10.md 1', 'policies/en/uk-vision.md 1', 'policies/zh/uk-vision.md 1']);
  });

  it('takes the id of a renamed file and the references to it along, and what the project file says of it', async () => {
    const project = '{\n  "ignore": [{ "rule": "not-as-described", "files": ["facilities/zh/acorn.md"], "reason": "x" }]\n}\n';
    put('policy-records.json', project);
    const client = await opened('policies/zh/uk-vision.md');
    client.change(uriOf('policies/zh/uk-vision.md'), 2, { text: textOf('policies/zh/uk-vision.md').replace('acron', 'acorn') });
    const edit = await client.request<lsp.WorkspaceEdit | null>('workspace/willRenameFiles', { files: [{ oldUri: uriOf('facilities/zh/acorn.md'), newUri: uriOf('facilities/zh/eagle.md') }] });
    const texts = Object.fromEntries((edit?.documentChanges ?? []).flatMap(change => 'edits' in change ? [[change.textDocument.uri.slice(pathToFileURL(its.folder).href.length + 1), (change.edits as lsp.TextEdit[]).map(({ newText }) => newText)]] : []));
    assert.deepEqual(texts, { 'facilities/zh/acorn.md': ['eagle'], 'policies/zh/uk-vision.md': ['eagle'], 'policy-records.json': ['"facilities/zh/eagle.md"'] });
  });

  it('offers the fields and words of a file’s own kind, and in a file that says nothing yet', async () => {
    put('facilities/zh/new.md', '---\n\n---\n');
    const client = await opened('facilities/zh/new.md');
    const labels = async (position: lsp.Position) => (await client.request<lsp.CompletionList>('textDocument/completion', { textDocument: { uri: uriOf('facilities/zh/new.md') }, position })).items.map(({ label }) => label);
    assert.deepEqual((await labels({ line: 1, character: 0 })).slice(0, 3), ['id', 'name', 'country']);
    client.change(uriOf('facilities/zh/new.md'), 2, { text: '---\r\nid: new\r\nopera\r\n---\r\n' });
    assert.deepEqual((await labels({ line: 2, character: 5 })).slice(0, 2), ['name', 'country']);
  });

  it('mends what is not as described', async () => {
    const client = await opened('facilities/zh/acorn.md');
    const { textDocument, position } = place('facilities/zh/acorn.md', '5');
    const [first] = await client.request<lsp.CodeAction[]>('textDocument/codeAction', { textDocument, range: { start: position, end: position }, context: { diagnostics: [] } });
    assert.deepEqual([first?.title, first?.isPreferred], ['Put it in quotes', true]);
    const { edit } = await client.request<lsp.CodeAction>('codeAction/resolve', first);
    const [change] = edit?.documentChanges ?? [];
    assert.ok(change && 'edits' in change);
    assert.equal(TextDocument.applyEdits(TextDocument.create('', '', 1, textOf('facilities/zh/acorn.md')), change.edits as lsp.TextEdit[]), textOf('facilities/zh/acorn.md').replace('5', '\'5\''));
  });
});
