import assert from 'node:assert/strict';
import { afterRename, filesForRenames } from '../../server/features/file-operations.ts';
import { libraryOf, uriIn, type File } from '../../server/rules/library.ts';
import type { Change, PlainChange } from '../../server/rules/rule.ts';
import { afterFix, type Files } from '../fixture.ts';

const listOf = (files: Files): readonly File[] => Object.entries(files).map(([file, text]) => ({ file, text }));
const uriOf = (file: string) => file.startsWith('file:') ? file : uriIn(file.split('/').map(encodeURIComponent).join('/'));
const fileOf = (uri: string) => decodeURIComponent(uri.slice(uriIn('').length));
const after = (files: Files, changes: readonly Change[]): Files => Object.fromEntries(afterFix(listOf(files), { title: { zh: '', en: '' }, safe: false, changes }).map(({ file, text }) => [file, text]));
const names = (changes: readonly PlainChange[]) => changes.map(change => `${change.kind} ${fileOf(change.uri)}${change.kind === 'rename' ? ` -> ${fileOf(change.to)}` : ''}`).sort();

/** What files and folders that get other names change, with no text at hand but those that are asked for. */
function rename(files: Files, renames: Readonly<Record<string, string>>) {
  const { world } = libraryOf(listOf(files));
  const told = Object.entries(renames).map(([from, to]) => ({ oldUri: uriOf(from), newUri: uriOf(to) }));
  const asked = new Set(filesForRenames(world, told));
  return afterRename(world, told, uri => asked.has(uri) ? files[fileOf(uri)] : undefined);
}
const changed = (files: Files, renames: Readonly<Record<string, string>>) => after(files, rename(files, renames).changes);

const styles = {
  json: { facility: (id: string) => `---\n{ "id": "${id}", "name": "橡果" }\n---\n`, policy: (id: string) => `---\n{ "id": "uk-vision", "title": "愿景", "country": "英国", "legalWeight": "", "relatedFacilities": ["${id}", "12"] }\n---\n` },
  flow: { facility: (id: string) => `---\n{\n  'id': '${id}',\n  'name': '橡果',\n}\n---\n`, policy: (id: string) => `---\n{\n  'country': '英国',\n  'id': 'uk-vision', 'legalWeight': '',\n  'relatedFacilities': ['${id}', '12'],\n}\n---\n` },
  block: { facility: (id: string) => `\uFEFF---\r\nid: ${id}\r\nname: 橡果\r\n---\r\n😀\r\n`, policy: (id: string) => `---\r\nid: uk-vision\r\nlegalWeight: ''\r\nrelatedFacilities:\r\n  - ${id}\r\n  - 12\r\n---\r\n` },
} as const;

