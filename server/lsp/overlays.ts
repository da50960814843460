import { CodeLensRefreshRequest, type Connection } from 'vscode-languageserver';
import { inlayHints } from '../features/hints.ts';
import { codeLenses } from '../features/lenses.ts';
import { spanOf } from '../features/ranges.ts';
import { semanticTokens } from '../features/tokens.ts';
import type { Abilities } from './abilities.ts';
import { answering, demand, isPosition, traceOf, uriIn, type Log } from './guard.ts';
import type { News } from './news.ts';
import type { Desk } from './requests.ts';
import { settledFile } from './settled.ts';

/** How long changes are gathered before a client is told to ask again, in milliseconds. */
const throttle = 300;

/** Answers what an editor lays over a record: colours of what its words mean, hints beside values, and what stands above it. */
export function answerOverlays(connection: Connection, desk: Desk): void {
  const { session, log, documents, checks, choices, client, locale } = desk;

  connection.languages.semanticTokens.on(answering(session, log, 'textDocument/semanticTokens/full', async params => {
    const record = await settledFile(desk, uriIn(params));
    return record ? semanticTokens(checks.world(record.uri), record) : { data: [] };
  }));
  connection.languages.semanticTokens.onRange(answering(session, log, 'textDocument/semanticTokens/range', async params => {
    demand(isPosition(params.range?.start) && isPosition(params.range.end), 'A range');
    const record = await settledFile(desk, uriIn(params));
    return record ? semanticTokens(checks.world(record.uri), record, params.range) : { data: [] };
  }));
  connection.languages.inlayHint.on(answering(session, log, 'textDocument/inlayHint', async params => {
    demand(isPosition(params.range?.start) && isPosition(params.range.end), 'A range');
    await choices.settled();
    const record = await settledFile(desk, uriIn(params));
    return record ? [...inlayHints(checks.world(record.uri), record, spanOf(record.lines, params.range), new Set(choices.of(record.uri).hints), locale())] : null;
  }));
  connection.onCodeLens(answering(session, log, 'textDocument/codeLens', async params => {
    const uri = uriIn(params);
    const record = await settledFile(desk, uri);
    const { shows } = client().start;
    return record ? codeLenses(checks.world(record.uri), record, locale()).map(({ range, command }) =>
      // A command that a client does not know would only fail when it is chosen.
      ({ range, command: { title: command?.title ?? '', ...shows && command?.arguments ? { command: command.command, arguments: [documents.spelled(record.uri), ...command.arguments.slice(1)] } : { command: '' } } })) : null;
  }));
}

/** Has the client ask for the overlays again whenever it is told that the world has changed, as they speak of other records. */
export function withOverlays(news: News, connection: Connection, can: () => Pick<Abilities, 'refreshes'>, log: Log): News {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = async () => {
    const { refreshes } = can();
    await Promise.all([
      refreshes.has('codeLens') && connection.sendRequest(CodeLensRefreshRequest.type),
      refreshes.has('inlayHint') && connection.languages.inlayHint.refresh(),
      refreshes.has('semanticTokens') && connection.languages.semanticTokens.refresh(),
    ]);
  };
  return { ...news, worldChanged: () => {
    news.worldChanged();
    timer ??= setTimeout(() => {
      timer = undefined;
      refresh().catch((error: unknown) => { log(`Asking the client to look again failed: ${traceOf(error)}`); });
    }, throttle);
  } };
}
