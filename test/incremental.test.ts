import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { apply } from '../server/base/edit.ts';
import { emptyShelf } from '../server/lsp/shelf.ts';
import { corpusOf } from '../server/record/corpus.ts';
import { factsOf } from '../server/record/facts.ts';
import { intake } from '../server/record/intake.ts';
import { libraryUnknown, unknownLibrary } from '../server/record/unknown.ts';
import { rules } from '../server/rules/index.ts';
import type { Calm } from '../server/rules/calm.ts';
import { concerns, isSameAround, keep, type Kept } from '../server/rules/kept.ts';
import { libraryOf, uriIn } from '../server/rules/library.ts';
import { examplesOf, type Finding, type World } from '../server/rules/rule.ts';
import { check } from '../server/rules/run.ts';
import { noProject } from '../server/schema/project.ts';
import { parseRecord } from '../server/syntax/parse.ts';
import { isBroken, type PolicyRecord } from '../server/syntax/record.ts';
import type { Data, Path } from '../server/syntax/tree.ts';
import { setValue } from '../server/syntax/write.ts';
import { workedOut } from './fixture.ts';
import { shared } from './shared.ts';
import { markdownBelow, seeds, type MarkdownFile } from './syntax/library.ts';

/** How many random histories of a library are gone through. */
const sequences = Number(process.env['SEQUENCES'] ?? 60);
/** How many steps each of them has. */
const steps = 3;

const around = { today: '2026-11-20', author: 'Li Wei', project: noProject(uriIn('policy-records.json')) };
const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };

/** A library whose findings are kept from step to step, as the server keeps them. */
function keeper() {
  const shelf = emptyShelf();
  const texts = new Map<string, string>();
  const records = new Map<string, PolicyRecord>();
  const kept = new Map<string, { readonly record: PolicyRecord; readonly kept: Kept }>();
  const stale = new Set<string>();
  const calms = new Map<string, Calm>();
  const world = (): World => ({ ...around, corpus: shelf.corpus() });
  return {
    texts: texts as ReadonlyMap<string, string>,
    records: records as ReadonlyMap<string, PolicyRecord>,
    world,
    put: (file: string, text: string | undefined) => {
      if (texts.get(file) === text) return;
      shelf.put(uriIn(file), text);
      if (text === undefined) texts.delete(file); else texts.set(file, text);
      const record = text === undefined ? undefined : intake(uriIn(file), text);
      if (record) records.set(file, record); else { records.delete(file); kept.delete(file); stale.delete(file); }
    },
    /** Checks what must be checked, and tells which files that were. */
    settle: (): readonly string[] => {
      const now = world();
      const { news } = shelf.changes();
      for (const [file, { kept: its }] of kept) if (!news || concerns(its, news, now.corpus)) stale.add(file);
      return [...records].flatMap(([file, record]) => {
        const before = kept.get(file);
        const wasTold = stale.delete(file);
        if (!wasTold && before?.record === record) return [];
        const calmBefore = calms.get(file);
        // Of a file that was gone nobody has told.
        const { calm, ...its } = keep(record, now, throwing, calmBefore && { calm: calmBefore, isTold: wasTold || !before });
        calms.set(file, calm);
        kept.set(file, { record, kept: its });
        return [file];
      });
    },
    findings: (file: string): readonly Finding[] => kept.get(file)?.kept.findings ?? [],
  };
}
type Keeper = ReturnType<typeof keeper>;

/** The rules that ask about other records, told by running each where nothing is known of others. */
function askingRules(libraries: Iterable<PolicyRecord>): ReadonlySet<string> {
  const asking = new Set<string>();
  for (const record of libraries) {
    check(record, { ...around, corpus: unknownLibrary }, (rule, error) => { if (error === libraryUnknown) asking.add(rule); else throwing(rule, error); });
  }
  return asking;
}
const examples = (): readonly PolicyRecord[] => rules.flatMap(rule => examplesOf(rule).flatMap(({ file, text }) => libraryOf([{ file, text }]).record ?? []));

/** Whose findings silence those of other rules. */
const silencing: ReadonlySet<string> = new Set(['legacy-layout', 'hidden-character', 'alias-in-record']);

