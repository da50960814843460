import { span, textOf, type Span } from '../base/span.ts';
import { nothing, type Asked, type Diary } from '../record/outlook.ts';
import { isBroken, type PolicyRecord } from '../syntax/record.ts';
import { entryOf } from '../syntax/tree.ts';
import type { Around, Rule } from './rule.ts';
import type { Course } from './run.ts';

/** What is known of a text that was checked: the rules that found nothing in it, with what they asked of the library. It holds the record, and is kept while that is open. */
export interface Calm { readonly record: PolicyRecord; readonly around: Around; readonly rules: ReadonlyMap<Rule, Asked> }

/** What is known of the text before; `isTold` says whether there may be news of the library since. */
export interface Before { readonly calm: Calm; readonly isTold: boolean }

/**
 * The course of a check that leaves out the rules which found nothing in the text before and would find nothing again, as nothing that
 * they read has changed, nor what they asked of the library.
 */
export function courseFrom(before: Before | undefined, record: PolicyRecord, around: Around, diary: Diary): { readonly course: Course | undefined; readonly calm: Calm } {
  const rules = new Map<Rule, Asked>();
  const calm = { record, around, rules };
  if (isBroken(record) || mayHaveAlias(record)) return { course: undefined, calm };
  const isStill = before && isOfOneMake(before.calm.record, record) ? stillIn(before.calm.record, record) : undefined;
  let page = diary.page();
  const skips = (rule: Rule): boolean => {
    page = diary.page();
    const asked = before?.calm.rules.get(rule);
    if (!before || !isStill || !asked || (before.isTold && asked !== nothing) || rule.reads?.every(isStill) !== true) return false;
    rules.set(rule, asked);
    diary.again(asked);
    return true;
  };
  return { calm, course: { skips, ran: (rule, isQuiet) => { if (isQuiet && rule.reads) rules.set(rule, diary.since(page)); } } };
}

/** Whether what stands between two texts can be told field by field. */
const isOfOneMake = (a: PolicyRecord, b: PolicyRecord): boolean => a.style === b.style && a.locale === b.locale && a.uri === b.uri;

/** With an alias what one field says may stand in another one. */
const mayHaveAlias = ({ style, text, fences }: PolicyRecord): boolean => style !== 'json' && /(?<![^\s,[\]{}:])\*[^\s,[\]{}*]/.test(textOf(text, fences.inner));

/** Tells of a field, of the body or of the keys whether it stands in both texts as it is. */
function stillIn(before: PolicyRecord, now: PolicyRecord): (field: string) => boolean {
  const known = new Map<string, boolean>();
  return field => {
    const is = known.get(field) ?? (field === 'keys' ? keysOf(before) === keysOf(now) : isSameText(before, spanOf(before, field), now, spanOf(now, field)));
    known.set(field, is);
    return is;
  };
}

const spanOf = ({ root, body }: PolicyRecord, field: string): Span => field === 'body' ? body : entryOf(root, field)?.span ?? nowhere;

const keysOf = ({ root }: PolicyRecord): string => root?.kind === 'map' ? root.entries.map(({ name }) => name).join('\n') : '';
const nowhere = span(0, 0);

const isSameText = (a: PolicyRecord, own: Span, b: PolicyRecord, its: Span): boolean => own.end - own.start === its.end - its.start && textOf(a.text, own) === textOf(b.text, its);
