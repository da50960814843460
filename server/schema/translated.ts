import { hasHan, type Locale } from '../base/both.ts';
import { nameIn, type Vocabulary } from './vocabulary.ts';

/** The fields whose values each language writes in its own words. */
export const translatedFields = ['category', 'status', 'country'] as const;
export type TranslatedField = typeof translatedFields[number];

/** Whether each language writes a field in its own words. */
export const isTranslated = (field: string): field is TranslatedField => translatedFields.some(each => each === field);

/** What a value of the other language is in this one: several words where it is ambiguous. `sure` is a word for a word, and no old spelling that says more. */
export interface Translation { readonly words: readonly string[]; readonly sure: boolean }

/** How a file of `locale` writes a value that is a known term of the other language; undefined where it is none. */
export function translated(field: TranslatedField, value: string, locale: Locale, vocabulary: Vocabulary): Translation | undefined {
  if (hasHan(value) === (locale === 'zh')) return undefined;
  if (field === 'country') {
    const jurisdiction = vocabulary.jurisdictionOf(value);
    return jurisdiction && jurisdiction.zh !== jurisdiction.en ? { words: [nameIn(jurisdiction, locale)], sure: true } : undefined;
  }
  const terms = vocabulary.meantBy(field, value).filter(({ written }) => written.zh !== written.en);
  const [only] = terms;
  if (!only) return undefined;
  const other = only.written[locale === 'zh' ? 'en' : 'zh'];
  return { words: terms.map(({ written }) => written[locale]), sure: terms.length === 1 && other.toLowerCase() === value.trim().toLowerCase() };
}

/** How a file of `locale` writes what a value means, in whichever language the value is; undefined where it means nothing known or several things. */
export function writtenIn(field: TranslatedField, value: string, locale: Locale, vocabulary: Vocabulary): string | undefined {
  if (field === 'country') {
    const jurisdiction = vocabulary.jurisdictionOf(value);
    return jurisdiction && nameIn(jurisdiction, locale);
  }
  const [term, ...others] = vocabulary.meantBy(field, value);
  return others.length === 0 ? term?.written[locale] : undefined;
}
