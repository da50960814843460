import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { hasHan } from '../server/base/both.ts';
import { misfitsIn } from '../server/schema/interpret.ts';
import { readSchema } from '../server/schema/schema-file.ts';
import { readJson } from '../server/syntax/jsonfile.ts';
import type { Data } from '../server/syntax/tree.ts';
import { shared } from './shared.ts';

interface Group { readonly description: string; readonly schema: unknown; readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[] }

const dataOf = (value: unknown): Data => readJson(JSON.stringify(value)).data;
const schemaOf = (value: unknown) => { const read = readSchema(JSON.stringify(value)); return 'schema' in read ? read.schema : assert.fail(read.wrong.en); };
const said = (schema: unknown, value: unknown) => misfitsIn(dataOf(value), schemaOf(schema)).map(({ path, onKey, message }) => `${onKey ? 'key ' : ''}${path.join('.')}: ${message.en}`);

describe('a schema of a project', () => {
  it('judges as the test suite of JSON Schema says, but for references that leave the file', function () {
    const folder = join(shared(this, 'suites/JSON-Schema-Test-Suite/tests'), 'draft7');
    let judged = 0;
    const wrong: string[] = [];
    const refused: string[] = [];
    const names = readdirSync(folder).filter(name => name.endsWith('.json') && name !== 'refRemote.json' && name !== 'format.json');
    for (const name of names) for (const { description, schema, tests } of JSON.parse(readFileSync(join(folder, name), 'utf8')) as readonly Group[]) {
      const read = readSchema(JSON.stringify(schema));
      if (!('schema' in read)) { refused.push(read.wrong.en); continue; }
      for (const each of tests) {
        judged++;
        if ((misfitsIn(dataOf(each.data), read.schema).length === 0) !== each.valid) wrong.push(`${name} ${description} / ${each.description}`);
      }
    }
    assert.deepEqual(wrong, []);
    assert.deepEqual([judged, refused.length, refused.filter(each => !/“[\w.]*\$ref” (?:can only lead to a schema in the same file|leads to no schema)/.test(each))], [766, 17, []]);
  });

  it('says what it asks for in both languages, at the value', () => {
    const cases: readonly (readonly [schema: unknown, value: unknown, ...sentences: readonly string[]])[] = [
      [{ type: 'object' }, ['a'], ': “frontmatter” must be a map, and not […].'],
      [{ properties: { a: { type: 'string' } } }, { a: 5 }, 'a: “a” must be a string, and not 5.'],
      [{ properties: { a: { type: ['string', 'null'] } } }, { a: {} }, 'a: “a” must be a string or nothing, and not {…}.'],
      [{ items: { type: 'integer' } }, [1, 2.5], '1: “[1]” must be an integer, and not 2.5.'],
      [{ properties: { sites: { items: { required: ['id'] } } } }, { sites: [{}] }, 'sites.0.id: The field “sites[0].id” is missing.'],
      [{ properties: { title: {} }, additionalProperties: false }, { titel: 1, other: 2 }, 'key titel: There is no field “titel” here; did you mean “title”?', 'key other: There is no field “other” here.'],
      [{ enum: ['甲', 'b', undefined] }, 'c', ': “frontmatter” must be one of "甲", "b", null, and not "c".'],
      [{ enum: [1, 2, 3, 4, 5, 6, 7, 8, 9] }, 0, ': “frontmatter” must be one of 1, 2, 3, 4, 5, 6, 7, 8 and others, and not 0.'],
      [{ const: 'x' }, 'y', ': “frontmatter” must be "x", and not "y".'],
      [{ items: { minimum: 0, exclusiveMaximum: 10 } }, [-1, 10], '0: “[0]” must be at least 0, and not -1.', '1: “[1]” must be less than 10, and not 10.'],
      [{ items: { exclusiveMinimum: 0, maximum: 9, multipleOf: 0.1 } }, [0, 10, 0.25, 0.3], '0: “[0]” must be more than 0, and not 0.', '1: “[1]” must be at most 9, and not 10.', '2: “[2]” must be a multiple of 0.1, and not 0.25.'],
      [{ items: { minLength: 2, maxLength: 3 } }, ['😀', '碳封存库'], '0: “[0]” must have at least 2 characters, and not "😀".', '1: “[1]” must have at most 3 characters, and not "碳封存库".'],
      [{ items: { pattern: '^[A-Z]' } }, ['a'], '0: “[0]” must be spelt as "^[A-Z]" says, and not "a".'],
      [{ items: { format: 'date' } }, ['2024-02-30', '2024-02-29'], '0: “[0]” must be a day written YYYY-MM-DD, and not "2024-02-30".'],
      [{ items: { format: 'uri' } }, ['a b', 'https://a.example/b'], '0: “[0]” must be a whole address, and not "a b".'],
      [{ items: { format: 'email' } }, ['a', 'a@b.example'], '0: “[0]” must be an e-mail address, and not "a".'],
      [{ items: { format: 'of our own' } }, ['a']],
      [{ minItems: 2, maxItems: 1 }, [1], ': “frontmatter” must have at least 2 items, and not […].'],
      [{ uniqueItems: true }, [{ a: 1, b: [] }, { b: [], a: 1 }], ': “frontmatter” must hold no item twice, and not […].'],
      [{ minProperties: 1 }, {}, ': “frontmatter” must have at least 1 field, and not {…}.'],
      [{ contains: { const: 1 } }, [2], ': “frontmatter” must hold an item such as the schema asks for, and not […].'],
      [{ anyOf: [{ type: 'string' }, { type: 'number' }] }, true, ': “frontmatter” must have one of the forms that the schema allows, and not true.'],
      [{ anyOf: [{ type: 'string' }, { properties: { a: { type: 'string' } } }] }, { a: 1 }, 'a: “a” must be a string, and not 1.'],
      [{ oneOf: [{ type: 'string' }, { const: 'a' }] }, 'a', ': “frontmatter” must have one of the forms of the schema and no other, and not "a".'],
      [{ not: { const: 'a' } }, 'a', ': “frontmatter” must be other than what the schema rules out, and not "a".'],
      [{ properties: { a: false } }, { a: 1 }, 'key a: “a” may not stand here.'],
      [{ dependentRequired: { a: ['b'] } }, { a: 1 }, 'b: The field “b” is missing.'],
      [{ if: { required: ['a'] }, then: { required: ['b'] }, else: { required: ['c'] } }, {}, 'c: The field “c” is missing.'],
      [{ propertyNames: { pattern: '^[a-z]+$' } }, { A: 1, b: 1 }, 'key A: There is no field “A” here.'],
      [{ $ref: '#/$defs/a~1b', $defs: { 'a/b': { type: 'string' } } }, 1, ': “frontmatter” must be a string, and not 1.'],
    ];
    for (const [schema, value, ...sentences] of cases) {
      assert.deepEqual(said(schema, value), sentences);
      for (const { message } of misfitsIn(dataOf(value), schemaOf(schema))) assert.ok(hasHan(message.zh) && /[。？]$/.test(message.zh) && !/undefined/.test(message.zh + message.en), message.zh);
    }
  });

  it('comes to an end, whatever it says of itself', () => {
    assert.deepEqual(said({ $ref: '#' }, { a: 1 }), []);
    assert.deepEqual(said({ anyOf: [{ $ref: '#' }, { $ref: '#' }], properties: { a: { $ref: '#' } } }, { a: { a: { a: 1 } } }), []);
    const doubled = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`d${i}`, { allOf: [{ $ref: `#/definitions/d${i + 1}` }, { $ref: `#/definitions/d${i + 1}` }] }]));
    assert.deepEqual(said({ definitions: { ...doubled, d40: {} }, $ref: '#/definitions/d0' }, 1), []);
    assert.equal(said({ items: { type: 'string' } }, Array.from({ length: 5000 }, () => 1)).length, 100);
    assert.deepEqual(said({ pattern: '^(a+)+$' }, `${'a'.repeat(900)}!`).length, 1);
  });

  it('is refused with its first fault, in both languages', () => {
    const cases: readonly (readonly [text: string, sentence: string])[] = [
      ['', 'the file is empty'], ['{ "type": "string" "a": 1 }', 'a comma is missing'], ['5', 'the schema must be a schema in braces, and not 5'],
      ['{ "type": "text" }', '“type” must be the name of a type (string, integer, number, boolean, object, array, null), and not "text"'],
      ['{ "properties": { "a": { "required": true } } }', '“properties.a.required” must be a list of names, and not true'],
      ['{ "properties": [] }', '“properties” must be a map of names to schemas, and not […]'],
      ['{ "properties": { "a": "string" } }', '“properties.a” must be a schema in braces, and not "string"'],
      ['{ "allOf": [] }', '“allOf” must be a list of schemas that is not empty, and not […]'],
      ['{ "enum": "a" }', '“enum” must be a list of values, and not "a"'], ['{ "minLength": -1 }', '“minLength” must be a whole number from 0, and not -1'],
      ['{ "multipleOf": 0 }', '“multipleOf” must be a number, and not 0'], ['{ "uniqueItems": 1 }', '“uniqueItems” must be true or false, and not 1'],
      ['{ "pattern": "(" }', '“pattern” is no regular expression of the kind that can be used here: "("'],
      ['{ "patternProperties": { "(?=a)": {} } }', '“patternProperties” is no regular expression of the kind that can be used here: "(?=a)"'],
      ['{ "$ref": "other.json" }', '“$ref” can only lead to a schema in the same file, such as "#/definitions/x"'],
      ['{ "$ref": "https://example.com/a.json" }', '“$ref” can only lead to a schema in the same file, such as "#/definitions/x"'],
      ['{ "$ref": "#/definitions/a" }', '“$ref” leads to no schema'], ['{ "unevaluatedProperties": false }', '“unevaluatedProperties” is not supported'],
    ];
    for (const [text, sentence] of cases) {
      const read = readSchema(text);
      assert.ok('wrong' in read, text);
      assert.equal(read.wrong.en, sentence);
      assert.ok(hasHan(read.wrong.zh), read.wrong.zh);
    }
    assert.ok('wrong' in readSchema(`{ "description": "${'a'.repeat(500_000)}" }`));
    assert.ok('schema' in readSchema('\uFEFF// ours\r\n{ "type": "object", }'));
  });
});
