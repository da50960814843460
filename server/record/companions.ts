import { remembered } from '../base/last.ts';
import type { Collection } from '../schema/collections.ts';
import { languageOfPath, stemOf } from '../syntax/locale.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { entryOf, type Data, type Node, type Path, type ScalarNode } from '../syntax/tree.ts';
import type { Facts } from './facts.ts';

/** What others need to know of a file to name it: policies have that in their facts. */
export type Named = Pick<Facts, 'uri' | 'stem' | 'language' | 'id' | 'title' | 'country'>;

/** A file of the library that is no policy: all that the library keeps of it, as plain data. */
export interface Companion extends Named {
  readonly collection: string;
  /** What it names, by the collection that is in. */
  readonly references: Readonly<Record<string, readonly string[]>>;
}

/** What the library keeps of a file of a collection. */
export function companionOf({ uri, root }: PolicyRecord, its: Collection): Companion {
  const references: Record<string, string[]> = {};
  for (const { id, of } of referencesIn(root, its)) (references[of] ??= []).push(id);
  const text = (field: string) => { const node = entryOf(root, field)?.value; return node?.kind === 'scalar' ? idOf(node.value) : undefined; };
  return { uri, stem: stemOf(uri), language: languageOfPath(uri), id: text(its.id), title: text(its.title), country: text(its.country), collection: its.name, references };
}

const byUri = new WeakMap<readonly Companion[], ReadonlyMap<string, Companion>>();

/** The companion that is a file. */
export function companionIn(companions: readonly Companion[], uri: string): Companion | undefined {
  const known = byUri.get(companions) ?? new Map(companions.map(each => [each.uri, each]));
  byUri.set(companions, known);
  return known.get(uri);
}

/** A value that names a file of a collection. */
export interface Reference { readonly path: Path; readonly node: ScalarNode; readonly id: string; readonly of: string }

/** The values by which a file names others, in the order of their fields. */
export function* referencesIn(root: Node | undefined, its: Collection): Generator<Reference> {
  for (const [field, of] of its.references) yield* referencesAt(root, field, of);
}

/** Whether a file has anything at a field by which it may name others. */
export const mayRefer = (root: Node | undefined, field: string): boolean => entryOf(root, stepsOf(field)[0] ?? '') !== undefined;

/** The values at one field by which a file names others of a collection. */
export function referencesAt(root: Node | undefined, field: string, of: string): readonly Reference[] {
  const found: Reference[] = [];
  gather(root, stepsOf(field), 0, [], of, found);
  return found;
}

const stepsOf = remembered(1000, field => field.split('.'));

/** The values by which a file names itself or others and that are numbers, as they stand without quotes. */
export function* numbersNaming(root: Node | undefined, its: Collection): Generator<{ readonly kind: 'own' | 'reference'; readonly of: string; readonly id: string; readonly node: ScalarNode }> {
  const own = entryOf(root, its.id)?.value;
  if (own?.kind === 'scalar' && typeof own.value === 'number') yield { kind: 'own', of: its.name, id: String(own.value), node: own };
  for (const { id, of, node } of referencesIn(root, its)) if (typeof node.value === 'number') yield { kind: 'reference', of, id, node };
}

/** Gathers the single values of a field, through all lists on the way to it; `at` tells which of the steps comes next. */
function gather(node: Node | undefined, steps: readonly string[], at: number, path: Path, of: string, found: Reference[]): void {
  const step = steps[at];
  if (node?.kind === 'seq') node.items.forEach((item, i) => gather(item, steps, at, [...path, i], of, found));
  else if (step !== undefined) gather(entryOf(node, step)?.value, steps, at + 1, [...path, step], of, found);
  else if (node?.kind === 'scalar' && !node.broken) {
    const id = idOf(node.value);
    if (id !== undefined) found.push({ path, node, id, of });
  }
}

/** The name that a value is: a number may stand without quotes. It is a string of its own, which does not hold on to the text of the file. Undefined where it is none. */
export function idOf(value: Data): string | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text.length < shortest ? text : ` ${text}`.slice(1);
}

/** From this length on, in UTF-16 units, a part of a text may hold on to the whole of it. */
const shortest = 13;
