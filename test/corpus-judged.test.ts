import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lineOf, treesOf, type Tree } from './corpus/trees.ts';
import { shared } from './shared.ts';

const row = /^\| \d+ \| (\S+) \| (\S+?):(\d+) \| `([a-z0-9-]+)` \|[^|\n]*\|[^|\n]*\| (true|false) \|$/gm;

describe('findings in the real records that a person read (needs ../shared)', function () {
  this.timeout(120_000);
  const page = readFileSync(join(__dirname, 'corpus/JUDGED.md'), 'utf8');
  const rows = [...page.matchAll(row)].map(([, date = '', file = '', line = '', rule = '', verdict = '']) => ({ date, file, line: Number(line), rule, isTrue: verdict === 'true' }));
  let trees: readonly Tree[] = [];

  before(function () {
    trees = treesOf(shared(this, 'corpus'));
  });

  it('are at least 60, every row of the page in its shape', () => {
    assert.ok(rows.length >= 60, `${rows.length} rows`);
    assert.equal(rows.length, page.match(/^\| \d/gm)?.length);
  });

  for (const { date, file, line, rule, isTrue } of rows) {
    it(`${rule} ${isTrue ? 'is found' : 'is found no more'} in ${date} ${file}:${line}`, () => {
      const checked = trees.find(tree => tree.date === date)?.files.get(file);
      assert.ok(checked && line <= checked.record.lines.count(), 'there is no such record or line');
      assert.equal(checked.findings.some(finding => finding.rule === rule && lineOf(checked, finding) === line), isTrue);
    });
  }

  it('are of every rule that finds anything, and no rule more than four times', () => {
    const found = new Set(trees.flatMap(({ files }) => [...files.values()].flatMap(({ findings }) => findings.map(({ rule }) => rule))));
    assert.deepEqual([...found].filter(rule => !rows.some(each => each.rule === rule && each.isTrue)), []);
    assert.deepEqual([...found].filter(rule => rows.filter(each => each.rule === rule).length > 4), []);
  });
});
