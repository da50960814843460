import assert from 'node:assert/strict';
import fc from 'fast-check';
import { emptyShelf } from '../server/lsp/shelf.ts';
import { companionsNamed, missingFrom, recordsNamed } from '../server/record/collected.ts';
import { companionOf } from '../server/record/companions.ts';
import { corpusOf, type Corpus } from '../server/record/corpus.ts';
import { factsOf } from '../server/record/facts.ts';
import { sortOut } from '../server/record/intake.ts';
import { concerns, keep, type Kept } from '../server/rules/kept.ts';
import { rules } from '../server/rules/index.ts';
import { check } from '../server/rules/run.ts';
import { withCompanions } from '../server/record/amended.ts';
import { builtInCollections, kindOf } from '../server/schema/collections.ts';
import { noProject } from '../server/schema/project.ts';
import { readProject } from '../server/schema/project-file.ts';
import { parseRecord } from '../server/syntax/parse.ts';
import { shared } from './shared.ts';
import { markdownBelow, seeds } from './syntax/library.ts';

const facility = (id: string, more = '') => `---\n{ 'id': ${id}, 'name': '胜利油田', 'country': '中国'${more} }\n---\n\n正文\n`;
const at = (path: string) => `file:///library/${path}`;
const projectOf = (collections: object) => readProject(at('policy-records.json'), JSON.stringify({ collections })).project.collections;
const parsed = (path: string, text: string) => parseRecord(at(path), text) ?? assert.fail(path);

