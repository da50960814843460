import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import { launchChromium } from './chromium.ts';
import { childEnvironment, lastLines, run, startGroup, temporaryFolder } from './children.ts';
import type { Served } from './served-setup.ts';
import { quietSettings } from './settings.ts';
import { opening } from './suite/all.ts';

/** A served VS Code that is running. */
export type RunningServer = {
  /** The address without a path, such as `http://127.0.0.1:40000`. */
  readonly origin: string;
  /** The address that opens the workspace with the extension in development mode, and its tests when there are any. */
  readonly address: (tests?: string) => string;
  /** Fails when the server ends by itself, with what it said last; never succeeds. */
  readonly died: Promise<never>;
  /** Ends the server and everything it started, and removes its data. */
  readonly stop: () => Promise<void>;
};

/** What a served VS Code is started with: the folder of the extension in development, or a packed one to install, and the folder to open. */
export type ServeOptions = {
  readonly extension?: string | undefined;
  readonly vsix?: string | undefined;
  readonly workspace: string;
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  /** Leaves workspace trust switched on, so that the window starts in Restricted Mode. */
  readonly trust?: boolean | undefined;
  /** The language the extension is told to speak, such as `zh-cn`. VS Code's own texts stay English. */
  readonly locale?: string | undefined;
};

/** Starts the served VS Code on a free port of this machine, with a fresh profile that is removed when it stops. */
export async function startServed(served: Served, options: ServeOptions): Promise<RunningServer> {
  const data = temporaryFolder();
  const user = join(data.path, 'user');
  mkdirSync(join(user, 'User'), { recursive: true });
  writeFileSync(join(user, 'User', 'settings.json'), JSON.stringify({ ...quietSettings(options.trust), ...options.settings }, undefined, 2));
  if (options.locale !== undefined) speak(user, options.locale);

  // The served VS Code lies inside the project. Its built-in themes would count as those of the extension in development, and VS Code would
  // show the first of them whatever the settings say. Seen through a link, the extension lies elsewhere.
  const extension = options.extension === undefined ? undefined : join(data.path, 'extension');
  if (extension !== undefined && options.extension !== undefined) symlinkSync(options.extension, extension);
  const folders = ['--user-data-dir', user, '--extensions-dir', join(data.path, 'ext'), '--server-data-dir', join(data.path, 'server')];
  if (options.vsix !== undefined) {
    await run(process.execPath, [served.entry, '--install-extension', options.vsix, '--accept-server-license-terms', ...folders], { limit: 60_000, env: { ...childEnvironment(), EXTENSIONS_GALLERY: '{}' } });
  }

  const { child, stop: kill } = startGroup(process.execPath, [
    '--import', lifeline, served.entry,
    '--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--accept-server-license-terms', '--telemetry-level', 'off',
    ...folders,
    ...(options.locale === undefined ? [] : ['--locale', options.locale]),
    // An extension marketplace without an address is never asked for anything.
  ], { ...childEnvironment(), EXTENSIONS_GALLERY: '{}' });
  const stop = async (): Promise<void> => {
    await kill();
    data.remove();
  };

  let said = '';
  const hear = (chunk: unknown): void => { said = (said + String(chunk)).slice(-20_000); };
  child.stderr?.on('data', hear);
  const died = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`The served VS Code ended by itself:\n${lastLines(said)}`)));
  });
  // Whoever waits hears of it; when nobody waits any more, the end of the server is no news.
  died.catch(() => undefined);

  const listening = new Promise<number>(resolve => {
    child.stdout?.on('data', chunk => {
      hear(chunk);
      const port = /Extension host agent listening on (\d+)/.exec(said)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  });
  try {
    const port = await Promise.race([listening, died, after(30_000, () => `The served VS Code did not start within 30 seconds:\n${lastLines(said)}`)]);
    return { origin: `http://127.0.0.1:${port}`, address: tests => addressOf(port, { ...options, extension }, tests), died, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Runs the suite at `tests` (a .js file that exports `run`) in the extension host of the served VS Code. The window is a Chromium that nobody sees. */
export async function runServed(served: Served, options: ServeOptions & { readonly tests: string; readonly limit: number }): Promise<{ readonly code: number; readonly output: string }> {
  const server = await startServed(served, options);
  try {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
      const output: string[] = [];
      await page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) => {
        const line = format(...args);
        output.push(line);
        // What comes before the tests is the workbench talking about its own start.
        if (output.includes(opening)) console.log(line);
      });
      const ended = new Promise<number>(resolve => { void page.exposeFunction('codeAutomationExit', resolve); });
      const lost = new Promise<never>((_, reject) => page.once('crash', () => reject(new Error('The browser window of the served VS Code crashed.'))));
      await Promise.race([page.goto(server.address(options.tests)), server.died]);
      const late = after(options.limit, () => `The tests did not end within ${options.limit / 1000} seconds.`);
      const code = await Promise.race([ended, lost, server.died, late]);
      if (code !== 0 && !output.includes(opening)) console.log(output.join('\n'));
      return { code, output: output.join('\n') };
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

/** Makes the server end itself and its children when the pipe to whoever started it closes, even if that process was killed without warning.
 *  Its children inherit this option, hence the look at the name of the program. */
const lifeline = 'data:text/javascript,' + encodeURIComponent(`
  if (process.argv[1]?.endsWith('server-main.js')) process.stdin.on('close', () => process.kill(-process.pid, 'SIGKILL')).resume();
`);

/** Declares a language pack without texts. VS Code then takes the language for installed: its own texts stay English, the extension's are the real ones. */
function speak(user: string, locale: string): void {
  const texts = join(user, 'texts.json');
  writeFileSync(texts, JSON.stringify({ version: '1.0.0', contents: {} }));
  const extensions = [{ extensionIdentifier: { id: 'policy-records.no-texts' }, version: '1.0.0' }];
  writeFileSync(join(user, 'languagepacks.json'), JSON.stringify({ [locale]: { hash: locale, extensions, translations: { vscode: texts }, label: locale } }));
}

function addressOf(port: number, options: ServeOptions, tests: string | undefined): string {
  const remote = (path: string): string => encodeURI(`vscode-remote://127.0.0.1:${port}${path}`);
  const payload = [
    ...(options.extension === undefined ? [] : [['extensionDevelopmentPath', remote(options.extension)]]),
    ...(tests === undefined ? [] : [['extensionTestsPath', remote(tests)]]),
    ['skipWelcome', 'true'],
  ];
  return `http://127.0.0.1:${port}/?folder=${encodeURIComponent(options.workspace)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

function after(milliseconds: number, message: () => string): Promise<never> {
  return new Promise((_, reject) => { setTimeout(() => reject(new Error(message())), milliseconds).unref(); });
}
