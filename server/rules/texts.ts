import { last } from '../base/last.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { wholeText, type Node, type Path, type ScalarNode } from '../syntax/tree.ts';

/** A text of the frontmatter and where it stands. */
export interface Text { readonly node: ScalarNode; readonly text: string; readonly path: Path }

/** Every text of a record that can be read; of two under one key the first, which is the one that counts. */
export const textsIn: (record: PolicyRecord) => readonly Text[] = last(({ root }) => {
  const texts: Text[] = [];
  const visit = (node: Node | undefined, path: Path): void => {
    if (node?.kind === 'map') {
      const seen = new Set<string>();
      for (const { name, value } of node.entries) {
        if (!seen.has(name)) visit(value, [...path, name]);
        seen.add(name);
      }
    } else if (node?.kind === 'seq') node.items.forEach((item, i) => visit(item, [...path, i]));
    else {
      const whole = wholeText(node);
      if (whole) texts.push({ node: whole, text: whole.value, path });
    }
  };
  visit(root, []);
  return texts;
});
