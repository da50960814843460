import assert from 'node:assert/strict';
import { hoverAt, marked, seedIn } from '../hovers.ts';
import { record } from '../fixture.ts';

const styles = ['json', 'flow', 'block'] as const;
const other = (file: string, category: string, country: string, score: number) =>
  record(`---\n${JSON.stringify({ id: file, category, country, analysis: { market: { score }, strategic: { score } } })}\n---\n`, `zh/${file}.md`);
const library = [other('a', '技术规范', '国际', 40), other('b', 'Technical', '国际', 60), other('c', '技术规范', '国际', 95), other('d', '技术规范', '美国', 100)];

/** The seed's scores: 95 of market with a citation, and 30 of strategic without one. */
const place = { json: (name: string) => new RegExp(`"${name}": \\{[^}]*"score": \\d`), flow: (name: string) => new RegExp(`'${name}': \\{[^}]*'score': \\d`), block: (name: string) => new RegExp(`  ${name}:\\n(?: {4}.*\\n)*? {4}score: \\d`) } as const;
const onScore = (style: typeof styles[number], name: string, change?: (text: string) => string) => {
  const text = seedIn(style, 'zh/intl-ccs-plus-framework.md', change);
  const at = place[style](name).exec(text);
  assert.ok(at, name);
  return marked(text, place[style](name), at[0].length);
};

for (const style of styles) {
  describe(`hover on a score in ${style}`, () => {
    it('gives its band, how it compares, what it needs, and what the dimension asks', () => {
      const zh = hoverAt(onScore(style, 'market'), 'zh', library, 'zh/intl-ccs-plus-framework.md');
      assert.equal(zh?.on, '95');
      assert.equal(zh.value, `95：可量化、可执行 · Quantified and enforceable

有可量化、可执行的强制性条款。

Mandatory clauses that are quantified and can be enforced.

- 0–30：愿景 · Vision
- 31–60：一般规则 · Ordinary rules
- 61–100：可量化、可执行 · Quantified and enforceable

与其他记录相比：

- 同类别“技术规范”的其他 4 条记录：中位数 77.5，百分位 75（得分不高于此分者所占的百分比）
- 同一国家或地区“国际”的其他 3 条记录：中位数 60，百分位 100（得分不高于此分者所占的百分比）

这个得分需要：

- 高于 40 分须有引文：已有引文
- 没有 url 不得高于 40 分：已有 url

市场机制 · Market mechanisms

是否与碳交易、碳信用签发和第三方准入相衔接？

Does it connect to carbon trading, crediting and third-party access?

- 50：只有自愿市场。
- 80：部分地区可用于抵消。
- 100：与排放交易体系完全衔接。`);
    });

    it('says of a low one only what a higher one would need, and nothing of others where they are few', () => {
      const en = hoverAt(onScore(style, 'strategic'), 'en', library.slice(0, 2), 'zh/intl-ccs-plus-framework.md');
      assert.equal(en?.on, '30');
      assert.equal(en.value, `30: Vision · 愿景

The text does not say, or only voices a vague intention.

原文没有涉及，或只有笼统的愿景。

- 0–30: Vision · 愿景
- 31–60: Ordinary rules · 一般规则
- 61–100: Quantified and enforceable · 可量化、可执行

Above 40 it needs a citation; in a record without a url it is 40 at most.

Strategic planning · 战略规划

How long-term, concrete and stable are its goals and roadmaps?

长期目标、路线图和政策稳定性如何？`);
    });

    it('says where it lacks a citation or a url, in bold', () => {
      const lacking = onScore(style, 'market', text => text.replace('Market Integration Module', 'N/A').replace(/"url": ".*?"/, '"url": " "'));
      const { value = '' } = hoverAt(lacking, 'en', library, 'zh/intl-ccs-plus-framework.md', true) ?? {};
      assert.ok(value.includes('- **A score above 40 needs a citation: it has none**\n- **Without a url no score may be above 40: the record has none**'), value);
      assert.ok(value.includes('- The 4 other records of the category “技术规范”: median 77.5, percentile 75 (the per cent of them that score no higher)\n- The 3 other records of the jurisdiction “国际”: median 60, percentile 100 '), value);
    });

    it('says of the key what a score is', () => {
      const text = seedIn(style, 'zh/intl-ccs-plus-framework.md');
      const zh = hoverAt(marked(text, /["']?score["']?:/, 3), 'zh');
      assert.equal(zh?.on.replace(/["']/g, ''), 'score');
      assert.ok(zh.value.startsWith('评分 · Score\n\n0 到 100 的整数。30 分以内为笼统愿景，60 分以内为一般性规则，60 分以上为可量化、可执行的规定。\n\nA whole number from 0 to 100.\n\n- 0–30：愿景 · Vision\n'), zh.value);
    });
  });
}

describe('hover on a score that is none', () => {
  for (const score of ['850', '-1', '60.5', '"high"', 'null', '[1]']) {
    it(`tells the bands at ${score}, and no standing`, () => {
      const { value = '' } = hoverAt(`---\n{ "category": "技术规范", "analysis": { "market": { "score": $0${score} } } }\n---\n`, 'en', library) ?? {};
      assert.ok(!value.includes('other records') && !value.startsWith(score), value);
      if (score !== 'null' && score !== '[1]') assert.ok(value.startsWith('- 0–30: Vision'), value);
    });
  }
  it('takes one in quotes for what it says', () => assert.ok(hoverAt('---\n{ "analysis": { "market": { "score": "6$00" } } }\n---\n', 'en')?.value.startsWith('60: Ordinary rules')));
});
