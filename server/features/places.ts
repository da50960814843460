import type * as lsp from 'vscode-languageserver-types';
import { indexLines } from '../base/lines.ts';
import type { Span } from '../base/span.ts';
import { readJson } from '../syntax/jsonfile.ts';
import { parseRecord } from '../syntax/parse.ts';
import { entryAt, nodeAt, type Node, type Path } from '../syntax/tree.ts';
import { rangeOf } from './ranges.ts';

/** Finds fields in one file, a record or the project file. */
export function placesIn(uri: string, text: string): (path: Path) => lsp.Range | undefined {
  const lines = indexLines(text);
  const shown = (at: Span | undefined) => at && rangeOf(lines, at);
  if (uri.endsWith('.json')) {
    const { placeOf } = readJson(text);
    return path => shown(nearest(path, placeOf));
  }
  const record = parseRecord(uri, text);
  return path => shown(nearest(path, each => spanAt(record?.root, each)) ?? record?.fences.open);
}

/** A single value by itself; a map or a list, and a key that has no value yet, by the key. */
function spanAt(root: Node | undefined, path: Path): Span | undefined {
  const [node, entry] = [nodeAt(root, path), entryAt(root, path)];
  return node?.kind === 'scalar' ? node.span : entry?.key.span ?? node?.span;
}

/** The place of a field or, where it is missing, of the nearest one that it would stand in. */
function nearest(path: Path, placeOf: (path: Path) => Span | undefined): Span | undefined {
  for (let length = path.length; length > 0; length--) {
    const found = placeOf(path.slice(0, length));
    if (found) return found;
  }
  return undefined;
}
