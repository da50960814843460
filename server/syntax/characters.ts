import { span, type Span } from '../base/span.ts';
import { unquote } from './quote.ts';
import type { ScalarNode } from './tree.ts';

/** The characters of a scalar as they are written, escapes resolved, and the way from each of them to the source. */
export interface Characters {
  /** A line break is one line feed, and the indentation behind it is still there. */
  readonly text: string;
  /** The source of the characters from one up to another, in UTF-16 code units of `text`. */
  sourceOf(from: number, to: number): Span;
}

const escape = /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r\n|[^])/y;

/** Reads a scalar character by character, so that single ones can be taken out of its source without writing it anew. */
export function charactersOf(text: string, { span: whole, form }: ScalarNode): Characters {
  const units: string[] = [];
  const starts: number[] = [];
  const [start, end] = bounds(text, whole, form);
  for (let at = start; at < end;) {
    escape.lastIndex = at;
    const written = form === 'double' && text[at] === '\\' ? escape.exec(text)?.[0] ?? '\\'
      : text.startsWith('\r\n', at) || (form === 'single' && text.startsWith('\'\'', at)) ? text.slice(at, at + 2) : text[at] ?? '';
    const meant = written === '\r\n' ? '\n' : written === '\'\'' && form === 'single' ? '\'' : written.length > 1 ? resolved(written) : written;
    for (const unit of meant.split('')) {
      units.push(unit);
      starts.push(at);
    }
    at += written.length;
  }
  const behind = (i: number) => {
    const own = starts[i - 1] ?? start;
    return starts.find((each, j) => j >= i && each > own) ?? end;
  };
  return { text: units.join(''), sourceOf: (from, to) => span(starts[from] ?? end, to > from ? behind(to) : starts[from] ?? end) };
}

/** Where the characters begin and end: inside the quotes, or below the line of a block string's sign. */
function bounds(text: string, { start, end }: Span, form: ScalarNode['form']): readonly [number, number] {
  if (form === 'single' || form === 'double') return [start + 1, Math.max(start + 1, end - 1)];
  if (form === 'plain') return [start, end];
  const first = text.slice(start, end).search(/[\r\n]/);
  return first < 0 ? [end, end] : [start + first + (text.startsWith('\r\n', start + first) ? 2 : 1), end];
}

const resolved = (written: string): string => unquote(`"${written}"`, { kind: 'string', span: span(0, written.length + 2), quote: '"', closed: true });
