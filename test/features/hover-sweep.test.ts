import assert from 'node:assert/strict';
import type * as lsp from 'vscode-languageserver-types';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hover } from '../../server/features/hover.ts';
import { intake } from '../../server/record/intake.ts';
import type { PolicyRecord } from '../../server/syntax/record.ts';
import { record, world } from '../fixture.ts';
import { shared } from '../shared.ts';
import { markdownBelow } from '../syntax/library.ts';

const seeds = ['zh', 'en'].flatMap(locale => ['intl-ccs-plus-framework', 'intl-paris-art-6-4-ccs'].map(id => `${locale}/${id}.md`))
  .map(file => record(readFileSync(join(__dirname, '../../seeds', file), 'utf8'), file));

/** Hovers at every seventh offset: each is shown on what it was asked at, says something, and nothing that was not thought of. */
function sweep(records: readonly PolicyRecord[], library: readonly PolicyRecord[]): number {
  const around = world(library);
  let found = 0;
  for (const each of records) {
    for (let at = 0; at <= each.text.length; at += 7) {
      for (const [locale, markdown] of [['zh', true], ['en', false]] as const) {
        const shown = hover(around, each, at, { locale, markdown });
        if (!shown) continue;
        found++;
        const { value } = shown.contents as lsp.MarkupContent;
        const { start, end } = shown.range as lsp.Range;
        assert.ok(each.lines.offsetOf(start) <= at && at <= each.lines.offsetOf(end), `${each.uri} ${at}`);
        assert.ok(value.trim() !== '' && !/undefined|NaN|\[object|\n{3}/.test(value), `${each.uri} ${at}\n${value}`);
      }
    }
  }
  return found;
}

describe('hover everywhere', function () {
  this.timeout(60_000);

  it('answers at every seventh offset of the seeds', () => assert.ok(sweep(seeds, seeds) > 1000));

  it('answers at every seventh offset of the seeds with CR LF, BOM and a missing end', () => {
    const odd = seeds.flatMap(({ text, uri }) => [text.replaceAll('\n', '\r\n'), `\ufeff${text}`, text.slice(0, text.length / 3)].map(each => record(each, uri.replace('file:///library/', ''))));
    assert.ok(sweep(odd, odd) > 1000);
  });

  for (const date of ['2026-02-08-block', '2026-03-19-json', '2026-07-22-flow']) {
    it(`answers at every seventh offset of real records of ${date} (needs ../shared)`, function () {
      const records = markdownBelow(shared(this, `corpus/${date}/policies`)).flatMap(({ file, text }) => intake(`file:///library/${file}`, text) ?? []);
      const some = records.filter((_, i) => i % Math.floor(records.length / 20) === 0).slice(0, 20);
      assert.equal(some.length, 20);
      assert.ok(sweep(some, records) > 2000);
    });
  }
});
