import type * as lsp from 'vscode-languageserver-types';
import { span, touches } from '../base/span.ts';
import { knownFacts } from '../record/corpus.ts';
import type { World } from '../rules/rule.ts';
import { parseRecord } from '../syntax/parse.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { Node, Path } from '../syntax/tree.ts';
import { placesIn } from './places.ts';
import { rangeOf } from './ranges.ts';
import type { TextOf } from './rename-parts.ts';

/** The same place in the record of the other language: the field, or the nearest one that it would stand in, or the heading. `textOf` is asked for the file of `twinUri`. */
export function twinLocation(world: World, record: PolicyRecord, offset: number, textOf: TextOf): lsp.Location | undefined {
  const uri = twinUri(world, record);
  const text = uri === undefined ? undefined : textOf(uri);
  if (uri === undefined || text === undefined) return undefined;
  const range = touches(record.body, offset) && record.fences.close ? headingThere(record, offset, parseRecord(uri, text)) : placesIn(uri, text)(pathAt(record.root, offset));
  return { uri, range: range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };
}

/** The uri of the record of the other language. */
export const twinUri = ({ corpus }: World, record: PolicyRecord): string | undefined => corpus.knownTwinOf(knownFacts(corpus, record))?.uri;

/** The way to the innermost field around an offset. */
function pathAt(node: Node | undefined, offset: number, path: Path = []): Path {
  if (node?.kind === 'map') {
    const entry = node.entries.find(({ span }) => touches(span, offset));
    return entry ? pathAt(entry.value, offset, [...path, entry.name]) : path;
  }
  const i = node?.kind === 'seq' ? node.items.findIndex(({ span }) => touches(span, offset)) : -1;
  return node?.kind === 'seq' && i >= 0 ? pathAt(node.items[i], offset, [...path, i]) : path;
}

/** The heading of the same number, as twins have the same chapters; the start of the narrative where there is none so far. */
function headingThere(record: PolicyRecord, offset: number, twin: PolicyRecord | undefined): lsp.Range | undefined {
  if (!twin) return undefined;
  const before = headingsOf(record).filter(each => each <= offset).length;
  const at = headingsOf(twin)[before - 1];
  const line = twin.lines.lineOf(at ?? twin.body.start);
  return rangeOf(twin.lines, span(twin.lines.startOf(line), twin.lines.endOf(line)));
}

const headingsOf = ({ text, body }: PolicyRecord): readonly number[] => [...text.slice(body.start, body.end).matchAll(/^#{1,6}[ \t]+\S/gm)].map(({ index }) => body.start + index);
