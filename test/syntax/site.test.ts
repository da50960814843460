import assert from 'node:assert/strict';
import { readAsSite } from '../site.ts';
import { dataOf, type Data } from '../../server/syntax/tree.ts';
import { record } from '../fixture.ts';
import { shared } from '../shared.ts';
import { markdownBelow, seeds } from './library.ts';

const read = (text: string) => {
  const reading = readAsSite(text);
  return reading.kind === 'read' ? { ...reading.data as object } : reading.kind;
};

describe('what a site with gray-matter reads', () => {
  for (const [name, text, wanted] of [
    ['JSON', '---\n{ "a": "b" }\n---\n', { a: 'b' }],
    ['YAML between braces', '---\n{ \'a\': \'b\', }\n---\n', { a: 'b' }],
    ['a block with CR LF behind a byte order mark', '\uFEFF---\r\na: b\r\n---\r\n', { a: 'b' }],
    ['a date without quotes, as a moment', '---\na: 2021-01-01\n---\n', { a: '2021-01-01T00:00:00.000Z' }],
    ['a date in quotes, as a text', '---\na: \'2021-01-01\'\n---\n', { a: '2021-01-01' }],
    ['an octal number', '---\na: 012\n---\n', { a: 10 }],
    ['a number with underscores', '---\na: 1_000\n---\n', { a: 1000 }],
    ['a time, as a number in base 60', '---\na: 12:30:00\n---\n', { a: 45_000 }],
    ['nothing where a blank line comes first', '\n---\na: b\n---\n', 'none'],
    ['nothing where there is no frontmatter', '# a\n', 'none'],
    ['nothing with four dashes', '----\na: b\n----\n', 'none'],
    ['nothing behind three dashes with a language', '---yaml\na: b\n---\n', 'none'],
    ['nothing of a broken text', '---\na: [b\n---\n', 'failed'],
    ['nothing of a key that is there twice', '---\na: b\na: c\n---\n', 'failed'],
  ] as const) {
    it(`is ${name}`, () => assert.deepEqual(read(text), wanted));
  }

  it('runs no code, whatever the first line names', () => {
    const marks = globalThis as { ran?: true };
    for (const language of ['js', ' js', 'javascript', 'coffee', 'json', 'toml', 'constructor', '__proto__', 'toString']) {
      const text = `---${language}\n{ a: (globalThis.ran = true) }\n---\n`;
      assert.deepEqual(readAsSite(text), { kind: 'none' }, language);
    }
    for (const value of ['!!js/function "function () { globalThis.ran = true }"', '!!js/undefined ""']) assert.equal(readAsSite(`---\na: ${value}\n---\n`).kind, 'failed');
    assert.equal(marks.ran, undefined);
  });

  it('does not unfold an alias bomb', () => {
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]', ...Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`)];
    assert.equal(readAsSite(`---\n${bomb.join('\n')}\n---\n`).kind, 'read');
  });

  it('fails on a broken text the second time too, where gray-matter’s own memory forgets', () => {
    for (let i = 0; i < 3; i++) assert.deepEqual(readAsSite('---\na: [b\n---\n'), { kind: 'failed' });
  });

  it('is a copy: changing it changes no later reading', () => {
    const text = '---\na: { b: 1 }\n---\n';
    const first = readAsSite(text);
    if (first.kind === 'read') (first.data as { a: { b: number } }).a.b = 2;
    assert.deepEqual(JSON.stringify(readAsSite(text)), '{"kind":"read","data":{"a":{"b":1}}}');
  });

  it('is what the product reads, in every record of ../shared/corpus and the seeds', function () {
    this.timeout(60_000);
    const differences = new Map<string, number>();
    for (const { file, text } of [...seeds, ...markdownBelow(shared(this, 'corpus'))]) {
      const made = record(text, file);
      const site = readAsSite(text);
      assert.equal(site.kind === 'read', made.problems.length === 0, file);
      if (site.kind === 'read') compare(dataOf(made.root), site.data, kind => differences.set(kind, (differences.get(kind) ?? 0) + 1));
    }
    assert.deepEqual([...differences.keys()], [], 'the library has no unquoted dates, octal numbers or times, which a site would read otherwise');
  });
});

/** Names each difference between our data and a site's. */
function compare(own: Data, site: Data, differ: (kind: string) => void): void {
  if (typeof own === 'object' && typeof site === 'object') {
    const [mine, other] = [Object.entries(own), new Map(Object.entries(site))];
    if (mine.length !== other.size || mine.some(([name]) => !other.has(name))) return differ('other keys');
    for (const [name, value] of mine) compare(value as Data, other.get(name) as Data, differ);
  } else if (!Object.is(own, site)) {
    differ(`${JSON.stringify(own)} becomes ${JSON.stringify(site)}`);
  }
}
