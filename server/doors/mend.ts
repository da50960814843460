import { fixAll, worldAfter } from '../rules/fix-all.ts';
import { judge } from '../rules/run.ts';
import type { Both } from '../base/both.ts';
import type { Listeners } from './crew.ts';
import type { Desk } from './desk.ts';
import { whatOf } from './hand.ts';
import type { Place } from './places.ts';
import { replaceFile } from './replace.ts';
import { notMended, notWritten } from './say.ts';
import type { ProjectFile, Surroundings } from './surroundings.ts';

/** The texts that a mending changed, and whether each could be written. */
export interface Mending {
  readonly mended: readonly { readonly shown: string; readonly before: string; readonly after: string; readonly applied: number }[];
  readonly failed: boolean;
}

/** Mends one record after the other and writes each, unless this is only `forShow`. */
export function mend(places: readonly Place[], desk: Desk, around: Surroundings, files: readonly ProjectFile[], forShow: boolean, warn: (message: Both) => void, trouble: Listeners['trouble']): Mending {
  let failed = false;
  const mended: Mending['mended'][number][] = [];
  for (const { shown, reading } of files) if (reading.broken) warn(notMended(shown));
  for (const place of places) {
    const before = desk.recordAt(place);
    // Where a project file cannot be read for certain, neither can what it wants left alone.
    if (!before || around.of(place.uri).broken) continue;
    const world = desk.worldOf(place.uri);
    const { record, applied } = fixAll(before, world, (each, its) => judge(each, its, (rule, error) => { trouble(rule, place.uri, whatOf(error)); }).findings);
    if (applied === 0) continue;
    const written = forShow ? 'written' : replaceFile(place.path, before.text, record.text);
    if (written !== 'written') {
      failed = true;
      warn(notWritten(place.shown, written));
      continue;
    }
    desk.replace(record, worldAfter(world, record).corpus);
    mended.push({ shown: place.shown, before: before.text, after: record.text, applied });
  }
  return { mended, failed };
}
