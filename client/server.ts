import { commands, CompletionTriggerKind, l10n, window, workspace, type Location, type LogOutputChannel, type Position, type TextDocument, type WorkspaceEdit } from 'vscode';
import { CloseAction, CompletionRequest, LanguageClient, RevealOutputChannelOn, State, TransportKind, vsdiag, type ErrorHandler, type Location as ServerLocation, type ServerOptions, type WorkspaceEdit as ServerEdit } from 'vscode-languageclient/node';
import { linked } from './handbook.ts';
import { followedUp } from './project-file.ts';
import type { Library, Status } from './status.ts';
import { tracing, type Tracing } from './trace.ts';

/** The language server as the rest of the extension knows it. Nothing here rejects: what goes wrong is shown to the reader. */
export interface Server {
  start(): Promise<void>;
  /** Starts anew, whatever state the server is in: running, hanging, ended or never started. */
  restart(): Promise<void>;
  /** Waits for a start that is under way, and says whether the server runs. */
  started(): Promise<boolean>;
  /** Ends the server; one that does not answer is killed after two seconds. */
  stop(): Promise<void>;
  /** Whether there is anything to complete behind a character that was typed, without a person asking; not, while there is no server. */
  offers(document: TextDocument, position: Position, typed: string): Promise<boolean>;
  /** The edit of the project file that has a finding ignored; undefined where the server cannot make one. */
  ignore(wish: Ignore): Promise<WorkspaceEdit | undefined>;
  /** Where fields of files stand now; those of files that cannot be read stand nowhere. */
  places(fields: readonly Field[]): Promise<readonly Location[]>;
  /** Reads the setting `policyRecords.trace.server` again. */
  retrace(): void;
}

/** What is to be ignored: the findings of a rule at a field of a record, such as `analysis.mrv.evidence`, and why. */
export interface Ignore { readonly uri: string; readonly rule: string; readonly path: string; readonly reason: string }

/** A field of a file, as a code lens names it. */
export interface Field { readonly uri: string; readonly path: readonly (string | number)[] }

/** What the server is made from: the bundle that it runs, and where it reports to. */
export interface Parts { readonly module: string; readonly output: LogOutputChannel; readonly status: Status }

/** One client from its start to its end. `over` once its end was asked for; whatever it still reports then is no news. */
interface Life { readonly client: LanguageClient; readonly trace: Tracing; over: boolean }

/** Where records live. The old side of a comparison and the cells of a notebook are Markdown too, but no records. */
const schemes = ['file', 'untitled', 'vscode-vfs'];

/** The server in a process of its own. It is started again when it ends by itself, but not for ever. */
export function languageServer(parts: Parts): Server {
  let life: Life | undefined;
  // One step at a time: a restart that is asked for twice must not leave two servers behind.
  let queue = Promise.resolve();
  const inTurn = (step: () => Promise<void>): Promise<void> => {
    queue = queue.then(step).catch((error: unknown) => parts.output.error(String(error)));
    return queue;
  };
  const begin = async (): Promise<void> => {
    // A client whose start has failed cannot start again, hence a new one each time. It also counts its crashes from zero.
    life = born(parts);
    await life.client.start();
  };
  const end = async (): Promise<void> => {
    if (life === undefined) return;
    life.over = true;
    life.trace.dispose();
    await life.client.dispose().catch((error: unknown) => parts.output.warn(String(error)));
    life = undefined;
  };
  return {
    start: () => inTurn(begin),
    restart: () => inTurn(() => end().then(begin)),
    started: async () => { await queue; return life?.client.isRunning() === true; },
    stop: () => inTurn(end),
    offers: async (document, position, typed) => (life?.client.isRunning() ? await hasOffers(life.client, document, position, typed) : false),
    ignore: async wish => (life?.client.isRunning() ? await editFor(life.client, wish) : undefined),
    places: async fields => (life?.client.isRunning() ? await placesOf(life.client, fields) : []),
    retrace: () => life?.trace.refresh(),
  };
}

