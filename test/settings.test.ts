import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../server/rules/index.ts';
import { section, settingsOf, startOptionsOf } from '../server/lsp/settings.ts';

const file = join(__dirname, '../package.json');
const update = process.env['UPDATE'] === '1';
const levels = ['error', 'warning', 'information', 'hint', 'off'];

interface Manifest { readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, { properties?: unknown; readonly additionalProperties?: unknown }>> } } }

describe('the setting of levels', () => {
  it('names every rule in package.json, with its levels and its title', () => {
    const text = readFileSync(file, 'utf8');
    const manifest = JSON.parse(text) as Manifest;
    const setting = manifest.contributes.configuration.properties[`${section}.rules`];
    assert.ok(setting);
    setting.properties = Object.fromEntries(rules.map(({ id, title }) => [id, { enum: levels, description: title.en }]));
    const wanted = `${JSON.stringify(manifest, undefined, 2)}\n`;
    if (update && wanted !== text) writeFileSync(file, wanted);
    assert.ok(update || wanted === text, 'package.json is out of date: run the tests with UPDATE=1');
    assert.equal(setting.additionalProperties, false);
  });

  it('is read as it is meant, and what is no level is passed over', () => {
    assert.deepEqual([...settingsOf({ rules: { 'year-mismatch': 'off', 'shared-url': 'error', 'thin-evidence': 'loud', x: 1 } }, 'en').rules], [['year-mismatch', 'off'], ['shared-url', 'error']]);
    for (const odd of [undefined, null, 1, 'x', [], { rules: null }, { rules: 'off' }, { rules: ['off'] }]) assert.equal(settingsOf(odd, 'en').rules.size, 0, JSON.stringify(odd));
  });

  it('comes with the start of the server, as does that the client asks for reasons', () => {
    assert.deepEqual(startOptionsOf({ asks: true, settings: { rules: {} } }), { retrigger: false, asks: true, settings: { rules: {} } });
    assert.equal(startOptionsOf({ asks: 1 }).asks, false);
  });
});
