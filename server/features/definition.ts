import type * as lsp from 'vscode-languageserver-types';
import type { Locale } from '../base/both.ts';
import type { World } from '../rules/rule.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { Path } from '../syntax/tree.ts';
import { rangeOf } from './ranges.ts';
import { pageUri, referencePage } from './reference-page.ts';
import { subjectAt, type Subject } from './subject.ts';

/** The language of the reference pages, and whether the client can show them. */
export interface DefinitionOptions { readonly locale: Locale; readonly pages: boolean }

/** Where something is defined: a chapter of a reference page with its heading, or a field of a record, whose text is not at hand. */
export type Target = { readonly uri: string } & ({ readonly path: Path } | { readonly range: lsp.Range; readonly heading: lsp.Range });

/** A stretch of a record and where what it names is defined. */
export interface Definition { readonly from: lsp.Range; readonly targets: readonly Target[] }

/** Where the criterion or the mechanism at an offset is explained, or the records stand that the id there means. */
export function definition(world: World, record: PolicyRecord, offset: number, options: DefinitionOptions): Definition | undefined {
  const subject = subjectAt(world, record, offset);
  const targets = subject ? targetsOf(subject, options) : [];
  return subject && targets.length > 0 ? { from: rangeOf(record.lines, subject.span), targets } : undefined;
}

function targetsOf(subject: Subject, options: DefinitionOptions): readonly Target[] {
  switch (subject.kind) {
    case 'record': return subject.records.map(({ uri }) => ({ uri, path: ['id'] }));
    case 'companion': return subject.companions.map(({ uri }) => ({ uri, path: [subject.its.id] }));
    case 'criterion': return explained('icvcm', subject.criterion.id, options);
    case 'mechanism': return explained('mechanisms', subject.mechanism.id, options);
  }
}

/** The chapter of a reference page that explains something; nothing for a client that cannot show it. */
export function explained(kind: 'icvcm' | 'mechanisms', id: string, { locale, pages }: DefinitionOptions): readonly (Target & { readonly heading: lsp.Range })[] {
  const chapter = pages ? referencePage(kind, locale).chapterOf(id) : undefined;
  return chapter ? [{ uri: pageUri(kind, locale), range: chapter.range, heading: chapter.heading }] : [];
}
