import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { temporaryFolder } from './processes.ts';

/** The folder of the project. */
export const project = resolve(__dirname, '../..');

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** A file of a package that is installed for the bench. */
export const packaged = (name: string, path = ''): string => join(__dirname, 'node_modules', name, path);

/** Whether such a package is there. */
export const isThere = (name: string): boolean => existsSync(packaged(name, 'package.json'));

/** The version of such a package. */
export const versionOf = (name: string): string => (JSON.parse(readFileSync(packaged(name, 'package.json'), 'utf8')) as { readonly version: string }).version;

/** Installs what the bench needs where something of it is not there, and builds what is measured; throws where it cannot be built. Tells whether the rivals are there. */
export function prepare(): boolean {
  const { devDependencies } = JSON.parse(readFileSync(join(__dirname, 'package.json'), 'utf8')) as { readonly devDependencies: Readonly<Record<string, string>> };
  const areThere = () => Object.keys(devDependencies).every(isThere);
  if (!areThere()) spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--fetch-retries=1'], { cwd: __dirname, stdio: 'inherit', shell: process.platform === 'win32', timeout: mostForInstalling });
  if (spawnSync(process.execPath, [join(project, 'esbuild.js')], { stdio: 'inherit' }).status !== 0) throw new Error('The project could not be built.');
  return areThere();
}

/** After this the rivals count as out of reach, in milliseconds. */
const mostForInstalling = 120_000;

/** The bundles as they are now, in a folder of their own: what is built anew during a run is not measured half-way. */
export function bundles(): { readonly server: string; readonly cli: string } {
  const folder = temporaryFolder('dist');
  cpSync(join(project, 'dist'), join(folder, 'dist'), { recursive: true });
  return { server: join(folder, 'dist', 'server.js'), cli: join(folder, 'dist', 'cli.js') };
}

/** The commit that is measured, and whether the files have changed since. */
export function commitOf(): string {
  const git = (...args: readonly string[]) => spawnSync('git', args, { cwd: project, encoding: 'utf8' }).stdout?.trim() ?? '';
  return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--', 'server', 'schemas') ? ' with changes' : ''}`;
}

/** The machine, generally: processor, cores, memory, system, Node. */
export function machine(): string {
  const known = '/etc/os-release';
  const system = existsSync(known) ? /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync(known, 'utf8'))?.[1] : undefined;
  return `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${system ?? process.platform}, Node ${process.versions.node}`;
}

/** The day of a run. */
export const today = (): string => new Date().toISOString().slice(0, 10);
