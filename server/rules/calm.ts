import { textOf, type Span } from '../base/span.ts';
import { nothing, type Asked, type Diary } from '../record/outlook.ts';
import { isBroken, type PolicyRecord } from '../syntax/record.ts';
import type { Entry } from '../syntax/tree.ts';
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
  const changed = before && isOfOneMake(before.calm.record, record) ? changedIn(before.calm.record, record) : undefined;
  let page = diary.page();
  const skips = (rule: Rule): boolean => {
    const asked = before?.calm.rules.get(rule);
    if (!before || !changed || !asked || (before.isTold && asked !== nothing) || rule.reads?.some(field => changed.has(field)) !== false) {
      page = diary.page();
      return false;
    }
    rules.set(rule, asked);
    if (asked !== nothing) diary.again(asked);
    return true;
  };
  return { calm, course: { skips, ran: (rule, isQuiet) => { if (isQuiet && rule.reads) rules.set(rule, diary.since(page)); } } };
}

/** Whether what stands between two texts can be told field by field. */
const isOfOneMake = (a: PolicyRecord, b: PolicyRecord): boolean => a.style === b.style && a.locale === b.locale && a.uri === b.uri;

/** With an alias what one field says may stand in another one. */
const mayHaveAlias = ({ style, text, fences }: PolicyRecord): boolean => style !== 'json' && /(?<![^\s,[\]{}:])\*[^\s,[\]{}*]/.test(textOf(text, fences.inner));

/** The fields that do not stand in both texts as they are, the body and the keys among them; where keys have moved, maybe more. */
function changedIn(before: PolicyRecord, now: PolicyRecord): ReadonlySet<string> {
  const changed = new Set<string>();
  const [own, its] = [entriesIn(before), entriesIn(now)];
  for (let i = 0; i < own.length || i < its.length; i++) {
    const [a, b] = [own[i], its[i]];
    if (a && b && a.name === b.name) {
      if (!isSameText(before, a.span, now, b.span)) changed.add(a.name);
    } else for (const each of [a, b, keys]) if (each) changed.add(each.name);
  }
  if (!isSameText(before, before.body, now, now.body)) changed.add('body');
  return changed;
}

const keys = { name: 'keys' };
const entriesIn = ({ root }: PolicyRecord): readonly Entry[] => root?.kind === 'map' ? root.entries : [];

const isSameText = (a: PolicyRecord, own: Span, b: PolicyRecord, its: Span): boolean => own.end - own.start === its.end - its.start && textOf(a.text, own) === textOf(b.text, its);
