import type { Locale } from '../base/both.ts';
import type { Companion } from './companions.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { factsOf, type Facts } from './facts.ts';

/** The library as one immutable snapshot: who has which id, who is whose twin, who points at whom. */
export interface Corpus {
  readonly records: readonly Facts[];
  /** The facilities that records may name. */
  readonly companions: readonly Companion[];
  /** The facts of one file. */
  of(uri: string): Facts | undefined;
  /** The records with an id among those of the same language folder as `near`. */
  withId(id: string, near: Facts): readonly Facts[];
  /** The records that can be referred to from `near`: those of its language folder. */
  beside(near: Facts): readonly Facts[];
  /** What the records beside one say together: only this answer counts for whoever asks, not each of them. */
  among<T>(near: Facts, read: (records: readonly Facts[]) => T): T;
  /** The records beside one that have its title, or its address; blanks and case do not count, nor do quotes around a title and the scheme of an address. It itself is among them. */
  withTitle(title: string, near: Facts): readonly Facts[];
  withUrl(url: string, near: Facts): readonly Facts[];
  /** The records beside one that name an id in `supersedes`, and those that name it in `supersededBy`. */
  superseding(id: string, near: Facts): readonly Facts[];
  supersededBy(id: string, near: Facts): readonly Facts[];
  /** Whether the library that holds a record has any record in a language. */
  speaks(locale: Locale, near: Facts): boolean;
  /** The same record in the other language: its file has the same name under a language folder that differs only in the language. */
  twinOf(near: Facts): Facts | undefined;
  /** The twin as far as the library is known yet, for what is offered and not found: a finding about the record alone does not wait for it. */
  knownTwinOf(near: Facts): Facts | undefined;
  /** The uri of the twin a record has or should have: in the folder that the library keeps for the other language, whether that is `zh` or `zh-CN`. */
  twinUriOf(near: Facts): string | undefined;
}

/** What the library knows of a record; of one that it has not taken in yet, what the record says itself. */
export const knownFacts = (corpus: Corpus, record: PolicyRecord): Facts => corpus.of(record.uri) ?? factsOf(record);

/** Gathers facts into a library; of two for one file the later counts. Order is by file name, so that findings do not depend on the order of reading. */
export function corpusOf(facts: Iterable<Facts>, companions: readonly Companion[] = []): Corpus {
  const byUri = new Map<string, Facts>();
  for (const each of facts) byUri.set(each.uri, each);
  const records = [...byUri.values()].sort((a, b) => a.uri < b.uri ? -1 : 1);
  const byId = new Map<string, Facts[]>();
  const groups = new Map<string, Facts[]>();
  const byTwinKey = new Map<string, Facts[]>();
  const byTitle = new Map<string, Facts[]>();
  const byUrl = new Map<string, Facts[]>();
  const byOlder = new Map<string, Facts[]>();
  const byNewer = new Map<string, Facts[]>();
  const put = (map: Map<string, Facts[]>, key: string, each: Facts) => {
    const list = map.get(key);
    if (list) list.push(each); else map.set(key, [each]);
  };
  for (const each of records) {
    if (each.id !== undefined) put(byId, `${groupOf(each)}\0${each.id}`, each);
    put(groups, groupOf(each), each);
    if (each.title?.trim()) put(byTitle, `${groupOf(each)}\0${titleKeyOf(each)}`, each);
    const address = addressKeyOf(each);
    if (address) put(byUrl, `${groupOf(each)}\0${address}`, each);
    for (const older of new Set(each.supersedes)) put(byOlder, `${groupOf(each)}\0${older}`, each);
    if (each.supersededBy !== undefined) put(byNewer, `${groupOf(each)}\0${each.supersededBy}`, each);
    if (each.language) put(byTwinKey, twinKeyOf(each), each);
  }
  const beside = (near: Facts): readonly Facts[] => groups.get(groupOf(near)) ?? [];
  const twinOf = (near: Facts) => near.language && byTwinKey.get(twinKey(near.uri))?.find(each => each.language !== undefined && each.language !== near.language);
  return {
    records,
    companions: [...companions].sort((a, b) => a.uri < b.uri ? -1 : 1),
    of: uri => byUri.get(uri),
    withId: (id, near) => byId.get(`${groupOf(near)}\0${id}`) ?? [],
    beside,
    among: (near, read) => read(beside(near)),
    withTitle: (title, near) => byTitle.get(`${groupOf(near)}\0${titleKey(title)}`) ?? [],
    withUrl: (url, near) => byUrl.get(`${groupOf(near)}\0${addressKey(url)}`) ?? [],
    superseding: (id, near) => byOlder.get(`${groupOf(near)}\0${id}`) ?? [],
    supersededBy: (id, near) => byNewer.get(`${groupOf(near)}\0${id}`) ?? [],
    speaks: (locale, near) => groups.has(groupOf({ ...near, language: near.language && locale })),
    twinOf,
    knownTwinOf: near => twinOf(near),
    twinUriOf: near => {
      const other = near.language && groups.get(groupOf({ ...near, language: near.language === 'zh' ? 'en' : 'zh' }))?.[0];
      const folder = other && languageSegment.exec(other.uri)?.[0];
      return twinOf(near)?.uri ?? (folder ? near.uri.replace(languageSegment, () => folder) : twinUriOf(near.uri));
    },
  };
}

