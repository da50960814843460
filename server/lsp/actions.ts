import { LSPErrorCodes, ResponseError, type CodeAction, type CodeActionParams } from 'vscode-languageserver';
import type { Host } from './host.ts';
import { indexLines } from '../base/lines.ts';
import { changesOf, offersFor, type ActionKey } from '../features/code-actions.ts';
import type { DiagnosticOptions } from '../features/diagnostics.ts';
import { editedIn, isAble, workspaceEditOf, type Target } from '../features/workspace-edit.ts';
import type { Change } from '../rules/rule.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { Abilities } from './abilities.ts';
import type { Checks } from './checks.ts';
import type { Documents } from './documents.ts';
import { demand } from './guard.ts';

interface Bench { readonly host: Host; readonly documents: Documents; readonly checks: Checks; readonly abilities: Abilities; readonly options: DiagnosticOptions }

/** What rides in an action until it is chosen: which document it was made for, and what names it. */
interface ActionData { readonly uri: string; readonly version: number; readonly key: ActionKey }

/** The actions for a range of an open record, with their edits unless the client asks for those later. */
export async function actionsFor({ textDocument: { uri }, range, context }: CodeActionParams, bench: Bench): Promise<CodeAction[]> {
  const { documents, checks, abilities, options } = bench;
  const [document, record] = [documents.of(uri), documents.recordOf(uri)];
  if (!document || !record) return [];
  const wish = { range, diagnostics: context?.diagnostics ?? [], only: context?.only };
  const offers = offersFor(record, checks.findingsOf(record), wish, { ...options, able: changes => isAble(changes, abilities) });
  const actions = await Promise.all(offers.map(async ({ title, kind, preferred, diagnostics, key }): Promise<CodeAction | undefined> => {
    const action: CodeAction = { title, kind, ...(diagnostics.length > 0 ? { diagnostics: [...diagnostics] } : {}), ...(preferred ? { isPreferred: true } : {}) };
    const data: ActionData = { uri, version: document.version, key };
    if (abilities.lazyActions) return { ...action, data };
    const edit = await editFor(record, key, bench);
    return edit && { ...action, edit };
  }));
  return actions.flatMap(action => action ?? []);
}

/** Adds its edits to an action that was chosen. Where the document has moved on since it was offered, the client is told to ask again. */
export async function resolveAction(action: CodeAction, bench: Bench): Promise<CodeAction> {
  const data = action.data as Partial<ActionData> | undefined;
  demand(typeof data?.uri === 'string' && typeof data.version === 'number' && typeof data.key === 'object' && data.key !== null, 'An action of this server');
  const { documents } = bench;
  const stale = () => new ResponseError(LSPErrorCodes.ContentModified, 'The record has changed since the action was offered.');
  const [document, record] = [documents.of(data.uri), documents.recordOf(data.uri)];
  if (!document || !record || document.version !== data.version) throw stale();
  const edit = await editFor(record, data.key, bench);
  // Files of others were read meanwhile, and the user may have typed.
  if (!edit || documents.of(data.uri)?.version !== data.version) throw stale();
  return { ...action, edit };
}

async function editFor(record: PolicyRecord, key: ActionKey, bench: Bench): Promise<CodeAction['edit']> {
  const { world, judge } = bench.checks.bench(record);
  const changes = changesOf(record, bench.checks.findingsOf(record), key, world, judge);
  return changes && workspaceEditOf(changes, await targetsOf(changes, bench), bench.abilities);
}

/** The files that changes touch, as the editor has them or else as they are on disk. */
async function targetsOf(changes: readonly Change[], { host, documents }: Bench): Promise<ReadonlyMap<string, Target>> {
  const edited = new Set(editedIn(changes));
  const targets = new Map<string, Target>();
  for (const uri of new Set(changes.map(change => change.uri))) {
    const spelled = documents.spelled(uri);
    const document = documents.of(spelled);
    const text = document ? document.getText() : edited.has(uri) ? await host.read(uri).catch(() => undefined) : '';
    if (text !== undefined) targets.set(uri, { uri: spelled, lines: indexLines(text), version: document?.version });
  }
  return targets;
}
