import { placeholderSpots } from './evidence.ts';
import { pendingReviewer, setDraft, signed } from './review.ts';
import { example, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { brief } from './wording.ts';

export const verifiedButPending: Rule = {
  id: 'verified-but-pending',
  title: { zh: '标为 verified 的记录有人审核过', en: 'A verified record has been reviewed by someone' },
  why: {
    zh: 'verified 的意思是有署名的审核人对照过原文；审核人一栏写着等待审核，就还没有人这样做。',
    en: 'verified says that a named reviewer compared the record with its source; a reviewer who is still pending has not done so.',
  },
  source: sources.review,
  severity: 'warning',
  judges: 'values',
  reads: ['reviewStatus', 'provenance'],
  examples: [
    example`
      ---
      { "provenance": { "reviewer": "Primary-source metadata audit" }, "reviewStatus": "verified" }
      ---
    `,
    example`
      ---
      { "provenance": { "reviewer": "Human Audit Pending" }, "reviewStatus": "draft" }
      ---
    `,
    example`
      ---
      { "country": "国际", "provenance": { "reviewer": "Human Audit Pending" }, "reviewStatus": "verified" }
                                                       ^^^^^^^^^^^^^^^^^^^^^ verified-but-pending: This record is marked verified while its reviewer is “Human Audit Pending”.
      ---
      ->
      ---
      { "country": "国际", "provenance": { "reviewer": "Human Audit Pending" }, "reviewStatus": "draft" }
      ---
    `,
    example`
      -- en/cn-ccer.md --
      ---
      {
        'provenance': { 'reviewer': 'Pending' },
                                    ^^^^^^^^^ verified-but-pending: This record is marked verified while its reviewer is “Pending”.
        'reviewStatus': 'verified',
      }
      ---
      ->
      ---
      {
        'provenance': { 'reviewer': 'Pending' },
        'reviewStatus': 'draft',
      }
      ---
    `,
    example`
      ---
      reviewStatus: verified
      provenance:
        reviewer: 待人工审核
                  ^^^^^^^^^^ verified-but-pending: This record is marked verified while its reviewer is “待人工审核”.
      ---
      ->
      ---
      reviewStatus: draft
      provenance:
        reviewer: 待人工审核
      ---
    `,
  ],

  check(record, world, facts) {
    const found = pendingReviewer(record, world);
    if (!found) return [];
    const { node, name, status } = found;
    return [{
      span: node.span, path: ['provenance', 'reviewer'], fixes: [setDraft(record, world, facts), ...signed(record, world, facts)],
      message: { zh: `记录标为 verified，审核人却是“${brief(name)}”。`, en: `This record is marked verified while its reviewer is “${brief(name)}”.` },
      related: [
        { uri: record.uri, span: status.span, message: { zh: 'reviewStatus 在这里标为 verified。', en: 'reviewStatus is marked verified here.' } },
        // Evidence that is yet to come says the same once more, so it is no finding of its own here.
        ...placeholderSpots(record),
      ],
    }];
  },
};
