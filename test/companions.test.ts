import assert from 'node:assert/strict';
import { emptyShelf } from '../server/lsp/shelf.ts';
import { sortOut } from '../server/record/intake.ts';
import { shared } from './shared.ts';
import { markdownBelow, seeds } from './syntax/library.ts';

const facility = (id: string, more = '') => `---\n{ 'id': ${id}, 'name': '胜利油田', 'country': '中国'${more} }\n---\n\n正文\n`;
const at = (path: string) => `file:///library/${path}`;

describe('files that records may name', () => {
  it('are every facility of ../shared/corpus and nothing else of it', function () {
    const files = markdownBelow(shared(this, 'corpus'));
    const found = files.flatMap(({ file, text }) => { const { companion } = sortOut(at(file), text); return companion ? [{ file, companion }] : []; });
    assert.deepEqual(found.map(({ file }) => file), files.map(({ file }) => file).filter(file => file.includes('/facilities/')));
    assert.equal(found.length, 138);
    const { companion } = found.find(({ file }) => file.endsWith('en/652.md')) ?? assert.fail('652');
    assert.deepEqual(companion, { uri: at('2026-07-22-flow/facilities/en/652.md'), language: 'en', id: '652', name: 'Callisto Mediterranean CO2 Network phase 1', country: 'France-Italy' });
  });

  it('have an id, quoted or not, and stand among facilities or name policies', () => {
    const idOf = (path: string, text: string) => sortOut(at(path), text).companion?.id;
    assert.equal(idOf('facilities/zh/10.md', facility('\'10\'')), '10');
    assert.equal(idOf('facilities/zh/10.md', facility('10')), '10');
    assert.equal(idOf('projects/10.md', facility('\'10\'')), undefined);
    assert.equal(idOf('projects/10.md', facility('\'10\'', ', \'relatedPolicies\': []')), '10');
    assert.equal(idOf('facilities/zh/10.md', '---\nname: x\n---\n'), undefined);
    assert.equal(idOf('facilities/zh/README.md', '# 设施\n'), undefined);
    for (const { file, text } of seeds) assert.deepEqual([sortOut(at(`facilities/${file}`), text).companion, sortOut(at(file), text).record?.uri], [undefined, at(file)]);
  });

  it('are kept as they are on disk, and are news to no finding', () => {
    const shelf = emptyShelf();
    const uri = at('facilities/zh/10.md');
    const named = () => shelf.corpus().companions.map(({ id, name }) => [id, name]);
    shelf.put(uri, facility('\'10\''));
    assert.deepEqual([named(), shelf.others(), shelf.corpus().records.length], [[['10', '胜利油田']], 1, 0]);
    const before = shelf.corpus();
    shelf.put(uri, facility('\'10\''));
    assert.equal(shelf.corpus(), before);
    shelf.put(uri, facility('\'11\''));
    assert.deepEqual(named(), [['11', '胜利油田']]);
    shelf.put(at('facilities/zh/09.md'), facility('\'09\''));
    assert.deepEqual(named().map(([id]) => id), ['09', '11']);
    shelf.keep(each => each !== uri);
    assert.deepEqual(named().map(([id]) => id), ['09']);
    shelf.put(at('facilities/zh/09.md'), undefined);
    assert.deepEqual(named(), []);
    assert.equal(shelf.changes().size, 0);
  });

  it('are none once they turn into a policy record', () => {
    const shelf = emptyShelf();
    const uri = at('facilities/zh/a.md');
    shelf.put(uri, facility('\'a\''));
    shelf.put(uri, seeds[0]?.text);
    assert.deepEqual([shelf.corpus().companions, shelf.corpus().records.map(each => each.uri)], [[], [uri]]);
    assert.deepEqual([...shelf.changes()], [uri]);
  });
});
