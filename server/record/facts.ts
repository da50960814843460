import type { Locale } from '../base/both.ts';
import { compact } from '../base/compact.ts';
import { last } from '../base/last.ts';
import { isSame } from '../base/same.ts';
import { policyReferences } from '../schema/collections.ts';
import { languageOfPath, stemOf } from '../syntax/locale.ts';
import { dataIn, isBroken, type PolicyRecord } from '../syntax/record.ts';
import { dataOf, emptyMap, entryOf, type Data, type Entry, type Node } from '../syntax/tree.ts';
import { mentionsIn } from './mentions.ts';
import { areSameAssessed, areSameSeen, assessed, briefOf, inShortFrom, packed, valuesOf, withoutAssessment, type Brief, type ReadAgain, type Values } from './values.ts';

/** What the library keeps of one record: enough to answer every other record's questions, and none of its text. */
export interface Facts {
  readonly uri: string;
  /** The file's name without folder and ending, which the id should equal. */
  readonly stem: string;
  /** The language its folder names; undefined outside language folders. References are looked up among records of the same. */
  readonly language: Locale | undefined;
  readonly locale: Locale;
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly country: string | undefined;
  readonly category: string | undefined;
  readonly status: string | undefined;
  readonly legalWeight: string | undefined;
  readonly supersedes: readonly string[];
  readonly supersededBy: string | undefined;
  /** The ids of the ICVCM criteria and of the mechanisms that its values and its narrative name, each once. */
  readonly criteria: readonly string[];
  readonly mechanisms: readonly string[];
  /** The values a twin may be mended from, by field. */
  readonly values: Values;
  /** What it tells of the facts that both languages share, in short, where that was worked out (`toldIn`). */
  readonly told?: number | undefined;
  /** Set where the text could not be read as it stands: what is not here may yet be there. */
  readonly broken?: true | undefined;
}

/** The fields whose values are the same in both languages, or are mapped through a vocabulary. */
export const sharedFields: readonly string[] = ['year', 'pubDate', 'url', 'source', 'legalWeight', 'reviewStatus', 'category', 'status', 'country', 'provenance', 'evolution', assessed, ...policyReferences];

/** Reads the facts of a record: once for the library and for its check, which follow each other at each key. They hold on to its text. */
export const factsOf: (record: PolicyRecord) => Facts = last(record => {
  const criteria = new Set<string>();
  const mechanisms = new Set<string>();
  for (const mention of mentionsIn(record)) {
    if (mention.kind === 'criterion') criteria.add(mention.criterion.id); else mechanisms.add(mention.mechanism.id);
  }
  return gathered(record, listOf(criteria), listOf(mechanisms));
});

/** Reads of a record all but what it mentions, which nobody asks who only checks. */
export const sharedIn = (record: PolicyRecord): Facts => gathered(record, none, none);

function gathered(record: PolicyRecord, criteria: readonly string[], mechanisms: readonly string[]): Facts {
  const { root } = record;
  // The schema judges the same data.
  const data = mapOf(dataIn(record));
  const evolution = mapOf(data['evolution']);
  const [id, stem] = [text(data['id']), stemOf(record.uri)];
  return {
    // The id is mostly the name of the file, and then one text is kept for both.
    uri: record.uri, stem: id === stem ? id : stem, language: languageOfPath(record.uri), locale: record.locale,
    id, title: text(data['title']), country: text(data['country']), category: text(data['category']), status: text(data['status']), legalWeight: text(data['legalWeight']),
    supersedes: stringsIn(evolution['supersedes']),
    supersededBy: text(evolution['supersededBy']) || undefined,
    criteria, mechanisms, values: valuesOf(valuesIn(root, ({ name }) => data[name])),
    told: undefined, broken: isBroken(record) || undefined,
  };
}

/** The values of a record that a twin may be mended from, by field. */
export const sharedValuesIn = ({ root }: PolicyRecord): Readonly<Record<string, Data>> => Object.fromEntries(valuesIn(root, ({ value }) => dataOf(value)));

