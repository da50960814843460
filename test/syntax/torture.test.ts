import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { complete } from '../../server/features/complete/index.ts';
import { placeAt } from '../../server/syntax/at.ts';
import { parseRecord } from '../../server/syntax/parse.ts';
import { dataOf, entriesBelow, nodeAt, type Data, type Node } from '../../server/syntax/tree.ts';
import { record, world } from '../fixture.ts';
import { shared } from '../shared.ts';
import { markdownBelow, seedData, written, zhSeeds } from './library.ts';

const options = { locale: 'zh', snippets: true, itemDefaults: true } as const;
const empty = world([]);

/** Does all that an editor does at a place of a text, and looks at every span of the outcome. */
function endure(text: string, at: number): void {
  const made = parseRecord('file:///library/zh/a.md', text);
  if (!made) return;
  const inside = ({ start, end }: { readonly start: number; readonly end: number }, what: string) =>
    assert.ok(start >= 0 && start <= end && end <= text.length, `${what} reaches from ${start} to ${end} of ${text.length}`);
  for (const { span, repair } of made.problems) {
    inside(span, 'a problem');
    for (const edit of repair ?? []) inside(edit.span, 'a repair');
  }
  for (const { entry } of entriesBelow(made.root)) {
    inside(entry.span, entry.name);
    inside(entry.key.span, entry.name);
    if (entry.value) inside(entry.value.span, entry.name);
  }
  const place = placeAt(made, at);
  if (place) inside(place.token, 'the word under the cursor');
  for (const { textEdit } of complete(empty, made, at, options).list.items) {
    if (textEdit && 'range' in textEdit) inside({ start: made.lines.offsetOf(textEdit.range.start), end: made.lines.offsetOf(textEdit.range.end) }, 'a completion');
  }
}

/** A text up to a little of its narrative, as what is behind is never read. */
const frontOf = (text: string) => text.slice(0, record(text).body.start + 20);

describe('half-typed text', function () {
  this.timeout(120_000);

  for (const { file, text } of zhSeeds) {
    it(`every beginning of ${file} is endured`, () => {
      const front = frontOf(text);
      for (let i = 0; i <= front.length; i++) endure(front.slice(0, i), i);
    });
  }

  it('every beginning of a record of each date of ../shared/corpus is endured', function () {
    const corpus = shared(this, 'corpus');
    const dates = new Map(markdownBelow(corpus).filter(({ file }) => file.includes('policies/zh')).map(each => [each.file.split('/')[0], each]));
    assert.equal(dates.size, 6);
    for (const { text } of dates.values()) {
      const front = frontOf(text);
      for (let i = 0; i <= front.length; i++) endure(front.slice(0, i), i);
    }
  });

  for (const style of ['json', 'flow', 'block'] as const) {
    it(`a seed in ${style} without any one of its characters is endured`, () => {
      const text = written[style](seedData());
      assert.equal(record(text).style, style);
      for (let i = 0; i < text.length; i++) endure(text.slice(0, i) + text.slice(i + 1), i);
    });
  }
});

