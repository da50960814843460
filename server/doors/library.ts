import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join, parse, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { intake } from '../record/intake.ts';
import { languageOfPath } from '../syntax/locale.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { isMarkdown, kindOf, markdownBelow, readResult, type Reading } from './disk.ts';

/** A record on disk, and how a report names it. */
export interface Shelved { readonly path: string; readonly shown: string; readonly record: PolicyRecord }

/** A file or folder that could not be read, and why. */
export interface Unread { readonly shown: string; readonly reading: Exclude<Reading, { readonly kind: 'text' }> }

/** What lies at and around the paths of a command line. */
export interface Library {
  /** The records at the given paths, in the order of their names. */
  readonly asked: readonly Shelved[];
  /** All records that those may refer to, the asked ones among them. */
  readonly records: readonly Shelved[];
  /** How many Markdown files at the given paths are not policy records, or could not be read. */
  readonly skipped: number;
  /** What could not be read below a given folder; the rest is checked. */
  readonly unread: readonly Unread[];
  /** What was named itself and cannot be checked; nothing is checked then. */
  readonly refused: readonly Unread[];
}

/** A text that stands for the file at a path, whether or not there is one. */
export interface Standin { readonly path: string; readonly text: string }

interface Place { readonly path: string; readonly asked: boolean; readonly named: boolean }

/** Reads the records at the given paths, and around them what their cross-references may lead to. */
export async function gather(paths: readonly string[], cwd: string, standin?: Standin): Promise<Library> {
  const places = new Map<string, Place>();
  const unread: Unread[] = [];
  const refused: Unread[] = [];
  const shown = (path: string) => nameOf(path, cwd);
  // One file may be reached by several names; the first counts, so that no record is its own double.
  const put = (path: string, asked: boolean, named = false) => {
    const real = realOf(path);
    const place = places.get(real) ?? { path, asked: false, named: false };
    places.set(real, { path: place.path, asked: place.asked || asked, named: place.named || named });
  };
  const seen = new Set<string>();
  for (const given of [...paths, ...(standin ? [standin.path] : [])]) {
    const path = resolve(cwd, given);
    const kind = standin ? 'file' : await kindOf(path);
    if (kind === 'file') put(path, true, true);
    else if (kind === 'folder') {
      for (const file of await markdownBelow(path, folder => {
        (folder === path ? refused : unread).push({ shown: shown(folder), reading: { kind: 'denied' } });
      })) put(file, true);
    } else refused.push({ shown: given, reading: { kind } });
    const home = kind === 'file' ? dirname(path) : path;
    if (seen.has(home)) continue;
    seen.add(home);
    for (const file of await around(home, kind === 'file')) put(file, false);
  }
  const asked: Shelved[] = [];
  const records: Shelved[] = [];
  let skipped = 0;
  await each([...places.values()], async place => {
    const reading: Reading = standin && place.named ? { kind: 'text', text: standin.text } : await readResult(place.path);
    // What vanishes between the listing and the reading was never there.
    if (reading.kind === 'missing' && !place.named) return;
    const text = reading.kind === 'text' || reading.kind === 'not-utf8' ? reading.text : undefined;
    const record = text === undefined ? undefined : intake(pathToFileURL(place.path).href, text);
    // A record that is not UTF-8 is judged like any other, as a rule tells of it.
    if (record === undefined && reading.kind !== 'text') {
      if (place.named) refused.push({ shown: shown(place.path), reading });
      else if (place.asked) { unread.push({ shown: shown(place.path), reading }); skipped++; }
      return;
    }
    if (record === undefined) { if (place.asked) skipped++; return; }
    const shelved = { path: place.path, shown: shown(place.path), record };
    records.push(shelved);
    if (place.asked) asked.push(shelved);
  });
  const byName = (a: { readonly shown: string }, b: { readonly shown: string }) => a.shown < b.shown ? -1 : a.shown > b.shown ? 1 : 0;
  return { asked: asked.sort(byName), records, skipped, unread: unread.sort(byName), refused: refused.sort(byName) };
}

/** The path as a report names it: from the working folder, with forward slashes. */
export const nameOf = (path: string, cwd: string): string => (relative(cwd, path) || '.').split(sep).join('/');

/** The Markdown files that the records of a folder may refer to: those of its library, or where it is in none and one file was given, those beside it. */
async function around(home: string, isFile: boolean): Promise<readonly string[]> {
  const folder = languageFolderOf(home);
  if (folder === undefined) return isFile ? namesIn(home, 'isFile').filter(isMarkdown).map(name => join(home, name)) : [];
  const library = dirname(folder);
  const languages = namesIn(library, 'isDirectory').filter(name => languageOfPath(`${name}/`) !== undefined);
  return (await Promise.all(languages.map(name => markdownBelow(join(library, name))))).flat();
}

/** The innermost folder at or above this one that is named for a language. The search ends at the root of a repository: a library does not reach beyond it. */
function languageFolderOf(folder: string): string | undefined {
  const { root } = parse(folder);
  for (let at = folder; at !== root; at = dirname(at)) {
    const { base } = parse(at);
    if (languageOfPath(`${base}/`) !== undefined) return at;
    if (existsSync(join(at, '.git'))) return undefined;
  }
  return undefined;
}

/** The names of the files, or of the folders, in a folder; none where it cannot be listed. */
function namesIn(folder: string, wanted: 'isFile' | 'isDirectory'): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter(entry => entry[wanted]()).map(entry => entry.name);
  } catch {
    return [];
  }
}

/** The path that a path with links in it leads to; one that leads nowhere stays as it is. */
export function realOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

/** Does a thing for each of a list, a few at a time. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  await Promise.all(Array.from({ length: 16 }, async () => { for (const item of waiting) await work(item); }));
}
