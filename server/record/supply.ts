import { isSafeId } from '../schema/ids.ts';
import { isTranslated, writtenIn } from '../schema/translated.ts';
import { nameIn, type Vocabulary } from '../schema/vocabulary.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { nodeAt, stringOf, type Data } from '../syntax/tree.ts';
import type { Locale } from '../base/both.ts';
import type { Corpus } from './corpus.ts';
import type { Facts } from './facts.ts';

/** A value that a top-level field could have, and whether the record of the other language or this record itself tells it. */
export interface Supply { readonly value: Data; readonly from: 'twin' | 'record' }

/** What is known of a field that a record lacks: its twin's value as this language writes it, else what follows from the record itself. */
export function supplyOf(field: string, record: PolicyRecord, facts: Facts, corpus: Corpus, vocabulary: Vocabulary): Supply | undefined {
  const theirs = shared(field, corpus.twinOf(facts)?.values.get(field), record.locale, vocabulary);
  if (theirs !== undefined) return { value: theirs, from: 'twin' };
  const own = derived(field, record, facts, vocabulary);
  return own === undefined ? undefined : { value: own, from: 'record' };
}

/** The value of the other language's file in this one's words. A word of no vocabulary is not carried over. */
function shared(field: string, value: Data, locale: Locale, vocabulary: Vocabulary): Data {
  if (field === 'year') return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
  if (field === 'provenance' || field === 'analysis') return saysSomething(value) ? value : undefined;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  if (isTranslated(field)) return writtenIn(field, value, locale, vocabulary);
  // The name of a body may be English in both languages, but not Chinese.
  if (field === 'source' && locale === 'en' && /\p{Script=Han}/u.test(value)) return undefined;
  return ['url', 'pubDate', 'source', 'legalWeight', 'reviewStatus'].includes(field) ? value : undefined;
}

const saysSomething = (data: Data): boolean => typeof data === 'object' ? Object.values(data).some(saysSomething) : data !== undefined && data !== '';

function derived(field: string, { root, locale }: PolicyRecord, { stem, id }: Facts, { jurisdictions }: Vocabulary): Data {
  switch (field) {
    case 'id': return isSafeId(stem) ? stem : undefined;
    case 'year': {
      const year = /^(\d{4})-\d\d-\d\d$/.exec(stringOf(nodeAt(root, ['pubDate'])) ?? '')?.[1];
      return year === undefined ? undefined : Number(year);
    }
    case 'country': {
      const prefix = (id || stem).split('-')[0] ?? '';
      const jurisdiction = jurisdictions.find(({ idPrefixes }) => idPrefixes.includes(prefix));
      return jurisdiction && nameIn(jurisdiction, locale);
    }
    case 'reviewStatus': return 'draft';
    case 'provenance': return { author: '', lastAuditDate: '', reviewer: '' };
    default: return undefined;
  }
}
