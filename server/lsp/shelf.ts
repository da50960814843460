import type { Companion } from '../record/companions.ts';
import { corpusOf, type Corpus } from '../record/corpus.ts';
import { areSame, factsOf, type Facts } from '../record/facts.ts';
import { sortOut } from '../record/intake.ts';
import { parseRecord } from '../syntax/parse.ts';
import { isBroken, type PolicyRecord } from '../syntax/record.ts';

/**
 * The facts of every file of the library, from disk and from the editor, where the editor's count. Facts are all it keeps of a file.
 * Of files that records may name it keeps who they are, as they are on disk: no finding depends on it.
 * It tells what changed for other files, so that only then they are checked again.
 */
export interface Shelf {
  corpus(): Corpus;
  /** Markdown files on disk that are no records. */
  others(): number;
  /** Takes in a file as it is on disk; undefined where it is gone. Tells the record it read, which it does not keep. */
  put(uri: string, text: string | undefined): PolicyRecord | undefined;
  /** Takes in an open document, or its closing. */
  open(uri: string, text: string, record: PolicyRecord | undefined): void;
  close(uri: string): void;
  /** Drops all files for which `isKept` says no. */
  keep(isKept: (uri: string) => boolean): void;
  /** The uris on disk that satisfy a condition. */
  files(which: (uri: string) => boolean): readonly string[];
  /** The uris whose facts changed since this was last asked. */
  changes(): ReadonlySet<string>;
}

/** A shelf with nothing on it yet. */
export function emptyShelf(): Shelf {
  const onDisk = new Map<string, Facts | undefined>();
  const inEditor = new Map<string, Facts | undefined>();
  const companions = new Map<string, Companion>();
  let changed = new Set<string>();
  let corpus: Corpus | undefined;
  const current = (uri: string): Facts | undefined => inEditor.has(uri) ? inEditor.get(uri) : onDisk.get(uri);
  const change = (uri: string, make: () => void) => {
    const before = current(uri);
    make();
    const after = current(uri);
    if (before === after || (before && after && areSame(before, after))) return;
    changed.add(uri);
    corpus = undefined;
  };
  const accompany = (uri: string, companion: Companion | undefined) => {
    if (JSON.stringify(companions.get(uri)) === JSON.stringify(companion)) return;
    if (companion) companions.set(uri, companion); else companions.delete(uri);
    corpus = undefined;
  };
  return {
    corpus: () => corpus ??= corpusOf([...new Set([...onDisk.keys(), ...inEditor.keys()])].flatMap(uri => current(uri) ?? []), [...companions.values()]),
    others: () => [...onDisk].filter(([uri, facts]) => facts === undefined && inEditor.get(uri) === undefined).length,
    put: (uri, text) => {
      const { record, companion } = text === undefined ? {} : sortOut(uri, text);
      accompany(uri, companion);
      change(uri, () => {
        if (text === undefined) onDisk.delete(uri);
        else onDisk.set(uri, factsNow(uri, text, record, onDisk.get(uri), false));
      });
      return record;
    },
    open: (uri, text, record) => change(uri, () => { inEditor.set(uri, factsNow(uri, text, record, current(uri), true)); }),
    // Until the file is read again, what was in the editor is the best that is known of it.
    close: uri => change(uri, () => {
      const facts = inEditor.get(uri);
      inEditor.delete(uri);
      if (facts && onDisk.has(uri)) onDisk.set(uri, facts);
    }),
    keep: isKept => {
      for (const uri of [...companions.keys()]) if (!isKept(uri)) accompany(uri, undefined);
      for (const uri of [...onDisk.keys()]) if (!isKept(uri)) change(uri, () => { onDisk.delete(uri); });
      for (const uri of [...inEditor.keys()]) if (!isKept(uri)) change(uri, () => { inEditor.delete(uri); });
    },
    files: which => [...onDisk.keys()].filter(which),
    changes: () => {
      const done = changed;
      changed = new Set();
      return done;
    },
  };
}

/**
 * The facts of a file as other files should see it. While it does not parse, its last good facts stand, or every reference to it
 * would turn red at each half-typed line; an open one keeps them even while its fences are away.
 */
function factsNow(uri: string, text: string, record: PolicyRecord | undefined, before: Facts | undefined, isOpen: boolean): Facts | undefined {
  if (record) return isBroken(record) && before ? before : factsOf(record);
  if (!before) return undefined;
  const other = parseRecord(uri, text);
  return (other ? isBroken(other) : isOpen) ? before : undefined;
}
