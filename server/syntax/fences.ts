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

const opening = /^\uFEFF?(---)[ \t]*(?:\r\n|\n|\r|$)/;
const closing = /(?:^|\r\n|\n|\r)(---)[ \t]*(?=\r\n|\n|\r|$)/g;

/**
 * Finds the fences by lines: the first line of the file is `---` and so is the first such line after it; blanks behind the
 * dashes are allowed, blanks before them, a fourth dash or a language name are not. Undefined where a file has no frontmatter.
 */
export function findFences(text: string): Fences | undefined {
  const first = opening.exec(text);
  if (!first) return undefined;
  const open = text.indexOf('-');
  const start = first[0].length;
  closing.lastIndex = 0;
  const rest = text.slice(start);
  const last = closing.exec(rest);
  if (!last) return { open: span(open, open + 3), inner: span(start, text.length), close: undefined, body: span(text.length, text.length) };
  const dashes = start + last.index + last[0].indexOf('-');
  const after = /^---[ \t]*(?:\r\n|\n|\r|$)/.exec(text.slice(dashes));
  return {
    open: span(open, open + 3),
    inner: span(start, dashes),
    close: span(dashes, dashes + 3),
    body: span(dashes + (after?.[0].length ?? 3), text.length),
  };
}
