import { corpusOf, type Corpus } from '../record/corpus.ts';
import type { Judge } from '../rules/fix-all.ts';
import type { Topic } from '../record/topics.ts';
import { isSameAround, keep } from '../rules/kept.ts';
import type { Finding, World } from '../rules/rule.ts';
import { check, type Report } from '../rules/run.ts';
import type { Project } from '../schema/project.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { dayOf } from './calendar.ts';
import { traceOf, type Log } from './guard.ts';
import type { Library, Stir } from './library.ts';
import { libraryUnknown, limbo } from './limbo.ts';
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
export interface Held {
  readonly findings: readonly Finding[];
  /** The topics of the library on which they may hang; undefined where it may be any. */
  readonly topics: readonly Topic[] | undefined;
  /** Whether the day, the settings and the project are still the same, and as much of the library is known. */
  fits(): boolean;
  /** Whether they may be other ones now that the library has news of some topics; a no is certain as long as all news were told of. */
  concerns(news: ReadonlySet<Topic>): boolean;
}

/** Makes the checks of one session. Findings are kept for as long as neither the record nor anything they depend on has changed. */
export function createChecks({ library, surroundings, settings, now }: Sources, log: Log): Checks {
  const past = new Map<string, { readonly record: PolicyRecord; readonly held: Held }>();
  const projects = new WeakMap<Project, WeakMap<Settings['rules'], Project>>();
  const failed = new Set<string>();
  const report: Report = (rule, error) => {
    if (error === libraryUnknown || failed.has(rule)) return;
    failed.add(rule);
    log(`The rule ${rule} failed and is silent for this record: ${traceOf(error)}`);
  };
  const world = (corpus: Corpus, uri: string): World => {
    const { author, rules } = settings(uri);
    const base = surroundings.projectOf(uri);
    const byLevels = projects.get(base) ?? new WeakMap<Settings['rules'], Project>();
    projects.set(base, byLevels);
    const project = byLevels.get(rules) ?? withLevels(base, rules);
    byLevels.set(rules, project);
    return { corpus, today: dayOf(now()), author, project };
  };
  const corpusFor = (uri: string): Corpus => library.knows(uri) ? library.corpus() : limbo;
  const kept = (record: PolicyRecord): Held => {
    const { uri } = record;
    const here = world(corpusFor(uri), uri);
    if (here.corpus !== limbo) {
      const { findings, topics, fits, concerns } = keep(record, here, report);
      return { findings, topics, fits: () => corpusFor(uri) !== limbo && fits(world(limbo, uri)), concerns: news => concerns(news, library.corpus()) };
    }
    const { corpus: _, ...around } = here;
    return { findings: judge(record, here), topics: undefined, fits: () => corpusFor(uri) === limbo && isSameAround(around, world(limbo, uri)), concerns: () => true };
  };
  const judge: Judge = (record, its) => check(record, its, report);
  return {
    nearlySettled: uri => surroundings.settled(uri),
    settled: async uri => { await Promise.all([library.settled(uri), surroundings.settled(uri)]); },
    findingsOf: record => {
      const before = past.get(record.uri);
      if (before?.record === record && before.held.fits()) return before.held.findings;
      const held = kept(record);
      past.set(record.uri, { record, held });
      return held.findings;
    },
    kept,
    stirred: what => { for (const [uri, { held }] of past) if (!what || held.concerns(what.news)) past.delete(uri); },
    closed: uri => { past.delete(uri); },
    bench: record => library.knows(record.uri) ? { world: world(library.corpus(), record.uri), judge }
      : { world: world(corpusOf([]), record.uri), judge: each => judge(each, world(limbo, record.uri)) },
    world: uri => world(library.corpus(), uri),
  };
}

/** A project whose levels give way to those that a person has set. */
const withLevels = (project: Project, own: Settings['rules']): Project =>
  own.size === 0 ? project : { ...project, levelOf: (rule, uri) => own.get(rule) ?? project.levelOf(rule, uri) };
