import type { Span } from './span.ts';

/** What stands under a line: carets below a span, and a text behind them. */
export interface Note { readonly span: Span; readonly text: string }

const pointer = /^ *\^+ [a-z][a-z0-9-]*: .*(?:\n|$)/gm;
const wide = /[ᄀ-ᅟ⺀-〾ぁ-ꓽ가-힣豈-﫿︰-﹯！-｠￠-￦]|\p{Extended_Pictographic}/u;

/** How many columns of a terminal a text takes: Chinese, Japanese and Korean characters and emoji take two. */
export function columns(text: string): number {
  let count = 0;
  for (const character of text) count += character <= '~' ? 1 : wide.test(character) ? 2 : /\p{Mark}/u.test(character) ? 0 : 1;
  return count;
}

/** The line of carets that stands under `line` for the stretch from column `from` up to `to` (UTF-16 code units of the line). */
export function carets(line: string, from: number, to: number): string {
  const indent = ' '.repeat(columns(line.slice(0, from)));
  return indent + '^'.repeat(Math.max(1, columns(line.slice(from, Math.max(from, to)))));
}

/** Draws notes under the lines they point at. `unframe(frame(text, notes))` is `text`. */
export function frame(text: string, notes: readonly Note[]): string {
  let at = 0;
  return text.split('\n').flatMap(line => {
    const from = at;
    at += line.length + 1;
    const here = notes.filter(note => from <= note.span.start && note.span.start < at)
      .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    return [line, ...here.map(note => `${carets(line.replace(/\r$/, ''), note.span.start - from, Math.min(note.span.end, at - 1) - from)} ${note.text}`)];
  }).join('\n');
}

/** The text without its pointer lines. */
export const unframe = (text: string): string => text.replace(pointer, '');
