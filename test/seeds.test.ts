import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '../server/rules/run.ts';
import { fixed, record, world } from './fixture.ts';
import { loads } from './loads.ts';

const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };

function load(text: string, file: string): readonly string[] {
  const made = record(text, file);
  return check(made, world([made]), throwing).map(({ rule, span }) => `${rule} ${made.lines.lineOf(span.start) + 1}`);
}

describe('the seeds', () => {
  for (const locale of ['zh', 'en'] as const) {
    for (const [id, expected] of Object.entries(loads)) {
      const file = `${locale}/${id}.md`;
      const text = readFileSync(join(__dirname, '../seeds', file), 'utf8');
      it(`${file} gives exactly ${expected.length} findings`, () => assert.deepEqual(load(text, file), expected));

      it(`${file} gives the same with CR LF`, () => assert.deepEqual(load(text.replaceAll('\n', '\r\n'), file), expected));

      it(`${file} is not worse without its blank pillars`, () => {
        const made = record(text, file);
        const blank = check(made, world([made]), throwing).find(({ rule }) => rule === 'unfilled-pillars');
        const without = record(fixed(made.text, made.uri, blank?.fixes[0] ?? assert.fail()), file);
        const left = check(without, world([without]), throwing);
        assert.ok(!left.some(({ rule }) => rule === 'unfilled-pillars'));
        assert.deepEqual(left.filter(({ path }) => path[0] === 'regulatory').map(({ severity }) => severity), ['information']);
      });

      it(`${file} can be mended until only what its source can tell is left`, () => {
        let made = record(text, file);
        for (let round = 0; round < 10; round++) {
          const fix = check(made, world([made], 'Li Wei'), throwing).find(({ rule, fixes }) => rule !== 'unfilled-pillars' && fixes.length > 0)?.fixes[0];
          if (!fix) break;
          made = record(fixed(made.text, made.uri, fix), file);
          assert.equal(made.style, 'json');
          assert.deepEqual(made.problems, []);
        }
        const left = check(made, world([made], 'Li Wei'), throwing).map(({ rule }) => rule);
        assert.deepEqual(left.filter(rule => rule !== 'placeholder-date'), ['unfilled-pillars']);
      });
    }
  }
});
