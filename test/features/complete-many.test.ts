import assert from 'node:assert/strict';
import fc from 'fast-check';
import { keptMany, manyOf } from '../../server/features/complete/many.ts';
import type { Offer } from '../../server/features/complete/offer.ts';

describe('many offers', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'B', '-', '碳'), minLength: 1, maxLength: 4 });
  const offer: fc.Arbitrary<Offer> = fc.record({ label: word, alsoFound: fc.array(word, { maxLength: 2 }) }).map(each => ({ ...each, kind: 'id' }));

  it('that are kept are found as those of one answer are, in the same order', () => {
    fc.assert(fc.property(fc.array(offer, { maxLength: 12 }), word.map(each => each.toLowerCase()), (offers, typed) => {
      const kept = keptMany(offers);
      for (let i = 0; i < 2; i++) assert.deepEqual(kept.fitting(typed), manyOf(offers).fitting(typed));
      assert.deepEqual([[...kept], kept.size], [offers, offers.length]);
    }));
  });
});
