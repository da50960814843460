import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createMessageConnection, ProgressType, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { createConnection } from 'vscode-languageserver/node';
import type * as lsp from 'vscode-languageserver-protocol';
import { serve } from '../server/lsp/server.ts';
import { richClient } from './lsp-client.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

type Files = ReadonlyMap<string, string>;

/** A record in each notation: LF, CR LF with an emoji, and a byte order mark. */
interface Said { readonly score: number; readonly status: string; readonly supersedes: readonly string[]; readonly supersededBy: string }
const evidence = '第四条规定排放单位每年提交核查报告，并由第三方核查。';
const notations: readonly ((id: string, said: Said) => string)[] = [
  (id, { score, status, ...evolution }) => `---\n${JSON.stringify({ id, title: `办法 ${id}`, category: '市场机制', country: '中国', status, year: 2024, pubDate: '2024-03-05', analysis: { mrv: { score, label: '明确要求', evidence } }, evolution }, undefined, 2)}\n---\n\n正文。\n`,
  (id, { score, status, supersedes, supersededBy }) => `---\r\n{ 'id': '${id}', 'title': '办法 ${id}😀', 'category': '市场机制', 'country': '中国', 'status': '${status}', 'year': 2024, 'pubDate': '2024-03-05', 'analysis': { 'mrv': { 'score': ${score}, 'label': '明确要求', 'evidence': '${evidence}' } }, 'evolution': { 'supersedes': [${supersedes.map(each => `'${each}'`).join()}], 'supersededBy': '${supersededBy}' } }\r\n---\r\n\r\n正文。\r\n`,
  (id, { score, status, supersedes, supersededBy }) => `\uFEFF---\nid: ${id}\ntitle: 办法 ${id}\ncategory: 市场机制\ncountry: 中国\nstatus: ${status}\nyear: 2024\npubDate: 2024-03-05\nanalysis:\n  mrv: { score: ${score}, label: 明确要求, evidence: ${evidence} }\nevolution:\n  supersedes: [${supersedes.join()}]\n  supersededBy: '${supersededBy}'\n---\n\n正文。\n`,
];
const uriOf = (i: number) => `file:///lib/policies/zh/${i % 2 === 0 ? '' : '%E6%97%A7%20%E7%9A%84/'}x-${i}.md`;

/** A library of two dates: what stays, what is another text, and what only one of them has. */
function dates(): { readonly before: Files; readonly after: Files } {
  const [before, after] = [new Map<string, string>(), new Map<string, string>()];
  for (let i = 0; i < 200; i++) {
    // What supersedes a record that is there on the first date alone stays as it is, and is found to name nothing on the second.
    const older = i % 44 === 43 ? [`x-${i + 1}`] : [];
    const said: Said = { score: 85, status: i % 44 === 0 ? '已废止' : '现行', supersedes: older, supersededBy: i % 44 === 0 ? `x-${i - 1}` : '' };
    const text = (more: Partial<Said>) => notations[i % notations.length]?.(`x-${i}`, { ...said, ...more }) ?? '';
    if (i % 13 !== 0) before.set(uriOf(i), text({}));
    if (i % 11 !== 0) after.set(uriOf(i), text([{ score: 90 }, { score: 850 }, { supersedes: [`gone-${i}`] }, {}][i % 4] ?? {}));
  }
  return { before, after };
}

/** A server in this process over files that can become others, with a count of what it asks for. */
async function session(files: { now: Files }) {
  const asked = { reads: [] as string[], lists: 0, leavesOut: 0 };
  const [up, down] = [new PassThrough(), new PassThrough()];
  serve(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)), {
    read: async uri => {
      // What is held by nothing is gone soon, as it would be in a session that has other things to do.
      if (asked.reads.push(uri) % 40 === 0) collectGarbage();
      await new Promise(resolve => setImmediate(resolve));
      return files.now.get(uri);
    },
    list: folder => { asked.lists++; return Promise.resolve([...files.now.keys()].filter(uri => uri.startsWith(folder) && uri.endsWith('.md')).sort()); },
    leavesOut: uris => { asked.leavesOut++; return Promise.resolve(new Set(uris.filter(uri => uri.includes('/left-out/')))); },
    now: () => new Date(),
  }, undefined);
  const client = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const heard: string[] = [];
  client.onNotification(method => { heard.push(method); });
  client.onRequest((method, params) => { heard.push(method); return method === 'workspace/configuration' ? (params as unknown as lsp.ConfigurationParams).items.map(() => null) : null; });
  const reports: lsp.WorkspaceDocumentDiagnosticReport[] = [];
  client.onProgress(new ProgressType<lsp.WorkspaceDiagnosticReportPartialResult>(), 'parts', ({ items }) => { reports.push(...items); });
  client.listen();
  await client.sendRequest('initialize', { processId: null, rootUri: null, capabilities: richClient, workspaceFolders: [{ uri: 'file:///lib', name: 'lib' }] });
  await client.sendNotification('initialized', {});
  void client.sendRequest('workspace/diagnostic', { previousResultIds: [], partialResultToken: 'parts' }).catch(() => undefined);
  const state = () => found(reports);
  const quiet = async (least: number) => {
    // On a busy machine more than half a second can lie between two reports.
    for (let n = -1, still = 0, tries = 0; still < 3 || n < least; tries++) {
      assert.ok(tries < 120, `${reports.length} of ${least} reports came`);
      still = n === reports.length ? still + 1 : 0;
      n = reports.length;
      await new Promise(resolve => { setTimeout(resolve, 500); });
    }
  };
  const pull = async (uri: string) => JSON.stringify((await client.sendRequest<lsp.FullDocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } })).items);
  return { client, asked, heard, reports, state, quiet, pull, end: async () => { await client.sendRequest('shutdown'); client.dispose(); } };
}

