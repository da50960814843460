import type { Both, Locale } from '../base/both.ts';

/** What each language is called in both. */
export const languageName: Readonly<Record<Locale, Both>> = { zh: { zh: '中文', en: 'Chinese' }, en: { zh: '英文', en: 'English' } };

/** The other of the two languages. */
export const otherLanguage = (locale: Locale): Locale => locale === 'zh' ? 'en' : 'zh';

/** A text short enough for a message: one line of at most 60 characters, without the controls that would upset the sentence around it. */
export function brief(text: string): string {
  const line = text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '').replace(/[\s\p{Cc}]+/gu, ' ').trim();
  const characters = [...line];
  return characters.length <= 60 ? line : `${characters.slice(0, 59).join('')}…`;
}

/** Alternatives in quotes, as each language lists them. */
export const eitherOf = (names: readonly string[]): Both => {
  const quoted = names.map(name => `“${name}”`);
  return { zh: quoted.join('或'), en: quoted.join(' or ') };
};
