import assert from 'node:assert/strict';
import fc from 'fast-check';
import { eolOf, indexLines } from '../../server/base/lines.ts';

/** Texts full of what ends a line, what seems to and what takes two code units. */
const text = fc.array(fc.constantFrom('\r', '\n', '\r\n', '\u2028', '\u2029', '\u0085', '\u000b', '\f', 'a', '碳', '😀', '\ud83d', '\ufeff', ''), { maxLength: 30 }).map(parts => parts.join(''));

/** The lines of a text, told one character at a time: where each starts and where its text ends. */
function naive(source: string): readonly { readonly start: number; readonly end: number }[] {
  const lines: { start: number; end: number }[] = [];
  let start = 0;
  for (let i = 0; i <= source.length; i++) {
    if (i < source.length && source[i] !== '\n' && source[i] !== '\r') continue;
    lines.push({ start, end: i });
    if (source[i] === '\r' && source[i + 1] === '\n') i++;
    start = i + 1;
  }
  return lines;
}

describe('the lines of a text', () => {
  it('start and end at LF, CR LF and lone CR, and nowhere else', () => {
    fc.assert(fc.property(text, source => {
      const [index, lines] = [indexLines(source), naive(source)];
      assert.equal(index.count(), lines.length);
      for (const [i, { start, end }] of lines.entries()) assert.deepEqual([index.startOf(i), index.endOf(i)], [start, end]);
    }), { numRuns: 2_000 });
  });

  it('hold each offset at a line and character, and lead back to it', () => {
    fc.assert(fc.property(text, source => {
      const [index, lines] = [indexLines(source), naive(source)];
      for (let at = 0; at <= source.length; at++) {
        const place = index.at(at);
        const line = lines.findLastIndex(({ start }) => start <= at);
        assert.deepEqual(place, { line, character: at - lines[line]!.start });
        // Between CR and LF there is no place of its own.
        assert.equal(index.offsetOf(place), Math.min(at, lines[line]!.end));
      }
    }), { numRuns: 1_000 });
  });

  it('bring what is outside to the nearest end', () => {
    const index = indexLines('ab\r\nc');
    assert.deepEqual(index.at(-5), { line: 0, character: 0 });
    assert.deepEqual(index.at(99), { line: 1, character: 1 });
    assert.deepEqual([index.startOf(-1), index.startOf(7), index.endOf(7)], [0, 5, 5]);
    for (const [line, character, offset] of [[0, 99, 2], [1, 99, 5], [9, 0, 5], [9, 9, 5], [0, -3, 0], [-1, 0, 0]] as const) assert.equal(index.offsetOf({ line, character }), offset, `${line}:${character}`);
  });

  it('are written with the first line break there is', () => {
    for (const [source, eol] of [['a\r\nb\n', '\r\n'], ['a\nb\r\n', '\n'], ['a', '\n'], ['', '\n'], ['a\rb', '\n'], ['\r\n', '\r\n']] as const) assert.equal(eolOf(source), eol, JSON.stringify(source));
  });
});
