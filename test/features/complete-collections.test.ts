import assert from 'node:assert/strict';
import { complete } from '../../server/features/complete/index.ts';
import { intakeDraft } from '../../server/record/intake.ts';
import { libraryOf, uriIn } from '../../server/rules/library.ts';
import { choose } from '../completions.ts';

type Files = Readonly<Record<string, string>>;

const options = { locale: 'en', snippets: false, itemDefaults: false } as const;

/** What is offered where `$0` stands in the first of some files. */
function offeredAt(file: string, marked: string, others: Files = {}, more: object = {}) {
  const list = [{ file, text: marked.replace('$0', '') }, ...Object.entries(others).map(([name, text]) => ({ file: name, text }))];
  const { record, world } = libraryOf(list);
  assert.ok(record);
  return { record, items: complete(world, record, marked.indexOf('$0'), { ...options, ...more }).list.items };
}
const labels = (file: string, marked: string, others?: Files) => offeredAt(file, marked, others).items.map(({ label }) => label);

function chosen(file: string, marked: string, label: string, others?: Files, more?: object): string {
  const { record, items } = offeredAt(file, marked, others, more);
  const item = items.find(each => each.label === label);
  assert.ok(item, `“${label}” is not offered at\n${marked}\nbut ${items.map(each => each.label).join(', ') || 'nothing'}`);
  return choose(record, item);
}

/** Wells, as a project describes them. */
const own: Files = {
  'policy-records.json': '{ "collections": { "wells": { "files": "wells/**/*.md", "schema": "well.schema.json", "id": "code", "references": { "under": "policies" } } } }',
  'well.schema.json': JSON.stringify({
    type: 'object', required: ['code', 'kind'],
    properties: {
      code: { type: 'string', title: 'Code', description: 'The name of the well.' },
      kind: { oneOf: [{ const: 'injector', title: 'Injection well', description: 'Takes carbon dioxide down.' }, { const: 'monitor', title: 'Monitoring well' }] },
      state: { enum: ['drilled', 'plugged', null], 'x-zh': { title: '状态' }, title: 'State' },
      grade: { enum: [1, 2, 3] },
      active: { type: 'boolean' },
      depth: { $ref: '#/definitions/metres', description: 'Down to the reservoir.' },
      since: { type: 'string', format: 'date' },
      crew: { type: 'integer', default: 4 },
      unit: { const: 'm' },
      tags: { type: 'array', items: { enum: ['deep', 'old', 'wet'] } },
      site: { type: 'object', required: ['field', 'block'], properties: { field: { type: 'string' }, block: { type: 'integer', minimum: 1 }, note: { type: 'string' } } },
      tests: { type: 'array', items: { type: 'object', properties: { day: { type: 'string', format: 'date' }, passed: { type: 'boolean' } } } },
      under: { type: 'array', items: { type: 'string' } },
    },
    allOf: [{ if: { properties: { kind: { const: 'injector' } }, required: ['kind'] }, then: { properties: { rate: { type: ['number', 'null'] } } }, else: { properties: { probe: { type: 'string' } } } }],
    definitions: { metres: { title: 'Depth in metres', type: 'number', minimum: 100, description: 'A depth.' } },
  }),
};
const [F, W] = ['facilities/zh/10.md', 'wells/a1.md'];

