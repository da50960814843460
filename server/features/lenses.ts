import type * as lsp from 'vscode-languageserver-types';
import { span } from '../base/span.ts';
import type { Both, Locale } from '../base/both.ts';
import { namersOf } from '../record/collected.ts';
import { companionIn } from '../record/companions.ts';
import { knownFacts } from '../record/corpus.ts';
import type { Facts } from '../record/facts.ts';
import { citing, lineageOf } from '../record/links.ts';
import type { World } from '../rules/rule.ts';
import { successorsOf } from '../rules/succession.ts';
import { otherLanguage } from '../rules/wording.ts';
import { kindOf, policies } from '../schema/collections.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { Path } from '../syntax/tree.ts';
import { rangeOf } from './ranges.ts';

/** The command that shows places; its arguments are the document’s uri, the position of the lens, and the places, each a file and a field of it. */
export const showReferencesCommand = 'policyRecords.showReferences';

/** A field of a file, whose text is not at hand. */
export interface Place { readonly uri: string; readonly path: Path }

/**
 * What stands above a record: how many records supersede it, how many name it in their lineage, how many files of other collections name
 * it, and its twin; above another file, how many name it. Nothing is said of what
 * there is none of, but for a missing twin where the library has records in the other language.
 */
export function codeLenses({ corpus, project: { collections } }: World, record: PolicyRecord, locale: Locale): readonly lsp.CodeLens[] {
  const facts = knownFacts(corpus, record);
  const its = kindOf(record, collections);
  const range = rangeOf(record.lines, span(record.fences.open.start, record.fences.open.start));
  const showing = (title: string, places: readonly Place[]): lsp.CodeLens => ({ range, command: { title, command: showReferencesCommand, arguments: [record.uri, range.start, places] } });
  const companion = its.name === policies ? undefined : companionIn(corpus.companions(), record.uri);
  const named = companion || its.name === policies ? namersOf(corpus, collections, its.name, companion ?? facts).map(({ by, files }) =>
    showing(namedBy(by.called, files.length)[locale], files.map(({ uri, field }) => ({ uri, path: field.split('.') })))) : [];
  if (its.name !== policies) return named;
  const newer = successorsOf(facts, corpus);
  const cited = citing(corpus, facts);
  const twin = corpus.knownTwinOf(facts);
  return [
    ...newer.length > 0 ? [showing(supersededBy(newer.length)[locale], newer.map(({ uri }) => ({ uri, path: ['id'] })))] : [],
    ...cited.length > 0 ? [showing(citedBy(cited.length)[locale], cited.map(each => ({ uri: each.uri, path: pathTo(facts, each) })))] : [],
    ...named,
    ...twin ? [showing(`${twinIs[locale]}${twin.language ?? twin.locale}`, [{ uri: twin.uri, path: ['id'] }])] : [],
    // A lens without a command is shown and leads nowhere.
    ...!twin && facts.language && corpus.speaks(otherLanguage(facts.language), facts) ? [{ range, command: { title: noTwin[otherLanguage(facts.language)][locale], command: '' } }] : [],
  ];
}

/** The first field by which a record names another. */
const pathTo = ({ id = '' }: Facts, other: Facts): Path => lineageOf(other).find(each => each.id === id.trim())?.path ?? ['evolution'];

const supersededBy = (n: number): Both => ({ zh: `被 ${n} 条记录取代`, en: `superseded by ${n}` });
const citedBy = (n: number): Both => ({ zh: `被 ${n} 条记录引用`, en: `cited by ${n}` });
const namedBy = (called: Both, n: number): Both => ({ zh: `被${called.zh}引用：${n}`, en: `named by ${called.en}: ${n}` });
const twinIs: Both = { zh: '对照文件：', en: 'twin: ' };
const noTwin: Readonly<Record<Locale, Both>> = { zh: { zh: '没有中文版本', en: 'no Chinese version' }, en: { zh: '没有英文版本', en: 'no English version' } };
