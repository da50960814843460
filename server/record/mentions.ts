import { span, textOf, within, type Span } from '../base/span.ts';
import { citationsIn, likelyCitationsIn, mayCite, wholeOf } from '../schema/citations.ts';
import { criterionOf, type Criterion } from '../schema/knowledge.ts';
import { mechanismsIn, type Mechanism } from '../schema/mechanisms.ts';
import { charactersOf } from '../syntax/characters.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { nodeAt, stringOf, type Node, type ScalarNode } from '../syntax/tree.ts';

/** A criterion of the ICVCM framework or a mechanism that a record names, and where; `sub` is the sub-requirement that is named with it, such as `a) 5) i.` */
export type Mention = { readonly span: Span } & ({ readonly kind: 'criterion'; readonly criterion: Criterion; readonly sub?: string } | { readonly kind: 'mechanism'; readonly mechanism: Mechanism });

/** What a record names: the items of `icvcmCriteria`, and what its values and its narrative say, each stretch of text by itself. */
export function* mentionsIn(record: PolicyRecord): Generator<Mention> {
  yield* criteriaIn(record);
  const stretches = stretchesOf(record);
  // One pass over the file is many times faster than one over each value.
  let next = 0;
  for (const mention of mechanismsWithin(record.text, span(0, record.text.length))) {
    while ((stretches[next]?.end ?? Infinity) <= mention.span.start) next++;
    const around = stretches[next];
    if (around && within(around, mention.span)) yield mention;
  }
}

/** The criteria alone that a record names. */
export function* criteriaIn(record: PolicyRecord): Generator<Mention & { readonly kind: 'criterion' }> {
  const listed = nodeAt(record.root, ['icvcmCriteria']);
  for (const item of listed?.kind === 'seq' ? listed.items : []) {
    const criterion = criterionOf(stringOf(item)?.trim() ?? '');
    if (criterion && item.kind === 'scalar') yield { kind: 'criterion', criterion, span: wordsOf(record.text, item) };
  }
  if (mayCite(record.text)) for (const each of stretchesOf(record)) yield* criteriaWithin(record.text, each);
}

/** A single value without its quotes and the blanks at its ends. */
export function wordsOf(text: string, node: ScalarNode): Span {
  const characters = charactersOf(text, node);
  const end = characters.text.trimEnd().length;
  return characters.sourceOf(Math.min(end, characters.text.length - characters.text.trimStart().length), end);
}

/** The stretches of a record that hold text: its values, and its narrative. An address names nothing, whatever words it is made of. */
export function stretchesOf({ root, body }: PolicyRecord): readonly Span[] {
  const stretches: Span[] = [];
  if (root?.kind !== 'map') gather(root, stretches);
  else for (const { name, value } of root.entries) if (name !== 'url') gather(value, stretches);
  stretches.push(body);
  return stretches;
}

/**
 * What may be an id of a record as texts spell it, words and numbers joined by hyphens, and where. Parts of addresses and of the names of
 * files are none.
 */
export function* idsWithin(text: string, whole: Span): Generator<{ readonly id: string; readonly span: Span }> {
  for (const { index, 0: id } of textOf(text, whole).matchAll(spelledId)) yield { id, span: span(whole.start + index, whole.start + index + id.length) };
}

const spelledId = /(?<![\p{Script=Latin}\d_/.#?=&%@~+-])[a-z\d]+(?:-[a-z\d]+)+(?![\p{Script=Latin}\d_/%@-]|\.[a-z\d])/gu;

/** What one stretch of a text names, in its order, with what may well be meant: for who asks about a place in it. */
export const mentionsWithin = (text: string, whole: Span): readonly Mention[] =>
  [...askedWithin(text, whole), ...mechanismsWithin(text, whole)].sort((a, b) => a.span.start - b.span.start);

function* askedWithin(text: string, whole: Span): Generator<Mention> {
  const words = textOf(text, whole);
  for (const citation of likelyCitationsIn(words)) {
    const criterion = criterionOf(citation.id);
    const { start, end } = wholeOf(words, citation);
    if (criterion) yield { kind: 'criterion', criterion, span: span(whole.start + start, whole.start + end), ...citation.sub ? { sub: citation.sub.name } : {} };
  }
}

function* criteriaWithin(text: string, whole: Span): Generator<Mention & { readonly kind: 'criterion' }> {
  for (const { id, start, end } of citationsIn(textOf(text, whole))) {
    const criterion = criterionOf(id);
    if (criterion) yield { kind: 'criterion', criterion, span: span(whole.start + start, whole.start + end) };
  }
}

function* mechanismsWithin(text: string, whole: Span): Generator<Mention> {
  for (const { mechanism, start, end } of mechanismsIn(textOf(text, whole))) yield { kind: 'mechanism', mechanism, span: span(whole.start + start, whole.start + end) };
}

/** Gathers the values that hold text. */
function gather(node: Node | undefined, stretches: Span[]): void {
  if (node?.kind === 'scalar') {
    if (typeof node.value === 'string') stretches.push(node.span);
  } else if (node?.kind === 'seq') for (const item of node.items) gather(item, stretches);
  else for (const { value } of node?.entries ?? []) gather(value, stretches);
}
