import { titleSpeller } from '../features/complete/speller.ts';
import type { Speller } from '../schema/spelling.ts';
import { traceOf, type Log } from './guard.ts';

/** How titles in Chinese are spelt, from the first list of completions on. */
export interface Spelling {
  /** The speller, once its dictionary is read; the first call has it read and does not wait. */
  now(): Speller | undefined;
}

/** Nothing is read yet. */
export function createSpelling(log: Log): Spelling {
  let speller: Speller | undefined;
  let asked = false;
  return {
    now: () => {
      if (!asked) {
        asked = true;
        titleSpeller().then(made => { speller = made; }, (error: unknown) => { log(`Reading the dictionary of pinyin failed: ${traceOf(error)}`); });
      }
      return speller;
    },
  };
}
