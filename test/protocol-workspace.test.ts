import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource, ProgressType } from 'vscode-jsonrpc/node';
import type * as lsp from 'vscode-languageserver-protocol';
import { canonical } from '../server/lsp/uri.ts';
import { richClient, type Client } from './lsp-client.ts';
import { sessions } from './sessions.ts';
import { needs, shared } from './shared.ts';
import { markdownBelow } from './syntax/library.ts';

const names = ['en/intl-ccs-plus-framework.md', 'en/intl-paris-art-6-4-ccs.md', 'zh/intl-ccs-plus-framework.md', 'zh/intl-paris-art-6-4-ccs.md'];
const [first = '', second = ''] = names;
const seeds = join(__dirname, '../seeds');

/** What a client has been told of the files of its workspace so far, part by part. */
interface Told {
  readonly reports: readonly lsp.WorkspaceDocumentDiagnosticReport[];
  /** The rules of the findings of each file as they were told last, by uri. */
  /** When the last part came, in milliseconds. */
  lastAt(): number;
  state(): ReadonlyMap<string, readonly string[]>;
  ids(): lsp.PreviousResultId[];
  /** Waits until the last report of a file is as wanted. */
  until(uri: string, is: (rules: readonly string[]) => boolean): Promise<void>;
  /** Waits until nothing has come for a while. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
}

const wait = (milliseconds: number) => new Promise<void>(resolve => { setTimeout(resolve, milliseconds); });
const partial = new ProgressType<lsp.WorkspaceDiagnosticReportPartialResult>();
let lastToken = 0;
/** How much slower than a machine of its own the tests may be: others run beside them. */
const patience = 8;

/** Pulls the workspace as VS Code does: with a token for parts, until it is stopped. */
function pullAll(client: Client, previousResultIds: readonly lsp.PreviousResultId[] = []): Told {
  const reports: lsp.WorkspaceDocumentDiagnosticReport[] = [];
  let lastAt = 0;
  const state = new Map<string, readonly string[]>();
  const ids = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
  let waiting = () => undefined as void;
  const take = (items: readonly lsp.WorkspaceDocumentDiagnosticReport[]) => {
    if (items.length > 0) lastAt = Date.now();
    for (const report of items) {
      reports.push(report);
      if (report.kind === 'full') state.set(report.uri, report.items.map(({ code }) => String(code)));
      if (report.resultId === undefined) ids.delete(report.uri); else ids.set(report.uri, report.resultId);
    }
    waiting();
  };
  const partialResultToken = `parts ${++lastToken}`;
  const source = new CancellationTokenSource();
  const listening = client.connection.onProgress(partial, partialResultToken, ({ items }) => take(items));
  const answered = client.request<lsp.WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds, partialResultToken }, source.token).then(({ items }) => take(items), () => undefined);
  return {
    reports, lastAt: () => lastAt, state: () => state, ids: () => [...ids].map(([uri, value]) => ({ uri, value })),
    until: async (uri, is) => {
      const late = Date.now() + 8000;
      while (!state.has(uri) || !is(state.get(uri) ?? [])) {
        if (Date.now() > late) throw new Error(`${uri} was never as wanted: ${String(state.get(uri))}`);
        await Promise.race([new Promise<void>(resolve => { waiting = resolve; }), wait(200)]);
      }
    },
    quiet: async () => { for (let n = -1; n !== reports.length;) { n = reports.length; await wait(600); } },
    stop: async () => { source.cancel(); await answered; listening.dispose(); },
  };
}

