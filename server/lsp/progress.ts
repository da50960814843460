import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';
import type { Both, Locale } from '../base/both.ts';
import { traceOf, type Log } from './guard.ts';
import type { Extent } from './library.ts';
import { createTurns } from './turns.ts';

/** Shows a person how far the reading of a library is, where it takes its time. */
export interface Progress {
  /** Something was read, or a reading began or ended. */
  moved(): void;
  /** Shows nothing more. */
  end(): void;
}

/** A reading that is done sooner shows nothing, in milliseconds. */
const patience = 1000;
/** The least time between two messages, in milliseconds. */
const throttle = 200;

/** Shows it to a client that can. `stop` ends the reading where the person is tired of it. */
export function createProgress(connection: Connection, { extent, isReading, locale, stop }: { readonly extent: () => Extent; readonly isReading: () => boolean; readonly locale: () => Locale; readonly stop: () => void }, log: Log): Progress {
  const turns = createTurns(error => { log(`Showing the progress failed: ${traceOf(error)}`); });
  let shown: WorkDoneProgressServerReporter | undefined;
  const now = () => { const { done, found } = extent(); return [found === 0 ? 0 : 100 * done / found, counted(done, found)[locale()]] as const; };
  const begin = async () => {
    const reporter = await connection.window.createWorkDoneProgress();
    if (!isReading()) return;
    shown = reporter;
    reporter.begin('Policy Records', ...now(), true);
    reporter.token.onCancellationRequested(stop);
  };
  return {
    moved: () => {
      if (!isReading()) {
        turns.drop('begin');
        shown?.done();
        shown = undefined;
      } else if (shown) turns.after('report', throttle, () => { shown?.report(...now()); });
      else turns.after('begin', patience, begin);
    },
    end: turns.end,
  };
}

const counted = (done: number, found: number): Both => ({ zh: `已读取 ${figure(done)} / ${figure(found)} 个文件`, en: `${figure(done)} of ${figure(found)}` });
const figure = (n: number): string => n.toLocaleString('en');