function born({ module, output, status }: Parts): Life {
  const ways: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    // Taken when the extension itself is being debugged; .vscode/launch.json attaches to this port.
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6019'] } },
  };
  const trace = tracing(output);
  const client = new LanguageClient('policyRecords', 'Policy Records', ways, {
    // The project file too: edits of it are made for the text that is in the editor. And the reference pages, from which one asks who names a criterion.
    documentSelector: [...schemes.flatMap(scheme => [{ scheme, language: 'markdown' }, { scheme, pattern: '**/policy-records.json' }]), { scheme: 'policy-records', language: 'markdown' }],
    // A function, so that each start reads the settings anew. `retrigger`: after a key that wants one of a list, the list may open.
    // `asks`: the reason of an ignore is asked for here. `shows`: what a code lens speaks of is shown here.
    initializationOptions: () => ({ retrigger: true, asks: true, shows: true, settings: settings() }),
    middleware: {
      resolveCodeAction: async (action, token, next) => followedUp(await next(action, token)),
      handleDiagnostics: (uri, diagnostics, next) => next(uri, linked(diagnostics)),
      provideDiagnostics: async (document, previous, token, next) => {
        const report = await next(document, previous, token);
        return report?.kind === vsdiag.DocumentDiagnosticReportKind.full ? { ...report, items: linked(report.items) } : report;
      },
    },
    outputChannel: output,
    traceOutputChannel: trace.channel,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    // The library has logged the reason, and the state tells the rest.
    initializationFailedHandler: () => false,
    errorHandler: { error: (...what) => handler.error(...what), closed: () => handler.closed() },
  });
  // The library's messages speak of connections and only in English. They go to the output; what a reader must know is said below.
  const log = client.error.bind(client);
  client.error = (message, data) => log(message, data, false);

  const life: Life = { client, trace, over: false };
  const handler = crashes(life);
  client.onNotification('policyRecords/status', (library: Library) => {
    if (!life.over) status.show({ kind: 'running', library });
  });
  client.onDidChangeState(({ newState }) => {
    if (life.over) return;
    if (newState === State.Starting) status.show({ kind: 'starting' });
    if (newState === State.Running) status.show({ kind: 'running', library: undefined });
    if (newState === State.Stopped || newState === State.StartFailed) status.show({ kind: 'ended' });
    if (newState === State.StartFailed) offerRestart(l10n.t('Policy Records could not start its language server.'));
  });
  return life;
}

/** What happens when the server ends by itself: it is started again, until it has ended five times within three minutes. */
function crashes(life: Life): ErrorHandler {
  const usual = life.client.createDefaultErrorHandler();
  return {
    error: async (...what) => ({ ...await usual.error(...what), handled: true }),
    closed: async () => {
      // A server that ends before it has ever answered would do so again; the failed start has its own message.
      if (life.over || !life.client.isRunning()) return { action: CloseAction.DoNotRestart, handled: true };
      const { action } = await usual.closed();
      if (action === CloseAction.DoNotRestart) offerRestart(l10n.t('The language server of Policy Records ended five times within three minutes, so it was not started again.'));
      return { action, handled: true };
    },
  };
}

function offerRestart(message: string): void {
  const restart = l10n.t('Restart server');
  const output = l10n.t('Show output');
  void window.showErrorMessage(message, restart, output).then(choice => {
    if (choice === restart) void commands.executeCommand('policyRecords.restartServer');
    if (choice === output) void commands.executeCommand('policyRecords.showOutput');
  });
}

async function hasOffers(client: LanguageClient, document: TextDocument, position: Position, typed: string): Promise<boolean> {
  const context = { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter: typed };
  const params = client.code2ProtocolConverter.asCompletionParams(document, position, context);
  // A server that ends in the meantime has nothing to offer either.
  const found = await client.sendRequest(CompletionRequest.type, params).catch(() => null);
  return found !== null && (Array.isArray(found) ? found : found.items).length > 0;
}

async function editFor(client: LanguageClient, wish: Ignore): Promise<WorkspaceEdit | undefined> {
  const edit = await client.sendRequest<ServerEdit | null>('policyRecords/ignore', wish).catch(() => null);
  return edit === null ? undefined : await client.protocol2CodeConverter.asWorkspaceEdit(edit);
}

async function placesOf(client: LanguageClient, fields: readonly Field[]): Promise<readonly Location[]> {
  const found = await client.sendRequest<readonly ServerLocation[]>('policyRecords/places', fields).catch(() => []);
  return found.map(each => client.protocol2CodeConverter.asLocation(each));
}

/** The settings as the server reads them, so that it speaks the right language before it can ask for them. */
function settings(): object {
  const { locale, author, rules, inlayHints, include, exclude, workspaceDiagnostics } = workspace.getConfiguration('policyRecords');
  return { locale, author, rules, inlayHints, include, exclude, workspaceDiagnostics };
}
