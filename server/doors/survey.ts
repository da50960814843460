import { contentOf, isJudged, slicesOf } from './cache.ts';
import { createCrew, keepsOf, type Crew, type Listeners, type Printed } from './crew.ts';
import type { Row, Setup } from './desk.ts';
import type { Reading } from './disk.ts';
import { byName, type Place, type Unread } from './places.ts';
import { mostChanged, shownBy, staleAmong } from './stale.ts';
import type { Beginning } from './start.ts';
import { bindingOf } from './summary.ts';
import type { Surroundings } from './surroundings.ts';
import { recordKeyOf } from './twins.ts';

/** What a file is, without what it shows to others. */
export type Taken = Pick<Row, 'kind' | 'hash'> & { readonly reading?: Extract<Row, { readonly kind: 'unread' }>['reading'] };

/** A library that has been read, and who checks it. */
export interface Survey {
  readonly crew: Pick<Crew, 'desk' | 'check' | 'end'>;
  /** What each file is, by path. */
  readonly taken: ReadonlyMap<string, Taken>;
  /** What was said of records and still holds, by path. */
  readonly held: ReadonlyMap<string, Printed>;
}

/** How a library is to be read. */
export interface Wish {
  readonly threads: number;
  /** Whether all records stay at hand, as they are going to be mended. */
  readonly keeps: boolean;
  /** What stands for the file that was named. */
  readonly standin: Reading | undefined;
}

/** Reads what has to be read: everything, or where little has changed since the last time, that. Where a thread fails, this one does all alone. */
export async function survey(beginning: Beginning, around: Surroundings, wish: Wish, listeners: Listeners): Promise<Survey> {
  const alone = () => surveyAll(beginning, around, { ...wish, threads: 1 }, listeners);
  const few = await surveyChanges(beginning, around, listeners);
  if (few || wish.threads === 1) return few ?? alone();
  const together = await surveyAll(beginning, around, wish, listeners).catch(alone);
  const check = async (wanted: readonly Place[]) => {
    await together.crew.check(wanted).catch(async () => (await alone()).crew.check(wanted));
  };
  return { ...together, crew: { ...together.crew, check } };
}

/** Reads everything. */
async function surveyAll({ places, folders, look, cwd, today, store }: Beginning, around: Surroundings, { threads, keeps, standin }: Wish, listeners: Listeners): Promise<Survey> {
  const taken = new Map<string, Taken>();
  const faces = store?.beginFaces();
  const setup: Setup = { look, cwd, today, keeps: keeps ? 'all' : keepsOf(places.length), tells: false, hashes: store !== undefined };
  const crew = createCrew(places, { folders, around }, setup, threads, {
    ...listeners,
    read: (place, row) => {
      listeners.read(place, row);
      taken.set(place.path, store ? takenOf(row) : kinds.get(row.kind) ?? takenOf(row));
      const face = shownBy(row);
      if (face !== '') faces?.put(contentOf(place.uri, row.hash), face);
    },
  });
  try {
    await crew.read(standin);
  } catch (error) {
    faces?.drop();
    crew.end();
    throw error;
  }
  faces?.end();
  return { crew, taken, held: new Map() };
}

/** Reads what has changed, where the rest is known and what was said of it still holds. */
async function surveyChanges({ places, others, folders, look, cwd, today, store, memory, changed }: Beginning, around: Surroundings, listeners: Listeners): Promise<Survey | undefined> {
  // Who may check the records of others, too, has to have read them.
  const faces = memory && others.length === 0 && changed.size <= mostChanged ? store?.faces() : undefined;
  if (!store || !memory || !faces) return undefined;
  const keys = new Set(places.filter(({ path }) => changed.has(path)).map(({ uri }) => recordKeyOf(uri)));
  // A record is checked together with its twin, so that is read as well.
  const [few, rest] = [places.filter(({ uri }) => keys.has(recordKeyOf(uri))), places.filter(({ uri }) => !keys.has(recordKeyOf(uri)))];
  const rows = new Map<string, Row>();
  const crew = createCrew(few, { folders, around }, { look, cwd, today, keeps: 'flawed', tells: false, hashes: true }, 1, {
    ...listeners, read: (place, row) => { listeners.read(place, row); rows.set(place.path, row); },
  });
  await crew.read();
  const stale = staleAmong({ memory, faces, places, rows });
  if (!stale) return undefined;
  const known = new Map(memory.known.map(each => [each.path, each]));
  const shown = (place: Place): string => {
    const row = rows.get(place.path);
    return row ? shownBy(row) : faces.get(contentOf(place.uri, known.get(place.path)?.hash ?? '')) ?? '';
  };
  const draft = store.beginFaces();
  const taken = new Map<string, Taken>();
  for (const place of places) {
    const row = rows.get(place.path) ?? known.get(place.path);
    if (!row) continue;
    taken.set(place.path, takenOf(row));
    if (shown(place) !== '') draft.put(contentOf(place.uri, row.hash), shown(place));
  }
  draft.end();
  for (const place of rest) {
    const its = known.get(place.path);
    if (its?.kind === 'record') crew.desk.learn({ kind: 'record', hash: its.hash, face: shown(place), brief: '' });
    if (its?.kind === 'companion') crew.desk.learn({ kind: 'companion', hash: its.hash, companion: JSON.parse(shown(place)) as Extract<Row, { readonly kind: 'companion' }>['companion'] });
  }
  const slices = slicesOf(memory, bindingOf(look));
  const held = memory.told.flatMap((told, i): readonly (readonly [string, Printed])[] =>
    stale.has(told.path) ? [] : [[told.path, { ...told, bytes: slices[i] ?? new Uint8Array() }]]);
  return { crew, taken, held: new Map(held) };
}

/** Where nobody asks for the contents of files later, one for all files of a kind. */
const kinds: ReadonlyMap<Row['kind'], Taken> = new Map((['record', 'companion', 'other'] as const).map(kind => [kind, { kind, hash: '' }]));

const takenOf = (row: Taken): Taken => ({ kind: row.kind, hash: row.hash, ...row.reading ? { reading: row.reading } : {} });

/** What is to be reported, and what cannot be. */
export interface Sum {
  readonly records: readonly Place[];
  /** How many Markdown files at the given paths are not policy records, or could not be read. */
  readonly skipped: number;
  /** What could not be read below a given folder; the rest is checked. */
  readonly unread: readonly Unread[];
  /** What was named itself and cannot be read; nothing is checked then. */
  readonly refused: readonly Unread[];
}

/** Sorts the files that were asked for by what they are. */
export function sumUp({ places, unread }: Beginning, { taken }: Survey): Sum {
  const asked = places.flatMap(place => { const its = taken.get(place.path); return place.asked && its ? [{ place, its }] : []; });
  const others = asked.flatMap(({ place, its: { reading } }) => reading ? [{ shown: place.shown, reading, named: place.named }] : []);
  const records = asked.filter(({ its }) => isJudged(its)).map(({ place }) => place);
  // What vanishes between the listing and the reading was never there.
  const gone = others.filter(({ reading, named }) => reading.kind === 'missing' && !named);
  return {
    records, skipped: asked.length - records.length - gone.length,
    unread: [...unread, ...others.filter(each => !each.named && !gone.includes(each))].sort(byName), refused: others.filter(each => each.named),
  };
}
