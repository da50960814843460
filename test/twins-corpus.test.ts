import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { corpusOf, type Corpus } from '../server/record/corpus.ts';
import { factsOf } from '../server/record/facts.ts';
import { intake } from '../server/record/intake.ts';
import { plainChanges } from '../server/rules/changes.ts';
import { missingTwin } from '../server/rules/missing-twin.ts';
import type { Finding, Rule, World } from '../server/rules/rule.ts';
import { check } from '../server/rules/run.ts';
import { twinDisagrees } from '../server/rules/twin-disagrees.ts';
import { noProject } from '../server/schema/project.ts';
import { hasHan } from '../server/base/both.ts';
import { apply } from '../server/base/edit.ts';
import type { PolicyRecord } from '../server/syntax/record.ts';
import { dataOf, entriesBelow, nodeAt, type Path } from '../server/syntax/tree.ts';
import { shared } from './shared.ts';

const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };
const worldOf = (corpus: Corpus): World => ({ corpus, today: '2026-11-20', author: undefined, project: noProject() });
const findingsOf = (record: PolicyRecord, records: readonly PolicyRecord[], only: readonly Rule[] = [missingTwin, twinDisagrees]): readonly Finding[] =>
  check(record, worldOf(corpusOf(records.map(factsOf))), throwing, only);
const pathsOf = (record: PolicyRecord): readonly string[] => [...entriesBelow(record.root)].map(({ path }) => path.join('.'));
const copied: readonly Path[] = [['id'], ['year'], ['pubDate'], ['url'], ['source'], ['legalWeight'], ['reviewStatus'], ['analysis'], ['provenance'], ['relatedFacilities'], ['evolution', 'supersedes']];

describe('twins of the real corpus (needs ../shared)', function () {
  this.timeout(120_000);
  let dates: ReadonlyMap<string, readonly PolicyRecord[]> = new Map();

  before(function () {
    const root = shared(this, 'corpus');
    dates = new Map(readdirSync(root).sort().map(date => [date, ['zh', 'en'].flatMap(language => readdirSync(join(root, date, 'policies', language))
      .flatMap(name => intake(`file:///corpus/${date}/${language}/${name}`, readFileSync(join(root, date, 'policies', language, name), 'utf8')) ?? []))]));
  });

  it('are missing where they are, and disagree where they do and nowhere else', () => {
    const counted = [...dates].map(([date, records]) => [date, ...[missingTwin, twinDisagrees].map(rule => records.flatMap(record => findingsOf(record, records, [rule])).length)]);
    // At two dates the facilities of one record, then of five, differ. That a reviewer who has yet to look is named in one language only is another rule's.
    assert.deepEqual(counted, [
      ['2026-02-06-block-flat', 0, 0], ['2026-02-08-block', 0, 0], ['2026-02-27-json', 0, 2], ['2026-03-19-json', 1, 10], ['2026-06-24-flow', 0, 0], ['2026-07-22-flow', 0, 0],
    ]);
  });

  it('a twin that is made says the same, keeps every key and the notation, and neither file is then found fault with', () => {
    for (const records of dates.values()) for (const record of records) {
      // The other language keeps one record of its own, so that the library still speaks it.
      const others = records.filter(each => each.locale === record.locale);
      const stranger = records.find(each => each.locale !== record.locale && !each.uri.endsWith(record.uri.slice(record.uri.lastIndexOf('/'))));
      assert.ok(stranger);
      const [finding, ...more] = findingsOf(record, [...others, stranger], [missingTwin]);
      assert.ok(finding && more.length === 0, record.uri);
      const [change] = plainChanges(finding.fixes[0]?.changes ?? [], () => undefined) ?? [];
      assert.ok(change?.kind === 'create', record.uri);
      const made = intake(change.uri, change.text);
      assert.ok(made, `${record.uri}\n${change.text}`);
      assert.equal(made.style, record.style, record.uri);
      assert.deepEqual(made.problems, [], record.uri);
      assert.deepEqual(pathsOf(made), pathsOf(record), record.uri);
      // A Chinese name of an issuer is no English one, so it is left to be filled in.
      const isChinese = (path: Path) => path.join('.') === 'source' && made.locale === 'en' && hasHan(String(dataOf(nodeAt(record.root, path))));
      for (const path of copied.filter(each => !isChinese(each))) assert.deepEqual(dataOf(nodeAt(made.root, path)), dataOf(nodeAt(record.root, path)), `${record.uri} ${path.join('.')}`);
      assert.equal(made.text.includes('\r\n'), record.text.slice(0, record.fences.inner.end).includes('\r\n'), record.uri);
      const both = [...others, stranger, made];
      assert.deepEqual([record, made].flatMap(each => findingsOf(each, both)).map(({ message }) => message.en), [], record.uri);
    }
  });

  it('each fix of a disagreement quiets it and leaves both files readable in their notations', () => {
    let count = 0;
    for (const records of dates.values()) for (const record of records) for (const finding of findingsOf(record, records, [twinDisagrees])) for (const fix of finding.fixes) {
      const texts = new Map(records.map(each => [each.uri, each.text]));
      for (const change of plainChanges(fix.changes, uri => texts.get(uri)) ?? []) {
        assert.ok(change.kind === 'edit');
        texts.set(change.uri, apply(texts.get(change.uri) ?? '', change.edits));
      }
      const after = records.map(each => each.text === texts.get(each.uri) ? each : intake(each.uri, texts.get(each.uri) ?? '') ?? assert.fail(each.uri));
      for (const [i, each] of after.entries()) assert.ok(each.style === records[i]?.style && each.problems.length === 0, each.uri);
      const now = after.find(each => each.uri === record.uri);
      assert.ok(now && !findingsOf(now, after, [twinDisagrees]).some(({ path }) => path.join('.') === finding.path.join('.')), `${record.uri}: ${fix.title.en}`);
      count++;
    }
    assert.ok(count > 0, `${count} fixes`);
  });
});
