import {
  CodeActionKind, DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, ErrorCodes, FileChangeType, PositionEncodingKind, ResponseError,
  TextDocumentSyncKind, WatchKind, type Connection, type InitializeParams, type InitializeResult,
} from 'vscode-languageserver';
import { fixAllKind } from '../features/code-actions.ts';
import { complete } from '../features/complete/index.ts';
import { diagnosticsOf, source, type DiagnosticOptions } from '../features/diagnostics.ts';
import { hover } from '../features/hover.ts';
import { abilitiesOf, type Abilities } from './abilities.ts';
import { actionsFor, resolveAction } from './actions.ts';
import { createChecks } from './checks.ts';
import { openDocuments } from './documents.ts';
import { answering, demand, hearing, isPosition, traceOf, uriIn, type Session } from './guard.ts';
import type { Host } from './host.ts';
import { createLibrary } from './library.ts';
import { createNews } from './news.ts';
import { reportOf } from './report.ts';
import { section, sectionOf, settingsOf, startOptionsOf, type Settings, type StartOptions } from './settings.ts';
import { canonical } from './uri.ts';

/** How long the first answers wait for the client's settings, in milliseconds. */
const settingsPatience = 1000;

/** How long a completion waits for the library, in milliseconds. */
const libraryPatience = 800;

/** The characters after which an editor asks for completions of its own accord. A line break is none: a second one would then choose. */
const triggers: readonly string[] = [...'"\':,{[-. '];

/** Speaks the protocol over a connection until the client ends it. */
export function serve(connection: Connection, host: Host, version: string | undefined): void {
  const session: Session = { state: 'new' };
  const log = (message: string) => { connection.console.error(message); };
  let client: Client = clientOf({ capabilities: {}, processId: null, rootUri: null });
  let settings: Settings = settingsOf(undefined, undefined);
  let settled: Promise<unknown> = Promise.resolve();

  const documents = openDocuments(connection, log);
  const library = createLibrary(host, log, uris => {
    // A record’s own facts are news to the others only.
    if (uris === undefined || documents.all().some(({ uri }) => uris.size > 1 || !uris.has(canonical(uri)))) news.worldChanged();
  }, () => news.statusChanged());
  const checks = createChecks(library, () => settings, host.now, log);
  const options = (): DiagnosticOptions => ({ locale: settings.locale, handbook: host.handbook, uriFor: documents.spelled });
  const bench = () => ({ host, documents, checks, abilities: client.abilities, options: options() });
  const diagnosticsIn = async (uri: string) => {
    if (!documents.recordOf(uri)) return undefined;
    await settled;
    await library.settled(canonical(uri));
    const record = documents.recordOf(uri);
    return record && diagnosticsOf(record, checks.findingsOf(record), options());
  };
  const news = createNews(connection, documents, () => library.extent(), () => settings, () => client.abilities, diagnosticsIn, log);

  const setSettings = (raw: unknown) => {
    const next = settingsOf(raw ?? client.start.settings, client.start.locale ?? client.locale);
    if (next.locale === settings.locale && next.author === settings.author) return;
    settings = next;
    news.worldChanged();
  };
  const fetchSettings = () => {
    const fetched = connection.workspace.getConfiguration(section).then(setSettings, (error: unknown) => { log(`Settings: ${traceOf(error)}`); });
    settled = Promise.race([fetched, new Promise(resolve => setTimeout(resolve, settingsPatience))]);
  };
  const register = (work: Promise<unknown>) => { work.catch((error: unknown) => { log(`Registering with the client failed: ${traceOf(error)}`); }); };

  connection.onInitialize(params => {
    if (session.state !== 'new') return new ResponseError(ErrorCodes.InvalidRequest, 'initialize may come only once.');
    client = clientOf(params);
    settings = settingsOf(client.start.settings, client.start.locale ?? client.locale);
    session.state = 'running';
    return { serverInfo: { name: source, ...(version === undefined ? {} : { version }) }, capabilities: capabilitiesFor(client) };
  });
  connection.onInitialized(hearing(log, 'initialized', () => {
    const { abilities, hasFolders } = client;
    if (abilities.configuration) fetchSettings();
    if (abilities.hearConfiguration) register(connection.client.register(DidChangeConfigurationNotification.type, { section }));
    if (abilities.watch) {
      // The deletion or arrival of a whole folder is told as one event about the folder, whose name no Markdown pattern matches.
      const watchers = [{ globPattern: '**/*.md' }, { globPattern: '**/*.markdown' }, { globPattern: '**', kind: WatchKind.Create | WatchKind.Delete }];
      register(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
    }
    if (hasFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(hearing(log, 'workspace/didChangeWorkspaceFolders', ({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        client = { ...client, folders: [...client.folders.filter(uri => !gone.has(uri)), ...added.map(({ uri }) => uri)] };
        library.setFolders(client.folders);
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
  });
  connection.onDidChangeWatchedFiles(hearing(log, 'workspace/didChangeWatchedFiles', ({ changes }) => {
    library.touched(changes.map(({ uri, type }) => ({ uri, gone: type === FileChangeType.Deleted })));
  }));
  connection.onDidChangeConfiguration(hearing(log, 'workspace/didChangeConfiguration', params => {
    if (client.abilities.configuration) fetchSettings(); else setSettings(sectionOf(params.settings));
  }));

  connection.languages.diagnostics.on(answering(session, log, 'textDocument/diagnostic', async params =>
    reportOf(await diagnosticsIn(uriIn(params)) ?? [], params.previousResultId)));
  connection.onCompletion(answering(session, log, 'textDocument/completion', async params => {
    demand(isPosition(params.position), 'A position');
    if (!documents.of(uriIn(params))) return { isIncomplete: false, items: [] };
    // Ids come from the library, which is read in a moment; a large one is offered as far as it is known by then.
    await Promise.race([library.settled(canonical(uriIn(params))), new Promise(resolve => { setTimeout(resolve, libraryPatience); })]);
    const record = documents.recordOf(uriIn(params)) ?? documents.draftOf(uriIn(params), library.corpus());
    if (!record) return { isIncomplete: false, items: [] };
    const { snippets, itemDefaults } = client.abilities;
    const { retrigger } = client.start;
    return complete(checks.world(), record, record.lines.offsetOf(params.position), { locale: settings.locale, snippets, itemDefaults, retrigger, typed: params.context?.triggerCharacter });
  }));
  connection.onHover(answering(session, log, 'textDocument/hover', params => {
    const record = documents.recordOf(uriIn(params));
    demand(isPosition(params.position), 'A position');
    // The protocol says null where there is nothing to show.
    return record && hover(checks.world(), record, record.lines.offsetOf(params.position), { locale: settings.locale, markdown: client.abilities.markdownHover }) || null;
  }));
  connection.onCodeAction(answering(session, log, 'textDocument/codeAction', async params => {
    uriIn(params);
    demand(isPosition(params.range?.start) && isPosition(params.range.end), 'A range');
    await settled;
    return actionsFor(params, bench());
  }));
  connection.onCodeActionResolve(answering(session, log, 'codeAction/resolve', action => resolveAction(action, bench())));
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
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  completionProvider: { triggerCharacters: [...triggers], resolveProvider: false },
  hoverProvider: true,
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind], resolveProvider: abilities.lazyActions },
  ...(abilities.pull ? { diagnosticProvider: { identifier: source, interFileDependencies: true, workspaceDiagnostics: false } } : {}),
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
});
