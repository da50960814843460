import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apply } from '../../server/base/edit.ts';
import { frame, unframe } from '../../server/base/frame.ts';
import type { Style } from '../../server/syntax/record.ts';
import { dataOf, type Data } from '../../server/syntax/tree.ts';
import { record } from '../fixture.ts';

/** What stands round each mistake: a neighbour above, one below, and full-width punctuation in the narrative. */
const around: Readonly<Record<Style, (middle: string) => string>> = {
  json: middle => `---\n{\n  "title": "甲：“一”，",\n${middle}\n  "status": "现行"\n}\n---\n正文：“x”，｛｝\n`,
  flow: middle => `---\n{\n  'title': '甲：“一”，',\n${middle}\n  'status': '现行',\n}\n---\n正文：“x”，｛｝\n`,
  block: middle => `---\ntitle: 甲：“一”，\n${middle}\nstatus: 现行\n---\n正文：“x”，｛｝\n`,
};

/** One drawing in a file of them: its name, the lines with the problems below them, and the lines once the repairs are made. */
interface Drawing { readonly name: string; readonly drawn: string; readonly mended: string | undefined }

const drawingsIn = (style: Style): readonly Drawing[] =>
  readFileSync(join(__dirname, `broken-${style}.txt`), 'utf8').split(/^== /m).slice(1).map(section => {
    const [name = '', ...lines] = section.trimEnd().split('\n');
    const arrow = lines.indexOf('->');
    return { name, drawn: lines.slice(0, arrow < 0 ? undefined : arrow).join('\n'), mended: arrow < 0 ? undefined : lines.slice(arrow + 1).join('\n') };
  });

for (const style of ['json', 'flow', 'block'] as const) {
  describe(`a mistake in ${style}`, () => {
    for (const { name, drawn, mended } of drawingsIn(style)) {
      for (const [eol, ends] of [['LF', '\n'], ['CR LF', '\r\n']] as const) {
        it(`${name} (${eol})`, () => {
          const made = record(unframe(around[style](drawn)).replaceAll('\n', ends));
          const found = frame(made.text, made.problems.map(({ span, kind, reason }) => ({ span, text: `${kind}: ${reason.en}` })));
          assert.equal(found.replaceAll(ends, '\n'), around[style](drawn), 'the problems are not as they are drawn');
          const { title, status } = dataOf(made.root) as Record<string, Data>;
          assert.deepEqual({ title, status }, { title: '甲：“一”，', status: '现行' }, 'a neighbour is lost');
          const repairs = made.problems.flatMap(problem => problem.repair ?? []);
          if (mended === undefined) return assert.deepEqual(repairs, []);
          const after = record(apply(made.text, repairs));
          assert.equal(after.text.replaceAll(ends, '\n'), mended === '' ? around[style]('gone').replace('gone\n', '') : around[style](mended));
          assert.deepEqual(after.problems, []);
          assert.equal(after.style, style);
        });
      }
    }
  });
}

describe('a mistake at the edge of a record', () => {
  const problemsOf = (text: string) => record(text).problems.map(({ kind, reason }) => `${kind}: ${reason.en}`);
  const mended = (text: string) => apply(text, record(text).problems.flatMap(problem => problem.repair ?? []));

  for (const [name, text, problems, after] of [
    ['the last bracket is missing', '---\n{\n  "id": "a",\n  "tags": ["b"]\n---\n', ['syntax: a } is missing'], '---\n{\n  "id": "a",\n  "tags": ["b"]\n}\n---\n'],
    ['two brackets are missing at the end', '---\n{ \'id\': \'a\', \'tags\': [\'b\'\n---\n', ['syntax: a ]} is missing'], '---\n{ \'id\': \'a\', \'tags\': [\'b\']}\n---\n'],
    ['the closing fence is missing and all below is prose', '---\n{\n  "id": "a"\n}\n\n正文：x\n', ['syntax: the line --- that ends the frontmatter is missing'], '---\n{\n  "id": "a"\n}\n---\n\n正文：x\n'],
    ['the closing fence of a block is missing, and nobody can tell where it goes', '---\nid: a\n\n正文\n', ['syntax: the line --- that ends the frontmatter is missing'], undefined],
    ['one conflict is one problem and the rest waits', '---\n{\n<<<<<<< ours\n  "id": "a",\n=======\n  "id": "b,\n>>>>>>> theirs\n  "x": 1\n}\n---\n', ['conflict: a merge conflict is left unresolved here'], undefined],
    ['two conflicts are two problems', `---\n${'<<<<<<< a\nid: 1\n=======\nid: 2\n>>>>>>> b\n'.repeat(2)}---\n`, ['conflict: a merge conflict is left unresolved here', 'conflict: a merge conflict is left unresolved here'], undefined],
    ['a conflict that shows its base', '---\n<<<<<<< a\nid: 1\n||||||| o\nid: 0\n=======\nid: 2\n>>>>>>> b\n---\n', ['conflict: a merge conflict is left unresolved here'], undefined],
    ['rules of equal signs are no conflict', '---\ntext: |\n  =======\n---\n', [], undefined],
    ['an empty frontmatter has nothing wrong', '---\n---\n', [], undefined],
    ['a frontmatter of comments has nothing wrong', '---\n# later\n---\n', [], undefined],
    ['two documents', '---\nid: a\n--- x\nid: b\n---\n', ['syntax: the frontmatter holds more than one document'], undefined],
  ] as const) {
    it(name, () => {
      assert.deepEqual(problemsOf(text), problems);
      if (after === undefined) assert.deepEqual(record(text).problems.flatMap(problem => problem.repair ?? []), []);
      else {
        assert.equal(mended(text), after);
        assert.deepEqual(problemsOf(after), []);
      }
    });
  }

  it('many mistakes are one problem on each line, and none hides another', () => {
    const made = record('---\n{\n  "a": “1”,\n  "b"： 2,\n  "c": "3,\n  "d": 4\n  "e": 5，\n  "f": [1, 2,\n  "g": 甲\n}\n---\n');
    assert.deepEqual(made.problems.map(({ span }) => made.lines.lineOf(span.start)), [2, 3, 4, 5, 6, 7, 8]);
    assert.deepEqual({ ...dataOf(made.root) as object }, { a: '1', b: 2, c: '3', d: 4, e: 5, f: [1, 2], g: '甲' });
    const after = record(apply(made.text, made.problems.flatMap(problem => problem.repair ?? [])));
    assert.deepEqual(after.problems, []);
    assert.deepEqual({ ...dataOf(after.root) as object }, { a: '1', b: 2, c: '3', d: 4, e: 5, f: [1, 2], g: '甲' });
  });
});
