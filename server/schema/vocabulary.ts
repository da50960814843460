import type { Both, Locale } from '../base/both.ts';
import legalWeightsFile from '../../schemas/legal-weights.json';
import jurisdictionsFile from '../../schemas/jurisdictions.json';
import vocabulariesFile from '../../schemas/vocabularies.json';

/** One word of a controlled vocabulary. `written` is what a file of each language writes; `drift` are spellings that were once used for it. */
export interface Term {
  readonly id: string;
  readonly written: Both;
  readonly name: Both;
  readonly meaning: Both;
  readonly aliases: readonly string[];
  readonly drift?: readonly string[];
  /** The dimension that a category's records are chiefly scored by (governance 1.2.2). */
  readonly dimension?: string;
}

/** A state, a union of states, or the international level. */
export interface Jurisdiction {
  readonly id: string; readonly zh: string; readonly en: string; readonly iso2?: string; readonly idPrefixes: readonly string[]; readonly aliases: readonly string[];
}

/** The fields whose values are words of a closed vocabulary. */
export const controlled = ['category', 'status', 'reviewStatus', 'legalWeight'] as const;
export type ControlledField = typeof controlled[number];

/** The words of each controlled field, in the order a person meets them. */
export const termsOf: Readonly<Record<ControlledField, readonly Term[]>> = {
  category: vocabulariesFile.categories,
  status: vocabulariesFile.statuses,
  reviewStatus: vocabulariesFile.reviewStatuses,
  legalWeight: legalWeightsFile.legalWeights,
};

/** Every jurisdiction, with the names the library writes. */
export const jurisdictions: readonly Jurisdiction[] = jurisdictionsFile.jurisdictions;

const fold = (text: string): string => text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');

const index = new Map<ControlledField, ReadonlyMap<string, readonly Term[]>>(controlled.map(field => {
  const map = new Map<string, Term[]>();
  for (const term of termsOf[field]) {
    for (const text of [term.written.zh, term.written.en, term.name.zh, term.name.en, ...term.aliases, ...term.drift ?? []]) {
      const key = fold(text);
      const known = map.get(key) ?? [];
      if (!known.includes(term)) map.set(key, [...known, term]);
    }
  }
  return [field, map];
}));

/** The terms a value may mean, by any spelling in either language; several where it is ambiguous, none where it is unknown. */
export const meantBy = (field: ControlledField, value: string): readonly Term[] => index.get(field)?.get(fold(value)) ?? [];

/** The term that a value is written as in one of the two languages, to the letter. */
export const writtenAs = (field: ControlledField, value: string): Term | undefined =>
  termsOf[field].find(term => term.written.zh === value || term.written.en === value);

/** The jurisdiction with a name, in either language or by an alias. */
export function jurisdictionOf(name: string): Jurisdiction | undefined {
  const key = fold(name);
  return jurisdictionIndex.get(key);
}

const jurisdictionIndex: ReadonlyMap<string, Jurisdiction> = new Map(jurisdictions.toReversed().flatMap(
  jurisdiction => [...jurisdiction.aliases, jurisdiction.en, jurisdiction.zh].map(name => [fold(name), jurisdiction] as const)));

/** The jurisdiction whose ids start with the first part of this id, such as `eu` in `eu-ccs-directive`. */
export const jurisdictionOfId = (id: string): Jurisdiction | undefined =>
  jurisdictions.find(jurisdiction => jurisdiction.idPrefixes.includes(id.split('-')[0] ?? ''));

/** How a file of a language writes a jurisdiction. */
export const nameIn = (jurisdiction: Jurisdiction, locale: Locale): string => jurisdiction[locale];
