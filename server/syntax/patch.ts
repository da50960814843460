import { apply, compatible, type Edit } from '../base/edit.ts';
import { span, textOf, type Span } from '../base/span.ts';

/** The frontmatter with some repairs applied, and the way back from its offsets to those of the file. */
export interface Patch {
  readonly text: string;
  /** Whether there was anything to apply. */
  readonly mended: boolean;
  back(at: number): number;
}

/** Applies repairs to the frontmatter only, so that what follows a mistake can still be read; the file itself stays as it is. */
export function patchOf(text: string, inner: Span, repairs: readonly Edit[]): Patch {
  const own = textOf(text, inner);
  if (repairs.length === 0) return { text: own, mended: false, back: at => inner.start + at };
  const local = compatible(repairs.map((edit): Edit => ({ span: span(edit.span.start - inner.start, edit.span.end - inner.start), text: edit.text })));
  // Where each edit starts in the patched text, in order, so that the last one before a place is found by halving.
  const starts: number[] = [];
  let grown = 0;
  for (const { span: { start, end }, text: put } of local) {
    starts.push(start + grown);
    grown += put.length - (end - start);
  }
  const back = (at: number) => {
    let [low, high] = [0, local.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) < at) low = middle + 1; else high = middle;
    }
    const edit = local[low - 1];
    if (!edit) return inner.start + at;
    const past = at - (starts[low - 1] ?? 0);
    return inner.start + (past < edit.text.length ? edit.span.start + Math.min(past, edit.span.end - edit.span.start) : edit.span.end + past - edit.text.length);
  };
  return { text: apply(own, local), mended: true, back };
}
