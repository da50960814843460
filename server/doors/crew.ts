import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { createDesk, type Desk, type Keeps, type Row, type Setup, type Sheet } from './desk.ts';
import type { Reading } from './disk.ts';
import { copyLittle, growSlowly } from './engine.ts';
import { batch, turn, whatOf, type Said, type Share, type Told } from './hand.ts';
import type { Place } from './places.ts';
import { numberOf } from './spread.ts';
import type { Surroundings } from './surroundings.ts';
import { recordKeyOf } from './twins.ts';

/** A sheet with its part of the report as the bytes that are printed. */
export type Printed = Omit<Sheet, 'text'> & { readonly bytes: Uint8Array };

/** What is told while a crew works. */
export interface Listeners {
  readonly read: (place: Place, row: Row) => void;
  /** A record was checked; undefined where it is no longer there. */
  readonly checked: (place: Place, sheet: Printed | undefined) => void;
  /** A rule failed. */
  readonly trouble: (rule: string, uri: string, what: string) => void;
}

/** Several desks that read and check one library together, each its share. */
export interface Crew {
  /** The desk of this thread. */
  readonly desk: Desk;
  /** Reads all files. A text may stand for those that were named. */
  read(standin?: Reading): Promise<void>;
  /** Checks records, after all files are read. */
  check(wanted: readonly Place[]): Promise<void>;
  /** Sends everybody home. */
  end(): void;
}

/** What lies around the files: the folders that were asked for, and the projects. */
export interface Ground { readonly folders: readonly string[]; readonly around: Surroundings }

/** How many records may be kept between reading and checking: each takes some 100 KB. */
const mostRecords = 2000;

/** What is kept of so many files. */
export const keepsOf = (files: number): Keeps => files <= mostRecords ? 'flawed' : 'none';

/** Whether a library is very large: memory counts then, and every thread. */
const isLarge = (files: number): boolean => files >= 15_000;

/** Below this number of files a second thread takes longer to start than it saves. */
const worthThreads = 1500;
/** More threads than this hold more copies of what all must know than they save time. */
const mostThreads = 8;

/**
 * How many threads are of use for a number of files. In a library that is not very large each wants two processors: the engine compiles beside it
 * what it runs, and two threads on two processors are then no quicker than one.
 */
export const threadsFor = (files: number, processors = availableParallelism()): number =>
  files < worthThreads ? 1 : Math.min(isLarge(files) ? processors : Math.ceil(processors / 2), mostThreads);

/** Sets desks up in as many threads. This thread has the first share, so that one thread needs no other. */
export function createCrew(places: readonly Place[], { folders, around }: Ground, setup: Setup, threads: number, { read, checked, trouble }: Listeners): Crew {
  const [own = [], ...others] = sharesOf(places, threads);
  const its: Setup = threads === 1 ? setup : { ...setup, tells: true };
  copyLittle();
  if (isLarge(places.length)) growSlowly();
  const desk = createDesk(its, around, uri => (rule, error) => { trouble(rule, uri, whatOf(error)); });
  const mates = others.map((share, i): Mate => startMate(share, folders, its, {
    read: rows => {
      for (const [place, row] of rows) {
        read(place, row);
        desk.learn(row);
      }
      tell(rows, i);
    },
    checked, trouble,
  }));
  /** Tells the other threads what one has read. */
  const tell = (rows: Rows, by: number | undefined) => {
    if (mates.length === 0) return;
    const news = rows.flatMap(([, row]): Row | [] => row.kind === 'record' ? { ...row, face: '' } : row.kind === 'companion' ? row : []);
    mates.forEach((mate, i) => { if (i !== by && news.length > 0) mate.tell({ kind: 'learn', rows: news }); });
  };

  return {
    desk,
    read: async standin => {
      for (let from = 0; from < own.length; from += batch) {
        const rows = own.slice(from, from + batch).map((place): [Place, Row] => [place, desk.read(place, place.named ? standin : undefined)]);
        for (const [place, row] of rows) read(place, row);
        tell(rows, undefined);
        await turn();
      }
      await Promise.all(mates.map(mate => mate.hasRead));
    },
    check: async wanted => {
      const isWanted = new Set(wanted);
      const rest = Promise.all(mates.map(mate => mate.check(isWanted)));
      // It may fail before anybody waits for it.
      rest.catch(() => undefined);
      desk.open();
      for (const [i, place] of own.filter(each => isWanted.has(each)).entries()) {
        checked(place, printed(desk.check(place)));
        if (i % 10 === 9) await turn();
      }
      await rest;
    },
    end: () => { for (const mate of mates) mate.end(); },
  };
}

