import type { Both, Locale } from '../base/both.ts';
import { rules } from '../rules/index.ts';
import { titleOf, describe, requiredAt, type SchemaNode } from '../schema/describe.ts';
import { bands, criteria, type Band, type Dimension, type Pillar } from '../schema/knowledge.ts';
import { controlled, scopes, type Jurisdiction, type Term, type Vocabulary } from '../schema/vocabulary.ts';
import type { Path } from '../syntax/tree.ts';
import { aside, colon, inBoth, listed, meaning, titled, told, type Prose } from './prose.ts';

/** A field by its title and meaning, first in the reader's language; nothing where the schema knows no such field. */
export function aboutField(path: Path, locale: Locale): readonly Prose[] {
  const field = describe(path);
  if (!field) return [];
  const { 'x-zh': zh, description = '' } = field;
  return [titled(titleOf(path), locale), ...meaning({ zh: zh?.description ?? description, en: description }, locale)];
}

/** What a field holds, and whether every record should have it; nothing where the schema knows no such field. */
export function aboutShape(path: Path, locale: Locale): readonly Prose[] {
  const field = describe(path);
  const name = path.at(-1);
  if (!field || typeof name !== 'string') return [];
  const isRequired = requiredAt(path.slice(0, -1)).includes(name);
  return [told(locale === 'zh' ? `${shapeOf(field).zh}；${isRequired ? '必填' : '可省略'}。` : `${shapeOf(field).en}; ${isRequired ? 'required' : 'optional'}.`)];
}

/** The words of a vocabulary that a value means, in both languages. */
export const aboutTerm = (words: Vocabulary, path: Path, value: string, locale: Locale): readonly Prose[] =>
  termsFor(words, path, value).flatMap(term => [titled(namesOf(term, locale), locale), ...meaning(term.meaning, locale)]);

/** The words a field allows, the one that a value means in bold. Of many there is only how many. */
export function aboutTerms(words: Vocabulary, path: Path, value: string | undefined, locale: Locale): readonly Prose[] {
  const terms = termsAt(words, path);
  const meant = value === undefined ? [] : termsFor(words, path, value);
  if (terms.length > 0) return [told(allowed[locale]), ...terms.map(term => listed(`${namesOf(term, locale)}${colon[locale]}${term.meaning[locale]}`, meant.includes(term)))];
  if (path.length !== 1) return [];
  if (path[0] === 'country') return [told(locale === 'zh' ? `可用的值：${words.jurisdictions.length} 个国家或地区的名称。` : `Allowed values: the names of ${words.jurisdictions.length} jurisdictions.`)];
  if (path[0] !== 'icvcmCriteria') return [];
  const [attributes, numbers] = [true, false].map(isOne => criteria.filter(({ level }) => (level === 'attribute') === isOne).map(({ id }) => id));
  const [first = '', last = ''] = [numbers?.[0], numbers?.at(-1)];
  return [told(locale === 'zh'
    ? `可用的值：${first} 至 ${last} 的 ${numbers?.length ?? 0} 个编号，以及 ${attributes?.join('、') ?? ''}。`
    : `Allowed values: the ${numbers?.length ?? 0} numbers from ${first} to ${last}, and ${attributes?.join(', ') ?? ''}.`)];
}

/** A score by its band. */
export function aboutScore(score: number | undefined, locale: Locale): readonly Prose[] {
  const band = score === undefined ? undefined : bands.find(({ from, to }) => from <= score && score <= to);
  return [
    ...band ? [titled(`${score}${colon[locale]}${inBoth(band, locale)}`, locale), ...meaning(band.meaning, locale)] : [],
    ...bands.map(each => listed(`${rangeOf(each)}${colon[locale]}${inBoth(each, locale)}`, each === band)),
  ];
}

/** A dimension by what it asks and by the scores that are fixed points of it. */
export function aboutDimension({ zh, en, asks, anchors = {} }: Dimension, locale: Locale): readonly Prose[] {
  return [
    titled({ zh, en }, locale), ...meaning(asks, locale),
    ...Object.entries(anchors).flatMap(([score, what]) => what ? [listed(`${score}${colon[locale]}${what[locale]}`)] : []),
  ];
}

/** A regulatory pillar by what it asks of the law. */
export const aboutPillar = ({ zh, en, asks }: Pillar, locale: Locale): readonly Prose[] => [titled({ zh, en }, locale), ...meaning(asks, locale)];

/** A state, union or the international level by its names. */
export const aboutJurisdiction = ({ zh, en, iso2 }: Jurisdiction, locale: Locale): readonly Prose[] =>
  [titled({ zh, en }, locale), ...iso2 ? [told(`ISO 3166${colon[locale]}${iso2}`)] : []];

/**
 * What a rule asks and why, in the reader's language only: it is read on the way to a fix. What is wrong with the value at hand is not
 * said, as the finding itself shows it, with a link to the handbook.
 */
export function aboutRule(id: string, locale: Locale): readonly Prose[] {
  const rule = rules.find(each => each.id === id);
  return rule ? [titled(`${rule.title[locale]}${aside(id, locale)}`, locale), told(rule.why[locale])] : [];
}

const rangeOf = ({ from, to }: Band): string => `${from}–${to}`;

/** What the schema says of a value, in a few words. */
function shapeOf({ type, format, minimum, maximum, maxLength, items }: SchemaNode): Both {
  if (format === 'date') return { zh: '日期，写作 YYYY-MM-DD', en: 'A day, written YYYY-MM-DD' };
  if (type === 'integer') return { zh: `整数，${minimum ?? 0} 至 ${maximum ?? '∞'}`, en: `A whole number from ${minimum ?? 0} to ${maximum ?? '∞'}` };
  if (type === 'array') return items?.type === 'object' ? { zh: '列表，每项有自己的字段', en: 'A list whose items have fields of their own' } : { zh: '文本的列表', en: 'A list of texts' };
  if (type === 'object') return { zh: '一组字段', en: 'A block of fields' };
  return maxLength === undefined ? { zh: '文本', en: 'A text' } : { zh: `文本，至多 ${maxLength} 个字符`, en: `A text of at most ${maxLength} characters` };
}

const termsAt = (words: Vocabulary, path: Path): readonly Term[] => {
  const field = controlled.find(each => path.length === 1 && path[0] === each);
  return field ? words.terms(field) : path.length === 1 && path[0] === 'scope' ? scopes : [];
};

function termsFor(words: Vocabulary, path: Path, value: string): readonly Term[] {
  const field = controlled.find(each => path.length === 1 && path[0] === each);
  return field ? words.meantBy(field, value)
    : termsAt(words, path).filter(({ written, name, aliases }) => [written.zh, written.en, name.zh, name.en, ...aliases].includes(value.trim()));
}

/** A term as both languages write it and, where they write the same word, its names; nothing is said twice. */
function namesOf({ written, name }: Term, locale: Locale): string {
  const seen = new Set<string>();
  return [inBoth(written, locale), inBoth(name, locale)].flatMap(names => names.split(' · '))
    .filter(words => !seen.has(words.toLowerCase()) && seen.add(words.toLowerCase())).join(' · ');
}

const allowed: Both = { zh: '可用的值：', en: 'Allowed values:' };
