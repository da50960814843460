import assert from 'node:assert/strict';
import { linkageModes, mechanisms } from '../../server/schema/mechanisms.ts';
import { hoverAt, marked, seedIn } from '../hovers.ts';

const styles = ['json', 'flow', 'block'] as const;

for (const style of styles) {
  describe(`hover on a mechanism in ${style}`, () => {
    const seed = seedIn(style, 'zh/intl-paris-art-6-4-ccs.md', text => text.replace('"International Carbon Markets"', '"😀 CCER 与 VCS"'));

    it('says who runs it, what it issues and counted, where that counts, and when each held', () => {
      const zh = hoverAt(marked(seed, /CCER/, 2), 'zh');
      assert.equal(zh?.on, 'CCER');
      assert.equal(zh.value, `CCER · 全国温室气体自愿减排交易市场 · China Certified Emission Reduction

政府信用机制 · Government crediting mechanism：由一个或多个国家或地方政府管理。

管理机构：生态环境部

信用单位：CCER（中国核证自愿减排量）

依据：发改气候〔2012〕1668号；生态环境部令第31号

设立：2012

- 2012：国家发展改革委发布管理暂行办法
- 2017：暂停
- 2024-01-22：重新启动
- 2024-08：受理登记申请
- 2025-03-06：首批签发
- 2025-03-07：首次交易

数据（括号内为截至日期）：

- 方法学 6 个，征求意见稿 13 个（2025-09）
- 公示项目 105 个：海上风电 35、光热 13、造林 54、红树林 3（2025-09）
- 登记减排量的项目 11 个，共 1270.7728 万吨（2025-09）

用途：全国和地方碳市场抵消；自愿抵消

登记与交易场所：Beijing Green Exchange

CORSIA 第一阶段（2024–2026）：未纳入（名单截至 2024-10）。试点阶段曾获批准，第一阶段未纳入。

ICVCM 的 CCP-Eligible 标签：没有（名单截至 2025-10）

衔接方式：

- 1 方法学互认与衔接：一种机制采用另一种机制的方法学，或与其标准对齐。`);
    });

    it('does the same in English', () => {
      const en = hoverAt(marked(seed, /VCS/, 1), 'en');
      assert.equal(en?.on, 'VCS');
      assert.equal(en.value, `VCS · Verified Carbon Standard · 国际核证碳标准

Independent crediting mechanism · 独立信用机制: Run by a non-governmental organisation.

Administrator: Verra (Washington DC)

Unit: VCU (Verified Carbon Unit)

Founded: 2005

- 2006: First version of the standard

Figures (with the date they held on):

- More than 3,400 projects (2025)
- Over 1.3 Gt issued (2025)

Uses: Voluntary offsetting; Offsetting of international flights under CORSIA; Carbon taxes of Colombia, South Africa and Singapore

Registries and venues: Verra Registry, CTX, ACX, Xpansiv CBL, CIX, Nodal

CORSIA phase 1 (2024–2026): accepted (list of 2024-10)

CCP-Eligible label of the ICVCM: yes (list of 2025-10)

Linkage:

- 1 Recognition of methodologies: One mechanism adopts the methodologies of another, or aligns with its standards.
- 3 Aggregation on trading platforms: A trading platform puts credits of several mechanisms into one standard contract or token.
- 4 Recognition by policy: A carbon tax, a carbon market or an NDC accepts credits of several mechanisms.
- 5 Unified framework above the mechanisms: Several mechanisms are assessed by one set of principles.`);
    });
  });
}

describe('hover on each mechanism', () => {
  for (const mechanism of mechanisms) {
    it(mechanism.id, () => {
      for (const [locale, other] of [['zh', 'en'], ['en', 'zh']] as const) {
        const { value = '', on } = hoverAt(`---\nid: x\n---\n\n😀 ${mechanism.abbr}$0\r\n`, locale) ?? {};
        assert.equal(on, mechanism.abbr);
        const [title = ''] = value.split('\n');
        assert.ok([mechanism.abbr, mechanism.name[locale], mechanism.name[other]].every(name => title.includes(name)), title);
        for (const each of mechanism.figures) assert.ok(value.includes(`- ${each[locale]}${locale === 'zh' ? `（${each.asOf}）` : ` (${each.asOf})`}`), value);
        for (const { n, name } of linkageModes) assert.equal(value.includes(`- ${n} ${name[locale]}`), mechanism.linkage.includes(n));
        assert.equal(/CORSIA 第一阶段（|CORSIA phase 1/.test(value), mechanism.corsiaPhase1 !== undefined, 'only of what issues credits');
        assert.equal(/（名单截至 2024-10）|\(list of 2024-10\)/.test(value), mechanism.corsiaPhase1 !== undefined);
        assert.ok(!value.includes('undefined') && !/(?:：|: )(?:\n|$)\n?(?![-\n])/.test(value), value);
      }
    });
  }
});
