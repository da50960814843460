import assert from 'node:assert/strict';
import { afterRename, beforeDelete, filesForRenames } from '../../server/features/file-operations.ts';
import { filesForNew, onCreate } from '../../server/features/new-record.ts';
import { libraryOf, uriIn, type File } from '../../server/rules/library.ts';
import type { Change, PlainChange, World } from '../../server/rules/rule.ts';
import { check } from '../../server/rules/run.ts';
import { afterFix, record, type Files } from '../fixture.ts';
import { shared } from '../shared.ts';
import { markdownBelow } from '../syntax/library.ts';

const listOf = (files: Files): readonly File[] => Object.entries(files).map(([file, text]) => ({ file, text }));
const worldOf = (files: Files): World => libraryOf(listOf(files)).world;
const fileOf = (uri: string) => uri.slice(uriIn('').length);
const after = (files: Files, changes: readonly Change[]): Files => Object.fromEntries(afterFix(listOf(files), { title: { zh: '', en: '' }, safe: false, changes }).map(({ file, text }) => [file, text]));
const fileNames = (changes: readonly PlainChange[]) => changes.map(change => `${change.kind} ${fileOf(change.uri)}${change.kind === 'rename' ? ` -> ${fileOf(change.to)}` : ''}`);

const notations = {
  json: (id: string, rest = '') => `---\n{ "id": "${id}"${rest === '' ? '' : `, "evolution": { ${rest.replaceAll('\'', '"')} }`} }\n---\n\n正文\n`,
  flow: (id: string, rest = '') => `---\n{ 'id': '${id}',${rest === '' ? '' : ` 'evolution': { ${rest} },`} }\n---\r\n\r\n正文\r\n`,
  block: (id: string, rest = '') => `---\nid: ${id}\n${rest === '' ? '' : `evolution: { ${rest.replace(/'([^']+)'/g, '$1')} }\n`}---\n\n正文\n`,
};

for (const [style, made] of Object.entries(notations)) {
  describe(`a file that gets another name in ${style}`, () => {
    const files: Files = {
      'zh/a-new.md': made('a-new', '\'supersedes\': [\'a-old\']'), 'en/a-new.md': made('a-new', '\'supersedes\': [\'a-old\']'),
      'zh/a-old.md': made('a-old', '\'supersededBy\': \'a-new\''), 'en/a-old.md': made('a-old', '\'supersededBy\': \'a-new\''),
    };
    const rename = (from: string, to: string, more: Files = {}, others: Files = {}) => {
      const all = { ...files, ...more };
      const renames = Object.entries({ [from]: to, ...others }).map(([oldUri, newUri]) => ({ oldUri: uriIn(oldUri), newUri: uriIn(newUri) }));
      const asked = new Set(filesForRenames(worldOf(all), renames));
      return { all, ...afterRename(worldOf(all), renames, uri => asked.has(uri) ? all[fileOf(uri)] : undefined) };
    };

    it('takes its id and what names it along, and offers the same for the other language', () => {
      const { changes, offered } = rename('zh/a-old.md', 'zh/a-older.md');
      const changed = after(files, changes);
      assert.deepEqual(changed, { ...files, 'zh/a-old.md': files['zh/a-old.md']?.replace('a-old', 'a-older'), 'zh/a-new.md': files['zh/a-new.md']?.replace('a-old', 'a-older') });
      assert.deepEqual(fileNames(offered), ['edit en/a-new.md', 'edit en/a-old.md', 'rename en/a-old.md -> en/a-older.md']);
      const whole = after(changed, offered);
      assert.deepEqual(Object.keys(whole).sort(), ['en/a-new.md', 'en/a-older.md', 'zh/a-new.md', 'zh/a-old.md']);
      assert.equal(whole['en/a-older.md'], files['en/a-old.md']?.replace('a-old', 'a-older'));
    });

    it('together with its twin offers nothing more', () => {
      const { changes, offered } = rename('zh/a-old.md', 'zh/a-older.md', {}, { 'en/a-old.md': 'en/a-older.md' });
      assert.deepEqual(offered, []);
      assert.deepEqual(after(files, changes), Object.fromEntries(Object.entries(files).map(([file, text]) => [file, text.replace('a-old', 'a-older')])));
    });

    it('to what is no id, or another record’s, changes no text', () => {
      assert.deepEqual(rename('zh/a-old.md', 'zh/My File.md').changes, []);
      assert.deepEqual(fileNames(rename('zh/a-old.md', 'zh/My File.md').offered), ['rename en/a-old.md -> en/My%20File.md']);
      assert.deepEqual(rename('zh/a-old.md', 'zh/a-x.md', { 'en/a-x.md': made('a-x') }).changes, []);
      assert.deepEqual(rename('zh/a-old.md', 'zh/a-x.md', { 'en/a-x.md': made('a-x') }).offered, []);
    });

    it('offers nothing where another file has the name that its twin would get', () => {
      const { changes, offered } = rename('zh/a-old.md', 'zh/a-x.md', { 'en/a-x.md': made('z-z') });
      assert.deepEqual([fileNames(changes), offered], [['edit zh/a-old.md', 'edit zh/a-new.md'], []]);
      assert.deepEqual(rename('zh/a-old.md', 'zh/a-x.md', { 'en/a-x.md': '# Notes\n' }).offered, []);
    });

    it('with an id of its own keeps it', () => {
      const { changes, offered } = rename('zh/b.md', 'zh/c.md', { 'zh/b.md': made('x-y'), 'en/b.md': made('x-y') });
      assert.deepEqual([changes, fileNames(offered)], [[], ['rename en/b.md -> en/c.md']]);
    });

    it('at the end of a rename of its id, or into another folder, changes nothing', () => {
      assert.deepEqual(rename('zh/b.md', 'zh/c-d.md', { 'zh/b.md': made('c-d'), 'en/b.md': made('c-d') }).changes, []);
      assert.deepEqual(rename('zh/b.md', 'zh/c-d.md', { 'zh/b.md': made('c-d'), 'en/b.md': made('c-d') }).offered, []);
      assert.deepEqual(rename('zh/a-old.md', 'zh/sub/a-old.md').changes, []);
      assert.deepEqual(rename('notes.md', 'other.md').changes, []);
    });
  });

  describe(`a file that goes in ${style}`, () => {
    const both = (id: string, rest = ''): Files => ({ [`zh/${id}.md`]: made(id, rest), [`en/${id}.md`]: made(id, rest) });
    const files: Files = {
      ...both('a-1', '\'supersededBy\': \'a-2\''),
      ...both('a-2', '\'supersedes\': [\'a-1\'], \'supersededBy\': \'a-3\''),
      ...both('a-3', '\'supersedes\': [\'a-2\', \'a-0\'], \'consolidatedFrom\': [\'a-2\']'),
    };
    const remove = (...gone: readonly string[]) => beforeDelete(worldOf(files), gone.map(uriIn));

    it('tells who refers to it, and joins what stood around it', () => {
      const found = remove('zh/a-2.md');
      assert.deepEqual(found?.message, {
        zh: '“a-2”被 2 个文件的沿革引用：zh/a-3.md、zh/a-1.md。删除后这些引用会断。', en: 'The lineage of 2 files names “a-2”: zh/a-3.md, zh/a-1.md. Once deleted, these references break.',
      });
      assert.deepEqual(found.choices.map(({ title }) => title.en), ['Join the lineage around what is deleted', 'Remove the references']);
      const [join, removed] = found.choices.map(({ changes }) => after(files, changes));
      assert.deepEqual(join, { ...files, 'zh/a-1.md': files['zh/a-1.md']?.replace('a-2', 'a-3'), 'zh/a-3.md': files['zh/a-3.md']?.replace('a-2', 'a-1') });
      assert.equal(removed?.['zh/a-1.md'], made('a-1', '\'supersededBy\': \'\''));
      assert.equal(removed?.['zh/a-3.md'], made('a-3', '\'supersedes\': [\'a-0\'], \'consolidatedFrom\': [\'a-2\']'));
    });

    it('in both languages, and a whole folder, counts what stays', () => {
      assert.equal(remove('zh/a-2.md', 'en/a-2.md')?.choices[0]?.changes.length, 4);
      assert.equal(remove('zh'), undefined);
      assert.equal(remove('zh/a-1.md', 'zh/a-2.md')?.message.en, 'The lineage of 1 file names “a-2”: zh/a-3.md. Once deleted, these references break.');
      const both23 = remove('zh/a-2.md', 'zh/a-3.md');
      assert.deepEqual(both23?.choices.map(({ title }) => title.zh), ['删去这些引用']);
      const both12 = remove('zh/a-1.md', 'zh/a-2.md');
      assert.equal(after(files, both12?.choices[0]?.changes ?? [])['zh/a-3.md'], made('a-3', '\'supersedes\': [\'a-0\'], \'consolidatedFrom\': [\'a-2\']'));
    });

    it('that nothing refers to goes without a word', () => {
      assert.equal(beforeDelete(worldOf({ ...files, ...both('b-1', '\'supersedes\': [\'a-9\']') }), [uriIn('zh/b-1.md')]), undefined);
      assert.equal(beforeDelete(worldOf({ ...files, 'zh/sub/copy.md': made('a-2') }), [uriIn('zh/a-2.md')]), undefined, 'the id stays in another file');
      assert.equal(beforeDelete(worldOf(files), [uriIn('zh/a-2'), uriIn('notes.md')]), undefined);
    });

    it('between what is linked already is not linked twice, and of two successors none is the one', () => {
      const more: Files = { 'zh/d-3.md': made('d-3', '\'supersedes\': [\'d-1\', \'d-2\']'), 'zh/d-2.md': made('d-2', '\'supersedes\': [\'d-1\', \'d-0\']'), 'zh/d-4.md': made('d-4', '\'supersedes\': [\'d-2\']'), 'zh/d-1.md': made('d-1', '\'supersededBy\': \'d-2\'') };
      const join = after(more, beforeDelete(worldOf(more), [uriIn('zh/d-2.md')])?.choices[0]?.changes ?? []);
      assert.equal(join['zh/d-3.md'], made('d-3', '\'supersedes\': [\'d-1\', \'d-0\']'));
      assert.equal(join['zh/d-4.md'], made('d-4', '\'supersedes\': [\'d-1\', \'d-0\']'));
      assert.equal(join['zh/d-1.md'], made('d-1', '\'supersededBy\': \'\''));
    });

    it('in a circle ends', () => {
      const round = { ...both('c-1', '\'supersedes\': [\'c-2\'], \'supersededBy\': \'c-2\''), ...both('c-2', '\'supersedes\': [\'c-1\', \'c-2\'], \'supersededBy\': \'c-1\'') };
      const found = beforeDelete(worldOf(round), [uriIn('zh/c-2.md')]);
      assert.deepEqual(found?.choices.map(({ changes }) => after(round, changes)['zh/c-1.md']), [made('c-1', '\'supersedes\': [], \'supersededBy\': \'\'')]);
    });
  });
}

describe('a new file', () => {
  for (const [folder, style] of [['2026-07-22-flow', 'flow'], ['2026-02-27-json', 'json'], ['2026-02-08-block', 'block']] as const) for (const locale of ['zh', 'en'] as const) {
    it(`in ${locale} of ${folder} is a record in ${style} with gaps`, function () {
      const files = Object.fromEntries(markdownBelow(shared(this, `corpus/${folder}/policies/${locale}`)).slice(0, 12).map(({ file, text }) => [`${locale}/${file}`, text]));
      const world = worldOf(files);
      const uri = uriIn(`${locale}/xx-new-2026.md`);
      const asked = new Set(filesForNew(uri, world));
      const text = onCreate(uri, world, each => asked.has(each) ? each === uri ? '' : files[fileOf(each)] : undefined) ?? '';
      const made = record(text, `${locale}/xx-new-2026.md`);
      assert.equal(made.style, style);
      assert.match(text, /["']?id["']?: ["']?xx-new-2026["']?/);
      assert.match(text, /["']?lastAuditDate["']?: ["']?2026-11-20["']?/);
      assert.match(text, /["']?author["']?: ["']?Li Wei["']?/);
      assert.match(text, locale === 'zh' ? /<!-- 正文待撰写。 -->\n$/ : /<!-- The narrative is still to be written\. -->\n$/);
      assert.deepEqual([...new Set(check(made, worldOf({ ...files, [`${locale}/xx-new-2026.md`]: text })).map(({ rule }) => rule))].sort(), ['empty-body', 'empty-field', 'unfilled-pillars'], 'all that is wrong is what has to be filled in');
    });
  }

  const flow = '---\n{\n  \'id\': \'a-b\',\n  \'status\': \'现行\',\n  \'title\': \'甲\',\n  \'url\': \'https://example.org\',\n}\n---\n\n正文\n';
  const json = '---\r\n{\r\n  "id": "a-c",\r\n  "title": "乙"\r\n}\r\n---\r\n\r\n正文\r\n';
  const create = (files: Files, file: string) => onCreate(uriIn(file), worldOf(files), uri => files[fileOf(uri)]);

  it('is written as most are in its folder, line ends too', () => {
    assert.equal(create({ 'zh/a-b.md': flow, 'zh/a-c.md': json, 'zh/a-d.md': json.replace('a-c', 'a-d') }, 'zh/a-e.md')?.slice(0, 30), '---\r\n{\r\n  "analysis": {\r\n    "');
    assert.equal(create({ 'zh/a-b.md': flow, 'zh/a-c.md': json, 'zh/a-0.md': flow.replace('a-b', 'a-0') }, 'zh/a-e.md')?.slice(0, 20), '---\n{\n  \'analysis\':\n');
  });

  it('is the record of the other language where that is there, with gaps for its words', () => {
    const text = create({ 'zh/a-b.md': flow, 'en/a-x.md': json }, 'en/a-b.md');
    assert.equal(text, '---\n{\n  \'id\': \'a-b\',\n  \'status\': \'Active\',\n  \'title\': \'\',\n  \'url\': \'https://example.org\',\n}\n---\n\n<!-- The narrative is still to be written, from the Chinese file zh/a-b.md. -->\n');
  });

  it('is a blank record while that of the other language does not parse', () => {
    assert.match(create({ 'zh/a-b.md': flow.replace('甲\'', '甲'), 'en/a-x.md': json }, 'en/a-b.md') ?? '', /^---\r\n\{\r\n {2}"analysis"[^]*"id": "a-b"/);
  });

  it('is left alone in other folders, with a name of its own kind, or once it holds something', () => {
    assert.equal(create({ 'zh/a-b.md': flow }, 'notes/a-e.md'), undefined);
    assert.equal(create({ 'zh/a-b.md': flow }, 'zh/README.md'), undefined);
    assert.equal(create({ 'zh/a-b.md': flow }, 'zh/a-e.txt'), undefined);
    assert.equal(create({ 'zh/a-b.md': flow, 'zh/a-e.md': '# Notes\n' }, 'zh/a-e.md'), undefined);
    assert.deepEqual(filesForNew(uriIn('notes/a-e.md'), worldOf({ 'zh/a-b.md': flow })), []);
  });

  it('whose name can be no id leaves the id open', () => {
    assert.match(create({ 'zh/a-b.md': flow }, 'zh/New%20File.md') ?? '', /'id': '',/);
  });
});
