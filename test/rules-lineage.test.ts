import assert from 'node:assert/strict';
import { duplicateTitle } from '../server/rules/duplicate-title.ts';
import { rules } from '../server/rules/index.ts';
import { libraryOf, uriIn, type File } from '../server/rules/library.ts';
import type { Related } from '../server/rules/rule.ts';
import { check } from '../server/rules/run.ts';
import { answers, besides, linked, listedIn, listOf, listPath, lists, longest, relatedTo, successorIn, successorsOf, unlinked, wayBetween } from '../server/rules/succession.ts';
import { setValue } from '../server/syntax/write.ts';
import { afterFix, world } from './fixture.ts';

const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };
const front = (inner: string): string => `---\n${inner}\n---\n`;
/** A file of the Chinese library, or of the folder its name gives. */
const of = (name: string, inner: string): File => ({ file: `${name.includes('/') ? name : `zh/${name}`}.md`, text: front(inner) });
const law = (id: string, evolution = '{}', more = ''): File => of(id, `id: ${id.replace(/^.*\//, '')}\nevolution: ${evolution}${more}`);
const places = (related: readonly Related[]): readonly string[] => related.map(each => `${each.uri.slice(uriIn('').length)} ${'span' in each ? `${each.span.start}` : each.path.join('.')}: ${each.message.en}`);

/** The facts and records of a library by file name. */
function libraryWith(...files: readonly File[]) {
  const { world: { corpus } } = libraryOf(files);
  const facts = (name: string) => {
    const found = corpus.of(uriIn(`${name.includes('/') ? name : `zh/${name}`}.md`));
    assert.ok(found, name);
    return found;
  };
  const record = (name: string) => {
    const made = libraryOf([...files.filter(({ file }) => file === `zh/${name}.md`), ...files.filter(({ file }) => file !== `zh/${name}.md`)]).record;
    assert.ok(made, name);
    return made;
  };
  return { corpus, facts, record };
}

/** What one rule says of the first file. */
function findingsOf(rule: string, ...files: readonly File[]) {
  const { record, world } = libraryOf(files);
  assert.ok(record);
  return check(record, world, throwing, rules.filter(({ id }) => id === rule));
}
const said = (rule: string, ...files: readonly File[]): readonly string[] => findingsOf(rule, ...files).map(({ span, message }) => `${files[0]?.text.slice(span.start, span.end) ?? ''}: ${message.en}`);
const titles = (rule: string, ...files: readonly File[]): readonly string[] => findingsOf(rule, ...files).flatMap(({ fixes }) => fixes.map(({ title, preferred }) => `${preferred ? '*' : ''}${title.en}`));
/** The files that a fix changes, without their fences. */
function after(rule: string, title: RegExp, ...files: readonly File[]): Readonly<Record<string, string>> {
  const fix = findingsOf(rule, ...files).flatMap(({ fixes }) => fixes).find(each => title.test(each.title.en));
  assert.ok(fix, titles(rule, ...files).join(', '));
  return Object.fromEntries(afterFix(files, fix).filter(({ file, text }) => !files.some(each => each.file === file && each.text === text)).map(({ file, text }) => [file.replace(/\.md$/, ''), text.slice(4, -5)]));
}

