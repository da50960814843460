import type { Span } from '../base/span.ts';

/**
 * A word of the flow notation. A string whose closing quote is missing is not `closed`: it ends with its line. `cursor` is no word of
 * the text: it stands for what a person is about to type, so that the tree can tell what would fit there.
 */
export interface Token {
  readonly kind: '{' | '}' | '[' | ']' | ':' | ',' | 'string' | 'plain' | 'comment' | 'wide-blank' | 'stray-quote' | 'unusual' | 'cursor';
  readonly span: Span;
  /** The quote that opens a string, as ASCII. */
  readonly quote?: '"' | '\'';
  readonly closed?: boolean;
  /** Where quotes stand inside the text of a string that should be escaped. */
  readonly bare?: readonly number[];
  /** Whether an input method's full-width character stands where this word, or a quote of it, is meant to be ASCII. */
  readonly wide?: true;
}

/** What a word may be read by: the word before it and the brackets open around it, the innermost last. */
export interface Around { readonly before: Token | undefined; readonly open: readonly Token[] }
