import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { wrapped } from '../server/doors/wrap.ts';
import { rules } from '../server/rules/index.ts';
import { loads } from './loads.ts';
import { needs, shared } from './shared.ts';

interface Ran { readonly code: number | null; readonly out: string; readonly err: string }
interface Options { readonly cwd?: string; readonly input?: string | Uint8Array; readonly env?: Readonly<Record<string, string>> }
interface Report {
  readonly version: number;
  readonly files: readonly { readonly path: string; readonly diagnostics: readonly Diagnostic[] }[];
  readonly summary: Readonly<Record<string, number>>;
}
interface Diagnostic {
  readonly rule: string; readonly severity: string; readonly message: string; readonly path: readonly (string | number)[];
  readonly range: { readonly start: { readonly line: number; readonly character: number }; readonly end: { readonly line: number; readonly character: number } };
  readonly fixes: readonly { readonly title: string; readonly safe: boolean }[];
}

const root = resolve(dirname(__filename), '..');
const seed = (language: string) => readFileSync(join(root, 'seeds', language, 'intl-ccs-plus-framework.md'), 'utf8');

/** A record that only lacks what the tests put in. */
const bad = (text: string, score: string | number = 950) => text.replace('"score": 95', `"score": ${score}`);

describe('the command line', function () {
  this.timeout(30_000);
  let cli: string;
  let folder: string;

  before(async () => {
    cli = join(mkdtempSync(join(tmpdir(), 'cli-')), 'cli.js');
    await build({
      entryPoints: [join(root, 'server/doors/cli.ts')], outfile: cli, bundle: true, platform: 'node', format: 'cjs', target: 'node20', mainFields: ['module', 'main'],
      define: { 'process.env.POLICY_RECORDS_VERSION': '"1.2.3"' }, logLevel: 'silent',
    });
  });
  after(() => rmSync(dirname(cli), { recursive: true, force: true }));
  beforeEach(() => { folder = realpathSync(mkdtempSync(join(tmpdir(), '政策 records '))); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const env = (more: Options['env'] = {}) => ({ PATH: process.env['PATH'] ?? '', LANG: 'en_US.UTF-8', ...more });
  function run(args: readonly string[], { cwd = folder, input = '', env: more }: Options = {}): Ran {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd, input, env: env(more), maxBuffer: 1 << 28 });
    return { code: status, out: stdout.toString('utf8'), err: stderr.toString('utf8') };
  }
  const put = (name: string, text: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  const get = (name: string) => readFileSync(join(folder, name), 'utf8');
  /** The seeds, without the one reference that leads nowhere. */
  const seeds = () => {
    for (const language of ['zh', 'en']) for (const name of readdirSync(join(root, 'seeds', language))) {
      put(`seeds/${language}/${name}`, readFileSync(join(root, 'seeds', language, name), 'utf8').replace('"clean-development-mechanism-legacy"', ''));
    }
  };
  const report = (args: readonly string[], options?: Options): Report => {
    const { out, err } = run(['check', '--format', 'json', ...args], options);
    assert.equal(err, '');
    assert.match(out, /^[^\n]+\n$/);
    return JSON.parse(out) as Report;
  };
  const paths = (made: Report) => made.files.map(file => file.path);
  const rulesIn = (made: Report) => made.files.flatMap(file => file.diagnostics.map(each => each.rule));

  it('finds exactly the known loads of the seeds', () => {
    const { files } = report(['seeds'], { cwd: root });
    assert.deepEqual(Object.fromEntries(files.map(({ path, diagnostics }) => [path, diagnostics.map(({ rule, range }) => `${rule} ${range.start.line + 1}`)])),
      Object.fromEntries(['en', 'zh'].flatMap(language => Object.entries(loads).map(([id, load]) => [`seeds/${language}/${id}.md`, load]))));
  });

  describe('exits', () => {
    it('with 0 where no record has an error', () => {
      seeds();
      const { code, out, err } = run(['check', 'seeds']);
      assert.deepEqual([code, err], [0, ''], out);
      assert.match(out, /4 records/);
    });

    it('with 1 where one has', () => {
      seeds();
      put('seeds/zh/intl-ccs-plus-framework.md', bad(seed('zh')));
      assert.equal(run(['check']).code, 1);
      assert.equal(run(['check', 'seeds/en']).code, 0);
    });

    it('with 0 where there is nothing to check', () => {
      const { code, out } = run(['check']);
      assert.deepEqual([code, out], [0, 'No policy records found.\n']);
    });

    it('with 2, a sentence and no report where the words make no sense', () => {
      const wrong: readonly (readonly [readonly string[], RegExp])[] = [
        [['check', '--fixx'], /There is no option “--fixx”; did you mean --fix\?/],
        [['check', '-z'], /There is no option “-z”/],
        [['chek'], /There is no command “chek”; did you mean check\?/],
        [['seeds/zh'], /to check it, write: policy-records check seeds\/zh/],
        [['check', '--format', 'xml'], /--format is pretty or json, not “xml”\./],
        [['check', '--format', '--fix'], /--format needs a value\./],
        [['check', '--format'], /--format needs a value\./],
        [['check', '--fix=yes'], /--fix takes no value\./],
        [['check', '--locale', 'fr'], /--locale is zh or en, not “fr”\./],
        [['check', '--max-warnings', '1.5'], /--max-warnings takes a whole number/],
        [['check', '--fix', '--fix-dry-run'], /use one of the two\./],
        [['check', '--fix-dry-run', '--format', 'json'], /prints a patch and does not go with --format json\./],
        [['check', '--stdin-filename', 'a.md'], /--stdin-filename goes with --stdin\./],
        [['check', '--stdin', 'a.md'], /takes no paths\./],
        [['check', ''], /A path is empty\./],
        [['explain', 'a', 'b'], /one rule at a time/],
        [['explain', '--fix'], /--fix is an option of check/],
        [['lsp'], /--stdio or --node-ipc/],
      ];
      for (const [args, message] of wrong) {
        const { code, out, err } = run(args);
        assert.deepEqual([code, out], [2, ''], args.join(' '));
        assert.match(err, message);
        assert.match(err, /^policy-records: [^\n]+\n$/);
        assert.match(run(args, { env: { LANG: 'zh_CN.UTF-8' } }).err, /\p{Script=Han}/u);
      }
    });

    it('with 2 where a path is not there or cannot be read, and then checks nothing', () => {
      seeds();
      put('gbk.md', Uint8Array.from([0x2d, 0x2d, 0x2d, 0x0a, 0xcc, 0xbc, 0xb2, 0xb6, 0xbc, 0xaf, 0x0a]));
      assert.deepEqual(run(['check', 'seeds', 'gone.md']), { code: 2, out: '', err: 'policy-records: No such file or folder: gone.md\n' });
      assert.deepEqual(run(['check', 'gbk.md']), { code: 2, out: '', err: 'policy-records: Not UTF-8; it looks like GB18030, so save it as UTF-8: gbk.md\n' });
      assert.deepEqual(run(['check', 'gbk.md', '--locale', 'zh', '--format', 'json']), { code: 2, out: '', err: 'policy-records: 不是 UTF-8 编码，看起来是 GB18030，请另存为 UTF-8：gbk.md\n' });
    });

    it('with 1 where there are more warnings than allowed', () => {
      seeds();
      put('seeds/zh/intl-ccs-plus-framework.md', seed('zh').replace('"技术规范"', '"技术规范。"'));
      const { warnings } = report(['seeds']).summary;
      assert.ok(warnings);
      assert.equal(run(['check', 'seeds', '--max-warnings', `${warnings}`]).code, 0);
      const { code, err } = run(['check', 'seeds', '--max-warnings', `${warnings - 1}`]);
      assert.equal(code, 1);
      assert.match(err, /--max-warnings allows/);
    });

    it('with 130 on an interrupt, and quietly when its reader leaves', async () => {
      const waiting = spawn(process.execPath, [cli, 'check', '--stdin'], { cwd: folder, env: env(), stdio: ['pipe', 'ignore', 'ignore'] });
      await new Promise(done => setTimeout(done, 2000));
      waiting.kill('SIGINT');
      assert.equal(await new Promise(done => waiting.on('exit', done)), 130);
      for (let i = 0; i < 300; i++) put(`zh/a${i}.md`, bad(seed('zh')));
      const piped = spawnSync('sh', ['-c', '"$0" "$1" check zh | head -n 1', process.execPath, cli], { cwd: folder, env: env() });
      assert.deepEqual([piped.stdout.toString(), piped.stderr.toString()], ['zh/a0.md\n', '']);
    });
  });

  describe('as JSON', () => {
    it('is one object with every record, its findings, and the counts', () => {
      seeds();
      put('seeds/zh/intl-ccs-plus-framework.md', bad(seed('zh'), '"碳😀", "score": 950'));
      put('seeds/README.md', '# Seeds\n');
      const made = report(['seeds']);
      assert.deepEqual(Object.keys(made), ['version', 'files', 'summary']);
      assert.equal(made.version, 1);
      assert.deepEqual(paths(made), ['en/intl-ccs-plus-framework', 'en/intl-paris-art-6-4-ccs', 'zh/intl-ccs-plus-framework', 'zh/intl-paris-art-6-4-ccs'].map(name => `seeds/${name}.md`));
      assert.deepEqual(Object.keys(made.summary), ['files', 'skipped', 'errors', 'warnings', 'informations', 'hints', 'ignored', 'elapsedMs']);
      const all = made.files.flatMap(file => file.diagnostics);
      for (const [key, severity] of [['errors', 'error'], ['warnings', 'warning'], ['informations', 'information'], ['hints', 'hint']] as const) {
        assert.equal(made.summary[key], all.filter(each => each.severity === severity).length, key);
      }
      assert.deepEqual([made.summary['files'], made.summary['skipped'], typeof made.summary['elapsedMs']], [4, 1, 'number']);
      for (const each of all) {
        assert.deepEqual(Object.keys(each), ['rule', 'severity', 'message', 'path', 'range', 'fixes']);
        for (const fix of each.fixes) assert.deepEqual(Object.keys(fix), ['title', 'safe']);
      }
    });

    it('says in detail what a large mending moves where', () => {
      put('zh/old.md', '---\ntitle: 旧\ncountry: 荷兰\nyear: 2024\nstatus: 现行\ncategory: 经济激励\npubDate: \'2024-03-01\'\npore_space_rights: 国家所有\nliability_transfer: 无\nco2_definition: 无\nplr_index: 3\n---\n\n正文\n');
      const [fix] = report(['zh']).files[0]?.diagnostics.find(each => each.rule === 'legacy-layout')?.fixes ?? [];
      assert.match(String((fix as { readonly detail?: string } | undefined)?.detail), /pore_space_rights → regulatory\.pore_space_rights/);
      assert.ok(!run(['check', 'zh']).out.includes('→'));
    });

    it('counts lines from 0 and characters in UTF-16', () => {
      put('zh/a.md', '\uFEFF---\r\n{ "title": "碳😀", "category": "技术规范", "status": "现行", "analysis": { "mrv": { "label": "😀", "score": 950 } } }\r\n---\r\n');
      const found = report(['zh']).files[0]?.diagnostics.find(each => each.rule === 'score-out-of-range');
      const character = '{ "title": "碳😀", "category": "技术规范", "status": "现行", "analysis": { "mrv": { "label": "😀", "score": '.length;
      assert.deepEqual(found, {
        rule: 'score-out-of-range', severity: 'error', message: 'A score must be an integer from 0 to 100, and this one is 950.', path: ['analysis', 'mrv', 'score'],
        range: { start: { line: 1, character }, end: { line: 1, character: character + 3 } }, fixes: [{ title: 'Set it to 100', safe: false }],
      });
    });

    it('is in one order however the paths are given, each record once', () => {
      seeds();
      const text = (made: Report) => JSON.stringify(made.files);
      const made = text(report(['seeds']));
      for (const args of [['.'], [], ['seeds/zh', 'seeds/en'], ['seeds/zh/intl-ccs-plus-framework.md', './seeds', join(folder, 'seeds')]]) assert.equal(text(report(args)), made);
      for (const { diagnostics } of report([]).files) {
        const keys = diagnostics.map(({ range: { start }, rule }) => `${String(start.line).padStart(6)}:${String(start.character).padStart(6)} ${rule}`);
        assert.deepEqual(keys, [...keys].sort());
      }
    });

    it('names files from the working folder', () => {
      seeds();
      assert.deepEqual(paths(report(['../zh/intl-ccs-plus-framework.md'], { cwd: join(folder, 'seeds/en') })), ['../zh/intl-ccs-plus-framework.md']);
      assert.deepEqual(paths(report(['.'], { cwd: join(folder, 'seeds/en') })), ['intl-ccs-plus-framework.md', 'intl-paris-art-6-4-ccs.md']);
    });

    it('lists errors only with --quiet, and counts all', () => {
      seeds();
      put('seeds/zh/intl-ccs-plus-framework.md', bad(seed('zh')));
      const [loud, quiet] = [report(['seeds']), report(['seeds', '--quiet'])];
      assert.ok(quiet.files.every(file => file.diagnostics.every(each => each.severity === 'error')));
      assert.deepEqual({ ...quiet.summary, elapsedMs: 0 }, { ...loud.summary, elapsedMs: 0 });
    });

    it('checks facilities with the rest, and only counts Markdown that is no record (needs ../shared)', function () {
      const facilities = shared(this, 'corpus/2026-07-22-flow/facilities/zh');
      seeds();
      const some = readdirSync(facilities).slice(0, 5);
      for (const name of some) cpSync(join(facilities, name), join(folder, 'facilities', name));
      const before = report([]);
      put('notes/a.md', '# Notes\n');
      put('notes/b.md', '---\ntags: [x]\n---\n');
      const made = report([]);
      assert.deepEqual([made.summary['skipped'], made.summary['records']], [2, before.summary['records']]);
      assert.deepEqual(paths(made).filter(path => !path.startsWith('seeds/')), some.map(name => `facilities/${name}`).sort());
    });

    it('says on the side which files below a folder are not UTF-8', () => {
      seeds();
      put('seeds/zh/bad.md', Uint8Array.from([0xff, 0x80]));
      const { code, out, err } = run(['check', '--format', 'json', 'seeds']);
      assert.deepEqual([code, err], [0, 'policy-records: Not UTF-8: seeds/zh/bad.md\n']);
      assert.equal((JSON.parse(out) as Report).summary['skipped'], 1);
    });

    it('reports a record that is not UTF-8 like any other error, and never writes it', () => {
      seeds();
      const misread = Buffer.concat([Buffer.from('---\n{\n"status": "",\n"category": "",\n"analysis": {},\n"title": "'), Uint8Array.from([0xb6, 0xfe, 0xd1, 0xf5, 0xbb, 0xaf, 0xcc, 0xbc, 0xb7, 0xe2, 0xb4, 0xe6]), Buffer.from('" }\n---\n')]);
      put('seeds/zh/misread.md', misread);
      const damaged = Buffer.from(seed('zh').replace('"year": ', '"interpretation": " 监测 ", "year": ').replace('CCS+', 'CC\xa0'), 'utf8');
      const at = damaged.indexOf(Buffer.from('CC\xa0'));
      damaged.fill(0xff, at + 2, at + 4);
      put('seeds/zh/intl-ccs-plus-framework.md', damaged);
      const { code, out, err } = run(['check', '--fix', '--format', 'json', 'seeds']);
      assert.deepEqual([code, err], [1, '']);
      const files = (JSON.parse(out) as Report).files;
      const found = (name: string) => files.find(({ path }) => path.endsWith(name))?.diagnostics.map(({ rule, severity, message }) => `${severity} ${rule} ${message}`) ?? [];
      assert.equal(found('misread.md').length, 1);
      assert.match(found('misread.md')[0]!, /^error not-utf8 .*GB18030/);
      assert.equal(found('zh/intl-ccs-plus-framework.md').filter(each => each.startsWith('error not-utf8 ')).length, 1);
      assert.ok(found('zh/intl-ccs-plus-framework.md').length > 1);
      assert.deepEqual([readFileSync(join(folder, 'seeds/zh/misread.md')), readFileSync(join(folder, 'seeds/zh/intl-ccs-plus-framework.md'))], [misread, damaged]);
      assert.equal(run(['check', 'seeds/zh/misread.md']).code, 1);
    });
  });

  describe('finds', () => {
    it('the siblings of a single file in a language folder, and reports only the file', function () {
      seeds();
      const link = (id: string) => seed('zh').replace(/"supersedes": \[\]/, `"supersedes": ["${id}"]`);
      put('seeds/zh/intl-ccs-plus-framework.md', link('intl-paris-art-6-4-ccs'));
      const file = 'seeds/zh/intl-ccs-plus-framework.md';
      assert.deepEqual(paths(report([file])), [file]);
      assert.ok(!rulesIn(report([file])).includes('broken-supersedes'));
      assert.deepEqual(report([file]).files[0], report(['seeds']).files.find(each => each.path === file));
      put(file, link('intl-no-such-thing'));
      assert.ok(rulesIn(report([file])).includes('broken-supersedes'));
    });

    it('each record once in a folder of links', () => {
      seeds();
      symlinkSync(join(folder, 'seeds'), join(folder, 'seeds/zh/loop'));
      symlinkSync('intl-ccs-plus-framework.md', join(folder, 'seeds/zh/again.md'));
      symlinkSync(join(folder, 'seeds'), join(folder, 'other'));
      assert.equal(report(['seeds']).summary['files'], 4);
      assert.equal(report(['other', 'seeds']).summary['files'], 4);
      assert.equal(report(['seeds/zh/again.md', 'seeds/zh']).summary['files'], 2);
    });

    it('no other library than that of the repository it stands in', () => {
      put('en/elsewhere.md', bad(seed('en')));
      put('en/project/.git/HEAD', '');
      put('en/project/policies/a.md', seed('en'));
      assert.deepEqual(paths(report(['en/project/policies'])), ['en/project/policies/a.md']);
    });
  });

  describe('from standard input', () => {
    it('checks a text under a name', () => {
      seeds();
      const made = report(['--stdin', '--stdin-filename', 'seeds/zh/intl-ccs-plus-framework.md'], { input: bad(seed('zh')) });
      assert.deepEqual(paths(made), ['seeds/zh/intl-ccs-plus-framework.md']);
      assert.ok(rulesIn(made).includes('score-out-of-range'));
      assert.ok(!rulesIn(made).includes('duplicate-id'));
      assert.deepEqual(paths(report(['--stdin'], { input: bad(seed('en')) })), ['stdin.md']);
      assert.deepEqual(paths(report(['--stdin', '--stdin-filename', 'new/zh/a.md'], { input: seed('zh') })), ['new/zh/a.md']);
    });

    it('mends a text and prints it and nothing else', () => {
      const { code, out } = run(['check', '--stdin', '--fix'], { input: fullWidth });
      assert.equal(out, halfWidth);
      assert.notEqual(code, 2);
      const prose = '# No record\r\n';
      assert.deepEqual(run(['check', '--stdin', '--fix'], { input: prose }), { code: 0, out: prose, err: '' });
      assert.deepEqual(run(['check', '--stdin'], { input: Uint8Array.from([0xff]) }), { code: 2, out: '', err: 'policy-records: The standard input (stdin.md) is not UTF-8. Send it as UTF-8.\n' });
    });
  });

  describe('--fix', () => {
    for (const [notation, [before, after]] of Object.entries(notations())) {
      it(`changes in ${notation} only what it mends, and once`, () => {
        for (const dress of [(text: string) => text, (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`]) {
          put('zh/政策 一.md', dress(before));
          put('zh/b.md', seed('zh'));
          chmodSync(join(folder, 'zh/政策 一.md'), 0o600);
          const untouched = statSync(join(folder, 'zh/b.md')).mtimeMs;
          const { out } = run(['check', '--fix', 'zh']);
          assert.equal(get('zh/政策 一.md'), dress(after));
          assert.match(out, /Applied 1 fix in 1 file\./);
          assert.doesNotMatch(run(['check', '--fix', 'zh']).out, /Applied/);
          assert.equal(get('zh/政策 一.md'), dress(after));
          assert.equal(statSync(join(folder, 'zh/政策 一.md')).mode & 0o777, 0o600);
          assert.equal(statSync(join(folder, 'zh/b.md')).mtimeMs, untouched);
          assert.deepEqual(readdirSync(join(folder, 'zh')).sort(), ['b.md', '政策 一.md']);
        }
      });
    }

    it('reports what remains, and only files that were asked for are mended', () => {
      put('zh/a.md', fullWidth);
      put('zh/b.md', fullWidth);
      const made = report(['--fix', 'zh/a.md']);
      assert.ok(!rulesIn(made).includes('full-width-punctuation'));
      assert.deepEqual([get('zh/a.md'), get('zh/b.md')], [halfWidth, fullWidth]);
      assert.ok(rulesIn(report(['zh'])).includes('full-width-punctuation'));
    });

    it('leaves alone what it cannot mend for certain', () => {
      seeds();
      put('seeds/zh/intl-ccs-plus-framework.md', bad(seed('zh')));
      assert.equal(run(['check', '--fix']).code, 1);
      assert.equal(get('seeds/zh/intl-ccs-plus-framework.md'), bad(seed('zh')));
    });
  });

  describe('--fix-dry-run', () => {
    const names = ['zh/政策 一.md', 'zh/b "c" \\.md', 'zh/d.md', 'zh/e.md'];
    const before = () => {
      const [json, flow, block] = Object.values(notations());
      put(names[0]!, json![0]);
      put(names[1]!, `\uFEFF${flow![0].replaceAll('\n', '\r\n')}`);
      put(names[2]!, block![0].replace(/\n$/, ''));
      put(names[3]!, seed('zh'));
      return names.map(get);
    };

    for (const [tool, args] of [['git', ['apply', '--whitespace=nowarn']], ['patch', ['-p1', '--binary']]] as const) {
      it(`prints what ${tool} makes of the files what --fix makes of them, and writes nothing`, function () {
        needs(this, tool);
        const texts = before();
        const dry = run(['check', '--fix-dry-run']);
        assert.deepEqual(names.map(get), texts);
        assert.equal(dry.err.split('\n')[0], 'Would apply 3 fixes in 3 files.');
        assert.match(dry.err, /^Would[^\n]*\n4 records, [^\n]*\n$/);
        assert.ok(dry.out.startsWith('--- '), dry.out);
        assert.doesNotMatch(dry.out, /records|Would|zh\/e\.md/);
        const copy = join(folder, 'copy');
        for (const [i, name] of names.entries()) put(`copy/${name}`, texts[i]!);
        const { status, stderr, stdout } = spawnSync(tool, args, { cwd: copy, input: dry.out, env: { ...env(), GIT_DIR: '/nowhere' } });
        assert.equal(status, 0, `${stdout.toString()}${stderr.toString()}\n${dry.out}`);
        const patched = names.map(name => get(`copy/${name}`));
        rmSync(copy, { recursive: true });
        const wet = run(['check', '--fix']);
        assert.deepEqual(patched, names.map(get));
        assert.equal(dry.code, wet.code);
        const again = run(['check', '--fix-dry-run']);
        assert.deepEqual([again.code, again.out], [wet.code, '']);
        assert.match(again.err, /^There is no fix to apply\.\n/);
      });
    }

    it('shows the text from standard input', () => {
      const { out, err } = run(['check', '--stdin', '--stdin-filename', 'zh/a.md', '--fix-dry-run', '--locale', 'zh'], { input: fullWidth });
      assert.equal(out, ['--- a/zh/a.md', '+++ b/zh/a.md', '@@ -1,6 +1,6 @@', ' ---', ' {', '-  "title"：  "碳捕集：一",', '+  "title":  "碳捕集：一",', '   "category": "技术规范", "status": "现行",', '   "legalWeight": "Guideline"', ' }', ''].join('\n'));
      assert.match(err, /^将应用 1 处修正，改动 1 个文件。\n/);
    });

    it('ends as --fix would, and is dressed where someone looks', () => {
      put('zh/a.md', bad(fullWidth.replace('"legalWeight"', '"analysis": { "mrv": { "score": 950 } }, "legalWeight"')));
      assert.equal(run(['check', '--fix-dry-run']).code, 1);
      const { out } = run(['check', '--fix-dry-run', '--color']);
      assert.ok(out.includes('\u001b[32m+  "title":') && out.includes('\u001b[31m-  "title"：'), out);
    });
  });

  describe('policy-records.json', () => {
    const broken = '{\n  "rules": { "score-out-of-rang": "off" },\n  "fields": 5\n}\n';
    const ignore = (files: string | readonly string[], more: object = {}) => ({ rule: 'score-out-of-range', files, reason: 'so', ...more });
    const unused = (args: readonly string[]) => report(args).files.filter(file => file.path.endsWith('.json')).flatMap(file => file.diagnostics.map(each => `${file.path} ${each.rule} ${each.severity} ${each.path.join('.')}`));

    it('sets levels, hides findings and knows words, each for the records below it', () => {
      put('a/zh/x.md', bad(seed('zh')));
      put('b/zh/x.md', bad(seed('zh')));
      put('a/policy-records.json', JSON.stringify({ rules: { 'score-out-of-range': 'off', 'broken-supersedes': 'off' } }));
      put('policy-records.json', JSON.stringify({ rules: { 'score-out-of-range': 'hint' } }));
      const levels = (made: Report) => made.files.map(file => file.diagnostics.filter(each => each.rule === 'score-out-of-range').map(each => each.severity));
      assert.deepEqual(levels(report([])), [[], ['hint']]);
      assert.deepEqual(levels(report(['b/zh/x.md'])), [['hint']]);
      put('b/.git/HEAD', '');
      assert.deepEqual(levels(report([])), [[], ['error']]);
      put('b/policy-records.json', JSON.stringify({ ignore: [ignore('zh/*')] }));
      assert.deepEqual(levels(report([])), [[], []]);
      assert.deepEqual(levels(report(['--stdin', '--stdin-filename', 'b/zh/new.md'], { input: bad(seed('zh')) })), [[]]);
    });

    it('is said to ignore findings, and how many', () => {
      put('zh/x.md', bad(seed('zh')));
      assert.doesNotMatch(run(['check', '--locale', 'en']).out, /ignored/);
      put('policy-records.json', JSON.stringify({ ignore: [ignore('zh/*')] }));
      assert.match(run(['check', '--locale', 'en']).out, /\n1 finding is ignored by a project file\.\n$/);
      assert.match(run(['check', '--locale', 'zh']).out, /\n另有 1 项问题由项目文件忽略。\n$/);
      assert.equal(report([]).summary['ignored'], 1);
    });

    it('is told of each mistake once, on the side; what is understood counts, and the exit is 2', () => {
      seeds();
      put('seeds/policy-records.json', `// ours\n${broken}`);
      for (const [args, sentences] of [
        [[], ['seeds/policy-records.json:3:14 There is no rule “score-out-of-rang”; did you mean “score-out-of-range”?', 'seeds/policy-records.json:4:13 “fields” must be a list in brackets, and not 5, so it has no effect.']],
        [['--locale', 'zh', 'seeds/zh'], ['seeds/policy-records.json:3:14 没有规则“score-out-of-rang”，是否指“score-out-of-range”？', 'seeds/policy-records.json:4:13 “fields”应是方括号里的列表，而不是 5；这一项不起作用。']],
      ] as const) {
        const { code, out, err } = run(['check', '--format', 'json', ...args]);
        assert.deepEqual([code, err.trimEnd().split('\n')], [2, sentences]);
        assert.ok((JSON.parse(out) as Report).files.length >= 2);
      }
      put('seeds/policy-records.json', Uint8Array.from([0x7b, 0xff, 0x7d]));
      assert.deepEqual([run(['check']).code, run(['check']).err], [2, 'policy-records: Not UTF-8: seeds/policy-records.json\n']);
    });

    it('is told of where no record is', () => {
      put('policy-records.json', broken);
      assert.equal(run(['check']).code, 2);
      assert.match(run(['check']).err, /policy-records\.json:2:14 /);
    });

    it('that does not parse keeps its records from being mended', () => {
      put('zh/a.md', fullWidth);
      put('policy-records.json', '{ "rules": { "full-width-punctuation": "off" ');
      const { code, err } = run(['check', '--fix']);
      assert.deepEqual([code, get('zh/a.md')], [2, fullWidth]);
      assert.match(err, /^policy-records\.json:1:\d+ This is not valid JSON: [^\n]+\npolicy-records: The project file is not valid JSON, so no record below it was mended: policy-records\.json\n$/);
      put('policy-records.json', '{ "ignore": [{ "rule": "full-width-punctuation", "files": "zh", "reason": "so" }] }');
      run(['check', '--fix']);
      assert.equal(get('zh/a.md'), fullWidth);
      put('policy-records.json', '{}');
      run(['check', '--fix']);
      assert.equal(get('zh/a.md'), halfWidth);
    });

    describe('with an ignore that nothing matches', () => {
      const file = 'zh/intl-ccs-plus-framework.md';
      const set = (...ignores: readonly object[]) => put('policy-records.json', `{\n  "ignore": [\n${ignores.map(each => `    ${JSON.stringify(each)}`).join(',\n')}\n  ]\n}\n`);
      beforeEach(() => {
        for (const language of ['zh', 'en']) put(`${language}/intl-ccs-plus-framework.md`, seed(language));
        put('zh/bad.md', bad(seed('zh')).replace('"id": "intl-ccs-plus-framework"', '"id": "bad"'));
      });

      it('warns of it under its line', () => {
        set(ignore('zh/bad.md'), ignore(file));
        const { out, code } = run(['check']);
        assert.match(out, /\npolicy-records\.json\n +4:13 +warning +unused-ignore +No finding matches this ignore of “score-out-of-range”, so it can be deleted\.\n +│ .*\n +│ +\^{20}\n/);
        assert.notEqual(code, 2);
        const made = report([]);
        const own = made.files.find(each => each.path === 'policy-records.json');
        assert.deepEqual(own?.diagnostics.map(({ rule, severity, path, range, fixes }) => ({ rule, severity, path, range, fixes })), [{
          rule: 'unused-ignore', severity: 'warning', path: ['ignore', 1], range: { start: { line: 3, character: 12 }, end: { line: 3, character: 32 } }, fixes: [],
        }]);
        assert.equal(made.summary['files'], 3);
        assert.deepEqual(paths(made), ['en/intl-ccs-plus-framework.md', 'policy-records.json', 'zh/bad.md', file]);
        assert.equal(report(['--quiet']).files.find(each => each.path === 'policy-records.json')?.diagnostics.length, 0);
      });

      it('counts it as a warning', () => {
        set(ignore('zh/bad.md'));
        const { warnings = 0, errors } = report([]).summary;
        assert.equal(errors, 0);
        set(ignore('zh/bad.md'), ignore(file));
        assert.equal(report([]).summary['warnings'], warnings + 1);
        assert.equal(run(['check', '--max-warnings', `${warnings}`]).code, 1);
        assert.equal(run(['check', '--max-warnings', `${warnings + 1}`]).code, 0);
      });

      it('warns only where it can be known', () => {
        const one = ['policy-records.json unused-ignore warning ignore.0'];
        const cases: readonly (readonly [files: string | readonly string[], args: readonly string[], known: boolean])[] = [
          [file, [], true], [file, [file], true], [file, ['zh'], true], [file, ['en'], false], [file, ['zh/bad.md'], false],
          ['en/**', [], true], ['en/**', ['en'], true], ['en/**', ['zh'], false], ['en', ['en'], true], ['**', ['zh', 'en'], false], ['zh/c*', ['zh'], true], ['zh/b*', [], false], ['zh/b*', ['zh/bad.md'], false],
          ['zh/gone.md', [], true], ['zh/gone.md', ['zh'], true], ['zh/gone.md', ['en'], false], ['zh/gone.md', [file], false], [[file, 'zh/gone.md'], ['zh'], true], [[file, 'zh/gone.md'], [file], false],
          ['.git/a.md', [], false], ['node_modules/**', [], false], [file, ['.', 'zh'], true],
        ];
        for (const [files, args, isKnown] of cases) {
          set(ignore(files));
          assert.deepEqual(unused(args), isKnown ? one : [], `${String(files)} ${args.join(' ')}`);
        }
        assert.deepEqual(unused(['zh']), one, 'a folder above the asked one holds the project file');
      });

      it('does not warn where a file could not be judged in full', () => {
        set(ignore('zh/*.md'));
        put('zh/bad.md', seed('zh').replace('"score": 95', '"score": 95 "x"'));
        assert.deepEqual(unused([]), []);
        put('zh/bad.md', Uint8Array.from([0xff]));
        assert.deepEqual((JSON.parse(run(['check', '--format', 'json']).out) as Report).files.filter(each => each.path.endsWith('.json')), []);
        put('zh/bad.md', seed('zh'));
        assert.deepEqual(unused([]).length, 1);
        put('policy-records.json', get('policy-records.json').replace('}\n', ''));
        assert.doesNotMatch(run(['check']).out, /unused-ignore/);
      });

      it('gives it the level that is set for it, and explains it', () => {
        put('policy-records.json', JSON.stringify({ rules: { 'unused-ignore': 'error' }, ignore: [ignore(file)] }));
        assert.deepEqual(unused([]), ['policy-records.json unused-ignore error ignore.0']);
        put('policy-records.json', JSON.stringify({ rules: { 'unused-ignore': 'off' }, ignore: [ignore(file)] }));
        assert.deepEqual(unused([]), []);
        for (const locale of ['zh', 'en']) assert.match(run(['explain', 'unused-ignore', '--locale', locale]).out, /^unused-ignore[ （][^]*"unused-ignore": "off"/);
      });

      it('takes two for one finding as both in use', () => {
        set(ignore('zh/bad.md'), ignore('zh/bad.md', { path: 'analysis' }), ignore('zh/bad.md', { path: 'provenance' }));
        assert.deepEqual(unused([]), ['policy-records.json unused-ignore warning ignore.2']);
      });
    });
  });

  describe('speaks', () => {
    it('the language that is asked for, else that of the terminal', () => {
      put('zh/a.md', bad(seed('zh')));
      const [en, zh] = [/A score must be/, /评分必须是/];
      const speaks = (more: Options['env'], ...args: string[]) => run(['check', ...args], { env: more ?? {} }).out;
      assert.match(speaks({}), en);
      assert.match(speaks({ LANG: 'zh_CN.UTF-8' }), zh);
      assert.match(speaks({ LANG: 'zh_CN.UTF-8', LC_MESSAGES: 'en_GB' }), en);
      assert.match(speaks({ LANG: 'en', LC_ALL: 'zh_TW' }), zh);
      assert.match(speaks({ LANG: 'C' }), en);
      assert.match(speaks({ LANG: 'zh_CN.UTF-8' }, '--locale', 'en'), en);
      assert.match(speaks({}, '--locale=zh'), zh);
      assert.match(run(['--help']).out, /^Checks .*\n/);
      assert.match(run(['check', '-h', '--locale', 'zh']).out, /用法/);
      assert.deepEqual(run([]), { code: 2, out: '', err: run(['--help']).out });
      assert.deepEqual(run(['--version']), { code: 0, out: '1.2.3\n', err: '' });
    });

    it('in colours only where someone sees them', () => {
      put('zh/a.md', bad(seed('zh')));
      const colourful = (more: Options['env'], ...args: string[]) => run(['check', ...args], { env: more ?? {} }).out.includes('\u001b[');
      assert.equal(colourful({}), false);
      assert.equal(colourful({}, '--color'), true);
      assert.equal(colourful({ NO_COLOR: '1' }, '--color'), true);
      assert.equal(colourful({ FORCE_COLOR: '1' }), true);
      assert.equal(colourful({ FORCE_COLOR: '1' }, '--no-color'), false);
      assert.equal(colourful({ FORCE_COLOR: '0' }), false);
    });

    it('plainly of each finding, with as much of its line as fits and carets under the fault', () => {
      put('zh/a.md', '---\n{ "title": "碳捕集", "category": "技术规范", "status": "现行", "analysis": { "mrv": { "label": "跨市场联动", "score": 950, "evidence": "监测、报告与核查须由独立第三方完成。" } } }\n---\n正文\n');
      const { out } = run(['check']);
      const [, drawn] = /(^ +2:105 [^]*?\n)(?=\S|$|\n| +\d)/m.exec(out) ?? [];
      assert.equal(drawn, [
        '  2:105  error   score-out-of-range  A score must be an integer from 0 to 100, and this one is 950.',
        '         │ …跨市场联动", "score": 950, "evidence": "监测、报告与核查须由独立第三方完成。" } } }',
        '         │                        ^^^',
        '         fix: Set it to 100',
        '',
      ].join('\n'), out);
    });

    it('without letting a file steer the terminal', () => {
      put('zh/a\u001b[31m.md', bad(seed('zh'), '950, "\u001b]0;x\u0007\u202e": 1'));
      const { out } = run(['check', '--locale', 'en']);
      assert.doesNotMatch(out, /[\u001b\u0007\u202e]/);
      assert.match(out, /zh\/a␛\[31m\.md/);
    });
  });

  describe('explain', () => {
    it('prints the page of a rule, or the list of all', () => {
      const rule = rules[0]!;
      for (const locale of ['zh', 'en'] as const) {
        const page = run(['explain', rule.id, '--locale', locale]);
        assert.deepEqual([page.code, page.err], [0, '']);
        assert.ok(page.out.includes(rule.id) && page.out.endsWith('\n'), page.out);
        assert.ok(page.out.includes(`{ "rules": { "${rule.id}": "off" } }`) && page.out.includes(`"policyRecords.rules": { "${rule.id}": "off" }`), page.out);
        const list = run(['explain', '--locale', locale]);
        assert.equal(list.code, 0);
        assert.deepEqual(list.out.trimEnd().split('\n').map(line => line.split(' ')[0]), rules.map(each => each.id));
        assert.ok(rules.every(each => list.out.includes(each.title[locale])));
      }
    });

    it('lists each rule with its level', () => {
      assert.match(run(['explain', '--locale', 'en']).out, /^score-out-of-range +error +A score /m);
      assert.match(run(['explain', '--locale', 'zh']).out, /^score-out-of-range +错误 +评分/m);
    });

    it('breaks its paragraphs where words end, and leaves examples as they are', () => {
      const text = '年份、日期、链接、效力、“评分”不因语言而异；韩国就是 Republic of Korea。\n\n  { "an": "example that is longer than a line" }\nOnly the source tells who is right.\n';
      assert.equal(wrapped(text, 24), [
        '年份、日期、链接、效力、', '“评分”不因语言而异；韩国', '就是 Republic of Korea。', '', '  { "an": "example that is longer than a line" }', 'Only the source tells', 'who is right.', '',
      ].join('\n'));
      for (const width of [1, 10, 40, 1000]) assert.equal(wrapped(text, width).replace(/\s/g, ''), text.replace(/\s/g, ''), String(width));
    });

    it('knows what was meant', () => {
      assert.deepEqual(run(['explain', 'score-out-of-rang']), { code: 2, out: '', err: 'policy-records: There is no rule “score-out-of-rang”; did you mean score-out-of-range?\n' });
      assert.match(run(['explain', 'weather', '--locale', 'zh']).err, /没有规则“weather”/);
    });
  });

  it('serves an editor, and goes when it goes', async () => {
    const server = spawn(process.execPath, [cli, 'lsp', '--stdio'], { cwd: folder, env: env(), stdio: 'pipe' });
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: process.pid, rootUri: null, capabilities: {} } });
    const answer = new Promise<string>(done => server.stdout.once('data', (data: Buffer) => done(data.toString())));
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    assert.match(await answer, /^Content-Length: \d+\r\n/);
    const gone = new Promise(done => server.on('exit', done));
    server.stdin.end();
    await gone;
  });
});

const fullWidth = notations().JSON[0];
const halfWidth = notations().JSON[1];

/** A record in each notation with one full-width character in its syntax, and mended. */
function notations() {
  const json = '---\n{\n  "title"：  "碳捕集：一",\n  "category": "技术规范", "status": "现行",\n  "legalWeight": "Guideline"\n}\n---\n正文：一\n';
  const flow = "---\n{\n  'title':  '碳捕集：一', # 留着\n  'category'：'技术规范', 'status': '现行',\n  'legalWeight': 'Guideline',\n}\n---\n正文：一\n";
  const block = '---\ntitle:   碳捕集：一\ncategory: 技术规范\nstatus： 现行\nlegalWeight: "Guideline"  # 留着\n---\n正文：一\n';
  return {
    JSON: [json, json.replace('"title"：', '"title":')],
    'flow YAML': [flow, flow.replace("'category'：", "'category': ")],
    'block YAML': [block, block.replace('status： ', 'status: ')],
  } as const;
}
