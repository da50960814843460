import { span, type Span } from '../base/span.ts';
import { headingIn, narrativeOf } from '../rules/narrative.ts';
import { fenceBehind } from '../syntax/code.ts';
import type { PolicyRecord } from '../syntax/record.ts';

/** A heading of the narrative, from 1 to 6, with all that stands below it up to the next heading of its level or of a higher one. */
export interface Section {
  readonly level: number;
  /** The words of the heading without its marks. */
  readonly title: string;
  /** The line of the heading, without its line break. */
  readonly heading: Span;
  /** From the heading to the last word that belongs to it; blank lines at the end do not. */
  readonly span: Span;
}

/** The sections of a narrative in their order; one that holds others comes before them. What looks like a heading in code or in a comment is none. */
export function sectionsOf(record: PolicyRecord): readonly Section[] {
  const { text, lines, body } = record;
  const narrative = narrativeOf(record);
  const headings: (Omit<Section, 'span'>)[] = [];
  let open: string | undefined;
  for (let line = lines.lineOf(body.start); line < lines.count() && body.start < body.end; line++) {
    const at = span(Math.max(lines.startOf(line), body.start), lines.endOf(line));
    const own = narrative.slice(at.start - body.start, at.end - body.start);
    const title = open === undefined ? headingIn(own) : undefined;
    if (title !== undefined) headings.push({ level: /#+/.exec(own)?.[0].length ?? 1, title, heading: at });
    open = fenceBehind(open, own);
  }
  const sections: Section[] = [];
  /** Where the nearest heading below starts, by its level. */
  const below = new Map<number, number>();
  for (const each of headings.reverse()) {
    const next = Math.min(text.length, ...[...below].flatMap(([level, at]) => level <= each.level ? at : []));
    sections.push({ ...each, span: span(each.heading.start, text.slice(0, next).trimEnd().length) });
    below.set(each.level, each.heading.start);
  }
  return sections.reverse();
}
