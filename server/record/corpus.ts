import type { Locale } from '../base/both.ts';
import { compact } from '../base/compact.ts';
import { last } from '../base/last.ts';
import { isSame } from '../base/same.ts';
import { policyReferences } from '../schema/collections.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { Data } from '../syntax/tree.ts';
import type { Companion } from './companions.ts';
import { factsOf, type Facts } from './facts.ts';

/** What records are filed under, to be found by others: an id, a title or an address of their own, an id that their lineage names, and the file that both languages of a record share. */
export type Kind = 'id' | 'title' | 'url' | 'older' | 'newer' | 'twin';

/** What a whole folder is asked about: who is there, where from and of which kind. It changes seldom, and so does what is worked out of it. */
export type Card = Pick<Facts, 'uri' | 'locale' | 'id' | 'country' | 'category' | 'status' | 'legalWeight' | 'values'>;

/** Where one asks from: a library looks at a record that it is asked about by its file and its language only. */
export type Near = Pick<Facts, 'uri' | 'language'>;

/** What a library is asked. Every other question is put in these. */
export interface Stock {
  records(): readonly Facts[];
  /** The files of other kinds that records may name. */
  companions(): readonly Companion[];
  /** The facts of one file. */
  of(uri: string): Facts | undefined;
  /** The records filed under a word among those of the folder of `near`, by their file names. */
  find(kind: Kind, word: string, near: Near): readonly Facts[];
  /** The records that can be referred to from `near`: those of its language folder. */
  beside(near: Near): readonly Facts[];
  /**
   * What the records beside one say together: only this answer counts for whoever asks, not each of them. The answer is plain data. The
   * question may be put again much later, so that `read` is to know nothing but what it is `told`, and that little.
   */
  among<T, Told extends readonly unknown[]>(near: Near, read: (cards: readonly Card[], ...told: Told) => T, ...told: Told): T;
  /** The same of the records beside one and all files of other kinds. */
  across<T, Told extends readonly unknown[]>(near: Near, read: (cards: readonly Card[], companions: readonly Companion[], ...told: Told) => T, ...told: Told): T;
  /** What the files of other kinds say together. */
  alongside<T, Told extends readonly unknown[]>(read: (companions: readonly Companion[], ...told: Told) => T, ...told: Told): T;
  /** The names of the folders that hold records, as `groupOf` gives them. */
  groups(): readonly string[];
  /** The folder that the library around a record keeps for a language, as it stands in its paths; undefined where no record is in one. */
  folderFor(locale: Locale, near: Near): string | undefined;
  /** Set where some files are others than in a library that was gathered as a whole. */
  readonly over?: Over | undefined;
}

/** The facts that files have from now on, by uri; undefined for a file that is gone. */
export type Amendments = ReadonlyMap<string, Facts | undefined>;

/** A library as it was gathered, and what is new in another one that was made from it. */
export interface Over { readonly base: Corpus; readonly amended: Amendments }

/** The library as one immutable snapshot: who has which id, who is whose twin, who points at whom. */
export interface Corpus extends Stock {
  /** The records with an id among those of the same language folder as `near`. */
  withId(id: string, near: Near): readonly Facts[];
  /** The records beside one that have its title, or its address; blanks and case do not count, nor do quotes around a title and the scheme of an address. It itself is among them. */
  withTitle(title: string, near: Facts): readonly Facts[];
  withUrl(url: string, near: Facts): readonly Facts[];
  /** The same with the address of a record itself; nobody where it has none. */
  sharingUrl(facts: Facts): readonly Facts[];
  /** The records beside one that name an id in `supersedes`, and those that name it in `supersededBy`. */
  superseding(id: string, near: Near): readonly Facts[];
  supersededBy(id: string, near: Near): readonly Facts[];
  /** Whether the library that holds a record has any record in a language. */
  speaks(locale: Locale, near: Near): boolean;
  /** The same record in the other language: its file has the same name under a language folder that differs only in the language. */
  twinOf(near: Facts): Facts | undefined;
  /** The twin as far as the library is known yet, for what is offered and not found: a finding about the record alone does not wait for it. */
  knownTwinOf(near: Facts): Facts | undefined;
  /** The uri of the twin a record has or should have: in the folder that the library keeps for the other language, whether that is `zh` or `zh-CN`. */
  twinUriOf(near: Facts): string | undefined;
}

