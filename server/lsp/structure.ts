import type * as lsp from 'vscode-languageserver';
import type { Edit } from '../base/edit.ts';
import { foldingRanges } from '../features/folding.ts';
import { formatRange, formatRecord } from '../features/formatting.ts';
import { documentHighlights } from '../features/highlights.ts';
import { rangeOf, spanOf } from '../features/ranges.ts';
import { selectionRanges } from '../features/selection.ts';
import { documentSymbols } from '../features/symbols.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { answering, demand, isPosition, uriIn } from './guard.ts';
import type { Desk } from './requests.ts';
import { settledFile } from './settled.ts';

/** Answers what a record is made of: its outline, what folds, what a selection grows to, what means the same as the word under the cursor, and its form. */
export function answerStructure(connection: lsp.Connection, desk: Desk): void {
  const { session, log, documents, checks, client, locale } = desk;

  connection.onDocumentSymbol(answering(session, log, 'textDocument/documentSymbol', params => {
    const uri = uriIn(params);
    const record = documents.fileOf(uri);
    const symbols = record ? documentSymbols(record, locale()) : [];
    return client().abilities.nestedSymbols ? symbols : inOneRow(symbols, uri);
  }));
  connection.onFoldingRanges(answering(session, log, 'textDocument/foldingRange', params => {
    const record = documents.fileOf(uriIn(params));
    return record ? foldingRanges(record) : null;
  }));
  connection.onSelectionRanges(answering(session, log, 'textDocument/selectionRange', params => {
    const record = documents.fileOf(uriIn(params));
    demand(Array.isArray(params.positions) && params.positions.every(isPosition), 'A list of positions');
    return record ? selectionRanges(record, params.positions.map(each => record.lines.offsetOf(each))) : null;
  }));
  connection.onDocumentHighlight(answering(session, log, 'textDocument/documentHighlight', async params => {
    demand(isPosition(params.position), 'A position');
    const record = await settledFile(desk, uriIn(params));
    const found = record ? documentHighlights(checks.world(record.uri), record, record.lines.offsetOf(params.position)) : [];
    // Where there is nothing to say, editors mark the same word by themselves.
    return found.length > 0 ? found : null;
  }));
  connection.onDocumentFormatting(answering(session, log, 'textDocument/formatting', params => {
    const record = documents.recordOf(uriIn(params));
    return record ? editsFor(record, formatRecord(record)) : null;
  }));
  connection.onDocumentRangeFormatting(answering(session, log, 'textDocument/rangeFormatting', params => {
    const record = documents.recordOf(uriIn(params));
    demand(isPosition(params.range?.start) && isPosition(params.range.end), 'A range');
    return record ? editsFor(record, formatRange(record, spanOf(record.lines, params.range))) : null;
  }));
}

const editsFor = ({ lines }: PolicyRecord, edits: readonly Edit[]): lsp.TextEdit[] => edits.map(({ span, text }) => ({ range: rangeOf(lines, span), newText: text }));

/** The symbols for a client that knows none within others: each names the one it stands in. */
const inOneRow = (symbols: readonly lsp.DocumentSymbol[], uri: string, containerName?: string): lsp.SymbolInformation[] => symbols.flatMap(({ name, kind, range, children = [] }) =>
  [{ name, kind, location: { uri, range }, ...containerName === undefined ? {} : { containerName } }, ...inOneRow(children, uri, name)]);