describe('succession', () => {
  it('reads who names whom past blanks, and nothing into an id that is absent', () => {
    const { facts } = libraryWith(law('a', '{ supersedes: [" b ", undefined] }'), law('b', '{ supersededBy: " a " }'), of('c', 'title: c'), of('d', 'evolution: { supersededBy: "" }'));
    assert.deepEqual([lists(facts('a'), facts('b')), lists(facts('b'), facts('a')), lists(facts('a'), facts('c'))], [true, false, false]);
    assert.deepEqual([answers(facts('b'), facts('a')), answers(facts('a'), facts('b')), answers(facts('d'), facts('c'))], [true, false, false]);
  });

  it('lists each id once, without blanks, what is no text, and the record itself', () => {
    const read = (file: File) => {
      const { facts, record } = libraryWith(file);
      const name = file.file.slice(3, -3);
      return [listedIn(record(name), facts(name)), successorIn(record(name), facts(name))];
    };
    assert.deepEqual(read(law('a', '{ supersedes: [b, " b ", a, "", " ", 1, { b: c }, "c "], supersededBy: " z " }')), [[{ id: 'b', i: 0 }, { id: 'c', i: 7 }], 'z']);
    assert.deepEqual(read(law('a', '{ supersedes: b, supersededBy: a }')), [[], undefined]);
    for (const by of ['""', '" "', '~', '[b]', '3']) assert.deepEqual(read(law('a', `{ supersededBy: ${by} }`)), [[], undefined], by);
    assert.deepEqual(read(law('a', `{ supersedes: [${Array.from({ length: longest + 1 }, (_, i) => `p${i}`).join(', ')}] }`))[0]?.length, longest);
    assert.deepEqual(read({ file: 'zh/a.md', text: '---\n{ "id": "a", "evolution": { "supersedes": ["b", "c\n---\n' }), [[{ id: 'b', i: 0 }], undefined]);
  });

  it('finds all successors of a record, each once, and no copy of itself', () => {
    const names = (files: readonly File[], name: string) => {
      const { corpus, facts } = libraryWith(...files);
      return successorsOf(facts(name), corpus).map(({ stem }) => stem);
    };
    assert.deepEqual(names([law('z', '{ supersededBy: " a " }'), law('a'), law('b', '{ supersedes: [z] }'), law('c')], 'z'), ['a', 'b']);
    assert.deepEqual(names([law('z', '{ supersededBy: a }'), law('a', '{ supersedes: [z] }'), law('b', '{ supersedes: [z] }')], 'z'), ['a', 'b']);
    assert.deepEqual(names([law('z', '{ supersededBy: z }'), of('copy', 'id: z\nevolution: { supersedes: [z] }'), law('b', '{ supersedes: [z] }')], 'z'), ['b']);
    assert.deepEqual(names([of('z', 'title: z'), law('b', '{ supersedes: [undefined, ""] }')], 'z'), []);
    assert.equal(names([law('z'), ...Array.from({ length: longest + 1 }, (_, i) => law(`p${i}`, '{ supersedes: [z] }'))], 'z').length, longest);
  });

  it('goes the shortest way from record to record, from either statement, and no further than any lineage is long', () => {
    const way = (files: readonly File[], from: string, to: string) => {
      const { corpus, facts } = libraryWith(...files);
      return wayBetween(facts(from), facts(to), corpus)?.map(({ newer, older, saidBy }) => `${newer.stem} ${older.stem} ${saidBy}`);
    };
    const chain = [law('a', '{ supersedes: [" b "] }'), law('b', '{ supersedes: [a] }'), law('c', '{ supersededBy: b, supersedes: [d] }'), law('d', '{ supersededBy: c }')];
    assert.deepEqual(way(chain, 'a', 'd'), ['a b newer', 'b c older', 'c d newer']);
    assert.deepEqual(way(chain, 'd', 'a'), undefined);
    assert.deepEqual(way(chain, 'a', 'a'), ['a b newer', 'b a newer']);
    assert.deepEqual(way([...chain, of('x', 'title: x'), of('y', 'evolution: { supersededBy: undefined }')], 'x', 'y'), undefined);
    assert.deepEqual(way([law('a', '{ supersedes: [a, " "] }'), of('copy', 'id: a\nevolution: { supersededBy: a }'), of('blank', 'id: ""')], 'a', 'copy'), undefined);
    assert.deepEqual(way([law('a', '{ supersedes: [a, " "] }'), of('blank', 'id: ""')], 'a', 'blank'), undefined);
    const long = (count: number) => Array.from({ length: count }, (_, i) => law(`p${i}`, `{ supersedes: [p${i + 1}] }`));
    assert.equal(way(long(longest + 2), 'p0', `p${longest}`)?.length, longest);
    assert.equal(way(long(longest + 2), 'p0', `p${longest + 1}`), undefined);
    const many = Array.from({ length: longest + 2 }, (_, i) => `p${i}`);
    assert.equal(way([law('a', `{ supersedes: [${many.join(', ')}] }`), law(`p${longest - 1}`), law(`p${longest}`)], 'a', `p${longest - 1}`)?.length, 1);
    assert.equal(way([law('a', `{ supersedes: [${many.join(', ')}] }`), law(`p${longest - 1}`), law(`p${longest}`)], 'a', `p${longest}`), undefined);
    const named = [law('a'), ...many.map((_, i) => law(`n${100 + i}`, '{ supersededBy: a }'))];
    assert.deepEqual([way(named, 'a', `n${99 + longest}`)?.length, way(named, 'a', `n${100 + longest}`)], [1, undefined]);
  });

  it('shows a statement at its place', () => {
    const { facts, record } = libraryWith(law('a', '{ supersedes: [1, x, " b "] }'), law('b', '{ supersededBy: a }'), of('c', 'title: c'), law('e', '{ supersedes: none }'));
    const [a, b, c] = [facts('a'), facts('b'), facts('c')];
    assert.deepEqual(places([
      relatedTo({ newer: a, older: b, saidBy: 'newer' }, record('b')), relatedTo({ newer: a, older: b, saidBy: 'older' }, record('a')), relatedTo({ newer: a, older: b, saidBy: 'newer' }, record('a')),
      relatedTo({ newer: a, older: c, saidBy: 'newer' }, record('b')), relatedTo({ newer: c, older: b, saidBy: 'older' }, record('a')), relatedTo({ newer: facts('e'), older: b, saidBy: 'newer' }, record('b')),
    ]), [
      'zh/a.md evolution.supersedes.2: “a” says that it supersedes “b”.', 'zh/b.md evolution.supersededBy: “b” says that “a” supersedes it.', 'zh/a.md 42: “a” says that it supersedes “b”.',
      'zh/a.md evolution.supersedes: “a” says that it supersedes “c”.', 'zh/b.md evolution.supersededBy: “b” says that “c” supersedes it.', 'zh/e.md evolution.supersedes: “e” says that it supersedes “b”.',
    ]);
    assert.deepEqual([listOf(a), listOf(c), listOf(facts('e'))], [[1, 'x', ' b '], [], []]);
  });

  /** The changes as `file kind field value`. */
  const changes = (files: readonly File[], newer: string, older: string, does: typeof linked = linked, instead?: string) => {
    const { corpus, facts } = libraryWith(...files);
    return does(facts(newer), facts(older), corpus, instead)?.map(each => each.kind === 'remove' ? each.kind : `${each.uri.slice(uriIn('').length)} ${each.kind} ${each.path.join('.')} ${JSON.stringify(each.value)}`);
  };

  it('writes what is not said yet, in both languages where both have both', () => {
    const none = [law('a'), law('b')];
    const told = ['zh/a.md add evolution.supersedes "b"', 'zh/b.md set evolution.supersededBy "a"'];
    assert.deepEqual(changes(none, 'a', 'b'), told);
    assert.deepEqual(changes([law('a', '{ supersedes: [" b "] }'), law('b', '{ supersededBy: " " }')], 'a', 'b'), told.slice(1));
    assert.deepEqual(changes([law('a'), law('b', '{ supersededBy: " a " }')], 'a', 'b'), told.slice(0, 1));
    assert.deepEqual(changes([law('a'), law('b', '{ supersededBy: " c " }')], 'a', 'b'), told.slice(0, 1));
    assert.deepEqual(changes([law('a'), law('b', '{ supersededBy: " c " }')], 'a', 'b', linked, 'c'), told);
    assert.deepEqual(changes([law('a'), law('b', '{ supersededBy: d }')], 'a', 'b', linked, 'c'), told.slice(0, 1));
    assert.deepEqual(changes([law('a', '{ supersedes: [b] }'), law('b', '{ supersededBy: a }')], 'a', 'b'), []);
    assert.deepEqual(changes([law('a'), of('b', 'title: b')], 'a', 'b'), ['zh/b.md set evolution.supersededBy "a"']);
    assert.deepEqual(changes([of('a', 'title: a'), law('b')], 'a', 'b'), ['zh/a.md add evolution.supersedes "b"']);
    const both = [...none, law('en/a', '{ supersedes: [b] }'), law('en/b')];
    assert.deepEqual(changes(both, 'a', 'b'), [...told, 'en/b.md set evolution.supersededBy "a"']);
    for (const others of [[law('en/a')], [law('en/b')], [law('en/a'), of('en/b', 'id: other')], [of('en/a', 'id: other'), law('en/b')]]) assert.deepEqual(changes([...none, ...others], 'a', 'b'), told);
  });

  it('writes nothing where a file has no room for it', () => {
    for (const evolution of ['none', '[b]', '{ supersedes: b }', '{ supersedes: { b: c } }']) assert.equal(changes([law('a', evolution), law('b')], 'a', 'b'), undefined, evolution);
    for (const evolution of ['none', '[b]', '{ supersededBy: [c] }', '{ supersedes: c }']) assert.equal(changes([law('a'), law('b', evolution)], 'a', 'b'), undefined, evolution);
    assert.deepEqual(changes([of('a', 'id: a'), of('b', 'id: b')], 'a', 'b')?.length, 2);
  });

  it('takes back what is said, and leaves the rest of a list', () => {
    const gone = (a: string, b: string, ...more: readonly File[]) => changes([law('a', a), law('b', b), ...more], 'a', 'b', unlinked);
    assert.deepEqual(gone('{ supersedes: [x, " b ", 1, b, c] }', '{ supersededBy: " a " }'), ['zh/a.md set evolution.supersedes ["x",1,"c"]', 'zh/b.md set evolution.supersededBy ""']);
    assert.deepEqual(gone('{ supersedes: [c] }', '{ supersededBy: c }'), []);
    assert.deepEqual(gone('{}', '{ supersededBy: a }', law('en/a', '{ supersedes: [b] }'), law('en/b')), ['zh/b.md set evolution.supersededBy ""', 'en/a.md set evolution.supersedes []']);
  });

  it('makes the changes of the record itself as edits', () => {
    const { corpus, facts, record } = libraryWith(law('a'), law('b'));
    const told = linked(facts('a'), facts('b'), corpus) ?? [];
    assert.deepEqual(besides(record('a'), told, []).map(({ kind, uri }) => `${kind} ${uri.slice(uriIn('').length)}`), ['set zh/b.md']);
    assert.deepEqual(besides(record('a'), told, setValue(record('a'), listPath, ['b'])).map(({ kind, uri }) => `${kind} ${uri.slice(uriIn('').length)}`), ['edit zh/a.md', 'set zh/b.md']);
  });
});

