import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { understand } from '../server/doors/args.ts';
import { commands } from '../server/doors/commands.ts';
import { begin } from '../server/doors/start.ts';
import type { ExitCode } from '../server/doors/terminal.ts';
import { rules } from '../server/rules/index.ts';

/** What a check wrote, and the files whose records the rules looked at, each once. */
export interface Checked { readonly code: ExitCode; readonly out: string; readonly err: string; readonly looked: readonly string[] }

/** How the command is run. */
export interface Run { readonly cwd: string; readonly now?: Date; readonly version?: string; readonly width?: number; readonly colour?: boolean; readonly stdin?: string }

/** Runs `check` as the command line does, but in this process. The time it took is taken out of what it wrote. */
export async function check(args: readonly string[], { cwd, now = new Date(), version = 'test', width = 100, colour = false, stdin = '' }: Run): Promise<Checked> {
  const command = understand(['check', ...args], 'en');
  if (command.kind !== 'check') throw new Error(`not understood: ${args.join(' ')}`);
  let [out, err] = ['', ''];
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const terminal = {
    locale: command.locale, cwd, colour: command.options.colour ?? colour, width, errColour: false, isWatched: false, stdin: () => Promise.resolve(Buffer.from(stdin)),
    out: (text: string | Uint8Array) => { out += typeof text === 'string' ? text : decoder.decode(text, { stream: true }); },
    err: (text: string) => { err += text; },
    warn: (message: { readonly zh: string; readonly en: string }) => { err += `${message[command.locale]}\n`; },
  };
  const looked = new Set<string>();
  const [first] = rules;
  if (!first) throw new Error('There are no rules.');
  const { check: real } = first;
  Object.assign(first, { check: (...its: Parameters<typeof real>) => { looked.add(relative(cwd, fileURLToPath(its[0].uri))); return real(...its); } });
  try {
    const beginning = await begin(command.options, terminal, now, version);
    const code = typeof beginning === 'number' ? beginning : await commands.check(command.options, terminal, beginning);
    return { code, out: out.replace(/"elapsedMs":\d+/, '"elapsedMs":0'), err, looked: [...looked].sort() };
  } finally {
    Object.assign(first, { check: real });
  }
}
