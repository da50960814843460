import assert from 'node:assert/strict';
import { factsOf } from '../server/record/facts.ts';
import { corpusOf } from '../server/record/corpus.ts';
import { rules } from '../server/rules/index.ts';
import { libraryOf, uriIn, type File } from '../server/rules/library.ts';
import type { Finding } from '../server/rules/rule.ts';
import { check } from '../server/rules/run.ts';
import { noProject } from '../server/schema/project.ts';
import { afterFix, record } from './fixture.ts';

const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };
const names = ['broken-supersedes', 'broken-superseded-by', 'self-supersedes', 'supersedes-cycle', 'one-way-supersedes', 'superseded-still-active', 'successor-older'];
const own = rules.filter(({ id }) => names.includes(id));

interface Policy { readonly supersedes?: readonly string[]; readonly supersededBy?: string; readonly [field: string]: unknown }

/** A policy as a file; what is not a lineage field stands at the top. */
const policy = (file: string, { supersedes, supersededBy, ...rest }: Policy): File => {
  const evolution = { ...supersededBy === undefined ? {} : { supersededBy }, ...supersedes ? { supersedes } : {} };
  return { file, text: `---\n${JSON.stringify({ evolution, id: file.replace(/^.*\/|\.md$/g, ''), ...rest }, undefined, 2)}\n---\n` };
};
const library = (policies: Readonly<Record<string, Policy>>, languages: readonly string[] = ['zh']): readonly File[] =>
  languages.flatMap(language => Object.entries(policies).map(([id, each]) => policy(`${language}/${id}.md`, each)));

/** What is found in each file of a library. */
const findingsIn = (files: readonly File[]): readonly { readonly file: string; readonly finding: Finding }[] => files.filter(({ file }) => file.endsWith('.md')).flatMap(each => {
  const { record: made, world } = libraryOf([each, ...files.filter(other => other !== each)]);
  return made ? check(made, world, throwing, own).map(finding => ({ file: each.file, finding })) : [];
});
const said = (files: readonly File[]): readonly string[] => findingsIn(files).map(({ file, finding }) => `${file} ${finding.rule} ${finding.path.join('.')}`);
const fixIn = (files: readonly File[], rule: string, title = /./) => {
  const found = findingsIn(files).find(({ finding }) => finding.rule === rule);
  const fix = found?.finding.fixes.find(each => title.test(each.title.en));
  assert.ok(fix, `${rule}: ${said(files).join(', ')}`);
  assert.equal(fix.safe, false);
  return fix;
};

const old = { pubDate: '2012-06-13', year: 2012 };
const late = { pubDate: '2023-10-19', year: 2023 };

