import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const undoings = new Set<() => void>();
let listening = false;

/** Registers what must be undone when this process ends, however it ends. Calling the result undoes it now; it runs only once. */
export function atEnd(undo: () => void): () => void {
  listen();
  const once = (): void => {
    if (undoings.delete(once)) undo();
  };
  undoings.add(once);
  return once;
}

/** A new folder under the system's folder for temporary files, removed when this process ends.
 *  Its name is short because VS Code puts a socket inside it and the path of a socket may not exceed about 100 characters. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'pr-'));
  // Processes that were just killed may still be writing, hence the retries.
  return { path, remove: atEnd(() => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })) };
}

/** Starts a program as the head of a process group of its own, so that it and all it starts can be ended together, at the latest when
 *  this process ends. Its output can be read and its input is a pipe that closes with this process. */
export function startGroup(command: string, args: readonly string[], env: NodeJS.ProcessEnv = childEnvironment()): { readonly child: ChildProcess; readonly stop: () => Promise<void> } {
  const child = spawn(command, args, { env, stdio: 'pipe', detached: process.platform !== 'win32', windowsHide: true });
  const ended = new Promise<void>(resolve => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const kill = atEnd(() => killGroup(child));
  return { child, stop: async () => { kill(); await ended; } };
}

/** Runs a program to its end and gives what it wrote to standard output. Fails with the last lines it wrote, or when `limit` milliseconds have passed. */
export function run(command: string, args: readonly string[], options: { readonly cwd?: string; readonly limit: number; readonly env?: NodeJS.ProcessEnv }): Promise<string> {
  return new Promise((resolve, reject) => {
    const settings = { cwd: options.cwd, env: { ...childEnvironment(), ...options.env }, timeout: options.limit, maxBuffer: 64 * 1024 * 1024 };
    const child = execFile(command, args, settings, (error, stdout, stderr) => {
      kill();
      if (!error) return resolve(stdout);
      const why = error.killed ? `it took longer than ${options.limit / 1000} seconds` : lastLines(stderr || stdout || error.message);
      reject(new Error(`"${[command, ...args].join(' ')}" failed: ${why}`));
    });
    const kill = atEnd(() => { child.kill(); });
  });
}

/** The full path of a program that can be found on PATH, or `undefined`. */
export function onPath(...names: readonly string[]): string | undefined {
  const endings = process.platform === 'win32' ? ['.cmd', '.exe', ''] : [''];
  for (const name of names) {
    for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
      const found = endings.map(ending => join(folder, name + ending)).find(isProgram);
      if (folder !== '' && found !== undefined) return found;
    }
  }
  return undefined;
}

/** Whether a path names a file that may be executed. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** This process's environment without what a surrounding VS Code or debugger put there: with those variables a new VS Code would take
 *  itself for a plain Node or join the window it was started from. */
export function childEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name)));
}

/** The last lines of a longer text, enough to say what went wrong. */
export function lastLines(text: string, count = 12): string {
  return text.trim().split('\n').slice(-count).join('\n');
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The whole group has ended already.
  }
}

function listen(): void {
  if (listening) return;
  listening = true;
  process.on('exit', undoAll);
  // Node ends on these without an exit event, and would leave the children behind. The codes are the ones a shell expects.
  process.on('SIGINT', () => process.exit(130));
  process.on('SIGTERM', () => process.exit(143));
  process.on('SIGHUP', () => process.exit(129));
}

function undoAll(): void {
  // The newest first: a process must be gone before the folder it writes to can be removed.
  for (const undo of [...undoings].reverse()) {
    try {
      undo();
    } catch {
      // One failure must not keep the others from being undone.
    }
  }
}
