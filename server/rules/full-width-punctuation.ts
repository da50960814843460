import { sentenceOf } from './conflict-marker.ts';
import { example, mend, type Found, type Rule } from './rule.ts';
import { sources } from './sources.ts';

export const fullWidthPunctuation: Rule = {
  id: 'full-width-punctuation',
  title: { zh: '语法符号用半角', en: 'Punctuation of the notation is ASCII' },
  why: {
    zh: '中文输入法打出的“：”“，”或全角空格看上去没错，程序却读不懂：它们只能出现在值里，不能充当冒号、逗号、引号或括号。',
    en: 'A full-width colon, comma, quote or blank from a Chinese input method looks right and cannot be read: it may stand inside a value, never for the punctuation of the notation.',
  },
  source: sources.notation,
  severity: 'error',
  judges: 'problems',
  of: 'any',
  examples: [
    example`
      ---
      { "title": "碳市场：“双轨”机制，试行" }
      ---
    `,
    example`
      ---
      {
        "title"："碳捕集示范项目"，
               ^^ full-width-punctuation: The full-width ： stands where an ASCII : is meant.
        "year": 2024
      }
      ---
      ->
      ---
      {
        "title": "碳捕集示范项目",
        "year": 2024
      }
      ---
    `,
    example`
      -- en/example.md --
      ---
      {
        'title': ‘Carbon Storage Act’,
                 ^ full-width-punctuation: The full-width ‘ stands where an ASCII ' is meant.
        'year': 2024,
      }
      ---
      ->
      ---
      {
        'title': 'Carbon Storage Act',
        'year': 2024,
      }
      ---
    `,
    example`
      ---
      title：二氧化碳地质封存条例
           ^^ full-width-punctuation: The full-width ： stands where an ASCII : is meant.
      year:　2024
           ^^ full-width-punctuation: The full-width U+3000 stands where an ASCII U+0020 is meant.
      ---
      ->
      ---
      title: 二氧化碳地质封存条例
      year: 2024
      ---
    `,
  ],

  check(record) {
    const found: Found[] = [];
    for (const problem of record.problems) {
      if (problem.kind !== 'full-width') continue;
      const repair = problem.repair ?? [];
      found.push({
        span: problem.span, path: [], message: sentenceOf(problem.reason),
        fixes: repair.length === 0 ? [] : [mend(record, { zh: '改为半角', en: 'Replace by ASCII' }, repair, { safe: true, preferred: true })],
      });
    }
    return found;
  },
};
