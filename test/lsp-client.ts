import { spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { buildSync } from 'esbuild';
import { createMessageConnection, PortMessageReader, PortMessageWriter, StreamMessageReader, StreamMessageWriter, type CancellationToken, type MessageConnection } from 'vscode-jsonrpc/node';
import type * as lsp from 'vscode-languageserver-protocol';

/** Bundles the server as it ships and returns the file. */
export function buildServer(): string {
  const outfile = join(mkdtempSync(join(tmpdir(), 'policy-records-')), 'dist', 'server.js');
  buildSync({ entryPoints: [join(__dirname, '../server/doors/serve.ts')], outfile, bundle: true, mainFields: ['module', 'main'], target: 'node20', platform: 'node', format: 'cjs', logLevel: 'error' });
  mkdirSync(dirname(handbookOf(outfile)), { recursive: true });
  copyFileSync(join(__dirname, '../server/rules/README.md'), handbookOf(outfile));
  return outfile;
}

/** Where a built server finds the handbook: it lies beside the bundles as in the project. */
export const handbookOf = (server: string): string => join(dirname(dirname(server)), 'server', 'rules', 'README.md');

/** A client with everything the server can make use of. */
export const richClient: lsp.ClientCapabilities = {
  workspace: {
    configuration: true, workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true }, didChangeConfiguration: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true }, workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'], changeAnnotationSupport: { groupsOnLabel: true } },
  },
  textDocument: {
    diagnostic: { dynamicRegistration: true, relatedDocumentSupport: true }, hover: { contentFormat: ['markdown', 'plaintext'] },
    codeAction: { dataSupport: true, isPreferredSupport: true, resolveSupport: { properties: ['edit'] }, codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source'] } } },
    completion: { completionItem: { snippetSupport: true }, completionList: { itemDefaults: ['editRange'] } },
  },
};

/** A driver of the real server process. It answers the server's requests and keeps all that the server sends. */
export interface Client {
  readonly process: ChildProcess;
  readonly connection: MessageConnection;
  /** What the server sent of its own accord, in order. */
  readonly heard: readonly { readonly method: string; readonly params: unknown }[];
  readonly exited: Promise<number | null>;
  stdout(): string;
  stderr(): string;
  /** Writes bytes to the server as they are. */
  raw(bytes: string): void;
  request<R>(method: string, params: unknown, token?: CancellationToken): Promise<R>;
  notify(method: string, params: unknown): void;
  /** Initializes with these capabilities, and says initialized. */
  start(capabilities: lsp.ClientCapabilities, params?: Partial<lsp.InitializeParams>): Promise<lsp.InitializeResult>;
  open(uri: string, text: string, version?: number, languageId?: string): void;
  change(uri: string, version: number, ...changes: readonly lsp.TextDocumentContentChangeEvent[]): void;
  close(uri: string): void;
  pull(uri: string, previousResultId?: string): Promise<lsp.DocumentDiagnosticReport>;
  /** The diagnostics of a pull, which must be a full report, once the records around the document are known. */
  diagnostics(uri: string): Promise<readonly lsp.Diagnostic[]>;
  /** Waits for a message from the server, a past one included unless `from` counts them out. */
  hear<P>(method: string, is?: (params: P) => boolean, from?: number): Promise<P>;
  /** Waits for a push of diagnostics, a past one included unless `from` counts it out. */
  pushed(uri: string, is?: (diagnostics: readonly lsp.Diagnostic[]) => boolean, from?: number): Promise<readonly lsp.Diagnostic[]>;
  /** Shuts the server down and returns its exit code. */
  stop(): Promise<number | null>;
}

