import { performance } from 'node:perf_hooks';
import type { Terminal } from './terminal.ts';

/** Shows how far a check has come. */
export interface Progress {
  /** One more step is done. */
  step(): void;
  /** More steps are to be done. */
  expect(steps: number): void;
  /** Takes away what is shown; the next step shows it again. */
  clear(): void;
}

/** A check that is done by then shows nothing, in milliseconds since the command was started. */
const patience = 1000;
/** How often it is drawn, in milliseconds. */
const pause = 100;

/** The progress of a check of so many files on a terminal that is watched, once the check takes long; elsewhere nothing is shown. A file is a step when it is read, and one more when it is checked. */
export function createProgress(files: number, { isWatched, locale, err }: Pick<Terminal, 'isWatched' | 'locale' | 'err'>, now: () => number = () => performance.now()): Progress {
  let [done, steps, drawn, next] = [0, files, false, patience];
  const figure = (count: number): string => count.toLocaleString('en-US');
  return {
    expect: more => { steps += more; },
    step: () => {
      done++;
      if (!isWatched || now() < next) return;
      next = now() + pause;
      const so = figure(Math.min(files, Math.floor(files * done / steps)));
      err(`\r\u001b[K${locale === 'zh' ? `Policy Records：已检查 ${so} 个文件，共 ${figure(files)} 个` : `Policy Records: ${so} of ${figure(files)}`}`);
      drawn = true;
    },
    clear: () => {
      if (drawn) err('\r\u001b[K');
      drawn = false;
    },
  };
}
