import assert from 'node:assert/strict';
import { span } from '../../server/base/span.ts';
import { diagnosticsOf } from '../../server/features/diagnostics.ts';
import type { Finding, Severity } from '../../server/rules/rule.ts';
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

  it('point at other places, in other files at the first line', () => {
    const related = [{ uri: made.uri, span: span(4, 9), message: { zh: '这里。', en: 'Here.' } }, { uri: 'file:///library/en/a.md', span: span(4, 9), message: { zh: '那里。', en: 'There.' } }];
    const [shown] = diagnosticsOf(made, [finding('error', { related })], { locale: 'en', handbook, uriFor: uri => `${uri}?` });
    assert.deepEqual(shown?.relatedInformation, [
      { location: { uri: `${made.uri}?`, range: { start: { line: 1, character: 0 }, end: { line: 1, character: 5 } } }, message: 'Here.' },
      { location: { uri: 'file:///library/en/a.md?', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } }, message: 'There.' },
    ]);
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
