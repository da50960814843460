import assert from 'node:assert/strict';
import { span } from '../../server/base/span.ts';
import { inlayHints, type HintKind } from '../../server/features/hints.ts';
import { libraryOf } from '../../server/rules/library.ts';
import type { Files } from '../fixture.ts';
import { shared } from '../shared.ts';
import { markdownBelow } from '../syntax/library.ts';

const [high, highZh, low, law, draft] = ['Quantified and enforceable', '可量化、可执行', 'Vision', '主要立法/法律', '草稿（待分析）'];
const every: readonly HintKind[] = ['titles', 'terms', 'pillars', 'bands'];

/** The text of a record with its hints in double angle brackets where an editor shows them. */
function shown(text: string, { file = 'zh/example.md', kinds = every, locale = 'en', others = {}, within = undefined }: {
  readonly file?: string; readonly kinds?: readonly HintKind[]; readonly locale?: 'zh' | 'en'; readonly others?: Files; readonly within?: readonly [string, string];
} = {}): string {
  const { record, world } = libraryOf([{ file, text }, ...Object.entries(others).map(([name, other]) => ({ file: name, text: other }))]);
  assert.ok(record);
  const part = within ? span(text.indexOf(within[0]), text.indexOf(within[1])) : span(0, text.length);
  const hints = inlayHints(world, record, part, new Set(kinds), locale);
  assert.ok(hints.every(({ paddingLeft, tooltip, label }) => paddingLeft && typeof tooltip === 'string' && tooltip !== '' && typeof label === 'string'));
  return [...hints].sort((a, b) => record.lines.offsetOf(b.position) - record.lines.offsetOf(a.position))
    .reduce((made, { position, label }) => { const at = record.lines.offsetOf(position); return `${made.slice(0, at)}«${label as string}»${made.slice(at)}`; }, text);
}

const others: Files = {
  'zh/cn-ccer-2012.md': '---\nid: cn-ccer-2012\ntitle: 暂行办法 😀\ncountry: 中国\nstatus: 现行\n---\n', 'en/cn-ccer-2012.md': '---\nid: cn-ccer-2012\ntitle: Interim measures\n---\n',
};

