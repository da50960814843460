import type { Vocabulary } from '../schema/vocabulary.ts';
import type { Corpus } from './corpus.ts';
import type { Facts } from './facts.ts';

/** Where a score stands among those that other records have in the same dimension. */
export interface Standing {
  /** How many others there are. */
  readonly n: number;
  /** The median of the others: of an even number, the mean of the two in the middle. */
  readonly median: number;
  /** The share of the others whose score is the same or lower, as a whole percentage from 0 to 100. */
  readonly percentile: number;
}

/** A score among the records of the same category, and of the same country or jurisdiction; undefined where there are too few others. */
export interface Standings { readonly category: Standing | undefined; readonly country: Standing | undefined }

/** With fewer others a median says nothing. */
const fewest = 3;

/**
 * How a score in a dimension compares with those of the other records of its language folder, so that twins are not counted twice.
 * Categories and jurisdictions are compared by what they mean, whatever their spelling.
 */
export function standingsOf(corpus: Corpus, vocabulary: Vocabulary, facts: Facts, dimension: string, score: number): Standings {
  const scores = scoresIn(corpus.beside(facts), vocabulary);
  const among = (group: string | undefined): Standing | undefined =>
    group === undefined ? undefined : standingAmong((scores.get(`${dimension}\0${group}`) ?? []).filter(each => each.uri !== facts.uri).map(each => each.score), score);
  const { category, country } = groupsOf(facts, vocabulary);
  return { category: among(category), country: among(country) };
}

/** A score among others, which are sorted from the lowest up; undefined where they are too few. */
export function standingAmong(others: readonly number[], score: number): Standing | undefined {
  const n = others.length;
  if (n < fewest) return undefined;
  const [low = 0, high = 0] = [others[Math.floor((n - 1) / 2)], others[Math.floor(n / 2)]];
  return { n, median: (low + high) / 2, percentile: Math.round(100 * others.filter(each => each <= score).length / n) };
}

/** The scores of a record by dimension; what is no whole number from 0 to 100 is none. */
export function scoresOf({ values }: Facts): ReadonlyMap<string, number> {
  const analysis = values.get('analysis');
  const scores = new Map<string, number>();
  for (const [dimension, part] of isMap(analysis) ? Object.entries(analysis) : []) {
    const score = isMap(part) ? part['score'] : undefined;
    if (typeof score === 'number' && Number.isInteger(score) && score >= 0 && score <= 100) scores.set(dimension, score);
  }
  return scores;
}

interface Scored { readonly uri: string; readonly score: number }

/** By the records of one language folder, which are the same array for as long as the library is the same, and by the words they are read with. */
const known = new WeakMap<readonly Facts[], WeakMap<Vocabulary, ReadonlyMap<string, readonly Scored[]>>>();

/** The scores of each dimension within each category and each jurisdiction, from the lowest up. */
function scoresIn(records: readonly Facts[], vocabulary: Vocabulary): ReadonlyMap<string, readonly Scored[]> {
  const byWords = known.get(records) ?? new WeakMap<Vocabulary, ReadonlyMap<string, readonly Scored[]>>();
  known.set(records, byWords);
  const before = byWords.get(vocabulary);
  if (before) return before;
  const made = new Map<string, Scored[]>();
  for (const facts of records) {
    const groups = Object.values(groupsOf(facts, vocabulary)).filter(group => group !== undefined);
    for (const [dimension, score] of scoresOf(facts)) for (const group of groups) {
      const key = `${dimension}\0${group}`;
      const list = made.get(key);
      if (list) list.push({ uri: facts.uri, score }); else made.set(key, [{ uri: facts.uri, score }]);
    }
  }
  for (const list of made.values()) list.sort((a, b) => a.score - b.score);
  byWords.set(vocabulary, made);
  return made;
}

/** What a record is compared by. A word that no vocabulary knows, or that may mean several things, stands for itself. */
function groupsOf({ category, country }: Facts, vocabulary: Vocabulary): Readonly<Record<'category' | 'country', string | undefined>> {
  const terms = category === undefined ? [] : vocabulary.meantBy('category', category);
  return {
    category: terms.length === 1 ? `category ${terms[0]?.id ?? ''}` : category?.trim() ? `category as written ${category.trim()}` : undefined,
    country: country?.trim() ? `country ${vocabulary.jurisdictionOf(country)?.id ?? `as written ${country.trim()}`}` : undefined,
  };
}

const isMap = (data: unknown): data is Readonly<Record<string, unknown>> => typeof data === 'object' && data !== null && !Array.isArray(data);
