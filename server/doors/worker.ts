import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { serve } from '../lsp/server.ts';
import { asked } from './asked.ts';

/** The worker's own end of the line to the page that made it. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
serve(connection, asked(connection), process.env.POLICY_RECORDS_VERSION);
