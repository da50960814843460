import { last } from '../base/last.ts';
import { span, textOf, type Span } from '../base/span.ts';
import { citationsIn, mayCite } from '../schema/citations.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { entryOf, nodeAt, wholeText, type Path, type TextNode } from '../syntax/tree.ts';

/** A text as it stands in the source, so that a place in it is a place in the file. The path of the body is empty. */
export interface Prose { readonly at: Span; readonly path: Path }

/** An item of `icvcmCriteria` with its text, which should be the id of a criterion. */
export interface Listed { readonly node: TextNode; readonly path: Path; readonly text: string }

/** A criterion that a text cites, and where its number stands in the file. The criterion need not exist. */
export interface Cited { readonly id: string; readonly at: Span; readonly path: Path; readonly prose: Prose }

/** The citations and evidence of every dimension, then the body. */
export function* assessed(record: PolicyRecord): Generator<Prose> {
  const analysis = nodeAt(record.root, ['analysis']);
  for (const { name, value } of analysis?.kind === 'map' ? analysis.entries : []) {
    for (const field of ['citation', 'evidence']) yield* proseAt(entryOf(value, field)?.value, ['analysis', name, field]);
  }
  yield { at: record.body, path: [] };
}

/** A value as prose, where it is a whole string. */
export function* proseAt(node: ReturnType<typeof nodeAt>, path: Path): Generator<Prose> {
  const whole = wholeText(node);
  if (whole) yield { at: whole.span, path };
}

/** The items of `icvcmCriteria` that say something. */
export function listedIn(record: PolicyRecord): readonly Listed[] {
  const list = entryOf(record.root, 'icvcmCriteria')?.value;
  if (list?.kind !== 'seq') return [];
  const listed: Listed[] = [];
  for (const [i, item] of list.items.entries()) {
    const node = wholeText(item);
    const text = node?.value.trim();
    if (node && text) listed.push({ node, path: ['icvcmCriteria', i], text });
  }
  return listed;
}

/** The criteria that the citations, the evidence and the body of a record cite. */
export const citedIn: (record: PolicyRecord) => readonly Cited[] = last(record => mayCite(record.text) ? [...readCited(record)] : []);

function* readCited(record: PolicyRecord): Generator<Cited> {
  for (const prose of assessed(record)) {
    for (const { id, start, end } of citationsIn(textOf(record.text, prose.at))) yield { id, at: span(prose.at.start + start, prose.at.start + end), path: prose.path, prose };
  }
}
