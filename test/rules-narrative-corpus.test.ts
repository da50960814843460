import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from '../server/base/span.ts';
import { corpusOf } from '../server/record/corpus.ts';
import { factsOf } from '../server/record/facts.ts';
import { intake } from '../server/record/intake.ts';
import { rules } from '../server/rules/index.ts';
import { gist } from '../server/rules/narrative.ts';
import type { Finding, Fix, World } from '../server/rules/rule.ts';
import { check } from '../server/rules/run.ts';
import { noProject } from '../server/schema/project.ts';
import type { PolicyRecord } from '../server/syntax/record.ts';
import { entriesBelow, dataOf, nodeAt, stringOf, type Path } from '../server/syntax/tree.ts';
import { fixed } from './fixture.ts';
import { shared } from './shared.ts';

const ids = ['empty-body', 'empty-impact', 'duplicate-title', 'wrong-language-text', 'truncated-description', 'flattened-markdown', 'misplaced-pillar', 'placeholder-pillar'];
const own = rules.filter(({ id }) => ids.includes(id));
const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };

describe('the rules on narrative texts, on the real corpus', function () {
  this.timeout(120_000);
  interface Read { readonly record: PolicyRecord; readonly world: World; readonly findings: readonly Finding[] }
  let all: readonly Read[] = [];
  before(function () {
    const root = shared(this, 'corpus');
    all = readdirSync(root).sort().flatMap(era => {
      const records = readdirSync(join(root, era), { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.md')).sort()
        .flatMap(file => intake(`file:///corpus/${era}/${file.replaceAll('\\', '/')}`, readFileSync(join(root, era, file), 'utf8')) ?? []);
      const world: World = { corpus: corpusOf(records.map(factsOf)), today: '2026-11-20', author: undefined, project: noProject() };
      return records.map(record => ({ record, world, findings: check(record, world, throwing, own) }));
    });
  });

  const of = (rule: string) => all.flatMap(read => read.findings.filter(each => each.rule === rule).map(finding => ({ ...read, finding })));

  it('finds what is known to be there', () => {
    const counts = Object.fromEntries(ids.map(id => [id, of(id).length]));
    assert.equal(counts['empty-body'], 0);
    // One financing programme of the United States was recorded twice.
    assert.equal(counts['duplicate-title'], 2);
    for (const [id, least] of [['empty-impact', 50], ['wrong-language-text', 70], ['truncated-description', 75], ['flattened-markdown', 14], ['placeholder-pillar', 12], ['misplaced-pillar', 20]] as const) assert.ok((counts[id] ?? 0) >= least, `${id}: ${counts[id]}`);
  });

  it('finds Chinese in English records only, and no text with enough English in it', () => {
    for (const { record, finding } of of('wrong-language-text')) {
      assert.equal(record.locale, 'en');
      assert.ok(!/[A-Za-z]{3}/.test(textOf(record.text, finding.span)), textOf(record.text, finding.span));
    }
  });

  it('mends each description by a beginning of its body', () => {
    for (const { record, finding } of of('truncated-description')) {
      const [fix] = finding.fixes;
      assert.ok(fix, record.uri);
      const after = mended(record, fix);
      const description = stringOf(nodeAt(after.root, ['description'])) ?? '';
      assert.ok(description.length > 100 && description.length <= 500, `${record.uri}: ${description}`);
      assert.match(description, /[.。！？][”’"）)*]*$/);
      assert.ok(gist(textOf(after.text, after.body)).includes(gist(description)), record.uri);
    }
  });

  it('mends without a trace elsewhere', () => {
    const scope: Readonly<Record<string, (path: Path) => readonly string[]>> = {
      'empty-impact': () => ['impactAnalysis'], 'misplaced-pillar': path => [path.join('.'), 'impactAnalysis'],
    };
    let count = 0;
    for (const { record, world, findings } of all) for (const finding of findings) for (const fix of finding.fixes) {
      const after = mended(record, fix);
      const touched = scope[finding.rule]?.(finding.path) ?? [finding.path.join('.')];
      const others = world.corpus.records().filter(({ uri }) => uri !== record.uri);
      const left = check(after, { ...world, corpus: corpusOf([...others, factsOf(after)]) }, throwing, own.filter(({ id }) => id === finding.rule));
      assert.equal(after.style, record.style);
      assert.equal(left.length, findings.filter(({ rule }) => rule === finding.rule).length - 1, `${record.uri} ${finding.rule}`);
      assert.deepEqual(leaves(after, touched), leaves(record, touched), `${record.uri} ${finding.rule}`);
      assert.equal(textOf(after.text, after.body), textOf(record.text, record.body));
      count++;
    }
    assert.ok(count > 150, `${count}`);
  });

  const mended = (record: PolicyRecord, fix: Fix): PolicyRecord => {
    const after = intake(record.uri, fixed(record.text, record.uri, fix));
    assert.ok(after && after.problems.length === 0, `${record.uri}: ${fix.title.en}`);
    return after;
  };

  const leaves = (record: PolicyRecord, scope: readonly string[]): readonly string[] => [...entriesBelow(record.root)]
    .filter(({ path, entry }) => entry.value?.kind !== 'map' && !scope.some(prefix => `${path.join('.')}.`.startsWith(`${prefix}.`))).map(({ path, entry }) => `${path.join('.')} = ${JSON.stringify(dataOf(entry.value))}`);

  it('finds the same whatever ends the lines and on any half of a record', () => {
    const shape = (findings: readonly Finding[]) => findings.map(({ rule, path, message }) => `${rule} ${path.join('.')} ${message.en}`);
    for (const { record, world, findings } of all.filter((_, i) => i % 3 === 0)) {
      const windows = intake(record.uri, record.text.replace(/\r?\n/g, '\r\n'));
      if (windows) assert.deepEqual(shape(check(windows, world, throwing, own)), shape(findings), record.uri);
      for (let end = 4; end < record.text.length; end += 331) {
        const half = intake(record.uri, record.text.slice(0, end));
        if (half) check(half, world, throwing, own);
      }
    }
  });
});
