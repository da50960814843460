import type * as lsp from 'vscode-languageserver';
import { definition, explained, type Definition, type DefinitionOptions } from '../features/definition.ts';
import { links } from '../features/links.ts';
import { placesIn } from '../features/places.ts';
import { pageNamed, referencePage } from '../features/reference-page.ts';
import { filesNaming, placesNaming, wantedAt, wantedOnPage, type Wanted } from '../features/references.ts';
import { intake } from '../record/intake.ts';
import { parseRecord } from '../syntax/parse.ts';
import { answering, demand, isPosition, uriIn } from './guard.ts';
import type { Desk } from './requests.ts';
import { settledFile } from './settled.ts';
import { textOf } from './texts.ts';

/** How many files are read at a time. */
const batch = 8;

/** Answers where things are: what a criterion, a mechanism or an id leads to, who names it, and the pages that explain them. */
export function answerNavigation(connection: lsp.Connection, desk: Desk): void {
  const { session, log, documents, checks, client } = desk;
  const options = (): DefinitionOptions => ({ locale: desk.locale(), pages: client().abilities.pages });

  const defined = async (params: lsp.TextDocumentPositionParams, isLinked: boolean) => {
    demand(isPosition(params.position), 'A position');
    const record = await settledFile(desk, uriIn(params));
    const found = record && definition(checks.world(record.uri), record, record.lines.offsetOf(params.position), options());
    const places = found ? await placesOf(found, desk) : [];
    if (places.length === 0) return null;
    return isLinked ? [...places] : places.map(({ targetUri: uri, targetSelectionRange: range }) => ({ uri, range }));
  };
  connection.onDefinition(answering(session, log, 'textDocument/definition', params => defined(params, client().abilities.definitionLinks)));
  // A record is declared where it is defined.
  connection.onDeclaration(answering(session, log, 'textDocument/declaration', params => defined(params, client().abilities.declarationLinks)));
  connection.onReferences(answering(session, log, 'textDocument/references', async (params, token) => {
    demand(isPosition(params.position), 'A position');
    const uri = uriIn(params);
    const record = await settledFile(desk, uri);
    const wanted = record ? wantedAt(checks.world(record.uri), record, record.lines.offsetOf(params.position)) : wantedOnPage(uri, params.position.line);
    if (!wanted) return null;
    const declared = params.context?.includeDeclaration === true;
    const chapters = declared && wanted.kind !== 'file' ? explained(wanted.kind === 'criterion' ? 'icvcm' : 'mechanisms', wanted.id, options()) : [];
    return [...chapters.map(({ uri: page, heading: range }) => ({ uri: page, range })), ...await naming(wanted, declared, desk, token)];
  }));
  connection.onDocumentLinks(answering(session, log, 'textDocument/documentLink', async params => {
    const record = await settledFile(desk, uriIn(params));
    return record ? links(checks.world(record.uri), record, options()).map(link => ({ ...link, target: documents.spelled(link.target ?? '') })) : null;
  }));
  connection.workspace.textDocumentContent.on(answering(session, log, 'workspace/textDocumentContent', params => {
    const page = pageNamed(typeof params.uri === 'string' ? params.uri : '');
    demand(page !== undefined, 'The uri of a reference page');
    return { text: page ? referencePage(page.kind, page.locale).text : '' };
  }));
}

/** The targets of a definition as places of files; one that cannot be read is none. */
async function placesOf({ from, targets }: Definition, { documents, host }: Desk): Promise<readonly lsp.LocationLink[]> {
  const found = await Promise.all(targets.map(async target => {
    if ('range' in target) return { originSelectionRange: from, targetUri: target.uri, targetRange: target.range, targetSelectionRange: target.heading };
    const text = await textOf(target.uri, documents, host);
    const range = text === undefined ? undefined : placesIn(target.uri, text)(target.path);
    return range && { originSelectionRange: from, targetUri: documents.spelled(target.uri), targetRange: range, targetSelectionRange: range };
  }));
  return found.flatMap(each => each ?? []);
}

/** The places of the library that name something. What is open counts as it is in the editor, were it broken since it was last whole. */
async function naming(wanted: Wanted, declared: boolean, { documents, host, library }: Desk, token: lsp.CancellationToken): Promise<readonly lsp.Location[]> {
  const open = new Map(documents.all().flatMap(({ uri }) => { const record = documents.fileOf(uri); return record ? [[record.uri, record] as const] : []; }));
  const files = [...new Set([...filesNaming(library.corpus(), wanted), ...wanted.kind === 'file' ? [] : open.keys()])];
  // An id is named by files of other collections too, which are no records.
  const read = (uri: string, text: string | undefined) => text === undefined ? undefined : wanted.kind === 'file' ? parseRecord(uri, text) : intake(uri, text);
  const found: lsp.Location[] = [];
  for (let i = 0; i < files.length && !token.isCancellationRequested; i += batch) {
    const records = await Promise.all(files.slice(i, i + batch).map(async uri => open.get(uri) ?? read(uri, await textOf(uri, documents, host))));
    for (const record of records) if (record) found.push(...placesNaming(record, wanted, declared).map(range => ({ uri: documents.spelled(record.uri), range })));
  }
  return found;
}
