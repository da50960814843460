import { bulkFixOf } from '../rules/fix-all.ts';
import type { Finding } from '../rules/rule.ts';
import { drawn, type Elsewhere, type Page } from './pretty.ts';
import { sumOf, type Counts, type Look } from './summary.ts';

/** One file, a record or a project file, and what is wrong with it. */
export interface Checked { readonly shown: string; readonly record: Page; readonly findings: readonly Finding[] }

/** A file's part of a report, as it is printed; empty where nothing is shown of it. */
export interface Part { readonly text: string; readonly counts: Counts }

/** Draws a file's part of a report. All its findings are counted, whether or not they are shown. */
export function partOf({ shown, record, findings }: Checked, look: Look, elsewhere: Elsewhere): Part {
  const ordered = inOrder(findings);
  const listed = look.quiet ? ordered.filter(({ severity }) => severity === 'error') : ordered;
  return { text: look.format === 'json' ? json(shown, record, listed, look) : drawn(shown, record, listed, look, elsewhere), counts: countsOf(record, findings) };
}

/** Findings in the order of a report: by place, then by rule. */
const inOrder = (findings: readonly Finding[]): readonly Finding[] =>
  [...findings].sort((a, b) => a.span.start - b.span.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : a.span.end - b.span.end));

/** The part of a file with nothing wrong in it. */
export const emptyPart = (shown: string, look: Look): Part => ({ text: look.format === 'json' ? JSON.stringify({ path: shown, diagnostics: [] }) : '', counts: none });

const none: Counts = sumOf([]);

function countsOf(record: Page, findings: readonly Finding[]): Counts {
  const counts = { ...sumOf([]) };
  for (const finding of findings) {
    counts[finding.severity]++;
    if (bulkFixOf(finding, record.uri)) counts.mendable++;
  }
  return counts;
}

/** Lines and characters count from 0, characters in UTF-16 code units. */
const json = (shown: string, { lines }: Page, findings: readonly Finding[], { locale }: Look): string => JSON.stringify({
  path: shown,
  diagnostics: findings.map(({ rule, severity, message, path, span, fixes }) => ({
    rule, severity, message: message[locale], path,
    range: { start: lines.at(span.start), end: lines.at(span.end) },
    fixes: fixes.map(({ title, detail, safe }) => ({ title: title[locale], safe, ...detail && { detail: detail[locale] } })),
  })),
});
