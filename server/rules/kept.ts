import { corpusWith } from '../record/amended.ts';
import type { Corpus } from '../record/corpus.ts';
import { factsOf, type Facts } from '../record/facts.ts';
import { areOther, lookAt, topicsOf, type Telling } from '../record/outlook.ts';
import type { Topic } from '../record/topics.ts';
import { kindOf, policies } from '../schema/collections.ts';
import { isBroken, type PolicyRecord } from '../syntax/record.ts';
import { courseFrom, type Before, type Calm } from './calm.ts';
import { worldWith, type Around, type Finding, type World } from './rule.ts';
import { check, type Report } from './run.ts';

/** What findings hang on beyond the text and what was asked about others by name. It is kept for each file of a library, and is plain data that holds nothing else. */
export interface Ties {
  readonly around: Around;
  readonly tellings: readonly Telling[];
  /** The facts of a text that cannot be read as it stands, by which it is judged itself. */
  readonly broken: Facts | undefined;
}

/** The findings of a record, with what tells whether they still hold. Neither its text nor its tree is kept. */
export interface Kept {
  readonly findings: readonly Finding[];
  /** The topics that were asked about, news of which may change them; undefined where they may hang on any. */
  readonly topics: readonly Topic[] | undefined;
  readonly ties: Ties;
}

/** Checks a record and takes note of what its findings depend on beyond its own text. `before` is what is known of the text that it had a moment ago. */
export function keep(record: PolicyRecord, world: World, report?: Report, before?: Before): Kept & { readonly calm: Calm } {
  const { today, author, project } = world;
  const around = { today, author, project };
  const own = factsOf(record);
  // Of other collections the library keeps no facts.
  const broken = isBroken(record) && kindOf(record, project.collections).name === policies ? own : undefined;
  const corpus = broken ? asItStands(world.corpus, broken) : world.corpus;
  const { read: { findings, calm }, topics, tellings } = lookAt(corpus, corpus.of(own.uri) ?? own, (its, diary) => {
    const { course, calm } = courseFrom(before && isSameAround(before.calm.around, around) ? before : undefined, record, around, diary);
    return { findings: check(record, worldWith(its, around), report, undefined, course), calm };
  });
  return { findings, topics, ties: { around, tellings, broken }, calm };
}

/** Whether findings may be other ones in a library that has news of some topics; a no is certain as long as all news since were told of. */
export const concerns = ({ topics, ties }: Pick<Kept, 'topics' | 'ties'>, news: ReadonlySet<Topic>, now: Corpus): boolean =>
  topics === undefined || topics.some(topic => news.has(topic)) || (topicsOf(ties.tellings).some(topic => news.has(topic)) && isToldOtherwise(ties, now));

/** Whether something else is worked out of whole folders of a library than was for these findings. */
export const isToldOtherwise = ({ tellings, broken }: Ties, now: Corpus): boolean => tellings.length > 0 && areOther(tellings, broken ? asItStands(now, broken) : now);

/** Whether the day, the project and who signs are the same. */
export const isSameAround = (a: Around, b: Around): boolean => a.today === b.today && a.author === b.author && a.project === b.project;

/** The library with the facts of a broken record as they can be read now: to others its last good facts count, to itself its own text. */
const asItStands = (corpus: Corpus, own: Facts): Corpus => corpusWith(corpus, new Map([[own.uri, own]]));
