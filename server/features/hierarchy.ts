import type * as lsp from 'vscode-languageserver-types';
import type { Locale } from '../base/both.ts';
import { knownFacts } from '../record/corpus.ts';
import type { Facts } from '../record/facts.ts';
import { everyWithId } from '../record/links.ts';
import type { World } from '../rules/rule.ts';
import { longest } from '../rules/succession.ts';
import { brief } from '../rules/wording.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { subjectAt } from './subject.ts';

/** One policy of a lineage, whichever languages tell of it. `group` is the uri of a record of its library, by which the id is looked up again. */
export interface Lineal extends lsp.TypeHierarchyItem { readonly data: { readonly id: string; readonly group: string } }

/** The policy that an offset of a record names, or else the record's own: where its lineage is looked at from. */
export function prepareHierarchy(world: World, record: PolicyRecord, offset: number, locale: Locale): readonly Lineal[] {
  const subject = subjectAt(world, record, offset);
  const own = knownFacts(world.corpus, record);
  const facts = subject?.kind === 'record' ? subject.records[0] : own;
  return facts?.id === undefined ? [] : itemOf(facts.id, facts, world, locale);
}

/** What a policy supersedes, by what either language says in either record. One level at a time, so that a circle never runs on by itself. */
export const supertypes = (world: World, item: Lineal, locale: Locale): readonly Lineal[] =>
  others(world, item, locale, each => [...each.supersedes, ...each.id === undefined ? [] : world.corpus.supersededBy(each.id, each).map(({ id }) => id)]);

/** What supersedes a policy, likewise. */
export const subtypes = (world: World, item: Lineal, locale: Locale): readonly Lineal[] =>
  others(world, item, locale, each => [each.supersededBy, ...each.id === undefined ? [] : world.corpus.superseding(each.id, each).map(({ id }) => id)]);

function others(world: World, { data }: Lineal, locale: Locale, named: (facts: Facts) => readonly (string | undefined)[]): readonly Lineal[] {
  const near = world.corpus.of(data.group);
  if (!near) return [];
  const ids = new Set(everyWithId(world.corpus, data.id, near).flatMap(named).flatMap(id => id?.trim() || []));
  ids.delete(data.id);
  return [...ids].slice(0, longest).flatMap(id => itemOf(id, near, world, locale));
}

/** A policy by its record in the reader's language, or else in the other; none where nobody entered one. */
function itemOf(id: string, near: Facts, { corpus }: World, locale: Locale): readonly Lineal[] {
  const versions = everyWithId(corpus, id, near);
  const facts = versions.find(each => each.locale === locale) ?? versions[0] ?? (near.id === id ? near : undefined);
  if (!facts) return [];
  return [{
    name: id, kind: classSymbol, detail: [brief(facts.title ?? ''), facts.status].filter(Boolean).join(' · '), uri: facts.uri, range: start, selectionRange: start, data: { id, group: facts.uri },
  }];
}

/** The protocol's number for a class, which is what its hierarchies are of. */
const classSymbol = 5;

/** The text of another file is not at hand, and its record begins where it does. */
const start: lsp.Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
