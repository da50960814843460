import { daysIn } from '../base/day.ts';
import { textOf } from '../base/span.ts';
import { nodeAt } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { inBoth } from './in-both.ts';
import { confirming, ingestDay, isConfirmed } from './published.ts';
import { example, mend, type Rule } from './rule.ts';
import { sources } from './sources.ts';

/** How many dates of the body are offered. */
const mostDates = 3;

export const ingestDate: Rule = {
  id: 'ingest-date',
  title: { zh: '发布日期不是录入的那一天', en: 'The publication date is not the day of entry' },
  why: {
    zh: 'pubDate 是官方发布的日子。它与最近审核日期相同，多半是录入时顺手写下的当天，政策因此在时间线上晚了几年。清空表示还不知道；正文写明就是这一天的，不作提示。',
    en: 'pubDate is the day of official publication. One equal to the day of the last audit was most likely filled in when the record was entered, and puts the policy years too late on a timeline. '
      + 'A blank says that the day is not known yet; where the text itself names the day, nothing is said.',
  },
  source: sources.dates,
  severity: 'warning',
  judges: 'values',
  reads: ['id', 'pubDate', 'year', 'provenance', 'body'],
  examples: [
    example`
      ---
      { "provenance": { "lastAuditDate": "2026-03-18" }, "pubDate": "2024-10-01", "year": 2024 }
      ---
    `,
    example`
      ---
      { "provenance": { "lastAuditDate": "2026-03-18" }, "pubDate": "2026-03-18", "year": 2026 }
      ---
      本办法于2026年3月18日公布，即日起施行。
    `,
    example`
      -- zh/ph-doe-ccus-roadmap-2024.md --
      ---
      { "provenance": { "lastAuditDate": "2026-03-18" }, "pubDate": "2026-03-18", "year": 2024 }
                                                                    ^^^^^^^^^^^^ ingest-date: pubDate is 2026-03-18, the day of the last audit, so it is most likely the day of entry.
      ---
      ->
      ---
      { "provenance": { "lastAuditDate": "2026-03-18" }, "pubDate": "", "year": 2024 }
      ---
    `,
    example`
      -- en/gr-climate-law-2022-update.md --
      ---
      {
        'provenance': { 'lastAuditDate': '2026-03-18' },
        'pubDate': '2026-03-18',
                   ^^^^^^^^^^^^ ingest-date: pubDate is 2026-03-18, the day of the last audit, so it is most likely the day of entry.
        'year': 2022,
      }
      ---
      Law 4936/2022 was published on 27 May 2022.
      ->
      ---
      {
        'provenance': { 'lastAuditDate': '2026-03-18' },
        'pubDate': '2022-05-27',
        'year': 2022,
      }
      ---
      Law 4936/2022 was published on 27 May 2022.
    `,
    example`
      -- en/ro-emergency-ordinance-2024.md --
      ---
      pubDate: '2026-03-18'
               ^^^^^^^^^^^^ ingest-date: pubDate is 2026-03-18, the day of the last audit, so it is most likely the day of entry.
      provenance:
        lastAuditDate: '2026-03-18'
      ---
      ->
      ---
      pubDate: ''
      provenance:
        lastAuditDate: '2026-03-18'
      ---
    `,
  ],

  check(record, world, facts) {
    const { project } = world;
    const path = ['pubDate'];
    const node = nodeAt(record.root, path);
    const audit = nodeAt(record.root, ['provenance', 'lastAuditDate']);
    const day = ingestDay(record.root);
    const id = facts.id?.trim() || facts.stem;
    if (day === undefined || node?.kind !== 'scalar' || node.broken || !audit || isConfirmed(day, id, project)) return [];
    const named = daysIn(textOf(record.text, record.body));
    if (named.includes(day)) return [];
    // The record's own year tells which of the days in the text may be meant.
    const year = nodeAt(record.root, ['year']);
    const own = year?.kind === 'scalar' && typeof year.value === 'number' ? named.filter(each => each.startsWith(`${String(year.value)}-`)).slice(0, mostDates) : [];
    return [{
      span: node.span, path,
      message: { zh: `pubDate 为 ${day}，与最近审核日期相同，多半是录入的那一天。`, en: `pubDate is ${day}, the day of the last audit, so it is most likely the day of entry.` },
      related: [{ uri: record.uri, span: audit.span, message: { zh: `最近审核日期也是 ${day}。`, en: `The last audit was on ${day} too.` } }],
      fixes: [
        ...own.map(each => inBoth(mend(record, { zh: `改为正文里的 ${each}`, en: `Set it to ${each}, which the text names` }, setValue(record, path, each)), record, world, facts, [{ path, value: each }])),
        inBoth(mend(record, { zh: '清空 pubDate', en: 'Clear pubDate' }, setValue(record, path, ''), { preferred: own.length === 0 }), record, world, facts, [{ path, value: '' }]),
        ...confirming(day, id, project),
      ],
    }];
  },
};
