import { span, type Span } from '../base/span.ts';

/** Where the frontmatter stands in a Markdown file. */
export interface Fences {
  /** The opening `---`, without the byte order mark before it or blanks behind it. */
  readonly open: Span;
  /** All between the fence lines: whole lines, the last line break included. */
  readonly inner: Span;
  /** The closing `---`; absent while it is not yet typed. */
  readonly close: Span | undefined;
  /** All behind the closing fence's line. */
  readonly body: Span;
}

/**
 * Finds the fences by lines: the first line of the file is `---` and so is the first such line after it; blanks behind the
 * dashes are allowed, blanks before them, a fourth dash or a language name are not. Undefined where a file has no frontmatter.
 */
export function findFences(text: string): Fences | undefined {
  const open = text.startsWith('\uFEFF') ? 1 : 0;
  const start = behindFence(text, open);
  if (start === undefined) return undefined;
  const fence = span(open, open + 3);
  for (let at = text.indexOf('---', start); at >= 0; at = text.indexOf('---', at + 1)) {
    const behind = at === start || isBreak(text[at - 1]) ? behindFence(text, at) : undefined;
    if (behind !== undefined) return { open: fence, inner: span(start, at), close: span(at, at + 3), body: span(behind, text.length) };
  }
  return { open: fence, inner: span(start, text.length), close: undefined, body: span(text.length, text.length) };
}

/** Where the line behind that of a fence starts; undefined where there is no fence. */
function behindFence(text: string, at: number): number | undefined {
  if (!text.startsWith('---', at)) return undefined;
  let end = at + 3;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return end === text.length ? end : text.startsWith('\r\n', end) ? end + 2 : isBreak(text[end]) ? end + 1 : undefined;
}

const isBreak = (character: string | undefined): boolean => character === '\n' || character === '\r';
