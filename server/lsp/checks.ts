import { corpusOf, type Corpus } from '../record/corpus.ts';
import { libraryUnknown, unknownLibrary } from '../record/unknown.ts';
import type { Judge } from '../rules/fix-all.ts';
import type { Before, Calm } from '../rules/calm.ts';
import { concerns, isSameAround, isToldOtherwise, keep, type Kept, type Ties } from '../rules/kept.ts';
import { worldWith, type Around, type Finding, type World } from '../rules/rule.ts';
import { check, type Report } from '../rules/run.ts';
import type { Project } from '../schema/project.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { dayOf } from './calendar.ts';
import { traceOf, type Log } from './guard.ts';
import type { Library, Stir } from './library.ts';
import type { Settings } from './settings.ts';
import type { Surroundings } from './surroundings.ts';

/** What the rules say of records, in the world as the server knows it. */
export interface Checks {
  /** Waits until all that a record’s findings depend on is known, or until patience ends. */
  settled(uri: string): Promise<void>;
  /** The same but for other records, which take longer to be read. */
  nearlySettled(uri: string): Promise<void>;
  /** The findings of an open record; asked again before anything changed, the same ones. */
  findingsOf(record: PolicyRecord): readonly Finding[];
  /** The findings of a record whose text nobody keeps, and whether they still hold. */
  kept(record: PolicyRecord): Held;
  /** Whether the day, the settings and the project are still those of such findings, and as much of the library is known. */
  fits(uri: string, ties: Hold): boolean;
  /** Whether something else is worked out of whole folders by now than was for such findings. */
  isToldOtherwise(ties: Ties): boolean;
  /** Takes in that the library was stirred, or anything else. */
  stirred(what: Stir | undefined): void;
  closed(uri: string): void;
  /** The world that a record is mended in, and what judges it there. */
  bench(record: PolicyRecord): { readonly world: World; readonly judge: Judge };
  /** The world to look things up in for a file: what is known so far, were it half the library. */
  world(uri: string): World;
}

/** What the checks are made from. `settings` are those for a file. */
export interface Sources { readonly library: Library; readonly surroundings: Surroundings; readonly settings: (uri: string) => Settings; readonly now: () => Date }

/** Findings, and what tells whether they are still those of the same text. Nothing of the record is held by them. */
export interface Held extends Kept { readonly ties: Hold }

/** What findings hang on, and whether the library was known. */
export interface Hold extends Ties { readonly isKnown: boolean }

/** Makes the checks of one session. Findings are kept for as long as neither the record nor anything they depend on has changed. */
export function createChecks({ library, surroundings, settings, now }: Sources, log: Log): Checks {
  const past = new Map<string, { readonly record: PolicyRecord; readonly held: Held }>();
  /** The rules that found nothing in open records. */
  const calms = new Map<string, Calm>();
  const projects = new WeakMap<Project, WeakMap<Settings['rules'], Project>>();
  const failed = new Set<string>();
  const report: Report = (rule, error) => {
    if (error === libraryUnknown || failed.has(rule)) return;
    failed.add(rule);
    log(`The rule ${rule} failed and is silent for this record: ${traceOf(error)}`);
  };
  /** These are the same ones for one file after the other, as they are kept of each. */
  let [aroundBefore, tiesBefore]: [Around | undefined, Hold | undefined] = [undefined, undefined];
  const aroundOf = (uri: string): Around => {
    const { author, rules } = settings(uri);
    const base = surroundings.projectOf(uri);
    const byLevels = projects.get(base) ?? new WeakMap<Settings['rules'], Project>();
    projects.set(base, byLevels);
    const project = byLevels.get(rules) ?? withLevels(base, rules);
    byLevels.set(rules, project);
    const its = { today: dayOf(now()), author, project };
    return aroundBefore = aroundBefore && isSameAround(aroundBefore, its) ? aroundBefore : its;
  };
  const world = (corpus: Corpus, uri: string): World => worldWith(corpus, aroundOf(uri));
  const corpusFor = (uri: string): Corpus => library.knows(uri) ? library.corpus() : unknownLibrary;
  const keptFrom = (record: PolicyRecord, before?: Before): Held & { readonly calm?: Calm } => {
    const corpus = corpusFor(record.uri);
    const around = aroundOf(record.uri);
    const world = worldWith(corpus, around);
    if (corpus === unknownLibrary) return { findings: judge(record, world), topics: undefined, ties: { around, tellings: [], broken: undefined, isKnown: false } };
    const { findings, topics, ties: { tellings, broken }, calm } = keep(record, world, report, before);
    const isAsBefore = tiesBefore?.around === around && tiesBefore.tellings === tellings && tiesBefore.broken === broken;
    if (!isAsBefore || !tiesBefore) tiesBefore = { around, tellings, broken, isKnown: true };
    return { findings, topics, ties: tiesBefore, calm };
  };
  const fits = (uri: string, { around, isKnown }: Hold) => isKnown === (corpusFor(uri) !== unknownLibrary) && isSameAround(around, aroundOf(uri));
  const judge: Judge = (record, its) => check(record, its, report);
  return {
    nearlySettled: uri => surroundings.settled(uri),
    settled: async uri => { await Promise.all([library.settled(uri), surroundings.settled(uri)]); },
    findingsOf: record => {
      const before = past.get(record.uri);
      if (before?.record === record && fits(record.uri, before.held.ties)) return before.held.findings;
      const calm = calms.get(record.uri);
      const { calm: now, ...held } = keptFrom(record, calm && { calm, isTold: !before });
      past.set(record.uri, { record, held });
      if (now) calms.set(record.uri, now);
      return held.findings;
    },
    kept: record => keptFrom(record),
    fits,
    isToldOtherwise: ties => isToldOtherwise(ties, library.corpus()),
    stirred: what => { for (const [uri, { held }] of past) if (!what || concerns(held, what.news, library.corpus())) past.delete(uri); },
    closed: uri => {
      past.delete(uri);
      calms.delete(uri);
    },
    bench: record => library.knows(record.uri) ? { world: world(library.corpus(), record.uri), judge }
      : { world: world(corpusOf([]), record.uri), judge: each => judge(each, world(unknownLibrary, record.uri)) },
    world: uri => world(library.corpus(), uri),
  };
}

/** A project whose levels give way to those that a person has set. */
const withLevels = (project: Project, own: Settings['rules']): Project =>
  own.size === 0 ? project : { ...project, levelOf: (rule, uri) => own.get(rule) ?? project.levelOf(rule, uri) };
