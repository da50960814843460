import { corpusWith } from '../record/amended.ts';
import type { Corpus } from '../record/corpus.ts';
import { factsOf, type Facts } from '../record/facts.ts';
import { lookAt } from '../record/outlook.ts';
import { isBroken, type PolicyRecord } from '../syntax/record.ts';
import type { Topic } from '../record/topics.ts';
import type { Finding, World } from './rule.ts';
import { check, type Report } from './run.ts';

/** The findings of a record, with what tells whether they still hold. Neither its text nor its tree is kept. */
export interface Kept {
  readonly findings: readonly Finding[];
  /** Whether the record would be found the same in another world: what its rules asked of other records has the same answers, and the day, the project and who signs are the same. */
  holds(world: World): boolean;
  /** Whether findings may be other ones where there is news of some topics of the library; a no is certain as long as the world around it is the same. */
  concerns(news: ReadonlySet<Topic>): boolean;
}

/** Checks a record and takes note of what its findings depend on beyond its own text. */
export function keep(record: PolicyRecord, world: World, report?: Report): Kept {
  const own = factsOf(record);
  const corpus = isBroken(record) ? asItStands(world.corpus, own) : world.corpus;
  const { read: findings, holds, concerns } = lookAt(corpus, corpus.of(own.uri) ?? own, its => check(record, { ...world, corpus: its }, report));
  return { findings, holds: judgeOf(world, isBroken(record) ? own : undefined, holds), concerns };
}

/** Tells whether findings hold. It stands apart from the check, as functions made in one place keep alive all that any of them uses. */
function judgeOf({ corpus, today, author, project }: World, broken: Facts | undefined, holds: (corpus: Corpus) => boolean): Kept['holds'] {
  const around = { today, author, project };
  let last = corpus;
  return next => {
    if (!isSameAround(around, next)) return false;
    if (next.corpus === last) return true;
    if (!holds(broken ? asItStands(next.corpus, broken) : next.corpus)) return false;
    last = next.corpus;
    return true;
  };
}

/** Whether two worlds are the same but for the library. */
export const isSameAround = (a: Omit<World, 'corpus'>, b: Omit<World, 'corpus'>): boolean => a.today === b.today && a.author === b.author && a.project === b.project;

/** The library with the facts of a broken record as they can be read now: to others its last good facts count, to itself its own text. */
const asItStands = (corpus: Corpus, own: Facts): Corpus => corpusWith(corpus, new Map([[own.uri, own]]));
