import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter, type MessageConnection } from 'vscode-jsonrpc/node';
import type * as lsp from 'vscode-languageserver-protocol';
import { indexLines } from '../../server/base/lines.ts';
import { computedBy, hasProc, inTime, pause, startNode, within } from './processes.ts';
import type { Participant } from './participants.ts';

/** What a client is told about one file. */
export type Told = readonly lsp.Diagnostic[];

/** Something that has to be told of a file before an edit counts as reflected. */
export interface Want { readonly uri: string; readonly is: (told: Told) => boolean }

/** A running language server and the editor around it. Times are milliseconds of `performance.now()`. */
export interface Session {
  readonly pid: number;
  readonly spawned: number;
  textOf(uri: string): string;
  open(uri: string, text: string): void;
  /** Puts other text in the place of what is between two offsets, as one key does. */
  type(uri: string, start: number, end: number, insert: string): void;
  /** How long after `from` all of this was told; undefined when it was not within `patience` milliseconds. */
  told(wants: readonly Want[], from: number, patience?: number): Promise<number | undefined>;
  /** The labels offered at an offset. */
  complete(uri: string, offset: number): Promise<readonly string[]>;
  /** Waits until the server has nothing more to do. */
  calm(): Promise<void>;
  stop(): Promise<void>;
}

const startPatience = 60_000;
const editPatience = 20_000;
/** A server that is not calm after this has a fault that would cost the whole run. */
const calmPatience = 240_000;

/** Starts a server in a folder as VS Code does: it initializes, answers what is asked of it, and pulls or is pushed to. */
export async function launch(participant: Participant, folder: string): Promise<Session> {
  const { mode, settings, languageId } = participant;
  const spawned = performance.now();
  const child = startNode(participant.args, { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] });
  if (!child.stdout || !child.stdin || child.pid === undefined) throw new Error(`${participant.name} did not start`);
  const { pid } = child;
  child.stdin.on('error', () => undefined);
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  connection.onError(() => undefined);
  connection.onUnhandledProgress(() => undefined);
  const folders = [{ uri: pathToFileURL(folder).href, name: 'records' }];
  connection.onRequest((method, params) => method === 'workspace/configuration' ? (params as unknown as lsp.ConfigurationParams).items.map(({ section = '' }) => valueAt(settings, section))
    : method === 'workspace/workspaceFolders' ? folders : null);
  const documents = new Map<string, { version: number; text: string }>();
  participant.assist?.(connection, folder, uri => documents.get(uri)?.text);

  const hearing = new Set<(params: lsp.PublishDiagnosticsParams) => void>();
  connection.onNotification('textDocument/publishDiagnostics', (params: lsp.PublishDiagnosticsParams) => { for (const hear of [...hearing]) hear(params); });
  connection.onNotification(() => undefined);
  connection.listen();
  const notify = (method: string, params: object) => { connection.sendNotification(method, params).catch(() => undefined); };

  const { capabilities } = await inTime(connection.sendRequest<lsp.InitializeResult>('initialize', {
    processId: process.pid, rootUri: folders[0]?.uri ?? null, workspaceFolders: folders, capabilities: capabilitiesOf(mode), initializationOptions: participant.options ?? {}, locale: 'en',
  }), startPatience, `Starting ${participant.name}`);
  notify('initialized', {});
  notify('workspace/didChangeConfiguration', { settings });
  const change = typeof capabilities.textDocumentSync === 'object' ? capabilities.textDocumentSync.change : capabilities.textDocumentSync;
  const isWhole = change === 1;
  const followsWorkspace = mode === 'pull' && capabilities.diagnosticProvider?.workspaceDiagnostics === true;

  const pull = puller(connection);
  const byPull = async ({ uri, is }: Want, until: number): Promise<void> => {
    for (let items = await pull(uri); (!items || !is(items)) && performance.now() < until; items = await pull(uri)) await pause(1);
  };
  const byPush = ({ uri, is }: Want): { readonly heard: Promise<void>; stop(): void } => {
    const { version } = documents.get(uri) ?? { version: 0 };
    let stop = () => undefined as void;
    const heard = new Promise<void>(resolve => {
      const hear = (params: lsp.PublishDiagnosticsParams) => {
        if (params.uri === uri && (params.version === undefined || params.version >= version) && is(params.diagnostics)) { stop(); resolve(); }
      };
      stop = () => { hearing.delete(hear); };
      hearing.add(hear);
    });
    return { heard, stop };
  };

  const session: Session = {
    pid, spawned,
    textOf: uri => documents.get(uri)?.text ?? '',
    open: (uri, text) => {
      documents.set(uri, { version: 1, text });
      notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
      if (followsWorkspace && documents.size === 1) connection.sendRequest('workspace/diagnostic', { previousResultIds: [], partialResultToken: 'workspace' }).catch(() => undefined);
    },
    type: (uri, start, end, insert) => {
      const document = documents.get(uri);
      if (!document) throw new Error(`${uri} is not open`);
      const lines = indexLines(document.text);
      const range = { start: lines.at(start), end: lines.at(end) };
      document.text = document.text.slice(0, start) + insert + document.text.slice(end);
      document.version++;
      notify('textDocument/didChange', { textDocument: { uri, version: document.version }, contentChanges: [isWhole ? { text: document.text } : { range, text: insert }] });
    },
    told: async (wants, from, patience = editPatience) => {
      const until = from + patience;
      const pushed = mode === 'push' ? wants.map(byPush) : [];
      try {
        const all = Promise.all(mode === 'push' ? pushed.map(({ heard }) => heard) : wants.map(want => byPull(want, until)));
        const took = await within(until - performance.now(), all.then(() => performance.now() - from));
        return took !== undefined && took <= patience ? took : undefined;
      } finally {
        for (const { stop } of pushed) stop();
      }
    },
    complete: async (uri, offset) => {
      const position = indexLines(session.textOf(uri)).at(offset);
      const answer = await inTime(connection.sendRequest<lsp.CompletionList | lsp.CompletionItem[] | null>('textDocument/completion', { textDocument: { uri }, position, context: { triggerKind: 1 } }), editPatience, 'Completion');
      return (Array.isArray(answer) ? answer : answer?.items ?? []).flatMap(({ label, textEdit, insertText }) => [label, ...(textEdit ? [textEdit.newText] : []), ...(insertText === undefined ? [] : [insertText])]);
    },
    calm: () => calm(pid),
    stop: async () => {
      await inTime(connection.sendRequest('shutdown'), 2000, 'Shutting down').then(() => connection.sendNotification('exit')).catch(() => undefined);
      connection.dispose();
      await pause(20);
      child.kill('SIGKILL');
    },
  };
  return session;
}

