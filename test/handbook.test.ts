import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasHan } from '../server/base/both.ts';
import { explainText, handbook, tableOf } from '../server/rules/handbook.ts';
import { rules } from '../server/rules/index.ts';

const root = join(__dirname, '..');
const page = join(root, 'server/rules/README.md');
const readme = join(root, 'README.md');
const update = process.env['UPDATE'] === '1';

/** Writes a generated text with UPDATE=1, and otherwise says that it is out of date. */
function keep(file: string, text: string): void {
  if (update) writeFileSync(file, text);
  else assert.ok(existsSync(file) && readFileSync(file, 'utf8') === text, `${file} is out of date: run the tests with UPDATE=1`);
}

describe('the handbook', () => {
  it('is up to date', () => keep(page, handbook(rules)));

  it('has one heading for each rule', () => {
    assert.deepEqual([...handbook(rules).replace(/^```[\s\S]*?^```$/gm, '').matchAll(/^## (.*)$/gm)].map(([, id]) => id).filter(id => id !== 'configure'), rules.map(({ id }) => id));
  });

  it('is a table in the README', () => {
    const text = readFileSync(readme, 'utf8');
    const [before, , after] = text.split(/(<!-- rules -->[\s\S]*<!-- \/rules -->)/);
    assert.ok(before !== undefined && after !== undefined, 'README.md lacks <!-- rules --> and <!-- /rules -->');
    keep(readme, `${before}<!-- rules -->\n${tableOf(rules, 'server/rules/README.md')}\n<!-- /rules -->${after}`);
  });

  for (const rule of rules) {
    it(`explains ${rule.id} in both languages`, () => {
      for (const locale of ['zh', 'en'] as const) {
        const text = explainText(rule, locale);
        assert.ok(text.startsWith(`${rule.id}${locale === 'zh' ? '（' : ' ('}`));
        assert.ok(text.includes(rule.why[locale]));
        const messages = [...text.matchAll(new RegExp(`^ *\\^+ ${rule.id}: (.*)$`, 'gm'))].map(([, message = '']) => message);
        assert.ok(messages.length > 0 && messages.every(message => hasHan(message) || locale === 'en'), text);
      }
    });
  }
});
