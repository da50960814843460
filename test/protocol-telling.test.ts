import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter, type MessageConnection } from 'vscode-jsonrpc/node';
import { createConnection } from 'vscode-languageserver/node';
import type * as lsp from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Host } from '../server/lsp/host.ts';
import { serve } from '../server/lsp/server.ts';
import { richClient, type Client } from './lsp-client.ts';
import { sessions } from './sessions.ts';

/** A client that is pushed to, and told for which version. */
const pushed: lsp.ClientCapabilities = { textDocument: { publishDiagnostics: { versionSupport: true } } };

const mrv = { score: 85, label: '明确要求', evidence: '第四条规定排放单位每年提交核查报告，并由第三方核查。' };
/** One record in each notation: LF, CR LF with an emoji, and a byte order mark. Nothing is found in what these tests change. */
const notations: Readonly<Record<string, (id: string, more?: string) => string>> = {
  JSON: (id, more = '') => `---\n{\n  "id": "${id}",\n  "title": "碳市场办法😀",\n  "category": "市场机制",\n  "country": "中国",\n  "status": "现行",\n  "year": 2024,\n  "pubDate": "2024-03-05",\n  "analysis": { "mrv": { "score": 85, "label": "${mrv.label}", "evidence": "${mrv.evidence}" } }${more && `,\n  "evolution": { "supersedes": ["${more}"] }`}\n}\n---\n\n正文。\n`,
  flow: (id, more = '') => `---\r\n{ 'id': '${id}', 'title': '碳市场办法😀', 'category': '市场机制', 'country': '中国', 'status': '现行', 'year': 2024, 'pubDate': '2024-03-05', 'analysis': { 'mrv': { 'score': 85, 'label': '${mrv.label}', 'evidence': '${mrv.evidence}' } }${more && `, 'evolution': { 'supersedes': ['${more}'] }`} }\r\n---\r\n\r\n正文。\r\n`,
  block: (id, more = '') => `\uFEFF---\nid: ${id}\ntitle: 碳市场办法😀\ncategory: 市场机制\ncountry: 中国\nstatus: 现行\nyear: 2024\npubDate: 2024-03-05\nanalysis:\n  mrv:\n    score: 85\n    label: ${mrv.label}\n    evidence: ${mrv.evidence}\n${more && `evolution:\n  supersedes:\n    - ${more}\n`}---\n\n正文。\n`,
};

/** A document as it stands in an editor, and what is done to it there. */
interface Editor {
  readonly uri: string;
  text(): string;
  version(): number;
  /** Puts a text in the place of some characters, from so many characters behind the first place where words stand. */
  put(words: string, shift: number, length: number, text: string): void;
  /** Several changes at once, each of a stretch of the text as the ones before it left it. */
  change(...changes: readonly (readonly [start: number, length: number, text: string])[]): void;
  /** Types behind words, key by key. */
  type(words: string, keys: string): void;
  /** Takes characters away before the end of words, key by key. */
  backspace(words: string, count: number): void;
}

