import { wholeText, type Node, type Path, type ScalarNode } from '../syntax/tree.ts';

/** A text of the frontmatter and where it stands. */
export interface Text { readonly node: ScalarNode; readonly text: string; readonly path: Path }

/** Every text at and below a node that can be read; of two under one key the first, which is the one that counts. `enters` tells which paths are gone into. */
export function* textsBelow(node: Node | undefined, path: Path = [], enters: (path: Path) => boolean = () => true): Generator<Text> {
  if (node?.kind === 'map') {
    const seen = new Set<string>();
    for (const { name, value } of node.entries) {
      const below = [...path, name];
      if (!seen.has(name) && enters(below)) yield* textsBelow(value, below, enters);
      seen.add(name);
    }
  } else if (node?.kind === 'seq') {
    for (const [i, item] of node.items.entries()) yield* textsBelow(item, [...path, i], enters);
  } else {
    const whole = wholeText(node);
    if (whole) yield { node: whole, text: whole.value, path };
  }
}
