import assert from 'node:assert/strict';
import fc from 'fast-check';
import { apply } from '../server/base/edit.ts';
import { textOf } from '../server/base/span.ts';
import { readJson, setInJson } from '../server/syntax/jsonfile.ts';
import type { Data, Path } from '../server/syntax/tree.ts';

const set = (text: string, path: Path, value: Data): string | undefined => { const edits = setInJson(text, path, value); return edits && apply(text, edits); };
const add = (text: string, path: Path, value: Data): string | undefined => { const edits = setInJson(text, path, value, true); return edits && apply(text, edits); };

describe('a JSON file', () => {
  it('may have comments, a trailing comma, a byte order mark and any line breaks', () => {
    for (const text of ['{ "a": [1, true, "b"] }', '\uFEFF{ "a": [1, true, "b"] }', '// why\r\n{\r\n\t"a": [1, /* two */ true, "b",],\r\n}\r\n']) {
      const file = readJson(text);
      assert.deepEqual([file.data, file.error, file.repeats], [{ a: [1, true, 'b'] }, undefined, []], text);
      assert.equal(textOf(text, file.placeOf(['a', 2])!), '"b"');
      assert.equal(textOf(text, file.keyOf(['a'])!), '"a"');
      assert.equal(textOf(text, file.keyOf(['a', 1])!), 'true');
      assert.deepEqual([file.placeOf(['a', 3]), file.placeOf(['a', 'b']), file.placeOf(['b', 0])], [undefined, undefined, undefined]);
    }
  });

  it('says where it does not parse, and gives what can be made out', () => {
    const wrong: readonly (readonly [string, number, RegExp, unknown])[] = [
      ['', 0, /empty/, undefined],
      [' \n', 2, /empty/, undefined],
      ['{', 1, /}/, {}],
      ['{ "a": 1 "b": 2 }', 9, /comma/, { a: 1, b: 2 }],
      ['{ "a" 1 }', 6, /colon/, { }],
      ['{ "a": }', 7, /value/, {}],
      ['[1, 2', 5, /]/, [1, 2]],
      ['{ "a": "x', 7, /quote/, { a: 'x' }],
      ['no', 0, /quotes/, undefined],
    ];
    for (const [text, at, reason, data] of wrong) {
      const file = readJson(text);
      assert.equal(file.error?.span.start, at, text);
      assert.match(file.error?.reason.en ?? '', reason);
      assert.deepEqual(file.data, data, text);
    }
  });

  it('tells of keys that stand twice; the last counts', () => {
    const text = '{ "a": 1, "b": { "c": 1, "c": 2 }, "a": [2], "__proto__": { "x": 1 } }';
    const file = readJson(text);
    assert.deepEqual(file.repeats.map(({ path, span }) => [path, span.start]), [[['b', 'c'], 25], [['a'], 35]]);
    assert.deepEqual(Object.entries(file.data as object), [['a', [2]], ['b', { c: 2 }], ['__proto__', { x: 1 }]]);
    assert.equal(textOf(text, file.placeOf(['a', 0])!), '2');
    assert.equal(({} as { x?: number }).x, undefined);
  });

  it('of any kind is read without a fault', () => {
    for (const text of ['['.repeat(100_000), '{"a":'.repeat(100_000), '"'.repeat(1000), '\u0000', '\ud800', '{"\\u00zz": 1}']) readJson(text);
    fc.assert(fc.property(fc.array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"b"', '1', 'null', '//x\n', '/*', '"', ' ', '\n')), tokens => {
      const text = tokens.join('');
      readJson(text);
      for (const path of [['a'], ['a', 'b'], []]) for (const isList of [true, false]) setInJson(text, path, 'x', isList);
    }), { numRuns: 2000 });
  });
});

