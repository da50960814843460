import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const project = join(__dirname, '../..');

/** Runs deep.ts in a process of its own; on Node 20 deep nesting can abort a process where nothing can catch it. */
const run = (turn: number) => new Promise<{ readonly code: number | null; readonly signal: string | null; readonly out: string }>((resolve, reject) => {
  const child = spawn(process.execPath, ['--require', './test/register.cjs', 'test/syntax/deep.ts', String(turn)], { cwd: project, stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); });
  child.on('error', reject);
  child.on('close', (code, signal) => resolve({ code, signal, out }));
});

describe('deep nesting', function () {
  this.timeout(120_000);

  it('kills no process, and each text is a tree or is said to be too deep', async () => {
    for (const { code, signal, out } of await Promise.all([0, 1, 2, 3].map(run))) {
      assert.deepEqual({ code, signal }, { code: 0, signal: null });
      const answers = out.trim().split('\n');
      assert.equal(answers.length, 60);
      assert.ok(answers.includes('too-deep') && answers.includes('tree'));
      assert.deepEqual(answers.filter(answer => answer !== 'too-deep' && answer !== 'too-large' && answer !== 'tree'), []);
    }
  });
});
