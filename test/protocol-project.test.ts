import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type * as lsp from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { launchWorker, richClient, type Client } from './lsp-client.ts';
import { sessions } from './sessions.ts';

/** A record with three faults: a score that is too high, a category of nobody’s, and a pair of years that disagree. */
const faulty = `---
{
  "id": "a",
  "title": "甲",
  "category": "试点项目",
  "status": "现行",
  "year": 2019,
  "pubDate": "2020-03-04",
  "analysis": { "mrv": { "score": 850 } }
}
---

正文
`;
const loud = ['unknown-term', 'year-mismatch', 'score-out-of-range'];
const project = (data: object) => `${JSON.stringify(data, undefined, 2)}\n`;
const ignore = (rule: string, more: object = {}) => ({ ignore: [{ rule, files: ['zh/a.md'], reason: '已核对', ...more }] });
const isTitleOfIgnore = (title: string) => title.startsWith('Ignore in this project');
const asking = { initializationOptions: { asks: true } };

describe('the language server in a project', function () {
  this.timeout(20_000);
  const its = sessions(({ put }) => put('zh/a.md', faulty));
  const { path, uriOf, put, spawned } = its;
  const begun = async (capabilities: lsp.ClientCapabilities = richClient, params: Partial<lsp.InitializeParams> = {}, settings?: (item: lsp.ConfigurationItem) => unknown) => {
    const client = spawned(settings);
    await client.start(capabilities, { workspaceFolders: [{ uri: pathToFileURL(its.folder).href, name: 'project' }], ...params });
    client.open(uriOf('zh/a.md'), faulty);
    return client;
  };
  const rulesOf = (all: readonly lsp.Diagnostic[]) => all.map(({ code }) => String(code)).filter(code => loud.includes(code));
  const pulled = async (client: Client, name = 'zh/a.md') => rulesOf(await client.diagnostics(uriOf(name)));
  const severityOf = (all: readonly lsp.Diagnostic[], rule: string) => all.find(({ code }) => code === rule)?.severity;
  /** Tells of what happened to a file, and waits until the server wants to be asked again, which it does only where something is found anew. */
  const told = async (client: Client, name: string, type: lsp.FileChangeType) => {
    const from = client.heard.length;
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(name), type }] });
    await Promise.race([client.hear('workspace/diagnostic/refresh', undefined, from).catch(() => undefined), new Promise(resolve => setTimeout(resolve, 700))]);
  };
  const warnings = (client: Client) => client.heard.flatMap(({ method, params }) => method === 'window/showMessage' ? [params as lsp.ShowMessageParams] : []);
  const apply = (edit: lsp.WorkspaceEdit | null | undefined) => {
    for (const change of edit?.documentChanges ?? []) {
      if ('kind' in change) {
        assert.ok(change.kind === 'create' && !existsSync(new URL(change.uri)), 'only a file that is not there is made');
        writeFileSync(new URL(change.uri), '');
      } else {
        const file = new URL(change.textDocument.uri);
        writeFileSync(file, TextDocument.applyEdits(TextDocument.create(change.textDocument.uri, 'x', 1, readFileSync(file, 'utf8')), change.edits as lsp.TextEdit[]));
      }
    }
  };
  const actionsAt = async (client: Client, rule: string, name = 'zh/a.md') => {
    const uri = uriOf(name);
    const found = (await client.diagnostics(uri)).find(({ code }) => code === rule);
    assert.ok(found, rule);
    return client.request<lsp.CodeAction[]>('textDocument/codeAction', { textDocument: { uri }, range: found.range, context: { diagnostics: [found] } });
  };
  const editOf = async (client: Client, action: lsp.CodeAction | undefined) => (await client.request<lsp.CodeAction>('codeAction/resolve', action)).edit;

  describe('of a project file', () => {
    it('takes levels, ignores and words, from the nearest one upward', async () => {
      put('policy-records.json', project({ rules: { 'score-out-of-range': 'off', 'year-mismatch': 'off' } }));
      put('zh/policy-records.json', project({ rules: { 'score-out-of-range': 'hint' }, vocabulary: { category: ['试点项目'] }, ...ignore('year-mismatch', { files: ['a.md'] }) }));
      const client = await begun();
      const all = await client.diagnostics(uriOf('zh/a.md'));
      assert.deepEqual(rulesOf(all), ['score-out-of-range']);
      assert.equal(severityOf(all, 'score-out-of-range'), 4);
    });

    it('hears at once that it came, changed and went, with its folder too', async () => {
      const client = await begun();
      assert.deepEqual(await pulled(client), loud);
      const { registrations } = await client.hear<lsp.RegistrationParams>('client/registerCapability', params => params.registrations.some(({ method }) => method === 'workspace/didChangeWatchedFiles'));
      assert.ok(JSON.stringify(registrations).includes('**/*.json'));
      put('policy-records.json', project(ignore('year-mismatch')));
      await told(client, 'policy-records.json', 1);
      assert.deepEqual(await pulled(client), ['unknown-term', 'score-out-of-range']);
      put('policy-records.json', project(ignore('unknown-term')));
      await told(client, 'policy-records.json', 2);
      assert.deepEqual(await pulled(client), ['year-mismatch', 'score-out-of-range']);
      put('zh/policy-records.json', project({}));
      await told(client, 'zh', 1);
      assert.deepEqual(await pulled(client), loud, 'a nearer one, told of by its folder');
      rmSync(path('zh/policy-records.json'));
      await told(client, 'zh/policy-records.json', 3);
      rmSync(path('policy-records.json'));
      await told(client, 'policy-records.json', 3);
      assert.deepEqual(await pulled(client), loud);
    });

    it('counts only what is saved of it', async () => {
      const client = await begun();
      assert.deepEqual(await pulled(client), loud);
      const uri = uriOf('policy-records.json');
      const text = project(ignore('year-mismatch'));
      client.open(uri, text, 1, 'json');
      assert.deepEqual(await client.diagnostics(uri), [], 'it is no record');
      assert.deepEqual(await pulled(client), loud);
      put('policy-records.json', text);
      const from = client.heard.length;
      client.notify('textDocument/didSave', { textDocument: { uri } });
      await client.hear('workspace/diagnostic/refresh', undefined, from);
      assert.deepEqual(await pulled(client), ['unknown-term', 'score-out-of-range']);
      client.change(uri, 2, { text: project({}) });
      client.change(uriOf('zh/a.md'), 2, { text: `${faulty}\n` });
      assert.deepEqual(await pulled(client), ['unknown-term', 'score-out-of-range']);
    });

    it('is read anew for a client that watches nothing, when it saves or opens a file', async () => {
      const client = await begun({});
      assert.deepEqual(rulesOf(await client.pushed(uriOf('zh/a.md'))), loud);
      put('policy-records.json', project(ignore('year-mismatch')));
      client.notify('textDocument/didSave', { textDocument: { uri: uriOf('zh/a.md') } });
      await client.pushed(uriOf('zh/a.md'), all => !rulesOf(all).includes('year-mismatch'));
      put('policy-records.json', project({}));
      client.open(uriOf('zh/b.md'), faulty);
      await client.pushed(uriOf('zh/a.md'), all => rulesOf(all).includes('year-mismatch'), client.heard.length);
    });

    it('tells what is wrong with it once, in the reader’s language, and the rest counts', async () => {
      put('policy-records.json', '{\n  "ignore": [{ "rule": "year-mismatch", "files": ["zh/a.md"], "reason": "已核对" }],\n  "rules": { "no-such-rule": "off" }\n}\n');
      const client = await begun(richClient, { locale: 'zh-cn' });
      assert.deepEqual(await pulled(client), ['unknown-term', 'score-out-of-range']);
      assert.deepEqual(warnings(client).map(({ type, message }) => [type, /^policy-records\.json 第 3 行：.*no-such-rule.*。$/.test(message)]), [[2, true]]);
      await told(client, 'policy-records.json', 2);
      await pulled(client);
      client.open(uriOf('en/a.md'), faulty);
      await pulled(client, 'en/a.md');
      assert.equal(warnings(client).length, 1, 'the same again is no news');
      put('policy-records.json', '{\n  "rules": { "no-such-rule": "off", "nor-this": "off" },\n  "x": 1, "y": 2, "z": 3\n');
      await told(client, 'policy-records.json', 2);
      await pulled(client);
      assert.equal(warnings(client).length, 2);
      put('policy-records.json', project({}));
      await told(client, 'policy-records.json', 2);
      assert.deepEqual(await pulled(client), loud);
      assert.equal(warnings(client).length, 2);
    });
  });

  describe('of settings', () => {
    it('lets a person’s levels count above the project’s, and takes them up at once', async () => {
      put('policy-records.json', project({ rules: { 'score-out-of-range': 'hint', 'year-mismatch': 'hint', 'unknown-term': 'off' } }));
      let rules: object = { 'score-out-of-range': 'warning', 'unknown-term': 'error' };
      const client = await begun(richClient, {}, () => ({ rules }));
      const all = await client.diagnostics(uriOf('zh/a.md'));
      assert.deepEqual(loud.map(rule => severityOf(all, rule)), [1, 4, 2]);
      rules = { 'score-out-of-range': 'off', 'year-mismatch': 'loud' };
      const from = client.heard.length;
      client.notify('workspace/didChangeConfiguration', { settings: null });
      await client.hear('workspace/diagnostic/refresh', undefined, from);
      const then = await client.diagnostics(uriOf('zh/a.md'));
      assert.deepEqual(loud.map(rule => severityOf(then, rule)), [undefined, 4, undefined]);
    });

    it('keeps the folders of a workspace apart', async () => {
      put('one/zh/a.md', faulty);
      put('two/zh/a.md', faulty);
      const folders = ['one', 'two'].map(name => ({ uri: uriOf(name), name }));
      const client = await begun(richClient, { workspaceFolders: folders }, ({ scopeUri }) => ({ rules: scopeUri === uriOf('two') ? { 'year-mismatch': 'off' } : scopeUri === undefined ? { 'unknown-term': 'off' } : {} }));
      for (const name of ['one', 'two']) client.open(uriOf(`${name}/zh/a.md`), faulty);
      assert.deepEqual(await pulled(client, 'one/zh/a.md'), loud);
      assert.deepEqual(await pulled(client, 'two/zh/a.md'), ['unknown-term', 'score-out-of-range']);
      assert.deepEqual(await pulled(client), ['year-mismatch', 'score-out-of-range'], 'outside every folder');
      const from = client.heard.length;
      client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [folders[1]] } });
      await client.hear('workspace/diagnostic/refresh', undefined, from);
      assert.deepEqual(await pulled(client, 'two/zh/a.md'), ['year-mismatch', 'score-out-of-range']);
    });

    it('takes them from a client that can only send them', async () => {
      const client = await begun({}, { initializationOptions: { settings: { rules: { 'year-mismatch': 'off' } } } });
      assert.deepEqual(rulesOf(await client.pushed(uriOf('zh/a.md'))), ['unknown-term', 'score-out-of-range']);
      client.notify('workspace/didChangeConfiguration', { settings: { policyRecords: { rules: { 'unknown-term': 'off' } } } });
      await client.pushed(uriOf('zh/a.md'), all => rulesOf(all).join() === 'year-mismatch,score-out-of-range');
    });
  });

  describe('of ignores', () => {
    const isIgnore = ({ title }: lsp.CodeAction) => isTitleOfIgnore(title);
    const wish = (more: object = {}) => ({ uri: uriOf('zh/a.md'), rule: 'year-mismatch', path: 'year', reason: ' Checked against the gazette ', ...more });
    const field = async (client: Client) => String(((await client.diagnostics(uriOf('zh/a.md'))).find(({ code }) => code === 'year-mismatch')?.data as { path: string[] }).path.join('.'));

    it('offers one as a command to a client that asks for the reason, and as the last choice', async () => {
      const client = await begun(richClient, asking);
      const actions = await actionsAt(client, 'year-mismatch');
      const last = actions.at(-1)!;
      assert.equal(last.title, 'Ignore in this project… (year-mismatch)');
      assert.deepEqual(last.command, { title: last.title, command: 'policyRecords.ignore', arguments: [uriOf('zh/a.md'), 'year-mismatch', await field(client)] });
      assert.ok(last.edit === undefined && last.isPreferred === undefined && last.kind === 'quickfix' && last.diagnostics?.length === 1);
      assert.deepEqual(await client.request('codeAction/resolve', last), last, 'a client may have it filled in all the same');
      assert.equal(actions.filter(isIgnore).length, 1);
    });

    it('makes the project file, and then writes into it, and the finding is gone', async () => {
      const client = await begun(richClient, asking);
      assert.deepEqual(await pulled(client), loud);
      for (const [i, rule] of ['year-mismatch', 'score-out-of-range'].entries()) {
        const data = (await client.diagnostics(uriOf('zh/a.md'))).find(({ code }) => code === rule)?.data as { path: string[] };
        apply(await client.request<lsp.WorkspaceEdit>('policyRecords/ignore', wish({ rule, path: data.path.join('.') })));
        await told(client, 'policy-records.json', i === 0 ? 1 : 2);
        assert.ok(!(await pulled(client)).includes(rule));
      }
      const { ignore: list } = JSON.parse(readFileSync(path('policy-records.json'), 'utf8')) as { ignore: Record<string, unknown>[] };
      assert.deepEqual(list.map(({ files, reason }) => [files, reason]), [[['zh/a.md'], 'Checked against the gazette'], [['zh/a.md'], 'Checked against the gazette']]);
      assert.deepEqual(await pulled(client), ['unknown-term']);
    });

    it('writes into the text that the editor has, under its version, and into an empty file', async () => {
      put('policy-records.json', '');
      const client = await begun(richClient, asking);
      const [first] = (await client.request<lsp.WorkspaceEdit>('policyRecords/ignore', wish())).documentChanges ?? [];
      assert.ok(first && 'edits' in first, 'a file that is there is not made again');
      const uri = uriOf('policy-records.json');
      const open = '// Ours\n{\n\t"fields": [],\n}\n';
      client.open(uri, open, 7, 'jsonc');
      const [second] = (await client.request<lsp.WorkspaceEdit>('policyRecords/ignore', wish())).documentChanges as lsp.TextDocumentEdit[];
      assert.deepEqual(second?.textDocument, { uri, version: 7 });
      const after = TextDocument.applyEdits(TextDocument.create(uri, 'jsonc', 7, open), second.edits as lsp.TextEdit[]);
      assert.ok(after.startsWith('// Ours\n{\n\t"fields": []') && after.includes('\t"ignore": ['), after);
    });

    it('says no where the project file cannot be read, and refuses what is no wish', async () => {
      const client = await begun(richClient, asking);
      put('policy-records.json', '{ "rules": ');
      assert.equal(await client.request('policyRecords/ignore', wish()), null);
      assert.equal(await client.request('policyRecords/ignore', wish({ uri: 'untitled:Untitled-1' })), null);
      for (const odd of [wish({ reason: ' ' }), wish({ reason: undefined }), wish({ uri: 1 }), wish({ path: ['year'] }), [], { }]) {
        await assert.rejects(client.request('policyRecords/ignore', odd), (error: { code: number }) => error.code === -32602, JSON.stringify(odd));
      }
    });

    it('leaves the reason to be written where the client does not ask, and is not offered where it could not be made', async () => {
      const client = await begun();
      const last = (await actionsAt(client, 'year-mismatch')).at(-1);
      assert.equal(last?.title, 'Ignore in this project, once you have written the reason (year-mismatch)');
      apply(await editOf(client, last));
      await told(client, 'policy-records.json', 1);
      assert.deepEqual(await pulled(client), loud, 'without a reason it has no effect');
      assert.equal(warnings(client).length, 1, 'and the reader is told so');
      put('policy-records.json', readFileSync(path('policy-records.json'), 'utf8').replace('"reason": ""', '"reason": "Checked"'));
      await told(client, 'policy-records.json', 2);
      assert.deepEqual(await pulled(client), ['unknown-term', 'score-out-of-range']);
      client.open('untitled:Untitled-1', faulty);
      const at = { textDocument: { uri: 'untitled:Untitled-1' }, range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }, context: { diagnostics: [] } };
      assert.deepEqual((await client.request<lsp.CodeAction[]>('textDocument/codeAction', at)).filter(isIgnore), []);
      const poor = await begun({});
      await poor.pushed(uriOf('zh/a.md'));
      assert.deepEqual((await poor.request<lsp.CodeAction[]>('textDocument/codeAction', { ...at, textDocument: { uri: uriOf('zh/a.md') } })).filter(isIgnore), []);
    });

    it('is not offered for what keeps a text from being read', async () => {
      const client = await begun(richClient, asking);
      client.change(uriOf('zh/a.md'), 2, { text: faulty.replace('"title": "甲",', '"title": "甲') });
      assert.deepEqual((await actionsAt(client, 'syntax-error')).filter(isIgnore), []);
    });
  });

  describe('of fixes that reach into other files', () => {
    const isOf = (change: unknown, uri: string): change is lsp.TextDocumentEdit => (change as Partial<lsp.TextDocumentEdit>).textDocument?.uri === uri;

    it('adds a word to the project file, which is made at the root of the repository', async () => {
      put('.git/HEAD', 'ref: refs/heads/main\n');
      put('policies/zh/a.md', faulty);
      const client = await begun();
      client.open(uriOf('policies/zh/a.md'), faulty);
      const action = (await actionsAt(client, 'unknown-term', 'policies/zh/a.md')).find(({ title }) => title.includes('vocabulary'));
      const edit = await editOf(client, action);
      assert.deepEqual((edit?.documentChanges?.[0] as lsp.CreateFile).uri, uriOf('policy-records.json'));
      apply(edit);
      await told(client, 'policy-records.json', 1);
      assert.deepEqual(await pulled(client, 'policies/zh/a.md'), ['year-mismatch', 'score-out-of-range']);
    });

    it('writes into the twin, under its version where it is open', async () => {
      const twin = faulty.replace('试点项目', 'Market').replace('现行', 'Active').replace('"id": "a"', '"id": "other"');
      put('en/a.md', twin);
      for (const open of [false, true]) {
        const client = await begun();
        if (open) client.open(uriOf('en/a.md'), `\n${twin}`.slice(1), 9);
        const found = (await client.diagnostics(uriOf('zh/a.md'))).filter(({ code }) => code === 'twin-disagrees');
        assert.ok(found.length > 0);
        const related = found.flatMap(({ relatedInformation = [] }) => relatedInformation).map(({ location }) => location);
        assert.ok(related.length > 0 && related.every(({ uri, range }) => uri === uriOf('en/a.md') && range.start.line > 0), JSON.stringify(related));
        const edits = await Promise.all((await actionsAt(client, 'twin-disagrees')).filter(({ title }) => !isTitleOfIgnore(title)).map(action => editOf(client, action)));
        const into = edits.flatMap(edit => edit?.documentChanges ?? []).filter(change => isOf(change, uriOf('en/a.md')));
        assert.ok(into.length > 0, JSON.stringify(edits));
        for (const { textDocument } of into) assert.equal(textDocument.version, open ? 9 : null);
        await client.stop();
      }
    });

    it('shows first where a migration moves which value, and says which other files a fix changes', async () => {
      put('zh/old.md', '---\ntitle: 旧\ncountry: 荷兰\nyear: 2024\nstatus: 现行\ncategory: 经济激励\npubDate: \'2024-03-01\'\npore_space_rights: 国家所有\nliability_transfer: 无\nco2_definition: 无\nplr_index: 3\n---\n\n正文\n');
      put('en/a.md', faulty.replace('试点项目', 'Market').replace('现行', 'Active'));
      const client = await begun();
      client.open(uriOf('zh/old.md'), readFileSync(new URL(uriOf('zh/old.md')), 'utf8'));
      const [migrate] = await actionsAt(client, 'legacy-layout', 'zh/old.md');
      const [told] = Object.values((await editOf(client, migrate))?.changeAnnotations ?? {});
      assert.equal(told?.label, migrate?.title);
      assert.match(told?.description ?? '', /pore_space_rights → regulatory\.pore_space_rights/);
      // VS Code would tick none of the changes it asks to confirm, and then apply nothing.
      assert.equal(told?.needsConfirmation, false);
      const score = (await actionsAt(client, 'score-out-of-range')).find(({ isPreferred }) => isPreferred);
      const edit = await editOf(client, score);
      assert.deepEqual(Object.values(edit?.changeAnnotations ?? {}), [{ label: score?.title, needsConfirmation: false }]);
      apply(edit);
      assert.match(readFileSync(new URL(uriOf('en/a.md')), 'utf8'), /"score": 100\b/);
    });

    it('makes the twin of a record, for a client that can', async () => {
      put('en/b.md', faulty.replace('"id": "a"', '"id": "b"').replace('试点项目', 'Market').replace('现行', 'Active'));
      const client = await begun();
      const creating = async (each: Client) => {
        const edits = await Promise.all((await actionsAt(each, 'missing-twin')).filter(({ title }) => !isTitleOfIgnore(title)).map(action => editOf(each, action)));
        return edits.flatMap(edit => edit?.documentChanges ?? []).filter(change => 'kind' in change && change.kind === 'create') as lsp.CreateFile[];
      };
      assert.deepEqual((await creating(client)).map(({ uri }) => uri), [uriOf('en/a.md')]);
      const { resourceOperations: _, ...edit } = richClient.workspace!.workspaceEdit!;
      const poor = await begun({ ...richClient, workspace: { ...richClient.workspace, workspaceEdit: { ...edit, resourceOperations: ['rename'] } } });
      assert.deepEqual(await creating(poor), []);
    });
  });

  it('does not wait for ever for a project file, and takes it up when it comes', async () => {
    const worker = launchWorker();
    try {
      const uri = 'vscode-vfs://github/a/b/zh/a.md';
      const file = 'vscode-vfs://github/a/b/policy-records.json';
      let answered: (text: string) => void = () => undefined;
      let refreshed: () => void = () => undefined;
      worker.connection.onRequest('policyRecords/list', () => [uri]);
      worker.connection.onRequest('policyRecords/read', (params: { uri: string }) => params.uri === uri ? faulty : params.uri === file ? new Promise<string>(resolve => { answered = resolve; }) : null);
      worker.connection.onRequest('workspace/diagnostic/refresh', () => { refreshed(); return null; });
      worker.connection.listen();
      await worker.connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } }, workspaceFolders: [{ uri: 'vscode-vfs://github/a/b', name: 'b' }] });
      await worker.connection.sendNotification('initialized', {});
      await worker.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'markdown', version: 1, text: faulty } });
      const pull = async () => rulesOf((await worker.connection.sendRequest<lsp.FullDocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } })).items);
      const before = Date.now();
      assert.deepEqual(await pull(), loud);
      const waited = Date.now() - before;
      assert.ok(waited > 2000 && waited < 5000, String(waited));
      const refresh = new Promise<void>(resolve => { refreshed = resolve; });
      answered(project(ignore('year-mismatch')));
      await refresh;
      assert.deepEqual(await pull(), ['unknown-term', 'score-out-of-range']);
    } finally {
      await worker.stop();
    }
  });

  it('points at the field of another file that a finding speaks of, as the editor has it', async () => {
    put('zh/b.md', faulty);
    const client = await begun();
    const place = async () => (await client.diagnostics(uriOf('zh/a.md'))).find(({ code }) => code === 'duplicate-id')?.relatedInformation?.map(({ location: { uri, range } }) => [uri, range.start.line, range.start.character]);
    assert.deepEqual(await place(), [[uriOf('zh/b.md'), 2, 8]]);
    client.open(uriOf('zh/b.md'), faulty.replace('{\n', '{\n\n\n'));
    assert.deepEqual(await place(), [[uriOf('zh/b.md'), 4, 8]]);
  });

  it('says in a hover why a rule asks, where its finding is', async () => {
    const client = await begun();
    const { range } = (await client.diagnostics(uriOf('zh/a.md'))).find(({ code }) => code === 'score-out-of-range')!;
    const hover = async (position: lsp.Position) => ((await client.request<lsp.Hover | null>('textDocument/hover', { textDocument: { uri: uriOf('zh/a.md') }, position }))?.contents as lsp.MarkupContent | undefined)?.value ?? '';
    assert.match(await hover(range.start), /\(score-out-of-range\)/);
    assert.ok(!(await hover({ line: 2, character: 4 })).includes('score-out-of-range'));
  });
});
