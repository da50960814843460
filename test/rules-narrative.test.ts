import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../server/rules/index.ts';
import { libraryOf, type File } from '../server/rules/library.ts';
import { isBlankWord, isChinese, isEnglish } from '../server/rules/language.ts';
import { openingOf } from '../server/rules/narrative.ts';
import type { Finding } from '../server/rules/rule.ts';
import { check } from '../server/rules/run.ts';
import { subjectInstead } from '../server/schema/cues.ts';
import { afterFix } from './fixture.ts';

const ids = ['empty-body', 'empty-impact', 'duplicate-title', 'wrong-language-text', 'truncated-description', 'flattened-markdown', 'misplaced-pillar', 'placeholder-pillar'];
const own = rules.filter(({ id }) => ids.includes(id));
const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };

function findingsIn(...files: readonly (string | File)[]): readonly Finding[] {
  const { record, world } = libraryOf(files.map((file, i) => typeof file === 'string' ? { file: i === 0 ? 'zh/example.md' : `zh/other-${i}.md`, text: file } : file));
  assert.ok(record);
  return check(record, world, throwing, own);
}

/** What is said of a record apart from its having no body. */
const said = (...files: readonly (string | File)[]): readonly string[] => findingsIn(...files).filter(({ rule }) => rule !== 'empty-body').map(({ rule, path }) => `${rule} ${path.join('.')}`.trim());
const en = (text: string): File => ({ file: 'en/example.md', text });

