import { isSame } from '../base/same.ts';
import { corpusFrom, groupIn, groupOf, type Corpus, type Stock } from './corpus.ts';
import type { Facts } from './facts.ts';
import { topicOf, type Topic } from './topics.ts';

/** What was read of a library, and what tells later whether it would be read the same. */
export interface Outlook<T> {
  readonly read: T;
  /** Whether all that was asked has the same answer in another library. */
  holds(now: Corpus): boolean;
  /** Whether any answer may be another one where there is news of some topics; a no is certain. */
  concerns(news: ReadonlySet<Topic>): boolean;
}

/** How many questions are kept; whoever asks more, in a tangle, depends on the whole library. */
const most = 2000;

/** A question with the answer it had. */
interface Note { readonly topic: Topic; readonly agrees: (now: Stock) => boolean }

/**
 * Lets a record look at a library that takes note of each question. Of the record itself and of its twin it shows all, of others all but
 * their assessment: nobody but a twin compares assessments, so a change of narrative is no news to the rest. The library answers only
 * while it is looked at, so that an old one is not kept for the sake of what was asked of it.
 */
export function lookAt<T>(library: Corpus, own: Facts, look: (its: Corpus) => T): Outlook<T> {
  let view: Stock | undefined = viewOf(library, own);
  const notes = new Map<string, Note>();
  const answers = new Map<string, unknown>();
  const noted = <A>(topic: readonly string[], ask: (its: Stock) => A, agree: (a: A, b: A) => boolean, which = ''): A => {
    const key = `${topic.join('\0')}\0${which}`;
    if (answers.has(key)) return answers.get(key) as A;
    if (!view) throw new Error('A library was asked after it was looked at.');
    const answer = ask(view);
    answers.set(key, answer);
    if (notes.size < most) notes.set(key, { topic: topicOf(...topic), agrees: now => agree(answer, ask(now)) });
    return answer;
  };
  let tellings = 0;
  const seen = corpusFrom({
    get records() { return noted(['all'], its => its.records, isSame, 'records'); },
    get companions() { return noted(['all'], its => its.companions, isSame, 'companions'); },
    of: uri => noted(['of', uri], its => its.of(uri), isSame),
    find: (kind, written, near) => {
      // A slice would keep the text it was cut from.
      const word = (` ${written}`).slice(1);
      return noted([kind, kind === 'twin' ? '' : groupOf(near), word], its => its.find(kind, word, near), isSame);
    },
    beside: near => noted(['beside', groupOf(near)], its => its.beside(near), isSame),
    among: (near, read) => {
      let before: WeakRef<object> | undefined;
      let told: ReturnType<typeof read>;
      // As long as the cards are the same ones, so is what was read of them.
      const tell = (its: Stock) => its.among(near, cards => {
        if (before?.deref() !== cards) told = read(cards);
        before = new WeakRef(cards);
        return told;
      });
      return noted(['cards', groupOf(near)], tell, isSame, String(tellings++));
    },
    folderFor: (locale, near) => noted(['language', groupIn(locale, near)], its => its.folderFor(locale, near), Object.is),
  });
  // All views of one record agree only as long as they agree on who its twin is.
  seen.twinOf(own);
  const read = look(seen);
  view = undefined;
  const isTangle = answers.size > most;
  answers.clear();
  const questions = [...notes.values()];
  notes.clear();
  return outlookOf(read, own, isTangle, questions);
}

/** Stands apart, as functions made in one place keep alive all that any of them uses. */
function outlookOf<T>(read: T, own: Facts, isTangle: boolean, questions: readonly Note[]): Outlook<T> {
  return {
    read,
    holds: now => {
      if (isTangle) return false;
      const its = viewOf(now, own);
      return questions.every(({ agrees }) => agrees(its));
    },
    concerns: news => isTangle || questions.some(({ topic }) => news.has(topic)),
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
    folderFor: corpus.folderFor,
  };
}

const faces = new WeakMap<Facts, Facts>();

/** What others see of a record: who it is, and what it says of itself but for its assessment. */
function faceOf(facts: Facts): Facts {
  const face = faces.get(facts) ?? { ...facts, criteria: [], mechanisms: [], values: new Map([...facts.values].filter(([field]) => field !== 'analysis')) };
  faces.set(facts, face);
  return face;
}
