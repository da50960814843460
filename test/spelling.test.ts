import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinyin } from 'pinyin-pro';
import { hasHan } from '../server/base/both.ts';
import { titleSpeller } from '../server/features/complete/speller.ts';
import { describe as schemaAt, fieldsAt, titleOf } from '../server/schema/describe.ts';
import { ccps, criteria, dimensions, pillars } from '../server/schema/knowledge.ts';
import { mechanisms } from '../server/schema/mechanisms.ts';
import { joined, spellingOf } from '../server/schema/spelling.ts';
import { controlled, jurisdictions, termsOf } from '../server/schema/vocabulary.ts';
import type { Path } from '../server/syntax/tree.ts';

const file = join(__dirname, '../schemas/spelling.json');

/** The titles of every field of a record, at every level. */
const fieldTitles = (path: Path = []): readonly string[] => fieldsAt(path).flatMap(field => {
  const here = [...path, field];
  return [titleOf(here).zh, ...schemaAt(here)?.properties ? fieldTitles(here) : []];
});

/** Every Chinese word that the built-in data offers or looks up by. */
const words = [...new Set([
  ...controlled.flatMap(field => termsOf[field].flatMap(({ written, name, aliases }) => [written.zh, name.zh, ...aliases])),
  ...jurisdictions.flatMap(({ zh, aliases }) => [zh, ...aliases]),
  ...fieldTitles(),
  ...[...dimensions, ...pillars, ...ccps].map(({ zh }) => zh),
  ...criteria.map(({ title }) => title.zh),
  ...mechanisms.flatMap(({ name, aliases }) => [name.zh, ...aliases]),
])].filter(hasHan).sort();

/** Spells a word as the file does: letters and digits only, ü as v. */
const spelt = (word: string) => joined(pinyin(word, { toneType: 'none', type: 'array', nonZh: 'consecutive' }).map(each => each.replace(/[^\p{L}\d]/gu, '').toLowerCase()).filter(Boolean));

describe('how Chinese words are spelt', () => {
  it('stands in a file made from the vocabularies by pinyin-pro', () => {
    const made = `${JSON.stringify(Object.fromEntries(words.map(word => [word, spelt(word)])), undefined, 2)}\n`;
    if (process.env['UPDATE'] === '1') writeFileSync(file, made);
    else assert.equal(readFileSync(file, 'utf8'), made, 'schemas/spelling.json is out of date: run the tests with UPDATE=1');
  });

  it('is right for characters with two readings', async () => {
    const speller = await titleSpeller();
    for (const [word, full, initials] of [
      ['重庆', 'chongqing', 'cq'], ['银行', 'yinhang', 'yh'], ['长期', 'changqi', 'cq'], ['长期责任转移', 'changqizerenzhuanyi', 'cqzrzy'], ['法律监管', 'falvjianguan', 'fljg'],
      ['重庆市碳排放权交易管理办法', 'chongqingshitanpaifangquanjiaoyiguanlibanfa', 'cqstpfqjyglbf'], ['行业长效机制', 'hangyechangxiaojizhi', 'hycxjz'],
    ] as const) assert.equal(speller(word), `${full} ${initials}`, word);
  });

  it('is told for words of the built-in data at once, and for titles once the dictionary is read', async () => {
    assert.equal(spellingOf('市场机制'), 'shichangjizhi scjz');
    assert.equal(spellingOf('欧盟碳边境调节机制 (CBAM)'), undefined);
    const speller = await titleSpeller();
    assert.equal(speller('欧盟碳边境调节机制 (CBAM)'), 'oumengtanbianjingtiaojiejizhicbam omtbjtjjzc');
    assert.equal(speller('Market'), undefined);
  });
});
