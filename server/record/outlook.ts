import { isSame } from '../base/same.ts';
import { corpusFrom, groupIn, groupOf, twinKeyOf, type Corpus, type Stock } from './corpus.ts';
import { faceOf, type Facts } from './facts.ts';
import { topicOf, type Topic } from './topics.ts';

/** What was read of a library, and what tells later whether it may be read differently. */
export interface Outlook<T> {
  readonly read: T;
  /** The topics that it may hang on; undefined where it may on any. */
  readonly topics: readonly Topic[] | undefined;
  /** Whether what was read may be something else in a library that has news of some topics; a no is certain. Each library must be told of, or none after the first that was not. */
  concerns(news: ReadonlySet<Topic>, now: Corpus): boolean;
}

/** How many topics are kept; whoever asks about more, in a tangle, depends on the whole library. */
const most = 2000;

/** What was worked out of a whole folder: only another answer is news. */
interface Telling { readonly topics: readonly Topic[]; readonly isOther: (now: Stock) => boolean }

/**
 * Lets a record look at a library that takes note of what it is asked about. Of the record itself and of its twin it shows all, of others
 * all but their assessment: nobody but a twin compares assessments, so a change of narrative is no news to the rest. The library answers
 * only while it is looked at, so that an old one is not kept for the sake of what was asked of it.
 */
export function lookAt<T>(library: Corpus, own: Facts, look: (its: Corpus) => T): Outlook<T> {
  let view: Stock | undefined = viewOf(library, own);
  const topics = new Set<Topic>();
  const tellings: Telling[] = [];
  const about = (...topic: Parameters<typeof topicOf>): Stock => {
    topics.add(topicOf(...topic));
    return viewNow();
  };
  const viewNow = (): Stock => {
    if (!view) throw new Error('A library was asked after it was looked at.');
    return view;
  };
  const told = <A>(telling: { readonly answer: A; readonly isOther: (now: Stock) => boolean }, ...of: readonly Topic[]): A => {
    tellings.push({ topics: of, isOther: telling.isOther });
    return telling.answer;
  };
  const seen = corpusFrom({
    get records() { return about('records').records; },
    get companions() { return about('companions').companions; },
    get groups() { return about('groups').groups; },
    of: uri => about('of', '', uri).of(uri),
    find: (kind, word, near) => about(kind, kind === 'twin' ? '' : groupOf(near), word).find(kind, word, near),
    beside: near => about('beside', groupOf(near)).beside(near),
    folderFor: (locale, near) => about('language', groupIn(locale, near)).folderFor(locale, near),
    among: (near, read) => told(tellingOf(viewNow(), (its, tell) => its.among(near, cards => tell([cards], () => read(cards)))), topicOf('cards', groupOf(near))),
    across: (near, read) => told(tellingOf(viewNow(), (its, tell) => its.across(near, (cards, companions) => tell([cards, companions], () => read(cards, companions)))),
      topicOf('cards', groupOf(near)), topicOf('companions')),
    alongside: read => told(tellingOf(viewNow(), (its, tell) => its.alongside(companions => tell([companions], () => read(companions)))), topicOf('companions')),
  });
  // All views of one record agree only as long as they agree on who its twin is.
  seen.twinOf(own);
  topics.add(topicOf('assessment', '', twinKeyOf(own)));
  const read = look(seen);
  view = undefined;
  return outlookOf(read, topics, tellings);
}

/** Stands apart, as functions made in one place keep alive all that any of them uses. */
function outlookOf<T>(read: T, topics: ReadonlySet<Topic>, tellings: readonly Telling[]): Outlook<T> {
  const isTangle = topics.size > most;
  const asked = Uint32Array.from(isTangle ? [] : topics).sort();
  const told = tellings.length > 0 ? [...tellings] : none;
  return {
    read, topics: isTangle ? undefined : [...topics, ...told.flatMap(({ topics: of }) => of)],
    concerns: (news, now) => isTangle || isAny(asked, news) || told.some(({ topics: of, isOther }) => of.some(topic => news.has(topic)) && isOther(now)),
  };
}

const none: readonly Telling[] = [];

/** Whether one of the news is among the topics, which are sorted: ten thousand records are asked after one key stroke. */
function isAny(topics: Uint32Array, news: ReadonlySet<Topic>): boolean {
  for (const topic of news) {
    let [low, high] = [0, topics.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((topics[middle] ?? 0) < topic) low = middle + 1; else high = middle;
    }
    if (topics[low] === topic) return true;
  }
  return false;
}

/** Works something out of lists. As long as the lists are the same ones, so is what was worked out of them; they are not kept for that. */
function tellingOf<A>(view: Stock, ask: (its: Stock, tell: (from: readonly object[], read: () => A) => A) => A): { readonly answer: A; readonly isOther: (now: Stock) => boolean } {
  let before: readonly WeakRef<object>[] = [];
  const answer = ask(view, (from, read) => {
    before = from.map(each => new WeakRef(each));
    return read();
  });
  return {
    answer,
    isOther: now => !isSame(answer, ask(now, (from, read) => from.every((each, i) => before[i]?.deref() === each) ? answer : read())),
  };
}

/** A library as it is seen from one record. What is not shown cannot make a difference. */
function viewOf(corpus: Corpus, own: Facts): Stock {
  const twin = corpus.twinOf(own)?.uri;
  const seen = (facts: Facts): Facts => facts.uri === own.uri || facts.uri === twin ? facts : faceOf(facts);
  const all = (facts: readonly Facts[]): readonly Facts[] => facts.length === 0 ? facts : facts.map(seen);
  return {
    get records() { return all(corpus.records); },
    companions: corpus.companions,
    of: uri => { const facts = corpus.of(uri); return facts && seen(facts); },
    find: (kind, word, near) => all(corpus.find(kind, word, near)),
    beside: near => all(corpus.beside(near)),
    among: corpus.among,
    across: corpus.across,
    alongside: corpus.alongside,
    get groups() { return corpus.groups; },
    folderFor: corpus.folderFor,
  };
}
