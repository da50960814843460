import { last } from '../base/last.ts';
import { dataIn, type PolicyRecord } from '../syntax/record.ts';
import type { Path } from '../syntax/tree.ts';
import { validate } from './compiled.js';

/** One thing the schema finds wrong: the keyword that failed, where, and what it wanted. */
export interface SchemaError {
  readonly keyword: 'type' | 'required' | 'additionalProperties' | 'enum' | 'minimum' | 'maximum' | 'pattern' | 'maxLength' | 'format' | 'uniqueItems' | (string & {});
  readonly path: Path;
  /** The key that is missing or unknown, for `required` and `additionalProperties`. */
  readonly key: string | undefined;
  /** The type that was wanted, for `type`. */
  readonly type: string | undefined;
}

/** Judges a record's frontmatter by the JSON Schema, once for all who ask of one record. A record without a map for its root has no errors here. */
export const schemaErrors: (record: PolicyRecord) => readonly SchemaError[] = last(record =>
  record.root?.kind !== 'map' || validate(dataIn(record)) ? [] : (validate.errors ?? []).map(({ keyword, instancePath, params }) => ({
    keyword, path: pathOf(record, instancePath),
    key: text(params['missingProperty']) ?? text(params['additionalProperty']), type: text(params['type']),
  })));

const text = (value: unknown): string | undefined => typeof value === 'string' ? value : undefined;

/** Reads a JSON pointer; a step into a list is a number. */
function pathOf(record: PolicyRecord, pointer: string): Path {
  let node = record.root;
  return pointer.split('/').slice(1).map(step => {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (node?.kind === 'seq') { node = node.items[Number(name)]; return Number(name); }
    node = node?.kind === 'map' ? node.entries.find(entry => entry.name === name)?.value : undefined;
    return name;
  });
}
