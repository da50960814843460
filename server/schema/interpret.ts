import type { Both } from '../base/both.ts';
import { nearest } from '../base/near.ts';
import type { Data, Path } from '../syntax/tree.ts';
import { askings, isList, isMap, matchesPattern, shown, type DataMap } from './keywords.ts';

/** A JSON Schema as it was read: it has been looked through, so that nothing in it can go wrong any more. */
export interface Schema { readonly whole: Data }

/** What does not fit a schema: the field it is about, whether it is the key itself that is wrong, or that is absent, and a sentence. */
export interface Misfit {
  readonly path: Path; readonly onKey?: true; readonly isAbsent?: true; readonly message: Both;
  /** Of a key that nobody knows, the one that may have been meant. */
  readonly meant?: string;
  /** The keyword that a value does not satisfy, and the part of the schema that it stands in. */
  readonly asked?: { readonly keyword: string; readonly part: DataMap };
}

/** How many steps one value may take. Schemas that refer to themselves could go on for ever; no honest record comes near. */
const mostSteps = 200_000;

/** How deep schemas may refer to each other without going into the value. */
const deepest = 64;

/** How many misfits are told of one file. */
const mostMisfits = 100;

/**
 * What of a value does not fit a schema of draft 7, or one of the later drafts as far as they say the same. The schema is gone through step
 * by step and never made into code, as it may come from a workspace that nobody trusts yet.
 */
export function misfitsIn(value: Data, { whole }: Schema): readonly Misfit[] {
  const judging: Judging = { whole, steps: mostSteps };
  return judge(value, whole, [], judging, 0).slice(0, mostMisfits);
}

/** A judging that is going on: the schema that references are looked up in, and how many steps are left. */
export interface Judging { readonly whole: Data; steps: number }

/** What of a value does not fit a part of a schema. */
export const misfitsOf = (value: Data, part: Data, judging: Judging): readonly Misfit[] => judge(value, part, [], judging, 0);

function judge(value: Data, schema: Data, path: Path, judging: Judging, depth: number): readonly Misfit[] {
  if (judging.steps-- <= 0 || depth > deepest) return [];
  if (schema === false) return [{ path, onKey: true, message: { zh: `“${nameOf(path)}”不能出现在这里。`, en: `“${nameOf(path)}” may not stand here.` } }];
  if (!isMap(schema)) return [];
  // Beside a reference nothing else counts in draft 7.
  if (typeof schema['$ref'] === 'string') return judge(value, schemaAt(judging.whole, schema['$ref']), path, judging, depth + 1);
  for (const [keyword, { fits, must }] of Object.entries(askings)) {
    if (Object.hasOwn(schema, keyword) && !fits(value, schema[keyword])) return [{ ...misfit(path, must(schema[keyword]), value), asked: { keyword, part: schema } }];
  }
  return [
    ...isMap(value) ? inMap(value, schema, path, judging) : isList(value) ? inList(value, schema, path, judging) : [],
    ...together(value, schema, path, judging, depth),
  ];
}

function inMap(value: DataMap, schema: DataMap, path: Path, judging: Judging): readonly Misfit[] {
  const { properties, patternProperties, additionalProperties, required, propertyNames } = schema;
  const dependent = schema['dependentRequired'] ?? schema['dependencies'];
  const found: Misfit[] = [];
  let free: Set<string> | undefined;
  const lacks = (names: Data) => isList(names) ? names.filter((name): name is string => typeof name === 'string' && !Object.hasOwn(value, name)) : [];
  for (const name of new Set([...lacks(required), ...Object.entries(isMap(dependent) ? dependent : {}).flatMap(([key, names]) => Object.hasOwn(value, key) ? lacks(names) : [])])) {
    found.push({ path: [...path, name], isAbsent: true, message: { zh: `缺少字段“${nameOf([...path, name])}”。`, en: `The field “${nameOf([...path, name])}” is missing.` } });
  }
  for (const [name, each] of Object.entries(value)) {
    const here = [...path, name];
    const own = isMap(properties) && Object.hasOwn(properties, name) ? [properties[name]] : [];
    const byPattern = Object.entries(isMap(patternProperties) ? patternProperties : {}).flatMap(([pattern, its]) => matchesPattern(name, pattern) ? [its] : []);
    for (const its of [...own, ...byPattern]) found.push(...judge(each, its, here, judging, 0));
    if (own.length + byPattern.length === 0 && additionalProperties !== undefined) {
      found.push(...additionalProperties === false ? [unknown(here, free ??= freeIn(properties, value))] : judge(each, additionalProperties, here, judging, 0));
    }
    if (propertyNames !== undefined && judge(name, propertyNames, here, judging, 0).length > 0) found.push(unknown(here, new Set()));
  }
  return found;
}

/** The keys of a schema that a map does not have yet. */
const freeIn = (properties: Data, value: DataMap): Set<string> => new Set(isMap(properties) ? Object.keys(properties).filter(key => !Object.hasOwn(value, key)) : []);