for (const [style, { facility, policy }] of Object.entries(styles)) {
  const files: Files = {
    'facilities/zh/acorn.md': facility('acorn'), 'facilities/en/acorn.md': facility('acorn'), 'facilities/zh/12.md': facility('12'),
    'policies/zh/uk-vision.md': policy('acorn'), 'policies/en/uk-vision.md': policy('acorn'), 'countries/zh/uk.md': '---\nid: uk\nname: 英国\nrelatedFacilities: [acorn]\n---\n',
  };

  describe(`a file of a collection that gets another name in ${style}`, () => {
    it('takes its id and what names it along, and offers the same for the other language', () => {
      const { changes, offered } = rename(files, { 'facilities/zh/acorn.md': 'facilities/zh/eagle.md' });
      const now = after(files, changes);
      assert.deepEqual(now, { ...files, 'facilities/zh/acorn.md': facility('eagle'), 'policies/zh/uk-vision.md': policy('eagle'), 'countries/zh/uk.md': files['countries/zh/uk.md']?.replace('acorn', 'eagle') });
      assert.deepEqual(names(offered), ['edit facilities/en/acorn.md', 'edit policies/en/uk-vision.md', 'rename facilities/en/acorn.md -> facilities/en/eagle.md']);
      const whole = after(now, offered);
      assert.equal(whole['facilities/en/eagle.md'], facility('eagle'));
      assert.equal(whole['policies/en/uk-vision.md'], policy('eagle'));
    });

    it('together with its twin offers nothing more', () => {
      const { changes, offered } = rename(files, { 'facilities/zh/acorn.md': 'facilities/zh/eagle.md', 'facilities/en/acorn.md': 'facilities/en/eagle.md' });
      assert.deepEqual(offered, []);
      assert.deepEqual(after(files, changes), Object.fromEntries(Object.entries(files).map(([file, text]) => [file, text.replace('acorn', 'eagle')])));
    });

    it('may be called by a number, or in Chinese', () => {
      const now = changed(files, { 'facilities/zh/12.md': 'facilities/zh/13.md' });
      assert.equal(now['facilities/zh/12.md'], facility(style === 'block' ? '\'13\'' : '13'));
      assert.equal(now['policies/zh/uk-vision.md'], policy('acorn').replace('12', style === 'block' ? '\'13\'' : '13'));
      assert.equal(changed(files, { 'facilities/zh/acorn.md': 'facilities/zh/橡果.md' })['policies/zh/uk-vision.md'], policy('橡果'));
    });

    it('changes nothing where its id was not its name, cannot follow, or is taken', () => {
      assert.deepEqual(rename({ ...files, 'facilities/zh/acorn.md': facility('other') }, { 'facilities/zh/acorn.md': 'facilities/zh/eagle.md' }).changes, []);
      assert.deepEqual(rename(files, { 'facilities/zh/acorn.md': 'facilities/zh/my file.md' }).changes, []);
      assert.deepEqual(rename(files, { 'facilities/zh/acorn.md': 'facilities/zh/b.md' }).changes.length > 0, true);
      assert.deepEqual(rename({ ...files, 'facilities/en/b.md': facility('b') }, { 'facilities/zh/acorn.md': 'facilities/zh/b.md' }).changes, []);
      assert.deepEqual(rename(files, { 'facilities/zh/acorn.md': 'facilities/zh/uk/acorn.md' }).changes, [], 'a place is no name');
      const { changes, offered } = rename({ ...files, 'facilities/en/b.md': '# Notes\n' }, { 'facilities/zh/acorn.md': 'facilities/zh/b.md' });
      assert.deepEqual([names(changes).length, offered], [3, []], 'a file is in the way of its twin');
    });

    it('without an id of its own is known by its name', () => {
      const nameless = { ...files, 'facilities/zh/acorn.md': '---\nname: 橡果\ncoordinates: [1, 2]\n---\n' };
      const now = changed(nameless, { 'facilities/zh/acorn.md': 'facilities/zh/eagle.md' });
      assert.deepEqual([now['facilities/zh/acorn.md'], now['policies/zh/uk-vision.md']], [nameless['facilities/zh/acorn.md'], policy('eagle')]);
    });
  });
}

describe('a file of a collection of a project', () => {
  const project = '{ "collections": { "methods": { "files": "methods/*.md", "id": "code" }, "policies": { "references": { "method": "methods" } } } }\n';
  const files: Files = {
    'policy-records.json': project, 'methods/vm1.md': '---\ncode: vm1\n---\n', 'acts/zh/a.md': '---\nid: a\nlegalWeight: ""\ntitle: x\nmethod: [vm1]\n---\n', 'acts/en/a.md': '---\nid: a\nlegalWeight: ""\ntitle: x\nmethod: vm1\n---\n',
  };
  it('takes its id along whatever the field is called, in both languages where it is of none', () => {
    const { changes, offered } = rename(files, { 'methods/vm1.md': 'methods/vm-2.md' });
    assert.deepEqual(after(files, changes), Object.fromEntries(Object.entries(files).map(([file, text]) => [file, text.replace('vm1', 'vm-2')])));
    assert.deepEqual(offered, []);
  });
});