describe('files of other collections', () => {
  it('are every facility and every country profile of ../shared/corpus and nothing else of it', function () {
    const files = markdownBelow(shared(this, 'corpus'));
    const found = files.flatMap(({ file, text }) => { const { companion } = sortOut(at(file), text); return companion ? [{ file, companion }] : []; });
    assert.deepEqual(found.map(({ file }) => file), files.map(({ file }) => file).filter(file => /\/(?:facilities|countries)\//.test(file)));
    assert.deepEqual(['facilities', 'countries'].map(name => found.filter(({ companion: { collection } }) => collection === name).length), [138, 34]);
    const { companion } = found.find(({ file }) => file.endsWith('en/10.md')) ?? assert.fail('10');
    assert.deepEqual(companion, {
      uri: at('2026-07-22-flow/facilities/en/10.md'), stem: '10', language: 'en', id: '10', title: 'Acorn H2', country: 'United Kingdom', collection: 'facilities',
      references: { policies: ['uk-ccs-network-code', 'uk-ccus-vision', 'uk-energy-act-2023'] },
    });
    const profile = found.find(({ file }) => file.endsWith('zh/south-korea.md'))?.companion;
    assert.deepEqual([profile?.id, profile?.stem, profile?.title, profile?.references], ['South Korea', 'south-korea', '韩国', {}]);
  });

  it('lie where their collection says and tell that they are meant, in every notation', () => {
    const collectionOf = (path: string, text: string) => sortOut(at(path), text).companion?.collection;
    const texts = [facility('\'10\''), facility('10'), '---\nid: 10\n---\n', '\uFEFF---\r\n{ "id": "10" }\r\n---\r\n😀', '---\ncoordinates: [1, 2]\n---\n', '---\n{ "relatedPolicies": [] }\n---\n'];
    for (const text of texts) assert.equal(collectionOf('facilities/zh/10.md', text), 'facilities', text);
    assert.equal(collectionOf('facilities/10.md', facility('10')), 'facilities');
    assert.equal(collectionOf('countries/zh/10.md', '---\nmaturity: {}\n---\n'), 'countries');
    assert.equal(collectionOf('projects/10.md', facility('\'10\'')), undefined);
    for (const text of ['---\nname: x\n---\n', '# 设施\n', '---\n---\n']) assert.equal(collectionOf('facilities/zh/README.md', text), undefined, text);
    for (const { file, text } of seeds) assert.deepEqual([sortOut(at(`facilities/${file}`), text).companion, sortOut(at(file), text).record?.uri], [undefined, at(file)]);
  });

  it('are what a project says, whatever they hold', () => {
    const own = projectOf({ methods: { files: 'methods', id: 'code', title: 'name', references: { 'basis.act': 'policies' } }, facilities: { files: ['projects/**'] } });
    const method = sortOut(at('methods/zh/a.md'), '---\ncode: VM1\nname: 方法\nbasis: [{ act: cn-a }, { act: [cn-b, 3] }]\n---\n', own).companion;
    assert.deepEqual([method?.collection, method?.id, method?.title, method?.references], ['methods', 'VM1', '方法', { policies: ['cn-a', 'cn-b', '3'] }]);
    assert.equal(sortOut(at('methods/a.md'), seeds[0]?.text ?? '', own).companion?.collection, 'methods', 'what lies there is no policy');
    assert.equal(sortOut(at('projects/10.md'), '---\nname: x\n---\n', own).companion?.collection, 'facilities');
    assert.equal(sortOut(at('facilities/10.md'), facility('10'), own).companion, undefined);
    assert.equal(sortOut('file:///elsewhere/methods/a.md', '---\ncode: 1\n---\n', own).companion, undefined);
    const policies = projectOf({ policies: { files: 'acts' } });
    assert.deepEqual([sortOut(at('acts/a.md'), '---\nname: x\n---\n', policies).record?.uri, sortOut(at('zh/a.md'), seeds[0]?.text ?? '', policies).record], [at('acts/a.md'), undefined]);
  });

  it('are known from disk and from the editor, as they were last whole', () => {
    const shelf = emptyShelf();
    const uri = at('facilities/zh/10.md');
    const named = () => shelf.corpus().companions().map(({ id, title }) => [id, title]);
    const open = (text: string) => shelf.open(uri, text, sortOut(uri, text));
    shelf.put(uri, facility('\'10\''));
    assert.deepEqual([named(), shelf.counts()], [[['10', '胜利油田']], { records: 0, others: 1 }]);
    const before = shelf.corpus();
    shelf.put(uri, facility('\'10\''));
    assert.equal(shelf.corpus(), before);
    shelf.put(uri, facility('\'11\''));
    assert.deepEqual(named(), [['11', '胜利油田']]);
    open(facility('\'12\''));
    assert.deepEqual(named(), [['12', '胜利油田']]);
    for (const half of ['---\n{ \'id\': \'12\', \'name\': \'胜\n---\n', '---\n{ \'id\': ', '# its fences are away\n']) { open(half); assert.deepEqual(named(), [['12', '胜利油田']], half); }
    open('---\ntitle: no longer one\n---\n');
    assert.deepEqual(named(), []);
    open(facility('\'12\''));
    shelf.close(uri);
    shelf.put(uri, facility('\'11\''));
    shelf.put(at('facilities/zh/09.md'), facility('\'09\''));
    assert.deepEqual(named().map(([id]) => id), ['09', '11']);
    shelf.keep(each => each !== uri);
    assert.deepEqual(named().map(([id]) => id), ['09']);
    shelf.put(at('facilities/zh/09.md'), undefined);
    assert.deepEqual(named(), []);
    assert.deepEqual([...shelf.changes().uris], [uri, at('facilities/zh/09.md')]);
  });

  it('are none once they turn into a policy record', () => {
    const shelf = emptyShelf();
    const uri = at('facilities/zh/a.md');
    shelf.put(uri, facility('\'a\''));
    shelf.put(uri, seeds[0]?.text);
    assert.deepEqual([shelf.corpus().companions(), shelf.corpus().records().map(each => each.uri)], [[], [uri]]);
    assert.deepEqual([...shelf.changes().uris], [uri]);
  });
});

describe('findings across collections', () => {
  it('hold exactly as long as they would be found again, whatever becomes of the other files', () => {
    const files = ['policies/zh/p1.md', 'policies/zh/p2.md', 'policies/en/p1.md', 'facilities/zh/f1.md', 'facilities/zh/f2.md', 'facilities/en/f1.md', 'facilities/en/f3.md'].map(at);
    const names = ['p1', 'p2', 'p3', 'f1', 'f2', 'f3'];
    const project = noProject(at('policy-records.json'));
    const only = rules.filter(({ of }) => of === 'any');
    const found = (uri: string, text: string, corpus: Corpus) => {
      const { record, other } = sortOut(uri, text);
      return JSON.stringify(check(record ?? other ?? assert.fail(uri), { corpus, today: '2026-11-20', author: undefined, project }, undefined, only).map(({ message, severity }) => [severity, message.en]));
    };
    const state = fc.record({ id: fc.constantFrom(...names), list: fc.array(fc.constantFrom(...names), { maxLength: 4 }), title: fc.constantFrom('a', 'b'), isThere: fc.integer({ min: 0, max: 4 }).map(n => n > 0), isHalf: fc.integer({ min: 0, max: 9 }).map(n => n === 0) });
    const textOf = (uri: string, { id, list, title }: { readonly id: string; readonly list: readonly string[]; readonly title: string }) => uri.includes('/policies/')
      ? `---\nid: ${id}\ntitle: ${title}\nlegalWeight: ''\nrelatedFacilities: [${list.join(', ')}]\n---\n` : `---\nid: ${id}\nname: ${title}\ncountry: x\nrelatedPolicies: [${list.join(', ')}]\n---\n`;
    let reused = 0;
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom(...files), state), { minLength: 2, maxLength: 25 }), steps => {
      const shelf = emptyShelf();
      const texts = new Map<string, string>();
      const kept = new Map<string, Kept>();
      for (const [uri, its] of steps) {
        const text = its.isThere ? textOf(uri, its) : undefined;
        if (text === undefined) texts.delete(uri); else texts.set(uri, its.isHalf ? `${text.slice(0, 12)}"` : text);
        shelf.put(uri, texts.get(uri));
        const { news } = shelf.changes();
        const corpus = shelf.corpus();
        const world = { corpus, today: '2026-11-20', author: undefined, project };
        for (const [each, own] of texts) {
          const { record, other } = sortOut(each, own);
          const file = record ?? other;
          if (!file) { kept.delete(each); continue; }
          const before = each === uri ? undefined : kept.get(each);
          const holds = before !== undefined && news !== undefined && !concerns(before, news, corpus);
          if (holds) reused++;
          const now = holds ? before : keep(file, world);
          kept.set(each, now);
          const fresh = keep(file, { ...world, corpus: corpusOf(corpus.records(), corpus.companions()) });
          const said = ({ findings }: Kept) => findings.filter(({ rule }) => rule === 'broken-reference').map(({ severity, message }) => `${severity} ${message.en}`);
          assert.deepEqual(said(now), said(fresh), `${each} after ${uri}`);
        }
        for (const each of [...kept.keys()]) if (!texts.has(each)) kept.delete(each);
      }
    }), { numRuns: 150 });
    assert.ok(reused > 500, String(reused));
    assert.equal(found(at('policies/zh/p1.md'), textOf('/policies/', { id: 'p1', list: ['f1'], title: 'a' }), corpusOf([])), '[]');
  });
});

