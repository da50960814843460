import { assessedIn, fieldOf, isBoilerplate, leaveUnscored, mostOfMigration, placeholdersIn } from './evidence.ts';
import { example, type Found, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { brief } from './wording.ts';

export const placeholderEvidence: Rule = {
  id: 'placeholder-evidence',
  title: { zh: '证据来自原文', en: 'Evidence comes from the source' },
  why: {
    zh: '迁移时程序给没有评估过的维度写了同样的评分、标签和证据。这样的分数没有依据，却和真实的分数一起汇总；不评分才是如实的。分数高于迁移时所给的，由 placeholder-contradicts-score 指出；同一条文本用于三个以上维度的，由 repeated-evidence 一次指出。',
    en: 'A migration wrote the same score, label and evidence into dimensions that nobody had assessed. Such a score rests on nothing and is yet added up with real ones; no score is the honest one. A score above those of the migration is told of by placeholder-contradicts-score, and one text in three dimensions or more once by repeated-evidence.',
  },
  source: sources.depth,
  severity: 'warning',
  judges: 'values',
  reads: ['analysis'],
  examples: [
    example`
      ---
      { "analysis": { "incentive": { "evidence": "暂无直接的财政激励，第九条只提到研发经费。", "label": "研发资助", "score": 35 } } }
      ---
    `,
    example`
      -- en/be-ccus-strategy-2025.md --
      ---
      analysis:
        incentive: { evidence: Batch 4 Offshore Focus update., score: 40 }
        market: { evidence: Batch 4 Offshore Focus update., score: 40 }
        mrv: { evidence: Batch 4 Offshore Focus update., score: 40 }
        statutory: { evidence: No specific market rules., score: 90 }
      ---
    `,
    example`
      ---
      {
        "title": "碳核算框架",
        "analysis": {
          "strategic": {
            "auditNote": "",
            "citation": "",
            "evidence": "Baseline strategic alignment under V5.0 migration.",
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ placeholder-evidence: “Baseline strategic alignment under V5.0 migration.” was left by a migration and cannot support a score of 30.
            "label": "Initial Assessment",
            "score": 30
          }
        }
      }
      ---
      ->
      ---
      {
        "title": "碳核算框架",
        "analysis": {
          "strategic": {
            "auditNote": "",
            "citation": ""
          }
        }
      }
      ---
    `,
    example`
      -- en/au-safeguard-mechanism.md --
      ---
      { 'analysis': { 'market': { 'score': 20, 'evidence': 'TBD', 'label': 'Medium', 'citation': 'Part 3', } } }
                                                           ^^^^^ placeholder-evidence: “TBD” is a placeholder and cannot support a score of 20.
      ---
      ->
      ---
      { 'analysis': { 'market': { 'citation': 'Part 3', } } }
      ---
    `,
    example`
      ---
      analysis:
        mrv: { evidence: 待定。, label: 待定 }
                         ^^^^^^ placeholder-evidence: “待定。” is a placeholder and says nothing of the source.
        market:
          evidence: No specific market rules.
                    ^^^^^^^^^^^^^^^^^^^^^^^^^ placeholder-evidence: “No specific market rules.” was left by a migration and cannot support a score of 40.
          label: Market Integration
          citation: ''
          score: 40
      ---
      ->
      ---
      analysis:
        mrv: {}
        market:
          citation: ''
      ---
    `,
  ],

  check(record, world, facts) {
    const found: Found[] = [];
    for (const each of placeholdersIn(assessedIn(record))) {
      const { evidence, score } = each;
      // A score that the migration cannot have given is a contradiction, which is another rule's finding.
      if (score && score.value > mostOfMigration) continue;
      const left = isBoilerplate(evidence.value);
      const shown = `“${brief(evidence.value)}”`;
      found.push({
        span: evidence.node.span, path: fieldOf(each, 'evidence'),
        message: {
          zh: `${shown}${left ? '是迁移时生成的文本' : '只是占位文本'}，${score === undefined ? '没有说明原文的内容' : `不能支撑 ${score.value} 分`}。`,
          en: `${shown} ${left ? 'was left by a migration' : 'is a placeholder'} and ${score === undefined ? 'says nothing of the source' : `cannot support a score of ${score.value}`}.`,
        },
        fixes: [leaveUnscored(record, [each], true, world, facts)],
      });
    }
    return found;
  },
};
