import {
  CodeActionKind, DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, ErrorCodes, FileChangeType, MessageType, PositionEncodingKind, ResponseError,
  ShowMessageNotification, TextDocumentSyncKind, WatchKind, type Connection, type InitializeParams, type InitializeResult, type WorkspaceEdit,
} from 'vscode-languageserver';
import { fixAllKind } from '../features/code-actions.ts';
import { complete } from '../features/complete/index.ts';
import { diagnosticsOf, source, type DiagnosticOptions } from '../features/diagnostics.ts';
import { hover } from '../features/hover.ts';
import { rules } from '../rules/index.ts';
import { projectFileName } from '../schema/project.ts';
import { abilitiesOf, type Abilities } from './abilities.ts';
import { actionsFor, resolveAction } from './actions.ts';
import { createChecks } from './checks.ts';
import { createChoices } from './choices.ts';
import { openDocuments } from './documents.ts';
import { answering, demand, hearing, isPosition, traceOf, uriIn, type Session } from './guard.ts';
import type { Host } from './host.ts';
import { ignoreFor, ignoreMethod } from './ignores.ts';
import { createLibrary } from './library.ts';
import { createNews } from './news.ts';
import { within } from './patience.ts';
import { placesFor } from './places.ts';
import { createProjects } from './projects.ts';
import { reportOf } from './report.ts';
import { section, sectionOf, startOptionsOf, type StartOptions } from './settings.ts';
import { createSpelling } from './spelling.ts';
import { createSuggestions } from './suggestions.ts';
import { createSurroundings } from './surroundings.ts';
import { textOf } from './texts.ts';
import { canonical } from './uri.ts';

/** How long a completion waits for the library, and an action for the project, in milliseconds. */
const libraryPatience = 800;

/** The characters after which an editor asks for completions of its own accord. None of them ends a line: in an open list, Enter chooses instead of breaking the line. */
const triggers: readonly string[] = [...'"\':-. '];

