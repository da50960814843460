import { span, type Span } from '../base/span.ts';
import { behindBlanks, bracesAt, noTally } from './cleanbraces.ts';
import { linesFrom } from './cleanlines.ts';
import { scalar } from './cleanwords.ts';
import type { Patch } from './patch.ts';
import type { Reading } from './record.ts';
import { signs } from './signs.ts';
import { styleOf } from './style.ts';
import type { Entry, Node, ScalarNode } from './tree.ts';
import { readYaml, type Yaml } from './yaml.ts';

const { openMap } = signs;

/**
 * Reads a frontmatter that holds nothing out of the ordinary, in one pass and some fifty times faster than the judges of its notation:
 * `yaml` and jsonc-parser find nothing wrong with what this accepts and read the same tree, which a test holds against them. Undefined
 * where anything else stands, which is then theirs to judge.
 */
export function readClean(text: string, { start, end }: Span): Reading | undefined {
  const tally = noTally();
  const at = behindBlanks(text, start, end, tally);
  if (text.charCodeAt(at) !== openMap) {
    const root = linesFrom(text, start, end);
    return root && { style: 'block', root, problems: [] };
  }
  const root = bracesAt(text, at, end, tally);
  if (!root || behindBlanks(text, root.span.end, end, tally) < end) return undefined;
  const style = styleOf(tally);
  return (style === 'json' ? tally.notJson : tally.notYaml) ? undefined : { style, root, problems: [] };
}

/** What `yaml` makes of a frontmatter with some repairs applied. It need not be asked where they leave nothing out of the ordinary. */
export function readPatch({ text, mended, back }: Patch): Yaml {
  const clean = mended ? readClean(text, span(0, text.length)) : undefined;
  // JSON may be indented with tabs, which YAML does not allow everywhere.
  return clean?.root && clean.style !== 'json' ? { root: moved(clean.root, back), problems: [] } : readYaml(text, back);
}

/**
 * The same tree at the places that a way back leads to. Nodes and lists are made as everywhere else, since those of one make are read faster:
 * what `map` gives is another kind of list to V8 once it is compiled, and whatever reads the first of another kind is compiled anew.
 */
function moved(node: Node, back: Patch['back']): Node {
  const to = ({ start, end }: Span) => span(back(start), back(end));
  if (node.kind === 'scalar') return movedWord(node, back);
  if (node.kind === 'seq') {
    const items: Node[] = [];
    for (const item of node.items) items.push(moved(item, back));
    return { kind: 'seq', span: to(node.span), flow: node.flow, items };
  }
  const entries: Entry[] = [];
  for (const { key, name, value, span } of node.entries) entries.push({ key: movedWord(key, back), name, value: value && moved(value, back), span: to(span) });
  return { kind: 'map', span: to(node.span), flow: node.flow, entries };
}

const movedWord = ({ span: { start, end }, value, form }: ScalarNode, back: Patch['back']): ScalarNode => scalar(back(start), back(end), value, form);
