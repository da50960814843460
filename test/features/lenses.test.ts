import assert from 'node:assert/strict';
import { codeLenses, showReferencesCommand } from '../../server/features/lenses.ts';
import { libraryOf, uriIn } from '../../server/rules/library.ts';
import type { Files } from '../fixture.ts';
import { shared } from '../shared.ts';
import { markdownBelow } from '../syntax/library.ts';

function lensesOf(files: Files, file: string, locale: 'zh' | 'en' = 'en') {
  const all = Object.entries(files).map(([name, text]) => ({ file: name, text }));
  const { record, world } = libraryOf([{ file, text: files[file] ?? '' }, ...all.filter(each => each.file !== file)]);
  assert.ok(record);
  return codeLenses(world, record, locale);
}
const shown = (files: Files, file: string, locale: 'zh' | 'en' = 'en') => lensesOf(files, file, locale).map(({ command }) => command?.title).join(' · ');

const notations = {
  json: (id: string, rest: string) => `---\n{ "id": "${id}", "evolution": { ${rest.replaceAll('\'', '"')} } }\n---\n`,
  flow: (id: string, rest: string) => `\ufeff---\r\n{ 'id': '${id}', 'evolution': { ${rest} }, }\r\n---\r\n`,
  block: (id: string, rest: string) => `---\nid: ${id}\nevolution: { ${rest} }\n---\n`,
};

for (const [style, made] of Object.entries(notations)) {
  describe(`the lenses of a record in ${style}`, () => {
    const files: Files = {
      'zh/a-1.md': made('a-1', '\'supersededBy\': \'a-2\''), 'en/a-1.md': made('a-1', '\'supersededBy\': \'a-2\''),
      'zh/a-2.md': made('a-2', '\'supersedes\': [\'b-9\', \'a-1\']'), 'en/a-2.md': made('a-2', '\'supersedes\': [\'b-9\', \'a-1\']'),
      'zh/a-3.md': made('a-3', '\'consolidatedFrom\': [\'a-1\'], \'supersedes\': [\'a-1\']'), 'zh/a-4.md': made('a-4', '\'currentConsolidatedVersion\': \'a-1\', \'supersedes\': [\'a-4\']'),
    };

    it('count what supersedes it and what names it, and lead to the twin', () => {
      assert.equal(shown(files, 'zh/a-1.md'), 'superseded by 2 · cited by 3 · twin: en');
      assert.equal(shown(files, 'zh/a-1.md', 'zh'), '被 2 条记录取代 · 被 3 条记录引用 · 对照文件：en');
      assert.equal(shown(files, 'en/a-1.md'), 'superseded by 1 · cited by 1 · twin: zh');
      assert.equal(shown(files, 'zh/a-2.md'), 'cited by 1 · twin: en');
    });

    it('say that a twin is missing, and nothing else of what is not there', () => {
      assert.equal(shown(files, 'zh/a-4.md'), 'no English version');
      assert.equal(shown(files, 'zh/a-4.md', 'zh'), '没有英文版本');
      assert.equal(shown({ 'en/x.md': made('x', ''), 'zh/y.md': made('y', '') }, 'en/x.md', 'zh'), '没有中文版本');
      assert.equal(shown({ 'zh/y.md': made('y', '') }, 'zh/y.md'), '', 'a library in one language');
      assert.equal(shown({ 'y.md': made('y', '') }, 'y.md'), '');
    });

    it('stand at the fence, and say where the places are', () => {
      const lenses = lensesOf(files, 'zh/a-1.md');
      const start = { line: 0, character: style === 'flow' ? 1 : 0 };
      const uri = uriIn('zh/a-1.md');
      assert.deepEqual(lenses.map(({ range }) => range), lenses.map(() => ({ start, end: start })));
      assert.deepEqual(lenses.map(({ command }) => command), [
        { title: 'superseded by 2', command: showReferencesCommand, arguments: [uri, start, [{ uri: uriIn('zh/a-2.md'), path: ['id'] }, { uri: uriIn('zh/a-3.md'), path: ['id'] }]] },
        { title: 'cited by 3', command: showReferencesCommand, arguments: [uri, start, [
          { uri: uriIn('zh/a-2.md'), path: ['evolution', 'supersedes', 1] }, { uri: uriIn('zh/a-3.md'), path: ['evolution', 'consolidatedFrom', 0] },
          { uri: uriIn('zh/a-4.md'), path: ['evolution', 'currentConsolidatedVersion'] },
        ]] },
        { title: 'twin: en', command: showReferencesCommand, arguments: [uri, start, [{ uri: uriIn('en/a-1.md'), path: ['id'] }]] },
      ]);
      assert.deepEqual(lensesOf(files, 'zh/a-4.md').map(({ command }) => command), [{ title: 'no English version', command: '' }]);
    });
  });
}

describe('the lenses of the corpus', () => {
  it('lead to a twin each, and what nobody names is cited by none', function () {
    const all = markdownBelow(shared(this, 'corpus/2026-07-22-flow/policies'));
    const { world } = libraryOf(all);
    const titles = all.flatMap(({ file, text }) => { const { record } = libraryOf([{ file, text }]); return record ? codeLenses(world, record, 'en').map(({ command }) => command?.title) : []; });
    assert.deepEqual([...new Set(titles)].sort(), ['twin: en', 'twin: zh']);
    assert.equal(titles.length, all.length);
  });
});
