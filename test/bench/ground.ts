import { spawnSync } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import type { Style } from '../../server/syntax/record.ts';
import type { Policy } from '../mutations/scene.ts';
import { bundles, packaged } from './installed.ts';
import { basePolicies } from './library/base.ts';
import { writeLibrary, type Ending, type Flaw } from './library/generate.ts';
import { timed } from './library/plan.ts';
import type { Sizes } from './options.ts';
import { removeFolder, temporaryFolder } from './processes.ts';
import { schemaFiles } from './schema.ts';

/** A workspace on the disk. Its first policy is superseded by its second, and no mistake is made in either. */
export interface Workspace { readonly folder: string; readonly files: readonly string[]; readonly flaws: readonly Flaw[]; uri(file: string): string }

/** Which workspace is wanted; the same one is written once. */
export interface Wanted { readonly records: number; readonly ending?: Ending; readonly seed?: number; /** Whether each record has a link to another in its body. */ readonly linked?: boolean }

/** What all measurements stand on. */
export interface Ground {
  readonly sizes: Sizes;
  readonly server: string;
  readonly cli: string;
  /** A folder for settings, schemas and caches. */
  readonly folder: string;
  /** The null server and the floor, bundled as ours are. */
  readonly nullServer: string;
  readonly floor: string;
  workspace(wanted: Wanted): Workspace;
  /** Removes a workspace that no later measurement wants. */
  drop(wanted: Wanted): void;
}

/** The notations that are mixed in a workspace, and the share of its records with a mistake. */
const styles: readonly Style[] = ['json', 'flow', 'block'];
const rate = 0.04;

/** Makes the ground of a run. */
export function groundOf(sizes: Sizes): Ground {
  const folder = temporaryFolder('run');
  const base = basePolicies();
  const made = new Map<string, Workspace>();
  for (const name of ['null-server', 'floor']) buildSync({ entryPoints: [join(__dirname, `children/${name}.ts`)], outfile: join(folder, `${name}.js`), bundle: true, minify: true, target: 'node20', platform: 'node', format: 'cjs', logLevel: 'error' });
  return {
    sizes, folder, ...bundles(), nullServer: join(folder, 'null-server.js'), floor: join(folder, 'floor.js'),
    workspace: wanted => {
      const key = keyOf(wanted);
      const workspace = made.get(key) ?? write(base, wanted);
      made.set(key, workspace);
      return workspace;
    },
    drop: wanted => {
      const key = keyOf(wanted);
      const workspace = made.get(key);
      if (workspace) removeFolder(workspace.folder);
      made.delete(key);
    },
  };
}

/** The file of a timed policy: the first, or the successor that it has. */
export function timedFile({ files }: Workspace, which: 0 | 1): string {
  // Chinese and English twins stand side by side.
  const file = files[which * timed];
  if (file === undefined) throw new Error('The workspace has no timed records.');
  return file;
}

const keyOf = ({ records, ending = 'md', seed = 1, linked = false }: Wanted): string => [records, ending, seed, linked].join(' ');

function write(base: readonly Policy[], { records, ending = 'md', seed = 1, linked = false }: Wanted): Workspace {
  const folder = temporaryFolder(`${records}-${ending}`);
  const { files, flaws } = writeLibrary(folder, base, { records, seed, styles: ending === 'json' ? ['json'] : styles, rate }, ending);
  if (linked) link(folder, files);
  if (ending === 'md') {
    writeFileSync(join(folder, '.remarkrc.mjs'), remarkSettings());
    schemaFiles(folder);
  }
  // What is still on its way to the disk would take time from whoever comes first.
  spawnSync('sync');
  return { folder, files, flaws, uri: file => pathToFileURL(join(folder, file)).href };
}

/** Gives the body of each record a link to another of its folder. */
function link(folder: string, files: readonly string[]): void {
  for (const [i, file] of files.entries()) {
    const beside = files.filter(other => dirname(other) === dirname(file));
    appendFileSync(join(folder, file), `\n\n[The earlier policy](./${basename(beside[(i * 7 + 3) % beside.length] ?? file)}).\n`);
  }
}

/** Settings of remark that check the frontmatter of each record against our schema, as its users write them. */
function remarkSettings(): string {
  const from = (name: string, path: string) => `'${pathToFileURL(packaged(name, path)).href}'`;
  return `import frontmatter from ${from('remark-frontmatter', 'index.js')};\nimport schema from ${from('remark-lint-frontmatter-schema', 'dist/index.js')};\n`
    + 'export default { plugins: [frontmatter, [schema, { schemas: { \'./zh.schema.json\': [\'./policies/zh/**/*.md\'], \'./en.schema.json\': [\'./policies/en/**/*.md\'] } }]] };\n';
}