describe('how findings are told', function () {
  this.timeout(20_000);
  const its = sessions(({ put }) => { for (const [name, text] of Object.entries(notations)) put(`zh/${name.toLowerCase()}.md`, text(name.toLowerCase())); });
  const { uriOf, textOf, put, spawned } = its;

  const begun = async (capabilities: lsp.ClientCapabilities = richClient, locale = 'en') => {
    const client = spawned();
    await client.start(capabilities, { locale, workspaceFolders: [{ uri: pathToFileURL(its.folder).href, name: 'library' }] });
    return client;
  };
  const edited = (client: Client, name: string, text = textOf(name)): Editor => {
    const uri = uriOf(name);
    let document = TextDocument.create(uri, 'markdown', 1, text);
    client.open(uri, text);
    const change: Editor['change'] = (...changes) => {
      const told = changes.map(([start, length, text]) => {
        const one = { range: { start: document.positionAt(start), end: document.positionAt(start + length) }, text };
        document = TextDocument.update(document, [one], document.version);
        return one;
      });
      document = TextDocument.update(document, [], document.version + 1);
      client.change(uri, document.version, ...told);
    };
    const put: Editor['put'] = (words, shift, length, text) => {
      const at = document.getText().indexOf(words);
      assert.ok(at >= 0, words);
      change([at + shift, length, text]);
    };
    return {
      uri, put, change, text: () => document.getText(), version: () => document.version,
      type: (words, keys) => { let before = words; for (const key of keys) { put(before, before.length, 0, key); before += key; } },
      backspace: (words, count) => { for (let i = 0; i < count; i++) put(words.slice(0, words.length - i), words.length - i - 1, 1, ''); },
    };
  };
  const codesOf = (diagnostics: readonly lsp.Diagnostic[]) => diagnostics.map(({ code }) => String(code));
  const versioned = (client: Client, { uri }: Editor) => client.heard.flatMap(({ method, params }) => {
    const about = params as lsp.PublishDiagnosticsParams;
    return method === 'textDocument/publishDiagnostics' && about.uri === uri && about.version !== undefined ? [{ version: about.version, codes: codesOf(about.diagnostics) }] : [];
  });

  /** Both ways of telling, each with what a client sees of a document: as soon as it can, and once the typing has paused. */
  const ways = [
    {
      way: 'pulled', capabilities: richClient,
      now: async (client: Client, { uri }: Editor) => codesOf(await client.diagnostics(uri)),
      later: async (client: Client, { uri }: Editor, from: number) => { await client.hear('workspace/diagnostic/refresh', undefined, from); return codesOf(await client.diagnostics(uri)); },
    },
    {
      way: 'pushed', capabilities: pushed,
      now: async (client: Client, editor: Editor) => {
        await client.hear<lsp.PublishDiagnosticsParams>('textDocument/publishDiagnostics', ({ uri, version }) => uri === editor.uri && version === editor.version());
        return versioned(client, editor).find(({ version }) => version === editor.version())?.codes ?? [];
      },
      later: async (client: Client, editor: Editor) => {
        await client.hear<lsp.PublishDiagnosticsParams>('textDocument/publishDiagnostics', ({ uri, version }) => uri === editor.uri && version === editor.version() && versioned(client, editor).filter(each => each.version === version).length > 1);
        return versioned(client, editor).at(-1)?.codes ?? [];
      },
    },
  ] as const;
  /** Waits until the library is known, so that what is told is told of the typing. */
  const ready = async (client: Client, editor: Editor) => {
    await client.diagnostics(editor.uri).catch(() => undefined);
    await client.hear<{ scanning: boolean }>('policyRecords/status', ({ scanning }) => !scanning);
  };

  for (const { way, capabilities, now, later } of ways) {
    describe(way, () => {
      for (const notation of Object.keys(notations)) {
        const name = `zh/${notation.toLowerCase()}.md`;
        const opened = async (text?: string, locale?: string) => {
          const client = await begun(capabilities, locale);
          const editor = edited(client, name, text);
          await ready(client, editor);
          return { client, editor };
        };

        it(`wait where a word is half typed, until the typing pauses: ${notation}`, async () => {
          const { client, editor } = await opened();
          const from = client.heard.length;
          editor.backspace('市场机制', 1);
          assert.ok(!(await now(client, editor)).includes('unknown-term'));
          assert.ok((await later(client, editor, from)).includes('unknown-term'));
          editor.type('市场机', '制');
          assert.ok(!(await now(client, editor)).includes('unknown-term'), 'what is mended is gone at once');
        });

        it(`stay where they were before one typed, and go at once: ${notation}`, async () => {
          const { client, editor } = await opened(textOf(name).replace('市场机制', '市场机x'));
          assert.ok((await now(client, editor)).includes('unknown-term'));
          editor.type('市场机x', 'y');
          assert.ok((await now(client, editor)).includes('unknown-term'));
          editor.backspace('市场机xy', 2);
          assert.ok((await now(client, editor)).includes('unknown-term'));
          editor.type('市场机', '制');
          assert.ok(!(await now(client, editor)).includes('unknown-term'));
          editor.type('市场机制', 'z');
          assert.ok(!(await now(client, editor)).includes('unknown-term'), 'what comes back is new');
        });

        it(`do not wait where typing on mends nothing: ${notation}`, async () => {
          const { client, editor } = await opened();
          editor.put('85', 2, 0, '0');
          assert.ok((await now(client, editor)).includes('score-out-of-range'));
          editor.put('850', 2, 1, '');
          assert.ok(!(await now(client, editor)).includes('score-out-of-range'));
          editor.put('2024-03-05', 10, 0, '5');
          assert.ok((await now(client, editor)).includes('invalid-date'));
          editor.type(notation.toLowerCase(), '0');
          assert.ok((await now(client, editor)).includes('id-not-file-name'));
        });

        it(`do not wait where something was pasted, chosen, formatted or typed in two places: ${notation}`, async () => {
          const { client, editor } = await opened();
          const whole = editor.text();
          const wrong = whole.replace('市场机制', '市场');
          const told = async (change: () => void) => {
            change();
            assert.ok((await now(client, editor)).includes('unknown-term'));
            editor.change([0, editor.text().length, whole]);
            assert.ok(!(await now(client, editor)).includes('unknown-term'));
          };
          await told(() => editor.change([0, whole.length, wrong]));
          await told(() => editor.put('市场机制', 0, 4, '一个很长的、没有人知道的机制'));
          const line = /^.*市场机制.*$/m.exec(whole);
          await told(() => editor.change([line?.index ?? 0, line?.[0].length ?? 0, `${line?.[0].replace('市场机制', '市场')}`]));
          await told(() => editor.change([whole.indexOf('市场机制'), 1, ''], [whole.indexOf('现行') - 1, 1, '']));
        });

        it(`wait no longer once one types elsewhere: ${notation}`, async () => {
          const { client, editor } = await opened();
          editor.backspace('市场机制', 1);
          assert.ok(!(await now(client, editor)).includes('unknown-term'));
          editor.type('碳市场办法', '的');
          assert.ok((await now(client, editor)).includes('unknown-term'));
          editor.type('市场机', 'x');
          assert.ok((await now(client, editor)).includes('unknown-term'), 'and stay when one comes back');
        });

        it(`wait after an undo as after any key: ${notation}`, async () => {
          const { client, editor } = await opened(textOf(name).replace('市场机制', '市场机'));
          editor.type('市场机', '制');
          assert.ok(!(await now(client, editor)).includes('unknown-term'));
          const from = client.heard.length;
          editor.put('市场机制', 3, 1, '');
          assert.ok(!(await now(client, editor)).includes('unknown-term'));
          assert.ok((await later(client, editor, from)).includes('unknown-term'));
        });
      }

      it('wait at an empty value and an open quote, also with an input method, in Chinese as in English', async () => {
        for (const locale of ['zh', 'en']) {
          const client = await begun(capabilities, locale);
          const editor = edited(client, 'zh/json.md');
          await ready(client, editor);
          const before = way === 'pulled' ? await now(client, editor) : versioned(client, editor).at(-1)?.codes ?? [];
          assert.ok(before.includes('duplicate-title'), before.join());
          editor.put('"市场机制"', 0, 6, '');
          // What judges a record as a whole is silent while it does not parse.
          const isNew = (code: string) => !before.includes(code);
          assert.deepEqual((await now(client, editor)).filter(isNew), []);
          for (const key of '"市场机制"') {
            editor.type(/"category": [^,]*/.exec(editor.text())?.[0] ?? '', key);
            assert.deepEqual((await now(client, editor)).filter(isNew), [], key);
          }
          assert.deepEqual(await now(client, editor), before);
          editor.put('现行', 0, 2, '');
          for (const [typed, shown] of [['', 's'], ['s', 'shi'], ['shi', 'shixian'], ['shixian', '现行']] as const) {
            editor.put(`"status": "${typed}`, 11, typed.length, shown);
            assert.deepEqual(await now(client, editor), before, shown);
          }
        }
      });

      it('show at once what an edit means elsewhere: in the same record and in others', async () => {
        put('zh/later.md', notations['flow']?.('later', 'block') ?? '');
        const client = await begun(capabilities);
        const [editor, other] = [edited(client, 'zh/block.md'), edited(client, 'zh/later.md')];
        await ready(client, editor);
        assert.ok(!(await now(client, other)).includes('broken-supersedes'));
        const from = client.heard.length;
        editor.backspace('id: block', 1);
        assert.ok(!(await now(client, editor)).includes('id-not-file-name'), 'it may still become the name of the file');
        if (way === 'pulled') await client.hear('workspace/diagnostic/refresh', undefined, from);
        else await client.pushed(other.uri, all => codesOf(all).includes('broken-supersedes'), from);
        assert.ok(!(await now(client, editor)).includes('id-not-file-name'));
        if (way === 'pulled') assert.ok((await now(client, other)).includes('broken-supersedes'));
        assert.ok((await later(client, editor, client.heard.length)).includes('id-not-file-name'));
      });

      it('can be mended while they wait, and are forgotten with their document', async () => {
        const client = await begun(capabilities);
        const editor = edited(client, 'zh/flow.md');
        await ready(client, editor);
        editor.backspace('市场机制', 1);
        const start = TextDocument.create('', '', 1, editor.text()).positionAt(editor.text().indexOf('市场机'));
        const actions = await client.request<lsp.CodeAction[]>('textDocument/codeAction', { textDocument: { uri: editor.uri }, range: { start, end: start }, context: { diagnostics: [] } });
        assert.ok(actions.some(({ title }) => title.includes('市场机制')), actions.map(({ title }) => title).join());
        assert.ok(!(await now(client, editor)).includes('unknown-term'));
        client.close(editor.uri);
        const from = client.heard.length;
        await new Promise(resolve => setTimeout(resolve, 1200));
        assert.ok(!client.heard.slice(from).some(({ params }) => JSON.stringify(params ?? null).includes('unknown-term')));
        client.open(editor.uri, editor.text(), 99);
        editor.type('碳市场办法', '的');
        assert.equal(await client.stop(), 0);
      });
    });
  }

  it('wait for no pause where a client cannot be told later', async () => {
    const client = await begun({ textDocument: { diagnostic: {} } });
    const editor = edited(client, 'zh/json.md');
    editor.backspace('市场机制', 1);
    assert.ok(codesOf(await client.diagnostics(editor.uri)).includes('unknown-term'));
  });

  it('are pushed for each version while one types, and once for what came at once', async () => {
    const client = await begun(pushed);
    const editor = edited(client, 'zh/json.md');
    await ready(client, editor);
    for (let key = 0; key < 24; key++) {
      if (key % 2 === 0) editor.change([editor.text().length, 0, ' ']); else editor.change([editor.text().length - 1, 1, '']);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    await ways[1].now(client, editor);
    const versions = new Set(versioned(client, editor).map(({ version }) => version));
    assert.ok(versions.size > 16, `${versions.size} versions were shown`);
    const before = versioned(client, editor).length;
    for (let key = 0; key < 400; key++) editor.change([editor.text().length, 0, '好']);
    await ways[1].now(client, editor);
    assert.ok(versioned(client, editor).length - before < 40, `${versioned(client, editor).length - before} of 400 were shown`);
    assert.equal(versioned(client, editor).at(-1)?.version, editor.version());
  });

  describe('when a day ends', () => {
    const tomorrow = '---\n{ "id": "a", "title": "碳市场办法", "category": "市场机制", "country": "中国", "status": "现行", "pubDate": "2026-11-21" }\n---\n\n正文。\n';
    const uri = 'file:///library/zh/a.md';
    const isFuture = (all: readonly lsp.Diagnostic[] | undefined) => codesOf(all ?? []).includes('future-date');

    it('are found anew at midnight, pushed', async () => {
      const clock = { moment: new Date(2026, 10, 20, 23, 59, 59, 900) };
      const client = await within({ now: () => clock.moment }, pushed);
      await client.open(uri, tomorrow);
      await until(() => isFuture(client.pushed()));
      clock.moment = new Date(2026, 10, 21, 0, 0, 0, 1);
      await until(() => !isFuture(client.pushed()));
      await client.sendRequest('shutdown');
      client.dispose();
    });

    it('are found anew after the machine slept, as soon as something is asked', async () => {
      const clock = { moment: new Date(2026, 10, 20, 12) };
      const client = await within({ now: () => clock.moment }, richClient);
      await client.open(uri, tomorrow);
      const pull = async () => (await client.sendRequest<lsp.FullDocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } })).items;
      assert.ok(isFuture(await pull()));
      const refreshes = () => client.heard.filter(({ method }) => method === 'workspace/diagnostic/refresh').length;
      const before = refreshes();
      clock.moment = new Date(2026, 10, 23, 8);
      await client.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: 1, character: 4 } });
      await until(() => refreshes() > before);
      assert.ok(!isFuture(await pull()));
      await client.sendRequest('shutdown');
      client.dispose();
    });
  });

  describe('while a large library is read', () => {
    const folder = 'file:///library';
    const referring = notations['JSON']?.('own', 'no-such-record').replace('85', '850') ?? '';
    /** A library of 1,200 records, of which the first 40 can be read until the rest is released, or of fewer. */
    const slow = (count = 1200) => {
      let release = () => undefined as void;
      const rest = new Promise<void>(resolve => { release = resolve; });
      const uris = Array.from({ length: count }, (_, i) => `${folder}/zh/r${i}.md`);
      const host: Partial<Host> = {
        list: () => Promise.resolve(uris),
        read: async uri => {
          const [, n] = /\/r(\d+)\.md$/.exec(uri) ?? [];
          if (n === undefined) return undefined;
          if (Number(n) >= 40) await rest;
          return notations['flow']?.(`r${n}`);
        },
      };
      return { host, release };
    };
    const progressive: lsp.ClientCapabilities = { ...richClient, window: { workDoneProgress: true } };
    const told = (client: Within) => client.heard.flatMap(({ method, params }) => method === '$/progress' ? [(params as { readonly value: unknown }).value as lsp.WorkDoneProgressBegin | lsp.WorkDoneProgressReport | lsp.WorkDoneProgressEnd] : []);
    const pull = async (client: Within, uri: string) => codesOf((await client.sendRequest<lsp.FullDocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } })).items);
    const statuses = (client: Within) => client.heard.flatMap(({ method, params }) => method === 'policyRecords/status' ? [params as { readonly scanning: boolean; readonly stopped?: boolean; readonly records: number }] : []);

    for (const [locale, message] of [['en', '40 of 1,200'], ['zh', '已读取 40 / 1,200 个文件']] as const) {
      it(`it is shown how far, once that takes a second: ${locale}`, async () => {
        const { host, release } = slow();
        const client = await within(host, progressive, folder, locale);
        await until(() => told(client).length > 0);
        assert.deepEqual(told(client)[0], { kind: 'begin', title: 'Policy Records', message, cancellable: true, percentage: 3 });
        await client.open(`${folder}/zh/own.md`, referring);
        const early = await pull(client, `${folder}/zh/own.md`);
        assert.ok(early.includes('score-out-of-range') && !early.includes('broken-supersedes'), 'what needs no other record is found meanwhile');
        release();
        await until(() => told(client).at(-1)?.kind === 'end');
        await until(() => client.heard.some(({ method }) => method === 'workspace/diagnostic/refresh'));
        assert.ok((await pull(client, `${folder}/zh/own.md`)).includes('broken-supersedes'));
        await client.sendRequest('shutdown');
        client.dispose();
      });
    }

    it('it can be stopped, and what is not known then is not judged', async () => {
      const { host, release } = slow();
      const client = await within(host, progressive, folder);
      await until(() => told(client).length > 0);
      const { token } = client.heard.find(({ method }) => method === 'window/workDoneProgress/create')?.params as lsp.WorkDoneProgressCreateParams;
      await client.sendNotification('window/workDoneProgress/cancel', { token });
      await until(() => told(client).at(-1)?.kind === 'end');
      await until(() => statuses(client).at(-1)?.stopped === true);
      assert.deepEqual(statuses(client).at(-1), { records: 40, others: 0, scanning: false, stopped: true });
      release();
      await client.open(`${folder}/zh/own.md`, referring);
      const found = await pull(client, `${folder}/zh/own.md`);
      assert.ok(found.includes('score-out-of-range') && !found.includes('broken-supersedes'));
      await client.sendRequest('shutdown');
      client.dispose();
    });

    it('nothing is shown to a client that cannot, nor where it is done sooner', async () => {
      const { host, release } = slow();
      const poor = await within(host, richClient, folder);
      const quick = await within(slow(40).host, progressive, folder);
      await new Promise(resolve => setTimeout(resolve, 1300));
      for (const client of [poor, quick]) assert.deepEqual(client.heard.filter(({ method }) => /rogress/.test(method)), []);
      release();
      for (const client of [poor, quick]) {
        await client.sendRequest('shutdown');
        client.dispose();
      }
    });
  });
});

