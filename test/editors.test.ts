import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import type { Context } from 'mocha';
import { onPath, run } from './vscode/children.ts';
import { canInstallPackages, installPackages } from './vscode/packages.ts';

const project = join(__dirname, '..');

/** What `neovim.lua` says it saw. */
interface Seen {
  readonly problem?: string;
  readonly findings: readonly string[]; readonly source: string; readonly completions: readonly string[]; readonly hover: string;
  readonly actions: readonly string[]; readonly after: readonly string[]; readonly renamed: readonly string[]; readonly ended: boolean;
}

/** The program of Neovim, installed where that can be done. Without it the test is skipped aloud, and fails when CI=true. */
async function neovim(test: Context): Promise<string> {
  if (onPath('nvim') === undefined && canInstallPackages()) await installPackages(['neovim']).catch((error: unknown) => { console.log(`      ${String(error)}`); });
  const found = onPath('nvim');
  if (found !== undefined) return found;
  if (process.env['CI'] === 'true') throw new Error('Neovim is needed when CI=true');
  console.log('      SKIPPED: Neovim is absent');
  return test.skip();
}

describe('other editors', function () {
  this.timeout(300_000);
  let folder = '';
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'editors-')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('Neovim shows findings, completions, hovers and actions of a seed, and renames its id, through `policy-records lsp --stdio`', async function () {
    const program = await neovim(this);
    const cli = join(folder, 'cli', 'cli.js');
    await build({ entryPoints: [join(project, 'server/doors/cli.ts')], outfile: cli, bundle: true, platform: 'node', format: 'cjs', target: 'node20', mainFields: ['module', 'main'], define: { 'process.env.POLICY_RECORDS_VERSION': '"1.2.3"' }, logLevel: 'silent' });
    const library = join(folder, 'library');
    mkdirSync(library);
    for (const language of ['zh', 'en']) cpSync(join(project, 'seeds', language), join(library, language), { recursive: true });
    const record = join(library, 'zh', 'intl-paris-art-6-4-ccs.md');
    const lines = readFileSync(record, 'utf8').split('\n');
    const at = (words: string, shift: number) => {
      const line = lines.findIndex(each => each.includes(words));
      assert.ok(line >= 0, words);
      // Neovim counts bytes.
      return { line, column: Buffer.byteLength((lines[line] ?? '').slice(0, (lines[line] ?? '').indexOf(words) + shift)) };
    };
    const result = join(folder, 'result.json');
    const wish = {
      command: [process.execPath, cli, 'lsp', '--stdio'], folder: library, record, twin: join(library, 'en', basename(record)), result, findings: 4, mend: 'broken-supersedes',
      complete: at('"legalWeight": "', '"legalWeight": "'.length), hover: at('"reviewStatus"', 3), rename: { words: '"id": "intl-paris-art-6-4-ccs"', column: at('"intl-paris-art-6-4-ccs"', 3).column, to: 'intl-paris-article-6-4' },
    };
    const env = { POLICY_RECORDS_TEST: JSON.stringify(wish), XDG_STATE_HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder };
    await run(program, ['--headless', '--clean', '-n', '-c', `luafile ${join(__dirname, 'editors', 'neovim.lua')}`], { limit: 60_000, env, cwd: dirname(library) });
    const seen = JSON.parse(readFileSync(result, 'utf8')) as Seen;
    assert.equal(seen.problem, undefined, JSON.stringify(seen));
    assert.deepEqual(seen.findings, ['placeholder-evidence', 'broken-supersedes', 'verified-but-pending', 'unfilled-pillars']);
    assert.equal(seen.source, 'policy-records');
    for (const word of ['"Primary Legislation"', '"Administrative Regulation"']) assert.ok(seen.completions.includes(word), `${word} in ${seen.completions.join()}`);
    assert.match(seen.hover, /^\*\*Review status · 审核状态\*\*$/);
    assert.ok(seen.actions.length > 0 && seen.actions.every(title => title.length > 3));
    assert.deepEqual(seen.after, ['placeholder-evidence', 'verified-but-pending', 'unfilled-pillars']);
    // This Neovim does not say that it can move files, so the ids alone change.
    assert.deepEqual(seen.renamed, ['  "id": "intl-paris-article-6-4",', '  "id": "intl-paris-article-6-4",'], 'in both languages');
    assert.equal(seen.ended, true);
  });
});
