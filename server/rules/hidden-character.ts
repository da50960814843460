import type { Both } from '../base/both.ts';
import type { Span } from '../base/span.ts';
import { charactersOf, type Characters } from '../syntax/characters.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { Path, ScalarNode } from '../syntax/tree.ts';
import { example, mend, type Found, type Rule } from './rule.ts';
import { entriesIn, lineWithin, pathTo, scalarsIn } from './scalars.ts';
import { sources } from './sources.ts';
import { frontmatterOf, mayEscape } from './texts.ts';

/** Characters that show nothing: controls, marks of direction and of width, and halves of pairs that stand alone. Line feeds and tabs are blanks. */
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]/gu;
/** Half a pair of surrogates may be one of them, and so may an escape but of a line feed, a tab, a quote, a slash or a blank. */
const [maybeUnseen, maybeEscaped] = [new RegExp(unseen.source), /\\[^nrt"'/\\\s]/];
const zeroWidth = /^[\u00ad\u200b-\u200d\u2060-\u2064\ufeff]$/;

/** Scripts that are written from right to left, where marks of direction have their work. */
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/** Letters that never join with their neighbours. */
const unjoined = /[\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Greek}\p{Script=Cyrillic}]/u;

const names: Readonly<Record<string, Both>> = {
  '\u00ad': { zh: '软连字符', en: 'soft hyphen' }, '\u200b': { zh: '零宽空格', en: 'zero-width space' }, '\u200c': { zh: '零宽不连字', en: 'zero-width non-joiner' },
  '\u200d': { zh: '零宽连字', en: 'zero-width joiner' }, '\u2060': { zh: '词连接符', en: 'word joiner' }, '\ufeff': { zh: '字节顺序标记', en: 'byte order mark' },
  '\u2028': { zh: '行分隔符', en: 'line separator' }, '\u2029': { zh: '段落分隔符', en: 'paragraph separator' },
};

export const hiddenCharacter: Rule = {
  id: 'hidden-character',
  title: { zh: '文本里没有看不见的字符', en: 'A text holds no characters that cannot be seen' },
  why: {
    zh: '从网页和 PDF 复制来的零宽字符让看上去相同的词不再相同，检索和比对都会落空；双向控制符还能让人看到与实际不同的顺序。表情符号和需要连字的文字里的连接符不算。',
    en: 'Zero-width characters that come along from web pages and PDFs make words differ that look alike, so searches miss them; bidirectional controls can even show a text in another order than it has. Joiners within emoji, and in scripts that need them, are not meant.',
  },
  source: sources.unicode,
  severity: 'warning',
  judges: 'values',
  of: 'any',
  examples: [
    example`
      ---
      { "title": "碳捕集 👩${'\u200d'}🔬 ❤️", "source": "می${'\u200c'}خواهم\u200f", "description": "第一段\n\t第二段" }
      ---
    `,
    example`
      ---
      { "country": "挪威", "title": "碳捕集\u200b与封存", "url": "https://example.org/\u202egpj" }
                                    ^^^^^^^^^^^^^^^^^^^^ hidden-character: The hidden character U+200B (zero-width space) stands behind “碳捕集”.
                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hidden-character: The hidden character U+202E (bidirectional control) stands behind “example.org/”.
      ---
      ->
      ---
      { "country": "挪威", "title": "碳捕集与封存", "url": "https://example.org/gpj" }
      ---
    `,
    example`
      -- en/example.md --
      ---
      {
        'title': '${'\ufeff'}Carbon${'\u00ad'} Storage Act',
                 ^^^^^^^^^^^^^^^^^^^^^^ hidden-character: The hidden character U+FEFF (byte order mark) stands before “Carbon Stora”, and 1 more in this text.
        'coun${'\u200b'}try': 'Norway',
        ^^^^^^^^^^ hidden-character: The hidden character U+200B (zero-width space) stands behind “coun”.
      }
      ---
      ->
      ---
      {
        'title': 'Carbon Storage Act',
        'country': 'Norway',
      }
      ---
    `,
    example`
      ---
      title: 二氧化碳${'\u2060'}地质封存
             ^^^^^^^^^^^^^^^^^ hidden-character: The hidden character U+2060 (word joiner) stands behind “二氧化碳”.
      source: "\x07\ud83d能源部"
              ^^^^^^^^^^^^^^^^^^ hidden-character: The hidden character U+0007 (control character) stands before “能源部”, and 1 more in this text.
      description: |
        第一段。
        第二${'\u200e'}段。
        ^^^^^^^^^ hidden-character: The hidden character U+200E (bidirectional control) stands behind “第一段。 第二”.
      ---
      ->
      ---
      title: 二氧化碳地质封存
      source: "能源部"
      description: |
        第一段。
        第二段。
      ---
    `,
  ],

  check(record) {
    const written = frontmatterOf(record);
    if (!maybeUnseen.test(written) && !(mayEscape(record) && maybeEscaped.test(written))) return [];
    const all: Found[] = [];
    for (const { entry, path } of entriesIn(record)) {
      const found = foundIn(record, entry.key, path);
      if (found) all.push(found);
    }
    for (const each of scalarsIn(record)) {
      const found = foundIn(record, each.node, pathTo(each));
      if (found) all.push(found);
    }
    return all;
  },
};

function foundIn(record: PolicyRecord, node: ScalarNode, path: Path): Found | undefined {
  if (String(node.value ?? '').search(unseen) < 0) return undefined;
  const characters = charactersOf(record.text, node);
  const { text } = characters;
  const all = [...text.matchAll(unseen)].filter(({ 0: character, index }) => !isMeant(text, character, index));
  const first = all[0];
  if (!first) return undefined;
  const codes = [...new Set(all.map(([character]) => codeOf(character)))];
  const where = placeOf(text, first.index);
  const [code, name, more] = [codeOf(first[0]), nameOf(first[0]), all.length - 1];
  return {
    span: lineOf(record, node, characters, first.index), path,
    message: {
      zh: `${where.zh}有看不见的字符 ${code}（${name.zh}）${more > 0 ? `，这段文本里另外还有 ${more} 个` : ''}。`,
      en: `The hidden character ${code} (${name.en}) stands ${where.en}${more > 0 ? `, and ${more} more in this text` : ''}.`,
    },
    fixes: [mend(record, { zh: `去掉 ${codes.join('、')}`, en: `Remove ${codes.join(', ')}` }, all.map(({ 0: character, index }) =>
      ({ span: characters.sourceOf(index, index + character.length), text: /[\u2028\u2029]/.test(character) ? ' ' : '' })), { safe: all.every(([character]) => zeroWidth.test(character)), preferred: true })],
  };
}

/** Whether a character that shows nothing does its work where it stands: it joins an emoji or letters that join, or steers a text that runs from the right. */
function isMeant(text: string, character: string, index: number): boolean {
  if (/[\u061c\u200e\u200f]/.test(character)) return rightToLeft.test(text);
  if (!/[\u200c\u200d]/.test(character)) return false;
  const before = text.slice(Math.max(0, index - 12), index);
  if (character === '\u200d' && /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]$/u.test(before) && /^\p{Extended_Pictographic}/u.test(text.slice(index + 1, index + 3))) return true;
  const letter = /\p{L}(?=[\p{M}\u200c\u200d]*$)/u.exec(before)?.[0];
  return letter !== undefined && !unjoined.test(letter);
}

/** Where a character stands, told by what can be seen around it. */
function placeOf(text: string, index: number): Both {
  const seen = (part: string) => [...part.replace(unseen, '').replace(/\s+/g, ' ')];
  const before = seen(text.slice(Math.max(0, index - 40), index)).slice(-12).join('').trim();
  if (before !== '') return { zh: `“${before}”后面`, en: `behind “${before}”` };
  const after = seen(text.slice(index + 1, index + 40)).slice(0, 12).join('').trim();
  return after === '' ? { zh: '这里', en: 'here' } : { zh: `“${after}”前面`, en: `before “${after}”` };
}

const lineOf = (record: PolicyRecord, node: ScalarNode, { sourceOf }: Characters, index: number): Span => lineWithin(record, node, sourceOf(index, index).start);

const codeOf = (character: string): string => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

const nameOf = (character: string): Both => names[character] ?? (/[\ud800-\udfff]/u.test(character) ? { zh: '孤立的代理项', en: 'half of a character' }
  : /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(character) ? { zh: '双向控制符', en: 'bidirectional control' }
    : /[\u0000-\u001f\u007f-\u009f]/.test(character) ? { zh: '控制字符', en: 'control character' } : { zh: '格式字符', en: 'format character' });
