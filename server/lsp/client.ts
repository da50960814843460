import { CodeActionKind, PositionEncodingKind, TextDocumentSyncKind, type InitializeParams, type InitializeResult } from 'vscode-languageserver';
import { fixAllKind } from '../features/code-actions.ts';
import { source } from '../features/diagnostics.ts';
import { pageScheme } from '../features/reference-page.ts';
import { legend } from '../features/tokens.ts';
import { abilitiesOf, type Abilities } from './abilities.ts';
import { startOptionsOf, type StartOptions } from './settings.ts';

/** What the client said of itself when it started the server. */
export interface Client {
  readonly abilities: Abilities; readonly start: StartOptions; readonly locale: string | undefined;
  readonly folders: readonly string[];
  /** Whether it tells of folders that come and go. */
  readonly hasFolders: boolean;
}

/** Reads what a client says of itself. */
export const clientOf = (params: InitializeParams & { readonly workspaceFolders?: readonly { readonly uri: string }[] | null }): Client => ({
  abilities: abilitiesOf(params), start: startOptionsOf(params.initializationOptions), locale: params.locale,
  folders: params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []),
  hasFolders: params.capabilities.workspace?.workspaceFolders === true,
});

/** A client of which nothing is known yet. */
export const unknownClient: Client = clientOf({ capabilities: {}, processId: null, rootUri: null });

/** The characters after which an editor asks for completions of its own accord. None of them ends a line: in an open list, Enter chooses instead of breaking the line. */
const triggers: readonly string[] = [...'"\':-. '];

/** What the server offers a client, as far as the client can make use of it. */
export const capabilitiesFor = ({ abilities }: Client): InitializeResult['capabilities'] => ({
  positionEncoding: PositionEncodingKind.UTF16,
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  completionProvider: { triggerCharacters: [...triggers], resolveProvider: abilities.lazyDocumentation },
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentLinkProvider: {},
  documentSymbolProvider: true,
  workspaceSymbolProvider: { resolveProvider: abilities.lazySymbols },
  documentHighlightProvider: true,
  ...(abilities.offersByFile.has('formatting') ? {} : { documentFormattingProvider: true }),
  ...(abilities.offersByFile.has('rangeFormatting') ? {} : { documentRangeFormattingProvider: true }),
  codeLensProvider: {},
  renameProvider: abilities.prepareRename ? { prepareProvider: true } : true,
  ...laterProviders(abilities),
  // Nothing opens it by itself: a box over the line that is being written would be in the way of most.
  ...(abilities.signatures ? { signatureHelpProvider: {} } : {}),
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind], resolveProvider: abilities.lazyActions },
  ...(abilities.pull ? { diagnosticProvider: { identifier: source, interFileDependencies: true, workspaceDiagnostics: true } } : {}),
  workspace: {
    workspaceFolders: { supported: true, changeNotifications: true },
    ...(abilities.pages ? { textDocumentContent: { schemes: [pageScheme] } } : {}),
    fileOperations: {
      ...(abilities.willRename ? { willRename: { filters: [markdownFiles, folders] } } : {}),
      ...(abilities.willDelete && abilities.applyEdit ? { willDelete: { filters: [markdownFiles, folders] } } : {}),
      ...(abilities.didCreate && abilities.applyEdit ? { didCreate: { filters: [markdownFiles] } } : {}),
    },
  },
});

const laterProviders = ({ knows }: Abilities): InitializeResult['capabilities'] => ({
  ...(knows.has('declaration') ? { declarationProvider: true } : {}),
  ...(knows.has('implementation') ? { implementationProvider: true } : {}),
  ...(knows.has('foldingRange') ? { foldingRangeProvider: true } : {}),
  ...(knows.has('selectionRange') ? { selectionRangeProvider: true } : {}),
  ...(knows.has('semanticTokens') ? { semanticTokensProvider: { legend, full: true, range: true } } : {}),
  ...(knows.has('inlayHint') ? { inlayHintProvider: true } : {}),
  ...(knows.has('typeHierarchy') ? { typeHierarchyProvider: true } : {}),
});

const markdownFiles = { pattern: { glob: '**/*.{md,markdown}', matches: 'file', options: { ignoreCase: true } } } as const;
const folders = { pattern: { glob: '**', matches: 'folder' } } as const;
