import type { Both, Locale } from '../base/both.ts';
import type { Facts } from '../record/facts.ts';
import { rules } from '../rules/index.ts';
import { titleOf, describe } from '../schema/describe.ts';
import { bands, ccps, type Band, type Criterion, type Dimension, type Pillar } from '../schema/knowledge.ts';
import { controlled, type Jurisdiction, type Term, type Vocabulary } from '../schema/vocabulary.ts';
import type { Path } from '../syntax/tree.ts';
import type { Prose } from './prose.ts';

/** A field by its title and meaning, first in the reader's language; nothing where the schema knows no such field. */
export function aboutField(path: Path, locale: Locale): readonly Prose[] {
  const field = describe(path);
  if (!field) return [];
  const { 'x-zh': zh, description = '' } = field;
  return [title(titleOf(path), locale), ...texts({ zh: zh?.description ?? description, en: description }, locale)];
}

/** The words of a vocabulary that a value means, in both languages. */
export const aboutTerm = (words: Vocabulary, path: Path, value: string, locale: Locale): readonly Prose[] =>
  termsFor(words, path, value).flatMap(term => [named(namesOf(term, locale)), ...texts(term.meaning, locale)]);

/** The words a field allows, the one that a value means in bold. */
export function aboutTerms(words: Vocabulary, path: Path, value: string | undefined, locale: Locale): readonly Prose[] {
  const field = controlledAt(path);
  const meant = value === undefined ? [] : termsFor(words, path, value);
  return field ? [text(allowed[locale]), ...words.terms(field).map(term => item(`${namesOf(term, locale)}${colon[locale]}${term.meaning[locale]}`, meant.includes(term)))] : [];
}

/** A score by its band. */
export function aboutScore(score: number | undefined, locale: Locale): readonly Prose[] {
  const band = score === undefined ? undefined : bands.find(({ from, to }) => from <= score && score <= to);
  return [
    ...band ? [named(`${score}${colon[locale]}${both(band, locale)}`), ...texts(band.meaning, locale)] : [],
    ...bands.map(each => item(`${rangeOf(each)}${colon[locale]}${both(each, locale)}`, each === band)),
  ];
}

/** A dimension by what it asks and by the scores that are fixed points of it. */
export function aboutDimension({ zh, en, asks, anchors = {} }: Dimension, locale: Locale): readonly Prose[] {
  return [
    title({ zh, en }, locale), ...texts(asks, locale),
    ...Object.entries(anchors).flatMap(([score, meaning]) => meaning ? [item(`${score}${colon[locale]}${meaning[locale]}`)] : []),
  ];
}

/** A regulatory pillar by what it asks of the law. */
export const aboutPillar = ({ zh, en, asks }: Pillar, locale: Locale): readonly Prose[] => [title({ zh, en }, locale), ...texts(asks, locale)];

/** A criterion of the ICVCM framework: where it stands, what it asks, and whether it is in force. */
export function aboutCriterion({ id, level, section, ccp, status, title: name, summary, subs, uncertain }: Criterion, locale: Locale): readonly Prose[] {
  const principle = ccps.find(({ n }) => n === ccp);
  return [
    named(`${id} ${both(name, locale)}`),
    text(levels[level][locale]),
    ...principle ? [text(locale === 'zh'
      ? `第 ${section} 节，核心碳原则（CCP）${principle.n}：${both(principle, locale)}`
      : `Section ${section}, Core Carbon Principle (CCP) ${principle.n}: ${both(principle, locale)}`)] : [],
    ...texts(summary, locale),
    ...subs.length > 0 ? [text(`${requirements[locale]}${subs.join(locale === 'zh' ? '、' : ', ')}`)] : [],
    text(inForce[status][locale]),
    ...uncertain ? [text(unsure[locale])] : [],
  ];
}

/** A state, union or the international level by its names. */
export const aboutJurisdiction = ({ zh, en, iso2 }: Jurisdiction, locale: Locale): readonly Prose[] =>
  [title({ zh, en }, locale), ...iso2 ? [text(`ISO 3166${colon[locale]}${iso2}`)] : []];

/** Another record as a card: its title, whose it is, and where it stands in its life. */
export const aboutRecord = ({ id, stem, title: name, country, status, category }: Facts): readonly Prose[] =>
  [named(name ?? id ?? stem), text([country, status, category].filter(Boolean).join(' · '))];

/**
 * What a rule asks and why, in the reader's language only: it is read on the way to a fix. What is wrong with the value at hand is not
 * said, as the finding itself shows it, with a link to the handbook.
 */
export function aboutRule(id: string, locale: Locale): readonly Prose[] {
  const rule = rules.find(each => each.id === id);
  return rule ? [named(locale === 'zh' ? `${rule.title.zh}（${id}）` : `${rule.title.en} (${id})`), text(rule.why[locale])] : [];
}

const named = (words: string): Prose => ({ kind: 'title', text: words });
const title = (name: Both, locale: Locale): Prose => named(both(name, locale));
const text = (words: string): Prose => ({ kind: 'text', text: words });
const item = (words: string, strong = false): Prose => ({ kind: 'item', text: words, strong });
const other = (locale: Locale): Locale => locale === 'zh' ? 'en' : 'zh';
const both = (name: Both, locale: Locale): string => [...new Set([name[locale], name[other(locale)]])].join(' · ');
const texts = (meaning: Both, locale: Locale): readonly Prose[] => [...new Set([meaning[locale], meaning[other(locale)]])].filter(Boolean).map(text);
const rangeOf = ({ from, to }: Band): string => `${from}–${to}`;

const controlledAt = (path: Path) => controlled.find(each => path.length === 1 && path[0] === each);
const termsFor = (words: Vocabulary, path: Path, value: string): readonly Term[] => { const field = controlledAt(path); return field ? words.meantBy(field, value) : []; };

/** A term as both languages write it and, where they write the same word, its names; nothing is said twice. */
function namesOf({ written, name }: Term, locale: Locale): string {
  const seen = new Set<string>();
  return [written[locale], written[other(locale)], name[locale], name[other(locale)]]
    .filter(words => !seen.has(words.toLowerCase()) && seen.add(words.toLowerCase())).join(' · ');
}

const colon: Both = { zh: '：', en: ': ' };
const allowed: Both = { zh: '可用的值：', en: 'Allowed values:' };
const requirements: Both = { zh: '子要求：', en: 'Sub-requirements: ' };
const unsure: Both = { zh: '概要尚待对照框架原文核实。', en: 'This summary is still to be checked against the text of the framework.' };
const levels: Readonly<Record<Criterion['level'], Both>> = {
  programme: { zh: '计划层级的标准', en: 'A criterion at the level of the carbon-crediting programme' },
  category: { zh: '信用类别层级的标准', en: 'A criterion at the level of the category of credits' },
  attribute: { zh: 'CCP 属性：附加的标示，不是达标的条件', en: 'A CCP attribute: an additional mark, not a condition of approval' },
};
const inForce: Readonly<Record<Criterion['status'], Both>> = {
  'in-force': { zh: '已生效。', en: 'In force.' },
  announced: { zh: '仅已宣布，尚未生效。', en: 'Announced, and not yet in force.' },
};
