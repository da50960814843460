import { daysIn, isDay } from '../base/day.ts';
import { textOf } from '../base/span.ts';
import { nodeAt, wholeText } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { inBoth } from './in-both.ts';
import { confirming, ingestDay, isConfirmed } from './published.ts';
import { example, mend, type Rule } from './rule.ts';
import { sources } from './sources.ts';

/** How many dates of the body are offered. */
const mostDates = 3;

export const placeholderDate: Rule = {
  id: 'placeholder-date',
  title: { zh: '发布日期是真正的那一天', en: 'The publication date is the real one' },
  why: {
    zh: '1 月 1 日多半是只知道年份时的占位。也有政策确实从这一天开始，所以只作提示；正文里写有同一年的完整日期时，可以直接采用；查实确是这一天的，由项目确认后不再提示。',
    en: '1 January is mostly a stand-in where only the year was known. Some policies do start on that day, so this is only pointed out; '
      + 'where the text names other full dates of the year, they are offered. A day that is right can be confirmed for the project and is then not spoken of again.',
  },
  source: sources.dates,
  severity: 'information',
  judges: 'values',
  reads: ['id', 'pubDate', 'provenance'],
  examples: [
    example`
      ---
      { "pubDate": "2024-10-01" }
      ---
    `,
    example`
      -- zh/eu-cbam.md --
      ---
      { "id": "eu-cbam", "pubDate": "2026-01-01" }
      ---
      -- policy-records.json --
      { "confirmedDates": { "eu-cbam": "2026-01-01" } }
    `,
    example`
      ---
      { "title": "碳核算框架", "pubDate": "2021-01-01" }
                                          ^^^^^^^^^^^^ placeholder-date: 1 January is mostly a stand-in where only the year is known, here 2021.
      ---
      该框架于2021年3月4日发布，2022年1月5日修订。
      ->
      ---
      { "title": "碳核算框架", "pubDate": "2021-03-04" }
      ---
      该框架于2021年3月4日发布，2022年1月5日修订。
    `,
    example`
      -- en/sa-megi-ccus.md --
      ---
      { 'pubDate': '2023-01-01', 'title': 'Saudi Green Initiative', }
                   ^^^^^^^^^^^^ placeholder-date: 1 January is mostly a stand-in where only the year is known, here 2023.
      ---
      Announced in 2023.
      -- policy-records.json --
      { "confirmedDates": { "sa-megi-ccus": "2024-01-01" } }
    `,
    example`
      -- en/th-boi-incentives.md --
      ---
      pubDate: 2020-01-01
               ^^^^^^^^^^ placeholder-date: 1 January is mostly a stand-in where only the year is known, here 2020.
      ---
      Adopted on 4 March 2020, published on March 9, 2020.
      ->
      ---
      pubDate: '2020-03-04'
      ---
      Adopted on 4 March 2020, published on March 9, 2020.
    `,
    example`
      -- en/example.md --
      ---
      { 'pubDate': '2024-08-01', }
      ---
    `,
  ],

  check(record, world, facts) {
    const { project, today } = world;
    const path = ['pubDate'];
    const node = wholeText(nodeAt(record.root, path));
    if (!node || !isDay(node.value) || !node.value.endsWith('-01-01')) return [];
    const day = node.value;
    const id = facts.id?.trim() || facts.stem;
    // What lies ahead was announced for that very day or is future-date's, and the day of the audit is ingest-date's.
    if (day > today || isConfirmed(day, id, project) || ingestDay(record.root) !== undefined) return [];
    const year = day.slice(0, 4);
    const dates = daysIn(textOf(record.text, record.body)).filter(each => each.startsWith(year) && !each.endsWith('-01-01')).slice(0, mostDates);
    return [{
      span: node.span, path,
      message: { zh: `1 月 1 日多为只知道年份（${year}）时的占位。`, en: `1 January is mostly a stand-in where only the year is known, here ${year}.` },
      fixes: [
        ...dates.map(each => inBoth(mend(record, { zh: `改为正文里的 ${each}`, en: `Set it to ${each}, which the text names` }, setValue(record, path, each)), record, world, facts, [{ path, value: each }])),
        ...confirming(day, id, project),
      ],
    }];
  },
};
