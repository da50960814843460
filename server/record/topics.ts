import { isSame } from '../base/same.ts';
import { filedUnder, groupOf, isSameCard, type Corpus } from './corpus.ts';
import { looksSame, type Facts } from './facts.ts';

/** What a question to a library is about, as a number. Two topics may share one, so that news of a topic are a reason to ask again and no more. */
export type Topic = number;

/** The topic of a question: what is asked, in which folder, about which word. */
export function topicOf(what: string, folder = '', word = ''): Topic {
  const start = starts.get(folder) ?? hashed(0x811c9dc5, folder);
  if (starts.size < mostFolders) starts.set(folder, start);
  return hashed(hashed(start, what), word) >>> 0;
}

const starts = new Map<string, number>();
const mostFolders = 1000;

function hashed(start: number, word: string): number {
  let hash = start;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return Math.imul(hash ^ 0xffff, 0x01000193);
}

/** The topics on which two libraries may tell different things, where nothing but the facts of these files changed between them. */
export function newsBetween(before: Corpus, after: Corpus, uris: Iterable<string>): ReadonlySet<Topic> {
  const news = new Set<Topic>([topicOf('records')]);
  if (before.companions() !== after.companions()) news.add(topicOf('companions'));
  const files = [...uris].map(uri => ({ uri, was: before.of(uri), is: after.of(uri) }));
  // While records only say something else, which folders there are stays as it is.
  const hasMoved = files.some(({ was, is }) => (was && groupOf(was)) !== (is && groupOf(is)));
  if (hasMoved && !isSame(before.groups(), after.groups())) news.add(topicOf('groups'));
  for (const { uri, was, is } of files) {
    // Nobody but a twin sees the assessment, and each asks for that of its own.
    const isInside = was && is && looksSame(was, is);
    if (!isInside) news.add(topicOf('of', '', uri));
    else news.add(topicOf('assessment', '', uri));
    for (const facts of isInside ? [] : [was, is]) {
      if (!facts) continue;
      const group = groupOf(facts);
      for (const [kind, word] of filedUnder(facts)) news.add(topicOf(kind, kind === 'twin' ? '' : group, word));
      news.add(topicOf('beside', group));
      if (!isSameInFolder(was, is)) news.add(topicOf('cards', group));
      // Without language folders all records share one, whatever the language.
      const locale = facts.language ?? 'zh';
      if (hasMoved && before.folderFor(locale, facts) !== after.folderFor(locale, facts)) news.add(topicOf('language', group));
    }
  }
  return news;
}

const isSameInFolder = (was: Facts | undefined, is: Facts | undefined): boolean =>
  was !== undefined && is !== undefined && groupOf(was) === groupOf(is) && isSameCard(was, is);
