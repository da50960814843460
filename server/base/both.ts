/** The two languages the product speaks. */
export type Locale = 'zh' | 'en';

/** One sentence in both languages, side by side, so that neither can be forgotten. */
export type Both = Readonly<Record<Locale, string>>;

/** Joins names into a list as each language writes it. */
export const list = (names: readonly string[], locale: Locale): string => names.join(locale === 'zh' ? '、' : ', ');

/** Whether a text holds Chinese characters. */
export function hasHan(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // All of them lie beyond this one, and most within the next two.
    if (code >= 0x2e80) return (code >= 0x4e00 && code <= 0x9fff) || /\p{Script=Han}/u.test(text);
  }
  return false;
}
