import { assessedIn, fieldOf, leaveUnscored, mostOfMigration, placeholdersIn } from './evidence.ts';
import { example, type Found, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { brief } from './wording.ts';

export const placeholderContradictsScore: Rule = {
  id: 'placeholder-contradicts-score',
  title: { zh: '评分与证据不矛盾', en: 'A score and its evidence do not contradict each other' },
  why: {
    zh: `迁移时没有找到依据的维度最高只给 ${mostOfMigration} 分。分数更高，就是有人重新评过分，却没有换掉占位文本：证据说什么也没有找到，分数说的却相反。应按原文写明证据，或把这个维度留待评分。`,
    en: `Where the migration found nothing, it gave ${mostOfMigration} at most. A higher score was given by someone who assessed the dimension and left the placeholder, so the evidence says that there is nothing and the score says the opposite. Write the evidence from the source, or leave the dimension unscored.`,
  },
  source: sources.depth,
  severity: 'warning',
  judges: 'values',
  reads: ['analysis'],
  examples: [
    example`
      ---
      { "analysis": { "market": { "evidence": "No specific market rules.", "label": "Market Integration", "score": ${String(mostOfMigration)} } } }
      ---
    `,
    example`
      -- en/california-lcfs.md --
      ---
      analysis:
        market: { evidence: No specific market rules apply to storage outside the state., score: 90 }
        mrv: { evidence: Standard reporting required. }
      ---
    `,
    example`
      ---
      { "title": "低碳燃料标准", "analysis": { "market": { "citation": "§ 95482", "evidence": "No specific market rules.", "label": "Credit trading", "score": 90 } } }
                                                                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^ placeholder-contradicts-score: market scores 90, while its evidence is the placeholder “No specific market rules.”.
      ---
      ->
      ---
      { "title": "低碳燃料标准", "analysis": { "market": { "citation": "§ 95482" } } }
      ---
    `,
    example`
      -- en/california-lcfs.md --
      ---
      {
        'analysis':
          {
            'market': { 'score': 60, 'evidence': 'tbd', 'label': 'Medium', 'citation': 'Part 3', },
                                                 ^^^^^ placeholder-contradicts-score: market scores 60, while its evidence is the placeholder “tbd”.
          },
      }
      ---
      ->
      ---
      {
        'analysis':
          {
            'market': { 'citation': 'Part 3', },
          },
      }
      ---
    `,
    example`
      ---
      analysis:
        incentive:
          citation: 第九条
          evidence: No direct incentive found.
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^ placeholder-contradicts-score: incentive scores 41, while its evidence is the placeholder “No direct incentive found.”.
          label: 研发资助
          score: 41
      ---
      ->
      ---
      analysis:
        incentive:
          citation: 第九条
      ---
    `,
  ],

  check(record, world, facts) {
    const found: Found[] = [];
    for (const each of placeholdersIn(assessedIn(record))) {
      const { name, dimension, evidence, score } = each;
      if (!score || score.value <= mostOfMigration) continue;
      const shown = `“${brief(evidence.value)}”`;
      found.push({
        span: evidence.node.span, path: fieldOf(each, 'evidence'), fixes: [leaveUnscored(record, [each], false, world, facts)],
        message: {
          zh: `${dimension.zh}（${name}）得 ${score.value} 分，证据却是占位文本${shown}。`,
          en: `${name} scores ${score.value}, while its evidence is the placeholder ${shown}.`,
        },
        related: [{ uri: record.uri, span: score.node.span, message: { zh: `评分是 ${score.value}。`, en: `The score is ${score.value}.` } }],
      });
    }
    return found;
  },
};
