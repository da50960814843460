import { criteria, criterionOf, type Criterion } from '../schema/knowledge.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { removeAt, setValue } from '../syntax/write.ts';
import { citedIn, listedIn, type Listed } from './cited.ts';
import { example, mend, type Found, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { brief } from './wording.ts';

export const unknownCriterion: Rule = {
  id: 'unknown-criterion',
  title: { zh: '引用的 ICVCM 标准存在', en: 'A cited ICVCM criterion exists' },
  why: {
    zh: 'ICVCM 评估框架 v1.1（2024 年 1 月）第 4 章有编号 1.1 至 13.3 的标准和三项 CCP 属性。不存在的编号让人无从核对。只有明确提到 ICVCM 的编号才会检查。',
    en: 'Chapter 4 of the ICVCM Assessment Framework v1.1 (January 2024) has criteria numbered from 1.1 to 13.3 and three CCP attributes. A number that is not among them cannot be looked up. Only numbers that are clearly said to be ICVCM’s are judged.',
  },
  source: sources.icvcm,
  severity: 'warning',
  judges: 'values',
  unfinished: true,
  examples: [
    example`
      ---
      { "analysis": { "mrv": { "citation": "ICVCM AF v1.1, criteria 9.3 and 9.4 a) 5) i.; ISO 27914, criterion 4.2" } }, "icvcmCriteria": ["9.3", "attr-1"] }
      ---
      该方法学符合 ICVCM 评估框架 v1.1 标准 9.2，缓冲池占 9.7%。
    `,
    example`
      ---
      { "title": "碳移除方法学", "icvcmCriteria": ["9.3", "9.7"] }
                                                          ^^^^^ unknown-criterion: The ICVCM Assessment Framework v1.1 has no criterion 9.7.
      ---
      ->
      ---
      { "title": "碳移除方法学", "icvcmCriteria": ["9.3", "9.5"] }
      ---
    `,
    example`
      -- en/verra-vm0049.md --
      ---
      {
        'analysis': { 'mrv': { 'citation': "ICVCM's framework: ICVCM AF 7.13 a)" } },
                                                                        ^^^^ unknown-criterion: The ICVCM Assessment Framework v1.1 has no criterion 7.13.
        'icvcmCriteria': ['ICVCM 9.4'],
                          ^^^^^^^^^^^ unknown-criterion: “ICVCM 9.4” is not the number of a criterion; suggested “9.4”.
      }
      ---
      ->
      ---
      {
        'analysis': { 'mrv': { 'citation': "ICVCM's framework: ICVCM AF 7.11 a)" } },
        'icvcmCriteria': ['9.4'],
      }
      ---
    `,
    example`
      ---
      analysis:
        market:
          evidence: 符合 ICVCM 的 CCP属性 4
                                          ^ unknown-criterion: The ICVCM Assessment Framework v1.1 has no CCP attribute 4.
      ---
      依据 ICVCM 评估框架 v1.1 准则 14.1，该类别不受限制。
                                    ^^^^ unknown-criterion: The ICVCM Assessment Framework v1.1 has no criterion 14.1.
    `,
    example`
      ---
      icvcmCriteria: ['9.3', '9.4', attr-1]
      ---
    `,
  ],

  check(record) {
    const found = listedIn(record).filter(({ node }) => !criterionOf(node.value)).map(listed => foundIn(record, listed));
    for (const { id, at, path } of citedIn(record)) {
      if (criterionOf(id)) continue;
      const near = nearestTo(id);
      found.push({
        span: at, path, message: noSuch(id),
        fixes: near ? [mend(record, { zh: `改为 ${numberOf(near)}（${near.title.zh}）`, en: `Change it to ${numberOf(near)} (${near.title.en})` }, [{ span: at, text: numberOf(near) }])] : [],
      });
    }
    return found;
  },
};

function foundIn(record: PolicyRecord, { node, path, text }: Listed): Found {
  const meant = criterionOf(/\d{1,2}\.\d{1,2}|attr-\d/.exec(text)?.[0] ?? '');
  const near = meant ?? nearestTo(text);
  return {
    span: node.span, path,
    message: meant ? { zh: `“${brief(text)}”不是标准的编号；建议“${meant.id}”。`, en: `“${brief(text)}” is not the number of a criterion; suggested “${meant.id}”.` }
      : isNumber(text) ? noSuch(text)
      : { zh: `“${brief(text)}”不是 ICVCM 标准的编号。`, en: `“${brief(text)}” is not the number of an ICVCM criterion.` },
    fixes: [
      ...(near ? [mend(record, { zh: `改为“${near.id}”（${near.title.zh}）`, en: `Change it to “${near.id}” (${near.title.en})` }, setValue(record, path, near.id), { preferred: meant !== undefined })] : []),
      mend(record, { zh: '从列表中删去', en: 'Remove it from the list' }, removeAt(record, path)),
    ],
  };
}

const isNumber = (id: string): boolean => /^(?:\d{1,2}\.\d{1,2}|attr-\d{1,2})$/.test(id);
const numberOf = ({ id }: Criterion): string => id.replace('attr-', '');

const noSuch = (id: string) => id.startsWith('attr-')
  ? { zh: `ICVCM 评估框架 v1.1 没有 CCP 属性 ${id.slice(5)}。`, en: `The ICVCM Assessment Framework v1.1 has no CCP attribute ${id.slice(5)}.` }
  : { zh: `ICVCM 评估框架 v1.1 没有标准 ${id}。`, en: `The ICVCM Assessment Framework v1.1 has no criterion ${id}.` };

/** The criterion in force of the same section whose number is nearest, or the nearest attribute. */
function nearestTo(id: string): Criterion | undefined {
  if (!isNumber(id)) return undefined;
  const attribute = id.startsWith('attr-');
  const [section, wanted] = attribute ? [undefined, Number(id.slice(5))] : id.split('.').map(Number);
  const last = (criterion: Criterion) => Number(criterion.id.split(/[.-]/)[1]);
  return criteria.filter(criterion => criterion.status === 'in-force' && (attribute ? criterion.level === 'attribute' : criterion.section === section && criterion.level !== 'attribute'))
    .sort((a, b) => Math.abs(last(a) - (wanted ?? 0)) - Math.abs(last(b) - (wanted ?? 0)))[0];
}
