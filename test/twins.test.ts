import assert from 'node:assert/strict';
import { nameOf } from '../server/record/corpus.ts';
import { mirrorOf } from '../server/record/mirror.ts';
import { libraryOf, uriIn, type File } from '../server/rules/library.ts';
import { missingTwin } from '../server/rules/missing-twin.ts';
import { rules } from '../server/rules/index.ts';
import type { Finding, Rule } from '../server/rules/rule.ts';
import { check } from '../server/rules/run.ts';
import { twinDisagrees } from '../server/rules/twin-disagrees.ts';
import { builtIn } from '../server/schema/vocabulary.ts';
import { afterFix, record } from './fixture.ts';

const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };
/** Frontmatter may stand without its fences. */
const filesOf = (files: Readonly<Record<string, string>>): readonly File[] =>
  Object.entries(files).map(([file, text]) => ({ file, text: text.startsWith('---') || file.endsWith('.json') ? text : `---\n${text}\n---\n` }));
function findingsOf(files: Readonly<Record<string, string>>, only: readonly Rule[] = [missingTwin, twinDisagrees]): readonly Finding[] {
  const { record: made, world } = libraryOf(filesOf(files));
  assert.ok(made);
  return check(made, world, throwing, only);
}
const said = (files: Readonly<Record<string, string>>): readonly string[] => findingsOf(files).map(({ rule, path }) => `${rule} ${path.join('.')}`.trim());

describe('a missing twin', () => {
  const layouts: readonly (readonly [own: string, other: string, wanted: string])[] = [
    ['zh/x.md', 'en/y.md', 'en/x.md'],
    ['zh/policies/x.md', 'en/policies/y.md', 'en/policies/x.md'],
    ['content/zh-CN/a/x.md', 'content/en/a/y.md', 'content/en/a/x.md'],
    ['content/en/a/x.md', 'content/zh-CN/b/y.md', 'content/zh-CN/a/x.md'],
    ['posts/en-US/x.md', 'posts/zh-Hans/y.md', 'posts/zh-Hans/x.md'],
    ['en/home/zh/x.md', 'en/home/en/y.md', 'en/home/en/x.md'],
    ['zh/%E7%A2%B3.md', 'en/y.md', 'en/%E7%A2%B3.md'],
  ];
  for (const [own, other, wanted] of layouts) {
    it(`of ${own} beside ${other} is ${wanted}`, () => {
      const [finding] = findingsOf({ [own]: 'id: x', [other]: 'id: y' });
      const change = finding?.fixes[0]?.changes[0];
      assert.ok(change?.kind === 'create');
      assert.equal(change.uri, uriIn(wanted));
      assert.ok(finding?.message.en.includes(nameOf(uriIn(wanted))), finding?.message.en);
    });
  }

  it('is not asked for outside language folders, in a library of one language, or by the name of a file', () => {
    assert.deepEqual(said({ 'x.md': 'id: x', 'y.md': 'id: y' }), []);
    assert.deepEqual(said({ 'x.zh.md': 'id: x', 'y.en.md': 'id: y' }), []);
    assert.deepEqual(said({ 'zh/x.md': 'id: x', 'zh/y.md': 'id: y' }), []);
    assert.deepEqual(said({ 'a/zh/x.md': 'id: x', 'b/en/y.md': 'id: y' }), []);
  });

  it('is there under another spelling of its folder or another name, but not where that record has a twin of its own', () => {
    assert.deepEqual(said({ 'zh/x.md': 'id: x', 'en-GB/x.md': 'id: x' }), []);
    assert.deepEqual(said({ 'zh/x.md': 'id: x', 'en/other-name.md': 'id: x' }), []);
    assert.deepEqual(said({ 'zh/x.md': 'id: y', 'en/y.md': 'id: y', 'zh/y.md': 'id: y' }), ['missing-twin']);
  });

  it('is told while the record does not parse, without a fix that would copy half of it', () => {
    const [finding] = findingsOf({ 'zh/x.md': '{\n"id": "x",\n"title": "a" "b"\n}', 'en/y.md': 'id: y' });
    assert.equal(finding?.rule, 'missing-twin');
    assert.deepEqual(finding?.fixes, []);
  });

  it('is made once: the new file has what the record has, and every gap in it is told', () => {
    const files = filesOf({
      'zh/cn-ccer.md': [
        '---', 'id: cn-ccer', 'title: 温室气体自愿减排交易管理办法', 'country: 中国', 'year: 2023', 'status: 现行', 'category: 市场机制', 'reviewStatus: draft', 'pubDate: 2023-10-19',
        'legalWeight: Departmental Rules', 'source: 生态环境部', 'url: https://www.mee.gov.cn/ccer', 'provenance: { author: Li Wei, reviewer: Wang Fang, lastAuditDate: 2026-02-08 }',
        'analysis: { market: { score: 40, label: CCER, evidence: The national scheme, citation: Article 2 } }', 'regulatory:', '  co2_definition: 温室气体', '---', '', '办法于 2023 年公布。', '',
      ].join('\n'),
      'en/y.md': 'id: y',
    });
    const { record: own, world } = libraryOf(files);
    assert.ok(own);
    const [finding] = check(own, world, throwing, [missingTwin]);
    assert.ok(finding?.fixes[0]);
    const after = afterFix(files, finding.fixes[0]);
    const text = after.find(({ file }) => file === 'en/cn-ccer.md')?.text ?? '';
    assert.equal(text, [
      '---', 'id: cn-ccer', 'title: \'\'', 'country: China', 'year: 2023', 'status: Active', 'category: Market', 'reviewStatus: draft', 'pubDate: 2023-10-19',
      'legalWeight: Departmental Rules', 'source: \'\'', 'url: https://www.mee.gov.cn/ccer', 'provenance: { author: Li Wei, reviewer: Wang Fang, lastAuditDate: 2026-02-08 }',
      'analysis: { market: { score: 40, label: CCER, evidence: The national scheme, citation: Article 2 } }', 'regulatory:', '  co2_definition: \'\'', '---', '',
      '<!-- The narrative is still to be written, from the Chinese file zh/cn-ccer.md. -->', '',
    ].join('\n'));
    const { record: made, world: now } = libraryOf([{ file: 'en/cn-ccer.md', text }, ...after.filter(({ file }) => file !== 'en/cn-ccer.md')]);
    assert.ok(made);
    const told = check(made, now, throwing, rules).map(({ rule, path }) => `${rule} ${path.join('.')}`.trim());
    for (const gap of ['empty-field title', 'empty-field source', 'empty-body', 'unfilled-pillars regulatory']) assert.ok(told.includes(gap), `${gap}: ${told.join(', ')}`);
    assert.ok(!told.some(each => /twin/.test(each)), told.join(', '));
  });
});

