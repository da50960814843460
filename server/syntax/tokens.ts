import { span, type Span } from '../base/span.ts';
import { lineEnd, readCurly, readString } from './strings.ts';
import type { Around, Token } from './token.ts';
import { asciiOf } from './wide.ts';

const blank = /[ \t\r\n\uFEFF]/;
const quotedKey = /^(["'])[\w-]+\1[ \t]*:/;
const asciiKey = /^[ \t\u3000]*(?:["'“‘][^"'“”‘’\r\n]*["'”’]|[\w-]+)[ \t]*:/;
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
      if (!wide.wide) return readString(text, at, end, meant, around);
      return readCurly(text, at, end, meant, around) ?? { kind: 'plain', span: span(at, plainEnd(text, at, end, around)) };
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
      if (c === '：' ? /^[ \t\u3000]*(?:["'“‘{[]|$)/.test(rest) || (isKey && /^[\w-]+[ \t]*$/.test(text.slice(at, i))) : /^[ \t]*$/.test(rest) || (inMap && (open.at(-1)?.wide ? wideKey : asciiKey).test(rest))) break;
    }
    if (c === '｛' || c === '［') opened[c === '｛' ? '｝' : '］']++;
    if ((c === '｝' || c === '］') && opened[c]-- === 0 && open.some(({ kind }) => kind === (c === '｝' ? '{' : '['))) break;
  }
  while (i > at + 1 && /[ \t]/.test(text[i - 1] ?? '')) i--;
  return Math.max(i, at + 1);
}
