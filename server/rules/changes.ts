import { apply, type Edit } from '../base/edit.ts';
import { setInJson } from '../syntax/jsonfile.ts';
import { difference, inTurn } from '../syntax/inturn.ts';
import { parseRecord } from '../syntax/parse.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { dataOf, entryAt, nodeAt, type Data, type Path } from '../syntax/tree.ts';
import { withoutEntries } from '../syntax/without.ts';
import { setValue } from '../syntax/write.ts';
import type { Change, PlainChange, ToldChange } from './rule.ts';

/**
 * Works out what is told of other files against their texts: each `set` and `add` becomes edits of its file, and a project file that is
 * not there yet is made. Undefined where a file that is to change cannot be read, is no record, or holds something else at the place.
 */
export function plainChanges(changes: readonly Change[], textOf: (uri: string) => string | undefined): readonly PlainChange[] | undefined {
  const plain: PlainChange[] = changes.filter(change => !isTold(change));
  const told = changes.filter(isTold);
  for (const uri of new Set(told.map(change => change.uri))) {
    const own = told.filter(change => change.uri === uri);
    const change = uri.endsWith('.json') ? inProject(uri, own, textOf(uri)) : inRecord(uri, own, textOf(uri));
    if (!change) return undefined;
    plain.push(change);
  }
  return plain;
}

const isTold = (change: Change): change is ToldChange => change.kind === 'set' || change.kind === 'add' || change.kind === 'remove';

function inRecord(uri: string, told: readonly ToldChange[], text: string | undefined): PlainChange | undefined {
  const record = text === undefined ? undefined : parseRecord(uri, text);
  if (!record || record.problems.length > 0) return undefined;
  const edits = inTurn(record, told.map(change => (now: PolicyRecord) => written(now, change)));
  // Where a value of another kind stands in the way nothing is written, and then the change as a whole is not made.
  const after = parseRecord(uri, apply(record.text, edits));
  return after && told.every(change => isMade(after, change)) ? { kind: 'edit', uri, edits } : undefined;
}

function isMade(after: PolicyRecord, change: ToldChange): boolean {
  const value = valueIn(after, change.path);
  switch (change.kind) {
    case 'set': return same(value, change.value);
    case 'add': return listOf(value).some(each => same(each, change.value));
    case 'remove': return change.keys.every(key => !entryAt(after.root, [...change.path, key]));
  }
}

/** One more item goes behind those that stand in a list, which stay as they are written. */
function written(now: PolicyRecord, change: ToldChange): readonly Edit[] {
  const node = nodeAt(now.root, change.path);
  if (change.kind === 'remove') return node?.kind === 'map' ? withoutEntries(now, node, change.keys) : [];
  const after = valueAfter(change, valueIn(now, change.path));
  const isLonger = change.kind === 'add' && node?.kind === 'seq' && node.items.length > 0 && Array.isArray(after) && after.length > node.items.length;
  return isLonger ? setValue(now, [...change.path, node.items.length], change.value) : setValue(now, change.path, after);
}

/** The value of a field once a change is made. */
function valueAfter({ kind, value }: Exclude<ToldChange, { kind: 'remove' }>, before: Data): Data {
  if (kind === 'set') return value;
  const list = listOf(before);
  return list.some(each => same(each, value)) ? before : [...list, value];
}

const valueIn = (record: PolicyRecord, path: Path): Data => dataOf(nodeAt(record.root, path));
const listOf = (data: Data): readonly Data[] => Array.isArray(data) ? data : data === undefined || data === '' ? [] : [data];
const same = (a: Data, b: Data): boolean => JSON.stringify(a) === JSON.stringify(b);

function inProject(uri: string, told: readonly ToldChange[], text: string | undefined): PlainChange | undefined {
  const before = text === undefined || text.trim() === '' ? '{}\n' : text;
  let after = before;
  for (const change of told) {
    const edits = editsOf(after, change);
    if (!edits) return undefined;
    after = apply(after, edits);
  }
  if (text === undefined) return { kind: 'create', uri, text: after };
  const [first, ...others] = told;
  // One change keeps its own small edits; several are written as one.
  const own = before === text && first && others.length === 0 ? editsOf(text, first) : undefined;
  return { kind: 'edit', uri, edits: own ?? difference(text, after) };
}

const editsOf = (text: string, change: ToldChange): readonly Edit[] | undefined => change.kind === 'remove' ? undefined : setInJson(text, change.path, change.value, change.kind === 'add');
