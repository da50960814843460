import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type * as lsp from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { richClient, type Client } from './lsp-client.ts';
import { sessions } from './sessions.ts';

const seeds = join(__dirname, '../seeds');
/** A client with all that concerns the library as a whole. */
const librarian: lsp.ClientCapabilities = {
  workspace: {
    ...richClient.workspace, applyEdit: true, symbol: { resolveSupport: { properties: ['location.range'] } },
    fileOperations: { willRename: true, willDelete: true, didCreate: true },
    codeLens: { refreshSupport: true }, inlayHint: { refreshSupport: true }, semanticTokens: { refreshSupport: true },
  },
  textDocument: {
    ...richClient.textDocument, documentSymbol: { hierarchicalDocumentSymbolSupport: true }, rename: { prepareSupport: true }, declaration: { linkSupport: true }, implementation: {},
    foldingRange: { lineFoldingOnly: true }, selectionRange: {}, inlayHint: {}, typeHierarchy: {},
    semanticTokens: { requests: { full: true, range: true }, tokenTypes: [], tokenModifiers: [], formats: ['relative'] },
  },
};
const older = 'cn-older';
const newer = 'cn-newer';
/** A record of each notation, by its language. */
const records: Readonly<Record<string, string>> = {
  'zh/cn-older.md': `---\n{\n  "id": "${older}",\n  "title": "旧办法😀",\n  "category": "市场机制",\n  "country": "中国",\n  "status": "已废止",\n  "regulatory": { "co2_definition": "已有定义" },\n  "analysis": { "mrv": { "score": 72 } },\n  "evolution": { "supersedes": [], "supersededBy": "${newer}" }\n}\n---\n\n# 概要\n\n正文。\n`,
  'en/cn-older.md': `---\r\n{\r\n  "id": "${older}",\r\n  "title": "Old measures",\r\n  "category": "Market",\r\n  "country": "China",\r\n  "status": "Superseded",\r\n  "evolution": { "supersedes": [], "supersededBy": "${newer}" }\r\n}\r\n---\r\n\r\nText.\r\n`,
  'zh/cn-newer.md': `---\n{ 'id': '${newer}', 'title': '新办法', 'category': '市场机制', 'country': '中国', 'status': '现行', 'evolution': { 'supersedes': ['${older}'], 'supersededBy': '' } }\n---\n\n取代 ${older}，见 [旧](cn-older.md)。\n`,
  'en/cn-newer.md': `\uFEFF---\nid: ${newer}\ntitle: New measures\ncategory: Market\ncountry: China\nstatus: Active\nevolution:\n  supersedes:\n    - ${older}\n  supersededBy: ''\n---\n\nIt supersedes ${older}, see [there](../zh/cn-older.md).\n`,
};