describe('completion in files of other collections', () => {
  for (const [eol, name] of [['\n', 'LF'], ['\r\n', 'CRLF']] as const) {
    const said = (text: string) => text.replaceAll('\n', eol);
    const check = (file: string, before: string, label: string, after: string, others?: Files) => assert.equal(chosen(file, said(before), label, others), said(after));

    it(`writes the keys of a facility in the style of the neighbours, in each notation (${name})`, () => {
      for (const [before, label, after] of [
        ['---\n{ "id": "10", "name": "橡果", $0 }\n---\n', 'country', '---\n{ "id": "10", "name": "橡果", "country": "" }\n---\n'],
        ['---\n{\n  "id": "10",\n  "esti$0\n}\n---\n', 'estimatedCapacity', '---\n{\n  "id": "10",\n  "estimatedCapacity": null\n}\n---\n'],
        ['---\n{\n  "id": "10"\n  $0\n}\n---\n', 'coordinates', '---\n{\n  "id": "10",\n  "coordinates": []\n}\n---\n'],
        ['---\n{\n  \'id\': \'10\',\n  $0\n  \'name\': \'橡果\',\n}\n---\n', 'hub', '---\n{\n  \'id\': \'10\',\n  \'hub\': \'\',\n  \'name\': \'橡果\',\n}\n---\n'],
        ['---\n{\n  \'id\': \'10\',\n  \'oper$0: \'x\',\n}\n---\n', 'operator', '---\n{\n  \'id\': \'10\',\n  \'operator\': \'x\',\n}\n---\n'],
        ['---\nid: 10\nname: 橡果\n$0\n---\n', 'operator', '---\nid: 10\nname: 橡果\noperator: \n---\n'],
        ['---\nid: 10\nparts: 1\npart$0\ncountry: 英国\n---\n', 'partners', '---\nid: 10\nparts: 1\npartners: []\ncountry: 英国\n---\n'],
        ['---\nid: 10\nprovenance:\n  author: 甲\n  $0\n---\n', 'reviewer', '---\nid: 10\nprovenance:\n  author: 甲\n  reviewer: \n---\n'],
        ['---\n{ \'id\': \'10\', \'provenance\': { $0 } }\n---\n', 'author', '---\n{ \'id\': \'10\', \'provenance\': { \'author\': \'\' } }\n---\n'],
      ] as const) check(F, before, label, after);
    });

    it(`writes the words that a schema of the project names, in each notation (${name})`, () => {
      for (const [before, label, after] of [
        ['---\n{ "code": "A1", "kind": $0 }\n---\n', 'injector', '---\n{ "code": "A1", "kind": "injector" }\n---\n'],
        ['---\n{ "code": "A1", "kind": "inj$0 }\n---\n', 'injector', '---\n{ "code": "A1", "kind": "injector" }\n---\n'],
        ['---\n{ \'code\': \'A1\', \'kind\': \'$0\' }\n---\n', 'monitor', '---\n{ \'code\': \'A1\', \'kind\': \'monitor\' }\n---\n'],
        ['---\n{ \'code\': \'A1\', \'grade\': $0 }\n---\n', '2', '---\n{ \'code\': \'A1\', \'grade\': 2 }\n---\n'],
        ['---\n{ "code": "A1", "state":$0 }\n---\n', 'null', '---\n{ "code": "A1", "state": null }\n---\n'],
        ['---\ncode: A1\nkind: mon$0\n---\n', 'monitor', '---\ncode: A1\nkind: monitor\n---\n'],
        ['---\ncode: A1\nactive:$0\n---\n', 'true', '---\ncode: A1\nactive: true\n---\n'],
        ['---\ncode: A1\ntags: $0\n---\n', 'wet', '---\ncode: A1\ntags: [wet]\n---\n'],
        ['---\ncode: A1\ntags:\n  - deep\n  - $0\n---\n', 'old', '---\ncode: A1\ntags:\n  - deep\n  - old\n---\n'],
        ['---\ncode: A1\ntests:\n  - day: 2026-01-01\n    $0\n---\n', 'passed', '---\ncode: A1\ntests:\n  - day: 2026-01-01\n    passed: \n---\n'],
        ['---\ncode: A1\nsince: $0\n---\n', '2026-11-20', '---\ncode: A1\nsince: \'2026-11-20\'\n---\n'],
        ['---\ncode: A1\n$0\n---\n', 'site', '---\ncode: A1\nsite:\n  field: \'\'\n  block: 1\n---\n'],
        ['---\n{ "code": "A1", $0 }\n---\n', 'crew', '---\n{ "code": "A1", "crew": 4 }\n---\n'],
        ['---\n{ "code": "A1", $0 }\n---\n', 'depth', '---\n{ "code": "A1", "depth": 100 }\n---\n'],
        ['---\ncode: A1\n$0\n---\n', 'unit', '---\ncode: A1\nunit: m\n---\n'],
        ['---\ncode: A1\n$0\n---\n', 'kind', '---\ncode: A1\nkind: \n---\n'],
        ['---\ncode: A1\nsite: $0\n---\n', 'site', '---\ncode: A1\nsite:\n  field: \'\'\n  block: 1\n---\n'],
      ] as const) check(W, before, label, after, own);
    });
  }

  it('offers required keys first, none that is there, and only what the values so far allow', () => {
    const keys = labels(W, '---\nactive: true\n$0\n---\n', own);
    assert.deepEqual(keys, ['code', 'kind', 'state', 'grade', 'depth', 'since', 'crew', 'unit', 'tags', 'site', 'tests', 'under', 'probe']);
    assert.deepEqual(labels(W, '---\ncode: A1\nkind: injector\n$0\n---\n', own).filter(each => each === 'rate' || each === 'probe'), ['rate']);
    assert.deepEqual(labels(W, '---\n{ "code": "A1", "kind": "$0" }\n---\n', own), ['injector', 'monitor']);
    assert.deepEqual(labels(W, '---\n{ "code": "A1", "kind": "injector$0" }\n---\n', own), ['injector', 'monitor'], 'what is there may be changed');
    assert.deepEqual(labels(W, '---\n{ "code": "A1", "grade": "$0" }\n---\n', own), [], 'a number is none within quotes');
    assert.deepEqual(labels(W, '---\n{ "code": "A1", "tags": ["old", $0] }\n---\n', own), ['deep', 'wet']);
    assert.deepEqual(labels(W, '---\n{ "code": "A1", "site": { "field": "x", $0 } }\n---\n', own), ['block', 'note']);
    assert.deepEqual(labels(W, '---\n{ "code": $0 }\n---\n', own), ['a1']);
    assert.deepEqual(labels(F, '---\n{ "id": "10", "coordinates": [], "country": "", "name": "", $0 }\n---\n').slice(0, 2), ['lang', 'region'], 'what is there is not offered');
  });

  it('tells of forms beside each other only those that may still be meant', () => {
    const files: Files = {
      'policy-records.json': '{ "collections": { "wells": { "files": "wells/*.md", "schema": "s.json" } } }',
      's.json': '{ "oneOf": [{ "properties": { "id": {}, "kind": { "const": "gas" }, "pressure": {} }, "required": ["pressure"], "additionalProperties": false }, { "properties": { "id": {}, "kind": { "const": "oil" }, "grade": {} } }] }',
    };
    assert.deepEqual(labels(W, '---\nid: a1\nkind: gas\n$0\n---\n', files), ['pressure']);
    assert.deepEqual(labels(W, '---\nid: a1\nkind: oil\n$0\n---\n', files), ['grade']);
    assert.deepEqual(labels(W, '---\nid: a1\n$0\n---\n', files), ['pressure', 'kind', 'grade']);
    assert.deepEqual(labels(W, '---\nid: a1\nkind: o$0\n---\n', files), ['gas', 'oil']);
  });

  it('shows what the schema says, in the language of the reader where it says it in both', () => {
    const shown = (file: string, marked: string, label: string, locale: 'zh' | 'en', others?: Files) => {
      const item = offeredAt(file, marked, others, { locale }).items.find(each => each.label === label);
      return [item?.detail, typeof item?.documentation === 'object' ? item.documentation.value : undefined];
    };
    const [key, value] = ['---\nactive: true\n$0\n---\n', '---\nkind: $0\n---\n'];
    assert.deepEqual(shown(W, key, 'code', 'zh', own), ['Code · 必填', 'The name of the well.']);
    assert.deepEqual(shown(W, key, 'state', 'zh', own), ['状态 · State', undefined]);
    assert.deepEqual(shown(W, key, 'depth', 'en', own), ['Depth in metres', 'Down to the reservoir.'], 'what stands beside a reference is said first');
    assert.deepEqual(shown(W, value, 'injector', 'en', own), ['Injection well', 'Takes carbon dioxide down.']);
    assert.deepEqual(shown(F, '---\nid: 10\n$0\n---\n', 'hub', 'zh'), ['所属枢纽。', '所属枢纽。\n\nThe hub it belongs to.']);
    assert.deepEqual(shown(F, '---\nid: 10\n$0\n---\n', 'name', 'en'), ['What the project is called. · required', 'What the project is called.\n\n项目名称。']);
  });

  it('sends tab stops and opens the list again behind a key whose words are known', () => {
    const item = (marked: string, label: string) => offeredAt(W, marked, own, { snippets: true, retrigger: true }).items.find(each => each.label === label);
    const text = (marked: string, label: string) => { const edit = item(marked, label)?.textEdit; return [edit && 'range' in edit ? edit.newText : undefined, item(marked, label)?.command !== undefined]; };
    assert.deepEqual(text('---\n{ "code": "A1", $0 }\n---\n', 'kind'), ['"kind": "$1"', true]);
    assert.deepEqual(text('---\n{ "code": "A1", $0 }\n---\n', 'active'), ['"active": ${1:false}', false]);
    assert.deepEqual(text('---\ncode: A1\n$0\n---\n', 'active'), ['active: $1', true]);
    assert.deepEqual(text('---\n{ "code": "A1", "kind": "injector", $0 }\n---\n', 'rate'), ['"rate": ${1:null}', false]);
    assert.deepEqual(text('---\ncode: A1\n$0\n---\n', 'since'), ['since: $1', false]);
  });

  it('offers the countries of the library for where a file is from', () => {
    const beside = { 'facilities/zh/11.md': '---\nid: 11\nname: 甲\ncountry: 挪威\n---\n' };
    assert.equal(labels(F, '---\nid: 10\ncountry: $0\n---\n', beside)[0], '挪威');
    assert.equal(chosen('facilities/en/10.md', '---\n{ \'id\': \'10\', \'country\': \'Nor$0\' }\n---\n', 'Norway'), '---\n{ \'id\': \'10\', \'country\': \'Norway\' }\n---\n');
  });

  it('begins in a file that says nothing yet, where others of its kind lie', () => {
    const beside = { 'facilities/zh/11.md': '---\nid: 11\nname: 甲\n---\n' };
    assert.deepEqual(labels(F, '---\n$0\n---\n', beside).slice(0, 3), ['id', 'name', 'country']);
    assert.deepEqual(labels(F, '---\n{\n  na$0\n}\n---\n', beside).slice(0, 2), ['id', 'name']);
    assert.ok(labels('zh/new.md', '---\n$0\n---\n', beside).includes('legalWeight'), 'elsewhere a policy is meant');
    const { world: { corpus, project } } = libraryOf([{ file: 'zh/x.md', text: '---\nid: x\n---\n' }, ...Object.entries(beside).map(([file, text]) => ({ file, text }))]);
    const draft = (file: string, text = '---\n\n---\n', collections = project.collections) => intakeDraft(uriIn(file), text, corpus, collections) !== undefined;
    assert.deepEqual([draft(F), draft('zh/new.md'), draft('facilities/en/10.md'), draft('notes/a.md'), draft(F, '# A note\n')], [true, true, false, false, false]);
    const { world: { project: { collections } } } = libraryOf([{ file: W, text: '---\ncode: A1\n---\n' }, ...Object.entries(own).map(([file, text]) => ({ file, text }))]);
    assert.deepEqual([draft('wells/b/2.md', undefined, collections), draft('b/2.md', undefined, collections)], [true, false], 'the project says where they lie');
  });

  it('comes to an end whatever a schema says of itself', () => {
    const files: Files = {
      'policy-records.json': '{ "collections": { "wells": { "files": "wells/*.md", "schema": "s.json" } } }',
      's.json': JSON.stringify({ anyOf: Array.from({ length: 9 }, () => ({ $ref: '#' })), properties: { id: {}, deep: { $ref: '#' } } }),
    };
    const start = process.cpuUsage();
    assert.deepEqual(labels(W, '---\nid: a1\n$0\n---\n', files), ['deep']);
    assert.ok(process.cpuUsage(start).user < 2_000_000);
  });
});
