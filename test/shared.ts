import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Context } from 'mocha';

/** A file or folder of reference material beside the project; where it is absent the test is skipped aloud, and fails when CI=true. */
export function shared(test: Context, path: string): string {
  const found = join(resolve(__dirname, '../../shared'), path);
  if (existsSync(found)) return found;
  if (process.env['CI'] === 'true') throw new Error(`../shared/${path} is needed when CI=true`);
  console.log(`      SKIPPED: ../shared/${path} is absent`);
  return test.skip();
}
