import { isSame } from '../base/same.ts';
import { twinUriOf } from '../record/corpus.ts';
import { projectFileName, type Project } from '../schema/project.ts';
import { readProject, withoutProject, type ProjectReading } from '../schema/project-file.ts';
import type { Host } from './host.ts';
import { canonical } from './uri.ts';

/** The project files around records. Uris of the same file must be spelled the same. */
export interface Projects {
  /** What holds for a record: the nearest project file at or above its folder, and what is wrong with it. Never fails. */
  of(uri: string): Promise<ProjectReading>;
  /** The same, as far as it has been read; undefined where nobody has asked for its folder yet, or the answer is still under way. */
  known(uri: string): Project | undefined;
  /** Takes a file or folder that came, went or changed for unknown, with what hangs on it; without a uri everything. */
  forget(uri?: string): void;
  /** The project file that a file is a schema of, as far as it has been read. */
  restingOn(uri: string): string | undefined;
}

/** Finds project files. Each folder is asked once. `rules` are the ids that a project file may name. */
export function createProjects(host: Pick<Host, 'read'>, rules?: ReadonlySet<string>): Projects {
  const asked = new Map<string, Promise<ProjectReading>>();
  const answered = new Map<string, ProjectReading>();
  const readings = new Map<string, Promise<ProjectReading | undefined>>();
  // What is read anew and is the same stays the same object, so that nothing that rests on it is worked out again.
  const last = new Map<string, { readonly reading: ProjectReading; readonly schemas: ReadonlyMap<string, string | undefined> }>();
  const without = new Map<string, ProjectReading>();
  const read = async (uri: string): Promise<string | undefined> => {
    try { return await host.read(uri); } catch { return undefined; }
  };

  const none = (uri: string): ProjectReading => {
    const reading = without.get(uri) ?? withoutProject(uri);
    without.set(uri, reading);
    return reading;
  };

  /** The project file in a folder itself. */
  const inFolder = (folder: string) => remembered(readings, folder, async () => {
    const uri = `${folder}/${projectFileName}`;
    const text = await read(uri);
    if (text === undefined) return undefined;
    const wanted = new Set<string>();
    const bare = readProject(uri, text, rules, each => { wanted.add(canonical(each)); return undefined; });
    const schemas = new Map(await Promise.all([...wanted].map(async each => [each, await read(each)] as const)));
    const before = last.get(uri);
    if (before?.reading.text === text && isSame(before.schemas, schemas)) return before.reading;
    const reading = wanted.size === 0 ? bare : readProject(uri, text, rules, each => schemas.get(canonical(each)));
    last.set(uri, { reading, schemas });
    return reading;
  });

  const search = async (folder: string): Promise<ProjectReading> => {
    for (const each of upFrom(folder)) {
      const found = await inFolder(each);
      if (found) return found;
      // A repository is a world of its own. In a worktree `.git` is a file.
      if (await read(`${each}/.git/HEAD`) !== undefined || await read(`${each}/.git`) !== undefined) return none(`${each}/${projectFileName}`);
    }
    return none(`${libraryOf(folder) ?? folder}/${projectFileName}`);
  };

  return {
    of: async uri => {
      const folder = folderOf(uri);
      if (folder === undefined) return withoutProject();
      const answer = remembered(asked, folder, () => search(folder));
      const reading = await answer;
      // What was forgotten while it was read is not known.
      if (asked.get(folder) === answer) answered.set(folder, reading);
      return reading;
    },
    known: uri => {
      const folder = folderOf(uri);
      return folder === undefined ? withoutProject().project : answered.get(folder)?.project;
    },
    restingOn: uri => [...last].find(([, { schemas }]) => schemas.has(uri))?.[0],
    forget: uri => {
      const base = uri?.replace(/\/(?:policy-records\.json|\.git(?:\/.*)?)?$/, '');
      for (const map of [asked, answered, readings]) {
        for (const folder of [...map.keys()]) if (base === undefined || folder === base || folder.startsWith(`${base}/`)) map.delete(folder);
      }
    },
  };
}

function remembered<T>(map: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const before = map.get(key);
  if (before) return before;
  const made = make();
  map.set(key, made);
  return made;
}

/** The folder of a file, without its slash at the end; undefined where a uri names no place, as that of an unsaved text. */
const folderOf = (uri: string): string | undefined => /^[a-z][a-z\d+.-]*:\/\//i.test(uri) && uri.lastIndexOf('/') > uri.indexOf('://') + 2 ? uri.slice(0, uri.lastIndexOf('/')) : undefined;

/** A folder and those above it, up to the root of its file system. */
function* upFrom(folder: string): Generator<string> {
  const root = folder.indexOf('/', folder.indexOf('://') + 3);
  for (let at = folder; ; at = at.slice(0, at.lastIndexOf('/'))) {
    yield at;
    if (root < 0 || at.length <= root) return;
  }
}

/** The folder that holds the language folders, for a folder in one of them. */
function libraryOf(folder: string): string | undefined {
  const own = `${folder}/.`;
  const twin = twinUriOf(own);
  if (twin === undefined) return undefined;
  let same = 0;
  while (own[same] === twin[same]) same++;
  return own.slice(0, own.lastIndexOf('/', same));
}
