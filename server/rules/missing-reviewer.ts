import { entryAt, entryOf, nodeAt } from '../syntax/tree.ts';
import { isBlank, isMapToBe, setDraft, signed, spanOf, statusOf } from './review.ts';
import { example, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { misspeltFields } from './unknown-field.ts';

const path = ['provenance', 'reviewer'];

export const missingReviewer: Rule = {
  id: 'missing-reviewer',
  title: { zh: '标为 verified 的记录写明审核人', en: 'A verified record names its reviewer' },
  why: {
    zh: 'verified 要有人负责：没有审核人的名字，读者不知道是谁对照过原文，也不知道是否真的有人对照过。草稿可以没有审核人。',
    en: 'Somebody answers for verified: without a name no reader can tell who compared the record with its source, or whether anybody did. A draft may do without.',
  },
  source: sources.review,
  severity: 'information',
  judges: 'whole',
  reads: ['reviewStatus', 'provenance'],
  examples: [
    example`
      ---
      { "provenance": { "reviewer": "Primary-source metadata audit" }, "reviewStatus": "verified" }
      ---
    `,
    example`
      ---
      provenance: { author: Gemini Intelligence, reviewer: '' }
      reviewStatus: draft
      ---
    `,
    example`
      ---
      { "title": "封存法", "reviewStatus": "verified" }
      ---
    `,
    example`
      ---
      { "country": "中国", "provenance": { "reviewer": "" }, "reviewStatus": "verified" }
                                                       ^^ missing-reviewer: This record is marked verified and names no reviewer.
      ---
      ->
      ---
      { "country": "中国", "provenance": { "reviewer": "" }, "reviewStatus": "draft" }
      ---
    `,
    example`
      -- en/cn-ccer.md --
      ---
      {
        'provenance': { 'author': 'CCUS AI Agent', 'lastAuditDate': '2026-02-08' },
        ^^^^^^^^^^^^ missing-reviewer: This record is marked verified and names no reviewer.
        'reviewStatus': 'verified',
      }
      ---
      ->
      ---
      {
        'provenance': { 'author': 'CCUS AI Agent', 'lastAuditDate': '2026-02-08' },
        'reviewStatus': 'draft',
      }
      ---
    `,
    example`
      ---
      reviewStatus: verified
      provenance:
        author: Legacy System
        reviewer:
        ^^^^^^^^ missing-reviewer: This record is marked verified and names no reviewer.
      ---
      ->
      ---
      reviewStatus: draft
      provenance:
        author: Legacy System
        reviewer:
      ---
    `,
  ],

  check(record, world, facts) {
    const status = statusOf(record, world, 'verified');
    // Where there is no provenance at all, missing-field says so.
    const provenance = entryOf(record.root, 'provenance');
    const node = nodeAt(record.root, path);
    if (!status || !provenance || !isMapToBe(provenance.value) || !isBlank(node) || misspeltFields(record, world.project.fields).has(path.join('.'))) return [];
    return [{
      span: spanOf(provenance, entryAt(record.root, path)), path, fixes: [setDraft(record, world, facts), ...signed(record, world, facts)],
      message: { zh: '记录标为 verified，却没有写审核人。', en: 'This record is marked verified and names no reviewer.' },
      related: [{ uri: record.uri, span: status.span, message: { zh: 'reviewStatus 在这里标为 verified。', en: 'reviewStatus is marked verified here.' } }],
    }];
  },
};
