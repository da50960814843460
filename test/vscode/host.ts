import { resolve } from 'node:path';
import { findDesktop, runDesktop, screen } from './desktop.ts';
import { runServed } from './served.ts';
import { prepareServed } from './served-setup.ts';
import { isClosed, opening } from './suite/all.ts';

/** What to run: absolute paths of the extension's folder, of a .js file that exports `run` and prints the lines that suite/all.ts does, and of the folder to open. */
export type SuiteOptions = {
  readonly extension: string;
  readonly tests: string;
  readonly workspace: string;
  /** User settings on top of the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Leaves workspace trust switched on, so that the window starts in Restricted Mode. */
  readonly trust?: boolean;
};

/** Which VS Code ran the suite, its exit code (0 when every test passed) and all it printed. The host is `none` when the suite was skipped. */
export type SuiteResult = { readonly host: 'desktop' | 'served' | 'none'; readonly code: number; readonly output: string };

/** Five minutes: a suite that takes longer hangs. */
const limit = 300_000;

/** Runs a suite inside a real VS Code: the desktop one where it can be had, else one served to a browser that nobody sees.
 *  POLICY_RECORDS_HOST (`desktop` or `served`) allows only one of them. Where neither can run, the suite is skipped with a notice,
 *  and on a CI machine (CI=true) it fails, because nobody reads a notice there. */
export async function runSuite(options: SuiteOptions): Promise<SuiteResult> {
  const project = resolve(__dirname, '../..');
  const only = process.env['POLICY_RECORDS_HOST'];
  const reasons: string[] = [];

  if (only !== 'served') {
    const desktop = await attempt(reasons, () => {
      if (screen() === undefined) throw new Error('The desktop VS Code needs a display, and this machine has neither one nor xvfb-run, which makes one.');
      return findDesktop(project);
    });
    if (desktop !== undefined) {
      console.log(`The tests run in the desktop VS Code at ${desktop.executable}.`);
      const result = await attempt(reasons, () => runDesktop(desktop, { ...options, limit }));
      if (result?.output.includes(opening)) return judge({ host: 'desktop', ...result });
      // It never came as far as the tests, so its exit code says nothing about them.
      if (result !== undefined) reasons.push(`The desktop VS Code ended with code ${result.code} before the tests began.`);
    }
  }
  if (only !== 'desktop') {
    const served = await attempt(reasons, () => prepareServed(project));
    if (served !== undefined) {
      console.log(['The tests run in the served VS Code, in a browser window that is not shown.', ...reasons].join(' '));
      return judge({ host: 'served', ...await runServed(served, { ...options, limit }) });
    }
  }

  if (process.env['CI'] === 'true') throw new Error(['The tests could not run inside a real VS Code.', ...reasons].join('\n'));
  console.log(['', rule, 'SKIPPED: the tests inside a real VS Code did not run.', ...reasons, rule, ''].join('\n'));
  return { host: 'none', code: 0, output: reasons.join('\n') };
}

const rule = '='.repeat(80);

/** A run without its closing line has failed, whatever its exit code. */
function judge(result: SuiteResult): SuiteResult {
  if (result.code !== 0 || isClosed(result.output)) return result;
  console.log('The extension host ended before the tests did. The run counts as failed.');
  return { ...result, code: 1 };
}

async function attempt<T>(reasons: string[], work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    reasons.push(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}
