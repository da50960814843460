import { span } from '../base/span.ts';
import type { Around, Token } from './token.ts';

const entryStart = /^[ \t]*(?:"[^"\n]*"|'[^'\n]*'|[\w-]+)[ \t]*[:：]/;
const afterQuote = /^[ \t]*(?:$|[\r\n,}\]:#，：｝］])/;
const afterValue = /^[ \t]*(?:$|[\r\n,}\]，｝］])/;

/** The end of the line that holds a place. */
export function lineEnd(text: string, at: number, end: number): number {
  while (at < end && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

/** Reads a string in ASCII quotes. It may go on over several lines; one that nothing closes ends with its line. */
export function readString(text: string, at: number, end: number, quote: '"' | '\'', { open }: Around): Token {
  for (let i = at + 1; i < end; i++) {
    const c = text[i] ?? '';
    if (c === '\\' && quote === '"') { i++; continue; }
    if ((c === '\n' || c === '\r') && breaksOff(text, i, end, quote)) break;
    if (c !== quote) continue;
    if (c === '\'' && text[i + 1] === '\'') { i++; continue; }
    if (isHalfKey(text, at, i) && !afterQuote.test(text.slice(i + 1, lineEnd(text, i + 1, end)))) break;
    const bare = bareQuotes(text, i, end, quote);
    const last = bare.pop();
    return last !== undefined && bare.length > 0 ? { kind: 'string', span: span(at, last + 1), quote, closed: true, bare }
      : { kind: 'string', span: span(at, i + 1), quote, closed: true };
  }
  return unclosed(text, at, end, quote, open);
}

/**
 * Reads a string in an input method's quotes, on its line. Undefined where the closing quote stands within a text: then that text is
 * one without quotes, in which quotation marks are nothing special, such as a title that starts with a name in them.
 */
export function readCurly(text: string, at: number, end: number, quote: '"' | '\'', { open }: Around): Token | undefined {
  const [closing, others] = quote === '"' ? ['”＂', '"“'] : ['’＇', '\'‘'];
  const stop = lineEnd(text, at, end);
  for (let i = at + 1; i < stop; i++) {
    const c = text[i] ?? '';
    if (!closing.includes(c) && !others.includes(c)) continue;
    if (afterQuote.test(text.slice(i + 1, stop))) return { kind: 'string', span: span(at, i + 1), quote, closed: true, wide: true };
    if (closing.includes(c) && !(quote === '\'' && /\p{L}/u.test(text[i + 1] ?? '') && /[a-z]/i.test(text[i - 1] ?? ''))) return undefined;
  }
  return { ...unclosed(text, at, end, quote, open), wide: true };
}

/** A string that nothing closes: up to its colon where it is a key, else to the end of its line without the punctuation that is not its own. */
function unclosed(text: string, at: number, end: number, quote: '"' | '\'', open: readonly Token[]): Token {
  const own = text.slice(at, lineEnd(text, at, end));
  const key = /^.[\w-]+(?=[ \t]*:)/.exec(own)?.[0].length;
  const near = open.filter(({ span }) => !/[\r\n]/.test(text.slice(span.start, at)));
  const kept = key ?? Math.max(1, withoutClosers(own.trimEnd().replace(/[,，]$/, ''), near).length);
  return { kind: 'string', span: span(at, at + kept), quote, closed: false };
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
  for (const { kind } of open) {
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