/** Starts the server. `settings` is what it gets when it asks for its section, for everywhere or for a folder. */
export function launch(server: string, settings: (item: lsp.ConfigurationItem) => unknown = () => null): Client {
  const child = spawn(process.execPath, [server, '--stdio'], { stdio: 'pipe' });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  const tee = new PassThrough();
  child.stdout.on('data', (chunk: Buffer) => { out.push(chunk); tee.write(chunk); });
  child.stderr.on('data', (chunk: Buffer) => { err.push(chunk); });
  child.stdin.on('error', () => undefined);
  const exited = new Promise<number | null>(resolve => child.on('exit', resolve));
  const connection = createMessageConnection(new StreamMessageReader(tee), new StreamMessageWriter(child.stdin));
  const heard: { method: string; params: unknown }[] = [];
  const waiting = new Set<() => void>();
  const hearing = (method: string, params: unknown) => { heard.push({ method, params }); for (const look of [...waiting]) look(); };
  connection.onNotification((method, params) => hearing(method, params));
  connection.onRequest((method, params) => {
    hearing(method, params);
    return method === 'workspace/configuration' ? (params as unknown as lsp.ConfigurationParams).items.map(item => settings(item)) : null;
  });
  connection.listen();
  const hear = <P>(method: string, is: (params: P) => boolean = () => true, from = 0) => new Promise<P>((resolve, reject) => {
    const look = () => {
      const found = heard.slice(from).find(message => message.method === method && is(message.params as P));
      if (!found) return;
      done();
      resolve(found.params as P);
    };
    const late = setTimeout(() => { done(); reject(new Error(`No ${method} came. Heard: ${heard.map(each => each.method).join(', ')}\n${Buffer.concat(err).toString()}`)); }, 5000);
    const done = () => { clearTimeout(late); waiting.delete(look); };
    waiting.add(look);
    look();
  });
  const client: Client = {
    process: child, connection, heard, exited, hear,
    stdout: () => Buffer.concat(out).toString('utf8'),
    stderr: () => Buffer.concat(err).toString('utf8'),
    raw: bytes => { child.stdin.write(bytes); },
    request: (method, params, token) => params === undefined ? connection.sendRequest(method) : token ? connection.sendRequest(method, params, token) : connection.sendRequest(method, params),
    notify: (method, params) => { void (params === undefined ? connection.sendNotification(method) : connection.sendNotification(method, params as object)); },
    start: async (capabilities, params = {}) => {
      const result = await connection.sendRequest<lsp.InitializeResult>('initialize', { processId: process.pid, rootUri: null, capabilities, ...params });
      client.notify('initialized', {});
      return result;
    },
    open: (uri, text, version = 1, languageId = 'markdown') => client.notify('textDocument/didOpen', { textDocument: { uri, languageId, version, text } }),
    change: (uri, version, ...contentChanges) => client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges }),
    close: uri => client.notify('textDocument/didClose', { textDocument: { uri } }),
    pull: (uri, previousResultId) => client.request('textDocument/diagnostic', { textDocument: { uri }, ...(previousResultId === undefined ? {} : { previousResultId }) }),
    diagnostics: async uri => {
      // Links lead to other records, so this waits for them; what is pulled before they are known says nothing of them.
      await client.request('textDocument/documentLink', { textDocument: { uri } });
      const report = await client.pull(uri);
      if (report.kind !== 'full') throw new Error('A full report was expected.');
      return report.items;
    },
    pushed: async (uri, is = () => true, from = 0) =>
      (await hear<lsp.PublishDiagnosticsParams>('textDocument/publishDiagnostics', params => params.uri === uri && is(params.diagnostics), from)).diagnostics,
    stop: async () => {
      await client.request('shutdown', undefined);
      client.notify('exit', undefined);
      return exited;
    },
  };
  return client;
}

/** Starts the server as it runs in a browser: in a worker, with no files of its own. The caller answers its requests, and says when to listen. */
export function launchWorker(): { readonly connection: MessageConnection; stop(): Promise<void> } {
  const outfile = join(mkdtempSync(join(tmpdir(), 'policy-records-')), 'worker.js');
  buildSync({ entryPoints: [join(__dirname, '../server/doors/worker.ts')], outfile, bundle: true, mainFields: ['module', 'main'], target: 'es2022', platform: 'browser', format: 'iife', logLevel: 'error', define: { 'process.env.POLICY_RECORDS_VERSION': '"0.0.0"' } });
  // Nothing of Node is left to the bundle but what a browser has too.
  const shim = `const { parentPort } = require('node:worker_threads');
    const self = { postMessage: message => parentPort.postMessage(message), addEventListener: () => undefined };
    parentPort.on('message', data => self.onmessage({ data }));
    new Function('self', 'require', 'process', 'module', 'Buffer', require('node:fs').readFileSync(${JSON.stringify(outfile)}, 'utf8'))(self);`;
  const worker = new Worker(shim, { eval: true });
  return { connection: createMessageConnection(new PortMessageReader(worker), new PortMessageWriter(worker)), stop: async () => { await worker.terminate(); rmSync(dirname(outfile), { recursive: true, force: true }); } };
}

/** The messages in what a server wrote, or the bytes that are none. */
export function messagesIn(output: string): { readonly messages: readonly unknown[]; readonly stray: string } {
  let rest = Buffer.from(output, 'utf8');
  const messages: unknown[] = [];
  for (let header = /^Content-Length: (\d+)\r\n\r\n/.exec(rest.toString('latin1')); header; header = /^Content-Length: (\d+)\r\n\r\n/.exec(rest.toString('latin1'))) {
    const end = header[0].length + Number(header[1]);
    messages.push(JSON.parse(rest.subarray(header[0].length, end).toString('utf8')));
    rest = rest.subarray(end);
  }
  return { messages, stray: rest.toString('utf8') };
}
