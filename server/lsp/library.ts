import { compact } from '../base/compact.ts';
import { numberOf } from '../base/fingerprint.ts';
import type { Host } from './host.ts';
import type { Corpus } from '../record/corpus.ts';
import type { Topic } from '../record/topics.ts';
import type { Sorted } from '../record/intake.ts';
import type { Collections } from '../schema/collections.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { traceOf, type Log } from './guard.ts';
import { createLately } from './lately.ts';
import { emptyShelf } from './shelf.ts';
import { canonical, homesOf, isAtOrBelow, isBelow, isMarkdown } from './uri.ts';

/**
 * How far the library is known: its records, its other Markdown files, and a folder of it that could not be read. While it is being read,
 * `done` of the `found` files are; `stopped` tells that a person ended that, and the rest is not known.
 */
export interface Extent { readonly records: number; readonly others: number; readonly scanning: boolean; readonly unread: string | undefined; readonly done: number; readonly found: number; readonly stopped: boolean }

/** All records around the open ones, kept in step with the disk and the editor. Uris are in their canonical spelling. */
export interface Library {
  corpus(): Corpus;
  /** Whether all files that a record may refer to have been read. */
  knows(uri: string): boolean;
  /** Waits until that is so, without a uri until all folders have been read, or until patience ends. */
  settled(uri?: string): Promise<void>;
  /** Whether any folder is being read. */
  isReading(): boolean;
  extent(): Extent;
  /** What changes with each text of a file, on disk or in the editor; undefined for what is none of the library’s. */
  stampOf(uri: string): number | undefined;
  /** The record of a closed file, where it was read just now and still lies about: nobody keeps it. */
  recordOf(uri: string): PolicyRecord | undefined;
  /** Ends the reading where it is: what is known is not all, until the folders are read anew. */
  stop(): void;
  /** Makes these the folders of the library and reads those that are new. */
  setFolders(folders: readonly string[]): void;
  /** Reads all folders anew, where other files are wanted now. */
  renew(): void;
  opened(uri: string, text: string, sorted: Sorted): void;
  /** Sorts the files on disk anew that their projects have in other collections now. */
  resort(): void;
  closed(uri: string): void;
  /** Takes in what happened to files and folders on disk. */
  touched(events: readonly { readonly uri: string; readonly gone: boolean }[]): void;
  /** Waits until what has happened on disk so far is taken in. */
  caughtUp(): Promise<void>;
  /** Looks through the folders that were read, where their files tell when they changed, and takes in what nobody has told of yet: a watcher may be late. */
  refreshed(): Promise<void>;
}

/** How long a request waits for the first reading of a library, in milliseconds. */
const patience = 3000;
/** How many files are read at a time; between two such batches others have their turn. */
const batch = 8;
/** How long file events are gathered, in milliseconds: a checkout sends a thousand of them. */
const gathering = 30;

/** A folder that is read, and was looked through last `since` a time. A `spare` one may not exist: it would hold the other language of an open record. */
interface Root { readonly folder: string; readonly spare: boolean; state: 'reading' | 'read' | 'failed' | 'stopped' | 'gone'; done: number; found: number; since: Date; finished: Promise<void> }

/** Who is told of what becomes of a library. */
export interface Listeners {
  /** The facts of these files changed; undefined stands for nothing in particular, after a reading. */
  readonly changed: (uris: ReadonlySet<string> | undefined) => void;
  /** Texts changed, came or went, and the library may tell other things on some topics; undefined stands for anything. */
  readonly stirred: (what: Stir | undefined) => void;
  /** There is a new status. */
  readonly told: () => void;
}

/** The files whose texts are others now, and the topics on which the library tells other things. */
export interface Stir { readonly uris: ReadonlySet<string>; readonly news: ReadonlySet<Topic> }