describe('one-way-supersedes', () => {
  const id = 'one-way-supersedes';

  it('is silent where one of two files of an id answers, and mends nothing where both do not', () => {
    const copy = (evolution: string) => of('copy', `id: b\nevolution: ${evolution}`);
    assert.deepEqual(said(id, law('a', '{ supersedes: [b] }'), law('b'), copy('{ supersededBy: c }')), []);
    assert.deepEqual(said(id, law('a', '{ supersedes: [b] }'), law('b'), copy('{}')).length, 1);
    assert.deepEqual(titles(id, law('a', '{ supersedes: [b] }'), law('b'), copy('{}')), []);
    assert.deepEqual(titles(id, law('a', '{ supersedes: [b] }'), law('b')), ['*Say in both files that “a” supersedes “b”']);
    assert.deepEqual(said(id, law('z', '{ supersededBy: b }'), law('b', '{ supersedes: [z] }'), copy('{}')), []);
    assert.deepEqual(said(id, law('z', '{ supersededBy: b }'), law('b'), copy('{ supersedes: [z] }')), []);
    assert.deepEqual([said(id, law('z', '{ supersededBy: b }'), law('b'), copy('{}')).length, titles(id, law('z', '{ supersededBy: b }'), law('b'), copy('{}'))], [1, []]);
  });

  it('offers the records that list this one, up to three, and shows ten', () => {
    const claimants = (count: number, more = '') => Array.from({ length: count }, (_, i) => law(`c${10 + i}`, `{ supersedes: [z]${more} }`));
    const files = (count: number) => [law('z', '{ supersededBy: a }'), law('a'), ...claimants(count)];
    assert.deepEqual(titles(id, ...files(1)), ['*Change it to “c10”', 'Say in both files that “a” supersedes “z”']);
    assert.deepEqual(titles(id, ...files(4)), ['Change it to “c10”', 'Change it to “c11”', 'Change it to “c12”', 'Say in both files that “a” supersedes “z”']);
    assert.deepEqual([files(10), files(11)].map(each => findingsOf(id, ...each)[0]?.related.length), [10, 10]);
    assert.deepEqual(places(findingsOf(id, ...files(1))[0]?.related ?? []), ['zh/c10.md evolution.supersedes.0: “c10” says that it supersedes “z”.']);
    assert.deepEqual(places(findingsOf(id, ...files(0))[0]?.related ?? []), ['zh/a.md evolution.supersedes: “a” does not list “z”.']);
    assert.deepEqual(titles(id, ...files(0)), ['*Say in both files that “a” supersedes “z”']);
    assert.deepEqual(titles(id, ...files(0), of('copy', 'id: z\nevolution: { supersedes: [z] }')), ['*Say in both files that “a” supersedes “z”']);
    assert.deepEqual(titles(id, law('z', '{ supersededBy: a, supersedes: [c10] }'), law('a'), ...claimants(1)), ['*Say in both files that “a” supersedes “z”']);
    assert.deepEqual(titles(id, law('z', '{ supersededBy: a }'), of('a', 'id: a\nevolution: none'), ...claimants(1)), ['*Change it to “c10”']);
  });

  it('changes the successor in the files of both languages', () => {
    const files = [law('z', '{ supersededBy: a }'), law('a'), law('b', '{ supersedes: [z] }'), law('en/z', '{ supersededBy: " a " }'), law('en/a'), law('en/b')];
    assert.deepEqual(after(id, /^Change/, ...files), { 'zh/z': 'id: z\nevolution: { supersededBy: b }', 'en/z': 'id: z\nevolution: { supersededBy: "b" }', 'en/b': 'id: b\nevolution:\n  supersedes:\n    - z' });
  });

  it('takes a slip of this id for this id, unless a record has the slip for its id, or another is meant', () => {
    const told = (listed: string, ...others: readonly File[]) => said(id, law('us-45q-bba', '{ supersededBy: a }'), law('a', `{ supersedes: [${listed}] }`), ...others).length;
    assert.deepEqual(['us-45q-bba', 'us-45q-bab', '" us-45q-bab "', 'us-45q-ba', 'us-45q-b', 'us-45q', 'jp-ccs'].map(each => told(each)), [0, 0, 0, 0, 0, 1, 1]);
    assert.equal(told('us-45q-bab', law('us-45q-bab')), 1);
    for (const own of ['us-45q-bab', '" us-45q-bab "']) assert.equal(said(id, law('us-45q-bba', '{ supersededBy: us-45q-bab }'), law('us-45q-bab', `{ supersedes: [${own}] }`)).length, 1, own);
    assert.equal(told('us-45q-bbx', law('us-45q-bbxx'), law('us-45q-bby')), 0);
    assert.equal(told('us-45q-b-a', law('us-45q-b-ab')), 1);
  });
});

