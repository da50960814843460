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
  readonly snippets: boolean;
  readonly itemDefaults: boolean;
  /** Whether it can be told not to indent what it inserts. */
  readonly asIs: boolean;
  /** What a completion item has to tell may be worked out when the item is looked at. */
  readonly lazyDocumentation: boolean;
  readonly versionedPush: boolean;
}

/** Reads the client's capabilities. */
export function abilitiesOf({ capabilities: { workspace, textDocument } }: InitializeParams): Abilities {
  const edit = workspace?.workspaceEdit;
  const action = textDocument?.codeAction;
  const completion = textDocument?.completion;
  const hover = textDocument?.hover?.contentFormat;
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
    // A client that says nothing of formats takes Markdown, as all did before it could be said.
    markdownHover: hover === undefined || hover[0] === 'markdown' || (hover.includes('markdown') && !hover.includes('plaintext')),
    snippets: completion?.completionItem?.snippetSupport === true,
    itemDefaults: completion?.completionList?.itemDefaults?.includes('editRange') === true,
    asIs: completion?.completionItem?.insertTextModeSupport?.valueSet.includes(1) === true,
    lazyDocumentation: completion?.completionItem?.resolveSupport?.properties.includes('documentation') === true,
    versionedPush: textDocument?.publishDiagnostics?.versionSupport === true,
  };
}
