import type { Edit } from '../base/edit.ts';
import { span, type Span } from '../base/span.ts';
import { matcher } from '../schema/globs.ts';
import { readJson } from '../syntax/jsonfile.ts';
import type { Data, Path } from '../syntax/tree.ts';

/** A file that gets another name. */
export interface Move { readonly uri: string; readonly to: string }

/**
 * What a project file says of an id under the id's new name: historical ids, confirmed dates, and the files that ignores and overrides
 * name. Of those, only what means a file that gets another name changes.
 */
export function projectEdits(uri: string, text: string, id: string, newId: string, moves: readonly Move[]): readonly Edit[] {
  const { data, placeOf, keyOf } = readJson(text);
  const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
  const named = (place: Span | undefined): readonly Edit[] => place ? idsIn(text, place, id).map(each => ({ span: each, text: newId })) : [];
  const isMeant = (glob: Data): glob is string => typeof glob === 'string' && matcher.isGlob(glob) && moves.some(move => matcher.of([glob], folder)(move.uri));
  const dates = mapOf(mapOf(data)['confirmedDates']);
  return [
    ...listOf(mapOf(data)['historicalIds']).flatMap((each, i) => each === id ? named(placeOf(['historicalIds', i])) : []),
    ...Object.hasOwn(dates, id) && !Object.hasOwn(dates, newId) ? named(keyOf(['confirmedDates', id])) : [],
    ...['ignore', 'overrides'].flatMap(part => listOf(mapOf(data)[part]).flatMap((item, i) => {
      const files = mapOf(item)['files'];
      const path: Path = [part, i, 'files'];
      return typeof files === 'string' ? isMeant(files) ? named(placeOf(path)) : [] : listOf(files).flatMap((glob, n) => isMeant(glob) ? named(placeOf([...path, n])) : []);
    })),
  ];
}

/** Where an id stands in a stretch of text as a name of its own. */
function idsIn(text: string, { start, end }: Span, id: string): readonly Span[] {
  const found: Span[] = [];
  for (let at = text.indexOf(id, start); at >= 0 && at + id.length <= end; at = text.indexOf(id, at + 1)) {
    if (!/[a-z\d-]/i.test(text[at - 1] ?? '') && !/[a-z\d-]/i.test(text[at + id.length] ?? '')) found.push(span(at, at + id.length));
  }
  return found;
}

const listOf = (data: Data): readonly Data[] => Array.isArray(data) ? data as readonly Data[] : [];
const mapOf = (data: Data): Readonly<Record<string, Data>> => typeof data === 'object' && !Array.isArray(data) ? data as Readonly<Record<string, Data>> : {};
