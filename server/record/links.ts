import type { Locale } from '../base/both.ts';
import { span, textOf, type Span } from '../base/span.ts';
import { charactersOf } from '../syntax/characters.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { wholeText, type Data, type Node, type Path, type ScalarNode } from '../syntax/tree.ts';
import type { Companion } from './companions.ts';
import { libraryOf, type Corpus } from './corpus.ts';
import type { Facts } from './facts.ts';
import { idsWithin, wordsOf } from './mentions.ts';

/** A place where a file names a record: as its own `id`, in a field that holds ids, in a text, or by the name of its file in a link. */
export interface Naming {
  readonly kind: 'own' | 'reference' | 'text' | 'link';
  readonly id: string;
  readonly span: Span;
  /** The value that is the id and nothing else, of `own` and `reference`. */
  readonly node?: ScalarNode;
  /** The path a link leads to, as it is written, without what follows a `?` or `#`. */
  readonly target?: string;
}

/** Fields that name no record whatever words they hold: an address, criteria, and facilities, which have ids of their own. */
const nameless: ReadonlySet<unknown> = new Set(['url', 'icvcmCriteria', 'relatedFacilities']);

/** The fields of `evolution` that name records. */
const ofLineage: ReadonlySet<unknown> = new Set(['supersedes', 'supersededBy', 'consolidatedFrom', 'currentConsolidatedVersion']);

/** Whether the values of a field are ids of records; facilities and countries list them as `relatedPolicies`. */
export const isReference = ([block, field]: Path): boolean => block === 'relatedPolicies' || (block === 'evolution' && ofLineage.has(field));

/** The places where a file names records, or where `only` is given that one. In a text only what is spelled like an id counts, words joined by hyphens. */
export function* namingsIn({ text, root, body }: PolicyRecord, only?: string): Generator<Naming> {
  for (const { name, value } of root?.kind === 'map' ? root.entries : []) if (!nameless.has(name)) yield* inValue(text, value, [name], only);
  const narrative = textOf(text, body);
  for (const { from, to, ...named } of inText(narrative, only)) yield { ...named, span: span(body.start + from, body.start + to) };
}

function* inValue(text: string, node: Node | undefined, path: Path, only: string | undefined): Generator<Naming> {
  if (node?.kind === 'map') for (const { name, value } of node.entries) yield* inValue(text, value, [...path, name], only);
  else if (node?.kind === 'seq') for (const [i, item] of node.items.entries()) yield* inValue(text, item, [...path, i], only);
  const whole = wholeText(node);
  if (!whole || (only !== undefined && !whole.value.includes(only))) return;
  const isOwn = path.length === 1 && path[0] === 'id';
  if (isOwn || isReference(path)) {
    const id = whole.value.trim();
    if (id !== '' && (only === undefined || id === only)) yield { kind: isOwn ? 'own' : 'reference', id, span: wordsOf(text, whole), node: whole };
    return;
  }
  const characters = charactersOf(text, whole);
  for (const { from, to, ...named } of inText(characters.text, only)) yield { ...named, span: characters.sourceOf(from, to) };
}

interface Found { readonly kind: 'text' | 'link'; readonly id: string; readonly from: number; readonly to: number; readonly target?: string }

