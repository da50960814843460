import assert from 'node:assert/strict';
import type * as lsp from 'vscode-languageserver-protocol';
import { richClient, type Client } from './lsp-client.ts';
import { sessions } from './sessions.ts';

const record = 'zh/intl-ccs-plus-framework.md';
const dynamic = (...names: readonly ('formatting' | 'rangeFormatting')[]): lsp.ClientCapabilities =>
  ({ ...richClient, textDocument: { ...richClient.textDocument, ...Object.fromEntries(names.map(name => [name, { dynamicRegistration: true }])) } });
const both = dynamic('formatting', 'rangeFormatting');

describe('the formatter of records', function () {
  this.timeout(20_000);
  const { uriOf, textOf, spawned } = sessions();

  /** What the server offers for files at this moment: each method with the file that it is for. */
  const offered = (client: Client): readonly string[] => {
    const now = new Map<string, string>();
    for (const { method, params } of client.heard) {
      if (method === 'client/registerCapability') {
        for (const { id, method: what, registerOptions } of (params as lsp.RegistrationParams).registrations) {
          const selector = (registerOptions as lsp.TextDocumentRegistrationOptions | undefined)?.documentSelector;
          if (what.startsWith('textDocument/')) now.set(id, `${what} ${JSON.stringify(selector)}`);
        }
      }
      if (method === 'client/unregisterCapability') for (const { id } of (params as lsp.UnregistrationParams).unregisterations) assert.ok(now.delete(id), id);
    }
    return [...now.values()].sort();
  };
  /** The server has heard all that was said before, and the client all that it answered with. */
  const heard = async (client: Client, uri: string) => {
    await client.request('textDocument/foldingRange', { textDocument: { uri } });
    await new Promise(resolve => { setTimeout(resolve, 100); });
    return offered(client);
  };
  const filterOf = (uri: string, language = 'markdown') => JSON.stringify([{ language, scheme: 'file', pattern: decodeURIComponent(uri.slice('file://'.length)).replace(/^\/(?=[a-z]:)/i, '') }]);
  const forFile = (uri: string, language?: string) => ['formatting', 'rangeFormatting'].map(what => `textDocument/${what} ${filterOf(uri, language)}`);
  const options = { tabSize: 2, insertSpaces: true };
  const range = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

  it('is offered for each open record and no other file, where the client can be told so', async () => {
    const client = spawned();
    const { capabilities } = await client.start(both);
    assert.deepEqual([capabilities.documentFormattingProvider, capabilities.documentRangeFormattingProvider], [undefined, undefined]);
    client.open(uriOf('README.md'), '# Read me\n');
    client.open(uriOf('zh/notes.md'), '---\ntitle: Notes\n---\n\n# Notes\n');
    assert.deepEqual(await heard(client, uriOf('README.md')), []);
    client.open(uriOf(record), textOf(record));
    assert.deepEqual(await heard(client, uriOf(record)), forFile(uriOf(record)));
    for (const [method, more] of [['formatting', {}], ['rangeFormatting', { range }]] as const) {
      assert.ok(Array.isArray(await client.request(`textDocument/${method}`, { textDocument: { uri: uriOf(record) }, options, ...more })));
      assert.equal(await client.request(`textDocument/${method}`, { textDocument: { uri: uriOf('README.md') }, options, ...more }), null);
    }
    client.open(uriOf('en/文 件 [1].md'), textOf('en/intl-ccs-plus-framework.md'), 1, 'gfm');
    const special = filterOf(uriOf('en/文 件 [1].md'), 'gfm').replace('[1]', '?1?');
    assert.deepEqual(await heard(client, uriOf(record)), [...forFile(uriOf(record)), ...['formatting', 'rangeFormatting'].map(what => `textDocument/${what} ${special}`)].sort());
    client.close(uriOf('en/文 件 [1].md'));
    assert.deepEqual(await heard(client, uriOf(record)), forFile(uriOf(record)));
    client.close(uriOf(record));
    assert.deepEqual(await heard(client, uriOf('README.md')), []);
    assert.equal(client.heard.filter(({ method }) => method === 'client/unregisterCapability').length, 2);
  });

  it('comes and goes with what a file is, once each', async () => {
    const client = spawned();
    await client.start(both);
    const uri = uriOf(record);
    client.open(uri, '# To be a record\n');
    assert.deepEqual(await heard(client, uri), []);
    client.change(uri, 2, { text: textOf(record) });
    for (let version = 3; version < 9; version++) client.change(uri, version, { text: `${textOf(record)}${version}\n` });
    assert.deepEqual(await heard(client, uri), forFile(uri));
    assert.equal(client.heard.filter(({ method, params }) => method === 'client/registerCapability' && JSON.stringify(params).includes('ormatting')).length, 1);
    client.change(uri, 9, { text: textOf(record).replace('"title": "', '"title": ') });
    assert.deepEqual(await heard(client, uri), forFile(uri), 'a record that does not parse is one');
    client.change(uri, 10, { text: '# No record\n' });
    assert.deepEqual(await heard(client, uri), []);
    client.change(uri, 11, { text: textOf(record) });
    client.close(uri);
    client.open(uri, textOf(record));
    assert.deepEqual(await heard(client, uri), forFile(uri), 'what is opened again at once');
  });

  it('is offered for all Markdown to a client that cannot be told of files, whichever half of it that is', async () => {
    for (const [capabilities, formatting, rangeFormatting] of [[richClient, true, true], [{}, true, true], [dynamic('formatting'), undefined, true], [dynamic('rangeFormatting'), true, undefined]] as const) {
      const client = spawned();
      const result = await client.start(capabilities);
      assert.deepEqual([result.capabilities.documentFormattingProvider, result.capabilities.documentRangeFormattingProvider], [formatting, rangeFormatting]);
      client.open(uriOf(record), textOf(record));
      assert.deepEqual(await heard(client, uriOf(record)), forFile(uriOf(record)).filter((_, i) => [formatting, rangeFormatting][i] === undefined));
      assert.doesNotMatch(client.stderr(), /failed/);
    }
  });
});
