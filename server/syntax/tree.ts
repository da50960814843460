import type { Span } from '../base/span.ts';

/** What a scalar holds. `undefined` is YAML's and JSON's null. */
export type Scalar = string | number | boolean | undefined;

/** How a scalar is written. */
export type ScalarForm = 'plain' | 'single' | 'double' | 'literal' | 'folded';

/** A single value. `broken` marks one whose closing quote is missing: its text is a guess that no rule should judge. */
export interface ScalarNode {
  readonly kind: 'scalar'; readonly span: Span; readonly value: Scalar; readonly form: ScalarForm; readonly broken?: true;
}

/** A key with its value; the value is absent while it is not yet typed. `span` reaches from the key to the end of the value. */
export interface Entry { readonly key: ScalarNode; readonly name: string; readonly value: Node | undefined; readonly span: Span }

/** A map; `flow` tells braces from indented lines. */
export interface MapNode { readonly kind: 'map'; readonly span: Span; readonly flow: boolean; readonly entries: readonly Entry[] }

/** A list; `flow` tells brackets from dashes. */
export interface SeqNode { readonly kind: 'seq'; readonly span: Span; readonly flow: boolean; readonly items: readonly Node[] }

/** A value in the frontmatter: the three notations give the same nodes. */
export type Node = MapNode | SeqNode | ScalarNode;

/** The way from the root to a value: key names and list positions from 0. */
export type Path = readonly (string | number)[];

/** Plain data, as JSON would hold it; null is `undefined`. */
export type Data = Scalar | readonly Data[] | { readonly [key: string]: Data };

/** The entry under a name; of two with one name the first, as duplicates are another rule's finding. */
export function entryOf(map: Node | undefined, name: string): Entry | undefined {
  // Rules ask this some hundred times of each record, and a loop takes half as long as `find` before the compiler has seen it often.
  if (map?.kind === 'map') for (const entry of map.entries) if (entry.name === name) return entry;
  return undefined;
}

/** The node at a path, or undefined where there is none. */
export function nodeAt(root: Node | undefined, path: Path): Node | undefined {
  let node = root;
  for (const step of path) {
    if (node === undefined) return undefined;
    node = typeof step === 'string' ? entryOf(node, step)?.value : node.kind === 'seq' ? node.items[step] : undefined;
  }
  return node;
}

/** The entry at a path whose last step is a key. */
export function entryAt(root: Node | undefined, path: Path): Entry | undefined {
  const name = path.at(-1);
  return typeof name === 'string' ? entryOf(nodeAt(root, path.slice(0, -1)), name) : undefined;
}

/** The plain data of a node. Maps inherit nothing, so a key named `__proto__` is a key like any other. */
export function dataOf(node: Node | undefined): Data {
  switch (node?.kind) {
    case 'map': {
      const data = emptyMap();
      let empty: Set<string> | undefined;
      for (const { name, value } of node.entries) {
        // To look a name up takes half the time of asking whether it is there.
        if (data[name] !== undefined || empty?.has(name)) continue;
        const its = dataOf(value);
        data[name] = its;
        if (its === undefined) (empty ??= new Set()).add(name);
      }
      return data;
    }
    case 'seq': return node.items.map(dataOf);
    case 'scalar': return node.value;
    case undefined: return undefined;
  }
}

/**
 * A map of plain data with nothing in it. It inherits from an empty object and not from none: maps of the same keys then share their layout,
 * which takes half the memory and half the time. V8 leaves room for what they are going to hold, as they have a constructor of their own.
 */
export const emptyMap = (): Record<string, Data> => new Plain();
const Plain = function () { /* It holds nothing yet. */ } as unknown as new () => Record<string, Data>;
Plain.prototype = Object.freeze(Object.create(null));

/** Every entry below a node with the path to it, in document order. */
export function* entriesBelow(node: Node | undefined, path: Path = []): Generator<{ readonly entry: Entry; readonly path: Path; readonly map: MapNode }> {
  if (node?.kind === 'map') {
    for (const entry of node.entries) {
      yield { entry, path: [...path, entry.name], map: node };
      yield* entriesBelow(entry.value, [...path, entry.name]);
    }
  } else if (node?.kind === 'seq') {
    for (const [i, item] of node.items.entries()) yield* entriesBelow(item, [...path, i]);
  }
}

/** The maps and lists that a node stands in, the root first. */
export function ancestorsOf(root: Node | undefined, node: Node): readonly (MapNode | SeqNode)[] {
  const above: (MapNode | SeqNode)[] = [];
  let next = root;
  while (next !== undefined && next !== node && next.kind !== 'scalar') {
    above.push(next);
    const within: readonly Node[] = next.kind === 'seq' ? next.items : next.entries.flatMap(entry => entry.value ?? []);
    next = within.find(child => child === node) ?? within.find(child => child.span.start <= node.span.start && node.span.end <= child.span.end);
  }
  return above;
}

/** The string at a node, or undefined where there is none or another type. */
export const stringOf = (node: Node | undefined): string | undefined =>
  node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;

/** A single value that is text. */
export interface TextNode extends ScalarNode { readonly value: string }

/** The node as text that can be judged; undefined where it is something else, or where its closing quote is missing and it is a guess. */
export const wholeText = (node: Node | undefined): TextNode | undefined =>
  node?.kind === 'scalar' && typeof node.value === 'string' && !node.broken ? node as TextNode : undefined;

/** Whether a node says nothing: absent, null, blank, an empty list or map. */
export function isEmpty(node: Node | undefined): boolean {
  switch (node?.kind) {
    case 'map': return node.entries.length === 0;
    case 'seq': return node.items.length === 0;
    case 'scalar': return node.value === undefined || (typeof node.value === 'string' && node.value.trim() === '');
    case undefined: return true;
  }
}
