import { commands, Uri, type Diagnostic } from 'vscode';

/** Opens the handbook at the rule with an id, rendered as a reader wants it. */
export const registerHandbook = (extension: Uri) => commands.registerCommand('policyRecords.showRule', (rule?: unknown) => {
  const page = Uri.joinPath(extension, 'server', 'rules', 'README.md');
  return commands.executeCommand('markdown.showPreview', typeof rule === 'string' ? page.with({ fragment: rule }) : page);
});

/**
 * Has the id that a finding shows open the handbook here. The server links to the file, which VS Code would show as source, and in a
 * remote window not find at all.
 */
export function linked<T extends Diagnostic>(diagnostics: readonly T[]): T[] {
  return diagnostics.map(diagnostic => {
    const { code } = diagnostic;
    if (typeof code === 'object') diagnostic.code = { value: code.value, target: Uri.parse(`command:policyRecords.showRule?${encodeURIComponent(JSON.stringify([code.value]))}`) };
    return diagnostic;
  });
}
