import type { Corpus } from './corpus.ts';
import { areSame, type Facts } from './facts.ts';

/** What was read of a library, and what tells later whether it would be read the same. */
export interface Outlook<T> {
  readonly read: T;
  /** Whether all that was asked has the same answer in another library. */
  holds(now: Corpus): boolean;
}

/** How many questions are kept; whoever asks more, in a tangle, depends on the whole library. */
const most = 2000;

/**
 * Lets a record look at a library that takes note of each question. Of the record itself and of its twin it shows all, of others all but
 * their assessment: nobody but a twin compares assessments, so a change of narrative is no news to the rest. The library answers only
 * while it is looked at, so that an old one is not kept for the sake of what was asked of it.
 */
export function lookAt<T>(library: Corpus, own: Facts, look: (its: Corpus) => T): Outlook<T> {
  let view: Corpus | undefined = viewOf(library, own);
  const notes = new Map<string, (now: Corpus) => boolean>();
  const answers = new Map<string, unknown>();
  const noted = <A>(key: string, ask: (its: Corpus) => A, agree: (a: A, b: A) => boolean): A => {
    if (answers.has(key)) return answers.get(key) as A;
    if (!view) throw new Error('A library was asked after it was looked at.');
    const answer = ask(view);
    answers.set(key, answer);
    if (notes.size < most) notes.set(key, now => agree(answer, ask(now)));
    return answer;
  };
  const plain = <A>(key: string, ask: (its: Corpus) => A) => noted(key, ask, (a, b) => a === b || JSON.stringify(a) === JSON.stringify(b));
  const one = (key: string, ask: (its: Corpus) => Facts | undefined) => noted(key, ask, isSame);
  const many = (key: string, ask: (its: Corpus) => readonly Facts[]) => noted(key, ask, areAllSame);
  /** A question about a word. The word is copied, as a slice would keep the text it was cut from. */
  const named = (what: string, word: string, near: Facts, ask: (its: Corpus, word: string) => readonly Facts[]) => {
    const copy = (` ${word}`).slice(1);
    return many(keyOf(what, near, copy), its => ask(its, copy));
  };
  // All views of one record agree only as long as they agree on who its twin is.
  one(keyOf('twin', own), its => its.twinOf(own));
  let tellings = 0;
  const read = look({
    get records() { return many('records', its => its.records); },
    get companions() { return plain('companions', its => its.companions); },
    of: uri => one(`of\0${uri}`, its => its.of(uri)),
    withId: (id, near) => named('id', id, near, (its, word) => its.withId(word, near)),
    beside: near => many(keyOf('beside', near), its => its.beside(near)),
    among: (near, tell) => plain(keyOf('among', near, String(tellings++)), its => its.among(near, tell)),
    withTitle: (title, near) => named('title', title, near, (its, word) => its.withTitle(word, near)),
    withUrl: (url, near) => named('url', url, near, (its, word) => its.withUrl(word, near)),
    superseding: (id, near) => named('superseding', id, near, (its, word) => its.superseding(word, near)),
    supersededBy: (id, near) => named('superseded by', id, near, (its, word) => its.supersededBy(word, near)),
    speaks: (locale, near) => plain(keyOf('speaks', near, locale), its => its.speaks(locale, near)),
    twinOf: near => one(keyOf('twin', near), its => its.twinOf(near)),
    knownTwinOf: near => one(keyOf('twin', near), its => its.twinOf(near)),
    twinUriOf: near => plain(keyOf('twin uri', near), its => its.twinUriOf(near)),
  });
  view = undefined;
  const isTangle = answers.size > most;
  answers.clear();
  return {
    read,
    holds: now => {
      if (isTangle) return false;
      const its = viewOf(now, own);
      return [...notes.values()].every(note => note(its));
    },
  };
}

/** A library looks at its records by their files and their language only. */
const keyOf = (what: string, { uri, language }: Facts, wanted = ''): string => [what, uri, language ?? '', wanted].join('\0');

const isSame = (a: Facts | undefined, b: Facts | undefined): boolean => a === b || (a !== undefined && b !== undefined && areSame(a, b));
const areAllSame = (a: readonly Facts[], b: readonly Facts[]): boolean => a === b || (a.length === b.length && a.every((each, i) => isSame(each, b[i])));

/** A library as it is seen from one record. What is not shown cannot make a difference. */
function viewOf(corpus: Corpus, own: Facts): Corpus {
  const twin = corpus.twinOf(own)?.uri;
  const seen = (facts: Facts): Facts => facts.uri === own.uri || facts.uri === twin ? facts : faceOf(facts);
  const all = (facts: readonly Facts[]) => facts.map(seen);
  const maybe = (facts: Facts | undefined) => facts && seen(facts);
  return {
    get records() { return facesOf(corpus.records); },
    companions: corpus.companions,
    of: uri => maybe(corpus.of(uri)),
    withId: (id, near) => all(corpus.withId(id, near)),
    beside: near => facesOf(corpus.beside(near)),
    among: (near, read) => read(facesOf(corpus.beside(near))),
    withTitle: (title, near) => all(corpus.withTitle(title, near)),
    withUrl: (url, near) => all(corpus.withUrl(url, near)),
    superseding: (id, near) => all(corpus.superseding(id, near)),
    supersededBy: (id, near) => all(corpus.supersededBy(id, near)),
    speaks: (locale, near) => corpus.speaks(locale, near),
    twinOf: near => maybe(corpus.twinOf(near)),
    knownTwinOf: near => maybe(corpus.knownTwinOf(near)),
    twinUriOf: near => corpus.twinUriOf(near),
  };
}

const faces = new WeakMap<Facts, Facts>();
const groups = new WeakMap<readonly Facts[], readonly Facts[]>();

/** What others see of a record: who it is, and what it says of itself but for its assessment. */
function faceOf(facts: Facts): Facts {
  const face = faces.get(facts) ?? { ...facts, criteria: [], mechanisms: [], values: new Map([...facts.values].filter(([field]) => field !== 'analysis')) };
  faces.set(facts, face);
  return face;
}

/** The faces of a whole folder, made once for a library: what is worked out of them is kept under this list. */
function facesOf(records: readonly Facts[]): readonly Facts[] {
  const made = groups.get(records) ?? records.map(faceOf);
  groups.set(records, made);
  return made;
}