/** The values of the fields that are there. */
function valuesIn(root: Node | undefined, read: (entry: Entry) => Data): readonly (readonly [string, Data])[] {
  // A list that `flatMap` puts together takes several times as long, and each record has one.
  const values: (readonly [string, Data])[] = [];
  for (const field of sharedFields) {
    const entry = entryOf(root, field);
    if (entry?.value) values.push([field, read(entry)]);
  }
  return values;
}

/** Whether two readings tell the same of a record. */
export const areSame = (a: Facts, b: Facts): boolean => a === b || (areSameAssessed(a.values, b.values) && isSame(a.criteria, b.criteria) && isSame(a.mechanisms, b.mechanisms) && looksSame(a, b));

/** Whether two readings tell the same of a record to all but its twin: everything without the assessment. */
export const looksSame = (a: Facts, b: Facts): boolean => a === b || (told.every(part => a[part] === b[part]) && isSame(a.supersedes, b.supersedes) && areSameSeen(a.values, b.values));

const told = ['uri', 'stem', 'language', 'locale', 'id', 'title', 'country', 'category', 'status', 'legalWeight', 'supersededBy', 'broken'] as const satisfies readonly (keyof Facts)[];

/** The same facts, which hold on to nothing: for who keeps them without the record. */
export const keepable = (facts: Facts): Facts => { const values = packed(facts.values); return values === facts.values ? facts : factsWith(values, facts); };

/** What others see of a record: who it is, and what it says of itself but for its assessment. It is made anew for who looks: kept of each record, it would take a tenth of what a library takes. */
export const faceOf = (facts: Facts): Facts => factsWith(withoutAssessment(facts.values), facts, none, none);

/** The same facts of which only a few values are kept, and those hold on to nothing: the rest is read again by whoever asks for it. */
export const shortOf = (facts: Omit<Facts, 'values'>, brief: Brief, read: ReadAgain, told = facts.told): Facts =>
  factsWith(inShortFrom(brief, facts.uri, read), facts, facts.criteria, facts.mechanisms, told);

/**
 * Facts with other values. All facts have one shape, and so each of its parts is named here: what is copied by `...` gets a shape of its own
 * each time, which takes room and makes everything slow that looks at many records.
 */
export function factsWith(values: Values, facts: Omit<Facts, 'values'>, criteria = facts.criteria, mechanisms = facts.mechanisms, told = facts.told): Facts {
  const { uri, stem, language, locale, id, title, country, category, status, legalWeight, supersedes, supersededBy, broken } = facts;
  return { uri, stem, language, locale, id, title, country, category, status, legalWeight, supersedes, supersededBy, criteria, mechanisms, values, told, broken };
}

/** What of a record's values stays at hand in `shortOf`. */
export const briefIn = ({ values }: Facts): Brief => briefOf(values, own);

const mapOf = (data: Data): Readonly<Record<string, Data>> => typeof data === 'object' && !Array.isArray(data) ? data as Readonly<Record<string, Data>> : nothing;
const nothing = emptyMap();
const text = (data: Data): string | undefined => typeof data === 'string' ? own(data) : undefined;
const stringsIn = (data: Data): readonly string[] => Array.isArray(data) ? listOf((data as readonly Data[]).filter(item => typeof item === 'string').filter(item => item !== '').map(own)) : none;

/** Most lists are empty: one serves all records. */
const none: readonly string[] = [];
const listOf = (words: Iterable<string>): readonly string[] => { const list = [...words]; return list.length === 0 ? none : list; };

/** How many words that many records share are kept once for all of them. */
const mostShared = 5000;
const sharedWords = new Map<string, string>();

/** A string of its own: a slice of a file's text would keep the whole text in memory. Countries, categories and the like are one string for all records. */
function own(text: string): string {
  if (text.length > 40) return compact(text);
  const known = sharedWords.get(text);
  if (known !== undefined) return known;
  const copy = compact(text);
  if (sharedWords.size < mostShared) sharedWords.set(copy, copy);
  return copy;
}