describe('the text of a new twin', () => {
  const mirror = (text: string, file = 'zh/x.md') => mirrorOf(record(text, file), builtIn);

  it('keeps the byte order mark, CR LF, comments and quotes', () => {
    assert.equal(mirror('\uFEFF---\r\n{\r\n\t\'title\': "碳",  # 题\r\n\t\'status\': \'现行\',\r\n}\r\n---\r\n正文\r\n'),
      '\uFEFF---\r\n{\r\n\t\'title\': "",  # 题\r\n\t\'status\': \'Active\',\r\n}\r\n---\r\n<!-- The narrative is still to be written, from the Chinese file zh/x.md. -->\r\n');
  });

  it('leaves a gap for what no vocabulary knows, and keeps words that both languages share', () => {
    assert.equal(mirror('---\ncategory: 别的\nstatus: Active\ncountry: 某国\nlegalWeight: Law No. 7552\nlayout: policy\nremark: 见附件\nslides: [一, 二]\n---\n'),
      '---\ncategory: \'\'\nstatus: Active\ncountry: \'\'\nlegalWeight: Law No. 7552\nlayout: policy\nremark: \'\'\nslides: []\n---\n');
    assert.equal(mirror('---\ncountry: Norway\nlayout: policy\nremark: See the annex\nversion: 5.0-b\n---\nText', 'en/x.md'),
      '---\ncountry: 挪威\nlayout: policy\nremark: \'\'\nversion: 5.0-b\n---\n<!-- 正文待撰写：请依据英文文件 en/x.md 译写。 -->\n');
  });

  it('is a comment to every reader, whatever the file is called', () => assert.match(mirror('---\nid: x\n---\n正文\n', 'zh/a--%3Eb.md'), /^<!-- (?:(?!--|-$).)* -->$/m));

  it('of a text with long strings over several lines has gaps of one line', () => {
    assert.equal(mirror('---\ndescription: |-\n  一\n\n  二\ntitle: >\n  三\n  四\nyear: 2024\n---\n'), '---\ndescription: \'\'\ntitle: \'\'\nyear: 2024\n---\n');
  });
});

