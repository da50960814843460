import { dimensionOf, placeholders } from '../schema/knowledge.ts';
import { entryOf, nodeAt } from '../syntax/tree.ts';
import { withoutEntries } from '../syntax/without.ts';
import { example, mend, type Rule } from './rule.ts';
import { brief } from './wording.ts';

const boilerplate: ReadonlySet<string> = new Set([...placeholders.tuples.map(({ evidence }) => evidence), ...placeholders.evidence]);
const blanks: ReadonlySet<string> = new Set(placeholders.whole.map(text => text.toLowerCase()));

export const placeholderEvidence: Rule = {
  id: 'placeholder-evidence',
  title: { zh: '证据来自原文', en: 'Evidence comes from the source' },
  why: {
    zh: '迁移时程序给没有评估过的维度写了同样的评分、标签和证据。这样的分数没有依据，却和真实的分数一起汇总；不评分才是如实的。',
    en: 'A migration wrote the same score, label and evidence into dimensions that nobody had assessed. Such a score rests on nothing and is yet added up with real ones; no score is the honest one.',
  },
  severity: 'warning',
  judges: 'values',
  examples: [
    example`
      ---
      { "analysis": { "incentive": { "evidence": "暂无直接的财政激励，第九条只提到研发经费。", "label": "研发资助", "score": 35 } } }
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
      { 'analysis': { 'market': { 'score': 60, 'evidence': 'TBD', 'label': 'Medium', 'citation': 'Part 3', } } }
                                                           ^^^^^ placeholder-evidence: “TBD” is a placeholder and cannot support a score of 60.
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

  *check(record) {
    const analysis = nodeAt(record.root, ['analysis']);
    if (analysis?.kind !== 'map') return;
    for (const { name, value: map } of analysis.entries) {
      const evidence = dimensionOf(name) && entryOf(map, 'evidence')?.value;
      if (map?.kind !== 'map' || evidence?.kind !== 'scalar' || typeof evidence.value !== 'string' || evidence.broken) continue;
      const text = evidence.value.trim();
      const migrated = boilerplate.has(text);
      if (!migrated && !blanks.has(text.toLowerCase())) continue;
      const score = entryOf(map, 'score')?.value;
      const scored = score?.kind === 'scalar' && typeof score.value === 'number' ? score.value : undefined;
      const shown = `“${brief(text)}”`;
      yield {
        span: evidence.span, path: ['analysis', name, 'evidence'],
        message: {
          zh: `${shown}${migrated ? '是迁移时生成的文本' : '只是占位文本'}，${scored === undefined ? '没有说明原文的内容' : `不能支撑 ${scored} 分`}。`,
          en: `${shown} ${migrated ? 'was left by a migration' : 'is a placeholder'} and ${scored === undefined ? 'says nothing of the source' : `cannot support a score of ${scored}`}.`,
        },
        fixes: [mend(record, { zh: '删去评分、标签和证据，留下尚未评分的维度', en: 'Remove the score, label and evidence, so that the dimension is left unscored' },
          withoutEntries(record, map, ['score', 'label', 'evidence']), { preferred: true })],
      };
    }
  },
};
