import { fileURLToPath, pathToFileURL } from 'node:url';
import { createProjects } from '../lsp/projects.ts';
import { rules } from '../rules/index.ts';
import { projectFileName } from '../schema/project.ts';
import { withoutProject, type ProjectReading } from '../schema/project-file.ts';
import { disk, readResult } from './disk.ts';
import { nameOf, type Unread } from './library.ts';

/** A project file that counts for what is checked. */
export interface ProjectFile { readonly uri: string; readonly path: string; readonly shown: string; readonly reading: ProjectReading }

/** The project files around what is checked. */
export interface Surroundings {
  /** What holds for a record. */
  of(uri: string): ProjectReading;
  /** Those that were read, by name. */
  readonly files: readonly ProjectFile[];
  /** Those that are there and could not be read. */
  readonly unread: readonly Unread[];
}

/** Reads the project files that count for records, and for folders, whether or not there are records in them. */
export async function lookAround(uris: readonly string[], folders: readonly string[], cwd: string): Promise<Surroundings> {
  const unread = new Map<string, Unread>();
  const projects = createProjects({
    read: async uri => {
      if (!uri.endsWith(`/${projectFileName}`)) return disk().read(uri);
      const path = pathOf(uri);
      const reading = path === undefined ? undefined : await readResult(path);
      if (reading?.kind === 'text') return reading.text;
      if (path !== undefined && reading && (reading.kind === 'denied' || reading.kind === 'not-utf8')) unread.set(path, { shown: nameOf(path, cwd), reading });
      return undefined;
    },
  }, new Set(rules.map(rule => rule.id)));
  const readings = new Map<string, ProjectReading>();
  const files = new Map<string, ProjectFile>();
  for (const uri of [...uris, ...folders.map(folder => pathToFileURL(`${folder}/.any`).href)]) {
    const reading = await projects.of(uri);
    readings.set(uri, reading);
    const own = reading.isFile ? reading.project.uri : undefined;
    const path = own === undefined ? undefined : pathOf(own);
    if (own !== undefined && path !== undefined) files.set(own, { uri: own, path, shown: nameOf(path, cwd), reading });
  }
  const byName = (a: { readonly shown: string }, b: { readonly shown: string }) => a.shown < b.shown ? -1 : 1;
  return { of: uri => readings.get(uri) ?? withoutProject(), files: [...files.values()].sort(byName), unread: [...unread.values()].sort(byName) };
}

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
