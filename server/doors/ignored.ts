import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, parse, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** What the `.gitignore` files at and above a folder say of what lies below it. */
export interface Sieve {
  /** Whether a file or folder right below the sieve's own folder is left out of the repository. */
  leavesOut(path: string, isFolder: boolean): boolean;
  /** The sieve of a folder right below. */
  below(folder: string): Promise<Sieve>;
}

interface Layer { readonly folder: string; readonly patterns: Ignore }

/**
 * The sieve of a folder, with the patterns of every folder from the root of its repository down to it. Only its own count outside a
 * repository, and where the repository leaves the folder out: whoever names it wants what is in it.
 */
export async function sieveOf(folder: string): Promise<Sieve> {
  if (await isLeftOut(folder, true)) return sieve(await layerOf(folder));
  const layers: Layer[] = [];
  for (const each of upToRepository(folder)) layers.push(...await layerOf(each));
  return sieve(layers);
}

/** Whether a file or folder is left out, or any folder that it lies in. */
export async function isLeftOut(path: string, isFolder = false): Promise<boolean> {
  const folders = upToRepository(dirname(path));
  const layers: Layer[] = [];
  for (const [i, folder] of folders.entries()) {
    layers.push(...await layerOf(folder));
    const next = folders[i + 1] ?? path;
    if (sieve(layers).leavesOut(next, next !== path || isFolder)) return true;
  }
  return false;
}

function sieve(layers: readonly Layer[]): Sieve {
  return {
    leavesOut: (path, isFolder) => {
      // The nearest file that says anything of a path decides.
      for (const { folder, patterns } of [...layers].reverse()) {
        const { ignored, unignored } = patterns.test(`${relative(folder, path).split(sep).join('/')}${isFolder ? '/' : ''}`);
        if (ignored || unignored) return ignored;
      }
      return false;
    },
    below: async folder => {
      const own = await layerOf(folder);
      return own.length > 0 ? sieve([...layers, ...own]) : sieve(layers);
    },
  };
}

async function layerOf(folder: string): Promise<readonly Layer[]> {
  const text = await readFile(join(folder, '.gitignore'), 'utf8').catch(() => undefined);
  return text === undefined ? [] : [{ folder, patterns: ignore().add(text) }];
}

/** The folders from the root of the repository down to one; where there is none, that one alone. */
function upToRepository(folder: string): readonly string[] {
  const { root } = parse(folder);
  const way: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    way.unshift(at);
    if (existsSync(join(at, '.git'))) return way;
    if (at === root) return [folder];
  }
}
