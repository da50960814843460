import { groundOf, type Ground } from './ground.ts';
import { prepare } from './installed.ts';
import { measurements, ofRivals, once, type MeasurementName } from './measurements.ts';
import { isSkipped, type Figures } from './measures/measurement.ts';
import { micro } from './micro.ts';
import { sizesOf, type Options } from './options.ts';
import { tidyUp } from './processes.ts';
import { report, writeResults } from './results.ts';
import { rows, rowsFor } from './rows.ts';
import { fill, type Rounds } from './table.ts';

/**
 * Measures the goals round by round, prints the table, and keeps it where the run was a full one. A slow figure is a result; what did not run
 * at all is thrown at the end, as a sentence. A quick run does without rivals that cannot be installed.
 */
export async function benchGoals(options: Options): Promise<void> {
  if (options.list) {
    console.log([...rows.map(({ name, measure, against }) => `${name}: ${measure}, against ${against}`), 'micro: the floors one by one'].join('\n'));
    return;
  }
  const wanted = rowsFor(options);
  const started = Date.now();
  const hasRivals = prepare();
  if (!hasRivals && !options.quick) throw new Error('The rivals could not be installed.');
  try {
    const ground = groundOf(sizesOf(options));
    const needed = new Set(wanted.flatMap(({ ours, theirs }) => [ours.of, ...(theirs ? [theirs.of] : [])]));
    const names = (Object.keys(measurements) as MeasurementName[]).filter(name => needed.has(name) && (hasRivals || !ofRivals.has(name)));
    const rounds = await measure(ground, names, options.rounds);
    const broken = new Map<string, string>(rounds.broken);
    const wantsMicro = hasRivals && (options.only?.includes('micro') ?? true);
    const lines = wantsMicro ? await micro(options.quick).catch((error: unknown) => { broken.set('micro', sentence(error)); return [`Not measured: ${sentence(error)}`]; }) : [];
    const minutes = (Date.now() - started) / 60_000;
    const page = report({ filled: wanted.map(row => fill(row, rounds)), micro: lines, rounds: options.rounds, sizes: ground.sizes, minutes, isQuick: options.quick });
    console.log(`\n${page}`);
    if (!hasRivals) console.log('\nThe rivals could not be installed, so only ours was measured.');
    if (options.quick || options.only || options.rounds < 3) console.log('\nThis was not a full run, so RESULTS.md stays as it is.');
    else writeResults(page);
    if (broken.size > 0) throw new Error(`Not everything ran: ${[...broken].map(([name, why]) => `${name}: ${why}`).join('; ')}`);
  } finally {
    tidyUp();
  }
}

async function measure(ground: Ground, names: readonly MeasurementName[], rounds: number): Promise<Rounds & { readonly broken: ReadonlyMap<MeasurementName, string> }> {
  const figures = new Map<MeasurementName, (Figures | undefined)[]>();
  const failures = new Map<MeasurementName, string>();
  // What there is nothing to measure of on a machine is told, and is no fault.
  const broken = new Map<MeasurementName, string>();
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      if (round > 0 && once.has(name)) continue;
      const started = performance.now();
      const taken = await measurements[name](ground).catch((error: unknown) => {
        failures.set(name, sentence(error));
        if (!isSkipped(error)) broken.set(name, sentence(error));
        return undefined;
      });
      figures.set(name, [...(figures.get(name) ?? []), taken]);
      const said = taken ? Object.entries(taken).map(([each, value]) => `${each} ${Number(value.toPrecision(4))}`).join(', ') : failures.get(name);
      console.error(`round ${round + 1}/${rounds}, ${name} (${((performance.now() - started) / 1000).toFixed(1)} s): ${said}`);
    }
  }
  return { figures, failures, broken };
}

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 300);
