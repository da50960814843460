import assert from 'node:assert/strict';
import { libraryOf, uriIn, type File } from '../server/rules/library.ts';
import type { Finding, Fix } from '../server/rules/rule.ts';
import { check } from '../server/rules/run.ts';
import type { Style } from '../server/syntax/record.ts';
import { dataOf } from '../server/syntax/tree.ts';
import { afterFix, record } from './fixture.ts';

const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };
const file = (name: string, frontmatter: string): File => ({ file: name, text: `---\n${frontmatter}\n---\n\nText.\n` });

const findingsIn = (files: readonly File[], name = files[0]!.file): readonly Finding[] => {
  const { record: made, world } = libraryOf([...files.filter(each => each.file === name), ...files.filter(each => each.file !== name)]);
  assert.ok(made);
  return check(made, world, throwing);
};
const fixOf = (files: readonly File[], rule: string, title = /./): Fix => {
  const found = findingsIn(files).filter(each => each.rule === rule).flatMap(({ fixes }) => fixes).find(each => title.test(each.title.en));
  assert.ok(found, `${rule} ${title}: ${findingsIn(files).map(each => `${each.rule} ${each.fixes.map(each => each.title.en).join(' | ')}`).join('\n')}`);
  return found;
};
const saysBoth = ({ title: { zh, en } }: Fix) => zh.endsWith('（两个语言版本）') && en.endsWith(', in both languages');
const textIn = (files: readonly File[], name: string) => files.find(each => each.file === name)?.text ?? '';
const rulesIn = (files: readonly File[]) => files.filter(each => each.file.endsWith('.md')).flatMap(each => findingsIn(files, each.file).map(({ rule }) => rule));

