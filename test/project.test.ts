import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { hasHan } from '../server/base/both.ts';
import { createProjects } from '../server/lsp/projects.ts';
import { rules } from '../server/rules/index.ts';
import { libraryOf } from '../server/rules/library.ts';
import { judge } from '../server/rules/run.ts';
import { matcher } from '../server/schema/globs.ts';
import { unusedIgnore } from '../server/schema/project.ts';
import { readProject, type ProjectReading } from '../server/schema/project-file.ts';

const uri = 'file:///library/policy-records.json';
const known = new Set(rules.map(rule => rule.id));
const read = (text: string, ids: ReadonlySet<string> = known): ProjectReading => readProject(uri, text, ids);
const told = ({ problems }: ProjectReading): readonly string[] => problems.map(({ line, character, message }) => `${line + 1}:${character + 1} ${message.en}`);

const full = `// What our library adds.
{
  "$schema": "./node_modules/policy-records/schemas/policy-records.schema.json",
  "vocabulary": { "status": ["试行", { "zh": "征求意见", "en": "In consultation", "aliases": ["open for comment"] }], "country": [{ "zh": "火星", "en": "Mars" }] },
  "historicalIds": ["clean-development-mechanism-legacy"],
  "confirmedDates": { "a": "2024-01-01" },
  "fields": ["regulatory.credit_period"],
  "rules": { "year-mismatch": "off", "uncited-score": "hint", "${unusedIgnore}": "error" },
  "overrides": [
    { "files": "zh/archive", "rules": { "uncited-score": "off" } },
    { "files": ["zh/**", "en/*.md"], "rules": { "year-mismatch": "error", "uncited-score": "warning" } }, // the last one counts
  ],
  "ignore": [{ "rule": "unknown-term", "files": "zh/a.md", "path": "category", "reason": "as the law has it" }],
  "collections": { "methods": { "files": ["methods/**/*.md"], "id": "code", "title": "name", "country": "origin", "called": { "zh": "方法学", "en": "methods" }, "references": { "relatedPolicies": "policies" } } },
}
`;

