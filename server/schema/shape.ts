import type { Both } from '../base/both.ts';
import { emptyMap, type Data, type Path, type Scalar } from '../syntax/tree.ts';
import { policies, type Collection } from './collections.ts';
import { describe, fieldsAt, requiredAt, titleOf, type SchemaNode } from './describe.ts';
import { itemIn, type Schema } from './interpret.ts';
import { isList, isMap, type DataMap } from './keywords.ts';
import { partsAt, partsOf } from './parts.ts';

/** A value that a schema names for a field, and what it says of it. */
export interface Word { readonly value: Scalar; readonly title: Both | undefined; readonly description: Both | undefined }

/** What single values a field or the items of a list can hold. */
export interface ValueShape {
  /** The one type that is asked for besides `null`; undefined where there are several or none. */
  readonly type: string | undefined;
  readonly isNullable: boolean;
  readonly format: string | undefined;
  /** The values that are named. */
  readonly words: readonly Word[];
  /** Whether no others will do. */
  readonly isClosed: boolean;
}

/** What kind of value a field holds, what its fields are where it is a map, and what the schema tells of it to people. */
export interface Shape extends ValueShape {
  readonly title: Both | undefined;
  readonly description: Both | undefined;
  readonly fields: readonly string[];
  readonly required: readonly string[];
  readonly items: ValueShape;
  /** The value that stands for the field where nobody says anything; undefined where none is named. */
  readonly usual: Data;
  readonly least: number | undefined;
  readonly most: number | undefined;
}

/**
 * The shape of a field of a file; undefined where its schema tells of no such field. `data` is what the file holds besides what is being
 * typed: of several forms it tells which are meant.
 */
export function shapeAt({ name, schema }: Collection, path: Path, data?: Data): Shape | undefined {
  if (name === policies) { const node = describe(path); return node && shapeOfPolicy(node, path); }
  const parts = schema ? partsAt(schema, path, data) : [];
  return schema && parts.length > 0 ? shapeOf(schema, parts) : undefined;
}

/** What a new field holds until a person fills it in: what the schema says is usual, the only value that will do, or nothing of the right kind. */
export function blankAt(its: Collection, path: Path, data?: Data, deeper = deepest): Data {
  const shape = shapeAt(its, path, data);
  if (!shape) return '';
  if (shape.usual !== undefined) return shape.usual;
  const [only, ...others] = shape.words;
  if (only && others.length === 0 && shape.isClosed) return only.value;
  switch (shape.type) {
    case 'object': {
      const map = emptyMap();
      if (deeper > 0) for (const field of shape.required) map[field] = blankAt(its, [...path, field], data, deeper - 1);
      return map;
    }
    case 'array': return [];
    case 'boolean': return false;
    case 'integer': case 'number': return shape.isNullable ? undefined : Math.min(Math.max(0, shape.least ?? 0), shape.most ?? Infinity);
    case 'null': return undefined;
    default: return '';
  }
}

/** How many maps within each other a blank has at most. */
const deepest = 4;

function shapeOfPolicy(node: SchemaNode, path: Path): Shape {
  const { type, items, description, format, minimum: least, maximum: most } = node;
  return {
    type, format, isNullable: false, words: (node.enum ?? []).map(wordOf), isClosed: node.enum !== undefined || node['x-vocabulary'] !== undefined,
    title: titleOf(path), description: description === undefined ? undefined : { zh: node['x-zh']?.description ?? description, en: description },
    fields: fieldsAt(path), required: requiredAt(path), usual: undefined, least, most,
    items: { type: items?.type, format: items?.format, isNullable: false, words: [], isClosed: items?.enum !== undefined },
  };
}

function shapeOf(schema: Schema, parts: readonly DataMap[]): Shape {
  const first = <T>(read: (part: DataMap) => T | undefined): T | undefined => { for (const part of parts) { const found = read(part); if (found !== undefined) return found; } return undefined; };
  const number = (keyword: string) => first(part => { const own = part[keyword]; return typeof own === 'number' ? own : undefined; });
  const all = (read: (part: DataMap) => readonly string[]) => [...new Set(parts.flatMap(read))];
  const fields = all(({ properties }) => isMap(properties) ? Object.entries(properties).flatMap(([name, its]) => its === false ? [] : name) : []);
  return {
    ...valueShapeOf(parts), fields, required: all(({ required }) => textsIn(required)),
    title: first(part => said(part, 'title')), description: first(part => said(part, 'description')),
    items: valueShapeOf(parts.flatMap(part => itemIn(part, 0)).flatMap(each => partsOf(schema, each))),
    usual: first(part => part['default']), least: number('minimum'), most: number('maximum'),
  };
}

function valueShapeOf(parts: readonly DataMap[]): ValueShape {
  const types = [...new Set(parts.flatMap(typesIn))];
  const kinds = types.filter(type => type !== 'null');
  const type = kinds.length === 1 ? kinds[0] : kinds.length === 0 ? types[0] : undefined;
  const named = type === 'boolean' ? [true, false].map(wordOf) : parts.flatMap(wordsIn);
  const words = named.length > 0 ? named : parts.flatMap(suggestedIn);
  return {
    type, isNullable: types.includes('null'), isClosed: named.length > 0,
    format: parts.map(part => part['format']).find(each => typeof each === 'string'),
    words: words.filter(({ value }, i) => words.findIndex(each => each.value === value) === i),
  };
}

/** The types of the values that a part lets through, as far as it says so; a part that names fields or values says it by these. */
function typesIn(part: DataMap): readonly string[] {
  const { type, properties, items } = part;
  if (type !== undefined) return textsIn(isList(type) ? type : [type]);
  return isMap(properties) ? ['object'] : items !== undefined ? ['array'] : valuesIn(part).map(typeOf);
}

const typeOf = (value: Data): string => value === undefined ? 'null' : isList(value) ? 'array' : typeof value;

const valuesIn = (part: DataMap): readonly Data[] => Object.hasOwn(part, 'const') ? [part['const']] : isList(part['enum']) ? part['enum'] : [];

/** The values that a part names. One that is named alone may be told of by the part itself, as forms beside each other are. */
function wordsIn(part: DataMap): readonly Word[] {
  if (!Object.hasOwn(part, 'const')) return valuesIn(part).filter(isScalar).map(wordOf);
  return valuesIn(part).filter(isScalar).map(value => ({ value, title: said(part, 'title'), description: said(part, 'description') }));
}

/** The values that a part mentions among others. */
const suggestedIn = ({ default: usual, examples }: DataMap): readonly Word[] =>
  [usual, ...isList(examples) ? examples : []].filter(isScalar).flatMap(value => value === undefined ? [] : [wordOf(value)]);

const wordOf = (value: Scalar): Word => ({ value, title: undefined, description: undefined });

const isScalar = (value: Data): value is Scalar => typeof value !== 'object';

const textsIn = (value: Data): readonly string[] => isList(value) ? value.filter(each => typeof each === 'string') : [];

/** What a part says to people, in both languages where it says it in both. */
function said(part: DataMap, keyword: 'title' | 'description'): Both | undefined {
  const [own, chinese] = [part[keyword], part['x-zh']];
  const other = isMap(chinese) ? chinese[keyword] : undefined;
  const text = typeof own === 'string' ? own : typeof other === 'string' ? other : undefined;
  return text === undefined ? undefined : { zh: typeof other === 'string' ? other : text, en: text };
}
