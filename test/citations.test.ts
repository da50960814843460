import assert from 'node:assert/strict';
import { citationsIn } from '../server/schema/citations.ts';

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
    ['ICVCM 表 9.1'],
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
