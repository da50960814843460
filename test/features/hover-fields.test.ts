import assert from 'node:assert/strict';
import { hoverAt, marked, seedIn } from '../hovers.ts';

const styles = ['json', 'flow', 'block'] as const;
const key = (name: string) => new RegExp(`["']?${name}["']?:`);

const fields: readonly (readonly [name: string, zh: string, en: string])[] = [
  ['year',
    '年份 · Year\n\n政策发布或取得法律形式的年份，通常与发布日期的年份一致。\n\nThe year in which the instrument was published or took legal form.\n\n整数，1900 至 2100；必填。',
    'Year · 年份\n\nThe year in which the instrument was published or took legal form. It normally equals the year of the publication date.\n\n政策发布或取得法律形式的年份，通常与发布日期的年份一致。\n\nA whole number from 1900 to 2100; required.'],
  ['pubDate',
    '发布日期 · Publication date\n\n正式发布的日期，格式为 YYYY-MM-DD。不是录入本记录的日期。\n\nThe day of official publication, as YYYY-MM-DD.\n\n日期，写作 YYYY-MM-DD；必填。',
    'Publication date · 发布日期\n\nThe day of official publication, as YYYY-MM-DD. It is not the day on which the record was entered.\n\n正式发布的日期，格式为 YYYY-MM-DD。\n\nA day, written YYYY-MM-DD; required.'],
  ['country',
    '国家或地区 · Jurisdiction\n\n发布该政策的司法管辖区，用本文件的语言书写。可以是国家，也可以是“欧盟”或“国际”；地方性法规填写所属国家。\n\nThe jurisdiction that issued the instrument, written in the language of the file.\n\n文本；必填。\n\n可用的值：198 个国家或地区的名称。',
    'Jurisdiction · 国家或地区\n\nThe jurisdiction that issued the instrument, written in the language of the file. It may be a state, the European Union or “International”; a sub-national law names its country.\n\n发布该政策的司法管辖区，用本文件的语言书写。\n\nA text; required.\n\nAllowed values: the names of 198 jurisdictions.'],
  ['reviewStatus',
    '审核状态 · Review status\n\n记录是否已由人工对照原文核实。两种语言的文件都写英文值。\n\nWhether a person has checked the record against its source.\n\n文本；必填。\n\n可用的值：\n\n- draft · 草稿（待分析）：尚未由人工对照原文核实。\n- verified · 已核证：已有署名审核人对照原文核实。',
    'Review status · 审核状态\n\nWhether a person has checked the record against its source. The value is written in English in both languages.\n\n记录是否已由人工对照原文核实。\n\nA text; required.\n\nAllowed values:\n\n- draft · 草稿（待分析）: Not yet checked by a person against the source.\n- verified · 已核证: Checked against the source by a named reviewer.'],
  ['clusters',
    '政策簇 · Clusters\n\n本记录所属的主题或政策族群。\n\nThe themes or families of instruments to which this record belongs.\n\n文本的列表；可省略。',
    'Clusters · 政策簇\n\nThe themes or families of instruments to which this record belongs.\n\n本记录所属的主题或政策族群。\n\nA list of texts; optional.'],
];

