import type { Both } from '../base/both.ts';

/** What stands where bytes could not be read as UTF-8. */
export const lostCharacter = '\ufffd';

/** What is said of a text that was read in the wrong encoding. */
export const misreadReason: Both = {
  zh: '文件不是按 UTF-8 写的，看起来是 GB18030 或别的中文编码', en: 'the text was not read as UTF-8; it looks like GB18030 or another encoding of Chinese',
};

/** Fewer characters than these may have been lost in some other way. */
const fewest = 4;

/**
 * Whether a text was read in the wrong encoding as a whole: more characters were lost than Chinese ones are there, most of them side by
 * side, as the two bytes of each Chinese character of GB18030 are lost together. Damaged UTF-8 keeps most of its characters, and a
 * Western encoding loses an accented letter here and there.
 */
export function isMisread(text: string): boolean {
  if (!text.includes(lostCharacter)) return false;
  const lost = count(text, /\ufffd/g);
  const together = count(text, /\ufffd{2,}/g, run => run.length);
  return lost >= fewest && together * 2 >= lost && lost > count(text, /[\u0800-\ufffc]/g);
}

const count = (text: string, pattern: RegExp, weigh: (found: string) => number = () => 1): number =>
  (text.match(pattern) ?? []).reduce((sum, found) => sum + weigh(found), 0);
