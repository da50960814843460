import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { build, type Plugin } from 'esbuild';
import { threadsFor } from '../server/doors/crew.ts';
import { fromBrief, inBrief, packed, unpacked } from '../server/doors/packed.ts';
import { createPrinter } from '../server/doors/printer.ts';
import { createProgress } from '../server/doors/progress.ts';
import { isIn, numberOf } from '../server/doors/spread.ts';
import { bindingOf, sumOf, type Look } from '../server/doors/summary.ts';
import { recordKeyOf } from '../server/doors/twins.ts';
import { briefIn, faceOf, factsOf, keepable, sharedFields, sharedValuesIn, shortOf } from '../server/record/facts.ts';
import { printOf } from '../server/record/values.ts';
import { parseRecord } from '../server/syntax/parse.ts';
import { check } from './cli-check.ts';
import { shared } from './shared.ts';

const root = resolve(dirname(__filename), '..');
const seed = (language: string, id = 'intl-ccs-plus-framework') => readFileSync(join(root, 'seeds', language, `${id}.md`), 'utf8');

interface Ran { readonly code: number | null; readonly out: string; readonly err: string }
interface Report { readonly files: readonly { readonly path: string; readonly diagnostics: readonly object[] }[]; readonly summary: Readonly<Record<string, number>> }

