import {
  DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, ErrorCodes, FileChangeType, MessageType, ResponseError, ShowMessageNotification, WatchKind, type Connection,
} from 'vscode-languageserver';
import { source, type DiagnosticOptions } from '../features/diagnostics.ts';
import { rules } from '../rules/index.ts';
import { watchDays } from './calendar.ts';
import { createChecks } from './checks.ts';
import { createChoices } from './choices.ts';
import { capabilitiesFor, clientOf, unknownClient, type Client } from './client.ts';
import { openDocuments } from './documents.ts';
import { answerFileEvents } from './file-events.ts';
import { createFormatters } from './formatters.ts';
import { hearing, traceOf, type Session } from './guard.ts';
import type { Host } from './host.ts';
import { createLibrary } from './library.ts';
import { answerLineage } from './lineage.ts';
import { answerNavigation } from './navigation.ts';
import { createNews } from './news.ts';
import { answerOverlays, withOverlays } from './overlays.ts';
import { within } from './patience.ts';
import { createProgress } from './progress.ts';
import { createProjects } from './projects.ts';
import { answerRenaming } from './renaming.ts';
import { answerRequests, type Desk } from './requests.ts';
import { section, sectionOf } from './settings.ts';
import { createSpelling } from './spelling.ts';
import { answerStructure } from './structure.ts';
import { createSurroundings } from './surroundings.ts';
import { createTyping } from './typing.ts';
import { canonical } from './uri.ts';
import { answerPulls } from './workspace-pulls.ts';
import { createScope } from './workspace-scope.ts';
import { createWorkspace } from './workspace.ts';

/** How long the reading of the library waits for the first open file to be checked, in milliseconds: whoever starts an editor waits for that. */
const headStart = 100;

/** Speaks the protocol over a connection until the client ends it. */
export function serve(connection: Connection, host: Host, version: string | undefined): void {
  const session: Session = { state: 'new' };
  const log = (message: string) => { connection.console.error(message); };
  let client: Client = unknownClient;

  const typing = createTyping({ now: host.now, isHeard: () => !client.abilities.pull || client.abilities.refresh, paused: uri => news.paused(uri) });
  const documents = openDocuments(connection, typing.changing, uri => surroundings.projectOf(uri).collections, log);
  const choices = createChoices(connection, () => client, () => {
    if (session.state !== 'running') return;
    rescan();
    followers.stir();
    news.worldChanged();
  }, log);
  const scope = createScope(() => client.folders, choices);
  let checkedOne = () => undefined as void;
  const first = new Promise<void>(resolve => { checkedOne = resolve; });
  const inTurn: Host = { ...host, list: async folder => { await within(headStart, first); return host.list(folder); } };
  const library = createLibrary(inTurn, log, scope.wants, {
    changed: uris => {
      // A record’s own facts are news to the others only.
      if (uris === undefined || documents.all().some(({ uri }) => uris.size > 1 || !uris.has(canonical(uri)))) news.worldChanged();
    },
    stirred: what => {
      checks.stirred(what);
      followers.stir(what);
    },
    told: () => { news.statusChanged(); progress.moved(); },
  }, async uri => {
    await surroundings.settled(uri);
    return surroundings.projectOf(uri).collections;
  });
  let globs = scope.print();
  const rescan = () => {
    const now = scope.print();
    if (now !== globs) library.renew();
    globs = now;
  };
  const locale = () => choices.of().locale;
  const progress = createProgress(connection, { extent: library.extent, isReading: library.isReading, locale, stop: library.stop }, log);
  const warn = (message: string) => { connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message }).catch((error: unknown) => { log(`Warning: ${traceOf(error)}`); }); };
  const surroundings = createSurroundings(createProjects(host, new Set(rules.map(({ id }) => id))), { changed: () => { library.resort(); followers.stir(); news.worldChanged(); }, resorted: uri => takeIn(uri), warn, locale });
  const calendar = watchDays(host, () => { followers.stir(); news.worldChanged(); });
  const checks = createChecks({ library, surroundings, settings: choices.of, now: calendar.now }, log);
  const options = (): DiagnosticOptions => ({ locale: locale(), handbook: host.handbook, uriFor: documents.spelled });
  const workspace = createWorkspace({ host, library, checks: { ...checks, findingsOf: record => { checkedOne(); return checks.findingsOf(record); } }, surroundings, documents, typing, scope, options, settled: choices.settled, hearsMore: () => !client.abilities.pull || client.abilities.refresh });
  const followers = answerPulls(connection, session, log, { workspace, library, documents, now: host.now });
  const news = withOverlays(createNews(connection, {
    documents, extent: () => library.extent(), settings: choices.of, way: () => client.abilities, followers,
    findings: workspace.openIn, isChecked: uri => canonical(uri) === uri && scope.checks(uri), now: host.now,
  }, log), connection, () => client.abilities, log);
  const formatters = createFormatters(connection, documents, () => client.abilities, log);

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
      // The project file, and the schemas it names. The deletion or arrival of a whole folder is told as one event about the folder, whose name no Markdown pattern matches.
      const watchers = [...['**/*.md', '**/*.markdown', '**/*.json'].map(globPattern => ({ globPattern })), { globPattern: '**', kind: WatchKind.Create | WatchKind.Delete }];
      register(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
    }
    if (hasFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(hearing(log, 'workspace/didChangeWorkspaceFolders', ({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        client = { ...client, folders: [...client.folders.filter(uri => !gone.has(uri)), ...added.map(({ uri }) => uri)] };
        globs = scope.print();
        library.setFolders(client.folders);
        if (abilities.configuration) choices.ask();
      }));
    }
    globs = scope.print();
    library.setFolders(client.folders);
    news.begin();
  }));
  connection.onShutdown(() => {
    session.state = 'down';
    followers.stir();
    for (const { end } of [typing, calendar, news, progress]) end();
  });

  const takeIn = (uri: string) => {
    const document = documents.of(documents.spelled(uri));
    if (!document) return;
    try {
      library.opened(canonical(document.uri), document.getText(), documents.sortedOf(document.uri));
      news.changed(document.uri);
      formatters.changed(document.uri);
    } catch (error) {
      log(`Reading an open document failed: ${traceOf(error)}`);
    }
  };
  documents.onChange(({ uri }) => takeIn(canonical(uri)));
  documents.onClose(({ uri }) => {
    typing.closed(uri);
    news.closed(uri);
    formatters.closed(uri);
    library.closed(canonical(uri));
    checks.closed(canonical(uri));
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

  const desk: Desk = { session, log, host, documents, library, checks, choices, surroundings, spelling: createSpelling(log), client: () => client, locale, options };
  answerRequests(connection, desk);
  answerNavigation(connection, desk);
  for (const answer of [answerStructure, answerOverlays, answerLineage, answerRenaming, answerFileEvents]) answer(connection, desk);
  connection.listen();
}