describe('the diagnostics of the workspace', function () {
  this.timeout(60_000);
  const its = sessions();
  const { textOf, put, spawned } = its;
  const uriOf = (name: string) => canonical(its.uriOf(name));
  const begun = async (capabilities: lsp.ClientCapabilities = richClient, params: Partial<lsp.InitializeParams> = {}, settings?: (item: lsp.ConfigurationItem) => unknown) => {
    const client = spawned(settings);
    await client.start(capabilities, { workspaceFolders: [{ uri: pathToFileURL(its.folder).href, name: 'library' }], ...params });
    return client;
  };
  const happened = (client: Client, ...changes: readonly (readonly [string, lsp.FileChangeType])[]) =>
    client.notify('workspace/didChangeWatchedFiles', { changes: changes.map(([name, type]) => ({ uri: uriOf(name), type })) });
  const pushedTo = (client: Client) => client.heard.flatMap(({ method, params }) => method === 'textDocument/publishDiagnostics' ? [params as lsp.PublishDiagnosticsParams] : []);

  it('are those of each file when it is opened, with versions where it is open', async () => {
    const client = await begun();
    client.open(uriOf(first), textOf(first), 7);
    const told = pullAll(client);
    await told.quiet();
    assert.deepEqual(told.reports.map(({ uri, version, kind }) => [uri, version, kind]), names.map(name => [uriOf(name), name === first ? 7 : null, 'full']));
    for (const name of names.slice(1)) client.open(uriOf(name), textOf(name));
    for (const [i, name] of names.entries()) {
      const report = told.reports[i];
      assert.deepEqual(report?.kind === 'full' && report.items, await client.diagnostics(uriOf(name)), name);
    }
    await told.stop();
  });

  it('are told once, and then only what changes, while the request stays open', async () => {
    const client = await begun();
    const told = pullAll(client);
    await told.quiet();
    assert.equal(told.reports.length, 4);
    // Narrative of a closed file: only that file is told of, as nobody else is found differently.
    put(first, `${textOf(first)}\nOne more sentence.\n`);
    happened(client, [first, 2]);
    await told.quiet();
    assert.equal(told.reports.length, 4, 'what is found is the same');
    put(first, textOf(first).replace(/"score": \d+/, '"score": 850'));
    happened(client, [first, 2]);
    await told.until(uriOf(first), rules => rules.includes('score-out-of-range'));
    await told.quiet();
    assert.deepEqual(new Set(told.reports.slice(4).map(({ uri }) => uri.replace(/^.*\//, ''))), new Set([first.replace(/^.*\//, '')]), 'and its twin, which now says something else');
    await told.stop();
    const again = pullAll(client, told.ids());
    await again.quiet();
    assert.deepEqual(again.reports.map(({ kind, resultId }) => [kind, resultId]), told.ids().map(({ value }) => ['unchanged', value]));
    await again.stop();
    // A client that takes no parts is answered at once, also where nothing is new.
    const { items } = await client.request<lsp.WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: told.ids().slice(1) });
    assert.deepEqual(items.map(({ kind }) => kind), ['full', 'unchanged', 'unchanged', 'unchanged']);
  });

  it('move in closed files while an id changes in an open one, and back when it is closed unsaved', async () => {
    put('zh/b.md', textOf('zh/intl-ccs-plus-framework.md').replace(/"id": "[^"]*"/, '"id": "b"').replace(/"supersedes": \[[^\]]*\]/, '"supersedes": ["a-law"]'));
    put('zh/a-law.md', textOf('zh/intl-ccs-plus-framework.md').replace(/"id": "[^"]*"/, '"id": "a-law"'));
    const client = await begun();
    const told = pullAll(client);
    await told.until(uriOf('zh/b.md'), rules => !rules.includes('broken-supersedes'));
    client.open(uriOf('zh/a-law.md'), textOf('zh/a-law.md').replace('"a-law"', '"a-lax"'));
    await told.until(uriOf('zh/b.md'), rules => rules.includes('broken-supersedes'));
    client.close(uriOf('zh/a-law.md'));
    await told.until(uriOf('zh/b.md'), rules => !rules.includes('broken-supersedes'));
    await told.stop();
  });

  it('keep what is found in a file that is closed, and are told of it anew', async () => {
    const client = await begun();
    const told = pullAll(client);
    await told.quiet();
    client.open(uriOf(first), textOf(first).replace(/"score": \d+/, '"score": 850'));
    assert.ok((await client.diagnostics(uriOf(first))).some(({ code }) => code === 'score-out-of-range'));
    await told.until(uriOf(first), rules => rules.includes('score-out-of-range'));
    const before = told.reports.length;
    client.close(uriOf(first));
    // VS Code pulls once more when a file is closed: what is on disk counts, not nothing.
    const last = await client.diagnostics(uriOf(first));
    assert.ok(last.length > 0 && last.every(({ code }) => code !== 'score-out-of-range'));
    await told.until(uriOf(first), rules => !rules.includes('score-out-of-range'));
    assert.ok(told.reports.slice(before).some(report => report.uri === uriOf(first) && report.kind === 'full'));
    await told.stop();
  });

  it('go with a file that is deleted while it is open and closed then', async () => {
    const client = await begun();
    const told = pullAll(client);
    client.open(uriOf(first), textOf(first));
    await told.until(uriOf(first), rules => rules.length > 0);
    await client.diagnostics(uriOf(first));
    rmSync(join(its.folder, first));
    happened(client, [first, 3]);
    await told.quiet();
    const before = told.reports.length;
    client.close(uriOf(first));
    await told.quiet();
    assert.deepEqual(told.reports.slice(before).filter(report => report.uri === uriOf(first)).map(report => report.kind === 'full' && report.items.length), [0]);
    await told.stop();
  });

  it('go with a file that is deleted, renamed or no record any more, and come with one that is created', async () => {
    const client = await begun();
    const told = pullAll(client);
    await told.quiet();
    rmSync(join(its.folder, first));
    renameSync(join(its.folder, second), join(its.folder, 'en/moved.md'));
    happened(client, [first, 3], [second, 3], ['en/moved.md', 1]);
    await told.until(uriOf('en/moved.md'), rules => rules.includes('id-not-file-name'));
    await told.until(uriOf(first), rules => rules.length === 0);
    await told.until(uriOf(second), rules => rules.length === 0);
    put('en/moved.md', '# A page\n');
    happened(client, ['en/moved.md', 2]);
    await told.until(uriOf('en/moved.md'), rules => rules.length === 0);
    assert.deepEqual(new Set(told.ids().map(({ uri }) => uri)), new Set(names.slice(2).map(uriOf)), 'of what is gone the client keeps no id');
    await told.stop();
  });

  it('ask the client to pull open files again only where something else is found in them', async () => {
    const client = await begun();
    client.open(uriOf(first), textOf(first));
    await client.diagnostics(uriOf(first));
    const told = pullAll(client);
    await told.quiet();
    const refreshes = () => client.heard.filter(({ method }) => method === 'workspace/diagnostic/refresh').length;
    const before = refreshes();
    put(second, textOf(second).replace(/"title": "[^"]*"/, '"title": "Another title"'));
    happened(client, [second, 2]);
    await told.quiet();
    assert.equal(refreshes(), before, 'no finding of the open file hangs on that');
    put('en/same.md', textOf(first));
    happened(client, ['en/same.md', 1]);
    await client.hear('workspace/diagnostic/refresh', undefined, client.heard.length - 1);
    assert.ok((await client.diagnostics(uriOf(first))).some(({ code }) => code === 'duplicate-id'));
    await told.stop();
  });

  it('are pushed to a client that does not pull, for closed files too, of the workspace only', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'outside-'));
    try {
      cpSync(seeds, outside, { recursive: true });
      const other = canonical(pathToFileURL(join(outside, first)).href);
      const client = await begun({});
      client.open(other, readFileSync(join(outside, first), 'utf8'));
      for (const name of names) assert.ok((await client.pushed(uriOf(name))).length > 0, name);
      await client.pushed(other);
      client.close(other);
      await client.pushed(other, all => all.length === 0);
      assert.deepEqual(new Set(pushedTo(client).map(({ uri }) => uri)), new Set([...names.map(uriOf), other]), 'the neighbours of a file outside are not told of');
      const from = client.heard.length;
      client.open(uriOf(first), textOf(first).replace(/"score": \d+/, '"score": 850'));
      await client.pushed(uriOf(first), all => all.some(({ code }) => code === 'score-out-of-range'), from);
      client.close(uriOf(first));
      await client.pushed(uriOf(first), all => all.length > 0 && all.every(({ code }) => code !== 'score-out-of-range'), from);
      client.notify('workspace/didChangeConfiguration', { settings: { policyRecords: { workspaceDiagnostics: false } } });
      for (const name of names) await client.pushed(uriOf(name), all => all.length === 0, from);
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });

  it('follow the globs of the settings, and a change of them', async () => {
    put('drafts/zh/c.md', textOf('zh/intl-ccs-plus-framework.md'));
    let settings: object = { exclude: ['drafts/**'] };
    const client = await begun(richClient, {}, () => settings);
    const told = pullAll(client);
    await told.quiet();
    assert.deepEqual([...told.state().keys()].filter(uri => (told.state().get(uri) ?? []).length > 0), names.map(uriOf));
    settings = { include: ['**/zh/*.md'] };
    client.notify('workspace/didChangeConfiguration', { settings: null });
    await told.until(uriOf('drafts/zh/c.md'), rules => rules.length > 0);
    await told.until(uriOf(first), rules => rules.length === 0);
    put('en/new.md', textOf(first));
    happened(client, ['en/new.md', 1]);
    await told.quiet();
    assert.equal(told.state().has(uriOf('en/new.md')), false);
    settings = { workspaceDiagnostics: false };
    client.notify('workspace/didChangeConfiguration', { settings: null });
    await told.quiet();
    assert.deepEqual([...told.state().values()].flat(), []);
    await told.stop();
  });

  it('count a folder within another once, and each by what is set for the inner one', async () => {
    const inner = pathToFileURL(join(its.folder, 'zh')).href;
    const client = await begun(richClient, { workspaceFolders: [{ uri: pathToFileURL(its.folder).href, name: 'outer' }, { uri: inner, name: 'inner' }] }, ({ scopeUri }) => scopeUri === inner ? { exclude: ['intl-paris*'] } : { exclude: ['zh/**'] });
    const told = pullAll(client);
    await told.quiet();
    assert.deepEqual(told.reports.filter(report => report.kind === 'full' && report.items.length > 0).map(({ uri }) => uri), names.slice(0, 3).map(uriOf));
    await told.stop();
  });

  it('are right soon after another date of the library is checked out by git', async function () {
    needs(this, 'git');
    const corpus = shared(this, 'corpus');
    rmSync(its.folder, { recursive: true, force: true });
    const git = (...args: readonly string[]) => execFileSync('git', ['-c', 'user.name=Li Wei', '-c', 'user.email=li@example.org', '-c', 'core.autocrlf=false', ...args], { cwd: its.folder, stdio: 'pipe' });
    mkdirSync(its.folder);
    git('init', '-q');
    const libraries = ['a', 'b', 'c'];
    const dates = ['2026-06-24-flow', '2026-07-22-flow'] as const;
    for (const date of dates) {
      for (const library of libraries) {
        rmSync(join(its.folder, library), { recursive: true, force: true });
        cpSync(join(corpus, date, 'policies'), join(its.folder, library), { recursive: true });
      }
      git('add', '-A');
      git('commit', '-q', '-m', date);
      git('tag', date);
    }
    const texts = () => new Map(markdownBelow(its.folder).map(({ file, text }) => [file.replaceAll('\\', '/'), text]));
    const client = await begun();
    const told = pullAll(client);
    const last = uriOf(`c/zh/${markdownBelow(join(its.folder, 'c/zh')).at(-1)?.file ?? ''}`);
    await told.until(last, () => true);
    await told.quiet();
    const before = texts();
    git('checkout', '-q', dates[0]);
    const after = texts();
    const changes = [...new Set([...before.keys(), ...after.keys()])].filter(file => before.get(file) !== after.get(file)).map(file => [file, after.has(file) ? before.has(file) ? 2 : 1 : 3] as const);
    assert.ok(changes.length > 100 && after.size > 260);
    const start = Date.now();
    happened(client, ...changes);
    while (told.lastAt() < start && Date.now() - start < 10_000) await wait(50);
    await told.quiet();
    const took = told.lastAt() - start;
    const fresh = await begun();
    const now = pullAll(fresh);
    await now.until(last, () => true);
    await now.quiet();
    const found = (state: ReadonlyMap<string, readonly string[]>) => [...state].filter(([, rules]) => rules.length > 0).sort(([a], [b]) => a < b ? -1 : 1);
    assert.deepEqual(found(told.state()), found(now.state()));
    assert.ok(found(now.state()).length > 50);
    console.log(`      ${changes.length} of ${after.size} files changed; the last report came ${took} ms later`);
    assert.ok(took > 0 && took < 1000 * patience, `the last report came ${took} ms later`);
    await Promise.all([told.stop(), now.stop()]);
  });
});
