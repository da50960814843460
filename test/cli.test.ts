import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { rules } from '../server/rules/index.ts';
import { loads } from './loads.ts';
import { shared } from './shared.ts';

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
      await new Promise(done => setTimeout(done, 500));
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
      assert.deepEqual(Object.keys(made.summary), ['files', 'skipped', 'errors', 'warnings', 'informations', 'hints', 'elapsedMs']);
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

    it('only counts Markdown that is no policy record (needs ../shared)', function () {
      const facilities = shared(this, 'corpus/2026-07-22-flow/facilities/zh');
      seeds();
      const some = readdirSync(facilities).slice(0, 5);
      for (const name of some) cpSync(join(facilities, name), join(folder, 'facilities', name));
      const made = report([]);
      assert.equal(made.summary['skipped'], some.length);
      assert.ok(paths(made).every(path => path.startsWith('seeds/')));
    });

    it('says on the side which files below a folder are not UTF-8', () => {
      seeds();
      put('seeds/zh/bad.md', Uint8Array.from([0xff, 0x80]));
      const { code, out, err } = run(['check', '--format', 'json', 'seeds']);
      assert.deepEqual([code, err], [0, 'policy-records: Not UTF-8: seeds/zh/bad.md\n']);
      assert.equal((JSON.parse(out) as Report).summary['skipped'], 1);
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
      assert.equal(run(['check', '--stdin'], { input: Uint8Array.from([0xff]) }).code, 2);
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
        const list = run(['explain', '--locale', locale]);
        assert.equal(list.code, 0);
        assert.deepEqual(list.out.trimEnd().split('\n').map(line => line.split(' ')[0]), rules.map(each => each.id));
        assert.ok(rules.every(each => list.out.includes(each.title[locale])));
      }
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