/** A mistake that both files share: the rule that tells of it, the fix, what stands in both files, and what the twin says then. */
const shared: readonly (readonly [rule: string, fix: RegExp, zh: string, en: string, after: RegExp, left?: RegExp])[] = [
  ['score-out-of-range', /^Set it to 100/, '"analysis": { "mrv": { "score": 850 } }', '"analysis": { "mrv": { "score": "850" } }', /"score": 100 /],
  ['uncited-score', /^Lower/, '"analysis": { "mrv": { "citation": "", "score": 90 } }', '"analysis": { "mrv": { "citation": "", "score": 90 } }', /"score": 40 /],
  ['score-without-url', /^Lower/, '"analysis": { "market": { "score": 90 }, "mrv": { "score": 80 } }, "url": ""', '"analysis": { "market": { "score": 90 }, "mrv": { "score": 70 } }, "url": ""', /"market": \{ "score": 40 \}, "mrv": \{ "score": 70 \}/],
  ['verified-but-pending', /draft/, '"provenance": { "reviewer": "Pending" }, "reviewStatus": "verified"', '"provenance": { "reviewer": "Human Audit Pending" }, "reviewStatus": "Verified"', /"reviewStatus": "draft"/],
  ['verified-but-pending', /^Sign/, '"provenance": { "reviewer": "Pending" }, "reviewStatus": "verified"', '"provenance": { "reviewer": "Pending" }, "reviewStatus": "verified"', /"reviewer": "Li Wei"/],
  ['missing-reviewer', /^Sign/, '"provenance": { "reviewer": "" }, "reviewStatus": "verified"', '"provenance": { "author": "A" }, "reviewStatus": "verified"', /"provenance": \{ "author": "A", "reviewer": "Li Wei" \}/],
  ['year-mismatch', /^Set year/, '"pubDate": "2024-03-02", "year": 2023', '"pubDate": "2024-03-02", "year": 2023', /"year": 2024/],
  ['ingest-date', /^Clear/, '"provenance": { "lastAuditDate": "2026-02-08" }, "pubDate": "2026-02-08"', '"provenance": { "lastAuditDate": "2026-02-08" }, "pubDate": "2026-02-08"', /"pubDate": ""/],
  ['missing-audit-date', /^Audited/, '"provenance": { "lastAuditDate": "" }', '"provenance": { "author": "A" }', /"lastAuditDate": "2026-11-20"/],
  ['future-date', /today/, '"provenance": { "lastAuditDate": "2027-01-02" }', '"provenance": { "lastAuditDate": "2027-01-02" }', /"lastAuditDate": "2026-11-20"/],
  ['insecure-url', /https/, '"url": "http://a.example/1"', '"url": "http://a.example/1"', /"url": "https:\/\/a\.example\/1"/],
  ['malformed-url', /^Set it/, '"url": "a.example/1"', '"url": "a.example/1"', /"url": "https:\/\/a\.example\/1"/],
  ['weak-own-dimension', /Technical|技术/, '"analysis": { "market": { "score": 20 }, "mrv": { "score": 90 } }, "category": "市场机制"', '"analysis": { "market": { "score": 20 }, "mrv": { "score": 90 } }, "category": "Market"', /"category": "Technical"/],
  ['unknown-term', /^Write/, '"legalWeight": "Regulatory Directive"', '"legalWeight": "Regulatory Directive"', /"legalWeight": "(?!Regulatory Directive)/],
  ['placeholder-evidence', /^Remove/, '"analysis": { "mrv": { "citation": "", "evidence": "待定", "label": "高", "score": 30 } }', '"analysis": { "mrv": { "label": "High", "score": 30, "citation": "", "evidence": "TBD" } }', /"mrv": \{ "citation": "" \}/],
];

describe('a mistake in both languages', () => {
  for (const [rule, fix, zh, en, after] of shared) {
    const files = [file('zh/a.md', `{ "id": "a", ${zh} }`), file('en/a.md', `{ "id": "a", ${en} }`)];
    it(`${rule} is mended in both by ${fix.source}`, () => {
      const chosen = fixOf(files, rule, fix);
      assert.ok(saysBoth(chosen), chosen.title.en);
      const now = afterFix(files, chosen);
      assert.match(textIn(now, 'en/a.md'), after);
      const before = findingsIn(files).filter(each => each.rule === 'twin-disagrees').length;
      assert.equal(findingsIn(now).filter(each => each.rule === 'twin-disagrees').length, before, textIn(now, 'zh/a.md') + textIn(now, 'en/a.md'));
      assert.ok(!findingsIn(now).some(each => each.rule === rule));
    });

    it(`${rule} is mended here alone where the twin is of another policy, cannot be read, or is not there`, () => {
      for (const other of [[], [file('en/a.md', `{ "id": "b", ${en} }`)], [file('en/a.md', `{ "id": "a", ${en}, "x": `)]]) {
        const chosen = fixOf([files[0]!, ...other], rule, fix);
        assert.ok(!saysBoth(chosen) && chosen.changes.every(({ uri }) => uri === uriIn('zh/a.md')), chosen.title.en);
      }
    });
  }

  it('is mended here alone where the twin tells something else', () => {
    const files = [file('zh/a.md', '{ "id": "a", "pubDate": "2024-03-02", "year": 2023 }'), file('en/a.md', '{ "id": "a", "pubDate": "2024-03-02", "year": 2024 }')];
    assert.ok(!saysBoth(fixOf(files, 'year-mismatch')));
  });

  it('is mended in the notation of each file', () => {
    const files = [file('zh/a.md', '{ "id": "a", "pubDate": "2024-03-02", "year": 2023 }'), file('en/a.md', 'year: 2023 # as enacted\nid: a\npubDate: \'2024-03-02\'')];
    assert.equal(textIn(afterFix(files, fixOf(files, 'year-mismatch')), 'en/a.md'), '---\nyear: 2024 # as enacted\nid: a\npubDate: \'2024-03-02\'\n---\n\nText.\n');
    const blocks = [file('zh/a.md', 'id: a\nanalysis:\n  mrv:\n    score: 30\n    evidence: TBD\n    label: x'), file('en/a.md', 'id: a\nanalysis:\n  mrv:\n    score: 30\n    evidence: TBD\n    label: x\n  market:\n    # kept\n    citation: Part 3')];
    assert.match(textIn(afterFix(blocks, fixOf(blocks, 'placeholder-evidence')), 'en/a.md'), /mrv:\s+\{\}\n {2}market:\n {4}# kept\n/);
  });

  it('of an id is mended in both, and the rest is left to its own finding', () => {
    const files = [file('zh/jp-ccs-act.md', 'id: japan-ccs-act'), file('en/jp-ccs-act.md', 'id: japan-ccs-act')];
    const now = afterFix(files, fixOf(files, 'id-not-file-name', /^Set/));
    assert.ok(textIn(now, 'en/jp-ccs-act.md').includes('id: jp-ccs-act\n'));
  });

  it('that a safe fix mends is mended in each file by itself, so that it may run in bulk', () => {
    const files = [file('zh/a.md', '{ "id": "a", "pubDate": "2024/3/2" }'), file('en/a.md', '{ "id": "a", "pubDate": "2024/3/2" }')];
    const fix = fixOf(files, 'invalid-date');
    assert.ok(fix.safe && fix.changes.length === 1 && !saysBoth(fix));
  });
});

describe('a lost id in both languages', () => {
  const lost = ['"supersedes": ["cn-ver-legacy", "b"]', '"supersedes": ["x", "cn-ver-legacy"]'] as const;
  const files = [file('zh/a.md', `{ "evolution": { ${lost[0]} }, "id": "a" }`), file('en/a.md', `{ "evolution": { ${lost[1]} }, "id": "a" }`), file('zh/b.md', '{ "evolution": { "supersededBy": "a" }, "id": "b" }')];

  it('becomes a historical name in both', () => {
    const now = afterFix(files, fixOf(files, 'broken-supersedes', /^Keep/));
    for (const [name, left] of [['en/a.md', 'x'], ['zh/a.md', 'b']] as const) {
      assert.deepEqual(JSON.parse(JSON.stringify(dataOf(record(textIn(now, name), name).root))), { id: 'a', evolution: { supersedes: [left], consolidatedFrom: ['cn-ver-legacy'] } });
    }
  });

  it('goes from both lists, and is changed in both', () => {
    const now = afterFix(files, fixOf(files, 'broken-supersedes', /^Remove/));
    assert.match(textIn(now, 'en/a.md'), /"supersedes": \["x"\]/);
    const slip = [file('zh/a.md', '{ "evolution": { "supersedes": ["us-45q-bab"] }, "id": "a" }'), file('en/a.md', '{ "evolution": { "supersedes": ["us-45q-bab"] }, "id": "a" }'),
      ...['zh', 'en'].map(each => file(`${each}/us-45q-bba.md`, '{ "evolution": { "supersededBy": "a" }, "id": "us-45q-bba" }'))];
    const mended = afterFix(slip, fixOf(slip, 'broken-supersedes', /^Change/));
    assert.ok(!rulesIn(mended).some(rule => /supersedes|superseded|disagrees/.test(rule)));
  });

  it('is left to the twin where the twin has a record for it', () => {
    const found = [...files, file('en/cn-ver-legacy.md', '{ "id": "cn-ver-legacy" }')];
    for (const title of [/^Keep/, /^Remove/]) assert.ok(!saysBoth(fixOf(found, 'broken-supersedes', title)));
    const [finding] = findingsIn(found).filter(({ rule }) => rule === 'broken-supersedes');
    assert.deepEqual(finding?.related.map(({ uri }) => uri), [uriIn('en/cn-ver-legacy.md')]);
    assert.ok(!finding.fixes.some(fix => fix.changes.some(({ kind }) => kind === 'create')), 'its counterpart is made from the file that is there');
  });

  it('of a successor is cleared in both', () => {
    const pair = ['zh', 'en'].map(each => file(`${each}/a.md`, '{ "evolution": { "supersededBy": "c" }, "id": "a" }'));
    const now = afterFix(pair, fixOf(pair, 'broken-superseded-by', /^Clear/));
    assert.match(textIn(now, 'en/a.md'), /"supersededBy": ""/);
  });
});

describe('a record that lineage names', () => {
  const blank: Readonly<Record<Style, (value: string) => string>> = {
    json: lineage => `{\n  "analysis": {},\n  "category": "$category",\n  "country": "$country",\n  "evolution": ${lineage},\n  "id": "cn-ccer",\n  "legalWeight": "Department Rule",\n  "regulatory": {},\n  "title": "x"\n}`,
    flow: lineage => `{\n  'id': 'cn-ccer',\n  'title': 'x',\n  'country': '$country',\n  'category': '$category',\n  'legalWeight': 'Department Rule',\n  'evolution': ${lineage.replaceAll('"', '\'')},\n}`,
    block: lineage => `id: cn-ccer\ntitle: x\ncountry: $country\ncategory: $category\nlegalWeight: Department Rule\nevolution: ${lineage}`,
  };
  const pair = (style: Style, lineage: string) => [['zh', '中国', '市场机制'], ['en', 'China', 'Market']]
    .map(([language = '', country = '', category = '']) => file(`${language}/cn-ccer.md`, blank[style](lineage).replace('$country', country).replace('$category', category)));
  const lineages = ['broken-supersedes', 'broken-superseded-by', 'one-way-supersedes', 'superseded-still-active', 'twin-disagrees', 'missing-twin'];

  for (const style of ['json', 'flow', 'block'] as const) for (const eol of ['\n', '\r\n']) {
    for (const [rule, lineage, told] of [
      ['broken-supersedes', '{ "supersedes": ["cn-ver-2009"] }', { status: ['被取代', 'Superseded'], evolution: { clusters: [], supersededBy: 'cn-ccer', supersedes: [] } }],
      ['broken-superseded-by', '{ "supersededBy": "cn-ver-2009" }', { status: ['', ''], evolution: { clusters: [], supersededBy: '', supersedes: ['cn-ccer'] } }],
    ] as const) {
      it(`${rule}: is entered in both languages, as ${style} with ${eol === '\n' ? 'LF' : 'CR LF'}`, () => {
        const files = pair(style, lineage).map(each => ({ ...each, text: each.text.replaceAll('\n', eol) }));
        const fix = fixOf(files, rule, /^Create/);
        assert.ok(saysBoth(fix) && !fix.safe && !fix.preferred);
        const now = afterFix(files, fix);
        assert.deepEqual(rulesIn(now).filter(each => lineages.includes(each)), []);
        for (const [i, [language, country, category]] of ([['zh', '中国', '市场机制'], ['en', 'China', 'Market']] as const).entries()) {
          const text = textIn(now, `${language}/cn-ver-2009.md`);
          const made = record(text, `${language}/cn-ver-2009.md`);
          assert.deepEqual([made.problems, made.style], [[], style], text);
          assert.equal(text.replaceAll(eol, '').search(/[\r\n]/), -1);
          const data = dataOf(made.root) as Readonly<Record<string, unknown>>;
          const { id, title, country: of, category: kind, legalWeight, status, evolution, reviewStatus, pubDate, url, source, provenance } = data;
          assert.deepEqual({ id, title, of, kind, legalWeight, status, reviewStatus, pubDate, url, source }, {
            id: 'cn-ver-2009', title: '', of: country, kind: category, legalWeight: 'Department Rule', status: told.status[i], reviewStatus: 'draft', pubDate: '', url: '', source: '',
          });
          assert.deepEqual([JSON.parse(JSON.stringify(evolution)), JSON.parse(JSON.stringify(provenance)), 'year' in data, 'regulatory' in data],
            [told.evolution, { author: '', lastAuditDate: '', reviewer: '' }, false, style === 'json'], text);
          assert.match(text, language === 'zh' ? /---\r?\n\r?\n<!-- 正文待撰写。 -->\r?\n$/ : /<!-- The narrative is still to be written\. -->\r?\n$/);
          if (style === 'json') assert.deepEqual(Object.keys(data), Object.keys(data).sort(), 'in the order of the record’s own keys');
        }
      });
    }
  }

  it('is entered on one line where the record is', () => {
    const files = [file('zh/a.md', '{ "id": "a", "evolution": { "supersedes": ["b"] } }')];
    assert.match(textIn(afterFix(files, fixOf(files, 'broken-supersedes', /^Create/)), 'zh/b.md'), /^---\n\{ "id": "b", .*\}\n---\n\n<!--/);
  });

  it('is not entered under an unsafe name, in place of another file, or from a record that cannot be read or has no id', () => {
    const offered = (...files: readonly File[]) => findingsIn(files).filter(({ rule }) => rule === 'broken-supersedes').flatMap(({ fixes }) => fixes).filter(fix => fix.changes.some(({ kind }) => kind === 'create')).length;
    const naming = (id: string, more = '"id": "a"') => file('zh/a.md', `{ "evolution": { "supersedes": ["${id}"] }, ${more} }`);
    assert.equal(offered(naming('b')), 1);
    for (const id of ['../b', 'B', '旧办法', 'b c']) assert.equal(offered(naming(id)), 0, id);
    assert.equal(offered(naming('b'), file('zh/b.md', 'id: c')), 0);
    assert.equal(offered(naming('b', '"title": "x"')), 0);
    assert.equal(offered(naming('b', '"id": "a", "x": ')), 0);
  });

  it('is entered here alone where the twin does not name it', () => {
    const files = [file('zh/a.md', '{ "id": "a", "evolution": { "supersedes": ["b"] } }'), file('en/a.md', '{ "id": "a" }')];
    const fix = fixOf(files, 'broken-supersedes', /^Create/);
    assert.deepEqual(fix.changes.map(({ uri }) => uri), [uriIn('zh/b.md')]);
  });
});
