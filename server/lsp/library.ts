import type { Host } from './host.ts';
import type { Corpus } from '../record/corpus.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { traceOf, type Log } from './guard.ts';
import { printOf } from './report.ts';
import { emptyShelf } from './shelf.ts';
import { asFolder, canonical, homesOf, isBelow, isMarkdown } from './uri.ts';

/** How far the library is known: its records, its other Markdown files, and a folder of it that could not be read. */
export interface Extent { readonly records: number; readonly others: number; readonly scanning: boolean; readonly unread: string | undefined }

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
  /** Makes these the folders of the library and reads those that are new. */
  setFolders(folders: readonly string[]): void;
  /** Reads all folders anew, where other files are wanted now. */
  renew(): void;
  opened(uri: string, text: string, record: PolicyRecord | undefined): void;
  closed(uri: string): void;
  /** Takes in what happened to files and folders on disk. */
  touched(events: readonly { readonly uri: string; readonly gone: boolean }[]): void;
}

/** How long a request waits for the first reading of a library, in milliseconds. */
const patience = 3000;
/** How many files are read at a time; between two such batches others have their turn. */
const batch = 8;
/** How long file events are gathered, in milliseconds: a checkout sends a thousand of them. */
const gathering = 30;

/** A folder that is read. A `spare` one may not exist: it would hold the other language of an open record. */
interface Root { readonly folder: string; readonly spare: boolean; state: 'reading' | 'read' | 'failed' | 'gone'; finished: Promise<void> }

/** Who is told of what becomes of a library. */
export interface Listeners {
  /** The facts of these files changed; undefined stands for nothing in particular, after a reading. */
  readonly changed: (uris: ReadonlySet<string> | undefined) => void;
  /** Some text changed, came or went. */
  readonly stirred: () => void;
  /** There is a new status. */
  readonly told: () => void;
}

