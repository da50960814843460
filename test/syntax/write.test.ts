import assert from 'node:assert/strict';
import fc from 'fast-check';
import { apply, compatible, type Edit } from '../../server/base/edit.ts';
import type { PolicyRecord } from '../../server/syntax/record.ts';
import { dataOf, entriesBelow, entryAt, nodeAt, type Data, type Node, type Path } from '../../server/syntax/tree.ts';
import { moveValue, removeAt, removeEntry, renameKey, setValue } from '../../server/syntax/write.ts';
import { record } from '../fixture.ts';
import { shared } from '../shared.ts';
import { markdownBelow, seedData, written, zhSeeds } from './library.ts';

const after = (made: PolicyRecord, edits: readonly Edit[]) => {
  assert.equal(compatible(edits).length, edits.length, 'two edits overlap');
  return apply(made.text, edits);
};

/** What is done to a record: a value set, an entry or item taken away, a key renamed. */
type Act = (record: PolicyRecord) => readonly Edit[];
const set = (path: string, data: Data, order?: readonly string[]): Act => made => setValue(made, pathOf(path), data, order);
const remove = (path: string): Act => made => removeAt(made, pathOf(path));
const rename = (path: string, name: string): Act => made => renameKey(made, entryAt(made.root, pathOf(path))!, name);
const move = (from: string, to: string): Act => made => moveValue(made, pathOf(from), pathOf(to));
const pathOf = (path: string): Path => path.split(' ').map(step => /^\d+$/.test(step) ? Number(step) : step);

const json = '{\n  "a": "x",\n  "m": {\n    "p": 1,\n    "q": [\n      "i",\n      "j"\n    ]\n  },\n  "n": {},\n  "z": []\n}';
const flow = '{\n  \'a\': \'x\', # why\n  # about m\n  \'m\': { \'p\': 1, \'q\': [\'i\', \'j\'] },\n  \'n\': {},\n  \'z\': [\n    \'i\', # one\n    \'j\',\n  ],\n}';
const block = '# top\na: x # why\nm: # about m\n  p: 1\n  # about q\n  q:\n    - i # one\n    - j\nn: {}\ntext: |\n  one\n  two\nz: [i, j]';

