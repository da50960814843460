import { parseTree, type Node, type ParseError } from 'jsonc-parser';
import type { Both } from '../base/both.ts';
import type { Edit } from '../base/edit.ts';
import { eolOf } from '../base/lines.ts';
import { span, type Span } from '../base/span.ts';
import { boundDepth, mostDepth, tooDeepReason } from './depth.ts';
import { jsonReason } from './json.ts';
import { inContainer, multiline, printed, type Manner } from './jsonput.ts';
import type { Data, Path } from './tree.ts';

/** A JSON file with comments: its data, the place of what is wrong with it, and where a value stands. */
export interface JsonFile {
  /** What can be made out, however broken the text is; undefined where that is nothing. Of a key that stands twice the last counts. */
  readonly data: Data | undefined;
  /** The first place that does not parse, and what is wrong there as words that follow a colon. */
  readonly error: { readonly span: Span; readonly reason: Both } | undefined;
  /** The keys that stand again in their object. */
  readonly repeats: readonly { readonly path: Path; readonly span: Span }[];
  /** Where a value stands. */
  placeOf(path: Path): Span | undefined;
  /** Where the key of a value stands, or in a list the value itself. */
  keyOf(path: Path): Span | undefined;
}

/** Reads JSON as VS Code reads its settings: comments, a trailing comma and a byte order mark are fine. Never throws. */
export function readJson(text: string): JsonFile {
  const { root, error } = treeOf(text);
  return {
    data: root && dataIn(root), error,
    repeats: root ? repeatsIn(root, []) : [],
    placeOf: path => spanOf(root && nodeIn(root, path)),
    keyOf: path => {
      const node = root && nodeIn(root, path);
      return spanOf(node?.parent?.type === 'property' ? node.parent.children?.[0] : node);
    },
  };
}

/**
 * The edits that write a value into a JSON file in the manner of its neighbours, or, where `append` is set, one more item of the list
 * that the path leads to. A text on its own counts as a list of one; nothing is written where the item is there already. Undefined
 * where the file does not parse, or something else stands in the way.
 */
export function setInJson(text: string, path: Path, value: Data, append = false): readonly Edit[] | undefined {
  const { root, error } = treeOf(text);
  if (!root || error || repeatsIn(root, []).length > 0) return undefined;
  const manner: Manner = { text, eol: eolOf(text), unit: /^\t/m.test(text) ? '\t' : /^( +)["{[]/m.exec(text)?.[1] ?? '  ' };
  let [node, depth] = [root, 0];
  for (; depth < path.length; depth++) {
    const next = childOf(node, path[depth]);
    if (!next) break;
    node = next;
  }
  const [key, ...deeper] = path.slice(depth);
  if (key !== undefined) {
    if (node.type !== 'object' || typeof key !== 'string' || deeper.some(step => typeof step === 'number')) return undefined;
    return inContainer(node, manner, indent => `${JSON.stringify(key)}: ${multiline(deeper.map(String), append ? [value] : value, append, indent, manner)}`);
  }
  if (!append) return [{ span: spanOf(node), text: printed(value, manner, node.offset) }];
  if (node.type === 'string') return [{ span: spanOf(node), text: printed([dataIn(node), value], manner, node.offset) }];
  if (node.type !== 'array') return undefined;
  const isThere = (node.children ?? []).some(item => JSON.stringify(dataIn(item)) === JSON.stringify(value));
  return isThere ? [] : inContainer(node, manner, indent => multiline([], value, false, indent, manner));
}

interface Tree { readonly root: Node | undefined; readonly error: JsonFile['error'] }

function treeOf(text: string): Tree {
  // What nests too deep would exhaust the stack.
  const { depth, at } = boundDepth(text, span(0, text.length));
  if (depth > mostDepth) return { root: undefined, error: { span: span(at, at), reason: tooDeepReason } };
  const errors: ParseError[] = [];
  const root = parseTree(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
  const [first] = errors;
  return { root, error: first && { span: span(first.offset, first.offset + first.length), reason: /\S/.test(text) ? jsonReason(first.error) : empty } };
}

const empty: Both = { zh: '文件是空的', en: 'the file is empty' };

function spanOf(node: Node): Span;
function spanOf(node: Node | undefined): Span | undefined;
function spanOf(node: Node | undefined): Span | undefined {
  return node && span(node.offset, node.offset + node.length);
}

/** The properties of an object that are whole, as far as they have been typed. */
const entriesOf = (node: Node): readonly (readonly [string, Node, Node])[] => (node.children ?? []).flatMap(property => {
  const [key, value] = property.children ?? [];
  return key && value ? [[String(key.value), value, key] as const] : [];
});

function childOf(node: Node, step: string | number | undefined): Node | undefined {
  if (node.type === 'array') return typeof step === 'number' ? node.children?.[step] : undefined;
  return node.type === 'object' ? entriesOf(node).findLast(([key]) => key === String(step))?.[1] : undefined;
}

const nodeIn = (root: Node, path: Path): Node | undefined => path.reduce<Node | undefined>((node, step) => node && childOf(node, step), root);

function dataIn(node: Node): Data {
  if (node.type === 'array') return (node.children ?? []).map(dataIn);
  // An entry named __proto__ is an entry like any other.
  if (node.type === 'object') return Object.fromEntries(entriesOf(node).map(([key, value]) => [key, dataIn(value)]));
  return (node.value ?? undefined) as Data;
}

function repeatsIn(node: Node, path: Path): readonly { readonly path: Path; readonly span: Span }[] {
  if (node.type === 'array') return (node.children ?? []).flatMap((item, i) => repeatsIn(item, [...path, i]));
  const seen = new Set<string>();
  return node.type !== 'object' ? [] : entriesOf(node).flatMap(([name, value, key]) => {
    const here = [...path, name];
    const again = seen.has(name) ? [{ path: here, span: spanOf(key) }] : [];
    seen.add(name);
    return [...again, ...repeatsIn(value, here)];
  });
}
