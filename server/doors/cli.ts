#!/usr/bin/env node
import type { Both } from '../base/both.ts';
import { localeOf, understand, type Command } from './args.ts';
import { checkCommand, type ExitCode, type Terminal } from './check.ts';
import { explainCommand } from './explain.ts';
import { harmless, wantsColour } from './paint.ts';
import { help } from './say.ts';

/** Runs one command. */
async function run(command: Command): Promise<ExitCode | undefined> {
  const { locale } = command;
  const out = (text: string) => { process.stdout.write(text); };
  const err = (text: string) => { process.stderr.write(text); };
  const warn = (message: Both) => { err(`policy-records: ${message[locale].split('\n').map(harmless).join('\n')}\n`); };
  const terminal = (colour: boolean | undefined): Terminal => ({
    locale, out, err, warn, cwd: process.cwd(), width: Math.max(40, process.stdout.columns || 100),
    colour: wantsColour(colour, process.env, process.stdout.isTTY), errColour: wantsColour(colour, process.env, process.stderr.isTTY), stdin: readAll,
  });
  switch (command.kind) {
    case 'help': out(help[locale]); return 0;
    case 'version': out(`${process.env.POLICY_RECORDS_VERSION}\n`); return 0;
    case 'no-command': process.stderr.write(help[locale]); return 2;
    case 'misuse': warn(command.message); return 2;
    case 'check': return checkCommand(command.options, terminal(command.options.colour));
    case 'explain': return explainCommand(command.rule, terminal(command.colour));
    case 'lsp': {
      // Only this command needs the protocol, and loading it takes longer than a check.
      const { startNode } = await import('./node.ts');
      startNode(command.argv);
      return undefined;
    }
  }
}

async function readAll(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

// A reader such as `head` may leave early, which is no fault; a full disk is.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => { process.exit(error.code === 'EPIPE' ? undefined : 2); });
}

const command = understand(process.argv.slice(2), localeOf(process.env, Intl.DateTimeFormat().resolvedOptions().locale));
if (command.kind !== 'lsp') process.on('SIGINT', () => process.exit(130));
run(command).then(
  code => { if (code !== undefined) process.exitCode = code; },
  (error: unknown) => {
    process.stderr.write(`policy-records: ${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 2;
  });
