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
  const shown = (path: string) => nameOf(path, cwd);
  // One file may be reached by several names; the first counts, so that no record is its own double.
  const put = (path: string, real: string, asked: boolean, named = false) => {
    const known = places.get(real);
    if (known) { if ((asked && !known.asked) || (named && !known.named)) places.set(real, { ...known, asked: known.asked || asked, named: known.named || named }); }
    else places.set(real, { path, uri: pathToFileURL(path).href, shown: shown(path), asked, named });
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
      putAll(await markdownBelow(path, folder => { (folder === path ? refused : unread).push({ shown: shown(folder), reading: { kind: 'denied' } }); }), true);
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

/** The path that a path with links in it leads to; one that leads nowhere stays as it is. */
export function realOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
