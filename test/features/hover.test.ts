import assert from 'node:assert/strict';
import type * as lsp from 'vscode-languageserver-types';
import { hover } from '../../server/features/hover.ts';
import { escaped, write } from '../../server/features/prose.ts';
import type { Locale } from '../../server/base/both.ts';
import { span } from '../../server/base/span.ts';
import { rules } from '../../server/rules/index.ts';
import type { Finding } from '../../server/rules/rule.ts';
import { fieldsAt, describe as schemaAt, titleOf } from '../../server/schema/describe.ts';
import { criteria } from '../../server/schema/knowledge.ts';
import { readProject } from '../../server/schema/project-file.ts';
import { record, world } from '../fixture.ts';

const json = `---
{
  "analysis": { "mrv": { "citation": "ICVCM 9.4", "score": 72 } },
  "category": "Market",
  "country": "中国",
  "evolution": { "supersededBy": "next", "supersedes": ["old", "gone"] },
  "icvcmCriteria": ["5.4", "attr-1"],
  "legalWeight": "Primary Legislation",
  "regulatory": { "liability_transfer": "" },
  "title": "标题"
}
---

正文引用 ICVCM 9.3 一次。
`;
const flow = json.replace(/"/g, '\'');
const block = `---
analysis:
  mrv:
    citation: ICVCM 9.4
    score: 72
category: Market
country: 中国
evolution:
  supersededBy: next
  supersedes:
    - old
    - gone
icvcmCriteria:
  - '5.4'
  - attr-1
legalWeight: Primary Legislation
regulatory:
  liability_transfer:
title: 标题
---

正文引用 ICVCM 9.3 一次。
`;
const old = record('---\n{ "id": "old", "title": "旧法 [点我](command:evil) <img src=x> `a` **b**\\n# c", "country": "国际", "status": "被取代", "category": "市场机制" }\n---\n', 'zh/old.md');
const next = record('---\n{ "id": "next", "title": "新法", "country": "国际", "status": "现行", "category": "市场机制" }\n---\n', 'zh/next.md');

function hoverAt(text: string, word: string, locale: Locale = 'en', markdown = true): { readonly value: string; readonly on: string } | undefined {
  const made = record(text, 'zh/made.md');
  const found = hover(world([made, old, next]), made, text.indexOf(word) + word.length - 1, { locale, markdown });
  if (!found) return undefined;
  const { start, end } = found.range as lsp.Range;
  return { value: (found.contents as lsp.MarkupContent).value, on: text.slice(made.lines.offsetOf(start), made.lines.offsetOf(end)) };
}

for (const [style, text] of Object.entries({ json, flow, block })) {
  describe(`hover in ${style}`, () => {
    const bare = (on: string | undefined) => on?.replace(/^["']|["']$/g, '');

    it('explains a field in both languages, the reader’s first', () => {
      const zh = hoverAt(text, 'title', 'zh')!;
      assert.equal(bare(zh.on), 'title');
      assert.ok(zh.value.startsWith('**标题 · Title**'), zh.value);
      const en = hoverAt(text, 'title', 'en')!;
      assert.ok(en.value.startsWith('**Title · 标题**'), en.value);
      for (const { value } of [zh, en]) {
        assert.ok(value.includes(schemaAt(['title'])!.description!.slice(0, 20)));
        assert.ok(value.includes(schemaAt(['title'])!['x-zh']!.description.slice(0, 10)));
      }
    });

    it('explains a word of a vocabulary, and which others there are', () => {
      const { value, on } = hoverAt(text, 'Market')!;
      assert.equal(bare(on), 'Market');
      assert.ok(value.startsWith('**Market · 市场机制**'));
      assert.ok(value.includes('- Technical · 技术规范: '));
      assert.ok(value.includes('**Market · 市场机制: '));
      assert.ok(hoverAt(text, 'Primary', 'zh')!.value.startsWith('**Primary Legislation · 主要立法/法律**'));
      assert.ok(hoverAt(text, 'category')!.value.startsWith('**Category · 类别**'));
    });

    it('gives a score its band and its dimension', () => {
      const { value, on } = hoverAt(text, '72')!;
      assert.equal(on, '72');
      assert.match(value, /^\*\*72: Quantified and enforceable · 可量化、可执行\*\*/);
      assert.match(value, /MRV & data governance/);
      assert.ok(!/^\*\*\d/.test(hoverAt(text, 'score')!.value), 'the key has no band');
      assert.match(hoverAt(text, 'mrv', 'zh')!.value, /监测、报告和核查有多严格？[\s\S]*How rigorous[\s\S]*- 100：/);
    });

    it('says what a pillar asks, and who a jurisdiction is', () => {
      assert.match(hoverAt(text, 'liability_transfer')!.value, /Does the state take over responsibility/);
      assert.match(hoverAt(text, '中国')!.value, /^\*\*China · 中国\*\*/);
    });

    it('explains a criterion, listed or cited, with section and principle where they differ', () => {
      const announced = hoverAt(text, '5.4')!;
      assert.equal(bare(announced.on), '5.4');
      assert.match(announced.value, /^\*\*5\.4 /);
      assert.match(announced.value, /Section 5, Core Carbon Principle \(CCP\) 7: /);
      assert.match(announced.value, /not yet in force/);
      assert.match(hoverAt(text, 'attr-1')!.value, /CCP attribute/);
      const cited = hoverAt(text, '9.4', 'zh')!;
      assert.equal(cited.on, '9.4');
      assert.match(cited.value, /第 9 节，核心碳原则（CCP）6：持久 · Permanence/);
      assert.match(cited.value, /子要求：a\)/);
      assert.equal(hoverAt(text, '9.3')!.on, '9.3', 'in the narrative');
      assert.equal(hoverAt(text, '正文引'), undefined);
    });

    it('shows the record that an id names, its words as words', () => {
      const { value, on } = hoverAt(text, 'old')!;
      assert.equal(bare(on), 'old');
      assert.equal(value, '**旧法 \\[点我\\](command\\:evil) \\<img src=x\\> \\`a\\` \\*\\*b\\*\\* \\# c**\n\n国际 · 被取代 · 市场机制\n\nRecords that say they supersede it: made');
      assert.match(hoverAt(text, 'next')!.value, /^\*\*新法\*\*/);
      assert.match(hoverAt(text, 'gone')!.value, /Supersedes/, 'an id of no record is a value of its field');
    });

    it('is plain text for a client that wants that', () => {
      const { value } = hoverAt(text, 'old', 'en', false)!;
      assert.equal(value, '旧法 [点我](command:evil) <img src=x> `a` **b** # c\n\n国际 · 被取代 · 市场机制\n\nRecords that say they supersede it: made');
    });

    it('works in broken text as far as it can be read', () => {
      const broken = text.replace(/["']?title["']?: .*/, 'title ::: "');
      assert.ok(record(broken).problems.length > 0);
      assert.equal(hoverAt(broken, '72')!.on, '72');
    });

    it('never throws, wherever the cursor is and whatever is missing', () => {
      for (let end = 0; end <= text.length; end += 7) {
        const cut = text.slice(0, end);
        if (!cut.startsWith('---\n')) continue;
        const made = record(cut);
        for (let at = 0; at <= cut.length; at += 11) hover(world([made]), made, at, { locale: 'zh', markdown: true });
      }
    });
  });
}

describe('hover on a finding', () => {
  const text = '---\n{\n  "title": "标题",\n  "analysis": { "mrv": { "score": 850 } },\n  "year": 2020, "x-own": "甲"\n}\n---\n\n正文。\n';
  const made = record(text);
  const rule = rules.find(({ id }) => id === 'score-out-of-range')!;
  const at = (word: string): Finding => ({ rule: rule.id, path: [], span: span(text.indexOf(word), text.indexOf(word) + word.length), severity: 'error', message: { zh: '消息。', en: 'The message.' }, related: [], fixes: [] });
  const on = (word: string, findings: readonly Finding[], locale: Locale = 'en', markdown = true) => {
    const found = hover(world([made]), made, text.indexOf(word) + 1, { locale, markdown }, findings);
    return found && { value: (found.contents as lsp.MarkupContent).value, on: text.slice(made.lines.offsetOf(found.range!.start), made.lines.offsetOf(found.range!.end)) };
  };

  it('says why the rule asks, in the reader’s language, and then what is known of the word', () => {
    for (const [locale, other] of [['zh', 'en'], ['en', 'zh']] as const) {
      const { value, on: where } = on('850', [at('850')], locale)!;
      assert.equal(where, '850');
      const order = [escaped(rule.title[locale]), rule.id, escaped(rule.why[locale]), 'MRV'].map(part => value.indexOf(part));
      assert.ok(order.every((place, i) => place > (order[i - 1] ?? -1)), `${String(order)}\n${value}`);
      assert.ok(!value.includes(escaped(rule.why[other])), 'once is enough');
      assert.ok(!/消息|The message/.test(value), 'the diagnostic says that already');
    }
    assert.ok(!on('850', [at('title')])!.value.includes(rule.id), 'another place');
  });

  it('says why where nothing is known of the word, on all that is marked', () => {
    assert.equal(on('正文', []), undefined);
    const { value, on: where } = on('正文', [at('正文')], 'zh', false)!;
    assert.equal(where, '正文');
    assert.equal(value, `${rule.title.zh}（score-out-of-range）\n\n${rule.why.zh}`);
  });

  it('says it once for several findings of one rule', () => {
    const { value } = on('850', [at('850'), at('850')])!;
    assert.equal(value.split(escaped(rule.why.en)).length, 2);
  });
});

describe('what is shown', () => {
  it('knows the words of the project', () => {
    const project = readProject('file:///library/policy-records.json', JSON.stringify({ vocabulary: { category: [{ zh: '试点', en: 'Pilot', aliases: ['trial'] }], country: [{ zh: '某地', en: 'Someplace' }] } })).project;
    const its = record('---\n{ "category": "trial", "country": "某地" }\n---\n');
    const value = (word: string) => (hover({ ...world([its]), project }, its, its.text.indexOf(word) + 1, { locale: 'zh', markdown: true })?.contents as lsp.MarkupContent).value;
    assert.match(value('trial'), /^\*\*试点 · Pilot\*\*/);
    assert.match(value('某地'), /^\*\*某地 · Someplace\*\*/);
  });

  it('has something to say of every field, and in both languages', () => {
    for (const field of fieldsAt([])) {
      const text = `---\n${field}: x\n---\n`;
      for (const locale of ['zh', 'en'] as const) assert.ok(hoverAt(text, field, locale)!.value.includes(titleOf([field])[locale]), field);
    }
  });

  it('has a card for every criterion', () => {
    for (const { id, title } of criteria) {
      const { value } = hoverAt(`---\nicvcmCriteria: ["${id}"]\n---\n`, `"${id}`)!;
      assert.ok(value.includes(title.zh) && value.includes(escaped(title.en)), id);
    }
  });

  it('makes no link, picture, list or HTML of any words', () => {
    for (const words of ['[x](command:y)', '![x](https://a.b/c.png)', '<script>', '&#91;x](y)', '- x', '1. x', '# x', 'https://a.b', 'www.a.b', '`x`', '$(icon)', 'a\n\nb', '\\[x](y)', '~~x~~', '| a | b |']) {
      const shown = write([{ kind: 'text', text: words }], true);
      assert.ok(!/(?<!\\)[[\]<>`#|~]/.test(shown.replace(/\\\\/g, '')), shown);
      assert.ok(!shown.includes('\n') && !/^(?:-|\d+\.) /.test(shown) && !/(?:https:|www\.)/.test(shown) && !/&#/.test(shown), shown);
    }
  });
});
