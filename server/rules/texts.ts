import { last } from '../base/last.ts';
import { textOf } from '../base/span.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { wholeText, type Node, type ScalarNode } from '../syntax/tree.ts';
import type { Place } from './scalars.ts';

/** A frontmatter as it is written, for a first look at whether anything can be found in it. */
export const frontmatterOf: (record: PolicyRecord) => string = last(({ text, fences }) => textOf(text, fences.inner));

/** Whether a frontmatter may say by an escape what is not written in it. Most hold no backslash, which is seen at once. */
export const mayEscape: (record: PolicyRecord) => boolean = last(record => frontmatterOf(record).includes('\\'));

/** A text of the frontmatter and where it stands. */
export interface Text extends Place { readonly node: ScalarNode; readonly text: string }

/** Every text of a record that can be read; of two under one key the first, which is the one that counts. */
export const textsIn: (record: PolicyRecord) => readonly Text[] = last(({ root }) => textsBelow(root));

/** The same of the texts at and below a node, which is the root or a field of it. */
export function textsBelow(node: Node | undefined, field?: string): readonly Text[] {
  const texts: Text[] = [];
  gather(node, field, undefined, texts);
  return texts;
}

function gather(node: Node | undefined, step: Place['step'], above: Place | undefined, texts: Text[]): void {
  if (node?.kind !== 'map' && node?.kind !== 'seq') {
    const whole = wholeText(node);
    if (whole) texts.push({ node: whole, text: whole.value, step, above });
    return;
  }
  const here = { step, above };
  if (node.kind === 'seq') { node.items.forEach((item, i) => gather(item, i, here, texts)); return; }
  const seen = new Set<string>();
  for (const { name, value } of node.entries) {
    if (!seen.has(name)) gather(value, name, here, texts);
    seen.add(name);
  }
}
