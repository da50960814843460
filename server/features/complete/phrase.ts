import { hasHan, type Locale } from '../../base/both.ts';
import { span } from '../../base/span.ts';
import type { Running } from '../../syntax/running.ts';
import { nodeAt, stringOf, type Path } from '../../syntax/tree.ts';
import type { Asked } from './asked.ts';
import type { Offer } from './offer.ts';

/** A question about running text. */
export interface AskedInText extends Asked { readonly running: Running }

/** Whether the cursor is in running text where references and names are offered: in the narrative, or in a field of that kind. */
export const isInText = (asked: Asked): asked is AskedInText => asked.running !== undefined && (asked.running.path === undefined || isProse(asked.running.path));

/** Whether the editor asks of its own accord. Then only what is plainly begun is offered, as a list that opens in prose is a nuisance. */
export const isUnasked = ({ options: { typed } }: Asked): boolean => typed !== undefined;

const isProse = (path: Path): boolean => {
  const [block, , field] = path;
  return isClusters(path) || (path.length === 1 && block === 'source') || (path.length === 3 && block === 'analysis' && proseFields.some(each => each === field));
};

const proseFields = ['citation', 'evidence', 'auditNote'] as const;

/** Whether the cursor is on a cluster, or on the value that is to become the list of them. */
export const isClusters = ([block, list, item, ...rest]: Path): boolean =>
  block === 'evolution' && list === 'clusters' && (item === undefined || typeof item === 'number') && rest.length === 0;

/**
 * How a text is written in place of the words that are begun, so that the value stays what it is otherwise. Undefined where it cannot be:
 * in text that JSON would have in quotes.
 */
export function inPlaceOf(begun: string, text: string, { record, running }: AskedInText): Pick<Offer, 'value' | 'text' | 'replace'> | undefined {
  const { form, path, isWord, before, after, at } = running;
  if (isWord && before === begun && after === '') return { value: text };
  if (path !== undefined && form === 'plain' && record.style === 'json') return undefined;
  const put = form === 'single' ? text.replaceAll('\'', '\'\'') : form === 'double' ? JSON.stringify(text).slice(1, -1) : text;
  return { text: put, replace: span(at - begun.length, at) };
}

/** Whether the words that are begun go on behind the cursor: then it stands in the middle of a word. */
export const goesOn = (begun: string, after: string): boolean => /[A-Za-z\d]$/.test(begun) && /^(?:[A-Za-z\d]|\.\d)/.test(after);

/**
 * The language of the text around the words that are begun; where there is none, that of these words, else that of the other citations
 * for a citation, which both files of a record share, else that of the file.
 */
export function languageAround(begun: string, { record, running: { path, before, after } }: AskedInText): Locale {
  const around = languageOf(`${before.slice(0, before.length - begun.length)} ${after}`) ?? languageOf(begun.replace(/ICVCM|CCP/g, ''));
  if (around || path?.at(-1) !== 'citation') return around ?? record.locale;
  const analysis = nodeAt(record.root, ['analysis']);
  const others = analysis?.kind === 'map' ? analysis.entries.map(({ value }) => stringOf(nodeAt(value, ['citation'])) ?? '') : [];
  return languageOf(others.join(' ')) ?? 'en';
}

/** The language of a text by what most of it is written in; abbreviations and numbers are of none. */
function languageOf(text: string): Locale | undefined {
  const words = text.match(/[A-Za-z]*[a-z]{2,}/g)?.length ?? 0;
  if (!hasHan(text)) return words > 0 ? 'en' : undefined;
  return (text.match(/\p{Script=Han}/gu)?.length ?? 0) >= words ? 'zh' : 'en';
}