/** An empty library of the files that are wanted. */
export function createLibrary(host: Host, log: Log, wants: (uri: string) => boolean, { changed, stirred, told }: Listeners): Library {
  const shelf = emptyShelf();
  const stamps = new Map<string, { readonly stamp: number; readonly print: string | undefined; readonly record: WeakRef<PolicyRecord> | undefined }>();
  let lastStamp = 0;
  let isStirred = false;
  const roots = new Map<string, Root>();
  const inEditor = new Set<string>();
  const tickets = new Map<string, number>();
  let folders: readonly string[] = [];
  let events = new Map<string, boolean>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ticket = 0;

  const fail = (error: unknown) => { log(`Keeping the library failed: ${traceOf(error)}`); };
  const rootOf = (uri: string): Root | undefined => [...roots.values()].find(({ folder }) => isBelow(folder, uri));
  const isIn = (uri: string): boolean => rootOf(uri) !== undefined && wants(uri);
  /** Takes note of a text. `print` tells one that is on disk from another; an open one is new whenever it is told of. */
  const stamp = (uri: string, print?: string, record?: PolicyRecord) => {
    if (print !== undefined && stamps.get(uri)?.print === print) return;
    stamps.set(uri, { stamp: ++lastStamp, print, record: record && new WeakRef(record) });
    isStirred = true;
  };
  const put = (uri: string, text: string | undefined) => {
    const record = shelf.put(uri, text);
    if (inEditor.has(uri)) return;
    if (text !== undefined) stamp(uri, printOf(text), record);
    else if (stamps.delete(uri)) isStirred = true;
  };
  const keepOnly = (isKept: (uri: string) => boolean) => {
    shelf.keep(isKept);
    for (const uri of [...stamps.keys()]) if (!isKept(uri) && stamps.delete(uri)) isStirred = true;
  };
  const isReading = () => [...roots.values()].some(({ state }) => state === 'reading');
  const announce = (isNew = false) => {
    told();
    // While a folder is being read every file is news; the end of the reading says it once.
    if (isReading()) return;
    if (isNew || isStirred) stirred();
    isStirred = false;
    const uris = shelf.changes();
    if (isNew || uris.size > 0) changed(isNew ? undefined : uris);
  };

  /** Reads files in batches. Of two readings of one file that overtake each other the one that began later counts. */
  const load = async (uris: readonly string[], isWanted: () => boolean = () => true) => {
    for (let i = 0; i < uris.length && isWanted(); i += batch) {
      await Promise.all(uris.slice(i, i + batch).map(async uri => {
        const mine = ++ticket;
        tickets.set(uri, mine);
        const text = await host.read(uri).catch(() => undefined);
        if (tickets.get(uri) !== mine) return;
        tickets.delete(uri);
        try {
          if (isIn(uri)) put(uri, text);
        } catch (error) {
          log(`Reading a file of the library failed: ${traceOf(error)}`);
        }
      }));
      told();
      await new Promise(resolve => setTimeout(resolve));
    }
  };

  const scan = async (root: Root) => {
    const isWanted = () => root.state !== 'gone';
    try {
      const files = await host.list(root.folder).catch((error: unknown) => { if (root.spare) return []; throw error; });
      await load(files.map(canonical).filter(wants), isWanted);
      // A host knows nothing of file systems that are not its own, which is not the same as an empty folder.
      if (isWanted()) root.state = files.length === 0 && !root.folder.startsWith('file:') ? 'failed' : 'read';
    } catch (error) {
      log(`Reading a folder of the library failed: ${traceOf(error)}`);
      if (isWanted()) root.state = 'failed';
    }
    if (isWanted()) announce(true);
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
      const root: Root = { folder, spare: !folders.includes(folder), state: 'reading', finished: Promise.resolve() };
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
    for (const [uri, gone] of batchOfEvents) {
      if (gone) {
        const isThere = (file: string) => file === uri || file.startsWith(asFolder(uri));
        // What is being read just now is no longer true either.
        for (const each of [...tickets.keys()].filter(isThere)) tickets.delete(each);
        for (const each of shelf.files(isThere)) put(each, undefined);
      }
      else if (isMarkdown(uri)) { if (isIn(uri)) come.push(uri); }
      // A folder that came with all its files is told of as one.
      else if (rootOf(uri) && !/\.[^/]*$/.test(uri.slice(uri.lastIndexOf('/')))) come.push(...(await host.list(uri).catch(() => [])).map(canonical).filter(isIn));
    }
    const wanted = await Promise.all([...new Set(come)].map(async uri => await host.leavesOut?.(uri).catch(() => false) ? [] : [uri]));
    await load(wanted.flat());
    announce();
  };

  return {
    corpus: () => shelf.corpus(),
    knows: uri => rootOf(uri)?.state === 'read' && !isReading(),
    settled: async uri => {
      if ((uri !== undefined && !rootOf(uri)) || !isReading()) return;
      let late: ReturnType<typeof setTimeout> | undefined;
      await Promise.race([Promise.all([...roots.values()].map(root => root.finished)), new Promise<void>(resolve => { late = setTimeout(resolve, patience); })]);
      clearTimeout(late);
    },
    isReading,
    stampOf: uri => stamps.get(uri)?.stamp,
    recordOf: uri => stamps.get(uri)?.record?.deref(),
    extent: () => ({
      records: shelf.corpus().records.length, others: shelf.others(), scanning: isReading(), unread: [...roots.values()].find(({ state }) => state === 'failed')?.folder,
    }),
    setFolders: next => { folders = next.map(folder => canonical(folder).replace(/\/$/, '')); settle(); },
    renew: () => {
      for (const root of roots.values()) root.state = 'gone';
      roots.clear();
      settle();
      keepOnly(isIn);
    },
    opened: (uri, text, record) => {
      if (record && !inEditor.has(uri)) {
        inEditor.add(uri);
        settle();
      }
      if (!isIn(uri)) return;
      stamp(uri);
      shelf.open(uri, text, record);
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
    touched: news => {
      for (const { uri, gone } of news) events.set(canonical(uri), gone);
      timer ??= setTimeout(() => { flush().catch(fail); }, gathering);
    },
  };
}
