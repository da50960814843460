import assert from 'node:assert/strict';
import { citationsIn, likelyCitationsIn, principlesIn } from '../server/schema/citations.ts';

const idsIn = (text: string): readonly string[] => [...citationsIn(text)].map(({ id }) => id);

describe('the criteria that a text cites', () => {
  const cases: readonly (readonly [text: string, ...ids: string[]])[] = [
    ['ICVCM 9.4', '9.4'],
    ['ICVCM9.4', '9.4'],
    ['ICVCM AF 9.4 a) 5) i.', '9.4'],
    ['ICVCM Assessment Framework v1.1, criterion 9.7', '9.7'],
    ['ICVCM Assessment Framework (v1.1, January 2024), criteria 9.3, 9.4 and 14.1.', '9.3', '9.4', '14.1'],
    ['ICVCM Assessment Framework, version 1.1, section 8.5', '8.5'],
    ['ICVCM 评估框架 v1.1 标准 9.7', '9.7'],
    ['ICVCM 评估框架1.1版，准则 13.1', '13.1'],
    ['ICVCM 评估框架（v1.1，2024 年 1 月）第 9.3 条', '9.3'],
    ['依据《评估框架》标准9.4 a) 5) i、标准 10.8，监测期为 40 年。', '9.4', '10.8'],
    ['符合 ICVCM 核心碳原则 CCP属性 1 和准则 13.1', 'attr-1', '13.1'],
    ['CCP attribute 4', 'attr-4'],
    ['准则 14.1（ICVCM）', '14.1'],
    ['The criterion 8.11 of the ICVCM is announced.', '8.11'],
    ['ICVCM 9.3/9.4 和 9.5', '9.3', '9.4', '9.5'],
    ['ICVCM 7.10', '7.10'],
    ['ICVCM 表 9.1', '9.1'],
    ['《评估框架》v1.1 表 9.4', '9.4'],
    ['ICVCM Assessment Framework v1.1, Table 10.8', '10.8'],
    ['ICVCM 评估框架要求监测，见 9.1 b) 1)。', '9.1'],
    ['The Assessment Framework excludes them, see 9.1(b)(1) i.', '9.1'],
    ['ICVCM 9.4 a）5）i）和 9.3', '9.4', '9.3'],

    ['criterion 9.7'],
    ['标准 9.7'],
    ['ICVCM Assessment Framework v1.1'],
    ['ICVCM Assessment Framework 1.1'],
    ['ICVCM 评估框架 1.1 版'],
    ['ICVCM 2.0'],
    ['ICVCM v1.1 (January 2024)'],
    ['ICVCM CCP 6'],
    ['ICVCM 认可了 9.7 亿吨'],
    ['ICVCM: 9.7% of all credits'],
    ['ICVCM, 1.5 °C'],
    ['ICVCM 3.5 million credits'],
    ['ICVCM 表 9.9'],
    ['依据 ICVCM 的评估结果，见表 9.1'],
    ['表 9.1'],
    ['9.1 b) 1)'],
    ['ICVCM 评估框架要求监测，见 9.1 q) 1)。'],
    ['ICVCM aside, ISO 27914 9.1 b) 1) applies.'],
    ['标准9.4 a) 5) i'],
    ['ICVCM 2024.1'],
    ['ICVCM, 12.5.2024'],
    ['ICVCM aside, ISO 27914 criterion 4.2 applies.'],
    ['ICVCM 认可该计划。\n\n项目须符合标准 4.2。'],
    ['IPCC 2006 指南，标准 4.2；与 ICVCM 无关'],
    ['Section 5.1 of the Act; criterion 5.1'],
    ['CCP attributes 2024'],
    [''],
  ];
  for (const [text, ...ids] of cases) it(`${text.replaceAll('\n', ' ') || 'an empty text'} → ${ids.join(', ') || 'none'}`, () => assert.deepEqual(idsIn(text), ids));

  it('knows the sub-requirement behind a number, as the framework writes it', () => {
    const subs = (text: string) => [...citationsIn(text)].map(({ id, sub, end }) => [id, sub?.name, text.slice(end, sub?.end ?? end)]);
    assert.deepEqual(subs('ICVCM AF 9.4 a) 5) i. 与 9.3 a)，10.8(a)(1)(iv)；标准9.1 b）1）ii，ICVCM 8.5 a)6) iii 和 CCP属性 2 b) 1)'), [
      ['9.4', 'a) 5) i.', ' a) 5) i.'], ['9.3', 'a)', ' a)'], ['10.8', 'a) 1) iv.', '(a)(1)(iv)'], ['9.1', 'b) 1) ii.', ' b）1）ii'], ['8.5', 'a) 6) iii.', ' a)6) iii'], ['attr-2', 'b) 1)', ' b) 1)'],
    ]);
    assert.deepEqual(subs('ICVCM 9.4 a) 5) in the first year, ICVCM 9.3 (a region), ICVCM 9.2 x'), [['9.4', 'a) 5)', ' a) 5)'], ['9.3', undefined, ''], ['9.2', undefined, '']]);
  });

  const likely: readonly (readonly [text: string, ...ids: string[]])[] = [
    ['标准9.4 a) 5) i', '9.4'],
    ['依据准则 13.1 和 13.2', '13.1', '13.2'],
    ['Criterion 8.11', '8.11'],
    ['see criteria 9.3 and 9.4', '9.3', '9.4'],
    ['CCP属性 1', 'attr-1'],
    ['ICVCM 9.7', '9.7'],

    ['标准 9.7'],
    ['本标准 9.4'],
    ['国家标准 9.4'],
    ['按 GB/T 32151 标准 9.4'],
    ['ISO 27914, criterion 9.4'],
    ['表 9.1'],
    ['9.4 a) 5) i.'],
    ['9.4'],
  ];
  for (const [text, ...ids] of likely) it(`${text} may mean ${ids.join(', ') || 'none'}`, () => assert.deepEqual([...likelyCitationsIn(text)].map(({ id }) => id), ids));

  const principles: readonly (readonly [text: string, ...found: (readonly [number, string])[]])[] = [
    ['CCP 6', [6, 'CCP 6']],
    ['ICVCM CCP6、核心碳原则（CCP）10 和 Core Carbon Principle 7: x', [6, 'CCP6'], [10, '核心碳原则（CCP）10'], [7, 'Core Carbon Principle 7']],
    ['核心碳原则第 5 款', [5, '核心碳原则第 5']],
    ['CCP 11'], ['CCP 0'], ['CCP 2024'], ['CCP属性 1'], ['核心碳原则 10 条'], ['CCP 6.1'], ['CCP 5%'], ['ACCP 6'], ['CCP-Eligible'],
  ];
  for (const [text, ...found] of principles) it(`${text} names ${found.map(([n]) => n).join(', ') || 'no principle'}`, () => assert.deepEqual([...principlesIn(text)].map(({ n, start, end }) => [n, text.slice(start, end)]), found));

  it('knows where each number stands', () => {
    const text = '见 ICVCM 9.4 a) 和 10.12；CCP 属性 3。';
    assert.deepEqual([...citationsIn(text)].map(({ start, end }) => text.slice(start, end)), ['9.4', '10.12', '3']);
  });

  it('reads a megabyte in no time', () => {
    const text = 'ICVCM 的 评估框架 9.4, criterion 10.8 and 标准 7.13 '.repeat(20_000);
    const before = performance.now();
    assert.ok([...citationsIn(text)].length > 50_000);
    assert.ok(performance.now() - before < 5000);
  });
});