/** A key that is worked out once for each record: the library is indexed anew at each keystroke, of which only one record is new. */
function once(make: (facts: Facts) => string): (facts: Facts) => string {
  const known = new WeakMap<Facts, string>();
  return facts => {
    const key = known.get(facts) ?? make(facts);
    known.set(facts, key);
    return key;
  };
}

/** Records refer to each other within the folder that holds the language folders, in their own language. */
const groupOf = once(({ uri, language }) => language ? `${libraryOf(uri)}\0${language}` : '');
const titleKeyOf = once(({ title = '' }) => titleKey(title));
const addressKeyOf = once(({ values }) => { const url = values.get('url'); return typeof url === 'string' && url.trim() ? addressKey(url) : ''; });
const twinKeyOf = once(({ uri }) => twinKey(uri));

const folded = (text: string): string => text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');

/** Chinese titles stand in quotes here and not there, and so do blanks between them and Latin words. */
const titleKey = (title: string): string => folded(title).replace(/[\s《》〈〉「」“”‘’"']/g, '') || folded(title);
/** One page with and without encryption, and with and without a slash at its end. */
const addressKey = (url: string): string => folded(url).replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/+$/, '');

const languageSegment = /[\\/](?:zh(?:-cn|-hans)?|en(?:-us|-gb)?)(?=[\\/](?!.*[\\/](?:zh(?:-cn|-hans)?|en(?:-us|-gb)?)[\\/]))/i;
const twinKey = (uri: string): string => uri.replace(languageSegment, '/*').toLowerCase();

/** The folder that holds the language folders around a file; empty outside language folders. */
export const libraryOf = (uri: string): string => uri.slice(0, Math.max(0, uri.search(languageSegment)));

/** The uri of the twin a record has or would have: its own with the last language folder swapped. Undefined outside language folders. */
export const twinUriOf = (uri: string): string | undefined => {
  const swapped = uri.replace(languageSegment, segment => segment.slice(0, 1) + (/^.zh/i.test(segment) ? 'en' : 'zh'));
  return swapped === uri ? undefined : swapped;
};

/** A file as people of its library name it: from its language folder on, percent escapes resolved; elsewhere its own name. */
export function nameOf(uri: string): string {
  const at = uri.search(languageSegment);
  const name = uri.slice((at < 0 ? Math.max(uri.lastIndexOf('/'), uri.lastIndexOf('\\')) : at) + 1);
  try { return decodeURIComponent(name); } catch { return name; }
}
