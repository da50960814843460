import assert from 'node:assert/strict';
import type * as lsp from 'vscode-languageserver-types';
import { foldingRanges } from '../../server/features/folding.ts';
import { record } from '../fixture.ts';
import { halfTyped, realRecords } from '../sweep.ts';
import { seeds } from '../syntax/library.ts';

const folds = (text: string): readonly string[] => foldingRanges(record(text)).map(({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind ? ` ${kind}` : ''}`);

/** One record in three notations, and what folds in each. */
const drawn = {
  json: ['---\n{\n  "id": "a-b",\n  "analysis": {\n    "mrv": { "score": 1 },\n    "market": {\n      "score": 2\n    }\n  },\n  "tags": [\n    "x",\n    "y"\n  ]\n}\n---\n', ['0-14 region', '1-12', '3-7', '5-6', '9-11']],
  flow: ['---\n{\n  \'id\': \'a-b\', # note\n  \'analysis\':\n    {\n      \'mrv\': { \'score\': 1 },\n      \'market\':\n        {\n          \'score\': 2,\n        },\n    },\n  \'tags\': [\'x\',\n    \'y\'],\n}\n---\n', ['0-14 region', '1-12', '3-9', '6-8', '11-12']],
  block: ['---\nid: a-b\nanalysis:\n  mrv: { score: 1 }\n  market:\n    score: 2\n    evidence: |\n      one\n\n      two\n\ntags:\n- x\n- y\nevolution:\n  milestones:\n    - date: 2024-01-02\n      event: >-\n        a\n        b\n---\n', ['0-20 region', '2-9', '4-9', '6-9', '11-13', '14-19', '15-19', '16-19', '17-19']],
} as const;

describe('foldingRanges', () => {
  for (const [style, [text, wanted]] of Object.entries(drawn)) {
    for (const [ends, keep] of [['LF', (each: string) => each], ['CR LF', (each: string) => each.replaceAll('\n', '\r\n')], ['CR', (each: string) => each.replaceAll('\n', '\r')], ['a byte order mark', (each: string) => `\uFEFF${each}`]] as const) {
      // A lone CR ends a line for editors, and for JSON, but not for the reader of YAML.
      if (ends === 'CR' && style !== 'json') continue;
      it(`folds the frontmatter and its fields in ${style} with ${ends}`, () => { assert.deepEqual(folds(keep(text)), wanted); });
    }
  }

  it('folds the fields of a seed', () => {
    assert.deepEqual(folds(seeds[1]?.text ?? ''), ['0-79 region', '1-77', '2-37', '3-8', '10-15', '17-22', '24-29', '31-36', '41-48', '42-44', '46-47', '51-54', '57-60', '63-70', '81-85']);
  });

  it('folds sections up to the next heading of their level or a higher one, without the blank lines before it', () => {
    assert.deepEqual(folds('---\nid: a\n---\n\n# One\n\n## Two\n\ntext\n\n### Three\nx\n\n## Four\n\n# Five\nend\n'), ['0-2 region', '4-13', '6-11', '10-11', '15-16']);
  });

  it('folds nothing that is on one line or is not closed', () => {
    assert.deepEqual(folds('---\n{ "id": "a", "tags": ["x"] }\n---\n# One\n'), ['0-2 region']);
    assert.deepEqual(folds('---\nid: a\n'), []);
    assert.deepEqual(folds('---\n{\n  "analysis": {\n    "mrv": {\n      "score": 1'), ['1-4', '2-4', '3-4']);
  });

  const check = (found: readonly lsp.FoldingRange[], count: number, name: string): void => {
    const open: lsp.FoldingRange[] = [];
    for (const [i, each] of found.entries()) {
      assert.ok(each.startLine < each.endLine && each.endLine < count, `${name}: ${JSON.stringify(each)} of ${count}`);
      assert.ok(i === 0 || (found[i - 1]?.startLine ?? 0) < each.startLine, `${name}: one fold a line`);
      while ((open.at(-1)?.endLine ?? Infinity) < each.startLine) open.pop();
      assert.ok(each.endLine <= (open.at(-1)?.endLine ?? Infinity), `${name}: ${JSON.stringify(each)} reaches out of ${JSON.stringify(open.at(-1))}`);
      open.push(each);
    }
  };

  it('nests in every real record', function () {
    let count = 0;
    for (const made of realRecords(this)) {
      const found = foldingRanges(made);
      check(found, made.lines.count(), made.uri);
      assert.equal(found[0]?.kind, 'region', made.uri);
      count += found.length;
    }
    assert.ok(count > 4000, String(count));
  });

  it('nests in half-typed records', function () {
    for (const made of halfTyped(this)) check(foldingRanges(made), made.lines.count(), `${made.uri} ${made.text.length}`);
  });
});
