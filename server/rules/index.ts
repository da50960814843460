import { brokenSupersededBy } from './broken-superseded-by.ts';
import { brokenSupersedes } from './broken-supersedes.ts';
import { conflictMarker } from './conflict-marker.ts';
import { duplicateId } from './duplicate-id.ts';
import { duplicateKey } from './duplicate-key.ts';
import { emptyAnalysis } from './empty-analysis.ts';
import { emptyField } from './empty-field.ts';
import { fullWidthPunctuation } from './full-width-punctuation.ts';
import { idNotFileName } from './id-not-file-name.ts';
import { invalidDate } from './invalid-date.ts';
import { legacyLayout } from './legacy-layout.ts';
import { misplacedField } from './misplaced-field.ts';
import { missingDimension } from './missing-dimension.ts';
import { missingField } from './missing-field.ts';
import { nestedTooDeep } from './nested-too-deep.ts';
import { placeholderDate } from './placeholder-date.ts';
import { placeholderEvidence } from './placeholder-evidence.ts';
import type { Rule } from './rule.ts';
import { scoreOutOfRange } from './score-out-of-range.ts';
import { selfSupersedes } from './self-supersedes.ts';
import { syntaxError } from './syntax-error.ts';
import { tooLarge } from './too-large.ts';
import { uncitedScore } from './uncited-score.ts';
import { unfilledPillars } from './unfilled-pillars.ts';
import { unknownCriterion } from './unknown-criterion.ts';
import { unknownField } from './unknown-field.ts';
import { unknownTerm } from './unknown-term.ts';
import { unsafeId } from './unsafe-id.ts';
import { verifiedButPending } from './verified-but-pending.ts';
import { wrongLanguageTerm } from './wrong-language-term.ts';
import { wrongType } from './wrong-type.ts';
import { yearMismatch } from './year-mismatch.ts';

/** Every rule, in the order of the handbook. */
export const rules: readonly Rule[] = [
  syntaxError,
  duplicateKey,
  wrongType,
  fullWidthPunctuation,
  conflictMarker,
  nestedTooDeep,
  tooLarge,
  legacyLayout,
  misplacedField,
  unknownField,
  missingField,
  emptyField,
  idNotFileName,
  unsafeId,
  duplicateId,
  emptyAnalysis,
  missingDimension,
  scoreOutOfRange,
  uncitedScore,
  placeholderEvidence,
  unfilledPillars,
  brokenSupersedes,
  brokenSupersededBy,
  selfSupersedes,
  wrongLanguageTerm,
  unknownTerm,
  invalidDate,
  yearMismatch,
  placeholderDate,
  verifiedButPending,
  unknownCriterion,
];
