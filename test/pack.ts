import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const project = resolve(__dirname, '..');
const vsce = join(project, 'node_modules/@vscode/vsce/vsce');

/** Packs the extension into a file with the very options of `npm run package`. */
export function pack(file: string): void {
  const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { readonly scripts: Readonly<Record<string, string>> };
  const [, ...options] = (scripts['package'] ?? '').split(' ');
  execFileSync(process.execPath, [vsce, ...options.slice(0, options.indexOf('--out')), '--out', file], { cwd: project, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** The files that the package would hold. */
export const packed = (): readonly string[] =>
  execFileSync(process.execPath, [vsce, 'ls', '--no-dependencies'], { cwd: project, encoding: 'utf8' }).trim().split(/\r?\n/);
