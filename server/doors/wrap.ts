import { columns } from '../base/frame.ts';

/** The widest a paragraph is drawn; longer lines are hard to read. */
const widest = 100;

/** A text whose paragraphs are broken into lines of at most `width` columns. What is indented is an example and stays as it is. */
export const wrapped = (text: string, width: number): string =>
  text.split('\n').map(line => /^\s/.test(line) ? line : broken(line, Math.min(width, widest))).join('\n');

function broken(paragraph: string, width: number): string {
  const lines: string[] = [];
  let line = '';
  for (const piece of paragraph.match(pieces) ?? []) {
    if (line !== '' && columns((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line].join('\n');
}

/**
 * What a line may be broken between: each Chinese character with the marks that may not begin or end a line, and each run of anything
 * else up to its blanks.
 */
const pieces = /[“‘（《【「]*(?:\p{Script=Han}|[^\s\p{Script=Han}“‘（《【「，。；：、？！”’）》】」]+|[，。；：、？！”’）》】」])[，。；：、？！”’）》】」]*\s*|\s+|./gu;
