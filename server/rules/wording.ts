import type { Both, Locale } from '../base/both.ts';

/** What each language is called in both. */
export const languageName: Readonly<Record<Locale, Both>> = { zh: { zh: '中文', en: 'Chinese' }, en: { zh: '英文', en: 'English' } };

/** The other of the two languages. */
export const otherLanguage = (locale: Locale): Locale => locale === 'zh' ? 'en' : 'zh';

/** A text short enough for a message: one line of at most 60 characters, without the controls that would upset the sentence around it. */
export function brief(text: string): string {
  const line = isPlainLine.test(text) ? text : text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '').replace(/[\s\p{Cc}]+/gu, ' ').trim();
  if (line.length <= most) return line;
  // A character is one code unit or two.
  const characters = [...line.slice(0, 2 * most + 1)];
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join('')}…`;
}

/** The most characters of a text that a message shows. */
const most = 60;

/** A line of words with one blank between each two, as nearly every text is. */
const isPlainLine = /^[^\s\p{Cc}\u202a-\u202e\u2066-\u2069]+(?: [^\s\p{Cc}\u202a-\u202e\u2066-\u2069]+)*$/u;

/** Alternatives in quotes, as each language lists them. */
export const eitherOf = (names: readonly string[]): Both => {
  const quoted = names.map(name => `“${name}”`);
  return { zh: quoted.join('或'), en: quoted.join(' or ') };
};