describe('supersedes-cycle', () => {
  const id = 'supersedes-cycle';

  it('shows the way round, in order, with the middle of a long one left out', () => {
    const ring = (count: number) => Array.from({ length: count }, (_, i) => law(`p${i}`, `{ supersedes: [p${(i + 1) % count}] }`));
    assert.deepEqual(said(id, ...ring(4)), ['p1: “p1” leads back to this record: p0, p1, p2, p3, p0.']);
    assert.deepEqual(said(id, ...ring(5)), ['p1: “p1” leads back to this record: p0, p1, p2, p3, p4, p0.']);
    assert.deepEqual(said(id, ...ring(6)), ['p1: “p1” leads back to this record: p0, p1, p2, p3, …, p0.']);
    assert.deepEqual(places(findingsOf(id, ...ring(4))[0]?.related ?? []).map(each => each.split(' ')[0]), ['zh/p1.md', 'zh/p2.md', 'zh/p3.md']);
  });

  it('is told once, on the list, and where there is none on the successor', () => {
    assert.deepEqual(said(id, law('a', '{ supersedes: [b], supersededBy: c }'), law('b', '{ supersedes: [a] }'), law('c', '{ supersededBy: a }')), ['b: “b” leads back to this record: a, b, a.']);
    assert.deepEqual(said(id, law('a', '{ supersededBy: b }'), law('b', '{ supersededBy: a }')), ['b: “b” leads back to this record: b, a, b.']);
    assert.deepEqual(said(id, law('a', '{ supersededBy: b }'), law('b', '{ supersededBy: a, supersedes: [a] }')), []);
    assert.deepEqual(said(id, law('a', '{ supersedes: [c, d] }'), law('c'), law('d', '{ supersedes: [a] }')), ['d: “d” leads back to this record: a, d, a.']);
    assert.deepEqual(said(id, law('a', '{ supersedes: [c], supersededBy: missing }'), law('c')), []);
    assert.deepEqual(said(id, law('a', '{ supersedes: [c], supersededBy: b }'), law('b', '{ supersededBy: a }'), law('c')), ['b: “b” leads back to this record: b, a, b.']);
  });

  it('takes the step back that the dates tell to be wrong, from the list or the successor', () => {
    const [old, late] = ['\npubDate: "2012-06-13"\nyear: 2012', '\npubDate: "2023-10-19"\nyear: 2023'];
    assert.deepEqual(after(id, /^Take/, law('b', '{ supersedes: [x, a], supersededBy: a }', old), law('a', '{ supersedes: [b] }', late), law('x')), { 'zh/b': `id: b\nevolution: { supersedes: [x], supersededBy: a }${old}` });
    assert.deepEqual(after(id, /^Take/, law('a', '{ supersededBy: b }', late), law('b', '{ supersededBy: a }', old)), { 'zh/a': `id: a\nevolution: { supersededBy: '' }${late}` });
    assert.deepEqual(titles(id, law('a', '{ supersedes: [b] }', late), law('b', '{ supersedes: [a] }', old)), []);
    assert.deepEqual(titles(id, law('b', '{ supersedes: [a] }', old), law('a', '{ supersedes: [b] }', late)), ['*Take this step back: “b” was published before “a”']);
  });
});

