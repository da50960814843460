import type { Diagnostic } from 'vscode-languageserver-types';
import { fingerprintOf } from '../base/fingerprint.ts';
import { diagnosticsOf, type DiagnosticOptions } from '../features/diagnostics.ts';
import { createAskers } from '../record/askers.ts';
import { companionIn } from '../record/companions.ts';
import { sortOut } from '../record/intake.ts';
import { topicsOf } from '../record/outlook.ts';
import type { Checks, Hold } from './checks.ts';
import type { Documents } from './documents.ts';
import type { Host } from './host.ts';
import type { Library, Stir } from './library.ts';
import { createPlaces } from './places.ts';
import type { Surroundings } from './surroundings.ts';
import type { Typing } from './typing.ts';
import { canonical } from './uri.ts';
import type { Scope } from './workspace-scope.ts';

/**
 * What is told of one file: its diagnostics under an id that is theirs, and the version of the text they are for where it is open. Without
 * diagnostics it says that they are still those of the id that the client has.
 */
export interface Page { readonly uri: string; readonly id: string; readonly version: number | null; readonly diagnostics: readonly Diagnostic[] | undefined }

/** The diagnostics of all files of the workspace, open or not. Uris are the client’s. */
export interface Workspace {
  /** The records and other files of the workspace that are to be checked. */
  files(): readonly string[];
  has(uri: string): boolean;
  /** What is to be told of a file now to a client that has the diagnostics of an id; undefined where it is neither open nor one of these files. */
  pageOf(uri: string, known: string | undefined): Promise<Page | undefined>;
  /** Takes in that the library was stirred, or anything else. */
  stirred(what: Stir | undefined): void;
  /** The files of which something else may have to be told since this was last asked; undefined stands for all. Uris are the client’s. */
  concerned(): readonly string[] | undefined;
  /** What is found in an open document; undefined where it is no record. */
  openIn(uri: string): Promise<readonly Diagnostic[] | undefined>;
}

/** What the diagnostics of a workspace are made from. */
export interface Ground {
  readonly host: Host; readonly library: Library; readonly checks: Checks; readonly surroundings: Surroundings; readonly documents: Documents; readonly typing: Pick<Typing, 'shown'>; readonly scope: Scope;
  readonly options: () => DiagnosticOptions;
  /** Waits until the settings are known. */
  readonly settled: () => Promise<void>;
  /** Whether the client hears of it once there is more to be found in an open document. It is then told at once what needs no library. */
  readonly hearsMore: () => boolean;
}

/** What is kept of a closed file: neither its text nor its tree nor its diagnostics, only their id and what they depend on. */
interface Past { readonly id: string; readonly stamp: number; readonly locale: string; readonly ties: Hold | undefined; readonly places: ReadonlyMap<string, number | undefined> }

