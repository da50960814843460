import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { span, textOf } from '../../server/base/span.ts';
import { readPatch } from '../../server/syntax/clean.ts';
import { findFences } from '../../server/syntax/fences.ts';
import { readJudged } from '../../server/syntax/judged.ts';
import { parseRecord } from '../../server/syntax/parse.ts';
import { patchOf } from '../../server/syntax/patch.ts';
import type { Style } from '../../server/syntax/record.ts';
import { dataOf, type Data } from '../../server/syntax/tree.ts';
import { readYaml } from '../../server/syntax/yaml.ts';
import { record } from '../fixture.ts';
import { randomFrom } from '../mutations/scene.ts';
import { shared } from '../shared.ts';
import { ordinary, unusual } from './corners.ts';
import { frontmatter, markdownBelow, seeds, written } from './library.ts';
import { heldAgainstJudges } from './oracle.ts';
import { spoilt } from './slips.ts';

const framed = (inner: string): string => `---\n${inner}\n---\n`;
const styles = ['json', 'flow', 'block'] as const;
const plainData = (text: string): Data => JSON.parse(JSON.stringify(dataOf(record(text).root))) as Data;
/** The frontmatter of a file with its fences; what stands behind is never read. */
const front = (text: string): string => text.slice(0, findFences(text)?.body.start);
const count = Number(process.env['MUTATIONS'] ?? 3000);

describe('the one-pass reader agrees with the judges', function () {
  this.timeout(Math.max(120_000, count * 60));

  it('on every record of ../shared/corpus, with each kind of line break, and takes all that are in order', function () {
    const taken: Record<Style, number> = { json: 0, flow: 0, block: 0 };
    const left: string[] = [];
    for (const { file, text } of markdownBelow(shared(this, 'corpus'))) {
      const own = front(text).replaceAll('\r\n', '\n');
      for (const each of [own, own.replaceAll('\n', '\r\n'), `\ufeff${own}`]) {
        const style = heldAgainstJudges(each);
        if (style) taken[style]++;
        else if (record(each).problems.length === 0) left.push(file);
      }
    }
    assert.deepEqual(left, []);
    assert.ok(taken.json > 480 && taken.flow > 1000 && taken.block > 270, JSON.stringify(taken));
  });

  it('on the seeds in each notation', () => {
    for (const { text } of seeds) for (const style of styles) assert.equal(heldAgainstJudges(written[style](plainData(text))), style);
  });

  for (const [name, text] of Object.entries(ordinary)) it(`on ${name}, which it takes`, () => assert.notEqual(heldAgainstJudges(framed(text)), undefined));
  for (const [name, text] of Object.entries(unusual)) it(`on ${name}, which it leaves to them`, () => assert.equal(heldAgainstJudges(framed(text)), undefined));

  it('on ../shared/suites/JSONTestSuite, of which it takes no wrong JSON for JSON', function () {
    const folder = shared(this, 'suites/JSONTestSuite/test_parsing');
    const taken = readdirSync(folder).filter(name => heldAgainstJudges(framed(readFileSync(join(folder, name), 'utf8'))) === 'json');
    assert.deepEqual(taken.filter(name => name.startsWith('n_')), []);
    assert.ok(taken.filter(name => name.startsWith('y_object')).length > 10, String(taken));
  });

  it('as our tolerant reading of braces does, on texts that break off and go on with an input method’s blanks', () => {
    const text = framed('{\n  \'a\': \'b\u3000 \n\n  \u3000c\rd\',\n  e: "f\u00a0\n  g",\n}');
    const { inner } = findFences(text) ?? assert.fail();
    assert.deepEqual({ ...dataOf(readJudged(text, inner).root) as object }, { a: 'b\u3000\n\u3000c\rd', e: 'f\u00a0 g' });
    assert.deepEqual(readJudged(text, inner).root, readYaml(textOf(text, inner), at => inner.start + at).root);
  });

  it('on half-typed records: what is read is what the judges read', () => {
    const step = count > 3000 ? 1 : 23;
    let accepted = 0;
    for (const { text } of seeds.filter(({ file }) => file.startsWith('zh'))) {
      for (const style of styles) {
        const { inner } = findFences(written[style](plainData(text))) ?? assert.fail();
        const whole = written[style](plainData(text)).slice(inner.start, inner.end);
        for (let i = 0; i <= whole.length; i += step) {
          const half = framed(whole.slice(0, i));
          const made = record(half);
          const judged = readJudged(half, made.fences.inner);
          assert.deepEqual({ style: made.style, root: made.root, isBroken: made.problems.length > 0 }, { style: judged.style, root: judged.root, isBroken: judged.problems.length > 0 }, half);
          if (heldAgainstJudges(half)) accepted++;
        }
      }
    }
    assert.ok(accepted > 5, String(accepted));
  });

  it('on mended records: what is read is what yaml reads, at the places where it stands in the file', () => {
    let mended = 0;
    for (const { text } of seeds) {
      for (const style of ['flow', 'block'] as const) {
        const whole = written[style](plainData(text));
        const { inner } = findFences(whole) ?? assert.fail();
        for (const { index } of textOf(whole, inner).matchAll(/[:,](?= )|(?<=: )['"]/g)) {
          const [at, lost] = [inner.start + index, whole[inner.start + index] ?? ''];
          const broken = whole.slice(0, at) + whole.slice(at + 1);
          const patch = patchOf(broken, span(inner.start, inner.end - 1), [{ span: span(at, at), text: lost }]);
          const made = readPatch(patch);
          if (mended++ % 29 === 0) assert.deepEqual(made, readYaml(patch.text, patch.back), broken);
          assert.deepEqual([patch.text, made.problems], [textOf(whole, inner), []]);
        }
      }
    }
    assert.ok(mended > 500, String(mended));
  });

  it(`on ${count} spoilt records`, function () {
    const random = randomFrom(6);
    const corpus = shared(this, 'corpus');
    const texts = markdownBelow(corpus).map(({ text }) => front(text)).filter(text => parseRecord('file:///a.md', text)?.problems.length === 0);
    let accepted = 0;
    for (let i = 0; i < count; i++) {
      if (heldAgainstJudges(spoilt(sceneFrom(texts, random), random))) accepted++;
    }
    // Were nearly none of them taken, nothing would have been held against anything.
    assert.ok(accepted > count / 10 && accepted < count * 0.9, `${accepted} of ${count}`);
  });
});

/** A record, or a few of its entries in one of the notations, written in one of several ways. */
function sceneFrom(texts: readonly string[], random: ReturnType<typeof randomFrom>): string {
  const text = random.of(texts);
  if (random.below(8) === 0) return text;
  const entries = Object.entries(plainData(text) as Record<string, Data>);
  const some = Object.fromEntries(entries.filter(() => random.below(4) === 0)) as Data;
  const style = random.of(['json', 'flow', 'block', 'compact', 'yaml', 'folded'] as const);
  if (style === 'compact') return framed(JSON.stringify(some));
  if (style === 'yaml') return framed(stringify(some, { lineWidth: 0, defaultStringType: random.of(['PLAIN', 'BLOCK_LITERAL', 'BLOCK_FOLDED']) }).trimEnd());
  if (style === 'folded') return framed(stringify(some, { lineWidth: 60, defaultKeyType: 'PLAIN', defaultStringType: random.of(['PLAIN', 'BLOCK_FOLDED', 'QUOTE_DOUBLE']) }).trimEnd());
  return framed(frontmatter[style](some));
}
