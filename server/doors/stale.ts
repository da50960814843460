import { contentOf, isJudged, type Memory } from './cache.ts';
import type { Row } from './desk.ts';
import type { Place } from './places.ts';

/** Above this number of changed files everything is checked anew at once: that is done by several threads. */
export const mostChanged = 300;

/** What is known of a library before and now. */
export interface Change {
  readonly memory: Memory;
  /** What the files of then showed to others, by `contentOf`. */
  readonly faces: ReadonlyMap<string, string>;
  readonly places: readonly Place[];
  /** What the changed and new files are now, and their twins, by path. */
  readonly rows: ReadonlyMap<string, Row>;
}

/**
 * The paths of the files of which other things may be said now; undefined where that is any of them. A record that shows the same to others
 * as before concerns only itself and its twin, which also sees its assessment. This is the one place that knows this.
 */
export function staleAmong({ memory, faces, places, rows }: Change): ReadonlySet<string> | undefined {
  const before = new Map(memory.known.map(each => [each.path, each]));
  const now = new Set(places.map(({ path }) => path));
  if (memory.known.some(({ path, kind }) => kind !== 'other' && !now.has(path))) return undefined;
  for (const { path, uri } of places) {
    const row = rows.get(path);
    const known = before.get(path);
    const face = known && isJudged(known) ? faces.get(contentOf(uri, known.hash)) : '';
    if (row ? face !== shownBy(row) : face === undefined) return undefined;
  }
  return new Set(rows.keys());
}

/** What a file shows to the records of its library; empty where nothing. */
export const shownBy = (row: Row): string => row.kind === 'record' ? row.face : row.kind === 'companion' ? JSON.stringify(row.companion) : '';
