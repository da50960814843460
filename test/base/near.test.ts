import assert from 'node:assert/strict';
import fc from 'fast-check';
import { distance, lexiconOf, nearest, nearestIn } from '../../server/base/near.ts';

/** Counts slips by trying every way, which is right and slow. */
function naive(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const ways = [naive(a.slice(1), b) + 1, naive(a, b.slice(1)) + 1, naive(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1)];
  if (a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0]) ways.push(naive(a.slice(2), b.slice(2)) + 1);
  return Math.min(...ways);
}

describe('the distance between two words', () => {
  for (const [a, b, slips] of [
    ['title', 'title', 0], ['titel', 'title', 1], ['legalWieght', 'legalWeight', 1], ['ttle', 'title', 1], ['tittle', 'title', 1], ['tixle', 'title', 1], ['', 'ab', 2], ['市場机制', '市场机制', 1],
  ] as const) {
    it(`${a || '(nothing)'} to ${b} is ${slips}`, () => assert.equal(distance(a, b, 3), slips));
  }

  it('is what trying every way gives, up to its limit', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 });
    fc.assert(fc.property(word, word, fc.nat(4), (a, b, most) => assert.equal(distance(a, b, most), Math.min(naive(a, b), most + 1))), { numRuns: 500 });
  });
});

describe('the nearest word', () => {
  const fields = ['title', 'category', 'country', 'status', 'source', 'url', 'id', 'year'];
  for (const [typed, wanted] of [
    ['titel', 'title'], ['Title', 'title'], ['catgory', 'category'], ['contry', 'country'], ['sttus', 'status'], ['ulr', 'url'], ['utl', 'url'], ['uuul', 'url'], ['uuuu', undefined], ['abc', undefined], ['tags', undefined], ['sxxrce', 'source'], ['sxxxce', undefined],
  ] as const) {
    it(`to ${typed} is ${wanted ?? 'none'}`, () => assert.equal(nearest(typed, fields), wanted));
  }

  it('is the first of several that are equally near, and the same word before any other', () => {
    assert.equal(nearest('aaaa', ['aaab', 'aaac']), 'aaab');
    assert.equal(nearest('aaaa', ['aaab', 'aaaa']), 'aaaa');
    assert.equal(nearest('aaaa', []), undefined);
    assert.equal(nearest('aaaabb', ['aaaa'], 1), undefined);
  });

  it('is found among long ones whatever two slips are made in it, wherever', () => {
    const letter = fc.constantFrom(...'abc-');
    const slip = fc.record({ at: fc.nat(30), how: fc.constantFrom('wrong', 'missing', 'extra', 'swapped'), letter });
    const made = (word: string, { at, how, letter: put }: { readonly at: number; readonly how: string; readonly letter: string }) => {
      const i = at % word.length;
      const [before, here, next, behind] = [word.slice(0, i), word.slice(i, i + 1), word.slice(i + 1, i + 2), word.slice(i + 2)];
      return { wrong: before + put + next + behind, missing: before + next + behind, extra: before + put + here + next + behind, swapped: before + next + here + behind }[how] ?? word;
    };
    fc.assert(fc.property(fc.string({ unit: letter, minLength: 9, maxLength: 30 }), fc.array(slip, { maxLength: 2 }), (word, slips) => {
      const typed = slips.reduce(made, word);
      // Two slips on one spot may be three when they are counted.
      assert.equal(nearest(typed, [word]), distance(typed, word, 2) <= 2 ? word : undefined);
    }), { numRuns: 2000 });
  });

  it('is the same in a lexicon as in the list it was made of, one word left out', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'A'), maxLength: 7 });
    fc.assert(fc.property(word, fc.array(word, { maxLength: 12 }), word, (typed, list, but) => {
      assert.equal(nearestIn(typed, lexiconOf(list)), nearest(typed, list));
      assert.equal(nearestIn(typed, lexiconOf(list), but), nearest(typed, list.filter(each => each !== but)));
    }), { numRuns: 5000 });
  });
});
