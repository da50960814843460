import { span, type Span } from '../base/span.ts';
import { buildFlow } from './flow.ts';
import { tokenize, wordAt } from './tokens.ts';

/** One line of block notation, as its own characters tell it, whatever stands broken around it. */
export interface BlockLine {
  /** The line without its line break. */
  readonly span: Span;
  /** How many columns its first word stands from the left; a list item's key counts from the key, not the dash. */
  readonly indent: number;
  /** The columns of the dashes before it. */
  readonly dashes: readonly number[];
  readonly kind: 'entry' | 'value' | 'text' | 'blank';
  readonly key?: Span;
  /** The colon behind the key; `wide` where an input method's colon stands for it. */
  readonly colon?: Span;
  readonly wide?: true;
  /** What stands behind the colon or the dash, without the blanks around it. May reach over several lines. */
  readonly value?: Span;
}

const keyed = /^(?:"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\r\n]|'')*'|[^\s"'#,[\]{}&*!|>%@`-][^:：#\r\n]*?|-[^\s:：#\r\n][^:：#\r\n]*?|[“‘"'][\w-]+[”’"'])[ \t]*(:(?=[ \t\r\n]|$)|:(?=[\u3000\u00a0])|(?<=^[“‘"']?[\w-]+[”’"']?[ \t]*)：)/;

/** Splits block notation into lines and tells keys, dashes and values apart; lines inside block strings, folded text and braces are `text`. */
export function blockLines(text: string, { start, end }: Span): BlockLine[] {
  const lines: BlockLine[] = [];
  let at: number = start;
  let until = -1;
  let scalarIndent: number | undefined;
  while (at < end) {
    let stop = at;
    while (stop < end && text[stop] !== '\n' && text[stop] !== '\r') stop++;
    const raw = text.slice(at, stop);
    const lead = /^[ \t\u3000\u00a0]*/.exec(raw)?.[0].length ?? 0;
    if (raw.trim() === '') lines.push({ span: span(at, stop), indent: lead, dashes: [], kind: 'blank' });
    else if (at < until || (scalarIndent !== undefined && lead > scalarIndent)) lines.push({ span: span(at, stop), indent: lead, dashes: [], kind: 'text' });
    else {
      scalarIndent = undefined;
      const line = readLine(text, at, stop, end, lead);
      lines.push(line);
      if (line.value) {
        until = line.value.end;
        if (/^[|>][-+0-9]*[ \t]*(?:#.*)?$/.test(text.slice(line.value.start, stop))) scalarIndent = line.dashes.at(-1) ?? (line.key ? line.indent : lead);
      }
    }
    at = stop + (text[stop] === '\r' && text[stop + 1] === '\n' ? 2 : 1);
  }
  return lines;
}

function readLine(text: string, at: number, stop: number, end: number, lead: number): BlockLine {
  const dashes: number[] = [];
  let from = at + lead;
  for (let dash; (dash = /^-(?:[ \t\u3000\u00a0]+|$)/.exec(text.slice(from, stop)));) {
    dashes.push(from - at);
    from += dash[0].length;
  }
  const indent = from - at;
  const rest = text.slice(from, stop);
  const match = keyed.exec(rest);
  if (!match) return { span: span(at, stop), indent, dashes, kind: rest.startsWith('#') ? 'blank' : 'value', ...valueFrom(text, from, stop, end) };
  const colonAt = from + match[0].length - 1;
  const wide = text[colonAt] === '：' || /[\u3000\u00a0]/.test(text[colonAt + 1] ?? '') || /^[“‘]/.test(rest);
  const keyEnd = from + match[0].slice(0, -1).trimEnd().length;
  return {
    span: span(at, stop), indent, dashes, kind: 'entry', key: span(from, keyEnd), colon: span(colonAt, colonAt + 1),
    ...(wide ? { wide: true as const } : {}), ...valueFrom(text, colonAt + 1, stop, end),
  };
}

/** The value that starts on this line; a quoted or bracketed one may end on a later line. */
function valueFrom(text: string, from: number, stop: number, end: number): { readonly value?: Span } {
  const start = from + (/^[ \t\u3000\u00a0]*/.exec(text.slice(from, stop))?.[0].length ?? 0);
  if (start >= stop || text[start] === '#') return {};
  const c = text[start] ?? '';
  if ('{[｛［'.includes(c)) {
    // What ends on its own line is read from that line, as reading on to the end for each line would take the square of the time.
    const near = buildFlow(text, tokenize(text, span(start, stop)));
    const flow = near.root && near.closers === '' ? near : buildFlow(text, tokenize(text, span(start, end)));
    const root = flow.root;
    const whole = root && flow.closers === '' ? root.span.end : stop;
    return { value: span(start, Math.max(whole, start + 1)) };
  }
  if (c === '"' || c === '\'') {
    const token = wordAt(text, span(start, end));
    if (token.closed) return { value: token.span };
  }
  const comment = /[ \t]#/.exec(text.slice(start, stop));
  const plain = text.slice(start, comment ? start + comment.index : stop).trimEnd();
  return { value: span(start, start + plain.length) };
}
