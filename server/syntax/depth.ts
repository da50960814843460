import type { Both } from '../base/both.ts';
import type { Span } from '../base/span.ts';

/** How deep a record may nest. Real records nest at most four deep. */
export const mostDepth = 256;

/** The reason of a record that nests deeper. */
export const tooDeepReason: Both = { zh: `嵌套超过 ${mostDepth} 层`, en: `the nesting is deeper than ${mostDepth} levels` };

/**
 * An upper bound of how deep a text nests, found in one pass without recursion. It must come before `yaml` is called: on deep input
 * `yaml` exhausts the stack, and on Node 20 that can abort the whole process inside a regular expression, which nothing can catch.
 */
export function boundDepth(text: string, { start, end }: Span): { readonly depth: number; readonly at: number } {
  let brackets = 0;
  let deepest = 0;
  let at: number = start;
  const indents: number[] = [];
  let i: number = start;
  const note = (depth: number, where: number) => { if (depth > deepest) { deepest = depth; at = where; } };
  while (i < end && deepest <= mostDepth) {
    let indent = 0;
    let inline = 0;
    while (i < end && (text[i] === ' ' || text[i] === '\t')) { indent++; i++; }
    while (i < end && (text[i] === '-' || text[i] === '?' || text[i] === ':') && /[\s]/.test(text[i + 1] ?? ' ')) {
      inline++;
      note(indents.length + inline + brackets, i);
      i++;
      while (i < end && (text[i] === ' ' || text[i] === '\t')) i++;
    }
    if (i < end && text[i] !== '\n' && text[i] !== '\r') {
      while ((indents.at(-1) ?? -1) >= indent) indents.pop();
      for (let n = 0; n <= inline; n++) indents.push(indent + n);
      note(indents.length + brackets, i);
      if (deepest > mostDepth) break;
    }
    for (; i < end && text[i] !== '\n' && text[i] !== '\r'; i++) {
      const c = text[i];
      if (c === '{' || c === '[' || c === '｛' || c === '［') note(indents.length + ++brackets, i);
      else if ((c === '}' || c === ']' || c === '｝' || c === '］') && brackets > 0) brackets--;
    }
    while (i < end && (text[i] === '\n' || text[i] === '\r')) i++;
  }
  return { depth: deepest, at };
}
