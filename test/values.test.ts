import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compact } from '../server/base/compact.ts';
import { areSameAssessed, areSameSeen, packed, printOf, valuesFrom, valuesOf } from '../server/record/values.ts';
import { emptyMap, type Data } from '../server/syntax/tree.ts';

/** Texts that look like what stands for other texts once it is packed, beside any others. */
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('","label":"', '},"market":{', '\u0001', '\u001f\u0000', '\\","score":', '中文😀', '\ud800', '"auditNote":"","citation":"'));
const value = fc.letrec<{ readonly data: Data }>(tie => ({
  data: fc.oneof({ maxDepth: 3 }, text, fc.constantFrom(0, -0, 1.5, NaN, Infinity, -Infinity), fc.boolean(), fc.array(tie('data'), { maxLength: 3 }),
    fc.array(fc.tuple(text.filter(key => key !== '\0'), tie('data')), { maxLength: 3 }).map(entries => { const map = emptyMap(); for (const [key, each] of entries) map[key] = each; return map; })),
})).data;

describe('the values that the library keeps of a record', () => {
  it('are those that were packed, here and where their print is read', () => {
    fc.assert(fc.property(value, value, (analysis, source) => {
      const fresh = valuesOf([['analysis', analysis], ['source', source]]);
      const values = packed(fresh);
      // Whoever packs remembers, so that many others have to come in between.
      for (let i = 0; i < 70; i++) packed(valuesOf([['year', i]]));
      const print = printOf(values);
      for (const each of [fresh, values, valuesFrom(JSON.parse(JSON.stringify(print)) as typeof print)]) {
        assert.deepEqual(each.get('analysis'), analysis);
        assert.deepEqual(each.get('source'), source);
        assert.equal([areSameSeen, areSameAssessed].every(areSame => areSame(each, fresh) && areSame(fresh, each)), true);
        assert.deepEqual([each.has('analysis'), each.has('url'), each.get('url')], [true, false, undefined]);
      }
      const other = valuesOf([['analysis', analysis], ['source', 'another one'], ['year', 1]]);
      assert.deepEqual([other, packed(other)].map(each => areSameSeen(each, fresh) || areSameSeen(values, each)), [false, false]);
    }), { numRuns: 300 });
  });

  it('are kept as bytes, and shorter than JSON', () => {
    const analysis = Object.fromEntries(['incentive', 'market', 'mrv', 'statutory', 'strategic'].map(name => [name, { auditNote: '', citation: '第四条', evidence: '规定了核查义务。', label: '强制', score: 75 }]));
    const { assessment } = printOf(packed(valuesOf([['analysis', analysis]])));
    assert.match(assessment, /^[\0-\xff]*$/);
    assert.ok(assessment.length < new TextEncoder().encode(JSON.stringify({ analysis })).length * 0.6, String(assessment.length));
  });

  it('hold texts that say the same as those they were cut out of', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), each => { assert.equal(compact(each), each); }));
    const long = 'é'.repeat(9000);
    assert.deepEqual([compact(long), compact(''), compact('中')], [long, '', '中']);
  });
});
