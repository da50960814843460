import type * as lsp from 'vscode-languageserver-types';
import type { LineIndex } from '../base/lines.ts';
import { span, type Span } from '../base/span.ts';

/** A stretch of text as editors name it. */
export const rangeOf = (lines: LineIndex, { start, end }: Span): lsp.Range => ({ start: lines.at(start), end: lines.at(end) });

/** The stretch of text that an editor names; a range outside the text is brought to its nearest end. */
export const spanOf = (lines: LineIndex, { start, end }: lsp.Range): Span => span(lines.offsetOf(start), lines.offsetOf(end));

/** Whether two stretches share a character or touch; a cursor is a stretch without length. */
export const meets = (a: Span, b: Span): boolean => a.start <= b.end && b.start <= a.end;
