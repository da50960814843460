import { dayOf, isDay } from '../base/day.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { nodeAt, wholeText, type Path } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { example, mend, type Found, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { brief } from './wording.ts';

export const invalidDate: Rule = {
  id: 'invalid-date',
  title: { zh: '日期写作 YYYY-MM-DD', en: 'A date is written YYYY-MM-DD' },
  why: {
    zh: '日期要能排序和比较；别的写法在这里那里会被读成不同的日子，或者读不出来。只有能确定是哪一天的写法才会改写，例如只有年份的就不会。',
    en: 'Dates are sorted and compared, and other spellings are read as another day or not at all. Only what can mean one single day is rewritten; a year alone is not.',
  },
  source: sources.dates,
  severity: 'error',
  judges: 'values',
  reads: ['pubDate', 'provenance', 'evolution'],
  examples: [
    example`
      ---
      { "evolution": { "effectiveApplicationWindow": "2024 年起", "milestones": [{ "date": "2024-03-01", "event": "生效" }] }, "pubDate": "2024-02-29" }
      ---
    `,
    example`
      ---
      { "country": "中国", "provenance": { "lastAuditDate": "2026/2/8" }, "pubDate": "2024年1月2日" }
                                                            ^^^^^^^^^^ invalid-date: A date is written YYYY-MM-DD, and this one is “2026/2/8”.
                                                                                     ^^^^^^^^^^^^^^ invalid-date: A date is written YYYY-MM-DD, and this one is “2024年1月2日”.
      ---
      ->
      ---
      { "country": "中国", "provenance": { "lastAuditDate": "2026-02-08" }, "pubDate": "2024-01-02" }
      ---
    `,
    example`
      -- en/eu-ccs-directive.md --
      ---
      {
        'evolution': { 'milestones': [{ 'date': 'June 25, 2009', 'event': 'In force' }] },
                                                ^^^^^^^^^^^^^^^ invalid-date: A date is written YYYY-MM-DD, and this one is “June 25, 2009”.
        'pubDate': '2009-04-31',
                   ^^^^^^^^^^^^ invalid-date: “2009-04-31” is not a day of the calendar.
      }
      ---
    `,
    example`
      ---
      title: 碳捕集法
      pubDate: 2024-01-02T08:00:00Z
               ^^^^^^^^^^^^^^^^^^^^ invalid-date: A date is written YYYY-MM-DD, and this one is “2024-01-02T08:00:00Z”.
      evolution:
        sourcePublicationDate: 2024.1.2
                               ^^^^^^^^ invalid-date: A date is written YYYY-MM-DD, and this one is “2024.1.2”.
      ---
      ->
      ---
      title: 碳捕集法
      pubDate: '2024-01-02'
      evolution:
        sourcePublicationDate: '2024-01-02'
      ---
    `,
    example`
      -- en/example.md --
      ---
      { 'pubDate': '2024-02-29', }
      ---
    `,
  ],

  check(record) {
    const found: Found[] = [];
    for (const path of datePaths(record)) {
      const node = wholeText(nodeAt(record.root, path));
      if (!node || node.value.trim() === '' || isDay(node.value)) continue;
      const day = dayOf(node.value);
      const shown = brief(node.value);
      found.push({
        span: node.span, path, unfinished: node.value.length < 'YYYY-MM-DD'.length,
        message: /^\d{4}-\d{2}-\d{2}$/.test(node.value)
          ? { zh: `“${shown}”不是日历上的一天。`, en: `“${shown}” is not a day of the calendar.` }
          : { zh: `日期须写作 YYYY-MM-DD，当前为“${shown}”。`, en: `A date is written YYYY-MM-DD, and this one is “${shown}”.` },
        fixes: day === undefined ? [] : [mend(record, { zh: `写作 ${day}`, en: `Write ${day}` }, setValue(record, path, day), { safe: true, preferred: true })],
      });
    }
    return found;
  },
};

/** Where a record holds dates. What applies from when to when may be told in words. */
function datePaths({ root }: PolicyRecord): readonly Path[] {
  const milestones = nodeAt(root, milestonesPath);
  if (milestones?.kind !== 'seq') return dates;
  return [...dates, ...milestones.items.map((_, i) => [...milestonesPath, i, 'date'])];
}

const milestonesPath: Path = ['evolution', 'milestones'];
const dates: readonly Path[] = [['pubDate'], ['provenance', 'lastAuditDate'], ['evolution', 'sourcePublicationDate']];
