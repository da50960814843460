import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, parse } from 'node:path';
import { pathToFileURL } from 'node:url';
import collectionsFile from '../../schemas/collections.json';
import { projectFileName } from '../schema/project.ts';
import { matcher } from '../schema/globs.ts';
import { languageOfPath } from '../syntax/locale.ts';
import { isMarkdown, markdownBelow } from './disk.ts';

/**
 * The Markdown files that those of a folder may name, and that may name them: of its own library, and of the folders beside it that hold
 * other kinds of files, or the policies; all below a project file that speaks of collections. Where one file was given that is in no
 * library, those beside it. What is too much costs time and says nothing, as only files that belong together are looked at together.
 */
export async function filesAround(folder: string, isFile: boolean): Promise<readonly string[]> {
  const stated = statingFolder(folder);
  if (stated !== undefined) return markdownBelow(stated);
  const language = languageFolderOf(folder);
  const home = language === undefined ? folder : dirname(language);
  const isLibrary = language !== undefined || foldersIn(folder).some(isLanguage) || markdownIn(folder).length > 0;
  const isOther = holdsOthers(home);
  const beside = (isLibrary || isOther) && !isRoot(home) ? foldersIn(dirname(home)).filter(each => each !== home) : [];
  const own = language === undefined ? [] : foldersIn(home).filter(isLanguage);
  const others = [...beside, ...isLibrary ? foldersIn(home) : []].filter(holdsOthers);
  const policies = isOther ? beside.flatMap(each => isLanguage(each) ? each : foldersIn(each).filter(isLanguage)) : [];
  // Policies may also lie in a folder without any languages.
  const flat = isOther && !isRoot(home) ? [dirname(home), ...beside] : [];
  return [
    ...isFile && language === undefined ? markdownIn(folder) : [], ...flat.flatMap(markdownIn),
    ...(await Promise.all([...new Set([...own, ...others, ...policies])].map(each => markdownBelow(each)))).flat(),
  ];
}

const builtIn = matcher.of(collectionsFile.collections.flatMap(({ files }) => files), '');

/** Whether a folder is one for files of other kinds than policies. */
const holdsOthers = (folder: string): boolean => builtIn(pathToFileURL(join(folder, 'any.md')).href);

/** The folder of the project file that counts for a folder, where that speaks of collections. */
function statingFolder(folder: string): string | undefined {
  for (const at of upFrom(folder)) {
    const text = textAt(join(at, projectFileName));
    // A word too many leads to more files, and to nothing else.
    if (text !== undefined) return text.includes('"collections"') ? at : undefined;
    if (isRoot(at)) return undefined;
  }
  return undefined;
}

/** The innermost folder at or above this one that is named for a language. The search ends at the root of a repository: a library does not reach beyond it. */
function languageFolderOf(folder: string): string | undefined {
  for (const at of upFrom(folder)) {
    if (isLanguage(at)) return at;
    if (isRoot(at)) return undefined;
  }
  return undefined;
}

/** A folder and those above it, without the root of the file system. */
function* upFrom(folder: string): Generator<string> {
  const { root } = parse(folder);
  for (let at = folder; at !== root; at = dirname(at)) yield at;
}

const isRoot = (folder: string): boolean => existsSync(join(folder, '.git'));
const isLanguage = (folder: string): boolean => languageOfPath(`${basename(folder)}/`) !== undefined;

const foldersIn = (folder: string): readonly string[] => namesIn(folder, 'isDirectory').filter(name => !name.startsWith('.') && name !== 'node_modules').map(name => join(folder, name));
const markdownIn = (folder: string): readonly string[] => namesIn(folder, 'isFile').filter(isMarkdown).map(name => join(folder, name));

/** The names of the files, or of the folders, in a folder; none where it cannot be listed. */
function namesIn(folder: string, wanted: 'isFile' | 'isDirectory'): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter(entry => entry[wanted]()).map(entry => entry.name);
  } catch {
    return [];
  }
}

function textAt(path: string): string | undefined {
  try { return readFileSync(path, 'utf8'); } catch { return undefined; }
}
