import { fileURLToPath, pathToFileURL } from 'node:url';
import { createProjects } from '../lsp/projects.ts';
import { rules } from '../rules/index.ts';
import { projectFileName } from '../schema/project.ts';
import { withoutProject, type ProjectReading } from '../schema/project-file.ts';
import { bytesOf, hashOf, readingOf } from './disk.ts';
import { byName, nameOf, type Unread } from './places.ts';

/** A project file that counts for what is checked. */
export interface ProjectFile { readonly uri: string; readonly path: string; readonly shown: string; readonly reading: ProjectReading }

/** The project files around what is checked. */
export interface Surroundings {
  /** What holds for a record. */
  of(uri: string): ProjectReading;
  /** Those that count for some records, or for a folder that was asked for, by name. */
  filesFor(uris: readonly string[]): readonly ProjectFile[];
  /** Those that are there and could not be read. */
  readonly unread: readonly Unread[];
  /** What was looked at to know this, by path, with its hash: as long as that is the same, so is the rest. */
  readonly looked: ReadonlyMap<string, string>;
}

/** Reads the project files that count for files, and for folders, whether or not there are files in them. */
export async function lookAround(uris: readonly string[], folders: readonly string[], cwd: string): Promise<Surroundings> {
  const unread = new Map<string, Unread>();
  const looked = new Map<string, string>();
  const projects = createProjects({
    read: async uri => {
      const path = pathOf(uri);
      if (path === undefined) return undefined;
      const bytes = bytesOf(path);
      looked.set(path, hashOf(bytes));
      const reading = readingOf(bytes);
      if (reading.kind === 'text') return reading.text;
      if (uri.endsWith(`/${projectFileName}`) && (reading.kind === 'denied' || reading.kind === 'not-utf8')) unread.set(path, { shown: nameOf(path, cwd), reading });
      return undefined;
    },
  }, new Set(rules.map(rule => rule.id)));
  const readings = new Map<string, ProjectReading>();
  const own = folders.map(folder => pathToFileURL(`${folder}/.any`).href);
  for (const uri of [...uris, ...own]) if (!readings.has(folderOf(uri))) readings.set(folderOf(uri), await projects.of(uri));
  const of = (uri: string) => readings.get(folderOf(uri)) ?? withoutProject();
  return {
    of, looked,
    filesFor: records => [...new Set([...records, ...own].map(of))].flatMap((reading): readonly ProjectFile[] => {
      const uri = reading.isFile ? reading.project.uri : undefined;
      const path = uri === undefined ? undefined : pathOf(uri);
      return uri === undefined || path === undefined ? [] : [{ uri, path, shown: nameOf(path, cwd), reading }];
    }).sort(byName),
    unread: [...unread.values()].sort(byName),
  };
}

const folderOf = (uri: string): string => uri.slice(0, uri.lastIndexOf('/'));

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
