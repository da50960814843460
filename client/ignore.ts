import { l10n, window, workspace, type WorkspaceEdit } from 'vscode';
import { save, toSave } from './project-file.ts';
import type { Server } from './server.ts';

/**
 * Has a finding ignored in its project, from a quick fix that names the record, the rule and the field. Whoever ignores a finding says why,
 * so the reason is asked for unless it is handed along; without one nothing happens.
 */
export async function ignore(server: Server, uri: unknown, rule: unknown, path: unknown, given?: unknown): Promise<void> {
  if (typeof uri !== 'string' || typeof rule !== 'string' || typeof path !== 'string') return;
  const reason = typeof given === 'string' ? given : await askReason(rule, path);
  if (reason === undefined || reason.trim() === '') return;
  const edit = await server.ignore({ uri, rule, path, reason });
  if (edit === undefined) void window.showWarningMessage(l10n.t('policy-records.json cannot be written to as it is. Please mend it first.'));
  else if (!await isWritten(edit)) void window.showWarningMessage(l10n.t('The file changed in the meantime, so nothing was ignored. Please try again.'));
}

/** Asks for a reason; undefined where the reader thought better of it. Only an answer without words is wrong, not an empty box that has just opened. */
function askReason(rule: string, path: string): Promise<string | undefined> {
  const box = window.createInputBox();
  box.title = path === '' ? l10n.t('Ignore {0} in this record', rule) : l10n.t('Ignore {0} at {1}', rule, path);
  box.prompt = l10n.t('Why is this right as it is? The reason goes into policy-records.json.');
  box.ignoreFocusOut = true;
  return new Promise(resolve => {
    box.onDidChangeValue(() => { box.validationMessage = undefined; });
    box.onDidAccept(() => {
      if (box.value.trim() === '') box.validationMessage = l10n.t('Please give a reason; without one the finding stays.');
      else {
        resolve(box.value);
        box.hide();
      }
    });
    box.onDidHide(() => {
      resolve(undefined);
      box.dispose();
    });
    box.show();
  });
}

/** Applies an edit of the project file and saves it. */
async function isWritten(edit: WorkspaceEdit): Promise<boolean> {
  const files = toSave(edit);
  if (!await workspace.applyEdit(edit)) return false;
  await save(files);
  return true;
}
