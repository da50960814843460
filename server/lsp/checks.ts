import { corpusOf, type Corpus } from '../record/corpus.ts';
import type { Judge } from '../rules/fix-all.ts';
import { isSameAround, keep } from '../rules/kept.ts';
import type { Finding, World } from '../rules/rule.ts';
import { check, type Report } from '../rules/run.ts';
import type { Project } from '../schema/project.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { traceOf, type Log } from './guard.ts';
import type { Library } from './library.ts';
import { libraryUnknown, limbo } from './limbo.ts';
import type { Settings } from './settings.ts';
import type { Surroundings } from './surroundings.ts';

/** What the rules say of records, in the world as the server knows it. */
export interface Checks {
  /** Waits until all that a record’s findings depend on is known, or until patience ends. */
  settled(uri: string): Promise<void>;
  /** The findings of a record; asked again before anything changed, the same ones. */
  findingsOf(record: PolicyRecord): readonly Finding[];
  /** The findings of a record whose text nobody keeps, and whether they still hold. */
  kept(record: PolicyRecord): Held;
  /** The world that a record is mended in, and what judges it there. */
  bench(record: PolicyRecord): { readonly world: World; readonly judge: Judge };
  /** The world to look things up in for a file: what is known so far, were it half the library. */
  world(uri: string): World;
}

/** What the checks are made from. `settings` are those for a file. */
export interface Sources { readonly library: Library; readonly surroundings: Surroundings; readonly settings: (uri: string) => Settings; readonly now: () => Date }

/** Findings, and whether they are still those of the same text. Nothing of the record is held by them. */
export interface Held { readonly findings: readonly Finding[]; holds(): boolean }

/** Makes the checks of one session. Findings are kept for as long as neither the record nor anything they depend on has changed. */
export function createChecks({ library, surroundings, settings, now }: Sources, log: Log): Checks {
  const past = new WeakMap<PolicyRecord, Held>();
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
      const { findings, holds } = keep(record, here, report);
      return { findings, holds: () => { const corpus = corpusFor(uri); return corpus !== limbo && holds(world(corpus, uri)); } };
    }
    const { corpus: _, ...around } = here;
    return { findings: judge(record, here), holds: () => corpusFor(uri) === limbo && isSameAround(around, world(limbo, uri)) };
  };
  const judge: Judge = (record, its) => check(record, its, report);
  return {
    settled: async uri => { await Promise.all([library.settled(uri), surroundings.settled(uri)]); },
    findingsOf: record => {
      const before = past.get(record);
      const now = before?.holds() ? before : kept(record);
      past.set(record, now);
      return now.findings;
    },
    kept,
    bench: record => library.knows(record.uri) ? { world: world(library.corpus(), record.uri), judge }
      : { world: world(corpusOf([]), record.uri), judge: each => judge(each, world(limbo, record.uri)) },
    world: uri => world(library.corpus(), uri),
  };
}

/** A project whose levels give way to those that a person has set. */
const withLevels = (project: Project, own: Settings['rules']): Project =>
  own.size === 0 ? project : { ...project, levelOf: (rule, uri) => own.get(rule) ?? project.levelOf(rule, uri) };

/** The day where the user is, as YYYY-MM-DD. */
const dayOf = (date: Date): string => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
const two = (n: number): string => String(n).padStart(2, '0');
