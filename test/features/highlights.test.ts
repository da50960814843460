import assert from 'node:assert/strict';
import { documentHighlights } from '../../server/features/highlights.ts';
import { record, world } from '../fixture.ts';
import { halfTyped, realRecords } from '../sweep.ts';
import { seedData, written } from '../syntax/library.ts';

const body = '\n\n😀 按 ICVCM 9.4 与 cn-old-rule 办理，CCER 即中国核证自愿减排量。本法现行，Act 不是 Active。标准 9.4 亦同，cn-new-rule 也。\n';
const notations = {
  json: `---\n{\n  "id": "cn-new-rule",\n  "status": "现行",\n  "scope": "Act",\n  "icvcmCriteria": ["9.4"],\n  "evolution": { "supersedes": ["cn-old-rule"] },\n  "source": "CCER"\n}\n---${body}`,
  flow: `---\n{\n  'id': 'cn-new-rule',\n  'status': '现行',\n  'scope': 'Act',\n  'icvcmCriteria': ['9.4',],\n  'evolution': { 'supersedes': ['cn-old-rule',] },\n  'source': 'CCER',\n}\n---${body}`,
  block: `---\nid: cn-new-rule\nstatus: 现行\nscope: Act\nicvcmCriteria:\n  - '9.4'\nevolution:\n  supersedes: [cn-old-rule]\nsource: CCER\n---${body}`,
};
const old = record('---\n{ "id": "cn-old-rule", "title": "旧规" }\n---\n', 'zh/cn-old-rule.md');

describe('documentHighlights', () => {
  for (const [style, plain] of Object.entries(notations)) {
    for (const [ends, text] of [['LF', plain], ['CR LF and BOM', `\uFEFF${plain.replaceAll('\n', '\r\n')}`]] as const) {
      it(`shows the places that mean the same in ${style} with ${ends}`, () => {
        const made = record(text, 'zh/cn-new-rule.md');
        const narrative = text.lastIndexOf('---') + 3;
        /** What is shown, by its words, whether it stands in the narrative, and its kind. */
        const at = (words: string, shift = 1, from = 0) => documentHighlights(world([made, old]), made, text.indexOf(words, from) + shift).map(({ range, kind }) => {
          const start = made.lines.offsetOf(range.start);
          return `${text.slice(start, made.lines.offsetOf(range.end))}${start > narrative ? ' told' : ''} ${kind}`;
        });
        const old2 = ['cn-old-rule 2', 'cn-old-rule told 2'];
        assert.deepEqual(at('cn-old-rule'), old2);
        assert.deepEqual(at('cn-old-rule', 3, narrative), old2);
        assert.deepEqual(at('cn-new-rule'), ['cn-new-rule 3', 'cn-new-rule told 2']);
        assert.deepEqual(at('9.4'), ['9.4 2', '9.4 told 2']);
        assert.deepEqual(at('9.4', 1, narrative), ['9.4 2', '9.4 told 2']);
        assert.deepEqual(at('CCER'), ['CCER 2', 'CCER told 2', '中国核证自愿减排量 told 2']);
        assert.deepEqual(at('现行'), ['现行 3', '现行 told 1']);
        assert.deepEqual(at('现行', 1, narrative), ['现行 3', '现行 told 1']);
        assert.deepEqual(at('Act'), ['Act 3', 'Act told 1']);
        assert.deepEqual([at('办理'), at('status'), at('Active', 4)], [[], [], []]);
      });
    }
  }

  for (const [style, write] of Object.entries(written)) {
    it(`shows the country of a seed in ${style}`, () => {
      const made = record(write({ ...seedData(), source: '国际（国际）' }), 'zh/intl-ccs-plus-framework.md');
      assert.deepEqual(documentHighlights(world([made]), made, made.text.indexOf('国际') + 1).map(({ kind }) => kind), [3, 1, 1]);
    });
  }

  it('takes a word for its letters, whatever they mean to a pattern', () => {
    const made = record('---\n{ "status": "a.b (c)*-/", "source": "a.b (c)*-/ and axb (c)*-/" }\n---\n');
    assert.equal(documentHighlights(world([made]), made, made.text.indexOf('a.b')).length, 2);
  });

  it('holds the place that was asked about, in order, in real and half-typed records', function () {
    let count = 0;
    for (const records of [realRecords(this, 12), halfTyped(this)]) {
      for (const made of records) {
        const around = world([made]);
        for (let at = made.text.length % 17; at < made.text.length; at += Math.ceil(made.text.length / 6)) {
          const found = documentHighlights(around, made, at).map(({ range }) => [made.lines.offsetOf(range.start), made.lines.offsetOf(range.end)] as const);
          if (found.length > 0) assert.ok(found.some(([start, end]) => start <= at && at <= end), `${made.uri} ${at}`);
          for (const [i, [start, end]] of found.entries()) assert.ok(start < end && (found[i - 1]?.[1] ?? 0) <= start, `${made.uri} ${at}`);
          count += found.length;
        }
      }
    }
    assert.ok(count > 50, String(count));
  });
});
