import assert from 'node:assert/strict';
import fc from 'fast-check';
import { squeezed, unsqueezed } from '../../server/base/squeeze.ts';

const number = fc.integer({ min: 0, max: 12_345_678 }).map(String);
const list = fc.array(fc.oneof(number, fc.constantFrom('', '0', '00', '007', '9999999', '10000000', '1a', '-1', '1.5')), { maxLength: 600 }).map(each => JSON.stringify(each));
const text = fc.array(fc.oneof(fc.string({ unit: 'binary' }), list, fc.constantFrom('"', '"1', '"1"', '"1","', '"1","2', ',', '\u001f', '\u007f', '\u0080', '第四条', ' the ', 'programme', '\ud83d', '中'.repeat(300)))).map(parts => parts.join(''));

describe('texts that are squeezed', () => {
  it('come back as they were, and are bytes', () => {
    fc.assert(fc.property(text, each => {
      const small = squeezed(each);
      assert.match(small, /^[\0-\xff]*$/);
      assert.equal(unsqueezed(small), each);
    }), { numRuns: 500 });
    for (const long of ['x'.repeat(100_000), '储'.repeat(50_000), JSON.stringify(Array.from({ length: 9000 }, (_, i) => String(9_999_999 - i * 997)))]) assert.equal(unsqueezed(squeezed(long)), long);
  });

  it('are shorter than they were', () => {
    const shares = [
      'The rule requires operators to report the amount of carbon dioxide that is stored under each permit.',
      '核证机构应当对封存量进行核查并提交报告',
      JSON.stringify(Array.from({ length: 70 }, (_, i) => String(100 + 3 * i))),
    ].map(each => Math.round(100 * squeezed(each).length / new TextEncoder().encode(each).length));
    assert.deepEqual(shares, [49, 70, 18]);
  });
});
