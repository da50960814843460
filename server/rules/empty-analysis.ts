import { coreDimensions } from '../schema/knowledge.ts';
import { entryOf, isEmpty, type Data } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { inOrderOf, stub } from './dimensions.ts';
import { example, mend, type Fix, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { languageName, otherLanguage } from './wording.ts';

export const emptyAnalysis: Rule = {
  id: 'empty-analysis',
  title: { zh: '记录按五个维度评分', en: 'A record is assessed by the five dimensions' },
  why: {
    zh: '国家的维度得分取其现行政策中的最高分；没有分析的政策会被当作不存在。先写上没有评分的维度，就能看出还缺什么。',
    en: 'A country scores the most that any of its active policies does, so a policy without an analysis counts as if it did not exist. Dimensions without a score show what is still to be done.',
  },
  source: sources.dimensions,
  severity: 'warning',
  judges: 'whole',
  reads: ['analysis'],
  examples: [
    example`
      ---
      analysis:
        incentive: { score: 60, citation: '§ 45Q(b)' }
      ---
    `,
    example`
      ---
      { "title": "碳捕集法", "analysis": {}, "year": 2024 }
                             ^^^^^^^^^^ empty-analysis: analysis is empty: none of the five dimensions is there.
      ---
      ->
      ---
      { "title": "碳捕集法", "analysis": { "incentive": { "citation": "", "evidence": "", "label": "" }, "statutory": { "citation": "", "evidence": "", "label": "" }, "market": { "citation": "", "evidence": "", "label": "" }, "strategic": { "citation": "", "evidence": "", "label": "" }, "mrv": { "citation": "", "evidence": "", "label": "" } }, "year": 2024 }
      ---
    `,
    example`
      -- en/my-ccs-framework.md --
      ---
      {
        'analysis': {},
        ^^^^^^^^^^ empty-analysis: analysis is empty: none of the five dimensions is there.
        'title': 'CCS Framework',
      }
      ---
      ->
      ---
      {
        'analysis':
          {
            'incentive': { 'citation': '', 'evidence': '', 'label': '' },
            'market': { 'citation': '', 'evidence': '', 'label': '' },
            'mrv': { 'citation': '', 'evidence': '', 'label': '' },
            'statutory': { 'citation': '', 'evidence': '', 'label': '' },
            'strategic': { 'citation': '', 'evidence': '', 'label': '' },
          },
        'title': 'CCS Framework',
      }
      ---
    `,
    example`
      -- zh/my-ccs-framework.md --
      ---
      analysis:
      ^^^^^^^^ empty-analysis: analysis is empty: none of the five dimensions is there.
      title: 碳捕集与封存框架
      ---
      -- en/my-ccs-framework.md --
      ---
      analysis:
        market:
          citation: Section 3
          score: 55
      title: CCS Framework
      ---
      ->
      ---
      analysis:
        market:
          citation: Section 3
          score: 55
      title: 碳捕集与封存框架
      ---
    `,
  ],

  check(record, { corpus }, facts) {
    const entry = entryOf(record.root, 'analysis');
    if (!entry || entry.value?.kind === 'seq' || !isEmpty(entry.value) || (entry.value?.kind === 'scalar' && entry.value.value !== undefined)) return [];
    const path = ['analysis'];
    const names = inOrderOf(record, coreDimensions.map(({ key }) => key));
    const scaffold = Object.fromEntries(names.map(name => [name, stub]));
    const twin = corpus.twinOf(facts)?.values.get('analysis');
    const fixes: Fix[] = [];
    if (isFilled(twin)) {
      const { zh, en } = languageName[otherLanguage(record.locale)];
      fixes.push(mend(record, { zh: `采用${zh}版的分析`, en: `Take the analysis of the ${en} record` }, setValue(record, path, twin), { preferred: true }));
    }
    fixes.push(mend(record, { zh: '写上五个尚未评分的维度', en: 'Insert the five dimensions without scores' }, setValue(record, path, scaffold), { preferred: fixes.length === 0 }));
    return [{
      span: entry.key.span, path, fixes,
      message: { zh: 'analysis 为空：五个维度一个也没有。', en: 'analysis is empty: none of the five dimensions is there.' },
    }];
  },
};

const isFilled = (data: Data): boolean => typeof data === 'object' && !Array.isArray(data) && Object.keys(data).length > 0;
