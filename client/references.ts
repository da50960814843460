import { commands, l10n, Position, Uri, window } from 'vscode';
import type { Field, Server } from './server.ts';

/** Leads from a code lens to the fields that it speaks of: to one at once, several are shown to choose from. Its arguments come from the server. */
export async function showReferences(server: Server, uri: unknown, position: unknown, fields: unknown): Promise<void> {
  const { line, character } = (typeof position === 'object' && position !== null ? position : {}) as { readonly line?: unknown; readonly character?: unknown };
  if (typeof uri !== 'string' || typeof line !== 'number' || typeof character !== 'number' || !Array.isArray(fields)) return;
  const found = await server.places(fields as readonly Field[]);
  if (found.length === 0) return void window.showWarningMessage(l10n.t('The file cannot be read.'));
  await commands.executeCommand('editor.action.goToLocations', Uri.parse(uri), new Position(line, character), found, 'peek');
}
