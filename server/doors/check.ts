import { performance } from 'node:perf_hooks';
import type { CheckOptions } from './args.ts';
import type { Told } from './cache.ts';
import { threadsFor, type Listeners, type Printed } from './crew.ts';
import { diffOf } from './diff.ts';
import { decode, type Reading } from './disk.ts';
import { idleIn } from './idle.ts';
import { mend } from './mend.ts';
import { harmless, painter } from './paint.ts';
import { byName, type Unread } from './places.ts';
import { createPrinter } from './printer.ts';
import { createProgress } from './progress.ts';
import { notUtf8Input, whyNot } from './say.ts';
import { keepAnswer, verdict, type Beginning } from './start.ts';
import { bindingOf, summary, type Totals } from './summary.ts';
import { lookAround, type ProjectFile, type Surroundings } from './surroundings.ts';
import { sumUp, survey } from './survey.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import type { Passed } from './unused.ts';

/** Checks records, and mends them where that was asked for. */
export async function checkCommand(options: CheckOptions, terminal: Terminal, beginning: Beginning): Promise<ExitCode> {
  const { out, err, warn, colour, cwd } = terminal;
  const { places, folders, store, look } = beginning;
  const standin = await standinOf(options, terminal);
  if (standin === 'unreadable') return 2;

  const troubles = new Set<string>();
  const passed = new Map<string, Passed>();
  const progress = createProgress(places.length, terminal);
  let put: (path: string, part: Printed | undefined) => void = () => undefined;
  const listeners: Listeners = {
    read: () => { progress.step(); },
    checked: ({ path, uri }, sheet) => {
      progress.step();
      if (sheet) passed.set(path, { uri, isBroken: sheet.isBroken, ignored: sheet.ignored });
      put(path, sheet);
    },
    trouble: (rule, uri, what) => {
      if (!troubles.has(rule)) warn({ zh: `规则 ${rule} 自身出错，未能检查 ${uri}：${what}`, en: `The rule ${rule} failed on ${uri}: ${what}` });
      troubles.add(rule);
    },
  };
  const mends = options.fix !== undefined || standin !== undefined;
  const around = await lookAround(places.map(({ uri }) => uri), folders, cwd);
  const library = await survey(beginning, around, { standin, keeps: mends, threads: mends ? 1 : options.threads ?? threadsFor(places.length) }, listeners);
  const { crew, held } = library;
  try {
    const { records, refused, unread, skipped } = sumUp(beginning, library);
    progress.clear();
    for (const each of refused) warn(whyNot(each));
    if (refused.length > 0) return 2;
    const projects = around.filesFor(records.map(({ uri }) => uri));
    const isSound = tellProjects(around, unread, projects, terminal);

    crew.desk.open();
    const mending = options.fix ? mend(records, crew.desk, around, projects, standin !== undefined || options.fix === 'show', warn, listeners.trouble) : { mended: [], failed: false };

    const isReport = options.fix !== 'show' && !(standin && options.fix);
    const keeper = store?.begin();
    const told: Told[] = [];
    const printer = createPrinter([...records, ...projects].sort(byName).map(({ path }) => path), bindingOf(look), bytes => {
      progress.clear();
      if (isReport) out(bytes);
      keeper?.write(bytes);
    }, keeper && (each => { told.push(each); }));
    ({ put } = printer);
    // What is said of a project file itself is known at the end; where it ignores nothing, nobody has to wait for it.
    for (const { path, reading } of projects) if (reading.project.ignores.length === 0) put(path, undefined);
    for (const place of records) { const part = held.get(place.path); if (part) listeners.checked(place, part); }
    const wanted = records.filter(({ path }) => !held.has(path));
    progress.expect(wanted.length);
    await crew.check(wanted);
    const looked = new Map(around.looked);
    for (const project of projects) put(project.path, await idleIn(project, { beginning, library, around, passed, troubles, unread, looked }));
    const sum = printer.end();
    progress.clear();

    const { mended } = mending;
    const totals: Totals = {
      counts: sum.counts, ignored: sum.ignored, records: records.length, skipped, elapsedMs: Math.round(performance.now()),
      mended: options.fix && { fixes: mended.reduce((sum, { applied }) => sum + applied, 0), files: mended.length, written: options.fix === 'write' },
    };
    if (isReport) out(bindingOf(look).close(totals, sum.isEmpty));
    else if (options.fix === 'show') {
      out(mended.map(({ shown, before, after }) => diffOf(shown, before, after, painter(colour), colour)).join(''));
      err(summary(totals, { ...look, colour: terminal.errColour }));
    } else out(mended[0]?.after ?? standin?.text ?? '');
    if (keeper && troubles.size > 0) keeper.drop();
    else if (keeper) keepAnswer(keeper, beginning, library.taken, { told, looked: [...looked], isClean: isSound && unread.length === 0 });
    const code = verdict(totals, options, warn);
    return mending.failed || troubles.size > 0 || !isSound ? 2 : code;
  } finally {
    crew.end();
  }
}

/** Tells what could not be read and what is wrong with project files, and whether the latter is nothing. */
function tellProjects(around: Surroundings, unread: readonly Unread[], projects: readonly ProjectFile[], { locale, warn, err }: Terminal): boolean {
  for (const each of [...unread, ...around.unread]) warn(whyNot(each));
  for (const { shown, reading } of projects) {
    for (const { line, character, message } of reading.problems) err(`${harmless(`${shown}:${line + 1}:${character + 1} ${message[locale]}`)}\n`);
  }
  return around.unread.length === 0 && projects.every(({ reading }) => reading.problems.length === 0);
}

/** The text from standard input; undefined where files are checked, and `unreadable` when it was said why it cannot be read. */
async function standinOf({ stdin }: CheckOptions, terminal: Terminal): Promise<Extract<Reading, { readonly kind: 'text' }> | undefined | 'unreadable'> {
  if (stdin === undefined) return undefined;
  const reading = decode(await terminal.stdin());
  if (reading.kind === 'text') return reading;
  terminal.warn(reading.kind === 'not-utf8' ? notUtf8Input(stdin, reading.guess) : whyNot({ shown: stdin, reading }));
  return 'unreadable';
}
