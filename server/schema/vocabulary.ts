import { remembered } from '../base/last.ts';
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

/** How far an instrument reaches: a field of older records, whose words projects do not add to. */
export const scopes: readonly Term[] = vocabulariesFile.scopes;

/** Every jurisdiction, with the names the library writes. */
export const jurisdictions: readonly Jurisdiction[] = jurisdictionsFile.jurisdictions;

const fold = remembered(1000, (text: string) => text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' '));

/** The words that controlled fields and the country may hold: the product's own, and those a project adds. */
export interface Vocabulary {
  readonly jurisdictions: readonly Jurisdiction[];
  terms(field: ControlledField): readonly Term[];
  /** The terms a value may mean, by any spelling in either language; several where it is ambiguous, none where it is unknown. */
  meantBy(field: ControlledField, value: string): readonly Term[];
  /** The term that a value is written as in one of the two languages, to the letter. */
  writtenAs(field: ControlledField, value: string): Term | undefined;
  /** The jurisdiction with a name, in either language or by an alias. */
  jurisdictionOf(name: string): Jurisdiction | undefined;
}

/** What a project adds to the vocabulary, by field. */
export interface OwnWords { readonly terms: Readonly<Partial<Record<ControlledField, readonly Term[]>>>; readonly jurisdictions: readonly Jurisdiction[] }

/** The product's words with a project's behind them. A spelling that a project gives a word of its own means that word and no other. */
export function vocabularyWith(own: OwnWords): Vocabulary {
  const all = Object.fromEntries(controlled.map(field => [field, [...termsOf[field], ...own.terms[field] ?? []]])) as unknown as Readonly<Record<ControlledField, readonly Term[]>>;
  const known = new Map(controlled.map(field => [field, indexOf(termsOf[field])]));
  for (const field of controlled) for (const [spelling, terms] of indexOf(own.terms[field] ?? [])) known.get(field)?.set(spelling, terms);
  // Of two terms that are written alike the first counts.
  const written = new Map(controlled.map(field => [field, new Map([...all[field]].reverse().flatMap(term => [[term.written.zh, term], [term.written.en, term]] as const))]));
  const places = [...jurisdictions, ...own.jurisdictions];
  const byName = new Map([...places].reverse().flatMap(place => [...place.aliases, place.en, place.zh].map(name => [fold(name), place] as const)));
  return {
    jurisdictions: places,
    terms: field => all[field],
    meantBy: (field, value) => known.get(field)?.get(fold(value)) ?? [],
    writtenAs: (field, value) => written.get(field)?.get(value),
    jurisdictionOf: name => byName.get(fold(name)),
  };
}

function indexOf(terms: readonly Term[]): Map<string, readonly Term[]> {
  const map = new Map<string, readonly Term[]>();
  for (const term of terms) {
    for (const text of [term.written.zh, term.written.en, term.name.zh, term.name.en, ...term.aliases, ...term.drift ?? []]) {
      const known = map.get(fold(text)) ?? [];
      if (!known.includes(term)) map.set(fold(text), [...known, term]);
    }
  }
  return map;
}

/** The vocabulary of the product alone. */
export const builtIn: Vocabulary = vocabularyWith({ terms: {}, jurisdictions: [] });

/** The terms a value may mean in the vocabulary of the product alone. */
export const { meantBy, writtenAs, jurisdictionOf } = builtIn;

/** How a file of a language writes a jurisdiction. */
export const nameIn = (jurisdiction: Jurisdiction, locale: Locale): string => jurisdiction[locale];
