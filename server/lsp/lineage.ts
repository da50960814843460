import type * as lsp from 'vscode-languageserver';
import { prepareHierarchy, subtypes, supertypes, type Lineal } from '../features/hierarchy.ts';
import { twinLocation, twinUri } from '../features/implementation.ts';
import { placesIn } from '../features/places.ts';
import { workspaceSymbols } from '../features/workspace-symbols.ts';
import type { World } from '../rules/rule.ts';
import type { Path } from '../syntax/tree.ts';
import { answering, demand, isPosition, uriIn } from './guard.ts';
import { within } from './patience.ts';
import type { Desk } from './requests.ts';
import { settledRecord } from './settled.ts';
import { textOf, textsOf } from './texts.ts';
import { canonical } from './uri.ts';

/** What our own client asks when a code lens is chosen: a list of fields, each `{ uri, path }`, is answered by where they stand as locations. */
export const placesMethod = 'policyRecords/places';

/** How long a search for records waits for the library, in milliseconds. */
const patience = 800;

/** Answers how records belong together: what supersedes what, which is the same in the other language, and which have a name. */
export function answerLineage(connection: lsp.Connection, desk: Desk): void {
  const { session, log, host, documents, library, checks, spelling, locale } = desk;
  const read = (uri: string) => textOf(uri, documents, host);
  /** Where a field stands in a file as it is now; at its start where it has no such field, and nowhere where it cannot be read. */
  const placeOf = async (uri: string, path: Path): Promise<lsp.Location | undefined> => {
    const text = await read(uri);
    return text === undefined ? undefined : { uri: documents.spelled(uri), range: placesIn(uri, text)(path) ?? start };
  };
  const placed = (items: readonly Lineal[]): Promise<lsp.TypeHierarchyItem[]> => Promise.all(items.map(async item => {
    const { uri, range } = await placeOf(item.uri, ['id']) ?? item;
    return { ...item, uri, range, selectionRange: range };
  }));
  const along = (next: (world: World, item: Lineal) => readonly Lineal[]) => async ({ item }: { readonly item: lsp.TypeHierarchyItem }) => {
    demand(isLineal(item), 'An item of this server');
    await checks.settled(item.data.group);
    return placed(next(checks.world(item.data.group), item));
  };

  connection.languages.typeHierarchy.onPrepare(answering(session, log, 'textDocument/prepareTypeHierarchy', async params => {
    demand(isPosition(params.position), 'A position');
    const record = await settledRecord(desk, uriIn(params));
    const items = record ? prepareHierarchy(checks.world(record.uri), record, record.lines.offsetOf(params.position), locale()) : [];
    return items.length > 0 ? placed(items) : null;
  }));
  connection.languages.typeHierarchy.onSupertypes(answering(session, log, 'typeHierarchy/supertypes', along((world, item) => supertypes(world, item, locale()))));
  connection.languages.typeHierarchy.onSubtypes(answering(session, log, 'typeHierarchy/subtypes', along((world, item) => subtypes(world, item, locale()))));

  connection.onWorkspaceSymbol(answering(session, log, 'workspace/symbol', async params => {
    demand(typeof params.query === 'string', 'A query');
    await within(patience, library.settled());
    return workspaceSymbols(library.corpus(), params.query, spelling.now()).map(each => ({ ...each, location: { ...each.location, uri: documents.spelled(each.location.uri) } }));
  }));
  connection.onWorkspaceSymbolResolve(answering(session, log, 'workspaceSymbol/resolve', async symbol => {
    demand(typeof symbol.location?.uri === 'string', 'A symbol with a place');
    return { ...symbol, location: await placeOf(canonical(symbol.location.uri), ['id']) ?? { uri: symbol.location.uri, range: start } };
  }));

  connection.onImplementation(answering(session, log, 'textDocument/implementation', async params => {
    demand(isPosition(params.position), 'A position');
    const uri = uriIn(params);
    const record = await settledRecord(desk, uri);
    const twin = record && twinUri(checks.world(record.uri), record);
    const texts = await textsOf(twin === undefined ? [] : [twin], documents, host);
    const now = documents.recordOf(uri);
    const found = now && twinLocation(checks.world(now.uri), now, now.lines.offsetOf(params.position), texts.of);
    return found ? { ...found, uri: documents.spelled(found.uri) } : null;
  }));
  connection.onRequest<lsp.Location[], never>(placesMethod, answering(session, log, placesMethod, async (places: unknown) => {
    demand(Array.isArray(places) && places.every(isPlace), 'A list of places');
    const found = await Promise.all(places.map(({ uri, path }) => placeOf(canonical(uri), path)));
    return found.flatMap(each => each ?? []);
  }));
}

const start: lsp.Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function isLineal(item: lsp.TypeHierarchyItem | undefined): item is Lineal {
  const { id, group } = (typeof item?.data === 'object' && item.data !== null ? item.data : {}) as { readonly id?: unknown; readonly group?: unknown };
  return typeof id === 'string' && typeof group === 'string';
}

function isPlace(place: unknown): place is { readonly uri: string; readonly path: Path } {
  const { uri, path } = (typeof place === 'object' && place !== null ? place : {}) as { readonly uri?: unknown; readonly path?: unknown };
  return typeof uri === 'string' && Array.isArray(path) && path.every(each => typeof each === 'string' || typeof each === 'number');
}