/** Equal shares of the files. The languages of a record are in one share and one after the other, as only twins look at each other’s assessments. */
function sharesOf(places: readonly Place[], threads: number): readonly (readonly Place[])[] {
  const twins = new Map<string, Place[]>();
  for (const place of places) {
    const key = recordKeyOf(place.uri);
    const known = twins.get(key);
    if (known) known.push(place); else twins.set(key, [place]);
  }
  const shares: Place[][] = Array.from({ length: threads }, () => []);
  for (const [key, both] of twins) shares[threads === 1 ? 0 : numberOf(key) % threads]?.push(...both);
  return shares;
}

const encoder = new TextEncoder();

function printed(sheet: Sheet | undefined): Printed | undefined {
  if (!sheet) return undefined;
  const { text, counts, ignored, isBroken } = sheet;
  return { bytes: encoder.encode(text), counts, ignored, isBroken };
}

type Rows = readonly (readonly [place: Place, row: Row])[];

interface Mate { readonly hasRead: Promise<void>; tell(told: Told): void; check(wanted: ReadonlySet<Place>): Promise<void>; end(): void }

/** Starts a thread with its share. Its promises fail when it dies. */
function startMate(share: readonly Place[], folders: readonly string[], setup: Setup, { read, checked, trouble }: Pick<Listeners, 'checked' | 'trouble'> & { readonly read: (rows: Rows) => void }): Mate {
  // The bundle that this is part of also knows how to be a thread.
  const worker = new Worker(__filename, { workerData: { setup, folders, files: share.map(({ path, asked }) => ({ path, asked })) } satisfies Share });
  let left = share.length;
  const hasRead = deferred();
  let isDone = deferred();
  let failed: { readonly error: unknown } | undefined;
  const fail = (error: unknown) => {
    failed ??= { error };
    for (const each of [hasRead, isDone]) each.fail(failed.error);
  };
  if (left === 0) hasRead.done();
  worker.on('message', (said: Said) => {
    switch (said.kind) {
      case 'read':
        read(said.rows.flatMap((row, i): Rows => { const place = share[said.from + i]; return place ? [[place, row]] : []; }));
        left -= said.rows.length;
        if (left === 0) hasRead.done();
        return;
      case 'found': {
        let from = 0;
        for (const { at, length, counts, ignored, isBroken } of said.slips) {
          const bytes = said.bytes.subarray(from, from += length);
          const place = share[at];
          if (place) checked(place, { bytes, counts, ignored, isBroken });
        }
        return;
      }
      case 'trouble': trouble(said.rule, said.uri, said.what); return;
      case 'done': isDone.done();
    }
  });
  worker.on('error', fail);
  worker.on('exit', () => { fail(new Error('A thread ended early.')); });
  return {
    hasRead: hasRead.promise,
    tell: told => { worker.postMessage(told); },
    check: wanted => {
      isDone = deferred();
      if (failed) isDone.fail(failed.error);
      worker.postMessage({ kind: 'check', wanted: share.flatMap((place, at) => wanted.has(place) ? at : []) } satisfies Told);
      return isDone.promise;
    },
    end: () => { void worker.terminate(); },
  };
}

function deferred() {
  let [done, fail] = [(): void => undefined, (_: unknown): void => undefined];
  const promise = new Promise<void>((yes, no) => { done = yes; fail = no; });
  // It may fail before anybody waits for it.
  promise.catch(() => undefined);
  return { promise, done, fail };
}