const acts: Readonly<Record<string, readonly (readonly [name: string, before: string, act: Act, after: string])[]>> = {
  json: [
    ['set a text', json, set('a', 'y "z"'), json.replace('"x"', '"y \\"z\\""')],
    ['set a number', json, set('m p', 2), json.replace('1', '2')],
    ['set a map', json, set('a', { k: [1] }), json.replace('"x"', '{\n    "k": [\n      1\n    ]\n  }')],
    ['set an item', json, set('m q 1', 'k'), json.replace('"j"', '"k"')],
    ['insert first', json, set('0a', 1), json.replace('"a"', '"0a": 1,\n  "a"')],
    ['insert in the middle, by the alphabet', json, set('b', 'y'), json.replace('"x",', '"x",\n  "b": "y",')],
    ['insert last', json, set('zz', true), json.replace('"z": []', '"z": [],\n  "zz": true')],
    ['insert by the given order where the alphabet does not rule', '{\n  "t": 1,\n  "b": 2,\n  "a": 3\n}', set('s', 4, ['t', 's', 'b', 'a']), '{\n  "t": 1,\n  "s": 4,\n  "b": 2,\n  "a": 3\n}'],
    ['insert last where no order rules', '{\n  "t": 1,\n  "b": 2\n}', set('a', 4), '{\n  "t": 1,\n  "b": 2,\n  "a": 4\n}'],
    ['insert into an empty map', json, set('n k', 1), json.replace('"n": {}', '"n": {\n    "k": 1\n  }')],
    ['insert into a map that is not there', json, set('o k l', 1), json.replace('"n": {},', '"n": {},\n  "o": {\n    "k": {\n      "l": 1\n    }\n  },')],
    ['insert into an empty record', '{}', set('a', 1), '{\n  "a": 1\n}'],
    ['append an item', json, set('m q 2', 'k'), json.replace('"j"', '"j",\n      "k"')],
    ['append to an empty list', json, set('z 0', 'k'), json.replace('[]', '["k"]')],
    ['remove the first', json, remove('a'), json.replace('  "a": "x",\n', '')],
    ['remove in the middle', json, remove('n'), json.replace('  "n": {},\n', '')],
    ['remove the last', json, remove('z'), json.replace(',\n  "z": []', '')],
    ['remove the only one', '{ "a": { "b": 1 } }', remove('a b'), '{ "a": {} }'],
    ['remove an item', json, remove('m q 0'), json.replace('      "i",\n', '')],
    ['remove the last item', json, remove('m q 1'), json.replace(',\n      "j"', '')],
    ['rename', json, rename('m p', 'p"p'), json.replace('"p"', '"p\\"p"')],
    ['move', json, move('m q', 'z2'), json.replace(',\n    "q": [\n      "i",\n      "j"\n    ]', '').replace('"z": []', '"z": [],\n  "z2": [\n    "i",\n    "j"\n  ]')],
    ['on one line: set', '{ "a": 1, "b": "x" }', set('b', 'y'), '{ "a": 1, "b": "y" }'],
    ['on one line: insert first, in the middle, last', '{ "b": 1, "d": 2 }', made => ['a', 'c', 'e'].flatMap(key => setValue(made, [key], 0)), '{ "a": 0, "b": 1, "c": 0, "d": 2, "e": 0 }'],
    ['on one line: insert a map', '{ "a": 1 }', set('b', { c: [1, 'x'] }), '{ "a": 1, "b": { "c": [1, "x"] } }'],
    ['on one line: remove first', '{ "a": 1, "b": 2 }', remove('a'), '{ "b": 2 }'],
    ['on one line: remove last', '{ "a": 1, "b": 2 }', remove('b'), '{ "a": 1 }'],
    ['on one line: remove the only one', '{ "a": 1 }', remove('a'), '{}'],
    ['on one line without blanks', '{"a":"x","b":[1]}', made => [...setValue(made, ['a'], 'y'), ...setValue(made, ['b', 1], 2)], '{"a":"y","b":[1, 2]}'],
    ['with tabs', '{\n\t"a": {\n\t\t"b": 1\n\t}\n}', set('a c', { d: 1 }), '{\n\t"a": {\n\t\t"b": 1,\n\t\t"c": {\n\t\t\t"d": 1\n\t\t}\n\t}\n}'],
  ],
  flow: [
    ['set a text', flow, set('a', 'it\'s'), flow.replace('\'x\'', '"it\'s"')],
    ['set a text in double quotes', '{ \'a\': "x" }', set('a', 'y'), '{ \'a\': "y" }'],
    ['set a text without quotes', '{ a: x, b: y }', set('a', 'u, v'), '{ a: \'u, v\', b: y }'],
    ['insert behind a comment', flow, set('b', 1), flow.replace('# why', '# why\n  \'b\': 1,')],
    ['insert last, behind the trailing comma', flow, set('zz', 1), flow.replace('  ],\n}', '  ],\n  \'zz\': 1,\n}')],
    ['insert where no comma trails', '{\n  \'a\': 1\n}', set('b', 2), '{\n  \'a\': 1,\n  \'b\': 2\n}'],
    ['insert into a map on one line', flow, set('m r', 'y'), flow.replace('\'j\'] }', '\'j\'], \'r\': \'y\' }')],
    ['append an item to lines', flow, set('z 2', 'k'), flow.replace('\'j\',\n', '\'j\',\n    \'k\',\n')],
    ['append an item on one line', flow, set('m q 2', 'k'), flow.replace('\'j\']', '\'j\', \'k\']')],
    ['remove what has a comment behind it', flow, remove('a'), flow.replace('  \'a\': \'x\', # why\n', '')],
    ['remove what has a comment above it', flow, remove('m'), flow.replace('  \'m\': { \'p\': 1, \'q\': [\'i\', \'j\'] },\n', '')],
    ['remove the last item, before a trailing comma', flow, remove('z 1'), flow.replace('    \'j\',\n', '')],
    ['remove the first item with its comment', flow, remove('z 0'), flow.replace('    \'i\', # one\n', '')],
    ['rename keeps the quotes', flow, rename('m p', 'it\'s'), flow.replace('\'p\'', '"it\'s"')],
    ['rename without quotes', '{ a: 1 }', rename('a', 'b c'), '{ \'b c\': 1 }'],
    ['set a value of a key that has none', '{ \'a\':, \'b\': 1 }', set('a', 'x'), '{ \'a\': \'x\', \'b\': 1 }'],
    ['set a value behind its anchor', '{ \'a\': &x , \'b\': *x }', set('a', 'w'), '{ \'a\': &x \'w\' , \'b\': *x }'],
    ['set a value behind its tag and its anchor, before a comment', '{\n  \'a\': !!str &x # why\n  ,\n  \'b\': 1,\n}', set('a', 'w'), '{\n  \'a\': !!str &x \'w\' # why\n  ,\n  \'b\': 1,\n}'],
    ['set a blank item behind its mark', '{ \'a\': [&x , !!str , \'b\'] }', made => [...setValue(made, ['a', 0], 'w'), ...setValue(made, ['a', 1], 'z')], '{ \'a\': [&x \'w\' , !!str \'z\' , \'b\'] }'],
    ['set a long map as Prettier writes it', '{\n  \'a\': \'\',\n}', set('a', { label: 'x'.repeat(40), evidence: 'y'.repeat(40) }), `{\n  'a':\n    {\n      'label': '${'x'.repeat(40)}',\n      'evidence': '${'y'.repeat(40)}',\n    },\n}`],
  ],
  block: [
    ['set a text before a comment', block, set('a', 'w'), block.replace('x # why', 'w # why')],
    ['set a text that needs quotes', block, set('a', 'y: z'), block.replace('x # why', '\'y: z\' # why')],
    ['set a text that keeps its quotes', 'a: "x"\nb: \'y\'', made => [...setValue(made, ['a'], 'u'), ...setValue(made, ['b'], 'v')], 'a: "u"\nb: \'v\''],
    ['set a map to a text, past a comment', block, set('m', 'w'), block.replace(/m: # about m\n(?: .*\n)*/, 'm: w # about m\n')],
    ['set a block string', block, set('text', 'w'), block.replace('|\n  one\n  two', 'w')],
    ['set a list', block, set('m q', ['k']), block.replace('- i # one\n    - j', '- k')],
    ['set a text to a list', block, set('m p', ['k', { l: 1, o: 2 }]), block.replace('p: 1', 'p:\n    - k\n    - l: 1\n      o: 2')],
    ['set a value behind its anchor', 'm:\n  a: &x\n  b: *x', set('m a', 'w'), 'm:\n  a: &x w\n  b: *x'],
    ['set a value behind its tag', 'a: !!str\nb: 1', set('a', 'w'), 'a: !!str w\nb: 1'],
    ['set a value behind its anchor and its tag, before a comment', 'a: &x !!str # why\nb: 1', set('a', 'w'), 'a: &x !!str w # why\nb: 1'],
    ['set a value whose anchor has a comment below', 'a: &x\n  # why\nb: 1', set('a', 'w'), 'a: &x w\n  # why\nb: 1'],
    ['set a list and a map behind an anchor and a comment', 'a: &x # why\nb: &y', made => [...setValue(made, ['a'], ['i']), ...setValue(made, ['b', 'c'], 1)], 'a: &x # why\n  - i\nb: &y\n  c: 1'],
    ['set a text to a list with an anchor', 'a: &x\n  - i\nb: *x', set('a', 'w'), 'a: &x w\nb: *x'],
    ['set a blank item behind its mark', 'a:\n  - &x\n  - !!str # why\n  - b', made => [...setValue(made, ['a', 0], 'w'), ...setValue(made, ['a', 1], 'z')], 'a:\n  - &x w\n  - !!str z # why\n  - b'],
    ['insert first', block, set('0a', 1), block.replace('a: x', '0a: 1\na: x')],
    ['insert behind a comment', 'a: x # why\nc: y', set('b', 1), 'a: x # why\nb: 1\nc: y'],
    ['insert behind a block string', 'a: |\n  one\n\nc: y', set('b', 1), 'a: |\n  one\nb: 1\n\nc: y'],
    ['insert behind a nested map', 'a:\n  b: 1 # why\nz: 1', set('c', 1), 'a:\n  b: 1 # why\nc: 1\nz: 1'],
    ['insert into a nested map', block, set('m r', { s: 'w' }), block.replace('    - j', '    - j\n  r:\n    s: w')],
    ['insert into an empty map', block, set('n k', 'w'), block.replace('n: {}', 'n:\n  k: w')],
    ['insert with an indentation of four', 'a:\n    b: 1', set('c d', [1]), 'a:\n    b: 1\nc:\n    d:\n        - 1'],
    ['append an item behind a comment', 'a:\n  - i # one\nb: 1', set('a 1', 'j'), 'a:\n  - i # one\n  - j\nb: 1'],
    ['append an item to a list that is not indented', 'a:\n- i\n- j: 1\n  k: 2\nb: 1', set('a 2', 'l'), 'a:\n- i\n- j: 1\n  k: 2\n- l\nb: 1'],
    ['append an item between brackets', block, set('z 2', 'k, l'), block.replace('[i, j]', '[i, j, \'k, l\']')],
    ['begin a list', 'a:\nb: 1', set('a 0', 'x'), 'a:\n  - x\nb: 1'],
    ['remove the first', block, remove('a'), block.replace('a: x # why\n', '')],
    ['remove a map with its lines', block, remove('m'), block.replace(/m: # about m\n(?: .*\n)*/, '')],
    ['remove a block string', block, remove('text'), block.replace('text: |\n  one\n  two\n', '')],
    ['remove the last', block, remove('z'), block.replace('\nz: [i, j]', '')],
    ['remove the only one of a nested map', 'a:\n  b: 1\nc: 2', remove('a b'), 'a: {}\nc: 2'],
    ['remove the only item', 'a:\n  - b: 1\nc: 2', remove('a 0'), 'a: []\nc: 2'],
    ['remove the only entry of an item', 'a:\n  - b: 1\n  - c: 1', remove('a 0 b'), 'a:\n  - {}\n  - c: 1'],
    ['remove the first entry of an item', 'a:\n  - b: 1\n    c: 2', remove('a 0 b'), 'a:\n  - c: 2'],
    ['remove an item of several lines', 'a:\n  - b: 1\n    c: 2\n  - d', remove('a 0'), 'a:\n  - d'],
    ['rename', block, rename('m p', 'yes'), block.replace('p: 1', '\'yes\': 1')],
    ['move', 'a: x\nb:\n  c: 1', move('a', 'b d'), 'b:\n  c: 1\n  d: x'],
    ['begin a record', '', set('a', 'x'), 'a: x'],
  ],
};

describe('a change to a record', () => {
  for (const [style, table] of Object.entries(acts)) {
    for (const [ends, eol] of [['LF', '\n'], ['CR LF', '\r\n']] as const) {
      describe(`in ${style} with ${ends}`, () => {
        for (const [name, before, act, wanted] of table) {
          it(name, () => {
            const whole = (inner: string) => `---\n${inner}${inner === '' ? '' : '\n'}---\n\n正文\n`.replaceAll('\n', eol);
            const made = record(whole(before));
            assert.deepEqual(made.problems, []);
            assert.equal(after(made, act(made)), whole(wanted));
            assert.deepEqual(record(whole(wanted)).problems, []);
          });
        }
      });
    }
  }

  it('takes away one of two entries with the same key by its place', () => {
    const made = record('---\na: 1\nb: 2\na: 3\n---\n');
    const root = made.root?.kind === 'map' ? made.root : assert.fail();
    assert.equal(after(made, removeEntry(made, root, root.entries[2]!)), '---\na: 1\nb: 2\n---\n');
  });

  it('follows the line breaks of the frontmatter where those of the narrative differ', () => {
    const made = record('---\n{\n  "a": 1\n}\n---\n\r\n正文\r\n');
    assert.equal(after(made, setValue(made, ['b'], 1)), '---\n{\n  "a": 1,\n  "b": 1\n}\n---\n\r\n正文\r\n');
  });

  for (const [name, text, path] of [
    ['leads through a text', '---\na: x\n---\n', ['a', 'b']], ['leads through a list by name', '---\na: [1]\n---\n', ['a', 'b']],
    ['leads into a record that cannot be read', '---\na: [\n---\n', ['a', 'b']], ['is empty', '---\na: x\n---\n', []],
  ] as const) {
    it(`changes nothing where the path ${name}`, () => assert.deepEqual(setValue(record(text), path, 'y'), []));
  }

  it('treats a key with a slash, a dot or a tilde as one key (T33)', () => {
    for (const style of ['json', 'flow', 'block'] as const) {
      const made = record(written[style]({ 'a/b': { 'c.d': 1, '~1': 2 }, a: { b: { c: { d: 3 } } } }));
      const changed = record(after(made, [...setValue(made, ['a/b', 'c.d'], 4), ...setValue(made, ['a/b', '~1'], 5)]));
      assert.deepEqual(plain(dataOf(changed.root)), { 'a/b': { 'c.d': 4, '~1': 5 }, a: { b: { c: { d: 3 } } } });
    }
  });
});

/** Texts and keys that are easily taken for something else. */
const awkward = [': # \' " null', 'null', 'yes', 'no', 'on', 'y', '~', 'true', '012', '0x1F', '0o17', '1e3', '.5', '+1', '-', '- x', '1_000', '12:30:00', '2021-01-01', '2021-01-01T00:00:00Z',
  '😀碳', 'a\nb', '\na\n\n b\n', '', ' ', ' x', 'x ', '#', 'a #b', 'a: b', 'a:', ':a', '{', '[x]', 'x, y', 'it\'s', '"x"', 'it\'s "x"', '\\', '\\n', '%x', '@x', '`x`', '*x', '&x', '!x', '|', '>', '? x', '---', '...',
  '\t', '\u2028', '\u0085', '\ufeff', '\ud83d', '\u0000', '\u007f', '\u3000x', '\u00a0', '：', '“x”', '标题: 副标题', '<<', '=', '.inf', 'NaN', '__proto__', 'constructor'] as const;

const text = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...awkward) }, fc.string(), fc.string({ unit: 'binary' }));
const scalar: fc.Arbitrary<Data> = fc.oneof({ weight: 4, arbitrary: text }, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }).map(n => n === 0 ? 0 : n), fc.boolean(), fc.constant(undefined));
const data = fc.letrec<{ data: Data }>(tie => ({
  data: fc.oneof({ maxDepth: 3 }, scalar, scalar, scalar, fc.array(tie('data'), { maxLength: 3 }), fc.dictionary(text, tie('data'), { maxKeys: 3 })),
})).data;

