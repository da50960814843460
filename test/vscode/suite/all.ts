import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The line printed before the first test, by which the outside knows that the extension host came as far as the tests. */
export const opening = 'The tests begin inside VS Code.';

/** Whether what a run printed includes its closing line. An extension host that dies takes the exit code with it, and VS Code then reports 0. */
export function isClosed(output: string): boolean {
  return /\d+ passed, \d+ failed/.test(output);
}

/** Runs every test file of this folder and fails when a test failed. POLICY_RECORDS_GREP, when set, chooses tests by their titles. */
export async function run(): Promise<void> {
  // Mocha is an ES module, which the Node of an older VS Code can import but not require.
  const { default: Mocha } = await import('mocha');
  const grep = process.env['POLICY_RECORDS_GREP'];
  const mocha = new Mocha({ reporter: 'spec', ui: 'bdd', color: false, timeout: 30_000, ...(grep ? { grep } : {}) });
  for (const file of readdirSync(__dirname).filter(name => name.endsWith('.test.ts')).sort()) mocha.addFile(join(__dirname, file));

  console.log(opening);
  const { passed, failed } = await new Promise<{ passed: number; failed: number }>(resolve => {
    const runner = mocha.run(failures => resolve({ passed: runner.stats?.passes ?? 0, failed: failures }));
  });
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0) throw new Error(failed === 1 ? 'One test failed.' : `${failed} tests failed.`);
  if (passed === 0) throw new Error('No test ran.');
}
