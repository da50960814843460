import assert from 'node:assert/strict';
import { libraryOf } from '../server/rules/library.ts';
import { check } from '../server/rules/run.ts';
import { fixAll } from '../server/rules/fix-all.ts';
import { fixed } from './fixture.ts';

/** What mends a well whose schema is `properties`, as title, whether it is safe, and the text once it is made. */
function fixesOf(schema: object, text: string) {
  const { record, world } = opened(schema, text);
  return check(record, world, (rule, error) => { throw new Error(rule, { cause: error }); }).filter(({ rule }) => rule === 'not-as-described')
    .flatMap(({ fixes }) => fixes.map(fix => [fix.title.en, fix.safe, fixed(text, record.uri, fix)] as const));
}

function opened(schema: object, text: string) {
  const { record, world } = libraryOf([
    { file: 'wells/a1.md', text }, { file: 'policy-records.json', text: '{ "collections": { "wells": { "files": "wells/**", "schema": "well.schema.json" } } }' },
    { file: 'well.schema.json', text: JSON.stringify(schema) },
  ]);
  assert.ok(record);
  return { record, world };
}

/** One field `x` that is as `part` asks, written in the three notations. */
const notations = [
  (value: string) => `---\n{ "id": "a1", "x": ${value.replaceAll('\'', '"')}, "y": 1 }\n---\n`,
  (value: string) => `---\n{\n  'id': 'a1',\n  'x': ${value.replaceAll('"', '\'')},\n  'y': 1,\n}\n---\n`,
  (value: string) => `\uFEFF---\r\nid: a1\r\nx: ${value.replaceAll('"', '\'')}\r\ny: 1\r\n---\r\n😀\r\n`,
];
const mended = (part: object, before: string) => notations.map(as => fixesOf({ properties: { x: part } }, as(before)));
/** `block` is what stands behind the colon of indented lines, where that is written otherwise. */
const expected = (fixes: readonly (readonly [title: string, safe: boolean, after: string, block?: string])[]) =>
  notations.map((as, i) => fixes.map(([title, safe, after, block]) => [title, safe, i < 2 || block === undefined ? as(after) : as('$').replace(' $', block)]));