/** What the library knows of a record; of one that it has not taken in yet, what the record says itself. */
export const knownFacts = (corpus: Corpus, record: PolicyRecord): Facts => corpus.of(record.uri) ?? factsOf(record);

/** Answers every question from what a library has in stock. */
export function corpusFrom(stock: Stock): Corpus {
  const { find } = stock;
  const twinOf = (near: Facts) => near.language && find('twin', twinKeyOf(near), near).find(each => each.language !== undefined && each.language !== near.language);
  const { records, companions, groups, of, beside, among, across, alongside, folderFor } = stock;
  return {
    records, companions, groups, of, find, beside, among, across, alongside, folderFor, over: stock.over,
    withId: (id, near) => find('id', id, near),
    withTitle: (title, near) => find('title', title === near.title ? titleKeyOf(near) : titleKey(title), near),
    withUrl: (url, near) => find('url', addressKey(url), near),
    sharingUrl: facts => { const address = addressKeyOf(facts); return address === '' ? nobody : find('url', address, facts); },
    superseding: (id, near) => find('older', id, near),
    supersededBy: (id, near) => find('newer', id, near),
    speaks: (locale, near) => stock.folderFor(locale, near) !== undefined,
    twinOf,
    knownTwinOf: twinOf,
    twinUriOf: near => {
      const twin = twinOf(near);
      const folder = twin || near.language === undefined ? undefined : stock.folderFor(near.language === 'zh' ? 'en' : 'zh', near);
      return twin?.uri ?? (folder ? near.uri.replace(languageSegment, () => folder) : twinUriOf(near.uri));
    },
  };
}

/** Gathers facts into a library; of two for one file the later counts. Order is by file name, so that findings do not depend on the order of reading. */
export function corpusOf(facts: Iterable<Facts>, companions: readonly Companion[] = []): Corpus {
  const byUri = new Map<string, Facts>();
  for (const each of facts) byUri.set(each.uri, each);
  const records = [...byUri.values()].sort(byName);
  const folders = new Map<string, Folder>();
  for (const each of records) {
    const folder = folderNamed(folders, groupOf(each));
    folder.records.push(each);
    for (const [kind, word] of filedUnder(each)) put(kind === 'twin' ? folderNamed(folders, '') : folder, kind, word, each);
  }
  const beside = (near: Near): readonly Facts[] => folders.get(groupOf(near))?.records ?? [];
  const others = [...companions].sort(byName);
  const groups = [...folders].flatMap(([name, folder]) => folder.records.length > 0 ? name : []).sort();
  return corpusFrom({
    records: () => records,
    companions: () => others,
    groups: () => groups,
    of: uri => records[placeIn(records, uri) ?? -1],
    find: (kind, word, near) => allOf(folders.get(kind === 'twin' ? '' : groupOf(near))?.filed.get(kind)?.get(word)),
    beside,
    among: (near, read, ...told) => read(beside(near), ...told),
    across: (near, read, ...told) => read(beside(near), others, ...told),
    alongside: (read, ...told) => read(others, ...told),
    folderFor: (locale, near) => languageFolderOf(folders.get(groupIn(locale, near))?.records[0]),
  });
}

/** The place of a file in a list in the order of names: a table of all names takes room, and they are sorted anyway. */
export function placeIn(list: readonly Facts[], uri: string): number | undefined {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.uri ?? '') < uri) low = middle + 1; else high = middle;
  }
  return list[low]?.uri === uri ? low : undefined;
}

interface Folder { readonly records: Facts[]; readonly filed: Map<Kind, Map<string, Filed>> }

/** What is filed under one word. Mostly it is one record, or the two languages of one, and a list for each word would take more room than the words. */
type Filed = Facts | readonly Facts[];

const allOf = (filed: Filed | undefined): readonly Facts[] => filed === undefined ? nobody : Array.isArray(filed) ? filed as readonly Facts[] : [filed as Facts];
const nobody: readonly Facts[] = [];

function folderNamed(folders: Map<string, Folder>, name: string): Folder {
  const folder = folders.get(name) ?? { records: [], filed: new Map<Kind, Map<string, Filed>>() };
  folders.set(name, folder);
  return folder;
}