describe('the project file', () => {
  it('is understood in full', () => {
    for (const text of [full, `\uFEFF${full.replaceAll('\n', '\r\n').replaceAll('  ', '\t')}`]) {
      const reading = read(text);
      const { project } = reading;
      assert.deepEqual([told(reading), reading.broken, reading.isFile, project.uri], [[], false, true, uri]);
      assert.deepEqual(project.vocabulary.meantBy('status', 'Open  for Comment').map(term => term.written), [{ zh: '征求意见', en: 'In consultation' }]);
      assert.equal(project.vocabulary.writtenAs('status', '试行')?.written.en, '试行');
      assert.equal(project.vocabulary.jurisdictionOf('mars')?.zh, '火星');
      assert.deepEqual([[...project.historicalIds], [...project.confirmedDates], [...project.fields]], [['clean-development-mechanism-legacy'], [['a', '2024-01-01']], ['regulatory.credit_period']]);
      const level = (rule: string, file: string) => project.levelOf(rule, `file:///library/${file}`);
      assert.deepEqual([level('year-mismatch', 'de/a.md'), level('year-mismatch', 'zh/x/a.md'), level('year-mismatch', 'en/x/a.md'), level('uncited-score', 'zh/archive/a.md'), level('uncited-score', 'de/a.md'), level('thin-evidence', 'zh/a.md')],
        ['off', 'error', 'off', 'warning', 'hint', undefined]);
      assert.deepEqual(project.ignores.map(ignore => [ignore.rule, ignore.files, ignore.path, ignore.reason, ignore.matches('file:///library/zh/a.md'), ignore.matches('file:///library/en/a.md'), ignore.matches('file:///other/zh/a.md')]),
        [['unknown-term', ['zh/a.md'], 'category', 'as the law has it', true, false, false]]);
      const place = reading.placeOf(project.ignores[0]!);
      assert.deepEqual([place.path, text.slice(place.span.start, place.span.end)], [['ignore', 0], '"unknown-term"']);
    }
  });

  it('is told of each mistake in one sentence, and the rest counts', () => {
    const cases: readonly (readonly [text: string, ...sentences: readonly string[]])[] = [
      ['', '1:1 This is not valid JSON: the file is empty; the file has no effect for now.'],
      ['{ "fields": ["x"] "rules": { "a": 5 } }', '1:19 This is not valid JSON: a comma is missing; what can be made out of the file counts.'],
      ['[]', '1:1 A project file must be an object in braces, and not […], so it has no effect.'],
      ['null', '1:1 A project file must be an object in braces, and not null, so it has no effect.'],
      ['{ "field": [] }', '1:3 There is no property “field” here; did you mean “fields”?'],
      ['{ "weather": [] }', '1:3 There is no property “weather” here, so it has no effect.'],
      ['{ "fields": ["x"], "historicalIds": "a" }', '1:37 “historicalIds” must be a list in brackets, and not "a", so it has no effect.'],
      ['{ "fields": ["x", 5, " "] }', '1:19 “fields[1]” must be a text in double quotes, and not 5, so it has no effect.', '1:22 “fields[2]” must be a text in double quotes, and not " ", so it has no effect.'],
      ['{ "fields": ["x"], "fields": ["x"] }', '1:20 “fields” stands here once more, and only the last one counts.'],
      ['{ "confirmedDates": { "a": "2024-02-30" } }', '1:28 “confirmedDates.a” must be a day written YYYY-MM-DD, and not "2024-02-30", so it has no effect.'],
      ['{ "confirmedDates": [] }', '1:21 “confirmedDates” must be an object in braces, and not […], so it has no effect.'],
      ['{ "vocabulary": { "state": [] } }', '1:19 There is no property “state” here; did you mean “status”?'],
      ['{ "vocabulary": { "status": ["", 5, { "zh": "一" }, { "zh": 1, "en": "one" }] } }', '1:30 “vocabulary.status[0]” must be a word, and not "", so it has no effect.',
        '1:34 “vocabulary.status[1]” must be an object in braces, and not 5, so it has no effect.', '1:37 “vocabulary.status[2]” lacks en, so it has no effect.',
        '1:60 “vocabulary.status[3].zh” must be a text in double quotes, and not 1, so it has no effect.'],
      ['{ "rules": { "uncited-scor": "off" } }', '1:14 There is no rule “uncited-scor”; did you mean “uncited-score”?'],
      ['{ "rules": { "uncited-score": "warn" } }', '1:31 “rules.uncited-score” must be one of error, warning, information, hint, off, and not "warn", so it has no effect.'],
      ['{ "overrides": [{}, 7] }', '1:17 “overrides[0]” lacks files and rules, so it has no effect.', '1:21 “overrides[1]” must be an object in braces, and not 7, so it has no effect.'],
      ['{ "overrides": [{ "files": [], "rules": {} }] }', '1:28 “overrides[0].files” must hold names or globs of files below this folder, and not […], so it has no effect.'],
      ['{ "overrides": [{ "files": ["../a.md", "a.md"], "rules": {} }] }', '1:29 “overrides[0].files[0]” must be the name or a glob of files below this folder, and not "../a.md", so it has no effect.'],
      ['{ "ignore": [{ "rule": "uncited-score", "files": "a.md" }] }', '1:14 “ignore[0]” lacks reason, so it has no effect.'],
      ['{ "ignore": [{ "rule": "uncited-score", "files": "a.md", "reason": " " }] }', '1:68 “ignore[0].reason” must be a text in double quotes, and not " ", so it has no effect.'],
      ['{ "ignore": [{ "rule": "uncited-score", "files": "a.md", "path": 5, "reason": "x" }] }', '1:66 “ignore[0].path” must be a text in double quotes, and not 5, so it has no effect.'],
      ['{ "collections": [] }', '1:18 “collections” must be an object in braces, and not […], so it has no effect.'],
      ['{ "collections": { "a b": {}, "__proto__": {} } }', '1:20 “a b” cannot be the name of a collection: it begins with a letter and has letters, digits, “-” and “_” only.',
        '1:31 “__proto__” cannot be the name of a collection: it begins with a letter and has letters, digits, “-” and “_” only.'],
      ['{ "collections": { "a": 5 } }', '1:25 “collections.a” must be an object in braces, and not 5, so it has no effect.'],
      ['{ "collections": { "a": { "file": "a" } } }', '1:27 There is no property “file” here; did you mean “files”?'],
      ['{ "collections": { "a": { "files": "../a" } } }', '1:36 “collections.a.files” must hold names or globs of files below this folder, and not "../a", so it has no effect.'],
      ['{ "collections": { "a": { "schema": "*.json" } } }', '1:37 “collections.a.schema” must be the name of a file below this folder, and not "*.json", so it has no effect.'],
      ['{ "collections": { "a": { "references": { "b": "policy", "c": "weather", "d": "a", "e": 1 } } } }', '1:48 There is no collection “policy”, so it has no effect.', '1:63 There is no collection “weather”, so it has no effect.',
        '1:89 “collections.a.references.e” must be a text in double quotes, and not 1, so it has no effect.'],
      ['{ "collections": { "a": { "references": { "b": "polices" } } } }', '1:48 There is no collection “polices”; did you mean “policies”?'],
      ['{ "collections": { "a": { "called": { "zh": "甲" } } } }', '1:37 “collections.a.called” lacks en, so it has no effect.'],
      ['{ "ignore": [{ "rule": "weather", "files": 5, "reason": "x" }] }', '1:24 There is no rule “weather”, so it has no effect.', '1:44 “ignore[0].files” must hold names or globs of files below this folder, and not 5, so it has no effect.'],
    ];
    for (const [text, ...sentences] of cases) {
      const reading = read(text);
      assert.deepEqual(told(reading), sentences, text);
      assert.deepEqual(reading.project.ignores, [], text);
      assert.deepEqual([...reading.project.fields], text.includes('"x"]') || text.includes('"x", 5') ? ['x'] : [], text);
      for (const { message } of reading.problems) assert.ok(hasHan(message.zh) && /[。？]$/.test(message.zh), message.zh);
    }
    assert.deepEqual(told(readProject(uri, '{ "rules": { "uncited-scor": "off" } }')), [], 'without the ids that are known');
  });

  it('of any kind is read without a fault', () => {
    const words = ['vocabulary', 'status', 'country', 'historicalIds', 'confirmedDates', 'fields', 'rules', 'overrides', 'ignore', 'files', 'rule', 'path', 'reason', 'zh', 'en', 'aliases', 'uncited-score', '__proto__', 'constructor', 'collections', 'schema', 'references', 'called', 'id'];
    const { json } = fc.letrec(tie => ({
      json: fc.oneof({ maxDepth: 5 }, fc.constantFrom(null, 1, true, '', ' ', 'off', 'zh/**', '**/{a', '[', '(', '2024-01-01'), fc.constantFrom(...words), fc.array(tie('json'), { maxLength: 3 }), fc.dictionary(fc.constantFrom(...words), tie('json'), { maxKeys: 4 })),
    }));
    fc.assert(fc.property(json, data => {
      const { project, problems } = read(JSON.stringify(data));
      for (const ignore of project.ignores) ignore.matches('file:///library/zh/a.md');
      project.levelOf('uncited-score', 'file:///library/zh/a.md');
      assert.equal(new Set(problems.map(({ line, character }) => `${line}:${character}`)).size, problems.length, 'one mistake, one sentence');
    }), { numRuns: 2000 });
  });
});

