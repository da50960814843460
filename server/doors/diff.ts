import { structuredPatch } from 'diff';
import { harmless, type Paint } from './paint.ts';

/** How long the shortest difference of two texts is searched for, in milliseconds. */
const patience = 1000;

/**
 * The change of a file as a unified diff that `git apply` and `patch -p1` take. With colours it is for looking at, so nothing in it may
 * steer the terminal; without them every byte of the texts is as it was.
 */
export function diffOf(name: string, before: string, after: string, paint: Paint, colour: boolean): string {
  if (before === after) return '';
  const shown = colour ? harmless : (text: string) => text;
  const hunks = structuredPatch(name, name, before, after, undefined, undefined, { context: 3, timeout: patience })?.hunks ?? [wholly(before, after)];
  return [
    paint('strong', `--- ${fileName(`a/${name}`)}`), paint('strong', `+++ ${fileName(`b/${name}`)}`),
    ...hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
      paint('hint', `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`),
      ...lines.map(line => line.startsWith('+') ? paint('good', shown(line)) : line.startsWith('-') ? paint('error', shown(line)) : shown(line)),
    ]),
  ].map(line => `${line}\n`).join('');
}

const range = (start: number, lines: number): string => lines === 1 ? `${start}` : `${start},${lines}`;

/** A name with blanks ends in a tab, as git writes it, so that it is not cut at the first of them; one with odd characters is quoted as in C. */
function fileName(name: string): string {
  if (!/[\u0000-\u001f\u007f"\\]/.test(name)) return name.includes(' ') ? `${name}\t` : name;
  const quoted = name.replace(/["\\]/g, '\\$&').replace(/[\u0000-\u001f\u007f]/g, each => `\\${each.charCodeAt(0).toString(8).padStart(3, '0')}`);
  return `"${quoted}"`;
}

/** The replacement of one text by the other, line by line, where looking for what they share takes too long. */
function wholly(before: string, after: string) {
  const [old, now] = [linesOf(before, '-'), linesOf(after, '+')];
  return { oldStart: old.count === 0 ? 0 : 1, oldLines: old.count, newStart: now.count === 0 ? 0 : 1, newLines: now.count, lines: [...old.lines, ...now.lines] };
}

function linesOf(text: string, sign: string): { readonly lines: readonly string[]; readonly count: number } {
  const lines = text.split('\n');
  const isWhole = lines.at(-1) === '';
  if (isWhole) lines.pop();
  const signed = lines.map(line => sign + line);
  return { lines: isWhole || lines.length === 0 ? signed : [...signed, '\\ No newline at end of file'], count: lines.length };
}
