import { list } from '../base/both.ts';
import { entryOf, isEmpty } from '../syntax/tree.ts';
import { removeAt } from '../syntax/write.ts';
import { example, mend, type Rule } from './rule.ts';
import { sources } from './sources.ts';

const path = ['impactAnalysis'];
const parts = [{ key: 'economic', zh: '经济' }, { key: 'technical', zh: '技术' }, { key: 'environmental', zh: '环境' }] as const;

export const emptyImpact: Rule = {
  id: 'empty-impact',
  title: { zh: '影响分析写了就写完', en: 'An impact analysis that is begun is written' },
  why: {
    zh: '影响分析是可选的：整块不写没有问题，写了空块则页面上会出现没有内容的小标题。三项都空时可以删去整块；只空一部分时，内容要由分析的人来写。',
    en: 'An impact analysis is optional, and a record without one is fine; a blank one puts headings with nothing under them on the page. A block that is all blank can go. What is left blank beside written parts is for the analyst to write.',
  },
  source: sources.schema,
  severity: 'information',
  judges: 'whole',
  unfinished: true,
  reads: ['impactAnalysis'],
  examples: [
    example`
      ---
      { "title": "碳核算框架", "year": 2021 }
      ---
    `,
    example`
      -- en/denmark-ccfd.md --
      ---
      impactAnalysis:
        economic: The contracts cover the gap between the cost of capture and the ETS price.
        technical: Favours capture at point sources.
        environmental: Biogenic CO₂ counts as removed.
      ---
    `,
    example`
      ---
      { "impactAnalysis": { "economic": "", "environmental": "", "technical": "" }, "title": "碳核算框架" }
        ^^^^^^^^^^^^^^^^ empty-impact: impactAnalysis is blank: economic, technical and environmental say nothing.
      ---
      ->
      ---
      { "title": "碳核算框架" }
      ---
    `,
    example`
      -- en/co-law-2099-energy-transition.md --
      ---
      {
        'impactAnalysis':
        ^^^^^^^^^^^^^^^^ empty-impact: impactAnalysis leaves technical blank.
          { 'economic': 'Tax relief for capture.', 'environmental': 'Sets a storage target.', 'technical': '' },
      }
      ---
    `,
    example`
      ---
      title: 石油法修正案
      impactAnalysis:
      ^^^^^^^^^^^^^^ empty-impact: impactAnalysis is blank: economic, technical and environmental say nothing.
        economic: ''
        technical: ''
        environmental: ''
      year: 2024
      ---
      ->
      ---
      title: 石油法修正案
      year: 2024
      ---
    `,
    example`
      ---
      title: 石油法修正案
      impactAnalysis:
      ^^^^^^^^^^^^^^ empty-impact: impactAnalysis leaves technical, environmental blank.
        economic: 降低了枯竭油田再利用的成本。
        technical: ''
        environmental: ''
      ---
    `,
    example`
      -- en/example.md --
      ---
      { 'impactAnalysis': { 'economic': 'Lowers the cost of storage.', 'environmental': 'Stores 5 Mt a year.', 'technical': 'Sets limits on leakage.', }, }
      ---
    `,
  ],

  check(record) {
    const entry = entryOf(record.root, 'impactAnalysis');
    const map = entry?.value;
    if (!entry || map?.kind !== 'map') return [];
    const written = parts.some(({ key }) => !isEmpty(entryOf(map, key)?.value));
    // Where other keys hold the text, it stands in the wrong place, which misplaced-field and unknown-field tell.
    if (!written && map.entries.some(({ value }) => !isEmpty(value))) return [];
    // An absent part beside a written one is no heading without text, so only what is there and blank counts.
    const blank = parts.filter(({ key }) => { const part = entryOf(map, key); return part && isEmpty(part.value); });
    if (written && blank.length === 0) return [];
    return [{
      span: entry.key.span, path,
      message: written
        ? { zh: `影响分析的 ${list(blank.map(({ key, zh }) => `${key}（${zh}）`), 'zh')}尚未填写。`, en: `impactAnalysis leaves ${list(blank.map(({ key }) => key), 'en')} blank.` }
        : { zh: '影响分析是空的：经济、技术、环境三项都没有填写。', en: 'impactAnalysis is blank: economic, technical and environmental say nothing.' },
      fixes: written ? [] : [mend(record, { zh: '删去空的 impactAnalysis', en: 'Remove the blank block' }, () => removeAt(record, path))],
    }];
  },
};
