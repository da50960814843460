import type { Data, Path } from '../syntax/tree.ts';
import { policies, type Collection } from './collections.ts';
import { describe } from './describe.ts';
import { schemaAt } from './interpret.ts';
import { isMap, type DataMap } from './keywords.ts';

/** What kind of value a field holds, and what the items of a list are, as its schema has it. */
export interface Shape { readonly type?: string | undefined; readonly items?: { readonly type?: string | undefined } | undefined }

/** How many references of a schema are followed from one to the next. */
const furthest = 8;

/** The shape of a field of a file; undefined where its schema tells of no such field. */
export function shapeAt({ name, schema }: Collection, path: Path): Shape | undefined {
  if (name === policies) return describe(path);
  const whole = schema?.whole;
  let node = resolved(whole, whole);
  for (const step of path) node = resolved(typeof step === 'number' ? node?.['items'] : mapOf(node?.['properties'])?.[step], whole);
  return node && { type: typeIn(node), items: { type: typeIn(resolved(node['items'], whole)) } };
}

function resolved(node: Data, whole: Data, left = furthest): DataMap | undefined {
  const reference = mapOf(node)?.['$ref'];
  return typeof reference === 'string' && left > 0 ? resolved(schemaAt(whole, reference), whole, left - 1) : mapOf(node);
}

const mapOf = (node: Data): DataMap | undefined => isMap(node) ? node : undefined;

/** The one type that is asked for, where there is only one. */
const typeIn = (node: DataMap | undefined): string | undefined => { const type = node?.['type']; return typeof type === 'string' ? type : undefined; };