/** A list with room to grow has much more room than it needs; shorter ones are made anew. */
const few = 8;

function put({ filed }: Folder, kind: Kind, word: string, each: Facts): void {
  const words = filed.get(kind) ?? new Map<string, Filed>();
  filed.set(kind, words);
  const before = words.get(word);
  if (Array.isArray(before) && before.length > few) (before as Facts[]).push(each);
  else words.set(word, before === undefined ? each : allOf(before).concat(each));
}

/** What a record is filed under. */
export function filedUnder(facts: Facts): readonly (readonly [Kind, string])[] {
  const { id, title, supersedes, supersededBy, language } = facts;
  const address = addressKeyOf(facts);
  const under: (readonly [Kind, string])[] = [];
  if (id !== undefined) under.push(['id', id]);
  if (title?.trim()) under.push(['title', titleKeyOf(facts)]);
  if (address) under.push(['url', address]);
  for (const older of new Set(supersedes)) under.push(['older', older]);
  if (supersededBy !== undefined) under.push(['newer', supersededBy]);
  if (language) under.push(['twin', twinKeyOf(facts)]);
  return under;
}

/** Records and companions stand in the order of their files. */
export const byName = (a: { readonly uri: string }, b: { readonly uri: string }): number => a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0;

const references = new WeakMap<Card, readonly Data[]>();

/** The lists by which a record names files of other kinds, in the order of the built-in fields; they are long, and seldom asked for. */
export function referencesOf(card: Card): readonly Data[] {
  const known = references.get(card) ?? policyReferences.map(field => card.values.get(field));
  references.set(card, known);
  return known;
}

/** Whether two cards say the same. */
export const isSameCard = (a: Card, b: Card): boolean => a.uri === b.uri && a.locale === b.locale && a.id === b.id && a.country === b.country && a.category === b.category
  && a.status === b.status && a.legalWeight === b.legalWeight && (a.values === b.values || (isSame(a.values.get('source'), b.values.get('source')) && isSame(referencesOf(a), referencesOf(b))));

/** A key that is worked out once for each record: the library is indexed anew at each keystroke, of which only one record is new. */
function once<Of extends object>(make: (facts: Of) => string): (facts: Of) => string {
  const known = new WeakMap<Of, string>();
  return facts => {
    const key = known.get(facts) ?? make(facts);
    known.set(facts, key);
    return key;
  };
}

/** Records refer to each other within the folder that holds the language folders, in their own language; this names it. */
export const groupOf = (facts: Near): string => groupIn(facts.language, facts);

/** The same of another language. It is one text for all records of a folder, and is kept by folders, of which there are few. */
export function groupIn(language: Locale | undefined, { uri, language: own }: Near): string {
  if (!own || !language) return '';
  const folder = uri.slice(0, Math.max(uri.lastIndexOf('/'), uri.lastIndexOf('\\')) + 1);
  const known = groups[language].get(folder);
  if (known !== undefined) return known;
  const group = `${libraryOf(uri)}\0${language}`;
  if (groups[language].size < mostFolders) groups[language].set(compact(folder), group);
  return group;
}

const groups = { zh: new Map<string, string>(), en: new Map<string, string>() };
const mostFolders = 1000;

/** The folder that a record stands in for its language, as it is written. */
export const languageFolderOf = (facts: Facts | undefined): string | undefined => facts && (languageSegment.exec(facts.uri)?.[0] ?? '');

const titleKeyOf = once(({ title = '' }: Facts) => titleKey(title));
const addressKeyOf = once(({ values }: Facts) => { const url = values.get('url'); return typeof url === 'string' && url.trim() ? addressKey(url) : ''; });
/** What both languages of a record are filed under. */
export const twinKeyOf = last(({ uri }: Near) => twinKey(uri));

const folded = (text: string): string => text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');

/** Chinese titles stand in quotes here and not there, and so do blanks between them and Latin words. */
const titleKey: (title: string) => string = last(title => compact(folded(title).replace(/[\s《》〈〉「」“”‘’"']/g, '') || folded(title)));
/** One page with and without encryption, and with and without a slash at its end. */
const addressKey: (url: string) => string = last(url => compact(folded(url).replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/+$/, '')));

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
