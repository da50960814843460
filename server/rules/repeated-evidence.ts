import { list } from '../base/both.ts';
import { assessedIn, fieldOf, isBoilerplate, leaveUnscored, repeatedIn } from './evidence.ts';
import { example, type Found, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { brief } from './wording.ts';

export const repeatedEvidence: Rule = {
  id: 'repeated-evidence',
  title: { zh: '每个维度有自己的证据', en: 'Each dimension has evidence of its own' },
  why: {
    zh: '五个维度问的是五个问题，一句话答不了三个。批量录入时同一句话常被写进所有维度，分数便无从核对。只有原文才能说明各维度的依据；整段都是批量更新留下的文本时，可以一次删去这些评分。',
    en: 'Five dimensions ask five questions, and no sentence answers three of them. Batches of records were entered with one sentence in every dimension, which leaves nothing to check the scores by. Only the source tells what speaks for each; where the sentence is what a batch update left, the scores can be taken back at once.',
  },
  source: sources.depth,
  severity: 'warning',
  judges: 'values',
  unfinished: true,
  reads: ['analysis'],
  examples: [
    example`
      ---
      { "analysis": { "incentive": { "evidence": "第九条设立封存补贴。" }, "market": { "evidence": "第九条设立封存补贴。" }, "mrv": { "evidence": "第十二条要求逐月监测。" } } }
      ---
    `,
    example`
      ---
      analysis:
        incentive: { evidence: TBD }
        market: { evidence: TBD }
        mrv: { evidence: TBD }
        statutory: { evidence: '' }
        strategic: { evidence: '' }
        technical: { evidence: '' }
      ---
    `,
    example`
      ---
      {
        "analysis": {
          "incentive": { "evidence": "Strong alignment with National Net Zero 2050 target.", "score": 70 },
                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ repeated-evidence: 3 dimensions (incentive, market, strategic) share the evidence “Strong alignment with National Net Zero 2050 target.”.
          "market": { "evidence": " Strong alignment with National Net Zero 2050 target.", "score": 65 },
          "strategic": { "evidence": "Strong alignment with National Net Zero 2050 target.", "score": 90 }
        }
      }
      ---
    `,
    example`
      -- en/be-ccus-strategy-2025.md --
      ---
      {
        'analysis':
          {
            'market': { 'evidence': 'Batch 4 Offshore Focus update.', 'label': 'Medium', 'score': 75 },
                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ repeated-evidence: 3 dimensions (market, mrv, statutory) share the evidence “Batch 4 Offshore Focus update.”, which was left by a migration.
            'mrv': { 'citation': 'Chapter 4', 'evidence': 'Batch 4 Offshore Focus update.', 'label': 'High', 'score': 80, },
            'statutory': { 'evidence': 'Batch 4 Offshore Focus update.', 'label': 'High', 'score': 90 },
          },
      }
      ---
      ->
      ---
      {
        'analysis':
          {
            'market': {},
            'mrv': { 'citation': 'Chapter 4', },
            'statutory': {},
          },
      }
      ---
    `,
    example`
      ---
      analysis:
        statutory:
          score: 60
          evidence: 法规第二章规定了经营者的全部义务。
        strategic:
          evidence: 法规第二章规定了经营者的全部义务。
        mrv:
          evidence: 法规第二章规定了经营者的全部义务。
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ repeated-evidence: 3 dimensions (mrv, statutory, strategic) share the evidence “法规第二章规定了经营者的全部义务。”.
      ---
    `,
  ],

  check(record, world, facts) {
    const found: Found[] = [];
    for (const { text, dimensions } of repeatedIn(assessedIn(record))) {
      const [first, ...others] = dimensions;
      if (!first?.evidence) continue;
      const left = isBoilerplate(text);
      const names = dimensions.map(({ name }) => name);
      const shown = `“${brief(text)}”`;
      found.push({
        span: first.evidence.node.span, path: fieldOf(first, 'evidence'), fixes: left ? [leaveUnscored(record, dimensions, false, world, facts)] : [],
        message: {
          zh: `${names.length} 个维度（${list(names, 'zh')}）用了同一条证据${shown}${left ? '，它是迁移时生成的文本' : ''}。`,
          en: `${names.length} dimensions (${list(names, 'en')}) share the evidence ${shown}${left ? ', which was left by a migration' : ''}.`,
        },
        related: others.flatMap(({ name, dimension, evidence }) => evidence
          ? [{ uri: record.uri, span: evidence.node.span, message: { zh: `${dimension.zh}（${name}）的证据相同。`, en: `The evidence of ${name} is the same.` } }] : []),
      });
    }
    return found;
  },
};
