import assert from 'node:assert/strict';
import { span } from '../server/base/span.ts';
import { bulkFixOf, fixAll, type Judge } from '../server/rules/fix-all.ts';
import type { Change, Finding, Fix } from '../server/rules/rule.ts';
import type { PolicyRecord } from '../server/syntax/record.ts';
import { record, world } from './fixture.ts';

const both = (text: string) => ({ zh: text, en: text });

/** A judge that finds each match of a pattern and offers to replace it. */
const replacing = (pattern: RegExp, put: string | undefined, rule = 'test', safe = true): Judge => made => [...made.text.matchAll(pattern)].map((match, i) =>
  finding(made, rule, [rule, i], put === undefined ? [] : [{ span: span(match.index, match.index + match[0].length), text: put }], safe, match.index));

function finding(made: PolicyRecord, rule: string, path: Finding['path'], edits: readonly { span: ReturnType<typeof span>; text: string }[], safe = true, at = 0): Finding {
  const change: Change = { kind: 'edit', uri: made.uri, edits };
  const fixes: Fix[] = edits.length > 0 ? [{ title: both('Replace'), changes: [change], safe }] : [];
  return { rule, path, span: span(at, at + 1), message: both('.'), severity: 'error', related: [], fixes };
}

const all = (...judges: readonly Judge[]): Judge => (made, its) => judges.flatMap(judge => judge(made, its));
const mend = (text: string, judge: Judge) => {
  const made = record(text);
  const { record: after, applied } = fixAll(made, world([made]), judge);
  return [after.text, applied];
};

describe('mending in bulk', () => {
  it('applies every safe fix and nothing else', () => {
    assert.deepEqual(mend('---\na: old\nb: old\nc: bad\n---\n', all(replacing(/old/g, 'new'), replacing(/bad/g, 'good', 'unsafe', false))), ['---\na: new\nb: new\nc: bad\n---\n', 2]);
  });

  it('goes on until nothing changes', () => {
    assert.deepEqual(mend('---\na: xxxx\n---\n', replacing(/xx$/gm, 'x')), ['---\na: x\n---\n', 3]);
  });

  it('ends with fixes that undo each other', () => {
    const [, applied] = mend('---\na: 1\n---\n', all(replacing(/1/g, '2'), replacing(/2/g, '1')));
    assert.ok(Number(applied) <= 10);
  });

  it('takes the first of two that overlap, each whole or not at all', () => {
    const judge: Judge = made => made.text.includes('abc') ? [
      finding(made, 'first', [], [{ span: span(7, 9), text: 'X' }]),
      finding(made, 'second', [], [{ span: span(8, 10), text: 'Y' }, { span: span(14, 15), text: 'Z' }]),
    ] : [];
    assert.deepEqual(mend('---\na: abc\nb: d\n---\n', judge), ['---\na: Xc\nb: d\n---\n', 1]);
  });

  it('drops a fix that brings a new finding and keeps the others', () => {
    const brings = all(replacing(/old/g, 'new'), replacing(/one/g, 'worse'), replacing(/worse/g, undefined, 'fresh'));
    assert.deepEqual(mend('---\na: old\nb: one\nc: old\n---\n', brings), ['---\na: new\nb: one\nc: new\n---\n', 2]);
  });

  it('drops a fix that makes the record unreadable, or another notation, or leaves it as it is', () => {
    assert.deepEqual(mend('---\na: old\nb: one\n---\n', all(replacing(/old/g, '"new'), replacing(/one/g, 'two'))), ['---\na: old\nb: two\n---\n', 1]);
    assert.deepEqual(mend('---\n{ "a": "old" }\n---\n', replacing(/\{ "a": "old" \}/g, 'a: old')), ['---\n{ "a": "old" }\n---\n', 0]);
    assert.deepEqual(mend('---\na: old\n---\n', replacing(/old/g, 'old')), ['---\na: old\n---\n', 0]);
  });

  it('does not take a finding in a list for a new one when an item before it goes', () => {
    const judge: Judge = made => [...made.text.matchAll(/(bad|odd), |odd/g)].map((match, i) =>
      finding(made, 'test', ['list', i], match[1] === 'bad' ? [{ span: span(match.index, match.index + 5), text: '' }] : []));
    assert.deepEqual(mend('---\nlist: [bad, odd, odd]\n---\n', judge), ['---\nlist: [odd, odd]\n---\n', 1]);
  });

  it('does not hold against a mended record what could not be seen before', () => {
    const broken = all(replacing(/：/g, ':', 'full-width-punctuation'), made => made.problems.length > 0 ? [] : [finding(made, 'missing-field', ['id'], [])]);
    assert.deepEqual(mend('---\n{ "title"： "a" }\n---\n', broken), ['---\n{ "title": "a" }\n---\n', 1]);
  });

  it('looks at the library as it is after each step', () => {
    const made = record('---\nid: old\n---\n');
    const ids: (string | undefined)[] = [];
    fixAll(made, world([made]), (each, its) => { ids.push(its.corpus.of(each.uri)?.id); return replacing(/old/g, 'new')(each, its); });
    assert.deepEqual(ids, ['old', 'new', 'new']);
  });

  it('leaves to a person what renames, or changes another file', () => {
    const made = record('---\na: 1\n---\n');
    const fix = (changes: readonly Change[], more: Partial<Fix> = {}): Fix => ({ title: both('Fix'), changes, safe: true, ...more });
    const here: Change = { kind: 'edit', uri: made.uri, edits: [] };
    const there: Change = { kind: 'edit', uri: 'file:///other.md', edits: [] };
    const of = (...fixes: readonly Fix[]) => bulkFixOf({ ...finding(made, 'test', [], []), fixes }, made.uri);
    assert.equal(of(fix([{ kind: 'rename', uri: made.uri, to: 'file:///b.md' }]), fix([here, there]), fix([here], { safe: false })), undefined);
    const preferred = fix([here], { preferred: true });
    assert.equal(of(fix([here]), preferred), preferred);
  });

  it('takes no hours over a record full of fixes that fail', () => {
    const text = `---\n${Array.from({ length: 600 }, (_, i) => `k${i}: old\n`).join('')}---\n`;
    let looks = 0;
    const judge = all(replacing(/old/g, 'worse'), replacing(/worse/g, undefined, 'fresh'));
    assert.deepEqual(mend(text, (made, its) => { looks++; return judge(made, its); }), [text, 0]);
    assert.ok(looks <= 101, `${looks}`);
  });
});
