import { isDay } from '../base/day.ts';
import { lazy } from '../base/last.ts';
import type { Node, Path, TextNode } from '../syntax/tree.ts';
import { describe, type SchemaNode } from './describe.ts';

type Fits = (node: Node | undefined) => boolean;

/**
 * Whether a frontmatter is plainly what the schema asks for, as most are. That is told from the tree, in one walk that makes nothing; whatever
 * is out of the ordinary, even if it may pass, is left to the validator.
 */
export const plainlyFits: Fits = root => walk()(root);

const walk = lazy(() => fitsAt([]));

/** What a part of the schema may ask for here, by its type. Where it asks for anything else, nothing is plain. */
const understood: Readonly<Record<string, readonly string[]>> = {
  object: ['properties', 'required', 'additionalProperties'], array: ['items', 'uniqueItems'], string: ['enum', 'pattern', 'maxLength', 'format'], integer: ['minimum', 'maximum'],
};
/** What asks for nothing. */
const silent: readonly string[] = ['type', 'title', 'description', 'x-zh', 'x-vocabulary', '$schema', '$id', '$ref', 'definitions'];

/** How many fields can be ticked off. */
const mostRequired = 31;

function fitsAt(path: Path): Fits {
  const schema = describe(path);
  const known = understood[schema?.type ?? ''];
  if (!schema || !known || Object.keys(schema).some(keyword => !known.includes(keyword) && !silent.includes(keyword))) return () => false;
  switch (schema.type) {
    case 'object': return fitsMap(path, schema);
    case 'array': return fitsList(path, schema);
    case 'string': return fitsText(schema);
    default: return fitsNumber(schema);
  }
}

function fitsMap(path: Path, { properties = {}, required = [] }: SchemaNode): Fits {
  if (required.length > mostRequired) return () => false;
  const fields = new Map(Object.keys(properties).map(name => [name, { fits: fitsAt([...path, name]), tick: required.includes(name) ? 1 << required.indexOf(name) : 0 }]));
  const all = required.reduce((ticks, _, i) => ticks | 1 << i, 0);
  return node => {
    if (node?.kind !== 'map') return false;
    let ticks = 0;
    for (const { name, value } of node.entries) {
      const field = fields.get(name);
      if (!field?.fits(value)) return false;
      ticks |= field.tick;
    }
    return ticks === all;
  };
}

function fitsList(path: Path, { uniqueItems = false }: SchemaNode): Fits {
  const fits = fitsAt([...path, 0]);
  // Of items that have to differ only single values are compared.
  return node => node?.kind === 'seq' && node.items.every(fits)
    && (!uniqueItems || new Set(node.items.map(item => item.kind === 'scalar' ? item.value : undefined)).size === node.items.length);
}

function fitsText({ enum: words, pattern, maxLength = Infinity, format }: SchemaNode): Fits {
  if (words === undefined && pattern === undefined && maxLength === Infinity && format === undefined) return isText;
  const [known, shape] = [words && new Set(words), pattern === undefined ? undefined : new RegExp(pattern, 'u')];
  const isNoDay = format === 'date' ? (text: string) => !isDay(text) : () => format !== undefined;
  return node => isText(node) && !(known && !known.has(node.value))
    // No text has more characters than units.
    && node.value.length <= maxLength && !(shape && !shape.test(node.value)) && !isNoDay(node.value);
}

const isText = (node: Node | undefined): node is TextNode => node?.kind === 'scalar' && typeof node.value === 'string';

function fitsNumber({ minimum = -Infinity, maximum = Infinity }: SchemaNode): Fits {
  return node => node?.kind === 'scalar' && typeof node.value === 'number' && Number.isInteger(node.value) && minimum <= node.value && node.value <= maximum;
}
