import { list } from '../base/both.ts';
import { fieldsAt } from '../schema/describe.ts';
import { gates } from '../schema/knowledge.ts';
import { entryOf, isEmpty } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { assessedIn, fieldOf } from './evidence.ts';
import { inBoth } from './in-both.ts';
import { example, mend, type Fix, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { misspeltFields } from './unknown-field.ts';
import { languageName, otherLanguage } from './wording.ts';

const most = gates.urlAbove;

export const scoreWithoutUrl: Rule = {
  id: 'score-without-url',
  title: { zh: `没有原文链接的记录不高于 ${most} 分`, en: `A record without a url scores ${most} at most` },
  why: {
    zh: `重新评估的规则要求评分可以追溯：没有关联有效的原文链接，任何维度都不得高于 ${most} 分，因为谁也无法核对。缺少链接本身由 missing-field 或 empty-field 指出，这里说的是因此站不住的分数。`,
    en: `The rules of re-evaluation ask that a score can be traced: without a url to the source no dimension may score above ${most}, as nobody could check it. The url itself is told of by missing-field or empty-field; this is about the scores that do not stand without it.`,
  },
  source: sources.reevaluation,
  severity: 'warning',
  judges: 'whole',
  examples: [
    example`
      ---
      { "analysis": { "mrv": { "score": 100 } }, "url": "https://unfccc.int/documents/643664" }
      ---
    `,
    example`
      ---
      analysis: { incentive: { score: 40 }, mrv: { score: 850 } }
      url: ''
      ---
    `,
    example`
      ---
      { "title": "碳战略", "analysis": { "mrv": { "score": 75 }, "strategic": { "score": 100 }, "market": { "score": 40 } } }
                                                                                         ^^^ score-without-url: strategic scores 100, mrv 75; without a url to the source no score may be above 40.
      ---
      ->
      ---
      { "title": "碳战略", "analysis": { "mrv": { "score": 40 }, "strategic": { "score": 40 }, "market": { "score": 40 } } }
      ---
    `,
    example`
      -- en/alberta-tier.md --
      ---
      {
        'analysis': { 'incentive': { 'score': '90' } },
                                              ^^^^ score-without-url: incentive scores 90; without a url to the source no score may be above 40.
        'url': ' ',
      }
      ---
      -- zh/alberta-tier.md --
      ---
      { 'analysis': { 'incentive': { 'score': 90 } }, 'url': 'https://open.alberta.ca/publications/2019_133' }
      ---
      ->
      ---
      {
        'analysis': { 'incentive': { 'score': '90' } },
        'url': 'https://open.alberta.ca/publications/2019_133',
      }
      ---
    `,
    example`
      ---
      id: example
      url:
      analysis:
        strategic:
          score: 41
                 ^^ score-without-url: strategic scores 41; without a url to the source no score may be above 40.
      ---
      ->
      ---
      id: example
      url:
      analysis:
        strategic:
          score: 40
      ---
    `,
  ],

  check(record, world, facts) {
    const { corpus, project } = world;
    const entry = entryOf(record.root, 'url');
    // A list or a map for an address is a matter of its type, and so is a key that is misspelt one of its name.
    if ((entry?.value && entry.value.kind !== 'scalar') || !isEmpty(entry?.value) || (entry?.value?.kind === 'scalar' && entry.value.broken)) return [];
    const high = assessedIn(record).flatMap(each => each.score && each.score.value > most ? [{ each, score: each.score }] : []).sort((a, b) => b.score.value - a.score.value);
    const [first, ...others] = high;
    if (!first || (!entry && misspeltFields(record, project.fields).has('url'))) return [];
    const fixes: Fix[] = [];
    const theirs = corpus.twinOf(facts)?.values.get('url');
    if (typeof theirs === 'string' && theirs.trim() !== '') {
      const { zh, en } = languageName[otherLanguage(record.locale)];
      fixes.push(mend(record, { zh: `采用${zh}版的链接`, en: `Take the url of the ${en} record` }, setValue(record, ['url'], theirs, fieldsAt([])), { preferred: true }));
    }
    fixes.push(inBoth(mend(record, high.length === 1 ? { zh: `把评分降到 ${most}`, en: `Lower the score to ${most}` } : { zh: `把 ${high.length} 个评分降到 ${most}`, en: `Lower the ${high.length} scores to ${most}` },
      high.map(({ score }) => ({ span: score.node.span, text: String(most) }))), record, world, facts, high.map(({ each }) => ({ path: fieldOf(each, 'score'), value: most }))));
    return [{
      span: first.score.node.span, path: fieldOf(first.each, 'score'), fixes,
      message: {
        zh: `没有原文链接时任何维度不得高于 ${most} 分：${list(high.map(({ each, score }) => `${each.name} ${score.value} 分`), 'zh')}。`,
        en: `${list(high.map(({ each, score }, i) => `${each.name} ${i === 0 ? 'scores ' : ''}${score.value}`), 'en')}; without a url to the source no score may be above ${most}.`,
      },
      related: others.map(({ each, score }) => ({
        uri: record.uri, span: score.node.span,
        message: { zh: `${each.dimension.zh}（${each.name}）得 ${score.value} 分。`, en: `${each.name} scores ${score.value}.` },
      })),
    }];
  },
};
