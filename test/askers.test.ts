import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createAskers } from '../server/record/askers.ts';

describe('those who asked a library about topics', () => {
  it('are found by each of their topics, by what they asked about last, until they are dropped', () => {
    const askers = createAskers();
    askers.put('a', [1, 2]);
    askers.put('b', [2, 0xffff_ffff]);
    askers.put('c', undefined);
    assert.deepEqual([...askers.of(new Set([2])).about].sort(), ['a', 'b', 'c']);
    assert.deepEqual([...askers.of(new Set([0xffff_ffff])).about].sort(), ['b', 'c']);
    // The last bits are those of another topic.
    assert.deepEqual([...askers.of(new Set([0x1001])).about], ['c']);
    askers.put('a', [3]);
    assert.deepEqual([...askers.of(new Set([1])).about], ['c']);
    askers.drop('c');
    assert.deepEqual([...askers.of(new Set([2, 3])).about].sort(), ['a', 'b']);
    askers.clear();
    assert.deepEqual([...askers.of(new Set([2, 3])).about], []);
  });

  it('are told apart from those for whom something was worked out of whole folders', () => {
    const askers = createAskers();
    askers.put('a', [1], [7]);
    askers.put('b', [7], []);
    askers.put('c', undefined, [7]);
    assert.deepEqual([...askers.of(new Set([7])).told], ['a']);
    assert.deepEqual([...askers.of(new Set([7])).about].sort(), ['b', 'c']);
    // Who asked about it anyway is not told again.
    askers.put('d', [7], [7]);
    assert.deepEqual([[...askers.of(new Set([7])).about].sort(), [...askers.of(new Set([7])).told]], [['b', 'c', 'd'], ['a']]);
    askers.drop('d');
    // Many others come and go, after which the list is made anew.
    for (let i = 0; i < 1000; i++) { askers.put(`${i}`, [1, 2], [7]); askers.drop(`${i}`); }
    assert.deepEqual([...askers.of(new Set([7])).told], ['a']);
    assert.deepEqual([...askers.of(new Set([1])).about].sort(), ['a', 'c']);
    askers.put('a', [1]);
    assert.deepEqual([...askers.of(new Set([7])).told], []);
  });

  it('are the same as in a list of each for itself, however many come and go', () => {
    const topics = fc.array(fc.nat(0x3000), { maxLength: 40 });
    const step = fc.record({ name: fc.nat(300), topics: fc.option(topics, { nil: undefined, freq: 20 }), isDropped: fc.boolean() });
    fc.assert(fc.property(fc.array(step, { minLength: 500, maxLength: 2000, size: 'max' }), topics, (steps, news) => {
      const [askers, naive] = [createAskers(), new Map<string, readonly number[] | undefined>()];
      for (const { name, topics, isDropped } of steps) {
        if (isDropped && topics === undefined) { askers.drop(`${name}`); naive.delete(`${name}`); } else { askers.put(`${name}`, topics); naive.set(`${name}`, topics); }
      }
      const wanted = [...naive].filter(([, its]) => its?.some(topic => news.includes(topic)) ?? true).map(([name]) => name);
      assert.deepEqual([...askers.of(new Set(news)).about].sort(), wanted.sort());
    }), { numRuns: 100 });
  });
});
