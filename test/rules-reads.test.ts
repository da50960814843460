import assert from 'node:assert/strict';
import { span } from '../server/base/span.ts';
import { unframe } from '../server/base/frame.ts';
import { factsOf } from '../server/record/facts.ts';
import { rules } from '../server/rules/index.ts';
import { keep } from '../server/rules/kept.ts';
import { libraryOf } from '../server/rules/library.ts';
import { examplesOf, type Finding, type Rule, type World } from '../server/rules/rule.ts';
import { check } from '../server/rules/run.ts';
import { parseRecord } from '../server/syntax/parse.ts';
import { isBroken, type PolicyRecord } from '../server/syntax/record.ts';
import { dataOf } from '../server/syntax/tree.ts';
import { setValue } from '../server/syntax/write.ts';
import { apply } from '../server/base/edit.ts';
import { seeds, written } from './syntax/library.ts';

const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };

/** Whether a rule finds nothing in a record. */
const isQuiet = (rule: Rule, record: PolicyRecord, world: World): boolean => rule.check(record, world, factsOf(record)).length === 0;

/** A record of which nothing can be seen but some fields, and its body where that is among them. */
function onlyWith(record: PolicyRecord, fields: readonly string[]): PolicyRecord {
  const { root, text, fences, body } = record;
  if (root?.kind !== 'map') return record;
  const own = root.entries.filter(({ name }) => fields.includes(name));
  // Where the keys are read, too, those of the others stand there with a value that says nothing.
  const entries = fields.includes('keys') ? root.entries.map(entry => fields.includes(entry.name) || !entry.value ? entry : { ...entry, value: { kind: 'scalar' as const, span: entry.value.span, value: '¿', form: 'plain' as const } }) : own;
  const isSeen = (at: number) => at < fences.inner.start || (at >= fences.inner.end && (at < body.start || fields.includes('body'))) || own.some(({ span: its }) => its.start <= at && at < its.end);
  const masked = [...text.split('')].map((each, at) => isSeen(at) || each === '\n' || each === '\r' ? each : '¿').join('');
  return { ...record, text: masked, root: { ...root, entries }, body: fields.includes('body') ? body : span(text.length, text.length) };
}

/** Every example of every rule that can be read, and the seeds in all notations with each of their fields away once. */
function records(): readonly { readonly record: PolicyRecord; readonly world: World }[] {
  const files = rules.flatMap(rule => examplesOf(rule).flatMap(({ file, text, after, others }) => [unframe(text), ...after === undefined ? [] : [after]].map(each => [{ file, text: each }, ...others])));
  const made = seeds.flatMap(({ file, text }) => {
    const data = dataOf(parseRecord(`file:///library/${file}`, text)?.root) as Readonly<Record<string, string>>;
    const without = Object.keys(data).map(name => Object.fromEntries(Object.entries(data).filter(([each]) => each !== name)));
    return [[{ file, text }], ...(['json', 'flow', 'block'] as const).flatMap(style => [data, ...without].map(each => [{ file, text: written[style](each) }]))];
  });
  return [...files, ...made].flatMap(library => {
    const { record, world } = libraryOf(library);
    return record && !isBroken(record) ? [{ record, world }] : [];
  });
}

/** Where a rule is quiet by the whole record and not by the fields that it says it reads, or the other way round. */
const leaksOf = (rule: Rule, all: ReturnType<typeof records>): readonly string[] => all.flatMap(({ record, world }) => {
  const seen = onlyWith(record, rule.reads ?? []);
  return isQuiet(rule, record, world) === isQuiet(rule, seen, world) ? [] : `${record.uri}\n${record.text}`;
});

describe('what a rule reads', () => {
  const all = records();

  for (const rule of rules.filter(({ reads }) => reads)) {
    it(`${rule.id}: no other field tells whether it finds nothing`, () => { assert.deepEqual(leaksOf(rule, all).slice(0, 1), []); });
  }

  it('is found out where a rule does not say it', () => {
    const named = (id: string) => rules.find(rule => rule.id === id) ?? assert.fail();
    for (const [id, reads] of [['year-mismatch', ['year']], ['missing-dimension', []], ['hidden-character', ['url']], ['empty-body', ['url']], ['missing-field', ['regulatory']], ['twin-disagrees', ['id']], ['duplicate-title', ['id']], ['superseded-still-active', ['id', 'evolution']], ['placeholder-in-verified', ['analysis']]] as const) {
      assert.notDeepEqual(leaksOf({ ...named(id), reads }, all), [], id);
    }
  });

  it('is not read again while it stays as it is, and findings are those of a whole check', () => {
    const asked: string[] = [];
    const listening = rules.map(rule => ({ ...rule, mayFind: () => true, check: (...its: Parameters<Rule['check']>) => { asked.push(rule.id); return rule.check(...its); } }));
    for (const { file, text } of seeds) {
      const { record, world } = libraryOf([{ file, text }]);
      assert.ok(record);
      const { calm } = keep(record, world, throwing);
      const changed = parseRecord(record.uri, apply(text, setValue(record, ['title'], 'Another title')));
      assert.ok(changed);
      const now = keep(changed, world, throwing, { calm, isTold: false });
      assert.deepEqual(now.findings.map(bare), check(changed, world, throwing).map(bare));
      assert.ok(calm.rules.size > 15, String(calm.rules.size));
      assert.deepEqual([...now.calm.rules.keys()].map(({ id }) => id), [...calm.rules.keys()].map(({ id }) => id));
      const skipped = new Set([...calm.rules.keys()].map(({ id }) => id));
      asked.length = 0;
      check(changed, world, throwing, listening, { skips: ({ id }) => skipped.has(id), ran: () => undefined });
      assert.equal(asked.length, rules.length - skipped.size);
      // A change of the day, the project or who signs is a reason to ask them all.
      const tomorrow = keep(changed, { ...world, today: '2030-01-01' }, throwing, { calm, isTold: false });
      assert.deepEqual(tomorrow.findings.map(bare), check(changed, { ...world, today: '2030-01-01' }, throwing).map(bare));
    }
  });

  it('is told by no field where an alias stands for what another one says', () => {
    const text = (page: string) => `---\nsource: &网址 https://example.org/${page}\nurl: *网址\ntitle: 封存条例\n---\n`;
    const { record, world } = libraryOf([{ file: 'zh/example.md', text: text('act') }]);
    const changed = parseRecord(record?.uri ?? '', text(''));
    assert.ok(record && changed);
    const before = keep(record, world, throwing);
    const now = keep(changed, world, throwing, { calm: before.calm, isTold: false });
    assert.deepEqual(now.findings.map(bare), check(changed, world, throwing).map(bare));
    assert.deepEqual([before, now].map(({ findings }) => findings.some(({ rule }) => rule === 'homepage-url')), [false, true]);
  });
});

const bare = ({ rule, path, message }: Finding) => ({ rule, path, message: message.en });
