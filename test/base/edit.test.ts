import assert from 'node:assert/strict';
import fc from 'fast-check';
import { apply, compatible, type Edit } from '../../server/base/edit.ts';
import { contentEnd, span, textOf, touches, within } from '../../server/base/span.ts';

const edit = (start: number, end: number, text: string): Edit => ({ span: span(start, end), text });

describe('edits', () => {
  for (const [name, edits, wanted] of [
    ['none', [], 'abcdef'],
    ['in any order', [edit(4, 5, 'E'), edit(0, 1, 'A')], 'AbcdEf'],
    ['insertions at one place keep their order', [edit(3, 3, 'x'), edit(3, 3, 'y')], 'abcxydef'],
    ['an insertion before what is replaced', [edit(3, 3, 'x'), edit(3, 4, 'D')], 'abcxDef'],
    ['of two that overlap the first counts', [edit(1, 4, 'X'), edit(3, 5, 'Y')], 'aXef'],
    ['… whatever their order', [edit(3, 5, 'Y'), edit(1, 4, 'X')], 'aXef'],
    ['two that touch both count', [edit(1, 3, 'X'), edit(3, 5, 'Y')], 'aXYf'],
    ['of two that start together the one listed first', [edit(1, 3, 'X'), edit(1, 2, 'Y')], 'aXdef'],
    ['at both ends', [edit(6, 6, 'z'), edit(0, 0, 'a')], 'aabcdefz'],
  ] as const) {
    it(name, () => assert.equal(apply('abcdef', edits), wanted));
  }

  it('that are kept do not overlap, stand in order and are all applied', () => {
    const some = fc.array(fc.tuple(fc.nat(12), fc.nat(4), fc.string({ maxLength: 3 })).map(([start, length, text]) => edit(start, Math.min(12, start + length), text)), { maxLength: 8 });
    fc.assert(fc.property(some, edits => {
      const kept = compatible(edits);
      for (const [i, each] of kept.entries()) if (i > 0) assert.ok(kept[i - 1]!.span.end <= each.span.start);
      const source = 'abcdefghijkl';
      const backwards = [...kept].reverse().reduce((text, { span: { start, end }, text: put }) => text.slice(0, start) + put + text.slice(end), source);
      assert.equal(apply(source, edits), backwards);
      for (const each of edits) if (!kept.includes(each)) assert.ok(kept.some(({ span: { start, end } }) => start < Math.max(each.span.end, each.span.start + 1) && each.span.start < end), 'an edit is dropped for nothing');
    }));
  });
});

describe('a span', () => {
  it('holds its text, touches both its ends and lies within itself', () => {
    assert.equal(textOf('a碳c', span(1, 2)), '碳');
    assert.deepEqual([0, 1, 2, 3].map(at => touches(span(1, 2), at)), [false, true, true, false]);
    assert.deepEqual([span(1, 4), span(2, 3), span(0, 2), span(3, 5)].map(inner => within(span(1, 4), inner)), [true, true, false, false]);
    assert.deepEqual([contentEnd('ab\r\n\n', span(0, 5)), contentEnd('ab', span(0, 2)), contentEnd('\n\n', span(1, 2))], [2, 2, 1]);
  });
});
