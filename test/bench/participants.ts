import { join } from 'node:path';
import type { MessageConnection } from 'vscode-jsonrpc/node';
import { isThere, packaged, versionOf } from './installed.ts';
import type { Ending } from './library/generate.ts';
import { markdownClient } from './markdown-client.ts';
import { schemaFiles } from './schema.ts';

/** A language server that is measured, and how an editor uses it. */
export interface Participant {
  readonly name: string;
  /** What Node is started with. */
  readonly args: readonly string[];
  readonly mode: 'pull' | 'push';
  readonly languageId: string;
  /** How records are written for it. */
  readonly ending: Ending;
  /** Whether its codes are the ids of our rules, so that the very finding can be waited for and not just one on the line. */
  readonly isOurs: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly options?: object;
  /** What its own editor does for it beyond the protocol. */
  readonly assist?: (connection: MessageConnection, folder: string, open: (uri: string) => string | undefined) => void;
}

/** Our server, asked as VS Code asks, or pushing as for clients that do not ask. */
export const ours = (server: string, mode: Participant['mode']): Participant =>
  ({ name: `Policy Records, ${mode}`, args: [server, '--stdio'], mode, languageId: 'markdown', ending: 'md', isOurs: true, settings: {} });

/** yaml-language-server with our schema, over the frontmatter as files of their own. `patched` takes away the 200 ms it waits after each key. */
export const yamlServer = (folder: string, isPatched: boolean): Participant => ({
  name: `yaml-language-server${isPatched ? ', debounce patched out' : ''}`,
  args: [...(isPatched ? ['--require', join(__dirname, 'children/no-debounce.cjs')] : []), packaged('yaml-language-server', 'bin/yaml-language-server'), '--stdio'],
  mode: 'push', languageId: 'yaml', ending: 'yaml', isOurs: false,
  settings: {
    yaml: { schemas: Object.fromEntries(schemaFiles(folder).map(({ uri, locale }) => [uri, [`**/${locale}/**`]])), validate: true, completion: true, hover: true, schemaStore: { enable: false } },
    http: {}, '[yaml]': {}, editor: {},
  },
});

/** VS Code's server for JSON, which is the quickest there is: it checks one strict JSON file against the schema when it is asked. */
export const jsonServer = (folder: string): Participant => ({
  name: 'VS Code’s JSON server, pull', args: [packaged('vscode-langservers-extracted', 'bin/vscode-json-language-server'), '--stdio'],
  mode: 'pull', languageId: 'json', ending: 'json', isOurs: false, options: { handledSchemaProtocols: ['file'], provideFormatter: false },
  settings: { json: { validate: { enable: true }, schemas: schemaFiles(folder).map(({ uri, locale }) => ({ fileMatch: [`**/${locale}/**`], url: uri })) }, http: {} },
});

/** VS Code's server for Markdown, which checks links from file to file. */
export const markdownServer = (): Participant => ({
  name: 'VS Code’s Markdown server, pull', args: [packaged('vscode-langservers-extracted', 'bin/vscode-markdown-language-server'), '--stdio'],
  mode: 'pull', languageId: 'markdown', ending: 'md', isOurs: false, options: { markdownFileExtensions: ['md'] }, assist: markdownClient,
  settings: {
    markdown: {
      server: { log: 'off' }, occurrencesHighlight: { enabled: false }, preferredMdPathExtensionStyle: 'auto', suggest: { paths: { enabled: true, includeWorkspaceHeaderCompletions: 'onDoubleHash' } },
      validate: {
        enabled: true, referenceLinks: { enabled: 'warning' }, fragmentLinks: { enabled: 'warning' }, fileLinks: { enabled: 'warning', markdownFragmentLinks: 'inherit' }, ignoredLinks: [],
        unusedLinkDefinitions: { enabled: 'hint' }, duplicateLinkDefinitions: { enabled: 'warning' },
      },
    },
  },
});

/** A server that does next to nothing: what the transport takes. */
export const nullServer = (script: string): Participant => ({ name: 'null server', args: [script, '--stdio'], mode: 'push', languageId: 'markdown', ending: 'md', isOurs: false, settings: {} });

/** What the rivals are, with their versions; none where they are not installed. */
export const rivals = (): readonly string[] =>
  ['yaml-language-server', 'vscode-langservers-extracted', 'vscode-json-languageservice', 'vscode-markdown-languageservice', 'remark-cli', 'remark-lint-frontmatter-schema', 'tinybench'].flatMap(name => isThere(name) ? `${name} ${versionOf(name)}` : []);
