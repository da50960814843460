import { compact } from '../base/compact.ts';
import { nearest } from '../base/near.ts';
import { policies, policyReferences, type Collection, type Collections } from '../schema/collections.ts';
import { stemOf } from '../syntax/locale.ts';
import type { Data } from '../syntax/tree.ts';
import { idOf, type Companion, type Named } from './companions.ts';
import { libraryOf, referencesOf, type Card, type Corpus, type Near } from './corpus.ts';
import type { Facts } from './facts.ts';

/** What became of the names in a list: which of them no file has, by their places, and whether most of what the library names in that way is not in it. */
export interface Missing {
  readonly places: readonly { readonly at: number; readonly meant: string | undefined }[];
  readonly isPartial: boolean;
}

/** With more names missing it is no slip of a finger, and none of the others is looked for. */
const mostSlips = 5;

/** Looks the names of a list up in a collection of which the library may have files, for a file of another; undefined where it has none. Only the answer counts for whoever asks. */
export function missingFrom(corpus: Corpus, collections: Collections, its: Collection, of: string, ids: readonly string[], facts: Facts): Missing | undefined {
  const { folder } = collections;
  const [own, field] = [its.name, policyReferences.findIndex(each => its.references.get(each) === of)];
  const place = placeOf(facts);
  const names = ids.map(compact);
  const answers = foldersAround(corpus, own, of, folder, facts)
    .map(near => corpus.across(near, missingAmong, own, field, of, names, place, facts.language, folder)).filter(each => each !== undefined);
  const [first, ...others] = answers;
  return first && { places: first.places.filter(({ at }) => others.every(each => each.places.some(place => place.at === at))), isPartial: answers.every(each => each.isPartial) };
}

/** Whether a library may have files of a collection for a file to name. Where there is nothing to name, what becomes of the records is no news. */
export const isAnyAround = (corpus: Corpus, { folder }: Collections, of: string, facts: Facts): boolean => of === policies || corpus.alongside(hasAny, of, placeOf(facts), facts.language, folder);

/** All files of a folder ask the same. */
const placeOf = ({ uri }: Facts): string => `${folderOf(uri)}/.`;

const hasAny = (companions: readonly Companion[], of: string, uri: string, language: Facts['language'], folder: string | undefined): boolean => companionsAround(companions, of, { uri, language }, folder).length > 0;

/** Which of the names that a file gives in a field no file has. */
function missingAmong(cards: readonly Card[], companions: readonly Companion[], own: string, field: number, of: string, ids: readonly string[], uri: string, language: Facts['language'], folder: string | undefined): Missing | undefined {
  const near = { uri, language };
  const files = of === policies ? cards : companionsAround(companions, of, near, folder);
  if (files.length === 0) return undefined;
  const names = namesOf<Called>(files);
  const places = lost(ids, names);
  if (places.length === 0) return { places: [], isPartial: false };
  const lists = own === policies ? field < 0 ? [] : cards.map(card => referencesOf(card)[field]) : companionsAround(companions, own, near, folder).map(({ references }) => references[of]);
  const isSample = isPartial(lists, names);
  return { places: places.map(at => ({ at, meant: isSample || places.length > mostSlips ? undefined : meantBy(ids[at] ?? '', names) })), isPartial: isSample };
}

/** The policies that a file of a collection may name. */
export const recordsFor = (corpus: Corpus, { folder }: Collections, its: Collection, facts: Facts): readonly Facts[] =>
  foldersAround(corpus, its.name, policies, folder, facts).flatMap(place => corpus.beside(place));

/** The policies that a name in a file of a collection means; a policy means the others of its folder by their ids. */
export function recordsNamed(corpus: Corpus, collections: Collections, its: Collection, id: string, facts: Facts): readonly Facts[] {
  const found = foldersAround(corpus, its.name, policies, collections.folder, facts).flatMap(place => corpus.withId(id, place));
  return found.length > 0 || its.name === policies ? found : namesOf(recordsFor(corpus, collections, its, facts)).get(id) ?? [];
}

/** The companions of a collection that a name means. */
export const companionsNamed = (corpus: Corpus, { folder }: Collections, of: string, id: string, near: Pick<Facts, 'uri' | 'language'>): readonly Companion[] =>
  namesOf(companionsAround(corpus.companions(), of, near, folder)).get(id) ?? [];

/** The files of a collection that a name in a file means. */
export const filesNamed = (corpus: Corpus, collections: Collections, its: Collection, of: string, id: string, facts: Facts): readonly Named[] =>
  of === policies ? recordsNamed(corpus, collections, its, id, facts) : companionsNamed(corpus, collections, of, id, facts);

/** The companions that a file may name, or be named by; of those that are there in its language no others. */
export function companionsAround(companions: readonly Companion[], of: string | undefined, near: Pick<Facts, 'uri' | 'language'>, folder: string | undefined): readonly Companion[] {
  if (companions.length === 0) return companions;
  const known = around.get(companions) ?? new Map<string, readonly Companion[]>();
  around.set(companions, known);
  const key = [of, homeOf(near.uri), near.language, folder].join('\0');
  const made = known.get(key) ?? spoken(companions.filter(each => (of === undefined || each.collection === of) && isNeighbour(near.uri, each.uri, folder)), near);
  known.set(key, made);
  return made;
}

const around = new WeakMap<readonly Companion[], Map<string, readonly Companion[]>>();

