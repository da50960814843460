import type * as lsp from 'vscode-languageserver-types';
import type { Both, Locale } from '../base/both.ts';
import type { Finding } from '../rules/rule.ts';
import type { Severity } from '../schema/project.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { Path } from '../syntax/tree.ts';
import { handbookPage } from './handbook.ts';
import { rangeOf } from './ranges.ts';

/** What editors show as the origin of a diagnostic. */
export const source = 'policy-records';

/** How many findings of one record are shown; more is noise, and the last one then says how many there are. */
const mostFindings = 100;

/** What rides in a diagnostic so that its fix can be found again. The message is for people and is never read back. */
export interface DiagnosticData { readonly rule: string; readonly path: Path }

/** How findings are put into the protocol’s words: the language, where rules are explained, and how the client spells a file. */
export interface DiagnosticOptions {
  readonly locale: Locale;
  /** The uri of the handbook, where it is at hand. */
  readonly handbook: string | undefined;
  /** The name by which the client knows a file, where that is spelled differently. */
  readonly uriFor?: (uri: string) => string;
}

/** Tells where a field stands in another file, as far as its text is at hand; else a link leads to the file’s first line. */
export type PlaceOf = (uri: string, path: Path) => lsp.Range | undefined;

/** Shows the findings of a record as an editor draws them: in document order, the gravest ones where there are too many. */
export function diagnosticsOf(record: PolicyRecord, findings: readonly Finding[], options: DiagnosticOptions, placeOf: PlaceOf = nowhere): lsp.Diagnostic[] {
  if (findings.length <= mostFindings) return findings.map(finding => diagnosticOf(record, finding, options, placeOf));
  const kept = new Set([...findings].sort((a, b) => severities[a.severity] - severities[b.severity]).slice(0, mostFindings - 1));
  return [...findings.filter(finding => kept.has(finding)).map(finding => diagnosticOf(record, finding, options, placeOf)), andMore(record, findings.length - kept.size, options)];
}

function diagnosticOf(record: PolicyRecord, { rule, span, path, message, severity, related }: Finding, { locale, handbook, uriFor = same }: DiagnosticOptions, placeOf: PlaceOf): lsp.Diagnostic {
  const tags = tagsOf.get(rule);
  const data: DiagnosticData = { rule, path };
  return {
    range: rangeOf(record.lines, span), severity: severities[severity], code: rule, source, message: message[locale], data,
    ...(handbook === undefined ? {} : { codeDescription: { href: handbookPage(handbook, rule) } }),
    ...(tags ? { tags: [...tags] } : {}),
    ...(related.length === 0 ? {} : {
      relatedInformation: related.map(each => ({
        location: { uri: uriFor(each.uri), range: 'span' in each ? rangeOf(record.lines, each.span) : placeOf(each.uri, each.path) ?? firstPlace }, message: each.message[locale],
      })),
    }),
  };
}

const andMore = (record: PolicyRecord, count: number, { locale }: DiagnosticOptions): lsp.Diagnostic =>
  ({ range: rangeOf(record.lines, record.fences.open), severity: severities.information, source, message: more(count)[locale] });

const more = (count: number): Both => ({ zh: `另有 ${count} 项问题未在此列出。`, en: `There are ${count} more findings that are not shown here.` });

const nowhere = (): undefined => undefined;
const same = (uri: string): string => uri;
const firstPlace: lsp.Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const severities: Readonly<Record<Severity, lsp.DiagnosticSeverity>> = { error: 1, warning: 2, information: 3, hint: 4 };

/** Rules that speak of text which does nothing; editors show it faded. */
const tagsOf: ReadonlyMap<string, readonly lsp.DiagnosticTag[]> = new Map([['duplicate-key', [1]]]);
