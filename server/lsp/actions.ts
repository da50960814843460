import { LSPErrorCodes, ResponseError, type CodeAction, type CodeActionParams } from 'vscode-languageserver';
import type { Host } from './host.ts';
import { indexLines } from '../base/lines.ts';
import { span } from '../base/span.ts';
import { changesOf, fixOf, offersFor, type ActionKey } from '../features/code-actions.ts';
import type { DiagnosticOptions } from '../features/diagnostics.ts';
import { ignoreCommand } from '../features/ignore.ts';
import { isAble, workspaceEditOf, type Target, type Telling } from '../features/workspace-edit.ts';
import { plainChanges } from '../rules/changes.ts';
import type { Change, PlainChange } from '../rules/rule.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { Abilities } from './abilities.ts';
import type { Checks } from './checks.ts';
import type { Documents } from './documents.ts';
import { demand } from './guard.ts';
import { textOf } from './texts.ts';

/** What actions are made with. `asks`: the client asks a person for the reason of an ignore. */
export interface Bench {
  readonly host: Host; readonly documents: Documents; readonly checks: Checks; readonly abilities: Abilities; readonly options: DiagnosticOptions; readonly asks: boolean;
}

/** What rides in an action until it is chosen: which document it was made for, and what names it. */
interface ActionData { readonly uri: string; readonly version: number; readonly key: ActionKey }

/** The actions for a range of an open record, with their edits unless the client asks for those later. */
export async function actionsFor({ textDocument: { uri }, range, context }: CodeActionParams, bench: Bench): Promise<CodeAction[]> {
  const { documents, checks, abilities, options, asks } = bench;
  const [document, record] = [documents.of(uri), documents.fileOf(uri)];
  if (!document || !record) return [];
  const wish = { range, diagnostics: context?.diagnostics ?? [], only: context?.only };
  const { project } = checks.world(record.uri);
  const offers = offersFor(record, checks.findingsOf(record), wish, { ...options, able: changes => isAble(changes, abilities), asks, project });
  const actions = await Promise.all(offers.map(async ({ title, kind, preferred, diagnostics, key }): Promise<CodeAction | undefined> => {
    const action: CodeAction = { title, kind, ...(diagnostics.length > 0 ? { diagnostics: [...diagnostics] } : {}), ...(preferred ? { isPreferred: true } : {}) };
    if (key.kind === 'ignore' && asks) return { ...action, command: { title, command: ignoreCommand, arguments: [uri, key.rule, key.field] } };
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
  // A client may have any action filled in, also one that is a command.
  if (data === undefined && action.command) return action;
  demand(typeof data?.uri === 'string' && typeof data.version === 'number' && typeof data.key === 'object' && data.key !== null, 'An action of this server');
  const { documents } = bench;
  const stale = () => new ResponseError(LSPErrorCodes.ContentModified, 'The record has changed since the action was offered.');
  const [document, record] = [documents.of(data.uri), documents.fileOf(data.uri)];
  if (!document || !record || document.version !== data.version) throw stale();
  const edit = await editFor(record, data.key, bench);
  // Files of others were read meanwhile, and the user may have typed.
  if (!edit || documents.of(data.uri)?.version !== data.version) throw stale();
  return { ...action, edit };
}

async function editFor(record: PolicyRecord, key: ActionKey, bench: Bench): Promise<CodeAction['edit']> {
  const { world, judge } = bench.checks.bench(record);
  const findings = bench.checks.findingsOf(record);
  const told = changesOf(record, findings, key, world, judge);
  const fix = fixOf(findings, key);
  const { locale } = bench.options;
  return told && editOf(told, bench, fix && { home: record.uri, label: fix.title[locale], ...fix.detail && { detail: fix.detail[locale] } });
}

/** Changes in the client's words, worked out against the files they touch as the editor has them, or else as they are on disk. */
export async function editOf(told: readonly Change[], { host, documents, abilities }: Bench, telling?: Telling): Promise<CodeAction['edit']> {
  const texts = new Map<string, string>();
  const targets = new Map<string, Target>();
  for (const uri of new Set(told.map(change => change.uri))) {
    const spelled = documents.spelled(uri);
    const document = documents.of(spelled);
    const text = await textOf(uri, documents, host);
    if (text !== undefined) texts.set(uri, text);
    targets.set(uri, { uri: spelled, lines: indexLines(text ?? ''), version: document?.version });
  }
  const changes = plainChanges(told, uri => texts.get(uri))?.map(change => onTop(change, texts));
  const isThere = (change: PlainChange) => change.kind === 'rename' || texts.has(change.uri) === (change.kind === 'edit');
  return changes?.every(isThere) ? workspaceEditOf(changes, targets, abilities, telling) : undefined;
}

/** A file that is there already and empty cannot be made, but it can be written. */
function onTop(change: PlainChange, texts: ReadonlyMap<string, string>): PlainChange {
  const text = change.kind === 'create' ? texts.get(change.uri) : undefined;
  return change.kind === 'create' && text?.trim() === '' ? { kind: 'edit', uri: change.uri, edits: [{ span: span(0, text.length), text: change.text }] } : change;
}
