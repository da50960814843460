import assert from 'node:assert/strict';
import { completionsAt } from './completions.ts';
import { record } from './fixture.ts';
import { corpusWith } from '../server/record/amended.ts';
import { corpusOf } from '../server/record/corpus.ts';
import { factsOf, type Facts } from '../server/record/facts.ts';
import { tallyOf } from '../server/record/tally.ts';

const facts = (stem: string, source: string): Facts => factsOf(record(`---\n{ "id": "${stem}", "source": "${source}" }\n---\n`, `zh/${stem}.md`));

describe('what is counted in a library', () => {
  const stems = Array.from({ length: 200 }, (_, i) => `r${String(i).padStart(3, '0')}`);
  const all = stems.map((stem, i) => facts(stem, i % 3 === 0 ? '甲' : '乙'));
  const counts = (list: readonly Facts[]) => {
    let asked = 0;
    const tally = tallyOf('a test', list, each => { asked++; return [String(each.values.get('source'))]; });
    return { tally: Object.fromEntries([...tally].sort()), asked };
  };
  const fresh = (list: readonly Facts[]) => list.reduce<Record<string, number>>((sum, each) => { const source = String(each.values.get('source')); return { ...sum, [source]: (sum[source] ?? 0) + 1 }; }, {});

  it('is counted again only where records are others, and is what counting anew would give', () => {
    let corpus = corpusOf(all);
    assert.deepEqual(counts(corpus.records()), { tally: { 甲: 67, 乙: 133 }, asked: 200 });
    for (const [uri, now] of [
      [all[0]!.uri, facts('r000', '丙')], [all[199]!.uri, undefined], ['file:///library/zh/r100a.md', facts('r100a', '甲')], [all[0]!.uri, facts('r000', '乙')], [all[0]!.uri, undefined], [all[199]!.uri, all[199]],
    ] as const) {
      corpus = corpusWith(corpus, new Map([[uri, now]]));
      const { tally, asked } = counts(corpus.records());
      assert.deepEqual(tally, fresh(corpus.records()));
      assert.ok(asked <= 2, `${asked} records were looked at`);
    }
  });

  it('is counted anew where many are others', () => {
    counts(all);
    const others = all.map(({ stem }) => facts(stem, '丁'));
    assert.deepEqual(counts(others).tally, { 丁: 200 });
  });
});

describe('the ids that are offered', () => {
  const own = (country: string) => `---\n{ "id": "a", "country": "${country}", "evolution": { "supersedes": ["$0"] } }\n---\n`;
  const other = (stem: string, title: string, country: string) => record(`---\n{ "id": "${stem}", "title": "${title}", "country": "${country}" }\n---\n`, `zh/${stem}.md`);
  const offered = (country: string, others: readonly ReturnType<typeof other>[]) => completionsAt(own(country), others, 'zh/a.md').items.map(({ label, detail }) => `${label} ${detail}`);

  it('are those of the library as it is now, after each change of a record, of the others and of itself', () => {
    const [b, c] = [other('b', '乙', '中国'), other('c', '丙', '德国')];
    assert.deepEqual(offered('中国', [b, c]), ['b 乙 · 中国', 'c 丙 · 德国']);
    assert.deepEqual(offered('德国', [b, c]), ['c 丙 · 德国', 'b 乙 · 中国']);
    assert.deepEqual(offered('德国', [other('b', '新', '中国'), c]), ['c 丙 · 德国', 'b 新 · 中国']);
    assert.deepEqual(offered('德国', [c]), ['c 丙 · 德国']);
  });
});