describe('the command line over many records', function () {
  this.timeout(120_000);
  let cli: string;
  let folder: string;
  const put = (name: string, text: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  /** Twenty-four policies in two languages that name each other, with faults of all sorts, a facility, a note and a project file. */
  const library = () => {
    for (let i = 0; i < 24; i++) for (const language of ['zh', 'en']) {
      const id = `intl-no-${i}`;
      const text = seed(language).replaceAll('intl-ccs-plus-framework', id).replace('"supersedes": []', `"supersedes": ["intl-no-${(i * 7 + 1) % 26}"]`);
      const odd = [
        text, text.replace('"score": 95', '"score": 950'), text.replace('"year":', '"year"：'), text.replace(/\n/g, '\r\n'), `\ufeff${text}`,
        text.replace('"title": "', '"title": "😀'), text.replace(/"id": "[^"]+"/, '"id": "intl-no-1"'), text.slice(0, text.indexOf('"analysis"') + 60),
      ][(i + (language === 'en' ? i >> 3 : 0)) % 8] ?? text;
      put(`${language === 'zh' ? 'zh-CN' : language}/${id}.md`, odd);
    }
    put('zh-CN/facilities/1.md', '---\n{ "id": "1", "name": "厂", "relatedPolicies": ["intl-no-1"] }\n---\n');
    put('en/notes.md', '# Notes\n');
    put('en/gbk.md', Uint8Array.from([0x2d, 0x2d, 0x2d, 0x0a, 0xcc, 0xbc, 0xb2, 0xb6, 0xbc, 0xaf, 0x0a]));
    put('policy-records.json', JSON.stringify({ rules: { 'placeholder-evidence': 'error' }, ignore: [
      { rule: 'score-out-of-range', files: 'en/**', reason: 'so' }, { rule: 'score-out-of-range', files: 'zh-CN/intl-no-0.md', reason: 'so' }, { rule: 'verified-but-pending', files: 'en/intl-no-3.md', reason: 'so' },
    ] }));
  };

  const bundle = (outfile: string, plugins: Plugin[] = []) => build({
    entryPoints: [join(root, 'server/doors/cli.ts')], outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node20', mainFields: ['module', 'main'],
    define: { 'process.env.POLICY_RECORDS_VERSION': '"1.2.3"' }, logLevel: 'silent', plugins,
  });
  /** The program with one file of its doors changed. */
  const altered = async (door: string, change: (text: string) => string): Promise<string> => {
    const program = join(dirname(cli), 'altered.js');
    let isAltered = false;
    await bundle(program, [{ name: 'altered', setup: its => its.onLoad({ filter: new RegExp(`doors.${door}\\.ts$`) }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      isAltered = change(text) !== text;
      return { contents: change(text), loader: 'ts' };
    }) }]);
    assert.ok(isAltered);
    return program;
  };
  before(async () => {
    cli = join(mkdtempSync(join(tmpdir(), 'cli-')), 'cli.js');
    await bundle(cli);
  });
  after(() => rmSync(dirname(cli), { recursive: true, force: true }));
  beforeEach(() => { folder = realpathSync(mkdtempSync(join(tmpdir(), '政策 many '))); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function run(args: readonly string[], cwd = folder, program = cli): Ran {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'check', ...args], { cwd, env: { PATH: process.env['PATH'] ?? '', LANG: 'en_US.UTF-8' }, maxBuffer: 1 << 28 });
    return { code: status, out: stdout.toString('utf8').replace(/"elapsedMs":\d+/, ''), err: stderr.toString('utf8') };
  }

  describe('of which few stay at hand', () => {
    const changes = [
      ['none does', 'crew', 'const mostRecords = 2000;', 'const mostRecords = 0;'],
      ['all are asked by all rules once all are known', 'desk', 'const due = its ? dueOf(known, its, world) : known;', 'void its, dueOf, known; const due = rules;'],
    ] as const;
    for (const [name, door, now, then] of changes) {
      it(`writes the same where ${name} (needs ../shared)`, async function () {
        const corpus = shared(this, 'corpus/2026-07-22-flow');
        const program = await altered(door, text => text.replace(now, then));
        library();
        for (const place of [folder, corpus]) for (const threads of ['1', '2']) {
          const usual = run(['--threads', '1', '--no-cache'], place);
          assert.ok(usual.out.length > 3000 && usual.code === 1);
          assert.deepEqual(run(['--threads', threads, '--no-cache'], place, program), usual);
        }
      });
    }
  });

  describe('in several threads', () => {
    it('works in as many as bring something', () => {
      assert.deepEqual([1, 2, 4, 8, 64].map(processors => [1499, 1500, 14_999, 15_000].map(files => threadsFor(files, processors))), [[1, 1, 1, 1], [1, 1, 1, 2], [1, 2, 2, 4], [1, 4, 4, 8], [1, 8, 8, 8]]);
    });

    it('writes the same as in one, in each language and format', () => {
      library();
      for (const look of [['--locale', 'zh'], ['--locale', 'en', '--color'], ['--format', 'json'], ['--format', 'json', '--locale', 'zh', '--quiet'], ['zh-CN']]) {
        const alone = run(['--threads', '1', ...look]);
        assert.equal(alone.code, 1);
        assert.ok(alone.out.length > 3000);
        for (const threads of ['2', '5']) assert.ok(isDeepStrictEqual(run(['--threads', threads, ...look]), alone), look.join(' '));
      }
    });

    it('writes the same of real records (needs ../shared)', function () {
      const corpus = shared(this, 'corpus/2026-07-22-flow');
      const alone = run(['--threads', '1'], corpus);
      assert.ok(alone.out.length > 50_000 && alone.code === 1);
      assert.ok(isDeepStrictEqual(run(['--threads', '3'], corpus), alone));
    });

    it('writes the same of a folder without languages (needs ../shared)', function () {
      const policies = shared(this, 'corpus/2026-07-22-flow/policies/zh');
      for (const name of readdirSync(policies)) put(name, readFileSync(join(policies, name)));
      const alone = run(['--threads', '1']);
      assert.ok(alone.out.length > 20_000 && alone.code === 1);
      assert.ok(isDeepStrictEqual(run(['--threads', '2']), alone));
    });

    it('goes on alone where a thread dies', async () => {
      library();
      const alone = run(['--threads', '1']);
      for (const [sound, broken] of [['desk.read(place))', 'from > 0 ? process.exit(3) : desk.read(place))'], ['const sheet = place && desk.check(place);', 'if (from > 0) throw new Error("broken");\n$&']] as const) {
        const dying = await altered('hand', text => {
          assert.ok(text.includes(sound));
          return text.replace('batch = 100', 'batch = 5').replace(sound, () => broken.replace('$&', sound));
        });
        assert.deepEqual(run(['--threads', '2'], folder, dying), alone);
      }
    });

    it('goes on alone where no thread can be started', async () => {
      library();
      // In this process the code is no bundle, which a thread could run.
      assert.deepEqual({ ...await check(['--threads', '3'], { cwd: folder }), looked: [] }, { ...await check(['--threads', '1'], { cwd: folder }), looked: [] });
    });

    it('keeps both languages of a record together, however its folder is spelt', () => {
      for (const twin of ['file:///a/en/x.md', 'file:///a/zh-CN/x.md', 'file:///a/zh-Hans/X.md', 'file:///a/EN-us/x.md']) assert.equal(recordKeyOf(twin), recordKeyOf('file:///a/zh/x.md'), twin);
      for (const other of ['file:///a/zh/y.md', 'file:///b/zh/x.md', 'file:///a/x.md', 'file:///a/zh/en/x.md']) assert.notEqual(recordKeyOf(other), recordKeyOf('file:///a/zh/x.md'), other);
    });
  });

  describe('in shards', () => {
    const report = (args: readonly string[]) => JSON.parse(run(['--format', 'json', ...args]).out.replace(',}', '}')) as Report;

    it('reports each file once, and all together what one check reports', () => {
      library();
      const whole = report([]);
      assert.equal(whole.files.find(({ path }) => path === 'policy-records.json')?.diagnostics.length, 1);
      for (const [count, threads] of [[1, '1'], [2, '1'], [3, '2'], [8, '1']] as const) {
        const shards = Array.from({ length: count }, (_, i) => report(['--shard', `${i + 1}/${count}`, '--threads', threads]));
        const files = shards.flatMap(each => each.files);
        assert.deepEqual(files.sort((a, b) => a.path < b.path ? -1 : 1), whole.files);
        const sum = (name: string) => shards.reduce((total, { summary }) => total + (summary[name] ?? 0), 0);
        for (const name of Object.keys(whole.summary)) assert.equal(sum(name), whole.summary[name], `${name} of ${count}`);
        assert.ok(shards[0]?.files.some(({ path }) => path === 'policy-records.json'));
        if (count > 1) assert.ok(shards.every(each => each.files.length > 0 && each.files.length < whole.files.length));
      }
    });

    it('ends with 1 where its own records have errors', () => {
      for (const language of ['zh', 'en']) for (let i = 0; i < 6; i++) put(`${language}/intl-${i}.md`, seed(language).replaceAll('intl-ccs-plus-framework', `intl-${i}`));
      put('zh/intl-3.md', seed('zh').replaceAll('intl-ccs-plus-framework', 'intl-3').replace('"score": 95', '"score": 950'));
      const own = [1, 2, 3].find(index => isIn({ index, count: 3 }, 'zh/intl-3.md'));
      assert.deepEqual([1, 2, 3].map(index => run(['--shard', `${index}/3`]).code), [1, 2, 3].map(index => index === own ? 1 : 0));
    });

    it('spreads files evenly, and each stays where it is', () => {
      const shares = Array.from({ length: 8 }, (_, i) => Array.from({ length: 8000 }, (__, n) => `zh/cn-policy-${n}.md`).filter(name => isIn({ index: i + 1, count: 8 }, name)).length);
      assert.equal(shares.reduce((sum, each) => sum + each, 0), 8000);
      assert.ok(shares.every(each => each > 850 && each < 1150), shares.join(' '));
      assert.deepEqual(['', 'zh/a.md', '政策/😀.md'].map(numberOf), [447_806_413, 24_031_438, 4_193_615_205]);
    });

    it('is refused where it means nothing', () => {
      for (const shard of ['0/8', '9/8', 'a/b', '1', '1/', '/8', '1/0', '-1/8', '1.5/8', '1/8/2']) {
        const { code, out, err } = run([`--shard=${shard}`]);
        assert.deepEqual([code, out, err], [2, '', `policy-records: --shard is written like 1/8, the first of eight, not “${shard}”.\n`]);
      }
      assert.match(run(['--shard', '0/8', '--locale', 'zh']).err, /--shard 写作“第几份\/共几份”，例如 1\/8，而不是“0\/8”。/);
      assert.match(run(['--shard', '1/8', '--stdin']).err, /--shard divides files and does not go with --stdin\./);
      for (const threads of ['0', 'x', '-1', '100']) assert.match(run([`--threads=${threads}`]).err, /--threads takes a whole number from 1 to 99/);
      assert.match(run(['--no-cache', '--cache-location', 'x']).err, /does not go with --cache-location/);
    });
  });

  describe('shows how far it has come', () => {
    const drawn = (locale: 'zh' | 'en', times: readonly number[], isWatched = true) => {
      let [text, at] = ['', 0];
      const progress = createProgress(10_000, { isWatched, locale, err: more => { text += more; } }, () => times[at] ?? 0);
      progress.expect(10_000);
      for (; at < times.length; at++) progress.step();
      progress.clear();
      return text;
    };

    it('once it takes more than a second, ten times a second, and wipes it out', () => {
      assert.equal(drawn('en', [10, 500, 999]), '');
      const later = [...Array.from({ length: 8239 }, () => 0), 1000, 1050, 1099, 1100];
      assert.equal(drawn('en', later), '\r\u001b[KPolicy Records: 4,120 of 10,000\r\u001b[KPolicy Records: 4,121 of 10,000\r\u001b[K');
      assert.match(drawn('zh', later), /^\r\u001b\[KPolicy Records：已检查 4,120 个文件，共 10,000 个\r/);
    });

    it('to nobody where nobody looks', () => {
      assert.equal(drawn('en', [5000, 6000], false), '');
    });
  });

  describe('prints', () => {
    const look: Look = { format: 'json', locale: 'en', colour: false, width: 100, quiet: false };
    const part = (text: string) => ({ bytes: Buffer.from(text), counts: { ...sumOf([]), error: text.length }, ignored: [{ rule: 'score-out-of-range', path: [] }], isBroken: false });
    const print = (format: Look['format'], order: readonly number[], texts: readonly string[]) => {
      const written: string[] = [];
      const told: string[] = [];
      const printer = createPrinter(texts.map((_, i) => `${i}`), bindingOf({ ...look, format }), bytes => { written.push(Buffer.from(bytes).toString()); }, ({ path, length }) => { told.push(`${path} ${length}`); });
      for (const i of order) printer.put(`${i}`, part(texts[i] ?? ''));
      printer.put('unknown', part('never'));
      const text = written.join('');
      const sum = printer.end();
      return { text, told, sum, after: written.join('') };
    };

    it('in order, whatever comes first, without gaps for what says nothing', () => {
      for (const order of [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [0, 0, 1, 2, 1, 3]]) {
        assert.equal(print('pretty', order, ['', 'a\n', '', '政\n']).after, 'a\n\n政\n');
        assert.deepEqual(print('pretty', order, ['', 'a\n', '', '政\n']).told, ['0 0', '1 2', '2 0', '3 4']);
        assert.equal(print('json', order, ['{}', '{}', '{}', '{}']).after, '{"version":1,"files":[{},{},{},{}');
      }
      assert.equal(print('json', [2], ['{}', '{}', '{}']).after, '{"version":1,"files":[{}');
      assert.equal(print('pretty', [], []).after, '');
      assert.deepEqual(print('pretty', [1, 0], ['a\n', '', '政策\n']).sum, { counts: { ...sumOf([]), error: 2 }, ignored: 2, isEmpty: false });
      assert.deepEqual(print('pretty', [0, 1], ['', '']).sum, { counts: sumOf([]), ignored: 2, isEmpty: true });
    });

    it('as soon as it can, in large pieces', () => {
      const big = 'x'.repeat(300_000);
      assert.equal(print('pretty', [1], [big, big]).text, '');
      assert.equal(print('pretty', [0], [big, big]).text.length, 300_000);
      assert.equal(print('pretty', [0], ['small', big]).text, '');
    });
  });

  it('keeps a few values of a record and reads the others again, as if all were kept', () => {
    const atHand = ['year', 'pubDate', 'url', 'provenance', 'relatedFacilities'];
    for (const language of ['zh', 'en']) {
      const whole = seed(language);
      for (const text of [whole, whole.replace('"analysis"', '"analysed"'), whole.slice(0, whole.indexOf('"analysis"') + 60), whole.replace('"analysis"', '"relatedFacilities": ["1", 2, null], "analysis"')]) {
        const record = parseRecord(`file:///a/${language}/x.md`, text);
        assert.ok(record);
        const facts = factsOf(record);
        const asked: string[] = [];
        const read = (uri: string) => { asked.push(uri); return sharedValuesIn(record); };
        for (const short of [shortOf(facts, briefIn(facts), read), fromBrief(inBrief(facts, briefIn(facts)), read)]) {
          asked.length = 0;
          assert.deepEqual({ ...short, values: 0 }, { ...facts, values: 0 });
          const same = (field: string) => { assert.deepEqual([short.values.get(field), short.values.has(field)], [facts.values.get(field), facts.values.has(field)], field); };
          atHand.forEach(same);
          assert.deepEqual(asked, []);
          [...sharedFields, 'nothing', 'title'].forEach(same);
          assert.deepEqual(printOf(short.values), printOf(facts.values));
          assert.deepEqual([...new Set(asked)], [record.uri]);
        }
      }
    }
  });

  it('tells facts to other threads as they are', () => {
    const texts = ['zh', 'en'].flatMap(language => readdirSync(join(root, 'seeds', language)).map(name => ({ uri: `file:///library/${language}/${name}`, text: readFileSync(join(root, 'seeds', language, name), 'utf8') })));
    const flow = (body: string) => ({ uri: 'file:///library/zh/x.md', text: `---\n{'id': 'x', ${body}}\n---\n` });
    texts.push(flow("'year': .inf, 'pubDate': -0.0, 'provenance': {'__proto__': 1, 'a': null, 'b': [null, .nan, '😀']}"), flow("'analysis': {'mrv': {'score': 5}}, 'url': ''"), flow("'country': '中国', 'evolution': {'supersedes': ['a'"));
    for (const { uri, text } of texts) {
      const record = parseRecord(uri, text);
      assert.ok(record);
      const facts = factsOf(record);
      for (const each of [facts, faceOf(facts)]) assert.deepEqual(unpacked(packed(each)), keepable(each));
      assert.equal(packed(unpacked(packed(facts))), packed(facts));
    }
  });
});
