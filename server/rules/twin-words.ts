import { list, type Both, type Locale } from '../base/both.ts';
import { daysIn, isBlank, namesIn } from '../record/shared.ts';
import type { Data } from '../syntax/tree.ts';
import { brief } from './wording.ts';

/** Whether a value tells nothing: it is blank, or a list whose items are not typed yet. */
export const saysNothing = (data: Data): boolean => isBlank(data) || (isList(data) && itemsOf(data).length === 0);

/** What the other language's file says, as a sentence; `name` is what that language is called. */
export const saidThere = (theirs: Data, { zh, en }: Both): Both => saysNothing(theirs)
  ? { zh: `${zh}版没有写。`, en: `The ${en} file says nothing of it.` } : { zh: `${zh}版写的是 ${shown(theirs, 'zh')}。`, en: `The ${en} file says ${shown(theirs, 'en')}.` };

/** How two values differ, as a part of a sentence: of lists what only one of them holds. */
export const differenceInWords = (mine: Data, theirs: Data, { zh }: Both): Both =>
  [mine, theirs].some(each => isList(each) && !isBlank(each)) ? listed(mine, theirs, zh) : compared(mine, theirs, zh);

function compared(mine: Data, theirs: Data, zh: string): Both {
  const [a, b] = [mine, theirs].map(value => shown(value, 'en'));
  if (isBlank(theirs)) return { zh: `这里是 ${a}，${zh}版没有`, en: `${a} here, nothing there` };
  if (isBlank(mine)) return { zh: `这里没有，${zh}版是 ${b}`, en: `nothing here, ${b} there` };
  // Long addresses often differ only at their ends.
  const text = a === b ? `${ending(mine)} ≠ ${ending(theirs)}` : `${a} ≠ ${b}`;
  return { zh: text, en: text };
}

function listed(mine: Data, theirs: Data, zh: string): Both {
  const [here, there] = [itemsOf(mine), itemsOf(theirs)];
  const [own, others] = [without(here, there), without(there, here)];
  return {
    zh: [...(own.length > 0 ? [`只在这里的有 ${several(own, 'zh')}`] : []), ...(others.length > 0 ? [`只在${zh}版的有 ${several(others, 'zh')}`] : [])].join('；'),
    en: [...(own.length > 0 ? [`${several(own, 'en')} only here`] : []), ...(others.length > 0 ? [`${several(others, 'en')} only there`] : [])].join('; '),
  };
}

/** The items that are not among others, each once. */
function without(items: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others);
  return [...new Set(items)].filter(item => !known.has(item));
}

const itemsOf = (data: Data): readonly string[] => [...daysIn(data), ...namesIn(data)];

/** The first five of several names, and how many more there are. */
function several(items: readonly string[], locale: Locale): string {
  const named = list(items.slice(0, 5).map(item => `“${brief(item)}”`), locale);
  const more = items.length - 5;
  return more <= 0 ? named : locale === 'zh' ? `${named}等 ${items.length} 项` : `${named} and ${more} more`;
}

const shown = (data: Data, locale: Locale): string =>
  isList(data) ? several(itemsOf(data), locale) : typeof data === 'string' ? `“${brief(data)}”` : String(data);
const ending = (data: Data): string => `“…${[...String(data).trim()].slice(-50).join('')}”`;
const isList = (data: Data): data is readonly Data[] => Array.isArray(data);
