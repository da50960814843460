import type { Both } from '../base/both.ts';
import { patternOf } from '../base/pattern.ts';
import { readJson } from '../syntax/jsonfile.ts';
import type { Data, Path } from '../syntax/tree.ts';
import { schemaAt, type Schema } from './interpret.ts';
import { isList, isMap, shown, typeNames } from './keywords.ts';

/** The largest schema that is read, in UTF-16 units. */
const largest = 500_000;

/** Reads a schema from the text of a file: the schema, or the first thing that is wrong with it as words that follow a colon. */
export function readSchema(text: string): { readonly schema: Schema } | { readonly wrong: Both } {
  if (text.length > largest) return { wrong: { zh: `文件超过 ${largest} 个字符`, en: `it has more than ${largest} characters` } };
  const { data, error } = readJson(text);
  if (error) return { wrong: error.reason };
  const wrong = faultIn(data, [], data);
  return wrong ? { wrong } : { schema: { whole: data } };
}

/** What a keyword may hold. */
type Kind = 'schema' | 'schemas' | 'list' | 'map' | 'either' | 'count' | 'number' | 'yes' | 'names' | 'values' | 'type' | 'pattern' | 'text' | 'dependent' | 'needs' | 'reference';

const kinds: Readonly<Record<string, Kind>> = {
  $ref: 'reference', type: 'type', enum: 'values', pattern: 'pattern', format: 'text', required: 'names', uniqueItems: 'yes',
  properties: 'map', patternProperties: 'map', definitions: 'map', $defs: 'map', dependentSchemas: 'map', dependencies: 'dependent', dependentRequired: 'needs',
  additionalProperties: 'schema', propertyNames: 'schema', additionalItems: 'schema', contains: 'schema', not: 'schema', if: 'schema', then: 'schema', else: 'schema',
  items: 'either', prefixItems: 'schemas', allOf: 'list', anyOf: 'list', oneOf: 'list',
  minimum: 'number', maximum: 'number', exclusiveMinimum: 'number', exclusiveMaximum: 'number', multipleOf: 'number',
  minLength: 'count', maxLength: 'count', minItems: 'count', maxItems: 'count', minProperties: 'count', maxProperties: 'count', minContains: 'count', maxContains: 'count',
};

/** Keywords whose meaning hangs on more than one place of a schema. To pass over them would let through what they rule out. */
const notKnown: ReadonlySet<string> = new Set(['unevaluatedProperties', 'unevaluatedItems', '$dynamicRef', '$recursiveRef']);

function faultIn(schema: Data, path: Path, whole: Data): Both | undefined {
  if (typeof schema === 'boolean') return undefined;
  if (!isMap(schema)) return fault(path, { zh: '应是花括号里的模式', en: 'must be a schema in braces' }, schema);
  for (const [keyword, value] of Object.entries(schema)) {
    const here = [...path, keyword];
    if (notKnown.has(keyword)) return fault(here, { zh: '不受支持', en: 'is not supported' });
    // Beside a reference nothing else counts, whatever it holds.
    const kind = Object.hasOwn(schema, '$ref') && keyword !== '$ref' && keyword !== 'definitions' && keyword !== '$defs' ? undefined : Object.hasOwn(kinds, keyword) ? kinds[keyword] : undefined;
    const wrong = kind && faultOf(kind, value, here, whole);
    if (wrong) return wrong;
  }
  return undefined;
}

function faultOf(kind: Kind, value: Data, path: Path, whole: Data): Both | undefined {
  const each = (parts: Iterable<readonly [string | number, Data]>) => { for (const [step, part] of parts) { const wrong = faultIn(part, [...path, step], whole); if (wrong) return wrong; } return undefined; };
  const should = (isRight: boolean, zh: string, en: string) => isRight ? undefined : fault(path, { zh: `应是${zh}`, en: `must be ${en}` }, value);
  switch (kind) {
    case 'schema': return faultIn(value, path, whole);
    case 'either': return isList(value) ? each(value.entries()) : faultIn(value, path, whole);
    case 'schemas': return should(isList(value), '模式的列表', 'a list of schemas') ?? each(isList(value) ? value.entries() : []);
    case 'list': return should(isList(value) && value.length > 0, '非空的模式列表', 'a list of schemas that is not empty') ?? each(isList(value) ? value.entries() : []);
    case 'map': {
      const wrongName = path.at(-1) === 'patternProperties' && isMap(value) ? Object.keys(value).map(name => faultOfPattern(name, path)).find(Boolean) : undefined;
      return wrongName ?? should(isMap(value), '由名称到模式的映射', 'a map of names to schemas') ?? each(isMap(value) ? Object.entries(value) : []);
    }
    case 'dependent': return should(isMap(value), '由名称到模式或名称列表的映射', 'a map of names to schemas or to lists of names')
      ?? each(isMap(value) ? Object.entries(value).filter(([, its]) => !isNames(its)) : []);
    case 'needs': return should(isMap(value) && Object.values(value).every(isNames), '由名称到名称列表的映射', 'a map of names to lists of names');
    case 'names': return should(isNames(value), '名称的列表', 'a list of names');
    case 'values': return should(isList(value), '值的列表', 'a list of values');
    case 'number': return should(typeof value === 'number' && (path.at(-1) !== 'multipleOf' || value > 0), '数字', 'a number');
    case 'count': return should(typeof value === 'number' && Number.isInteger(value) && value >= 0, '非负整数', 'a whole number from 0');
    case 'yes': return should(typeof value === 'boolean', 'true 或 false', 'true or false');
    case 'text': return should(typeof value === 'string', '文本', 'a text');
    case 'type': return should((isList(value) ? value : [value]).every(name => typeof name === 'string' && Object.hasOwn(typeNames, name)) && !(isList(value) && value.length === 0),
      `类型名称（${Object.keys(typeNames).join('、')}）`, `the name of a type (${Object.keys(typeNames).join(', ')})`);
    case 'pattern': return typeof value === 'string' ? faultOfPattern(value, path) : should(false, '正则表达式', 'a regular expression');
    case 'reference': {
      if (typeof value !== 'string' || !/^#(?:$|\/)/.test(value)) return fault(path, { zh: '只能指向本文件内的模式，如 "#/definitions/x"', en: 'can only lead to a schema in the same file, such as "#/definitions/x"' }, value);
      const there = schemaAt(whole, value);
      return isMap(there) || typeof there === 'boolean' ? undefined : fault(path, { zh: '指向的模式不存在', en: 'leads to no schema' }, value);
    }
  }
}

const isNames = (value: Data): boolean => isList(value) && value.every(each => typeof each === 'string');

const faultOfPattern = (pattern: string, path: Path): Both | undefined => patternOf(pattern) ? undefined
  : fault(path, { zh: `不是本工具能用的正则表达式：${shown(pattern)}`, en: `is no regular expression of the kind that can be used here: ${shown(pattern)}` });

function fault(path: Path, what: Both, value?: Data): Both {
  const name = path.length === 0 ? { zh: '模式', en: 'the schema' } : { zh: `“${path.join('.')}”`, en: `“${path.join('.')}”` };
  const own = value === undefined ? { zh: '', en: '' } : { zh: `，而不是 ${shown(value)}`, en: `, and not ${shown(value)}` };
  const isShould = /^must be/.test(what.en);
  return { zh: `${name.zh}${what.zh}${isShould ? own.zh : ''}`, en: `${name.en} ${what.en}${isShould ? own.en : ''}` };
}
