import type { Both } from '../base/both.ts';
import file from '../../schemas/ciwp-permanence.json';

/** A recommendation of the ICVCM work group on permanence (CIWP report of May 2025), and the criteria it touches. It is no rule of the ICVCM. */
export interface Recommendation {
  readonly n: number; readonly title: Both; readonly summary: Both; readonly criteria: readonly string[];
  /** The sub-requirements it speaks of, as `9.3 a) 5)`. */
  readonly subs: readonly string[];
}

/** The report that the recommendations stand in; the note says that they bind nobody. */
export const permanenceReport: { readonly name: Both; readonly date: string; readonly note: Both } = file.report;

/** The six recommendations. */
export const recommendations: readonly Recommendation[] = file.recommendations;

/** The recommendations that touch a criterion. */
export const recommendationsOn = (id: string): readonly Recommendation[] => recommendations.filter(({ criteria }) => criteria.includes(id));
