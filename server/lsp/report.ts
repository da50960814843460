import type { DocumentDiagnosticReport } from 'vscode-languageserver';
import type { Diagnostic } from 'vscode-languageserver-types';

/** What a client that pulls is answered: the diagnostics with their id, or only that they are still those of the id it has. */
export const reportOf = ({ id: resultId, diagnostics }: { readonly id: string; readonly diagnostics: readonly Diagnostic[] | undefined }, previousResultId: string | undefined): DocumentDiagnosticReport =>
  previousResultId === resultId || !diagnostics ? { kind: 'unchanged', resultId } : { kind: 'full', resultId, items: [...diagnostics] };

/** A name for a text that two texts hardly ever share, so that it also holds across a restart: two rounds of FNV-1a, and the length. */
export function printOf(text: string): string {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 0x01000193);
    b = Math.imul(b ^ (c + i), 0x85ebca6b);
  }
  return `${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}${text.length.toString(36)}`;
}
