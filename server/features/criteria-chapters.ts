import { list, type Both, type Locale } from '../base/both.ts';
import { ccps, criteria, dimensions, framework, pillars, type Ccp, type Criterion } from '../schema/knowledge.ts';
import { permanenceReport, recommendations, recommendationsOn } from '../schema/permanence.ts';
import { headingOf, itemOf, paragraphs, type Chapter } from './chapter.ts';
import { escaped } from './prose.ts';

/** The ICVCM criteria by the sections of the framework, the attributes, and the recommendations on permanence. */
export function criteriaChapters(locale: Locale): readonly Chapter[] {
  const sections = [...new Set(criteria.flatMap(({ section }) => section ?? []))];
  return [
    { heading: `# ${escaped(`${framework.name[locale]} v${framework.version}`)}`, lines: [...paragraphs(introduction[locale], numbering[locale])] },
    { heading: headingOf(2, '', principles, locale), lines: ccps.map(each => `${each.n}. ${principleOf(each, locale)}`) },
    ...sections.flatMap(section => [
      sectionOf(section, locale),
      ...criteria.filter(each => each.section === section).map(each => chapterOf(each, locale)),
    ]),
    { heading: headingOf(2, '', attributes, locale), lines: paragraphs(aboutAttributes[locale]) },
    ...criteria.filter(({ level }) => level === 'attribute').map(each => chapterOf(each, locale)),
    { heading: headingOf(2, '', permanence, locale), lines: paragraphs(`${permanenceReport.name[locale]}${opens[locale]}${permanenceReport.date}${closes[locale]}`, permanenceReport.note[locale]) },
    ...recommendations.map(({ n, title, summary, criteria: touched, subs }) => ({
      heading: headingOf(3, `R${n}`, title, locale),
      lines: [...paragraphs(summary[locale]), '', ...itemOf(touches, list([...touched.filter(id => !subs.some(sub => sub.startsWith(`${id} `))), ...subs], locale) || none[locale], locale)],
    })),
  ];
}

function sectionOf(section: number, locale: Locale): Chapter {
  const ccp = ccps.find(({ sections }) => sections.includes(section));
  const name = locale === 'zh' ? `第 ${section} 节` : `Section ${section}`;
  return { heading: headingOf(2, ccp ? `${name} · CCP ${ccp.n}` : name, ccp ?? { zh: '', en: '' }, locale), lines: [] };
}

const principleOf = (ccp: Ccp, locale: Locale): string =>
  escaped(`${ccp[locale]} · ${ccp[locale === 'zh' ? 'en' : 'zh']}${opens[locale]}${locale === 'zh' ? `第 ${list(ccp.sections.map(String), 'zh')} 节` : `section ${ccp.sections.join(', ')}`}${closes[locale]}`);

function chapterOf({ id, level, section, ccp, status, title, summary, subs, uncertain, geological, note }: Criterion, locale: Locale): Chapter {
  const principle = ccps.find(({ n }) => n === ccp);
  const place = section === undefined || !principle ? [] : locale === 'zh' ? [`第 ${section} 节`, `CCP ${principle.n} ${principle.zh}`] : [`section ${section}`, `CCP ${principle.n} ${principle.en}`];
  const asked = recommendationsOn(id).map(each => `R${each.n} ${each.title[locale]}`);
  return {
    id, heading: headingOf(3, id, title, locale),
    lines: [
      ...paragraphs([levels[level][locale], ...place, standing[status][locale]].join(' · '), summary[locale]), '',
      ...itemOf(requirements, list(subs, locale), locale),
      ...itemOf(scored, list(dimensions.filter(each => each.icvcm.includes(id)).map(each => each[locale]), locale), locale),
      ...itemOf(regulated, list(pillars.filter(each => each.icvcm.includes(id)).map(each => each[locale]), locale), locale),
      ...itemOf(storage, geological?.[locale], locale),
      ...itemOf(besides, note?.[locale], locale),
      ...itemOf(advised, asked.join(locale === 'zh' ? '；' : '; '), locale),
      ...itemOf(unsure, uncertain ? unchecked[locale] : undefined, locale),
    ],
  };
}

const opens: Both = { zh: '（', en: ' (' };
const closes: Both = { zh: '）', en: ')' };
const introduction: Both = {
  zh: `本页由 Policy Records 依据自带的数据生成，概要是归纳而非原文；一切以 ICVCM 于 ${framework.date} 发布的框架为准。`,
  en: `This page is made by Policy Records from the data that it brings along. Summaries are not the words of the framework, and what the ICVCM published in ${framework.date} is what counts.`,
};
const numbering: Both = {
  zh: '标准按框架的节编号，从第 5 节起节号与 CCP 的编号不同，因此两者都写出。',
  en: 'Criteria are numbered by the sections of the framework. From section 5 on these differ from the numbers of the CCPs, so both are shown.',
};
const principles: Both = { zh: '十条核心碳原则（CCP）', en: 'The ten Core Carbon Principles (CCPs)' };
const attributes: Both = { zh: 'CCP 属性', en: 'CCP attributes' };
const aboutAttributes: Both = { zh: '属性是附加的标示，不是达标的条件。', en: 'Attributes are additional marks, and no conditions of approval.' };
const permanence: Both = { zh: '关于持久性的建议', en: 'Recommendations on permanence' };
const requirements: Both = { zh: '子要求', en: 'Sub-requirements' };
const scored: Both = { zh: '相关维度', en: 'Dimensions' };
const regulated: Both = { zh: '相关监管支柱', en: 'Regulatory pillars' };
const storage: Both = { zh: '地质封存', en: 'Geological storage' };
const besides: Both = { zh: '另外', en: 'Besides' };
const advised: Both = { zh: '持久性建议（不是规则）', en: 'Recommendations on permanence (no rules)' };
const touches: Both = { zh: '涉及', en: 'Touches' };
const none: Both = { zh: '没有对应的标准', en: 'no criterion' };
const unsure: Both = { zh: '待核实', en: 'To be checked' };
const unchecked: Both = { zh: '英文标题是我们的译文，尚待对照框架原文核实。', en: 'The English title is a translation of ours, still to be checked against the text of the framework.' };
const levels: Readonly<Record<Criterion['level'], Both>> = {
  programme: { zh: '计划层级', en: 'Programme level' }, category: { zh: '类别层级', en: 'Category level' }, attribute: { zh: '属性', en: 'Attribute' },
};
const standing: Readonly<Record<Criterion['status'], Both>> = { 'in-force': { zh: '已生效', en: 'in force' }, announced: { zh: '仅已宣布，尚未生效', en: 'announced, not yet in force' } };
