import assert from 'node:assert/strict';
import type * as lsp from 'vscode-languageserver-types';
import { selectionRanges } from '../../server/features/selection.ts';
import type { PolicyRecord } from '../../server/syntax/record.ts';
import { record } from '../fixture.ts';
import { halfTyped, realRecords } from '../sweep.ts';

/** What is selected step by step from an offset, in the words of the file. */
function steps(made: PolicyRecord, offset: number): readonly string[] {
  const texts: string[] = [];
  for (let each: lsp.SelectionRange | undefined = selectionRanges(made, [offset])[0]; each; each = each.parent) {
    texts.push(made.text.slice(made.lines.offsetOf(each.range.start), made.lines.offsetOf(each.range.end)));
  }
  return texts;
}

/** The steps from where `$0` stands. */
const from = (marked: string): readonly string[] => steps(record(marked.replace('$0', '')), marked.indexOf('$0'));

describe('selectionRanges', () => {
  it('grows in JSON', () => {
    const inner = '{\n  "id": "a",\n  "analysis": { "mrv": { "score": 1, "label": "Third-party 核证 audit" } }\n}';
    assert.deepEqual(from(`---\n${inner.replace('party', 'pa$0rty')}\n---\n`), [
      'Third-party', 'Third-party 核证 audit', '"Third-party 核证 audit"', '"label": "Third-party 核证 audit"', '"score": 1, "label": "Third-party 核证 audit"',
      '{ "score": 1, "label": "Third-party 核证 audit" }', '"mrv": { "score": 1, "label": "Third-party 核证 audit" }', '{ "mrv": { "score": 1, "label": "Third-party 核证 audit" } }',
      '"analysis": { "mrv": { "score": 1, "label": "Third-party 核证 audit" } }', inner.slice(4, -2), inner, `---\n${inner}\n---`, `---\n${inner}\n---\n`,
    ]);
  });

  it('grows between single quotes with trailing commas, a byte order mark and CR LF', () => {
    const inner = '{\r\n  \'title\': \'😀碳 \'\'法\'\'\',\r\n  \'tags\': [\'a\', \'b\',],\r\n}';
    assert.deepEqual(from(`\uFEFF---\r\n${inner.replace('\'b\'', '$0\'b\'')}\r\n---\r\n`).slice(0, 5), ['\'b\'', '\'a\', \'b\'', '[\'a\', \'b\',]', '\'tags\': [\'a\', \'b\',]', inner.slice(5, -4)]);
    assert.deepEqual(from(`\uFEFF---\r\n${inner.replace('碳', '$0碳')}\r\n---\r\n`), [
      '碳', '😀碳 \'\'法\'\'', '\'😀碳 \'\'法\'\'\'', '\'title\': \'😀碳 \'\'法\'\'\'', inner.slice(5, -4), inner, `---\r\n${inner}\r\n---`, `\uFEFF---\r\n${inner}\r\n---\r\n`,
    ]);
  });

  it('grows in indented notation', () => {
    const inner = 'id: a-b\nanalysis:\n  mrv:\n    score: 10\n    evidence: |-\n      one line\n      two lines\n  market: {}\ntags:\n- x';
    assert.deepEqual(from(`---\n${inner.replace('10', '1$00')}\n---\n`), [
      '10', 'score: 10', 'score: 10\n    evidence: |-\n      one line\n      two lines', 'mrv:\n    score: 10\n    evidence: |-\n      one line\n      two lines',
      'mrv:\n    score: 10\n    evidence: |-\n      one line\n      two lines\n  market: {}', 'analysis:\n  mrv:\n    score: 10\n    evidence: |-\n      one line\n      two lines\n  market: {}',
      inner, `---\n${inner}\n---`, `---\n${inner}\n---\n`,
    ]);
    assert.deepEqual(from(`---\n${inner.replace('two lines', 'two li$0nes')}\n---\n`).slice(0, 5), ['lines', 'two lines', 'one line\n      two lines', '|-\n      one line\n      two lines', 'evidence: |-\n      one line\n      two lines']);
    assert.deepEqual(from(`---\n${inner.replace('- x', '- $0x')}\n---\n`).slice(0, 4), ['x', '- x', 'tags:\n- x', inner]);
    assert.deepEqual(from(`---\n${inner.replace('analysis', 'ana$0lysis')}\n---\n`).slice(0, 2), ['analysis', inner.slice(8, inner.indexOf('\ntags'))]);
  });

  it('grows from a key, a colon and an empty value', () => {
    assert.deepEqual(from('---\n{ "i$0d": "" }\n---\n').slice(0, 4), ['id', '"id"', '"id": ""', '{ "id": "" }']);
    assert.deepEqual(from('---\n{ "id"$0: "" }\n---\n').slice(0, 3), ['"id"', '"id": ""', '{ "id": "" }']);
    assert.deepEqual(from('---\n{ "id":$0 "" }\n---\n').slice(0, 2), ['"id": ""', '{ "id": "" }']);
    assert.deepEqual(from('---\n{ "id": "$0" }\n---\n').slice(0, 3), ['""', '"id": ""', '{ "id": "" }']);
    assert.deepEqual(from('---\nid:$0\n---\n'), ['id:', '---\nid:\n---', '---\nid:\n---\n']);
  });

  it('grows in the narrative', () => {
    const text = '---\nid: a\n---\n\n# One\n\nfirst line\nthe CO₂-rich word\n\n## Two\n\n其他 文字。\n\n# Three\n';
    assert.deepEqual(from(text.replace('CO₂-rich', 'CO₂-$0rich')), [
      'CO₂-rich', 'the CO₂-rich word', 'first line\nthe CO₂-rich word', '# One\n\nfirst line\nthe CO₂-rich word\n\n## Two\n\n其他 文字。', text.slice(text.indexOf('\n# One')), text,
    ]);
    assert.deepEqual(from(text.replace('文字', '文$0字')).slice(0, 4), ['文字', '其他 文字。', '## Two\n\n其他 文字。', '# One\n\nfirst line\nthe CO₂-rich word\n\n## Two\n\n其他 文字。']);
    assert.deepEqual(from(text.replace('# Three', '# $0Three')).slice(0, 3), ['Three', '# Three', text.slice(text.indexOf('\n# One'))]);
  });

  it('grows from a fence to the file, and brings what is outside to its nearest end', () => {
    assert.deepEqual(from('-$0--\nid: a\n---\nx'), ['---', '---\nid: a\n---', '---\nid: a\n---\nx']);
    const made = record('---\nid: a\n---\nx');
    assert.deepEqual(selectionRanges(made, [-5, 999]).map(each => each.range.end), [{ line: 0, character: 3 }, { line: 3, character: 1 }]);
    assert.deepEqual(from('---\nid: a$0'), ['a', 'id: a', '---\nid: a']);
  });

  const check = (made: PolicyRecord, offsets: readonly number[]): void => {
    for (const [i, selection] of selectionRanges(made, offsets).entries()) {
      const at = offsets[i] ?? 0;
      let inner: { readonly start: number; readonly end: number } | undefined;
      for (let each: lsp.SelectionRange | undefined = selection; each; each = each.parent) {
        const [start, end] = [made.lines.offsetOf(each.range.start), made.lines.offsetOf(each.range.end)];
        assert.ok(start <= at && at <= end, `${made.uri} ${at}`);
        if (inner) assert.ok(start <= inner.start && inner.end <= end && end - start > inner.end - inner.start, `${made.uri} ${at}: it grows`);
        inner = { start, end };
      }
      assert.deepEqual(inner, { start: 0, end: made.text.length });
    }
  };

  it('grows strictly at many places of real records', function () {
    for (const made of realRecords(this, 5)) check(made, Array.from({ length: 40 }, (_, i) => Math.floor(i * made.text.length / 40)));
  });

  it('grows strictly in half-typed records', function () {
    for (const made of halfTyped(this)) check(made, [made.text.length, made.text.length >> 1, Math.max(0, made.text.length - 10)]);
  });
});
