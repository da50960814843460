import { dimensionOf } from '../schema/knowledge.ts';
import { entryOf, nodeAt } from '../syntax/tree.ts';
import { inBoth } from './in-both.ts';
import { example, mend, type Found, type Rule } from './rule.ts';
import { sources } from './sources.ts';

const [least, most] = [0, 100];

export const scoreOutOfRange: Rule = {
  id: 'score-out-of-range',
  title: { zh: '评分是 0 到 100 的整数', en: 'A score is an integer from 0 to 100' },
  why: {
    zh: '评分会跨政策汇总：一个 850 分会压过八个如实的评分。',
    en: 'Scores are added up across policies: one score of 850 outweighs eight honest ones.',
  },
  source: sources.dimensions,
  severity: 'error',
  judges: 'values',
  reads: ['analysis'],
  examples: [
    example`
      ---
      analysis: { mrv: { score: 95 } }
      ---
    `,
    example`
      ---
      { "analysis": { "mrv": { "label": "跨市场联动", "score": 850 } } }
                                                               ^^^ score-out-of-range: A score must be an integer from 0 to 100, and this one is 850.
      ---
      ->
      ---
      { "analysis": { "mrv": { "label": "跨市场联动", "score": 100 } } }
      ---
    `,
    example`
      ---
      {
        'analysis': { 'market': { 'score': '-3' } },
                                           ^^^^ score-out-of-range: A score must be an integer from 0 to 100, and this one is -3.
      }
      ---
      ->
      ---
      {
        'analysis': { 'market': { 'score': 0 } },
      }
      ---
    `,
    example`
      ---
      analysis:
        mrv:
          score: 72.5
                 ^^^^ score-out-of-range: A score must be an integer from 0 to 100, and this one is 72.5.
      ---
      ->
      ---
      analysis:
        mrv:
          score: 73
      ---
    `,
  ],

  check(record, world, facts) {
    const analysis = nodeAt(record.root, ['analysis']);
    if (analysis?.kind !== 'map') return [];
    const found: Found[] = [];
    for (const { name, value } of analysis.entries) {
      const node = dimensionOf(name) && entryOf(value, 'score')?.value;
      if (node?.kind !== 'scalar') continue;
      const score = typeof node.value === 'string' && node.value.trim() !== '' ? Number(node.value) : node.value;
      if (typeof score !== 'number' || Number.isNaN(score)) continue;
      // A quoted number in range is a matter of its type only, which is another rule's finding.
      if (Number.isInteger(score) && least <= score && score <= most) continue;
      const path = ['analysis', name, 'score'];
      const mended = Math.min(most, Math.max(least, Math.round(score)));
      const set = (to: number, options: { readonly preferred?: boolean } = {}) =>
        inBoth(mend(record, { zh: `改为 ${to}`, en: `Set it to ${to}` }, [{ span: node.span, text: String(to) }], options), record, world, facts, [{ path, value: to }]);
      // The oldest records were rated from 1 to 5, so 3.5 may be 70 of 100.
      found.push({
        span: node.span, path,
        message: { zh: `评分必须是 0–100 的整数，当前为 ${score}。`, en: `A score must be an integer from 0 to 100, and this one is ${score}.` },
        fixes: [set(mended, { preferred: true }), ...(1 < score && score < 5 && Number.isInteger(score * 20) ? [set(score * 20)] : [])],
      });
    }
    return found;
  },
};
