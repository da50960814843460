import type { DocumentDiagnosticReport } from 'vscode-languageserver';
import type { Diagnostic } from 'vscode-languageserver-types';

/** What a client that pulls is answered: the diagnostics with their id, or only that they are still those of the id it has. */
export const reportOf = ({ id: resultId, diagnostics }: { readonly id: string; readonly diagnostics: readonly Diagnostic[] | undefined }, previousResultId: string | undefined): DocumentDiagnosticReport =>
  previousResultId === resultId || !diagnostics ? { kind: 'unchanged', resultId } : { kind: 'full', resultId, items: [...diagnostics] };