/** What a run that knows nothing of before finds in every file, by some rules or all. */
function fresh({ world, records }: Keeper, which: (rule: string) => boolean): ReadonlyMap<string, readonly Finding[]> {
  const now = world();
  // Every rule looks at the record itself, also where what the library keeps of it would do to leave it out.
  const only = rules.flatMap(rule => which(rule.id) || silencing.has(rule.id) ? { ...rule, mayFind: () => true } : []);
  return new Map([...records].map(([file, record]) => {
    const corpus = isBroken(record) ? corpusOf([...now.corpus.records(), factsOf(record)]) : now.corpus;
    return [file, check(record, { ...now, corpus }, throwing, only).filter(({ rule }) => which(rule))];
  }));
}

function assertKept(keeper: Keeper, which: (rule: string) => boolean, message: string) {
  for (const [file, found] of fresh(keeper, which)) assert.deepEqual(workedOut(keeper.findings(file).filter(({ rule }) => which(rule))), workedOut(found), `${message}: ${file}`);
}

/** Numbers from 0 up to 1 that are the same at each run for the same seed. */
function dice(seed: number) {
  let state = seed;
  const roll = () => {
    state = state + 0x6d2b79f5 | 0;
    let t = Math.imul(state ^ state >>> 15, 1 | state);
    t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
    return ((t ^ t >>> 14) >>> 0) / 4294967296;
  };
  return { roll, some: <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)] as T };
}
type Dice = ReturnType<typeof dice>;

/** Sixty files in all three notations, with both languages of each record. */
function sixty(folder: string): readonly MarkdownFile[] {
  const named = new Map(seeds.map(each => [each.file, each]));
  for (const [date, count] of [['2026-02-08-block', 16], ['2026-03-19-json', 20], ['2026-07-22-flow', 20]] as const) {
    const files = markdownBelow(join(folder, date, 'policies'));
    // Those that belong to a lineage come first: they have the most to do with others.
    const chosen = files.filter(({ file }) => file.startsWith('zh')).sort((a, b) => Number(/supersede\w+['"]?: *(?:\[\s*['"]|['"]\w)/.test(b.text)) - Number(/supersede\w+['"]?: *(?:\[\s*['"]|['"]\w)/.test(a.text)));
    let left: number = count;
    for (const zh of chosen) {
      const en = files.find(({ file }) => file === zh.file.replace(/^zh/, 'en'));
      if (left === 0 || !en || named.has(zh.file)) continue;
      named.set(zh.file, zh).set(en.file, en);
      left -= 2;
    }
  }
  return [...named.values()];
}

/** Writes a value as a fix would, where the file is a record that has the field. */
const set = (keeper: Keeper, file: string, path: Path, value: Data) => {
  const text = keeper.texts.get(file) ?? '';
  const record = parseRecord(uriIn(file), text);
  if (record && !isBroken(record)) keeper.put(file, apply(text, setValue(record, path, value)));
};
const valueIn = (keeper: Keeper, file: string, name: 'id' | 'title'): string => keeper.world().corpus.of(uriIn(file))?.[name] ?? '';

