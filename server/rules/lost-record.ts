import { eolOf } from '../base/lines.ts';
import type { Locale } from '../base/both.ts';
import type { Corpus } from '../record/corpus.ts';
import type { Facts } from '../record/facts.ts';
import { narrativeNote } from '../record/mirror.ts';
import { isSafeId } from '../schema/ids.ts';
import { isTranslated, writtenIn } from '../schema/translated.ts';
import type { Vocabulary } from '../schema/vocabulary.ts';
import { frontmatterText, mannerOf } from '../syntax/print.ts';
import { isBroken, type PolicyRecord } from '../syntax/record.ts';
import { entryOf, wholeText, type Data } from '../syntax/tree.ts';
import { inOrderOf, unscored } from './dimensions.ts';
import { changeableTwin, inBothLanguages } from './in-both.ts';
import { unassessed } from './missing-field.ts';
import { fixLater, type Fix, type Related, type World } from './rule.ts';
import { languageName, otherLanguage } from './wording.ts';

/** What a record that lineage names and nobody has entered is to the one that names it. */
export type Kinship = 'older' | 'newer';

/** The twin of a record where it can be changed and looks for an id in vain too: what is done about the id is then done in both. */
export function twinLacking(id: string, facts: Facts, corpus: Corpus): Facts | undefined {
  const twin = changeableTwin(facts, corpus);
  return twin && corpus.withId(id, twin).length === 0 ? twin : undefined;
}

/** Enters the record that lineage names, with what the record that names it tells of it and gaps for the rest; in both languages where the twin names it too. */
export function entering(id: string, kinship: Kinship, record: PolicyRecord, { corpus, project: { vocabulary } }: World, facts: Facts): readonly Fix[] {
  // Where the other language has it, its counterpart is made from that file and not from nothing.
  if (!isSafeId(id) || !facts.id || !record.uri.includes('/') || isBroken(record) || inOtherLanguage(id, facts, corpus)) return [];
  const twin = twinLacking(id, facts, corpus);
  const isNamed = twin && (kinship === 'older' ? twin.supersedes.some(each => each.trim() === id) : twin.supersededBy?.trim() === id);
  const files = [facts, ...isNamed ? [twin] : []].map(({ uri, locale }) =>
    ({ locale, uri: uri.replace(/[^\\/]*?(\.[^.\\/]*)?$/, (_, ending: string | undefined) => `${id}${ending ?? '.md'}`) }));
  if (files.some(({ uri }) => corpus.of(uri))) return [];
  const title = { zh: `建立记录“${id}”，内容留空待填`, en: `Create the record “${id}” with gaps to be filled` };
  return [fixLater({ title: files.length > 1 ? inBothLanguages(title) : title, safe: false },
    () => files.map(({ uri, locale }) => ({ kind: 'create', uri, text: blankRecord(id, kinship, record, locale, vocabulary) })))];
}

/** The record with an id in the other language, for a reader who misses it in this one. */
export function relatedElsewhere(id: string, facts: Facts, corpus: Corpus): readonly Related[] {
  const other = inOtherLanguage(id, facts, corpus);
  if (!other) return [];
  const [there, here] = [languageName[other.locale], languageName[facts.locale]];
  return [{ uri: other.uri, path: ['id'], message: { zh: `${there.zh}文件在这里，缺的是${here.zh}对照文件。`, en: `The ${there.en} file is here, and its ${here.en} counterpart is missing.` } }];
}

const inOtherLanguage = (id: string, facts: Facts, corpus: Corpus): Facts | undefined =>
  facts.language && corpus.withId(id, { ...facts, language: otherLanguage(facts.language) })[0];

/** The text of a record of which only its place in the lineage is known, in the manner of the record that names it. */
function blankRecord(id: string, kinship: Kinship, record: PolicyRecord, locale: Locale, vocabulary: Vocabulary): string {
  const { root } = record;
  const as = (field: string): string => {
    const word = wholeText(entryOf(root, field)?.value)?.value.trim() ?? '';
    return isTranslated(field) ? writtenIn(field, word, locale, vocabulary) ?? (locale === record.locale ? word : '') : word;
  };
  const own = as('id');
  const superseded = vocabulary.terms('status').find(term => term.id === 'superseded')?.written[locale] ?? '';
  const data: Readonly<Record<string, Data>> = {
    id, title: '', country: as('country'), status: kinship === 'older' ? superseded : '', category: as('category'), legalWeight: as('legalWeight'),
    pubDate: '', source: '', url: '', reviewStatus: 'draft', analysis: inOrder(record, unscored),
    ...entryOf(root, 'regulatory') ? { regulatory: inOrder(record, unassessed) } : {},
    evolution: kinship === 'older' ? { clusters: [], supersededBy: own, supersedes: [] } : { clusters: [], supersededBy: '', supersedes: [own] },
    provenance: { author: '', lastAuditDate: '', reviewer: '' },
  };
  const eol = eolOf(record.text);
  return ['---', frontmatterText(mannerOf(record), inOrder(record, data)), '---', '', narrativeNote(locale), ''].join(eol);
}

/** Keys in the order of the alphabet where the record's are. */
const inOrder = (record: PolicyRecord, data: Readonly<Record<string, Data>>): Data => Object.fromEntries(inOrderOf(record, Object.keys(data)).map(name => [name, data[name]]));
