import type { Connection } from 'vscode-languageserver';
import type { Host } from '../lsp/host.ts';

/** Asks the client for the uris of the Markdown files below a folder: `{ folder }` to a list of strings. */
export const listMethod = 'policyRecords/list';

/** Asks the client for the text of a file: `{ uri }` to a string, or null where it cannot be read. */
export const readMethod = 'policyRecords/read';

/** The client's files, for a server that has none of its own: it asks the client to list and to read. */
export const asked = (connection: Connection): Host => ({
  read: async uri => {
    const text = await connection.sendRequest<unknown>(readMethod, { uri });
    return typeof text === 'string' ? text : undefined;
  },
  list: async folder => {
    const uris = await connection.sendRequest<unknown>(listMethod, { folder });
    return Array.isArray(uris) ? uris.filter(uri => typeof uri === 'string') : [];
  },
  now: () => new Date(),
});
