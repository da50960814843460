import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as lsp from 'vscode-languageserver-protocol';
import { buildServer, launch, type Client } from './lsp-client.ts';

/** The project's own records. */
const seeds = join(__dirname, '../seeds');

/** A built server, and a folder of its own for each test with clients that end with it. */
export interface Sessions {
  /** The bundle of the server. */
  readonly server: string;
  /** The folder of the test that runs. */
  readonly folder: string;
  path(name: string): string;
  uriOf(name: string): string;
  textOf(name: string): string;
  put(name: string, text: string): void;
  /** Starts a server for this test; `settings` answers what it asks of the client's configuration. */
  spawned(settings?: (item: lsp.ConfigurationItem) => unknown): Client;
  /** Has another client end with the test. */
  kept(client: Client): Client;
}

/** Sets up what every test of the protocol needs; to be called within `describe`. `fill` puts files into the folder, the seeds unless it is given. */
export function sessions(fill: (its: Sessions) => void = ({ folder }) => cpSync(seeds, folder, { recursive: true })): Sessions {
  let server = '';
  let folder = '';
  const clients: Client[] = [];
  const its: Sessions = {
    get server() { return server; },
    get folder() { return folder; },
    path: name => join(folder, name),
    uriOf: name => pathToFileURL(join(folder, name)).href,
    textOf: name => readFileSync(join(folder, name), 'utf8'),
    put: (name, text) => { mkdirSync(dirname(join(folder, name)), { recursive: true }); writeFileSync(join(folder, name), text); },
    spawned: settings => its.kept(launch(server, settings)),
    kept: client => { clients.push(client); return client; },
  };
  before(() => { server = buildServer(); });
  after(() => rmSync(dirname(dirname(server)), { recursive: true, force: true }));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'library-'));
    fill(its);
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) {
      client.process.kill('SIGKILL');
      await client.exited;
    }
    rmSync(folder, { recursive: true, force: true });
  });
  return its;
}
