import { span } from '../base/span.ts';
import { lostCharacter } from '../syntax/encoding.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { Path } from '../syntax/tree.ts';
import { sentenceOf } from './conflict-marker.ts';
import { example, type Found, type Rule } from './rule.ts';
import { entriesIn } from './scalars.ts';
import { sources } from './sources.ts';
import { brief } from './wording.ts';

/** How many damaged lines are told one by one; more of them are one mistake of the whole file. */
const mostLines = 10;

export const notUtf8: Rule = {
  id: 'not-utf8',
  title: { zh: '文件的编码是 UTF-8', en: 'The file is written in UTF-8' },
  why: {
    zh: '编码不是 UTF-8 的文件读出来是乱码，保存一次，原来的文字就找不回来了。先用原来的编码（常见的是 GB18030）重新打开，再另存为 UTF-8。',
    en: 'A file in another encoding is read as gibberish, and once that is saved the text is gone. Reopen it in the encoding it was written in, often GB18030, and save it as UTF-8.',
  },
  source: sources.notation,
  severity: 'error',
  noFix: {
    zh: '丢失的字符只有原来的文件里有，须用原来的编码重新打开。',
    en: 'What was lost stands in the original file only, which has to be reopened in its own encoding.',
  },
  judges: 'problems',
  of: 'any',
  examples: [
    example`
      ---
      { "title": "二氧化碳地质封存条例 – Émissions 😀" }
      ---
    `,
    example`
      ---
      { "country": "中国", "title": "二氧化碳地质封存${lostCharacter}条例" }
                                                     ^ not-utf8: A character was lost behind “二氧化碳地质封存”, as the file is not valid UTF-8.
      ---
    `,
    example`
      -- en/example.md --
      ---
      {
        'title': 'Strat${lostCharacter}gie nationale',
                       ^ not-utf8: A character was lost behind “Strat”, as the file is not valid UTF-8.
        'country': 'France',
      }
      ---
      Adopted in 2020${lostCharacter}${lostCharacter}
                     ^^ not-utf8: 2 characters were lost behind “Adopted in 2020”, as the file is not valid UTF-8.
    `,
    example`
      ---
      title: ${lostCharacter.repeat(6)}${'\u05f0'}${lostCharacter.repeat(4)}
             ^^^^^^ not-utf8: The text was not read as UTF-8; it looks like GB18030 or another encoding of Chinese, and nothing in it is checked.
      status: ${lostCharacter.repeat(3)}
      score: [
      ---
      ${lostCharacter.repeat(8)}
    `,
    example`
      -- en/example.md --
      ---
      { 'title': 'Stratégie nationale', 'country': 'France', }
      ---
    `,
    example`
      ---
      title: 二氧化碳地质封存条例
      ---
    `,
  ],

  check(record) {
    const misread = record.problems.find(({ kind }) => kind === 'not-utf8');
    if (misread) return [{ span: misread.span, path: [], message: sentenceOf({ zh: `${misread.reason.zh}，没有检查`, en: `${misread.reason.en}, and nothing in it is checked` }) }];
    const { text, lines } = record;
    if (!text.includes(lostCharacter)) return [];
    const found: Found[] = [];
    const places = new Map<number, { readonly at: number; readonly count: number }>();
    for (const { 0: run, index } of text.matchAll(/\ufffd+/g)) {
      const line = lines.lineOf(index);
      if (!places.has(line)) places.set(line, { at: index, count: run.length });
    }
    const many = places.size > mostLines;
    for (const [line, { at, count }] of [...places].slice(0, many ? 1 : undefined)) {
      const before = brief(text.slice(Math.max(lines.startOf(line), at - 24), at).replace(/^.*["'“]/, ''));
      const where = before === '' ? { zh: '这里', en: 'here' } : { zh: `“${before}”后面`, en: `behind “${before}”` };
      found.push({
        span: span(at, at + count), path: fieldAt(record, at),
        message: {
          zh: `文件不是有效的 UTF-8，${where.zh}丢失了 ${count} 个字符${many ? `，共有 ${places.size} 行如此` : ''}。`,
          en: `${count === 1 ? 'A character was' : `${count} characters were`} lost ${where.en}${many ? ` and on ${places.size} lines in all` : ''}, as the file is not valid UTF-8.`,
        },
      });
    }
    return found;
  },
};

/** The innermost field whose value or key holds an offset. */
function fieldAt(record: PolicyRecord, at: number): Path {
  let field: Path = [];
  for (const { entry, path } of entriesIn(record)) if (entry.span.start <= at && at < entry.span.end && path.length > field.length) field = path;
  return field;
}