describe('inlay hints', () => {
  for (const [style, text, wanted] of [
    ['json', '---\n{ "title": "😀", "category": "技术规范", "country": "中国",\n  "analysis": { "mrv": { "score": 95 }, "market": { "score": 30, "label": "x" } },\n  "regulatory": { "pore_space_rights": "国家所有", "liability_period": "待定" },\n  "evolution": { "supersedes": ["cn-ccer-2012", "cn-none"], "supersededBy": "cn-ccer-2012" }, "legalWeight": "Primary Legislation" }\n---\n',
      '---\n{ "title": "😀", "category": "技术规范"«Technical», "country": "中国"«China»,\n  "analysis": { "mrv": { "score": 95«B3» }, "market": { "score": 30«B1», "label": "x" } },\n  "regulatory":«1/7» { "pore_space_rights": "国家所有", "liability_period": "待定" },\n  "evolution": { "supersedes": ["cn-ccer-2012"«暂行办法 😀», "cn-none"], "supersededBy": "cn-ccer-2012"«暂行办法 😀» }, "legalWeight": "Primary Legislation"«LW» }\n---\n'],
    ['flow', '---\n{\n  \'category\': \'技术规范\', # x\n  \'regulatory\':\n    { \'pore_space_rights\': \'国家所有\' },\n  \'evolution\': { \'consolidatedFrom\': [\'cn-ccer-2012\'] },\n  \'analysis\': { \'mrv\': { \'score\': 100, }, },\n}\n---\n',
      '---\n{\n  \'category\': \'技术规范\'«Technical», # x\n  \'regulatory\':«1/7»\n    { \'pore_space_rights\': \'国家所有\' },\n  \'evolution\': { \'consolidatedFrom\': [\'cn-ccer-2012\'«暂行办法 😀»] },\n  \'analysis\': { \'mrv\': { \'score\': 100«B3», }, },\n}\n---\n'],
    ['block', '---\ncategory: 技术规范 # x\nregulatory:\n  pore_space_rights: >-\n    国家所有\n  liability_transfer: \'\'\nevolution:\n  supersedes:\n    - cn-ccer-2012\n  supersededBy: |\n    cn-ccer-2012\nanalysis:\n  mrv:\n    score: 95\n---\n',
      '---\ncategory: 技术规范«Technical» # x\nregulatory:«1/7»\n  pore_space_rights: >-\n    国家所有\n  liability_transfer: \'\'\nevolution:\n  supersedes:\n    - cn-ccer-2012«暂行办法 😀»\n  supersededBy: |\n    cn-ccer-2012«暂行办法 😀»\nanalysis:\n  mrv:\n    score: 95«B3»\n---\n'],
  ] as const) for (const eol of ['\n', '\r\n']) {
    it(`stand behind their values in ${style}${eol === '\n' ? '' : ' with CR LF'}`, () => {
      const bands = { B3: high, B1: low };
      assert.equal(shown(text.replaceAll('\n', eol), { others }), wanted.replaceAll('\n', eol).replaceAll('B3', bands.B3).replaceAll('B1', bands.B1).replaceAll('LW', law));
    });
  }

  const text = '---\n{ "category": "技术规范", "regulatory": {}, "analysis": { "mrv": { "score": 95 } }, "evolution": { "supersededBy": "cn-ccer-2012" } }\n---\n';
  it('of each kind are shown only where that is wanted', () => {
    assert.equal(shown(text, { others, kinds: [] }), text);
    assert.equal(shown(text, { others, kinds: ['titles'] }), text.replace('2012"', '2012"«暂行办法 😀»'));
    assert.equal(shown(text, { others, kinds: ['terms'] }), text.replace('规范"', '规范"«Technical»'));
    assert.equal(shown(text, { others, kinds: ['pillars'] }), text.replace('regulatory":', 'regulatory":«0/7»'));
    assert.equal(shown(text, { others, kinds: ['bands'] }), text.replace('95', `95«${high}»`));
  });

  it('are those of the wanted stretch', () => {
    assert.equal(shown(text, { others, within: ['regulatory', '95 }'] }), text.replace('regulatory":', 'regulatory":«0/7»'));
  });

  it('speak of the other language in an English file', () => {
    const en = '---\ncategory: Technical\nstatus: Active\ncountry: China\nreviewStatus: draft\nevolution: { supersedes: [cn-ccer-2012] }\n---\n';
    assert.equal(shown(en, { file: 'en/example.md', others }), '---\ncategory: Technical«技术规范»\nstatus: Active«现行»\ncountry: China«中国»\nreviewStatus: draft«<draft>»\nevolution: { supersedes: [cn-ccer-2012«Interim measures»] }\n---\n'.replace('<draft>', draft));
  });

  it('are none beside what is broken, of another type, or means nothing known', () => {
    for (const value of ['"技术规范', '"不明"', '["技术规范"]', '{}', 'null', '""', '95']) {
      const made = `---\n{\n  "category": ${value},\n  "country": "无此国"\n}\n---\n`;
      assert.equal(shown(made), made);
    }
    for (const score of ['"95"', '101', '-1', '95.5', 'null', '[95]', '1e2000']) {
      const made = `---\n{ "analysis": { "mrv": { "score": ${score} }, "other": { "score": 50 } }, "score": 50 }\n---\n`;
      assert.equal(shown(made), made);
    }
    const broken = '---\n{\n  "evolution": { "supersededBy": "cn-ccer-2012,\n  "category": "技术规范"\n}\n---\n';
    assert.equal(shown(broken, { others }), broken.replace('规范"', '规范"«Technical»'), 'the rest of the record is as it is');
    const plain = '---\nregulatory: 待定\ntitle: regulatory\n---\ncn-ccer-2012 技术规范\n';
    assert.equal(shown(plain, { others }), plain);
  });

  it('count a pillar that is answered, not one that waits for it', () => {
    const made = (first: string) => `---\nregulatory:\n  pore_space_rights: ${first}\n  liability_period: 20 年\n  credit_period: 7 年\n---\n`;
    assert.equal(shown(made('国家')).split('\n')[1], 'regulatory:«2/7»');
    for (const none of ['待定', '\'\'', '', 'TBD', '[]']) assert.equal(shown(made(none)).split('\n')[1], 'regulatory:«1/7»', none);
  });

  it('know the words of the project', () => {
    const { world, record } = libraryOf([{ file: 'zh/a.md', text: '---\nstatus: 试行\n---\n' }, { file: 'policy-records.json', text: '{ "vocabulary": { "status": [{ "zh": "试行", "en": "On trial" }] } }' }]);
    assert.ok(record);
    assert.deepEqual(inlayHints(world, record, span(0, record.text.length), new Set(every), 'en'), [{ position: { line: 1, character: 10 }, label: 'On trial', tooltip: 'A word of this project.\n本项目的词语。', paddingLeft: true }]);
  });

  it('tell more when they are pointed at, and cut a long title short', () => {
    const long = '全国温室气体自愿减排交易管理办法'.repeat(8);
    const { record, world } = libraryOf([{ file: 'zh/a.md', text }, { file: 'zh/b.md', text: `---\nid: cn-ccer-2012\ntitle: ${long}\ncountry: 中国\nstatus: 现行\n---\n` }]);
    assert.ok(record);
    const hints = inlayHints(world, record, span(0, text.length), new Set(every), 'zh');
    assert.deepEqual(hints.map(({ label }) => [...label as string].length), [9, 3, highZh.length, 60]);
    assert.equal(hints.at(-1)?.tooltip, `${long}\n中国 · 现行`);
    assert.equal(hints[1]?.tooltip, '待填：孔隙空间归属权、长期责任转移、责任期限、财务担保、审批周期、CO₂ 法律定位、跨境规则');
    assert.equal(hints[2]?.label, highZh);
  });

  it('stand beside every score, term and pillar of the corpus', function () {
    const all = markdownBelow(shared(this, 'corpus/2026-07-22-flow/policies')).filter(({ file }) => file.startsWith('en'));
    const { world } = libraryOf(all);
    let [scores, bands] = [0, 0];
    for (const { file, text: own } of all) {
      const { record } = libraryOf([{ file, text: own }]);
      if (!record) continue;
      const hints = (kind: HintKind) => inlayHints(world, record, span(0, own.length), new Set([kind]), 'en');
      scores += own.match(/'score': \d+/g)?.length ?? 0;
      bands += hints('bands').length;
      assert.ok(hints('terms').some(({ label }) => /\p{Script=Han}/u.test(label as string)), file);
      assert.equal(hints('pillars').length, /^ {2}'regulatory':/m.test(own) ? 1 : 0, file);
    }
    assert.ok(scores > 100);
    assert.equal(bands, scores);
  });
});
