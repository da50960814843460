import { list } from '../base/both.ts';
import { nearest } from '../base/near.ts';
import { coreDimensions, dimensionOf } from '../schema/knowledge.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { entryOf, type Data, type MapNode } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { inOrderOf, stub } from './dimensions.ts';
import { example, mend, type Fix, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { languageName, otherLanguage } from './wording.ts';

const core = coreDimensions.map(({ key }) => key);

/** The fields of a dimension; one that stands directly under `analysis` belongs to a dimension whose key was left out. */
const fieldsOfOne = ['score', 'label', 'evidence', 'citation', 'auditNote'];

export const missingDimension: Rule = {
  id: 'missing-dimension',
  title: { zh: '五个维度都在', en: 'All five dimensions are there' },
  why: {
    zh: '没有评分和没有写是两回事：空着的维度说明还没有评估，缺少的维度什么也没有说。METHODOLOGY 以 technical 代替 mrv，因此有其一即可。',
    en: 'Not assessed and not mentioned are two things: a dimension left blank says that it has yet to be assessed, one left out says nothing. METHODOLOGY lists technical instead of mrv, so either will do.',
  },
  source: sources.dimensions,
  severity: 'warning',
  judges: 'whole',
  reads: ['analysis', ...core],
  examples: [
    example`
      ---
      analysis: { incentive: { score: 30 }, statutory: {}, market: {}, strategic: {}, technical: {}, liability: {} }
      ---
    `,
    example`
      ---
      { "title": "碳市场条例", "analysis": { "incentive": { "score": 40 }, "market": { "score": 55 }, "statutory": { "score": 35 } } }
                               ^^^^^^^^^^ missing-dimension: analysis lacks strategic (Strategic planning), mrv (MRV & data governance).
      ---
      ->
      ---
      { "title": "碳市场条例", "analysis": { "incentive": { "score": 40 }, "market": { "score": 55 }, "mrv": { "citation": "", "evidence": "", "label": "" }, "statutory": { "score": 35 }, "strategic": { "citation": "", "evidence": "", "label": "" } } }
      ---
    `,
    example`
      -- en/eu-ccs-directive.md --
      ---
      {
        'analysis':
        ^^^^^^^^^^ missing-dimension: analysis lacks mrv (MRV & data governance).
          {
            'incentive': { 'score': 30 },
            'liability': { 'score': 80 },
            'market': { 'score': 20 },
            'statutory': { 'score': 35 },
            'strategic': { 'score': 40 },
          },
      }
      ---
      ->
      ---
      {
        'analysis':
          {
            'incentive': { 'score': 30 },
            'liability': { 'score': 80 },
            'market': { 'score': 20 },
            'mrv': { 'citation': '', 'evidence': '', 'label': '' },
            'statutory': { 'score': 35 },
            'strategic': { 'score': 40 },
          },
      }
      ---
    `,
    example`
      -- zh/cn-ccer.md --
      ---
      title: 温室气体自愿减排交易管理办法
      analysis:
      ^^^^^^^^ missing-dimension: analysis lacks incentive (Economic incentives), statutory (Statutory & regulatory), strategic (Strategic planning), mrv (MRV & data governance).
        market:
          score: 40
      ---
      -- en/cn-ccer.md --
      ---
      title: Measures for Voluntary GHG Emission Reduction Trading
      analysis:
        incentive: { score: 10 }
        market: { score: 40 }
        mrv: { score: 30 }
        statutory: { score: 20 }
        strategic: { score: 35 }
      ---
      ->
      ---
      title: 温室气体自愿减排交易管理办法
      analysis:
        incentive:
          score: 10
        statutory:
          score: 20
        market:
          score: 40
        strategic:
          score: 35
        mrv:
          score: 30
      ---
    `,
  ],

  check(record, { corpus }, facts) {
    const entry = entryOf(record.root, 'analysis');
    const analysis = entry?.value;
    if (!entry || analysis?.kind !== 'map') return [];
    const missing = missingIn(record, analysis);
    if (missing.length === 0) return [];
    const order = inOrderOf(record, core);
    const insert = (stubs: Readonly<Record<string, Data>>) =>
      inPlace(analysis, missing, order).flatMap(name => setValue(record, ['analysis', name], stubs[name] ?? stub, order));
    const twin = corpus.twinOf(facts)?.values.get('analysis');
    const theirs = isMap(twin) ? Object.fromEntries(missing.flatMap(name => twin[name] === undefined ? [] : [[name, twin[name]]])) : {};
    const fixes: Fix[] = [];
    if (Object.keys(theirs).length > 0) {
      const { zh, en } = languageName[otherLanguage(record.locale)];
      fixes.push(mend(record, { zh: `采用${zh}版的这些维度`, en: `Take them from the ${en} record` }, insert(theirs), { preferred: true }));
    }
    fixes.push(mend(record, { zh: '写上尚未评分的维度', en: 'Insert them without scores' }, insert({}), { preferred: fixes.length === 0 }));
    const named = (locale: 'zh' | 'en') => missing.map(name => {
      const title = dimensionOf(name)?.[locale] ?? name;
      return locale === 'zh' ? `${name}（${title}）` : `${name} (${title})`;
    });
    return [{
      span: entry.key.span, path: ['analysis'], fixes,
      message: { zh: `analysis 缺少 ${list(named('zh'), 'zh')}。`, en: `analysis lacks ${list(named('en'), 'en')}.` },
    }];
  },
};

/** The core dimensions a partly filled analysis lacks, without those that are there under a slip of the key or on another level. */
function missingIn({ root }: PolicyRecord, analysis: MapNode): readonly string[] {
  if (core.every(key => entryOf(analysis, key))) return [];
  const names = analysis.entries.map(({ name }) => name);
  if (!names.some(name => dimensionOf(name))) return [];
  const has = (key: string) => names.includes(key) || (key === 'mrv' && names.includes('technical')) || entryOf(root, key)?.value?.kind === 'map';
  const missing = core.filter(key => !has(key));
  const meant = names.map(name => nearest(name, missing));
  const left = missing.filter(key => !meant.includes(key));
  return left.length === 1 && names.some(name => fieldsOfOne.includes(name)) ? [] : left;
}

/** Insertions at one place come out in the order they are listed, which is that of the siblings. */
function inPlace(analysis: MapNode, missing: readonly string[], order: readonly string[]): readonly string[] {
  const names = analysis.entries.map(({ name }) => name);
  const alphabetical = names.length > 1 && names.every((name, i) => (names[i - 1] ?? '') <= name);
  return alphabetical ? [...missing].sort() : order.filter(name => missing.includes(name));
}

const isMap = (data: Data): data is { readonly [key: string]: Data } => typeof data === 'object' && !Array.isArray(data);
