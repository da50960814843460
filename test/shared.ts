import { spawnSync } from 'node:child_process';
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

/** Goes on only where a command is installed. Every clone was made by git, so that one may not be absent when CI=true. */
export function needs(test: Context, tool: 'git' | 'patch'): void {
  if (spawnSync(tool, ['--version']).status === 0) return;
  if (tool === 'git' && process.env['CI'] === 'true') throw new Error('git is needed when CI=true');
  console.log(`      SKIPPED: ${tool} is absent`);
  test.skip();
}
