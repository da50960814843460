import { corpusOf, type Corpus } from '../record/corpus.ts';
import { factsOf } from '../record/facts.ts';
import type { Judge } from '../rules/fix-all.ts';
import type { Finding, World } from '../rules/rule.ts';
import { check, type Report } from '../rules/run.ts';
import type { Project } from '../schema/project.ts';
import { isBroken, type PolicyRecord } from '../syntax/record.ts';
import { traceOf, type Log } from './guard.ts';
import type { Library } from './library.ts';
import { libraryUnknown, limbo } from './limbo.ts';
import type { Settings } from './settings.ts';
import type { Surroundings } from './surroundings.ts';

/** What the rules say of open records, in the world as the server knows it. */
export interface Checks {
  /** Waits until all that a record’s findings depend on is known, or until patience ends. */
  settled(uri: string): Promise<void>;
  /** The findings of a record; asked again before anything changed, the same ones. */
  findingsOf(record: PolicyRecord): readonly Finding[];
  /** The world that a record is mended in, and what judges it there. */
  bench(record: PolicyRecord): { readonly world: World; readonly judge: Judge };
  /** The world to look things up in for a file: what is known so far, were it half the library. */
  world(uri: string): World;
}

/** What the checks are made from. `settings` are those for a file. */
export interface Sources { readonly library: Library; readonly surroundings: Surroundings; readonly settings: (uri: string) => Settings; readonly now: () => Date }

interface Past { readonly corpus: Corpus; readonly today: string; readonly settings: Settings; readonly project: Project; readonly findings: readonly Finding[] }

/** Makes the checks of one session. Findings are kept for as long as neither the record nor anything they depend on has changed. */
export function createChecks({ library, surroundings, settings, now }: Sources, log: Log): Checks {
  const past = new WeakMap<PolicyRecord, Past>();
  const failed = new Set<string>();
  const report: Report = (rule, error) => {
    if (error === libraryUnknown || failed.has(rule)) return;
    failed.add(rule);
    log(`The rule ${rule} failed and is silent for this record: ${traceOf(error)}`);
  };
  const world = (corpus: Corpus, uri: string): World => {
    const { author, rules } = settings(uri);
    return { corpus, today: dayOf(now()), author, project: withLevels(surroundings.projectOf(uri), rules) };
  };
  const judge: Judge = (record, its) => check(record, its, report);
  return {
    settled: async uri => { await Promise.all([library.settled(uri), surroundings.settled(uri)]); },
    findingsOf: record => {
      const { uri } = record;
      const corpus = library.knows(uri) ? library.corpus() : limbo;
      const here = world(corpus, uri);
      const around: Omit<Past, 'findings'> = { corpus, today: here.today, settings: settings(uri), project: surroundings.projectOf(uri) };
      const before = past.get(record);
      if (before?.corpus === corpus && before.today === around.today && before.settings === around.settings && before.project === around.project) return before.findings;
      const findings = judge(record, isBroken(record) && corpus !== limbo ? { ...here, corpus: asItStands(corpus, record) } : here);
      past.set(record, { ...around, findings });
      return findings;
    },
    bench: record => library.knows(record.uri) ? { world: world(library.corpus(), record.uri), judge }
      : { world: world(corpusOf([]), record.uri), judge: each => judge(each, world(limbo, record.uri)) },
    world: uri => world(library.corpus(), uri),
  };
}

/** A project whose levels give way to those that a person has set. */
const withLevels = (project: Project, own: Settings['rules']): Project =>
  own.size === 0 ? project : { ...project, levelOf: (rule, uri) => own.get(rule) ?? project.levelOf(rule, uri) };

/** The library with the facts of a broken record as they can be read now: to others its last good facts count, to itself its own text. */
const asItStands = (corpus: Corpus, record: PolicyRecord): Corpus => corpusOf([...corpus.records, factsOf(record)]);

/** The day where the user is, as YYYY-MM-DD. */
const dayOf = (date: Date): string => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
const two = (n: number): string => String(n).padStart(2, '0');
