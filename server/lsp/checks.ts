import { corpusOf, type Corpus } from '../record/corpus.ts';
import { factsOf } from '../record/facts.ts';
import type { Judge } from '../rules/fix-all.ts';
import type { Finding, World } from '../rules/rule.ts';
import { check, type Report } from '../rules/run.ts';
import { isBroken, type PolicyRecord } from '../syntax/record.ts';
import { traceOf, type Log } from './guard.ts';
import type { Library } from './library.ts';
import { libraryUnknown, limbo } from './limbo.ts';
import type { Settings } from './settings.ts';

/** What the rules say of open records, in the world as the server knows it. */
export interface Checks {
  /** The findings of a record; asked again before anything changed, the same ones. */
  findingsOf(record: PolicyRecord): readonly Finding[];
  /** The world that a record is mended in, and what judges it there. */
  bench(record: PolicyRecord): { readonly world: World; readonly judge: Judge };
  /** The world to look things up in: what is known so far, were it half the library. */
  world(): World;
}

interface Past { readonly corpus: Corpus; readonly today: string; readonly settings: Settings; readonly findings: readonly Finding[] }

/** Makes the checks of one session. Findings are kept for as long as neither the record nor anything they depend on has changed. */
export function createChecks(library: Library, settings: () => Settings, now: () => Date, log: Log): Checks {
  const past = new WeakMap<PolicyRecord, Past>();
  const failed = new Set<string>();
  const report: Report = (rule, error) => {
    if (error === libraryUnknown || failed.has(rule)) return;
    failed.add(rule);
    log(`The rule ${rule} failed and is silent for this record: ${traceOf(error)}`);
  };
  const world = (corpus: Corpus): World => ({ corpus, today: dayOf(now()), author: settings().author });
  const judge: Judge = (record, its) => check(record, its, report);
  return {
    findingsOf: record => {
      const corpus = library.knows(record.uri) ? library.corpus() : limbo;
      const here = world(corpus);
      const before = past.get(record);
      if (before?.corpus === corpus && before.today === here.today && before.settings === settings()) return before.findings;
      const findings = judge(record, isBroken(record) && corpus !== limbo ? { ...here, corpus: asItStands(corpus, record) } : here);
      past.set(record, { corpus, today: here.today, settings: settings(), findings });
      return findings;
    },
    bench: record => library.knows(record.uri) ? { world: world(library.corpus()), judge }
      : { world: world(corpusOf([])), judge: each => judge(each, world(limbo)) },
    world: () => world(library.corpus()),
  };
}

/** The library with the facts of a broken record as they can be read now: to others its last good facts count, to itself its own text. */
const asItStands = (corpus: Corpus, record: PolicyRecord): Corpus => corpusOf([...corpus.records, factsOf(record)]);

/** The day where the user is, as YYYY-MM-DD. */
const dayOf = (date: Date): string => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
const two = (n: number): string => String(n).padStart(2, '0');
