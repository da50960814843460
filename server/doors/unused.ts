import { dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { indexLines } from '../base/lines.ts';
import type { Finding } from '../rules/rule.ts';
import { isMeant } from '../rules/run.ts';
import { matcher } from '../schema/globs.ts';
import { unusedIgnore, type Ignore } from '../schema/project.ts';
import type { Named } from './desk.ts';
import { realOf } from './places.ts';
import type { Checked } from './report.ts';
import type { ProjectFile } from './surroundings.ts';

/** A record as far as an ignore looks at it: whether it can be read, and which of its findings are ignored. */
export interface Passed { readonly uri: string; readonly isBroken: boolean; readonly ignored: readonly Named[] }

/** What a check has seen. */
export interface Seen {
  /** The records that a project file counts for, among those that were asked for. */
  readonly records: readonly Passed[];
  /** The folders that were asked for as a whole. */
  readonly folders: readonly string[];
  /** What could not be read in them. */
  readonly unread: readonly string[];
  /** The rules that failed, and so may have missed something. */
  readonly troubles: ReadonlySet<string>;
  readonly exists: (path: string) => boolean;
}

/** The project file with its ignores that match nothing, as far as that can be known from what was seen; nothing where there are none. */
export function unusedIn({ uri, path, shown, reading }: ProjectFile, seen: Seen): readonly Checked[] {
  const { project, broken, text, placeOf } = reading;
  const level = project.levelOf(unusedIgnore, uri) ?? 'warning';
  if (broken || level === 'off') return [];
  const findings = project.ignores.flatMap((ignore): readonly Finding[] => {
    if (isUsed(ignore, seen.records) || isDoubtful(ignore, seen) || !isAllSeen(ignore, path, uri, seen)) return [];
    const place = placeOf(ignore);
    return [{
      rule: unusedIgnore, severity: level, span: place.span, path: place.path, related: [], fixes: [],
      message: { zh: `没有问题与这条对“${ignore.rule}”的忽略相符，可以删去。`, en: `No finding matches this ignore of “${ignore.rule}”, so it can be deleted.` },
    }];
  });
  return findings.length === 0 ? [] : [{ shown, record: { uri, text, lines: indexLines(text) }, findings }];
}

/** Whether an ignore hides a finding of one of these records. */
export const isUsed = (ignore: Ignore, records: readonly Passed[]): boolean =>
  records.some(({ uri, ignored }) => ignored.some(finding => isMeant(ignore, finding)) && ignore.matches(uri));

/** Whether a file that the ignore means could not be judged in full, so that what it ignores may only be hidden for now. */
const isDoubtful = (ignore: Ignore, { records, unread, troubles }: Seen): boolean => troubles.has(ignore.rule)
  || records.some(({ uri, isBroken }) => isBroken && ignore.matches(uri))
  || unread.some(path => ignore.matches(pathToFileURL(path).href) || ignore.matches(pathToFileURL(join(path, 'any.md')).href));

/** Whether all that the ignore may mean has been seen: the whole folder that its globs start in, and each file that it names, or that this is not there. */
function isAllSeen({ files }: Ignore, path: string, uri: string, { records, folders, exists }: Seen): boolean {
  const home = realOf(dirname(path));
  return files.every(file => {
    const segments = matcher.pathOf(file).split('/');
    if (matcher.isPlain(file)) {
      const isFile = matcher.of([file], uri.slice(0, uri.lastIndexOf('/') + 1));
      const place = join(home, ...segments);
      return records.some(each => isFile(each.uri)) || (isWithin(place, folders) && !exists(place));
    }
    const wild = segments.findIndex(segment => /[*?{}[\]]/.test(segment));
    return isWithin(join(home, ...wild < 0 ? segments : segments.slice(0, wild)), folders);
  });
}

/** Whether a place lies in one of the folders, on a way that a search through it takes. */
const isWithin = (place: string, folders: readonly string[]): boolean => folders.some(folder => {
  const way = relative(realOf(folder), place).split(sep);
  return way[0] !== '..' && !way.some(segment => segment === 'node_modules' || (segment.startsWith('.') && segment.length > 1));
});
