import { Parser, type CST } from 'yaml';
import { span, textOf, type Span } from '../base/span.ts';
import type { PolicyRecord } from './record.ts';

/** An anchor of YAML, with its sign. */
export interface Anchor { readonly name: string; readonly span: Span }

/** The anchors of a frontmatter, in document order. The tree does not tell of them, as few records have any. */
export function anchorsIn({ text, fences: { inner } }: PolicyRecord): readonly Anchor[] {
  const own = textOf(text, inner);
  // In the middle of a word, as in R&D, stands none.
  if (!/(?<![^\s,[\]{}:])&[^\s,[\]{}]/.test(own)) return [];
  const found: Anchor[] = [];
  const visit = (part: CST.Token | CST.CollectionItem | CST.SourceToken): void => {
    if ('type' in part && part.type === 'anchor') found.push({ name: part.source.slice(1), span: span(inner.start + part.offset, inner.start + part.offset + part.source.length) });
    const parts = Object.entries(part).flatMap(([name, value]) => ['start', 'props', 'items', 'key', 'sep', 'value', 'end'].includes(name) ? value as object | readonly object[] : []);
    for (const each of parts) if (typeof each === 'object' && each !== null) visit(each as CST.Token);
  };
  for (const part of new Parser().parse(own)) visit(part);
  return found.sort((a, b) => a.span.start - b.span.start);
}
