import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** How many bytes of the heap's old part a key may take in the mean. What is compiled meanwhile lies there, too; one record with its facts takes some thirty thousand. */
const most = 5000;

describe('what a key has made', () => {
  it('is given back by the collections of the young', () => {
    const args = ['--expose-gc', '--no-allocation-site-pretenuring', '--require', join(__dirname, 'register.cjs'), join(__dirname, 'young/keys.ts')];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    assert.equal(stderr, '');
    const each = JSON.parse(stdout) as readonly (readonly [file: string, bytes: number])[];
    assert.ok(each.length >= 4, stdout);
    assert.deepEqual(each.filter(([, bytes]) => bytes > most), []);
  });
});
