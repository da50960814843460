import assert from 'node:assert/strict';
import { criteria } from '../../server/schema/knowledge.ts';
import { hoverAt, marked, seedIn } from '../hovers.ts';

const styles = ['json', 'flow', 'block'] as const;
const trap = {
  zh: '20% 的缓冲不约束地质封存（CCS 与地质储存、CCS 与矿化）：它只适用于 9.1 b) 1) 的生物储存。对地质封存，9.1 c) 要求计划评估逆转风险，没有规定比例。',
  en: 'The buffer of 20 % does not bind geological storage (CCS, mineralisation): it is laid on the biological storage of 9.1 b) 1) alone. There 9.1 c) asks the programme to assess the risk of reversal, and names no share.',
} as const;

for (const style of styles) {
  describe(`hover on a criterion in ${style}`, () => {
    const seed = seedIn(style, 'zh/intl-ccs-plus-framework.md', text => text.replace('Accounting Principles', '😀 ICVCM 评估框架 v1.1 标准 9.4 a) 5) i'));

    it('explains the one that a citation of the seed names, the trap of geological storage first', () => {
      for (const at of [/9\.4 a/, /\) 5\) i/]) {
        const zh = hoverAt(marked(seed, at, 2), 'zh');
        assert.equal(zh?.on, '标准 9.4 a) 5) i');
        assert.equal(zh.value, `9.4 a) 5) i. 补偿机制 · Compensation mechanism

${trap.zh}

信用类别层级的标准。已生效。

第 9 节，核心碳原则（CCP）6：持久 · Permanence

对 9.1 b) 所列生物储存类别，须用公开方法估计逆转风险、区分能否避免，并以信用缓冲池补偿，缓冲池不低于签发量的 20% 或与风险相称；该比例不适用于地质封存。

子要求：a)、a) 1)、a) 2)、a) 3)、a) 4)、a) 5)、▸ a) 5) i.、a) 5) ii.、a) 5) iii.

ICVCM 持续改进工作计划（CIWP）持久性报告（2025-05）：这些是工作组的建议，不是 ICVCM 的规则。

- 建议 1：界定可避免与不可避免的逆转
- 建议 3：缓冲池压力测试试点
- ▸ 建议 4：项目风险评估指南
- 建议 5：四十年之外的方案

相关维度：MRV 与数据治理

相关支柱：长期责任转移、财务担保`);
      }
    });

    it('does the same in English, and the trap is in bold', () => {
      const en = hoverAt(marked(seed, /9\.4 a/, 2), 'en', [], 'zh/intl-ccs-plus-framework.md', true)?.value ?? '';
      assert.ok(en.startsWith(`**9.4 a) 5) i. Compensation mechanism · 补偿机制**\n\n**${trap.en}**\n\nA criterion at the level of the category of credits. In force.\n\nSection 9, Core Carbon Principle (CCP) 6: Permanence · 持久\n\n`), en);
      assert.ok(en.includes('\n\nPermanence report of the ICVCM Continuous Improvement Work Program (CIWP) (2025-05): These are recommendations of a work group, and not rules of the ICVCM.\n\n- Recommendation 1: Define avoidable and unavoidable reversals\n'), en);
      assert.ok(en.endsWith('\n\nMatters to the dimensions: MRV & data governance\n\nMatters to the pillars: Long-term liability transfer, Financial assurance'), en);
    });

    it('explains one of the list, and says what is only announced', () => {
      const text = seedIn(style, 'zh/intl-paris-art-6-4-ccs.md', frontmatter => frontmatter.replace('"id":', '"icvcmCriteria": ["5.4", "attr-1"],\n  "id":'));
      const zh = hoverAt(marked(text, /5\.4["'\n]/, 1), 'zh');
      assert.equal(zh?.on, '5.4');
      assert.equal(zh.value, `5.4 下一版评估框架 · Next iteration of the Assessment Framework

计划层级的标准。

仅为下一版评估框架的预告，尚未生效。

第 5 节，核心碳原则（CCP）7：减排量和移除量的稳健量化 · Robust quantification of emission reductions and removals

下一版的预告，尚未生效：拟规定方法学定期复审的最短周期，并要求增温潜势采用国际商定的数值。`);
      const en = hoverAt(marked(text, /attr-1/, 1), 'en');
      assert.equal(en?.on, 'attr-1');
      assert.equal(en.value, `attr-1 Host country authorisation pursuant to Article 6 of the Paris Agreement · 根据《巴黎协定》第六条的东道国授权

A CCP attribute: an additional mark, not a condition of approval. In force.

Marks a credit that the host country has authorised under Article 6: the programme publishes the authorisation, reports on it, tracks the corresponding adjustment and withdraws the mark if no evidence appears within two years.

Sub-requirements: a), b), c), d), e)

Matters to the dimensions: Market mechanisms

Matters to the pillars: Cross-border rules`);
    });
  });
}

describe('hover on a spelling of a criterion', () => {
  const inBody = (words: string, locale: 'zh' | 'en' = 'en', title = 'Forest Act') => hoverAt(`---\n{ "id": "x", "title": "${title}" }\n---\n\nText. ${words}\n`, locale);
  const spellings: readonly (readonly [text: string, title: string, on: string])[] = [
    ['ICVCM 9.$04', '9.4 Compensation mechanism', '9.4'],
    ['ICVCM $0标准 9.3 and 9.4', '9.3 Monitoring', '标准 9.3'],
    ['C$0CP attribute 2', 'attr-2 Share', 'CCP attribute 2'],
    ['标准9.4 a) 5$0) i', '9.4 a) 5) i. Compensation mechanism', '标准9.4 a) 5) i'],
    ['准则 1$03.1', '13.1 Categories inconsistent', '准则 13.1'],
    ['Criterion 8.11$0', '8.11 Next iteration', 'Criterion 8.11'],
    ['CCP $06', 'CCP 6 Permanence · 持久', 'CCP 6'],
    ['CCP属性 $01', 'attr-1 Host country', 'CCP属性 1'],
    ['ICVCM 表 9$0.1', '9.1 Categories for which', '表 9.1'],
    ['The Assessment Framework says so in $09.1 b) 1).', '9.1 b) 1) Categories for which', '9.1 b) 1)'],
    ['ICVCM AF 9.4 (a)(5)(i)$0 applies', '9.4 a) 5) i. Compensation', '9.4 (a)(5)(i)'],
  ];
  for (const [text, title, on] of spellings) {
    it(text, () => {
      const shown = inBody(text);
      assert.ok(shown?.value.startsWith(title), shown?.value);
      assert.equal(shown?.on, on);
    });
  }
  for (const text of ['表 9$0.1', '9.$04', '9.1 b$0) 1)', '标准 9.$07', 'ISO 27914 标准 9$0.4', '本标准 9$0.4', 'CCP 1$01', 'version 9$0.4']) it(`${text} is none`, () => assert.equal(inBody(text), undefined));

  it('says of a sub-requirement that there is none such', () => {
    assert.match(inBody('ICVCM 9.4 $0d) 2)', 'zh')?.value ?? '', /^9\.4 d\) 2\) 补偿机制[^]*\n\n9\.4 没有子要求 d\) 2\)\n\n子要求：a\)、a\) 1\)、/);
    assert.match(inBody('ICVCM 9.4 $0d) 2)', 'en')?.value ?? '', /\n\n9\.4 has no sub-requirement d\) 2\)\n\nSub-requirements: a\), a\) 1\), /);
  });

  it('tells of geological storage first in a record about it, and behind the summary elsewhere', () => {
    for (const id of ['9.1', '9.2', '9.3', '9.4']) {
      const { geological } = criteria.find(each => each.id === id) ?? assert.fail();
      assert.ok(geological);
      for (const locale of ['zh', 'en'] as const) {
        for (const title of ['CCS Act', '封存条例', 'Rules for CO₂ storage', 'Pore space']) {
          const [, second] = inBody(`ICVCM $0${id}`, locale, title)?.value.split('\n\n') ?? [];
          assert.equal(second, geological[locale], `${title} ${id}`);
        }
        for (const title of ['森林法', 'Forest Act', 'Battery storage', 'Rules for accounts']) {
          const parts = inBody(`ICVCM $0${id}`, locale, title)?.value.split('\n\n') ?? [];
          assert.equal(parts.indexOf(geological[locale]), 4, `${title} ${id}`);
        }
      }
    }
    assert.ok(!(inBody('ICVCM $09.5')?.value ?? '').includes('geological'));
  });

  it('says which English titles are ours, and of no other', () => {
    for (const { id, uncertain } of criteria.filter(({ level }) => level !== 'attribute')) {
      const [zh = '', en = ''] = (['zh', 'en'] as const).map(locale => hoverAt(`---\nicvcmCriteria: ["${id}$0"]\n---\n`, locale)?.value);
      assert.equal(zh.endsWith('\n\n英文标题是本工具的译法，尚未对照英文原文核实。'), uncertain === true, id);
      assert.equal(en.endsWith('\n\nThe English title is a translation of ours, still to be checked against the published English text.'), uncertain === true, id);
    }
  });

  it('shows a principle with its criteria', () => {
    assert.equal(inBody('核心碳原则（CCP）$06', 'zh')?.value, `CCP 6 持久 · Permanence

ICVCM 核心碳原则第 6 条，由评估框架第 9 节展开：

- 9.1 持久性要求适用的类别
- 9.2 逆转补偿
- 9.3 监测和补偿期
- 9.4 补偿机制
- 9.5 管辖区REDD+持久性
- 9.6 下一版评估框架（预告，尚未生效）`);
    const seven = inBody('ICVCM CCP $07', 'en')?.value ?? '';
    assert.ok(seven.startsWith('CCP 7 Robust quantification of emission reductions and removals · 减排量和移除量的稳健量化\n\nThe ICVCM\'s Core Carbon Principle 7, spelled out in sections 5, 10 of the Assessment Framework:\n\n- 5.1 '), seven);
    assert.equal(seven.split('\n- ').length, 14);
  });
});
