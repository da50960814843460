// Packs the extension as `npm run package` does and looks into the archive: what ships is there, what must not ship is not, and it is small.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pack, packed } from './pack.ts';

const mostBytes = 1_500_000;

const folder = mkdtempSync(join(tmpdir(), 'policy-records-package-'));
try {
  const vsix = join(folder, 'policy-records.vsix');
  pack(vsix);
  const listed = packed();
  const missing = ['package.json', 'dist/client.js', 'dist/server.js', 'dist/cli.js', 'dist/commands.js', 'dist/pinyin.js', 'dist/yaml.js', 'schemas/policy-record.schema.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'package.nls.json', 'package.nls.zh-cn.json', 'l10n/bundle.l10n.zh-cn.json']
    .filter(file => !listed.some(each => each.toLowerCase() === file.toLowerCase()));
  const stray = listed.filter(file => /^(?:test|client\/.*\.ts|server\/.*\.ts|seeds|node_modules|\.)/.test(file));
  // The validator is compiled when the bundles are made, so nothing that ships has to build code from text.
  const evaluating = listed.filter(file => /^dist\/.*\.js$/.test(file) && /\beval\(|\bnew Function\b/.test(readFileSync(join(__dirname, '..', file), 'utf8')));
  const { size } = statSync(vsix);
  if (missing.length > 0) throw new Error(`Not in the package: ${missing.join(', ')}`);
  if (stray.length > 0) throw new Error(`In the package by mistake: ${stray.join(', ')}`);
  if (evaluating.length > 0) throw new Error(`Code is built from text in ${evaluating.join(', ')}`);
  if (size > mostBytes) throw new Error(`The package has ${size} bytes, more than ${mostBytes}.`);
  console.log(`   ${listed.length} files, ${Math.round(size / 1024)} KB`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
