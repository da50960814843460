import { globOf } from '../base/glob.ts';

/** Which files globs mean, told from a folder. */
export const matcher = {
  /** Whether a text can be a glob: it stays below the folder and is no longer than a person writes. */
  isGlob: (text: string): boolean => text.length <= 1000 && !tidy(text).split('/').includes('..') && globOf(text) !== undefined,

  /** Whether a glob names one file and no other. */
  isPlain: (glob: string): boolean => !/[*?{}[\]]/.test(glob) && /\.[^/]+$/.test(tidy(glob)),

  /** A path as a glob that means it. Few wildcards are taken in a glob, and a backslash is a separator there, so what is rarest in names is any character. */
  escaped: (path: string): string => path.replace(/[[\]?}"]|^ /g, '[$&]').replace(/[*{\\]/g, '?'),

  /** A glob without what does not matter, as the path from the folder. */
  pathOf: (glob: string): string => tidy(glob),

  /** Whether a file's uri matches one of the globs, which start from the folder. A folder's name means all that is in it. */
  of: (globs: readonly string[], folder: string): ((uri: string) => boolean) => {
    const patterns = globs.map(tidy).flatMap(glob => (/[*?{}[\]][^/]*$/.test(glob) ? [glob] : [glob, `${glob}/**`]).flatMap(each => globOf(each) ?? []));
    return uri => {
      if (!uri.startsWith(folder)) return false;
      const path = decoded(uri.slice(folder.length));
      return patterns.some(isMatch => isMatch(path));
    };
  },
};

function tidy(glob: string): string {
  const plain = glob.trim().normalize('NFC').replaceAll('\\', '/').replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
  return plain === '' || plain === '.' ? '**' : plain;
}

function decoded(text: string): string {
  if (/^[\x20-\x24\x26-\x7e]*$/.test(text)) return text;
  try { return decodeURIComponent(text).normalize('NFC'); } catch { return text; }
}
