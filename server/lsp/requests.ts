import type { Connection, WorkspaceEdit } from 'vscode-languageserver';
import type { Locale } from '../base/both.ts';
import { complete } from '../features/complete/index.ts';
import type { DiagnosticOptions } from '../features/diagnostics.ts';
import { hover } from '../features/hover.ts';
import { signatureHelp } from '../features/signature.ts';
import { actionsFor, resolveAction, type Bench } from './actions.ts';
import type { Checks } from './checks.ts';
import type { Choices } from './choices.ts';
import type { Client } from './client.ts';
import type { Documents } from './documents.ts';
import { answering, demand, isPosition, uriIn, type Log, type Session } from './guard.ts';
import type { Host } from './host.ts';
import { ignoreFor, ignoreMethod } from './ignores.ts';
import type { Library } from './library.ts';
import { within } from './patience.ts';
import type { Spelling } from './spelling.ts';
import { createSuggestions } from './suggestions.ts';
import type { Surroundings } from './surroundings.ts';
import { canonical } from './uri.ts';

/** What the answering of requests rests on: one session with all that it knows. */
export interface Desk {
  readonly session: Session; readonly log: Log; readonly host: Host;
  readonly documents: Documents; readonly library: Library; readonly checks: Checks; readonly choices: Choices; readonly surroundings: Surroundings; readonly spelling: Spelling;
  readonly client: () => Client; readonly locale: () => Locale; readonly options: () => DiagnosticOptions;
}

/** What edits are made with. */
export const benchOf = ({ host, documents, checks, client, options }: Desk): Bench => ({ host, documents, checks, abilities: client().abilities, options: options(), asks: client().start.asks });

/** How long a completion waits for the library, and an action for the project, in milliseconds. */
const libraryPatience = 800;

/** Answers what an editor asks about one place of a record while it is written: what fits, what it means, what mends it. */
export function answerRequests(connection: Connection, desk: Desk): void {
  const { session, log, documents, library, checks, choices, surroundings, spelling, client, locale } = desk;
  const suggestions = createSuggestions();

  connection.onCompletion(answering(session, log, 'textDocument/completion', async params => {
    demand(isPosition(params.position), 'A position');
    if (!documents.of(uriIn(params))) return { isIncomplete: false, items: [] };
    // Ids come from the library, which is read in a moment; a large one is offered as far as it is known by then.
    await within(libraryPatience, checks.settled(canonical(uriIn(params))));
    const record = documents.fileOf(uriIn(params)) ?? documents.draftOf(uriIn(params), library.corpus());
    if (!record) return { isIncomplete: false, items: [] };
    const { snippets, itemDefaults, asIs, lazyDocumentation: lazy, lazyDetail, defaultData } = client().abilities;
    const { retrigger } = client().start;
    const wish = { locale: locale(), snippets, itemDefaults, asIs, lazy, lazyDetail: lazy && lazyDetail, retrigger, fuzzy: retrigger, spell: spelling.now(), typed: params.context?.triggerCharacter };
    const completion = complete(checks.world(record.uri), record, record.lines.offsetOf(params.position), wish);
    return lazy ? suggestions.sent(completion, defaultData) : completion.list;
  }));
  connection.onCompletionResolve(answering(session, log, 'completionItem/resolve', item => suggestions.resolved(item)));
  connection.onHover(answering(session, log, 'textDocument/hover', params => {
    const record = documents.fileOf(uriIn(params));
    demand(isPosition(params.position), 'A position');
    // The protocol says null where there is nothing to show.
    return record && hover(checks.world(record.uri), record, record.lines.offsetOf(params.position), { locale: locale(), markdown: client().abilities.markdownHover }, checks.findingsOf(record)) || null;
  }));
  connection.onSignatureHelp(answering(session, log, 'textDocument/signatureHelp', params => {
    const record = documents.recordOf(uriIn(params));
    demand(isPosition(params.position), 'A position');
    const { markdownSignatures: markdown, noneActive } = client().abilities;
    return record && signatureHelp(checks.world(record.uri), record, record.lines.offsetOf(params.position), { locale: locale(), markdown, noneActive }) || null;
  }));
  connection.onCodeAction(answering(session, log, 'textDocument/codeAction', async params => {
    const uri = canonical(uriIn(params));
    demand(isPosition(params.range?.start) && isPosition(params.range.end), 'A range');
    await Promise.all([choices.settled(), within(libraryPatience, surroundings.settled(uri))]);
    return actionsFor(params, benchOf(desk));
  }));
  connection.onCodeActionResolve(answering(session, log, 'codeAction/resolve', action => resolveAction(action, benchOf(desk))));
  connection.onRequest<WorkspaceEdit | null, never>(ignoreMethod, answering(session, log, ignoreMethod, (params: unknown) => ignoreFor(params, benchOf(desk))));
}