describe('broken-supersedes', () => {
  const id = 'broken-supersedes';

  it('speaks of ids only, and of each that leads nowhere', () => {
    assert.deepEqual(said(id, law('a', '{ supersedes: [x, a, " a ", "", " ", 3, { b: c }, " y "] }')), ['x: No record here has the id “x”.', '" y ": No record here has the id “y”.']);
    assert.deepEqual(said(id, law('a', '{ supersedes: x }')), []);
    assert.deepEqual(said(id, law('a', '{ supersedes: [x, z], consolidatedFrom: [" x ", 1] }')), ['z: No record here has the id “z”.']);
    assert.deepEqual(said(id, law('a', '{ supersedes: [x], consolidatedFrom: x }')), ['x: No record here has the id “x”.']);
    assert.deepEqual(said(id, { file: 'zh/a.md', text: '---\n{ "id": "a", "evolution": { "supersedes": [\n"y",\n"x\n] } }\n---\n' }), ['"y": No record here has the id “y”.']);
  });

  it('declares nothing where there is no project', () => {
    const { record: made } = libraryOf([law('a', '{ supersedes: [cdm-x] }')]);
    assert.ok(made);
    assert.ok(!check(made, world([made]), throwing, rules.filter(rule => rule.id === id)).flatMap(({ fixes }) => fixes).some(({ title }) => /^Declare/.test(title.en)));
  });

  it('looks for what is meant among the first twenty of a list', () => {
    const listed = Array.from({ length: 21 }, (_, i) => `us-45q-b${String.fromCharCode(97 + i)}x`);
    const found = findingsOf(id, law('a', `{ supersedes: [${listed.join(', ')}] }`), ...listed.map(each => law(`${each}y`)));
    assert.deepEqual(found.map(({ fixes }) => [fixes.some(({ title }) => /^Change it/.test(title.en)), fixes.some(({ title }) => /^Create/.test(title.en))]), [...Array<readonly boolean[]>(20).fill([true, true]), [false, false]]);
  });

  it('changes the list of the other language along with it, as far as it has the id', () => {
    const files = (theirs: string, ours = '{ supersedes: [cdm-x] }') => [law('a', ours), law('cdm-y'), law('en/a', theirs)];
    const moved = (theirs: string) => after(id, /^Keep/, ...files(theirs));
    const own = { 'zh/a': 'id: a\nevolution: { supersedes: [], consolidatedFrom: [cdm-x] }' };
    assert.deepEqual(moved('{ supersedes: [1, " cdm-x ", b] }'), { ...own, 'en/a': 'id: a\nevolution: { supersedes: [1, b], consolidatedFrom: [cdm-x] }' });
    assert.deepEqual(moved('{ supersedes: [cdm-x], consolidatedFrom: [k] }'), { ...own, 'en/a': 'id: a\nevolution: { supersedes: [], consolidatedFrom: [k, cdm-x] }' });
    for (const theirs of ['{ supersedes: [cdm-x], consolidatedFrom: k }', '{ supersedes: [b] }', '{ supersedes: [1] }', '{}']) assert.deepEqual(moved(theirs), own, theirs);
    assert.deepEqual(after(id, /^Remove/, ...files('{ supersedes: [cdm-x, b], consolidatedFrom: k }')), { 'zh/a': 'id: a\nevolution: { supersedes: [] }', 'en/a': 'id: a\nevolution: { supersedes: [b], consolidatedFrom: k }' });
    assert.deepEqual(after(id, /^Change/, ...files('{ supersedes: [b, cdm-x] }')), { 'zh/a': 'id: a\nevolution: { supersedes: [cdm-y] }', 'en/a': 'id: a\nevolution: { supersedes: [b, cdm-y] }' });
    assert.deepEqual(after(id, /^Change/, ...files('{ supersedes: [cdm-y, cdm-x] }')), { 'zh/a': 'id: a\nevolution: { supersedes: [cdm-y] }', 'en/a': 'id: a\nevolution: { supersedes: [cdm-y] }' });
    assert.deepEqual(titles(id, law('a', '{ supersedes: [cdm-x] }')), ['Keep it as a historical name in consolidatedFrom', 'Declare “cdm-x” a historical id of the project', 'Create the record “cdm-x” with gaps to be filled', 'Remove it from the list']);
  });
});

