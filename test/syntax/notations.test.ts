import assert from 'node:assert/strict';
import { textOf } from '../../server/base/span.ts';
import { parseRecord } from '../../server/syntax/parse.ts';
import { readPlain } from '../../server/syntax/plain.ts';
import type { PolicyRecord, Style } from '../../server/syntax/record.ts';
import { dataOf, entriesBelow, nodeAt, type Data, type Node, type ScalarNode } from '../../server/syntax/tree.ts';
import { readYaml } from '../../server/syntax/yaml.ts';
import { record } from '../fixture.ts';
import { shared } from '../shared.ts';
import { markdownBelow, seedData, seeds, written } from './library.ts';

/** A record by hand in three notations, each with the ways of writing that only it has. */
const byHand: Readonly<Record<Style, string>> = {
  json: String.raw`---
{
  "id": "eu-ccs", "title": "😀碳：“一”\n二", "year": 2024, "share": -1.5e-2, "open": true, "none": null, "empty": "",
  "quote": "it's \"so\" \\ \u6cd5",
  "analysis": { "mrv": { "score": 0, "label": "a: b # c" }, "market": {} },
  "list": ["a", ["b", 1], { "c": [] }, null],
  "a/b": "1.0", "c.d": "null", "__proto__": { "x": 1 }
}
---
`,
  flow: String.raw`---
{
  # 说明
  id: eu-ccs, 'title': "😀碳：“一”\n二", 'year': 2024, share: -1.5e-2, 'open': true, 'none': ~, 'empty': '',
  'quote': 'it''s "so" \ 法',
  analysis: { 'mrv': { 'score': 0, label: 'a: b # c' }, market: {}, },
  'list': [a, [b, 1,], { 'c': [] }, null], # end
  a/b: '1.0', c.d: 'null', __proto__: { 'x': 1 },
}
---
`,
  block: String.raw`---
# 说明
id: eu-ccs
title: |-
  😀碳：“一”
  二
year: 2024
share: -1.5e-2
open: true
none:
empty: ''
quote: it's "so" \ 法
analysis:
  mrv:
    score: 0
    label: "a: b # c"
  market: {}
list:
- a
- - b
  - 1
- c: []
- ~
a/b: '1.0'
c.d: "null" # 注
__proto__:
  x: 1
---
`,
};

const wanted = {
  id: 'eu-ccs', title: '😀碳：“一”\n二', year: 2024, share: -0.015, open: true, none: null, empty: '', quote: 'it\'s "so" \\ 法',
  analysis: { mrv: { score: 0, label: 'a: b # c' }, market: {} }, list: ['a', ['b', 1], { c: [] }, null], 'a/b': '1.0', 'c.d': 'null', ['__proto__']: { x: 1 },
};

/** Ways in which a file may be kept, none of which is part of its data. */
const keepings: Readonly<Record<string, (text: string) => string>> = {
  'LF': text => text,
  'CR LF': text => text.replaceAll('\n', '\r\n'),
  'a byte order mark': text => `\uFEFF${text}`,
  'blanks behind the fences': text => text.replace('---', '--- \t'),
};

describe('one record in three notations', () => {
  for (const [style, text] of Object.entries(byHand)) {
    for (const [name, keep] of Object.entries(keepings)) {
      it(`is the same data in ${style} with ${name}`, () => {
        const made = record(keep(text));
        assert.deepEqual(made.problems, []);
        assert.equal(made.style, style);
        assert.deepEqual(plain(dataOf(made.root)), plain(wanted as unknown as Data));
        spansHold(made);
      });
    }
  }

  for (const style of ['json', 'flow', 'block'] as const) {
    for (const [name, keep] of Object.entries(keepings)) {
      it(`a seed in ${style} with ${name} is the seed`, () => {
        const made = record(keep(written[style](seedData())));
        assert.deepEqual([made.problems, made.style], [[], style]);
        assert.deepEqual(plain(dataOf(made.root)), plain(seedData()));
        spansHold(made);
      });
    }
  }

  it('has the same shape: maps, lists and scalars at the same paths', () => {
    const shapeOf = (node: Node | undefined): unknown => node?.kind === 'map' ? node.entries.map(({ name, value }) => [name, shapeOf(value)]) : node?.kind === 'seq' ? node.items.map(shapeOf) : 'scalar';
    const shapes = Object.values(byHand).map(text => JSON.stringify(shapeOf(record(text).root)));
    assert.equal(new Set(shapes).size, 1);
  });

  it('is read by its brackets where they are sound, however its lines are indented', () => {
    const lines = ['{', '  "analysis": {', '    "mrv": {', '      "score": 60,', '  "label": "a",', '      "evidence": "b"', '    },', '"market": {}', '  },', '      "year": 2024', '}'].join('\n');
    for (const text of [lines, lines.replaceAll('"', '\'')]) {
      const made = record(`---\n${text}\n---\n`);
      assert.deepEqual(made.problems, []);
      assert.deepEqual(JSON.parse(JSON.stringify(dataOf(made.root))), JSON.parse(lines));
    }
  });

  it('knows JSON by its quotes, braces by their first character, and all else as a block', () => {
    for (const [inner, style] of [
      ['{}', 'json'], ['{ "a": 1 }', 'json'], ['{ \'a\': 1 }', 'flow'], ['{ a: 1 }', 'flow'], ['{ "a": \'b\' }', 'flow'], ['\n\n  { "a": 1 }', 'json'], ['{ "a": [1,], "b": { "c": 1, }, }', 'flow'],
      ['{ "a": 1 } # x', 'flow'], ['{ "a": { "b": 1 }, "c": { "d": 1 }, "e": 5, }', 'json'], ['a: { "b": 1 }', 'block'], ['"a": 1', 'block'], ['', 'block'], ['# {', 'block'], ['- { "a": 1 }', 'block'], ['｛ "a": 1 }', 'json'],
    ] as const) assert.equal(record(`---\n${inner}\n---\n`).style, style, inner);
  });

  it('tells the language by folder, else by what is written', () => {
    for (const [uri, text, locale] of [
      ['file:///x/zh/a.md', '---\ntitle: A\n---\n', 'zh'], ['file:///x/en/a.md', '---\ntitle: 甲\n---\n', 'en'], ['file:///x/EN-US/a.md', '---\ntitle: 甲\n---\n', 'en'], ['file:///zh/en/a.md', '---\ntitle: 甲\n---\n', 'en'],
      ['file:///x/a.md', '---\ntitle: 甲\n---\n', 'zh'], ['file:///x/a.md', '---\ntitle: A\n---\n中文\n', 'en'], ['file:///x/a.md', '---\nx: y\n---\n中文\n', 'zh'], ['file:///zh.md', '---\ntitle: A\n---\n', 'en'],
    ] as const) assert.equal(parseRecord(uri, text)?.locale, locale, `${uri} ${text}`);
  });
});

