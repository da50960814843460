import { list } from '../base/both.ts';
import { assessedIn, hasPlaceholder, placeholderSpots } from './evidence.ts';
import { pendingReviewer, setDraft, statusOf } from './review.ts';
import { example, type Rule } from './rule.ts';
import { sources } from './sources.ts';

export const placeholderInVerified: Rule = {
  id: 'placeholder-in-verified',
  title: { zh: '标为 verified 的记录没有占位证据', en: 'A verified record holds no placeholder evidence' },
  why: {
    zh: 'verified 表示全部内容已对照原文。证据还是占位文本的维度没有人核对过，这条记录就只是草稿。审核人一栏写着等待审核时，由 verified-but-pending 一并指出。',
    en: 'verified speaks for all of a record. A dimension whose evidence is a placeholder has been checked by nobody, so the record is a draft. Where the reviewer is still pending, verified-but-pending points at the evidence too.',
  },
  source: sources.review,
  severity: 'information',
  judges: 'values',
  reads: ['analysis', 'reviewStatus', 'provenance'],
  examples: [
    example`
      ---
      { "analysis": { "mrv": { "evidence": "Standard reporting required." } }, "provenance": { "reviewer": "Human Audit Pending" }, "reviewStatus": "verified" }
      ---
    `,
    example`
      ---
      analysis: { mrv: { evidence: 待定 }, market: { evidence: 暂无强制性财务保证机制 } }
      reviewStatus: draft
      ---
    `,
    example`
      ---
      { "analysis": { "mrv": { "evidence": "Standard reporting required." } }, "provenance": { "reviewer": "Li Wei" }, "reviewStatus": "verified" }
                                                                                                                                       ^^^^^^^^^^ placeholder-in-verified: This record is marked verified while the evidence of mrv is a placeholder.
      ---
      ->
      ---
      { "analysis": { "mrv": { "evidence": "Standard reporting required." } }, "provenance": { "reviewer": "Li Wei" }, "reviewStatus": "draft" }
      ---
    `,
    example`
      -- en/br-bill-1425-2022.md --
      ---
      {
        'analysis': { 'incentive': { 'evidence': 'No direct incentive found.' }, 'market': { 'evidence': 'TBD' } },
        'provenance': { 'reviewer': 'Primary-source metadata audit' },
        'reviewStatus': 'verified',
                        ^^^^^^^^^^ placeholder-in-verified: This record is marked verified while the evidence of incentive, market is a placeholder.
      }
      ---
      ->
      ---
      {
        'analysis': { 'incentive': { 'evidence': 'No direct incentive found.' }, 'market': { 'evidence': 'TBD' } },
        'provenance': { 'reviewer': 'Primary-source metadata audit' },
        'reviewStatus': 'draft',
      }
      ---
    `,
    example`
      ---
      reviewStatus: verified
                    ^^^^^^^^ placeholder-in-verified: This record is marked verified while the evidence of strategic is a placeholder.
      analysis:
        strategic:
          evidence: Baseline strategic alignment under V5.0 migration.
      ---
      ->
      ---
      reviewStatus: draft
      analysis:
        strategic:
          evidence: Baseline strategic alignment under V5.0 migration.
      ---
    `,
  ],

  check(record, world, facts) {
    const status = statusOf(record, world, 'verified');
    const names = assessedIn(record).filter(hasPlaceholder).map(({ name }) => name);
    if (status?.kind !== 'scalar' || status.broken || names.length === 0 || pendingReviewer(record, world)) return [];
    return [{
      span: status.span, path: ['reviewStatus'], fixes: [setDraft(record, world, facts)], related: placeholderSpots(record),
      message: {
        zh: `记录标为 verified，${list(names, 'zh')} 的证据却是占位文本。`,
        en: `This record is marked verified while the evidence of ${list(names, 'en')} is a placeholder.`,
      },
    }];
  },
};
