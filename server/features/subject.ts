import { span, touches, type Span } from '../base/span.ts';
import { companionsNamed, recordsNamed } from '../record/collected.ts';
import { idOf, type Companion } from '../record/companions.ts';
import { knownFacts } from '../record/corpus.ts';
import type { Facts } from '../record/facts.ts';
import { idsWithin, mentionsWithin, wordsOf, type Mention } from '../record/mentions.ts';
import type { World } from '../rules/rule.ts';
import { kindOf, policies, targetOf, type Collection } from '../schema/collections.ts';
import { criterionOf } from '../schema/knowledge.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { stringOf, type Node, type Path, type ScalarNode } from '../syntax/tree.ts';

/** What a stretch of a file is about, wherever it stands: a criterion, a mechanism, other records by their id, or files of another collection. */
export type Subject = Mention | { readonly kind: 'record'; readonly span: Span; readonly id: string; readonly records: readonly Facts[] }
  | { readonly kind: 'companion'; readonly span: Span; readonly id: string; readonly its: Collection; readonly companions: readonly Companion[] };

/** A key, or a single value, with the path of its field. */
export interface Token { readonly path: Path; readonly node: ScalarNode; readonly isKey: boolean }

/** How far around an offset a paragraph is read. */
const reach = 2000;

/** What an offset of a record is about; undefined where it is none of what has a page, a card or a record of its own. */
export function subjectAt(world: World, record: PolicyRecord, offset: number): Subject | undefined {
  const token = tokenAt(record.root, offset);
  if (token?.isKey || token?.path[0] === 'url') return undefined;
  const value = stringOf(token?.node);
  const criterion = token?.path[0] === 'icvcmCriteria' ? criterionOf(value?.trim() ?? '') : undefined;
  if (token && criterion) return { kind: 'criterion', criterion, span: wordsOf(record.text, token.node) };
  const its = kindOf(record, world.project.collections);
  const of = token && (token.path.length === 1 && token.path[0] === its.id ? its.name : isLineage(token.path) ? policies : targetOf(its, token.path));
  if (token && of !== undefined) return fileNamed(world, record, of, idOf(token.node.value) ?? '', wordsOf(record.text, token.node));
  const part = stretchAt(record, offset);
  const named = part ? mentionsWithin(record.text, part).filter(mention => touches(mention.span, offset)) : [];
  // Behind `ICVCM` the number is meant, where the offset is on both.
  return named.find(({ kind }) => kind === 'criterion') ?? named[0] ?? (part && idAt(world, record, part, offset));
}

/** The text around an offset, within its value or within the narrative; undefined on a key, in an address and between values. */
export function stretchAt(record: PolicyRecord, offset: number): Span | undefined {
  const token = tokenAt(record.root, offset);
  const whole = token ? token.node.span : touches(record.body, offset) ? record.body : undefined;
  if (!whole || token?.isKey || token?.path[0] === 'url') return undefined;
  return span(Math.max(whole.start, offset - reach), Math.min(whole.end, offset + reach));
}

/** The fields whose values are ids of records and nothing else. */
const isLineage = ([block, field]: Path): boolean => block === 'evolution' && (field === 'supersedes' || field === 'supersededBy');

function idAt(world: World, record: PolicyRecord, part: Span, offset: number): Subject | undefined {
  for (const { id, span: at } of idsWithin(record.text, part)) if (touches(at, offset)) return fileNamed(world, record, policies, id, at);
  return undefined;
}

/** The files of a collection that a file means by an id; undefined where there are none. A record means those of its language folder. */
function fileNamed({ corpus, project: { collections } }: World, record: PolicyRecord, of: string, id: string, at: Span): Subject | undefined {
  const near = knownFacts(corpus, record);
  const records = of === policies ? recordsNamed(corpus, collections, kindOf(record, collections), id, near) : [];
  if (records.length > 0) return { kind: 'record', id, records, span: at };
  const its = of === policies ? undefined : collections.named.get(of);
  const companions = its ? companionsNamed(corpus, collections, of, id, near) : [];
  return its && companions.length > 0 ? { kind: 'companion', id, its, companions, span: at } : undefined;
}

/** The key or single value that an offset touches. */
export function tokenAt(node: Node | undefined, offset: number, path: Path = []): Token | undefined {
  if (node?.kind === 'scalar') return touches(node.span, offset) ? { path, node, isKey: false } : undefined;
  if (node?.kind === 'seq') return first(node.items.entries(), ([i, item]) => touches(item.span, offset) ? tokenAt(item, offset, [...path, i]) : undefined);
  return first(node?.entries ?? [], ({ key, name, value }) => touches(key.span, offset) ? { path: [...path, name], node: key, isKey: true }
    : value && touches(value.span, offset) ? tokenAt(value, offset, [...path, name]) : undefined);
}

function first<T, R>(items: Iterable<T>, find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