describe('the language server and the library as a whole', function () {
  this.timeout(20_000);
  const its = sessions(({ put }) => { for (const [name, text] of Object.entries(records)) put(name, text); });
  const { uriOf, textOf, put, spawned } = its;
  const nameOf = (uri: string) => relative(its.folder, fileURLToPath(uri)).replaceAll('\\', '/');
  const all = (): Readonly<Record<string, string>> => Object.fromEntries(['zh', 'en'].flatMap(language => readdirSync(join(its.folder, language)).map(name => [`${language}/${name}`, textOf(`${language}/${name}`)])).sort());
  const begun = async (capabilities: lsp.ClientCapabilities = librarian, settings: object = { locale: 'zh' }, start: object = {}) => {
    const own: { settings: object; chosen: string | undefined } = { settings, chosen: undefined };
    const client = spawned(() => own.settings);
    const result = await client.start(capabilities, { workspaceFolders: [{ uri: pathToFileURL(its.folder).href, name: 'library' }], initializationOptions: { settings, ...start } });
    return Object.assign(client, { result, own });
  };
  const opened = async (name: string, ...about: Parameters<typeof begun>) => {
    const client = await begun(...about);
    client.open(uriOf(name), textOf(name));
    return client;
  };
  const place = (name: string, words: string, shift = 1, text = textOf(name)) => {
    const at = text.indexOf(words);
    assert.ok(at >= 0, words);
    return { textDocument: { uri: uriOf(name) }, position: TextDocument.create('', '', 1, text).positionAt(at + shift) };
  };
  const whole = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
  const told = (request: Promise<unknown>) => request.then(() => 'answered', (error: { code: number; message: string }) => `${error.code} ${error.message}`);

  /** Makes an edit as an editor would: texts in their files, and files under their new names. */
  const make = ({ changes = {}, documentChanges = [] }: lsp.WorkspaceEdit) => {
    const write = (uri: string, edits: readonly lsp.TextEdit[]) => put(nameOf(uri), TextDocument.applyEdits(TextDocument.create('', '', 1, textOf(nameOf(uri))), [...edits]));
    for (const [uri, edits] of Object.entries(changes)) write(uri, edits);
    for (const each of documentChanges) {
      if ('edits' in each) write(each.textDocument.uri, each.edits as lsp.TextEdit[]);
      else if (each.kind === 'rename') {
        assert.ok(!existsSync(fileURLToPath(each.newUri)), each.newUri);
        renameSync(fileURLToPath(each.oldUri), fileURLToPath(each.newUri));
      } else assert.fail(each.kind);
    }
  };

  /** Answers what the server asks the user, by the title of the action that stands at a place or none, and makes the edits it then asks for. */
  const choosing = (client: Client, n: number | undefined) => {
    const asked: lsp.ShowMessageRequestParams[] = [];
    client.connection.onRequest('window/showMessageRequest', (params: lsp.ShowMessageRequestParams) => { asked.push(params); return n === undefined ? null : params.actions?.[n] ?? null; });
    let applied = 0;
    client.connection.onRequest('workspace/applyEdit', ({ edit }: lsp.ApplyWorkspaceEditParams) => { make(edit); applied++; return { applied: true }; });
    const until = async (holds: () => boolean) => { for (let tries = 0; !holds() && tries < 60; tries++) await new Promise(resolve => setTimeout(resolve, 50)); };
    return { asked, applied: async () => { await until(() => applied > 0); return applied; }, questions: async () => { await until(() => asked.length > 0); return asked; }, quiet: async () => { await new Promise(resolve => setTimeout(resolve, 900)); return asked; } };
  };

  it('offers what the client can make use of, and nothing else', async () => {
    const { capabilities: rich } = (await begun()).result;
    const shared = { documentSymbolProvider: true, documentHighlightProvider: true, documentFormattingProvider: true, documentRangeFormattingProvider: true, codeLensProvider: {} };
    const later = ['declarationProvider', 'implementationProvider', 'foldingRangeProvider', 'selectionRangeProvider', 'semanticTokensProvider', 'inlayHintProvider', 'typeHierarchyProvider'] as const;
    for (const [name, value] of Object.entries(shared)) assert.deepEqual(rich[name as keyof typeof shared], value, name);
    assert.deepEqual(later.filter(name => !rich[name]), []);
    assert.deepEqual([rich.renameProvider, rich.workspaceSymbolProvider], [{ prepareProvider: true }, { resolveProvider: true }]);
    const markdown = { pattern: { glob: '**/*.{md,markdown}', matches: 'file', options: { ignoreCase: true } } };
    const folder = { pattern: { glob: '**', matches: 'folder' } };
    assert.deepEqual(rich.workspace?.fileOperations, { willRename: { filters: [markdown, folder] }, willDelete: { filters: [markdown, folder] }, didCreate: { filters: [markdown] } });
    const { capabilities: plain } = (await begun({})).result;
    for (const [name, value] of Object.entries(shared)) assert.deepEqual(plain[name as keyof typeof shared], value, name);
    assert.deepEqual(later.filter(name => plain[name]), []);
    assert.deepEqual([plain.renameProvider, plain.workspaceSymbolProvider, plain.workspace?.fileOperations, plain.diagnosticProvider], [true, { resolveProvider: false }, {}, undefined]);
  });

  it('gives the outline, the folds, the selections and the form of a record', async () => {
    const name = 'zh/cn-older.md';
    const client = await opened(name);
    const textDocument = { uri: uriOf(name) };
    const symbols = await client.request<lsp.DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
    assert.deepEqual(symbols.map(each => [each.name, each.children?.length]), [['旧办法😀', 8], ['概要', 0]]);
    const flat = await (await opened(name, {})).request<lsp.SymbolInformation[]>('textDocument/documentSymbol', { textDocument });
    assert.deepEqual([flat.length > 10, flat[0]?.name, flat[1]?.containerName, flat[0]?.location.uri], [true, '旧办法😀', '旧办法😀', uriOf(name)]);
    assert.deepEqual((await client.request<lsp.FoldingRange[]>('textDocument/foldingRange', { textDocument }))[0], { startLine: 0, endLine: 11, kind: 'region' });
    const [selection] = await client.request<lsp.SelectionRange[]>('textDocument/selectionRange', { textDocument, positions: [place(name, '"cn-older"', 3).position] });
    assert.deepEqual(selection?.range, { start: { line: 2, character: 9 }, end: { line: 2, character: 17 } });
    const edits = await client.request<lsp.TextEdit[]>('textDocument/formatting', { textDocument, options: { tabSize: 8, insertSpaces: false } });
    const formatted = TextDocument.applyEdits(TextDocument.create('', '', 1, textOf(name)), edits);
    assert.ok(formatted.indexOf('"evolution"') > 0 && formatted.length > 100);
    client.change(uriOf(name), 2, { text: formatted });
    assert.deepEqual(await client.request('textDocument/formatting', { textDocument, options: { tabSize: 8, insertSpaces: false } }), [], 'formatted twice is formatted once');
    assert.deepEqual(await client.request('textDocument/rangeFormatting', { textDocument, range: whole, options: { tabSize: 8, insertSpaces: false } }), []);
  });

  it('marks what means the same, or leaves it to the editor', async () => {
    const name = 'zh/cn-newer.md';
    const client = await opened(name);
    const ranges = await client.request<lsp.DocumentHighlight[]>('textDocument/documentHighlight', place(name, older));
    assert.deepEqual(ranges.map(({ range: { start }, kind }) => [start.line, kind]), [[1, 2], [4, 2], [4, 2]]);
    assert.equal(await client.request('textDocument/documentHighlight', place(name, 'title')), null);
  });

  it('colours what has a meaning, and hints at it as it is set', async () => {
    const name = 'zh/cn-older.md';
    const client = await opened(name, librarian, { locale: 'zh' });
    const textDocument = { uri: uriOf(name) };
    const { data } = await client.request<lsp.SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
    assert.deepEqual(data.slice(0, 5), [2, 9, 8, 0, 1], 'the id declares itself');
    const { data: part } = await client.request<lsp.SemanticTokens>('textDocument/semanticTokens/range', { textDocument, range: { start: { line: 9, character: 0 }, end: { line: 9, character: 80 } } });
    assert.deepEqual(part, [9, place(name, newer, 0).position.character, 8, 0, 0], 'its successor');
    const labels = async () => (await client.request<lsp.InlayHint[]>('textDocument/inlayHint', { textDocument, range: whole })).map(({ label }) => label);
    const full = await labels();
    for (const label of ['新办法', 'China', 'Market', '1/7']) assert.ok(full.includes(label), `${label} in ${full.join()}`);
    client.own.settings = { locale: 'zh', inlayHints: { terms: false, pillars: false, bands: false } };
    client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.hear('workspace/inlayHint/refresh', undefined);
    assert.deepEqual(await labels(), ['新办法']);
  });

  it('says above a record who names it, and where', async () => {
    const name = 'zh/cn-older.md';
    const client = await opened(name, librarian, { locale: 'en' }, { shows: true });
    const lenses = await client.request<lsp.CodeLens[]>('textDocument/codeLens', { textDocument: { uri: uriOf(name) } });
    assert.deepEqual(lenses.map(({ command }) => [command?.title, command?.command]), [['superseded by 1', 'policyRecords.showReferences'], ['cited by 1', 'policyRecords.showReferences'], ['twin: en', 'policyRecords.showReferences']]);
    assert.deepEqual(lenses[1]?.command?.arguments?.slice(0, 2), [uriOf(name), { line: 0, character: 0 }]);
    const at = await client.request<lsp.Location[]>('policyRecords/places', lenses[1]?.command?.arguments?.[2]);
    const { position: start } = place('zh/cn-newer.md', `'${older}'`, 0);
    assert.deepEqual(at, [{ uri: uriOf('zh/cn-newer.md'), range: { start, end: { ...start, character: start.character + older.length + 2 } } }]);
    // What is open counts as it is in the editor.
    client.open(uriOf('zh/cn-newer.md'), textOf('zh/cn-newer.md').replace('---\n', '---\n\n\n'));
    assert.equal((await client.request<lsp.Location[]>('policyRecords/places', lenses[1]?.command?.arguments?.[2]))[0]?.range.start.line, 3);
    assert.match(await told(client.request('policyRecords/places', [{ uri: 1 }])), /^-32602 /);
    const other = await opened(name, librarian, { locale: 'en' });
    const plain = await other.request<lsp.CodeLens[]>('textDocument/codeLens', { textDocument: { uri: uriOf(name) } });
    assert.deepEqual(plain.map(({ command }) => command), ['superseded by 1', 'cited by 1', 'twin: en'].map(title => ({ title, command: '' })), 'no command that the client does not know');
  });

  it('has the client look again when another record says something new', async () => {
    const client = await opened('zh/cn-older.md');
    await client.request('textDocument/codeLens', { textDocument: { uri: uriOf('zh/cn-older.md') } });
    client.open(uriOf('zh/cn-newer.md'), textOf('zh/cn-newer.md'));
    await client.request('textDocument/codeLens', { textDocument: { uri: uriOf('zh/cn-newer.md') } });
    await new Promise(resolve => setTimeout(resolve, 700));
    const from = client.heard.length;
    client.change(uriOf('zh/cn-newer.md'), 2, { text: textOf('zh/cn-newer.md').replace('新办法', '更新的办法') });
    for (const method of ['workspace/codeLens/refresh', 'workspace/inlayHint/refresh', 'workspace/semanticTokens/refresh']) await client.hear(method, undefined, from);
    const hints = await client.request<lsp.InlayHint[]>('textDocument/inlayHint', { textDocument: { uri: uriOf('zh/cn-older.md') }, range: whole });
    assert.ok(hints.some(({ label }) => label === '更新的办法'));
  });

  it('shows a lineage upwards and downwards, both languages once', async () => {
    const client = await opened('en/cn-newer.md', librarian, { locale: 'zh' });
    const [item] = await client.request<lsp.TypeHierarchyItem[]>('textDocument/prepareTypeHierarchy', place('en/cn-newer.md', 'title'));
    assert.deepEqual([item?.name, item?.detail, nameOf(item?.uri ?? ''), item?.selectionRange.start], [newer, '新办法 · 现行', 'zh/cn-newer.md', place('zh/cn-newer.md', `'${newer}'`, 0).position]);
    const above = await client.request<lsp.TypeHierarchyItem[]>('typeHierarchy/supertypes', { item });
    assert.deepEqual(above.map(({ name, uri, range }) => [name, nameOf(uri), range.start]), [[older, 'zh/cn-older.md', place('zh/cn-older.md', `"${older}"`, 0).position]]);
    assert.deepEqual(await client.request('typeHierarchy/subtypes', { item }), []);
    assert.deepEqual((await client.request<lsp.TypeHierarchyItem[]>('typeHierarchy/subtypes', { item: above[0] })).map(({ name }) => name), [newer]);
    for (const data of [undefined, null, { id: 1, group: 'a' }]) assert.match(await told(client.request('typeHierarchy/supertypes', { item: { ...item, data } })), /^-32602 /);
  });

  it('finds records by id, title and pinyin, and says where they stand once one is chosen', async () => {
    const client = await opened('zh/cn-older.md');
    const files = async (query: string) => (await client.request<lsp.WorkspaceSymbol[]>('workspace/symbol', { query })).map(({ location }) => nameOf(location.uri)).sort();
    assert.deepEqual(await files('cn-old'), ['en/cn-older.md', 'zh/cn-older.md']);
    assert.deepEqual(await files('New measures'), ['en/cn-newer.md', 'zh/cn-newer.md']);
    // The dictionary is read once it is wanted.
    for (let tries = 0; (await files('xinbanfa')).length === 0 && tries < 30; tries++) await new Promise(resolve => setTimeout(resolve, 100));
    assert.deepEqual(await files('xinbanfa'), ['en/cn-newer.md', 'zh/cn-newer.md']);
    const found = await client.request<lsp.WorkspaceSymbol[]>('workspace/symbol', { query: '旧办法' });
    const symbol = found.find(({ location }) => location.uri === uriOf('zh/cn-older.md'));
    const resolved = await client.request<lsp.SymbolInformation>('workspaceSymbol/resolve', symbol);
    assert.deepEqual(resolved.location.range.start, place('zh/cn-older.md', `"${older}"`, 0).position);
  });

  it('leads to the same place in the other language, and to where an id is declared', async () => {
    const client = await opened('zh/cn-newer.md');
    assert.deepEqual(await client.request('textDocument/implementation', place('zh/cn-newer.md', '现行')), { uri: uriOf('en/cn-newer.md'), range: { start: { line: 5, character: 8 }, end: { line: 5, character: 14 } } });
    const [link] = await client.request<lsp.LocationLink[]>('textDocument/declaration', place('zh/cn-newer.md', older));
    assert.deepEqual([nameOf(link?.targetUri ?? ''), link?.targetSelectionRange.start.line], ['zh/cn-older.md', 2]);
  });

  describe('renames an id', () => {
    const ask = (client: Client, name: string, words: string, newName: string, text?: string) => client.request<lsp.WorkspaceEdit | null>('textDocument/rename', { ...place(name, words, 1, text), newName });

    it('in both languages, their files, lists, texts and links, and back again to the byte', async () => {
      const before = all();
      const client = await opened('zh/cn-newer.md');
      assert.deepEqual(await client.request('textDocument/prepareRename', place('zh/cn-newer.md', older)), { placeholder: older, range: { start: place('zh/cn-newer.md', older, 0).position, end: place('zh/cn-newer.md', older, older.length).position } });
      const edit = await ask(client, 'zh/cn-newer.md', older, 'cn-oldest-2012') ?? assert.fail('no edit');
      assert.deepEqual(edit.changeAnnotations, { fix: { label: '改为“cn-oldest-2012”', needsConfirmation: false }, files: { label: '文件改名为“cn-oldest-2012”', needsConfirmation: false } });
      const renames = edit.documentChanges?.filter((each): each is lsp.RenameFile => 'kind' in each && each.kind === 'rename') ?? [];
      assert.deepEqual(renames.map(({ oldUri, newUri, annotationId }) => [nameOf(oldUri), nameOf(newUri), annotationId]).sort(), [['en/cn-older.md', 'en/cn-oldest-2012.md', 'files'], ['zh/cn-older.md', 'zh/cn-oldest-2012.md', 'files']]);
      const versions = edit.documentChanges?.flatMap(each => 'edits' in each ? [[nameOf(each.textDocument.uri), each.textDocument.version]] : []);
      assert.deepEqual(versions?.sort(), [['en/cn-newer.md', null], ['en/cn-older.md', null], ['zh/cn-newer.md', 1], ['zh/cn-older.md', null]]);
      make(edit);
      const wanted = Object.fromEntries(Object.entries(before).map(([name, text]) => [name.replace(older, 'cn-oldest-2012'), text.replaceAll(older, 'cn-oldest-2012')]).sort());
      assert.deepEqual(all(), wanted);
      const again = await opened('zh/cn-newer.md');
      make(await ask(again, 'zh/cn-newer.md', 'cn-oldest-2012', older) ?? assert.fail('no edit'));
      assert.deepEqual(all(), before);
    });

    it('in the facilities beside the library too, and in no others', async () => {
      put('db/policies/zh/cn-old.md', textOf('zh/cn-older.md').replaceAll(older, 'cn-old'));
      for (const [name, id] of [['db/facilities/zh/7.md', '7'], ['db/facilities/en/7.md', '7'], ['more/facilities/zh/8.md', '8']] as const) put(name, `---\n{ 'id': '${id}', 'name': 'A', 'relatedPolicies': ['cn-old'] }\n---\n`);
      const client = await opened('db/policies/zh/cn-old.md');
      const edit = await ask(client, 'db/policies/zh/cn-old.md', '"cn-old"', 'cn-2012') ?? assert.fail('no edit');
      assert.deepEqual(edit.documentChanges?.map(each => nameOf('edits' in each ? each.textDocument.uri : 'oldUri' in each ? each.newUri : '')).sort(), ['db/facilities/en/7.md', 'db/facilities/zh/7.md', 'db/policies/zh/cn-2012.md', 'db/policies/zh/cn-old.md']);
      const found = await client.request<lsp.Location[]>('textDocument/references', { ...place('db/policies/zh/cn-old.md', '"cn-old"'), context: { includeDeclaration: false } });
      assert.deepEqual(found.map(({ uri }) => nameOf(uri)), ['db/facilities/zh/7.md']);
    });

    it('as files are on disk by then, were nobody told of it yet', async () => {
      const client = await opened('zh/cn-older.md');
      await client.request('workspace/symbol', { query: '' });
      const late = textOf('zh/cn-newer.md').replaceAll(newer, 'cn-late');
      put('zh/cn-late.md', late);
      const edit = await ask(client, 'zh/cn-older.md', `"${older}"`, 'cn-oldest') ?? assert.fail('no edit');
      make(edit);
      assert.equal(textOf('zh/cn-late.md'), late.replaceAll(older, 'cn-oldest'));
      const { questions } = choosing(client, undefined);
      put('en/cn-latest.md', late.replaceAll('cn-late', 'cn-latest').replaceAll(older, newer));
      await client.request('workspace/willDeleteFiles', { files: [{ uri: uriOf('en/cn-newer.md') }] });
      assert.match((await questions())[0]?.message ?? '', /en\/cn-latest\.md/);
    });

    it('as texts are in the editor, not as they are on disk', async () => {
      const client = await opened('zh/cn-older.md');
      const typed = `${textOf('en/cn-newer.md')}\nAgain ${older}.\n`;
      client.open(uriOf('en/cn-newer.md'), typed, 7);
      const edit = await ask(client, 'zh/cn-older.md', `"${older}"`, 'cn-oldest') ?? assert.fail('no edit');
      const own = edit.documentChanges?.find((each): each is lsp.TextDocumentEdit => 'edits' in each && each.textDocument.uri === uriOf('en/cn-newer.md'));
      assert.equal(own?.textDocument.version, 7);
      assert.equal(TextDocument.applyEdits(TextDocument.create('', '', 1, typed), own.edits as lsp.TextEdit[]), typed.replaceAll(older, 'cn-oldest'));
    });

    it('or says in the reader’s language why not', async () => {
      for (const [locale, taken, unsafe] of [['zh', /^-32803 “cn-newer”已经是 zh\/cn-newer\.md 的 id。$/, /^-32803 “Not Safe”不能作 id/], ['en', /^-32803 “cn-newer” is the id of zh\/cn-newer\.md already\.$/, /^-32803 “Not Safe” cannot be an id/]] as const) {
        const client = await opened('zh/cn-older.md', librarian, { locale });
        assert.match(await told(ask(client, 'zh/cn-older.md', `"${older}"`, newer)), taken);
        assert.match(await told(ask(client, 'zh/cn-older.md', `"${older}"`, 'Not Safe')), unsafe);
        assert.equal(await client.request('textDocument/prepareRename', place('zh/cn-older.md', 'title')), null);
        assert.match(await told(client.request('textDocument/rename', place('zh/cn-older.md', `"${older}"`))), /^-32602 /);
      }
    });

    it('for a client that cannot move files by texts alone, and links stay with their files', async () => {
      const before = all();
      const client = await opened('zh/cn-newer.md', {});
      await client.pushed(uriOf('zh/cn-newer.md'));
      const edit = await ask(client, 'zh/cn-newer.md', older, 'cn-oldest') ?? assert.fail('no edit');
      assert.deepEqual(Object.keys(edit), ['changes']);
      make(edit);
      assert.deepEqual(all(), Object.fromEntries(Object.entries(before).map(([name, text]) => [name, text.replaceAll(older, 'cn-oldest').replaceAll('cn-oldest.md', `${older}.md`)])));
    });
  });

  describe('when files', () => {
    const renamed = (client: Client, ...files: readonly (readonly [string, string])[]) => client.request<lsp.WorkspaceEdit | null>('workspace/willRenameFiles', { files: files.map(([a, b]) => ({ oldUri: uriOf(a), newUri: uriOf(b) })) });
    const deleted = (client: Client, ...files: readonly string[]) => client.request('workspace/willDeleteFiles', { files: files.map(uri => ({ uri: uriOf(uri) })) });

    it('are renamed, the id and what names it follow, and the other language where that is wanted', async () => {
      const before = all();
      const client = await opened('zh/cn-newer.md');
      const { questions, quiet } = choosing(client, undefined);
      make(await renamed(client, ['zh/cn-older.md', 'zh/cn-2012.md']) ?? assert.fail('no edit'));
      const expected = Object.fromEntries(Object.entries(before).map(([name, text]) => [name, name.startsWith('zh/') ? text.replaceAll(older, 'cn-2012') : text.replace('../zh/cn-older.md', '../zh/cn-2012.md')]));
      const asked = await questions();
      await quiet();
      assert.deepEqual(all(), expected, 'the other language stays as it is, save its links to the file');
      renameSync(join(its.folder, 'zh/cn-older.md'), join(its.folder, 'zh/cn-2012.md'));
      make(await renamed(await opened('en/cn-newer.md'), ['zh/cn-2012.md', 'zh/cn-older.md']) ?? assert.fail('no edit'));
      renameSync(join(its.folder, 'zh/cn-2012.md'), join(its.folder, 'zh/cn-older.md'));
      assert.deepEqual(all(), before, 'and takes the first one back as its twin');
      assert.deepEqual([asked.length, asked[0]?.type, asked[0]?.message, asked[0]?.actions], [1, 3, '对照文件 en/cn-older.md 也改成这个名字，并修改它的 id 和对它的引用？', [{ title: '一并修改' }]]);
    });

    it('are renamed with their counterparts where the reader says so', async () => {
      const before = all();
      const client = await opened('zh/cn-newer.md');
      const { applied } = choosing(client, 0);
      make(await renamed(client, ['zh/cn-older.md', 'zh/cn-2012.md']) ?? assert.fail('no edit'));
      renameSync(join(its.folder, 'zh/cn-older.md'), join(its.folder, 'zh/cn-2012.md'));
      assert.equal(await applied(), 1);
      assert.deepEqual(all(), Object.fromEntries(Object.entries(before).map(([name, text]) => [name.replace(older, 'cn-2012'), text.replaceAll(older, 'cn-2012')]).sort()));
    });

    it('are renamed whose id has the new name already, links alone follow, and nothing is asked', async () => {
      const before = all();
      const client = await opened('zh/cn-older.md');
      const { quiet } = choosing(client, 0);
      client.change(uriOf('zh/cn-older.md'), 2, { text: textOf('zh/cn-older.md').replace(`"id": "${older}"`, '"id": "cn-2012"') });
      make(await renamed(client, ['zh/cn-older.md', 'zh/cn-2012.md']) ?? assert.fail('no edit'));
      assert.deepEqual(all(), Object.fromEntries(Object.entries(before).map(([name, text]) => [name, text.replace('(cn-older.md)', '(cn-2012.md)').replace('zh/cn-older.md', 'zh/cn-2012.md')])));
      assert.equal(await renamed(client, ['README.md', 'READ.md']), null);
      assert.deepEqual(await quiet(), []);
      for (const params of [{}, { files: [{ oldUri: 1 }] }]) assert.match(await told(client.request('workspace/willRenameFiles', params)), /^-32602 /);
    });

    it('go to other folders, alone or with them, links lead where they led, and back nothing has changed', async () => {
      const before = all();
      const client = await opened('zh/cn-newer.md');
      const { quiet } = choosing(client, 0);
      const go = async (...files: readonly (readonly [string, string])[]) => {
        make(await renamed(client, ...files) ?? assert.fail('no edit'));
        for (const [from, to] of files) {
          mkdirSync(join(its.folder, to, '..'), { recursive: true });
          renameSync(join(its.folder, from), join(its.folder, to));
        }
        client.notify('workspace/didChangeWatchedFiles', { changes: files.flatMap(([from, to]) => [{ uri: uriOf(from), type: 3 }, { uri: uriOf(to), type: 1 }]) });
        await new Promise(resolve => setTimeout(resolve, 300));
      };
      await go(['zh/cn-older.md', '旧 制度/cn-older.md']);
      client.close(uriOf('zh/cn-newer.md'));
      assert.match(textOf('zh/cn-newer.md'), /\[旧\]\(\.\.\/旧%20制度\/cn-older\.md\)/);
      assert.match(textOf('en/cn-newer.md'), /\[there\]\(\.\.\/旧%20制度\/cn-older\.md\)/);
      await go(['zh', 'policies/zh'], ['en', 'policies/en']);
      assert.match(textOf('policies/zh/cn-newer.md'), /\[旧\]\(\.\.\/\.\.\/旧%20制度\/cn-older\.md\)/);
      await go(['旧 制度/cn-older.md', 'policies/zh/cn-older.md']);
      assert.deepEqual(Object.fromEntries(Object.keys(before).map(name => [name, textOf(`policies/${name}`)])), before);
      assert.equal(await renamed(client, ['policies', 'laws']), null, 'all move together');
      assert.deepEqual(await quiet(), []);
    });

    it('are deleted, the reader hears what breaks and can have it mended', async () => {
      const client = await opened('zh/cn-older.md', librarian, { locale: 'en' });
      const { asked, applied, quiet } = choosing(client, 0);
      assert.equal(await deleted(client, 'zh/cn-newer.md'), null);
      assert.equal(await applied(), 1);
      assert.equal(textOf('zh/cn-older.md'), records['zh/cn-older.md']?.replace(`"supersededBy": "${newer}"`, '"supersededBy": ""'));
      assert.deepEqual([asked.length, asked[0]?.type, asked[0]?.message, asked[0]?.actions], [1, 2, 'The lineage of 1 file names “cn-newer”: zh/cn-older.md. Once deleted, these references break.', [{ title: 'Remove the references' }]]);
      for (const files of [['zh/cn-older.md', 'zh/cn-newer.md'], ['en'], ['README.md']]) await deleted(client, ...files);
      assert.equal((await quiet()).length, 1, 'nothing is left that could break');
      const before = all();
      const none = choosing(client, undefined);
      await deleted(client, 'en/cn-newer.md');
      assert.equal((await none.questions()).length, 1);
      await none.quiet();
      assert.deepEqual(all(), before, 'who chooses nothing gets no edit');
    });

    it('are made, an empty one among records is offered the template', async () => {
      const client = await opened('zh/cn-older.md');
      const { asked, applied, quiet } = choosing(client, 0);
      const create = (name: string, text: string) => {
        put(name, text);
        client.notify('workspace/didCreateFiles', { files: [{ uri: uriOf(name) }] });
      };
      create('zh/cn-2020-next.md', '');
      assert.equal(await applied(), 1);
      assert.deepEqual([asked.length, asked[0]?.message, asked[0]?.actions], [1, 'zh/cn-2020-next.md 是新的空文件，要填入记录的模板吗？', [{ title: '填入模板' }]]);
      assert.match(textOf('zh/cn-2020-next.md'), /^---\n\{[^]*["']id["']: ["']cn-2020-next["'][^]*\}\n---\n/);
      create('zh/cn-full.md', '# Text\n');
      create('docs/empty.md', '');
      assert.equal((await quiet()).length, 1, 'neither one with a text nor one among other files');
    });
  });

  it('serves a client that can do nothing: pushed findings, plain completions and hovers, actions with their edits', async () => {
    rmSync(its.folder, { recursive: true, force: true });
    cpSync(seeds, its.folder, { recursive: true });
    const name = 'zh/intl-paris-art-6-4-ccs.md';
    const client = await opened(name, {}, { locale: 'zh' });
    const found = await client.pushed(uriOf(name), diagnostics => diagnostics.length === 4);
    assert.deepEqual(found.map(({ code }) => code), ['placeholder-evidence', 'broken-supersedes', 'verified-but-pending', 'unfilled-pillars']);
    const completions = await client.request<lsp.CompletionList>('textDocument/completion', place(name, '"legalWeight": "', '"legalWeight": "'.length));
    assert.ok(completions.items.length >= 6);
    assert.deepEqual(completions.items.filter(item => item.insertTextFormat === 2 || !item.textEdit || item.data !== undefined), [], 'no snippets, each with its edit, none to be resolved');
    assert.equal(completions.itemDefaults, undefined);
    const hover = await client.request<lsp.Hover>('textDocument/hover', place(name, '"reviewStatus"', 3));
    assert.equal((hover.contents as lsp.MarkupContent).kind, 'plaintext');
    const broken = found.find(({ code }) => code === 'broken-supersedes') ?? assert.fail();
    const actions = await client.request<lsp.CodeAction[]>('textDocument/codeAction', { textDocument: { uri: uriOf(name) }, range: broken.range, context: { diagnostics: [broken] } });
    assert.ok(actions.length > 0 && actions.every(({ edit, command }) => edit?.changes && !edit.documentChanges && !command), JSON.stringify(actions));
    make(actions[0]?.edit ?? assert.fail());
    client.change(uriOf(name), 2, { text: textOf(name) });
    await client.pushed(uriOf(name), diagnostics => diagnostics.length > 0 && !diagnostics.some(({ code }) => code === 'broken-supersedes'));
    // It is asked for nothing that it has not said it can do.
    assert.deepEqual([...new Set(client.heard.map(({ method }) => method))].filter(method => !['textDocument/publishDiagnostics', 'policyRecords/status', 'window/logMessage'].includes(method)), []);
    assert.ok(statSync(join(its.folder, name)).isFile());
  });

  it('tells the rest of a completion when it is looked at, as far as the client asks then', async () => {
    const name = 'zh/cn-newer.md';
    const able = (properties: string[], itemDefaults: string[], labelDetailsSupport: boolean): lsp.ClientCapabilities =>
      ({ textDocument: { completion: { completionItem: { resolveSupport: { properties }, labelDetailsSupport }, completionList: { itemDefaults } } } });
    for (const [asks, marks, shows] of [[['documentation', 'detail'], ['editRange', 'data'], true], [['documentation', 'detail'], ['editRange'], false], [['documentation'], ['editRange'], true]] as const) {
      const client = await opened(name, able([...asks], [...marks], shows));
      const isLazy = shows && asks.length === 2;
      // What the record names already is not offered.
      const text = textOf(name).replace(`['${older}']`, '[]');
      client.change(uriOf(name), 2, { text });
      const idOf = async () => {
        const list = await client.request<lsp.CompletionList>('textDocument/completion', place(name, "'supersededBy': ''", "'supersededBy': '".length, text));
        const item = list.items.find(({ label }) => label === older) ?? assert.fail(JSON.stringify(list));
        assert.deepEqual([item.detail, item.labelDetails, item.documentation], [isLazy ? undefined : '旧办法😀 · 中国', { description: '旧办法😀 · 中国' }, undefined]);
        assert.equal(list.itemDefaults?.data !== undefined, marks.length === 2);
        assert.equal(list.items.some(each => each.data !== undefined), marks.length === 1);
        // An editor gives an item what all of the list share.
        return { ...item, data: item.data as unknown ?? list.itemDefaults?.data };
      };
      const first = await idOf();
      const told = await client.request<lsp.CompletionItem>('completionItem/resolve', first);
      assert.equal(told.detail, '旧办法😀 · 中国');
      assert.match((told.documentation as lsp.MarkupContent).value, /旧办法😀/);
      await idOf();
      assert.deepEqual(await client.request('completionItem/resolve', first), first, 'an item of an older list stays as it is');
    }
  });

  it('answers for half a record and for other Markdown, whatever is asked', async () => {
    const client = await begun();
    const name = 'zh/cn-older.md';
    const full = textOf(name);
    const methods = ['documentSymbol', 'foldingRange', 'selectionRange', 'documentHighlight', 'formatting', 'rangeFormatting', 'semanticTokens/full', 'semanticTokens/range', 'inlayHint', 'codeLens', 'prepareTypeHierarchy', 'implementation', 'declaration', 'prepareRename'];
    const options = { tabSize: 2, insertSpaces: true };
    client.open(uriOf(name), '');
    let version = 1;
    for (let end = 0; end <= full.length; end += 7) {
      client.change(uriOf(name), ++version, { text: full.slice(0, end) });
      const position = TextDocument.create('', '', 1, full.slice(0, end)).positionAt(end);
      const range = { start: { line: 0, character: 0 }, end: position };
      for (const method of methods) assert.equal(await told(client.request(`textDocument/${method}`, { textDocument: { uri: uriOf(name) }, position, positions: [position], range, options })), 'answered', `${method} at ${end}`);
      assert.match(await told(client.request('textDocument/rename', { textDocument: { uri: uriOf(name) }, position, newName: 'cn-new' })), /^answered|^-32803 /);
    }
    client.open(uriOf('README.md'), '# Read me\n');
    for (const method of methods) assert.ok([null, '[]', '{"data":[]}'].includes(JSON.stringify(await client.request(`textDocument/${method}`, { textDocument: { uri: uriOf('README.md') }, position: whole.start, positions: [whole.start], range: whole, options })).replace('null', '[]')), method);
    for (const method of methods) assert.match(await told(client.request(`textDocument/${method}`, {})), /^-32602 /, method);
    assert.doesNotMatch(client.stderr(), /failed/);
    assert.deepEqual(client.heard.filter(each => each.method === 'window/logMessage'), []);
  });
});
