import assert from 'node:assert/strict';
import { placeAt } from '../../server/syntax/at.ts';
import { textOf } from '../../server/base/span.ts';
import { record } from '../fixture.ts';

/** What the cursor at `▮` is on, in a few words: key or value, the path, the word it stands in, and what is missing around it. */
function placeIn(marked: string): string {
  const made = record(marked.replace('▮', ''));
  const place = placeAt(made, marked.indexOf('▮'));
  if (!place) return 'nothing';
  const { kind, path, token, typed, hasColon, commaBefore, commaAfter, blankBefore } = place;
  assert.equal(place.quote, /^["']/.exec(textOf(made.text, token))?.[0]);
  assert.ok(token.start <= marked.indexOf('▮') && marked.indexOf('▮') <= token.end, 'the word is not under the cursor');
  return [kind, path.join(' ') || '(root)', `‹${textOf(made.text, token)}›`, typed === '' ? '' : `typed ${typed}`, hasColon ? 'colon' : '',
    commaBefore === undefined ? '' : 'comma before', commaAfter ? 'comma after' : '', blankBefore ? 'blank before' : ''].filter(Boolean).join(', ');
}

const json: readonly (readonly [string, string, string])[] = [
  ['an empty object', '{▮}', 'key, (root), ‹›'],
  ['a fresh line of an empty object', '{\n  ▮\n}', 'key, (root), ‹›'],
  ['behind a comma', '{\n  "id": "a",\n  ▮\n}', 'key, (root), ‹›'],
  ['a fresh line behind an entry without a comma', '{\n  "id": "a"\n  ▮\n}', 'key, (root), ‹›, comma before'],
  ['a fresh line between two entries', '{\n  "id": "a",\n  ▮\n  "year": 1\n}', 'key, (root), ‹›, comma after'],
  ['before the first entry', '{\n  ▮\n  "year": 1\n}', 'key, (root), ‹›, comma after'],
  ['inside empty quotes that begin a key', '{ "▮" }', 'key, (root), ‹""›'],
  ['a half-typed key in quotes', '{ "cat▮" }', 'key, (root), ‹"cat"›, typed cat'],
  ['the middle of a key', '{ "cat▮egory": "x" }', 'key, (root), ‹"category"›, typed cat, colon'],
  ['a half-typed key with an opening quote', '{\n  "id": "a",\n  "cat▮\n  "year": 1\n}', 'key, (root), ‹"cat›, typed cat, comma after'],
  ['a half-typed key with an opening quote and a colon (T3)', '{\n  "cat▮: "x"\n}', 'key, (root), ‹"cat›, typed cat, colon'],
  ['a bare half-typed key', '{ cat▮ }', 'key, (root), ‹cat›, typed cat'],
  ['behind a colon', '{ "category": ▮ }', 'value, category, ‹›'],
  ['behind a colon without a blank', '{ "category":▮ }', 'value, category, ‹›, blank before'],
  ['behind a colon and before the next key', '{\n  "category": ▮\n  "year": 1\n}', 'value, category, ‹›, comma after'],
  ['behind a colon and before a comma', '{\n  "category": ▮,\n  "year": 1\n}', 'value, category, ‹›'],
  ['inside empty quotes of a value', '{ "category": "▮" }', 'value, category, ‹""›'],
  ['behind an opening quote', '{\n  "category": "▮\n}', 'value, category, ‹"›'],
  ['a half-typed value', '{ "category": "市▮" }', 'value, category, ‹"市"›, typed 市'],
  ['a bare half-typed value', '{ "category": 市▮ }', 'value, category, ‹市›, typed 市'],
  ['behind two colons (T5)', '{ "category": : ▮ }', 'value, category, ‹›'],
  ['a key of a nested map', '{ "analysis": { "mrv": { "sc▮" } } }', 'key, analysis mrv, ‹"sc"›, typed sc'],
  ['a value of a nested map', '{ "analysis": { "mrv": { "label": "▮" } } }', 'value, analysis mrv label, ‹""›'],
  ['an empty list', '{ "tags": [▮] }', 'value, tags 0, ‹›'],
  ['an item', '{ "tags": ["a", "▮"] }', 'value, tags 1, ‹""›'],
  ['behind a comma in a list', '{ "tags": ["a", ▮] }', 'value, tags 1, ‹›'],
  ['a fresh line behind an item without a comma', '{\n  "tags": [\n    "a"\n    ▮\n  ]\n}', 'value, tags 1, ‹›, comma before'],
  ['a key of a map in a list', '{ "tags": [{ "a": 1, ▮ }] }', 'key, tags 0, ‹›'],
  ['behind a value on its line, where only a comma fits', '{ "id": "a" ▮ }', 'nothing'],
  ['behind the last brace', '{ "id": "a" }▮', 'nothing'],
  ['below an unclosed quote (T4)', '{\n  "id": "a,\n  "category": "▮",\n  "year": 1\n}', 'value, category, ‹""›'],
  ['below a missing brace', '{\n  "analysis": {\n    "mrv": {\n      "score": 1\n    "market": {\n      "▮"\n', 'key, analysis market, ‹""›'],
  ['above broken text', '{\n  "category": "▮",\n  "id": "a\n  ]]: {{\n}', 'value, category, ‹""›'],
  ['above a missing end', '{\n  "analysis": { "mrv": { "▮', 'key, analysis mrv, ‹"›'],
];

const flow: readonly (readonly [string, string, string])[] = [
  ['an empty map', '{ ▮ }', 'key, (root), ‹›'],
  ['a fresh line behind a trailing comma', '{\n  \'id\': \'a\',\n  ▮\n}', 'key, (root), ‹›'],
  ['inside the quotes of a new key', '{\n  \'id\': \'a\',\n  \'▮\'\n}', 'key, (root), ‹\'\'›'],
  ['a key without quotes', '{ id: a, cat▮: x }', 'key, (root), ‹cat›, typed cat, colon'],
  ['inside empty quotes', '{ \'category\': \'▮\', }', 'value, category, ‹\'\'›'],
  ['a value without quotes', '{ \'category\': 市▮, }', 'value, category, ‹市›, typed 市'],
  ['a value with a doubled quote', '{ \'label\': \'it\'\'s ▮\', }', 'value, label, ‹\'it\'\'s \'›, typed it\'\'s '],
  ['a nested key on a fresh line', '{\n  \'analysis\':\n    {\n      \'mrv\': { \'score\': 1 },\n      ▮\n    },\n}', 'key, analysis, ‹›'],
  ['inside a comment', '{\n  # cat▮\n  \'id\': \'a\',\n}', 'nothing'],
  ['behind a comment', '{\n  \'id\': \'a\', # cat\n  ▮\n}', 'key, (root), ‹›'],
  ['below an unclosed quote', '{\n  \'id\': \'a,\n  \'category\': \'▮\',\n}', 'value, category, ‹\'\'›'],
  ['below a missing bracket', '{\n  \'tags\': [\'a\',\n  \'category\': \'▮\',\n}', 'value, category, ‹\'\'›'],
];

const block: readonly (readonly [string, string, string])[] = [
  ['an empty frontmatter', '▮', 'key, (root), ‹›'],
  ['a fresh last line', 'id: a\n▮', 'key, (root), ‹›'],
  ['a fresh line between two entries', 'id: a\n▮\nyear: 1', 'key, (root), ‹›'],
  ['a half-typed key', 'id: a\ncat▮', 'key, (root), ‹cat›, typed cat'],
  ['a half-typed key between two entries (T7)', 'id: a\ncat▮\nyear: 1', 'key, (root), ‹cat›, typed cat'],
  ['a half-typed key with an opening quote', 'id: a\n\'cat▮\nyear: 1', 'key, (root), ‹\'cat›, typed cat'],
  ['the middle of a key', 'cat▮egory: x', 'key, (root), ‹category›, typed cat, colon'],
  ['a key in quotes', '\'cat▮\': x', 'key, (root), ‹\'cat\'›, typed cat, colon'],
  ['behind a colon', 'category: ▮', 'value, category, ‹›'],
  ['behind a colon without a blank', 'category:▮', 'value, category, ‹›, blank before'],
  ['inside empty quotes', 'category: \'▮\'', 'value, category, ‹\'\'›'],
  ['a half-typed value', 'category: 市▮', 'value, category, ‹市›, typed 市'],
  ['a half-typed value before a comment', 'category: 市▮ # x', 'value, category, ‹市›, typed 市'],
  ['behind two colons (T5)', 'category: : ▮', 'value, category, ‹›'],
  ['a fresh indented line under a key', 'analysis:\n  ▮', 'key, analysis, ‹›'],
  ['a fresh line among nested keys', 'analysis:\n  mrv:\n    score: 1\n    ▮\nyear: 1', 'key, analysis mrv, ‹›'],
  ['a fresh line that steps back', 'analysis:\n  mrv:\n    score: 1\n  ▮\nyear: 1', 'key, analysis, ‹›'],
  ['a nested value', 'analysis:\n  mrv:\n    label: ▮', 'value, analysis mrv label, ‹›'],
  ['an item', 'tags:\n  - a\n  - ▮', 'value, tags 1, ‹›'],
  ['an item behind a dash without a blank', 'tags:\n  - a\n  -▮', 'value, tags 1, ‹›, blank before'],
  ['an item of a list that is not indented', 'tags:\n- a\n- ▮\nid: a', 'value, tags 1, ‹›'],
  ['a key of a map in a list (T8)', 'tags:\n  - a: 1\n    ▮', 'key, tags 0, ‹›'],
  ['a key of the second map in a list (T8)', 'tags:\n  - a: 1\n  - b▮: 1', 'key, tags 1, ‹b›, typed b, colon'],
  ['a value of a map in a list (T8)', 'tags:\n  - a: 1\n    c: ▮', 'value, tags 0 c, ‹›'],
  ['a list in a list', 'tags:\n  - - a\n    - ▮', 'value, tags 0 1, ‹›'],
  ['a value between braces', 'analysis: { mrv: { label: ▮ } }', 'value, analysis mrv label, ‹›'],
  ['a key between braces', 'analysis: { mrv: { ▮ } }', 'key, analysis mrv, ‹›'],
  ['an item between brackets', 'tags: [a, ▮]', 'value, tags 1, ‹›'],
  ['an item between brackets that nothing closes', 'tags: [a, ▮\nid: a', 'value, tags 1, ‹›'],
  ['inside a block string', 'text: |\n  cat▮\nid: a', 'nothing'],
  ['inside a folded block string', 'text: >-\n  a\n\n  cat▮\nid: a', 'nothing'],
  ['behind the mark of a block string', 'text: |▮\n  a', 'nothing'],
  ['inside a comment', 'id: a # cat▮', 'nothing'],
  ['inside a comment behind an empty value', 'id: # cat▮', 'nothing'],
  ['inside a comment behind an item', 'tags:\n  - a # cat▮', 'nothing'],
  ['between a value and its comment', 'category: ▮ # x', 'value, category, ‹›'],
  ['inside a comment line', '# cat▮\nid: a', 'nothing'],
  ['inside a quoted text of several lines', 'text: \'a\n  cat▮\n  b\'\nid: a', 'nothing'],
  ['below an unclosed quote (T4)', 'id: \'a\ncategory: ▮\nyear: 1', 'value, category, ‹›'],
  ['above a wrong indentation (T4)', 'category: ▮\nanalysis:\n   mrv: 1\n market: 2', 'value, category, ‹›'],
  ['below a wrong indentation', 'analysis:\n   mrv: 1\n market: 2\ncategory: ▮', 'value, category, ‹›'],
  ['below a tab', 'analysis:\n\tmrv: 1\ncategory: ▮', 'value, category, ‹›'],
  ['below an unquoted colon', 'label: a: b\ncategory: ▮', 'value, category, ‹›'],
  ['behind a full-width colon', 'category：▮', 'value, category, ‹›, blank before'],
];

describe('the place of the cursor', () => {
  for (const [style, cases] of [['json', json], ['flow', flow], ['block', block]] as const) {
    for (const [ends, eol] of [['LF', '\n'], ['CR LF', '\r\n']] as const) {
      describe(`in ${style} with ${ends}`, () => {
        for (const [name, inner, wanted] of cases) {
          it(name, () => assert.equal(placeIn(`---\n${inner}\n---\n\n正文\n`.replaceAll('\n', eol)), wanted));
        }
      });
    }
  }

  for (const [name, marked] of [
    ['before the opening fence', '▮---\nid: a\n---\n'],
    ['in the opening fence', '--▮-\nid: a\n---\n'],
    ['at the start of the closing fence', '---\nid: a\n▮---\n'],
    ['in the closing fence', '---\nid: a\n-▮--\n'],
    ['in the narrative', '---\nid: a\n---\n\ncategory: ▮\n'],
    ['in a list of the narrative', '---\n{ "id": "a" }\n---\n\n- ▮\n'],
    ['in a code block of the narrative', '---\n{ "id": "a" }\n---\n\n```\n---\n{ "▮" }\n---\n```\n'],
  ] as const) {
    it(`is nothing ${name}`, () => assert.equal(placeIn(marked), 'nothing'));
  }

  it('tells the keys that are there already, but not the one being typed', () => {
    for (const marked of ['---\n{ "id": "a", "year": 1, "▮" }\n---\n', '---\n{ \'id\': \'a\', \'ye▮ar\': 1, \'x\': \'\' }\n---\n', '---\nid: a\nye▮ar: 1\nx: \'\'\n---\n', '---\nid: a\n▮\nx:\n---\n']) {
      const place = placeAt(record(marked.replace('▮', '')), marked.indexOf('▮'));
      assert.ok(place && place.present.includes('id') && (place.present.includes('x') || place.present.includes('year')), marked);
      assert.equal(place.present.includes('year') && marked.includes('ye▮ar'), false, marked);
    }
  });
});
