import { existsSync, mkdirSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { downloadAndUnzipVSCode, ProgressReportStage, type ProgressReporter } from '@vscode/test-electron';
import { fetchStableVersions } from '@vscode/test-electron/out/download';
import { isProgram, onPath, startGroup, temporaryFolder } from './children.ts';
import { quietSettings } from './settings.ts';

/** A desktop VS Code of this machine: the program itself, not the `code` script that hands over to it. */
export type Desktop = { readonly executable: string; readonly origin: 'named' | 'installed' | 'fetched' };

/** The desktop VS Code that is installed here, or `undefined`. The environment variable POLICY_RECORDS_VSCODE may name one,
 *  either the program or its `code` script; a name that leads nowhere is an error. */
export function installedDesktop(): Desktop | undefined {
  const named = process.env['POLICY_RECORDS_VSCODE'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`POLICY_RECORDS_VSCODE names "${named}", which does not exist.`);
    return { executable: programBehind(named) ?? named, origin: 'named' };
  }
  const script = onPath('code', 'code-insiders', 'codium');
  const executable = (script === undefined ? undefined : programBehind(script)) ?? usualPlaces().find(isProgram);
  return executable === undefined ? undefined : { executable, origin: 'installed' };
}

/** A desktop VS Code to run: the installed one, else the newest one fetched into `.vscode-test` earlier or now.
 *  Fails with the reason; when the update server cannot be reached that takes no longer than 10 seconds. */
export async function findDesktop(project: string, say: (sentence: string) => void = console.log): Promise<Desktop> {
  const installed = installedDesktop();
  if (installed !== undefined) return installed;
  const cachePath = join(project, '.vscode-test');
  const versions = await within(10_000, fetchStableVersions(true, 8_000), 'it did not answer within 10 seconds').catch(error => {
    const earlier = fetchedEarlier(cachePath);
    if (earlier !== undefined) return [earlier];
    throw new Error(`No desktop VS Code is installed, and the update server of VS Code cannot be reached to fetch one: ${error instanceof Error ? error.message : String(error)}.`);
  });
  const version = versions[0] ?? 'stable';
  return { executable: await fetchDesktop(version, cachePath, say), origin: 'fetched' };
}

/** What must stand before the command of a desktop program so that it has a screen to draw on; `undefined` when there is none to be had. */
export function screen(): readonly string[] | undefined {
  if (hasDisplay()) return [];
  const xvfb = onPath('xvfb-run');
  return xvfb === undefined ? undefined : [xvfb, '-a'];
}

/** Whether a window that is opened now would be seen. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/** Runs the suite at `tests` in a desktop VS Code with a fresh profile. */
export async function runDesktop(desktop: Desktop, options: {
  readonly extension: string; readonly tests: string; readonly workspace: string; readonly limit: number;
  readonly settings?: Readonly<Record<string, unknown>> | undefined; readonly trust?: boolean | undefined;
}): Promise<{ readonly code: number; readonly output: string }> {
  const prefix = screen();
  if (prefix === undefined) throw new Error('This machine has no display, and xvfb-run, which makes one, is not installed.');
  const data = temporaryFolder();
  const user = join(data.path, 'user');
  mkdirSync(join(user, 'User'), { recursive: true });
  writeFileSync(join(user, 'User', 'settings.json'), JSON.stringify({ ...quietSettings(options.trust), ...options.settings }, undefined, 2));

  const [command = desktop.executable, ...args] = [...prefix, desktop.executable, options.workspace,
    `--extensionDevelopmentPath=${options.extension}`, `--extensionTestsPath=${options.tests}`,
    `--user-data-dir=${user}`, `--extensions-dir=${join(data.path, 'ext')}`,
    // Without these VS Code refuses to run as root and stops where there is no graphics card.
    '--no-sandbox', '--disable-gpu-sandbox',
    '--disable-updates', '--skip-welcome', '--skip-release-notes', '--disable-telemetry'];
  const { child, stop } = startGroup(command, args);
  let output = '';
  const hear = (chunk: unknown): void => {
    output += String(chunk);
    process.stdout.write(String(chunk));
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  try {
    const ended = new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      // A signal has no code of its own; anything but 0 says that the tests did not pass.
      child.once('close', code => resolve(code ?? 1));
    });
    return { code: await within(options.limit, ended, `the tests did not end within ${options.limit / 1000} seconds`), output };
  } finally {
    await stop();
    data.remove();
  }
}

/** Fetches a VS Code. The library tries again and again when nothing arrives, so the wait for the next piece is bounded here. */
async function fetchDesktop(version: string, cachePath: string, say: (sentence: string) => void): Promise<string> {
  const silence = 15_000;
  let giveUp = (): void => undefined;
  const stalled = new Promise<never>((_, reject) => {
    giveUp = () => reject(new Error(`VS Code ${version} could not be fetched: nothing arrived for ${silence / 1000} seconds.`));
  });
  const timer = setTimeout(() => giveUp(), silence);
  let told = false;
  const reporter: ProgressReporter = {
    error: () => undefined,
    report: progress => {
      if (progress.stage !== ProgressReportStage.Downloading) return;
      if (!told) say(`Fetching VS Code ${version} into .vscode-test. This happens once.`);
      told = true;
      timer.refresh();
      // What is left is to unpack, which reports nothing and takes its time.
      if (progress.bytesSoFar === progress.totalBytes) clearTimeout(timer);
    },
  };
  const fetched = downloadAndUnzipVSCode({ version, cachePath, reporter, timeout: silence });
  return Promise.race([fetched, stalled]).finally(() => clearTimeout(timer));
}

/** The version fetched in an earlier run, for a machine that is offline today. */
function fetchedEarlier(cachePath: string): string | undefined {
  if (!existsSync(cachePath)) return undefined;
  return readdirSync(cachePath)
    .filter(name => existsSync(join(cachePath, name, 'is-complete')))
    .map(name => /^vscode-.+-(\d+\.\d+\.\d+)$/.exec(name)?.[1])
    .filter(version => version !== undefined)
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))[0];
}

/** The program that a `code` script starts. In a terminal of a remote window `code` belongs to no program of this machine, hence the look for the file. */
function programBehind(script: string): string | undefined {
  const folder = dirname(dirname(realpathSync(script)));
  const names = {
    linux: ['code', 'code-insiders', 'codium', 'code-oss'],
    darwin: ['../../MacOS/Electron', '../../MacOS/Code', '../../MacOS/Code - Insiders', '../../MacOS/VSCodium'],
    win32: ['Code.exe', 'Code - Insiders.exe', 'VSCodium.exe'],
  };
  const here = process.platform in names ? names[process.platform as keyof typeof names] : [];
  return here.map(name => join(folder, name)).find(isProgram);
}

function usualPlaces(): readonly string[] {
  if (process.platform === 'darwin') return ['Electron', 'Code'].map(name => `/Applications/Visual Studio Code.app/Contents/MacOS/${name}`);
  if (process.platform !== 'win32') return ['/usr/share/code/code', '/opt/visual-studio-code/code'];
  const { LOCALAPPDATA: local, ProgramFiles: shared } = process.env;
  return [...(local ? [join(local, 'Programs')] : []), ...(shared ? [shared] : [])].map(folder => join(folder, 'Microsoft VS Code', 'Code.exe'));
}

function within<T>(milliseconds: number, work: Promise<T>, otherwise: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => { timer = setTimeout(() => reject(new Error(otherwise)), milliseconds); });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
