import assert from 'node:assert/strict';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL, fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { disk, decode, kindOf, markdownBelow, readResult, type Reading } from '../server/doors/disk.ts';
import { nameOf, naming } from '../server/doors/places.ts';
import { replaceFile } from '../server/doors/replace.ts';
import { parseRecord } from '../server/syntax/parse.ts';

/** Rights mean nothing to the superuser. */
const isRoot = process.getuid?.() === 0;

describe('files', () => {
  it('have the names that they would have by themselves', () => {
    const name = fc.oneof(fc.constantFrom('a.md', 'a-b_c.1.md', 'a b.md', 'é.md', '碳.md', '%41.md', '#a.md', 'a?.md', 'a&b+c~d@e.md', '-', 'x'), fc.string({ minLength: 1 }).filter(each => !/[\0/\\]/.test(each) && !/^\.+$/.test(each)));
    const path = fc.tuple(fc.array(fc.constantFrom('lib', 'zh', 'a b', '碳'), { maxLength: 3 }), name).map(([folders, file]) => join('/', ...folders, file));
    fc.assert(fc.property(fc.array(path, { maxLength: 12 }), fc.constantFrom('/', '/lib', '/lib/zh', '/elsewhere/deep'), (paths, cwd) => {
      const namesOf = naming(cwd);
      for (const each of paths) assert.deepEqual(namesOf(each), { uri: pathToFileURL(each).href, shown: nameOf(each, cwd) });
    }), { numRuns: 500 });
  });
});

