import { list } from '../base/both.ts';
import { pillars } from '../schema/knowledge.ts';
import { entryOf, isEmpty } from '../syntax/tree.ts';
import { removeAt } from '../syntax/write.ts';
import { categoriesOf, needsNoPillars } from './categories.ts';
import { example, mend, type Rule } from './rule.ts';
import { sources } from './sources.ts';

export const unfilledPillars: Rule = {
  id: 'unfilled-pillars',
  title: { zh: '监管类政策写明七项监管支柱', en: 'A regulatory policy states the seven regulatory pillars' },
  why: {
    zh: '读者凭七项支柱比较各国的封存制度。空着表示尚未评估；只有原文才能填写，因此没有代为填写的修复。激励、市场、战略和技术类政策不一定涉及许可，整块为空时可以删去。',
    en: 'Readers compare storage regimes by the seven pillars. A blank says that nobody has looked yet, and only the source can fill it, so no fix does. Policies of other categories need not deal with permits, and a block of theirs that is all blank can go.',
  },
  source: sources.pillars,
  severity: 'information',
  judges: 'whole',
  reads: ['regulatory'],
  examples: [
    example`
      ---
      category: Regulatory
      regulatory: { pore_space_rights: Crown, liability_transfer: After 20 years, liability_period: 20 years, financial_assurance: Bond, permitting_lead_time: 24 months, co2_definition: Waste, cross_border_rules: London Protocol }
      ---
    `,
    example`
      ---
      category: 市场机制
      regulatory:
        pore_space_rights: ''
        credit_period: 15 年，可续展两次
      ---
    `,
    example`
      ---
      { "category": "市场机制", "regulatory": { "co2_definition": "", "pore_space_rights": "" }, "year": 2024 }
                                ^^^^^^^^^^^^ unfilled-pillars: All seven regulatory pillars are blank.
      ---
      ->
      ---
      { "category": "市场机制", "year": 2024 }
      ---
    `,
    example`
      -- en/eu-ccs-directive.md --
      ---
      {
        'category': 'Regulatory',
        'regulatory':
        ^^^^^^^^^^^^ unfilled-pillars: 5 of 7 regulatory pillars are filled; permitting_lead_time, cross_border_rules are blank.
          {
            'co2_definition': 'Not waste',
            'cross_border_rules': '',
            'financial_assurance': 'Article 19',
            'liability_period': 'At least 20 years',
            'liability_transfer': 'Article 18',
            'pore_space_rights': 'Left to the Member States',
          },
      }
      ---
    `,
    example`
      ---
      category: 法律监管
      regulatory:
      ^^^^^^^^^^ unfilled-pillars: All seven regulatory pillars are blank.
        pore_space_rights: ""
        liability_transfer: ""
      ---
    `,
    example`
      ---
      category: 战略引导
      regulatory:
      ^^^^^^^^^^ unfilled-pillars: All seven regulatory pillars are blank.
        pore_space_rights: ""
        liability_transfer: ""
      year: 2024
      ---
      ->
      ---
      category: 战略引导
      year: 2024
      ---
    `,
    example`
      -- en/us-45q-ira.md --
      ---
      { 'category': 'Regulatory', 'regulatory': { 'pore_space_rights': 'Surface owner', 'liability_transfer': 'After 10 years', 'liability_period': '10 years', 'financial_assurance': 'Bond', 'permitting_lead_time': '24 months', 'co2_definition': 'Not waste', 'cross_border_rules': 'None', }, }
      ---
    `,
  ],

  check(record, { project: { vocabulary } }) {
    const entry = entryOf(record.root, 'regulatory');
    const map = entry?.value;
    if (entry === undefined || map?.kind !== 'map') return [];
    const blank = pillars.filter(({ key }) => isEmpty(entryOf(map, key)?.value));
    const filled = pillars.length - blank.length;
    // Where pillars are missing as keys and the rest is filled, missing-field names them, and one mistake is one finding.
    if (blank.length === 0 || (filled > 0 && blank.every(({ key }) => !entryOf(map, key)))) return [];
    // Instruments of a kind of their own say what matters about them under keys of their own.
    if (filled === 0 && map.entries.some(({ value }) => !isEmpty(value))) return [];
    const path = ['regulatory'];
    return [{
      span: entry.key.span, path, severity: categoriesOf(record, vocabulary).some(({ id }) => id === 'regulatory') ? 'warning' : 'information',
      message: filled === 0
        ? { zh: '七项监管支柱均为空。', en: 'All seven regulatory pillars are blank.' }
        : {
          zh: `七项监管支柱填了 ${filled} 项，${list(blank.map(({ key, zh }) => `${key}（${zh}）`), 'zh')}为空。`,
          en: `${filled} of ${pillars.length} regulatory pillars are filled; ${list(blank.map(({ key }) => key), 'en')} ${blank.length === 1 ? 'is' : 'are'} blank.`,
        },
      fixes: filled === 0 && needsNoPillars(record, vocabulary)
        ? [mend(record, { zh: '删去空的 regulatory', en: 'Remove the blank block' }, () => removeAt(record, path))] : [],
    }];
  },
};
