import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { textOf } from '../../server/base/span.ts';
import { readClean } from '../../server/syntax/clean.ts';
import { findFences } from '../../server/syntax/fences.ts';
import { readJudged } from '../../server/syntax/judged.ts';
import { readYaml } from '../../server/syntax/yaml.ts';

/**
 * Holds the one-pass reader against the judges. Where it accepts a text, so do they, with the same tree; then the style of the text is
 * the answer. Undefined where it leaves the text to them, or where there is no frontmatter.
 */
export function heldAgainstJudges(text: string): 'json' | 'flow' | 'block' | undefined {
  const inner = findFences(text)?.inner;
  const clean = inner && readClean(text, inner);
  if (!clean) return undefined;
  same(clean, readJudged(text, inner), text);
  const { root, problems } = readYaml(textOf(text, inner), at => inner.start + at);
  // What is judged as JSON may be indented with tabs, which YAML does not allow everywhere.
  if (clean.style !== 'json' || problems.length === 0) same({ root: clean.root, problems: [] }, { root, problems }, text);
  if (clean.style === 'json') assert.doesNotThrow(() => JSON.parse(textOf(text, inner)) as unknown, text);
  return clean.style;
}

function same(own: object, judges: object, text: string): void {
  if (!isDeepStrictEqual(own, judges)) assert.deepEqual(own, judges, text);
}
