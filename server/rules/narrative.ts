import { textOf } from '../base/span.ts';
import type { PolicyRecord } from '../syntax/record.ts';

/** The text behind the frontmatter with blanks in place of its HTML comments, which no reader sees; every other character keeps its place. */
export const narrativeOf = ({ text, body }: PolicyRecord): string => withoutComments(textOf(text, body));

function withoutComments(text: string): string {
  let out = '';
  let at = 0;
  for (let open = text.indexOf('<!--'); open >= 0; open = text.indexOf('<!--', at)) {
    const close = text.indexOf('-->', open + 4);
    const end = close < 0 ? text.length : close + 3;
    out += text.slice(at, open) + text.slice(open, end).replace(/[^\r\n]/g, ' ');
    at = end;
  }
  return out + text.slice(at);
}

/** The headings that a text starts with, before its first line of another kind, without their marks. */
export function leadingHeadings(text: string): readonly string[] {
  const found: string[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line.trim() === '') continue;
    const heading = headingIn(line);
    if (heading === undefined) break;
    found.push(heading);
  }
  return found;
}

/** The words of a line that is a heading. */
export const headingIn = (line: string): string | undefined => /^\s{0,3}#{1,6}[ \t]+(\S.*)$/.exec(line)?.[1]?.trim().replace(/\s#+$/, '');

/** A text without what its letters do not need: blanks, line breaks as they are escaped, and the marks of Markdown. */
export const gist = (text: string): string => text.replace(/\\r|[\s#*_`>|~-]/g, '');

/** Whether a text ends where a sentence ends. */
export const endsWhole = (text: string): boolean => /[。！？.!?…；;][”’"'」』）)\]*_]*\s*$/.test(text);

/**
 * The first sentences of a narrative that together have at most so many characters, as one paragraph. Headings before them are left out;
 * lists, tables, quotes and further headings end it. Undefined where not even one sentence fits.
 */
export function openingOf(text: string, most: number): string | undefined {
  const prose = leadingProse(text);
  let fits: string | undefined;
  for (const match of prose.matchAll(/[。！？]["”’」』）)*_]*|[.!?]["”’)*_]*(?=\s|$)/g)) {
    const end = match.index + match[0].length;
    if (end > most) break;
    const start = prose.slice(0, end);
    if (isSentenceEnd(prose, match.index, end) && start.split('**').length % 2 === 1) fits = start;
  }
  return fits;
}

const blockStart = /^\s*(?:[-*+]\s|\d+[.)]\s|>|\||```|~~~|<|#|---)/;

function leadingProse(text: string): string {
  const paragraphs: string[] = [];
  let current: string[] = [];
  const close = () => {
    if (current.length > 0) paragraphs.push(current.reduce(joined));
    current = [];
  };
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line.trim() === '') close();
    else if (headingIn(line) !== undefined && paragraphs.length === 0 && current.length === 0) continue;
    else if (blockStart.test(line)) break;
    else current.push(line.trim());
  }
  close();
  return paragraphs.length === 0 ? '' : paragraphs.reduce(joined);
}

/** Chinese needs no blank where two lines meet. */
const joined = (before: string, after: string): string => before + (/[\p{Script=Han}。！？；：，、”’）》]$/u.test(before) ? '' : ' ') + after;

/** A full stop ends a sentence unless it ends an abbreviation or an initial, or what follows starts small. */
function isSentenceEnd(text: string, at: number, end: number): boolean {
  if (text[at] !== '.') return true;
  if (/(?:^|[\s(“"])(?:\p{Lu}|(?:\p{L}\.)+\p{L}|No|Nos|Art|Arts|Sec|Secs|Dr|Mr|Ms|Mt|St|vs|approx|incl|etc|cf|al|Inc|Ltd|Co|Corp|Fig|Vol)$/u.test(text.slice(Math.max(0, at - 16), at))) return false;
  const next = /^\s*["“‘'(*_]*(\S)/u.exec(text.slice(end, end + 8))?.[1];
  return next === undefined || !/[\p{Ll}\d$€£¥]/u.test(next);
}
