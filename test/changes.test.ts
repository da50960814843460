import assert from 'node:assert/strict';
import { apply } from '../server/base/edit.ts';
import { plainChanges } from '../server/rules/changes.ts';
import type { Change, PlainChange } from '../server/rules/rule.ts';

const project = 'file:///library/policy-records.json';
const other = 'file:///library/zh/other.md';
const notations = {
  JSON: '---\n{\n  "id": "other",\n  "evolution": { "supersedes": ["a"] }\n}\n---\n正文\n',
  'flow YAML': "---\n{\n  'id': 'other', # 留着\n  'evolution': { 'supersedes': ['a'] },\n}\n---\n正文\n",
  'block YAML': '---\nid: other # 留着\nevolution:\n  supersedes:\n    - a\n---\n正文\n',
};

const plain = (changes: readonly Change[], text: string | undefined): readonly PlainChange[] | undefined => plainChanges(changes, () => text);
function after(changes: readonly Change[], text: string): string | undefined {
  const made = plain(changes, text)?.[0];
  return made?.kind === 'edit' ? apply(text, made.edits) : undefined;
}

describe('what is told of other files', () => {
  for (const [notation, text] of Object.entries(notations)) {
    it(`is written into a record in ${notation}`, () => {
      assert.equal(after([{ kind: 'add', uri: other, path: ['evolution', 'supersedes'], value: 'b' }], text),
        text.replace(`["a"]`, `["a", "b"]`).replace(`['a']`, `['a', 'b']`).replace('    - a\n', '    - a\n    - b\n'));
      assert.equal(after([{ kind: 'add', uri: other, path: ['evolution', 'supersedes'], value: 'a' }], text), text);
      const both = after([{ kind: 'set', uri: other, path: ['id'], value: 'new' }, { kind: 'add', uri: other, path: ['evolution', 'supersedes'], value: 'b' }], text);
      assert.ok(both?.includes('new') && /a['"]?,?\s+(?:- )?['"]?b/.test(both), both);
      assert.match(after([{ kind: 'add', uri: other, path: ['evolution', 'clusters'], value: 'b' }], text) ?? '', /clusters/);
    });

    it(`is not made in ${notation} where something else stands in the way, or the text does not parse`, () => {
      assert.equal(plain([{ kind: 'add', uri: other, path: ['id', 'x'], value: 'b' }], text), undefined);
      assert.equal(plain([{ kind: 'set', uri: other, path: ['evolution', 'supersedes', 'x'], value: 'b' }], text), undefined);
      assert.equal(plain([{ kind: 'set', uri: other, path: ['id'], value: 'b' }], text.replace("'other'", "'other").replace('"other"', '"other').replace('id: other', 'id: "other')), undefined);
    });
  }

  it('adds to a field that holds one word, or nothing', () => {
    assert.equal(after([{ kind: 'add', uri: other, path: ['a'], value: 'y' }], '---\n{ "a": "x" }\n---\n'), '---\n{ "a": ["x", "y"] }\n---\n');
    assert.equal(after([{ kind: 'add', uri: other, path: ['a'], value: 'y' }], '---\n{ "a": "" }\n---\n'), '---\n{ "a": ["y"] }\n---\n');
  });

  it('makes a project file where there is none, and fills one that is empty', () => {
    const changes: readonly Change[] = [
      { kind: 'add', uri: project, path: ['historicalIds'], value: 'a' }, { kind: 'add', uri: project, path: ['historicalIds'], value: 'b' },
      { kind: 'set', uri: project, path: ['confirmedDates', 'x'], value: '2024-01-01' },
    ];
    const text = '{\n  "historicalIds": [\n    "a",\n    "b"\n  ],\n  "confirmedDates": {\n    "x": "2024-01-01"\n  }\n}\n';
    assert.deepEqual(plain(changes, undefined), [{ kind: 'create', uri: project, text }]);
    for (const empty of ['', '\n', '\uFEFF']) assert.equal(after(changes, empty), text);
    assert.equal(after(changes, '{} // ours\n'), text.replace(/\n$/, ' // ours\n'));
  });

  it('leaves alone a project file that does not parse', () => {
    for (const text of ['{', '[]', '{ "historicalIds": 5 }', '// nothing yet']) assert.equal(plain([{ kind: 'add', uri: project, path: ['historicalIds'], value: 'a' }], text), undefined, text);
  });

  it('keeps plain changes and names each file once', () => {
    const rename: Change = { kind: 'rename', uri: other, to: 'file:///library/zh/new.md' };
    assert.deepEqual(plain([rename, { kind: 'add', uri: project, path: ['fields'], value: 'a' }, { kind: 'add', uri: project, path: ['fields'], value: 'b' }], '{ "fields": [] }')?.map(({ kind, uri }) => [kind, uri]),
      [['rename', other], ['edit', project]]);
    assert.equal(plainChanges([{ kind: 'set', uri: other, path: ['id'], value: 'x' }], () => undefined), undefined);
  });
});