describe('any change to any record', function () {
  this.timeout(120_000);

  const texts = (['json', 'flow', 'block'] as const).flatMap(style => {
    const own = written[style](seedData());
    return [own, own.replaceAll('\n', '\r\n'), `\uFEFF${own}`];
  }).concat(zhSeeds.map(seed => seed.text), Object.values({ json, flow, block }).map(inner => `---\n${inner}\n---\n`));

  const property = (sources: readonly string[], runs: number) => {
    const records = sources.map(source => record(source));
    for (const made of records) assert.deepEqual(made.problems, []);
    fc.assert(fc.property(fc.nat(records.length - 1), fc.nat(), fc.oneof(text, fc.constant(undefined)), data, fc.constantFrom('set', 'insert', 'remove'), (which, place, key, value, act) => {
      const made = records[which]!;
      const paths = pathsOf(made.root);
      const path = paths[place % paths.length]!;
      const node = nodeAt(made.root, path);
      if (act === 'remove') return check(made, removeAt(made, path), path, undefined);
      const target = act === 'set' ? path : node?.kind === 'map' && key !== undefined ? [...path, key] : node?.kind === 'seq' ? [...path, node.items.length] : path;
      check(made, setValue(made, target, value), target, { value });
    }), { numRuns: runs });
  };

  it('leaves what is wanted, all else as it was, and asks for nothing when done again: in the seeds in each notation', () => property(texts, 3_000));

  it('… and in ../shared/corpus', function () {
    const files = markdownBelow(shared(this, 'corpus')).filter(file => file.file.includes('policies')).filter((_, i) => i % 20 === 0);
    property(files.map(file => file.text).filter(source => record(source).problems.length === 0), 1_500);
  });
});

