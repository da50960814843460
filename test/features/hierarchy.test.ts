import assert from 'node:assert/strict';
import { prepareHierarchy, subtypes, supertypes, type Lineal } from '../../server/features/hierarchy.ts';
import { libraryOf, uriIn } from '../../server/rules/library.ts';
import { parseRecord } from '../../server/syntax/parse.ts';
import type { World } from '../../server/rules/rule.ts';
import type { Files } from '../fixture.ts';
import { shared } from '../shared.ts';
import { markdownBelow } from '../syntax/library.ts';

function prepared(files: Files, file: string, word?: string, locale: 'zh' | 'en' = 'zh'): { readonly world: World; readonly items: readonly Lineal[] } {
  const { record, world } = libraryOf([{ file, text: files[file] ?? '' }, ...Object.entries(files).filter(([name]) => name !== file).map(([name, text]) => ({ file: name, text }))]);
  assert.ok(record);
  const at = word === undefined ? 0 : record.text.indexOf(word);
  assert.ok(at >= 0, word);
  return { world, items: prepareHierarchy(world, record, at, locale) };
}
const named = (items: readonly Lineal[]) => items.map(({ name, detail, uri }) => `${name} (${detail}) ${uri.slice(uriIn('').length)}`);

const notations = {
  json: (id: string, title: string, rest: string) => `---\n{ "id": "${id}", "title": "${title}", "evolution": { ${rest.replaceAll('\'', '"')} }, "status": "现行" }\n---\n`,
  flow: (id: string, title: string, rest: string) => `---\r\n{ 'id': '${id}', 'title': '${title}', 'evolution': { ${rest} }, 'status': '现行', }\r\n---\r\n`,
  block: (id: string, title: string, rest: string) => `---\nid: ${id}\ntitle: ${title}\nevolution: { ${rest} }\nstatus: 现行\n---\n`,
};

for (const [style, made] of Object.entries(notations)) {
  describe(`the lineage in ${style}`, () => {
    const files: Files = {
      'zh/a-1.md': made('a-1', '甲一', '\'supersededBy\': \'a-2\''), 'en/a-1.md': made('a-1', 'One', ''),
      'zh/a-2.md': made('a-2', '甲二 😀', '\'supersedes\': [\'a-1\', \'a-lost\']'), 'en/a-2.md': made('a-2', 'Two', '\'supersedes\': [\'a-0\']'),
      'en/a-0.md': made('a-0', 'Zero', ''), 'zh/a-3.md': made('a-3', '甲三', '\'supersedes\': [\'a-2\', \'a-3\', \'a-2 \']'),
      'zh/c-1.md': made('c-1', '圈', '\'supersedes\': [\'c-2\'], \'supersededBy\': \'c-2\''), 'zh/c-2.md': made('c-2', '圈', '\'supersedes\': [\'c-1\'], \'supersededBy\': \'c-1\''),
      'en/notes/a-3.md': made('b', 'another', ''),
    };

    it('is looked at from the record itself, or from one that it names', () => {
      assert.deepEqual(named(prepared(files, 'zh/a-2.md').items), ['a-2 (甲二 😀 · 现行) zh/a-2.md']);
      assert.deepEqual(named(prepared(files, 'zh/a-2.md', '甲二', 'en').items), ['a-2 (Two · 现行) en/a-2.md']);
      assert.deepEqual(named(prepared(files, 'zh/a-2.md', 'a-1', 'en').items), ['a-1 (One · 现行) en/a-1.md']);
      assert.deepEqual(named(prepared(files, 'en/a-2.md', 'a-0', 'zh').items), ['a-0 (Zero · 现行) en/a-0.md'], 'there is no other');
      assert.deepEqual(prepared({ 'zh/x.md': '---\ntitle: x\n---\n' }, 'zh/x.md').items, []);
    });

    it('has each policy once, whichever language and whichever record says it', () => {
      const { world, items: [two] } = prepared(files, 'zh/a-2.md');
      assert.ok(two);
      assert.deepEqual(two.data, { id: 'a-2', group: uriIn('zh/a-2.md') });
      assert.deepEqual(named(supertypes(world, two, 'zh')), ['a-1 (甲一 · 现行) zh/a-1.md', 'a-0 (Zero · 现行) en/a-0.md']);
      assert.deepEqual(named(supertypes(world, two, 'en')), ['a-1 (One · 现行) en/a-1.md', 'a-0 (Zero · 现行) en/a-0.md']);
      assert.deepEqual(named(subtypes(world, two, 'zh')), ['a-3 (甲三 · 现行) zh/a-3.md']);
      const [three] = subtypes(world, two, 'en');
      assert.ok(three);
      assert.deepEqual(named(supertypes(world, three, 'en')), ['a-2 (Two · 现行) en/a-2.md'], 'and not itself');
      assert.deepEqual(subtypes(world, three, 'en'), []);
      const [zero] = supertypes(world, two, 'en').slice(1);
      assert.ok(zero);
      assert.deepEqual(named(subtypes(world, zero, 'zh')), ['a-2 (甲二 😀 · 现行) zh/a-2.md']);
    });

    it('begins at a record that the library does not know yet', () => {
      const { world } = prepared(files, 'zh/a-1.md');
      const fresh = parseRecord(uriIn('zh/a-9.md'), made('a-9', '新', ''));
      assert.ok(fresh);
      assert.deepEqual(named(prepareHierarchy(world, fresh, 0, 'en')), ['a-9 (新 · 现行) zh/a-9.md']);
    });

    it('survives the way to the editor and back, a circle, and a file that is gone', () => {
      const { world, items: [one] } = prepared(files, 'zh/c-1.md');
      assert.ok(one);
      const sent = JSON.parse(JSON.stringify(one)) as Lineal;
      assert.deepEqual(supertypes(world, sent, 'zh').map(({ name }) => name), ['c-2']);
      assert.deepEqual(subtypes(world, sent, 'zh').map(({ name }) => name), ['c-2']);
      assert.deepEqual(supertypes(world, { ...sent, data: { ...sent.data, group: uriIn('zh/gone.md') } }, 'zh'), []);
    });
  });
}

describe('the lineage of the corpus', () => {
  it('names no policy that nobody entered', function () {
    const { world } = libraryOf(markdownBelow(shared(this, 'corpus/2026-07-22-flow/policies')));
    for (const { uri, id = '', supersedes } of world.corpus.records()) {
      const item: Lineal = { name: id, kind: 5, uri, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, selectionRange: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, data: { id, group: uri } };
      assert.deepEqual(supertypes(world, item, 'zh'), [], supersedes.join());
    }
  });
});
