import assert from 'node:assert/strict';
import { legend, semanticTokens } from '../../server/features/tokens.ts';
import type { World } from '../../server/rules/rule.ts';
import type { PolicyRecord } from '../../server/syntax/record.ts';
import { record, world } from '../fixture.ts';
import { halfTyped, realRecords } from '../sweep.ts';
import { seedData, written } from '../syntax/library.ts';

interface Read { readonly line: number; readonly character: number; readonly length: number; readonly type: string; readonly modifiers: number }

/** The tokens as a client reads them: each from where the one before it starts. */
function decoded(data: readonly number[]): readonly Read[] {
  const tokens: Read[] = [];
  let [line, character] = [0, 0];
  assert.equal(data.length % 5, 0);
  for (let i = 0; i < data.length; i += 5) {
    const [down = 0, right = 0, length = 0, type = -1, modifiers = 0] = data.slice(i, i + 5);
    [line, character] = [line + down, down === 0 ? character + right : right];
    tokens.push({ line, character, length, type: legend.tokenTypes[type] ?? assert.fail(`type ${type}`), modifiers });
  }
  return tokens;
}

/** Tokens by the words they are on. */
function shown(around: World, made: PolicyRecord, range?: Parameters<typeof semanticTokens>[2]): readonly string[] {
  return decoded(semanticTokens(around, made, range).data).map(({ line, character, length, type, modifiers }) => {
    const start = made.lines.startOf(line) + character;
    return `${line} ${made.text.slice(start, start + length)} ${type}${modifiers === 1 ? ' declaration' : ''}`;
  });
}

const body = '\n\n😀 按 ICVCM 9.4 与 cn-old-rule 办理，不同于 cn-gone-rule；CCER\n项目。\n';
const notations = {
  json: `---\n{\n  "id": "cn-new-rule",\n  "icvcmCriteria": ["9.3"],\n  "evolution": { "supersedes": ["cn-old-rule", "cn-gone-rule"] },\n  "analysis": {\n    "mrv": { "score": 75, "label": "VCS" },\n    "novel": { "score": 1 }\n  },\n  "regulatory": { "pore_space_rights": "", "credit_period": "7" }\n}\n---${body}`,
  flow: `---\n{\n  'id': 'cn-new-rule',\n  'icvcmCriteria': ['9.3',],\n  'evolution': { 'supersedes': ['cn-old-rule', cn-gone-rule] },\n  'analysis': {\n    'mrv': { 'score': 75, 'label': 'VCS' },\n    'novel': { 'score': 1 },\n  },\n  'regulatory': { pore_space_rights: '', 'credit_period': '7' },\n}\n---${body}`,
};
const block = `---\nid: cn-new-rule\nicvcmCriteria: ['9.3']\nevolution:\n  supersedes:\n    - cn-old-rule\n    - cn-gone-rule\nanalysis:\n  mrv:\n    score: 75\n    label: VCS\n  novel:\n    score: 1\nregulatory:\n  pore_space_rights: ''\n  credit_period: '7'\n---${body}`;
const old = record('---\n{ "id": "cn-old-rule", "title": "旧规" }\n---\n', 'zh/cn-old-rule.md');

describe('semanticTokens', () => {
  for (const [style, text] of Object.entries(notations)) {
    for (const [ends, kept] of [['LF', text], ['CR LF and BOM', `\uFEFF${text.replaceAll('\n', '\r\n')}`]] as const) {
      it(`marks what means something in ${style} with ${ends}`, () => {
        const made = record(kept, 'zh/cn-new-rule.md');
        assert.deepEqual(shown(world([made, old]), made), [
          '2 cn-new-rule class declaration', '3 9.3 enumMember', '4 cn-old-rule class', '6 mrv namespace', '6 75 number', '6 VCS interface', '9 pore_space_rights property',
          '13 ICVCM interface', '13 9.4 enumMember', '13 cn-old-rule class', '13 CCER interface',
        ]);
      });
    }
  }

  it('marks the same in indented notation', () => {
    const made = record(block, 'zh/cn-new-rule.md');
    assert.deepEqual(shown(world([made, old]), made), [
      '1 cn-new-rule class declaration', '2 9.3 enumMember', '5 cn-old-rule class', '8 mrv namespace', '9 75 number', '10 VCS interface', '14 pore_space_rights property',
      '18 ICVCM interface', '18 9.4 enumMember', '18 cn-old-rule class', '18 CCER interface',
    ]);
  });

  it('encodes each token from the one before it', () => {
    const made = record('---\n{ "analysis": { "mrv": { "score": 7 } },\n  "id": "a" }\n---\n');
    assert.deepEqual(semanticTokens(world([made]), made).data, [1, 17, 3, 3, 0, 0, 17, 1, 5, 0, 1, 9, 1, 0, 1]);
  });

  it('gives those of a range alone', () => {
    const made = record(notations.json, 'zh/cn-new-rule.md');
    assert.deepEqual(shown(world([made, old]), made, { start: { line: 3, character: 9 }, end: { line: 6, character: 0 } }), ['3 9.3 enumMember', '4 cn-old-rule class', '6 mrv namespace', '6 75 number', '6 VCS interface']);
    assert.deepEqual(semanticTokens(world([made]), made, { start: { line: 20, character: 0 }, end: { line: 21, character: 0 } }).data, []);
  });

  for (const [style, write] of Object.entries(written)) {
    it(`marks dimensions, scores and pillars of a seed in ${style}`, () => {
      const made = record(write(seedData()), 'zh/intl-ccs-plus-framework.md');
      const words = shown(world([made]), made).map(each => each.replace(/^\d+ /, ''));
      assert.deepEqual(words.filter(each => /namespace|number/.test(each)), ['incentive namespace', '60 number', 'market namespace', '95 number', 'mrv namespace', '95 number', 'statutory namespace', '50 number', 'strategic namespace', '30 number']);
      assert.equal(words.filter(each => each.endsWith('property')).length, 7);
      assert.ok(words.includes('intl-ccs-plus-framework class declaration'));
    });
  }

  const check = (around: World, made: PolicyRecord): number => {
    const tokens = decoded(semanticTokens(around, made).data);
    let end = { line: 0, character: 0 };
    for (const { line, character, length } of tokens) {
      const name = `${made.uri} ${made.text.length} ${line}:${character}`;
      assert.ok(line > end.line || character >= end.character, `${name} overlaps`);
      assert.ok(length > 0 && made.lines.startOf(line) + character + length <= made.lines.endOf(line), `${name} is on one line`);
      end = { line, character: character + length };
    }
    return tokens.length;
  };

  it('never overlaps in real records', function () {
    const all = [...realRecords(this, 3)];
    const around = world(all);
    let count = 0;
    for (const made of all) count += check(around, made);
    assert.ok(count > 2000, String(count));
  });

  it('never overlaps in half-typed records', function () {
    for (const made of halfTyped(this)) check(world([made]), made);
  });
});
