import { fileURLToPath } from 'node:url';
import { last } from '../base/last.ts';
import type { LineAndCharacter } from '../base/lines.ts';
import type { Companion } from '../record/companions.ts';
import { corpusOf, type Corpus } from '../record/corpus.ts';
import { faceIn, faceOf, factsOf, keepable, sharedIn, sharedValuesIn, type Facts } from '../record/facts.ts';
import { assessedLater, type ReadLater } from '../record/values.ts';
import type { World } from '../rules/rule.ts';
import { judge, type Report } from '../rules/run.ts';
import type { Project } from '../schema/project.ts';
import { isBroken, type PolicyRecord } from '../syntax/record.ts';
import { nodeAt, type Path } from '../syntax/tree.ts';
import type { Reading } from './disk.ts';
import { packed, unpacked } from './packed.ts';
import { nameOf, type Place } from './places.ts';
import { partOf, type Part } from './report.ts';
import { sorted, sortedAt, type Sorted } from './sorted.ts';
import type { Look } from './summary.ts';
import type { Surroundings } from './surroundings.ts';
import { recordKeyOf } from './twins.ts';

/**
 * What stays at hand between reading and checking: the records; their texts with all that they say to others, so that the files are read
 * once; or what others see of them as small as it can be, and then the files are read twice.
 */
export type Keeps = 'records' | 'texts' | 'prints';

/** What a desk knows from the start. */
export interface Setup {
  readonly look: Look;
  readonly cwd: string;
  readonly today: string;
  readonly keeps: Keeps;
  /** Whether someone else wants to know what a record shows to others. */
  readonly tells: boolean;
  /** Whether what is read is kept for another time, by hashes of the contents. */
  readonly hashes: boolean;
}

/** What came of reading a file. Plain data, for other threads. */
export type Row = { readonly hash: string } & (
  | { readonly kind: 'record'; readonly face: string }
  | { readonly kind: 'companion'; readonly companion: Companion }
  | { readonly kind: 'other' }
  | { readonly kind: 'unread'; readonly reading: Exclude<Reading, { readonly kind: 'text' }> });

/** What a check tells of one record: its part of the report, and what the ignores of its project did. */
export interface Sheet extends Part { readonly ignored: readonly Named[]; readonly isBroken: boolean }

/** A finding as far as an ignore looks at it. */
export interface Named { readonly rule: string; readonly path: Path }

/** Reads files and checks records, one after the other. Everything is read or learnt before anything is checked. */
export interface Desk {
  /** Reads a file, or takes a text for it. */
  read(place: Pick<Place, 'path' | 'uri'>, reading?: Reading): Row;
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
  const texts = new Map<string, string>();
  let facts: Facts[] = [];
  let companions: Companion[] = [];
  let corpus = corpusOf([]);
  let isOpen = false;
  const projectOf = (uri: string): Project => around.of(uri).project;
  const worldOf = (uri: string): World => ({ corpus, today, author: undefined, project: projectOf(uri) });

  const take = (uri: string, file: Sorted, hash: string): Row => {
    if (file.kind === 'unread') return { kind: 'unread', hash, reading: 'text' in file.reading ? { ...file.reading, text: '' } : file.reading };
    if (file.kind === 'other') return { kind: 'other', hash };
    const { record } = file;
    if (keeps === 'records') kept.set(uri, record);
    else if (keeps === 'texts') texts.set(uri, record.text);
    if (file.kind === 'companion') {
      companions.push(file.companion);
      return { kind: 'companion', hash, companion: file.companion };
    }
    const own = keeps === 'records' ? factsOf(record) : keeps === 'texts' ? sharedIn(record) : faceIn(record);
    // Outside language folders nobody has a twin, and nobody else looks at an assessment.
    facts.push(keeps !== 'prints' ? own : own.language === undefined ? keepable(own) : { ...own, values: assessedLater(own.values, uri, valuesLater) });
    return { kind: 'record', hash, face: tells ? packed(faceOf(own)) : '' };
  };
  const recordAt = (place: Pick<Place, 'path' | 'uri'>): PolicyRecord | undefined => {
    const before = kept.get(place.uri);
    if (before) return before;
    const text = texts.get(place.uri);
    const { collections } = projectOf(place.uri);
    const file = text === undefined ? sortedAt(place, collections).sorted : sorted(place.uri, { kind: 'text', text }, collections);
    return file.kind === 'record' || file.kind === 'companion' ? file.record : undefined;
  };
  const read = (uri: string) => recordAt({ uri, path: fileURLToPath(uri) });
  const recent = lately(read, 40);
  // Both languages of a record are checked one after the other, and each looks at all that the other says.
  const pair = lately(read, 2);
  const valuesAt = lately((uri: string) => { const record = pair(uri); return record ? sharedValuesIn(record) : {}; }, 2);
  const keyOf = last(recordKeyOf);
  let current = '';
  const valuesLater: ReadLater = (uri, isNeeded) => isNeeded || keyOf(uri) === current ? valuesAt(uri) : undefined;
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
      if (reading) return take(place.uri, sorted(place.uri, reading, projectOf(place.uri).collections), '');
      const { sorted: file, hash } = sortedAt(place, projectOf(place.uri).collections);
      return take(place.uri, file, hashes ? hash() : '');
    },
    learn: row => {
      if (row.kind === 'companion') companions.push(row.companion);
      if (row.kind === 'record') facts.push(unpacked(row.face));
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
      corpus = next;
    },
    check: place => {
      const record = pair(place.uri);
      if (!record) return undefined;
      current = recordKeyOf(place.uri);
      const { findings, ignored } = judge(record, worldOf(place.uri), report(place.uri));
      const part = partOf({ shown: place.shown, record, findings }, look, elsewhere);
      return { ...part, ignored: ignored.map(({ finding: { rule, path } }) => ({ rule, path })), isBroken: isBroken(record) };
    },
  };
}

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
