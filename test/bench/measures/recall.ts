import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as lsp from 'vscode-languageserver-protocol';
import type { Ground, Workspace } from '../ground.ts';
import type { Scope } from '../library/defects.ts';
import { launch } from '../lsp.ts';
import type { Participant } from '../participants.ts';
import { run } from './commands.ts';
import type { Figures } from './measurement.ts';
import { pause } from '../processes.ts';

/** An error or a warning as far as it counts: where it is, and the rule, which others do not have. */
interface Found { readonly line: number; readonly rule?: string }

/** What was found in each file of a workspace, by its path. */
type FoundIn = ReadonlyMap<string, readonly Found[]>;

interface Tally { made: Record<Scope, number>; found: Record<Scope, number>; exact: number; falseFiles: number }

/**
 * How many of the mistakes our command finds in workspaces of many seeds. A mistake is found when an error or a warning of its own rule is told
 * in its file, and exactly when on its line; a file is falsely accused when it has an error or a warning though no mistake concerns it.
 */
export async function ourRecall(ground: Ground): Promise<Figures> {
  return recall(ground, ground.sizes.seeds, 'md', true, async ({ folder }) => {
    const ran = await run([ground.cli, 'check', 'policies', '--format', 'json'], folder, true);
    const report = JSON.parse(ran.out) as { readonly files: readonly { readonly path: string; readonly diagnostics: readonly { readonly rule: string; readonly severity: string; readonly range: { readonly start: { readonly line: number } } }[] }[] };
    return new Map(report.files.map(({ path, diagnostics }) =>
      [path.replaceAll('\\', '/'), diagnostics.filter(({ severity }) => severity === 'error' || severity === 'warning').map(({ rule, range }) => ({ rule, line: range.start.line }))]));
  });
}

/** The same for a server that checks what is opened. Its mistakes have no names, so that any error or warning in the file counts. */
export async function theirRecall(ground: Ground, participant: Participant): Promise<Figures> {
  return recall(ground, ground.sizes.rivalSeeds, participant.ending, false, async workspace => {
    const session = await launch(participant, workspace.folder);
    const found = new Map<string, readonly Found[]>();
    try {
      for (const file of workspace.files) {
        const uri = pathToFileURL(join(workspace.folder, file)).href;
        const hears = (items: readonly lsp.Diagnostic[]) => { found.set(file, items.filter(({ severity }) => (severity ?? 1) <= 2).map(({ range }) => ({ line: range.start.line }))); return false; };
        // Nobody stops hearing before the server has told all it has to tell, however busy the machine is.
        session.told([{ uri, is: hears }], performance.now(), 10 * 60_000).catch(() => undefined);
        session.open(uri, readFileSync(join(workspace.folder, file), 'utf8'));
      }
      await session.calm();
      await pause(500);
    } finally {
      await session.stop();
    }
    return found;
  });
}

async function recall(ground: Ground, seeds: number, ending: Participant['ending'], isOurs: boolean, look: (workspace: Workspace) => Promise<FoundIn>): Promise<Figures> {
  const tally: Tally = { made: { syntax: 0, schema: 0, 'cross-file': 0 }, found: { syntax: 0, schema: 0, 'cross-file': 0 }, exact: 0, falseFiles: 0 };
  for (let seed = 1; seed <= seeds; seed++) {
    const wanted = { records: ground.sizes.small, ending, seed };
    const workspace = ground.workspace(wanted);
    count(workspace, await look(workspace), isOurs, tally);
    if (seed > 1) ground.drop(wanted);
  }
  const share = (part: number, whole: number) => whole === 0 ? NaN : part / whole * 100;
  const all = (counts: Readonly<Record<Scope, number>>) => counts.syntax + counts.schema + counts['cross-file'];
  return {
    syntax: share(tally.found.syntax, tally.made.syntax), schema: share(tally.found.schema, tally.made.schema), 'cross-file': share(tally.found['cross-file'], tally.made['cross-file']),
    exact: share(tally.exact, all(tally.made)), false: tally.falseFiles, made: all(tally.made),
  };
}

function count({ files, flaws }: Workspace, found: FoundIn, isOurs: boolean, tally: Tally): void {
  for (const { file, line, kind, scope } of flaws) {
    const hits = (found.get(file) ?? []).filter(({ rule }) => !isOurs || rule === kind);
    tally.made[scope]++;
    if (hits.length > 0) tally.found[scope]++;
    if (hits.some(hit => hit.line === line)) tally.exact++;
  }
  const concerned = new Set(flaws.flatMap(({ file, touches }) => [file, ...touches]));
  tally.falseFiles += files.filter(file => !concerned.has(file) && (found.get(file)?.length ?? 0) > 0).length;
}
