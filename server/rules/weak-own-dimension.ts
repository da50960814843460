import type { Term } from '../schema/vocabulary.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { entryOf, wholeText } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { assessedIn, hasPlaceholder, type Assessed } from './evidence.ts';
import { inBoth } from './in-both.ts';
import { example, mend, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { brief } from './wording.ts';

const [weak, strong] = [40, 80];

export const weakOwnDimension: Rule = {
  id: 'weak-own-dimension',
  title: { zh: '类别与得分最高的维度相称', en: 'The category fits the dimensions that score most' },
  why: {
    zh: `治理章程 1.2.2 为每个类别指定了一个维度，例如“市场机制”对应 market。该维度不到 ${weak} 分、别的维度却有 ${strong} 分以上，说明类别或评分中有一个不对，读者按类别筛选时会错过这部政策的长处。`,
    en: `Governance 1.2.2 gives each category a dimension of its own, such as market to Market. Where that one scores below ${weak} and another ${strong} or more, either the category or the scores are off, and a reader who filters by category misses what the policy is strong in.`,
  },
  source: sources.ownDimension,
  severity: 'hint',
  judges: 'values',
  reads: ['category', 'analysis'],
  examples: [
    example`
      ---
      { "analysis": { "strategic": { "score": 40 }, "mrv": { "score": 85 } }, "category": "战略引导" }
      ---
    `,
    example`
      ---
      analysis: { technical: { score: 85 }, statutory: { score: 20 }, liability: { score: 90 }, strategic: {} }
      category: 技术规范
      ---
    `,
    example`
      ---
      { "analysis": { "strategic": { "score": 30 }, "mrv": { "score": 85 }, "market": { "score": 80 } }, "category": "战略引导" }
                                                                                                                     ^^^^^^^^^^ weak-own-dimension: The category is “战略引导”, but its own dimension strategic scores only 30, while mrv scores 85.
      ---
      ->
      ---
      { "analysis": { "strategic": { "score": 30 }, "mrv": { "score": 85 }, "market": { "score": 80 } }, "category": "技术规范" }
      ---
    `,
    example`
      -- en/intl-gcca-net-zero-2050.md --
      ---
      {
        'analysis': { 'market': { 'score': 85 }, 'statutory': { 'score': 39 } },
        'category': 'Regulatory Framework',
                    ^^^^^^^^^^^^^^^^^^^^^^ weak-own-dimension: The category is “Regulatory Framework”, but its own dimension statutory scores only 39, while market scores 85.
      }
      ---
      ->
      ---
      {
        'analysis': { 'market': { 'score': 85 }, 'statutory': { 'score': 39 } },
        'category': 'Market',
      }
      ---
    `,
    example`
      ---
      category: 市场机制
                ^^^^^^^^ weak-own-dimension: The category is “市场机制”, but its own dimension market scores only 20, while incentive scores 80.
      analysis:
        statutory: { score: 80 }
        market: { score: 20 }
        incentive: { score: 80 }
      ---
    `,
  ],

  check(record, world, facts) {
    const { vocabulary } = world.project;
    const node = wholeText(entryOf(record.root, 'category')?.value);
    if (!node) return [];
    const [category, ...others] = vocabulary.meantBy('category', node.value);
    if (category?.dimension === undefined || others.length > 0) return [];
    const all = assessedIn(record);
    const its = all.find(each => each.score && ownOf(each, all) === category.dimension);
    if (!its?.score || its.score.value >= weak) return [];
    const own = { each: its, score: its.score };
    const rest = all.flatMap(each => {
      const of = ownOf(each, all);
      return each === its || !each.score || of === undefined ? [] : [{ each, score: each.score, of }];
    });
    const best = Math.max(...rest.map(({ score }) => score.value));
    if (best < strong) return [];
    const top = rest.filter(({ score }) => score.value === best);
    const first = top[0];
    if (!first) return [];
    const terms = top.flatMap(({ of }) => vocabulary.terms('category').find(({ dimension }) => dimension === of) ?? []);
    return [{
      span: node.span, path: ['category'],
      message: {
        zh: `类别是“${brief(node.value)}”，它对应的 ${own.each.name}（${own.each.dimension.zh}）只有 ${own.score.value} 分，${first.each.name} 却有 ${best} 分。`,
        en: `The category is “${brief(node.value)}”, but its own dimension ${own.each.name} scores only ${own.score.value}, while ${first.each.name} scores ${best}.`,
      },
      // A score that rests on a placeholder may be what is off, and not the category.
      fixes: terms.map(term => inBoth(change(record, term, terms.length === 1 && !hasPlaceholder(own.each)), record, world, facts, [{ path: ['category'], value: term.written[record.locale] }])),
      related: [own, first].map(({ each, score }) => ({
        uri: record.uri, span: score.node.span,
        message: hasPlaceholder(each)
          ? { zh: `${each.dimension.zh}（${each.name}）得 ${score.value} 分，但它的证据只是占位文本。`, en: `${each.name} scores ${score.value}, but its evidence is a placeholder.` }
          : { zh: `${each.dimension.zh}（${each.name}）得 ${score.value} 分。`, en: `${each.name} scores ${score.value}.` },
      })),
    }];
  },
};

/** The dimension of a category that this one is. Methodology lists technical instead of mrv, so without an mrv it stands for it. */
const ownOf = ({ name, dimension }: Assessed, all: readonly Assessed[]): string | undefined =>
  dimension.core ? name : name === 'technical' && !all.some(each => each.name === 'mrv') ? 'mrv' : undefined;

const change = (record: PolicyRecord, { written }: Term, preferred: boolean) =>
  mend(record, { zh: `把类别改为“${written[record.locale]}”`, en: `Change the category to “${written[record.locale]}”` }, setValue(record, ['category'], written[record.locale]), { preferred });
