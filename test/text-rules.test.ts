import assert from 'node:assert/strict';
import { apply } from '../server/base/edit.ts';
import { aliasInRecord } from '../server/rules/alias-in-record.ts';
import { edgeWhitespace } from '../server/rules/edge-whitespace.ts';
import { escapeResidue } from '../server/rules/escape-residue.ts';
import { fixAll } from '../server/rules/fix-all.ts';
import { hiddenCharacter } from '../server/rules/hidden-character.ts';
import { mixedLineEndings } from '../server/rules/mixed-line-endings.ts';
import { notUtf8 } from '../server/rules/not-utf8.ts';
import { readsDifferently } from '../server/rules/reads-differently.ts';
import type { Finding, Rule } from '../server/rules/rule.ts';
import { rules } from '../server/rules/index.ts';
import { check } from '../server/rules/run.ts';
import { readAsSite } from './site.ts';
import { dataOf } from '../server/syntax/tree.ts';
import { fixed, record, world } from './fixture.ts';
import { randomFrom } from './mutations/scene.ts';

const mine: readonly Rule[] = [readsDifferently, aliasInRecord, notUtf8, hiddenCharacter, mixedLineEndings, edgeWhitespace, escapeResidue];
const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };
const judged = (text: string, only: readonly Rule[] = mine): readonly Finding[] => {
  const made = record(text);
  return check(made, world([made]), throwing, only);
};
const rulesOf = (text: string) => judged(text).map(({ rule }) => rule);
const front = (inner: string) => `---\n${inner}\n---\n`;
const data = (text: string): unknown => JSON.parse(JSON.stringify(dataOf(record(text).root)));
/** The data once the first fix of each finding is made, one after another. */
function mended(text: string): unknown {
  let now = text;
  for (let i = 0; i < 20; i++) {
    const [first] = judged(now).flatMap(({ fixes }) => fixes);
    if (!first) break;
    now = fixed(now, record(now).uri, first);
  }
  assert.deepEqual(rulesOf(now), [], now);
  return data(now);
}

