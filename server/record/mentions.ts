import { span, textOf, within, type Span } from '../base/span.ts';
import { citationsIn } from '../schema/citations.ts';
import { criterionOf, type Criterion } from '../schema/knowledge.ts';
import { mechanismsIn, type Mechanism } from '../schema/mechanisms.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { nodeAt, stringOf, type Node } from '../syntax/tree.ts';

/** A criterion of the ICVCM framework or a mechanism that a record names, and where. */
export type Mention = { readonly span: Span } & ({ readonly kind: 'criterion'; readonly criterion: Criterion } | { readonly kind: 'mechanism'; readonly mechanism: Mechanism });

/** What a record names: the items of `icvcmCriteria`, and what its values and its narrative say, each stretch of text by itself. */
export function* mentionsIn(record: PolicyRecord): Generator<Mention> {
  const listed = nodeAt(record.root, ['icvcmCriteria']);
  for (const item of listed?.kind === 'seq' ? listed.items : []) {
    const criterion = criterionOf(stringOf(item)?.trim() ?? '');
    if (criterion) yield { kind: 'criterion', criterion, span: item.span };
  }
  const stretches = [...textsIn(record.root), record.body];
  for (const each of stretches) yield* criteriaWithin(record.text, each);
  // One pass over the file is many times faster than one over each value.
  let next = 0;
  for (const mention of mechanismsWithin(record.text, span(0, record.text.length))) {
    while ((stretches[next]?.end ?? Infinity) <= mention.span.start) next++;
    const around = stretches[next];
    if (around && within(around, mention.span)) yield mention;
  }
}

/** What one stretch of a text names, in its order. */
export const mentionsWithin = (text: string, whole: Span): readonly Mention[] =>
  [...criteriaWithin(text, whole), ...mechanismsWithin(text, whole)].sort((a, b) => a.span.start - b.span.start);

function* criteriaWithin(text: string, whole: Span): Generator<Mention> {
  for (const { id, start, end } of citationsIn(textOf(text, whole))) {
    const criterion = criterionOf(id);
    if (criterion) yield { kind: 'criterion', criterion, span: span(whole.start + start, whole.start + end) };
  }
}

function* mechanismsWithin(text: string, whole: Span): Generator<Mention> {
  for (const { mechanism, start, end } of mechanismsIn(textOf(text, whole))) yield { kind: 'mechanism', mechanism, span: span(whole.start + start, whole.start + end) };
}

/** The values that hold text. */
function* textsIn(node: Node | undefined): Generator<Span> {
  if (node?.kind === 'scalar') {
    if (typeof node.value === 'string') yield node.span;
  } else if (node?.kind === 'seq') for (const item of node.items) yield* textsIn(item);
  else for (const { value } of node?.entries ?? []) yield* textsIn(value);
}
