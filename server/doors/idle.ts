import { resolve } from 'node:path';
import { isJudged } from './cache.ts';
import type { Printed } from './crew.ts';
import { bytesOf, hashOf } from './disk.ts';
import type { Unread } from './places.ts';
import { partOf } from './report.ts';
import type { Beginning } from './start.ts';
import type { ProjectFile, Surroundings } from './surroundings.ts';
import type { Survey } from './survey.ts';
import { isUsed, unusedIn, type Passed } from './unused.ts';

/** What a check has come to know. */
export interface Course {
  readonly beginning: Beginning;
  readonly library: Survey;
  readonly around: Surroundings;
  /** The records that were checked, by path. It grows where more have to be. */
  readonly passed: ReadonlyMap<string, Passed>;
  readonly troubles: ReadonlySet<string>;
  readonly unread: readonly Unread[];
  /** What was looked at beside the records. */
  readonly looked: Map<string, string>;
}

/** How many records are checked at a time to find one that an ignore is for. */
const atATime = 40;

/**
 * What a project file itself is told of: the ignores in it that nothing matches; undefined where nothing. Of a library in shards the
 * first one tells: of an ignore that none of its own records needs, it checks those of the others that the ignore means.
 */
export async function idleIn(project: ProjectFile, course: Course): Promise<Printed | undefined> {
  const { beginning, library, around, passed, troubles, unread, looked } = course;
  const { others, shard, folders, cwd, look } = beginning;
  if (shard && shard.index !== 1) return undefined;
  const isHere = (uri: string) => around.of(uri).project.uri === project.uri;
  const seen = () => [...passed.values()].filter(({ uri }) => isHere(uri));
  const theirs = others.filter(({ path, uri }) => { const its = library.taken.get(path); return its && isJudged(its) && isHere(uri); });
  for (const ignore of theirs.length > 0 ? project.reading.project.ignores : []) {
    const meant = theirs.filter(({ path, uri }) => !passed.has(path) && ignore.matches(uri));
    for (let from = 0; from < meant.length && !isUsed(ignore, seen()); from += atATime) await library.crew.check(meant.slice(from, from + atATime));
  }
  const [checked] = unusedIn(project, {
    records: [...seen(), ...theirs.flatMap(({ path, uri }) => passed.has(path) ? [] : [{ uri, isBroken: false, ignored: [] }])],
    folders, troubles, unread: unread.map(({ shown }) => resolve(cwd, shown)),
    exists: path => {
      const hash = hashOf(bytesOf(path));
      looked.set(path, hash);
      return hash !== 'missing';
    },
  });
  if (!checked) return undefined;
  const { text, counts } = partOf(checked, look, () => undefined);
  return { bytes: new TextEncoder().encode(text), counts, ignored: [], isBroken: false };
}
