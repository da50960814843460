import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { MessageConnection } from 'vscode-jsonrpc/node';
import { packaged } from './installed.ts';

interface Token { readonly children: readonly Token[] | null; readonly [name: string]: unknown }
interface MarkdownIt { parse(text: string, env: object): readonly Token[] }

/** What VS Code's Markdown extension does for its server: it reads files, lists them, and parses Markdown with markdown-it. */
export function markdownClient(connection: MessageConnection, folder: string, open: (uri: string) => string | undefined): void {
  const parser = (require(packaged('markdown-it')) as (options: object) => MarkdownIt)({ html: true });
  const pathOf = ({ uri }: { readonly uri: string }) => fileURLToPath(uri);
  connection.onRequest('markdown/parse', (params: { readonly uri: string; readonly text?: string }) => tokensOf(parser, params.text ?? open(params.uri) ?? readFileSync(pathOf(params), 'utf8')));
  connection.onRequest('markdown/fs/readFile', (params: { readonly uri: string }) => [...readFileSync(pathOf(params))]);
  connection.onRequest('markdown/fs/stat', (params: { readonly uri: string }) => {
    const found = statSync(pathOf(params), { throwIfNoEntry: false });
    return found ? { isDirectory: found.isDirectory() } : null;
  });
  connection.onRequest('markdown/fs/readDirectory', (params: { readonly uri: string }) => readdirSync(pathOf(params), { withFileTypes: true }).map(entry => [entry.name, { isDirectory: entry.isDirectory() }]));
  for (const method of ['markdown/fs/watcher/create', 'markdown/fs/watcher/delete']) connection.onRequest(method, () => null);
  connection.onRequest('markdown/findMarkdownFilesInWorkspace', () =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.md')).map(name => pathToFileURL(join(folder, name)).href));
}

/** The tokens of a text, with its frontmatter as one. */
function tokensOf(parser: MarkdownIt, text: string): readonly object[] {
  const front = /^---\n[\s\S]*?\n---\n/.exec(text)?.[0] ?? '';
  const lines = front.split('\n').length - 1;
  const tokens = parser.parse('\n'.repeat(lines) + text.slice(front.length), {}).map(sent);
  if (lines === 0) return tokens;
  return [{ type: 'front_matter', tag: '', markup: '---', content: front, map: [0, lines], children: null, attrs: null, info: '', level: 0, hidden: true, block: true, nesting: 0 }, ...tokens];
}

const fields = ['type', 'tag', 'markup', 'content', 'map', 'attrs', 'info', 'level', 'hidden', 'block', 'nesting'];

/** A token as it can be sent: without what only its own process knows. */
const sent = (token: Token): object => ({ ...Object.fromEntries(fields.map(name => [name, token[name]])), children: token.children?.map(sent) ?? null });
