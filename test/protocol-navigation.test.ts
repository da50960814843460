import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import type * as lsp from 'vscode-languageserver-protocol';
import { pageUri, referencePage } from '../server/features/reference-page.ts';
import { richClient } from './lsp-client.ts';
import { sessions } from './sessions.ts';

/** A client that shows pages made by the server, links of definitions, and parts of signatures. */
const reader: lsp.ClientCapabilities = {
  ...richClient,
  workspace: { ...richClient.workspace, textDocumentContent: { dynamicRegistration: true } },
  textDocument: { ...richClient.textDocument, definition: { linkSupport: true }, signatureHelp: { signatureInformation: { documentationFormat: ['plaintext'], parameterInformation: { labelOffsetSupport: true }, noActiveParameterSupport: true } } },
};
const json = (more: string, id: string) => `---\n{\n  "id": "${id}", "category": "市场机制", "country": "中国", "status": "现行",\n  ${more}\n}\n---\n`;

describe('the language server as a guide', function () {
  this.timeout(20_000);
  const its = sessions();
  const { uriOf, textOf, put, spawned } = its;
  const begun = async (capabilities = reader, settings: unknown = { locale: 'zh' }) => {
    const client = spawned(() => settings);
    const result = await client.start(capabilities, { workspaceFolders: [{ uri: pathToFileURL(its.folder).href, name: 'library' }], initializationOptions: { settings } });
    return Object.assign(client, { result });
  };
  const positionIn = (text: string, words: string, shift = 1): lsp.Position => {
    const offset = text.indexOf(words) + shift;
    assert.ok(offset >= shift, words);
    const before = text.slice(0, offset).split('\n');
    return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  };
  const about = (name: string, text: string, words: string, shift = 1) => ({ textDocument: { uri: uriOf(name) }, position: positionIn(text, words, shift) });
  const headingOf = (id: string, locale: 'zh' | 'en' = 'zh') => referencePage('icvcm', locale).chapterOf(id) ?? assert.fail(id);
  const code = (request: Promise<unknown>) => request.then(() => 'answered', (error: { code: number }) => error.code);

  it('says what it can do, as far as the client can make use of it', async () => {
    const { capabilities } = (await begun()).result;
    assert.deepEqual([capabilities.definitionProvider, capabilities.referencesProvider, capabilities.documentLinkProvider, capabilities.signatureHelpProvider], [true, true, {}, {}]);
    assert.deepEqual(capabilities.workspace?.textDocumentContent, { schemes: ['policy-records'] });
    const plain = (await begun(richClient)).result.capabilities;
    assert.deepEqual([plain.definitionProvider, plain.signatureHelpProvider, plain.workspace?.textDocumentContent], [true, undefined, undefined]);
  });

  it('gives the pages in both languages and refuses others', async () => {
    const client = await begun();
    for (const kind of ['icvcm', 'mechanisms'] as const) for (const locale of ['zh', 'en'] as const) {
      assert.deepEqual(await client.request('workspace/textDocumentContent', { uri: pageUri(kind, locale) }), { text: referencePage(kind, locale).text });
    }
    for (const params of [{ uri: 'policy-records:/fr/icvcm.md' }, { uri: 1 }, {}]) assert.equal(await code(client.request('workspace/textDocumentContent', params)), -32602);
  });

  it('leads from a criterion to its heading on the page, in the language of the reader', async () => {
    const text = json('"icvcmCriteria": ["9.3"]', 'cn-a');
    for (const locale of ['zh', 'en'] as const) {
      const client = await begun(reader, { locale });
      client.open(uriOf('zh/cn-a.md'), text);
      const start = positionIn(text, '9.3', 0);
      assert.deepEqual(await client.request('textDocument/definition', about('zh/cn-a.md', text, '9.3')), [{
        originSelectionRange: { start, end: { line: start.line, character: start.character + 3 } },
        targetUri: `policy-records:/${locale}/icvcm.md`, targetRange: headingOf('9.3', locale).range, targetSelectionRange: headingOf('9.3', locale).heading,
      }]);
    }
  });

  it('leads from an id to the file on disk, and to the text that is open', async () => {
    const text = json('"evolution": { "supersedes": ["intl-ccs-plus-framework"] }', 'cn-a');
    const client = await begun(richClient);
    client.open(uriOf('zh/cn-a.md'), text);
    const at = positionIn(textOf('zh/intl-ccs-plus-framework.md'), '"intl-ccs-plus-framework"', 0);
    const range = { start: at, end: { line: at.line, character: at.character + '"intl-ccs-plus-framework"'.length } };
    const ask = () => client.request('textDocument/definition', about('zh/cn-a.md', text, 'intl-ccs'));
    assert.deepEqual(await ask(), [{ uri: uriOf('zh/intl-ccs-plus-framework.md'), range }], 'plain places where the client knows no links');
    // The other way of writing the uri is the client's own.
    const spelled = uriOf('zh/intl-ccs-plus-framework.md').replace('zh/', '%7Ah/');
    client.open(spelled, `\uFEFF${textOf('zh/intl-ccs-plus-framework.md').replace('---\n', '---\n\n')}`);
    const moved = { start: { ...at, line: at.line + 1 }, end: { ...range.end, line: at.line + 1 } };
    assert.deepEqual(await ask(), [{ uri: spelled, range: moved }]);
    assert.equal(await client.request('textDocument/definition', about('zh/cn-a.md', text, '"country"')), null);
  });

  it('shows no page to a client that cannot open it', async () => {
    const text = json('"icvcmCriteria": ["9.3"]', 'cn-a');
    const client = await begun(richClient);
    client.open(uriOf('zh/cn-a.md'), text);
    assert.equal(await client.request('textDocument/definition', about('zh/cn-a.md', text, '9.3')), null);
    assert.deepEqual(await client.request('textDocument/documentLink', { textDocument: { uri: uriOf('zh/cn-a.md') } }), []);
  });

  it('finds who cites a criterion: on disk, as it is open, and what was typed a moment ago', async () => {
    put('zh/cn-disk.md', `${json('"icvcmCriteria": ["9.3"]', 'cn-disk').replaceAll('\n', '\r\n')}\r\n😀 ICVCM 9.3\r\n`);
    put('en/cn-english.md', json('"icvcmCriteria": ["9.3"]', 'cn-english'));
    put('zh/cn-open.md', json('"icvcmCriteria": ["9.3"]', 'cn-open'));
    put('zh/cn-other.md', json('"icvcmCriteria": ["9.4"]', 'cn-other'));
    put('zh/README.md', '# ICVCM 9.3\n');
    const text = json('"icvcmCriteria": ["9.3"]', 'cn-a');
    const client = await begun();
    client.open(uriOf('zh/cn-a.md'), text);
    client.open(uriOf('zh/cn-open.md'), json('"icvcmCriteria": []', 'cn-open'));
    // A half-typed record keeps its last good facts, but what it says now is found.
    client.open(uriOf('zh/cn-other.md'), `${json('"icvcmCriteria": ["9.4", "9.3"], "title": "', 'cn-other')}`);
    const found = await client.request<lsp.Location[]>('textDocument/references', { ...about('zh/cn-a.md', text, '9.3'), context: { includeDeclaration: false } });
    const shown = found.map(({ uri, range }) => `${uri.slice(uriOf('').length + 1)} ${range.start.line}:${range.start.character}-${range.end.character}`);
    assert.deepEqual(shown.sort(), ['en/cn-english.md 3:21-24', 'zh/cn-a.md 3:21-24', 'zh/cn-disk.md 3:21-24', 'zh/cn-disk.md 7:9-12', 'zh/cn-other.md 3:28-31']);
    const declared = await client.request<lsp.Location[]>('textDocument/references', { ...about('zh/cn-a.md', text, '9.3'), context: { includeDeclaration: true } });
    assert.deepEqual(declared[0], { uri: 'policy-records:/zh/icvcm.md', range: headingOf('9.3').heading });
    assert.equal(declared.length, found.length + 1);
  });

  it('finds from the page itself who cites the criterion of a chapter', async () => {
    put('zh/cn-disk.md', json('"icvcmCriteria": ["9.3"]', 'cn-disk'));
    const client = await begun();
    const uri = pageUri('icvcm', 'zh');
    client.open(uri, referencePage('icvcm', 'zh').text);
    const ask = (line: number) => client.request<lsp.Location[] | null>('textDocument/references', { textDocument: { uri }, position: { line, character: 0 }, context: { includeDeclaration: false } });
    assert.deepEqual((await ask(headingOf('9.3').heading.start.line))?.map(each => each.uri), [uriOf('zh/cn-disk.md')]);
    assert.deepEqual(await ask(headingOf('9.5').heading.start.line), []);
    assert.equal(await ask(0), null);
    assert.deepEqual(await client.diagnostics(uri), [], 'a page is no record');
  });

  it('finds what refers to a record, in its language', async () => {
    for (const language of ['zh', 'en']) put(`${language}/cn-newer.md`, `${json('"evolution": { "supersedes": ["intl-paris-art-6-4-ccs"] }', 'cn-newer')}\n参见intl-paris-art-6-4-ccs。\n`);
    const text = textOf('zh/intl-paris-art-6-4-ccs.md');
    const client = await begun();
    client.open(uriOf('zh/intl-paris-art-6-4-ccs.md'), text);
    const ask = (includeDeclaration: boolean) => client.request<lsp.Location[]>('textDocument/references', { ...about('zh/intl-paris-art-6-4-ccs.md', text, '"intl-paris', 4), context: { includeDeclaration } });
    assert.deepEqual((await ask(false)).map(({ uri, range: { start } }) => [uri, start]), [[uriOf('zh/cn-newer.md'), { line: 3, character: 33 }], [uriOf('zh/cn-newer.md'), { line: 7, character: 2 }]]);
    assert.deepEqual((await ask(true)).map(({ uri }) => uri), [uriOf('zh/cn-newer.md'), uriOf('zh/cn-newer.md'), uriOf('zh/intl-paris-art-6-4-ccs.md')]);
  });

  it('links addresses, records and criteria', async () => {
    const text = json('"url": "https://example.org/a.htm", "icvcmCriteria": ["9.3"], "evolution": { "supersedes": ["intl-ccs-plus-framework"] }', 'cn-a');
    const client = await begun();
    client.open(uriOf('zh/cn-a.md'), text);
    const found = await client.request<lsp.DocumentLink[]>('textDocument/documentLink', { textDocument: { uri: uriOf('zh/cn-a.md') } });
    assert.deepEqual(found.map(({ target, tooltip }) => [target, tooltip]), [
      ['https://example.org/a.htm', '在浏览器中打开'],
      [`policy-records:/zh/icvcm.md#L${headingOf('9.3').heading.start.line + 1}`, '查看 ICVCM 9.3 监测和补偿期'],
      [uriOf('zh/intl-ccs-plus-framework.md'), '打开记录 intl-ccs-plus-framework'],
    ]);
    client.open(uriOf('README.md'), '# https://example.org\n');
    assert.equal(await client.request('textDocument/documentLink', { textDocument: { uri: uriOf('README.md') } }), null);
  });

  it('tells what a block asks while it is written', async () => {
    const text = json('"regulatory": { "liability_period": "" }', 'cn-a');
    const client = await begun();
    client.open(uriOf('zh/cn-a.md'), text);
    const help = await client.request<lsp.SignatureHelp>('textDocument/signatureHelp', about('zh/cn-a.md', text, '": "" }', 4));
    assert.match(help.signatures[0]?.label ?? '', /^监管支柱（0\/7）：/);
    assert.equal(help.activeParameter, 2);
    assert.equal(await client.request('textDocument/signatureHelp', about('zh/cn-a.md', text, '"country"')), null);
  });

  it('answers what is malformed by errors, and lives on', async () => {
    const client = await begun();
    for (const method of ['textDocument/definition', 'textDocument/references', 'textDocument/signatureHelp']) {
      for (const params of [{}, { textDocument: null }, { textDocument: { uri: uriOf('zh/a.md') } }, { textDocument: { uri: uriOf('zh/a.md') }, position: {} }]) assert.equal(await code(client.request(method, params)), -32602, method);
      assert.equal(await client.request(method, { textDocument: { uri: uriOf('zh/absent.md') }, position: { line: 0, character: 0 } }), null, method);
    }
    assert.equal(await code(client.request('textDocument/documentLink', {})), -32602);
    assert.equal(await client.stop(), 0);
    assert.equal(client.stderr(), '');
  });
});
