import assert from 'node:assert/strict';
import { indexLines } from '../../server/base/lines.ts';
import { twinLocation, twinUri } from '../../server/features/implementation.ts';
import { libraryOf, uriIn } from '../../server/rules/library.ts';

const zh = { file: 'zh/a-b.md', text: '\ufeff---\r\n{\r\n  "title": "😀 甲",\r\n  "analysis": { "mrv": { "score": 95, "label": "严" } },\r\n  "evolution": { "supersedes": ["x", "y"] }\r\n}\r\n---\r\n\r\n# 一\r\n\r\n文\r\n\r\n## 二\r\n\r\n文\r\n' };
const en = [
  { file: 'en/a-b.md', text: '---\n{\n  \'evolution\': { \'supersedes\': [\'x\', \'y\'], },\n  \'analysis\': { \'mrv\': { \'score\': 95, }, },\n  \'title\': \'😀 A\',\n}\n---\n\n# One\n\nText\n\n## Two\n\nText\n' },
  { file: 'en/a-b.md', text: '---\ntitle: 😀 A\nanalysis:\n  mrv:\n    score: 95\nevolution:\n  supersedes:\n    - x\n    - y\n---\n\n# One\n\nText\n\n## Two\n\nText\n' },
];

/** The text of the twin that a word of the record leads to. */
function there(word: string, twin: { readonly file: string; readonly text: string } | undefined, into = 0): string | undefined {
  const { record, world } = libraryOf([zh, ...twin ? [twin] : []]);
  assert.ok(record);
  assert.equal(twinUri(world, record), twin && uriIn(twin.file));
  const at = zh.text.indexOf(word);
  assert.ok(at >= 0, word);
  const found = twinLocation(world, record, at + into, uri => uri === uriIn('en/a-b.md') ? twin?.text : undefined);
  if (!found || !twin) return found && 'somewhere';
  assert.equal(found.uri, uriIn('en/a-b.md'));
  const lines = indexLines(twin.text);
  return twin.text.slice(lines.offsetOf(found.range.start), lines.offsetOf(found.range.end)).replace(/^'|'$/g, '');
}

describe('the same place in the twin', () => {
  for (const twin of en) {
    it(`is its field in ${twin.text.includes('{') ? 'flow' : 'block'}`, () => {
      assert.equal(there('"title"', twin), '😀 A');
      assert.equal(there('甲', twin), '😀 A');
      assert.equal(there('95', twin), '95');
      assert.equal(there('"y"', twin), 'y');
      assert.equal(there('"analysis"', twin), 'analysis');
      assert.equal(there('严', twin), 'mrv', 'of a field that is missing the one it would stand in');
    });

    it(`is the heading of the same number in ${twin.text.includes('{') ? 'flow' : 'block'}`, () => {
      assert.equal(there('# 一', twin, 3), '# One');
      assert.equal(there('## 二\r\n\r\n文', twin, 8), '## Two');
      assert.equal(there('---', twin), '---', 'the fence');
    });
  }

  it('is nowhere without a twin, or while that cannot be read', () => {
    assert.equal(there('"title"', undefined), undefined);
    const { record, world } = libraryOf([zh, ...en.slice(0, 1)]);
    assert.ok(record);
    assert.equal(twinLocation(world, record, 5, () => undefined), undefined);
    assert.deepEqual(twinLocation(world, record, 5, () => 'no record any more')?.range, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } });
  });
});
