import type * as lsp from 'vscode-languageserver-types';
import type { Locale } from '../base/both.ts';
import type { Span } from '../base/span.ts';
import { knownFacts, type Corpus } from '../record/corpus.ts';
import type { Facts } from '../record/facts.ts';
import { filesAround } from '../record/collected.ts';
import type { Named } from '../record/companions.ts';
import { namingsIn } from '../record/links.ts';
import { mentionsIn } from '../record/mentions.ts';
import type { World } from '../rules/rule.ts';
import { kindOf, policies, type Collections } from '../schema/collections.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { rangeOf } from './ranges.ts';
import { pageNamed, referencePage } from './reference-page.ts';
import { subjectAt } from './subject.ts';

/** What places are looked for: those that name a criterion or a mechanism, or the files of a collection with an id, around one of its files. */
export type Wanted = { readonly kind: 'criterion' | 'mechanism'; readonly id: string; readonly near: Locale | Facts }
  | { readonly kind: 'file'; readonly id: string; readonly of: string; readonly near: Named; readonly collections: Collections };

/** What an offset of a record asks for. */
export function wantedAt(world: World, record: PolicyRecord, offset: number): Wanted | undefined {
  const subject = subjectAt(world, record, offset);
  if (!subject) return undefined;
  const near = knownFacts(world.corpus, record);
  const { collections } = world.project;
  switch (subject.kind) {
    case 'criterion': return { kind: 'criterion', id: subject.criterion.id, near };
    case 'mechanism': return { kind: 'mechanism', id: subject.mechanism.id, near };
    case 'record': return { kind: 'file', id: subject.id, of: policies, near: subject.records[0] ?? near, collections };
    case 'companion': return { kind: 'file', id: subject.id, of: subject.its.name, near: subject.companions[0] ?? near, collections };
  }
}

/** What a line of a reference page asks for: what its chapter explains. */
export function wantedOnPage(uri: string, line: number): Wanted | undefined {
  const page = pageNamed(uri);
  const id = page && referencePage(page.kind, page.locale).idAt(line);
  return page && id !== undefined ? { kind: page.kind === 'icvcm' ? 'criterion' : 'mechanism', id, near: page.locale } : undefined;
}

/**
 * The files that may name it, those of the own language folder first. Criteria and mechanisms are the same for every record; an id means
 * something in its language folder only, and what a narrative says of it is known from its text alone, so all files there are named,
 * and those of other collections in that language.
 */
export function filesNaming(corpus: Corpus, wanted: Wanted): readonly string[] {
  if (wanted.kind === 'file') return filesAround(corpus, wanted.collections, wanted.of, wanted.near).map(({ uri }) => uri);
  const { kind, id, near } = wanted;
  const records = corpus.records();
  const own = new Set(typeof near === 'string' ? records.filter(({ language }) => language === near) : corpus.beside(near));
  const naming = records.filter(({ criteria, mechanisms }) => (kind === 'criterion' ? criteria : mechanisms).includes(id));
  return [...naming.filter(each => own.has(each)), ...naming.filter(each => !own.has(each))].map(({ uri }) => uri);
}

/** The places in one file that name it, in their order; where `declared`, the id of a record itself is among them. */
export function placesNaming(record: PolicyRecord, wanted: Wanted, declared: boolean): readonly lsp.Range[] {
  const places = new Map<number, Span>();
  for (const at of spansOf(record, wanted, declared)) places.set(at.start, at);
  return [...places.values()].sort((a, b) => a.start - b.start).map(at => rangeOf(record.lines, at));
}

function* spansOf(record: PolicyRecord, wanted: Wanted, declared: boolean): Generator<Span> {
  const { kind, id } = wanted;
  if (kind === 'file') {
    for (const each of namingsIn(record, id, kindOf(record, wanted.collections))) if (each.of === wanted.of && (declared || each.kind !== 'own')) yield each.span;
  } else for (const mention of mentionsIn(record)) {
    if (mention.kind === kind && (mention.kind === 'criterion' ? mention.criterion.id : mention.mechanism.id) === id) yield mention.span;
  }
}
