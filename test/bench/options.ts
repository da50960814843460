import { parseArgs } from 'node:util';

/** What `npm run bench` was asked to measure. */
export interface Options {
  /** Small workspaces and few keys, to see in a minute or two whether everything runs; its figures are no results. */
  readonly quick: boolean;
  /** The rows to measure, by name or by the beginning of their names; undefined for all. */
  readonly only: readonly string[] | undefined;
  readonly rounds: number;
  readonly list: boolean;
}

/** How large everything is. The sizes are counts of records. */
export interface Sizes {
  readonly small: number; readonly large: number; readonly huge: number; readonly opened: number;
  /** Keys that are timed in a session, keys of a server that waits after each, and bursts of 24 keys. */
  readonly keys: number; readonly slowKeys: number; readonly bursts: number;
  readonly seeds: number; readonly rivalSeeds: number;
  /** How long a server is left alone before its memory is read, in milliseconds. */
  readonly rest: number;
}

/** The sizes that the goals are set for. */
const full: Sizes = { small: 260, large: 10_000, huge: 50_000, opened: 2600, keys: 200, slowKeys: 40, bursts: 3, seeds: 50, rivalSeeds: 10, rest: 10_000 };
const quick: Sizes = { small: 260, large: 400, huge: 800, opened: 320, keys: 20, slowKeys: 6, bursts: 1, seeds: 2, rivalSeeds: 1, rest: 500 };

/** The sizes of a run. */
export const sizesOf = (options: Pick<Options, 'quick'>): Sizes => options.quick ? quick : full;

/** Reads the command line; a mistake in it is thrown as a sentence. */
export function optionsOf(args: readonly string[]): Options {
  const { values } = parseArgs({ args: [...args], options: { quick: { type: 'boolean' }, only: { type: 'string', multiple: true }, rounds: { type: 'string' }, list: { type: 'boolean' } } });
  const isQuick = values.quick === true;
  const rounds = values.rounds === undefined ? isQuick ? 1 : 3 : Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds takes a whole number from 1, not “${values.rounds}”.`);
  const only = values.only?.flatMap(each => each.split(',')).map(each => each.trim()).filter(each => each !== '');
  return { quick: isQuick, only, rounds, list: values.list === true };
}