describe('the disk', () => {
  let folder: string;
  const put = (name: string, content: string | Uint8Array = '---\n---\n') => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const names = async (below = '') => (await markdownBelow(join(folder, below))).map(path => relative(folder, path));
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'disk ')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  describe('lists', () => {
    it('Markdown by either ending, sorted, at any depth', async () => {
      for (const name of ['b.md', 'a.markdown', 'c.MD', 'd.mdx', 'e.txt', 'md', 'zh/深/x.md', 'zh/a.md']) put(name);
      assert.deepEqual(await names(), ['a.markdown', 'b.md', 'c.MD', 'zh/a.md', 'zh/深/x.md']);
    });

    it('nothing in node_modules and folders with a dot, but a file with a dot', async () => {
      for (const name of ['node_modules/a/x.md', '.git/x.md', 'a/.hidden/x.md', 'a/node_modules/x.md', '.x.md']) put(name);
      assert.deepEqual(await names(), ['.x.md']);
    });

    it('nothing that the repository leaves out, by the nearest pattern that says so', async () => {
      for (const name of ['a.md', 'drafts/b.md', 'drafts/keep.md', 'zh/old.md', 'zh/new.md', 'out/deep/x.md', 'sub/out/y.md']) put(name);
      put('.git/HEAD', '');
      put('.gitignore', 'drafts/*\n!drafts/keep.md\n/out/\n*.tmp\nold.md\n');
      put('zh/.gitignore', '!old.md\nnew.md\n');
      assert.deepEqual(await names(), ['a.md', 'drafts/keep.md', 'sub/out/y.md', 'zh/old.md']);
      assert.deepEqual(await names('out'), ['out/deep/x.md']);
      const leftOut = async (name: string) => { const { href } = pathToFileURL(join(folder, name)); return (await disk().leavesOut?.([href]))?.has(href); };
      for (const name of ['drafts/b.md', 'zh/new.md', 'out/deep/x.md']) assert.equal(await leftOut(name), true, name);
      for (const name of ['a.md', 'drafts/keep.md', 'zh/old.md', 'sub/out/y.md', 'not/there.md']) assert.equal(await leftOut(name), false, name);
    });

    it('each real file once, in spite of links and loops, and nothing outside', async () => {
      put('in/a.md');
      put('in/sub/b.md');
      put('out/secret.md');
      const link = (to: string, at: string) => symlinkSync(join(folder, to), join(folder, at));
      link('in', 'in/sub/loop');
      link('in/sub', 'in/again');
      link('in/a.md', 'in/twice.md');
      link('out', 'in/outside');
      link('out/secret.md', 'in/secret.md');
      link('nowhere', 'in/broken.md');
      link('in/self.md', 'in/self.md');
      assert.deepEqual(await names('in'), ['in/a.md', 'in/sub/b.md']);
    });

    it('a folder that is named like a file, and one that is not there', async () => {
      put('folder.md/x.md');
      assert.deepEqual(await names(), ['folder.md/x.md']);
      assert.deepEqual(await names('gone'), []);
      assert.deepEqual(await names('folder.md/x.md'), []);
    });

    it('past a folder without permission, and says so', async function () {
      if (isRoot) this.skip();
      put('closed/a.md');
      put('open/b.md');
      chmodSync(join(folder, 'closed'), 0);
      const closed: string[] = [];
      const found = await markdownBelow(folder, path => closed.push(path));
      chmodSync(join(folder, 'closed'), 0o755);
      assert.deepEqual([found, closed], [[join(folder, 'open/b.md')], [join(folder, 'closed')]]);
    });

    it('what is left while files come and go', async () => {
      for (let i = 0; i < 200; i++) put(`f${i}/x.md`);
      put('stays/x.md');
      const listing = markdownBelow(folder);
      for (let i = 0; i < 200; i++) rmSync(join(folder, `f${i}`), { recursive: true });
      assert.ok((await listing).includes(join(folder, 'stays/x.md')));
      assert.deepEqual(await names(), ['stays/x.md']);
    });
  });

  describe('reads', () => {
    it('UTF-8 and keeps the byte order mark and the line ends', async () => {
      for (const text of ['', '---\nid: a\n---\n', '\uFEFF---\r\ntitle: 碳\r\n---\r\n', 'a\rb\u2028c😀']) {
        assert.deepEqual(await readResult(put('a.md', text)), { kind: 'text', text });
      }
    });

    it('nothing else, and says what it looks like', async () => {
      const gbk = Uint8Array.from([0x2d, 0x2d, 0x2d, 0x0a, 0xcc, 0xbc, 0xb2, 0xb6, 0xbc, 0xaf, 0x0a]);
      const guessed = (reading: Reading) => reading.kind === 'not-utf8' ? reading.guess ?? 'nothing' : reading.kind;
      assert.equal(guessed(await readResult(put('gbk.md', gbk))), 'GB18030');
      assert.equal(guessed(decode(Buffer.from('\uFEFF碳捕集', 'utf16le'))), 'UTF-16');
      assert.equal(guessed(decode(Uint8Array.from([0x2d, 0xff, 0xfe, 0x00]))), 'nothing');
      assert.equal(guessed(decode(Buffer.from('碳捕集').subarray(0, 8))), 'nothing');
    });

    it('any text as it is, and bytes of any kind as a strict decoder does', () => {
      const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
      const strictly = (bytes: Uint8Array): string | undefined => { try { return strict.decode(bytes); } catch { return undefined; } };
      const textIn = (bytes: Uint8Array): string | undefined => { const reading = decode(bytes); return reading.kind === 'text' ? reading.text : undefined; };
      fc.assert(fc.property(fc.string({ unit: 'binary' }), text => { assert.equal(textIn(Buffer.from(text)), Buffer.from(text).toString()); }));
      // A part of a larger store, as small buffers of Node are.
      fc.assert(fc.property(fc.uint8Array({ maxLength: 12 }), bytes => { assert.equal(textIn(Uint8Array.from([200, ...bytes, 200]).subarray(1, -1)), strictly(bytes)); }), { numRuns: 2000 });
      for (const text of ['', 'a', '\uFEFF', '\uFEFFa', 'é', '碳', '😀', '\0', 'a\r\n碳😀é'.repeat(5000)]) assert.equal(textIn(Buffer.from(text)), text);
    });

    it('of what is not UTF-8 all that can be read, a mark in place of each character that is lost', () => {
      assert.deepEqual(decode(Buffer.from('\uFEFF碳捕集').subarray(0, 11)), { kind: 'not-utf8', guess: undefined, text: '\uFEFF碳捕\ufffd' });
      const latin = decode(Buffer.from('Stratégie énergétique à long terme', 'latin1'));
      assert.deepEqual(latin, { kind: 'not-utf8', guess: undefined, text: 'Strat\ufffdgie \ufffdnerg\ufffdtique \ufffd long terme' });
    });

    it('and guesses what the rule guesses that is told of the text', () => {
      const gbk = Buffer.concat([Buffer.from('---\nstatus: x\nanalysis: {}\ntitle: '), Uint8Array.from([0xb6, 0xfe, 0xd1, 0xf5, 0xbb, 0xaf, 0xcc, 0xbc, 0xb7, 0xe2, 0xb4, 0xe6]), Buffer.from('\n---\n')]);
      const reading = decode(gbk);
      assert.ok(reading.kind === 'not-utf8' && reading.guess === 'GB18030');
      assert.deepEqual(parseRecord('file:///zh/a.md', reading.text)?.problems.map(({ kind }) => kind), ['not-utf8']);
    });

    it('says why there is no text', async function () {
      assert.deepEqual(await readResult(join(folder, 'gone.md')), { kind: 'missing' });
      assert.deepEqual(await readResult(join(put('a.md'), 'x.md')), { kind: 'missing' });
      assert.deepEqual(await readResult(folder), { kind: 'folder' });
      symlinkSync('loop.md', join(folder, 'loop.md'));
      assert.deepEqual(await readResult(join(folder, 'loop.md')), { kind: 'denied' });
      assert.equal(await kindOf(join(folder, 'loop.md')), 'missing');
      assert.equal(await kindOf(folder), 'folder');
      if (isRoot) return;
      chmodSync(put('closed.md'), 0);
      assert.deepEqual(await readResult(join(folder, 'closed.md')), { kind: 'denied' });
    });
  });

  it('tells which of many files may have changed since a time, by their contents or their place', async () => {
    const uris = Array.from({ length: 450 }, (_, i) => pathToFileURL(put(`${i}.md`)).href);
    const changed = async (later: number) => [...await disk().changedSince?.(uris, new Date(Date.now() + later)) ?? assert.fail()].map(uri => uris.indexOf(uri));
    assert.deepEqual(await changed(0), uris.map((_, i) => i), 'what has just been written may have been written since');
    assert.deepEqual(await changed(60_000), []);
    const long = new Date(Date.now() + 120_000);
    utimesSync(join(folder, '7.md'), long, long);
    rmSync(join(folder, '440.md'));
    assert.deepEqual(await changed(60_000), [7, 440]);
    // A file that took another's place is as old as it was elsewhere, and came just now.
    const old = new Date(0);
    utimesSync(join(folder, '8.md'), old, old);
    assert.ok((await changed(0)).includes(8));
  });

  it('is a host of file uris only', async () => {
    const host = disk();
    const path = put('zh/政策 #1%.md', '\uFEFF---\n---\n');
    const uris = await host.list(pathToFileURL(folder).href);
    assert.deepEqual(uris, [pathToFileURL(path).href]);
    assert.equal(fileURLToPath(uris[0]!), path);
    assert.equal(await host.read(uris[0]!), '\uFEFF---\n---\n');
    assert.equal(await host.read(pathToFileURL(folder).href), undefined);
    for (const uri of ['untitled:Untitled-1', 'https://example.org/a.md', 'file:///a%2Fb.md', 'not a uri', '']) {
      assert.equal(await host.read(uri), undefined, uri);
      assert.deepEqual(await host.list(uri), [], uri);
    }
    assert.ok(Math.abs(host.now().getTime() - Date.now()) < 1000);
  });

  describe('replaces a file', () => {
    it('as a whole, with its mode, and leaves nothing behind', () => {
      const path = put('a.md', 'old');
      chmodSync(path, 0o640);
      assert.equal(replaceFile(path, 'old', '\uFEFFnew\r\n'), 'written');
      assert.equal(readFileSync(path, 'utf8'), '\uFEFFnew\r\n');
      assert.equal(statSync(path).mode & 0o777, 0o640);
      assert.deepEqual(readdirSync(folder), ['a.md']);
    });

    it('through a link, which stays one', () => {
      const path = put('a.md', 'old');
      symlinkSync(path, join(folder, 'link.md'));
      assert.equal(replaceFile(join(folder, 'link.md'), 'old', 'new'), 'written');
      assert.ok(lstatSync(join(folder, 'link.md')).isSymbolicLink());
      assert.equal(readFileSync(path, 'utf8'), 'new');
    });

    it('not when it holds something else by now, is gone, or may not be written', function () {
      const path = put('a.md', 'changed meanwhile');
      assert.equal(replaceFile(path, 'old', 'new'), 'changed');
      assert.equal(replaceFile(join(folder, 'gone.md'), 'old', 'new'), 'denied');
      assert.equal(readFileSync(path, 'utf8'), 'changed meanwhile');
      if (!isRoot) {
        chmodSync(path, 0o444);
        assert.equal(replaceFile(path, 'changed meanwhile', 'new'), 'denied');
      }
      assert.deepEqual(readdirSync(folder), ['a.md']);
    });
  });
});