describe('what mends a file that is not as its schema describes it', () => {
  for (const [name, part, before, fixes] of [
    ['a number in quotes', { type: 'number' }, '"60.5"', [['Make it the number 60.5', true, '60.5']]],
    ['a number spelt otherwise, which is asked first', { type: 'integer' }, '"1,200"', [['Make it the number 1200', false, '1200']]],
    ['a number with zeros before it', { type: 'integer' }, '"007"', [['Make it the number 7', false, '7']]],
    ['a number that would not do', { type: 'integer', maximum: 50 }, '"60"', []],
    ['a word where a number is asked for', { type: 'number' }, '"sixty"', []],
    ['a number without quotes', { type: 'string' }, '60', [['Put it in quotes', true, '"60"']]],
    ['a number in full', { type: 'string' }, '1.50', [['Put it in quotes', true, '"1.50"']]],
    ['a yes', { type: 'boolean' }, '"yes"', [['Make it true', false, 'true']]],
    ['a boolean in quotes', { type: 'boolean' }, '"false"', [['Make it false', true, 'false']]],
    ['one text where a list is asked for', { type: 'array', items: { type: 'string' } }, '"deep"', [['Make it a list of one item', true, '["deep"]', '\r\n  - deep']]],
    ['numbers between commas', { type: 'array', items: { type: 'number' } }, '"57.5, -1.8"', [['Make it a list of 2 items', true, '[57.5, -1.8]', '\r\n  - 57.5\r\n  - -1.8']]],
    ['texts between commas', { type: 'array' }, '"deep、wet"', [['Make it a list of 2 items', false, '["deep", "wet"]', '\r\n  - deep\r\n  - wet'], ['Make it a list of one item', false, '["deep、wet"]', '\r\n  - deep、wet']]],
    ['a list of one where a value is asked for', { type: 'string' }, '["deep"]', [['Take the only item of the list', true, '"deep"', ' deep']]],
    ['nothing where a list is asked for', { type: 'array' }, '""', [['Make it an empty list', true, '[]']]],
    ['an empty text where a number or nothing is asked for', { type: ['number', 'null'] }, '""', [['Make it null', true, 'null']]],
    ['a word in other letters', { enum: ['Injector', 'Monitor'] }, '"injector"', [['Write "Injector"', true, '"Injector"']]],
    ['a word with a slip, and the others of a short list', { enum: ['injector', 'monitor'] }, '"injektor"', [['Write "injector"', false, '"injector"'], ['Write "monitor"', false, '"monitor"']]],
    ['a word of a long list', { enum: ['a1', 'b1', 'c1', 'd1', 'e1', 'f1'] }, '"xyz"', []],
    ['a number of a list in quotes', { enum: [1, 2] }, '"2"', [['Write 2', true, '2']]],
    ['the only value that will do', { const: 'm' }, '"feet"', [['Write "m"', false, '"m"']]],
    ['a day written otherwise', { format: 'date' }, '"2024/3/1"', [['Write 2024-03-01', true, '"2024-03-01"']]],
    ['no day at all', { format: 'date' }, '"soon"', []],
    ['items listed twice', { uniqueItems: true }, '["a", "b", "a", "a"]', [['Remove what is listed twice', true, '["a", "b"]']]],
  ] as const) it(name, () => { assert.deepEqual(mended(part, before), expected(fixes)); });

  it('a key with a slip keeps its quotes and its value, and does not lack what it means', () => {
    const schema = { required: ['title'], properties: { title: {}, id: {} }, additionalProperties: false };
    assert.deepEqual(fixesOf(schema, '---\n{ "id": "a1", "titel": ["x"] }\n---\n'), [['Rename it to “title”', false, '---\n{ "id": "a1", "title": ["x"] }\n---\n']]);
    assert.deepEqual(fixesOf(schema, '---\r\nid: a1\r\n\'titel\': x # so\r\n---\r\n'), [['Rename it to “title”', false, '---\r\nid: a1\r\n\'title\': x # so\r\n---\r\n']]);
    assert.deepEqual(fixesOf({ ...schema, required: [] }, '---\n{\n  \'id\': \'a1\',\n  \'titl\': \'x\',\n  \'tilte\': \'y\',\n}\n---\n').map(([title]) => title), ['Rename it to “title”', 'Remove “titl”', 'Remove “tilte”'], 'only one can have been meant');
    assert.deepEqual(fixesOf({ ...schema, required: [] }, '---\nid: a1\nnote:\n  a: 1\n---\n'), [['Remove “note”', false, '---\nid: a1\n---\n']]);
  });

  it('a missing key is put at its place, with what the schema says it holds', () => {
    const missing = (part: object, text = '---\n{ "id": "a1", "z": 1 }\n---\n') => fixesOf({ required: ['x'], properties: { id: {}, x: part, z: {} } }, text);
    const json = (value: string) => `---\n{ "id": "a1", "x": ${value}, "z": 1 }\n---\n`;
    for (const [part, title, safe, value] of [
      [{ const: 'm' }, 'Insert “x”: "m"', true, '"m"'], [{ enum: [7] }, 'Insert “x”: 7', true, '7'], [{ type: 'integer', default: 4 }, 'Insert “x”: 4', true, '4'],
      [{ type: 'string' }, 'Insert an empty “x”', false, '""'], [{ type: 'array' }, 'Insert an empty “x”', false, '[]'], [{ type: ['number', 'null'] }, 'Insert an empty “x”', false, 'null'],
      [{ type: 'object', required: ['a', 'b'], properties: { a: { type: 'string' }, b: { const: 2 } } }, 'Insert an empty “x”', false, '{ "a": "", "b": 2 }'],
    ] as const) assert.deepEqual(missing(part), [[title, safe, json(value)]]);
    assert.deepEqual(missing({ enum: ['p', 'q'] }).map(([title, safe]) => [title, safe]), [['Insert “x”: "p"', false], ['Insert “x”: "q"', false]]);
    assert.deepEqual(missing({ type: 'string', minLength: 3 }), [], 'a blank would not do');
    assert.deepEqual(missing({ type: 'string' }, '---\r\nid: a1\r\nz: 1\r\n---\r\n'), [['Insert an empty “x”', false, '---\r\nid: a1\r\nx: \'\'\r\nz: 1\r\n---\r\n']]);
    assert.deepEqual(missing({ type: 'string' }, '---\n{\n  \'z\': 1,\n  \'id\': \'a1\',\n}\n---\n'), [['Insert an empty “x”', false, '---\n{\n  \'z\': 1,\n  \'id\': \'a1\',\n  \'x\': \'\',\n}\n---\n']], 'behind the one that it follows in the schema');
    assert.deepEqual(fixesOf({ required: ['id'] }, '---\nz: 1\n---\n'), [['Insert “id”, the name of the file', false, '---\nz: 1\nid: a1\n---\n']]);
    assert.deepEqual(fixesOf({ properties: { y: { required: ['x'], properties: { x: { const: 1 } } } } }, '---\nid: a1\ny: {}\n---\n').map(([, , after]) => after), ['---\nid: a1\ny:\n  x: 1\n---\n']);
  });

  it('what is empty and not asked for can go', () => {
    assert.deepEqual(fixesOf({ properties: { x: { type: 'number' } } }, '---\nid: a1\nx: \'\'\n---\n'), [['Remove “x”', false, '---\nid: a1\n---\n']]);
    assert.deepEqual(fixesOf({ required: ['x'], properties: { x: { type: 'number' } } }, '---\nid: a1\nx: \'\'\n---\n'), []);
    assert.deepEqual(fixesOf({ properties: { x: { type: 'number' } } }, '---\nid: a1\nx:\n---\n'), [['Remove “x”', false, '---\nid: a1\n---\n']]);
  });

  it('what is to be a map with fields of its own gets them', () => {
    const schema = { properties: { x: { type: 'object', required: ['a', 'b'], properties: { a: { type: 'string' }, b: { type: 'array' } } } } };
    const title = 'Insert its required fields, empty';
    assert.deepEqual(fixesOf(schema, '---\nid: a1\nx:\ny: 1\n---\n'), [[title, false, '---\nid: a1\nx:\n  a: \'\'\n  b: []\ny: 1\n---\n']]);
    assert.deepEqual(fixesOf(schema, '---\n{ "id": "a1", "x": "" }\n---\n'), [[title, false, '---\n{ "id": "a1", "x": { "a": "", "b": [] } }\n---\n']]);
  });

  it('all that is safe is mended at once', () => {
    const schema = { required: ['unit'], properties: { unit: { const: 'm' }, depth: { type: 'number' }, kind: { enum: ['A', 'B'] } }, additionalProperties: true };
    const { record, world } = opened(schema, '---\r\ndepth: \'60\'\r\nid: a1\r\nkind: a\r\n---\r\n');
    assert.equal(fixAll(record, world, (each, its) => check(each, its)).record.text, '---\r\ndepth: 60\r\nid: a1\r\nkind: A\r\nunit: m\r\n---\r\n');
  });
});
