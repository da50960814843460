import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diffOf } from '../server/doors/diff.ts';
import { needs } from './shared.ts';

describe('the diff of a file', () => {
  const cases: readonly (readonly [name: string, before: string, after: string])[] = [
    ['a line', 'a\nb\nc\n', 'a\nB\nc\n'], ['a missing end', 'a\nb', 'a\nb\n'], ['an end that goes', 'a\nb\n', 'a\nb'], ['no end', 'a\nb', 'a\nc'],
    ['CR LF', '\uFEFFa\r\nb\r\nc', '\uFEFFa\r\nB\r\nc'], ['line breaks', 'a\r\nb\n', 'a\nb\n'], ['lone CR', 'a\rb\nc\n', 'a\rb\nd\n'], ['all', 'a\n', ''], ['nothing', '', 'a'],
    ['far more lines than can be compared', Array.from({ length: 20_000 }, (_, i) => `${i}\r\n`).join(''), Array.from({ length: 20_000 }, (_, i) => `${i}\n`).join('')],
  ];
  for (const [name, before, after] of cases) {
    it(`makes one text of the other: ${name}`, function () {
      const patch = diffOf('a.md', before, after, (_, text) => text, false);
      needs(this, 'patch');
      const folder = mkdtempSync(join(tmpdir(), 'diff-'));
      writeFileSync(join(folder, 'a.md'), before);
      const { stdout, stderr } = spawnSync('patch', ['-p1', '--binary'], { cwd: folder, input: patch });
      const made = after === '' ? '' : readFileSync(join(folder, 'a.md'), 'utf8');
      rmSync(folder, { recursive: true });
      assert.equal(made, after, `${stdout.toString()}${stderr.toString()}`);
    });
  }

  it('is nothing where nothing changes', () => assert.equal(diffOf('a.md', 'a', 'a', (_, text) => text, false), ''));
});