for (const style of styles) {
  describe(`hover on a field in ${style}`, () => {
    const seed = seedIn(style, 'zh/intl-ccs-plus-framework.md');
    for (const [name, zh, en] of fields) {
      it(name, () => {
        for (const [locale, expected] of [['zh', zh], ['en', en]] as const) {
          const shown = hoverAt(marked(seed, key(name), 2), locale);
          assert.equal(shown?.on.replace(/["']/g, ''), name);
          assert.equal(shown.value, expected);
        }
      });
    }

    it('a dimension, with the criteria that matter to it', () => {
      const zh = hoverAt(marked(seed, key('incentive'), 2), 'zh');
      assert.equal(zh?.value, `经济激励 · Economic incentives

政策提供的资金、税收抵免和补贴有多强？

How strong are the funding, tax credits and subsidies it gives?

- 50：只资助研究开发。
- 80：力度较大，但设有总额或名额上限。
- 100：符合条件即可自动获得的高额抵免，例如每吨 85 美元的 45Q。

相关的 ICVCM 标准：

- 8.2 现有东道国法律要求
- 8.3 碳信用的考虑（事前考虑）
- 8.4 证明额外性的方法
- 8.5 证明额外性的方法：投资分析
- 以及 8.6、8.7、8.8`);
      const en = hoverAt(marked(seed, key('mrv'), 2), 'en')?.value ?? '';
      assert.ok(en.endsWith('\n\nICVCM criteria that matter to it:\n\n- 3.1 Information\n- 4.1 Robust independent third-party validation and verification\n- 5.1 Methodology approval process\n- 5.2 Quantification of emission reductions or removals\n- and 5.3, 9.1, 9.3, 9.4, 10.1, 10.2, 10.3, 10.4, 10.5, 10.6, 10.7, 10.8'), en);
    });

    it('a pillar, with what it asks', () => {
      const zh = hoverAt(marked(seed, key('pore_space_rights'), 2), 'zh');
      assert.equal(zh?.value, '孔隙空间归属权 · Pore-space rights\n\n封存空间归谁所有：国家、土地所有者还是王室？\n\nWho owns the storage space: the state, the landowner or the Crown?\n\n相关的 ICVCM 标准：\n\n- 7.4 征地和非自愿移民安置\n- 7.6 原住民、当地社群和文化遗产');
      const en = hoverAt(marked(seed, key('co2_definition'), 2), 'en')?.value ?? '';
      assert.ok(en.endsWith('\n\nICVCM criteria that matter to it:\n\n- 5.2 Quantification of emission reductions or removals\n- 9.1 Categories for which permanence requirements apply'), en);
    });
  });
}

describe('hover on older and rarer fields', () => {
  it('knows the words of scope, and the ids of icvcmCriteria', () => {
    assert.equal(hoverAt('---\nscope: Nat$0ional\n---\n', 'en')?.value.split('\n')[0], 'National · 国家');
    assert.match(hoverAt('---\nsco$0pe: x\n---\n', 'zh')?.value ?? '', /\n\n可用的值：\n\n- International · 国际：适用于多个国家或全球。\n- National · 国家：/);
    assert.match(hoverAt('---\nicvcmCri$0teria: []\n---\n', 'zh')?.value ?? '', /\n\n文本的列表；可省略。\n\n可用的值：1\.1 至 13\.3 的 58 个编号，以及 attr-1、attr-2、attr-3。$/);
    assert.match(hoverAt('---\nicvcmCriteria: [9.$09]\n---\n', 'en')?.value ?? '', /\n\nAllowed values: the 58 numbers from 1\.1 to 13\.3, and attr-1, attr-2, attr-3\.$/);
  });
  it('says what kind of value each holds', () => {
    const shape = (marked: string) => hoverAt(marked, 'en')?.value.split('\n\n').at(-1);
    assert.equal(shape('---\ni$0d: x\n---\n'), 'A text of at most 100 characters; required.');
    assert.equal(shape('---\nanaly$0sis: {}\n---\n'), 'A block of fields; required.');
    assert.equal(shape('---\nevolution: { miles$0tones: [] }\n---\n'), 'A list whose items have fields of their own; optional.');
    assert.equal(shape('---\nevolution:\n  milestones:\n    - da$0te: 2020-01-01\n---\n'), 'A day, written YYYY-MM-DD; optional.');
    assert.equal(hoverAt('---\nno-such-fie$0ld: 1\n---\n', 'en'), undefined);
  });
  it('keeps quiet where nothing is known', () => {
    for (const text of ['---\n$0\n---\n', '---\nid: x\n---\n$0\n', '---\nid: x\n---\n\n正$0文。\n']) assert.equal(hoverAt(text, 'zh'), undefined, text);
    assert.match(hoverAt('---\n{ "url": "https://example.org/VCS/ICVCM 9$0.4" }\n---\n', 'en')?.value ?? '', /^Source url · 原文链接\n/);
  });
});
