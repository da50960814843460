import type { Both } from '../base/both.ts';
import { isDay } from '../base/day.ts';
import { patternOf } from '../base/pattern.ts';
import type { Data } from '../syntax/tree.ts';

/** A map of plain data. */
export type DataMap = { readonly [key: string]: Data };

/** What a keyword of JSON Schema asks of a value by itself: whether it fits, and the words for what was asked, as they follow the name of a field. */
export interface Asking { readonly fits: (value: Data, asked: Data) => boolean; readonly must: (asked: Data) => Both }

/** The longest text that a pattern is tried on, in UTF-16 units. What is longer passes: no description of a field says how an essay is spelt. */
const longestMatched = 1000;

/** How many values of a list a sentence names. */
const mostNamed = 8;

const isNumber = (value: Data): value is number => typeof value === 'number';
const isText = (value: Data): value is string => typeof value === 'string';

/** Whether a value is a list. */
export const isList = (value: Data): value is readonly Data[] => Array.isArray(value);

/** Whether a value is a map. */
export const isMap = (value: Data): value is DataMap => typeof value === 'object' && !Array.isArray(value);

/** The types that a schema can name, and what each is called behind “must be”. */
export const typeNames: Readonly<Record<string, Both>> = {
  string: { zh: '文本', en: 'a string' }, integer: { zh: '整数', en: 'an integer' }, number: { zh: '数字', en: 'a number' }, boolean: { zh: '布尔值', en: 'a boolean' },
  object: { zh: '映射', en: 'a map' }, array: { zh: '列表', en: 'a list' }, null: { zh: '空值', en: 'nothing' },
};

const typesIn = (asked: Data): readonly Data[] => isList(asked) ? asked : [asked];

/** Whether a value has one of the types that a schema names. An integer may be written 1.0. */
const isOfType = (value: Data, type: Data): boolean => {
  switch (type) {
    case 'integer': return isNumber(value) && Number.isInteger(value);
    case 'object': return isMap(value);
    case 'array': return isList(value);
    case 'null': return value === undefined;
    default: return typeof value === type;
  }
};

