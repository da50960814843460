import assert from 'node:assert/strict';
import { complete } from '../server/features/complete/index.ts';
import { libraryOf } from '../server/rules/library.ts';
import { check } from '../server/rules/run.ts';
import { builtIn } from '../server/schema/vocabulary.ts';
import { afterFix } from './fixture.ts';

const own = `{
  "vocabulary": {
    "category": [{ "zh": "资金计划", "en": "Funding", "aliases": ["Grant scheme"] }],
    "legalWeight": ["Funding Programme"],
    "country": [{ "zh": "黄金海岸", "en": "Gold Coast" }]
  },
  "fields": ["regulatory.credit_period", "evolution.milestones.place"]
}`;
const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };

function said(file: string, text: string, project = own): readonly string[] {
  const { record, world } = libraryOf([{ file, text }, { file: 'policy-records.json', text: project }]);
  assert.ok(record);
  return check(record, world, throwing).filter(({ rule }) => rule.startsWith('unknown-')).map(({ message }) => message.en);
}

function offered(marked: string, file = 'zh/x.md'): readonly string[] {
  const { record, world } = libraryOf([{ file, text: marked.replace('$0', '') }, { file: 'policy-records.json', text: own }]);
  assert.ok(record);
  return complete(world, record, marked.indexOf('$0'), { locale: 'en', snippets: false, itemDefaults: false }).list.items.map(({ label }) => label);
}

describe('the words and fields of a project', () => {
  it('are known ones', () => {
    assert.deepEqual(said('zh/x.md', '---\ncategory: 资金计划\ncountry: 黄金海岸\nlegalWeight: Funding Programme\nregulatory: { credit_period: 12 年 }\nevolution: { milestones: [{ place: a }] }\n---\n'), []);
    assert.deepEqual(said('en/x.md', '---\ncategory: Funding\ncountry: Gold Coast\n---\n'), []);
  });

  it('are what their aliases mean', () => {
    assert.deepEqual(said('en/x.md', '---\ncategory: Grant scheme\n---\n'), ['“Grant scheme” is not a category value; suggested “Funding”.']);
  });

  it('are offered behind the built-in ones, in the language of the file', () => {
    assert.equal(offered('---\ncategory: $0\n---\n').at(-1), '资金计划');
    assert.equal(offered('---\ncategory: $0\n---\n', 'en/x.md').at(-1), 'Funding');
    assert.equal(offered('---\nlegalWeight: $0\n---\n').at(-1), 'Funding Programme');
    assert.ok(offered('---\ncountry: $0\n---\n', 'en/x.md').includes('Gold Coast'));
  });

  it('come from a fix of every finding that asks for one', () => {
    const file = 'en/x.md';
    const text = '---\ncategory: Grants\nstatus: Policy principles adopted\nreviewStatus: checked\nlegalWeight: Decree\ncountry: California\ntitle: x\nregulatory: { monetisation: x }\ntitel: y\n---\n';
    const { record, world } = libraryOf([{ file, text }]);
    assert.ok(record);
    const findings = check(record, world, throwing).filter(({ rule }) => rule === 'unknown-term' || rule === 'unknown-field');
    assert.deepEqual(findings.map(({ path }) => path.join('.')), ['category', 'status', 'reviewStatus', 'legalWeight', 'country', 'regulatory.monetisation', 'titel']);
    const files = findings.reduce<readonly { file: string; text: string }[]>((now, { fixes }) => {
      const added = fixes.at(-1);
      assert.ok(added && !added.safe && added.changes.every(({ kind }) => kind === 'add'), JSON.stringify(added));
      return afterFix(now, added);
    }, [{ file, text }]);
    assert.deepEqual(said(file, text, files.find(each => each.file === 'policy-records.json')?.text), []);
    assert.equal(files.find(each => each.file === file)?.text, text);
  });

  it('are not asked for where no project file can be', () => {
    const { record, world } = libraryOf([{ file: 'en/x.md', text: '---\ncategory: Grants\n---\n' }]);
    assert.ok(record);
    const findings = check(record, { ...world, project: { ...world.project, uri: undefined } }, throwing).filter(({ rule }) => rule === 'unknown-term');
    assert.deepEqual(findings.flatMap(({ fixes }) => fixes), []);
  });
});

describe('old words', () => {
  /** Each word that the library used to write in legalWeight, under the class it belongs to. */
  const classes: Readonly<Record<string, readonly string[]>> = {
    'Primary Legislation': ['Law (RIGI)', 'Law No. 7552', 'Act of Parliament', 'Federal Tax Legislation', 'Federal Decree', 'EU Regulation', 'Proposed Legislation'],
    'Administrative Regulation': ['Decree', 'Presidential Decree', 'Regulatory Directive', 'Executive Order/Framework', 'Federal Statutory Finance Program'],
    'Departmental Rules': ['Departmental Circular', 'Licensing Round', 'Storage Permit', 'Proposed Market Rule', 'Operational Framework', 'Ministerial Work Plan approved by the State Council'],
    'Strategic Guidance': ['National Strategy', 'Strategic Roadmap', 'Policy Roadmap', 'Strategic Technology Roadmap', 'Draft Strategy', 'European Commission Communication', 'National Guidance', 'Presidential Decree', 'Regulatory Directive'],
    'Guideline/Policy': ['Guideline', 'State Aid Scheme', 'EU Funding Programme', 'Fiscal Incentive', 'Government Contractual Support Framework', 'Structural Monetary Policy Instrument'],
    'Technical Standard': ['National Standards', 'National Recommended Standards', 'Voluntary Standard', 'Voluntary Carbon Crediting Methodology', 'International Inventory Guideline'],
  };

  it('map to their class, and to both where they may be either', () => {
    const words = new Set(Object.values(classes).flat());
    for (const word of words) {
      const { record, world } = libraryOf([{ file: 'zh/x.md', text: `---\nlegalWeight: ${word}\nstatus: 现行\n---\n` }]);
      assert.ok(record);
      const [finding] = check(record, world, throwing).filter(({ rule }) => rule === 'unknown-term');
      const wanted = Object.keys(classes).filter(each => classes[each]?.includes(word));
      assert.deepEqual(builtIn.meantBy('legalWeight', word).map(({ id }) => id).length, wanted.length, word);
      assert.equal(finding?.severity, 'information');
      for (const each of wanted) assert.ok(finding.message.en.includes(`“${each}”`), finding.message.en);
      assert.equal(finding.fixes.filter(({ preferred }) => preferred).length, wanted.length === 1 ? 1 : 0, word);
    }
  });
});