describe('the reading of a library', () => {
  const folder = 'file:///library';
  const begun = async () => {
    const done: string[] = [];
    const connection = await within({
      read: async uri => { await new Promise(resolve => { setTimeout(resolve, 5); }); done.push(uri); return undefined; },
      list: () => { done.push('list'); return Promise.resolve([]); },
    }, { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } }, folder);
    return { done, connection };
  };

  it('waits until the file that was opened first is checked', async () => {
    const { done, connection } = await begun();
    const uri = `${folder}/zh/a.md`;
    await connection.open(uri, notations['JSON']?.('a') ?? '');
    await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
    await until(() => done.includes('list'));
    assert.ok(done.indexOf('list') > done.findIndex(each => each.endsWith('/policy-records.json')), done.join(' '));
    assert.notEqual(done[0], 'list');
    connection.dispose();
  });

  it('does not wait for long where none is opened', async () => {
    const { done, connection } = await begun();
    assert.equal(done.length, 0);
    await until(() => done.includes('list'));
    connection.dispose();
  });
});

/** A server in this process, with files and a clock of the test’s. */
interface Within extends MessageConnection { readonly heard: readonly { readonly method: string; readonly params: unknown }[]; pushed(): readonly lsp.Diagnostic[] | undefined; open(uri: string, text: string): Promise<void> }

async function within(host: Partial<Host>, capabilities: lsp.ClientCapabilities, folder: string | null = null, locale = 'en'): Promise<Within> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  serve(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)), { read: () => Promise.resolve(undefined), list: () => Promise.resolve([]), now: () => new Date(), ...host }, undefined);
  const connection = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const heard: { method: string; params: unknown }[] = [];
  connection.onNotification((method, params) => { heard.push({ method, params }); });
  connection.onRequest((method, params) => { heard.push({ method, params }); return null; });
  connection.onUnhandledProgress(params => { heard.push({ method: '$/progress', params }); });
  connection.listen();
  await connection.sendRequest('initialize', { processId: null, rootUri: folder, capabilities, locale });
  await connection.sendNotification('initialized', {});
  return Object.assign(connection, {
    heard,
    pushed: () => (heard.findLast(({ method }) => method === 'textDocument/publishDiagnostics')?.params as lsp.PublishDiagnosticsParams | undefined)?.diagnostics,
    open: (uri: string, text: string) => connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'markdown', version: 1, text } }),
  });
}

async function until(is: () => boolean): Promise<void> {
  for (let i = 0; !is(); i++) {
    assert.ok(i < 800, 'It never came');
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}
