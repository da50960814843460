import { apply, compatible, type Edit } from '../base/edit.ts';
import { span, textOf, type Span } from '../base/span.ts';

/** The frontmatter with some repairs applied, and the way back from its offsets to those of the file. */
export interface Patch { readonly text: string; back(at: number): number }

/** Applies repairs to the frontmatter only, so that what follows a mistake can still be read; the file itself stays as it is. */
export function patchOf(text: string, inner: Span, repairs: readonly Edit[]): Patch {
  const own = textOf(text, inner);
  if (repairs.length === 0) return { text: own, back: at => inner.start + at };
  const local = compatible(repairs.map((edit): Edit => ({ span: span(edit.span.start - inner.start, edit.span.end - inner.start), text: edit.text })));
  const back = (at: number) => {
    let grown = 0;
    for (const edit of local) {
      const start = edit.span.start + grown;
      if (start >= at) break;
      if (at < start + edit.text.length) return inner.start + edit.span.start + Math.min(at - start, edit.span.end - edit.span.start);
      grown += edit.text.length - (edit.span.end - edit.span.start);
    }
    return inner.start + at - grown;
  };
  return { text: apply(own, local), back };
}