describe('writing into a JSON file', () => {
  it('keeps to the manner of the neighbours', () => {
    const lines = (...all: readonly string[]) => `${all.join('\n')}\n`;
    const cases: readonly (readonly [before: string, path: Path, value: Data, after: string])[] = [
      ['{ "a": ["x"] }', ['a'], 'y', '{ "a": ["x", "y"] }'],
      ['{"a":["x" /* 1 */, /* 2 */]}', ['a'], 'y', '{"a":["x" /* 1 */, "y", /* 2 */]}'],
      [lines('{', '  "a": [', '    "x", // one', '    "z" // two', '  ]', '}'), ['a'], 'y', lines('{', '  "a": [', '    "x", // one', '    "z", // two', '    "y"', '  ]', '}')],
      [lines('{', '\t"a": [', '\t\t"x",', '\t],', '}'), ['a'], 'y', lines('{', '\t"a": [', '\t\t"x",', '\t\t"y",', '\t],', '}')],
      [lines('{', '    "a": [] // none', '}'), ['a'], 'y', lines('{', '    "a": [', '        "y"', '    ] // none', '}')],
      [lines('{', '  "a": [ // none', '  ]', '}'), ['a'], 'y', lines('{', '  "a": [', '    "y" // none', '  ]', '}')],
      [lines('{', '  "a": [', '    "x"]', '}'), ['a'], 'y', lines('{', '  "a": [', '    "x",', '    "y"]', '}')],
      ['{}\n', ['a', 'b'], { zh: '一', en: 'one' }, lines('{', '  "a": {', '    "b": [', '      { "zh": "一", "en": "one" }', '    ]', '  }', '}')],
      [lines('{', '  "b": 1 // one', '}'), ['a'], 'y', lines('{', '  "b": 1, // one', '  "a": [', '    "y"', '  ]', '}')],
      [lines('{', '  "b": 1, /* over', '    two lines */', '}'), ['a'], 'y', lines('{', '  "b": 1,', '  "a": [', '    "y"', '  ], /* over', '    two lines */', '}')],
      ['{ "a": "x" }', ['a'], 'y', '{ "a": ["x", "y"] }'],
      ['{ "a": ["y"] }', ['a'], 'y', '{ "a": ["y"] }'],
    ];
    for (const [before, path, value, after] of cases) {
      assert.equal(add(before, path, value), after);
      const windows = (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
      assert.equal(add(windows(before), path, value), windows(after));
    }
  });

  it('sets a value, and makes the objects it stands in', () => {
    assert.equal(set('{\n  "d": { "x": "1" } // c\n}', ['d', 'x'], '2'), '{\n  "d": { "x": "2" } // c\n}');
    assert.equal(set('{\n  "d": { "x": "1" } // c\n}', ['d', 'y'], '2'), '{\n  "d": { "x": "1", "y": "2" } // c\n}');
    assert.equal(set('{\n  "e": 1\n}\n', ['d', 'y'], '2'), '{\n  "e": 1,\n  "d": {\n    "y": "2"\n  }\n}\n');
    assert.equal(set('{"e":1}', ['d'], false), '{"e":1, "d": false}');
  });

  it('changes nothing where the text does not parse or something else stands there', () => {
    for (const text of ['', '{', '{ "a": 1 "b": 2 }', '[]', '5', '{ "a": 5 }', '{ "a": {} }', '{ "a": ["x"], "a": [] }', '// only a comment']) assert.equal(add(text, ['a'], 'y'), undefined, text);
    assert.equal(set('{ "rules": 5 }', ['rules', 'x'], 'off'), undefined);
    assert.equal(set('{ "rules": [] }', ['rules', 'x'], 'off'), undefined);
    assert.equal(set('{}', ['ignore', 0, 'x'], 'off'), undefined);
  });

  it('adds exactly one item to any list, and keeps every other value', () => {
    const layouts = fc.constantFrom(undefined, 1, 2, 4, '\t');
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })), fc.array(fc.string(), { maxLength: 4 }), layouts, fc.string(), (rest, list, layout, value) => {
      const data = { ...rest, list };
      const after = add(JSON.stringify(data, undefined, layout), ['list'], value);
      assert.deepEqual(JSON.parse(after ?? ''), JSON.parse(JSON.stringify({ ...data, list: list.includes(value) ? list : [...list, value] })));
    }), { numRuns: 500 });
  });
});