describe('names across collections', () => {
  const policy = (path: string, id: string) => factsOf(parsed(path, `---\nid: ${id}\n---\n`));
  const other = (path: string, text: string) => { const record = parsed(path, text); return companionOf(record, kindOf(record, builtInCollections)); };
  const files = [
    other('a/facilities/zh/10.md', '---\nid: 10\n---\n'), other('a/facilities/en/10.md', '---\nid: "10"\n---\n'), other('a/facilities/zh/alpha.md', '---\nid: beta\n---\n'), other('b/facilities/zh/11.md', '---\nid: 11\n---\n'), other('a/policies/facilities/12.md', '---\nid: 12\n---\n'),
  ];
  const corpus = corpusOf([policy('a/policies/zh/cn-a.md', 'cn-a'), policy('a/policies/en/cn-a.md', 'cn-a'), policy('a/policies/en/cn-b.md', 'cn-b'), policy('b/policies/zh/cn-c.md', 'cn-c')], files);
  const near = (path: string) => factsOf(parsed(path, '---\nid: x\n---\n'));
  const found = (of: string, id: string, path: string, its = builtInCollections) => (of === 'policies' ? recordsNamed(corpus, its, kindOf(parsed(path, '---\nid: x\n---\n'), its), id, near(path)) : companionsNamed(corpus, its, of, id, near(path))).map(({ uri }) => uri.slice(at('').length));

  it('lead to the files beside the folder, in the language, by the id and by the name of the file', () => {
    assert.deepEqual(found('facilities', '10', 'a/policies/zh/x.md'), ['a/facilities/zh/10.md']);
    assert.deepEqual(found('facilities', '10', 'a/policies/en/x.md'), ['a/facilities/en/10.md']);
    assert.deepEqual([found('facilities', 'alpha', 'a/policies/zh/x.md'), found('facilities', 'beta', 'a/policies/zh/x.md')], [['a/facilities/zh/alpha.md'], ['a/facilities/zh/alpha.md']]);
    assert.deepEqual([found('facilities', '11', 'a/policies/zh/x.md'), found('facilities', '11', 'b/policies/zh/x.md')], [[], ['b/facilities/zh/11.md']]);
    assert.deepEqual(found('facilities', '12', 'a/policies/zh/x.md'), ['a/policies/facilities/12.md']);
    assert.deepEqual([found('policies', 'cn-a', 'a/facilities/zh/10.md'), found('policies', 'cn-b', 'a/facilities/zh/10.md'), found('policies', 'cn-c', 'a/facilities/zh/10.md')], [['a/policies/zh/cn-a.md'], [], []]);
    assert.deepEqual(found('policies', 'cn-a', 'a/facilities/10.md'), ['a/policies/en/cn-a.md', 'a/policies/zh/cn-a.md'], 'outside language folders either will do');
    assert.deepEqual(found('policies', 'cn-c', 'b/facilities/en/1.md'), ['b/policies/zh/cn-c.md'], 'there are none in its language');
  });

  it('lead anywhere below the project file that says which collections there are', () => {
    const own = projectOf({ facilities: {} });
    assert.deepEqual([found('facilities', '11', 'a/policies/zh/x.md', own), found('policies', 'cn-c', 'a/facilities/zh/10.md', own)], [['b/facilities/zh/11.md'], ['b/policies/zh/cn-c.md']]);
  });

  it('are missed only where the library has files of the collection, and tell whether it has most of them', () => {
    const its = builtInCollections.policies;
    const missing = (ids: readonly string[], path: string, there = corpus) => missingFrom(there, builtInCollections, its, 'facilities', ids, near(path));
    assert.deepEqual(missing(['10', '99', 'bata'], 'a/policies/zh/x.md'), { places: [{ at: 1, meant: undefined }, { at: 2, meant: 'beta' }], isPartial: false });
    assert.deepEqual(missing(['10'], 'a/policies/zh/x.md'), { places: [], isPartial: false });
    assert.equal(missing(['10'], 'c/policies/zh/x.md'), undefined);
    assert.equal(missing(['10'], 'a/policies/zh/x.md', withCompanions(corpus, [])), undefined);
    const lists = (ids: string) => corpusOf([factsOf(parsed('a/policies/zh/y.md', `---\nid: y\nrelatedFacilities: [${ids}]\n---\n`))], files);
    assert.equal(missing(['1'], 'a/policies/zh/x.md', lists('10, 1'))?.isPartial, false, 'half of them are there');
    assert.equal(missing(['1'], 'a/policies/zh/x.md', lists('10, 1, 2'))?.isPartial, true);
    assert.deepEqual(missing(['bata'], 'a/policies/zh/x.md', lists('10, 1, 2')), { places: [{ at: 0, meant: undefined }], isPartial: true });
  });
});