describe('the rules on narrative texts', () => {
  it('do not throw on odd trees', () => {
    for (const inner of ['', '[]', 'a', '- a', 'title: [a]', 'title: { a: 1 }', 'title:', 'impactAnalysis: []', 'impactAnalysis:', 'impactAnalysis: { economic: [] }', 'regulatory: [TBD]', 'regulatory: { 1: TBD, liability_period: [TBD] }',
      'description: 5', 'description: [a]', 'evolution: []\ntitle: a', 'analysis: 税', '{ "title": "a', '"title: a', 'description: "## a', 'title: 税\ntitle: 税\ndescription: "## 甲  乙"\ndescription: "## 甲  乙"']) {
      for (const file of ['zh/a.md', 'en/a.md', 'a.md']) {
        findingsIn({ file, text: `---\n${inner}\n---\n` }, { file: file.replace('a.md', 'b.md'), text: `---\n${inner}\n---\n` });
        findingsIn({ file, text: `---\n${inner}` });
      }
    }
  });

  it('say nothing of the body while the closing fence is missing', () => assert.deepEqual(findingsIn('---\ntitle: 税\n'), []));

  it('take a comment that never ends for the rest of the body', () => {
    assert.deepEqual(findingsIn('---\ntitle: 税\n---\n<!-- 待写').map(({ rule }) => rule), ['empty-body']);
    assert.deepEqual(findingsIn('---\ntitle: 税\n---\n<!-- a -->\n正文 <!-- b -->'), []);
  });

  it('count one blank impact once, and leave a misplaced one to the rule that tells so', () => {
    assert.deepEqual(said('---\nimpactAnalysis: {}\n---\n'), ['empty-impact impactAnalysis']);
    assert.deepEqual(said('---\nimpactAnalysis: { economic: 降低成本。 }\n---\n'), []);
    assert.deepEqual(said('---\nimpactAnalysis: { score: 40, evidence: 降低成本。 }\n---\n'), []);
    assert.deepEqual(said('---\nimpactAnalysis: { economic: " ", environmental: 减排。 }\n---\n'), ['empty-impact impactAnalysis']);
  });

  describe('duplicate-title', () => {
    const law = (id: string, more = '') => `---\nid: ${id}\ntitle: 贮留事业法\n${more}---\n`;
    it('is not said where lineage links the two, in whichever direction and through a third', () => {
      assert.deepEqual(said(law('a'), law('b')), ['duplicate-title title']);
      assert.deepEqual(said(law('a', 'evolution: { supersededBy: b }\n'), law('b')), []);
      assert.deepEqual(said(law('a'), law('b', 'evolution: { supersededBy: a }\n')), []);
      assert.deepEqual(said(law('a', 'evolution: { consolidatedFrom: [b] }\n'), law('b')), []);
      assert.deepEqual(said(law('a', 'evolution: { supersedes: [b] }\n'), law('b', 'evolution: { supersedes: [c] }\n'), law('c')), []);
    });

    it('is not said of one id, nor of two countries, nor of two languages', () => {
      assert.deepEqual(said(law('a'), law('a')), []);
      assert.deepEqual(said(law('a', 'country: 日本\n'), law('b', 'country: 韩国\n')), []);
      assert.deepEqual(said(law('a', 'country: 日本\n'), law('b', 'country: Japan\n')), ['duplicate-title title']);
      assert.deepEqual(said(law('a'), en(law('b'))), []);
    });

    it('offers lineage only where one is plainly newer, and then writes both files', () => {
      const fixesOf = (...files: readonly string[]) => findingsIn(...files).find(({ rule }) => rule === 'duplicate-title')?.fixes ?? [];
      assert.deepEqual(fixesOf(law('a'), law('b')), []);
      assert.deepEqual(fixesOf(law('a', 'year: 2024\n'), law('b', 'year: 2024\n')), []);
      assert.deepEqual(fixesOf(law('a', 'year: 2024\n'), law('b', 'year: 2023\nevolution: { supersededBy: c }\n')), []);
      const files = [{ file: 'zh/example.md', text: law('a', 'year: 2024\n') }, { file: 'zh/other-1.md', text: law('b', 'year: 2023\n') }];
      const [fix] = fixesOf(...files.map(({ text }) => text));
      assert.ok(fix);
      assert.deepEqual(afterFix(files, fix).map(({ text }) => /evolution:[\s\S]*?(?=\n\S)/.exec(text)?.[0]), ['evolution:\n  supersedes:\n    - b', 'evolution:\n  supersededBy: a']);
    });
  });

  describe('languages', () => {
    it('let a gloss, an address and a name in an English sentence stand', () => {
      for (const text of ['拟制物权 (Quasi-real Rights / Mina-shi Bukken).', '美国能源部 (DOE)', 'MIDA / 马来西亚财政部', 'Comprehensive专项法 covering licensing', 'CO₂', '2024', '']) assert.ok(!isChinese(text), text);
      for (const text of ['受控工业物质', '第二章：总体要求', '丹麦能源署', 'CCUS 减排量的核算、监测和报告要求', `${'该计划支持捕集与封存项目的投资。'.repeat(4)}(CCUS ITC)`, '见 https://www.example.org/a/very/long/address/of/a/page']) assert.ok(isChinese(text), text);
    });

    it('take a name, a figure or a short label for no English prose', () => {
      for (const text of ['CCS+ Initiative', 'Verra VM0049', 'Article 13', 'UK Emissions Trading Scheme', '碳市场 under the new act of parliament']) assert.ok(!isEnglish(text), text);
      assert.ok(isEnglish('Third-party audit is required every year.'));
    });

    it('leave controlled terms, people, ids and placeholders to others', () => {
      assert.deepEqual(said(en('---\ncategory: 法律监管\nstatus: 现行\ncountry: 中国\nprovenance: { reviewer: 李伟 }\nevolution: { supersedes: [旧法], clusters: [] }\nanalysis: { mrv: { evidence: 待定 } }\n---\nText.\n')), []);
      assert.deepEqual(said(en('---\ntitle: 碳市场\ntags: [封存]\n---\n该方案。\n')), ['wrong-language-text title', 'wrong-language-text tags.0', 'wrong-language-text']);
    });

    it('look for English in a Chinese record only on request, and then not in its source', () => {
      const text = '---\nanalysis: { mrv: { evidence: Audits are made by a third party. } }\nsource: Ministry of the Environment and of Trade\nregulatory: { liability_period: At least twenty years after closure }\ntitle: 方案\n---\n正文。\n';
      assert.deepEqual(said(text), []);
      assert.deepEqual(said(text, { file: 'policy-records.json', text: '{ "rules": { "wrong-language-text": "hint" } }' }), ['wrong-language-text analysis', 'wrong-language-text regulatory.liability_period']);
    });

    it('do not copy from a twin what is no better', () => {
      const fixes = (theirs: string) => findingsIn(en('---\nanalysis: { mrv: { evidence: 第三方核查 } }\n---\nText.\n'), { file: 'zh/example.md', text: `---\nanalysis: { mrv: { evidence: ${theirs} } }\n---\n` })[0]?.fixes.length;
      assert.deepEqual(['第三方核查', 'TBD', '""', '[a]', 'Third-party audit'].map(fixes), [0, 0, 0, 0, 1]);
    });
  });

  describe('placeholders', () => {
    it('are whole values only', () => {
      for (const text of ['TBD', 'tbd.', '待定。', '（待定）', '[TBD]', 'Not specified', 'To be determined']) assert.ok(isBlankWord(text), text);
      for (const text of ['', 'TBD; likely state-centric', '法规待定', '暂无', '尚未强制要求', 'Under development', 'Pending regulation', '待定（指南草案中）', 'None']) assert.ok(!isBlankWord(text), text);
    });
  });

  describe('misplaced-pillar', () => {
    it('tells the two of 45Q as amended in 2025 and nothing else of that record', () => {
      assert.deepEqual(said(`---
regulatory:
  co2_definition: 被定义为符合抵免条件的温室气体。
  cross_border_rules: FEOC 规则限制外国对手参与。
  financial_assurance: 增强的税收抵免（高达 $180/t）提供了财务基础。
  liability_period: 精简许可在某些州将提前期缩短至 <12 个月。
  liability_transfer: 受主权州州级框架支持。
  permitting_lead_time: 由于 EPA 主权，LA/WV 的许可时间显著缩短。
  pore_space_rights: 通过 Class VI 主权，州级管理力度加大。
---
`).slice().sort(), ['misplaced-pillar regulatory.financial_assurance', 'misplaced-pillar regulatory.liability_period']);
    });

    it('stays silent in doubt', () => {
      for (const [pillar, text] of [
        ['liability_period', 'Permit holders stay liable for 240 months'], ['liability_period', '12 months'], ['liability_period', '审批'], ['financial_assurance', 'Subsidies are secured by a bond'],
        ['liability_transfer', 'Aligned with EU Directive 2009/31/EC'], ['permitting_lead_time', 'Consolidated permitting for subsidy-awarded projects'], ['pore_space_rights', 'North Sea storage via bilateral treaties'],
        ['co2_definition', 'Carbon dioxide'], ['unknown', 'Tax credits'],
      ] as const) assert.equal(subjectInstead(pillar, text), undefined, text);
      assert.equal(subjectInstead('permitting_lead_time', '20 years after closure'), 'liability_period');
      assert.equal(subjectInstead('pore_space_rights', '《伦敦议定书》'), 'cross_border_rules');
    });
  });

  describe('truncated-description', () => {
    const sentence = '该办法规定排放单位的核算、监测与报告义务。';
    const body = `## 政策概览\n\n${sentence.repeat(60)}\n`;
    const told = (description: string, behind = body) => said(`---\n${JSON.stringify({ description })}\n---\n${behind}`).filter(each => each.startsWith('truncated'));
    const cut = body.replaceAll('\n', ' ').slice(0, 500);

    it('still tells of a cut once the heading, the escapes or a blank at the end are gone', () => {
      const windows = body.replaceAll('\n', '\r ').slice(0, 500);
      for (const description of [cut, windows, cut.replace(/^## 政策概览\s+/, ''), windows.replaceAll('\r ', '\n'), `${cut} `.trim()]) assert.equal(told(description).length, 1, JSON.stringify(description.slice(0, 40)));
      assert.equal(told(cut, body.replaceAll('\n', '\r\n')).length, 1);
    });

    it('says nothing of the body itself, of whole sentences, or of another text of that length', () => {
      for (const description of [body.trim(), sentence.repeat(3), `${'某'.repeat(500)}`, cut.slice(0, 400), '']) assert.deepEqual(told(description), []);
      assert.deepEqual(told(sentence.repeat(23).slice(0, 500), sentence.repeat(23).slice(0, 500)), []);
      assert.deepEqual(told(`${'甲'.repeat(499)}。`, `${'甲'.repeat(499)}。还有下文。`), []);
    });

    it('counts characters outside the basic plane either way', () => {
      assert.equal(told(`${'𠮷'.repeat(10)}${'甲'.repeat(490)}`, `${'𠮷'.repeat(10)}${'甲'.repeat(600)}`).length, 1);
      assert.equal(told(`${'𠮷'.repeat(10)}${'甲'.repeat(480)}`, `${'𠮷'.repeat(10)}${'甲'.repeat(600)}`).length, 1);
    });

    it('makes an opening of whole sentences and nothing after a list or a second heading', () => {
      assert.equal(openingOf('# A\n\nNo. 5 of the U.S. act took effect. It covers approx. 40 sites. - 3', 60), 'No. 5 of the U.S. act took effect. It covers approx. 40 sites.'.slice(0, 34));
      assert.equal(openingOf('第一句。\n第二句。\n\n- 列表。', 500), '第一句。第二句。');
      assert.equal(openingOf('First one.\nSecond one.\n\n## More\n\nThird.', 500), 'First one. Second one.');
      assert.equal(openingOf('It pays **up to $180. And** no more. Rest', 30), undefined);
      assert.equal(openingOf('- only a list.', 500), undefined);
    });
  });

  describe('flattened-markdown', () => {
    const told = (description: string, body = '正文。') => findingsIn(`---\n${JSON.stringify({ description })}\n---\n${body}\n`).filter(({ rule }) => rule === 'flattened-markdown');
    it('tells headings from text that only starts with a number sign, and from headings on lines of their own', () => {
      for (const text of ['#1 号井  封存', '## 概览', '## 概览\n\n正文', '## 概览 正文', '####### 概览  正文', '正文  ## 概览', '## 概览\r \r 正文', '## 概览 \r 正文', '## 概览\\r \\r 正文']) assert.deepEqual(told(text), [], text);
      for (const text of ['## 概览  正文', '## 概览  正文\r \r 正文', '# A\t \tB']) assert.equal(told(text).length, 1, text);
      assert.equal(told('## 概览 正文', '## 概览\n正文').length, 1);
    });

    it('runs in bulk only where the body keeps the heading', () => {
      assert.deepEqual([told('## 概览  正文', '## 概览\n正文'), told('## 2024 年修订  正文')].map(([finding]) => finding?.fixes[0]?.safe), [true, false]);
    });
  });

  it('take no hours over long texts', () => {
    const long = (piece: string) => piece.repeat(200_000 / piece.length);
    for (const piece of ['(', '（a', '# ', '甲', 'a. ', '<!--', '**', '## a  ', '\\r ', '"']) {
      findingsIn(`---\n${JSON.stringify({ title: long(piece), description: long(piece), regulatory: { liability_period: long(piece) } })}\n---\n${long(piece)}`);
      findingsIn(en(`---\n${JSON.stringify({ title: `税${long(piece)}`, description: `## ${long(piece)}` })}\n---\n税${long(piece)}`));
    }
  }).timeout(20_000);

  it('say nothing of the seeds', () => {
    const folder = join(__dirname, '../seeds');
    const files = ['zh', 'en'].flatMap(language => readdirSync(join(folder, language)).filter(name => name.endsWith('.md')).map(name => ({ file: `${language}/${name}`, text: readFileSync(join(folder, language, name), 'utf8') })));
    for (const file of files) assert.deepEqual(findingsIn(file, ...files.filter(each => each !== file)), [], file.file);
  });
});
