import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { hasHan } from '../server/base/both.ts';
import { complete } from '../server/features/complete/index.ts';
import { definition } from '../server/features/definition.ts';
import { hover } from '../server/features/hover.ts';
import { inlayHints } from '../server/features/hints.ts';
import { codeLenses } from '../server/features/lenses.ts';
import { links } from '../server/features/links.ts';
import { filesNaming, placesNaming, wantedAt } from '../server/features/references.ts';
import { filesToRename, prepareRename, renameId } from '../server/features/rename.ts';
import { workspaceSymbols } from '../server/features/workspace-symbols.ts';
import { corpusOf } from '../server/record/corpus.ts';
import { factsOf } from '../server/record/facts.ts';
import { sortOut } from '../server/record/intake.ts';
import { libraryOf, uriIn, type File } from '../server/rules/library.ts';
import { check } from '../server/rules/run.ts';
import { noProject } from '../server/schema/project.ts';
import { span } from '../server/base/span.ts';
import { afterFix } from './fixture.ts';
import { shared } from './shared.ts';
import { markdownBelow } from './syntax/library.ts';

type Files = Readonly<Record<string, string>>;
const listOf = (files: Files, first: string): readonly File[] => [{ file: first, text: files[first] ?? assert.fail(first) }, ...Object.entries(files).flatMap(([file, text]) => file === first ? [] : [{ file, text }])];
const open = (files: Files, first: string) => {
  const { record, world } = libraryOf(listOf(files, first));
  return { record: record ?? assert.fail(first), world };
};
const found = (files: Files, first: string) => {
  const { record, world } = open(files, first);
  return check(record, world, (rule, error) => { throw new Error(rule, { cause: error }); }).map(({ rule, severity, path, message }) => ({ rule, severity, path: path.join('.'), message }));
};
const offsetIn = (files: Files, first: string, words: string, shift = 1) => { const at = (files[first] ?? '').indexOf(words); assert.ok(at >= 0, words); return at + shift; };
const options = { locale: 'en', pages: false } as const;
const completing = { locale: 'en', snippets: false, itemDefaults: false } as const;

/** One facility and the policy that names it, each in the three notations. */
const policies = {
  json: (ids: string) => `---\n{ "id": "uk-vision", "title": "愿景", "country": "英国", "relatedFacilities": [${ids}] }\n---\n`,
  flow: (ids: string) => `---\n{\n  'country': '英国',\n  'id': 'uk-vision',\n  'relatedFacilities': [${ids.replaceAll('"', '\'')}],\n  'title': '愿景',\n}\n---\n`,
  block: (ids: string) => `\uFEFF---\r\ncountry: 英国\r\nid: uk-vision\r\nrelatedFacilities: [${ids.replaceAll('"', '')}]\r\ntitle: 愿景\r\n---\r\n😀\r\n`,
} as const;
const facilities = {
  json: (ids: string) => `---\n{ "country": "英国", "id": "10", "name": "橡果", "relatedPolicies": [${ids}] }\n---\n`,
  flow: (ids: string) => `---\n{\n  'country': '英国',\n  'id': '10',\n  'name': '橡果',\n  'relatedPolicies': [${ids.replaceAll('"', '\'')}],\n}\n---\n`,
  block: (ids: string) => `\uFEFF---\r\ncountry: 英国\r\nid: 10\r\nname: 橡果\r\nrelatedPolicies:\r\n${ids.split(', ').map(id => `  - ${id.replaceAll('"', '')}\r\n`).join('')}---\r\n😀\r\n`,
} as const;
const styles = ['json', 'flow', 'block'] as const;
const [P, F] = ['policies/zh/uk-vision.md', 'facilities/zh/10.md'];
const library = (style: typeof styles[number], toFacilities = '"10"', toPolicies = '"uk-vision"'): Files => ({ [P]: policies[style](toFacilities), [F]: facilities[style](toPolicies), 'policies/en/uk-vision.md': policies.json('"10"'), 'facilities/en/10.md': facilities.json('"uk-vision"') });

