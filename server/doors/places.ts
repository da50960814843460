import { realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { kindOf, markdownBelow, type Reading } from './disk.ts';
import { filesAround } from './neighbours.ts';

/** A Markdown file that may hold a record, and how a report names it. */
export interface Place {
  readonly path: string;
  readonly uri: string;
  readonly shown: string;
  /** Whether it is to be reported; the others are only what those may refer to. */
  readonly asked: boolean;
  /** Whether it was named itself, and not the folder that it lies in. */
  readonly named: boolean;
}

/** A file or folder that could not be read, and why. */
export interface Unread { readonly shown: string; readonly reading: Exclude<Reading, { readonly kind: 'text' }> }

/** The files at and around the paths of a command line. */
export interface Places {
  /** In the order of their names. */
  readonly places: readonly Place[];
  /** Folders below the given ones that could not be opened; the rest is checked. */
  readonly unread: readonly Unread[];
  /** What was named itself and is not there or cannot be opened; nothing is checked then. */
  readonly refused: readonly Unread[];
}

/** Finds the Markdown files at the given paths, and around them those that their cross-references may lead to. `standin` is a file that a text from elsewhere stands for, whether or not it is there. */
export async function findPlaces(paths: readonly string[], cwd: string, standin?: string): Promise<Places> {
  const places = new Map<string, Place>();
  const unread: Unread[] = [];
  const refused: Unread[] = [];
  const namesOf = naming(cwd);
  // One file may be reached by several names; the first counts, so that no record is its own double.
  const put = (path: string, real: string, asked: boolean, named = false) => {
    const known = places.get(real);
    if (known) { if ((asked && !known.asked) || (named && !known.named)) places.set(real, { ...known, asked: known.asked || asked, named: known.named || named }); }
    else {
      const { uri, shown } = namesOf(path);
      places.set(real, { path, uri, shown, asked, named });
    }
  };
  // A search through folders follows no links, so what it finds lies where its folder really lies.
  const putAll = (files: readonly string[], asked: boolean) => {
    const folders = new Map<string, string>();
    for (const file of files) {
      const folder = dirname(file);
      const real = folders.get(folder) ?? realOf(folder);
      folders.set(folder, real);
      put(file, real === folder ? file : join(real, file.slice(folder.length)), asked);
    }
  };
  const seen = new Set<string>();
  for (const given of standin === undefined ? paths : [standin]) {
    const path = resolve(cwd, given);
    const kind = standin === undefined ? await kindOf(path) : 'file';
    if (kind === 'file') put(path, realOf(path), true, true);
    else if (kind === 'folder') {
      putAll(await markdownBelow(path, folder => { (folder === path ? refused : unread).push({ shown: nameOf(folder, cwd), reading: { kind: 'denied' } }); }), true);
    } else refused.push({ shown: given, reading: { kind } });
    const home = kind === 'file' ? dirname(path) : path;
    if (seen.has(home)) continue;
    seen.add(home);
    putAll(await filesAround(home, kind === 'file'), false);
  }
  return { places: [...places.values()].sort(byName), unread: unread.sort(byName), refused: refused.sort(byName) };
}

/** The order of a report. */
export const byName = (a: { readonly shown: string }, b: { readonly shown: string }): number => a.shown < b.shown ? -1 : a.shown > b.shown ? 1 : 0;

/** The path as a report names it: from the working folder, with forward slashes. */
export const nameOf = (path: string, cwd: string): string => (relative(cwd, path) || '.').split(sep).join('/');

/** How files are called as uris and in a report. What comes before its own name is the same for all files of a folder, and there are few folders. */
export function naming(cwd: string): (path: string) => Pick<Place, 'uri' | 'shown'> {
  const folders = new Map<string, Pick<Place, 'uri' | 'shown'>>();
  return path => {
    const name = path.slice(path.lastIndexOf(sep) + 1);
    const folder = path.slice(0, path.length - name.length);
    const known = folders.get(folder);
    // A name of these characters alone is written in a uri as it is.
    const isPlain = /^[\w.-]+$/.test(name);
    if (known && isPlain) return { uri: known.uri + name, shown: known.shown + name };
    const [uri, shown] = [pathToFileURL(path).href, nameOf(path, cwd)];
    if (isPlain) folders.set(folder, { uri: uri.slice(0, -name.length), shown: shown.slice(0, -name.length) });
    return { uri, shown };
  };
}

/** The path that a path with links in it leads to; one that leads nowhere stays as it is. */
export function realOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
