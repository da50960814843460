import { fileURLToPath } from 'node:url';
import type { LineAndCharacter } from '../base/lines.ts';
import type { Companion } from '../record/companions.ts';
import { corpusOf, type Corpus } from '../record/corpus.ts';
import { briefIn, faceOf, sharedIn, sharedValuesIn, shortOf, type Facts } from '../record/facts.ts';
import { toldIn } from '../record/shared.ts';
import type { Fields } from '../record/values.ts';
import type { Rule, World } from '../rules/rule.ts';
import { rules } from '../rules/index.ts';
import { dueOf, judge, outward, pendingIn, type Report } from '../rules/run.ts';
import type { Project } from '../schema/project.ts';
import { isBroken, type PolicyRecord } from '../syntax/record.ts';
import { nodeAt, type Path } from '../syntax/tree.ts';
import type { Reading } from './disk.ts';
import { fromBrief, inBrief, packed, unpacked } from './packed.ts';
import { nameOf, type Place } from './places.ts';
import { emptyPart, partOf, type Part } from './report.ts';
import { sorted, sortedAt, type Sorted } from './sorted.ts';
import type { Look } from './summary.ts';
import type { Surroundings } from './surroundings.ts';

/** Which records stay at hand between reading and checking: all, as they are going to be mended; those with something wrong in them; or none, and whatever is looked at again is read again. */
export type Keeps = 'all' | 'flawed' | 'none';

/** What a desk knows from the start. */
export interface Setup {
  readonly look: Look;
  readonly cwd: string;
  readonly today: string;
  readonly keeps: Keeps;
  /** Whether desks of other threads want to know what a record shows to others. */
  readonly tells: boolean;
  /** Whether what is read is kept for another time, by hashes of the contents. */
  readonly hashes: boolean;
}

/** What came of reading a file. Plain data, for other threads. */
export type Row = { readonly hash: string } & (
  /** What it shows to others, for later runs and, in brief, for other threads; empty where nobody wants to know. */
  | { readonly kind: 'record'; readonly face: string; readonly brief: string }
  | { readonly kind: 'companion'; readonly companion: Companion }
  | { readonly kind: 'other' }
  | { readonly kind: 'unread'; readonly reading: Exclude<Reading, { readonly kind: 'text' }> });

/** What a check tells of one record: its part of the report, and what the ignores of its project did. */
export interface Sheet extends Part { readonly ignored: readonly Named[]; readonly isBroken: boolean }

/** A finding as far as an ignore looks at it. */
export interface Named { readonly rule: string; readonly path: Path }

/** Reads files and checks records, one after the other. Everything is read or learnt before anything is checked. */
export interface Desk {
  /** Reads a file, or takes a text for it, and asks those rules about what is to be checked that need not know the others. */
  read(place: Pick<Place, 'path' | 'uri' | 'asked'>, reading?: Reading): Row;
  /** Takes in what another desk has read, as its row tells it. */
  learn(row: Row): void;
  /** Ends the reading. */
  open(): void;
  /** The record at a place as it is now; undefined where there is none any more. */
  recordAt(place: Pick<Place, 'path' | 'uri'>): PolicyRecord | undefined;
  worldOf(uri: string): World;
  /** Puts a mended record in the place of the old one. */
  replace(record: PolicyRecord, corpus: Corpus): void;
  check(place: Pick<Place, 'path' | 'uri' | 'shown'>): Sheet | undefined;
}

