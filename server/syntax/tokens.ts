import { span, type Span } from '../base/span.ts';
import { asciiOf } from './wide.ts';

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
interface Around { readonly before: Token | undefined; readonly open: readonly Token[] }

const blank = /[ \t\r\n\uFEFF]/;
const entryStart = /^[ \t]*(?:"[^"\n]*"|'[^'\n]*'|[\w-]+)[ \t]*[:：]/;
const afterQuote = /^[ \t]*(?:$|[\r\n,}\]:#，：｝］])/;
const afterValue = /^[ \t]*(?:$|[\r\n,}\]，｝］])/;
const quotedKey = /^(["'])[\w-]+\1[ \t]*:/;
const wideKey = /^[ \t\u3000]*(?:["'“‘][^"'“”‘’\r\n]*["'”’]|[\w-]+)[ \t]*[:：]/;

/**
 * Splits flow notation (JSON or YAML between braces) into words. Never fails: what is half typed comes out as the word it began to be,
 * and a string without its closing quote ends where its line does, so that one missing quote does not eat the rest of the record.
 */
export function tokenize(text: string, { start, end }: Span): Token[] {
  const tokens: Token[] = [];
  const open: Token[] = [];
  let at: number = start;
  while (at < end) {
    const c = text[at] ?? '';
    if (blank.test(c)) { at++; continue; }
    const token = read(text, at, end, { before: tokens.at(-1), open });
    tokens.push(token);
    if (token.kind === '{' || token.kind === '[') open.push(token);
    else if (token.kind === '}' || token.kind === ']') open.pop();
    at = token.span.end;
  }
  return tokens;
}

/** Reads the one word that starts at a place that is no blank. */
export const wordAt = (text: string, { start, end }: Span): Token => read(text, start, end, { before: undefined, open: [] });

function read(text: string, at: number, end: number, around: Around): Token {
  const { before } = around;
  const c = text[at] ?? '';
  const ascii = asciiOf.get(c);
  const meant = ascii ?? c;
  const wide = ascii === undefined ? {} : { wide: true as const };
  if (meant === ' ') return { kind: 'wide-blank', span: span(at, at + 1), wide: true };
  if (c === '#' && (at === 0 || blank.test(text[at - 1] ?? ' '))) return { kind: 'comment', span: span(at, lineEnd(text, at, end)) };
  switch (meant) {
    case '{': case '}': case '[': case ']': return { kind: meant, span: span(at, at + 1), ...wide };
    case ',': return { kind: ',', span: span(at, at + 1), ...wide };
    case ':': if (wide.wide || endsKey(text, at, end, before)) return { kind: ':', span: span(at, at + 1), ...wide }; break;
    case '"': case '\'':
      if (c === '"' && before?.closed && before.quote === c && before.span.end === at && before.span.end - before.span.start > 2) return { kind: 'stray-quote', span: span(at, at + 1) };
      return readString(text, at, end, meant, wide.wide, around);
    case '&': case '*': case '!': case '|': case '>': case '@': case '`': case '%':
      return { kind: 'unusual', span: span(at, plainEnd(text, at, end, around)) };
  }
  if (c === '?' && /[\s,{}[\]]/.test(text[at + 1] ?? ' ')) return { kind: 'unusual', span: span(at, at + 1) };
  return { kind: 'plain', span: span(at, plainEnd(text, at, end, around)) };
}

/** A colon ends a key when a blank, a bracket or nothing follows, or when what it follows is quoted. */
const endsKey = (text: string, at: number, end: number, before: Token | undefined): boolean =>
  at + 1 >= end || /[\s,{}[\]]/.test(text[at + 1] ?? ' ') || (before !== undefined && before.kind !== 'plain' && before.span.end === at)
  || /["'“‘]/.test(text[at + 1] ?? '');

function lineEnd(text: string, at: number, end: number): number {
  while (at < end && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

function plainEnd(text: string, at: number, end: number, { before, open }: Around): number {
  const inMap = open.at(-1)?.kind === '{';
  const isKey = inMap && (before?.kind === '{' || before?.kind === ',');
  const opened = { '｝': 0, '］': 0 };
  let i = at;
  for (; i < end; i++) {
    const c = text[i] ?? '';
    if (c === '\n' || c === '\r' || /[,{}[\]]/.test(c)) break;
    if (c === ':' && i > at && (i + 1 >= end || /[\s,{}[\]]/.test(text[i + 1] ?? ' '))) break;
    if (c === ':' && i === at && /["'“‘]/.test(text[i + 1] ?? '')) { i++; break; }
    if (c === '#' && i > at && /[ \t]/.test(text[i - 1] ?? '')) break;
    if ((c === '"' || c === '\'') && /[ \t]/.test(text[i - 1] ?? '') && quotedKey.test(text.slice(i, lineEnd(text, i, end)))) break;
    // Full-width punctuation is part of a text, unless it stands where only syntax makes sense of it.
    if (i > at && (c === '：' || c === '，')) {
      const rest = text.slice(i + 1, lineEnd(text, i + 1, end));
      if (c === '：' ? /^[ \t\u3000]*(?:["'“‘{[]|$)/.test(rest) || (isKey && /^[\w-]+[ \t]*$/.test(text.slice(at, i))) : /^[ \t]*$/.test(rest) || (inMap && wideKey.test(rest))) break;
    }
    if (c === '｛' || c === '［') opened[c === '｛' ? '｝' : '］']++;
    if ((c === '｝' || c === '］') && opened[c]-- === 0 && open.some(({ kind }) => kind === (c === '｝' ? '{' : '['))) break;
  }
  while (i > at + 1 && /[ \t]/.test(text[i - 1] ?? '')) i--;
  return Math.max(i, at + 1);
}

/** Reads a quoted string; `curly` tells that its opening quote came from an input method. */
function readString(text: string, at: number, end: number, quote: '"' | '\'', curly: true | undefined, { open }: Around): Token {
  const closers = curly ? (quote === '"' ? '”＂"“' : '’＇\'‘') : quote;
  const eol = lineEnd(text, at, end);
  for (let i = at + 1; i < end; i++) {
    const c = text[i] ?? '';
    if (c === '\\' && quote === '"' && !curly) { i++; continue; }
    if ((c === '\n' || c === '\r') && (curly || breaksOff(text, i, end, quote))) break;
    if (!closers.includes(c)) continue;
    if (c === '\'' && text[i + 1] === '\'') { i++; continue; }
    if (!curly && isHalfKey(text, at, i) && !afterQuote.test(text.slice(i + 1, lineEnd(text, i + 1, end)))) break;
    if (curly && !afterQuote.test(text.slice(i + 1, lineEnd(text, i + 1, end)))) continue;
    const bare = curly ? [] : bareQuotes(text, i, end, quote);
    const last = bare.pop();
    if (last !== undefined && bare.length > 0) return { kind: 'string', span: span(at, last + 1), quote, closed: true, bare };
    return { kind: 'string', span: span(at, i + 1), quote, closed: true, ...(curly ? { wide: true as const } : {}) };
  }
  const unclosed = text.slice(at, eol);
  const key = /^.[\w-]+(?=[ \t]*:)/.exec(unclosed)?.[0].length;
  const kept = key ?? Math.max(1, withoutClosers(unclosed.trimEnd().replace(/[,，]$/, ''), open.filter(({ span }) => !/[\r\n]/.test(text.slice(span.start, at)))).length);
  return { kind: 'string', span: span(at, at + kept), quote, closed: false, ...(curly ? { wide: true as const } : {}) };
}

/**
 * The quotes from one that seems to close a string to the one that does, where a letter right behind the first tells that it belongs
 * to the text: in `"so-called "negative" emissions",` the middle ones do. Empty where the first one does close it.
 */
function bareQuotes(text: string, first: number, end: number, quote: '"' | '\''): number[] {
  if (!/[\p{L}\p{N}]/u.test(text[first + 1] ?? '')) return [];
  const line = text.slice(first, lineEnd(text, first, end));
  const found: number[] = [];
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '\\' && quote === '"') { i++; continue; }
    if (line[i] !== quote) continue;
    if (quote === '\'' && line[i + 1] === '\'') { i++; continue; }
    found.push(first + i);
    if (afterValue.test(line.slice(i + 1))) return found;
    if (/^[ \t]*:/.test(line.slice(i + 1))) return [];
  }
  return [];
}

/** The text of an unclosed string without the brackets that close what its line opened. */
function withoutClosers(text: string, open: readonly Token[]): string {
  let kept = text.trimEnd();
  for (const { kind } of [...open]) {
    if (!kept.endsWith(kind === '{' ? '}' : ']')) break;
    kept = kept.slice(0, -1).trimEnd();
  }
  return kept;
}

/** Whether what stands between two quotes is a key with its colon: then the first quote lost its partner, and the second opens the value. */
const isHalfKey = (text: string, from: number, to: number): boolean => /^.[\w-]+[ \t]*:[ \t]*$/.test(text.slice(from, to));

/**
 * Whether a string that reaches the end of a line without its closing quote has lost it. A folded YAML string goes on over several
 * lines; but where the next lines look like an entry of the map before any closing quote comes, the quote is missing.
 */
function breaksOff(text: string, from: number, end: number, quote: '"' | '\''): boolean {
  let at = from;
  for (let n = 0; n < 200 && at < end; n++) {
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    at++;
    const stop = lineEnd(text, at, end);
    const line = text.slice(at, stop);
    if (entryStart.test(line) || /^[ \t]*[}\]]+,?[ \t]*$/.test(line)) return true;
    for (let i = 0; i < line.length; i++) {
      if (line[i] === '\\' && quote === '"') { i++; continue; }
      if (line[i] !== quote) continue;
      if (quote === '\'' && line[i + 1] === '\'') { i++; continue; }
      return !afterQuote.test(line.slice(i + 1));
    }
    at = stop;
  }
  return true;
}