describe('duplicate-id', () => {
  const id = 'duplicate-id';
  const with_ = (name: string, own = 'x') => of(name, `id: ${own}`);

  it('names the others, three in the sentence and ten beside it', () => {
    const others = Array.from({ length: 11 }, (_, i) => with_(`p${10 + i}`));
    assert.deepEqual(said(id, with_('x'), ...others), ['x: The id “x” stands in another file too: p10.md, p11.md, p12.md.']);
    const [found] = findingsOf(id, with_('x'), ...others);
    assert.deepEqual(found?.related.length, 10);
    assert.equal(found.message.zh, 'id“x”重复：p10.md、p11.md、p12.md 里也有。');
    assert.deepEqual(places(found.related.slice(0, 1)), ['zh/p10.md id: p10.md has the same id.']);
  });

  it('leaves a copy under another name to the rule on file names, unless no file has the name', () => {
    assert.deepEqual(said(id, with_('copy'), with_('x')), []);
    assert.deepEqual(said(id, with_('copy'), with_('x'), with_('other')), []);
    assert.deepEqual(said(id, with_('copy'), with_('other')), ['x: The id “x” stands in another file too: other.md.']);
    assert.deepEqual(said(id, of('copy', 'id: "x y"'), of('x y', 'id: "x y"')).length, 1);
    assert.deepEqual(after(id, /^Set/, with_('copy'), with_('other'), with_('en/copy')), { 'zh/copy': 'id: copy', 'en/copy': 'id: copy' });
    assert.deepEqual(titles(id, with_('copy'), with_('other'), of('third', 'id: copy')), []);
    for (const own of ['""', '" "', '[x]', '3', '~']) assert.deepEqual(said(id, with_('a', own), with_('b', own)), [], own);
  });

  it('shows a file name as it is, with its folder where the names are one', () => {
    assert.deepEqual(said(id, with_('x'), with_('zh/old/x')), ['x: The id “x” stands in another file too: old/x.md.']);
    assert.deepEqual(said(id, with_('x'), with_('%E6%B3%95'), with_('50%')), ['x: The id “x” stands in another file too: 法.md, 50%.md.']);
  });
});

