import assert from 'node:assert/strict';
import { textOf } from '../../server/base/span.ts';
import { findFences } from '../../server/syntax/fences.ts';
import { parseRecord } from '../../server/syntax/parse.ts';
import { record } from '../fixture.ts';

/** What stands between the fences and behind them; `none` where there is no frontmatter, `open` where nothing closes it. */
const parts = (text: string): string | readonly [inner: string, body: string] => {
  const fences = findFences(text);
  if (!fences) return 'none';
  assert.equal(textOf(text, fences.open), '---');
  if (!fences.close) return `open: ${textOf(text, fences.inner)}`;
  assert.equal(textOf(text, fences.close), '---');
  return [textOf(text, fences.inner), textOf(text, fences.body)];
};

describe('the fences of a frontmatter (T13)', () => {
  for (const [name, text, wanted] of [
    ['plain', '---\na: 1\n---\nb\n', ['a: 1\n', 'b\n']],
    ['with CR LF', '---\r\na: 1\r\n---\r\nb\r\n', ['a: 1\r\n', 'b\r\n']],
    ['with lone CR', '---\ra: 1\r---\rb\r', ['a: 1\r', 'b\r']],
    ['behind a byte order mark', '\uFEFF---\na: 1\n---\nb\n', ['a: 1\n', 'b\n']],
    ['with nothing between', '---\n---\nb\n', ['', 'b\n']],
    ['with a blank line between', '---\n\n---\nb\n', ['\n', 'b\n']],
    ['where the file ends behind the closing one', '---\na: 1\n---', ['a: 1\n', '']],
    ['with blanks and tabs behind the dashes', '--- \t\na: 1\n---  \nb\n', ['a: 1\n', 'b\n']],
    ['and three dashes within a value', '---\na: x --- y\nb: ---\n---\nc\n', ['a: x --- y\nb: ---\n', 'c\n']],
    ['and three dashes within a JSON string', '---\n{ "a": "\\n---\\n" }\n---\nb\n', ['{ "a": "\\n---\\n" }\n', 'b\n']],
    ['and four dashes', '---\na: 1\n----\nb: 2\n---\nc\n', ['a: 1\n----\nb: 2\n', 'c\n']],
    ['and indented dashes', '---\na: 1\n ---\nb: 2\n---\nc\n', ['a: 1\n ---\nb: 2\n', 'c\n']],
    ['and three dots, which close nothing', '---\na: 1\n...\n---\nb\n', ['a: 1\n...\n', 'b\n']],
    ['and rules in the narrative', '---\na: 1\n---\n\nb\n\n---\n\nc: [\n\n---\n', ['a: 1\n', '\nb\n\n---\n\nc: [\n\n---\n']],
    ['that nothing closes', '---\na: 1\n\nb\n', 'open: a: 1\n\nb\n'],
    ['that nothing closes but dashes with a word', '---\na: 1\n---b\n', 'open: a: 1\n---b\n'],
    ['alone', '---', 'open: '],
    ['behind a blank line', '\n---\na: 1\n---\n', 'none'],
    ['behind a blank', ' ---\na: 1\n---\n', 'none'],
    ['with a language', '---yaml\na: 1\n---\n', 'none'],
    ['with a language that runs code', '---js\n{ a: 1 }\n---\n', 'none'],
    ['with a language behind a blank', '--- js\n{ a: 1 }\n---\n', 'none'],
    ['with four dashes', '----\na: 1\n----\n', 'none'],
    ['with two dashes', '--\na: 1\n--\n', 'none'],
    ['with pluses', '+++\na = 1\n+++\n', 'none'],
    ['in the narrative alone', 'a\n\n---\nb: 1\n---\n', 'none'],
    ['in an empty file', '', 'none'],
  ] as const) {
    it(`are found ${name}`, () => assert.deepEqual(parts(text), wanted));
  }

  it('leave the narrative unread, whatever it holds (T30)', () => {
    for (const body of ['---\nid: [\n---\n', '```yaml\na: {\n```\n', '<<<<<<< a\n', '{ "a": “\n', '\t\ta: b: c\n', '[['.repeat(1000)]) {
      assert.deepEqual(record(`---\nid: a\n---\n${body}`).problems, [], body);
      assert.deepEqual(record(`---\n{ "id": "a" }\n---\n\n${body}`).problems, [], body);
    }
  });

  it('decide what is a record at all', () => {
    assert.equal(parseRecord('file:///a.md', '# 正文\n\n---\nid: a\n---\n'), undefined);
    assert.equal(parseRecord('file:///a.md', ''), undefined);
    assert.deepEqual(parseRecord('file:///a.md', '---\n---\n')?.problems, []);
  });
});
