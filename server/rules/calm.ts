import { span, textOf, type Span } from '../base/span.ts';
import { isBroken, type PolicyRecord } from '../syntax/record.ts';
import { entryOf } from '../syntax/tree.ts';
import type { Around, Rule } from './rule.ts';
import type { Course } from './run.ts';

/** What is known of a text that was checked: the rules that found nothing in it and asked nothing of the library. It holds the record, and is kept while that is open. */
export interface Calm { readonly record: PolicyRecord; readonly around: Around; readonly rules: ReadonlySet<Rule> }

/**
 * The course of a check that leaves out the rules which found nothing in the text before and would find nothing again, as nothing that
 * they read has changed. `questions` tells how many the library was asked so far.
 */
export function courseFrom(before: Calm | undefined, record: PolicyRecord, around: Around, questions: () => number): { readonly course: Course | undefined; readonly calm: Calm } {
  const rules = new Set<Rule>();
  const calm = { record, around, rules };
  if (isBroken(record)) return { course: undefined, calm };
  const isStill = before && isOfOneMake(before.record, record) ? stillIn(before.record, record) : undefined;
  let asked = 0;
  const skips = (rule: Rule): boolean => {
    const isQuiet = isStill !== undefined && before?.rules.has(rule) === true && rule.reads?.every(isStill) === true;
    if (isQuiet) rules.add(rule);
    asked = questions();
    return isQuiet;
  };
  return { calm, course: { skips, ran: (rule, isQuiet) => { if (isQuiet && rule.reads && questions() === asked) rules.add(rule); } } };
}

/** Whether what stands between two texts can be told field by field. */
const isOfOneMake = (a: PolicyRecord, b: PolicyRecord): boolean => a.style === b.style && a.locale === b.locale && a.uri === b.uri && !mayHaveAlias(a) && !mayHaveAlias(b);

/** With an alias what one field says may stand in another one. */
const mayHaveAlias = ({ style, text, fences }: PolicyRecord): boolean => style !== 'json' && /[\s:,[]\*\w/.test(textOf(text, fences.inner));

/** Tells of a field, or of the body, whether it stands in both texts as it is. */
function stillIn(before: PolicyRecord, now: PolicyRecord): (field: string) => boolean {
  const known = new Map<string, boolean>();
  return field => {
    const is = known.get(field) ?? isSameText(before, spanOf(before, field), now, spanOf(now, field));
    known.set(field, is);
    return is;
  };
}

const spanOf = ({ root, body }: PolicyRecord, field: string): Span => field === 'body' ? body : entryOf(root, field)?.span ?? nowhere;
const nowhere = span(0, 0);

const isSameText = (a: PolicyRecord, own: Span, b: PolicyRecord, its: Span): boolean => own.end - own.start === its.end - its.start && textOf(a.text, own) === textOf(b.text, its);