/** What a schema says of the item at a place of a list; undefined where it says nothing. */
export function itemIn({ items, additionalItems, prefixItems }: DataMap, at: number): Data {
  const [first, rest] = isList(prefixItems) ? [prefixItems, items] : isList(items) ? [items, additionalItems] : [[], items];
  return at < first.length ? first[at] : rest;
}

function inList(value: readonly Data[], schema: DataMap, path: Path, judging: Judging): readonly Misfit[] {
  const { contains } = schema;
  const found = value.flatMap((each, i) => { const its = itemIn(schema, i); return its === undefined ? [] : judge(each, its, [...path, i], judging, 0); });
  if (contains === undefined) return found;
  const fitting = value.filter(each => judge(each, contains, path, judging, 0).length === 0).length;
  const [least, most] = [schema['minContains'] ?? 1, schema['maxContains'] ?? Infinity];
  const isRight = fitting >= Number(least) && fitting <= Number(most);
  return isRight ? found : [...found, misfit(path, { zh: '应含有模式所说的项', en: 'hold an item such as the schema asks for' }, value)];
}

/** What the schemas that a schema is put together from say of a value. */
function together(value: Data, schema: DataMap, path: Path, judging: Judging, depth: number): readonly Misfit[] {
  const say = (its: Data) => judge(value, its, path, judging, depth + 1);
  const all = (name: string): readonly Data[] => { const list = schema[name]; return isList(list) ? list : []; };
  const found = all('allOf').flatMap(say);
  const dependent = schema['dependentSchemas'] ?? schema['dependencies'];
  if (isMap(dependent) && isMap(value)) for (const [key, its] of Object.entries(dependent)) if (Object.hasOwn(value, key) && !isList(its)) found.push(...say(its));
  if (schema['if'] !== undefined) {
    const next = say(schema['if']).length === 0 ? schema['then'] : schema['else'];
    if (next !== undefined) found.push(...say(next));
  }
  if (schema['anyOf'] !== undefined) found.push(...oneAtLeast(all('anyOf').map(say), path, value));
  if (schema['oneOf'] !== undefined) {
    const ways = all('oneOf').map(say);
    const fitting = ways.filter(way => way.length === 0).length;
    if (fitting > 1) found.push(misfit(path, { zh: '应只符合模式所列形式中的一种', en: 'have one of the forms of the schema and no other' }, value));
    else found.push(...oneAtLeast(ways, path, value));
  }
  if (schema['not'] !== undefined && say(schema['not']).length === 0) found.push(misfit(path, { zh: '不应是模式所排除的', en: 'be other than what the schema rules out' }, value));
  return found;
}

/** Nothing where one of several ways fits. What is wrong below the value is told by the way that comes nearest; else no way is the one that was meant. */
function oneAtLeast(ways: readonly (readonly Misfit[])[], path: Path, value: Data): readonly Misfit[] {
  if (ways.some(way => way.length === 0)) return [];
  const deeper = ways.filter(way => way.every(each => each.path.length > path.length)).sort((a, b) => a.length - b.length);
  const [only] = ways;
  return deeper[0] ?? (ways.length === 1 && only ? only : [misfit(path, { zh: '应是模式所列形式中的一种', en: 'have one of the forms that the schema allows' }, value)]);
}

const misfit = (path: Path, must: Both, value: Data): Misfit =>
  ({ path, message: { zh: `“${nameOf(path)}”${must.zh}，而不是 ${shown(value)}。`, en: `“${nameOf(path)}” must ${must.en}, and not ${shown(value)}.` } });

/** A key that nobody knows. Each key that is free can have been meant by one only. */
function unknown(path: Path, free: Set<string>): Misfit {
  const near = nearest(String(path.at(-1)), free);
  if (near !== undefined) free.delete(near);
  const [zh, en] = [`这里没有字段“${nameOf(path)}”`, `There is no field “${nameOf(path)}” here`];
  return near === undefined ? { path, onKey: true, message: { zh: `${zh}。`, en: `${en}.` } } : { path, onKey: true, meant: near, message: { zh: `${zh}，是否指“${near}”？`, en: `${en}; did you mean “${near}”?` } };
}

/** A field as people write it; of the whole file there is nothing to name but its frontmatter. */
const nameOf = (path: Path): string => path.length === 0 ? 'frontmatter' : path.map((step, i) => typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`).join('');

/** The part of a schema that a reference within it leads to; undefined where it leads nowhere. */
export function schemaAt(whole: Data, reference: string): Data {
  if (reference === '#') return whole;
  let at = whole;
  for (const step of reference.slice(2).split('/').map(decodedStep)) {
    const next: Data = isList(at) ? at[Number(step)] : isMap(at) && Object.hasOwn(at, step) ? at[step] : undefined;
    if (next === undefined) return undefined;
    at = next;
  }
  return at;
}

const decodedStep = (step: string): string => { try { return decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'); } catch { return step; } };
