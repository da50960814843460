import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { isAsBefore, stampOf, type Known } from '../server/doors/cache.ts';
import { bytesOf, hashOf } from '../server/doors/disk.ts';
import { draft, readSealed } from '../server/doors/sealed.ts';
import { check, type Run } from './cli-check.ts';

const root = resolve(dirname(__filename), '..');
const seed = (language: string, id = 'intl-ccs-plus-framework') => readFileSync(join(root, 'seeds', language, `${id}.md`), 'utf8');

describe('the cache of the command line', function () {
  this.timeout(60_000);
  let folder: string;
  let now: Date;

  const all = ['en/intl-ccs-plus-framework.md', 'en/intl-paris-art-6-4-ccs.md', 'zh/intl-ccs-plus-framework.md', 'zh/intl-paris-art-6-4-ccs.md'];
  const both = ['en/intl-ccs-plus-framework.md', 'zh/intl-ccs-plus-framework.md'];
  const own = 'zh/intl-ccs-plus-framework.md';
  const put = (name: string, text: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  const get = (name: string) => readFileSync(join(folder, name), 'utf8');
  const cache = () => join(folder, 'node_modules/.cache/policy-records');
  const answers = () => readdirSync(cache()).filter(name => name.startsWith('answer-'));
  const run = (args: readonly string[] = [], how: Partial<Run> = {}) => check(args, { cwd: folder, now, ...how });
  /** What a check finds with its cache is what it finds without, and these are the records it looked at for that. */
  const finds = async (looked: readonly string[], args: readonly string[] = [], how: Partial<Run> = {}) => {
    const without = args.filter(arg => arg !== '--cache-location' && arg !== 'kept/here');
    const [warm, cold] = [await run(args, how), await run([...without, '--no-cache'], how)];
    assert.deepEqual({ ...warm, looked: [] }, { ...cold, looked: [] });
    assert.deepEqual(warm.looked, looked);
    return warm;
  };

  beforeEach(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), '政策 cache ')));
    // Files that were written a moment ago are read again; this is a minute later.
    now = new Date(Date.now() + 60_000);
    for (const name of all) put(name, seed(name.slice(0, 2), name.slice(3, -3)));
    mkdirSync(join(folder, 'node_modules'));
    await finds(all);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('gives the answer once more where nothing has changed', async () => {
    const { code, out } = await finds([]);
    assert.equal(code, 1);
    assert.match(out, /broken-supersedes/);
    assert.match(out, /\n4 records, /);
  });

  it('stands where there are node_modules, above too but not beyond the repository, or where it is told; it makes none', async () => {
    assert.equal(answers().length, 1);
    await finds(all, ['zh', 'en']);
    assert.equal(answers().length, 2);
    assert.deepEqual((await run(['.'], { cwd: join(folder, 'zh') })).looked.map(path => path.replace(/.*\//, '')), ['intl-ccs-plus-framework.md', 'intl-paris-art-6-4-ccs.md']);
    assert.equal(answers().length, 3);
    mkdirSync(join(folder, 'zh/.git'));
    await run([], { cwd: join(folder, 'zh') });
    await run([], { cwd: join(folder, 'zh'), now: new Date(now.getTime() + 1000) });
    assert.equal(answers().length, 3);
    rmSync(join(folder, 'node_modules'), { recursive: true });
    await finds(all);
    assert.ok(!existsSync(join(folder, 'node_modules')));
    await finds(all, ['--cache-location', 'kept/here']);
    await finds([], ['--cache-location', 'kept/here']);
    assert.equal(readdirSync(join(folder, 'kept/here')).length, 2);
  });

  it('is neither read nor written with --no-cache, from standard input and by --fix', async () => {
    rmSync(cache(), { recursive: true });
    for (const args of [['--no-cache'], ['--stdin', '--stdin-filename', own], ['--fix'], ['--fix-dry-run']]) await run(args, { stdin: seed('zh') });
    assert.ok(!existsSync(cache()));
  });

  it('keeps eight answers', async () => {
    put('node_modules/.cache/policy-records/faces.1.tmp', '');
    put('node_modules/.cache/policy-records/faces.2.tmp', '');
    utimesSync(join(cache(), 'faces.1.tmp'), new Date(0), new Date(0));
    for (let width = 50; width < 60; width++) await run([], { width });
    assert.equal(answers().length, 8);
    assert.deepEqual(readdirSync(cache()).filter(name => !name.startsWith('answer-')), ['faces', 'faces.2.tmp']);
  });

  describe('is as good as none', () => {
    it('after an edit that others do not see, for which the record and its twin are checked', async () => {
      put(own, seed('zh').replace('"score": 95', '"score": 950'));
      assert.match((await finds(both)).out, /score-out-of-range/);
      await finds([]);
      put('en/intl-ccs-plus-framework.md', seed('en').replace('"score": 95', '"score": 93'));
      await finds(both);
      put(own, seed('zh'));
      put('en/intl-ccs-plus-framework.md', seed('en'));
      await finds(both);
      await finds([]);
    });

    it('after an edit that others see, for which all are', async () => {
      put(own, seed('zh').replace('"id": "intl-ccs-plus-framework"', '"id": "intl-paris-art-6-4-ccs"'));
      assert.match((await finds(all)).out, /duplicate-id/);
      await finds([]);
      put(own, `${seed('zh')}\n${'中文 '.repeat(40)}😀\n`);
      await finds(all);
    });

    it('after an edit of the same length whose time was set back', async () => {
      const { atime, mtime } = statSync(join(folder, own));
      put(own, get(own).replace('"score": 95', '"score": 94'));
      utimesSync(join(folder, own), atime, mtime);
      await finds(both);
    });

    it('after an edit in the moment of the check', async () => {
      now = new Date();
      rmSync(cache(), { recursive: true });
      await finds(all);
      put(own, get(own).replace('"score": 95', '"score": 94'));
      await finds(both);
    });

    it('when the clock goes back, and when it was wrong', async () => {
      const late = now;
      now = new Date(late.getTime() - 30_000);
      put(own, get(own).replace('"score": 95', '"score": 94'));
      utimesSync(join(folder, own), new Date(0), new Date(0));
      await finds(both);
      await finds([]);
      const future = new Date(late.getTime() + 9e9);
      put(own, seed('zh'));
      utimesSync(join(folder, own), future, future);
      await finds(both);
      await finds([]);
    });

    it('after a file was put in the place of another, or only touched', async () => {
      const { atime, mtime } = statSync(join(folder, own));
      put('draft.txt', get(own).replace('"score": 95', '"score": 94'));
      utimesSync(join(folder, 'draft.txt'), atime, mtime);
      renameSync(join(folder, 'draft.txt'), join(folder, own));
      await finds(both);
      for (const name of all) utimesSync(join(folder, name), new Date(1e12), new Date(1e12));
      await finds([]);
    });

    it('when files come, go and move', async () => {
      put('zh/intl-third.md', seed('zh').replaceAll('intl-ccs-plus-framework', 'intl-third'));
      await finds([...all, 'zh/intl-third.md'].sort());
      rmSync(join(folder, 'zh/intl-third.md'));
      await finds(all);
      put('zh/notes.md', '# Notes\n');
      assert.match((await finds([])).out, /1 other Markdown file left alone/);
      rmSync(join(folder, 'zh/notes.md'));
      await finds([]);
      renameSync(join(folder, 'zh'), join(folder, 'zh-CN'));
      await finds(all.map(name => name.replace('zh/', 'zh-CN/')));
      put('zh-CN/notes.md', seed('zh').replaceAll('intl-ccs-plus-framework', 'notes'));
      await finds([...all.map(name => name.replace('zh/', 'zh-CN/')), 'zh-CN/notes.md'].sort());
    });

    it('when a file becomes a record, stops being one, or is a facility that records name', async () => {
      put('zh/notes.md', '# Notes\n');
      await finds([]);
      put('zh/notes.md', seed('zh').replaceAll('intl-ccs-plus-framework', 'notes'));
      await finds([...all, 'zh/notes.md'].sort());
      put('zh/notes.md', '# Notes\n');
      await finds(all);
      const withFacility = [...all, 'facilities/zh/1.md'].sort();
      put('facilities/zh/1.md', '---\n{ "id": "1", "name": "厂", "relatedPolicies": [] }\n---\n');
      await finds(withFacility);
      put('facilities/zh/1.md', '---\n{ "id": "2", "name": "厂", "relatedPolicies": [] }\n---\n');
      await finds(withFacility);
    });

    it('when project files come, go and change, and on another day', async () => {
      put('policy-records.json', '{ "rules": { "placeholder-evidence": "error" } }');
      assert.match((await finds(all)).out, /error +placeholder-evidence/);
      await finds([]);
      put('policy-records.json', '{ "rules": { "placeholder-evidence": "off" } }');
      assert.doesNotMatch((await finds(all)).out, /placeholder-evidence/);
      put('zh/policy-records.json', '{}');
      await finds(all);
      rmSync(join(folder, 'zh/policy-records.json'));
      mkdirSync(join(folder, 'zh/.git'));
      put('zh/.git/HEAD', '');
      await finds(all);
      await finds([]);
      now = new Date(now.getTime() + 86_400_000);
      await finds(all);
    });

    it('in another language, format, width or colour, for errors only, and for other paths', async () => {
      for (const args of [['--locale', 'zh'], ['--format', 'json'], ['--quiet'], ['--color'], ['--shard', '1/1'], ['zh', 'en']]) {
        await finds(all, args);
        await finds([], args);
      }
      await finds(all, [], { width: 60 });
      await finds([], [], { width: 60 });
      await finds([]);
    });

    it('of another version, damaged, cut off, foreign, or where nothing can be written', async () => {
      await finds(all, [], { version: 'next' });
      const files = () => readdirSync(cache()).map(name => join(cache(), name));
      const damages: readonly ((bytes: Buffer) => Uint8Array)[] = [
        bytes => { bytes[100] = (bytes[100] ?? 0) ^ 1; return bytes; }, bytes => bytes.subarray(0, bytes.length >> 1), () => Buffer.alloc(0), () => Buffer.from('{ "version": 1 }\n'), bytes => Buffer.concat([bytes, bytes]),
      ];
      for (const damage of damages) {
        for (const file of files()) writeFileSync(file, damage(readFileSync(file)));
        await finds(all);
        await finds([]);
      }
      // Without what the others show, nothing can be said of a few.
      for (const file of files()) if (file.endsWith('faces')) rmSync(file);
      put(own, get(own).replace('"score": 95', '"score": 94'));
      await finds(all);
      rmSync(cache(), { recursive: true });
      writeFileSync(cache(), '');
      await finds(all);
      await finds(all);
      assert.ok(statSync(cache()).isFile());
    });

    it('after --fix', async () => {
      put(own, seed('zh').replace('"year":', '"year"：'));
      await finds(all);
      assert.match((await run(['--fix'])).out, /Applied 1 fix in 1 file/);
      await finds(all);
      await finds([]);
    });
  });

  describe('tells again', () => {
    it('of what could not be read and of mistakes in project files, and ends as before', async () => {
      put('zh/bad.md', Uint8Array.from([0xff, 0x80]));
      assert.match((await finds([])).err, /Not UTF-8: zh\/bad\.md/);
      assert.match((await finds([])).err, /Not UTF-8: zh\/bad\.md/);
      put('policy-records.json', '{ "rule": {} }');
      assert.equal((await finds(all)).code, 2);
      const { code, err } = await finds([]);
      assert.equal(code, 2);
      assert.match(err, /^Not UTF-8: zh\/bad\.md\npolicy-records\.json:1:3 /);
    });

    it('how many findings are ignored, and by which ignores none', async () => {
      const ignore = (files: string) => ({ rule: 'placeholder-evidence', files, reason: 'so' });
      put('policy-records.json', JSON.stringify({ ignore: [ignore('zh/**'), ignore('en/gone.md'), ignore('en/later.txt')] }));
      const { out } = await finds(all);
      assert.match(out, /2 findings are ignored/);
      assert.equal(out.match(/unused-ignore/g)?.length, 2);
      assert.equal((await finds([])).out.match(/unused-ignore/g)?.length, 2);
      put(own, get(own).replace('"score": 95', '"score": 94'));
      assert.equal((await finds(both)).out.match(/unused-ignore/g)?.length, 2);
      put('en/later.txt', '');
      assert.equal((await finds(all)).out.match(/unused-ignore/g)?.length, 1);
    });

    it('that there are too many warnings', async () => {
      const warnings = Number(/(\d+) warnings/.exec((await run()).out)?.[1]);
      assert.ok(warnings > 1);
      assert.doesNotMatch((await finds([], ['--max-warnings', `${warnings}`])).err, /allows/);
      assert.match((await finds([], ['--max-warnings', `${warnings - 1}`])).err, /There are \d+ warnings, and --max-warnings allows/);
    });
  });

  it('trusts the stamp of a file only where the file was left alone for two seconds before', () => {
    const path = join(folder, own);
    const stamp = stampOf(path);
    assert.ok(stamp);
    const known: Known = { path, kind: 'record', hash: 'of something else', stamp };
    const read: Known = { ...known, hash: hashOf(bytesOf(path)) };
    assert.deepEqual([1999, 2001].map(later => isAsBefore(known, stamp, stamp[2] + later)), [false, true]);
    assert.deepEqual([-1e9, 1999, 2001].map(later => isAsBefore(read, stamp, stamp[2] + later)), [true, true, true]);
    stamp.forEach((each, i) => {
      const other = stamp.map((one, at) => at === i ? each + 1 : one) as unknown as typeof stamp;
      assert.deepEqual([isAsBefore({ ...known, stamp: other }, stamp, stamp[2] + 9000), isAsBefore({ ...read, stamp: other }, stamp, stamp[2] + 9000)], [false, true]);
    });
    assert.equal(isAsBefore(read, undefined, stamp[2] + 9000), false);
  });

  it('writes a file as a whole or not at all', () => {
    const path = join(folder, 'sealed/file');
    const one = draft(path);
    one.write(Buffer.from('政策'));
    assert.equal(readSealed(path), undefined);
    one.seal();
    assert.equal(readSealed(path)?.toString(), '政策');
    const two = draft(path);
    two.write(Buffer.from('two'));
    two.drop();
    assert.deepEqual([readSealed(path)?.toString(), readdirSync(dirname(path))], ['政策', ['file']]);
    const nowhere = draft(join(path, 'below/a/file'));
    nowhere.write(Buffer.from('x'));
    nowhere.seal();
    assert.equal(readSealed(join(path, 'below/a/file')), undefined);
  });
});
