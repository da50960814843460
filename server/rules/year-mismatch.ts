import { isDay } from '../base/day.ts';
import { nodeAt, stringOf } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { example, mend, type Rule } from './rule.ts';

export const yearMismatch: Rule = {
  id: 'year-mismatch',
  title: { zh: '年份与发布日期一致', en: 'The year is that of the publication date' },
  why: {
    zh: '时间线按 year 排列，详情页显示 pubDate；两者不一致时同一部政策会出现在两个年份。发布日期与审核日期相同，多半是录入的那一天。',
    en: 'Timelines go by year and pages show pubDate, so a record where they differ appears in two years. A publication date equal to the audit date is most likely the day of entry.',
  },
  severity: 'warning',
  judges: 'values',
  examples: [
    example`
      ---
      { "pubDate": "2024-10-01", "year": 2024 }
      ---
    `,
    example`
      ---
      { "pubDate": "2024-10-01", "title": "氢能战略", "year": 2023 }
                                                              ^^^^ year-mismatch: year is 2023, but pubDate is 2024-10-01.
      ---
      ->
      ---
      { "pubDate": "2024-10-01", "title": "氢能战略", "year": 2024 }
      ---
    `,
    example`
      -- en/ph-doe-ccus-roadmap-2024.md --
      ---
      {
        'provenance': { 'lastAuditDate': '2026-03-18' },
        'pubDate': '2026-03-18',
        'year': 2024,
                ^^^^ year-mismatch: year is 2024, but pubDate is 2026-03-18, the day of the audit.
      }
      ---
      ->
      ---
      {
        'provenance': { 'lastAuditDate': '2026-03-18' },
        'pubDate': '',
        'year': 2024,
      }
      ---
    `,
    example`
      ---
      title: 国家氢能战略
      year: 2023
            ^^^^ year-mismatch: year is 2023, but pubDate is 2024-01-15.
      pubDate: 2024-01-15
      ---
      ->
      ---
      title: 国家氢能战略
      year: 2024
      pubDate: 2024-01-15
      ---
    `,
  ],

  *check(record) {
    const year = nodeAt(record.root, ['year']);
    const published = nodeAt(record.root, ['pubDate']);
    const day = stringOf(published);
    if (year?.kind !== 'scalar' || typeof year.value !== 'number' || !Number.isInteger(year.value) || !published || day === undefined || !isDay(day)) return;
    const right = Number(day.slice(0, 4));
    if (year.value === right) return;
    const entered = day === stringOf(nodeAt(record.root, ['provenance', 'lastAuditDate']));
    const set = mend(record, { zh: `把 year 改为 ${right}`, en: `Set year to ${right}` }, [{ span: year.span, text: String(right) }], { preferred: !entered });
    const clear = mend(record, { zh: '清空 pubDate', en: 'Clear pubDate' }, setValue(record, ['pubDate'], ''));
    yield {
      span: year.span, path: ['year'], fixes: entered ? [clear, set] : [set],
      message: {
        zh: `year 为 ${year.value}，pubDate 却是 ${day}${entered ? '，与审核日期相同' : ''}。`,
        en: `year is ${year.value}, but pubDate is ${day}${entered ? ', the day of the audit' : ''}.`,
      },
      related: [{ uri: record.uri, span: published.span, message: { zh: `发布日期是 ${day}。`, en: `The publication date is ${day}.` } }],
    };
  },
};
