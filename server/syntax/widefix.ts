import type { Edit } from '../base/edit.ts';
import { span, textOf } from '../base/span.ts';
import type { BlockLine } from './blocklines.ts';
import type { Problem } from './problem.ts';
import type { Style } from './record.ts';
import type { Token } from './token.ts';
import { asciiOf, nameOf } from './wide.ts';

/** The input method's punctuation that stands where flow notation needs ASCII: one problem for each mistake, its repair the ASCII. */
export function wideInFlow(text: string, tokens: readonly Token[], style: Style): readonly Problem[] {
  return tokens.filter(token => token.wide).map(token => problem(text, token.span.start,
    token.kind === 'string' ? quotes(text, token, style === 'json' ? '"' : token.quote ?? '"') : [replaced(text, token.span.start, token.kind === ':' || token.kind === ',')]));
}

/** ASCII quotes for the curly ones round a string; what stands between them stays the same text. */
function quotes(text: string, { span: { start, end }, closed }: Token, quote: '"' | '\''): readonly Edit[] {
  const last = closed ? end - 1 : end;
  const inside = [...text.slice(start + 1, last).matchAll(quote === '"' ? /["\\]/g : /'/g)].map(match => start + 1 + match.index);
  return [
    { span: span(start, start + 1), text: quote },
    ...inside.map(at => ({ span: span(at, at), text: quote === '"' ? '\\' : '\'' })),
    ...(closed ? [{ span: span(last, end), text: quote }] : []),
  ];
}

/** The same for block notation: a full-width colon behind a key, curly quotes round one, wide blanks and brackets where syntax is meant. */
export function wideInBlock(text: string, lines: readonly BlockLine[]): readonly Problem[] {
  let above: { readonly indent: number; readonly whole: boolean } | undefined;
  return lines.flatMap(line => {
    if (line.kind === 'text' || line.kind === 'blank') return [];
    const edits: Edit[] = [];
    const raw = textOf(text, line.span);
    const lead = /^[ \t\u3000\u00a0]*/.exec(raw)?.[0] ?? '';
    const indent = /[\u3000\u00a0]/.test(lead) ? indentMeant(lead, above) : lead.length;
    if (/[\u3000\u00a0]/.test(lead)) edits.push({ span: span(line.span.start, line.span.start + lead.length), text: ' '.repeat(indent) });
    above = { indent, whole: line.kind === 'entry' && line.value !== undefined && line.dashes.length === 0 };
    for (const dash of line.dashes) for (let at = line.span.start + dash + 1; blankOf.test(text[at] ?? ''); at++) if (text[at] !== ' ' && text[at] !== '\t') edits.push(replaced(text, at));
    if (line.key && /^[“‘]/.test(textOf(text, line.key))) edits.push(replaced(text, line.key.start), replaced(text, line.key.end - 1));
    if (line.colon) {
      const next = text[line.colon.end] ?? '';
      if (text[line.colon.start] === '：') edits.push({ span: line.colon, text: /[ \t\r\n]|^$/.test(next) ? ':' : ': ' });
      for (let at: number = line.colon.end; blankOf.test(text[at] ?? ''); at++) if (text[at] !== ' ') edits.push(replaced(text, at));
    }
    const value = line.value && textOf(text, line.value);
    if (line.value && value && /^[［｛]/.test(value) && /[］｝\]}]$/.test(value)) {
      for (const at of [line.value.start, line.value.end - 1]) if (asciiOf.has(text[at] ?? '')) edits.push(replaced(text, at));
    }
    return edits.length > 0 ? [problem(text, edits[0]?.span.start ?? line.span.start, edits)] : [];
  });
}

const blankOf = /[ \t\u3000\u00a0]/;

/** How far a line indented with wide blanks, which are two columns each, is meant to be: no further than the line above it where that holds a whole entry. */
function indentMeant(lead: string, above: { readonly indent: number; readonly whole: boolean } | undefined): number {
  const shown = [...lead].reduce((sum, blank) => sum + (blank === '\u3000' ? 2 : 1), 0);
  return above?.whole ? Math.min(shown, above.indent) : shown;
}

const replaced = (text: string, at: number, apart = false): Edit => {
  const ascii = asciiOf.get(text[at] ?? '') ?? text[at] ?? '';
  return { span: span(at, at + 1), text: apart && !/[\s]/.test(text[at + 1] ?? ' ') ? `${ascii} ` : ascii };
};

function problem(text: string, at: number, repair: readonly Edit[]): Problem {
  const name = nameOf(text[at] ?? '');
  const ascii = repair[0]?.text.trim() ?? '';
  const shown = ascii === '' ? 'U+0020' : ascii;
  return {
    kind: 'full-width', span: span(at, at + 1), repair,
    reason: { zh: `这里输入了全角 ${name} ，应使用半角 ${shown}`, en: `the full-width ${name} stands where an ASCII ${shown} is meant` },
  };
}
