import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Both, Locale } from '../base/both.ts';
import { corpusOf, type Corpus } from '../record/corpus.ts';
import { factsOf } from '../record/facts.ts';
import { fixAll, worldWith } from '../rules/fix-all.ts';
import type { World } from '../rules/rule.ts';
import { judge, type Judged } from '../rules/run.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { CheckOptions } from './args.ts';
import { diffOf } from './diff.ts';
import { decode, disk } from './disk.ts';
import { gather, type Shelved, type Standin } from './library.ts';
import { harmless, painter } from './paint.ts';
import { pretty, summary } from './pretty.ts';
import { replaceFile } from './replace.ts';
import { count, inOrder, json, type Checked, type Outcome } from './report.ts';
import { dayOf, notMended, notUtf8Input, notWritten, whyNot } from './say.ts';
import { lookAround, type Surroundings } from './surroundings.ts';
import { unusedIn } from './unused.ts';

/** Where a command writes and how it looks there. */
export interface Terminal {
  readonly locale: Locale;
  readonly cwd: string;
  readonly colour: boolean;
  readonly width: number;
  readonly out: (text: string) => void;
  /** Writes what is not the report; `errColour` says whether colours are seen there. */
  readonly err: (text: string) => void;
  readonly errColour: boolean;
  /** Says one thing that is not the report. */
  readonly warn: (message: Both) => void;
  readonly stdin: () => Promise<Uint8Array>;
}

/** What a command ends with: nothing wrong, something wrong in the records, or the command could not do its work. */
export type ExitCode = 0 | 1 | 2;

/** Checks records, and mends them where that was asked for. */
export async function checkCommand(options: CheckOptions, terminal: Terminal): Promise<ExitCode> {
  const { locale, cwd, colour, out, err, warn } = terminal;
  const standin = await standinOf(options, terminal);
  if (standin === 'unreadable') return 2;
  const library = await gather(standin ? [] : options.paths, cwd, standin);
  if (library.refused.length > 0) {
    for (const each of library.refused) warn(whyNot(each));
    return 2;
  }
  const folders = (standin ? [] : options.paths).map(path => resolve(cwd, path)).filter(path => statSync(path, { throwIfNoEntry: false })?.isDirectory());
  const around = await lookAround(library.asked.map(({ record }) => record.uri), folders, cwd);
  for (const each of [...library.unread, ...around.unread]) warn(whyNot(each));
  for (const { shown, reading } of around.files) {
    for (const { line, character, message } of reading.problems) err(`${harmless(`${shown}:${line + 1}:${character + 1} ${message[locale]}`)}\n`);
  }

  const troubles = new Set<string>();
  const check = judgeWith(troubles, warn);
  const bench: Bench = { check, around, corpus: corpusOf(library.records.map(({ record }) => factsOf(record))), today: dayOf(disk().now()) };
  const mending = options.fix ? mend(library.asked, bench, standin !== undefined || options.fix === 'show', warn) : { asked: library.asked, corpus: bench.corpus, mended: [], failed: false };
  const judged = mending.asked.map(shelved => ({ ...shelved, judged: check(shelved.record, worldOf(shelved.record, { ...bench, corpus: mending.corpus })) }));
  const unused = around.files.flatMap(file => unusedIn(file, {
    records: judged.filter(({ record }) => around.of(record.uri).project.uri === file.uri), folders, troubles, unread: library.unread.map(({ shown }) => resolve(cwd, shown)),
  }));

  const byUri = new Map([...library.records, ...mending.asked].map(shelved => [shelved.record.uri, shelved]));
  const { mended } = mending;
  const outcome: Outcome = {
    files: [...judged.map(({ shown, record, judged: { findings } }): Checked => ({ shown, record, findings: inOrder(findings) })), ...unused].sort((a, b) => a.shown < b.shown ? -1 : a.shown > b.shown ? 1 : 0),
    records: judged.length, skipped: library.skipped, ignored: judged.reduce((sum, each) => sum + each.judged.ignored.length, 0), elapsedMs: Math.round(performance.now()),
    mended: options.fix && { fixes: mended.reduce((sum, { applied }) => sum + applied, 0), files: mended.length, written: options.fix === 'write' },
  };
  const paint = painter(colour);
  if (options.fix === 'show') {
    out(mended.map(({ shown, before, after }) => diffOf(shown, before, after, paint, colour)).join(''));
    err(summary(outcome, { locale, quiet: options.quiet, paint: painter(terminal.errColour) }));
  } else if (standin && options.fix) out(mending.asked[0]?.record.text ?? standin.text);
  else if (options.format === 'json') out(json(outcome, locale, options.quiet));
  else out(pretty(outcome, { locale, width: terminal.width, paint, quiet: options.quiet, fileOf: uri => byUri.get(uri) }));
  const code = verdict(outcome, options, warn);
  return mending.failed || troubles.size > 0 || around.unread.length > 0 || around.files.some(({ reading }) => reading.problems.length > 0) ? 2 : code;
}

type Check = (record: PolicyRecord, world: World) => Judged;

/** What records are checked and mended with. */
interface Bench { readonly check: Check; readonly around: Surroundings; readonly corpus: Corpus; readonly today: string }

const worldOf = ({ uri }: PolicyRecord, { around, corpus, today }: Bench): World => ({ corpus, today, author: undefined, project: around.of(uri).project });

/** The records after their mending, and the texts that changed. */
interface Mending {
  readonly asked: readonly Shelved[];
  readonly corpus: Corpus;
  readonly mended: readonly { readonly shown: string; readonly before: string; readonly after: string; readonly applied: number }[];
  readonly failed: boolean;
}

/** Mends one record after the other and writes each, unless this is only `forShow`. */
function mend(asked: readonly Shelved[], bench: Bench, forShow: boolean, warn: Terminal['warn']): Mending {
  const { around, check } = bench;
  let { corpus } = bench;
  let failed = false;
  const mended: Mending['mended'][number][] = [];
  for (const { shown, reading } of around.files) if (reading.broken) warn(notMended(shown));
  const after = asked.map(shelved => {
    // Where a project file cannot be read for certain, neither can what it wants left alone.
    if (around.of(shelved.record.uri).broken) return shelved;
    const world = worldOf(shelved.record, { ...bench, corpus });
    const { record, applied } = fixAll(shelved.record, world, (each, its) => check(each, its).findings);
    if (applied === 0) return shelved;
    const written = forShow ? 'written' : replaceFile(shelved.path, shelved.record.text, record.text);
    if (written !== 'written') {
      failed = true;
      warn(notWritten(shelved.shown, written));
      return shelved;
    }
    ({ corpus } = worldWith(world, record));
    mended.push({ shown: shelved.shown, before: shelved.record.text, after: record.text, applied });
    return { ...shelved, record };
  });
  return { asked: after, corpus, mended, failed };
}

/** The text from standard input under the name it goes by; `unreadable` when it was said why it cannot be read. */
async function standinOf({ stdin }: CheckOptions, terminal: Terminal): Promise<Standin | undefined | 'unreadable'> {
  if (stdin === undefined) return undefined;
  const reading = decode(await terminal.stdin());
  if (reading.kind === 'text') return { path: resolve(terminal.cwd, stdin), text: reading.text };
  terminal.warn(reading.kind === 'not-utf8' ? notUtf8Input(stdin, reading.guess) : whyNot({ shown: stdin, reading }));
  return 'unreadable';
}

/** Checks by every rule; a rule that throws is told of once, and the others go on. */
const judgeWith = (troubles: Set<string>, warn: Terminal['warn']): Check => (record, world) => judge(record, world, (rule, error) => {
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
