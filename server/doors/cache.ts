import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, parse, resolve } from 'node:path';
import type { Named, Row } from './desk.ts';
import { bytesOf, hashOf } from './disk.ts';
import { draft, readSealed } from './sealed.ts';
import type { Binding, Counts } from './summary.ts';

/** What tells that a file was not touched: its size in bytes, when it changed and when its entry did (milliseconds since 1970), and its number on the disk. */
export type Stamp = readonly [size: number, mtime: number, ctime: number, number: number];

/** Whether a file of a kind is judged by rules, and named by others. */
export const isJudged = ({ kind }: Pick<Row, 'kind'>): boolean => kind === 'record' || kind === 'companion';

/** What was known of a file. */
export interface Known { readonly path: string; readonly hash: string; readonly kind: Row['kind']; readonly stamp: Stamp }

/** A part of the report as it was printed: of a record, or of a project file. */
export interface Told {
  readonly path: string;
  /** How many bytes it took. */
  readonly length: number;
  readonly counts: Counts;
  readonly ignored: readonly Named[];
  readonly isBroken: boolean;
}

/** What a check leaves for the next that is asked the same. */
export interface Answer {
  readonly question: string;
  readonly today: string;
  /** When the check began, in milliseconds since 1970. */
  readonly began: number;
  /** What else was looked at, by path, with its hash. */
  readonly looked: readonly (readonly [path: string, hash: string])[];
  readonly known: readonly Known[];
  /** In the order of the report. */
  readonly told: readonly Told[];
  /** Whether the report was all there was to say. */
  readonly isClean: boolean;
}

/** An answer with its report as it was printed, without its end. */
export interface Memory extends Answer { readonly report: Uint8Array }

/** Where answers are kept. What is damaged, of another version or half written is not there. */
export interface Store {
  recall(): Memory | undefined;
  /** Begins to keep a report. */
  begin(): { write(bytes: Uint8Array): void; end(answer: Answer): void; drop(): void };
  /** What the files show to others, by `contentOf`, for whoever checks a few anew; the last library that was checked counts. */
  faces(): ReadonlyMap<string, string> | undefined;
  /** Begins to keep them. */
  beginFaces(): { put(name: string, face: string): void; end(): void; drop(): void };
}

/** A content of a file of the library. */
export const contentOf = (uri: string, hash: string): string => `${hash} ${uri}`;

/** How many answers are kept; the oldest goes first. */
const mostAnswers = 8;

/** The store in a folder for what is asked. */
export function storeIn(folder: string, question: string, version: string): Store {
  const place = join(folder, `answer-${createHash('sha256').update(question).digest('hex').slice(0, 16)}`);
  const facesPlace = join(folder, 'faces');
  return {
    recall: () => {
      const bytes = readSealed(place);
      if (!bytes) return undefined;
      const end = bytes.length - lengthDigits;
      const start = end - Number(bytes.toString('latin1', Math.max(0, end)));
      const answer = JSON.parse(bytes.toString('utf8', start, end)) as Answer;
      return answer.question === question ? { ...answer, report: bytes.subarray(0, start) } : undefined;
    },
    begin: () => {
      const file = draft(place);
      return {
        write: file.write,
        drop: file.drop,
        end: answer => {
          const text = Buffer.from(JSON.stringify(answer));
          file.write(text);
          file.write(Buffer.from(String(text.length).padStart(lengthDigits, '0')));
          file.seal();
          tidy(folder);
        },
      };
    },
    faces: () => {
      const lines = readSealed(facesPlace)?.toString('utf8').split('\n') ?? [];
      return lines.shift() === version ? new Map(lines.map(line => { const at = line.indexOf('\t'); return [line.slice(0, at), line.slice(at + 1)]; })) : undefined;
    },
    beginFaces: () => {
      const file = draft(facesPlace);
      file.write(Buffer.from(version));
      return { put: (name, face) => { file.write(Buffer.from(`\n${name}\t${face}`)); }, end: file.seal, drop: file.drop };
    },
  };
}

const lengthDigits = 12;

/** Takes away the oldest answers, and what a command that was stopped has left half written. */
function tidy(folder: string): void {
  try {
    const files = readdirSync(folder).map(name => ({ name, path: join(folder, name), at: statSync(join(folder, name)).mtimeMs })).sort((a, b) => b.at - a.at);
    const old = files.filter(({ name }) => /^answer-[0-9a-f]+$/.test(name)).slice(mostAnswers);
    const left = files.filter(({ name, at }) => name.endsWith('.tmp') && at < Date.now() - abandonedAfter);
    for (const { path } of [...old, ...left]) rmSync(path, { force: true });
  } catch {
    // Somebody else tidies up as well.
  }
}

/** When a half-written file is taken for left behind, in milliseconds. */
const abandonedAfter = 3_600_000;

/** The folder for what is kept of checks: the one that was named, else one below the nearest `node_modules`; none where there is none, as none is made for this. */
export function cacheFolder(named: string | undefined, cwd: string): string | undefined {
  if (named !== undefined) return resolve(cwd, named);
  const { root } = parse(cwd);
  for (let at = cwd; ; at = dirname(at)) {
    if (existsSync(join(at, 'node_modules'))) return join(at, 'node_modules', '.cache', 'policy-records');
    if (at === root || existsSync(join(at, '.git'))) return undefined;
  }
}

/** The stamp of a file; undefined where it is gone. */
export function stampOf(path: string): Stamp | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && [stat.size, stat.mtimeMs, stat.ctimeMs, stat.ino];
}

/** How long before a check a file must have been left alone for its stamp to be trusted, in milliseconds: clocks of disks tick slowly, the slowest every two seconds. */
const settledFor = 2000;

/**
 * Whether a file is as it was. Its stamp says so when it is equal, not older or newer, as clocks go back and times can be set; and when
 * the file was not touched just before it was read, as two changes within one tick look alike. Else its content does.
 */
export const isAsBefore = (known: Known, stamp: Stamp | undefined, began: number): boolean =>
  stamp !== undefined && ((isTrusted(stamp, began) && known.stamp.every((each, i) => each === stamp[i])) || hashOf(bytesOf(known.path)) === known.hash);

/** Whether a stamp will tell of any later change of its file. */
export const isTrusted = ([, , ctime]: Stamp, began: number): boolean => ctime + settledFor < began;

/** The parts of a report, by the places they have in it. */
export function slicesOf({ report, told }: Memory, { open, between }: Binding): readonly Uint8Array[] {
  let at = open.length;
  let isFirst = true;
  return told.map(({ length }) => {
    if (length > 0 && !isFirst) at += between.length;
    if (length > 0) isFirst = false;
    return report.subarray(at, at += length);
  });
}
