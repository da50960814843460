import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { corpusOf } from '../server/record/corpus.ts';
import { factsOf } from '../server/record/facts.ts';
import { intake } from '../server/record/intake.ts';
import { rules } from '../server/rules/index.ts';
import type { Finding, World } from '../server/rules/rule.ts';
import { check } from '../server/rules/run.ts';
import { noProject } from '../server/schema/project.ts';
import { parseRecord } from '../server/syntax/parse.ts';
import type { PolicyRecord } from '../server/syntax/record.ts';
import { fixed } from './fixture.ts';
import { shared } from './shared.ts';

const shape = ['syntax-error', 'duplicate-key', 'wrong-type', 'full-width-punctuation', 'conflict-marker', 'nested-too-deep', 'too-large', 'legacy-layout', 'misplaced-field',
  'unknown-field', 'missing-field', 'empty-field', 'id-not-file-name', 'unsafe-id', 'duplicate-id'];
const own = rules.filter(({ id }) => shape.includes(id));
const never = ['syntax-error', 'duplicate-key', 'wrong-type', 'full-width-punctuation', 'conflict-marker', 'nested-too-deep', 'too-large', 'id-not-file-name', 'unsafe-id', 'duplicate-id'];
const sampled = 40;

describe('the rules of shape over the real records (needs ../shared)', function () {
  this.timeout(10_000);
  let dates: readonly { readonly date: string; readonly records: readonly PolicyRecord[]; readonly world: World }[] = [];

  before(function () {
    this.timeout(30_000);
    const folder = shared(this, 'corpus');
    dates = readdirSync(folder).sort().map(date => {
      const records = [...markdown(join(folder, date))].flatMap(file => intake(`file://${file}`, readFileSync(file, 'utf8')) ?? []);
      return { date, records, world: { corpus: corpusOf(records.map(factsOf)), today: '2026-11-20', author: undefined, project: noProject() } };
    });
    assert.ok(dates.reduce((sum, { records }) => sum + records.length, 0) > 400);
  });

  const findingsOf = (record: PolicyRecord, world: World): readonly Finding[] =>
    check(record, world, (rule, error) => { throw new Error(`${rule} threw on ${record.uri}`, { cause: error }); }, own);

  it('find none of the mistakes that a program cannot make', () => {
    for (const { records, world } of dates) for (const record of records) {
      assert.deepEqual(findingsOf(record, world).filter(({ rule }) => never.includes(rule)).map(({ rule, message }) => `${rule} in ${record.uri}: ${message.en}`), []);
    }
  });

  it('tell the flat layout of 2026-02-06 and no other, once in each file and without its consequences', () => {
    for (const { date, records, world } of dates) for (const record of records) {
      const found = findingsOf(record, world).map(({ rule }) => rule);
      assert.equal(found.filter(rule => rule === 'legacy-layout').length, date.startsWith('2026-02-06') ? 1 : 0, record.uri);
      if (found.includes('legacy-layout')) assert.ok(!found.includes('missing-field') && !found.includes('unknown-field'), record.uri);
    }
  });

  it('take no dimension and nothing optional for unknown, missing or empty', () => {
    for (const { records, world } of dates) for (const record of records) for (const { rule, path, message } of findingsOf(record, world)) {
      if (rule === 'unknown-field' && path[0] === 'analysis') assert.equal(path.join('.'), 'analysis.frameworkVersion', message.en);
      if (rule === 'empty-field' || rule === 'missing-field') assert.ok(!['description', 'evolution', 'impactAnalysis', 'interpretation', 'sectors'].includes(String(path[0])), message.en);
    }
  });

  it('point at places in the text', () => {
    for (const { records, world } of dates) for (const record of records) for (const { rule, span } of findingsOf(record, world)) {
      assert.ok(0 <= span.start && span.start < span.end && span.end <= record.text.length, `${rule} in ${record.uri}: ${span.start}–${span.end}`);
    }
  });

  it('mend what they find: each fix takes its finding away and keeps the record readable and in its notation', function () {
    this.timeout(60_000);
    let fixes = 0;
    for (const { records, world } of dates) for (const record of sample(records)) for (const finding of findingsOf(record, world)) for (const fix of finding.fixes) {
      const where = `“${fix.title.en}” for ${finding.message.en} in ${record.uri}`;
      const after = parseRecord(record.uri, fixed(record.text, record.uri, fix));
      assert.ok(after, where);
      assert.deepEqual(after.problems, [], where);
      assert.equal(after.style, record.style, where);
      assert.equal(after.text.slice(after.body.start), record.text.slice(record.body.start), where);
      assert.ok(!findingsOf(after, world).some(({ rule, path }) => rule === finding.rule && path.join('.') === finding.path.join('.')), where);
      fixes++;
    }
    assert.ok(fixes > 100, `${fixes} fixes`);
  });

  it('lose nothing when the flat layout is migrated', () => {
    for (const { records, world } of dates.slice(0, 1)) for (const record of records) {
      const fix = findingsOf(record, world).find(({ rule }) => rule === 'legacy-layout')?.fixes[0];
      assert.ok(fix, record.uri);
      const after = parseRecord(record.uri, fixed(record.text, record.uri, fix));
      const kept = new Set(scalarsIn(after));
      assert.deepEqual(scalarsIn(record).filter(value => !kept.has(value)), [], record.uri);
    }
  });
});

function sample(records: readonly PolicyRecord[]): readonly PolicyRecord[] {
  const step = Math.max(1, Math.floor(records.length / sampled));
  return records.filter((_, i) => i % step === 0).slice(0, sampled);
}

/** Every value that is not empty, as text. */
function scalarsIn(record: PolicyRecord | undefined): readonly string[] {
  const found: string[] = [];
  const walk = (node: PolicyRecord['root']): void => {
    if (node?.kind === 'map') for (const { value } of node.entries) walk(value);
    else if (node?.kind === 'seq') for (const item of node.items) walk(item);
    else if (node && node.value !== undefined && node.value !== '') found.push(String(node.value));
  };
  walk(record?.root);
  return found;
}

function* markdown(path: string): Generator<string> {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) yield* markdown(child);
    else if (entry.name.endsWith('.md')) yield child;
  }
}