/** What is told of each file that has findings, as it was told last. */
function found(reports: readonly lsp.WorkspaceDocumentDiagnosticReport[]): ReadonlyMap<string, string> {
  const last = new Map(reports.flatMap(report => report.kind === 'full' ? [[report.uri, JSON.stringify(report.items)] as const] : []));
  return new Map([...last].filter(([, items]) => items !== '[]').sort(([a], [b]) => a < b ? -1 : 1));
}
const recordsIn = (files: Files): readonly string[] => [...files.keys()].filter(uri => uri.endsWith('.md'));

/** The names that come more than once. */
const repeated = (names: readonly string[]): readonly string[] => [...new Set(names.filter((name, i) => names.indexOf(name) < i))];

describe('a checkout of another date', function () {
  this.timeout(120_000);

  /** Goes from one date to another with `more` events beside those of the records, holds what is told then against what a fresh session is told, and gives what was asked and told on the way. */
  const goes = async (from: Files, to: Files, more: readonly lsp.FileEvent[]) => {
    const files = { now: from };
    const { client, asked, heard, reports, state, quiet, pull, end } = await session(files);
    const open = uriOf(5);
    await quiet(recordsIn(from).length);
    await client.sendNotification('textDocument/didOpen', { textDocument: { uri: open, languageId: 'markdown', version: 1, text: from.get(open) } });
    await pull(open);
    await quiet(0);
    for (const list of [asked.reads, heard, reports]) list.splice(0);
    Object.assign(asked, { lists: 0, leavesOut: 0 });
    const changed = recordsIn(new Map([...from, ...to])).filter(uri => from.get(uri) !== to.get(uri));
    files.now = to;
    const events = changed.flatMap((uri): readonly lsp.FileEvent[] => to.has(uri) ? [{ uri, type: 1 }, { uri, type: 2 }] : [{ uri, type: 3 }]);
    await client.sendNotification('workspace/didChangeWatchedFiles', { changes: [...more, ...events] });
    await client.sendNotification('textDocument/didChange', { textDocument: { uri: open, version: 2 }, contentChanges: [{ text: to.get(open) }] });
    await quiet(changed.length / 3);
    const [told, reads, parts, messages] = [state(), [...asked.reads], [...reports], [...heard]];
    const fresh = await session({ now: to });
    await fresh.quiet(recordsIn(to).length);
    const wanted = fresh.state();
    assert.ok(wanted.size > 20);
    for (const { uri } of parts) assert.equal(told.get(uri), wanted.get(uri), uri);
    assert.equal(await pull(open), wanted.get(open) ?? '[]');
    const { items } = await client.sendRequest<lsp.WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
    assert.deepEqual(found(items), wanted, 'the whole of it, as it is told to who comes only now');
    await end();
    await fresh.end();
    return { asked, changed, events, reads, parts, messages };
  };

  it('with 1,000 events in one batch reads each file once, tells of it once, and tells what is right', async () => {
    const { before, after } = dates();
    const noise = Array.from({ length: 780 }, (_, i): lsp.FileEvent => ({ uri: [`file:///lib/.git/objects/${i}`, `file:///lib/img/${i}.png`, `file:///lib/left-out/${i}.md`][i % 3] ?? '', type: i % 2 === 0 ? 1 : 2 }));
    for (const [from, to] of [[before, after], [after, before]] as const) {
      const { asked, changed, events, reads, parts, messages } = await goes(from, to, noise);
      assert.ok(changed.length > 120 && events.length + noise.length >= 1000, `${changed.length} files`);
      assert.deepEqual([repeated(reads), changed.filter(uri => to.has(uri) && !reads.includes(uri)), reads.filter(uri => !to.has(uri))], [[], [], []]);
      assert.deepEqual([asked.lists, asked.leavesOut], [0, 1]);
      assert.deepEqual(repeated(parts.map(({ uri }) => uri)), []);
      assert.ok([43, 87, 131, 175].every(i => parts.some(({ uri }) => uri === uriOf(i))), 'what names a record that came or went');
      assert.deepEqual(messages.filter(method => method === 'window/logMessage' || method === 'workspace/diagnostic/refresh'), [], 'who has changed a document asks again by itself');
    }
  });

  it('that takes a folder and the project file along tells of each file once, too', async () => {
    const { before, after } = dates();
    const project = 'file:///lib/policies/policy-records.json';
    const levels = '{ "rules": { "score-out-of-range": "off" } }\n';
    const others = new Map([...before].map(([uri, text]) => [uri.replace('/policies/', '/older/'), text]));
    const [one, two] = [new Map([...before, ...others]), new Map([...after, [project, levels]])];
    for (const [from, to] of [[one, two], [two, one]] as const) {
      const { parts, messages } = await goes(from, to, [{ uri: project, type: to.has(project) ? 1 : 3 }, ...to.has(project) ? [{ uri: 'file:///lib/older', type: 3 as const }] : []]);
      assert.deepEqual(repeated(parts.map(({ uri }) => uri)), []);
      assert.deepEqual(messages.filter(method => method === 'window/logMessage'), []);
    }
  });
});
