import { last } from '../base/last.ts';
import { matcher } from '../schema/globs.ts';
import type { Choices } from './choices.ts';
import type { Settings } from './settings.ts';
import { asFolder, canonical, isBelow } from './uri.ts';

/** Which files count, by the folders of the workspace and what is set for each. Uris are canonical. */
export interface Scope {
  /** Whether a file may belong to the library: it matches the globs of the innermost folder it lies in; outside of all folders nothing is left out. */
  wants(uri: string): boolean;
  /** Whether a file is checked while it is closed. */
  checks(uri: string): boolean;
  /** The globs of all folders as a text, which tells whether they are other ones now. */
  print(): string;
}

/** Follows the folders of the workspace. */
export function createScope(folders: () => readonly string[], choices: Pick<Choices, 'of'>): Scope {
  const matchers = new WeakMap<Settings, Map<string, (uri: string) => boolean>>();
  const known = () => folders().map(folder => canonical(folder).replace(/\/$/, ''));
  const innermost = (uri: string) => known().filter(folder => isBelow(folder, uri)).sort((a, b) => b.length - a.length)[0];
  const wants = (uri: string) => {
    const folder = innermost(uri);
    if (folder === undefined) return true;
    const settings = choices.of(uri);
    const byFolder = matchers.get(settings) ?? new Map<string, (uri: string) => boolean>();
    matchers.set(settings, byFolder);
    const isWanted = byFolder.get(folder) ?? filterOf(settings, asFolder(folder));
    byFolder.set(folder, isWanted);
    return isWanted(uri);
  };
  return {
    wants,
    checks: uri => innermost(uri) !== undefined && choices.of(uri).wholeWorkspace && wants(uri),
    print: () => JSON.stringify(known().map(folder => { const { include, exclude } = choices.of(asFolder(folder)); return [folder, include, exclude]; })),
  };
}

function filterOf({ include, exclude }: Settings, folder: string): (uri: string) => boolean {
  const [isIn, isOut] = [matcher.of(include, folder), matcher.of(exclude, folder)];
  return last(uri => isIn(uri) && !isOut(uri));
}
