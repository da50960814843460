import type { Both, Locale } from '../base/both.ts';
import { noProject, projectFileName, type Project } from '../schema/project.ts';
import type { ProjectProblem, ProjectReading } from '../schema/project-file.ts';
import { within } from './patience.ts';
import type { Projects } from './projects.ts';
import { asFolder } from './uri.ts';

/** The projects that open records belong to, kept while they are read anew. What is wrong with a project file is told once. Uris are canonical. */
export interface Surroundings {
  /** Waits until the project of a record has been read as it is now, or until patience ends. */
  settled(uri: string): Promise<void>;
  /** The project of a record as it was read last; where it was never read, none. */
  projectOf(uri: string): Project;
  /** Takes in that files or folders came, went or changed on disk. */
  touched(uris: readonly string[]): void;
  /** Takes everything for unknown, where nobody tells what happens on disk. */
  renew(): void;
  closed(uri: string): void;
}

/** Who is told: that records must be checked again, that a file may be of another collection now, and what the reader must know. */
export interface Ears { readonly changed: () => void; readonly resorted: (uri: string) => void; readonly warn: (message: string) => void; readonly locale: () => Locale }

/** How long a request waits for a project file, in milliseconds. The library has the same. */
const patience = 3000;
/** How many problems of one file are told; whoever mends those sees the others next. */
const mostTold = 3;

/** Follows the projects that open records belong to. */
export function createSurroundings(projects: Projects, { changed, resorted, warn, locale }: Ears): Surroundings {
  /** The project of each record that was asked for, `unknown` until it is read: those of a workspace are all asked for. */
  const last = new Map<string, Project>();
  const told = new Map<string, string>();

  const tell = ({ project: { uri }, problems }: ProjectReading) => {
    if (uri === undefined) return;
    const now = JSON.stringify(problems);
    // A file that is saved again with the same faults is no news.
    if (problems.length > 0 && told.get(uri) !== now) warn(sentences(problems, locale()));
    told.set(uri, now);
  };
  const read = async (uri: string) => {
    const reading = await projects.of(uri);
    // What lies in no folder has no project, and that never changes.
    const before = last.get(uri) ?? unknown;
    if (reading.project.uri !== undefined || before === unknown) last.set(uri, reading.project);
    if (reading.project.collections.print !== before.collections.print) resorted(uri);
    tell(reading);
  };
  return {
    settled: async uri => {
      const known = projects.known(uri);
      if (known && known === last.get(uri)) return;
      if (!last.has(uri)) last.set(uri, unknown);
      let isLate = false;
      await within(patience, read(uri).then(() => { if (isLate) changed(); }));
      isLate = true;
    },
    projectOf: uri => last.get(uri) ?? unknown,
    touched: uris => {
      const relevant = uris.map(uri => projects.restingOn(uri) ?? uri).filter(uri => { const base = baseOf(uri); return base !== undefined && [...last.keys()].some(each => each.startsWith(asFolder(base))); });
      for (const uri of relevant) projects.forget(uri);
      if (relevant.length > 0) changed();
    },
    renew: () => {
      projects.forget();
      if (last.size > 0) changed();
    },
    closed: uri => { last.delete(uri); },
  };
}

/** One object for all, so that findings made before the project was known are found again. */
const unknown: Project = noProject();

/** The folder for whose records a change on disk may matter: that of a project file or of a repository, or a folder that came or went itself. */
function baseOf(uri: string): string | undefined {
  const owner = /^(.*)\/(?:policy-records\.json|\.git(?:\/HEAD)?)$/.exec(uri)?.[1];
  return owner ?? (/\/[^/.]+$/.test(uri) && !/\/(?:\.git|node_modules)\//.test(uri) ? uri : undefined);
}

function sentences(problems: readonly ProjectProblem[], locale: Locale): string {
  const shown = problems.slice(0, mostTold).map(({ line, message }) => locale === 'zh' ? `第 ${line + 1} 行：${message.zh}` : `line ${line + 1}: ${message.en}`);
  return [`${projectFileName}${locale === 'zh' ? '' : ','} ${shown[0] ?? ''}`, ...shown.slice(1), ...problems.length > mostTold ? [andMore(problems.length - mostTold)[locale]] : []].join('\n');
}

const andMore = (count: number): Both => ({ zh: `另有 ${count} 处问题。`, en: count === 1 ? 'There is 1 more problem.' : `There are ${count} more problems.` });
