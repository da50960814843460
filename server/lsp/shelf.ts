import { isSame } from '../base/same.ts';
import type { Companion } from '../record/companions.ts';
import { corpusWith, withCompanions } from '../record/amended.ts';
import { corpusOf, type Corpus } from '../record/corpus.ts';
import { areSame, factsOf, keepable, type Facts } from '../record/facts.ts';
import { sortOut, type Sorted } from '../record/intake.ts';
import { newsBetween, type Topic } from '../record/topics.ts';
import type { Collections } from '../schema/collections.ts';
import { parseRecord } from '../syntax/parse.ts';
import { isBroken, type PolicyRecord } from '../syntax/record.ts';

/**
 * The facts of every file of the library, from disk and from the editor, where the editor's count. Facts are all it keeps of a file; of
 * files of other collections it keeps who they are and what they name.
 * It tells what changed for other files, so that only then they are checked again.
 */
export interface Shelf {
  corpus(): Corpus;
  /** How many files are records, and how many Markdown files on disk are none. */
  counts(): Counts;
  /** Takes in a file as it is on disk; undefined where it is gone. Tells what it read, which it does not keep. */
  put(uri: string, text: string | undefined, collections?: Collections): PolicyRecord | undefined;
  /** Takes in an open document, or its closing. */
  open(uri: string, text: string, sorted: Sorted): void;
  close(uri: string): void;
  /** Drops all files for which `isKept` says no. */
  keep(isKept: (uri: string) => boolean): void;
  /** The uris on disk that satisfy a condition. */
  files(which: (uri: string) => boolean): readonly string[];
  /** What changed since this was last asked. */
  changes(): Changes;
}

/** How many files there are of each kind. */
export interface Counts { readonly records: number; readonly others: number }

/** The uris whose facts changed, and the topics on which the library may tell other things now; undefined where so many files changed that it may on any. */
export interface Changes { readonly uris: ReadonlySet<string>; readonly news: ReadonlySet<Topic> | undefined }

/** With more files changed at once it is not worth while to tell what the news is about. */
const mostTold = 500;

/** A shelf with nothing on it yet. */
export function emptyShelf(): Shelf {
  const onDisk = new Map<string, Entry>();
  const inEditor = new Map<string, Entry>();
  let changed = new Set<string>();
  /** The library that was asked for last, what changed since, and the one before the changes that nobody has been told of. */
  let corpus: Corpus | undefined;
  let amended = new Map<string, Facts | undefined>();
  let told: Corpus | undefined;
  let isOtherwiseAccompanied = false;
  let counts: Counts | undefined;
  const current = (uri: string): Entry => inEditor.get(uri) ?? onDisk.get(uri) ?? nothing;
  const everyUri = () => new Set([...onDisk.keys(), ...inEditor.keys()]);
  const companions = () => [...everyUri()].flatMap(uri => current(uri).companion ?? []);
  const corpusNow = (): Corpus => {
    let now = corpus ?? corpusOf([...everyUri()].flatMap(uri => current(uri).facts ?? []), companions());
    if (corpus && amended.size > 0) now = corpusWith(now, amended);
    if (corpus && isOtherwiseAccompanied) now = withCompanions(now, companions());
    amended = new Map();
    isOtherwiseAccompanied = false;
    told ??= now;
    return corpus = now;
  };
  const change = (uri: string, make: () => void) => {
    const [before, files] = [current(uri), onDisk.size];
    make();
    const after = current(uri);
    if ((before.facts === undefined) !== (after.facts === undefined) || onDisk.size !== files) counts = undefined;
    if (!isSame(before.companion, after.companion)) {
      isOtherwiseAccompanied = true;
      changed.add(uri);
    }
    if (before.facts === after.facts || (before.facts && after.facts && areSame(before.facts, after.facts))) return;
    changed.add(uri);
    amended.set(uri, after.facts);
  };
  return {
    corpus: corpusNow,
    counts: () => counts ??= {
      records: [...everyUri()].filter(uri => current(uri).facts).length,
      others: [...onDisk].filter(([uri, { facts }]) => facts === undefined && inEditor.get(uri)?.facts === undefined).length,
    },
    put: (uri, text, collections) => {
      const sorted = text === undefined ? {} : sortOut(uri, text, collections);
      change(uri, () => {
        if (text === undefined) onDisk.delete(uri);
        else onDisk.set(uri, entryNow(uri, text, sorted, onDisk.get(uri), false));
      });
      return sorted.record ?? sorted.other;
    },
    open: (uri, text, sorted) => change(uri, () => { inEditor.set(uri, entryNow(uri, text, sorted, current(uri), true)); }),
    // Until the file is read again, what was in the editor is the best that is known of it.
    close: uri => change(uri, () => {
      const entry = inEditor.get(uri);
      inEditor.delete(uri);
      if (entry && entry !== nothing && onDisk.has(uri)) onDisk.set(uri, entry);
    }),
    keep: isKept => {
      for (const uri of [...onDisk.keys()]) if (!isKept(uri)) change(uri, () => { onDisk.delete(uri); });
      for (const uri of [...inEditor.keys()]) if (!isKept(uri)) change(uri, () => { inEditor.delete(uri); });
    },
    files: which => [...onDisk.keys()].filter(which),
    changes: () => {
      const uris = changed;
      changed = new Set();
      const [before, now] = [told, corpusNow()];
      told = now;
      return { uris, news: !before || uris.size > mostTold ? undefined : newsBetween(before, now, uris) };
    },
  };
}

/** What is kept of a file: the facts of a record, or who a file of another collection is. */
interface Entry { readonly facts?: Facts; readonly companion?: Companion }

const nothing: Entry = {};

/**
 * What is kept of a file as other files should see it. While it does not parse, what it said last stands, or every reference to it
 * would turn red at each half-typed line; an open one keeps that even while its fences are away.
 */
function entryNow(uri: string, text: string, { record, other, companion }: Sorted, before: Entry = nothing, isOpen: boolean): Entry {
  if (record) return { facts: isBroken(record) && before.facts ? before.facts : isOpen ? factsOf(record) : keepable(factsOf(record)) };
  if (other) return { companion: isBroken(other) && before.companion ? before.companion : companion };
  if (before === nothing) return nothing;
  const parsed = parseRecord(uri, text);
  return (parsed ? isBroken(parsed) : isOpen) ? before : nothing;
}
