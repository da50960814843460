import { TextDocuments, type Connection, type TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Corpus } from '../record/corpus.ts';
import { intakeDraft, sortOut, type Sorted } from '../record/intake.ts';
import type { Collections } from '../schema/collections.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { Log } from './guard.ts';
import { canonical } from './uri.ts';

/** The texts that are open in the editor, read as records. */
export interface Documents {
  /** An open document by the client's name for it. */
  of(uri: string): TextDocument | undefined;
  all(): readonly TextDocument[];
  /** The record in an open document; undefined where it is not open or is something else. */
  recordOf(uri: string): PolicyRecord | undefined;
  /** The same, or a file of another collection. */
  fileOf(uri: string): PolicyRecord | undefined;
  /** What an open document is. */
  sortedOf(uri: string): Sorted;
  /** The file that is about to become a record, where it stands among records; undefined where it is one already. */
  draftOf(uri: string, corpus: Corpus): PolicyRecord | undefined;
  /** The client's name for a file, where it has it open; else the file's own. */
  spelled(uri: string): string;
  onChange(handle: (document: TextDocument) => void): void;
  onClose(handle: (document: TextDocument) => void): void;
  onOpen(handle: (document: TextDocument) => void): void;
  onSave(handle: (document: TextDocument) => void): void;
}

/** Keeps the open documents in step with the editor. A record is read at most once for each text. `changing` is told how a document is about to change, and `collectionsFor` gives the kinds of files around one, as far as they are known. */
export function openDocuments(connection: Connection, changing: (document: TextDocument, changes: readonly TextDocumentContentChangeEvent[]) => void, collectionsFor: (uri: string) => Collections, log: Log): Documents {
  const read = new Map<string, { readonly text: string; readonly collections: string; readonly sorted: Sorted }>();
  const spellings = new Map<string, string>();
  const documents = new TextDocuments<TextDocument>({
    create: TextDocument.create,
    update: (document, changes, version) => {
      if (version < document.version) log(`The version of an open document went back from ${document.version} to ${version}.`);
      changing(document, changes);
      return TextDocument.update(document, changes, version);
    },
  });
  documents.onDidOpen(({ document }) => { spellings.set(canonical(document.uri), document.uri); });
  documents.onDidClose(({ document }) => {
    read.delete(document.uri);
    spellings.delete(canonical(document.uri));
  });
  documents.listen(connection);
  const sortedOf = (uri: string): Sorted => {
    const document = documents.get(uri);
    if (!document || !isMarkdownLanguage(document.languageId)) return {};
    const text = document.getText();
    const own = canonical(uri);
    const collections = collectionsFor(own);
    const known = read.get(uri);
    if (known?.text === text && known.collections === collections.print) return known.sorted;
    const sorted = sortOut(own, text, collections);
    read.set(uri, { text, collections: collections.print, sorted });
    return sorted;
  };
  return {
    of: uri => documents.get(uri),
    all: () => documents.all(),
    recordOf: uri => sortedOf(uri).record,
    fileOf: uri => { const { record, other } = sortedOf(uri); return record ?? other; },
    sortedOf,
    draftOf: (uri, corpus) => {
      const document = documents.get(uri);
      return document && isMarkdownLanguage(document.languageId) ? intakeDraft(canonical(uri), document.getText(), corpus, collectionsFor(canonical(uri))) : undefined;
    },
    spelled: uri => spellings.get(uri) ?? uri,
    onChange: handle => { documents.onDidChangeContent(({ document }) => handle(document)); },
    onClose: handle => { documents.onDidClose(({ document }) => handle(document)); },
    onOpen: handle => { documents.onDidOpen(({ document }) => handle(document)); },
    onSave: handle => { documents.onDidSave(({ document }) => handle(document)); },
  };
}

/** Editors name Markdown in several ways; Emacs says gfm. */
const isMarkdownLanguage = (id: string): boolean => /^(?:markdown|gfm|md)$/i.test(id);
