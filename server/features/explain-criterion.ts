import { list, type Both, type Locale } from '../base/both.ts';
import { ccps, criteria, criterionOf, dimensions, pillars, type Ccp, type Criterion } from '../schema/knowledge.ts';
import { permanenceReport, recommendationsOn } from '../schema/permanence.ts';
import { aside, colon, inBoth, listed, titled, told, type Prose } from './prose.ts';

/** Where a criterion is asked about: the sub-requirement written behind its number, and whether the record is about geological storage. */
export interface Asking { readonly sub?: string | undefined; readonly geological?: boolean }

/**
 * A criterion of the ICVCM framework: where it stands, what it asks, whether it is in force, what the permanence work group recommends on
 * it, and what it matters to. That geological storage is not bound by the 40 years of 9.3 nor by the 20 % of 9.4 is said wherever it
 * could be overlooked, and first in a record about such storage.
 */
export function aboutCriterion(criterion: Criterion, locale: Locale, { sub, geological = false }: Asking = {}): readonly Prose[] {
  const { id, level, section, ccp, status, title, summary, subs, uncertain, note } = criterion;
  const principle = ccps.find(({ n }) => n === ccp);
  const known = sub !== undefined && subs.includes(sub);
  const trap = criterion.geological ? [told(criterion.geological[locale], geological)] : [];
  return [
    titled(`${id}${sub === undefined ? '' : ` ${sub}`} ${inBoth(title, locale)}`, locale),
    ...geological ? trap : [],
    told(`${levels[level][locale]}${status === 'announced' ? '' : inForce[locale]}`),
    ...status === 'announced' ? [told(announced[locale], true)] : [],
    ...principle && section !== undefined ? [told(locale === 'zh'
      ? `第 ${section} 节，核心碳原则（CCP）${principle.n}：${inBoth(principle, locale)}`
      : `Section ${section}, Core Carbon Principle (CCP) ${principle.n}: ${inBoth(principle, locale)}`)] : [],
    told(summary[locale]),
    ...geological ? [] : trap,
    ...note ? [told(note[locale])] : [],
    ...sub === undefined || known ? [] : [told(locale === 'zh' ? `${id} 没有子要求 ${sub}` : `${id} has no sub-requirement ${sub}`, true)],
    ...subs.length > 0 ? [told(`${requirements[locale]}${list(subs.map(each => each === sub ? `▸ ${each}` : each), locale)}`)] : [],
    ...recommended(id, sub, locale),
    ...mattersTo(id, locale),
    ...uncertain ? [told(unsure[locale])] : [],
  ];
}

/** A Core Carbon Principle with its criteria. Its number is not that of the sections that spell it out, from the fifth on. */
export function aboutPrinciple(principle: Ccp, locale: Locale): readonly Prose[] {
  const sections = list(principle.sections.map(String), locale);
  return [
    titled(`CCP ${principle.n} ${inBoth(principle, locale)}`, locale),
    told(locale === 'zh'
      ? `ICVCM 核心碳原则第 ${principle.n} 条，由评估框架第 ${sections} 节展开：`
      : `The ICVCM's Core Carbon Principle ${principle.n}, spelled out in section${principle.sections.length > 1 ? 's' : ''} ${sections} of the Assessment Framework:`),
    ...criteria.filter(({ ccp }) => ccp === principle.n).map(({ id, title, status }) =>
      listed(`${id} ${title[locale]}${status === 'announced' ? aside(locale === 'zh' ? '预告，尚未生效' : 'announced, not in force', locale) : ''}`)),
  ];
}

/** The most criteria that are told by their titles. */
const fewest = 4;

/** The criteria that matter to a dimension or pillar: the first ones by their titles, the others by their numbers. */
export function criteriaOf({ icvcm }: { readonly icvcm: readonly string[] }, locale: Locale): readonly Prose[] {
  const named = icvcm.slice(0, icvcm.length > fewest + 1 ? fewest : icvcm.length);
  const rest = icvcm.slice(named.length);
  return icvcm.length === 0 ? [] : [
    told(relevant[locale]),
    ...named.map(id => listed(`${id} ${criterionOf(id)?.title[locale] ?? ''}`)),
    ...rest.length > 0 ? [listed(`${locale === 'zh' ? '以及 ' : 'and '}${list(rest, locale)}`)] : [],
  ];
}

/** What the work group on permanence recommends; it binds nobody, and that is said first. */
function recommended(id: string, sub: string | undefined, locale: Locale): readonly Prose[] {
  const on = recommendationsOn(id);
  return on.length === 0 ? [] : [
    told(`${permanenceReport.name[locale]}${aside(permanenceReport.date, locale)}${colon[locale]}${permanenceReport.note[locale]}`),
    ...on.map(({ n, title, subs }) => listed(`${subs.includes(`${id} ${sub ?? ''}`) ? '▸ ' : ''}${locale === 'zh' ? `建议 ${n}` : `Recommendation ${n}`}${colon[locale]}${title[locale]}`)),
  ];
}

function mattersTo(id: string, locale: Locale): readonly Prose[] {
  const concerned = ({ icvcm }: { readonly icvcm: readonly string[] }) => icvcm.includes(id);
  const says = (what: Both, names: readonly Both[]) => names.length === 0 ? [] : [told(`${what[locale]}${colon[locale]}${list(names.map(name => name[locale]), locale)}`)];
  return [...says(concernedDimensions, dimensions.filter(concerned)), ...says(concernedPillars, pillars.filter(concerned))];
}

const levels: Readonly<Record<Criterion['level'], Both>> = {
  programme: { zh: '计划层级的标准。', en: 'A criterion at the level of the carbon-crediting programme.' },
  category: { zh: '信用类别层级的标准。', en: 'A criterion at the level of the category of credits.' },
  attribute: { zh: 'CCP 属性：附加的标示，不是达标的条件。', en: 'A CCP attribute: an additional mark, not a condition of approval.' },
};
const inForce: Both = { zh: '已生效。', en: ' In force.' };
const announced: Both = { zh: '仅为下一版评估框架的预告，尚未生效。', en: 'Announced for the next version of the framework, and not yet in force.' };
const requirements: Both = { zh: '子要求：', en: 'Sub-requirements: ' };
const relevant: Both = { zh: '相关的 ICVCM 标准：', en: 'ICVCM criteria that matter to it:' };
const concernedDimensions: Both = { zh: '相关维度', en: 'Matters to the dimensions' };
const concernedPillars: Both = { zh: '相关支柱', en: 'Matters to the pillars' };
const unsure: Both = { zh: '英文标题是本工具的译法，尚未对照英文原文核实。', en: 'The English title is a translation of ours, still to be checked against the published English text.' };
