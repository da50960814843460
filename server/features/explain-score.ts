import type { Locale } from '../base/both.ts';
import type { Standing, Standings } from '../record/standing.ts';
import { gates } from '../schema/knowledge.ts';
import { listed, told, type Prose } from './prose.ts';

/** How a score compares with those of the other records of its category and of its country, as their names are written; nothing where there are too few. */
export function aboutStanding({ category, country }: Standings, names: { readonly category: string; readonly country: string }, locale: Locale): readonly Prose[] {
  const says = (standing: Standing | undefined, zh: string, en: string): readonly Prose[] => standing ? [listed(locale === 'zh'
    ? `${zh}的其他 ${standing.n} 条记录：中位数 ${standing.median}，百分位 ${standing.percentile}（得分不高于此分者所占的百分比）`
    : `The ${standing.n} other records of ${en}: median ${standing.median}, percentile ${standing.percentile} (the per cent of them that score no higher)`)] : [];
  const lines = [
    ...says(category, `同类别“${names.category}”`, `the category “${names.category}”`),
    ...says(country, `同一国家或地区“${names.country}”`, `the jurisdiction “${names.country}”`),
  ];
  return lines.length > 0 ? [told(locale === 'zh' ? '与其他记录相比：' : 'Compared with other records:'), ...lines] : [];
}

/** What a score needs besides itself (governance 1.1.1-B and the procedure of re-evaluation); of a score that is known, whether it has it. */
export function aboutGates(locale: Locale, given?: { readonly score: number; readonly citation: boolean; readonly url: boolean }): readonly Prose[] {
  const { citationAbove, urlAbove } = gates;
  if (!given || given.score <= Math.min(citationAbove, urlAbove)) {
    return [told(locale === 'zh'
      ? `高于 ${citationAbove} 分须有引文；没有 url 的记录不得高于 ${urlAbove} 分。`
      : `Above ${citationAbove} it needs a citation; in a record without a url it is ${urlAbove} at most.`)];
  }
  return locale === 'zh' ? [
    told('这个得分需要：'),
    listed(`高于 ${citationAbove} 分须有引文：${given.citation ? '已有引文' : '缺少引文'}`, !given.citation),
    listed(`没有 url 不得高于 ${urlAbove} 分：${given.url ? '已有 url' : '没有 url'}`, !given.url),
  ] : [
    told('What this score needs:'),
    listed(`A score above ${citationAbove} needs a citation: ${given.citation ? 'it has one' : 'it has none'}`, !given.citation),
    listed(`Without a url no score may be above ${urlAbove}: ${given.url ? 'the record has one' : 'the record has none'}`, !given.url),
  ];
}