/** Speaks the protocol over a connection until the client ends it. */
export function serve(connection: Connection, host: Host, version: string | undefined): void {
  const session: Session = { state: 'new' };
  const log = (message: string) => { connection.console.error(message); };
  let client: Client = clientOf({ capabilities: {}, processId: null, rootUri: null });

  const documents = openDocuments(connection, log);
  const library = createLibrary(host, log, uris => {
    // A record’s own facts are news to the others only.
    if (uris === undefined || documents.all().some(({ uri }) => uris.size > 1 || !uris.has(canonical(uri)))) news.worldChanged();
  }, () => news.statusChanged());
  const choices = createChoices(connection, () => client, () => { if (session.state === 'running') news.worldChanged(); }, log);
  const locale = () => choices.of().locale;
  const suggestions = createSuggestions();
  const spelling = createSpelling(log);
  const warn = (message: string) => { connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message }).catch((error: unknown) => { log(`Warning: ${traceOf(error)}`); }); };
  const surroundings = createSurroundings(createProjects(host, new Set(rules.map(({ id }) => id))), { changed: () => news.worldChanged(), warn, locale });
  const checks = createChecks({ library, surroundings, settings: choices.of, now: host.now }, log);
  const options = (): DiagnosticOptions => ({ locale: locale(), handbook: host.handbook, uriFor: documents.spelled });
  const bench = () => ({ host, documents, checks, abilities: client.abilities, options: options(), asks: client.start.asks });
  const diagnosticsIn = async (uri: string) => {
    if (!documents.recordOf(uri)) return undefined;
    await choices.settled();
    await checks.settled(canonical(uri));
    const known = documents.recordOf(uri);
    const placeOf = await placesFor(known ? checks.findingsOf(known) : [], each => textOf(each, documents, host));
    // The user may have typed meanwhile; the places are those of other files.
    const record = documents.recordOf(uri);
    return record && diagnosticsOf(record, checks.findingsOf(record), { ...options(), placeOf });
  };
  const news = createNews(connection, documents, () => library.extent(), choices.of, () => client.abilities, diagnosticsIn, log);

  const register = (work: Promise<unknown>) => { work.catch((error: unknown) => { log(`Registering with the client failed: ${traceOf(error)}`); }); };

  connection.onInitialize(params => {
    if (session.state !== 'new') return new ResponseError(ErrorCodes.InvalidRequest, 'initialize may come only once.');
    client = clientOf(params);
    choices.set(undefined);
    session.state = 'running';
    return { serverInfo: { name: source, ...(version === undefined ? {} : { version }) }, capabilities: capabilitiesFor(client) };
  });
  connection.onInitialized(hearing(log, 'initialized', () => {
    const { abilities, hasFolders } = client;
    if (abilities.configuration) choices.ask();
    if (abilities.hearConfiguration) register(connection.client.register(DidChangeConfigurationNotification.type, { section }));
    if (abilities.watch) {
      // The deletion or arrival of a whole folder is told as one event about the folder, whose name no Markdown pattern matches.
      const watchers = [...['**/*.md', '**/*.markdown', `**/${projectFileName}`].map(globPattern => ({ globPattern })), { globPattern: '**', kind: WatchKind.Create | WatchKind.Delete }];
      register(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
    }
    if (hasFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(hearing(log, 'workspace/didChangeWorkspaceFolders', ({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        client = { ...client, folders: [...client.folders.filter(uri => !gone.has(uri)), ...added.map(({ uri }) => uri)] };
        library.setFolders(client.folders);
        if (abilities.configuration) choices.ask();
      }));
    }
    library.setFolders(client.folders);
  }));
  connection.onShutdown(() => { session.state = 'down'; });

  documents.onChange(document => {
    try {
      library.opened(canonical(document.uri), document.getText(), documents.recordOf(document.uri));
      news.changed(document.uri);
    } catch (error) {
      log(`Reading an open document failed: ${traceOf(error)}`);
    }
  });
  documents.onClose(({ uri }) => {
    news.closed(uri);
    library.closed(canonical(uri));
    surroundings.closed(canonical(uri));
  });
  // Of a client that watches no files only what it opens and saves is heard.
  documents.onOpen(() => { if (!client.abilities.watch) surroundings.renew(); });
  documents.onSave(({ uri }) => { if (client.abilities.watch) surroundings.touched([canonical(uri)]); else surroundings.renew(); });
  connection.onDidChangeWatchedFiles(hearing(log, 'workspace/didChangeWatchedFiles', ({ changes }) => {
    library.touched(changes.map(({ uri, type }) => ({ uri, gone: type === FileChangeType.Deleted })));
    surroundings.touched(changes.map(({ uri }) => canonical(uri)));
  }));
  connection.onDidChangeConfiguration(hearing(log, 'workspace/didChangeConfiguration', params => {
    if (client.abilities.configuration) choices.ask(); else choices.set(sectionOf(params.settings));
  }));

  connection.languages.diagnostics.on(answering(session, log, 'textDocument/diagnostic', async params =>
    reportOf(await diagnosticsIn(uriIn(params)) ?? [], params.previousResultId)));
  connection.onCompletion(answering(session, log, 'textDocument/completion', async params => {
    demand(isPosition(params.position), 'A position');
    if (!documents.of(uriIn(params))) return { isIncomplete: false, items: [] };
    // Ids come from the library, which is read in a moment; a large one is offered as far as it is known by then.
    await within(libraryPatience, checks.settled(canonical(uriIn(params))));
    const record = documents.recordOf(uriIn(params)) ?? documents.draftOf(uriIn(params), library.corpus());
    if (!record) return { isIncomplete: false, items: [] };
    const { snippets, itemDefaults, asIs, lazyDocumentation: lazy } = client.abilities;
    const { retrigger } = client.start;
    const options = { locale: locale(), snippets, itemDefaults, asIs, lazy, retrigger, spell: spelling.now(), typed: params.context?.triggerCharacter };
    const completion = complete(checks.world(record.uri), record, record.lines.offsetOf(params.position), options);
    return lazy ? suggestions.sent(completion) : completion.list;
  }));
  connection.onCompletionResolve(answering(session, log, 'completionItem/resolve', item => suggestions.resolved(item)));
  connection.onHover(answering(session, log, 'textDocument/hover', params => {
    const record = documents.recordOf(uriIn(params));
    demand(isPosition(params.position), 'A position');
    // The protocol says null where there is nothing to show.
    return record && hover(checks.world(record.uri), record, record.lines.offsetOf(params.position), { locale: locale(), markdown: client.abilities.markdownHover }, checks.findingsOf(record)) || null;
  }));
  connection.onCodeAction(answering(session, log, 'textDocument/codeAction', async params => {
    const uri = canonical(uriIn(params));
    demand(isPosition(params.range?.start) && isPosition(params.range.end), 'A range');
    await Promise.all([choices.settled(), within(libraryPatience, surroundings.settled(uri))]);
    return actionsFor(params, bench());
  }));
  connection.onCodeActionResolve(answering(session, log, 'codeAction/resolve', action => resolveAction(action, bench())));
  connection.onRequest<WorkspaceEdit | null, never>(ignoreMethod, answering(session, log, ignoreMethod, (params: unknown) => ignoreFor(params, bench())));
  connection.listen();
}

/** What the client said of itself when it started the server. */
interface Client {
  readonly abilities: Abilities; readonly start: StartOptions; readonly locale: string | undefined;
  readonly folders: readonly string[];
  /** Whether it tells of folders that come and go. */
  readonly hasFolders: boolean;
}

const clientOf = (params: InitializeParams & { readonly workspaceFolders?: readonly { readonly uri: string }[] | null }): Client => ({
  abilities: abilitiesOf(params), start: startOptionsOf(params.initializationOptions), locale: params.locale,
  folders: params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []),
  hasFolders: params.capabilities.workspace?.workspaceFolders === true,
});

const capabilitiesFor = ({ abilities }: Client): InitializeResult['capabilities'] => ({
  positionEncoding: PositionEncodingKind.UTF16,
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  completionProvider: { triggerCharacters: [...triggers], resolveProvider: abilities.lazyDocumentation },
  hoverProvider: true,
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind], resolveProvider: abilities.lazyActions },
  ...(abilities.pull ? { diagnosticProvider: { identifier: source, interFileDependencies: true, workspaceDiagnostics: false } } : {}),
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
});