describe('the globs of a project file', () => {
  const matches = (glob: string, file: string) => matcher.isGlob(glob) && matcher.of([glob], 'file:///library/')(`file:///library/${file}`);

  it('start from its folder, and a folder means all that is in it', () => {
    for (const [glob, file] of [
      ['zh/a.md', 'zh/a.md'], ['./zh/a.md', 'zh/a.md'], ['/zh/a.md', 'zh/a.md'], ['zh\\a.md', 'zh/a.md'], ['zh/*.md', 'zh/a.md'], ['**/*.md', 'a.md'], ['**/a.md', 'zh/x/a.md'], ['zh', 'zh/x/a.md'], ['zh/', 'zh/a.md'], ['.', 'zh/a.md'],
      ['{zh,en}/a.md', 'en/a.md'], ['zh/[ab].md', 'zh/b.md'], ['zh/a(1).md', 'zh/a(1).md'], ['zh/a|b.md', 'zh/a%7Cb.md'], ['zh/政策 一.md', 'zh/%E6%94%BF%E7%AD%96%20%E4%B8%80.md'], ['zh/e\u0301.md', 'zh/%C3%A9.md'], ['zh/.a/b.md', 'zh/.a/b.md'], ['**', '.x/b.md'],
    ] as const) assert.equal(matches(glob, file), true, `${glob} ${file}`);
    for (const [glob, file] of [['a.md', 'zh/a.md'], ['*', 'zh/a.md'], ['zh/*', 'zh/x/a.md'], ['!zh/a.md', 'en/a.md'], ['zh/a', 'zh/ab.md'], ['*/**', 'a.md'], ['zh/[!a].md', 'zh/a.md'], ['ZH/a.md', 'zh/a.md'], ['../library/zh/a.md', 'zh/a.md']] as const) {
      assert.equal(matches(glob, file), false, `${glob} ${file}`);
    }
  });

  it('cannot make a check endless', () => {
    assert.equal(matcher.isGlob('{a,b}'.repeat(7)), false);
    assert.equal(matcher.isGlob('a'.repeat(2000)), false);
    const started = Date.now();
    for (const glob of ['*a'.repeat(400), '**/'.repeat(300), '**/*a*a*a/**/*a*a*a/**/*b', '{,*a}{*a,a*}{*,a}{a,b}{a,b}{a,b}', '{'.repeat(1000), '['.repeat(1000), '{{{{a,b},c},d},e}']) {
      assert.equal(matches(glob, `${'a'.repeat(200)}/`.repeat(20) + 'a'.repeat(200) + 'c'), glob.startsWith('**/**'), glob);
    }
    assert.ok(Date.now() - started < 5000, `${Date.now() - started} ms`);
  });
});