/** What may happen to a library, by its name. */
const happenings: Readonly<Record<string, (keeper: Keeper, dice: Dice, base: ReadonlyMap<string, string>) => void>> = {
  'a narrative is edited': narrate,
  'an id becomes that of another, or of none': (keeper, { some, roll }) => { const files = [...keeper.texts.keys()]; set(keeper, some(files), ['id'], roll() < 0.5 ? valueIn(keeper, some(files), 'id') : `new-${Math.floor(roll() * 9)}`); },
  'a title becomes that of another': (keeper, { some }) => { const files = [...keeper.texts.keys()]; set(keeper, some(files), ['title'], valueIn(keeper, some(files), 'title')); },
  'an address becomes one of three': (keeper, { some }) => set(keeper, some([...keeper.texts.keys()]), ['url'], some(['https://a.example.org/a.pdf', 'http://www.a.example.org/a.pdf', ''])),
  'another record is superseded': (keeper, { some, roll }) => { const files = [...keeper.texts.keys()]; set(keeper, some(files), ['evolution', 'supersedes'], roll() < 0.3 ? [] : [valueIn(keeper, some(files), 'id'), valueIn(keeper, some(files), 'id').slice(0, -1)]); },
  'a successor is named': (keeper, { some, roll }) => { const files = [...keeper.texts.keys()]; set(keeper, some(files), ['evolution', 'supersededBy'], roll() < 0.3 ? '' : valueIn(keeper, some(files), 'id')); },
  'a term changes its language': (keeper, { some }) => { const field = some(['status', 'country', 'category'] as const); set(keeper, some([...keeper.texts.keys()]), [field], some({ status: ['Active', '现行', 'Superseded', ''], country: ['China', '中国'], category: ['Regulatory', '法律监管'] }[field])); },
  'the source is taken away': (keeper, { some }) => set(keeper, some([...keeper.texts.keys()]), ['source'], ''),
  'a day changes': (keeper, { some, roll }) => set(keeper, some([...keeper.texts.keys()]), ['pubDate'], `20${10 + Math.floor(roll() * 16)}-03-05`),
  'a character of the frontmatter is lost': (keeper, { some, roll }) => { const file = some([...keeper.texts.keys()]); const text = keeper.texts.get(file) ?? ''; const at = Math.floor(roll() * Math.max(1, text.lastIndexOf('\n---'))); keeper.put(file, text.slice(0, at) + text.slice(at + 1)); },
  'a file comes': (keeper, { some, roll }) => { const file = some([...keeper.texts.keys()]); keeper.put(`${some(['zh', 'en', 'notes', 'zh-CN'])}/new-${Math.floor(roll() * 5)}.md`, keeper.texts.get(file)); },
  'a file goes': (keeper, { some }) => keeper.put(some([...keeper.texts.keys()]), undefined),
  'a file is renamed': (keeper, { some, roll }) => {
    const file = some([...keeper.texts.keys()]);
    const text = keeper.texts.get(file);
    keeper.put(file, undefined);
    keeper.put(roll() < 0.5 ? file.replace(/^(?:zh|en)/, some(['zh', 'en', 'other/zh'])) : file.replace(/[^/]+$/, `moved-${Math.floor(roll() * 5)}.md`), text);
  },
  'another state is checked out': (keeper, { roll }, base) => { for (const file of new Set([...keeper.texts.keys(), ...base.keys()])) if (roll() < 0.3) keeper.put(file, roll() < 0.7 ? base.get(file) : undefined); },
};

function narrate(keeper: Keeper, { some, roll }: Dice): string {
  const file = some([...keeper.records.keys()]);
  const text = keeper.texts.get(file) ?? '';
  const record = parseRecord(uriIn(file), text);
  const name = some(['incentive', 'market', 'statutory', 'mrv', 'strategic', 'technical']);
  const evidence = record && !isBroken(record) && roll() < 0.6 ? setValue(record, ['analysis', name, 'evidence'], `Article ${Math.floor(roll() * 99)} obliges operators to report each tonne stored every year.`) : [];
  keeper.put(file, evidence.length > 0 ? apply(text, evidence) : `${text}\nAnother sentence ${Math.floor(roll() * 1e6)}.\n`);
  return file;
}

/** What is kept of a closed file, which is asked only where one of its topics has news. */
const only = ({ topics, ties }: Kept): Omit<Kept, 'findings'> => ({ topics, ties });

