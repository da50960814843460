import { list, type Both, type Locale } from '../base/both.ts';
import { linkageModes, mechanismKinds, mechanisms, type Figure, type LinkageMode, type Mechanism } from '../schema/mechanisms.ts';
import { headingOf, itemOf, paragraphs, type Chapter } from './chapter.ts';
import { mechanismWords as words, standingsOf } from './mechanism-words.ts';
import { aside, colon, escaped } from './prose.ts';

/** The mechanisms by their kinds, and the ways in which they are linked. */
export function mechanismChapters(locale: Locale): readonly Chapter[] {
  return [
    { heading: `# ${title[locale]}`, lines: paragraphs(introduction[locale]) },
    ...mechanismKinds.flatMap(({ id, name, meaning, figures = [] }) => [
      { heading: headingOf(2, '', name, locale), lines: [...paragraphs(meaning[locale]), ...figures.length > 0 ? [''] : [], ...figuresOf(figures, locale)] },
      ...mechanisms.filter(({ kind }) => kind === id).map(each => chapterOf(each, locale)),
    ]),
    { heading: headingOf(2, '', linkage, locale), lines: [] },
    ...linkageModes.map(mode => linkageOf(mode, locale)),
  ];
}

function chapterOf(mechanism: Mechanism, locale: Locale): Chapter {
  const { id, abbr, name, basis, administrator, unit, founded, history = [], variants = [], uses, venues, figures, linkage: modes } = mechanism;
  return {
    id, heading: headingOf(3, abbr, name, locale),
    lines: [
      ...itemOf(words.administrator, administrator?.[locale], locale),
      ...itemOf(words.unit, unit && [unit.symbol, unit.name?.[locale]].filter(Boolean).join(' · '), locale),
      ...itemOf(words.basis, basis?.[locale], locale),
      ...itemOf(words.founded, founded, locale),
      ...itemOf(words.history, joined(history.map(each => dated(each[locale], each.date, locale)), locale), locale),
      ...itemOf(words.variants, joined(variants.map(each => `${each.name}${colon[locale]}${each.note[locale]}`), locale), locale),
      ...itemOf(words.uses, joined(uses.map(each => each[locale]), locale), locale),
      ...itemOf(words.venues, list(venues, locale), locale),
      ...figures.length === 0 ? [] : [`- **${words.figures[locale]}**`, ...figuresOf(figures, locale).map(line => `  ${line}`)],
      ...itemOf(words.linkage, joined(linkageModes.filter(({ n }) => modes.includes(n)).map(each => `${each.n} ${each.name[locale]}`), locale), locale),
      ...standingsOf(mechanism, locale).flatMap(({ about, text }) => itemOf(about, text, locale)),
    ],
  };
}

const figuresOf = (figures: readonly Figure[], locale: Locale): readonly string[] => figures.map(each => `- ${escaped(dated(each[locale], each.asOf, locale))}`);

const linkageOf = ({ n, name, meaning, examples }: LinkageMode, locale: Locale): Chapter =>
  ({ heading: headingOf(3, `${n}`, name, locale), lines: [...paragraphs(meaning[locale]), '', ...examples.map(each => `- ${escaped(each[locale])}`)] });

const dated = (text: string, when: string, locale: Locale): string => `${text}${aside(when, locale)}`;
const joined = (texts: readonly string[], locale: Locale): string => texts.join(locale === 'zh' ? '；' : '; ');

const title: Both = { zh: '碳信用机制', en: 'Carbon crediting mechanisms' };
const introduction: Both = {
  zh: '本页由 Policy Records 依据自带的数据生成。括号里是数字或名单所属的日期，此后可能已有变化，请以管理机构公布的为准。',
  en: 'This page is made by Policy Records from the data that it brings along. In brackets stands the date of each figure and list; they may have changed since, and what the administrators publish is what counts.',
};
const linkage: Both = { zh: '五种衔接方式', en: 'The five ways in which mechanisms are linked' };
