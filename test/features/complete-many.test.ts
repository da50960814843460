import assert from 'node:assert/strict';
import fc from 'fast-check';
import { complete } from '../../server/features/complete/index.ts';
import { keptMany, manyOf } from '../../server/features/complete/many.ts';
import type { Offer } from '../../server/features/complete/offer.ts';
import { areSameBut, corpusWith } from '../../server/record/amended.ts';
import { factsOf } from '../../server/record/facts.ts';
import { record, world } from '../fixture.ts';

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

  it('that are kept are found so, too, behind other texts that were looked for before', () => {
    const typing = fc.array(word.map(each => each.toLowerCase()), { minLength: 1, maxLength: 40 });
    fc.assert(fc.property(fc.array(offer, { maxLength: 12 }), typing, (offers, texts) => {
      const kept = keptMany(offers);
      for (const text of texts) for (let end = 1; end <= text.length; end++) assert.deepEqual(kept.fitting(text.slice(0, end)), manyOf(offers).fitting(text.slice(0, end)));
    }));
  });

  it('of more than a thousand are found so, too', () => {
    const offers: readonly Offer[] = Array.from({ length: 3000 }, (_, i) => ({ label: `${i % 3 === 0 ? 'eu' : 'cn'}-${i}`, kind: 'id', alsoFound: [`eu ${i % 7}`] }));
    const kept = keptMany(offers);
    for (const text of ['e', 'eu', 'eu-', 'eu-1', 'eu-12', 'eu-1', 'u-', 'cn-29', 'eu 3']) assert.deepEqual(kept.fitting(text), manyOf(offers).fitting(text));
  });

  it('of ids come in the order of the topic that the record has now', () => {
    const text = (id: string, title: string, supersedes: string) => `---\n${JSON.stringify({ id, title, country: '中国', category: '市场机制', evolution: { supersedes: [supersedes] } })}\n---\n`;
    const library = world([record(text('cn-a', '碳捕集封存办法', ''), 'zh/cn-a.md'), record(text('cn-b', '航空燃料标准', ''), 'zh/cn-b.md')]);
    const first = (title: string) => {
      const own = record(text('cn-own', title, 'cn'), 'zh/cn-own.md');
      const { items } = complete({ ...library, corpus: corpusWith(library.corpus, new Map([[own.uri, factsOf(own)]])) }, own, own.text.indexOf('"cn"') + 3, { locale: 'zh', snippets: false, itemDefaults: true }).list;
      return items.map(({ label }) => label);
    };
    for (const title of ['航空燃料办法', '碳捕集封存', '航空燃料办法']) assert.deepEqual(first(title), title.startsWith('碳') ? ['cn-a', 'cn-b'] : ['cn-b', 'cn-a'], title);
  });

  it('of ids follow the records of others as they come, go and become others', () => {
    const text = (id: string, title: string) => `---\n${JSON.stringify({ id, title, country: '中国', evolution: { supersedes: ['cn'] } })}\n---\n`;
    const file = (n: number) => `zh/cn-${n}.md`;
    const made = (n: number, title: string) => record(text(`cn-${n}`, title), file(n));
    const own = record(text('cn-own', '自己'), 'zh/cn-own.md');
    const base = world([made(0, '甲'), made(1, '乙'), own]);
    const shown = (corpus: typeof base.corpus) => complete({ ...base, corpus }, own, own.text.indexOf('"cn"') + 3, { locale: 'zh', snippets: false, itemDefaults: true }).list.items.map(({ label, detail }) => [label, detail]);
    const step = fc.record({ n: fc.integer({ min: 0, max: 3 }), title: fc.option(fc.constantFrom('甲', '乙', '丙')) });
    fc.assert(fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), steps => {
      let { corpus } = base;
      const titles = new Map([[0, '甲'], [1, '乙']]);
      for (const { n, title } of steps) {
        if (title === null) titles.delete(n); else titles.set(n, title);
        // One that is typed in comes with each of them.
        corpus = corpusWith(corpus, new Map([[made(n, '').uri, title === null ? undefined : factsOf(made(n, title))], [own.uri, factsOf(record(own.text, 'zh/cn-own.md'))]]));
        const others = [...titles].sort(([a], [b]) => a - b).map(([id, its]) => [`cn-${id}`, `${its} · 中国`]);
        assert.deepEqual(shown(corpus), others);
        assert.deepEqual(shown(corpusWith(corpus, new Map([[own.uri, factsOf(record(own.text, 'zh/cn-own.md'))]]))), others);
      }
    }));
  });

  it('two libraries are the same but for a file where they came from one', () => {
    const of = (n: number, title: string) => factsOf(record(`---\n${JSON.stringify({ id: `cn-${n}`, title, country: '中国' })}\n---\n`, `zh/cn-${n}.md`));
    const [zero, one] = [of(0, '甲'), of(1, '乙')];
    const { corpus } = world([]);
    const base = corpusWith(corpus, new Map([[zero.uri, zero], [one.uri, one]]));
    const other = corpusWith(base, new Map([[one.uri, of(1, '丙')]]));
    assert.deepEqual([areSameBut(one.uri, base, other), areSameBut(one.uri, other, base), areSameBut(zero.uri, base, other), areSameBut(zero.uri, other, base), areSameBut(zero.uri, base, base)], [true, true, false, false, true]);
    assert.equal(areSameBut(one.uri, base, corpusWith(base, new Map([[zero.uri, undefined]]))), false);
    assert.equal(areSameBut(one.uri, base, corpusWith(other, new Map([[zero.uri, zero]]))), true);
    assert.equal(areSameBut(one.uri, base, world([]).corpus), false);
  });
});
