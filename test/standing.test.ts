import assert from 'node:assert/strict';
import { standingAmong, standingsOf, scoresOf } from '../server/record/standing.ts';
import { factsOf } from '../server/record/facts.ts';
import { builtIn, vocabularyWith } from '../server/schema/vocabulary.ts';
import { intake } from '../server/record/intake.ts';
import { corpusOf } from '../server/record/corpus.ts';
import { record, world } from './fixture.ts';
import { shared } from './shared.ts';
import { markdownBelow } from './syntax/library.ts';

const policy = (file: string, category: string, country: string, score: unknown) =>
  record(`---\n${JSON.stringify({ id: file, category, country, analysis: { mrv: { score }, market: { score: 10 } } })}\n---\n`, `${file}.md`);

describe('how a score stands among others', () => {
  const cases: readonly (readonly [others: readonly number[], score: number, n: number, median: number, percentile: number])[] = [
    [[10, 20, 30], 20, 3, 20, 67],
    [[10, 20, 30], 9, 3, 20, 0],
    [[10, 20, 30], 30, 3, 20, 100],
    [[10, 20, 30], 29, 3, 20, 67],
    [[10, 20, 31, 40], 25, 4, 25.5, 50],
    [[50, 50, 50, 50, 50], 50, 5, 50, 100],
    [[0, 0, 100], 0, 3, 0, 67],
  ];
  for (const [others, score, n, median, percentile] of cases) {
    it(`${score} among ${others.join(', ')}: median ${median}, percentile ${percentile}`, () => assert.deepEqual(standingAmong(others, score), { n, median, percentile }));
  }
  it('is not told of fewer than three others', () => assert.deepEqual([[], [1], [1, 2]].map(others => standingAmong(others, 1)), [undefined, undefined, undefined]));
});

describe('where a score stands in a library', () => {
  const own = policy('zh/own', '市场机制', '国际', 50);
  const records = [
    own, policy('zh/a', 'Market', '国际', 10), policy('zh/b', '市场机制', 'International', 60), policy('zh/c', '市场机制', '美国', 70), policy('zh/d', '法律监管', '国际', 90),
    policy('zh/e', '市场机制', '中国', 'high'), policy('zh/f', '市场机制', '中国', 101), policy('zh/g', '市场机制', '中国', 50.5),
    // The twins, which would count everything twice.
    policy('en/own', 'Market', 'International', 50), policy('en/a', 'Market', 'International', 10), policy('en/b', 'Market', 'International', 60),
  ];
  const { corpus, project: { vocabulary } } = world(records);

  it('counts the others of its category and of its jurisdiction, by what they mean, in its language folder', () => {
    assert.deepEqual(standingsOf(corpus, vocabulary, factsOf(own), 'mrv', 50), { category: { n: 3, median: 60, percentile: 33 }, country: { n: 3, median: 60, percentile: 33 } });
    assert.deepEqual(standingsOf(corpus, vocabulary, factsOf(own), 'market', 10).category, { n: 6, median: 10, percentile: 100 });
    assert.deepEqual(standingsOf(corpus, vocabulary, factsOf(own), 'strategic', 10), { category: undefined, country: undefined });
  });

  it('compares the score that is asked about, not the one the library knows, and never with itself', () => {
    assert.equal(standingsOf(corpus, vocabulary, factsOf(own), 'mrv', 65).category?.percentile, 67);
    assert.equal(standingsOf(corpus, vocabulary, factsOf(policy('zh/new', '市场机制', '国际', 65)), 'mrv', 65).category?.n, 4);
  });

  it('says nothing of a record that has no category or country, or one of its own', () => {
    const alone = policy('zh/alone', '', ' ', 50);
    assert.deepEqual(standingsOf(corpus, vocabulary, factsOf(alone), 'mrv', 50), { category: undefined, country: undefined });
    assert.deepEqual(standingsOf(corpus, vocabulary, factsOf(policy('zh/odd', '试点', '某地', 50)), 'mrv', 50), { category: undefined, country: undefined });
  });

  it('knows the words of a project, also of a library that was asked about before', () => {
    const odd = ['w', 'x', 'y', 'z'].map((name, i) => policy(`zh/${name}`, i % 2 ? '试点' : 'pilot scheme', '某地', i * 10));
    const library = corpusOf(odd.map(factsOf));
    const own = { zh: '试点', en: 'pilot scheme' };
    const words = vocabularyWith({ terms: { category: [{ id: 'own-pilot', written: own, name: own, meaning: own, aliases: [] }] }, jurisdictions: [] });
    const [first = assert.fail()] = odd;
    assert.equal(standingsOf(library, builtIn, factsOf(first), 'mrv', 0).category, undefined);
    assert.deepEqual(standingsOf(library, words, factsOf(first), 'mrv', 0).category, { n: 3, median: 20, percentile: 0 });
    assert.deepEqual(standingsOf(library, builtIn, factsOf(first), 'mrv', 0), { category: undefined, country: { n: 3, median: 20, percentile: 0 } });
  });

  it('takes no odd analysis for scores', () => {
    for (const analysis of ['[1]', '"x"', 'null', '{ "mrv": [ { "score": 3 } ], "market": { "score": "60" }, "strategic": { "score": -1 }, "__proto__": { "score": 5 } }']) {
      assert.deepEqual([...scoresOf(factsOf(record(`---\n{ "id": "x", "analysis": ${analysis} }\n---\n`)))].filter(([name]) => name !== '__proto__'), []);
    }
  });

  it('agrees with plain counting over the real records (needs ../shared)', function () {
    const all = markdownBelow(shared(this, 'corpus/2026-07-22-flow/policies')).flatMap(({ file, text }) => intake(`file:///library/${file}`, text) ?? []).map(factsOf);
    const library = corpusOf(all);
    let told = 0;
    for (const facts of all) {
      for (const [dimension, score] of scoresOf(facts)) {
        const others = all.filter(each => each.uri !== facts.uri && each.language === facts.language && scoresOf(each).has(dimension));
        const scores = (same: (each: typeof facts) => unknown) => others.filter(each => same(each) === same(facts)).map(each => scoresOf(each).get(dimension) ?? 0).sort((a, b) => a - b);
        const category = scores(each => builtIn.meantBy('category', each.category ?? '').map(({ id }) => id).join());
        const country = scores(each => builtIn.jurisdictionOf(each.country ?? '')?.id ?? each.country);
        assert.deepEqual(standingsOf(library, builtIn, facts, dimension, score), { category: standingAmong(category, score), country: standingAmong(country, score) });
        told += Number(category.length > 2) + Number(country.length > 2);
      }
    }
    assert.ok(told > 200, String(told));
  });
});
