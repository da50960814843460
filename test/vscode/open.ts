// The entry of `npm start`: shows the extension at work on the records in seeds/, in the best way this machine has.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { childEnvironment } from './children.ts';
import { findDesktop, hasDisplay, type Desktop } from './desktop.ts';
import { startServed } from './served.ts';
import { prepareServed, whyNotServed } from './served-setup.ts';

const project = resolve(__dirname, '../..');
const seeds = join(project, 'seeds');

void main();

async function main(): Promise<void> {
  const unbuilt = ['dist/client.js', 'dist/server.js', 'dist/cli.js'].filter(file => !existsSync(join(project, file)));
  if (unbuilt.length > 0) {
    console.error(`The extension has not been built yet: ${unbuilt.join(', ')} ${unbuilt.length === 1 ? 'is' : 'are'} missing. Please build it first.`);
    process.exit(1);
  }

  const reasons: string[] = [];
  if (hasDisplay()) {
    try {
      await openDesktop(await findDesktop(project));
      return;
    } catch (error) {
      reasons.push(sentenceOf(error));
    }
  } else {
    reasons.push('This machine has no display.');
  }

  if (process.stdin.isTTY && process.stdout.isTTY) {
    const reason = whyNotServed(project);
    if (reason === undefined) {
      try {
        await openServed();
        return;
      } catch (error) {
        reasons.push(sentenceOf(error));
      }
    } else {
      reasons.push(reason);
    }
  }
  checkInstead(reasons);
}

/** Opens the window and lets it go its own way, so that the terminal is free again. */
async function openDesktop(desktop: Desktop): Promise<void> {
  const ofItsOwn = desktop.origin === 'fetched' || process.getuid?.() === 0;
  const args = [
    `--extensionDevelopmentPath=${project}`, seeds,
    // A VS Code that was fetched for this must not touch the profile of an installed one, and as root VS Code starts only like this.
    ...(ofItsOwn ? [`--user-data-dir=${join(project, '.vscode-test', 'user')}`, `--extensions-dir=${join(project, '.vscode-test', 'extensions')}`] : []),
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  const child = spawn(desktop.executable, args, { env: childEnvironment(), detached: true, stdio: 'ignore' });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  child.unref();
  console.log(`A VS Code window with the extension is opening on ${seeds}. Open a record there to see it at work.`);
}

async function openServed(): Promise<void> {
  const server = await startServed(await prepareServed(project), { extension: project, workspace: seeds });
  console.log(`VS Code is running with the extension on ${seeds}. Open this address in a browser:\n\n  ${server.address()}\n\nPress Ctrl+C here to end it.`);
  // Ctrl+C ends this process, and the server with it.
  await server.died;
}

/** Without a window the command line shows what the extension would have underlined. Findings are what it is there to show, so they are no failure. */
function checkInstead(reasons: readonly string[]): void {
  console.log(`No window can be shown here, so the command line checks the records instead: node dist/cli.js check seeds\n(${reasons.join(' ')})\n`);
  const child = spawn(process.execPath, [join('dist', 'cli.js'), 'check', 'seeds'], { cwd: project, stdio: 'inherit' });
  child.once('error', error => {
    console.error(error.message);
    process.exit(1);
  });
  child.once('close', code => process.exit(code === 0 || code === 1 ? 0 : code ?? 1));
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
