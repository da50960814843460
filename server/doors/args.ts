import { parseArgs } from 'node:util';
import type { Both, Locale } from '../base/both.ts';
import { nearest } from '../base/near.ts';
import type { Shard } from './spread.ts';

/** What `policy-records check` was asked to do. */
export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: 'pretty' | 'json';
  /** Whether safe fixes are made in the files, or shown as a patch. */
  readonly fix: 'write' | 'show' | undefined;
  /** The name that the text from standard input is checked under; undefined where files are checked. */
  readonly stdin: string | undefined;
  readonly quiet: boolean;
  readonly maxWarnings: number | undefined;
  /** The share of the files that is reported; undefined where all are. */
  readonly shard: Shard | undefined;
  /** How many threads work; undefined where it is for the number of files to say. */
  readonly threads: number | undefined;
  /** Whether what was found is kept for the next time, and in which folder; undefined stands for the usual one. */
  readonly cache: boolean;
  readonly cacheLocation: string | undefined;
  /** Undefined where it is for the terminal and the environment to say. */
  readonly colour: boolean | undefined;
}

/** A command line as it was understood. */
export type Command = { readonly locale: Locale } & (
  | { readonly kind: 'help' | 'version' | 'no-command' }
  | { readonly kind: 'misuse'; readonly message: Both }
  | { readonly kind: 'check'; readonly options: CheckOptions }
  | { readonly kind: 'explain'; readonly rule: string | undefined; readonly colour: boolean | undefined }
  | { readonly kind: 'lsp' });

const commands = ['check', 'explain', 'lsp'];
const known = {
  format: { type: 'string' }, fix: { type: 'boolean' }, 'fix-dry-run': { type: 'boolean' }, locale: { type: 'string' }, stdin: { type: 'boolean' }, 'stdin-filename': { type: 'string' },
  quiet: { type: 'boolean', short: 'q' }, 'max-warnings': { type: 'string' },
  shard: { type: 'string' }, threads: { type: 'string' }, 'no-cache': { type: 'boolean' }, 'cache-location': { type: 'string' },
  color: { type: 'boolean' }, 'no-color': { type: 'boolean' },
  version: { type: 'boolean', short: 'v' }, help: { type: 'boolean', short: 'h' },
} as const;
type Name = keyof typeof known;
const general: readonly Name[] = ['locale', 'color', 'no-color', 'version', 'help'];

interface Given { readonly words: readonly string[]; readonly values: ReadonlyMap<Name, string>; readonly misuse: Both | undefined }

/** Reads the words behind the program's name. `fallback` is the language to speak where no `--locale` says so. */
export function understand(argv: readonly string[], fallback: Locale): Command {
  // The language server reads its own options; those of `check` mean nothing to it.
  if (argv[0] === 'lsp' && !argv.includes('--help') && !argv.includes('-h')) return lsp(argv.slice(1), fallback);
  const { words, values, misuse } = take(argv);
  const wanted = values.get('locale');
  const locale = wanted === 'zh' || wanted === 'en' ? wanted : fallback;
  const wrong = (message: Both): Command => ({ kind: 'misuse', locale, message });
  if (misuse) return wrong(misuse);
  if (wanted !== undefined && wanted !== locale) return wrong(oneOf('--locale', wanted, ['zh', 'en']));
  if (values.has('version')) return { kind: 'version', locale };
  if (values.has('help')) return { kind: 'help', locale };
  const [command, ...rest] = words;
  switch (command) {
    case undefined: return { kind: 'no-command', locale };
    case 'check': return check(rest, values, locale);
    case 'explain': {
      const stray = [...values.keys()].find(name => !general.includes(name));
      if (stray) return wrong({ zh: `--${stray} 是 check 的选项，explain 不用它。`, en: `--${stray} is an option of check, not of explain.` });
      if (rest.length > 1) return wrong({ zh: 'explain 一次只解释一条规则。', en: 'explain takes one rule at a time.' });
      return { kind: 'explain', locale, rule: rest[0], colour: colourOf(values) };
    }
    default: return wrong(noSuchCommand(command));
  }
}

/** The language of a terminal: that of its locale variables where they are set, else that of the system. */
export function localeOf(env: Readonly<Record<string, string | undefined>>, system: () => string): Locale {
  // The system takes ten milliseconds to answer.
  const named = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || system();
  return /^zh/i.test(named) ? 'zh' : 'en';
}

function take(argv: readonly string[]): Given {
  const { tokens } = parseArgs({ args: [...argv], options: known, strict: false, allowPositionals: true, tokens: true });
  const words: string[] = [];
  const values = new Map<Name, string>();
  let misuse: Both | undefined;
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    if (!isKnown(name)) misuse ??= unknownOption(rawName);
    else if (known[name].type === 'string') {
      // `--format --fix` is a forgotten value and not a format named `--fix`.
      if (value === undefined || (!token.inlineValue && value.startsWith('-'))) misuse ??= { zh: `${rawName} 后面要有一个值。`, en: `${rawName} needs a value.` };
      else values.set(name, value);
    } else if (value !== undefined) misuse ??= { zh: `${rawName} 不带值。`, en: `${rawName} takes no value.` };
    else values.set(name, '');
  }
  return { words, values, misuse };
}

