import type { Locale } from '../base/both.ts';
import type { Finding } from '../rules/rule.ts';
import type { Severity } from '../schema/project.ts';
import { bulkFixOf } from '../rules/fix-all.ts';
import type { PolicyRecord } from '../syntax/record.ts';

/** What a report quotes of a file. */
export type Page = Pick<PolicyRecord, 'uri' | 'text' | 'lines'>;

/** One file, a record or a project file, and what is wrong with it. */
export interface Checked { readonly shown: string; readonly record: Page; readonly findings: readonly Finding[] }

/** What a check came to. */
export interface Outcome {
  /** By path; findings by place, then by rule. Every record is among them, and each project file with something to report. */
  readonly files: readonly Checked[];
  readonly records: number;
  readonly skipped: number;
  /** How many findings the projects ignore. */
  readonly ignored: number;
  /** What `--fix` has done, or would do; undefined where it was not asked for. */
  readonly mended: { readonly fixes: number; readonly files: number; readonly written: boolean } | undefined;
  readonly elapsedMs: number;
}

/** How many findings there are of each severity, and how many of them `--fix` would try to mend. */
export type Counts = Readonly<Record<Severity | 'mendable', number>>;

/** Counts what was found, whether or not it is shown. */
export function count({ files }: Outcome): Counts {
  const counts = { error: 0, warning: 0, information: 0, hint: 0, mendable: 0 };
  for (const { record, findings } of files) for (const finding of findings) {
    counts[finding.severity]++;
    if (bulkFixOf(finding, record.uri)) counts.mendable++;
  }
  return counts;
}

/** Findings in the order of a report: by place, then by rule. */
export const inOrder = (findings: readonly Finding[]): readonly Finding[] =>
  [...findings].sort((a, b) => a.span.start - b.span.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : a.span.end - b.span.end));

/** The report as one JSON object. Lines and characters count from 0, characters in UTF-16 code units. `quiet` lists only errors; the summary counts all. */
export function json(outcome: Outcome, locale: Locale, quiet: boolean): string {
  const counts = count(outcome);
  const { files, records, skipped, ignored, elapsedMs } = outcome;
  return `${JSON.stringify({
    version: 1,
    files: files.map(({ shown, record, findings }) => ({
      path: shown,
      diagnostics: findings.filter(finding => !quiet || finding.severity === 'error').map(({ rule, severity, message, path, span, fixes }) => ({
        rule, severity, message: message[locale], path,
        range: { start: record.lines.at(span.start), end: record.lines.at(span.end) },
        fixes: fixes.map(({ title, detail, safe }) => ({ title: title[locale], safe, ...detail && { detail: detail[locale] } })),
      })),
    })),
    summary: { files: records, skipped, errors: counts.error, warnings: counts.warning, informations: counts.information, hints: counts.hint, ignored, elapsedMs },
  })}\n`;
}
