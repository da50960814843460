import type { Span } from './span.ts';

/** One replacement: the bytes of `span` become `text`. */
export interface Edit { readonly span: Span; readonly text: string }

/**
 * Applies edits to a text. They may come in any order; where two overlap, the one that starts first wins,
 * and of two that start together the one listed first. Insertions at one place keep their order.
 */
export function apply(text: string, edits: readonly Edit[]): string {
  let out = '';
  let at = 0;
  for (const { span, text: put } of compatible(edits)) {
    out += text.slice(at, span.start) + put;
    at = span.end;
  }
  return out + text.slice(at);
}

/** The edits in document order without those that overlap an earlier one. */
export function compatible(edits: readonly Edit[]): readonly Edit[] {
  const kept: Edit[] = [];
  let end = 0;
  for (const edit of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    if (edit.span.start < end) continue;
    kept.push(edit);
    end = edit.span.end;
  }
  return kept;
}