describe('duplicate-title', () => {
  const { id } = duplicateTitle;
  const titled = (name: string, more = '') => of(name, `id: ${name}\ntitle: 法${more}`);

  it('names the others, three in the sentence and ten beside it', () => {
    const others = Array.from({ length: 11 }, (_, i) => titled(`p${10 + i}`));
    assert.deepEqual(said(id, titled('x'), ...others), ['法: “法” is also the title of p10, p11, p12; they may be one policy.']);
    assert.deepEqual(findingsOf(id, titled('x'), ...others)[0]?.related.length, 10);
    assert.deepEqual(said(id, titled('x')), []);
    for (const title of ['" "', '""', '[法]', '3']) assert.deepEqual(said(id, of('a', `title: ${title}`), of('b', `title: ${title}`)), [], title);
    assert.deepEqual(said(id, { file: 'zh/a.md', text: '---\n{ "title": "法\n---\n' }, titled('b')), []);
  });

  it('takes more than a hundred of one title for no lineage', () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => titled(`p${i}`, '\nevolution: { supersededBy: x }'));
    assert.deepEqual([said(id, titled('x'), ...many(longest)).length, said(id, titled('x'), ...many(longest + 1)).length], [0, 1]);
  });

  it('does not take one that names nothing for a relative of one without a name', () => {
    assert.deepEqual(said(id, of('a', 'title: 法\nevolution: { supersededBy: "", consolidatedFrom: none, currentConsolidatedVersion: "" }'), of('b', 'id: ""\ntitle: 法')).length, 1);
  });

  it('offers to link the two where one is plainly newer', () => {
    const day = (date: string) => `\npubDate: "${date}"`;
    const [a, b] = [titled('a', day('2023-05-01')), titled('b', day('2024-05-01'))];
    assert.deepEqual(after(id, /./, b, a), { 'zh/a': 'id: a\ntitle: 法\npubDate: "2023-05-01"\nevolution:\n  supersededBy: b', 'zh/b': 'id: b\ntitle: 法\npubDate: "2024-05-01"\nevolution:\n  supersedes:\n    - a' });
    assert.deepEqual(after(id, /./, a, b), after(id, /./, b, a));
    assert.deepEqual([titles(id, a, b), titles(id, b, a)], [['State that “b” supersedes “a”'], ['State that “b” supersedes “a”']]);
    assert.deepEqual(titles(id, a, titled('b', day('2023-05-01'))), []);
    assert.deepEqual(titles(id, a, titled('b', '\nyear: 2024')), []);
    assert.deepEqual(titles(id, titled('a', '\npubDate: 2023\nyear: 2023'), titled('b', '\npubDate: "2024-05-01"\nyear: 2024')), ['State that “b” supersedes “a”']);
    assert.deepEqual(titles(id, titled('a', '\npubDate: "2025-05-01"\nyear: 2023'), titled('b', '\npubDate: []\nyear: 2024')), ['State that “b” supersedes “a”']);
    assert.deepEqual(titles(id, titled('a', '\nyear: 2023'), titled('b', '\nyear: 2023')), []);
    assert.deepEqual(titles(id, titled('a', '\nyear: 2023'), of('b', 'id: " b "\ntitle: 法\nyear: 2024')), []);
    assert.deepEqual(titles(id, of('a', 'id: " a "\ntitle: 法\nyear: 2023'), titled('b', '\nyear: 2024')), []);
    assert.deepEqual(titles(id, b, titled('a', `${day('2023-05-01')}\nevolution: { supersededBy: c }`)), []);
    assert.deepEqual(titles(id, titled('b', `${day('2024-05-01')}\nevolution: { supersedes: c }`), a), []);
    assert.deepEqual(titles(id, titled('a', `${day('2023-05-01')}\nevolution: { supersededBy: c }`), b), []);
    assert.deepEqual(after(id, /./, titled('b', `${day('2024-05-01')}\nevolution: { supersedes: [c] }`), a)['zh/b'], 'id: b\ntitle: 法\npubDate: "2024-05-01"\nevolution: { supersedes: [c, a] }');
    assert.deepEqual(after(id, /./, titled('b', `${day('2024-05-01')}\nevolution: { supersedes: ~ }`), a)['zh/b'], 'id: b\ntitle: 法\npubDate: "2024-05-01"\nevolution: { supersedes: [a] }');
    assert.deepEqual(titles(id, a, b, titled('c')), []);
  });
});
