import { span, touches, within, type Span } from '../base/span.ts';
import type { Facts } from '../record/facts.ts';
import { factsOf } from '../record/facts.ts';
import { mentionsWithin, type Mention } from '../record/mentions.ts';
import type { World } from '../rules/rule.ts';
import { criterionOf } from '../schema/knowledge.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { stringOf, type Node, type Path, type ScalarNode } from '../syntax/tree.ts';

/** What a stretch of a record is about, wherever it stands: a criterion, a mechanism, or other records by their id. */
export type Subject = Mention | { readonly kind: 'record'; readonly span: Span; readonly id: string; readonly records: readonly Facts[] };

/** A key, or a single value, with the path of its field. */
export interface Token { readonly path: Path; readonly node: ScalarNode; readonly isKey: boolean }

/** How far around an offset a paragraph is read. */
const reach = 2000;

/** What an offset of a record is about; undefined where it is none of what has a page, a card or a record of its own. */
export function subjectAt(world: World, record: PolicyRecord, offset: number): Subject | undefined {
  const token = tokenAt(record.root, offset);
  if (token?.isKey) return undefined;
  if (token?.path[0] === 'icvcmCriteria') {
    const criterion = criterionOf(stringOf(token.node)?.trim() ?? '');
    return criterion && { kind: 'criterion', criterion, span: token.node.span };
  }
  if (token && isReference(token.path)) return recordNamed(world, record, stringOf(token.node) ?? '', token.node.span);
  const whole = token ? token.node.span : touches(record.body, offset) ? record.body : undefined;
  if (!whole) return undefined;
  const part = span(Math.max(whole.start, offset - reach), Math.min(whole.end, offset + reach));
  const named = mentionsWithin(record.text, part).filter(mention => touches(mention.span, offset) && within(whole, mention.span));
  // Behind `ICVCM` the number is meant, where the offset is on both.
  return named.find(({ kind }) => kind === 'criterion') ?? named[0] ?? idAt(world, record, part, offset);
}

/** The fields whose values are ids of records. */
const isReference = ([block, field]: Path): boolean => block === 'evolution' && (field === 'supersedes' || field === 'supersededBy');

/** An id of the library as a text spells it: words and numbers joined by dashes. */
const word = /(?<![\p{L}\d_-])[a-z\d]+(?:-[a-z\d]+)+(?![\p{L}\d_-])/gu;

function idAt(world: World, record: PolicyRecord, part: Span, offset: number): Subject | undefined {
  for (const { index, 0: id } of record.text.slice(part.start, part.end).matchAll(word)) {
    const at = span(part.start + index, part.start + index + id.length);
    if (touches(at, offset)) return recordNamed(world, record, id, at);
  }
  return undefined;
}

function recordNamed(world: World, record: PolicyRecord, id: string, at: Span): Subject | undefined {
  const records = world.corpus.withId(id, world.corpus.of(record.uri) ?? factsOf(record));
  return records.length > 0 ? { kind: 'record', id, records, span: at } : undefined;
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
