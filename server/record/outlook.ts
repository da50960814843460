import { fingerprintOf } from '../base/fingerprint.ts';
import { isSame } from '../base/same.ts';
import { corpusFrom, groupIn, groupOf, twinKeyOf, type Corpus, type Near, type Stock } from './corpus.ts';
import { faceOf, type Facts } from './facts.ts';
import { topicOf, type Topic } from './topics.ts';

/** What was read of a library, and what tells later whether it may be read differently. */
export interface Outlook<T> {
  readonly read: T;
  /** The topics that were asked about; undefined where it may hang on any. */
  readonly topics: readonly Topic[] | undefined;
  /** What was worked out of whole folders. */
  readonly tellings: readonly Telling[];
}

/**
 * What was worked out of a whole folder: only another answer is news. One is kept for each file of a library, and so it is nothing but the
 * question and prints of the lists and of the answer.
 */
export interface Telling extends Question {
  /** The numbers of the lists it was worked out of: as long as they are the same ones, so is the answer. */
  readonly lists: readonly number[];
  readonly print: string;
}

/** What is asked of whole folders, as `read` puts it, which is told some more. */
interface Question { readonly of: 'among' | 'across' | 'alongside'; readonly near: Near | undefined; readonly read: (...its: never[]) => unknown; readonly told: readonly unknown[] }

/** A part of what a library was asked. */
export interface Asked { readonly topics: readonly Topic[]; readonly tellings: readonly Telling[] }

/** What a library is asked while it is looked at. */
export interface Diary {
  /** Where one is. */
  page(): readonly [topics: number, tellings: number];
  /** What was asked from there on. */
  since(page: readonly [topics: number, tellings: number]): Asked;
  /** Takes down what need not be asked again, as the answers would be the same. */
  again(asked: Asked): void;
}

/** How many topics are kept; whoever asks about more, in a tangle, depends on the whole library. */
const most = 2000;

/**
 * Lets a record look at a library that takes note of what it is asked about. Of the record itself and of its twin it shows all, of others
 * all but their assessment: nobody but a twin compares assessments, so a change of narrative is no news to the rest. The library answers
 * only while it is looked at, so that an old one is not kept for the sake of what was asked of it.
 */
export function lookAt<T>(library: Corpus, own: Facts, look: (its: Corpus, diary: Diary) => T): Outlook<T> {
  let view: Stock | undefined = viewOf(library, own);
  const asked: Topic[] = [];
  const tellings: Telling[] = [];
  const about = (what: string, folder = '', word = ''): Stock => {
    asked.push(topicOf(what, folder, word));
    return viewNow();
  };
  const viewNow = (): Stock => {
    if (!view) throw new Error('A library was asked after it was looked at.');
    return view;
  };
  const tell = (question: Question): unknown => {
    const lists = listsFor(question, viewNow());
    const answer = answerTo(question, lists);
    const { of, near, read, told } = question;
    tellings.push({ of, near, read, told, lists: lists.map(numberOf), print: printOf(answer) });
    return answer;
  };
  const seen = corpusFrom({
    records: () => about('records').records(),
    companions: () => about('companions').companions(),
    groups: () => about('groups').groups(),
    of: uri => about('of', '', uri).of(uri),
    find: (kind, word, near) => about(kind, kind === 'twin' ? '' : groupOf(near), word).find(kind, word, near),
    beside: near => about('beside', groupOf(near)).beside(near),
    folderFor: (locale, near) => about('language', groupIn(locale, near)).folderFor(locale, near),
    among: (near, read, ...told) => tell({ of: 'among', near, read, told }) as ReturnType<typeof read>,
    across: (near, read, ...told) => tell({ of: 'across', near, read, told }) as ReturnType<typeof read>,
    alongside: (read, ...told) => tell({ of: 'alongside', near: undefined, read, told }) as ReturnType<typeof read>,
  });
  // All views of one record agree only as long as they agree on who its twin is.
  const twin = seen.twinOf(own);
  if (twin) asked.push(topicOf('assessment', '', twin.uri));
  const read = look(seen, {
    page: () => [asked.length, tellings.length],
    since: ([topic, telling]) => topic === asked.length && telling === tellings.length ? nothing : { topics: asked.slice(topic), tellings: tellings.slice(telling) },
    again: its => {
      for (const topic of its.topics) asked.push(topic);
      for (const telling of its.tellings) tellings.push(telling);
    },
  });
  const topics = new Set(asked);
  view = undefined;
  const isTangle = topics.size > most;
  return { read, topics: isTangle ? undefined : [...topics], tellings: isTangle ? none : asBefore(tellings) };
}

