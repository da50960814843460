import type { InitializeParams } from 'vscode-languageserver';
import type { EditAbilities } from '../features/workspace-edit.ts';

/** What the client can do, as far as an answer depends on it. Whatever a client does not say, it cannot. */
export interface Abilities extends EditAbilities {
  readonly pull: boolean;
  readonly refresh: boolean;
  readonly configuration: boolean;
  readonly watch: boolean;
  readonly hearConfiguration: boolean;
  /** Edits of an action may be worked out when the action is chosen. */
  readonly lazyActions: boolean;
  readonly markdownHover: boolean;
  /** Whether it can show a document that the server makes, which is what the reference pages are. */
  readonly pages: boolean;
  /** Whether a definition may say which stretch of the text it is for. */
  readonly definitionLinks: boolean;
  readonly declarationLinks: boolean;
  /** Whether it can show parts of a signature that are told by their place in its label. */
  readonly signatures: boolean;
  readonly markdownSignatures: boolean;
  /** Whether no part of a signature may be the active one. */
  readonly noneActive: boolean;
  readonly snippets: boolean;
  readonly itemDefaults: boolean;
  /** Whether it can be told not to indent what it inserts. */
  readonly asIs: boolean;
  /** What a completion item has to tell may be worked out when the item is looked at. */
  readonly lazyDocumentation: boolean;
  /** Whether it shows a few words behind each label, so that the detail may be worked out then, too. */
  readonly lazyDetail: boolean;
  /** Whether what marks all items of a list may be said once. */
  readonly defaultData: boolean;
  readonly versionedPush: boolean;
  /** Whether it can be asked to make an edit that it has not asked for. */
  readonly applyEdit: boolean;
  /** Whether the symbols of a document may stand within each other. */
  readonly nestedSymbols: boolean;
  /** Where in its file a symbol of the workspace stands may be worked out when it is chosen. */
  readonly lazySymbols: boolean;
  /** Whether it asks what is to be renamed before it asks for the new name. */
  readonly prepareRename: boolean;
  /** The files of these operations are told of before or after the user performs them. */
  readonly willRename: boolean;
  readonly willDelete: boolean;
  readonly didCreate: boolean;
  /** What it can be offered for single files once it runs. */
  readonly offersByFile: ReadonlySet<'formatting' | 'rangeFormatting'>;
  /** What came into the protocol after its first versions, and is offered only to clients that name it. */
  readonly knows: ReadonlySet<'declaration' | 'implementation' | 'foldingRange' | 'selectionRange' | 'semanticTokens' | 'inlayHint' | 'typeHierarchy'>;
  /** What it asks for again when it is told to. */
  readonly refreshes: ReadonlySet<'codeLens' | 'inlayHint' | 'semanticTokens'>;
}

/** Reads the client's capabilities. */
export function abilitiesOf({ capabilities: { workspace, textDocument } }: InitializeParams): Abilities {
  const edit = workspace?.workspaceEdit;
  const action = textDocument?.codeAction;
  const completion = textDocument?.completion;
  const hover = textDocument?.hover?.contentFormat;
  const signature = textDocument?.signatureHelp?.signatureInformation;
  return {
    documentChanges: edit?.documentChanges === true,
    rename: edit?.resourceOperations?.includes('rename') === true,
    create: edit?.resourceOperations?.includes('create') === true,
    annotations: edit?.changeAnnotationSupport !== undefined,
    pull: textDocument?.diagnostic !== undefined,
    refresh: workspace?.diagnostics?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    watch: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    hearConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    lazyActions: action?.dataSupport === true && action.resolveSupport?.properties.includes('edit') === true,
    markdownHover: takesMarkdown(hover),
    pages: workspace?.textDocumentContent !== undefined,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    declarationLinks: textDocument?.declaration?.linkSupport === true,
    signatures: signature?.parameterInformation?.labelOffsetSupport === true,
    markdownSignatures: takesMarkdown(signature?.documentationFormat),
    noneActive: signature?.noActiveParameterSupport === true,
    snippets: completion?.completionItem?.snippetSupport === true,
    itemDefaults: completion?.completionList?.itemDefaults?.includes('editRange') === true,
    asIs: completion?.completionItem?.insertTextModeSupport?.valueSet.includes(1) === true,
    defaultData: completion?.completionList?.itemDefaults?.includes('data') === true,
    lazyDocumentation: completion?.completionItem?.resolveSupport?.properties.includes('documentation') === true,
    lazyDetail: completion?.completionItem?.labelDetailsSupport === true && completion.completionItem.resolveSupport?.properties.includes('detail') === true,
    versionedPush: textDocument?.publishDiagnostics?.versionSupport === true,
    applyEdit: workspace?.applyEdit === true,
    nestedSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    lazySymbols: workspace?.symbol?.resolveSupport?.properties.includes('location.range') === true,
    prepareRename: textDocument?.rename?.prepareSupport === true,
    willRename: workspace?.fileOperations?.willRename === true,
    willDelete: workspace?.fileOperations?.willDelete === true,
    didCreate: workspace?.fileOperations?.didCreate === true,
    offersByFile: new Set((['formatting', 'rangeFormatting'] as const).filter(name => textDocument?.[name]?.dynamicRegistration === true)),
    knows: new Set(later.filter(name => textDocument?.[name] !== undefined)),
    refreshes: new Set(shown.filter(name => workspace?.[name]?.refreshSupport === true)),
  };
}

const later = ['declaration', 'implementation', 'foldingRange', 'selectionRange', 'semanticTokens', 'inlayHint', 'typeHierarchy'] as const;
const shown = ['codeLens', 'inlayHint', 'semanticTokens'] as const;

/** Whether a client prefers Markdown. One that says nothing of formats may show the marks as they are, so it gets plain text. */
const takesMarkdown = (formats: readonly string[] | undefined): boolean =>
  formats !== undefined && (formats[0] === 'markdown' || (formats.includes('markdown') && !formats.includes('plaintext')));
