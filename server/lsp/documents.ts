import { TextDocuments, type Connection } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Corpus } from '../record/corpus.ts';
import { intake, intakeDraft } from '../record/intake.ts';
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
  /** The file that is about to become a record, where it stands among records; undefined where it is one already. */
  draftOf(uri: string, corpus: Corpus): PolicyRecord | undefined;
  /** The client's name for a file, where it has it open; else the file's own. */
  spelled(uri: string): string;
  onChange(handle: (document: TextDocument) => void): void;
  onClose(handle: (document: TextDocument) => void): void;
  onOpen(handle: (document: TextDocument) => void): void;
  onSave(handle: (document: TextDocument) => void): void;
}

/** Keeps the open documents in step with the editor. A record is read at most once for each text. */
export function openDocuments(connection: Connection, log: Log): Documents {
  const read = new Map<string, { readonly text: string; readonly record: PolicyRecord | undefined }>();
  const spellings = new Map<string, string>();
  const documents = new TextDocuments<TextDocument>({
    create: TextDocument.create,
    update: (document, changes, version) => {
      if (version < document.version) log(`The version of an open document went back from ${document.version} to ${version}.`);
      return TextDocument.update(document, changes, version);
    },
  });
  documents.onDidOpen(({ document }) => { spellings.set(canonical(document.uri), document.uri); });
  documents.onDidClose(({ document }) => {
    read.delete(document.uri);
    spellings.delete(canonical(document.uri));
  });
  documents.listen(connection);
  return {
    of: uri => documents.get(uri),
    all: () => documents.all(),
    recordOf: uri => {
      const document = documents.get(uri);
      if (!document || !isMarkdownLanguage(document.languageId)) return undefined;
      const text = document.getText();
      const known = read.get(uri);
      if (known?.text === text) return known.record;
      const record = intake(canonical(uri), text);
      read.set(uri, { text, record });
      return record;
    },
    draftOf: (uri, corpus) => {
      const document = documents.get(uri);
      return document && isMarkdownLanguage(document.languageId) ? intakeDraft(canonical(uri), document.getText(), corpus) : undefined;
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
