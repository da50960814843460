/** A place as editors count it: both numbers from 0, `character` in UTF-16 code units. */
export interface LineAndCharacter { readonly line: number; readonly character: number }

/** Where the lines of a text start. A line ends at LF, CR LF or a lone CR, as the Language Server Protocol has it. */
export interface LineIndex {
  count(): number;
  /** The offset at which a line starts; a line past the end starts at the end of the text. */
  startOf(line: number): number;
  /** The offset at which a line's text ends, before its line break. */
  endOf(line: number): number;
  /** The line that holds an offset; an offset outside the text is brought to its nearest end. */
  lineOf(offset: number): number;
  at(offset: number): LineAndCharacter;
  offsetOf(place: LineAndCharacter): number;
}

/** Indexes a text, in one pass when it is first asked for a place: of most records nobody asks. */
export function indexLines(text: string): LineIndex {
  let found: readonly number[] | undefined;
  const starts = () => found ??= startsIn(text);
  const clamp = (n: number) => Math.max(0, Math.min(n, text.length));
  const startOf = (line: number) => line < 0 ? 0 : starts()[line] ?? text.length;
  const endOf = (line: number) => {
    let end = starts()[line + 1] ?? text.length;
    if (line + 1 < starts().length) {
      end--;
      if (text.charCodeAt(end) === 10 && text.charCodeAt(end - 1) === 13) end--;
    }
    return Math.max(startOf(line), end);
  };
  const lineOf = (offset: number) => {
    const wanted = clamp(offset);
    const all = starts();
    let [low, high] = [0, all.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((all[middle] ?? 0) <= wanted) low = middle; else high = middle - 1;
    }
    return low;
  };
  return {
    count: () => starts().length,
    startOf, endOf, lineOf,
    at: offset => { const line = lineOf(offset); return { line, character: clamp(offset) - startOf(line) }; },
    offsetOf: ({ line, character }) => Math.min(startOf(line) + Math.max(0, character), endOf(line)),
  };
}

function startsIn(text: string): readonly number[] {
  const starts = [0];
  let [feed, carriage] = [text.indexOf('\n'), text.indexOf('\r')];
  while (feed >= 0 || carriage >= 0) {
    if (carriage < 0 || (feed >= 0 && feed < carriage)) {
      starts.push(feed + 1);
      feed = text.indexOf('\n', feed + 1);
    } else {
      if (feed !== carriage + 1) starts.push(carriage + 1);
      carriage = text.indexOf('\r', carriage + 1);
    }
  }
  return starts;
}

/** The line break a text is written with, told by its first: in a Markdown file that is the frontmatter's, whatever the body has. */
export const eolOf = (text: string): '\r\n' | '\n' => /\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n';