/** Keeps the diagnostics of closed files for as long as neither their text nor anything they depend on has changed; a file is read again only then. */
export function createWorkspace({ host, library, checks, surroundings, documents, typing, scope, options, settled, hearsMore }: Ground): Workspace {
  const past = new Map<string, Past>();
  const askers = createAskers();
  /** Those whose findings tell of places in other files. */
  const pointing = new Set<string>();
  const placesFor = createPlaces(library, documents, host);

  /** What has happened that nothing kept was measured against yet; undefined stands for anything. */
  let pending: Stir | undefined = nothingYet;
  let concerned: Set<string> | undefined = new Set();
  let stirs = 0;
  let lastId = '';
  const forget = (uri: string) => {
    past.delete(uri);
    askers.drop(uri);
    pointing.delete(uri);
  };
  const settle = () => {
    const what = pending;
    pending = nothingYet;
    if (what === nothingYet) return;
    if (!what) {
      for (const all of [past, askers, pointing]) all.clear();
      concerned = undefined;
      return;
    }
    for (const uri of what.uris) concerned?.add(documents.spelled(uri));
    const { about, told: maybe } = askers.of(what.news);
    const told = [...maybe].filter(uri => { const ties = past.get(uri)?.ties; return ties && checks.isToldOtherwise(ties); });
    const led = [...pointing].filter(uri => isAny(past.get(uri)?.places.keys() ?? [], what.uris));
    for (const uri of [...about, ...told, ...led]) {
      forget(uri);
      concerned?.add(documents.spelled(uri));
    }
    for (const { uri } of documents.all()) concerned?.add(uri);
  };

  const readRecord = async (uri: string) => {
    const text = await host.read(uri).catch(() => undefined);
    const { record, other } = text === undefined ? {} : sortOut(uri, text, surroundings.projectOf(uri).collections);
    return record ?? other;
  };

  const openIn = async (uri: string) => {
    await settled();
    // Of what kind a file is may hang on its project.
    if (documents.of(uri) && !documents.fileOf(uri)) await surroundings.settled(canonical(uri));
    if (!documents.fileOf(uri)) return undefined;
    await (hearsMore() ? checks.nearlySettled : checks.settled)(canonical(uri));
    const known = documents.fileOf(uri);
    const placeOf = await placesFor(known ? checks.findingsOf(known) : []);
    // The user may have typed meanwhile; the places are those of other files.
    const record = documents.fileOf(uri);
    return record && diagnosticsOf(record, typing.shown(uri, record, checks.findingsOf(record)), options(), placeOf);
  };

  const isStill = (uri: string, before: Past, stamp: number): boolean => before.stamp === stamp && before.locale === options().locale
    && (!before.ties || checks.fits(uri, before.ties)) && [...before.places].every(([other, its]) => library.stampOf(other) === its);

  const closedPage = async (uri: string, known: string | undefined): Promise<Page | undefined> => {
    await settled();
    await checks.settled(uri);
    settle();
    const stamp = library.stampOf(uri);
    if (stamp === undefined || !scope.checks(uri)) {
      forget(uri);
      return undefined;
    }
    const before = past.get(uri);
    if (before && before.id === known && isStill(uri, before, stamp)) return { uri, id: before.id, version: null, diagnostics: undefined };
    const turn = stirs;
    const record = library.recordOf(uri) ?? await readRecord(uri);
    const held = record && checks.kept(record);
    const others = new Set(held?.findings.flatMap(({ related }) => related.flatMap(each => each.uri === uri ? [] : each.uri)));
    const places = new Map([...others].map(each => [each, library.stampOf(each)]));
    const found = record && held ? diagnosticsOf(record, held.findings, options(), await placesFor(held.findings)) : [];
    // What came in between may have to do with it.
    if (turn !== stirs) return closedPage(uri, known);
    const print = fingerprintOf(JSON.stringify(found));
    // Most files have the same diagnostics, which are none.
    const id = print === lastId ? lastId : lastId = print;
    // One text for all that is kept of a file.
    const name = library.corpus().of(uri)?.uri ?? uri;
    past.set(name, { id, stamp, locale: options().locale, ties: held?.ties, places: places.size > 0 ? places : noPlaces });
    if (held) askers.put(name, held.topics, topicsOf(held.ties.tellings)); else askers.drop(uri);
    if (places.size > 0) pointing.add(name); else pointing.delete(uri);
    return { uri, id, version: null, diagnostics: found };
  };

  return {
    files: () => [...library.corpus().records(), ...library.corpus().companions()].flatMap(({ uri }) => scope.checks(uri) ? documents.spelled(uri) : []),
    has: uri => { const own = canonical(uri); const corpus = library.corpus(); return (corpus.of(own) ?? companionIn(corpus.companions(), own)) !== undefined && scope.checks(own); },
    pageOf: async (uri, known) => {
      const document = documents.of(uri);
      if (!document) return closedPage(canonical(uri), known);
      const diagnostics = await openIn(uri) ?? [];
      // Where the user typed meanwhile, the version is of the newer text as the diagnostics are.
      return { uri, id: fingerprintOf(JSON.stringify(diagnostics)), version: documents.of(uri)?.version ?? null, diagnostics };
    },
    stirred: what => {
      stirs++;
      pending = what && (pending ? { uris: new Set([...pending.uris, ...what.uris]), news: new Set([...pending.news, ...what.news]) } : undefined);
    },
    concerned: () => {
      settle();
      const all = concerned;
      concerned = new Set();
      return all && [...all];
    },
    openIn,
  };
}

const nothingYet: Stir = { uris: new Set(), news: new Set() };
const noPlaces: Past['places'] = new Map();

function isAny(uris: Iterable<string>, wanted: ReadonlySet<string>): boolean {
  for (const uri of uris) if (wanted.has(uri)) return true;
  return false;
}