function spoken(found: readonly Companion[], { language }: Pick<Facts, 'language'>): readonly Companion[] {
  const same = language === undefined ? [] : found.filter(each => each.language === undefined || each.language === language);
  return same.length > 0 ? same : found;
}

/**
 * Whether two files belong together: where the project says which collections it has all below its folder do, else what lies in one
 * folder or in folders beside each other, language folders put aside.
 */
export function isNeighbour(uri: string, other: string, folder: string | undefined): boolean {
  if (folder !== undefined) return other.startsWith(folder) && uri.startsWith(folder);
  const [home, there] = [homeOf(uri), homeOf(other)];
  return home === there || there.startsWith(`${home}/`) || home.startsWith(`${there}/`) || folderOf(home) === folderOf(there);
}

const folderOf = (uri: string): string => uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
const homeOf = (uri: string): string => libraryOf(uri) || folderOf(uri);

/** The files of a collection that name one of another by a field, in its language, and the field. */
export function namersOf(corpus: Corpus, { all, folder }: Collections, of: string, near: Named): readonly { readonly by: Collection; readonly files: readonly { readonly uri: string; readonly field: string }[] }[] {
  const isIt = (value: Data): boolean => Array.isArray(value) ? value.some(isIt) : [near.id, near.stem].includes(idOf(value));
  return all.flatMap(by => {
    const field = [...by.references].find(([, target]) => target === of)?.[0];
    if (field === undefined) return [];
    const files = by.name === policies ? placesOf(corpus, of === policies, folder, near).flatMap(place => corpus.beside(place)).filter(({ values }) => isIt(values.get(field)))
      : companionsAround(corpus.companions(), by.name, near, folder).filter(({ references }) => isIt(references[of]));
    const others = files.filter(({ uri }) => uri !== near.uri);
    return others.length > 0 ? [{ by, files: others.map(({ uri }) => ({ uri, field })) }] : [];
  });
}

/** The policies and companions around a file of a collection that may name it, in its language. */
export function filesAround(corpus: Corpus, { folder }: Collections, of: string, near: Named): readonly Named[] {
  const records = placesOf(corpus, of === policies, folder, near).flatMap(place => corpus.beside(place));
  return [...records, ...companionsAround(corpus.companions(), undefined, near, folder)];
}

/** Places in the folders in which what a file names is looked for: where it names no policies its own will do. */
const foldersAround = (corpus: Corpus, own: string, of: string, folder: string | undefined, facts: Facts): readonly Near[] => of === policies ? placesOf(corpus, own === policies, folder, facts) : [facts];

/** Places in the folders around a file: its own folder where it is a policy. */
function placesOf(corpus: Corpus, isPolicy: boolean, folder: string | undefined, near: Named): readonly Near[] {
  if (isPolicy) return [{ uri: near.uri, language: near.language }];
  const found = corpus.groups().map(group => group.split('\0')).filter(([home = '']) => home === '' || isNeighbour(near.uri, `${home}/zh/.`, folder))
    .map(([home = '', language]): Near => ({ uri: `${home}/${language}/.`, language: language === 'zh' || language === 'en' ? language : undefined }));
  const same = found.filter(({ language }) => language === undefined || near.language === undefined || language === near.language);
  return same.length > 0 ? same : found;
}

type Called = Pick<Named, 'uri' | 'id'>;

const indexes = new WeakMap<readonly Called[], ReadonlyMap<string, readonly Called[]>>();

/** Files by their names: their ids, and what their files are called. Worked out once for a list. */
function namesOf<T extends Called>(files: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const known = indexes.get(files) as ReadonlyMap<string, readonly T[]> | undefined;
  if (known) return known;
  const byName = new Map<string, T[]>();
  for (const each of files) for (const name of new Set([each.id?.trim() || stemOf(each.uri), stemOf(each.uri)])) {
    const list = byName.get(name);
    if (list) list.push(each); else byName.set(name, [each]);
  }
  indexes.set(files, byName);
  return byName;
}

const looked = new WeakMap<readonly Data[], { readonly names: object; readonly lost: readonly number[] }>();

/** The places of the names in a list that no file has; looked up once for as long as the files are the same. */
function lost(list: readonly Data[], names: ReadonlyMap<string, unknown>): readonly number[] {
  const before = looked.get(list);
  if (before?.names === names) return before.lost;
  const found: number[] = [];
  for (const [at, each] of list.entries()) {
    const id = typeof each === 'string' && names.has(each) ? undefined : idOf(each);
    if (id !== undefined && !names.has(id)) found.push(at);
  }
  looked.set(list, { names, lost: found });
  return found;
}

/** Whether of all names in these lists fewer than half lead to a file: then the library holds a part of the collection, or calls its files otherwise. */
function isPartial(lists: readonly Data[], names: ReadonlyMap<string, unknown>): boolean {
  let [asked, missing] = [0, 0];
  for (const list of lists) {
    if (!Array.isArray(list)) continue;
    asked += list.length;
    missing += lost(list as readonly Data[], names).length;
  }
  return 2 * missing > asked;
}

/** The name that may have been meant by one that no file has. What differs by a figure is the name of another. */
function meantBy(id: string, names: ReadonlyMap<string, unknown>): string | undefined {
  const near = nearest(id, names.keys());
  return near !== undefined && near.replace(/\d/g, '') !== id.replace(/\d/g, '') ? near : undefined;
}
