import type { Host } from './host.ts';
import type { Corpus } from '../record/corpus.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { traceOf, type Log } from './guard.ts';
import { emptyShelf } from './shelf.ts';
import { asFolder, canonical, homesOf, isBelow, isMarkdown } from './uri.ts';

/** How far the library is known: its records, its other Markdown files, and a folder of it that could not be read. */
export interface Extent { readonly records: number; readonly others: number; readonly scanning: boolean; readonly unread: string | undefined }

/** All records around the open ones, kept in step with the disk and the editor. Uris are in their canonical spelling. */
export interface Library {
  corpus(): Corpus;
  /** Whether all files that a record may refer to have been read. */
  knows(uri: string): boolean;
  /** Waits until that is so, or until patience ends. */
  settled(uri: string): Promise<void>;
  extent(): Extent;
  /** Makes these the folders of the library and reads those that are new. */
  setFolders(folders: readonly string[]): void;
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

/** An empty library. `changed` is told of the files whose facts changed, or of nothing in particular after a reading; `told` of each new status. */
export function createLibrary(host: Host, log: Log, changed: (uris: ReadonlySet<string> | undefined) => void, told: () => void): Library {
  const shelf = emptyShelf();
  const roots = new Map<string, Root>();
  const inEditor = new Set<string>();
  const tickets = new Map<string, number>();
  let folders: readonly string[] = [];
  let events = new Map<string, boolean>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ticket = 0;

  const fail = (error: unknown) => { log(`Keeping the library failed: ${traceOf(error)}`); };
  const rootOf = (uri: string): Root | undefined => [...roots.values()].find(({ folder }) => isBelow(folder, uri));
  const isReading = () => [...roots.values()].some(({ state }) => state === 'reading');
  const announce = (isNew = false) => {
    told();
    // While a folder is being read every file is news; the end of the reading says it once.
    if (isReading()) return;
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
          if (rootOf(uri)) shelf.put(uri, text);
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
      await load(files.map(canonical), isWanted);
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
    const wanted = new Set([...folders, ...spare]);
    const before = roots.size;
    for (const [folder, root] of roots) {
      if (wanted.has(folder)) continue;
      root.state = 'gone';
      roots.delete(folder);
    }
    if (roots.size < before) shelf.keep(uri => rootOf(uri) !== undefined);
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
        const isIn = (file: string) => file === uri || file.startsWith(asFolder(uri));
        // What is being read just now is no longer true either.
        for (const each of [...tickets.keys()].filter(isIn)) tickets.delete(each);
        for (const each of shelf.files(isIn)) shelf.put(each, undefined);
      }
      else if (isMarkdown(uri)) { if (rootOf(uri)) come.push(uri); }
      // A folder that came with all its files is told of as one.
      else if (rootOf(uri) && !/\.[^/]*$/.test(uri.slice(uri.lastIndexOf('/')))) come.push(...(await host.list(uri).catch(() => [])).map(canonical).filter(rootOf));
    }
    await load([...new Set(come)]);
    announce();
  };

  return {
    corpus: () => shelf.corpus(),
    knows: uri => rootOf(uri)?.state === 'read' && !isReading(),
    settled: async uri => {
      if (!rootOf(uri) || !isReading()) return;
      let late: ReturnType<typeof setTimeout> | undefined;
      await Promise.race([Promise.all([...roots.values()].map(root => root.finished)), new Promise<void>(resolve => { late = setTimeout(resolve, patience); })]);
      clearTimeout(late);
    },
    extent: () => ({
      records: shelf.corpus().records.length, others: shelf.others(), scanning: isReading(), unread: [...roots.values()].find(({ state }) => state === 'failed')?.folder,
    }),
    setFolders: next => { folders = next.map(folder => canonical(folder).replace(/\/$/, '')); settle(); },
    opened: (uri, text, record) => {
      if (record && !inEditor.has(uri)) {
        inEditor.add(uri);
        settle();
      }
      if (!rootOf(uri)) return;
      shelf.open(uri, text, record);
      announce();
    },
    closed: uri => {
      shelf.close(uri);
      if (inEditor.delete(uri)) settle();
      if (rootOf(uri)) load([uri]).then(() => announce()).catch(fail);
    },
    touched: news => {
      for (const { uri, gone } of news) events.set(canonical(uri), gone);
      timer ??= setTimeout(() => { flush().catch(fail); }, gathering);
    },
  };
}
