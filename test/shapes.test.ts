import assert from 'node:assert/strict';
import { factsOf, faceOf, keepable, sharedIn, shortOf, briefIn, type Facts } from '../server/record/facts.ts';
import { fromBrief, inBrief, packed, unpacked } from '../server/doors/packed.ts';
import { rules } from '../server/rules/index.ts';
import { libraryOf } from '../server/rules/library.ts';
import { examplesOf } from '../server/rules/rule.ts';
import { check } from '../server/rules/run.ts';
import { parseRecord } from '../server/syntax/parse.ts';
import { seeds } from './syntax/library.ts';

/** The parts of an object in their order, which V8 goes by. */
const shapeOf = (its: object): string => Object.keys(its).join(' ');
const shapesOf = (all: Iterable<object>): readonly string[] => [...new Set([...all].map(shapeOf))];

describe('what there are thousands of has one shape', () => {
  it('the rules', () => { assert.equal(shapesOf(rules).length, 1); });

  it('the facts of records, whichever way they come', () => {
    const texts = [...seeds.map(({ file, text }) => ({ file, text })), { file: 'en/broken.md', text: '---\nid: [\n---\n' }, { file: 'elsewhere.md', text: '---\ntitle: An act\nanalysis: {}\n---\n' }];
    const all = texts.flatMap(({ file, text }): readonly Facts[] => {
      const record = parseRecord(`file:///library/${file}`, text);
      assert.ok(record);
      const facts = factsOf(record);
      const short = shortOf(facts, briefIn(facts), () => ({}), 7);
      return [facts, sharedIn(record), keepable(facts), faceOf(facts), short, unpacked(packed(facts)), fromBrief(inBrief(short, briefIn(facts)), () => ({}))];
    });
    assert.ok(all.length > 20);
    assert.deepEqual(shapesOf(all), [shapeOf(all[0] ?? {})]);
  });

  it('the findings of all rules', () => {
    const found = rules.flatMap(rule => examplesOf(rule).slice(0, 4).flatMap(({ file, text, others }) => {
      const { record, world } = libraryOf([{ file, text: text.replace(/^ *(?:\^+|~+) .*\n/gm, '') }, ...others]);
      return record ? check(record, world) : [];
    }));
    assert.ok(found.length > 100);
    assert.deepEqual(shapesOf(found), [shapeOf(found[0] ?? {})]);
  });
});
