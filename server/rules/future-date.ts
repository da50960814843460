import { isDay } from '../base/day.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { nodeAt, stringOf, wholeText, type Path, type ScalarNode } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { inBoth } from './in-both.ts';
import { ingestDay, maybePending } from './published.ts';
import { example, mend, type Found, type Rule } from './rule.ts';
import { sources } from './sources.ts';

export const futureDate: Rule = {
  id: 'future-date',
  title: { zh: '日期不在未来', en: 'A date does not lie ahead' },
  why: {
    zh: '审核是已经做过的事，不会在今天之后。政策的日期可以在未来，但那时它还没有生效：状态为计划中、制定中或即将实施的不作提示，其余多半是年份写错。',
    en: 'An audit is something that was done, so it cannot lie ahead. A policy’s date can, but then it is not in force yet: '
      + 'nothing is said of one that is planned, under development or upcoming, and with any other status the year is most likely mistyped.',
  },
  source: sources.dates,
  severity: 'hint',
  judges: 'values',
  reads: ['pubDate', 'year', 'status', 'provenance'],
  examples: [
    example`
      ---
      { "provenance": { "lastAuditDate": "2026-11-20" }, "pubDate": "2027-01-01", "status": "即将实施", "year": 2027 }
      ---
    `,
    example`
      -- en/eu-storage-target.md --
      ---
      pubDate: '2030-05-06'
      status: Proposed
      evolution: { milestones: [{ date: '2050-01-01', event: Net zero }] }
      ---
    `,
    example`
      ---
      { "provenance": { "lastAuditDate": "2062-02-08" }, "pubDate": "2062-01-15", "status": "现行" }
                                         ^^^^^^^^^^^^ future-date: lastAuditDate is 2062-02-08, a day that has not come yet.
                                                                    ^^^^^^^^^^^^ future-date: pubDate is 2062-01-15, a day that has not come yet, while the policy is not called upcoming.
      ---
    `,
    example`
      -- en/ca-ccus-itc.md --
      ---
      {
        'provenance': { 'lastAuditDate': '2027-02-08' },
                                         ^^^^^^^^^^^^ future-date: lastAuditDate is 2027-02-08, a day that has not come yet.
        'pubDate': '2024-06-20',
      }
      ---
      ->
      ---
      {
        'provenance': { 'lastAuditDate': '2026-11-20' },
        'pubDate': '2024-06-20',
      }
      ---
    `,
    example`
      -- en/dk-storage-act.md --
      ---
      status: Active
      pubDate: '2031-05-06'
               ^^^^^^^^^^^^ future-date: pubDate is 2031-05-06, a day that has not come yet, while the policy is not called upcoming.
      ---
    `,
  ],

  check(record, world, facts) {
    const { today, project: { vocabulary } } = world;
    const audit = comingAt(record, ['provenance', 'lastAuditDate'], today);
    const found: Found[] = [];
    if (audit) {
      found.push({
        ...audit, severity: 'warning',
        message: { zh: `lastAuditDate 为 ${audit.day}，这一天还没有到。`, en: `lastAuditDate is ${audit.day}, a day that has not come yet.` },
        fixes: [inBoth(mend(record, { zh: `改为今天 ${today}`, en: `Set it to today, ${today}` }, setValue(record, audit.path, today)), record, world, facts, [{ path: audit.path, value: today }])],
      });
    }
    const published = comingAt(record, ['pubDate'], today);
    // A year that says otherwise, or a date taken over from the audit, is the mistake then, and other rules tell of those.
    if (!published || ingestDay(record.root) !== undefined || !agrees(record, published.day) || maybePending(stringOf(nodeAt(record.root, ['status'])) ?? '', vocabulary)) return found;
    found.push({
      ...published,
      message: { zh: `pubDate 为 ${published.day}，这一天还没有到，政策却没有标为即将实施。`, en: `pubDate is ${published.day}, a day that has not come yet, while the policy is not called upcoming.` },
    });
    return found;
  },
};

interface Coming { readonly span: ScalarNode['span']; readonly path: Path; readonly day: string }

/** A day after today. */
function comingAt({ root }: PolicyRecord, path: Path, today: string): Coming | undefined {
  const node = wholeText(nodeAt(root, path));
  return node && isDay(node.value) && node.value > today ? { span: node.span, path, day: node.value } : undefined;
}

function agrees({ root }: PolicyRecord, day: string): boolean {
  const year = nodeAt(root, ['year']);
  return year?.kind !== 'scalar' || typeof year.value !== 'number' || year.value === Number(day.slice(0, 4));
}
