import { cardOf, filedUnder, groupOf, isSameCard, type Corpus } from './corpus.ts';
import type { Facts } from './facts.ts';

/** What a question to a library is about, as a number. Two topics may share one, so that news of a topic are a reason to ask again and no more. */
export type Topic = number;

/** The topic of the words that name it: what is asked, in which folder, about which word. */
export function topicOf(...words: readonly string[]): Topic {
  let hash = 0x811c9dc5;
  for (const word of words) {
    for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ 0xffff, 0x01000193);
  }
  return hash >>> 0;
}

/** The topics on which two libraries may tell different things, where nothing but the facts of these files changed between them. */
export function newsBetween(before: Corpus, after: Corpus, uris: Iterable<string>): ReadonlySet<Topic> {
  const news = new Set<Topic>([topicOf('all')]);
  for (const uri of uris) {
    const [was, is] = [before.of(uri), after.of(uri)];
    news.add(topicOf('of', uri));
    for (const facts of [was, is]) {
      if (!facts) continue;
      const group = groupOf(facts);
      for (const [kind, word] of filedUnder(facts)) news.add(topicOf(kind, kind === 'twin' ? '' : group, word));
      news.add(topicOf('beside', group));
      if (!isSameInFolder(was, is)) news.add(topicOf('cards', group));
      // Without language folders all records share one, whatever the language.
      const locale = facts.language ?? 'zh';
      if (before.folderFor(locale, facts) !== after.folderFor(locale, facts)) news.add(topicOf('language', group));
    }
  }
  return news;
}

const isSameInFolder = (was: Facts | undefined, is: Facts | undefined): boolean =>
  was !== undefined && is !== undefined && groupOf(was) === groupOf(is) && isSameCard(cardOf(was), cardOf(is));
