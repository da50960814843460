import { hasHan } from '../base/both.ts';
import { placeholders } from '../schema/knowledge.ts';

/** Words that stand for “nothing known yet”, in small letters. */
export const blankWords: ReadonlySet<string> = new Set(placeholders.whole.map(text => text.toLowerCase()));

/** Whether a text is no more than a word that stands for “nothing known yet”; brackets around it and a full stop behind it do not count. */
export const isBlankWord = (text: string): boolean => {
  if (isOther.test(text)) return false;
  const bare = text.normalize('NFKC').trim().toLowerCase();
  return blankWords.has(bare) || blankWords.has(bare.replace(/^[(（[【]/, '').replace(/[)）\]】.。…;；]{1,4}$/, '').trim());
};

/**
 * Matches texts that begin with a letter that none of some words begins with, or with more letters than any of them has, even with `more`
 * marks around it: none of these goes when a text is folded, and no two become one. Nearly every text does, so that it need not be folded
 * to tell that it is none of the words.
 */
export function otherThan(words: ReadonlySet<string>, more: number): RegExp {
  const firsts = [...words].map(word => word.slice(0, 1)).filter(first => /[a-z\u4e00-\u9fff]/.test(first)).map(first => first + first.toUpperCase()).join('');
  const letters = '[!#-&(--/-~\\u2010-\\u2017\\u2020-\\u2023\\u3001\\u3003-\\u3029\\u4e00-\\u9fff\\uff01\\uff03-\\uff06\\uff08-\\uff0d\\uff0f-\\uff5e]';
  return new RegExp(`^(?:(?![${firsts}])[A-Za-z\\u4e00-\\u9fff]|(?:${letters} ?){${Math.max(...[...words].map(word => word.length)) + more + 1}})`);
}

const isOther = otherThan(blankWords, 5);

/** Words that say outright that there is none. */
const negations: ReadonlySet<string> = new Set(['n/a', 'na', 'none', 'nil', 'null', 'unknown', '无', '没有', '暂无', '未知', '不详']);
const isOtherThanNone = otherThan(new Set([...blankWords, ...negations]), 5);

/** Whether a text names nothing and no one: a word that stands for “nothing known yet”, one that says outright that there is none, or a few marks. */
export function namesNothing(text: string): boolean {
  if (isOtherThanNone.test(text)) return false;
  if (isBlankWord(text)) return true;
  const bare = text.normalize('NFKC').trim();
  return negations.has(bare.toLowerCase()) || /^[-–—_/.?？]{1,3}$/.test(bare);
}

/** The least share of Latin letters that makes a text with Chinese in it one that an English reader can follow. */
const leastLatin = 0.3;

/** A gloss explains a name or a term and not a whole paragraph. */
const longestGlossed = 40;

/** Whether a text is Chinese: Chinese characters are in it, and neither enough Latin letters nor a gloss in brackets that tells an English reader what they mean. */
export function isChinese(text: string): boolean {
  if (!hasHan(text)) return false;
  const bare = withoutAddresses(text);
  const han = count(bare, /\p{Script=Han}/gu);
  const latin = count(bare, /\p{Script=Latin}/gu);
  if (latin >= leastLatin * (han + latin)) return false;
  return han > longestGlossed || ![...bare.matchAll(/[(（]([^()（）]{1,200})[)）]/g)].some(([, within = '']) => /\p{Script=Latin}{2}/u.test(within));
}

/** Whether a text is English prose: no Chinese in it, and words enough that it is no mere name, figure or abbreviation. */
export function isEnglish(text: string): boolean {
  // Only within an address do Chinese characters not count.
  if (hasHan(text) && !text.includes('://')) return false;
  const bare = withoutAddresses(text);
  if (hasHan(bare)) return false;
  const words = bare.match(/[A-Za-z]{2,}/g) ?? [];
  return words.length >= 4 && words.filter(word => /^[a-z]/.test(word)).length >= 2;
}

const withoutAddresses = (text: string): string => text.replace(/https?:\/\/[^\s<>"'，。；）)]+/g, '');
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
