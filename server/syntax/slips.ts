import type { Both } from '../base/both.ts';
import { eolOf } from '../base/lines.ts';
import { span, textOf, type Span } from '../base/span.ts';
import type { Problem } from './problem.ts';

/** Marks the problem of a comma before a closing bracket, which YAML allows and JSON does not. */
export const isTrailingComma = (problem: Problem): boolean => problem.reason === trailingReason;

const trailingReason: Both = { zh: '最后一项后面多了逗号', en: 'a comma follows the last item' };
/** A comma behind the last item. */
export const trailingComma = (at: Span): Problem => ({ kind: 'syntax', span: at, reason: trailingReason, repair: [{ span: at, text: '' }] });

/** The reason of what is not there. A comma or colon is named, as its sign would be lost among those of the sentence. */
export const missing = (what: string): Both => {
  const name = marks[what];
  return name ? { zh: `缺少${name.zh}`, en: `a ${name.en} is missing` } : { zh: `缺少 ${what}`, en: `a ${what} is missing` };
};

const marks: Readonly<Record<string, Both>> = { ',': { zh: '逗号', en: 'comma' }, ':': { zh: '冒号', en: 'colon' } };
/** The reason of what is there once too often. */
export const surplus = (what: string): Both => ({ zh: `多了一个 ${what}`, en: `there is one ${what} too many` });

/** A span with its line and line break where nothing else stands on that line. */
export function wholeLine(text: string, { start, end }: Span): Span {
  let [from, to] = [start as number, end as number];
  while (text[from - 1] === ' ' || text[from - 1] === '\t') from--;
  while (text[to] === ' ' || text[to] === '\t') to++;
  const eol = text[to] === '\r' && text[to + 1] === '\n' ? 2 : text[to] === '\n' ? 1 : 0;
  return eol > 0 && /[\r\n]/.test(text[from - 1] ?? '') ? span(from, to + eol) : span(start, end);
}

/** The brackets that close what is still open at the end of the text, on a line of their own where the record has lines. */
export const closing = (text: string, written: Span, brackets: string): string =>
  (/[\r\n]/.test(textOf(text, written)) ? eolOf(text) : '') + brackets;
