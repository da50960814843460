/** The two languages the product speaks. */
export type Locale = 'zh' | 'en';

/** One sentence in both languages, side by side, so that neither can be forgotten. */
export type Both = Readonly<Record<Locale, string>>;

/** Joins names into a list as each language writes it. */
export const list = (names: readonly string[], locale: Locale): string => names.join(locale === 'zh' ? '、' : ', ');

/** Whether a text holds Chinese characters. */
export const hasHan = (text: string): boolean => mayBeHan.test(text) && /\p{Script=Han}/u.test(text);

/** Every Chinese character is one of these, or a pair of them. To look for one stretch takes half as long as for a script, and most texts hold none. */
const mayBeHan = /[\u2e80-\ufaff]/;
