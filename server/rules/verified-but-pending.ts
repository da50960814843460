import { meantBy } from '../schema/vocabulary.ts';
import { nodeAt, stringOf } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { example, mend, type Fix, type Rule } from './rule.ts';
import { brief } from './wording.ts';

const pending = /human audit pending|^\s*pending\s*$|待审|待人工/i;

export const verifiedButPending: Rule = {
  id: 'verified-but-pending',
  title: { zh: '标为 verified 的记录有人审核过', en: 'A verified record has been reviewed by someone' },
  why: {
    zh: 'verified 的意思是有署名的审核人对照过原文；审核人一栏写着等待审核，就还没有人这样做。',
    en: 'verified says that a named reviewer compared the record with its source; a reviewer who is still pending has not done so.',
  },
  severity: 'warning',
  judges: 'values',
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

  *check(record, { author }) {
    const path = ['provenance', 'reviewer'];
    const node = nodeAt(record.root, path);
    const status = nodeAt(record.root, ['reviewStatus']);
    const reviewer = stringOf(node);
    if (node?.kind !== 'scalar' || node.broken || !status || reviewer === undefined || !pending.test(reviewer)) return;
    if (!meantBy('reviewStatus', stringOf(status) ?? '').some(({ id }) => id === 'verified')) return;
    const fixes: Fix[] = [mend(record, { zh: '把 reviewStatus 改为 draft', en: 'Set reviewStatus to draft' }, setValue(record, ['reviewStatus'], 'draft'), { preferred: true })];
    if (author !== undefined && author.trim() !== '' && !pending.test(author)) {
      fixes.push(mend(record, { zh: `已审核：审核人改为“${brief(author)}”`, en: `Sign it as reviewed by “${brief(author)}”` }, setValue(record, path, author.trim())));
    }
    yield {
      span: node.span, path, fixes,
      message: { zh: `记录标为 verified，审核人却是“${brief(reviewer)}”。`, en: `This record is marked verified while its reviewer is “${brief(reviewer)}”.` },
      related: [{ uri: record.uri, span: status.span, message: { zh: 'reviewStatus 在这里标为 verified。', en: 'reviewStatus is marked verified here.' } }],
    };
  },
};