function check(paths: readonly string[], values: Given['values'], locale: Locale): Command {
  const wrong = (message: Both): Command => ({ kind: 'misuse', locale, message });
  const format = values.get('format') ?? 'pretty';
  if (format !== 'pretty' && format !== 'json') return wrong(oneOf('--format', format, ['pretty', 'json']));
  const most = values.get('max-warnings');
  if (most !== undefined && !/^\d{1,9}$/.test(most)) return wrong({ zh: `--max-warnings 要一个不小于 0 的整数，而不是“${most}”。`, en: `--max-warnings takes a whole number from 0, not “${most}”.` });
  if (values.has('fix') && values.has('fix-dry-run')) return wrong({ zh: '--fix 写入文件，--fix-dry-run 只显示修正，请只用其中一个。', en: '--fix writes files and --fix-dry-run only shows what it would write, so use one of the two.' });
  if (values.has('fix-dry-run') && format === 'json') return wrong({ zh: '--fix-dry-run 输出补丁，不能与 --format json 一起用。', en: '--fix-dry-run prints a patch and does not go with --format json.' });
  const [shard, threads, cacheLocation] = [values.get('shard'), values.get('threads'), values.get('cache-location')];
  if (shard !== undefined && shardOf(shard) === undefined) return wrong({ zh: `--shard 写作“第几份/共几份”，例如 1/8，而不是“${shard}”。`, en: `--shard is written like 1/8, the first of eight, not “${shard}”.` });
  if (shard !== undefined && values.has('stdin')) return wrong({ zh: '--shard 分的是文件，不能与 --stdin 一起用。', en: '--shard divides files and does not go with --stdin.' });
  if (threads !== undefined && !/^[1-9]\d?$/.test(threads)) return wrong({ zh: `--threads 要一个 1 到 99 的整数，而不是“${threads}”。`, en: `--threads takes a whole number from 1 to 99, not “${threads}”.` });
  if (values.has('no-cache') && cacheLocation !== undefined) return wrong({ zh: '--no-cache 不用缓存，不能与 --cache-location 一起用。', en: '--no-cache uses no cache and does not go with --cache-location.' });
  const name = values.get('stdin-filename');
  if (name !== undefined && !values.has('stdin')) return wrong({ zh: '--stdin-filename 要与 --stdin 一起用。', en: '--stdin-filename goes with --stdin.' });
  if (values.has('stdin') && paths.length > 0) return wrong({ zh: '--stdin 检查标准输入，不能再给路径。', en: '--stdin checks the standard input and takes no paths.' });
  if (name === '' || cacheLocation === '' || paths.includes('')) return wrong({ zh: '路径是空的。', en: 'A path is empty.' });
  return {
    kind: 'check', locale,
    options: {
      paths: paths.length > 0 ? paths : ['.'], format, quiet: values.has('quiet'),
      fix: values.has('fix') ? 'write' : values.has('fix-dry-run') ? 'show' : undefined,
      stdin: values.has('stdin') ? name ?? 'stdin.md' : undefined,
      maxWarnings: most === undefined ? undefined : Number(most),
      shard: shardOf(shard), threads: threads === undefined ? undefined : Number(threads), cache: !values.has('no-cache'), cacheLocation,
      colour: colourOf(values),
    },
  };
}

/** A share as it is written; undefined where there is no such share. */
function shardOf(text: string | undefined): Shard | undefined {
  const [, index = 0, count = 0] = /^(\d{1,4})\/(\d{1,4})$/.exec(text ?? '')?.map(Number) ?? [];
  return index >= 1 && index <= count ? { index, count } : undefined;
}

const colourOf = (values: Given['values']): boolean | undefined => values.has('no-color') ? false : values.has('color') ? true : undefined;

function lsp(argv: readonly string[], locale: Locale): Command {
  if (argv.some(each => each === '--stdio' || each === '--node-ipc' || /^--(?:pipe|socket)(?:=|$)/.test(each))) return { kind: 'lsp', locale };
  return { kind: 'misuse', locale, message: { zh: 'lsp 要说明怎样通信：--stdio 或 --node-ipc。', en: 'lsp needs to know how to talk: --stdio or --node-ipc.' } };
}

const isKnown = (name: string): name is Name => Object.hasOwn(known, name);

function unknownOption(raw: string): Both {
  const near = nearest(raw.replace(/^-+/, ''), Object.keys(known));
  return near === undefined
    ? { zh: `没有选项“${raw}”；--help 列出全部选项。`, en: `There is no option “${raw}”; --help lists them all.` }
    : { zh: `没有选项“${raw}”，是否指 --${near}？`, en: `There is no option “${raw}”; did you mean --${near}?` };
}

function noSuchCommand(word: string): Both {
  const near = nearest(word, commands);
  return near === undefined
    ? { zh: `没有命令“${word}”；若要检查它，请写 policy-records check ${word}。`, en: `There is no command “${word}”; to check it, write: policy-records check ${word}` }
    : { zh: `没有命令“${word}”，是否指 ${near}？`, en: `There is no command “${word}”; did you mean ${near}?` };
}

const oneOf = (option: string, value: string, options: readonly string[]): Both =>
  ({ zh: `${option} 只能是 ${options.join(' 或 ')}，而不是“${value}”。`, en: `${option} is ${options.join(' or ')}, not “${value}”.` });