describe('twins disagree', () => {
  it('where a fact differs, by meaning and not by spelling', () => {
    assert.deepEqual(said({ 'zh/x.md': 'category: Methodology', 'en/x.md': 'category: Technical' }), []);
    assert.deepEqual(said({ 'zh/x.md': 'category: 法律监管', 'en/x.md': 'category: 法律监管' }), []);
    assert.deepEqual(said({ 'zh/x.md': 'category: 法律监管', 'en/x.md': 'category: Market' }), ['twin-disagrees category']);
    assert.deepEqual(said({ 'zh/x.md': 'country: 韩国', 'en/x.md': 'country: South Korea' }), []);
    assert.deepEqual(said({ 'zh/x.md': 'legalWeight: Law No. 1', 'en/x.md': 'legalWeight: Law No. 2' }), []);
  });

  it('in the words of the project too', () => {
    const project = JSON.stringify({ vocabulary: { status: [{ zh: '已中标', en: 'Awarded to bidders' }] } });
    assert.deepEqual(said({ 'zh/x.md': 'status: 已中标', 'en/x.md': 'status: Awarded to bidders', 'policy-records.json': project }), []);
    const [finding] = findingsOf({ 'zh/x.md': 'status: 现行', 'en/x.md': 'status: Awarded to bidders', 'policy-records.json': project });
    assert.match(finding?.fixes[0]?.title.en ?? '', /已中标/);
    assert.deepEqual(finding?.fixes[0]?.changes.flatMap(change => change.kind === 'edit' ? change.edits.map(({ text }) => text) : []), ['已中标']);
  });

  it('not where another rule already says of this file what is wrong', () => {
    const silent: Readonly<Record<string, readonly [zh: string, en: string]>> = {
      'a blank required field': ['url: ""', 'url: https://a.example/1'],
      'a required field that the twin lacks': ['url: https://a.example/1', 'id: x'],
      'a number in quotes': ['year: "2024"', 'year: 2024'],
      'a value of another kind': ['relatedFacilities: 310', 'relatedFacilities: [310]'],
      'a day that is none': ['pubDate: 2024/1/2', 'pubDate: 2024-01-02'],
      'a score out of range': ['analysis: { mrv: { score: 850 } }', 'analysis: { mrv: { score: 85 } }'],
      'an address that is none': ['url: www.a.example/1', 'url: https://a.example/1'],
      'an id that is not the name of its file': ['id: y', 'id: x'],
      'a year against the date of publication': ['{ pubDate: 2024-01-02, year: 2023 }', '{ pubDate: 2024-01-02, year: 2024 }'],
      'a dimension that is missing': ['analysis: { mrv: { score: 40 } }', 'analysis: { mrv: { score: 40 }, market: { score: 30 } }'],
      'an analysis that is empty': ['analysis: {}', 'analysis: { technical: { score: 40 } }'],
      'a verified record without its reviewer': ['{ reviewStatus: verified, provenance: { author: a } }', '{ reviewStatus: verified, provenance: { author: a, reviewer: b } }'],
      'a verified record whose reviewer has yet to look at it, as good as none': ['{ reviewStatus: verified, provenance: { reviewer: Human Audit Pending } }', '{ reviewStatus: verified, provenance: { reviewer: "" } }'],
      'no day of audit': ['provenance: { author: a }', 'provenance: { author: a, lastAuditDate: 2026-02-08 }'],
      'a reference to nothing': ['evolution: { supersedes: [zz] }', 'evolution: { supersedes: [x] }'],
      'a slip in a key': ['relatedFacilites: ["1"]', 'relatedFacilities: ["1"]'],
      'a person in the letters of each language': ['provenance: { reviewer: 王芳 }', 'provenance: { reviewer: Wang Fang }'],
      'names of nothing on either side': ['evolution: { supersededBy: "", supersedes: [] }', 'year: 2024'],
    };
    for (const [name, [zh, en]] of Object.entries(silent)) assert.deepEqual(said({ 'zh/x.md': zh, 'en/x.md': en }), [], name);
  });

  it('where one side says nothing of an optional fact', () => {
    assert.deepEqual(said({ 'zh/x.md': 'year: 2024', 'en/x.md': 'evolution: { supersedes: [x] }' }), ['twin-disagrees evolution.supersedes']);
    assert.deepEqual(said({ 'zh/x.md': 'provenance: { author: a, reviewer: b }', 'en/x.md': 'provenance: { author: a }' }), ['twin-disagrees provenance.reviewer']);
    assert.deepEqual(said({ 'zh/x.md': 'provenance: { author: a, reviewer: Human Audit Pending }', 'en/x.md': 'provenance: { author: a }' }), ['twin-disagrees provenance.reviewer']);
    assert.deepEqual(said({ 'zh/x.md': 'analysis: { mrv: { label: a } }', 'en/x.md': 'analysis: { mrv: { score: 30 } }' }), ['twin-disagrees analysis.mrv.score']);
  });

  it('not with a file that cannot be read', () => assert.deepEqual(said({ 'zh/x.md': '{ "relatedFacilities": ["1"], "year": 2024 }', 'en/x.md': '{ "year": 2023 "status": }' }), []));

  it('by ids where the file’s name says nothing', () => assert.deepEqual(said({ 'zh/x/index.md': 'id: a', 'en/x/index.md': 'id: b' }), ['twin-disagrees id']));

  it('and every way out leads to agreement, whichever side is right', () => {
    const pairs: readonly (readonly [zh: string, en: string])[] = [
      ['{\n  "year": 2023\n}', '{\n  "year": 2024\n}'], ['country: 挪威', 'country: Sweden'], ['status: 现行', 'status: Planned'],
      ['{\n  "evolution": {\n    "milestones": [\n      { "date": "2024-01-02", "event": "一" }\n    ]\n  }\n}', '{ "evolution": { "milestones": [{ "date": "2024-01-02", "event": "One" }, { "date": "2023-05-06", "event": "Two" }] } }'],
      ['evolution:\n  milestones:\n    - date: 2024-01-02\n      event: 一\n    - date: 2024-02-03\n      event: 二', 'evolution:\n  milestones:\n    - date: 2024-02-03\n      event: Two'],
      ['relatedFacilities:\n  - "1"\n  - "2"', 'relatedFacilities: []'], ['relatedFacilities: ["1"]', 'year: 2024'],
      ['analysis: { technical: { score: 80, label: a }, mrv: { score: 1 } }', 'analysis: { mrv: { score: 1 } }'],
      ['analysis:\n  mrv: { score: 1 }', 'analysis: { technical: { score: 80, label: a }, mrv: { score: 1 } }'],
      ['analysis: { mrv: { score: 60, label: a } }', 'analysis: { mrv: { label: a } }'], ['evolution: {}', 'evolution: { supersededBy: y }'],
    ];
    for (const [zh, en] of pairs) {
      const files = { 'zh/x.md': zh, 'en/x.md': en };
      const findings = findingsOf(files);
      assert.equal(findings.length, 1, zh);
      assert.ok(findings.every(({ fixes }) => fixes.length > 0), zh);
      for (const finding of findings) for (const fix of finding.fixes) {
        const after = Object.fromEntries(afterFix(filesOf(files), fix).map(({ file, text }) => [file, text]));
        assert.deepEqual(said(after), [], `${fix.title.en}\n${after['zh/x.md']}${after['en/x.md']}`);
        assert.equal(fix.safe, false);
      }
    }
  });

  it('or not, but nothing is ever thrown, on any tree', () => {
    const values = ['[]', '{}', '[1, {a: 1}]', '"a', 'null', '1.5', 'true', '{ score: [1] }', '{ mrv: 3 }', '[{ date: 2024-01-02 }, { event: 1 }, 7]', '{ __proto__: 1, milestones: [[]], supersedes: 4 }', '"\\ud800"'];
    for (const field of ['id', 'year', 'pubDate', 'url', 'category', 'country', 'analysis', 'provenance', 'evolution', 'relatedFacilities', 'title', 'regulatory', 'unheard']) {
      for (const a of values) for (const b of ['[x]', '{ mrv: { score: 3 }, supersedes: [y], reviewer: z }', '2024', values[(a.length + field.length) % values.length] ?? '']) {
        for (const finding of findingsOf({ 'zh/x.md': `${field}: ${a}\n${field}: ${b}`, 'en/x.md': `${field}: ${b}` })) assert.ok(finding.message.zh.endsWith('。'));
        findingsOf({ 'zh/x.md': `${field}: ${a}`, 'en/y.md': 'id: y' });
      }
    }
  });
});
