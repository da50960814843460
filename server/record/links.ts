import type { Locale } from '../base/both.ts';
import { span, textOf, type Span } from '../base/span.ts';
import { charactersOf } from '../syntax/characters.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { builtInCollections, kindOf, policies, targetOf, type Collection } from '../schema/collections.ts';
import type { Data, Path, ScalarNode, TextNode } from '../syntax/tree.ts';
import { numbersNaming } from './companions.ts';
import type { Corpus } from './corpus.ts';
import type { Facts } from './facts.ts';
import { idsWithin, wordsOf } from './mentions.ts';
import { pathsWithin, textsBelow } from './paths.ts';

/** A place where a file names a record, or a file of another collection: as its own `id`, in a field that holds ids, in a text, or by the name of its file in a link. */
export interface Naming {
  readonly kind: 'own' | 'reference' | 'text' | 'link';
  /** The collection of what is named. */
  readonly of: string;
  readonly id: string;
  readonly span: Span;
  /** The value that is the id and nothing else, of `own` and `reference`. */
  readonly node?: ScalarNode;
  /** The path a link leads to, as it is written, without what follows a `?` or `#`. */
  readonly target?: string;
}

/** Fields that name no record whatever words they hold: an address, and criteria. */
const nameless: ReadonlySet<unknown> = new Set(['url', 'icvcmCriteria']);

/** The fields of `evolution` that name records. */
const ofLineage: ReadonlySet<unknown> = new Set(['supersedes', 'supersededBy', 'consolidatedFrom', 'currentConsolidatedVersion']);

/** The collection whose files the values of a field name; undefined where they are no ids. */
export const namedAt = (its: Collection, path: Path): string | undefined => targetOf(its, path) ?? (path[0] === 'evolution' && ofLineage.has(path[1]) ? policies : undefined);

/** The places where a file names records and other files, or where `only` is given that one. In a text only what is spelled like an id counts, words joined by hyphens. */
export function* namingsIn(record: PolicyRecord, only?: string, its: Collection = kindOf(record, builtInCollections)): Generator<Naming> {
  const { text, root, body } = record;
  for (const { whole, path } of root?.kind === 'map' ? textsBelow(root) : []) if (!nameless.has(path[0])) yield* inValue(text, whole, path, its, only);
  for (const named of numbersNaming(root, its)) if (only === undefined || named.id === only) yield { ...named, span: named.node.span };
  const narrative = textOf(text, body);
  for (const { from, to, ...named } of inText(narrative, only)) yield { ...named, of: policies, span: span(body.start + from, body.start + to) };
}

function* inValue(text: string, node: TextNode, path: Path, its: Collection, only: string | undefined): Generator<Naming> {
  if (only !== undefined && !node.value.includes(only)) return;
  const isOwn = path.length === 1 && path[0] === its.id;
  const of = isOwn ? its.name : namedAt(its, path);
  if (of !== undefined) {
    const id = node.value.trim();
    if (id !== '' && (only === undefined || id === only)) yield { kind: isOwn ? 'own' : 'reference', of, id, span: wordsOf(text, node), node };
    return;
  }
  const characters = charactersOf(text, node);
  for (const { from, to, ...named } of inText(characters.text, only)) yield { ...named, of: policies, span: characters.sourceOf(from, to) };
}

interface Found { readonly kind: 'text' | 'link'; readonly id: string; readonly from: number; readonly to: number; readonly target?: string }

function* inText(text: string, only: string | undefined): Generator<Found> {
  if (only !== undefined && !text.includes(only)) return;
  const taken = new Set<number>();
  for (const { path: target, from: start } of pathsWithin(text)) {
    const [, folder = '', id = ''] = /^(.*\/)?([^/]+?)(?:\.(?:md|markdown|mdx|html?))?\/?$/i.exec(target) ?? [];
    if (id === '' || (only !== undefined && id !== only)) continue;
    const from = start + folder.length;
    taken.add(from);
    yield { kind: 'link', id, from, to: from + id.length, target };
  }
  for (const { id, span: { start, end } } of idsWithin(text, span(0, text.length))) {
    if (!taken.has(start) && (only === undefined || id === only)) yield { kind: 'text', id, from: start, to: end };
  }
}

/** Every record of the library that holds one, in both languages. */
export const libraryAround = (corpus: Corpus, near: Facts): readonly Facts[] =>
  near.language ? (['zh', 'en'] as const).flatMap(language => corpus.beside({ uri: near.uri, language })) : corpus.beside(near);

/** The records with an id in either language; those of the language of `near` first. */
export const everyWithId = (corpus: Corpus, id: string, near: Facts): readonly Facts[] =>
  near.language ? [near.language, otherThan[near.language]].flatMap(language => corpus.withId(id, { uri: near.uri, language })) : corpus.withId(id, near);

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

function citedBy(corpus: Corpus): ReadonlyMap<string, readonly Facts[]> {
  const byId = new Map<string, Facts[]>();
  for (const each of corpus.records()) {
    for (const id of new Set(lineageOf(each).map(named => named.id))) {
      const list = byId.get(id);
      if (list) list.push(each); else byId.set(id, [each]);
    }
  }
  return byId;
}