/** A desk with nothing on it. `report` is told of rules that fail. */
export function createDesk({ look, cwd, today, keeps, tells, hashes }: Setup, around: Surroundings, report: (uri: string) => Report): Desk {
  const kept = new Map<string, PolicyRecord>();
  /** The rules that are still to be asked of what was read. */
  const pending = new Map<string, readonly Rule[]>();
  let facts: Facts[] = [];
  let companions: Companion[] = [];
  let corpus = corpusOf([]);
  let isOpen = false;
  const projectOf = (uri: string): Project => around.of(uri).project;
  const worldOf = (uri: string): World => ({ corpus, today, author: undefined, project: projectOf(uri) });

  const recordAt = (place: Pick<Place, 'path' | 'uri'>): PolicyRecord | undefined => {
    const before = kept.get(place.uri);
    if (before) return before;
    const file = sortedAt(place, projectOf(place.uri).collections).sorted;
    return file.kind === 'record' || file.kind === 'companion' ? file.record : undefined;
  };
  const recent = lately(uri => recordAt({ uri, path: fileURLToPath(uri) }), mostRecent);
  const valuesAt = lately((uri): Fields => { const record = recent(uri); return record ? sharedValuesIn(record) : {}; }, mostRecent);

  const take = ({ uri, asked }: Pick<Place, 'uri' | 'asked'>, file: Sorted, hash: string): Row => {
    if (file.kind === 'unread') return { kind: 'unread', hash, reading: 'text' in file.reading ? { ...file.reading, text: '' } : file.reading };
    if (file.kind === 'other') return { kind: 'other', hash };
    const { record } = file;
    const keep = (isFlawed: boolean) => { if (keeps === 'all' || (keeps === 'flawed' && isFlawed)) kept.set(uri, record); };
    if (file.kind === 'companion') {
      keep(true);
      companions.push(file.companion);
      return { kind: 'companion', hash, companion: file.companion };
    }
    const own = sharedIn(record);
    const project = projectOf(uri);
    const ask = asked ? pendingIn(record, { today, author: undefined, project }, own) : rules;
    pending.set(uri, ask);
    keep(asked && ask !== outward);
    const brief = briefIn(own);
    // Outside language folders nobody has a twin.
    facts.push(shortOf(own, brief, valuesAt, own.language === undefined ? undefined : toldIn(own, project.vocabulary)));
    return { kind: 'record', hash, face: hashes ? packed(faceOf(own)) : '', brief: tells ? inBrief(own, brief) : '' };
  };
  // A record that has the address of a thousand others is named a thousand times.
  const places = new Map<string, readonly LineAndCharacter[]>();
  const placesOf = (uri: string): readonly LineAndCharacter[] => {
    const its = places.get(uri) ?? marked.map(field => placeIn(recent(uri), [field]));
    places.set(uri, its);
    return its;
  };
  const names = new Map<string, string>();
  const nameFor = (uri: string): string => {
    const name = names.get(uri) ?? nameOf(fileURLToPath(uri), cwd);
    names.set(uri, name);
    return name;
  };
  const elsewhere = (uri: string, path: Path) => {
    if (!corpus.of(uri)) return undefined;
    const known = path.length === 1 ? placesOf(uri)[marked.indexOf(String(path[0]))] : undefined;
    return { ...known ?? placeIn(recent(uri), path), shown: nameFor(uri) };
  };

  return {
    read: (place, reading) => {
      if (reading) return take(place, sorted(place.uri, reading, projectOf(place.uri).collections), '');
      const { sorted: file, hash } = sortedAt(place, projectOf(place.uri).collections);
      return take(place, file, hashes ? hash() : '');
    },
    learn: row => {
      if (row.kind === 'companion') companions.push(row.companion);
      if (row.kind === 'record') facts.push(row.brief === '' ? unpacked(row.face) : fromBrief(row.brief, valuesAt));
    },
    open: () => {
      if (isOpen) return;
      isOpen = true;
      corpus = corpusOf(facts, companions);
      facts = [];
      companions = [];
    },
    recordAt,
    worldOf,
    replace: (record, next) => {
      kept.set(record.uri, record);
      pending.delete(record.uri);
      corpus = next;
    },
    check: place => {
      const [world, its] = [worldOf(place.uri), corpus.of(place.uri)];
      const known = pending.get(place.uri) ?? rules;
      const due = its ? dueOf(known, its, world) : known;
      if (due.length === 0) return sheetOf(emptyPart(place.shown, look), none, false);
      const record = recent(place.uri);
      if (!record) return undefined;
      const { findings, ignored } = judge(record, world, report(place.uri), due);
      const part = partOf({ shown: place.shown, record, findings }, look, elsewhere);
      return sheetOf(part, ignored.map(({ finding: { rule, path } }) => ({ rule, path })), isBroken(record));
    },
  };
}

const sheetOf = ({ text, counts }: Part, ignored: readonly Named[], isBroken: boolean): Sheet => ({ text, counts, ignored, isBroken });
const none: readonly Named[] = [];

/** How many records are kept for a moment: both languages of a record are checked one after the other, each looks at all that the other says, and their findings speak of the same others. */
const mostRecent = 12;

/** The fields by which rules compare a record with all others, and at which their findings point. */
const marked = ['id', 'title', 'url', 'pubDate', 'year'];

const placeIn = (record: PolicyRecord | undefined, path: Path): LineAndCharacter =>
  record?.lines.at(nodeAt(record.root, path)?.span.start ?? 0) ?? { line: 0, character: 0 };

/** Remembers what the last few files gave: several findings of a record, and of its neighbours, speak of the same others. */
function lately<T>(read: (uri: string) => T, most: number): (uri: string) => T {
  const known = new Map<string, { readonly given: T }>();
  return uri => {
    const its = known.get(uri) ?? { given: read(uri) };
    if (!known.has(uri) && known.size >= most) known.delete([...known.keys()][0] ?? '');
    known.set(uri, its);
    return its.given;
  };
}
