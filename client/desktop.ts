import { commands, window, workspace, type ExtensionContext } from 'vscode';
import { registerCommands } from './commands.ts';
import { registerHandbook } from './handbook.ts';
import { registerPages } from './pages.ts';
import { languageServer, type Server } from './server.ts';
import { showStatus } from './status.ts';
import { completeWhileTyping } from './typing.ts';

// VS Code calls activate and deactivate without handing anything from the one to the other.
let running: Server | undefined;

/** Called by VS Code when the first Markdown file opens, or a folder that holds policy records. */
export function activate(context: ExtensionContext): void {
  const output = window.createOutputChannel('Policy Records', { log: true });
  const status = showStatus();
  const server = languageServer({ module: context.asAbsolutePath('dist/server.js'), output, status });
  running = server;
  context.subscriptions.push(output, status, ...registerCommands(server, output), ...registerPages(server), registerHandbook(context.extensionUri), completeWhileTyping(server), workspace.onDidChangeConfiguration(event => {
    if (event.affectsConfiguration('policyRecords.trace')) server.retrace();
  }));
  // The palette offers what concerns the server only where there is one.
  void commands.executeCommand('setContext', 'policyRecords.active', true);
  // Not awaited: the window need not wait for the server, and a start that fails shows itself in the status.
  void server.start();
}

/** Called by VS Code before the window closes or the extension goes; it waits a few seconds for the promise. */
export async function deactivate(): Promise<void> {
  await running?.stop();
  running = undefined;
}
