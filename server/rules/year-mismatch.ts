import { isDay } from '../base/day.ts';
import { nodeAt, stringOf } from '../syntax/tree.ts';
import { inBoth } from './in-both.ts';
import { ingestDay } from './published.ts';
import { example, mend, type Rule } from './rule.ts';
import { sources } from './sources.ts';

export const yearMismatch: Rule = {
  id: 'year-mismatch',
  title: { zh: '年份与发布日期一致', en: 'The year is that of the publication date' },
  why: {
    zh: '时间线按 year 排列，详情页显示 pubDate；两者不一致时同一部政策会出现在两个年份。发布日期与审核日期相同时，错的多半是日期，由 ingest-date 指出。',
    en: 'Timelines go by year and pages show pubDate, so a record where they differ appears in two years. Where the publication date is the day of the audit, it is the date that is most likely wrong, and ingest-date tells of it.',
  },
  source: sources.dates,
  severity: 'warning',
  judges: 'values',
  reads: ['pubDate', 'year', 'provenance'],
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
      }
      ---
    `,
    example`
      -- en/sa-hydrogen-strategy-ccus.md --
      ---
      {
        'provenance': { 'lastAuditDate': '2026-03-18' },
        'pubDate': '2024-03-18',
        'year': 2023,
                ^^^^ year-mismatch: year is 2023, but pubDate is 2024-03-18.
      }
      ---
      ->
      ---
      {
        'provenance': { 'lastAuditDate': '2026-03-18' },
        'pubDate': '2024-03-18',
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

  check(record, world, facts) {
    const year = nodeAt(record.root, ['year']);
    const published = nodeAt(record.root, ['pubDate']);
    const day = stringOf(published);
    // A year in quotes is a year all the same, so that taking the quotes away brings no finding that was not there.
    const said = year?.kind === 'scalar' && !year.broken ? typeof year.value === 'string' && /^\s*\d{4}\s*$/.test(year.value) ? Number(year.value) : year.value : undefined;
    if (year?.kind !== 'scalar' || typeof said !== 'number' || !Number.isInteger(said) || !published || day === undefined || !isDay(day)) return [];
    const right = Number(day.slice(0, 4));
    // A day that is the audit's is the mistake, and ingest-date speaks of it.
    if (said === right || ingestDay(record.root) !== undefined) return [];
    return [{
      span: year.span, path: ['year'], unfinished: said < 1000,
      fixes: [inBoth(mend(record, { zh: `把 year 改为 ${right}`, en: `Set year to ${right}` }, [{ span: year.span, text: String(right) }], { preferred: true }), record, world, facts, [{ path: ['year'], value: right }])],
      message: {
        zh: `year 为 ${said}，pubDate 却是 ${day}。`,
        en: `year is ${said}, but pubDate is ${day}.`,
      },
      related: [{ uri: record.uri, span: published.span, message: { zh: `发布日期是 ${day}。`, en: `The publication date is ${day}.` } }],
    }];
  },
};
