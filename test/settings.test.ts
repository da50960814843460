import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../server/rules/index.ts';
import { section, settingsOf, startOptionsOf } from '../server/lsp/settings.ts';

const file = join(__dirname, '../package.json');
const texts = { en: join(__dirname, '../package.nls.json'), zh: join(__dirname, '../package.nls.zh-cn.json') };
const update = process.env['UPDATE'] === '1';
const levels = ['error', 'warning', 'information', 'hint', 'off'];

interface Manifest { readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, { properties?: unknown; readonly additionalProperties?: unknown }>> } } }

describe('the setting of levels', () => {
  it('names every rule in package.json, with its levels and its title', () => {
    const text = readFileSync(file, 'utf8');
    const manifest = JSON.parse(text) as Manifest;
    const setting = manifest.contributes.configuration.properties[`${section}.rules`];
    assert.ok(setting);
    // The settings editor draws a table with a list of levels only where the type is told.
    setting.properties = Object.fromEntries(rules.map(({ id }) => [id, { type: 'string', enum: levels, description: `%rule.${id}%` }]));
    const wanted = `${JSON.stringify(manifest, undefined, 2)}\n`;
    if (update && wanted !== text) writeFileSync(file, wanted);
    assert.ok(update || wanted === text, 'package.json is out of date: run the tests with UPDATE=1');
    assert.equal(setting.additionalProperties, false);
  });

  for (const locale of ['en', 'zh'] as const) {
    it(`names every rule by its title in the texts of the manifest: ${locale}`, () => {
      const text = readFileSync(texts[locale], 'utf8');
      const others = Object.entries(JSON.parse(text) as Readonly<Record<string, string>>).filter(([key]) => !key.startsWith('rule.'));
      const wanted = `${JSON.stringify(Object.fromEntries([...others, ...rules.map(({ id, title }) => [`rule.${id}`, title[locale]])]), undefined, 2)}\n`;
      if (update && wanted !== text) writeFileSync(texts[locale], wanted);
      assert.ok(update || wanted === text, 'the texts of the manifest are out of date: run the tests with UPDATE=1');
    });
  }

  it('is read as it is meant, and what is no level is passed over', () => {
    assert.deepEqual([...settingsOf({ rules: { 'year-mismatch': 'off', 'shared-url': 'error', 'thin-evidence': 'loud', x: 1 } }, 'en').rules], [['year-mismatch', 'off'], ['shared-url', 'error']]);
    for (const odd of [undefined, null, 1, 'x', [], { rules: null }, { rules: 'off' }, { rules: ['off'] }]) assert.equal(settingsOf(odd, 'en').rules.size, 0, JSON.stringify(odd));
  });

  it('takes the globs of a list, and what was there before where nothing of it is one', () => {
    const globs = (raw: unknown) => { const { include, exclude } = settingsOf(raw, 'en'); return { include, exclude }; };
    assert.deepEqual(globs({ include: ['records/**', '', 1, '../elsewhere/**'], exclude: [] }), { include: ['records/**'], exclude: [] });
    for (const odd of [null, 'x', ['../x'], [1]]) assert.deepEqual(globs({ include: odd, exclude: odd }), globs(undefined), JSON.stringify(odd));
    for (const [raw, whole] of [[false, false], [true, true], ['no', true], [undefined, true]] as const) assert.equal(settingsOf({ workspaceDiagnostics: raw }, 'en').wholeWorkspace, whole);
  });

  it('comes with the start of the server, as does what the client asks and shows', () => {
    assert.deepEqual(startOptionsOf({ asks: true, settings: { rules: {} } }), { retrigger: false, asks: true, shows: false, settings: { rules: {} } });
    assert.deepEqual([startOptionsOf({ asks: 1 }).asks, startOptionsOf({ shows: true }).shows], [false, true]);
  });
});
