import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../server/rules/index.ts';
import { treesOf, type Tree } from './corpus/trees.ts';
import { shared } from './shared.ts';

const counts = join(__dirname, 'corpus/COUNTS.md');

const heading = `# What the rules find in the real records

Findings of each rule in each date of the library, zh and en together, made by \`test/corpus-counts.test.ts\`: \`UPDATE=1\` writes this page, and a page that differs fails the test.
A number that moves is a rule that changed its mind about real records: look at them before you commit. [JUDGED.md](JUDGED.md) is the list of findings that were read by a person.
`;

describe('the rules over the real records (needs ../shared)', function () {
  this.timeout(120_000);
  let trees: readonly Tree[] = [];

  before(function () {
    trees = treesOf(shared(this, 'corpus'));
  });

  it('find as many as the page of counts says', () => {
    const columns = trees.map(({ files }) => {
      const found = new Map<string, number>();
      for (const { findings } of files.values()) for (const { rule } of findings) found.set(rule, (found.get(rule) ?? 0) + 1);
      return found;
    });
    const row = (name: string, cells: readonly (string | number)[]) => `| ${name} | ${cells.join(' | ')} |`;
    const total = (found: ReadonlyMap<string, number>) => [...found.values()].reduce((sum, n) => sum + n, 0);
    const page = [
      heading,
      row('rule', trees.map(({ date }) => date)), row('--', trees.map(() => '--:')),
      row('records', trees.map(({ files }) => files.size)),
      ...rules.map(({ id }) => row(`\`${id}\``, columns.map(found => found.get(id) ?? '·'))),
      row('**all**', columns.map(total)), '',
    ].join('\n');
    if (process.env['UPDATE'] === '1') writeFileSync(counts, page);
    else assert.equal(existsSync(counts) ? readFileSync(counts, 'utf8') : '', page, 'the page of counts differs; UPDATE=1 writes it');
  });
});
