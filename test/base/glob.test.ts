import assert from 'node:assert/strict';
import fc from 'fast-check';
import { globOf } from '../../server/base/glob.ts';

describe('a glob', () => {
  it('means the names that it draws', () => {
    const yes = [['*.md', 'a.md'], ['*.md', '.md'], ['a*', 'a'], ['a*b', 'ab'], ['a*b', 'axxb'], ['*a*', 'bab'], ['?', '碳'], ['[!a]*', 'b'], ['[', '['], ['**/*.md', 'a.md'], ['**/*.md', 'x/y/a.md'], ['**/.*/**', 'x/.git/a'], ['a/**', 'a/b/c']] as const;
    const no = [['*.md', 'a.mdx'], ['*.md', 'x/a.md'], ['ab*ba', 'aba'], ['a', 'ab'], ['a*b', 'abc'], ['?', 'ab'], ['a/**', 'a'], ['**/.*/**', 'x/git/a'], ['[!a]*', 'a']] as const;
    for (const [glob, path] of yes) assert.equal(globOf(glob)?.(path), true, `${glob} ${path}`);
    for (const [glob, path] of no) assert.equal(globOf(glob)?.(path), false, `${glob} ${path}`);
  });

  it('with one star means a character more or none', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '碳'), maxLength: 4 });
    fc.assert(fc.property(text, text, fc.string({ unit: fc.constantFrom('a', 'b', '.', '碳'), maxLength: 8 }), (start, end, name) => {
      assert.equal(globOf(`${start}*${end}`)?.(name), globOf(`${start}*?${end}`)?.(name) || name === start + end);
    }));
  });
});
