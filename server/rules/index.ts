import type { Rule } from './rule.ts';
import { scoreOutOfRange } from './score-out-of-range.ts';

/** Every rule, in the order of the handbook. */
export const rules: readonly Rule[] = [
  scoreOutOfRange,
];
