import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { apply, type Edit } from '../server/base/edit.ts';
import { span } from '../server/base/span.ts';
import { corpusOf } from '../server/record/corpus.ts';
import { factsOf } from '../server/record/facts.ts';
import { intake } from '../server/record/intake.ts';
import { rules } from '../server/rules/index.ts';
import type { Finding } from '../server/rules/rule.ts';
import { check } from '../server/rules/run.ts';
import { noProject } from '../server/schema/project.ts';
import { parseRecord } from '../server/syntax/parse.ts';
import type { PolicyRecord } from '../server/syntax/record.ts';
import { dataOf, entriesBelow, nodeAt, type Entry, type Path } from '../server/syntax/tree.ts';
import { moveValue, setValue } from '../server/syntax/write.ts';
import { fixed } from './fixture.ts';
import { shared } from './shared.ts';

/** A slip of a person's hand: the edits it makes to a sound record, the rule that must notice, and whether the first fix must undo it wholly. */
type Slip = { readonly rule: string; readonly undone?: true; readonly make: (record: PolicyRecord, turn: number) => readonly Edit[] };

const shape = ['syntax-error', 'duplicate-key', 'wrong-type', 'full-width-punctuation', 'conflict-marker', 'legacy-layout', 'misplaced-field', 'unknown-field', 'missing-field',
  'empty-field', 'id-not-file-name', 'unsafe-id', 'duplicate-id'];

/** The place of one match of a pattern within the frontmatter, chosen by `turn`. */
function place(record: PolicyRecord, pattern: RegExp, turn: number): number | undefined {
  const found = [...record.text.slice(0, record.fences.inner.end).matchAll(pattern)].map(match => match.index + match[0].length - 1);
  return found[turn % Math.max(1, found.length)];
}
const put = (pattern: RegExp, text: string) => (record: PolicyRecord, turn: number): readonly Edit[] => {
  const at = place(record, pattern, turn);
  return at === undefined ? [] : [{ span: span(at, at + 1), text }];
};
const some = (record: PolicyRecord, turn: number, suits: (entry: Entry, path: Path) => boolean) => {
  const found = [...entriesBelow(record.root)].filter(({ entry, path }) => suits(entry, path));
  return found[turn % Math.max(1, found.length)];
};

