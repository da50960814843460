import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import type { Mark } from './scene.ts';

/** The line of a mark in a text, counted from 0, as `yaml` sees it and not our own reader. */
export function lineOf(text: string, { path, at }: Mark): number {
  if (at === 'fence') return 0;
  const start = text.indexOf('\n') + 1;
  const lines = new LineCounter();
  const document = parseDocument(text.slice(start, text.indexOf('\n---', start)), { lineCounter: lines, uniqueKeys: false, strict: false });
  let node: unknown = document.contents;
  let key: Node | undefined;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(item => isPair(item) && isScalar(item.key) && item.key.value === step);
      if (!pair) throw new Error(`No ${path.join('.')} in\n${text}`);
      key = pair.key as Node;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      key = node as Node;
    }
  }
  const [place] = (at === 'key' ? key : node as Node | undefined ?? key)?.range ?? [0];
  return lines.linePos(place).line;
}
