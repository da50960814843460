import { gates } from '../schema/knowledge.ts';
import { entryOf, isEmpty, type Node } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { assessedIn, fieldOf, twinsText } from './evidence.ts';
import { inBoth } from './in-both.ts';
import { namesNothing } from './language.ts';
import { example, mend, type Fix, type Found, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { misspeltFields } from './unknown-field.ts';
import { brief, languageName, otherLanguage } from './wording.ts';

export const uncitedScore: Rule = {
  id: 'uncited-score',
  title: { zh: `高于 ${gates.citationAbove} 分的评分要有引文`, en: `A score above ${gates.citationAbove} has a citation` },
  why: {
    zh: `治理章程 1.1.1-B 规定，高于 ${gates.citationAbove} 分必须填写引文：别人要能找到支撑这个分数的条款。正好 ${gates.citationAbove} 分不需要。“待补充”之类等于没有写；空的引文字段补上也无从核对，因此不作为修复。`,
    en: `Governance 1.1.1-B asks for a citation above ${gates.citationAbove}, so that others find the clause that carries the score. A score of exactly ${gates.citationAbove} needs none. “TBD” and the like are no citation, and neither is an empty one, which is therefore not offered as a fix.`,
  },
  source: sources.citation,
  severity: 'warning',
  judges: 'whole',
  reads: ['analysis'],
  examples: [
    example`
      ---
      { "analysis": { "strategic": { "citation": "", "score": 40 }, "mrv": { "citation": "第十二条", "score": 98 } } }
      ---
    `,
    example`
      ---
      analysis: { mrv: { citaton: 第十二条, score: 95 }, market: { score: 850 } }
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

  check(record, world, facts) {
    const { corpus, project } = world;
    const found: Found[] = [];
    for (const each of assessedIn(record)) {
      const { name, dimension, entry, map, score } = each;
      // A score that is none is another rule's finding, and mending it may settle this one.
      if (!score || score.value <= gates.citationAbove || !isUncited(entryOf(map, 'citation')?.value)) continue;
      const path = fieldOf(each, 'citation');
      if (misspeltFields(record, project.fields).has(path.join('.'))) continue;
      const fixes: Fix[] = [];
      const cited = twinsText(corpus, facts, each, 'citation');
      if (cited !== undefined && !namesNothing(cited)) {
        const { zh, en } = languageName[otherLanguage(record.locale)];
        fixes.push(mend(record, { zh: `采用${zh}版的引文“${brief(cited)}”`, en: `Take the citation of the ${en} record, “${brief(cited)}”` }, setValue(record, path, cited), { preferred: true }));
      }
      const most = String(gates.citationAbove);
      fixes.push(inBoth(mend(record, { zh: `把评分降到 ${most}`, en: `Lower the score to ${most}` }, [{ span: score.node.span, text: most }]), record, world, facts, [{ path: fieldOf(each, 'score'), value: gates.citationAbove }]));
      found.push({
        span: entry.key.span, path, fixes,
        message: {
          zh: `${dimension.zh}（${name}）得 ${score.value} 分，高于 ${most} 分必须填写引文。`,
          en: `${name} scores ${score.value}, and a score above ${most} needs a citation.`,
        },
      });
    }
    return found;
  },
};

/** Whether a citation is absent, blank, or a word that stands for one yet to be found. */
const isUncited = (node: Node | undefined): boolean => isEmpty(node) || (node?.kind === 'scalar' && !node.broken && typeof node.value === 'string' && namesNothing(node.value));
