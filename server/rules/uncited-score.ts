import { dimensionOf, gates } from '../schema/knowledge.ts';
import { entryOf, isEmpty, nodeAt, type Data } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { example, mend, type Fix, type Rule } from './rule.ts';
import { brief, languageName, otherLanguage } from './wording.ts';

export const uncitedScore: Rule = {
  id: 'uncited-score',
  title: { zh: `高于 ${gates.citationAbove} 分的评分要有引文`, en: `A score above ${gates.citationAbove} has a citation` },
  why: {
    zh: `治理章程 1.1.1-B 规定，高于 ${gates.citationAbove} 分必须填写引文：别人要能找到支撑这个分数的条款。正好 ${gates.citationAbove} 分不需要。`,
    en: `Governance 1.1.1-B asks for a citation above ${gates.citationAbove}, so that others find the clause that carries the score. A score of exactly ${gates.citationAbove} needs none.`,
  },
  severity: 'warning',
  judges: 'whole',
  examples: [
    example`
      ---
      { "analysis": { "strategic": { "citation": "", "score": 40 }, "mrv": { "citation": "第十二条", "score": 98 } } }
      ---
    `,
    example`
      ---
      { "title": "封存许可条例", "analysis": { "mrv": { "citation": "", "score": 95 } } }
                                               ^^^^^ uncited-score: mrv scores 95, and a score above 40 needs a citation.
      ---
      ->
      ---
      { "title": "封存许可条例", "analysis": { "mrv": { "citation": "", "score": 40 } } }
      ---
    `,
    example`
      -- en/us-45q-ira.md --
      ---
      {
        'analysis': { 'incentive': { 'score': 100 } },
                      ^^^^^^^^^^^ uncited-score: incentive scores 100, and a score above 40 needs a citation.
      }
      ---
      -- zh/us-45q-ira.md --
      ---
      { 'analysis': { 'incentive': { 'citation': '26 U.S.C. § 45Q(b)(1)', 'score': 100 } } }
      ---
      ->
      ---
      {
        'analysis': { 'incentive': { 'score': 100, 'citation': '26 U.S.C. § 45Q(b)(1)' } },
      }
      ---
    `,
    example`
      -- zh/no-longship.md --
      ---
      analysis:
        statutory:
        ^^^^^^^^^ uncited-score: statutory scores 41, and a score above 40 needs a citation.
          citation: "  "
          score: 41
      ---
      ->
      ---
      analysis:
        statutory:
          citation: "  "
          score: 40
      ---
    `,
  ],

  *check(record, { corpus }, facts) {
    const analysis = nodeAt(record.root, ['analysis']);
    if (analysis?.kind !== 'map') return;
    for (const { name, key, value } of analysis.entries) {
      const dimension = dimensionOf(name);
      const node = dimension && entryOf(value, 'score')?.value;
      if (!dimension || node?.kind !== 'scalar' || !isEmpty(entryOf(value, 'citation')?.value)) continue;
      // A score in quotes is a score all the same, so that taking the quotes away brings no finding that was not there.
      const score = typeof node.value === 'string' && /^\d+$/.test(node.value.trim()) ? Number(node.value) : node.value;
      // A score that is none is another rule's finding, and mending it may settle this one.
      if (typeof score !== 'number' || score <= gates.citationAbove || score > 100 || !Number.isInteger(score)) continue;
      const path = ['analysis', name, 'citation'];
      const fixes: Fix[] = [];
      const cited = citationIn(corpus.twinOf(facts)?.values.get('analysis'), name);
      if (cited !== undefined) {
        const { zh, en } = languageName[otherLanguage(record.locale)];
        fixes.push(mend(record, { zh: `采用${zh}版的引文“${brief(cited)}”`, en: `Take the citation of the ${en} record, “${brief(cited)}”` }, setValue(record, path, cited), { preferred: true }));
      }
      const most = String(gates.citationAbove);
      fixes.push(mend(record, { zh: `把评分降到 ${most}`, en: `Lower the score to ${most}` }, [{ span: node.span, text: most }]));
      yield {
        span: key.span, path, fixes,
        message: {
          zh: `${dimension.zh}（${name}）得 ${score} 分，高于 ${most} 分必须填写引文。`,
          en: `${name} scores ${score}, and a score above ${most} needs a citation.`,
        },
      };
    }
  },
};

function citationIn(analysis: Data, dimension: string): string | undefined {
  if (typeof analysis !== 'object' || Array.isArray(analysis)) return undefined;
  const one = (analysis as Readonly<Record<string, Data>>)[dimension];
  if (typeof one !== 'object' || Array.isArray(one)) return undefined;
  const { citation } = one as Readonly<Record<string, Data>>;
  return typeof citation === 'string' && citation.trim() !== '' ? citation : undefined;
}
