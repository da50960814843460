import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findChromium } from './chromium.ts';
import { onPath, run } from './children.ts';
import { canInstallPackages, installPackages } from './packages.ts';

/** A served VS Code that is ready to be started. */
export type Served = { readonly entry: string };

/** The version whose extension host still runs tests in a browser and whose engine is a plain Node 20. */
const version = '4.100.3';

/** Says why a served VS Code cannot be had on this machine, or `undefined` when it is installed or can be. Fetches nothing. */
export function whyNotServed(project: string): string | undefined {
  if (process.platform === 'win32') return 'The served VS Code runs on Linux and macOS only.';
  const missing = missingPrograms();
  if (missing.length > 0 && !canInstallPackages()) return `The served VS Code needs ${missing.join(' and ')}. Please install ${missing.length > 1 ? 'them' : 'it'} with the package manager of your system.`;
  if (!isComplete(project) && onPath('npm') === undefined) return 'The served VS Code is installed with npm, which was not found.';
  return undefined;
}

/** Installs the served VS Code into `.vscode-test/served` of the project, or finds it there from last time. Fails with the reason when it cannot. */
export async function prepareServed(project: string, say: (sentence: string) => void = console.log): Promise<Served> {
  const reason = whyNotServed(project);
  if (reason !== undefined) throw new Error(reason);
  await installMissing(say);
  if (!isComplete(project)) await install(project, say);
  return { entry: join(home(project), 'lib', 'vscode', 'out', 'server-main.js') };
}

function home(project: string): string {
  return join(project, '.vscode-test', 'served');
}

function stamp(folder: string): string {
  return join(folder, 'complete.json');
}

function isComplete(project: string): boolean {
  try {
    return JSON.parse(readFileSync(stamp(home(project)), 'utf8')).version === version;
  } catch {
    return false;
  }
}

function missingPrograms(): readonly string[] {
  return [...(findChromium() === undefined ? ['chromium'] : []), ...(onPath('rg') === undefined ? ['ripgrep'] : [])];
}

async function installMissing(say: (sentence: string) => void): Promise<void> {
  if (!canInstallPackages()) return;
  // Without a Chinese font pictures show boxes. What lists the fonts is asked for with it, so that the next run can see that it is there.
  const fonts = onPath('fc-list') === undefined ? ['fontconfig', 'fonts-noto-cjk']
    : (await run('fc-list', [':lang=zh'], { limit: 30_000 })).trim() === '' ? ['fonts-noto-cjk'] : [];
  const missing = [...missingPrograms(), ...fonts];
  if (missing.length === 0) return;
  say(`Installing ${missing.join(', ')} for the served VS Code.`);
  await installPackages(missing);
}

/** Three steps: fetch the archive, unpack it, and install the modules of the server. It happens beside the final folder, which therefore
 *  is either complete or absent. No script of any package runs, so nothing is compiled and nothing is fetched behind npm's back. */
async function install(project: string, say: (sentence: string) => void): Promise<void> {
  say('Setting up the served VS Code in .vscode-test/served. This happens once and takes about a minute at most.');
  const begun = Date.now();
  const partial = `${home(project)}.${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  try {
    const limit = 600_000;
    const npm = onPath('npm') ?? 'npm';
    await run(npm, ['pack', '--ignore-scripts', '--silent', `code-server@${version}`], { cwd: partial, limit });
    const archive = readdirSync(partial).find(name => name.endsWith('.tgz'));
    if (archive === undefined) throw new Error('npm did not deliver the archive of the served VS Code.');
    await run('tar', ['-xzf', archive, '--strip-components=1'], { cwd: partial, limit });
    rmSync(join(partial, archive));
    const vscode = join(partial, 'lib', 'vscode');
    await run(npm, ['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund'], { cwd: vscode, limit });
    mend(join(vscode, 'node_modules'));
    symlinkSync('node_modules', join(vscode, 'node_modules.asar'));
    writeFileSync(stamp(partial), JSON.stringify({ version }));
    rmSync(home(project), { recursive: true, force: true });
    renameSync(partial, home(project));
  } catch (error) {
    throw new Error(`The served VS Code could not be set up. ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  say(`The served VS Code was set up in ${Math.round((Date.now() - begun) / 1000)} seconds.`);
}

/** Puts stand-ins where an install script would have compiled or downloaded a program. The other native modules are optional or come compiled. */
function mend(modules: string): void {
  // workspace.findFiles and the quick open run this program.
  const ripgrep = join(modules, '@vscode', 'ripgrep', 'bin', 'rg');
  mkdirSync(dirname(ripgrep), { recursive: true });
  const installed = onPath('rg');
  if (installed !== undefined && !existsSync(ripgrep)) symlinkSync(installed, ripgrep);
  // The writer of log files is native code. Without it output channels stay empty, so a plain writer takes its place.
  writeFileSync(join(modules, '@vscode', 'spdlog', 'index.js'), logWriter);
  // So is what ends the extension host when the server is gone.
  writeFileSync(join(modules, 'native-watchdog', 'index.js'), watchdog);
}

const watchdog = `
exports.start = parent => {
  setInterval(() => {
    try { process.kill(parent, 0); } catch { process.exit(); }
  }, 1000).unref();
};
`;

const logWriter = `
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');
exports.setFlushOn = () => {};
exports.createAsyncRotatingLogger = async (_name, file) => {
  let raw = false;
  const write = (level, text) => {
    try {
      mkdirSync(dirname(file), { recursive: true });
      appendFileSync(file, raw ? text : new Date().toISOString() + ' [' + level + '] ' + text + '\\n');
    } catch {
      // A line of a log that cannot be written is no reason to stop the server.
    }
  };
  const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
  return {
    ...Object.fromEntries(levels.map(level => [level, text => write(level, text)])),
    clearFormatters: () => { raw = true; }, setPattern: () => {}, setLevel: () => {}, flush: () => {}, drop: () => {},
  };
};
`;