const none: readonly Telling[] = [];
/** Nothing was asked. */
export const nothing: Asked = { topics: [], tellings: none };

let before = none;

/** Most records of a folder are told the same, one after the other, and then it is kept once for all of them. */
const asBefore = (tellings: readonly Telling[]): readonly Telling[] => tellings.length === 0 ? none : isSame(before, tellings) ? before : before = [...tellings];

/** The topics on which what was worked out of whole folders hangs. */
export const topicsOf = (tellings: readonly Telling[]): readonly Topic[] => [...new Set(tellings.flatMap(({ of, near }) =>
  [...near ? [topicOf('cards', groupOf(near))] : [], ...of === 'among' ? [] : [topicOf('companions')]]))];

/** Whether something else is worked out of a library now. */
export const areOther = (tellings: readonly Telling[], now: Stock): boolean => tellings.some(telling => {
  const lists = listsFor(telling, now);
  return lists.some((list, i) => numberOf(list) !== telling.lists[i]) && printOf(answerTo(telling, lists)) !== telling.print;
});

function listsFor({ of, near }: Question, its: Stock): readonly (readonly object[])[] {
  if (!near) return [its.alongside(companions => companions)];
  return of === 'among' ? [its.among(near, cards => cards)] : its.across(near, (...lists) => lists);
}

const answerTo = ({ read, told }: Question, lists: readonly (readonly object[])[]): unknown => Reflect.apply(read, undefined, [...lists, ...told]);

const numbers = new WeakMap<object, number>();
let lastNumber = 0;

/** Tells one list from another and keeps neither. */
function numberOf(list: object): number {
  const number = numbers.get(list) ?? ++lastNumber;
  numbers.set(list, number);
  return number;
}

/** Answers are plain data, and most of them short. */
function printOf(answer: unknown): string {
  const text = JSON.stringify(answer) as string | undefined ?? '';
  return text.length < 24 ? text : fingerprintOf(text);
}

/** A library as it is seen from one record. What is not shown cannot make a difference. */
function viewOf(corpus: Corpus, own: Facts): Stock {
  const twin = corpus.twinOf(own)?.uri;
  const faces = new Map<Facts, Facts>();
  const seen = (facts: Facts): Facts => {
    if (facts.uri === own.uri || facts.uri === twin) return facts;
    const face = faces.get(facts) ?? faceOf(facts);
    faces.set(facts, face);
    return face;
  };
  const all = (facts: readonly Facts[]): readonly Facts[] => facts.length === 0 ? facts : facts.map(seen);
  // Many rules ask for the twin.
  const key = twinKeyOf(own);
  let namesakes: readonly Facts[] | undefined;
  return {
    records: () => all(corpus.records()),
    companions: corpus.companions,
    of: uri => { const facts = corpus.of(uri); return facts && seen(facts); },
    find: (kind, word, near) => kind === 'twin' && word === key ? namesakes ??= all(corpus.find(kind, word, near)) : all(corpus.find(kind, word, near)),
    beside: near => all(corpus.beside(near)),
    among: corpus.among,
    across: corpus.across,
    alongside: corpus.alongside,
    groups: corpus.groups,
    folderFor: corpus.folderFor,
  };
}
