import type { Edit } from '../base/edit.ts';
import { span } from '../base/span.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { setValue } from '../syntax/write.ts';
import { assessedIn, fieldOf, markOfModel, type Assessed } from './evidence.ts';
import { setDraft, statusOf } from './review.ts';
import { example, mend, type Fix, type Found, type Rule } from './rule.ts';
import { sources } from './sources.ts';

export const aiGeneratedEvidence: Rule = {
  id: 'ai-generated-evidence',
  title: { zh: '机器写的证据发布前经人工核对', en: 'Evidence written by a model is checked before it is published' },
  why: {
    zh: '[AI-Generated] 表示证据由模型撰写，还没有人对照过原文，所引条款可能并不存在。核对之后去掉标记；在此之前这条记录是草稿，草稿里的标记不作提示。',
    en: '[AI-Generated] says that a model wrote the evidence and that nobody has held it against the source; the clause it speaks of may not exist. Once it is checked, the mark goes; until then the record is a draft, and in a draft the mark is in its place.',
  },
  source: sources.depth,
  severity: 'warning',
  judges: 'values',
  reads: ['analysis', 'reviewStatus'],
  examples: [
    example`
      ---
      { "analysis": { "mrv": { "evidence": "[AI-Generated] Mandates monthly monitoring." } }, "reviewStatus": "draft" }
      ---
    `,
    example`
      ---
      analysis: { mrv: { evidence: 第四条规定 [AI-Generated] 的文件须加注说明。 } }
      reviewStatus: verified
      ---
    `,
    example`
      ---
      { "analysis": { "mrv": { "evidence": "[AI-Generated] Mandates \"monthly\" monitoring." } }, "country": "中国", "reviewStatus": "verified" }
                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ai-generated-evidence: The evidence of mrv is marked [AI-Generated] and has to be checked against the source before the record is published.
      ---
      ->
      ---
      { "analysis": { "mrv": { "evidence": "[AI-Generated] Mandates \"monthly\" monitoring." } }, "country": "中国", "reviewStatus": "draft" }
      ---
    `,
    example`
      -- en/ca-ccus-itc.md --
      ---
      {
        'analysis': {
          'market': { 'evidence': '【ai generated】：The credit''s rate falls by half from 2031.' },
                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ai-generated-evidence: The evidence of market is marked 【ai generated】 and has to be checked against the source before the record is published.
          'mrv': { 'evidence': '[AI-Generated]' },
                               ^^^^^^^^^^^^^^^^ ai-generated-evidence: The evidence of mrv is marked [AI-Generated] and has to be checked against the source before the record is published.
        },
        'reviewStatus': 'verified',
      }
      ---
      ->
      ---
      {
        'analysis': {
          'market': { 'evidence': '【ai generated】：The credit''s rate falls by half from 2031.' },
          'mrv': { 'evidence': '[AI-Generated]' },
        },
        'reviewStatus': 'draft',
      }
      ---
    `,
    example`
      ---
      reviewStatus: verified
      analysis:
        mrv:
          evidence: '［AI-Generated］ 第十二条要求逐月监测。'
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ai-generated-evidence: The evidence of mrv is marked ［AI-Generated］ and has to be checked against the source before the record is published.
        market:
          evidence: >-
                    ^^ ai-generated-evidence: The evidence of market is marked [AI-Generated] and has to be checked against the source before the record is published.
            [AI-Generated] The credit is
            paid to the operator.
      ---
      ->
      ---
      reviewStatus: draft
      analysis:
        mrv:
          evidence: '［AI-Generated］ 第十二条要求逐月监测。'
        market:
          evidence: >-
            [AI-Generated] The credit is
            paid to the operator.
      ---
    `,
  ],

  check(record, world, facts) {
    if (statusOf(record, world, 'draft')) return [];
    const found: Found[] = [];
    for (const each of assessedIn(record)) {
      const { name, dimension, evidence } = each;
      const mark = evidence && markOfModel(evidence.value);
      if (!evidence || mark === undefined) continue;
      const shown = mark.replace(/[\s:：]+$/, '');
      const { start, end } = evidence.node.span;
      found.push({
        // A text over several lines is pointed at where it begins.
        span: span(start, Math.min(end, record.lines.endOf(record.lines.lineOf(start)))), path: fieldOf(each, 'evidence'),
        message: {
          zh: `${dimension.zh}（${name}）的证据带有 ${shown} 标记，发布前须人工对照原文核对。`,
          en: `The evidence of ${name} is marked ${shown} and has to be checked against the source before the record is published.`,
        },
        fixes: [setDraft(record, world, facts), ...withoutMark(record, each, evidence.value.slice(mark.length))],
      });
    }
    return found;
  },
};

/** Takes the mark away and leaves every other character as it is written; what would leave no evidence at all is no mending. */
function withoutMark(record: PolicyRecord, each: Assessed, rest: string): readonly Fix[] {
  if (rest.trim() === '' || !each.evidence) return [];
  const { node } = each.evidence;
  const title = { zh: '已对照原文核对：去掉标记', en: 'Checked against the source: remove the mark' };
  const written = record.text.slice(node.span.start + 1, node.span.end);
  const lead = written.length - written.trimStart().length;
  const mark = node.form === 'single' || node.form === 'double' ? markOfModel(written) : undefined;
  const at = node.span.start + 1;
  const edits: readonly Edit[] = mark === undefined ? setValue(record, fieldOf(each, 'evidence'), rest) : [{ span: span(at, at + lead + mark.length), text: '' }];
  return [mend(record, title, edits)];
}