describe('project files', () => {
  /** A disk with these files; `reads` are the uris that were asked for. */
  const disk = (files: Readonly<Record<string, string>>) => {
    const reads: string[] = [];
    const texts = new Map(Object.entries(files).map(([file, text]) => [`file://${file}`, text]));
    return { texts, reads, read: async (asked: string) => { reads.push(asked); return texts.get(asked); } };
  };
  const fields = (name: string) => `{ "fields": ["${name}"] }`;

  it('count for the records below them, the nearest alone', async () => {
    const projects = createProjects(disk({ '/a/policy-records.json': fields('outer'), '/a/b/policy-records.json': fields('inner') }));
    const of = async (record: string) => { const { project, isFile } = await projects.of(`file://${record}`); return [...project.fields, project.uri, isFile]; };
    assert.deepEqual(await of('/a/zh/x.md'), ['outer', 'file:///a/policy-records.json', true]);
    assert.deepEqual(await of('/a/b/zh/deep/x.md'), ['inner', 'file:///a/b/policy-records.json', true]);
    assert.deepEqual(await of('/a/x.md'), ['outer', 'file:///a/policy-records.json', true]);
    assert.deepEqual(await of('/x.md'), ['file:///policy-records.json', false]);
  });

  it('are not looked for outside the repository, whose root is where one would be made', async () => {
    for (const git of ['/a/repo/.git/HEAD', '/a/repo/.git']) {
      const projects = createProjects(disk({ '/a/policy-records.json': fields('outer'), [git]: 'ref' }));
      const { project, isFile } = await projects.of('file:///a/repo/content/zh/x.md');
      assert.deepEqual([project.uri, isFile, project.fields.size], ['file:///a/repo/policy-records.json', false, 0]);
    }
    const own = createProjects(disk({ '/a/repo/policy-records.json': fields('own'), '/a/repo/.git/HEAD': '' }));
    assert.deepEqual([...(await own.of('file:///a/repo/zh/x.md')).project.fields], ['own']);
  });

  it('would else be made above the language folder, or beside the record', async () => {
    const projects = createProjects(disk({}));
    const place = async (record: string) => (await projects.of(record)).project.uri;
    assert.equal(await place('file:///a/zh/x.md'), 'file:///a/policy-records.json');
    assert.equal(await place('file:///zh/lib/EN-US/deep/x.md'), 'file:///zh/lib/policy-records.json');
    assert.equal(await place('file:///a/drafts/x.md'), 'file:///a/drafts/policy-records.json');
    assert.equal(await place('file:///c%3A/zh/x.md'), 'file:///c%3A/policy-records.json');
    assert.equal(await place('vscode-vfs://github/owner/repo/en/x.md'), 'vscode-vfs://github/owner/repo/policy-records.json');
    assert.equal(await place('untitled:Untitled-1'), undefined);
    assert.equal(projects.known('untitled:Untitled-1')?.uri, undefined);
  });

  it('are read once, known from then on, and read again once forgotten', async () => {
    const files = disk({ '/a/policy-records.json': fields('one') });
    const projects = createProjects(files);
    const [x, y] = ['file:///a/zh/x.md', 'file:///a/zh/y.md'];
    assert.equal(projects.known(x), undefined);
    await Promise.all([projects.of(x), projects.of(y), projects.of('file:///a/en/x.md')]);
    assert.deepEqual([...projects.known(y)?.fields ?? []], ['one']);
    assert.equal(files.reads.filter(each => each === 'file:///a/policy-records.json').length, 1);

    files.texts.set('file:///a/policy-records.json', fields('two'));
    projects.forget('file:///b/policy-records.json');
    assert.deepEqual([...projects.known(x)?.fields ?? []], ['one']);
    projects.forget('file:///a/policy-records.json');
    assert.equal(projects.known(x), undefined);
    assert.deepEqual([...(await projects.of(x)).project.fields], ['two']);

    files.texts.set('file:///a/zh/policy-records.json', fields('near'));
    projects.forget('file:///a/zh/policy-records.json');
    assert.deepEqual([...(await projects.of(x)).project.fields, ...(await projects.of('file:///a/en/x.md')).project.fields], ['near', 'two']);

    files.texts.clear();
    files.texts.set('file:///a/zh/.git/HEAD', '');
    projects.forget();
    assert.equal((await projects.of(x)).project.uri, 'file:///a/zh/policy-records.json');
    files.texts.clear();
    projects.forget('file:///a/zh/.git/HEAD');
    assert.equal((await projects.of(x)).project.uri, 'file:///a/policy-records.json');
    projects.forget('file:///a');
    assert.equal(projects.known(x), undefined);
  });

  it('that are forgotten while they are read are not known, and a host that fails is one without files', async () => {
    const files = disk({ '/a/policy-records.json': fields('one') });
    const projects = createProjects(files);
    const asked = projects.of('file:///a/x.md');
    projects.forget();
    assert.deepEqual([...(await asked).project.fields], ['one']);
    assert.equal(projects.known('file:///a/x.md'), undefined);
    const failing = createProjects({ read: () => Promise.reject(new Error('no')) });
    assert.equal((await failing.of('file:///a/zh/x.md')).project.uri, 'file:///a/policy-records.json');
  });

  it('set levels and hide findings, and an ignore tells what it hid', () => {
    const text = '---\n{ "title": "一", "analysis": { "mrv": { "score": 950 }, "market": { "score": 960 } } }\n---\n';
    const check = (own: object) => {
      const { record, world } = libraryOf([{ file: 'zh/a.md', text }, { file: 'policy-records.json', text: JSON.stringify(own) }]);
      const { findings, ignored } = judge(record!, world);
      return [findings.filter(({ rule }) => rule === 'score-out-of-range').map(({ severity, path }) => `${severity} ${path.join('.')}`), ignored.map(({ finding, by }) => `${by.reason} ${finding.path.join('.')}`)];
    };
    const ignore = (more: object) => ({ ignore: [{ rule: 'score-out-of-range', files: 'zh/*', reason: 'so', ...more }] });
    assert.deepEqual(check({}), [['error analysis.mrv.score', 'error analysis.market.score'], []]);
    assert.deepEqual(check({ rules: { 'score-out-of-range': 'hint' } })[0], ['hint analysis.mrv.score', 'hint analysis.market.score']);
    assert.deepEqual(check({ rules: { 'score-out-of-range': 'off' } })[0], []);
    assert.deepEqual(check(ignore({})), [[], ['so analysis.mrv.score', 'so analysis.market.score']]);
    assert.deepEqual(check(ignore({ path: 'analysis.mrv' })), [['error analysis.market.score'], ['so analysis.mrv.score']]);
    assert.deepEqual(check(ignore({ path: 'analysis.m' }))[1], []);
    assert.deepEqual(check(ignore({ files: 'en' }))[1], []);
  });
});

