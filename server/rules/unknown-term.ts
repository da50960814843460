import { hasHan } from '../base/both.ts';
import { nearest } from '../base/near.ts';
import { translated } from '../schema/translated.ts';
import { controlled, meantBy, termsOf, writtenAs, type ControlledField } from '../schema/vocabulary.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { nodeAt } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { example, mend, type Fix, type Rule } from './rule.ts';
import { brief, eitherOf } from './wording.ts';

export const unknownTerm: Rule = {
  id: 'unknown-term',
  title: { zh: '受控字段用词表里的词', en: 'Controlled fields use the words of their vocabulary' },
  why: {
    zh: '筛选和统计只认识词表里的词。旧写法改成词表里的词会丢掉一些含义，因此只有大小写和空格的差别才会成批改正。',
    en: 'Filters and counts know the words of the vocabulary only. An old spelling says more than the word it becomes, so only differences of case and blanks are mended in bulk.',
  },
  severity: 'warning',
  judges: 'values',
  examples: [
    example`
      -- en/my-ccs-act.md --
      ---
      { "category": "Regulatory", "legalWeight": "Primary Legislation", "reviewStatus": "draft", "status": "Upcoming" }
      ---
    `,
    example`
      ---
      { "title": "封存令", "reviewStatus": "verifed", "legalWeight": "State Aid Scheme" }
                                           ^^^^^^^^^ unknown-term: “verifed” is not a reviewStatus value; suggested “verified”.
                                                                     ^^^^^^^^^^^^^^^^^^ unknown-term: “State Aid Scheme” is not a legalWeight value; suggested “Guideline/Policy”.
      ---
      ->
      ---
      { "title": "封存令", "reviewStatus": "verified", "legalWeight": "Guideline/Policy" }
      ---
    `,
    example`
      -- en/au-offshore-ghg-act.md --
      ---
      {
        'category': 'Statutory',
                    ^^^^^^^^^^^ unknown-term: “Statutory” is not a category value; suggested “Regulatory”.
        'legalWeight': 'Proposed Legislation',
                       ^^^^^^^^^^^^^^^^^^^^^^ unknown-term: “Proposed Legislation” is not a legalWeight value; suggested “Primary Legislation”.
        'status': 'active',
                  ^^^^^^^^ unknown-term: “active” is not a status value; suggested “Active”.
      }
      ---
    `,
    example`
      ---
      title: 碳封存法案
      legalWeight: Proposed Legislation
                   ^^^^^^^^^^^^^^^^^^^^ unknown-term: “Proposed Legislation” is not a legalWeight value; suggested “Primary Legislation”.
      status: 现行
      ---
      ->
      ---
      title: 碳封存法案
      legalWeight: Primary Legislation
      status: 制定中
      ---
    `,
    example`
      ---
      status: 有效
              ^^^^ unknown-term: “有效” is not a status value; suggested “现行”.
      legalWeight: Regulatory Directive
                   ^^^^^^^^^^^^^^^^^^^^ unknown-term: “Regulatory Directive” is not a legalWeight value; suggested “Administrative Regulation” or “Strategic Guidance”.
      category: 未分类
                ^^^^^^ unknown-term: “未分类” is not a category value.
      ---
    `,
  ],

  *check(record) {
    for (const field of controlled) {
      const node = nodeAt(record.root, [field]);
      if (node?.kind !== 'scalar' || typeof node.value !== 'string' || node.broken) continue;
      const { value } = node;
      if (value.trim() === '' || writtenAs(field, value) || isOfOtherLanguage(record, field, value)) continue;
      const suggested = suggestedFor(record, field, value);
      const either = eitherOf(suggested);
      const shown = brief(value);
      yield {
        span: node.span, path: [field], fixes: fixesFor(record, field, value, suggested),
        ...(field === 'legalWeight' ? { severity: 'information' as const } : {}),
        message: suggested.length > 0
          ? { zh: `“${shown}”不是 ${field} 的取值；建议${either.zh}。`, en: `“${shown}” is not a ${field} value; suggested ${either.en}.` }
          : { zh: `“${shown}”不是 ${field} 的取值。`, en: `“${shown}” is not a ${field} value.` },
      };
    }
  },
};

const isOfOtherLanguage = ({ locale }: PolicyRecord, field: ControlledField, value: string): boolean =>
  (field === 'category' || field === 'status') && translated(field, value, locale) !== undefined;

/** The words a value may mean, else the one it was perhaps meant to be. */
function suggestedFor({ locale }: PolicyRecord, field: ControlledField, value: string): readonly string[] {
  const meant = meantBy(field, value).map(({ written }) => written[locale]);
  if (meant.length > 0) return meant;
  // Two slips in a Chinese word of four characters leave half of it.
  const words = termsOf[field].map(({ written }) => written[locale]);
  const near = nearest(value, words, hasHan(value) ? 1 : undefined);
  if (near !== undefined) return [near];
  // A word cut short, or one with something added, names its term when it is part of no other.
  const parts = value.trim().length < 2 ? [] : words.filter(word => folded(word).includes(folded(value)) || folded(value).includes(folded(word)));
  return parts.length === 1 ? parts : [];
}

function fixesFor(record: PolicyRecord, field: ControlledField, value: string, suggested: readonly string[]): readonly Fix[] {
  const write = (word: string) => setValue(record, [field], word);
  if (field === 'legalWeight' && folded(value) === 'proposed legislation') {
    // A bill has no force yet, whatever it will weigh once it is passed.
    const status = termsOf.status.find(({ id }) => id === 'under-development')?.written[record.locale] ?? '';
    const [weight = ''] = suggested;
    return [mend(record, { zh: `写作“${weight}”，状态改为“${status}”`, en: `Write “${weight}” and set status to “${status}”` }, [...write(weight), ...setValue(record, ['status'], status)], { preferred: true })];
  }
  if (suggested.length === 0 && field === 'reviewStatus') return [mend(record, { zh: '改为“draft”', en: 'Set it to “draft”' }, write('draft'))];
  return suggested.map(word => mend(record, { zh: `写作“${word}”`, en: `Write “${word}”` }, write(word), { safe: folded(word) === folded(value), preferred: suggested.length === 1 }));
}

const folded = (text: string): string => text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
