import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type * as lsp from 'vscode-languageserver-protocol';
import { indexLines } from '../../../server/base/lines.ts';
import { startNode, temporaryFolder } from '../processes.ts';
import { schemaIn } from '../schema.ts';

/** A language server over stdio, asked as an editor asks: the text changes, and completions are wanted at once. */
export interface Server {
  /** Completions at an offset of a text, and how many milliseconds passed from the change to the answer. */
  ask(uri: string, languageId: string, text: string, offset: number): Promise<{ readonly list: lsp.CompletionList; readonly took: number }>;
  stop(): Promise<void>;
}

/** What both servers are told that the editor can do; it is what VS Code says of itself as far as completion goes. */
const capabilities: lsp.ClientCapabilities = {
  workspace: { configuration: true, workspaceFolders: true, didChangeConfiguration: { dynamicRegistration: true } },
  textDocument: {
    synchronization: {}, diagnostic: { dynamicRegistration: true },
    completion: {
      completionItem: { snippetSupport: true, insertTextModeSupport: { valueSet: [1, 2] }, documentationFormat: ['markdown', 'plaintext'], resolveSupport: { properties: ['documentation'] }, labelDetailsSupport: true },
      insertTextMode: 2, completionList: { itemDefaults: ['editRange', 'insertTextFormat', 'insertTextMode'] },
    },
  },
};

const patience = 20_000;

/** Starts a server in `folders`, with its settings by section. */
export async function start(script: string, folders: readonly string[], settings: Readonly<Record<string, unknown>>): Promise<Server> {
  const child = startNode([script, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  if (!child.stdout || !child.stdin) throw new Error(`${script} did not start`);
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  connection.onRequest((method, params) => method === 'workspace/configuration' ? (params as unknown as lsp.ConfigurationParams).items.map(({ section = '' }) => settings[section] ?? null) : null);
  connection.listen();
  const workspaceFolders = folders.map(folder => ({ uri: pathToFileURL(folder).href, name: 'records' }));
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: workspaceFolders[0]?.uri ?? null, workspaceFolders, capabilities, locale: 'en' });
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('workspace/didChangeConfiguration', { settings });
  const versions = new Map<string, number>();
  return {
    ask: async (uri, languageId, text, offset) => {
      const version = (versions.get(uri) ?? 0) + 1;
      versions.set(uri, version);
      const position = indexLines(text).at(offset);
      const started = performance.now();
      void (version === 1 ? connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version, text } })
        : connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] }));
      const late = new Promise<never>((_, reject) => { setTimeout(() => reject(new Error(`No answer within ${patience} ms`)), patience).unref(); });
      const answer = await Promise.race([connection.sendRequest<lsp.CompletionList | lsp.CompletionItem[] | null>('textDocument/completion', { textDocument: { uri }, position, context: { triggerKind: 1 } }), late]);
      const took = performance.now() - started;
      return { list: Array.isArray(answer) ? { isIncomplete: false, items: answer } : answer ?? { isIncomplete: false, items: [] }, took };
    },
    stop: async () => {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
    },
  };
}

/**
 * Settings of yaml-language-server with our JSON Schema for the files of each language. Checking is off, so that nothing but the completion
 * takes its time.
 */
export function rivalSettings(): Readonly<Record<string, unknown>> {
  const folder = temporaryFolder('completion');
  const schemas = (['zh', 'en'] as const).map(locale => {
    const file = join(folder, `${locale}.json`);
    writeFileSync(file, JSON.stringify(schemaIn(locale)));
    return [pathToFileURL(file).href, [`**/${locale}/*`]] as const;
  });
  return { yaml: { schemas: Object.fromEntries(schemas), completion: true, validate: false, hover: false, schemaStore: { enable: false } }, http: {}, '[yaml]': {}, editor: {} };
}