/** What stands where Markdown or HTML says where a link leads. */
const linked = /(?<=\]\([ \t]{0,3}<?)[^\s<>()]+|(?<=^ {0,3}\[[^\]\n]{1,200}\]:[ \t]{0,3}<?)[^\s<>]+|(?<=\bhref[ \t]?=[ \t]?["'])[^"'\s]+/gm;

function* inText(text: string, only: string | undefined): Generator<Found> {
  if (only !== undefined && !text.includes(only)) return;
  const taken = new Set<number>();
  for (const { 0: written, index } of text.matchAll(linked)) {
    // What names a scheme or another host leads out of the library.
    if (/^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(written)) continue;
    const target = written.replace(/[?#][^]*$/, '');
    const [, folder = '', id = ''] = /^(.*\/)?([^/]+?)(?:\.(?:md|markdown|mdx|html?))?\/?$/i.exec(target) ?? [];
    if (id === '' || (only !== undefined && id !== only)) continue;
    const from = index + folder.length;
    taken.add(from);
    yield { kind: 'link', id, from, to: from + id.length, target };
  }
  for (const { id, span: { start, end } } of idsWithin(text, span(0, text.length))) {
    if (!taken.has(start) && (only === undefined || id === only)) yield { kind: 'text', id, from: start, to: end };
  }
}

/** Whether a link of a file leads to another file. One without the ending of a Markdown file is an address of the site, where only the name counts. */
export function leadsTo(from: string, target: string, to: string): boolean {
  const wanted = decoded(to);
  const path = decoded(target);
  if (!/\.(?:md|markdown|mdx)$/i.test(path)) return true;
  if (path.startsWith('/')) return wanted.endsWith(path);
  const steps = decoded(from).split('/').slice(0, -1);
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/') === wanted;
}

const decoded = (text: string): string => { try { return decodeURIComponent(text); } catch { return text; } };

/** Every record of the library that holds one, in both languages. */
export const libraryAround = (corpus: Corpus, near: Facts): readonly Facts[] =>
  near.language ? (['zh', 'en'] as const).flatMap(language => corpus.beside({ ...near, language })) : corpus.beside(near);

/** The facilities that may name the records of a library, in both languages: those below its folder, and those whose own folder stands beside it. */
export function companionsAround({ companions }: Corpus, { uri: near }: Facts): readonly Companion[] {
  const home = homeOf(near);
  return companions.filter(({ uri }) => uri.startsWith(`${home}/`) || folderOf(homeOf(uri)) === folderOf(home));
}

const folderOf = (uri: string): string => uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
const homeOf = (uri: string): string => libraryOf(uri) || folderOf(uri);

/** The records with an id in either language; those of the language of `near` first. */
export const everyWithId = (corpus: Corpus, id: string, near: Facts): readonly Facts[] =>
  near.language ? [near.language, otherThan[near.language]].flatMap(language => corpus.withId(id, { ...near, language })) : corpus.withId(id, near);

const otherThan: Readonly<Record<Locale, Locale>> = { zh: 'en', en: 'zh' };

/** The ids in a record's lineage, and the field of each. */
export function lineageOf({ values }: Facts): readonly { readonly id: string; readonly path: Path }[] {
  const evolution = values.get('evolution');
  if (typeof evolution !== 'object' || Array.isArray(evolution)) return [];
  const fields = Object.entries(evolution as Readonly<Record<string, Data>>).filter(([field]) => ofLineage.has(field));
  const named = fields.flatMap(([field, value]) => Array.isArray(value)
    ? (value as readonly Data[]).map((each, i) => ({ each, path: ['evolution', field, i] })) : [{ each: value, path: ['evolution', field] }]);
  return named.flatMap(({ each, path }) => typeof each === 'string' && each.trim() !== '' ? [{ id: each.trim(), path }] : []);
}

const citations = new WeakMap<Corpus, ReadonlyMap<string, readonly Facts[]>>();

/** The records of the same language whose lineage names a record, itself left out; read once for a library. */
export function citing(corpus: Corpus, facts: Facts): readonly Facts[] {
  const byId = citations.get(corpus) ?? citedBy(corpus);
  citations.set(corpus, byId);
  const beside = new Set(corpus.beside(facts));
  return facts.id === undefined ? [] : (byId.get(facts.id.trim()) ?? []).filter(each => each.uri !== facts.uri && beside.has(each));
}

function citedBy({ records }: Corpus): ReadonlyMap<string, readonly Facts[]> {
  const byId = new Map<string, Facts[]>();
  for (const each of records) {
    for (const id of new Set(lineageOf(each).map(named => named.id))) {
      const list = byId.get(id);
      if (list) list.push(each); else byId.set(id, [each]);
    }
  }
  return byId;
}
