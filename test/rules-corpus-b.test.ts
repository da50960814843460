import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { textOf, within, span } from '../server/base/span.ts';
import { corpusOf, type Corpus } from '../server/record/corpus.ts';
import { factsOf } from '../server/record/facts.ts';
import { intake } from '../server/record/intake.ts';
import { rules } from '../server/rules/index.ts';
import { isHistorical } from '../server/rules/lineage.ts';
import type { Finding, Fix, World } from '../server/rules/rule.ts';
import { check } from '../server/rules/run.ts';
import { noProject } from '../server/schema/project.ts';
import { pillars } from '../server/schema/knowledge.ts';
import { jurisdictionOf, meantBy } from '../server/schema/vocabulary.ts';
import type { PolicyRecord } from '../server/syntax/record.ts';
import { dataOf, entriesBelow, isEmpty, nodeAt, stringOf, type Data, type Path } from '../server/syntax/tree.ts';
import { fixed } from './fixture.ts';
import { shared } from './shared.ts';

const root = join(__dirname, '../../shared/corpus');
const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };

interface Read { readonly era: string; readonly record: PolicyRecord; readonly world: World; readonly findings: readonly Finding[] }

const today = '2026-11-20';
const worldOf = (corpus: Corpus): World => ({ corpus, today, author: 'Li Wei', project: noProject() });
const uriOf = (era: string, file: string): string => `file:///corpus/${era}/${file.replaceAll('\\', '/')}`;
const filesOf = (era: string): readonly string[] => readdirSync(join(root, era), { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.md')).sort();

function readEra(era: string): readonly Read[] {
  const records = filesOf(era).flatMap(file => intake(uriOf(era, file), readFileSync(join(root, era, file), 'utf8')) ?? []);
  const world = worldOf(corpusOf(records.map(factsOf)));
  return records.map(record => ({ era, record, world, findings: check(record, world, throwing) }));
}

const at = ({ record }: Read, { rule, span: { start }, message }: Finding): string => `${record.uri}:${record.lines.lineOf(start) + 1} ${rule}: ${message.en}`;

describe('the rules on the real corpus', function () {
  this.timeout(120_000);
  let all: readonly Read[] = [];

  before(function () {
    shared(this, 'corpus');
    all = readdirSync(root).sort().flatMap(readEra);
  });

  /** Every finding that is picked, for a list of those that should not be there. */
  const picked = (pick: (finding: Finding, read: Read) => boolean): readonly string[] =>
    all.flatMap(read => read.findings.filter(finding => pick(finding, read)).map(finding => at(read, finding)));
  const none = (pick: (finding: Finding, read: Read) => boolean) => assert.deepEqual(picked(pick), []);
  const valueAt = ({ record }: Read, path: Path) => nodeAt(record.root, path);

  it('reads all of its records', () => assert.ok(all.length > 400, `${all.length} records`));

  it('1: "" and [] where nothing is to be said are no fault', () => {
    const mayBeEmpty = new Set(['supersededBy', 'supersedes', 'clusters', 'auditNote', 'interpretation', 'sectors']);
    none((finding, read) => mayBeEmpty.has(String(finding.path.at(-1))) && isEmpty(valueAt(read, finding.path)));
    assert.ok(all.some(read => stringOf(valueAt(read, ['evolution', 'supersededBy'])) === ''));
  });

  it('2: a description may be absent, and may equal the body', () => none(({ rule, path }) => path[0] === 'description' && (rule.startsWith('missing-') || rule.startsWith('empty-') || rule.startsWith('duplicate-'))));

  it('3: English in analysis, source, legalWeight and reviewStatus of a Chinese record is right', () =>
    none(({ rule, path }, { record: { locale } }) => locale === 'zh' && rule.startsWith('wrong-language') && ['analysis', 'source', 'legalWeight', 'reviewStatus'].includes(String(path[0]))));

  it('4: a score of 40 or less needs no citation, and 45 and 98 are scores', () => {
    none(({ rule, path }, read) => rule === 'uncited-score' && Number(dataOf(valueAt(read, [...path.slice(0, 2), 'score']))) <= 40);
    none(({ rule }) => rule === 'score-out-of-range');
    assert.ok(picked(({ rule }) => rule === 'uncited-score').length > 100);
  });

  it('5: blank pillars are no warning outside Regulatory', () => {
    none(({ rule, severity }, read) => rule === 'unfilled-pillars' && severity !== 'information'
      && !meantBy('category', stringOf(valueAt(read, ['category'])) ?? '').some(({ id }) => id === 'regulatory'));
  });

  it('6: “暂无…” and “尚未…” in a pillar or a body are findings of the author, never placeholders', () =>
    none(({ rule, span: { start, end }, path }, { record }) => rule.startsWith('placeholder') && path[0] !== 'analysis' && /暂无|尚未|缺乏|not explicitly|Under development/.test(record.text.slice(start, end))));

  it('7: consolidatedFrom may name what is gone, and no live record is put for a historical name', () => {
    none(({ path }) => path.includes('consolidatedFrom'));
    const broken = all.flatMap(read => read.findings.filter(({ rule }) => rule === 'broken-supersedes').map(finding => ({ read, finding })));
    assert.ok(broken.length > 0);
    for (const { read, finding } of broken) {
      const id = stringOf(valueAt(read, finding.path)) ?? '';
      assert.ok(isHistorical(id), id);
      assert.match(finding.fixes[0]?.title.en ?? '', /historical/, at(read, finding));
    }
  });

  it('8: a primary-source audit is a review, and a draft may wait for one', () => none(({ rule, path }, read) => rule === 'verified-but-pending'
    && (/primary-source/i.test(stringOf(valueAt(read, path)) ?? '') || stringOf(valueAt(read, ['reviewStatus'])) === 'draft')));

  it('9: only 1 January may be a stand-in, and it is no more than information', () => {
    none(({ rule, severity, path }, read) => rule === 'placeholder-date' && (severity === 'error' || severity === 'warning' || !(stringOf(valueAt(read, path)) ?? '').endsWith('-01-01')));
  });

  it('10: the order of keys is free', () => {
    const reversed = (data: Data): Data => typeof data !== 'object' ? data : Array.isArray(data) ? data
      : Object.fromEntries(Object.entries(data as Readonly<Record<string, Data>>).reverse().map(([key, value]) => [key, reversed(value)]));
    const said = (findings: readonly Finding[]) => findings.filter(({ rule }) => rule !== 'mixed-line-endings').map(({ rule, path }) => `${rule} ${path.join('.')}`).sort();
    for (const { record, world, findings } of all.filter(({ record }) => record.style === 'json')) {
      const text = `---\n${JSON.stringify(reversed(dataOf(record.root)), undefined, 2)}\n---\n${textOf(record.text, record.body)}`;
      const turned = intake(record.uri, text);
      assert.ok(turned);
      // Notation and line breaks of the original went with the rewriting, so rules on those are left out.
      assert.deepEqual(said(check(turned, world, throwing)), said(findings), record.uri);
    }
  });

  it('13: technical and liability are dimensions', () => none(({ rule, path }) => (rule === 'unknown-field' || rule === 'misplaced-field') && path[0] === 'analysis' && ['technical', 'liability'].includes(String(path.at(-1)))));

  it('14: a block with pillars of its own is not said to have none of the seven', () => {
    const keys = new Set(pillars.map(({ key }) => key));
    none(({ rule, path, severity }) => rule === 'unknown-field' && path[0] === 'regulatory' && severity !== 'information' && severity !== 'hint');
    none(({ rule, message }, read) => {
      const block = valueAt(read, ['regulatory']);
      return rule === 'unfilled-pillars' && message.en.startsWith('All seven') && block?.kind === 'map' && block.entries.some(({ name, value }) => !keys.has(name) && !isEmpty(value));
    });
  });

  it('15: 韩国 and Republic of Korea are one country', () => {
    assert.equal(jurisdictionOf('韩国'), jurisdictionOf('Republic of Korea'));
    none(({ rule, path }, read) => rule === 'twin-disagrees' && path[0] === 'country' && jurisdictionOf(stringOf(valueAt(read, path)) ?? '')?.id === 'south-korea');
  });

  it('16: where a folder writes English terms throughout, that is said once', () => {
    for (const era of ['2026-02-06-block-flat', '2026-02-08-block']) {
      const said = all.filter(read => read.era === era && read.record.locale === 'zh')
        .flatMap(({ findings }) => findings.filter(({ rule, path }) => rule === 'wrong-language-term' && path[0] !== 'country'));
      assert.equal(said.length, 1, era);
      assert.match(said[0]?.message.en ?? '', /of \d+ records in this folder/);
    }
  });

  it('17: CR LF changes no finding and no place', () => {
    none(({ rule, severity }) => rule === 'mixed-line-endings' && severity !== 'hint');
    const shape = (record: PolicyRecord, findings: readonly Finding[]) => findings.filter(({ rule }) => rule !== 'mixed-line-endings')
      .map(({ rule, span: where }) => `${rule} ${record.lines.lineOf(where.start)} ${textOf(record.text, where).replaceAll('\r\n', '\n')}`);
    for (const { record, world, findings } of all.filter(({ record }) => !record.text.includes('\r'))) {
      const windows = intake(record.uri, record.text.replaceAll('\n', '\r\n'));
      assert.ok(windows);
      assert.deepEqual(shape(windows, check(windows, world, throwing)), shape(record, findings), record.uri);
    }
  });

  it('18: full-width quotes and brackets in a text are house style', () => none(({ rule }) => rule === 'full-width-punctuation'));

  it('19: trailing commas and single quotes are what flow YAML looks like', () => {
    none(({ rule }) => rule === 'syntax-error' || rule === 'duplicate-key');
    for (const { era, record } of all) assert.equal(record.style, era.includes('block') ? 'block' : era.includes('json') ? 'json' : 'flow', record.uri);
  });

  it('20: facilities cannot be looked up, however many are related', () => none(({ rule, path }) => path[0] === 'relatedFacilities' && rule !== 'twin-disagrees'));

  it('21: an id needs no country before it', () => none(({ rule, path }) => rule === 'unsafe-id' || (path[0] === 'id' && rule !== 'id-not-file-name' && rule !== 'duplicate-id' && rule !== 'missing-field')));

  it('22: Latin letters in a Chinese title are fine', () => none(({ rule, path }, { record }) => rule.startsWith('wrong-language') && path[0] === 'title' && record.locale === 'zh'));

  it('facilities and country profiles are not records', () => {
    const files = filesOf('2026-07-22-flow').filter(file => !/^policies[\\/]/.test(file));
    assert.ok(files.length > 150);
    assert.deepEqual(files.filter(file => intake(uriOf('2026-07-22-flow', file), readFileSync(join(root, '2026-07-22-flow', file), 'utf8'))), []);
  });

  it('every finding stands in its text and speaks both languages', () => {
    for (const read of all) for (const finding of read.findings) {
      assert.ok(within(span(0, read.record.text.length), finding.span) && finding.span.start < finding.span.end, at(read, finding));
      assert.match(finding.message.zh, /[。？]$/);
      assert.match(finding.message.en, /[.?]$/);
    }
  });

  it('no rule throws on half a record', () => {
    for (const { record, world } of all.filter((_, i) => i % 9 === 0)) {
      for (let cut = 4; cut < record.text.length; cut += 97) {
        const half = intake(record.uri, record.text.slice(0, cut));
        if (half) check(half, world, throwing);
      }
    }
  });

  describe('fixes', () => {
    /** What a fix of each rule may change, from the path of its finding. */
    const scopes: Readonly<Record<string, (path: Path) => readonly Path[]>> = {
      'empty-analysis': () => [['analysis']],
      'missing-dimension': () => [['analysis']],
      'uncited-score': path => [path, [...path.slice(0, 2), 'score']],
      'placeholder-evidence': path => ['score', 'label', 'evidence'].map(field => [...path.slice(0, 2), field]),
      'unfilled-pillars': path => [path],
      'broken-supersedes': () => [['evolution', 'supersedes'], ['evolution', 'consolidatedFrom']],
      'broken-superseded-by': path => [path],
      'self-supersedes': path => [path.slice(0, 2)],
      'wrong-language-term': () => [['category'], ['status'], ['country']],
      'unknown-term': path => path[0] === 'legalWeight' ? [path, ['status']] : [path],
      'invalid-date': path => [path],
      'year-mismatch': () => [['year'], ['pubDate']],
      'placeholder-date': path => [path],
      'verified-but-pending': path => [path, ['reviewStatus']],
      'unknown-criterion': path => [path.slice(0, 1)],
    };
    const mended = ({ record }: Read, fix: Fix): PolicyRecord => {
      const after = intake(record.uri, fixed(record.text, record.uri, fix));
      assert.ok(after, `${record.uri}: “${fix.title.en}” leaves no record`);
      return after;
    };
    /** A fix may do no more than make another file. */
    const isOfRecord = ({ changes }: Fix) => changes.some(({ kind }) => kind === 'edit');
    const each = (visit: (read: Read, finding: Finding, fix: Fix) => void, reads: readonly Read[]) => {
      let count = 0;
      for (const read of reads) for (const finding of read.findings) if (scopes[finding.rule]) for (const fix of finding.fixes.filter(isOfRecord)) { visit(read, finding, fix); count++; }
      return count;
    };

    it('leave a record of the same notation that parses and no longer has the finding', () => {
      const count = each((read, finding, fix) => {
        const after = mended(read, fix);
        const where = `${at(read, finding)} (${fix.title.en})`;
        assert.equal(after.style, read.record.style, where);
        assert.deepEqual(after.problems, read.record.problems, where);
        const others = read.world.corpus.records().filter(({ uri }) => uri !== after.uri);
        const only = rules.filter(({ id }) => id === finding.rule);
        const left = check(after, worldOf(corpusOf([...others, factsOf(after)])), throwing, only);
        assert.ok(!left.some(({ path, message }) => path.join('.') === finding.path.join('.') && message.en === finding.message.en), where);
      }, all);
      assert.ok(count > 1000, `${count} fixes`);
    });

    it('change nothing else', () => {
      const sampled = all.filter(({ findings }) => findings.some(({ rule, fixes }) => scopes[rule] && fixes.length > 0)).filter((_, i, some) => i % Math.ceil(some.length / 80) === 0);
      assert.ok(sampled.length >= 60, `${sampled.length} files`);
      each((read, finding, fix) => {
        const after = mended(read, fix);
        const scope = scopes[finding.rule]?.(finding.path) ?? [];
        assert.deepEqual(leaves(after, scope), leaves(read.record, scope), `${at(read, finding)} (${fix.title.en})`);
        assert.equal(textOf(after.text, after.body), textOf(read.record.text, read.record.body));
      }, sampled);
    });
  });
});

/** Every value of a record by its path, without those in the scope of a fix. */
const leaves = (record: PolicyRecord, scope: readonly Path[]): readonly string[] => [...entriesBelow(record.root)]
  .filter(({ path, entry }) => entry.value?.kind !== 'map' && !scope.some(prefix => prefix.every((step, i) => path[i] === step)))
  .map(({ path, entry }) => `${path.join('.')} = ${JSON.stringify(dataOf(entry.value))}`);