/** An empty library of the files that are wanted. `collectionsFor` gives the kinds of files that the project around one has, once it is known. */
export function createLibrary(host: Host, log: Log, wants: (uri: string) => boolean, { changed, stirred, told }: Listeners, collectionsFor: (uri: string) => Promise<Collections>): Library {
  const shelf = emptyShelf();
  const stamps = new Map<string, number>();
  /** By which collections files on disk were sorted, but for those by which most are. */
  const sortings = new Map<string, string>();
  let usual: string | undefined;
  const lately = createLately();
  let lastStamp = 0;
  let stirring = new Set<string>();
  const roots = new Map<string, Root>();
  const inEditor = new Set<string>();
  const tickets = new Map<string, number>();
  let folders: readonly string[] = [];
  let events = new Map<string, boolean>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let takenIn: Promise<unknown> = Promise.resolve();
  let ticket = 0;

  const fail = (error: unknown) => { log(`Keeping the library failed: ${traceOf(error)}`); };
  const rootOf = (uri: string): Root | undefined => [...roots.values()].find(({ folder }) => isBelow(folder, uri));
  const isIn = (uri: string): boolean => rootOf(uri) !== undefined && wants(uri);
  /** Takes note of a text: `print` tells one that is on disk from another. An open one is new whenever it is told of, and like none on disk. */
  const stamp = (uri: string, print = --lastStamp, record?: PolicyRecord) => {
    if (stamps.get(uri) === print) return;
    stamps.set(uri, print);
    lately.put(uri, record);
    stirring.add(uri);
  };
  const put = (uri: string, text: string | undefined, collections?: Collections) => {
    const record = shelf.put(uri, text, collections);
    const sorting = text === undefined ? undefined : collections?.print;
    usual ??= sorting;
    if (sorting === undefined || sorting === usual) sortings.delete(uri); else sortings.set(uri, sorting);
    if (inEditor.has(uri)) return;
    if (text !== undefined) stamp(uri, numberOf(text), record);
    else if (stamps.delete(uri)) stirring.add(uri);
    if (text === undefined) lately.put(uri, undefined);
  };
  const keepOnly = (isKept: (uri: string) => boolean) => {
    shelf.keep(isKept);
    for (const uri of [...stamps.keys()]) if (!isKept(uri) && stamps.delete(uri)) stirring.add(uri);
    for (const uri of [...sortings.keys()]) if (!isKept(uri)) sortings.delete(uri);
    lately.keepOnly(isKept);
  };
  const isReading = () => [...roots.values()].some(({ state }) => state === 'reading');
  const isStopped = () => [...roots.values()].some(({ state }) => state === 'stopped');
  const sumOf = (count: 'done' | 'found') => [...roots.values()].reduce((sum, root) => sum + (root.state === 'reading' ? root[count] : 0), 0);
  const announce = (isNew = false) => {
    told();
    // While a folder is being read every file is news; the end of the reading says it once.
    if (isReading()) return;
    const { uris, news } = shelf.changes();
    const texts = stirring;
    stirring = new Set();
    if (isNew || texts.size > 0 || uris.size > 0) stirred(isNew || !news ? undefined : { uris: texts, news });
    if (isNew || uris.size > 0) changed(isNew ? undefined : uris);
  };

  /** Reads files in batches, as long as it `goesOn` behind so many. Of two readings of one file that overtake each other the one that began later counts. */
  const load = async (uris: readonly string[], goesOn: (done: number) => boolean = () => true) => {
    for (let i = 0; i < uris.length && goesOn(i); i += batch) {
      await Promise.all(uris.slice(i, i + batch).map(async uri => {
        const mine = ++ticket;
        tickets.set(uri, mine);
        const [text, collections] = await Promise.all([host.read(uri).catch(() => undefined), collectionsFor(uri)]);
        if (tickets.get(uri) !== mine) return;
        tickets.delete(uri);
        try {
          if (isIn(uri)) put(uri, text, collections);
        } catch (error) {
          log(`Reading a file of the library failed: ${traceOf(error)}`);
        }
      }));
      told();
      await new Promise(resolve => setTimeout(resolve));
    }
  };

  const scan = async (root: Root) => {
    const isWanted = () => root.state === 'reading';
    try {
      const files = await host.list(root.folder).catch((error: unknown) => { if (root.spare) return []; throw error; });
      const wanted = files.map(file => compact(canonical(file))).filter(wants);
      root.found = wanted.length;
      await load(wanted, done => { root.done = done; return isWanted(); });
      // A host knows nothing of file systems that are not its own, which is not the same as an empty folder.
      if (isWanted()) root.state = files.length === 0 && !root.folder.startsWith('file:') ? 'failed' : 'read';
    } catch (error) {
      log(`Reading a folder of the library failed: ${traceOf(error)}`);
      if (isWanted()) root.state = 'failed';
    }
    if (root.state === 'read' || root.state === 'failed') announce(true);
  };

  const lookAgain = async (root: Root) => {
    if (!host.changedSince) return;
    const { folder, since } = root;
    root.since = host.now();
    const there = new Set((await host.list(folder).catch(() => [])).map(canonical).filter(wants));
    const known = new Set(shelf.files(uri => isBelow(folder, uri)));
    const changed = await host.changedSince([...known], since);
    await load([...[...there].filter(uri => !known.has(uri)), ...[...known].filter(uri => changed.has(uri) || !there.has(uri))]);
  };

  /** The folders wanted now: the workspace's, and those that open records refer into beyond it. */
  const settle = () => {
    const spare = [...inEditor].filter(uri => uri.startsWith('file:')).flatMap(homesOf).filter(folder => !folders.some(each => isBelow(each, `${folder}/.`)));
    // A folder within another is read with it.
    const outermost = folders.filter(folder => !folders.some(each => each !== folder && isBelow(each, `${folder}/.`)));
    const wanted = new Set([...outermost, ...spare]);
    const before = roots.size;
    for (const [folder, root] of roots) {
      if (wanted.has(folder)) continue;
      root.state = 'gone';
      roots.delete(folder);
    }
    if (roots.size < before) keepOnly(isIn);
    for (const folder of wanted) {
      if (roots.has(folder)) continue;
      const root: Root = { folder, spare: !folders.includes(folder), state: 'reading', done: 0, found: 0, since: host.now(), finished: Promise.resolve() };
      roots.set(folder, root);
      root.finished = scan(root).catch(fail);
    }
    announce();
  };

  const flush = async () => {
    const batchOfEvents = events;
    events = new Map();
    timer = undefined;
    const come: string[] = [];
    const gone = new Set([...batchOfEvents].flatMap(([uri, isGone]) => isGone ? uri.replace(/\/$/, '') : []));
    // What is being read just now is no longer true either.
    for (const each of tickets.keys()) if (isAtOrBelow(each, gone)) tickets.delete(each);
    for (const each of gone.size > 0 ? shelf.files(uri => isAtOrBelow(uri, gone)) : []) put(each, undefined);
    for (const [uri, isGone] of batchOfEvents) {
      if (isGone) continue;
      if (isMarkdown(uri)) { if (isIn(uri)) come.push(uri); }
      // A folder that came with all its files is told of as one.
      else if (rootOf(uri) && !/\.[^/]*$/.test(uri.slice(uri.lastIndexOf('/')))) come.push(...(await host.list(uri).catch(() => [])).map(canonical).filter(isIn));
    }
    const leftOut = await host.leavesOut?.(come).catch(() => undefined);
    await load([...new Set(come)].filter(uri => !leftOut?.has(uri)));
    announce();
  };

  return {
    corpus: () => shelf.corpus(),
    knows: uri => rootOf(uri)?.state === 'read' && !isReading() && !isStopped(),
    settled: async uri => {
      if ((uri !== undefined && !rootOf(uri)) || !isReading()) return;
      let late: ReturnType<typeof setTimeout> | undefined;
      await Promise.race([Promise.all([...roots.values()].map(root => root.finished)), new Promise<void>(resolve => { late = setTimeout(resolve, patience); })]);
      clearTimeout(late);
    },
    isReading,
    stampOf: uri => stamps.get(uri),
    recordOf: lately.take,
    extent: () => ({
      ...shelf.counts(), scanning: isReading(), unread: [...roots.values()].find(({ state }) => state === 'failed')?.folder,
      done: sumOf('done'), found: sumOf('found'), stopped: isStopped(),
    }),
    stop: () => {
      for (const root of roots.values()) if (root.state === 'reading') root.state = 'stopped';
      announce(true);
    },
    setFolders: next => { folders = next.map(folder => canonical(folder).replace(/\/$/, '')); settle(); },
    renew: () => {
      for (const root of roots.values()) root.state = 'gone';
      roots.clear();
      settle();
      keepOnly(isIn);
    },
    resort: () => {
      const again = async () => {
        const moved: string[] = [];
        for (const uri of shelf.files(() => true)) if ((await collectionsFor(uri)).print !== (sortings.get(uri) ?? usual)) moved.push(uri);
        await load(moved);
        if (moved.length > 0) announce();
      };
      again().catch(fail);
    },
    opened: (uri, text, sorted) => {
      if ((sorted.record ?? sorted.other) && !inEditor.has(uri)) {
        inEditor.add(uri);
        settle();
      }
      if (!isIn(uri)) return;
      stamp(uri);
      shelf.open(uri, text, sorted);
      announce();
    },
    closed: uri => {
      shelf.close(uri);
      if (inEditor.delete(uri)) settle();
      if (!isIn(uri)) return;
      // Whether the text on disk is that of the editor is not known.
      stamp(uri);
      load([uri]).then(() => announce()).catch(fail);
    },
    caughtUp: async () => { await takenIn; },
    refreshed: async () => {
      for (const root of roots.values()) if (root.state === 'read') await lookAgain(root);
      announce();
    },
    touched: news => {
      for (const { uri, gone } of news) events.set(canonical(uri), gone);
      if (timer) return;
      const done = new Promise<void>(resolve => { timer = setTimeout(() => { flush().catch(fail).finally(resolve); }, gathering); });
      takenIn = Promise.all([takenIn, done]);
    },
  };
}
