import type { Facts } from './facts.ts';

/** The library as one immutable snapshot: who has which id, who is whose twin, who points at whom. */
export interface Corpus {
  readonly records: readonly Facts[];
  /** The facts of one file. */
  of(uri: string): Facts | undefined;
  /** The records with an id among those of the same language folder as `near`. */
  withId(id: string, near: Facts): readonly Facts[];
  /** The records that can be referred to from `near`: those of its language folder. */
  beside(near: Facts): readonly Facts[];
  /** The same record in the other language: its file has the same name under a language folder that differs only in the language. */
  twinOf(near: Facts): Facts | undefined;
}

/** Gathers facts into a library; of two for one file the later counts. Order is by file name, so that findings do not depend on the order of reading. */
export function corpusOf(facts: Iterable<Facts>): Corpus {
  const byUri = new Map<string, Facts>();
  for (const each of facts) byUri.set(each.uri, each);
  const records = [...byUri.values()].sort((a, b) => a.uri < b.uri ? -1 : 1);
  const byId = new Map<string, Facts[]>();
  const groups = new Map<string, Facts[]>();
  const byTwinKey = new Map<string, Facts[]>();
  const put = (map: Map<string, Facts[]>, key: string, each: Facts) => {
    const list = map.get(key);
    if (list) list.push(each); else map.set(key, [each]);
  };
  for (const each of records) {
    if (each.id !== undefined) put(byId, `${groupOf(each)}\0${each.id}`, each);
    put(groups, groupOf(each), each);
    if (each.language) put(byTwinKey, twinKey(each.uri), each);
  }
  return {
    records,
    of: uri => byUri.get(uri),
    withId: (id, near) => byId.get(`${groupOf(near)}\0${id}`) ?? [],
    beside: near => groups.get(groupOf(near)) ?? [],
    twinOf: near => near.language && byTwinKey.get(twinKey(near.uri))?.find(each => each.language !== undefined && each.language !== near.language),
  };
}

/** Records refer to each other within the folder that holds the language folders, in their own language. */
const groupOf = ({ uri, language }: Facts): string => language ? `${libraryOf(uri)}\0${language}` : '';

const languageSegment = /[\\/](?:zh(?:-cn|-hans)?|en(?:-us|-gb)?)(?=[\\/](?!.*[\\/](?:zh(?:-cn|-hans)?|en(?:-us|-gb)?)[\\/]))/i;
const twinKey = (uri: string): string => uri.replace(languageSegment, '/*').toLowerCase();
const libraryOf = (uri: string): string => uri.slice(0, Math.max(0, uri.search(languageSegment)));

/** The uri of the twin a record has or would have: its own with the last language folder swapped. Undefined outside language folders. */
export const twinUriOf = (uri: string): string | undefined => {
  const swapped = uri.replace(languageSegment, segment => segment.slice(0, 1) + (/^.zh/i.test(segment) ? 'en' : 'zh'));
  return swapped === uri ? undefined : swapped;
};