describe('lineage', () => {
  it('a sound lineage is quiet, whoever consolidates it', () => {
    assert.deepEqual(said(library({ a: { ...late, supersedes: ['b', 'c'], status: '现行' }, b: { supersededBy: 'a', supersedes: ['c'], status: '被取代' }, c: { supersededBy: 'b', status: '失效' } })), []);
    assert.deepEqual(said(library({ a: { supersedes: [], supersededBy: '' } })), []);
  });

  it('a missing answer is told once, and its fix writes both files in both languages', () => {
    const files = library({ a: { supersedes: ['b'] }, b: { supersededBy: '' } }, ['zh', 'en']);
    assert.deepEqual(said(files), ['zh/a.md one-way-supersedes evolution.supersedes.0', 'en/a.md one-way-supersedes evolution.supersedes.0']);
    assert.deepEqual(said(afterFix(files, fixIn(files, 'one-way-supersedes'))), []);
    const twins = [...library({ a: { supersedes: ['b'] }, b: {} }), ...library({ a: {}, b: {} }, ['en'])];
    assert.deepEqual(said(twins), ['zh/a.md one-way-supersedes evolution.supersedes.0']);
    const after = afterFix(twins, fixIn(twins, 'one-way-supersedes'));
    assert.deepEqual(said(after), []);
    assert.match(after.find(({ file }) => file === 'en/a.md')?.text ?? '', /"supersedes": \[\s*"b"\s*\]/);
    assert.match(after.find(({ file }) => file === 'en/b.md')?.text ?? '', /"supersededBy": "a"/);
  });

  it('a successor that does not list what names it is told there, and mended in the notation of its file', () => {
    const files: readonly File[] = [policy('zh/b.md', { supersededBy: 'a' }), { file: 'zh/a.md', text: '---\nid: a\nevolution:\n  supersedes:\n    - c # kept\n---\n' }, policy('zh/c.md', { supersededBy: 'a' })];
    assert.deepEqual(said(files), ['zh/b.md one-way-supersedes evolution.supersededBy']);
    const after = afterFix(files, fixIn(files, 'one-way-supersedes'));
    assert.equal(after[1]?.text, '---\nid: a\nevolution:\n  supersedes:\n    - c # kept\n    - b\n---\n');
    assert.deepEqual(said(after), []);
  });

  it('where several supersede parts of one, it may name any of them, and no one who does not', () => {
    assert.deepEqual(said(library({ a: { supersedes: ['z'] }, b: { supersedes: ['z'] }, z: { supersededBy: 'b' } })), []);
    const files = library({ a: { supersedes: ['z'] }, b: { supersedes: [] }, z: { supersededBy: 'b' } });
    assert.deepEqual(said(files), ['zh/z.md one-way-supersedes evolution.supersededBy']);
    assert.deepEqual(said(afterFix(files, fixIn(files, 'one-way-supersedes', /^Change/))), []);
    assert.deepEqual(said(afterFix(files, fixIn(files, 'one-way-supersedes', /^Say/))), []);
  });

  it('a slip in an id is one finding, on the slip', () => {
    assert.deepEqual(said(library({ 'us-45q-ira': { supersedes: ['us-45q-bab'] }, 'us-45q-bba': { supersededBy: 'us-45q-ira' } })), ['zh/us-45q-ira.md broken-supersedes evolution.supersedes.0']);
    const files = library({ 'us-45q-ira': { supersedes: ['us-45q-bba'] }, 'us-45q-bba': { supersededBy: 'us-45q-arp' } });
    assert.deepEqual(said(files), ['zh/us-45q-bba.md broken-superseded-by evolution.supersededBy']);
    assert.deepEqual(said(afterFix(files, fixIn(files, 'broken-superseded-by'))), []);
    assert.deepEqual(said(library({ a: { supersedes: ['a'], supersededBy: 'a', status: '现行', year: 2020 } })).filter(each => !each.includes('self-supersedes')), []);
  });

  it('a circle is the one mistake on it, and goes where the dates tell which step is wrong', () => {
    const files = library({ a: { ...late, supersedes: ['b'], status: '现行' }, b: { ...old, supersedes: ['a'], supersededBy: 'a', status: '现行' } }, ['zh', 'en']);
    assert.deepEqual(said(files), ['zh', 'en'].flatMap(each => [`${each}/a.md supersedes-cycle evolution.supersedes.0`, `${each}/b.md supersedes-cycle evolution.supersedes.0`]));
    const wrong = findingsIn(files).filter(({ finding }) => finding.fixes.length > 0);
    assert.deepEqual(wrong.map(({ file }) => file), ['zh/b.md', 'en/b.md']);
    assert.deepEqual(said(afterFix(files, wrong[0]!.finding.fixes[0]!)), ['zh/b.md superseded-still-active status', 'en/b.md superseded-still-active status']);
    const both = library({ a: { supersedes: ['b'], supersededBy: 'b' }, b: {} });
    assert.deepEqual(said(both), ['zh/a.md supersedes-cycle evolution.supersedes.0']);
    assert.deepEqual(findingsIn(both)[0]?.finding.related.map(({ message }) => message.en), ['“a” says that “b” supersedes it.']);
  });

  it('what only leads to a circle is not on it', () => {
    assert.deepEqual(said(library({ x: { supersedes: ['a'] }, a: { supersedes: ['b'], supersededBy: 'x' }, b: { supersedes: ['a'] } })),
      ['zh/a.md supersedes-cycle evolution.supersedes.0', 'zh/b.md supersedes-cycle evolution.supersedes.0']);
  });

  it('the wrong way round is turned round in all four files', () => {
    const files = library({ a: { ...old, supersedes: ['b'], supersededBy: '' }, b: { ...late, supersededBy: 'a', supersedes: [] } }, ['zh', 'en']);
    assert.deepEqual(said(files), ['zh/a.md successor-older evolution.supersedes.0', 'en/a.md successor-older evolution.supersedes.0']);
    const after = afterFix(files, fixIn(files, 'successor-older'));
    assert.deepEqual(said(after), []);
    for (const { file, text } of after) assert.equal(text.includes(file.endsWith('a.md') ? '"supersededBy": "b"' : '"supersededBy": ""'), true, text);
  });

  it('days that tell no more than the year are not compared as days', () => {
    const pair = (a: object, b: object) => said(library({ a: { supersedes: ['b'], ...a }, b: { supersededBy: 'a', ...b } }));
    const told = ['zh/a.md successor-older evolution.supersedes.0'];
    assert.deepEqual(pair({ pubDate: '2023-01-01' }, { pubDate: '2023-06-01' }), []);
    assert.deepEqual(pair({ pubDate: '2022-01-01' }, { pubDate: '2023-06-01' }), told);
    assert.deepEqual(pair({ pubDate: '2023-06-01' }, { pubDate: '2023-06-01' }), []);
    assert.deepEqual(pair({ pubDate: '2023-05-01' }, { pubDate: '2023-06-01' }), told);
    assert.deepEqual(pair({ pubDate: '2023-02-30' }, { pubDate: '2024-06-01' }), []);
    assert.deepEqual(pair({ pubDate: '2023-02-28', year: 2024 }, { pubDate: '2023-06-01' }), []);
    assert.deepEqual(pair({ pubDate: '2023-02-28' }, { pubDate: '2026-03-18', provenance: { lastAuditDate: '2026-03-18' } }), []);
    assert.deepEqual(pair({ year: 2019 }, { year: '2020' }), []);
  });

  it('an older policy is in force for as long as its successor is not', () => {
    const told = (status: string | undefined) => said(library({ a: { supersedes: ['b'], status }, b: { supersededBy: 'a', status: 'Active' } })).length;
    for (const status of ['计划中', 'Under development', 'Upcoming', 'Draft for public comment', 'Policy principles adopted', 'Tabled']) assert.equal(told(status), 0, status);
    for (const status of ['现行', 'Active', 'Superseded', '失效', '', undefined]) assert.equal(told(status), 1, status);
    const files = [...library({ a: { supersedes: ['b'] }, b: { supersededBy: 'a', status: '现行' } }), ...library({ a: { supersedes: ['b'] }, b: { supersededBy: 'a', status: 'Active' } }, ['en'])];
    const after = afterFix(files, fixIn(files, 'superseded-still-active'));
    assert.deepEqual(said(after), []);
    assert.deepEqual(after.filter(({ file }) => file.endsWith('b.md')).map(({ text }) => /"status": "(.*)"/.exec(text)?.[1]), ['被取代', 'Superseded']);
  });

  it('a historical id is declared once for all records', () => {
    const files = library({ a: { supersedes: ['cdm-legacy'] }, b: { supersedes: ['cdm-legacy'] } }, ['zh', 'en']);
    assert.equal(said(files).length, 4);
    const after = afterFix(files, fixIn(files, 'broken-supersedes', /^Declare/));
    assert.deepEqual(JSON.parse(after.find(({ file }) => file === 'policy-records.json')?.text ?? ''), { historicalIds: ['cdm-legacy'] });
    assert.deepEqual(said(after), []);
    assert.equal(findingsIn(files)[0]?.finding.fixes.find(({ preferred }) => preferred)?.title.en, 'Keep it as a historical name in consolidatedFrom, in both languages');
  });

  it('odd trees are nobody’s fault here', () => {
    const odd = ['{}', '[]', '1', '{"id": "a", "evolution": [1]}', '{"id": "a", "evolution": {"supersedes": "b", "supersededBy": ["b"]}, "status": []}', '{"id": ["a"], "evolution": {"supersedes": [null, 1, {}, ["b"], ""], "supersededBy": 3}}',
      '{"id": "a", "id": "b", "evolution": {"supersedes": ["b"], "supersedes": ["a"]}}', '{"id": "a", "evolution": {"supersedes": ["b'];
    for (const text of odd) for (const file of ['zh/a.md', 'a.md']) {
      said([{ file, text: `---\n${text}\n---\n` }, policy('zh/b.md', { supersedes: ['a'], supersededBy: 'a' }), policy('b.md', { supersedes: ['a'], supersededBy: 'a' })]);
    }
    const files = [policy('zh/a.md', { supersedes: ['b'] }), { file: 'zh/b.md', text: '---\nid: b\nevolution: none\n---\n' }];
    assert.deepEqual(findingsIn(files).map(({ finding }) => finding.fixes), [[]]);
  });

  it('a long lineage and a large circle cost nothing', () => {
    const many = Array.from({ length: 3000 }, (_, i) => record(policy(`zh/p${i}.md`, { supersedes: [`p${(i + 1) % 3000}`], supersededBy: `p${(i + 2999) % 3000}`, year: 2020, status: '现行' }).text, `zh/p${i}.md`));
    const world = { corpus: corpusOf(many.map(factsOf)), today: '2026-11-20', author: undefined, project: noProject(uriIn('policy-records.json')) };
    const start = performance.now();
    for (const each of many.filter((_, i) => i % 10 === 0)) check(each, world, throwing, own);
    assert.ok(performance.now() - start < 3000, `${performance.now() - start} ms`);
  });
});