describe('collections', () => {
  it('of the real library: what is found, date by date', function () {
    const root = shared(this, 'corpus');
    const counts = new Map<string, number>();
    for (const date of readdirSync(root)) {
      const sorted = markdownBelow(join(root, date)).map(({ file, text }) => sortOut(uriIn(file), text));
      const records = sorted.flatMap(({ record }) => record ?? []);
      const others = sorted.flatMap(({ other }) => other ?? []);
      const world = { corpus: corpusOf(records.map(factsOf), sorted.flatMap(({ companion }) => companion ?? [])), today: '2026-11-20', author: undefined, project: noProject(uriIn('policy-records.json')) };
      for (const record of [...records, ...others]) {
        for (const { rule, severity } of check(record, world)) {
          if (!others.includes(record) && rule !== 'broken-reference' && rule !== 'not-as-described') continue;
          const key = `${date} ${others.includes(record) ? 'others' : 'policies'} ${rule} ${severity}`;
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
      }
    }
    // Of this date there is a sample: one facility of fifteen, and a third of the policies. A library without facilities hears nothing of them.
    assert.deepEqual(Object.fromEntries(counts), { '2026-07-22-flow others broken-reference information': 106, '2026-07-22-flow policies broken-reference information': 76 });
  });

  for (const style of styles) {
    it(`lead both ways in ${style}: definition, hover, hints, links, references, highlights`, () => {
      const files = library(style);
      for (const [from, words, to, title] of [[P, '10', F, '橡果'], [F, 'uk-vision', P, '愿景']] as const) {
        const { record, world } = open(files, from);
        const offset = offsetIn(files, from, words);
        assert.deepEqual(definition(world, record, offset, options)?.targets, [{ uri: uriIn(to), path: ['id'] }]);
        assert.match(JSON.stringify(hover(world, record, offset, { locale: 'zh', markdown: true })?.contents), new RegExp(title));
        assert.deepEqual(inlayHints(world, record, span(0, record.text.length), new Set(['titles']), 'zh').map(({ label }) => label), [title]);
        assert.deepEqual(links(world, record, { locale: 'zh', pages: false }).map(({ target }) => target), [uriIn(to)]);
        const wanted = wantedAt(world, record, offset) ?? assert.fail();
        assert.deepEqual([...filesNaming(world.corpus, wanted)].sort(), [uriIn(F), uriIn(P)]);
        assert.deepEqual(filesNaming(world.corpus, wanted).map(uri => placesNaming(open(files, uri.slice(uriIn('').length)).record, wanted, true).length), [1, 1]);
      }
    });

    it(`are offered both ways in ${style}, those of the own country first`, () => {
      const more = { 'facilities/zh/7.md': '---\nid: 7\nname: 齐鲁\ncountry: 中国\n---\n', 'policies/zh/cn-a.md': '---\nid: cn-a\ntitle: 甲\ncountry: 中国\n---\n' };
      const offered = (first: string, text: string) => {
        const files = { ...library(style), ...more, [first]: text.replace('$0', '') };
        const { record, world } = open(files, first);
        return complete(world, record, text.indexOf('$0'), completing).list.items.map(({ label, detail }) => [label, detail]);
      };
      const [own, other] = [['10', '橡果 · 英国'], ['7', '齐鲁 · 中国']];
      assert.deepEqual(offered(P, policies[style]('"$0"')), [own, other]);
      assert.deepEqual(offered(F, facilities[style]('"$0"')), [['uk-vision', '愿景 · 英国'], ['cn-a', '甲 · 中国']]);
      assert.deepEqual(offered(F, facilities[style]('"cn-a", "$0"')), [['uk-vision', '愿景 · 英国']]);
    });

    it(`tell of what is broken both ways in ${style}, and mend it`, () => {
      const files = library(style, '"10", "acron"', '"uk-vision", "uk-visoin"');
      assert.deepEqual(found(files, P).filter(({ rule }) => rule === 'broken-reference').map(({ path, severity }) => [path, severity]), [['relatedFacilities.1', 'warning']]);
      assert.deepEqual(found(files, F).map(({ rule, path, severity }) => [rule, path, severity]), [['broken-reference', 'relatedPolicies.1', 'warning']]);
      const { record, world } = open(files, F);
      const [finding] = check(record, world);
      assert.deepEqual(finding?.fixes.map(({ title }) => title.en), ['Change it to “uk-vision”', 'Remove the reference']);
      const after = afterFix(listOf(files, F), finding?.fixes[1] ?? assert.fail())[0]?.text;
      assert.equal(after, files[F]?.replace(style === 'block' ? '  - uk-visoin\r\n' : style === 'json' ? ', "uk-visoin"' : ', \'uk-visoin\'', ''));
      // Where the library has no such files, nothing is known of them.
      const { [F]: _, 'facilities/en/10.md': __, ...alone } = files;
      assert.deepEqual(found(alone, P).filter(({ rule }) => rule === 'broken-reference'), []);
      assert.deepEqual(found({ [F]: files[F] ?? '' }, F), []);
    });

    it(`are renamed both ways in ${style}: ids, references and files of both languages`, () => {
      const files = library(style);
      const after = (first: string, words: string, newId: string) => {
        const { record, world } = open(files, first);
        const offset = offsetIn(files, first, words);
        const texts = new Map(listOf(files, first).map(({ file, text }) => [uriIn(file), text]));
        const wanted = filesToRename(world, record, offset, newId);
        assert.ok(prepareRename(world, record, offset));
        const renamed = renameId(world, record, offset, newId, uri => wanted.includes(uri) ? texts.get(uri) : undefined);
        assert.ok('changes' in renamed, JSON.stringify(renamed));
        return Object.fromEntries(afterFix(listOf(files, first), { title: { zh: '', en: '' }, safe: false, changes: renamed.changes }).map(({ file, text }) => [file, text]));
      };
      for (const [first, words] of [[P, '10'], [F, '10']] as const) {
        const there = after(first, words, 'acorn-h2');
        assert.deepEqual(Object.keys(there).sort(), ['facilities/en/acorn-h2.md', 'facilities/zh/acorn-h2.md', 'policies/en/uk-vision.md', 'policies/zh/uk-vision.md']);
        assert.equal(there['facilities/zh/acorn-h2.md'], files[F]?.replace(/(id'?"?: ['"]?)10/, '$1acorn-h2'));
        assert.equal(there[P], files[P]?.replace('10', 'acorn-h2'));
        assert.equal(there['policies/en/uk-vision.md'], files['policies/en/uk-vision.md']?.replace('10', 'acorn-h2'));
      }
      const there = after(F, 'uk-vision', 'uk-plan');
      assert.deepEqual(Object.keys(there).sort(), ['facilities/en/10.md', 'facilities/zh/10.md', 'policies/en/uk-plan.md', 'policies/zh/uk-plan.md']);
      assert.equal(there[F], files[F]?.replace('uk-vision', 'uk-plan'));
    });
  }

  it('are found among the symbols of the workspace, behind the records, and counted above a file', () => {
    const files = library('block');
    const { record, world } = open(files, F);
    assert.deepEqual(workspaceSymbols(world.corpus, '橡果', undefined).map(({ name, containerName, location }) => [name, containerName, location.uri]), [['橡果', '10 · 英国', uriIn('facilities/en/10.md')], ['橡果', '10 · 英国', uriIn(F)]]);
    assert.deepEqual(workspaceSymbols(world.corpus, '', undefined).map(({ location }) => location.uri.includes('/policies/')), [true, true, false, false]);
    assert.deepEqual(codeLenses(world, record, 'zh').map(({ command }) => [command?.title, command?.arguments?.[2]]), [['被政策引用：1', [{ uri: uriIn(P), path: ['relatedFacilities'] }]]]);
    const policy = open(files, P);
    assert.deepEqual(codeLenses(policy.world, policy.record, 'en').map(({ command }) => command?.title), ['named by facilities: 1', 'twin: en']);
  });

  it('of a file of its kind nothing is asked that is asked of policies alone', () => {
    const text = '---\nid: 10\nname: x\ncountry: 中国\nstatus: 已取消\nyear: "2020"\nurl: nowhere\nmore: 1\n---\n';
    assert.deepEqual(found({ 'facilities/zh/10.md': text }, 'facilities/zh/10.md'), []);
    assert.deepEqual(found({ 'facilities/zh/10.md': '---\nid: 10\nid: 11\nname: x\n---\n' }, 'facilities/zh/10.md').map(({ rule }) => rule), ['not-as-described', 'duplicate-key']);
    assert.deepEqual(found({ 'facilities/zh/10.md': '---\n{ "id": "10", "name": 5\n---\n' }, 'facilities/zh/10.md').map(({ rule }) => rule), ['syntax-error'], 'what is absent is not told of a text that does not parse');
  });
});

describe('a collection of a project', () => {
  const project = `{
  "collections": {
    "methodologies": { "files": "methods", "schema": "schemas/methodology.schema.json", "id": "code", "title": "name", "called": { "zh": "方法学", "en": "methodologies" }, "references": { "basis": "policies", "replaces": "methodologies" } },
    "policies": { "references": { "methodology": "methodologies" } },
    "facilities": { "files": "sites/*/*.md", "schema": "schemas/site.schema.json" }
  }
}`;
  const files: Files = {
    'methods/zh/vm0043.md': '---\ncode: VM0043\nname: 混凝土\nbasis: [cn-ccer]\nreplaces: VM0042\nextra: 1\n---\n',
    'methods/zh/vm0044.md': '---\n{ "code": "VM0044", "name": "生物炭", "title": "生物炭", "category": "市场机制", "status": "现行", "pubDate": "2022-01-01", "country": "国际" }\n---\n',
    'acts/zh/cn-ccer.md': '---\nid: cn-ccer\ntitle: 办法\nlegalWeight: ""\nmethodology: [VM0044, VM0045]\nrelatedFacilities: [\'1\']\n---\n',
    'sites/zh/1.md': '---\nid: 1\n---\n',
    'schemas/methodology.schema.json': '{ "type": "object", "required": ["code", "name"], "properties": { "code": { "pattern": "^VM\\\\d{4}$" }, "basis": { "type": "array" }, "name": {}, "replaces": {}, "title": {}, "category": {}, "status": {}, "pubDate": {}, "country": {} }, "additionalProperties": false }',
    'schemas/site.schema.json': '{ "type": "object", "required": ["owner"] }',
    'policy-records.json': project,
  };

  it('has its schema, its ids and its references, without the engine knowing any of them', () => {
    const told = (first: string) => found(files, first).filter(({ rule }) => ['broken-reference', 'not-as-described', 'unknown-field'].includes(rule)).map(({ rule, path, message }) => `${rule} ${path}: ${message.en}`);
    assert.deepEqual(found(files, 'methods/zh/vm0043.md').map(({ rule, path, message }) => `${rule} ${path}: ${message.en}`), [
      'broken-reference replaces: There is no “VM0042” among the methodologies here.', 'not-as-described extra: There is no field “extra” here.',
    ]);
    assert.deepEqual(told('methods/zh/vm0044.md'), [], 'it looks like a policy, and the project says that it is none');
    assert.deepEqual(told('acts/zh/cn-ccer.md'), ['broken-reference methodology.1: There is no “VM0045” among the methodologies here.'], 'a field that the project gives a meaning is not unknown');
    assert.deepEqual(told('sites/zh/1.md'), ['not-as-described owner: The field “owner” is missing.'], 'a built-in one with another schema');
    for (const { message } of found(files, 'methods/zh/vm0043.md')) assert.ok(hasHan(message.zh) && message.zh.endsWith('。'));
  });

  it('is led to, offered and renamed like any other', () => {
    const act = 'acts/zh/cn-ccer.md';
    const { record, world } = open(files, act);
    assert.deepEqual(definition(world, record, offsetIn(files, act, 'VM0044'), options)?.targets, [{ uri: uriIn('methods/zh/vm0044.md'), path: ['code'] }]);
    const typed = { ...files, [act]: files[act]?.replace('VM0045', 'V') ?? '' };
    const now = open(typed, act);
    assert.deepEqual(complete(now.world, now.record, offsetIn(typed, act, 'V]'), completing).list.items.map(({ label, detail }) => [label, detail]), [['VM0043', '混凝土']]);
    const method = open(files, 'methods/zh/vm0043.md');
    assert.deepEqual(definition(method.world, method.record, offsetIn(files, 'methods/zh/vm0043.md', 'cn-ccer'), options)?.targets, [{ uri: uriIn(act), path: ['id'] }]);
    const texts = new Map(Object.entries(files).map(([file, text]) => [uriIn(file), text]));
    const renamed = renameId(world, record, offsetIn(files, act, 'VM0044'), 'VM0099', uri => texts.get(uri));
    assert.ok('changes' in renamed);
    const after = Object.fromEntries(afterFix(listOf(files, act), { title: { zh: '', en: '' }, safe: false, changes: renamed.changes }).map(({ file, text }) => [file, text]));
    assert.deepEqual([after[act]?.includes('[VM0099, VM0045]'), after['methods/zh/vm0044.md']?.includes('"code": "VM0099"')], [true, true], 'the file keeps its name, as that was not its id');
    for (const [newId, why] of [['VM0043', '“VM0043” is the id of zh/vm0043.md already.'], ['a/b', '“a/b” cannot be an id: it is the name of a file, too, of letters, digits and -, _, or a dot.']] as const) {
      const refused = renameId(world, record, offsetIn(files, act, 'VM0044'), newId, uri => texts.get(uri));
      assert.equal('refused' in refused && refused.refused.en, why);
    }
  });
});

describe('the engine', () => {
  it('names no collection but policies: what ships built in is data', () => {
    const sources = (folder: string): readonly string[] => readdirSync(folder, { withFileTypes: true }).flatMap(entry => entry.isDirectory() ? sources(join(folder, entry.name)) : entry.name.endsWith('.ts') ? [join(folder, entry.name)] : []);
    const named = sources(join(__dirname, '../server')).filter(path => {
      // The examples of a rule are records, and what a rule says of itself is prose.
      const code = readFileSync(path, 'utf8').replace(/example`[^`]*`/g, '').replace(/\b(?:title|why|noFix|source): \{[^}]*\}/g, '');
      return /facilit|countries['"/\\]|relatedPolicies/i.test(code);
    });
    assert.deepEqual(named.map(path => path.replace(/^.*\/server\//, '')), []);
  });
});
