import assert from 'node:assert/strict';
import { hoverAt, marked, seedIn } from '../hovers.ts';
import { record } from '../fixture.ts';

const styles = ['json', 'flow', 'block'] as const;
const paris = 'zh/intl-paris-art-6-4-ccs.md';
const twin = record(seedIn('json', 'en/intl-paris-art-6-4-ccs.md'), 'en/intl-paris-art-6-4-ccs.md');
const old = record('---\n{ "id": "clean-development-mechanism-legacy", "title": "清洁发展机制", "country": "国际", "year": 2001, "analysis": { "market": { "score": 62 }, "liability": { "score": 5 }, "mrv": { "score": "x" } } }\n---\n', 'zh/clean-development-mechanism-legacy.md');
const claims = record('---\nid: intl-heir\ntitle: 继承者\nevolution: { supersedes: [intl-paris-art-6-4-ccs] }\n---\n', 'zh/intl-heir.md');
const yields = record('---\nid: intl-elder\nevolution: { supersededBy: intl-paris-art-6-4-ccs }\n---\n', 'zh/intl-elder.md');
const library = [twin, old, claims, yields];

for (const style of styles) {
  describe(`hover on an id in ${style}`, () => {
    const text = seedIn(style, paris);

    it('shows its own record as a card', () => {
      const zh = hoverAt(marked(text, /intl-paris/, 4), 'zh', library, paris);
      assert.equal(zh?.on, 'intl-paris-art-6-4-ccs');
      assert.equal(zh.value, `《巴黎协定》第 6.4 条碳交易机制 (含 CCS/CDR 标准)

国际 · 现行 · Primary Legislation · 市场机制 · 2024

- ▇▇▇▁▁ 65 经济激励
- ▇▇▇▇▁ 85 法规制度
- ▇▇▇▇▇ 100 市场机制
- ▇▇▁▁▁ 30 战略规划
- ▇▇▇▇▇ 95 MRV 与数据治理

取代：clean-development-mechanism-legacy

自称取代它的记录：intl-heir

自称被它取代的记录：intl-elder

另一语言版本：en/intl-paris-art-6-4-ccs.md（英文）`);
    });

    it('shows the record it supersedes, with what is known of it', () => {
      const en = hoverAt(marked(text, /clean-dev/, 2), 'en', library, paris);
      assert.equal(en?.on, 'clean-development-mechanism-legacy');
      assert.equal(en.value, `清洁发展机制

国际 · 2001

- ▇▇▇▁▁ 62 Market mechanisms
- ▁▁▁▁▁ 5 Liability

Records that say they supersede it: intl-paris-art-6-4-ccs`);
    });

    it('says of an id that no record has what its field is', () => {
      const zh = hoverAt(marked(text, /clean-dev/, 2), 'zh', [], paris);
      assert.equal(zh?.value, '取代 · Supersedes\n\n本记录所取代的记录的 id。被取代的记录应反向指明本记录。\n\nThe ids of the records that this one replaces.\n\n文本的列表；可省略。');
    });
  });
}

describe('hover on an id in a text', () => {
  const body = '---\n{ "id": "me", "title": "我" }\n---\n\n😀 参见 intl-h$0eir，以及 x-intl-heir-y。\r\n';
  it('shows the record in the narrative, behind an emoji and with CR LF', () => {
    assert.deepEqual(hoverAt(body, 'en', library), { on: 'intl-heir', value: '继承者\n\nSupersedes: intl-paris-art-6-4-ccs' });
    assert.deepEqual(hoverAt(`\ufeff${body.replaceAll('\n', '\r\n')}`, 'zh', library), { on: 'intl-heir', value: '继承者\n\n取代：intl-paris-art-6-4-ccs' });
  });

  it('shows it in a value, and nothing for a part of a longer word', () => {
    assert.equal(hoverAt('---\nid: me\nanalysis: { mrv: { citation: "see intl-heir$0" } }\n---\n', 'en', library)?.on, 'intl-heir');
    assert.equal(hoverAt(body.replace('$0', '').replace('x-intl', 'x-in$0tl'), 'en', library), undefined);
  });

  it('shows every record with the id, and which file each is', () => {
    const again = record('---\nid: intl-heir\ntitle: 另一个\nstatus: 现行\n---\n', 'zh/intl-heir-2.md');
    assert.equal(hoverAt(body, 'zh', [again, claims])?.value, `另一个

现行

文件：zh/intl-heir-2.md

继承者

取代：intl-paris-art-6-4-ccs

文件：zh/intl-heir.md`);
  });

  it('takes the words of a record for words, also in Markdown', () => {
    const evil = record('---\n{ "id": "intl-heir", "title": "[x](command:y)", "country": "![a](https://b.c)", "evolution": { "supersedes": ["<img src=x>"] } }\n---\n', 'zh/intl-heir.md');
    assert.equal(hoverAt(body, 'en', [evil], 'zh/me.md', true)?.value, '**\\[x\\](command\\:y)**\n\n\\!\\[a\\](https\\://b.c)\n\nSupersedes: \\<img src=x\\>');
  });

  it('names each record once where both say the same', () => {
    const [heir, elder] = [record('---\nid: b-heir\nevolution: { supersedes: [a-elder] }\n---\n', 'zh/b-heir.md'), record('---\nid: a-elder\nevolution: { supersededBy: b-heir }\n---\n', 'zh/a-elder.md')];
    assert.equal(hoverAt('---\nid: me\n---\n\nb-$0heir\n', 'en', [heir, elder])?.value, 'b-heir\n\nSupersedes: a-elder');
    assert.equal(hoverAt('---\nid: me\n---\n\na-$0elder\n', 'en', [heir, elder])?.value, 'a-elder\n\nSuperseded by: b-heir');
  });
});
