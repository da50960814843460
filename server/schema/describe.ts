import type { Both } from '../base/both.ts';
import type { Path } from '../syntax/tree.ts';
import schemaFile from '../../schemas/policy-record.schema.json';

/** The part of JSON Schema that describes a record, with its Chinese wording beside the English. */
export interface SchemaNode {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly 'x-zh'?: { readonly title: string; readonly description: string };
  readonly 'x-vocabulary'?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly $ref?: string;
}

const root = schemaFile as unknown as SchemaNode & { readonly definitions?: Readonly<Record<string, SchemaNode>> };

/** What the schema says of the value at a path, or undefined where it knows no such field. */
export function describe(path: Path): SchemaNode | undefined {
  let node: SchemaNode | undefined = root;
  for (const step of path) {
    if (node === undefined) return undefined;
    const { properties, items }: SchemaNode = resolve(node);
    node = typeof step === 'number' ? items : properties && Object.hasOwn(properties, step) ? properties[step] : undefined;
  }
  return node && resolve(node);
}

/** The fields of the map at a path in the schema's order. */
export const fieldsAt = (path: Path): readonly string[] => Object.keys(describe(path)?.properties ?? {});

/** The fields of the map at a path that every record should have. */
export const requiredAt = (path: Path): readonly string[] => describe(path)?.required ?? [];

/** A field's title in both languages; a field the schema does not know goes by its key. */
export function titleOf(path: Path): Both {
  const found = describe(path);
  const key = String(path.at(-1) ?? '');
  return { zh: found?.['x-zh']?.title ?? found?.title ?? key, en: found?.title ?? key };
}

/** Follows a reference and keeps the wording that stands beside it. Each place of the schema is asked about at many keys. */
function resolve(node: SchemaNode): SchemaNode {
  const name = node.$ref?.replace('#/definitions/', '');
  const target = name === undefined ? undefined : root.definitions?.[name];
  if (!target) return node;
  const known = resolved.get(node) ?? { ...resolve(target), ...node };
  resolved.set(node, known);
  return known;
}

const resolved = new Map<SchemaNode, SchemaNode>();
