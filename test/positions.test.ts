import assert from 'node:assert/strict';
import { afterChoosing, itemFor } from './chosen.ts';
import { record } from './fixture.ts';
import { judge, positionsOf, proseIn, textAt, type Position } from './positions.ts';

const json = '---\n{\n  "id": "a",\n  "category": "法律监管",\n  "title": "标题"\n}\n---\n\n正文一句。\n';

function positionIn(text: string, name: string): Position {
  return [...positionsOf(record(text), 'other')].find(each => each.name === name) ?? assert.fail(name);
}

describe('the judge of completions', () => {
  const position = positionIn(json, 'value: inside empty quotes');
  const { text, offset } = textAt(position);
  const right = json.replace('法律监管', '市场机制');

  it('asks where a person would', () => assert.equal(`${text.slice(0, offset)}|${text.slice(offset)}`, json.replace('法律监管', '|')));
  for (const [verdict, result] of [
    ['right', right],
    ['right', right.replace('"市场机制"', ' "市场机制"')],
    ['other text changed', right.replace('"标题"', '"标题 "')],
    ['other text changed', right.replace('"id"', '\'id\'')],
    ['other text changed', right.replace('正文', '')],
    ['no longer valid', right.replace('"市场机制"', '"市场机制')],
    ['no longer valid', right.replace('"市场机制"', '"市场机制""')],
    ['no longer JSON', right.replace('"市场机制"', '市场机制')],
    ['no longer JSON', right.replace('"市场机制"', '\'市场机制\'')],
    ['another value', right.replace('"市场机制"', '"经济激励"')],
    ['another value', right.replace('"市场机制"', '"市场机制", "more": 1')],
    ['no longer JSON', right.replace('"市场机制"', '')],
  ] as const) {
    it(`finds ${verdict} in ${JSON.stringify(result.slice(20, 48))}`, () => assert.equal(judge(position, result), verdict));
  }

  it('lets a comma come before a new key, and no second one', () => {
    const last = positionIn(json, 'key: behind the last entry');
    const made = json.replace('"标题"', '"标题",\n  "icvcmCriteria": []');
    assert.equal(judge(last, made), 'right');
    assert.equal(judge(last, made.replace('",\n  "icvcm', '"\n  "icvcm')), 'no longer valid');
    assert.equal(judge(last, made.replace('[]', '[],')), 'no longer JSON');
  });

  it('wants the line breaks of the file', () => {
    const windows = positionIn(json.replaceAll('\n', '\r\n'), 'key: between two entries');
    const made = (eol: string) => json.replaceAll('\n', '\r\n').replace('  "category"', `  "icvcmCriteria": [${eol}    ],\r\n  "category"`);
    assert.equal(judge(windows, made('\r\n')), 'right');
    assert.equal(judge(windows, made('\n')), 'other text changed');
  });

  it('leaves a mistake elsewhere as it is, and reads the record without it', () => {
    const slip = positionIn(json, 'value: an unquoted title with a colon');
    const wrong = right.replace('"标题"', '标题: 副标题');
    assert.equal(judge(slip, wrong), 'right');
    assert.equal(judge(slip, right), 'other text changed');
  });

  it('finds no prose in a record without any, and words of it elsewhere', () => {
    assert.deepEqual([...proseIn(record(json))].map(at => json.slice(0, at).slice(-2)), ['一句']);
    assert.deepEqual([...proseIn(record(json.replace('正文一句。', '')))], []);
  });
});

describe('choosing an item', () => {
  const at = (line: number, from: number, to: number) => ({ start: { line, character: from }, end: { line, character: to } });
  it('fills tab stops with what they suggest', () => {
    const item = { label: 'k', insertTextFormat: 2 as const, textEdit: { range: at(0, 0, 1), newText: 'k: "${1:v}" $2 ${3|a,b|} \\$5 $0' } };
    assert.equal(afterChoosing('x', 1, item), 'k: "v"  a $5 ');
  });
  it('indents further lines like the first, unless they stand as they should', () => {
    const item = { label: 'k', textEdit: { range: at(1, 2, 2), newText: 'k:\n  - v' } };
    assert.equal(afterChoosing('a\n  ', 4, item), 'a\n  k:\n    - v');
    assert.equal(afterChoosing('a\n  ', 4, { ...item, insertTextMode: 1 }), 'a\n  k:\n  - v');
  });
  it('takes the range that all items share, and the word where there is none', () => {
    assert.equal(afterChoosing('ab', 2, { label: 'k' }, { itemDefaults: { editRange: at(0, 1, 2) } }), 'ak');
    assert.equal(afterChoosing('a bc', 4, { label: 'k' }), 'a k');
  });
  it('knows an item by its label, else by what it writes', () => {
    const items = [{ label: 'v', insertText: '"w"' }, { label: '"v"' }, { label: 'w' }];
    assert.deepEqual([itemFor({ items }, 'v'), itemFor({ items: items.slice(0, 1) }, 'w'), itemFor({ items }, 'x')], [items[0], items[0], undefined]);
  });
});
