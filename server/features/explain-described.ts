import type { Both, Locale } from '../base/both.ts';
import type { Collection } from '../schema/collections.ts';
import { isList, isMap, typeNames } from '../schema/keywords.ts';
import { shapeAt, type Shape, type Word } from '../schema/shape.ts';
import type { Data, Path } from '../syntax/tree.ts';
import { colon, inBoth, listed, meaning, titled, told, type Prose } from './prose.ts';

/** How many words of a field are shown. */
const mostWords = 20;

/** What the schema of a file’s collection says of a field, and of the value that stands there; nothing where it knows no such field. `data` is what the file holds. */
export function aboutDescribed(its: Collection, path: Path, value: Data, data: Data, locale: Locale): readonly Prose[] {
  const isItem = typeof path.at(-1) === 'number';
  const field = isItem ? path.slice(0, -1) : path;
  // What stands there does not say what else could.
  const others = besides(data, field);
  const [shape, above] = [shapeAt(its, field, others), shapeAt(its, field.slice(0, -1), others)];
  if (!shape) return [];
  const words = isItem || shape.type === 'array' ? shape.items.words : shape.words;
  const word = value === undefined ? undefined : words.find(each => each.value === value);
  const name = String(field.at(-1));
  return [
    ...word?.title || word?.description ? [titled(word.title ?? String(value), locale), ...word.description ? meaning(word.description, locale) : []] : [],
    titled(shape.title ?? name, locale), ...shape.description ? meaning(shape.description, locale) : [],
    told(kindOf(shape, above?.required.includes(name) === true)[locale]),
    ...words.length > 0 ? [told((shape.isClosed || shape.items.isClosed ? allowed : usual)[locale]), ...words.slice(0, mostWords).map(each => listed(said(each, locale), each === word)), ...words.length > mostWords ? [listed('…')] : []] : [],
  ];
}

/** Data without the value at a path. */
function besides(data: Data, [step, ...rest]: Path): Data {
  if (isList(data)) return data.map((each, i) => i === step ? besides(each, rest) : each);
  return isMap(data) ? Object.fromEntries(Object.entries(data).flatMap(([key, value]) => key !== step ? [[key, value]] : rest.length > 0 ? [[key, besides(value, rest)]] : [])) : data;
}

function kindOf({ type, isNullable }: Shape, isRequired: boolean): Both {
  const name = type === undefined ? undefined : typeNames[type];
  const needed: Both = isRequired ? { zh: '必填', en: 'required' } : { zh: '可省略', en: 'optional' };
  if (!name) return { zh: `${needed.zh}。`, en: `${needed.en.charAt(0).toUpperCase()}${needed.en.slice(1)}.` };
  const nothing: Both = isNullable && type !== 'null' ? { zh: '，或空值', en: ' or nothing' } : { zh: '', en: '' };
  return { zh: `${name.zh}${nothing.zh}；${needed.zh}。`, en: `${name.en.charAt(0).toUpperCase()}${name.en.slice(1)}${nothing.en}; ${needed.en}.` };
}

const said = ({ value, title }: Word, locale: Locale): string => `${value === undefined ? 'null' : String(value)}${title ? `${colon[locale]}${inBoth(title, locale)}` : ''}`;

const allowed: Both = { zh: '可用的值：', en: 'Allowed values:' };
const usual: Both = { zh: '例如：', en: 'For example:' };