/** The paths of all entries and items. */
const pathsOf = (root: Node | undefined): readonly Path[] => [...entriesBelow(root)].flatMap(({ path, entry }) =>
  [path, ...entry.value?.kind === 'seq' ? entry.value.items.map((_, i) => [...path, i]) : []]);

function check(made: PolicyRecord, edits: readonly Edit[], path: Path, wanted: { readonly value: Data } | undefined): void {
  const changed = record(after(made, edits));
  assert.deepEqual(changed.problems, []);
  assert.equal(changed.style, made.style);
  if (wanted) assert.deepEqual(plain(dataOf(nodeAt(changed.root, path))), plain(wanted.value));
  const now = dataOf(changed.root) ?? {};
  assert.deepEqual(plain(wanted ? without(now, path) : now), plain(without(dataOf(made.root), path)), 'another value changed');
  if (wanted) assert.deepEqual(setValue(changed, path, wanted.value), [], 'set twice is not set once');
  const [from, to] = [Math.min(...edits.map(edit => edit.span.start)), Math.max(...edits.map(edit => edit.span.end))];
  if (edits.length === 0) return;
  assert.equal(changed.text.slice(0, from), made.text.slice(0, from));
  assert.ok(changed.text.endsWith(made.text.slice(to)));
  if (made.text.includes('\r\n') && !/(?<!\r)\n/.test(made.text)) assert.doesNotMatch(changed.text, /(?<!\r)\n/);
}

/** Data without what stands at a path. */
function without(from: Data, path: Path): Data {
  const [step, ...rest] = path;
  if (step === undefined || typeof from !== 'object') return from;
  if (Array.isArray(from)) return from.flatMap((item: Data, i): Data[] => i !== step ? [item] : rest.length > 0 ? [without(item, rest)] : []);
  return Object.fromEntries(Object.entries(from).flatMap(([name, value]) => name !== step ? [[name, value]] : rest.length > 0 ? [[name, without(value as Data, rest)]] : []));
}

/** Data that assert can compare: ordinary prototypes, keys in order, null for nothing. */
function plain(from: Data): unknown {
  if (Array.isArray(from)) return from.map(item => plain(item as Data));
  if (typeof from !== 'object') return from ?? null;
  return Object.fromEntries(Object.entries(from).sort(([a], [b]) => a < b ? -1 : 1).map(([name, value]) => [name, plain(value as Data)]));
}
