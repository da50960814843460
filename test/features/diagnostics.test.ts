import assert from 'node:assert/strict';
import { indexLines } from '../../server/base/lines.ts';
import { span } from '../../server/base/span.ts';
import { diagnosticsOf } from '../../server/features/diagnostics.ts';
import { placesIn } from '../../server/features/places.ts';
import type { Finding } from '../../server/rules/rule.ts';
import type { Severity } from '../../server/schema/project.ts';
import type { Path } from '../../server/syntax/tree.ts';
import { record } from '../fixture.ts';

/** Where the handbook lies for these tests. */
const handbook = 'file:///handbook.md';

const made = record('---\ntitle: 😀碳 x\n---\n');
const finding = (severity: Severity, more: Partial<Finding> = {}): Finding =>
  ({ rule: 'a-rule', path: ['title'], span: span(14, 15), severity, message: { zh: '错。', en: 'Wrong.' }, related: [], fixes: [], ...more });

describe('diagnostics', () => {
  it('say what, where, how grave and where to read more', () => {
    assert.deepEqual(diagnosticsOf(made, [finding('error')], { locale: 'zh', handbook }), [{
      range: { start: { line: 1, character: 10 }, end: { line: 1, character: 11 } }, severity: 1, code: 'a-rule', source: 'policy-records', message: '错。',
      codeDescription: { href: `${handbook}#a-rule` }, data: { rule: 'a-rule', path: ['title'] },
    }]);
    assert.deepEqual((['error', 'warning', 'information', 'hint'] as const).map(severity => diagnosticsOf(made, [finding(severity)], { locale: 'en', handbook })[0]?.severity), [1, 2, 3, 4]);
  });

  it('point at other places: at the field of another file, or at its first line where its text is not at hand', () => {
    const there = 'file:///library/en/a.md';
    const related = [{ uri: made.uri, span: span(4, 9), message: { zh: '这里。', en: 'Here.' } }, { uri: there, path: ['id'], message: { zh: '那里。', en: 'There.' } }];
    const at = (line: number, from: number, to: number) => ({ start: { line, character: from }, end: { line, character: to } });
    const shown = (placeOf?: ReturnType<typeof placesIn>) => diagnosticsOf(made, [finding('error', { related })], { locale: 'en', handbook, uriFor: uri => `${uri}?` }, placeOf && ((_, path) => placeOf(path)))[0]?.relatedInformation;
    assert.deepEqual(shown(), [
      { location: { uri: `${made.uri}?`, range: at(1, 0, 5) }, message: 'Here.' },
      { location: { uri: `${there}?`, range: at(0, 0, 0) }, message: 'There.' },
    ]);
    assert.deepEqual(shown(placesIn(there, '---\n{\n  "id": "a"\n}\n---\n'))?.[1]?.location.range, at(2, 8, 11));
  });

  it('find a field of another file in every notation: its value, its key, or the nearest thing that is there', () => {
    const texts = {
      json: '---\n{\n  "title": "x",\n  "analysis": {\n    "mrv": { "score": 85 },\n    "market":\n  }\n}\n---\n',
      flow: '---\n{\n  title: \'x\',\n  analysis: {\n    mrv: { score: 85, },\n    market:\n  },\n}\n---\n',
      block: '---\ntitle: x\nanalysis:\n  mrv:\n    score: 85\n  market:\n---\n',
    };
    for (const [style, lf] of Object.entries(texts)) for (const text of [lf, lf.replaceAll('\n', '\r\n')]) {
      const lines = indexLines(text);
      const placeOf = placesIn('file:///library/en/a.md', text);
      const on = (...path: Path) => { const range = placeOf(path); return range && text.slice(lines.offsetOf(range.start), lines.offsetOf(range.end)).replace(/["']/g, ''); };
      assert.deepEqual([on('title'), on('analysis'), on('analysis', 'mrv'), on('analysis', 'mrv', 'score'), on('analysis', 'market'), on('analysis', 'mrv', 'evidence'), on('gone'), on()],
        ['x', 'analysis', 'mrv', '85', 'market', 'mrv', '---', '---'], style);
    }
    assert.equal(placesIn('file:///library/en/a.md', 'no record')(['title']), undefined);
    const project = '{ // ours\n  "historicalIds": ["a", "b"]\n}\n';
    assert.deepEqual(placesIn('file:///library/policy-records.json', project)(['historicalIds', 1]), { start: { line: 1, character: 25 }, end: { line: 1, character: 28 } });
  });

  it('are at most a hundred, the gravest, and the last then says how many there are', () => {
    const many = [...Array.from({ length: 150 }, () => finding('hint')), finding('error', { rule: 'grave' })];
    const shown = diagnosticsOf(made, many, { locale: 'en', handbook });
    assert.equal(shown.length, 100);
    assert.equal(shown.at(-2)?.code, 'grave');
    assert.equal(shown.at(-1)?.message, 'There are 52 more findings that are not shown here.');
    assert.equal(diagnosticsOf(made, many.slice(0, 100), { locale: 'en', handbook }).length, 100);
  });
});
