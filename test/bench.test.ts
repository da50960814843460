import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corpusOf } from '../server/record/corpus.ts';
import { factsOf } from '../server/record/facts.ts';
import { uriIn } from '../server/rules/library.ts';
import type { Finding } from '../server/rules/rule.ts';
import { check } from '../server/rules/run.ts';
import { noProject } from '../server/schema/project.ts';
import { parseRecord } from '../server/syntax/parse.ts';
import type { PolicyRecord } from '../server/syntax/record.ts';
import { median, medianRatio, percentile } from './bench/arithmetic.ts';
import { basePolicies } from './bench/library/base.ts';
import { libraryOf, writeLibrary, type Made } from './bench/library/generate.ts';
import type { LibraryOptions } from './bench/library/plan.ts';
import { measurements, ofRivals, type MeasurementName } from './bench/measurements.ts';
import { optionsOf } from './bench/options.ts';
import { byHand, withHand } from './bench/results.ts';
import { rows, rowsFor, type Row } from './bench/rows.ts';
import { fill, ratio, reached, tableOf, type Rounds } from './bench/table.ts';

const base = basePolicies(join(__dirname, '../seeds'));
const options: LibraryOptions = { records: 120, seed: 1, styles: ['json', 'flow', 'block'], rate: 0.15 };

