import { Console } from 'node:console';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { createConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-languageserver/node';
import { serve } from '../lsp/server.ts';
import { disk } from './disk.ts';
import { stayYoung } from './engine.ts';
import { resting } from './rest.ts';

/** Starts the language server for a client that speaks over standard input and output or, with `--node-ipc`, as its parent process. */
export function startNode(argv: readonly string[]): void {
  // Standard output belongs to the protocol, so nothing that is printed may reach it.
  globalThis.console = new Console(process.stderr, process.stderr);
  // A client that reads no errors is no reason to end.
  process.stderr.on('error', () => undefined);
  // What cannot be handled leaves the server in an unknown state; the client starts a new one.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      process.stderr.write(`${event}: ${error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
      process.exit(1);
    });
  }
  stayYoung();
  const ipc = argv.includes('--node-ipc');
  if (ipc) process.on('disconnect', () => process.exit(1));
  const connection = ipc ? createConnection(new IPCMessageReader(process), new IPCMessageWriter(process)) : createConnection(process.stdin, inOne(process.stdout));
  const { host, stir } = resting({ ...disk(), ...handbook() });
  serve(connection, host, process.env.POLICY_RECORDS_VERSION);
  // By now the connection listens, and whoever listens beside it takes nothing away.
  if (ipc) process.on('message', stir); else process.stdin.on('data', stir);
}

/** Takes the head of a message and its body one after the other, as they are written, and passes them on as one: each step to another process takes its time. */
const inOne = (out: NodeJS.WriteStream): Writable => {
  let head = '';
  const joined = new Writable({
    decodeStrings: false,
    write: (part: string | Buffer, _, done) => {
      if (typeof part === 'string') { head = part; done(); return; }
      const message = Buffer.concat([Buffer.from(head, 'ascii'), part]);
      head = '';
      out.write(message, done);
    },
  });
  for (const event of ['error', 'close'] as const) out.on(event, (error?: Error) => { joined.destroy(error); });
  return joined;
};

/** The handbook lies where it does in the project, seen from the folder of the bundles. */
function handbook(): { readonly handbook?: string } {
  const page = join(__dirname, '../server/rules/README.md');
  return existsSync(page) ? { handbook: pathToFileURL(page).href } : {};
}