describe('every file of ../shared/corpus and the seeds', function () {
  this.timeout(60_000);

  const each = (test: Mocha.Context, see: (made: PolicyRecord) => void) => {
    let seen = 0;
    for (const { file, text } of [...seeds, ...markdownBelow(shared(test, 'corpus'))]) {
      const made = parseRecord(`file:///${file}`, text);
      if (!made || made.problems.length > 0) continue;
      see(made);
      seen++;
    }
    assert.ok(seen > 500, `only ${seen} files`);
  };

  it('gives the tree that yaml gives', function () {
    each(this, made => {
      const { root, problems } = readYaml(textOf(made.text, made.fences.inner), at => made.fences.inner.start + at);
      assert.deepEqual(problems, [], made.uri);
      assert.deepEqual(made.root, root, made.uri);
    });
  });

  it('gives the data that JSON.parse gives, where it is JSON', function () {
    let json = 0;
    each(this, made => {
      if (made.style !== 'json') return;
      json++;
      assert.deepEqual(plain(dataOf(made.root)), plain(JSON.parse(textOf(made.text, made.fences.inner)) as Data), made.uri);
    });
    assert.ok(json > 100);
  });

  it('has spans that hold what they say', function () {
    each(this, spansHold);
  });

  it('is written in the notation its date is named for', function () {
    const odd = new Set<string>();
    each(this, made => {
      const date = /^file:\/\/\/\d{4}-\d{2}-\d{2}-(\w+)/.exec(made.uri)?.[1];
      if (date !== undefined && date !== made.style) odd.add(`${date}: ${made.style}`);
    });
    assert.deepEqual([...odd], []);
  });
});

/** Every key and every value that stands on one line must be its source text read once more; each part lies within its whole. */
function spansHold(made: PolicyRecord): void {
  const { text } = made;
  const reads = (node: ScalarNode) => {
    const source = textOf(text, node.span);
    if (node.form === 'literal' || node.form === 'folded') return assert.match(source, /^[|>]/);
    if (node.form === 'plain') return assert.ok(/[\r\n]/.test(source) || Object.is(readPlain(source), node.value), source);
    const quote = node.form === 'single' ? '\'' : '"';
    assert.ok(source.length > 1 && source.startsWith(quote) && source.endsWith(quote), source);
    if (!/[\r\n]/.test(source)) assert.equal(node.form === 'single' ? source.slice(1, -1).replaceAll('\'\'', '\'') : JSON.parse(source), node.value);
  };
  const visit = (node: Node) => {
    if (node.kind === 'scalar') return reads(node);
    if (node.flow) assert.match(textOf(text, node.span), node.kind === 'map' ? /^\{[^]*\}$/ : /^\[[^]*\]$/);
    if (node.kind === 'seq') node.items.forEach(visit);
  };
  if (made.root) visit(made.root);
  for (const { entry, map, path } of entriesBelow(made.root)) {
    reads(entry.key);
    assert.equal(entry.span.start, entry.key.span.start);
    assert.ok(map.span.start <= entry.span.start && entry.span.end <= map.span.end, path.join(' '));
    if (!entry.value) continue;
    visit(entry.value);
    assert.ok(entry.key.span.end <= entry.value.span.start && entry.value.span.end === entry.span.end, path.join(' '));
    assert.match(text.slice(entry.key.span.end, entry.value.span.start), /^\s*:/);
    if (new Set(map.entries.map(({ name }) => name)).size === map.entries.length) assert.equal(nodeAt(made.root, path), entry.value);
  }
}

function plain(from: Data): unknown {
  if (Array.isArray(from)) return from.map(item => plain(item as Data));
  return typeof from === 'object' && from !== null ? Object.entries(from).map(([name, value]) => [name, plain(value as Data)]) : from ?? null;
}