/** Whether two values are the same data; the order of keys does not count. */
export function isSame(a: Data, b: Data): boolean {
  if (isList(a)) return isList(b) && a.length === b.length && a.every((each, i) => isSame(each, b[i]));
  if (!isMap(a)) return a === b;
  return isMap(b) && Object.keys(a).length === Object.keys(b).length && Object.keys(a).every(key => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}

const either = (names: readonly Both[]): Both => ({ zh: names.map(name => name.zh).join('或'), en: names.map(name => name.en).join(' or ') });

/** A value as a sentence shows it. */
export function shown(value: Data): string {
  if (isList(value)) return '[…]';
  if (isMap(value)) return '{…}';
  const text = JSON.stringify(value ?? null);
  return text.length > 60 ? `${[...text].slice(0, 56).join('')}…"` : text;
}

/** How many characters a text has, as people count them. */
const lengthOf = (text: string): number => { let length = 0; for (const _ of text) length++; return length; };

/** A keyword that compares a number: that of a value, its length or its size. Values without one are no concern of it. */
const compared = (read: (value: Data) => number | undefined, isRight: (own: number, asked: number) => boolean, zh: (n: string) => string, en: (n: string) => string): Asking => ({
  fits: (value, asked) => { const own = read(value); return own === undefined || !isNumber(asked) || isRight(own, asked); },
  must: asked => ({ zh: zh(shown(asked)), en: en(shown(asked)) }),
});

const counted = (n: string, what: string): string => `${n} ${what}${n === '1' ? '' : 's'}`;

const itself = (value: Data) => isNumber(value) ? value : undefined;
const characters = (value: Data) => isText(value) ? lengthOf(value) : undefined;
const items = (value: Data) => isList(value) ? value.length : undefined;
const keys = (value: Data) => isMap(value) ? Object.keys(value).length : undefined;
const least = (own: number, asked: number) => own >= asked;
const most = (own: number, asked: number) => own <= asked;

/** Forms that a text can be asked to have. Others are notes for people, as the standard has it. */
const formats: Readonly<Record<string, { readonly fits: (text: string) => boolean; readonly name: Both }>> = {
  date: { fits: isDay, name: { zh: '写成 YYYY-MM-DD 的日期', en: 'a day written YYYY-MM-DD' } },
  uri: { fits: text => /^[a-z][a-z\d+.-]*:[\x21-\x7e]*$/i.test(text) && URL.canParse(text), name: { zh: '完整的网址', en: 'a whole address' } },
  email: { fits: text => /^[^\s@]+@[^\s@]+$/.test(text), name: { zh: '电子邮件地址', en: 'an e-mail address' } },
};

/** The keywords that look at one value alone, in the order in which they are told of: of a value of another type nothing else is said. */
export const askings: Readonly<Record<string, Asking>> = {
  type: { fits: (value, asked) => typesIn(asked).some(type => isOfType(value, type)), must: asked => { const names = either(typesIn(asked).flatMap(type => typeNames[String(type)] ?? [])); return { zh: `应是${names.zh}`, en: `be ${names.en}` }; } },
  enum: {
    fits: (value, asked) => !isList(asked) || asked.some(each => isSame(each, value)),
    must: asked => { const all = isList(asked) ? asked : []; const names = all.slice(0, mostNamed).map(shown); const more = all.length > mostNamed; return { zh: `应是 ${names.join('、')} 之一${more ? '等' : ''}`, en: `be one of ${names.join(', ')}${more ? ' and others' : ''}` }; },
  },
  const: { fits: (value, asked) => isSame(value, asked), must: asked => ({ zh: `应是 ${shown(asked)}`, en: `be ${shown(asked)}` }) },
  minimum: compared(itself, least, n => `至少是 ${n}`, n => `be at least ${n}`),
  maximum: compared(itself, most, n => `至多是 ${n}`, n => `be at most ${n}`),
  exclusiveMinimum: compared(itself, (own, asked) => own > asked, n => `应大于 ${n}`, n => `be more than ${n}`),
  exclusiveMaximum: compared(itself, (own, asked) => own < asked, n => `应小于 ${n}`, n => `be less than ${n}`),
  multipleOf: compared(itself, (own, asked) => Number.isInteger(own / asked) || Math.abs(own / asked - Math.round(own / asked)) < 1e-9, n => `应是 ${n} 的倍数`, n => `be a multiple of ${n}`),
  minLength: compared(characters, least, n => `至少有 ${n} 个字符`, n => `have at least ${counted(n, 'character')}`),
  maxLength: compared(characters, most, n => `至多有 ${n} 个字符`, n => `have at most ${counted(n, 'character')}`),
  minItems: compared(items, least, n => `至少有 ${n} 项`, n => `have at least ${counted(n, 'item')}`),
  maxItems: compared(items, most, n => `至多有 ${n} 项`, n => `have at most ${counted(n, 'item')}`),
  minProperties: compared(keys, least, n => `至少有 ${n} 个字段`, n => `have at least ${counted(n, 'field')}`),
  maxProperties: compared(keys, most, n => `至多有 ${n} 个字段`, n => `have at most ${counted(n, 'field')}`),
  pattern: { fits: (value, asked) => !isText(value) || !isText(asked) || matchesPattern(value, asked), must: asked => ({ zh: `应与 ${shown(asked)} 的写法相符`, en: `be spelt as ${shown(asked)} says` }) },
  format: { fits: (value, asked) => !isText(value) || formats[String(asked)]?.fits(value) !== false, must: asked => { const name = formats[String(asked)]?.name; return { zh: `应是${name?.zh ?? ''}`, en: `be ${name?.en ?? ''}` }; } },
  uniqueItems: { fits: (value, asked) => asked !== true || !isList(value) || !holdsTwice(value), must: () => ({ zh: '不应有重复的项', en: 'hold no item twice' }) },
};

const patterns = new Map<string, (text: string) => boolean>();

/** Whether a text matches a pattern anywhere. A schema with a pattern that cannot be read is refused beforehand. */
export function matchesPattern(text: string, pattern: string): boolean {
  const matches = patterns.get(pattern) ?? patternOf(pattern) ?? (() => true);
  if (patterns.size < 1000) patterns.set(pattern, matches);
  return text.length > longestMatched || matches(text);
}

function holdsTwice(list: readonly Data[]): boolean {
  const seen = new Set<string>();
  return list.some(each => {
    const print = printOf(each);
    if (seen.has(print)) return true;
    seen.add(print);
    return false;
  });
}

/** A value as a text that is the same for the same data. */
const printOf = (value: Data): string => isList(value) ? `[${value.map(printOf).join()}]`
  : isMap(value) ? `{${Object.keys(value).sort().map(key => `${JSON.stringify(key)}:${printOf(value[key])}`).join()}}` : JSON.stringify(value ?? null);
