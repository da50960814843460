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
  if (await whetherLeftOut()(folder, true)) return sieve(await layerOf(folder));
  const layers: Layer[] = [];
  for (const each of upToRepository(folder)) layers.push(...await layerOf(each));
  return sieve(layers);
}

/** Tells of files and folders whether they are left out, or any folder that they lie in. Of many that are asked about at one moment, each `.gitignore` on their ways is read once. */
export function whetherLeftOut(): (path: string, isFolder?: boolean) => Promise<boolean> {
  const sieves = new Map<string, Promise<Sieve | undefined>>();
  /** The sieve of a folder; undefined where the folder itself is left out. */
  const sieveIn = (folder: string): Promise<Sieve | undefined> => {
    const known = sieves.get(folder) ?? made(folder);
    sieves.set(folder, known);
    return known;
  };
  const made = async (folder: string) => {
    const [, ...below] = upToRepository(folder);
    if (below.length === 0) return sieve(await layerOf(folder));
    const around = await sieveIn(dirname(folder));
    return around?.leavesOut(folder, true) ? undefined : around?.below(folder);
  };
  return async (path, isFolder = false) => (await sieveIn(dirname(path)))?.leavesOut(path, isFolder) ?? true;
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