describe('findings that are kept', function () {
  this.timeout(0);

  it(`are those of a fresh run in every file, after each step of ${sequences} random histories of sixty files`, function () {
    const files = sixty(shared(this, 'corpus'));
    assert.equal(files.length, 60);
    const base = new Map(files.map(({ file, text }) => [file, text]));
    const one = keeper();
    for (const [file, text] of base) one.put(file, text);
    assert.equal(one.settle().length, 60);
    const asking = askingRules([...one.records.values(), ...examples()]);
    assert.ok(asking.size > 20 && asking.size < rules.length);
    assertKept(one, () => true, 'at first');

    const counts = new Map<string, number[]>();
    for (let n = 1; n <= sequences; n++) {
      for (const file of new Set([...one.texts.keys(), ...base.keys()])) one.put(file, base.get(file));
      one.settle();
      const lot = dice(n);
      for (let step = 1; step <= steps; step++) {
        const name = lot.some(Object.keys(happenings));
        happenings[name]?.(one, lot, base);
        const again = one.settle().length;
        counts.set(name, [...counts.get(name) ?? [], again]);
        if (name === 'a narrative is edited') assert.ok(again <= 2, `history ${n}, step ${step}: ${again} files were checked again for one narrative`);
        assertKept(one, rule => asking.has(rule), `history ${n}, step ${step}: ${name}`);
      }
      // The rules that ask nobody cannot differ, which is looked at now and then all the same.
      if (n % 20 === 0) assertKept(one, () => true, `history ${n}`);
    }
    for (const [name, all] of counts) console.log(`      ${name}: ${(all.reduce((a, b) => a + b, 0) / all.length).toFixed(1)} of 60 files checked again, at most ${Math.max(...all)}`);
  });

  it('are worked out again for a narrative in that file and its twin, and in no other', function () {
    const files = sixty(shared(this, 'corpus'));
    const one = keeper();
    for (const { file, text } of files) one.put(file, text);
    one.settle();
    const lot = dice(7);
    for (let i = 0; i < 40; i++) {
      const file = narrate(one, lot);
      const again = one.settle();
      assert.ok(again.includes(file));
      assert.deepEqual(again.filter(each => each.replace(/^../, '') !== file.replace(/^../, '')), []);
    }
  });

  it('are worked out again where the day, who signs or the project is another', () => {
    const one = keeper();
    for (const { file, text } of seeds) one.put(file, text);
    const record = [...one.records.values()][0]!;
    const world = one.world();
    const { ties } = keep(record, world, throwing);
    const fits = (its: World) => isSameAround(ties.around, its);
    assert.equal(fits({ ...world }), true);
    for (const other of [{ today: '2026-11-21' }, { author: undefined }, { project: noProject() }]) assert.equal(fits({ ...world, ...other }), false);
  });

  it('keep neither the text nor the tree of a record', async function () {
    const files = sixty(shared(this, 'corpus'));
    const one = keeper();
    for (const { file, text } of files) one.put(file, text);
    const world = one.world();
    const kept = files.flatMap(({ file, text }) => {
      const record = intake(uriIn(file), text);
      return record ? [{ ...only(keep(record, world, throwing)), record: new WeakRef(record) }] : [];
    });
    assert.equal(kept.length, 60);
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    for (let i = 0; i < 5; i++) { await new Promise(resolve => setTimeout(resolve, 5)); collect(); }
    // The one that was read last may still lie about.
    assert.ok(kept.filter(({ record }) => record.deref()).length <= 1, String(kept.filter(({ record }) => record.deref()).length));
    assert.ok(kept.every(its => isSameAround(its.ties.around, world) && !concerns(its, new Set(), world.corpus)));
  });

  it('are kept with one and the same note of what whole folders tell, and that holds nothing of the library', function () {
    const files = Array.from({ length: 30 }, (_, i) => ({ file: `zh/a-${i}.md`, text: `---\n{ "id": "a-${i}", "title": "a ${i}", "country": "中国", "category": "法律监管", "legalWeight": "Law", "relatedFacilities": ["f-1"] }\n---\n` }));
    const one = keeper();
    for (const { file, text } of files) one.put(file, text);
    const world = one.world();
    const tellings = [...one.records.values()].map(record => keep(record, world, throwing).ties.tellings);
    assert.ok(tellings[0]?.length);
    assert.equal(new Set(tellings).size, 1);
    const told = tellings.flat().flatMap(each => each.told);
    assert.deepEqual(told.filter(each => typeof each === 'object' || typeof each === 'function'), []);
    assert.deepEqual(tellings.flat().flatMap(({ near }) => near ?? []), []);
  });

  it('follow a whole lineage, from either end', () => {
    const files = ['a', 'b', 'c', 'd'].map((id, i, all) => ({ file: `zh/${id}.md`, text: `---\n{ "id": "${id}", "title": "${id}", "country": "中国", "category": "法律监管", "legalWeight": "Law", "evolution": { "supersedes": [${i < 3 ? `"${all[i + 1]}"` : ''}] } }\n---\n` }));
    const one = keeper();
    for (const { file, text } of files) one.put(file, text);
    one.settle();
    one.put('zh/d.md', files[3]!.text.replace('[]', '["a"]'));
    // The cycle is found in each of its records, though only the last was changed.
    assert.deepEqual([...one.settle()].sort(), files.map(({ file }) => file));
    for (const { file } of files) assert.ok(one.findings(file).some(({ rule }) => rule === 'supersedes-cycle'), file);
  });
});