describe('../shared/suites/JSONTestSuite', () => {
  const cases = (test: Mocha.Context, prefix: string) => {
    const folder = shared(test, 'suites/JSONTestSuite/test_parsing');
    return readdirSync(folder).filter(name => name.startsWith(prefix)).map(name => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
  };
  const framed = (text: string) => parseRecord('file:///a.md', `---\n${text}\n---\n`);

  it('what is JSON has no problem and the data JSON.parse gives', function () {
    const accepted = cases(this, 'y_object');
    assert.ok(accepted.length > 10);
    for (const { name, text } of accepted) {
      const made = framed(text);
      assert.deepEqual(made?.problems, [], name);
      if (!name.includes('duplicat')) assert.deepEqual(withoutPrototypes(dataOf(made?.root)), JSON.parse(text), name);
    }
  });

  it('an object that is not JSON is flagged, or is YAML between braces', function () {
    const refused = cases(this, 'n_').filter(({ text }) => text.trim().startsWith('{'));
    assert.ok(refused.length > 20);
    const quiet = refused.filter(({ text }) => framed(text)?.problems.length === 0).map(({ name }) => name);
    assert.deepEqual(quiet, alsoYaml);
  });

  it('nothing throws', function () {
    for (const { text } of cases(this, '')) {
      framed(text);
      endure(`---\n${text}`, text.length + 4);
    }
  });
});

/** What the suite calls no JSON and YAML takes between braces: our second notation. */
const alsoYaml: readonly string[] = [
  'n_object_key_with_single_quotes.json', 'n_object_lone_continuation_byte_in_key_and_trailing_comma.json', 'n_object_single_quote.json',
  'n_object_trailing_comma.json', 'n_object_unquoted_key.json',
];

describe('much of one thing', function () {
  this.timeout(20_000);

  it('an alias bomb is one problem and costs nothing', () => {
    const levels = Array.from({ length: 9 }, (_, i) => `l${i}: &l${i} [${Array.from({ length: 9 }, () => i === 0 ? 'x' : `*l${i - 1}`).join(', ')}]`);
    const made = record(`---\n${levels.join('\n')}\n---\n`);
    assert.deepEqual(made.problems.map(({ reason }) => reason.en), ['aliases add more than 1000 values']);
    assert.ok(JSON.stringify(dataOf(made.root)).length < 100_000);
  });

  for (const [name, text, problem] of [
    ['an alias to a value that holds it', 'a: &a [*a]', 'an alias names the value it stands in'],
    ['an alias to a map that holds it', 'a: &a\n  b: *a', 'an alias names the value it stands in'],
    ['an alias without an anchor, between braces', '{ a: *b }', 'an alias names no anchor'],
  ] as const) {
    it(`${name} is one problem`, () => assert.deepEqual(record(`---\n${text}\n---\n`).problems.map(({ reason }) => reason.en), [problem]));
  }

  it('an alias stands for the value of its anchor', () => {
    const made = record('---\na: &x { b: 1 }\nc: *x\n---\n');
    assert.deepEqual(made.problems, []);
    assert.deepEqual(withoutPrototypes(dataOf(made.root)), { a: { b: 1 }, c: { b: 1 } });
  });

  it('a merge key is a key like any other', () => {
    const made = record('---\na: &x { b: 1 }\nc:\n  <<: *x\n---\n');
    assert.deepEqual(withoutPrototypes(dataOf(nodeAt(made.root, ['c']))), { '<<': { b: 1 } });
  });

  const many = 20_000;
  for (const [name, text] of [
    ['keys in JSON', `{\n${Array.from({ length: many }, (_, i) => `  "k${i}": ${i}`).join(',\n')}\n}`],
    ['keys between braces', `{\n${Array.from({ length: many }, (_, i) => `  'k${i}': ${i},\n`).join('')}}`],
    ['keys by indentation', Array.from({ length: many }, (_, i) => `k${i}: ${i}`).join('\n')],
    ['keys with braces', Array.from({ length: many }, (_, i) => `k${i}: {a: ${i}}`).join('\n')],
    ['keys with quotes', Array.from({ length: many }, (_, i) => `k${i}: 'a${i}'`).join('\n')],
    ['keys of one name', Array.from({ length: many }, () => 'k: 1').join('\n')],
    ['items', `k:\n${Array.from({ length: many }, (_, i) => `  - ${i}`).join('\n')}`],
  ] as const) {
    it(`${many} ${name} are read in one go`, () => {
      const made = record(`---\n${text}\n---\n`);
      assert.deepEqual(made.problems, []);
      const { root } = made;
      assert.equal(root?.kind === 'map' ? name === 'items' ? seqLength(root.entries[0]?.value) : root.entries.length : 0, many);
      endure(made.text, made.text.indexOf('k') + 1);
    });
  }

  const wrong = 5_000;
  for (const line of ['\'k\': \'x', '"k" 1', 'k： “x”', 'k: a: b', '\tk: 1', ' k: 1', '{', 'k: "a"b"', ']', '- ', '"', 'k: *a']) {
    it(`${wrong} lines of ${JSON.stringify(line)} are endured`, () => {
      endure(`---\n${`${line}\n`.repeat(wrong)}---\n`, 8);
      endure(`---\n{\n${`${line}\n`.repeat(wrong)}}\n---\n`, 8);
    });
  }

  it('a frontmatter of more than 1 MiB is said to be too large and left alone', () => {
    const made = record(`---\n{ "a": "${'x'.repeat(1 << 20)}" }\n---\n`);
    assert.deepEqual(made.problems.map(({ kind }) => kind), ['too-large']);
    assert.equal(made.root, undefined);
  });

  it('the narrative may be as large as it likes', () => {
    const made = record(`---\nid: a\n---\n${'正文 {[“ --- \n'.repeat(500_000)}`);
    assert.deepEqual(made.problems, []);
  });
});

/** Data with the ordinary prototype, which assert compares. */
function withoutPrototypes(data: Data): unknown {
  if (Array.isArray(data)) return data.map(item => withoutPrototypes(item as Data));
  return typeof data === 'object' ? Object.fromEntries(Object.entries(data).map(([name, value]) => [name, withoutPrototypes(value as Data)])) : data ?? null;
}

const seqLength = (node: Node | undefined) => node?.kind === 'seq' ? node.items.length : 0;