describe('the schema of the project file', () => {
  const file = join(__dirname, '../schemas/policy-records.schema.json');
  interface Node { readonly [key: string]: unknown }
  const schema = JSON.parse(readFileSync(file, 'utf8')) as { readonly definitions: Readonly<Record<string, Node>> };
  const compile = () => {
    const ajv = new Ajv({ strict: true, allErrors: true, ownProperties: true, allowUnionTypes: true });
    addFormats(ajv);
    ajv.addVocabulary(['x-zh', 'enumDescriptions', 'patternErrorMessage', 'defaultSnippets']);
    return ajv.compile(schema);
  };

  it('names every rule with what it asks', () => {
    const property = (id: string, en: string, zh: string) => [id, { $ref: '#/definitions/level', description: `${en}.`, 'x-zh': { description: `${zh}。` } }];
    const unused = property(unusedIgnore, 'Every ignore still hides something', '忽略项仍对应着某个问题');
    const made = { ...schema, definitions: {
      ...schema.definitions,
      rule: { ...schema.definitions['rule'], enum: rules.map(({ id }) => id), enumDescriptions: rules.map(({ title }) => `${title.en}.`), 'x-zh': { description: '规则的 id。', enumDescriptions: rules.map(({ title }) => `${title.zh}。`) } },
      rules: { ...schema.definitions['rules'], properties: Object.fromEntries([...rules.map(({ id, title }) => property(id, title.en, title.zh)), unused]) },
    } };
    const text = `${JSON.stringify(made, undefined, 2)}\n`;
    if (process.env['UPDATE'] === '1') writeFileSync(file, text);
    else assert.ok(readFileSync(file, 'utf8') === text, `${file} is out of date: run the tests with UPDATE=1`);
  });

  it('tells all it has to tell in both languages', () => {
    const walk = (node: unknown, at: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const { description, enumDescriptions, 'x-zh': zh } = node as { readonly description?: unknown; readonly enumDescriptions?: readonly string[]; readonly 'x-zh'?: { readonly description?: string; readonly enumDescriptions?: readonly string[] } };
      if (typeof description === 'string' && !at.includes('defaultSnippets')) assert.ok(description.endsWith('.') && !hasHan(description) && zh?.description?.endsWith('。'), `${at} ${description}`);
      if (enumDescriptions) assert.equal(zh?.enumDescriptions?.length, enumDescriptions.length, at);
      for (const [key, each] of Object.entries(node)) if (key !== 'x-zh') walk(each, `${at}/${key}`);
    };
    walk(schema, '');
  });

  it('agrees with what is understood', () => {
    const validate = compile();
    const isFine = (data: unknown) => told(read(JSON.stringify(data))).length === 0;
    const id = fc.constantFrom('uncited-score', 'weather', unusedIgnore);
    const text = fc.constantFrom('', ' ', 'zh/a.md', 'zh/**', '../a.md', 'a/..', '..a', 5, null);
    const level = fc.constantFrom('off', 'warning', 'warn', 5);
    const levels = fc.oneof(fc.dictionary(id, level, { maxKeys: 2 }), fc.constantFrom(5, []));
    const list = fc.oneof(fc.array(text, { maxLength: 2 }), text);
    const word = fc.oneof(text, fc.record({ zh: text, en: text, aliases: list }, { requiredKeys: [] }));
    const data = fc.record({
      $schema: text, fields: list, historicalIds: list, rules: levels, weather: text, confirmedDates: fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom('2024-01-01', '2024-02-30', '2024', 5), { maxKeys: 2 }),
      vocabulary: fc.oneof(fc.record({ status: fc.array(word, { maxLength: 2 }), state: list }, { requiredKeys: [] }), text),
      overrides: fc.array(fc.oneof(fc.record({ files: list, rules: levels }, { requiredKeys: [] }), text), { maxLength: 2 }),
      collections: fc.oneof(text, fc.dictionary(fc.constantFrom('facilities', 'methods', 'a b', '5'), fc.oneof(text, fc.record({
        files: list, schema: fc.oneof(text, fc.constantFrom('a.json', 'x/b.json', '*.json', '../b.json', 'b')), id: text, title: text, country: text, more: text, called: fc.oneof(text, fc.record({ zh: text, en: text }, { requiredKeys: [] })),
        references: fc.oneof(text, fc.dictionary(fc.constantFrom('a', 'b.c'), fc.constantFrom('policies', 'facilities', ' ', 5), { maxKeys: 2 })),
      }, { requiredKeys: [] })), { maxKeys: 2 })),
      ignore: fc.array(fc.record({ rule: fc.oneof(id, text), files: list, path: text, reason: text, more: text }, { requiredKeys: ['rule'] }), { maxLength: 2 }),
    }, { requiredKeys: [] });
    fc.assert(fc.property(data, each => { assert.equal(isFine(each), validate(each), `${JSON.stringify(each)} ${told(read(JSON.stringify(each))).join(' | ')}`); }), { numRuns: 3000 });
    assert.ok(validate(JSON.parse(full.replace(/\/\/.*$/gm, '').replace(/,(\s*[}\]])/g, '$1'))), JSON.stringify(validate.errors));
  });
});
