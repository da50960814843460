import type { Both, Locale } from '../base/both.ts';

/** One piece of a text that editors show: its words only, so that no value of a record can become a link, a picture or a command. */
export interface Prose { readonly kind: 'title' | 'text' | 'item'; readonly text: string; readonly strong?: boolean }

/** Writes pieces as Markdown in which every word stands for itself, or as plain text. */
export function write(pieces: readonly Prose[], markdown: boolean): string {
  const word = markdown ? escaped : oneLine;
  const strong = (text: string) => markdown && text !== '' ? `**${text}**` : text;
  return pieces.map(({ kind, text, strong: isStrong = kind === 'title' }, i) => {
    const shown = `${kind === 'item' ? '- ' : ''}${isStrong ? strong(word(text)) : word(text)}`;
    const before = pieces[i - 1];
    return before === undefined ? shown : `${before.kind === 'item' && kind === 'item' ? '\n' : '\n\n'}${shown}`;
  }).join('');
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The text with every mark of Markdown and HTML made harmless, on one line. A number or dash that would start a list is harmless behind our own words. */
export const escaped = (text: string): string => oneLine(text)
  .replace(/[\\`*_{}[\]<>#!|~$]|&(?=[#\w])/g, '\\$&')
  .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2').replace(/^[-+=]/, '\\$&')
  // A bare address would become a link by itself.
  .replace(/(https?|ftp|mailto|command|vscode)(:)/gi, '$1\\$2').replace(/\bwww\./gi, 'www\\.');

/** A heading: the words it leads with, or a name in both languages. */
export const titled = (name: string | Both, locale: Locale): Prose => ({ kind: 'title', text: typeof name === 'string' ? name : inBoth(name, locale) });

/** A paragraph. */
export const told = (text: string, strong = false): Prose => ({ kind: 'text', text, strong });

/** An item of a list. */
export const listed = (text: string, strong = false): Prose => ({ kind: 'item', text, strong });

/** A name in both languages, the reader's first, and once where they are the same. */
export const inBoth = (name: Both, locale: Locale): string => [...new Set([name[locale], name[otherOf(locale)]])].join(' · ');

/** What something means: all of it in the reader's language, and its first sentence in the other. */
export const meaning = (sentences: Both, locale: Locale): readonly Prose[] =>
  [...new Set([sentences[locale], firstSentence(sentences[otherOf(locale)])])].filter(Boolean).map(each => told(each));

/** The mark between a name and what is said of it. */
export const colon: Both = { zh: '：', en: ': ' };

/** A remark behind a name, in brackets. */
export const aside = (text: string, locale: Locale): string => locale === 'zh' ? `（${text}）` : ` (${text})`;

const otherOf = (locale: Locale): Locale => locale === 'zh' ? 'en' : 'zh';
const firstSentence = (text: string): string => /^.*?(?:。|[.?!](?=\s+\p{Lu}))/u.exec(text)?.[0] ?? text;
