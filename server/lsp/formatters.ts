import { BulkRegistration, DocumentFormattingRequest, DocumentRangeFormattingRequest, type Connection, type Disposable } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Abilities } from './abilities.ts';
import type { Documents } from './documents.ts';
import { traceOf, type Log } from './guard.ts';

/** Offers the formatting of records to a client that can be told of it file by file. Uris are the client’s. */
export interface Formatters {
  /** An open document has a text that may make a record of it, or of a record something else. */
  changed(uri: string): void;
  closed(uri: string): void;
}

/**
 * Keeps the client from taking us for a formatter of Markdown: where it has another one, it would ask its reader which of the two to use for
 * files that we do not format at all. Each open record is offered by itself, for what lies beside it may be no record.
 */
export function createFormatters(connection: Connection, documents: Documents, abilities: () => Abilities, log: Log): Formatters {
  const offered = new Map<string, Promise<Disposable | undefined>>();
  const fail = (error: unknown) => { log(`Offering the formatting of a record failed: ${traceOf(error)}`); return undefined; };

  const offer = (document: TextDocument): Promise<Disposable | undefined> => {
    const { offersByFile } = abilities();
    const registration = BulkRegistration.create();
    const documentSelector = [filterFor(document)];
    if (offersByFile.has('formatting')) registration.add(DocumentFormattingRequest.type, { documentSelector });
    if (offersByFile.has('rangeFormatting')) registration.add(DocumentRangeFormattingRequest.type, { documentSelector });
    return connection.client.register(registration).catch(fail);
  };
  const withdraw = (uri: string) => {
    offered.get(uri)?.then(registered => registered?.dispose()).catch(fail);
    offered.delete(uri);
  };
  return {
    changed: uri => {
      const document = documents.of(uri);
      if (!document || !documents.recordOf(uri)) withdraw(uri);
      else if (!offered.has(uri) && abilities().offersByFile.size > 0) offered.set(uri, offer(document));
    },
    closed: withdraw,
  };
}

/** What tells one document from all others: its path as clients match it, where what would be a sign of a glob is matched as any character. */
function filterFor({ uri, languageId }: TextDocument) {
  const [, scheme = '', host = '', path = ''] = /^([^:/]*):(?:\/\/([^/]*))?(.*)$/.exec(uri) ?? [];
  const written = decoded(path).replace(/^\/(?=[a-z]:)/i, '');
  return { language: languageId, scheme, pattern: `${scheme === 'file' && host !== '' ? `//${host}` : ''}${written}`.replace(/[[\]{}*?]/g, '?') };
}

const decoded = (text: string): string => { try { return decodeURIComponent(text); } catch { return text; } };
