#!/usr/bin/env node
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import type { Both } from '../base/both.ts';
import { localeOf, understand, type CheckOptions, type Command } from './args.ts';
import { bytesOf, hashOf } from './disk.ts';
import { harmless, wantsColour } from './paint.ts';
import { help } from './say.ts';
import { begin } from './start.ts';
import type { ExitCode, Terminal } from './terminal.ts';

/** Runs one command. */
async function run(command: Command): Promise<ExitCode | undefined> {
  const { locale } = command;
  const out = (text: string | Uint8Array) => { process.stdout.write(text); };
  const err = (text: string) => { process.stderr.write(text); };
  const warn = (message: Both) => { err(`policy-records: ${message[locale].split('\n').map(harmless).join('\n')}\n`); };
  const terminal = (colour: boolean | undefined, options?: CheckOptions): Terminal => ({
    locale, out, err, warn, cwd: process.cwd(), width: Math.max(40, process.stdout.columns || 100),
    colour: wantsColour(colour, process.env, process.stdout.isTTY), errColour: wantsColour(colour, process.env, process.stderr.isTTY), stdin: readAll,
    // Progress would stand between the lines of a report that is read by a program, were it on one terminal with it.
    isWatched: process.stderr.isTTY && !options?.quiet && !(options?.format === 'json' && process.stdout.isTTY),
  });
  switch (command.kind) {
    case 'help': out(help[locale]); return 0;
    case 'version': out(`${process.env.POLICY_RECORDS_VERSION}\n`); return 0;
    case 'no-command': process.stderr.write(help[locale]); return 2;
    case 'misuse': warn(command.message); return 2;
    case 'check': {
      const { options } = command;
      const here = terminal(options.colour, options);
      const beginning = await begin(options, here, new Date(), whichVersion());
      return typeof beginning === 'number' ? beginning : (await import('./commands.ts')).commands.check(options, here, beginning);
    }
    case 'explain': return (await import('./commands.ts')).commands.explain(command.rule, terminal(command.colour));
    case 'lsp': {
      // Only this command needs the protocol, and loading it takes longer than a small check.
      await import('./serve.ts');
      return undefined;
    }
  }
}

async function readAll(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

/** What tells this program from any other that may have left a cache: its version, and as that stands still while it is worked on, its code. */
const whichVersion = (): string => [process.env.POLICY_RECORDS_VERSION, ...[__filename, join(__dirname, 'commands.js')].map(path => hashOf(bytesOf(path)))].join(' ');

function main(): void {
  // A reader such as `head` may leave early, which is no fault; a full disk is.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => { process.exit(error.code === 'EPIPE' ? undefined : 2); });
  }

  const command = understand(process.argv.slice(2), localeOf(process.env, () => Intl.DateTimeFormat().resolvedOptions().locale));
  if (command.kind !== 'lsp') process.on('SIGINT', () => process.exit(130));
  run(command).then(
    code => { if (code !== undefined) process.exitCode = code; },
    (error: unknown) => {
      process.stderr.write(`policy-records: ${error instanceof Error ? error.stack : String(error)}\n`);
      process.exitCode = 2;
    });
}

// Where all is one file, the threads of a check begin here, too.
if (isMainThread) main(); else void import('./commands.ts');