describe('the project file, when what it names moves,', () => {
  const policy = (id: string) => `---\nid: ${id}\nlegalWeight: ""\ntitle: x\n---\n`;
  const files = (project: string): Files => ({
    'policy-records.json': project, 'zh/a.md': policy('a'), 'en/a.md': policy('a'), 'zh/b/c.md': policy('c'), 'zh/旧 法[1].md': policy('z'), 'wells/w.md': '---\nid: w\n---\n', 'wells/well.schema.json': '{}',
  });
  const project = (globs: readonly string[], more = '') => `{\n  // as it was\n  "ignore": [{ "rule": "thin-evidence", "files": ${JSON.stringify(globs)}, "reason": "x" }],\n  "overrides": [{ "files": ${JSON.stringify(globs[0] ?? 'x')}, "rules": {} }]${more}\n}\n`;
  const follows = (renames: Readonly<Record<string, string>>, before: readonly string[], then: readonly string[]) => {
    assert.equal(changed(files(project(before)), renames)['policy-records.json'], project(then));
    assert.equal(changed(Object.fromEntries(Object.entries(files(project(then))).map(([file, text]) => [moved(renames, file), text])), Object.fromEntries(Object.entries(renames).map(([a, b]) => [b, a])))['policy-records.json'], project(before), 'and back');
  };
  const moved = (renames: Readonly<Record<string, string>>, file: string) => {
    const from = Object.keys(renames).find(each => file === each || file.startsWith(`${each}/`));
    return from === undefined ? file : (renames[from] ?? '') + file.slice(from.length);
  };

  it('follows a file to another place', () => follows({ 'zh/a.md': 'zh/old/a.md' }, ['zh/a.md', 'en/a.md', './zh/a.md'], ['zh/old/a.md', 'en/a.md', './zh/old/a.md']));
  it('follows a file to another name, within wildcards too', () => {
    follows({ 'zh/a.md': 'zh/x.md' }, ['zh/a.md', 'en/*.md', 'zh/a*', '{zh,fr}/a.md', 'fr/a.md'], ['zh/x.md', 'en/*.md', 'zh/x*', '{zh,fr}/x.md', 'fr/a.md']);
    follows({ 'zh/旧 法[1].md': 'zh/新 {法}.md' }, ['zh/旧 法[[]1[]].md'], ['zh/新 ?法[}].md']);
  });
  it('follows a folder, with what lies below it', () => follows({ zh: 'policies/zh' }, ['zh/a.md', 'zh/**', 'zh', 'zh/b/*.md', '*/a.md', 'zhx/a.md'], ['policies/zh/a.md', 'policies/zh/**', 'policies/zh', 'policies/zh/b/*.md', '*/a.md', 'zhx/a.md']));
  it('follows the innermost of several', () => follows({ 'zh/b': 'laws', en: 'e' }, ['zh/b/c.md', 'en/a.md', 'zh/a.md'], ['laws/c.md', 'e/a.md', 'zh/a.md']));
  it('says where a collection and its schema lie now', () => {
    const own = (at: string) => `{ "collections": { "wells": { "files": ["${at}/*.md"], "schema": "${at}/well.schema.json" } } }\n`;
    assert.equal(changed(files(own('wells')), { wells: 'sites/wells' })['policy-records.json'], own('sites/wells'));
  });
  it('stays as it is where nothing it names moves, or where that goes out of its reach', () => {
    for (const renames of [{ 'zh/a.md': 'file:///elsewhere/a.md' }, { 'zh/b': 'zh/d' }]) {
      const { changes } = rename(files(project(['zh/a.md'])), renames);
      assert.ok(changes.every(({ uri }) => !uri.endsWith('.json')));
    }
    assert.deepEqual(rename(files('{}'), { 'zh/b': 'zh/d' }).changes, []);
    assert.deepEqual(names(rename(files(project(['zh/a.md', 'en/a.md'])), { 'zh/a.md': 'zh/x-y.md' }).offered), ['edit en/a.md', 'edit policy-records.json', 'rename en/a.md -> en/x-y.md'], 'the twin’s name follows once the twin does');
  });
});
