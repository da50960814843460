import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from '../server/base/span.ts';
import type { Finding } from '../server/rules/rule.ts';
import { check } from '../server/rules/run.ts';
import { schemaErrors } from '../server/schema/validate.ts';
import type { PolicyRecord } from '../server/syntax/record.ts';
import { dataOf, entriesBelow, isEmpty, nodeAt, type Data } from '../server/syntax/tree.ts';
import { fixed, record, world } from './fixture.ts';
import { shared } from './shared.ts';

const era = '2026-02-06-block-flat';
const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };
const findingsOf = (each: PolicyRecord): readonly Finding[] => check(each, world([each]), throwing);

/** The same frontmatter as JSON and between braces. */
const notations: Readonly<Record<string, (each: PolicyRecord) => string>> = {
  'as it is': each => each.text,
  'as JSON': each => `---\n${JSON.stringify(dataOf(each.root), undefined, 2)}\n---\n${textOf(each.text, each.body)}`,
  'between braces': each => `---\n${flowOf(dataOf(each.root))}\n---\n${textOf(each.text, each.body)}`,
};

const flowOf = (data: Data): string => `{\n${Object.entries(data as Readonly<Record<string, Data>>).map(([key, value]) => `  '${key}': ${flowValue(value)},\n`).join('')}}`;
const flowValue = (value: Data): string => typeof value === 'string' ? `'${value.replaceAll('\'', '\'\'')}'` : Array.isArray(value) ? `[${(value as readonly Data[]).map(flowValue).join(', ')}]` : String(value);

describe('migrating the flat layout', function () {
  this.timeout(60_000);
  let all: readonly PolicyRecord[] = [];

  before(function () {
    const folder = join(shared(this, 'corpus'), era, 'policies');
    all = ['zh', 'en'].flatMap(language => readdirSync(join(folder, language)).sort().map(file => record(readFileSync(join(folder, language, file), 'utf8'), `${language}/${file}`)));
    assert.ok(all.length >= 20, `${all.length} records`);
  });

  for (const [name, written] of Object.entries(notations)) {
    it(`loses nothing of any record, ${name}`, () => {
      for (const each of all) {
        const before = record(written(each), each.uri.slice('file:///library/'.length));
        const [finding, ...more] = findingsOf(before).filter(({ rule }) => rule === 'legacy-layout');
        assert.ok(finding && more.length === 0, each.uri);
        const [fix] = finding.fixes;
        assert.ok(fix?.detail, each.uri);
        const text = fixed(before.text, before.uri, fix);
        const after = record(text, each.uri.slice('file:///library/'.length));
        assert.deepEqual(after.problems, [], each.uri);
        assert.equal(after.style, before.style, each.uri);
        assert.equal(textOf(after.text, after.body), textOf(before.text, before.body));
        const left = findingsOf(after);
        assert.ok(!left.some(({ rule }) => rule === 'legacy-layout'), each.uri);
        // What the schema still minds is what was left open, old words, and what was kept under its old name.
        assert.deepEqual(schemaErrors(after).filter(({ keyword, key, path }) => keyword !== 'enum' && !isEmpty(nodeAt(after.root, path)) && !(keyword === 'additionalProperties' && fix.detail?.en.includes(key ?? '?'))), [], text);
        assert.equal(dataOf(nodeAt(after.root, ['id'])), each.uri.replace(/^.*\/|\.md$/g, ''));
        assert.deepEqual([...entriesBelow(nodeAt(after.root, ['analysis']))].filter(({ entry }) => entry.name === 'score'), []);
        for (const { entry, path } of entriesBelow(before.root)) {
          if (isEmpty(entry.value)) {
            const name = String(path[0]);
            assert.ok(isKept(after, name) || fix.detail.en.includes(name), `${each.uri}: ${name} is gone without a word`);
            continue;
          }
          const value = dataOf(entry.value);
          const homes = [...entriesBelow(after.root)].filter(home => same(dataOf(home.entry.value), value)).map(home => home.path.join('.'));
          assert.ok(homes.length > 0, `${each.uri}: ${path.join('.')} is lost`);
          if (homes.includes(path.join('.'))) continue;
          assert.ok(homes.some(home => fix.detail?.en.includes(`${path.join('.')} → ${home}`) && fix.detail.zh.includes(`${path.join('.')} → ${home}`)), `${each.uri}: nothing is said of ${path.join('.')}`);
        }
      }
    });
  }

  it('works its edits out only when someone asks for them', () => {
    const [each] = all;
    assert.ok(each);
    const [fix] = findingsOf(each).filter(({ rule }) => rule === 'legacy-layout').flatMap(({ fixes }) => fixes);
    assert.ok(fix && !Object.hasOwn(fix, 'changes'));
    assert.ok(fix.changes.length > 0);
    assert.equal(fix.changes, fix.changes);
  });

  it('says in its title what goes where', () => {
    const each = all.find(({ uri }) => uri.endsWith('en/ca-ccus-itc.md'));
    assert.ok(each);
    const [fix] = findingsOf(each).filter(({ rule }) => rule === 'legacy-layout').flatMap(({ fixes }) => fixes);
    assert.equal(fix?.title.en, 'Migrate to the current layout (id from the file name; 7 pillars to regulatory; public_consultation, incentive_duration_years, eor_eligibility to regulatory; tags, plr_index kept; 3 blank fields left out)');
    assert.match(fix?.detail?.zh ?? '', /liability_period_years → regulatory\.liability_period/);
  });

  it('keeps what two names of one pillar say, a number, and what has another shape', () => {
    const each = record('---\ntitle: x\nplr_index: 40\nliability_period: 20 years\nliability_period_years: 30\nincentive_duration_years: 12\nfinancial_assurance:\n  - bond\nnote: mine\nlegal_citation: 26 U.S.C. § 45Q\n---\nBody.\n', 'en/us-45q.md');
    const [fix] = findingsOf(each).filter(({ rule }) => rule === 'legacy-layout').flatMap(({ fixes }) => fixes);
    assert.ok(fix);
    const after = dataOf(record(fixed(each.text, each.uri, fix), 'en/us-45q.md').root) as Readonly<Record<string, Readonly<Record<string, Data>>>>;
    assert.equal(after['regulatory']?.['liability_period'], '20 years');
    assert.equal(after['liability_period_years'], 30);
    assert.equal(after['regulatory']?.['incentive_duration_years'], 12);
    assert.deepEqual(after['financial_assurance'], ['bond']);
    assert.equal((after['analysis']?.['statutory'] as Readonly<Record<string, Data>>)['citation'], '26 U.S.C. § 45Q');
    assert.match(fix.detail?.en ?? '', /Kept as they are: plr_index, liability_period_years, financial_assurance, note\./);
  });
});

const isKept = ({ root }: PolicyRecord, name: string): boolean => [...entriesBelow(root)].some(({ entry }) => entry.name === name);
const same = (a: Data, b: Data): boolean => JSON.stringify(a) === JSON.stringify(b);