const slips: Readonly<Record<string, Slip>> = {
  'a comma is lost at the end of a line': { rule: 'syntax-error', undone: true, make: (record, turn) => record.style === 'json' ? put(/,(?=\r?\n)/g, '')(record, turn) : [] },
  'a closing bracket is lost': { rule: 'syntax-error', undone: true, make: put(/^ *[}\]](?=,?$)/gm, '') },
  'an opening brace is lost': { rule: 'syntax-error', undone: true, make: put(/: \{$|^\{$/gm, '') },
  'the closing fence is lost': { rule: 'syntax-error', make: ({ fences }) => fences.close ? [{ span: fences.close, text: '' }] : [] },
  'an input method types the colon': { rule: 'full-width-punctuation', undone: true, make: put(/^ *['"]?\w+['"]?:(?=\s)/gm, '：') },
  'an input method types the comma': { rule: 'full-width-punctuation', undone: true, make: put(/,(?=\r?\n)/g, '，') },
  'a merge leaves its markers': { rule: 'conflict-marker', make: ({ lines }, turn) => [1, 2].map(n => ({ span: span(lines.startOf(turn % 9 + n), lines.startOf(turn % 9 + n)), text: n === 1 ? '<<<<<<< HEAD\n' : '=======\n>>>>>>> main\n' })) },
  'an entry is pasted twice': {
    rule: 'duplicate-key', undone: true,
    make: (record, turn) => {
      const entry = some(record, turn, ({ value, key }) => value?.kind === 'scalar' && value.form !== 'literal' && value.form !== 'folded' && /^ *$/.test(record.text.slice(record.lines.startOf(record.lines.lineOf(key.span.start)), key.span.start)))?.entry;
      if (!entry) return [];
      const indent = record.text.slice(record.lines.startOf(record.lines.lineOf(entry.span.start)), entry.span.start);
      return [{ span: span(entry.span.start, entry.span.start), text: `${record.text.slice(entry.span.start, entry.span.end)}${record.style === 'block' ? '' : ','}\n${indent}` }];
    },
  },
  'a number is put in quotes': {
    rule: 'wrong-type', undone: true,
    make: (record, turn) => { const found = some(record, turn, ({ value, name }) => value?.kind === 'scalar' && typeof value.value === 'number' && name !== 'plr_index'); return found ? setValue(record, found.path, String(dataOf(found.entry.value))) : []; },
  },
  'a text becomes a list': {
    rule: 'wrong-type', undone: true,
    make: (record, turn) => {
      const found = some(record, turn, ({ value, name }, path) => value?.kind === 'scalar' && typeof value.value === 'string' && !path.some(step => typeof step === 'number') && (['title', 'source', 'country', 'evidence', 'label', 'author'].includes(name)));
      return found ? setValue(record, found.path, [dataOf(found.entry.value)]) : [];
    },
  },
  'a dimension slips out of analysis': {
    rule: 'misplaced-field', undone: true,
    make: (record, turn) => { const found = some(record, turn, ({ value }, path) => path.length === 2 && path[0] === 'analysis' && value?.kind === 'map'); return found ? moveValue(record, found.path, found.path.slice(1)) : []; },
  },
  'a letter of a required key is lost': {
    rule: 'unknown-field', undone: true,
    make: (record, turn) => { const key = some(record, turn, ({ name }, path) => nodeAt(record.root, ['id']) !== undefined && path.length === 1 && ['title', 'country', 'category', 'pubDate', 'reviewStatus', 'provenance'].includes(name))?.entry.key; return key ? [{ span: span(key.span.start + 2, key.span.start + 3), text: '' }] : []; },
  },
  'a required text is deleted': { rule: 'empty-field', make: (record, turn) => setValue(record, [['title', 'country', 'category', 'status'][turn % 4] ?? 'title'], '') },
  'the id is another': { rule: 'id-not-file-name', undone: true, make: record => nodeAt(record.root, ['id']) ? setValue(record, ['id'], 'quite-another') : [] },
  'the id has a capital': { rule: 'unsafe-id', undone: true, make: record => nodeAt(record.root, ['id']) ? setValue(record, ['id'], 'Quite-Another') : [] },
};

const sampled = 12;

describe('one slip in a real record is one finding (needs ../shared)', function () {
  this.timeout(60_000);
  let dates: readonly (readonly PolicyRecord[])[] = [];
  const own = rules.filter(({ id }) => shape.includes(id));

  before(function () {
    const folder = shared(this, 'corpus');
    dates = readdirSync(folder).sort().map(date => readdirSync(join(folder, date, 'policies', 'zh')).map(name => join(folder, date, 'policies', 'zh', name))
      .flatMap(file => intake(`file://${file}`, readFileSync(file, 'utf8')) ?? []).slice(0, sampled));
  });

  for (const [name, { rule, make, undone }] of Object.entries(slips)) {
    it(`${name}: ${rule}`, () => {
      let made = 0;
      for (const records of dates) for (const [turn, record] of records.entries()) {
        const edits = make(record, turn * 7);
        const slipped = edits.length > 0 ? parseRecord(record.uri, apply(record.text, edits)) : undefined;
        if (!slipped) continue;
        const before = new Set(findingsOf(record, records).map(nameOf));
        const findings = findingsOf(slipped, records).filter(finding => !before.has(nameOf(finding)));
        const where = `${record.uri}\n${slipped.text.slice(0, slipped.fences.inner.end)}`;
        assert.deepEqual(findings.map(finding => finding.rule), [rule], `${findings.map(({ message }) => message.en).join('\n')}\n${where}`);
        made++;
        const fix = findings[0]?.fixes[0];
        if (!undone) continue;
        assert.ok(fix, `no fix: ${where}`);
        const mended = parseRecord(record.uri, fixed(slipped.text, record.uri, fix));
        assert.deepEqual(plain(mended), plain(record), where);
      }
      assert.ok(made >= sampled, `${made} made`);
    });
  }

  const findingsOf = (record: PolicyRecord, records: readonly PolicyRecord[]): readonly Finding[] =>
    check(record, { corpus: corpusOf(records.map(each => factsOf(each.uri === record.uri ? record : each))), today: '2026-11-20', author: undefined, project: noProject() }, (id, error) => { throw new Error(id, { cause: error }); }, own);
});

const nameOf = ({ rule, path, message }: Finding): string => `${rule} ${path.join('.')} ${message.en}`;

/** The data of a record with the keys of each map in order, as a fix may move an entry. */
const plain = (record: PolicyRecord | undefined): unknown => JSON.parse(JSON.stringify(dataOf(record?.root), (_, value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1)) : value));
