import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpusOf } from '../server/record/corpus.ts';
import { factsOf } from '../server/record/facts.ts';
import { intake } from '../server/record/intake.ts';
import { rules } from '../server/rules/index.ts';
import type { Finding } from '../server/rules/rule.ts';
import { check } from '../server/rules/run.ts';
import { noProject } from '../server/schema/project.ts';
import type { PolicyRecord } from '../server/syntax/record.ts';
import { shared } from './shared.ts';
import { markdownBelow } from './syntax/library.ts';

const counts = join(__dirname, 'corpus/COUNTS.md');
const judged = join(__dirname, 'corpus/JUDGED.md');

/** One date of the library, every record with what is found in it. */
interface Tree { readonly date: string; readonly files: ReadonlyMap<string, { readonly record: PolicyRecord; readonly findings: readonly Finding[] }> }

const heading = `# What the rules find in the real records

Findings of each rule in each date of the library, zh and en together, made by \`test/corpus-counts.test.ts\`: \`UPDATE=1\` writes this page, and a page that differs fails the test.
A number that moves is a rule that changed its mind about real records: look at them before you commit. [JUDGED.md](JUDGED.md) is the list of findings that were read by a person.
`;

describe('the rules over the real records (needs ../shared)', function () {
  this.timeout(120_000);
  let trees: readonly Tree[] = [];

  before(function () {
    const folder = shared(this, 'corpus');
    trees = readdirSync(folder).sort().map(date => {
      const records = markdownBelow(join(folder, date, 'policies')).flatMap(({ file, text }) => {
        const record = intake(`file:///${date}/policies/${file}`, text);
        return record ? [[file, record] as const] : [];
      });
      const world = { corpus: corpusOf(records.map(([, record]) => factsOf(record))), today: '2026-11-20', author: undefined, project: noProject() };
      const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };
      return { date, files: new Map(records.map(([file, record]) => [file, { record, findings: check(record, world, throwing) }])) };
    });
  });

  it('are as many as the page of counts says', () => {
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

  it('are those that were judged true, each still on its line', () => {
    const rows = [...readFileSync(judged, 'utf8').matchAll(/^\| \d+ \| (\S+) \| (\S+?):(\d+) \| `([a-z0-9-]+)` \|.*\| (true|false) \|/gm)];
    assert.ok(rows.length >= 60, `${rows.length} rows`);
    for (const [, date = '', file = '', line = '', rule = '', verdict] of rows) {
      const tree = trees.find(each => each.date === date);
      const { record, findings = [] } = tree?.files.get(file) ?? {};
      const found = findings.some(finding => finding.rule === rule && record && record.lines.lineOf(finding.span.start) + 1 === Number(line));
      assert.equal(found, verdict === 'true', `${rule} in ${date} ${file}:${line}`);
    }
  });
});
