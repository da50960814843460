import { pillars } from '../schema/knowledge.ts';
import { nodeAt, type Path } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { isBlankWord } from './language.ts';
import { example, mend, type Found, type Rule } from './rule.ts';
import { pathTo } from './scalars.ts';
import { sources } from './sources.ts';
import { textsBelow } from './texts.ts';
import { brief } from './wording.ts';

export const placeholderPillar: Rule = {
  id: 'placeholder-pillar',
  title: { zh: '监管支柱写明原文的规定', en: 'A regulatory pillar says what the source provides' },
  why: {
    zh: '读者会把填了字的支柱当作已经评估。尚未评估应当留空，“待定”二字只是看起来填过。“暂无强制性财务担保”“法规待定”之类是对原文的陈述，不在此列。',
    en: 'Readers take a pillar with words in it for one that was assessed. One that was not is left blank; “TBD” only looks like an answer. “Not mandatory yet” or “Pending regulation” says something of the source and is none.',
  },
  source: sources.pillars,
  severity: 'warning',
  judges: 'values',
  reads: ['regulatory'],
  examples: [
    example`
      ---
      { "regulatory": { "co2_definition": "", "cross_border_rules": "法规待定", "financial_assurance": "暂无强制性财务保证机制" } }
      ---
    `,
    example`
      -- en/om-ccus-roadmap-2024.md --
      ---
      regulatory:
        liability_period: TBD (Standard 20 years proposed for salt fields).
        liability_transfer: Under development
        pore_space_rights: Pending regulation
      ---
    `,
    example`
      ---
      { "regulatory": { "liability_period": "待定。", "pore_space_rights": "国家所有" } }
                                            ^^^^^^^^ placeholder-pillar: liability_period (Liability period) holds only the placeholder “待定。”.
      ---
      ->
      ---
      { "regulatory": { "liability_period": "", "pore_space_rights": "国家所有" } }
      ---
    `,
    example`
      -- en/mx-sener-ccus-2025.md --
      ---
      {
        'regulatory': { 'co2_definition': 'Not specified.', 'liability_period': 'tbd' },
                                          ^^^^^^^^^^^^^^^^ placeholder-pillar: co2_definition (CO₂ legal classification) holds only the placeholder “Not specified.”.
                                                                                ^^^^^ placeholder-pillar: liability_period (Liability period) holds only the placeholder “tbd”.
      }
      ---
      ->
      ---
      {
        'regulatory': { 'co2_definition': '', 'liability_period': '' },
      }
      ---
    `,
    example`
      ---
      regulatory:
        pore_space_rights: 待明确
                           ^^^^^^ placeholder-pillar: pore_space_rights (Pore-space rights) holds only the placeholder “待明确”.
        credit_period: （待补充）
                       ^^^^^^^^^^ placeholder-pillar: credit_period holds only the placeholder “（待补充）”.
      ---
      ->
      ---
      regulatory:
        pore_space_rights: ''
        credit_period: ''
      ---
    `,
  ],

  check(record) {
    const found: Found[] = [];
    for (const each of textsBelow(nodeAt(record.root, ['regulatory']), 'regulatory')) {
      const { node, text } = each;
      if (!isBlankWord(text)) continue;
      const path = pathTo(each);
      if (!isOfPillar(path)) continue;
      const name = String(path[1]);
      const pillar = pillars.find(({ key }) => key === name);
      const shown = brief(text);
      found.push({
        span: node.span, path,
        message: {
          zh: `${name}${pillar ? `（${pillar.zh}）` : ''}只有占位文本“${shown}”。`,
          en: `${name}${pillar ? ` (${pillar.en})` : ''} holds only the placeholder “${shown}”.`,
        },
        // “Not specified” may be what someone found in the source, so a person decides.
        fixes: [mend(record, { zh: '清空，表示尚未评估', en: 'Clear it, which says that it is not yet assessed' }, setValue(record, path, ''), { preferred: true })],
      });
    }
    return found;
  },
};

/** Whether a text is that of a pillar, or an item of its list. */
const isOfPillar = ([, name, ...steps]: Path): boolean => typeof name === 'string' && steps.every(step => typeof step === 'number');
