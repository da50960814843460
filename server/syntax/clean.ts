import type { Span } from '../base/span.ts';
import { behindBlanks, bracesAt, noTally } from './cleanbraces.ts';
import { linesFrom } from './cleanlines.ts';
import type { Reading } from './record.ts';
import { signs } from './signs.ts';
import { styleOf } from './style.ts';

const { openMap } = signs;

/**
 * Reads a frontmatter that holds nothing out of the ordinary, in one pass and some fifty times faster than the judges of its notation:
 * `yaml` and jsonc-parser find nothing wrong with what this accepts and read the same tree, which a test holds against them. Undefined
 * where anything else stands, which is then theirs to judge.
 */
export function readClean(text: string, { start, end }: Span): Reading | undefined {
  const tally = noTally();
  const at = behindBlanks(text, start, end, tally);
  if (text.charCodeAt(at) !== openMap) {
    const root = linesFrom(text, start, end);
    return root && { style: 'block', root, problems: [] };
  }
  const root = bracesAt(text, at, end, tally);
  if (!root || behindBlanks(text, root.span.end, end, tally) < end) return undefined;
  const style = styleOf(tally);
  return (style === 'json' ? tally.notJson : tally.notYaml) ? undefined : { style, root, problems: [] };
}
