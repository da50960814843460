import type { Diagnostic } from 'vscode-languageserver-types';
import { diagnosticsOf, type DiagnosticOptions } from '../features/diagnostics.ts';
import { intake } from '../record/intake.ts';
import type { Checks, Held } from './checks.ts';
import type { Documents } from './documents.ts';
import type { Host } from './host.ts';
import type { Library } from './library.ts';
import { placesFor } from './places.ts';
import { printOf } from './report.ts';
import { textOf } from './texts.ts';
import { canonical } from './uri.ts';
import type { Scope } from './workspace-scope.ts';

/** What is told of one file: its diagnostics under an id that is theirs, and the version of the text they are for where it is open. */
export interface Page { readonly uri: string; readonly id: string; readonly version: number | null; readonly diagnostics: readonly Diagnostic[] }

/** The diagnostics of all files of the workspace, open or not. Uris are the client’s. */
export interface Workspace {
  /** The records of the workspace that are to be checked. */
  files(): readonly string[];
  /** What is to be told of a file now; undefined where it is neither open nor one of these files. */
  pageOf(uri: string): Promise<Page | undefined>;
  /** What is found in an open document; undefined where it is no record. */
  openIn(uri: string): Promise<readonly Diagnostic[] | undefined>;
}

/** What the diagnostics of a workspace are made from. */
export interface Ground {
  readonly host: Host; readonly library: Library; readonly checks: Checks; readonly documents: Documents; readonly scope: Scope;
  readonly options: () => DiagnosticOptions;
  /** Waits until the settings are known. */
  readonly settled: () => Promise<void>;
}

/** What is kept of a closed file: neither its text nor its tree, only what is told of it and what that depends on. */
interface Past { readonly stamp: number; readonly locale: string; readonly holds: Held['holds'] | undefined; readonly places: ReadonlyMap<string, number | undefined>; readonly page: Page }

/** Keeps the diagnostics of closed files for as long as neither their text nor anything they depend on has changed; a file is read again only then. */
export function createWorkspace({ host, library, checks, documents, scope, options, settled }: Ground): Workspace {
  const past = new Map<string, Past>();
  const read = (uri: string) => textOf(uri, documents, host);

  const readRecord = async (uri: string) => {
    const text = await host.read(uri).catch(() => undefined);
    return text === undefined ? undefined : intake(uri, text);
  };

  const openIn = async (uri: string) => {
    if (!documents.recordOf(uri)) return undefined;
    await settled();
    await checks.settled(canonical(uri));
    const known = documents.recordOf(uri);
    const placeOf = await placesFor(known ? checks.findingsOf(known) : [], read);
    // The user may have typed meanwhile; the places are those of other files.
    const record = documents.recordOf(uri);
    return record && diagnosticsOf(record, checks.findingsOf(record), { ...options(), placeOf });
  };

  const isStill = (before: Past, stamp: number): boolean => before.stamp === stamp && before.locale === options().locale
    && before.holds?.() !== false && [...before.places].every(([uri, its]) => library.stampOf(uri) === its);

  const closedPage = async (uri: string): Promise<Page | undefined> => {
    await settled();
    await checks.settled(uri);
    const stamp = library.stampOf(uri);
    if (stamp === undefined || !scope.checks(uri)) {
      past.delete(uri);
      return undefined;
    }
    const before = past.get(uri);
    if (before && isStill(before, stamp)) return before.page;
    const record = library.recordOf(uri) ?? await readRecord(uri);
    const held = record && checks.kept(record);
    const others = new Set(held?.findings.flatMap(({ related }) => related.flatMap(each => each.uri === uri ? [] : each.uri)));
    const places = new Map([...others].map(each => [each, library.stampOf(each)]));
    const found = record && held ? diagnosticsOf(record, held.findings, { ...options(), placeOf: await placesFor(held.findings, read) }) : [];
    // A slice of a text would keep the whole text, so what is kept is made anew.
    const print = JSON.stringify(found);
    const page: Page = { uri, id: printOf(print), version: null, diagnostics: JSON.parse(print) as readonly Diagnostic[] };
    past.set(uri, { stamp, locale: options().locale, holds: held?.holds, places, page });
    return page;
  };

  return {
    files: () => library.corpus().records.flatMap(({ uri }) => scope.checks(uri) ? documents.spelled(uri) : []),
    pageOf: async uri => {
      const document = documents.of(uri);
      if (!document) return closedPage(canonical(uri));
      const diagnostics = await openIn(uri) ?? [];
      // Where the user typed meanwhile, the version is of the newer text as the diagnostics are.
      return { uri, id: printOf(JSON.stringify(diagnostics)), version: documents.of(uri)?.version ?? null, diagnostics };
    },
    openIn,
  };
}
