import assert from 'node:assert/strict';
import { pageNamed, pageUri, referencePage } from '../../server/features/reference-page.ts';
import { criteria } from '../../server/schema/knowledge.ts';
import { linkageModes, mechanisms } from '../../server/schema/mechanisms.ts';
import { recommendations } from '../../server/schema/permanence.ts';
import { hoverAt } from '../hovers.ts';

const locales = ['zh', 'en'] as const;
const chapterIn = (kind: 'icvcm' | 'mechanisms', locale: 'zh' | 'en', id: string): string => {
  const { text, chapterOf } = referencePage(kind, locale);
  const { start, end } = chapterOf(id)?.range ?? assert.fail(id);
  return text.split('\n').slice(start.line, end.line + 1).join('\n');
};

describe('a reference page', () => {
  it('has a chapter for each criterion and each mechanism, under a heading with its number or abbreviation and both names', () => {
    for (const locale of locales) {
      for (const [kind, all] of [['icvcm', criteria.map(({ id, title }) => ({ id, short: id, name: title }))], ['mechanisms', mechanisms.map(({ id, abbr, name }) => ({ id, short: abbr, name }))]] as const) {
        const { text, chapterOf, idAt } = referencePage(kind, locale);
        const lines = text.split('\n');
        for (const { id, short, name } of all) {
          const { range, heading } = chapterOf(id) ?? assert.fail(id);
          const line = lines[heading.start.line] ?? '';
          assert.ok(line.startsWith('### ') && [short, name.zh, name.en].every(each => line.includes(each)), line);
          assert.deepEqual(heading, { start: { line: heading.start.line, character: 0 }, end: { line: heading.start.line, character: line.length } });
          assert.deepEqual(range.end, { line: range.end.line, character: lines[range.end.line]?.length });
          assert.ok(range.end.line > range.start.line, `${id} says nothing`);
          for (let at = range.start.line; at <= range.end.line; at++) assert.equal(idAt(at), id);
          assert.deepEqual([lines[range.end.line + 1], idAt(range.end.line + 1)], ['', undefined]);
        }
        assert.equal(lines.filter(each => each.startsWith('### ')).length, all.length + (kind === 'icvcm' ? recommendations : linkageModes).length);
      }
    }
  });

  it('tells of 9.3 where it stands, what it asks, and that geological storage is not bound by it', () => {
    const zh = chapterIn('icvcm', 'zh', '9.3');
    assert.match(zh, /^### 9\.3 监测和补偿期 · Monitoring and compensation period\n\n类别层级 · 第 9 节 · CCP 6 持久 · 已生效\n\n/);
    assert.match(zh, /\n- \*\*子要求\*\*：a\)、a\) 1\)、a\) 2\)、a\) 3\)、a\) 4\)、a\) 5\)\n- \*\*相关维度\*\*：法规制度、MRV 与数据治理\n/);
    assert.match(zh, /\n- \*\*相关监管支柱\*\*：[^\n]*责任/);
    assert.match(zh, /\n- \*\*地质封存\*\*：四十年不约束地质封存/);
    assert.match(zh, /\n- \*\*持久性建议（不是规则）\*\*：R2 [^\n；]+；R5 [^\n；]+$/);
    const en = chapterIn('icvcm', 'en', '9.3');
    assert.match(en, /^### 9\.3 Monitoring and compensation period · 监测和补偿期\n\nCategory level · section 9 · CCP 6 Permanence · in force\n\n/);
    assert.match(en, /\n- \*\*Recommendations on permanence \(no rules\)\*\*: R2 [^\n;]+; R5 [^\n;]+$/);
    assert.ok(!/\p{Script=Han}/u.test(en.split('\n').slice(1).join('\n')), 'below the heading it is in one language');
  });

  it('says what is only announced, what is an attribute, and which English title is not sure', () => {
    assert.match(chapterIn('icvcm', 'en', '9.6'), /\n\nCategory level · section 9 · CCP 6 Permanence · announced, not yet in force\n/);
    assert.match(chapterIn('icvcm', 'zh', 'attr-1'), /\n\n属性 · 已生效\n/);
    for (const { id, uncertain } of criteria) assert.equal(chapterIn('icvcm', 'en', id).includes('still to be checked'), uncertain === true, id);
    assert.equal(referencePage('icvcm', 'en').text.split('announced, not yet in force').length - 1, 7);
  });

  it('shows section and CCP together, as they differ from section 5 on', () => {
    const { text } = referencePage('icvcm', 'en');
    assert.ok(text.includes('\n## Section 5 · CCP 7 Robust quantification of emission reductions and removals · 减排量和移除量的稳健量化\n'));
    assert.ok(text.includes('\n7. Robust quantification of emission reductions and removals · 减排量和移除量的稳健量化 (section 5, 10)\n'));
  });

  it('says of the recommendations that they bind nobody', () => {
    assert.match(referencePage('icvcm', 'zh').text, /\n## 关于持久性的建议 · Recommendations on permanence\n\n[^\n]+（2025-05）\n\n[^\n]*(?:建议|不具|不是)[^\n]*\n\n### R1 /);
    assert.match(referencePage('icvcm', 'en').text, /\n### R6 [^\n]+\n\n[^\n]+\n\n- \*\*Touches\*\*: no criterion$/m);
  });

  it('gives each figure and each list of mechanisms its date', () => {
    const cdm = chapterIn('mechanisms', 'en', 'cdm');
    assert.match(cdm, /^### CDM Clean Development Mechanism · 清洁发展机制\n/);
    assert.ok(cdm.includes('\n  - 8,188 registered projects (2025-10)\n'), cdm);
    assert.ok(cdm.endsWith('\n- **CORSIA phase 1 (2024–2026)**: not accepted (list of 2024-10)\n- **CCP-Eligible label of the ICVCM**: no (list of 2025-10)'), cdm);
    assert.ok(!chapterIn('mechanisms', 'en', 'corsia').includes('CCP-Eligible'), 'it issues no credits');
    const { text } = referencePage('mechanisms', 'zh');
    for (const each of mechanisms.flatMap(({ figures }) => figures)) assert.ok(text.includes(`（${each.asOf}）`));
    assert.match(text, /\n## 五种衔接方式 · [^\n]+\n\n### 1 方法学互认与衔接 · Recognition of methodologies\n/);
  });

  it('calls the facts of a mechanism what the hover calls them', () => {
    for (const locale of locales) for (const { id, abbr } of mechanisms) {
      const labels = [...chapterIn('mechanisms', locale, id).matchAll(/^- \*\*([^*]+)\*\*/gm)].map(([, label = '']) => label);
      const told = (hoverAt(`---\nid: x\n---\n\n${abbr}$0\n`, locale)?.value ?? '').split('\n');
      // What happened to it stands below the year of its foundation there, by its dates alone.
      for (const label of labels.filter(each => !['沿革', 'History'].includes(each))) assert.ok(told.some(line => line.startsWith(label) && /^(?:：|: ?|（|\s\()/.test(line.slice(label.length))), `${label} of ${id}`);
      assert.ok(labels.length > 2, id);
    }
  });

  it('has an address for its subject and its language, and there is no other', () => {
    for (const kind of ['icvcm', 'mechanisms'] as const) for (const locale of locales) assert.deepEqual(pageNamed(pageUri(kind, locale)), { kind, locale });
    assert.equal(pageUri('icvcm', 'zh'), 'policy-records:/zh/icvcm.md');
    for (const uri of ['policy-records:/fr/icvcm.md', 'policy-records:/icvcm.md', 'file:///icvcm/zh.md', '']) assert.equal(pageNamed(uri), undefined, uri);
    assert.equal(referencePage('icvcm', 'zh').chapterOf('9.7'), undefined);
    assert.equal(referencePage('icvcm', 'zh').idAt(0), undefined);
    assert.equal(referencePage('icvcm', 'zh').idAt(-1), undefined);
    assert.equal(referencePage('icvcm', 'zh').idAt(1e6), undefined);
  });
});
