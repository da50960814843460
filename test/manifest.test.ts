import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { section, settingsOf } from '../server/lsp/settings.ts';

type Setting = { readonly default?: unknown; readonly markdownDescription?: string; readonly scope?: string; readonly enum?: readonly string[]; readonly markdownEnumDescriptions?: readonly string[] };

type Manifest = {
  readonly main: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly icon: string;
  readonly l10n: string;
  readonly private?: boolean;
  readonly engines: { readonly vscode: string };
  readonly capabilities: { readonly untrustedWorkspaces: { readonly supported: unknown } };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title?: string; readonly category?: string }[];
    readonly menus: { readonly commandPalette: readonly { readonly command: string; readonly when?: string }[] };
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly configurationDefaults?: unknown;
  };
};

const root = join(__dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const texts = (file: string): Readonly<Record<string, string>> => JSON.parse(read(file)) as Record<string, string>;
const sorted = (words: Iterable<string>): readonly string[] => [...new Set(words)].sort();
const matches = (text: string, pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);

const manifest = JSON.parse(read('package.json')) as Manifest;
const { commands, menus, configuration: { properties } } = manifest.contributes;
const client = readdirSync(join(root, 'client')).filter(file => file.endsWith('.ts')).map(file => read(`client/${file}`)).join('\n');

describe('the manifest', () => {
  it('has a text for every key, in English and in Chinese, and no text without a key', () => {
    const keys = sorted(matches(read('package.json'), /"%([^%"]+)%"/g));
    for (const file of ['package.nls.json', 'package.nls.zh-cn.json']) {
      assert.deepEqual(sorted(Object.keys(texts(file))), keys, file);
      assert.deepEqual(Object.values(texts(file)).filter(text => text.trim() === ''), [], file);
    }
  });

  it('gives every command a title and the category under which the palette lists it', () => {
    for (const { command, title, category } of commands) {
      assert.match(title ?? '', /^%.+%$/, command);
      assert.equal(category, 'Policy Records', command);
    }
  });

  it('contributes exactly the commands that the client registers', () => {
    assert.deepEqual(sorted(commands.map(({ command }) => command)), sorted(matches(client, /registerCommand\('([^']+)'/g)));
    const contributed = new Set(commands.map(({ command }) => command));
    for (const { command } of menus.commandPalette) assert.ok(contributed.has(command), command);
    // What an action hands its arguments to is nothing to choose from a list.
    assert.deepEqual(menus.commandPalette.filter(({ when }) => when === 'false').map(({ command }) => command), ['policyRecords.ignore', 'policyRecords.saveProjectFile', 'policyRecords.showReferences']);
  });

  it('explains every setting and each of its values, and says its default and its scope', () => {
    for (const [name, setting] of Object.entries(properties)) {
      assert.match(setting.markdownDescription ?? '', /^%.+%$/, name);
      assert.notEqual(setting.default, undefined, name);
      assert.ok(setting.scope === 'window' || setting.scope === 'resource', name);
      assert.equal(setting.markdownEnumDescriptions?.length, setting.enum?.length, name);
      if (setting.enum) assert.ok(setting.enum.includes(String(setting.default)), name);
    }
  });

  it('offers exactly the settings that the server reads, and the two of the client', () => {
    assert.deepEqual(sorted(Object.keys(properties)), sorted(['locale', 'author.name', 'rules', 'suggest.whileTyping', 'trace.server', 'include', 'exclude', 'workspaceDiagnostics', ...['titles', 'terms', 'pillars', 'bands'].map(kind => `inlayHints.${kind}`)].map(name => `${section}.${name}`)));
    const { enum: locales = [] } = properties[`${section}.locale`] ?? {};
    for (const locale of locales.filter(each => each !== 'auto')) {
      assert.equal(settingsOf({ locale }, 'en').locale, locale);
      assert.equal(settingsOf({ locale }, 'zh-cn').locale, locale);
    }
    assert.equal(settingsOf({ locale: 'auto' }, 'zh-cn').locale, 'zh');
    assert.equal(settingsOf({ locale: 'auto', author: { name: 'Lin Wei' } }, 'en').author, 'Lin Wei');
    const { include, exclude, wholeWorkspace } = settingsOf(undefined, 'en');
    assert.deepEqual([include, exclude, wholeWorkspace], ['include', 'exclude', 'workspaceDiagnostics'].map(name => properties[`${section}.${name}`]?.default));
  });

  it('leaves the settings of Markdown as they are', () => {
    assert.equal(manifest.contributes.configurationDefaults, undefined);
  });

  it('asks for the VS Code whose interface it is written against', () => {
    const types = JSON.parse(read('node_modules/@types/vscode/package.json')) as { readonly version: string };
    assert.equal(manifest.engines.vscode, `^${types.version}`);
  });

  it('works in Restricted Mode, and can be installed from npm', () => {
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, true);
    assert.equal(manifest.private, undefined);
    assert.deepEqual(Object.keys(manifest.bin), ['policy-records']);
  });

  it('has an icon of 256 by 256 pixels', () => {
    const png = readFileSync(join(root, manifest.icon));
    assert.deepEqual([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)], ['PNG', 256, 256]);
  });
});

describe('the texts of the client', () => {
  const said = sorted(matches(client, /l10n\.t\('([^']+)'/g));
  const chinese = texts('l10n/bundle.l10n.zh-cn.json');

  it('are given as plain literals, which tools can find', () => {
    assert.equal(matches(client, /l10n\.(t)\(/g).length, matches(client, /l10n\.(t)\('[^'\\]+'[,)]/g).length);
  });

  it('all have a Chinese version, and no version is left over', () => {
    assert.deepEqual(sorted(Object.keys(chinese)), said);
  });

  it('keep their placeholders in Chinese', () => {
    for (const [english, text] of Object.entries(chinese)) assert.deepEqual(sorted(matches(text, /(\{\d\})/g)), sorted(matches(english, /(\{\d\})/g)), english);
  });
});
