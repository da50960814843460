import assert from 'node:assert/strict';
import fc from 'fast-check';
import { patternOf } from '../../server/base/pattern.ts';

const agrees = (source: string, texts: readonly string[]) => {
  const [ours, theirs] = [patternOf(source) ?? assert.fail(source), new RegExp(source, 'u')];
  for (const text of texts) assert.equal(ours(text), theirs.test(text), `${source} on ${JSON.stringify(text)}`);
};

describe('patterns of a project', () => {
  it('match what JavaScript’s match', () => {
    const cases: readonly (readonly [string, ...string[]])[] = [
      ['^[a-z0-9]+(?:-[a-z0-9]+)*$', 'a-b', 'a--b', '', 'a', '-a'], ['^\\d{4}-\\d{2}(?:-\\d{2})?$', '2024-01', '2024-1', '2024-01-02'], ['a|b|^$', '', 'c', 'b'],
      ['^(foo|bar){2,3}$', 'foobar', 'foo', 'foobarfoofoo'], ['^\\p{Script=Han}+$', '碳封存', 'a', ''], ['[^\\]a]x', ']x', 'bx'], ['^.$', '😀', 'ab', '\n'], ['^\\u{1F600}$', '😀', 'a'],
      ['', '', 'a'], ['^a{0}b$', 'b', 'ab'], ['^(?<n>a)$', 'a', 'b'], ['^a??$', '', 'a', 'aa'], ['\\S', ' ', ' x'], ['^[\\w.]+@x$', 'a.b@x', '@x'], ['(|a)b$', 'b', 'ab'], ['^(?:)*x', 'x', 'y'], ['^\\/\\.\\*$', '/.*', '/a'],
    ];
    for (const [source, ...texts] of cases) agrees(source, texts);
  });

  it('match what JavaScript’s match, whatever they are put together from', () => {
    const { pattern } = fc.letrec<{ pattern: string }>(tie => ({
      pattern: fc.oneof({ maxDepth: 4 }, fc.constantFrom('a', 'b', '[ab]', '[^a]', '.', '\\d', '^', '$'),
        fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => a + b), fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(?:${a}|${b})`),
        fc.tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '{0,}', '*?')).map(([a, mark]) => `(${a})${mark}`)),
    }));
    fc.assert(fc.property(pattern, fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '1', '😀'), maxLength: 6 }), { minLength: 1, maxLength: 5 }), agrees), { numRuns: 2000 });
  });

  it('are refused where they are none, look around, refer back or are too long', () => {
    for (const source of ['(', '[a', '*', 'a{2,1}', '(?=a)b', '(?!a)b', '(?<=a)b', '(?<!a)b', '\\bx', 'x\\B', '(a)\\1', '(?<n>a)\\k<n>', 'a{3000}', '(?:){100000000}', '((((a{50}){50}){50}){50})']) assert.equal(patternOf(source), undefined, source);
  });

  it('end soon on texts that others never end on', () => {
    const hard = `${'a'.repeat(1000)}!`;
    for (const source of ['^(a+)+$', '^(a|a)*$', '^(a|aa)+$', '^a*a*a*a*a*a*a*a*$', '(.*)(.*)(.*)(.*)x$']) assert.equal(patternOf(source)?.(hard), false, source);
  });
});
