import assert from 'node:assert/strict';
import fc from 'fast-check';
import { carets, columns, frame, unframe } from '../../server/base/frame.ts';
import { span } from '../../server/base/span.ts';

const words = fc.array(fc.constantFrom('a', ' ', '碳', '：', '😀', 'é', 'e\u0301', '\t', '^', '"', '👩‍🔬'), { maxLength: 12 }).map(parts => parts.join(''));

describe('a text with notes drawn under its lines', () => {
  it('is the text again once they are taken away', () => {
    fc.assert(fc.property(fc.array(words, { minLength: 1, maxLength: 6 }), fc.constantFrom('\n', '\r\n'), fc.array(fc.tuple(fc.nat(80), fc.nat(20)), { maxLength: 5 }), (lines, eol, places) => {
      const source = lines.join(eol);
      const notes = places.map(([at, length]) => ({ span: span(Math.min(at, source.length), Math.min(at + length, source.length)), text: 'some-rule: What is wrong: this.' }));
      const drawn = frame(source, notes);
      assert.equal(unframe(`${drawn}\n`), `${source}\n`);
      assert.equal(drawn.split('\n').length, source.split('\n').length + notes.length, 'a note is lost');
    }), { numRuns: 2_000 });
  });

  for (const [name, source, at, length, drawn] of [
    ['under Latin letters', 'a: bcd', 3, 3, 'a: bcd\n   ^^^ x: y'],
    ['under Chinese characters, two columns each', 'a: 碳市场', 4, 2, 'a: 碳市场\n     ^^^^ x: y'],
    ['behind an emoji, two columns', '😀: b', 4, 1, '😀: b\n    ^ x: y'],
    ['under full-width punctuation', 'a： b', 1, 1, 'a： b\n ^^ x: y'],
    ['behind a tab, one column', '\ta', 1, 1, '\ta\n ^ x: y'],
    ['behind a letter with a mark, one column', 'e\u0301b', 2, 1, 'e\u0301b\n ^ x: y'],
    ['at least one, under nothing', 'ab', 2, 0, 'ab\n  ^ x: y'],
    ['no further than the line', 'ab\ncd', 1, 4, 'ab\n ^ x: y\ncd'],
    ['not under the CR of CR LF', 'ab\r\ncd', 1, 4, 'ab\r\n ^ x: y\ncd'],
    ['on an empty line', 'a\n\nb', 2, 0, 'a\n\n^ x: y\nb'],
  ] as const) {
    it(`has its carets ${name}`, () => assert.equal(frame(source, [{ span: span(at, at + length), text: 'x: y' }]), drawn));
  }

  it('has the notes of one line in the order of their places', () => {
    assert.equal(frame('abc', [{ span: span(2, 3), text: 'b: 2' }, { span: span(0, 1), text: 'a: 1' }, { span: span(0, 3), text: 'c: 3' }]), 'abc\n^ a: 1\n^^^ c: 3\n  ^ b: 2');
  });

  it('keeps lines that only look like notes', () => {
    for (const source of ['^ no colon', '  ^^ Rule: big letter', 'a ^ x: y', '^^^']) assert.equal(unframe(source), source);
  });

  it('counts columns as terminals do', () => {
    for (const [text, count] of [['', 0], ['ab', 2], ['碳', 2], ['ｆ', 2], ['가', 2], ['😀', 2], ['“”', 2], ['é', 1], ['\t', 1]] as const) assert.equal(columns(text), count, text);
    assert.equal(carets('碳ab', 1, 3), '  ^^');
  });
});