describe('the workspaces of the bench', () => {
  const made = [...libraryOf(base, options)];
  const flaws = made.flatMap(({ flaw }) => flaw ?? []);

  it('are the same bytes for the same options, and others for another seed', () => {
    assert.deepEqual([...libraryOf(base, options)], made);
    assert.notDeepEqual([...libraryOf(base, { ...options, seed: 2 })], made);
  });

  it('have the records that were asked for, each under its own name, in all notations', () => {
    const plain = [...libraryOf(base, { ...options, rate: 0 })].flatMap(({ files }) => files);
    assert.equal(plain.length, 120);
    assert.equal(new Set(plain.map(([file]) => file)).size, 120);
    const records = plain.map(([file, text]) => recordOf(file, text));
    assert.deepEqual([...new Set(records.map(({ style }) => style))].sort(), ['block', 'flow', 'json']);
    assert.deepEqual([...checked(plain)].flatMap(([file, { findings }]) => findings.map(({ rule }) => `${file}: ${rule}`)), []);
  });

  it('begin with a policy and its successor, which stay as they are and are the same at any size', () => {
    for (const records of [4, 120]) {
      const [first, second] = [...libraryOf(base, { ...options, records })];
      assert.deepEqual([first?.flaw, second?.flaw], [undefined, undefined]);
      assert.deepEqual(first?.files.map(([file]) => file), ['policies/zh/intl-ccs-plus-framework-g0.md', 'policies/en/intl-ccs-plus-framework-g0.md']);
      assert.match(second?.files[0]?.[1] ?? '', /'supersedes': \['intl-ccs-plus-framework-g0'\]/);
      assert.match(first?.files[0]?.[1] ?? '', /'supersededBy': 'intl-ccs-plus-framework-g1'/);
    }
  });

  it('have each mistake where the manifest says, of its rule, and none in a file that it does not name', () => {
    assert.equal(flaws.length, 18);
    assert.deepEqual([...new Set(flaws.map(({ scope }) => scope))].sort(), ['cross-file', 'schema', 'syntax']);
    const found = checked(made.flatMap(({ files }) => files));
    for (const { file, line, kind } of flaws) {
      const { record, findings } = found.get(file) ?? {};
      assert.ok(record && findings?.some(finding => finding.rule === kind && isSerious(finding) && record.lines.lineOf(finding.span.start) === line), `${kind} on line ${line + 1} of ${file}: ${findings?.map(({ rule }) => rule).join(', ')}`);
    }
    const concerned = new Set(flaws.flatMap(({ file, touches }) => [file, ...touches]));
    assert.deepEqual([...found].filter(([file, { findings }]) => !concerned.has(file) && findings.some(isSerious)).map(([file]) => file), []);
  });

  it('are frontmatter alone for servers that know no fences, with the mistakes a line higher', () => {
    const folder = mkdtempSync(join(tmpdir(), 'policy-records-'));
    try {
      const markdown = writeLibrary(join(folder, 'md'), base, options);
      const yaml = writeLibrary(join(folder, 'yaml'), base, options, 'yaml');
      assert.deepEqual(yaml.files, markdown.files.map(file => file.replace(/md$/, 'yaml')));
      const lineIn = (kind: string, file: string, line: number) => readFileSync(join(folder, kind, file), 'utf8').split('\n')[line];
      for (const [i, flaw] of markdown.flaws.entries()) {
        const other = yaml.flaws[i];
        // What is wrong with a record as a whole is at its opening fence, for which the first line stands.
        if (other && flaw.line > 0) assert.equal(lineIn('yaml', other.file, other.line), lineIn('md', flaw.file, flaw.line));
        else assert.equal(other?.line, 0);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the arithmetic of the bench', () => {
  const row: Row = { name: 'x', measure: 'x', against: 'y', unit: 'ms', goal: 'ratio', ours: { of: 'pull', name: 'p50' }, theirs: { of: 'json', name: 'p50' }, reach: 1.5, aim: 1 };
  const rounds = (ours: readonly (number | undefined)[], theirs: readonly (number | undefined)[]): Rounds => ({
    figures: new Map([['pull', ours.map(p50 => p50 === undefined ? undefined : { p50 })], ['json', theirs.map(p50 => p50 === undefined ? undefined : { p50 })]]), failures: new Map(),
  });

  it('takes the middle, and of an even count the mean of the middle two', () => {
    assert.deepEqual([median([]), median([3]), median([9, 1, 5]), median([4, 1, 3, 2])], [undefined, 3, 5, 2.5]);
    const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
    assert.deepEqual([percentile([], 0.5), percentile(hundred, 0.5), percentile(hundred, 0.99), percentile([7, 8], 0.99)], [undefined, 50, 99, 8]);
  });

  it('takes the median of the ratios within rounds, not the ratio of the medians', () => {
    // The machine was slow in the second round, for both.
    assert.equal(medianRatio([2, 30, 6], [1, 10, 4]), 2);
    assert.equal(medianRatio([2, undefined, 6], [1, 10, undefined]), 2);
    assert.equal(medianRatio([1], [0]), undefined);
    assert.equal(medianRatio([6, 4, 5], [50]), 0.1);
    assert.equal(medianRatio([50], [undefined, 5, 10]), 50 / 7.5);
    const filled = fill(row, rounds([2, 30, 6], [1, 10, 4]));
    assert.deepEqual([filled.ours, filled.theirs, filled.value, reached(filled)], [6, 4, 2, 'no']);
  });

  it('holds a figure against its goals from the right side', () => {
    const of = (goal: Row['goal'], value: number, limits: Pick<Row, 'reach' | 'aim'>) => reached(fill({ ...row, goal, ...limits }, rounds([value], [1])));
    assert.deepEqual([1, 1.2, 1.5, 1.6].map(value => of('ratio', value, { reach: 1.5, aim: 1 })), ['aim', 'reach', 'reach', 'no']);
    assert.deepEqual([24, 23].map(value => of('at least', value, { reach: 24, aim: 24 })), ['aim', 'no']);
    assert.deepEqual([0, 3, 5].map(value => of('at most', value, { reach: 4, aim: 1.5 })), ['aim', 'reach', 'no']);
    assert.equal(reached(fill(row, rounds([undefined], [1]))), undefined);
  });

  it('shows a row, and says in words what was not measured', () => {
    assert.deepEqual([0.4, 1 / 300, 1, 12.3].map(ratio), ['0.40x', '1/300', '1.00x', '12x']);
    const given = { ...rounds([2], [undefined]), failures: new Map([['json' as const, 'it did not start']]) };
    assert.equal(tableOf([fill(row, rounds([2], [4])), fill(row, given)]), [
      '| measure | against | reach | aim | ours | theirs | ratio | reached? |', '|--|--|--|--|--|--|--|--|',
      '| x | y | 1.50x | 1.00x | 2.00 ms | 4.00 ms | 0.50x | aim |', '| x | y | 1.50x | 1.00x | 2.00 ms | – | – | – |', '', 'Not measured in every round:', '', '- x: json: it did not start',
    ].join('\n'));
  });

  it('knows rows by their names, and tells of names that are none', () => {
    assert.equal(new Set(rows.map(({ name }) => name)).size, rows.length);
    assert.deepEqual(rowsFor({ only: ['burst', 'micro'] }).map(({ name }) => name), ['burst', 'burst-push']);
    assert.throws(() => rowsFor({ only: ['birst'] }), /no row birst/);
    assert.deepEqual(optionsOf(['--quick', '--only', 'key,cold']), { quick: true, only: ['key', 'cold'], rounds: 1, list: false });
    assert.throws(() => optionsOf(['--rounds', '0']), /--rounds/);
  });

  it('tells what is measured of rivals from what is ours, so that a machine without them can do the rest', () => {
    const ours = rows.map(({ ours }) => ours.of);
    assert.deepEqual(ours.filter(name => ofRivals.has(name)), []);
    const others = Object.keys(measurements).filter(name => !ours.some(own => own === name) && !ofRivals.has(name as MeasurementName));
    assert.deepEqual(others, ['null', 'floor', 'floor, huge', 'floor that keeps, huge']);
  });

  it('keeps what was written by hand', () => {
    assert.equal(byHand('# A\n<!-- by hand: where the time goes -->\nIn parsing.\n<!-- end of what is by hand -->\n'), '\nIn parsing.\n');
    assert.equal(byHand('# A\n'), '\n\n');
    const first = withHand('# First\n', '');
    const written = first.replace('the time goes -->\n', 'the time goes -->\nIn rules.\n');
    assert.notEqual(written, first);
    const again = withHand('# Second\n', written);
    assert.match(again, /^# Second\n\n## Where the time goes\n\n<!-- by hand[^]*\nIn rules\.\n[^]*<!-- end of what is by hand -->\n$/);
    assert.equal(withHand('# Second\n', again), again);
  });
});

const isSerious = ({ severity }: Finding): boolean => severity === 'error' || severity === 'warning';

function checked(files: Made['files']): ReadonlyMap<string, { readonly record: PolicyRecord; readonly findings: readonly Finding[] }> {
  const records = files.map(([file, text]) => [file, recordOf(file, text)] as const);
  const world = { corpus: corpusOf(records.map(([, record]) => factsOf(record))), today: '2026-11-20', author: undefined, project: noProject() };
  return new Map(records.map(([file, record]) => [file, { record, findings: check(record, world, (rule, error) => { throw new Error(`${rule} threw`, { cause: error }); }) }]));
}

function recordOf(file: string, text: string): PolicyRecord {
  const record = parseRecord(uriIn(file), text);
  assert.ok(record, file);
  return record;
}
