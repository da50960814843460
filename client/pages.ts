import { commands, env, l10n, Uri, window, workspace, type Disposable } from 'vscode';
import type { Server } from './server.ts';

/** Registers the commands that open a reference page. The server makes the pages, and VS Code asks it for their text. */
export function registerPages(server: Server): readonly Disposable[] {
  return [
    commands.registerCommand('policyRecords.showCriteria', () => show(server, 'icvcm')),
    commands.registerCommand('policyRecords.showMechanisms', () => show(server, 'mechanisms')),
  ];
}

/** Opens a page rendered, beside what is being written. */
async function show(server: Server, page: 'icvcm' | 'mechanisms'): Promise<void> {
  if (!await server.started()) return void window.showWarningMessage(l10n.t('The language server is not running'));
  const uri = Uri.from({ scheme: 'policy-records', path: `/${language()}/${page}.md` });
  const written = window.activeTextEditor ?? window.visibleTextEditors.find(({ viewColumn }) => viewColumn !== undefined);
  // From a page that is open already, the side would be that of the page, and a third column.
  if (written) await window.showTextDocument(written.document, written.viewColumn);
  await commands.executeCommand(written ? 'markdown.showPreviewToSide' : 'markdown.showPreview', uri);
}

/** The language of the setting or else of VS Code, as the server works it out. */
function language(): 'zh' | 'en' {
  const set: unknown = workspace.getConfiguration('policyRecords').get('locale');
  return set === 'zh' || set === 'en' ? set : /^zh\b/i.test(env.language) ? 'zh' : 'en';
}
