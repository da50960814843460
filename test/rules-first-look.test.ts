import assert from 'node:assert/strict';
import { apply } from '../server/base/edit.ts';
import { unframe } from '../server/base/frame.ts';
import { corpusOf } from '../server/record/corpus.ts';
import { factsOf, sharedIn, type Facts } from '../server/record/facts.ts';
import { toldIn } from '../server/record/shared.ts';
import { rules } from '../server/rules/index.ts';
import { libraryOf, uriIn, type File } from '../server/rules/library.ts';
import { examplesOf, type Rule, type World } from '../server/rules/rule.ts';
import { dueOf, outward, pendingIn } from '../server/rules/run.ts';
import { noProject } from '../server/schema/project.ts';
import { parseRecord } from '../server/syntax/parse.ts';
import { isBroken, type PolicyRecord } from '../server/syntax/record.ts';
import type { Data, Path } from '../server/syntax/tree.ts';
import { setValue } from '../server/syntax/write.ts';
import { treesOf } from './corpus/trees.ts';
import { shared } from './shared.ts';
import { seeds } from './syntax/library.ts';

/** Policies with the world around them. */
interface Library { readonly records: readonly PolicyRecord[]; readonly world: World }

/** The same world as a check of many files knows it: what each record tells its twin was worked out when it was read. */
function asRead({ records, world }: Library): World {
  const byUri = new Map(records.map(record => [record.uri, record]));
  const facts = world.corpus.records().map((its): Facts => {
    const record = byUri.get(its.uri);
    return record && its.language !== undefined ? { ...its, told: toldIn(sharedIn(record), world.project.vocabulary) } : its;
  });
  return { ...world, corpus: corpusOf(facts, [...world.corpus.companions()]) };
}

/** The rules that would not be asked of a record although they find something in it, with what they find; `asked` counts those that are asked. */
function missedIn(library: Library, asked: { count: number; of: number } = { count: 0, of: 0 }, its: readonly Rule[] = rules): readonly string[] {
  const world = asRead(library);
  return library.records.flatMap(record => {
    const facts = world.corpus.of(record.uri);
    assert.ok(facts);
    const pending = pendingIn(record, world, sharedIn(record));
    const known = new Set(dueOf(pending, facts, world));
    // The server works nothing out beforehand.
    const kept = new Set(dueOf(pending, factsOf(record), library.world));
    asked.count += known.size;
    asked.of += rules.length;
    return its.flatMap(rule => (known.has(rule) && kept.has(rule) ? [] : rule.check(record, world, facts)).map(({ message }) => `${rule.id}: ${message.en}\n${record.uri}\n${record.text}`));
  });
}

const libraryFrom = (files: readonly File[]): Library => {
  const { world } = libraryOf(files);
  const records = files.flatMap(({ file, text }) => { const record = parseRecord(uriIn(file), text); return record && world.corpus.of(record.uri) ? record : []; });
  return { records, world };
};

const examples = (): readonly Library[] => rules.flatMap(rule => examplesOf(rule).flatMap(({ file, text, after, others }) =>
  [unframe(text), ...after === undefined ? [] : [after]].map(each => libraryFrom([{ file, text: each }, ...others]))));

/** The facts that both languages of a record share, and what may stand there: of the right kind or not, as long as it can be written. */
const paths: readonly Path[] = [
  ...['id', 'year', 'pubDate', 'url', 'legalWeight', 'reviewStatus', 'category', 'status', 'country', 'relatedFacilities', 'provenance', 'analysis', 'evolution'].map(field => [field]),
  ...['supersedes', 'supersededBy', 'consolidatedFrom', 'sourcePublicationDate', 'milestones'].map(field => ['evolution', field]),
  ...['author', 'reviewer', 'lastAuditDate'].map(field => ['provenance', field]),
  ...['statutory', 'mrv', 'technical', 'strategic'].flatMap(name => [['analysis', name], ['analysis', name, 'score']]),
];
const values: readonly Data[] = [
  '', ' ', undefined, 0, 7, '7', 7.5, true, '2024-05-01', '2024-13-01', 'Active', '现行', '法律', 'Law', 'China', '中国', 'verified', 'https://example.org/a', 'Li Wei', '李伟', ' Li Wei ',
  [], ['a'], ['b', 'a'], ['a', 'b', 'a'], ['a', 1], [''], {}, { score: 5 }, { mrv: { score: 5 } }, [{ date: '2024-05-01', event: 'a' }], [{ date: '2024-05-01', event: '甲' }, { date: 'x' }],
];

describe('the first look at a record, of which nobody else is known yet', () => {
  it('leaves no rule out that finds something in an example', () => {
    const asked = { count: 0, of: 0 };
    for (const library of examples()) assert.deepEqual(missedIn(library, asked), []);
    assert.ok(asked.of > 40_000 && asked.count < asked.of / 8, JSON.stringify(asked));
  });

  it('leaves no rule out that finds something in the library (needs ../shared)', function () {
    this.timeout(120_000);
    const asked = { count: 0, of: 0 };
    for (const { world, files } of treesOf(shared(this, 'corpus'))) {
      assert.deepEqual(missedIn({ world, records: [...files.values()].map(({ record }) => record) }, asked), []);
    }
    assert.ok(asked.count < asked.of / 2, JSON.stringify(asked));
  });

  it('leaves none out where one of two languages tells a fact otherwise', function () {
    this.timeout(120_000);
    let [differences, agreements] = [0, 0];
    // One of each language, of different records.
    for (const { file, text } of [seeds[0]!, seeds.at(-1)!]) {
      const record = parseRecord(uriIn(file), text);
      const twin = seeds.find(each => each.file !== file && each.file.replace(/^../, '') === file.replace(/^../, ''));
      assert.ok(record && twin);
      for (const path of paths) for (const value of values) {
        const written = apply(text, setValue(record, path, value));
        // The twin as it is, and one that says just the same in the words of the other language.
        for (const other of [twin.text, written]) {
          const library = libraryFrom([{ file, text: written }, { ...twin, text: other }]);
          if (library.records.some(isBroken)) continue;
          assert.deepEqual(missedIn(library, undefined, rules.filter(({ mayFind }) => mayFind)), [], `${path.join('.')}: ${JSON.stringify(value)}`);
          const told = asRead(library).corpus.records().map(each => each.told);
          if (told[0] === told[1]) agreements++; else differences++;
        }
      }
    }
    assert.ok(differences > 500 && agreements > 1000, `${differences} ${agreements}`);
  });

  it('leaves all rules for later where a record cannot be read', () => {
    const [sound, broken] = ['"year":', '"year"：'].map(year => parseRecord(uriIn('zh/a.md'), (seeds.find(({ file }) => file.startsWith('zh'))?.text ?? '').replace('"year":', year)));
    const around = { today: '2026-11-20', author: undefined, project: noProject() };
    assert.ok(sound && broken && isBroken(broken));
    assert.equal(pendingIn(broken, around, sharedIn(broken)), rules);
    const pending = pendingIn(sound, around, sharedIn(sound));
    assert.ok(outward.length > 8 && pending.length > outward.length && pending.length < outward.length + 12, String(pending.length));
    assert.deepEqual(outward.filter(rule => !pending.includes(rule)), []);
  });
});
