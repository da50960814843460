import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { dayOf } from '../lsp/calendar.ts';
import type { CheckOptions } from './args.ts';
import { cacheFolder, isAsBefore, isJudged, isTrusted, stampOf, storeIn, type Answer, type Known, type Memory, type Stamp, type Store } from './cache.ts';
import { bytesOf, hashOf } from './disk.ts';
import { findPlaces, type Place, type Places } from './places.ts';
import { whyNot } from './say.ts';
import { isIn, type Shard } from './spread.ts';
import { bindingOf, sumOf, type Look, type Totals } from './summary.ts';
import type { ExitCode, Terminal } from './terminal.ts';

/** How a check begins. */
export interface Beginning extends Places {
  readonly look: Look;
  readonly today: string;
  /** When it began, in milliseconds since 1970. */
  readonly began: number;
  /** What was asked, for whoever keeps the answer. */
  readonly question: string;
  /** The folders among what was asked for. */
  readonly folders: readonly string[];
  /** Records of other shards, for what can only be said of all. */
  readonly others: readonly Place[];
  readonly cwd: string;
  readonly shard: Shard | undefined;
  /** Where the answer is kept; undefined where it is not. */
  readonly store: Store | undefined;
  /** The stamps of the places, taken before anything is read. */
  readonly stamps: ReadonlyMap<string, Stamp | undefined>;
  /** The last answer, where only Markdown files have changed since. */
  readonly memory: Memory | undefined;
  /** The paths of the files that are not as they were then. */
  readonly changed: ReadonlySet<string>;
}

/** Looks at what is to be checked. Where nothing has changed since it was last asked, that answer is given at once. */
export async function begin(options: CheckOptions, terminal: Terminal, now: Date, version: string): Promise<Beginning | ExitCode> {
  const { cwd, warn } = terminal;
  const { paths, stdin, shard } = options;
  const found = await findPlaces(stdin === undefined ? paths : [], cwd, stdin === undefined ? undefined : resolve(cwd, stdin));
  if (found.refused.length > 0) {
    for (const each of found.refused) warn(whyNot(each));
    return 2;
  }
  const places = shard ? found.places.map(place => ({ ...place, asked: place.asked && isIn(shard, place.shown) })) : found.places;
  const look: Look = { format: options.format, locale: terminal.locale, colour: terminal.colour, width: terminal.width, quiet: options.quiet };
  const question = JSON.stringify([version, cwd, paths.map(path => resolve(cwd, path)), look, shard ?? {}]);
  const folder = options.cache && !options.fix && stdin === undefined ? cacheFolder(options.cacheLocation, cwd) : undefined;
  const store = folder === undefined ? undefined : storeIn(folder, question, version);
  const beginning = {
    ...found, places, look, question, store, cwd, shard, others: shard?.index === 1 ? places.filter((place, i) => !place.asked && found.places[i]?.asked) : [], today: dayOf(now), began: now.getTime(),
    folders: stdin === undefined ? paths.map(path => resolve(cwd, path)).filter(path => statSync(path, { throwIfNoEntry: false })?.isDirectory()) : [],
    stamps: new Map(store ? places.map(({ path }) => [path, stampOf(path)]) : []), changed: new Set<string>(),
  };
  const before = store?.recall();
  if (!before || before.today !== beginning.today || before.looked.some(([path, hash]) => hashOf(bytesOf(path)) !== hash)) return { ...beginning, memory: undefined };
  const known = new Map(before.known.map(each => [each.path, each]));
  const changed = new Set(places.flatMap(({ path }) => {
    const its = known.get(path);
    return its && its.kind !== 'unread' && isAsBefore(its, beginning.stamps.get(path), before.began) ? [] : path;
  }));
  const isSame = changed.size === 0 && known.size === places.length && before.isClean && found.unread.length === 0;
  return isSame ? repeat(before, { ...beginning, memory: before, changed }, options, terminal) : { ...beginning, memory: before, changed };
}

/** Gives an answer once more. */
function repeat(memory: Memory, { places, look, store, stamps, began }: Beginning, options: CheckOptions, { out, warn }: Terminal): ExitCode {
  const judged = new Set(memory.known.filter(isJudged).map(({ path }) => path));
  const asked = places.filter(place => place.asked);
  const records = asked.filter(({ path }) => judged.has(path)).length;
  const { told, report } = memory;
  const totals: Totals = {
    counts: sumOf(told.map(({ counts }) => counts)), records, skipped: asked.length - records,
    ignored: told.reduce((sum, { ignored }) => sum + ignored.length, 0), mended: undefined, elapsedMs: Math.round(performance.now()),
  };
  out(report);
  out(bindingOf(look).close(totals, told.every(({ length }) => length === 0)));
  // Stamps that did not tell enough this time may do so next time.
  const isStale = ({ path, stamp }: Answer['known'][number]): boolean => {
    const now = stamps.get(path);
    return now !== undefined && isTrusted(now, began) && !(isTrusted(stamp, memory.began) && stamp.every((each, i) => each === now[i]));
  };
  if (store && memory.known.some(isStale)) {
    const { report: _, ...answer } = memory;
    const keeper = store.begin();
    keeper.write(report);
    keeper.end({ ...answer, began, known: answer.known.map(each => ({ ...each, stamp: stamps.get(each.path) ?? each.stamp })) });
  }
  return verdict(totals, options, warn);
}

/** What a check ends with by its figures. */
export function verdict({ counts }: Totals, { maxWarnings }: CheckOptions, warn: Terminal['warn']): ExitCode {
  const tooMany = maxWarnings !== undefined && counts.warning > maxWarnings;
  if (tooMany) warn({ zh: `警告有 ${counts.warning} 个，超过了 --max-warnings 允许的 ${maxWarnings} 个。`, en: `There are ${counts.warning} warnings, and --max-warnings allows ${maxWarnings}.` });
  return counts.error > 0 || tooMany ? 1 : 0;
}

/** Keeps an answer for the next time, unless files have changed while they were checked. */
export function keepAnswer(keeper: ReturnType<Store['begin']>, { question, today, began, places, stamps }: Beginning, taken: ReadonlyMap<string, Pick<Known, 'kind' | 'hash'>>, answer: Pick<Answer, 'told' | 'looked' | 'isClean'>): void {
  const known = places.flatMap(({ path }): readonly Known[] => {
    const [its, stamp] = [taken.get(path), stamps.get(path)];
    return its && stamp ? [{ path, kind: its.kind, hash: its.hash, stamp }] : [];
  });
  if (known.every(({ path, stamp }) => stampOf(path)?.every((each, i) => each === stamp[i]))) keeper.end({ question, today, began, known, ...answer });
  else keeper.drop();
}