describe('rules on how a text is written', () => {
  it('keep quiet on what is fine', () => {
    for (const inner of [
      'title: "2024-10-01"\nyear: 2024\nscore: 60.5\nempty:\nnothing: ~\nyes: true\nsource: 第 3 号\nlist: [1, 2.5, -3]\nid: a-1',
      'title: !!str 2024-10-01\nsource: !!str 012',
      'a: &ghi\n  - 1'.replace('&ghi', '"&ghi"').replace('\n  - 1', ''),
      'description: >\n  折叠的 R&D\n  文本 *重点*\n\n  第二段\n\ninterpretation: |2-\n    缩进的文本',
      'title: नागपुर क्\u200dष\nsource: 👨\u200d👩\u200d👧 🏳️\u200d🌈 1️⃣',
      'title: سوریه‌\u200f ایران',
      'citation: C:\\reports \\rho 与 \\right',
      'url: " https://example.org "\nid: " a "\nstatus: "现行 "\npubDate: "2024-10-01 "',
    ]) assert.deepEqual(rulesOf(front(inner)), [], inner);
  });

  it('tell one mistake once', () => {
    const all = (inner: string) => judged(front(inner), rules).filter(({ path }) => path.length > 0 && path[0] !== 'analysis').map(({ rule, path }) => `${rule} ${path.join('.')}`);
    const only = (inner: string, field: string) => all(inner).filter(each => each.endsWith(` ${field}`));
    assert.deepEqual(only('pubDate: 2024-02-30', 'pubDate'), ['invalid-date pubDate']);
    assert.deepEqual(only('pubDate: 2024-10-01T00:00:00Z', 'pubDate'), ['invalid-date pubDate']);
    assert.deepEqual(only('title: 012', 'title'), ['wrong-type title']);
    assert.deepEqual(only('year: 1_000', 'year'), ['wrong-type year']);
    assert.deepEqual(only('pubDate: 2024-10-01', 'pubDate'), ['reads-differently pubDate']);
    assert.deepEqual(only('legalWeight: "Primary\u200b Legislation"', 'legalWeight'), ['hidden-character legalWeight']);
    assert.deepEqual(only('{ "pubDate": "2024-10-01\\u200b" }', 'pubDate'), ['hidden-character pubDate']);
    assert.deepEqual(only('{ "tit\\u200ble": "a" }', 'tit\u200ble'), ['hidden-character tit\u200ble']);
    assert.deepEqual(only('regulatory:\n  <<: { co2_definition: 废物 }', 'regulatory.<<'), ['alias-in-record regulatory.<<']);
    assert.deepEqual(only('source: "能源部\\r "', 'source'), ['escape-residue source']);
  });

  it('take the blank where an export cut a description for a part of the cut, before the escapes are mended and after', () => {
    const body = `## Overview\n\nIt was announced one day ago. ${'The credit is paid per ton of fuel '.repeat(20)}in full.`;
    const exported = body.replace('\n\n', '\r \r ').slice(0, 500);
    assert.ok(exported.endsWith('fuel '));
    const told = (description: string) => judged(`${front(JSON.stringify({ description }))}\n${body}\n`, rules).filter(({ path }) => path[0] === 'description').map(({ rule }) => rule).sort();
    assert.deepEqual(told(exported), ['escape-residue', 'truncated-description']);
    assert.deepEqual(told(exported.replace('\r \r ', '\n\n')), ['truncated-description']);
    assert.deepEqual(told('The credit is paid per ton of fuel '), ['edge-whitespace']);
  });

  it('mend what a record says to what it was meant to say', () => {
    assert.deepEqual(mended(front('a: "x\\u200by"\nb: "\\ud83d😀\\ude00z"\nc: \'it\'\'s\u200b \'')), { a: 'xy', b: '😀z', c: 'it\'s' });
    assert.deepEqual(mended(front('a: \'one\\r two\\r \\r three\'')), { a: 'one two\n\nthree' });
    assert.deepEqual(mended(front('a: >\n  one\\r\n  two')), { a: 'one two\n' });
    assert.deepEqual(mended(front('{ "a": "one\\r\\ntwo\\\\r\\\\n" }')), { a: 'one\ntwo' });
    assert.deepEqual(mended(front('a: "  x\\\n  y \\n"')), { a: 'x' + 'y' });
    assert.deepEqual(mended(front('a: &x\n  - &y b\n  - *y\nc: [*x, { d: *x }]\ne: *y')), { a: ['b', 'b'], c: [['b', 'b'], { d: ['b', 'b'] }], e: 'b' });
    assert.deepEqual(mended(front('a: &x { p: 1, q: 2 }\nb: &y { q: 3, r: *n }\nc: { <<: [*x, *y], p: 0 }'.replace('*n', '4'))), { a: { p: 1, q: 2 }, b: { q: 3, r: 4 }, c: { p: 0, q: 2, r: 4 } });
    assert.deepEqual(mended(front('a: &x   # why\n  p: 1\nb: &z\nc:\n  <<: *x\n')), { a: { p: 1 }, c: { p: 1 } });
    assert.deepEqual(mended(front('a: &x 1\nb: *x\nc: &x 2\nd: *x')), { a: 1, b: 1, c: 2, d: 2 });
    assert.deepEqual(mended(front('a: 0o14\nb: 012\nc: 08\nd: 1_0\ne: 2024-10-01 10:00:00')), { a: 12, b: 12, c: 8, d: '1_0', e: '2024-10-01 10:00:00' });
  });

  it('say to a site what they say here once they are mended', () => {
    const text = front('a: 2024-10-01\nb: &x [012, 12:30:00, 0b1]\nc: { <<: { d: 1_0 }, e: *x }');
    const now = apply(text, []);
    const made = record(now);
    const { record: after } = fixAll(made, world([made]), (each, its) => check(each, its, throwing, mine));
    const site = readAsSite(after.text);
    assert.ok(site.kind === 'read');
    assert.deepEqual(JSON.parse(JSON.stringify(site.data)), data(after.text));
    assert.deepEqual(rulesOf(after.text), []);
  });

  it('offer no mending they cannot make, and still tell', () => {
    assert.deepEqual(judged(front('a: &k x\n*k : y')).map(({ rule, fixes }) => [rule, fixes.length]), [['alias-in-record', 0]]);
    assert.deepEqual(judged(front('a:\n  <<: text')).map(({ rule, fixes }) => [rule, fixes.length]), [['alias-in-record', 0]]);
    const many = `a: &x [1]\nb:\n${'  - *x\n'.repeat(60)}`;
    assert.ok(judged(front(many)).every(({ rule, fixes }) => rule === 'alias-in-record' && fixes.length === 0));
    assert.deepEqual(mended(front(`a: &x 1\nb:\n${'  - *x\n'.repeat(30)}`.trimEnd())), { a: 1, b: Array(30).fill(1) });
  });

  it('leave a text with lost characters to a person', () => {
    const made = record(front('title: " a"\nsource: b\ufffd'));
    assert.deepEqual(check(made, world([made]), throwing, mine).map(({ rule }) => rule), ['edge-whitespace', 'not-utf8']);
    assert.equal(fixAll(made, world([made])).applied, 0);
  });

  it('pause where the whole text was read in a wrong encoding', () => {
    const made = record(front(`title: ${'\ufffd\ufffd'.repeat(3)}\npubDate: 2024-10-01\nsource: " x`));
    assert.deepEqual(check(made, world([made]), throwing).map(({ rule }) => rule), ['not-utf8']);
    // Chinese that is whole but for one damaged place, and an accent or a quotation mark lost here and there.
    for (const text of [`title: 碳捕集与封存${'\ufffd\ufffd'.repeat(2)}`, `title: ${'Strat\ufffdgie '.repeat(8)}`, 'title: the \ufffd\ufffdact']) assert.notEqual(record(front(text)).problems[0]?.kind, 'not-utf8', text);
    const lines = judged(front(`title: ${'a\ufffd b '.repeat(3)}`) + 'caf\ufffd\n'.repeat(30)).filter(({ rule }) => rule === 'not-utf8');
    assert.deepEqual(lines.length, 1);
  });

  it('end every line alike and change nothing else', () => {
    for (const [text, eol] of [['---\r\na: |\r\n  x\n  y\r\n---\r\n', '\r\n'], ['---\na: |\n  x\r\n  y\n---\n\r\n\n', '\n'], ['---\r\na: b\r\n---\nc\n', '\r\n']] as const) {
      const [finding, ...others] = judged(text);
      assert.equal(others.length, 0);
      const after = fixed(text, record(text).uri, finding!.fixes[0]!);
      assert.equal(after, text.replace(/\r?\n/g, eol));
      assert.deepEqual(data(after), data(text));
    }
    assert.deepEqual(rulesOf('---\r\na: b\r\n---\r\n'), []);
  });

  it('never throw, whatever is cut off, doubled or strange', () => {
    const random = randomFrom(7);
    const texts = [
      front('{ "title": " a\\u200b", "x": "\\r \\\\r", "y": [1, "\\ud83d"], "title": "b" }'), front('{ \'a\': 2024-10-01, \'b\': &x { \'c\': *x }, <<: *y, }'),
      front('a: &x\n  b: 012\n  c: |\n    text \\r\n\nd: *x\ne:\n  <<: [*x]\n  ? [k]\n  : v\nf: >-\n   \u200b\n'), '---\r\na: "x\\\r\n  y\r\n\r\n z "\r\nb: \'\'\r\n---\r\n\ufffd',
      front('- a\n- &b *b\n- 2024-01-01'), front('"\\u200b"'), front('*a'), front('&a'), front(''), front('<<: *a'), front('a: "\\'), front('a: |'), front('a: "'),
    ];
    for (const text of texts) for (let i = 0; i < 120; i++) {
      const [from, to] = [4 + random.below(text.length), 4 + random.below(text.length)];
      const cut = i === 0 ? text : i % 2 ? text.slice(0, Math.max(4, from)) : text.slice(0, Math.min(from, to)) + text.slice(Math.max(from, to));
      for (const finding of judged(cut)) {
        assert.ok(finding.span.start >= 0 && finding.span.start < finding.span.end && finding.span.end <= cut.length, JSON.stringify([cut, finding]));
        for (const fix of finding.fixes) fixed(cut, record(cut).uri, fix);
      }
    }
  });
});
