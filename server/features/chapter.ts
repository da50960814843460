import type { Both, Locale } from '../base/both.ts';
import { escaped } from './prose.ts';

/** A heading of a page with what stands below it; `id` is the criterion or the mechanism that it explains. */
export interface Chapter { readonly heading: string; readonly id?: string; readonly lines: readonly string[] }

/** A heading with an abbreviation or number and a name in both languages, the reader's first. */
export function headingOf(level: 2 | 3, short: string, name: Both, locale: Locale): string {
  const names = [...new Set([name[locale], name[locale === 'zh' ? 'en' : 'zh']])].filter(each => each !== short);
  return `${'#'.repeat(level)} ${escaped([short, names.join(' · ')].filter(Boolean).join(' '))}`;
}

/** An item of a list with what it is about in bold; nothing where there is nothing to say. */
export const itemOf = (about: Both, text: string | undefined, locale: Locale): readonly string[] =>
  text ? [`- **${about[locale]}**${locale === 'zh' ? '：' : ': '}${escaped(text)}`] : [];

/** Paragraphs with a blank line between them. */
export const paragraphs = (...texts: readonly (string | undefined)[]): readonly string[] => texts.flatMap(text => text ? [escaped(text), ''] : []).slice(0, -1);
