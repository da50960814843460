import type * as lsp from 'vscode-languageserver-types';
import type { Locale } from '../base/both.ts';
import type { Span } from '../base/span.ts';
import { knownFacts, type Corpus } from '../record/corpus.ts';
import type { Facts } from '../record/facts.ts';
import { companionsAround, namingsIn } from '../record/links.ts';
import { mentionsIn } from '../record/mentions.ts';
import type { World } from '../rules/rule.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { rangeOf } from './ranges.ts';
import { pageNamed, referencePage } from './reference-page.ts';
import { subjectAt } from './subject.ts';

/** What places are looked for: those that name a criterion or a mechanism, or the records with an id, in one language folder. */
export type Wanted = { readonly kind: 'criterion' | 'mechanism'; readonly id: string; readonly near: Locale | Facts } | { readonly kind: 'record'; readonly id: string; readonly near: Facts };

/** What an offset of a record asks for. */
export function wantedAt(world: World, record: PolicyRecord, offset: number): Wanted | undefined {
  const subject = subjectAt(world, record, offset);
  if (!subject) return undefined;
  const near = knownFacts(world.corpus, record);
  return subject.kind === 'criterion' ? { kind: 'criterion', id: subject.criterion.id, near }
    : subject.kind === 'mechanism' ? { kind: 'mechanism', id: subject.mechanism.id, near } : { kind: 'record', id: subject.id, near };
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
 * and the facilities of that language.
 */
export function filesNaming(corpus: Corpus, { kind, id, near }: Wanted): readonly string[] {
  const { records, beside } = corpus;
  const own = new Set(typeof near === 'string' ? records.filter(({ language }) => language === near) : beside(near));
  if (kind === 'record') return [...own, ...companionsAround(corpus, near).filter(({ language }) => near.language === undefined || language === near.language)].map(({ uri }) => uri);
  const naming = records.filter(({ criteria, mechanisms }) => (kind === 'criterion' ? criteria : mechanisms).includes(id));
  return [...naming.filter(each => own.has(each)), ...naming.filter(each => !own.has(each))].map(({ uri }) => uri);
}

/** The places in one file that name it, in their order; where `declared`, the id of a record itself is among them. */
export function placesNaming(record: PolicyRecord, wanted: Wanted, declared: boolean): readonly lsp.Range[] {
  const places = new Map<number, Span>();
  for (const at of spansOf(record, wanted, declared)) places.set(at.start, at);
  return [...places.values()].sort((a, b) => a.start - b.start).map(at => rangeOf(record.lines, at));
}

function* spansOf(record: PolicyRecord, { kind, id }: Wanted, declared: boolean): Generator<Span> {
  if (kind === 'record') {
    for (const each of namingsIn(record, id)) if (declared || each.kind !== 'own') yield each.span;
  } else for (const mention of mentionsIn(record)) {
    if (mention.kind === kind && (mention.kind === 'criterion' ? mention.criterion.id : mention.mechanism.id) === id) yield mention.span;
  }
}
