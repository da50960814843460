// The entry of `npm run test:vscode`.
import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryFolder } from './children.ts';
import { runSuite } from './host.ts';

const project = resolve(__dirname, '../..');

void main();

async function main(): Promise<void> {
  // The tests edit and save records, which must not reach the ones of the project.
  const workspace = join(temporaryFolder().path, 'seeds');
  cpSync(join(project, 'seeds'), workspace, { recursive: true });
  try {
    const result = await runSuite({ extension: project, tests: join(__dirname, 'suite', 'index.js'), workspace });
    process.exit(result.code);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
