import { isDay } from '../base/day.ts';
import { fieldsAt } from '../schema/describe.ts';
import { entryAt, entryOf, nodeAt, type Data } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { inBoth } from './in-both.ts';
import { isBlank, isMapToBe, spanOf } from './review.ts';
import { example, mend, type Fix, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { misspeltFields } from './unknown-field.ts';
import { languageName, otherLanguage } from './wording.ts';

const path = ['provenance', 'lastAuditDate'];

export const missingAuditDate: Rule = {
  id: 'missing-audit-date',
  title: { zh: '写明最近审核的日期', en: 'The day of the last audit is there' },
  why: {
    zh: '政策会修订。没有最近审核的日期，就看不出记录所说的还是不是现在的规定，也排不出该先复核哪些记录。',
    en: 'Policies are amended. Without the day of the last audit nobody can tell whether a record still says what holds, or which records are due to be looked at again.',
  },
  source: sources.review,
  severity: 'information',
  judges: 'whole',
  reads: ['provenance'],
  examples: [
    example`
      ---
      { "provenance": { "lastAuditDate": "2026-02-08", "reviewer": "Li Wei" } }
      ---
    `,
    example`
      ---
      title: 封存法
      ---
    `,
    example`
      ---
      { "provenance": { "author": "Gemini Intelligence", "lastAuditDate": "", "reviewer": "Li Wei" }, "year": 2024 }
                                                                          ^^ missing-audit-date: The day of the last audit is missing.
      ---
      ->
      ---
      { "provenance": { "author": "Gemini Intelligence", "lastAuditDate": "2026-11-20", "reviewer": "Li Wei" }, "year": 2024 }
      ---
    `,
    example`
      -- en/ro-emergency-ordinance-2024.md --
      ---
      {
        'provenance': { 'author': 'CCUS AI Agent', 'reviewer': '' },
        ^^^^^^^^^^^^ missing-audit-date: The day of the last audit is missing.
      }
      ---
      -- zh/ro-emergency-ordinance-2024.md --
      ---
      { 'provenance': { 'lastAuditDate': '2026-07-21' } }
      ---
      ->
      ---
      {
        'provenance': { 'author': 'CCUS AI Agent', 'lastAuditDate': '2026-07-21', 'reviewer': '' },
      }
      ---
    `,
    example`
      ---
      provenance:
      ^^^^^^^^^^ missing-audit-date: The day of the last audit is missing.
        author: Legacy System
      ---
      ->
      ---
      provenance:
        author: Legacy System
        lastAuditDate: '2026-11-20'
      ---
    `,
  ],

  check(record, world, facts) {
    const { corpus, project, today } = world;
    // Where there is no provenance at all, missing-field says so.
    const provenance = entryOf(record.root, 'provenance');
    if (!provenance || !isMapToBe(provenance.value) || !isBlank(nodeAt(record.root, path)) || misspeltFields(record, project.fields).has(path.join('.'))) return [];
    const put = (day: string) => setValue(record, path, day, fieldsAt(['provenance']));
    const fixes: Fix[] = [];
    const theirs = dayIn(corpus.twinOf(facts)?.values.get('provenance'));
    if (theirs !== undefined) {
      const { zh, en } = languageName[otherLanguage(record.locale)];
      fixes.push(mend(record, { zh: `采用${zh}版的日期 ${theirs}`, en: `Take ${theirs} from the ${en} record` }, put(theirs), { preferred: true }));
    }
    fixes.push(inBoth(mend(record, { zh: `今天已审核：填上 ${today}`, en: `Audited today: enter ${today}` }, put(today), { preferred: fixes.length === 0 }), record, world, facts, [{ path, value: today }]));
    return [{ span: spanOf(provenance, entryAt(record.root, path)), path, fixes, message: { zh: '缺少最近审核的日期。', en: 'The day of the last audit is missing.' } }];
  },
};

function dayIn(provenance: Data): string | undefined {
  if (typeof provenance !== 'object' || Array.isArray(provenance)) return undefined;
  const { lastAuditDate: day } = provenance as Readonly<Record<string, Data>>;
  return typeof day === 'string' && isDay(day) ? day : undefined;
}
