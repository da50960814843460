/** The two languages the product speaks. */
export type Locale = 'zh' | 'en';

/** One sentence in both languages, side by side, so that neither can be forgotten. */
export type Both = Readonly<Record<Locale, string>>;

/** Joins names into a list as each language writes it. */
export const list = (names: readonly string[], locale: Locale): string => names.join(locale === 'zh' ? '、' : ', ');

/** Whether a text holds Chinese characters. Where there are none of the Far East, and no halves of pairs, that is seen in a third of the time. */
export const hasHan = (text: string): boolean => /[\u2e80-\ufaff]/.test(text) && /\p{Script=Han}/u.test(text);
