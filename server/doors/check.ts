import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Both, Locale } from '../base/both.ts';
import { corpusOf } from '../record/corpus.ts';
import { factsOf } from '../record/facts.ts';
import { fixAll, worldWith } from '../rules/fix-all.ts';
import type { World } from '../rules/rule.ts';
import { check } from '../rules/run.ts';
import type { CheckOptions } from './args.ts';
import { decode, disk } from './disk.ts';
import { gather, type Shelved, type Standin } from './library.ts';
import { painter } from './paint.ts';
import { pretty } from './pretty.ts';
import { replaceFile } from './replace.ts';
import { count, inOrder, json, type Checked, type Outcome } from './report.ts';
import { dayOf, notWritten, whyNot } from './say.ts';

/** Where a command writes and how it looks there. */
export interface Terminal {
  readonly locale: Locale;
  readonly cwd: string;
  readonly colour: boolean;
  readonly width: number;
  readonly out: (text: string) => void;
  /** Says one thing that is not the report. */
  readonly warn: (message: Both) => void;
  readonly stdin: () => Promise<Uint8Array>;
}

/** What a command ends with: nothing wrong, something wrong in the records, or the command could not do its work. */
export type ExitCode = 0 | 1 | 2;

/** Checks records, and mends them where that was asked for. */
export async function checkCommand(options: CheckOptions, terminal: Terminal): Promise<ExitCode> {
  const { locale, cwd, out, warn } = terminal;
  const standin = await standinOf(options, terminal);
  if (standin === 'unreadable') return 2;
  const library = await gather(standin ? [] : options.paths, cwd, standin);
  if (library.refused.length > 0) {
    for (const each of library.refused) warn(whyNot(each));
    return 2;
  }
  for (const each of library.unread) warn(whyNot(each));

  const troubles = new Set<string>();
  const judge = judgeWith(troubles, warn);
  let failed = false;
  let world: World = { corpus: corpusOf(library.records.map(({ record }) => factsOf(record))), today: dayOf(disk().now()), author: undefined };
  let asked = library.asked;
  const mended = { fixes: 0, files: 0 };
  if (options.fix) {
    asked = asked.map(shelved => {
      const { record, applied } = fixAll(shelved.record, world, judge);
      if (applied === 0) return shelved;
      const written = standin ? 'written' : replaceFile(shelved.path, shelved.record.text, record.text);
      if (written !== 'written') {
        failed = true;
        warn(notWritten(shelved.shown, written));
        return shelved;
      }
      world = worldWith(world, record);
      mended.fixes += applied;
      mended.files++;
      return { ...shelved, record };
    });
  }
  const files = asked.map(({ shown, record }): Checked => ({ shown, record, findings: inOrder(judge(record, world)) }));
  const byUri = new Map([...library.records, ...asked].map(shelved => [shelved.record.uri, shelved]));
  const outcome: Outcome = { files, skipped: library.skipped, mended: options.fix ? mended : undefined, elapsedMs: Math.round(performance.now()) };
  if (standin && options.fix) out(asked[0]?.record.text ?? standin.text);
  else if (options.format === 'json') out(json(outcome, locale, options.quiet));
  else out(pretty(outcome, { locale, width: terminal.width, paint: painter(terminal.colour), quiet: options.quiet, fileOf: uri => byUri.get(uri) }));
  const code = verdict(outcome, options, warn);
  return failed || troubles.size > 0 ? 2 : code;
}

/** The text from standard input under the name it goes by; `unreadable` when it was said why it cannot be read. */
async function standinOf({ stdin }: CheckOptions, terminal: Terminal): Promise<Standin | undefined | 'unreadable'> {
  if (stdin === undefined) return undefined;
  const reading = decode(await terminal.stdin());
  if (reading.kind === 'text') return { path: resolve(terminal.cwd, stdin), text: reading.text };
  terminal.warn(whyNot({ shown: stdin, reading }));
  return 'unreadable';
}

/** Checks by every rule; a rule that throws is told of once, and the others go on. */
const judgeWith = (troubles: Set<string>, warn: Terminal['warn']) => (record: Shelved['record'], world: World) => check(record, world, (rule, error) => {
  if (troubles.has(rule)) return;
  troubles.add(rule);
  const what = error instanceof Error ? error.stack ?? error.message : String(error);
  warn({ zh: `规则 ${rule} 自身出错，未能检查 ${record.uri}：${what}`, en: `The rule ${rule} failed on ${record.uri}: ${what}` });
});

function verdict(outcome: Outcome, { maxWarnings }: CheckOptions, warn: Terminal['warn']): ExitCode {
  const counts = count(outcome);
  const tooMany = maxWarnings !== undefined && counts.warning > maxWarnings;
  if (tooMany) warn({ zh: `警告有 ${counts.warning} 个，超过了 --max-warnings 允许的 ${maxWarnings} 个。`, en: `There are ${counts.warning} warnings, and --max-warnings allows ${maxWarnings}.` });
  return counts.error > 0 || tooMany ? 1 : 0;
}
