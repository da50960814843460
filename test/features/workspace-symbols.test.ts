import assert from 'node:assert/strict';
import { titleSpeller } from '../../server/features/complete/speller.ts';
import { mostSymbols, workspaceSymbols } from '../../server/features/workspace-symbols.ts';
import { libraryOf, uriIn } from '../../server/rules/library.ts';
import type { Corpus } from '../../server/record/corpus.ts';
import type { Speller } from '../../server/schema/spelling.ts';
import { shared } from '../shared.ts';
import { markdownBelow } from '../syntax/library.ts';

const record = (id: string, title: string, country = '') => `---\n{ "id": "${id}", "title": "${title}", "country": "${country}" }\n---\n`;
const { world: { corpus } } = libraryOf([
  { file: 'zh/cn-ccer.md', text: record('cn-ccer', '全国温室气体自愿减排交易管理办法', '中国') }, { file: 'en/cn-ccer.md', text: record('cn-ccer', 'CCER measures', 'China') },
  { file: 'zh/cn-ets.md', text: `---\r\nid: cn-ets\r\ntitle: 全国碳市场\r\n---\r\n` }, { file: 'en/cn-ets-2021.md', text: `\ufeff---\n{ 'id': 'cn-ets-2021', 'title': 'National emissions trading 😀', }\n---\n` },
  { file: 'en/no-title.md', text: '---\nstatus: Active\n---\n' },
]);

describe('workspace symbols', () => {
  let spell: Speller;
  before(async () => { spell = await titleSpeller(); });
  const found = (query: string, all: Corpus = corpus) => workspaceSymbols(all, query, spell).map(({ name, location }) => `${location.uri.slice(uriIn('').length)}: ${name}`);

  it('are found by id, best first', () => {
    assert.deepEqual(found('cn-ets'), ['zh/cn-ets.md: 全国碳市场 · cn-ets', 'en/cn-ets-2021.md: National emissions trading 😀 · cn-ets-2021']);
    assert.deepEqual(found('CCER'), ['en/cn-ccer.md: CCER measures', 'zh/cn-ccer.md: 全国温室气体自愿减排交易管理办法 · CCER measures']);
    assert.deepEqual(found('2021'), ['en/cn-ets-2021.md: National emissions trading 😀 · cn-ets-2021']);
    assert.deepEqual(found('cets'), ['zh/cn-ets.md: 全国碳市场 · cn-ets', 'en/cn-ets-2021.md: National emissions trading 😀 · cn-ets-2021']);
    assert.deepEqual(found('no-title'), ['en/no-title.md: no-title']);
  });

  it('are found by either title', () => {
    assert.deepEqual(found('自愿'), ['en/cn-ccer.md: CCER measures · 全国温室气体自愿减排交易管理办法', 'zh/cn-ccer.md: 全国温室气体自愿减排交易管理办法']);
    assert.deepEqual(found('emissions  TRADING'), ['en/cn-ets-2021.md: National emissions trading 😀']);
    assert.deepEqual(found('碳市场'), ['zh/cn-ets.md: 全国碳市场']);
    assert.deepEqual(found('ＣＣＥＲ measures').length, 2, 'full width letters are letters');
  });

  it('are found by pinyin, in full and by initials', () => {
    assert.deepEqual(found('quanguotan'), ['zh/cn-ets.md: 全国碳市场 · quanguotanshichang']);
    assert.deepEqual(found('qgtsc'), ['zh/cn-ets.md: 全国碳市场 · qgtsc']);
    assert.deepEqual(found('ziyuan jianpai').map(each => each.split(':')[0]), ['en/cn-ccer.md', 'zh/cn-ccer.md']);
    const latin = libraryOf([{ file: 'zh/cn-ets.md', text: record('cn-ets', '全国碳市场') }, { file: 'zh/qgtsc.md', text: record('qgtsc', 'x') }]).world.corpus;
    assert.deepEqual(found('qgtsc', latin).map(each => each.split(':')[0]), ['zh/qgtsc.md', 'zh/cn-ets.md'], 'behind what is written so');
    assert.deepEqual(workspaceSymbols(corpus, 'qgtsc', undefined), [], 'while the dictionary is not read');
  });

  it('are none for what nothing has, and all for nothing', () => {
    assert.deepEqual(found('zzz'), []);
    assert.deepEqual(found('cs'), [], 'two letters that only happen to follow each other');
    assert.deepEqual(found('法碳'), []);
    assert.deepEqual(found('').map(each => each.split(':')[0]), ['en/cn-ccer.md', 'zh/cn-ccer.md', 'zh/cn-ets.md', 'en/cn-ets-2021.md', 'en/no-title.md']);
    for (const odd of ['.*', '\\', '(', '😀'.slice(0, 1), ' ']) workspaceSymbols(corpus, odd, spell);
  });

  it('stand at the start of their files, with the id beside', () => {
    assert.deepEqual(workspaceSymbols(corpus, '自愿', spell)[1], {
      name: '全国温室气体自愿减排交易管理办法', kind: 5, containerName: 'cn-ccer · 中国',
      location: { uri: uriIn('zh/cn-ccer.md'), range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } },
    });
  });

  it('of the corpus are each the first for their own id and title, at most 200', function () {
    const { world: { corpus: all } } = libraryOf(markdownBelow(shared(this, 'corpus/2026-06-24-flow/policies')).concat(markdownBelow(shared(this, 'corpus/2026-02-08-block/policies')).map(each => ({ ...each, file: `old/${each.file}` }))));
    for (const { id = '', title = '', uri } of all.records()) {
      assert.ok(found(id, all).slice(0, 4).some(each => each.startsWith(`${uri.slice(uriIn('').length)}:`)), id);
      assert.ok(found(title, all).slice(0, 8).some(each => each.startsWith(`${uri.slice(uriIn('').length)}:`)), title);
    }
    const many = libraryOf([...Array(300).keys()].map(i => ({ file: `zh/x-${i}.md`, text: record(`x-${i}`, `政策 ${i}`) }))).world.corpus;
    assert.equal(found('x', many).length, mostSymbols);
    assert.deepEqual(found('x-29', many).slice(0, 2), ['zh/x-29.md: 政策 29 · x-29', 'zh/x-290.md: 政策 290 · x-290']);
  });
});