/** Asks for the diagnostics of a document, with the id of the last answer as VS Code does; undefined when the server wants to be asked again. */
function puller(connection: MessageConnection): (uri: string) => Promise<Told | undefined> {
  const last = new Map<string, { readonly id: string | undefined; readonly items: Told }>();
  return async uri => {
    const before = last.get(uri);
    try {
      const report = await connection.sendRequest<lsp.DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri }, ...(before?.id === undefined ? {} : { previousResultId: before.id }) });
      const items = report.kind === 'full' ? report.items : before?.items ?? [];
      last.set(uri, { id: report.resultId, items });
      return items;
    } catch (error) {
      // ContentModified and ServerCancelled ask for another try; anything else is a fault.
      if (![-32801, -32802].includes((error as { readonly code?: number }).code ?? 0)) throw error;
      return undefined;
    }
  };
}

/** Waits until a process has hardly computed for half a second. */
async function calm(pid: number): Promise<void> {
  if (!hasProc) { await pause(3000); return; }
  const until = performance.now() + calmPatience;
  for (let quiet = 0; quiet < 5;) {
    const before = computedBy(pid);
    await pause(100);
    quiet = computedBy(pid) - before <= 10 ? quiet + 1 : 0;
    if (performance.now() > until) throw new Error(`The server was still busy after ${calmPatience / 1000} s`);
  }
}

const valueAt = (settings: Readonly<Record<string, unknown>>, section: string): unknown =>
  settings[section] ?? section.split('.').reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key], settings) ?? null;

/** What VS Code says of itself, as far as it matters here. */
const capabilitiesOf = (mode: Participant['mode']): lsp.ClientCapabilities => ({
  workspace: {
    applyEdit: true, configuration: true, workspaceFolders: true, didChangeConfiguration: { dynamicRegistration: true }, didChangeWatchedFiles: { dynamicRegistration: true },
    ...(mode === 'pull' ? { diagnostics: { refreshSupport: true } } : {}),
  },
  textDocument: {
    synchronization: { didSave: true }, publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true, dataSupport: true },
    ...(mode === 'pull' ? { diagnostic: { dynamicRegistration: true, relatedDocumentSupport: true } } : {}),
    completion: {
      contextSupport: true,
      completionItem: { snippetSupport: true, insertReplaceSupport: true, insertTextModeSupport: { valueSet: [1, 2] }, documentationFormat: ['markdown', 'plaintext'], labelDetailsSupport: true, resolveSupport: { properties: ['documentation', 'detail', 'additionalTextEdits'] } },
      insertTextMode: 2, completionList: { itemDefaults: ['commitCharacters', 'editRange', 'insertTextFormat', 'insertTextMode', 'data'] },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix'] } }, dataSupport: true, resolveSupport: { properties: ['edit'] } },
  },
  window: { workDoneProgress: true }, general: { positionEncodings: ['utf-16'] },
});
