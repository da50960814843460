import { list, type Both, type Locale } from '../base/both.ts';
import { linkageModes, listedAsOf, mechanismKinds, mechanisms, type Figure, type LinkageMode, type Mechanism } from '../schema/mechanisms.ts';
import { headingOf, itemOf, paragraphs, type Chapter } from './chapter.ts';
import { escaped } from './prose.ts';

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
      ...itemOf(administered, administrator?.[locale], locale),
      ...itemOf(credit, unit && [unit.symbol, unit.name?.[locale]].filter(Boolean).join(' · '), locale),
      ...itemOf(based, basis?.[locale], locale),
      ...itemOf(since, founded, locale),
      ...itemOf(past, joined(history.map(each => dated(each[locale], each.date, locale)), locale), locale),
      ...itemOf(forms, joined(variants.map(each => `${each.name}${colon[locale]}${each.note[locale]}`), locale), locale),
      ...itemOf(used, joined(uses.map(each => each[locale]), locale), locale),
      ...itemOf(traded, list(venues, locale), locale),
      ...figures.length === 0 ? [] : [`- **${counted[locale]}**`, ...figuresOf(figures, locale).map(line => `  ${line}`)],
      ...itemOf(linked, joined(linkageModes.filter(({ n }) => modes.includes(n)).map(each => `${each.n} ${each.name[locale]}`), locale), locale),
      ...itemOf(corsia, listed(mechanism.corsiaPhase1, listedAsOf.corsiaPhase1, mechanism.corsiaNote, locale), locale),
      ...itemOf(label, listed(mechanism.ccpEligible, listedAsOf.ccpEligible, undefined, locale), locale),
    ],
  };
}

const figuresOf = (figures: readonly Figure[], locale: Locale): readonly string[] => figures.map(each => `- ${escaped(dated(each[locale], each.asOf, locale))}`);

const linkageOf = ({ n, name, meaning, examples }: LinkageMode, locale: Locale): Chapter =>
  ({ heading: headingOf(3, `${n}`, name, locale), lines: [...paragraphs(meaning[locale]), '', ...examples.map(each => `- ${escaped(each[locale])}`)] });

/** Whether it stands on a list, with the month of the list; undefined for what issues no credits. */
const listed = (stands: boolean | undefined, asOf: string, note: Both | undefined, locale: Locale): string | undefined =>
  stands === undefined ? undefined : `${dated((stands ? yes : no)[locale], asOf, locale)}${note ? `${dot[locale]}${note[locale]}` : ''}`;

const dated = (text: string, when: string, locale: Locale): string => locale === 'zh' ? `${text}（${when}）` : `${text} (${when})`;
const joined = (texts: readonly string[], locale: Locale): string => texts.join(locale === 'zh' ? '；' : '; ');

const colon: Both = { zh: '：', en: ': ' };
const dot: Both = { zh: '。', en: '. ' };
const title: Both = { zh: '碳信用机制', en: 'Carbon crediting mechanisms' };
const introduction: Both = {
  zh: '本页由 Policy Records 依据自带的数据生成。括号里是数字或名单所属的日期，此后可能已有变化，请以管理机构公布的为准。',
  en: 'This page is made by Policy Records from the data that it brings along. In brackets stands the date of each figure and list; they may have changed since, and what the administrators publish is what counts.',
};
const linkage: Both = { zh: '五种衔接方式', en: 'The five ways in which mechanisms are linked' };
const administered: Both = { zh: '管理机构', en: 'Administrator' };
const credit: Both = { zh: '信用单位', en: 'Unit' };
const based: Both = { zh: '依据', en: 'Basis' };
const since: Both = { zh: '设立', en: 'Founded' };
const past: Both = { zh: '沿革', en: 'History' };
const forms: Both = { zh: '类型', en: 'Variants' };
const used: Both = { zh: '用途', en: 'Uses' };
const traded: Both = { zh: '登记与交易', en: 'Registries and venues' };
const counted: Both = { zh: '数据', en: 'Figures' };
const linked: Both = { zh: '衔接方式', en: 'Linkage' };
const corsia: Both = { zh: 'CORSIA 第一阶段', en: 'CORSIA phase 1' };
const label: Both = { zh: 'CCP-Eligible 标签', en: 'Label CCP-Eligible' };
const yes: Both = { zh: '已列入', en: 'Listed' };
const no: Both = { zh: '未列入', en: 'Not listed' };
