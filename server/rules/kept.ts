import { corpusWith } from '../record/amended.ts';
import type { Corpus } from '../record/corpus.ts';
import { factsOf, type Facts } from '../record/facts.ts';
import { lookAt } from '../record/outlook.ts';
import type { Topic } from '../record/topics.ts';
import { kindOf, policies } from '../schema/collections.ts';
import { isBroken, type PolicyRecord } from '../syntax/record.ts';
import type { Finding, World } from './rule.ts';
import { check, type Report } from './run.ts';

/** The findings of a record, with what tells whether they still hold. Neither its text nor its tree is kept. */
export interface Kept {
  readonly findings: readonly Finding[];
  /** Whether the day, the project and who signs are still the same. */
  fits(world: Omit<World, 'corpus'>): boolean;
  /** The topics on which they may hang; undefined where it may be any. */
  readonly topics: readonly Topic[] | undefined;
  /** Whether findings may be other ones in a library that has news of some topics; a no is certain as long as each library since was told of. */
  concerns(news: ReadonlySet<Topic>, now: Corpus): boolean;
}

/** Checks a record and takes note of what its findings depend on beyond its own text. */
export function keep(record: PolicyRecord, world: World, report?: Report): Kept {
  const own = factsOf(record);
  // Of other collections the library keeps no facts.
  const stands = isBroken(record) && kindOf(record, world.project.collections).name === policies ? own : undefined;
  const corpus = stands ? asItStands(world.corpus, stands) : world.corpus;
  const { read: findings, topics, concerns } = lookAt(corpus, corpus.of(own.uri) ?? own, its => check(record, { ...world, corpus: its }, report));
  return keptOf({ findings, topics }, world, stands, concerns);
}

/** Stands apart from the check, as functions made in one place keep alive all that any of them uses. */
function keptOf(found: Pick<Kept, 'findings' | 'topics'>, { today, author, project }: World, broken: Facts | undefined, concerns: Kept['concerns']): Kept {
  const around = { today, author, project };
  return { ...found, fits: world => isSameAround(around, world), concerns: broken ? (news, now) => concerns(news, asItStands(now, broken)) : concerns };
}

/** Whether two worlds are the same but for the library. */
export const isSameAround = (a: Omit<World, 'corpus'>, b: Omit<World, 'corpus'>): boolean => a.today === b.today && a.author === b.author && a.project === b.project;

/** The library with the facts of a broken record as they can be read now: to others its last good facts count, to itself its own text. */
const asItStands = (corpus: Corpus, own: Facts): Corpus => corpusWith(corpus, new Map([[own.uri, own]]));
