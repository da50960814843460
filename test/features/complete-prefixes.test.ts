import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type * as lsp from 'vscode-languageserver-types';
import { complete } from '../../server/features/complete/index.ts';
import { parseRecord } from '../../server/syntax/parse.ts';
import type { PolicyRecord } from '../../server/syntax/record.ts';
import { afterChoosing } from '../chosen.ts';
import { world } from '../fixture.ts';
import { shared } from '../shared.ts';
import { recordsBelow, sampleOf } from '../positions.ts';

const options = { locale: 'zh', snippets: true, itemDefaults: false, asIs: true, lazy: true } as const;
const seeds = resolve(__dirname, '../../seeds');

/** What is wrong with an item at the end of a text: editors want one line that holds the cursor, and nothing before the word may change but for a comma. */
function faultOf({ text, lines }: PolicyRecord, { textEdit, additionalTextEdits = [], label }: lsp.CompletionItem): string | undefined {
  if (label === '' || !textEdit || !('range' in textEdit)) return 'no edit';
  const { start, end } = textEdit.range;
  const cursor = lines.at(text.length);
  if (start.line !== cursor.line || end.line !== cursor.line) return 'not on the line of the cursor';
  if (start.character < 0 || start.character > cursor.character || end.character !== cursor.character) return 'not up to the cursor';
  const word = lines.offsetOf(start);
  const first = additionalTextEdits[0];
  if (additionalTextEdits.length > 1 || (first && first.newText !== ',')) return 'more than a comma besides the word';
  const comma = first ? lines.offsetOf(first.range.start) : word;
  if (first && (lines.offsetOf(first.range.end) !== comma || comma > word || text.slice(comma, word).trim() !== '')) return 'a comma in the wrong place';
  return undefined;
}

function isSamePlace(a: lsp.CompletionItem, b: lsp.CompletionItem): boolean {
  if (!a.textEdit || !b.textEdit || !('range' in a.textEdit) || !('range' in b.textEdit) || !a.additionalTextEdits !== !b.additionalTextEdits) return false;
  const [{ start, end }, other] = [a.textEdit.range, b.textEdit.range];
  return start.character === other.start.character && start.line === other.start.line && end.character === other.end.character && end.line === other.end.line;
}

/** Someone writes a record from its first character to its last: at each of them, or at one in `step`, there is an answer, and it fits. */
function typedThrough(uri: string, text: string, library: ReturnType<typeof world>, [from, step] = [0, 1]): { readonly asked: number; readonly offered: number } {
  let [asked, offered] = [0, 0];
  for (let end = from; end <= text.length; end += step) {
    // Half of a pair of surrogates is no text that an editor holds.
    if (/[\ud800-\udbff]/.test(text[end - 1] ?? '')) continue;
    const typed = text.slice(0, end);
    const made = parseRecord(uri, typed);
    if (!made) { assert.ok(end < 4, `${uri}: nothing is read of the first ${end} characters`); continue; }
    asked++;
    const { list: { items } } = complete(library, made, end, options);
    if (items.length > 0) offered++;
    let checked: lsp.CompletionItem | undefined;
    for (const item of items) {
      // Items differ in what they write and share where they write it.
      if (checked && isSamePlace(checked, item)) continue;
      checked = item;
      const fault = faultOf(made, item);
      if (fault) assert.fail(`${fault}: “${item.label}” behind ${JSON.stringify(typed.slice(-80))} of ${uri}`);
      const word = item.textEdit && 'range' in item.textEdit ? made.lines.offsetOf(item.textEdit.range.start) : end;
      const after = afterChoosing(typed, end, item);
      const kept = typed.slice(0, word);
      assert.ok(after.startsWith(item.additionalTextEdits ? `${kept.trimEnd()},${kept.slice(kept.trimEnd().length)}` : kept), `${JSON.stringify(typed.slice(-80))} became ${JSON.stringify(after.slice(-160))}`);
    }
  }
  return { asked, offered };
}

describe('completion at the end of every beginning of a record', function () {
  this.timeout(600_000);

  for (const language of ['zh', 'en']) {
    for (const name of readdirSync(join(seeds, language))) {
      it(`seeds/${language}/${name}`, () => {
        const text = readFileSync(join(seeds, language, name), 'utf8');
        const { asked, offered } = typedThrough(`file:///seeds/${language}/${name}`, text, world([]));
        assert.ok(asked > text.length - 40 && offered > 400, `${offered} of ${asked}`);
      });
    }
  }

  it('twenty records of ../shared/corpus', function () {
    const corpus = shared(this, 'corpus');
    const records = sampleOf([...recordsBelow(corpus)], 20);
    const library = world(records);
    assert.equal(records.length, 20);
    for (const style of ['json', 'flow', 'block'] as const) assert.ok(records.filter(each => each.style === style).length >= 4, style);
    // The bench types every character of them; here it is one in four, and in the next record the one beside it.
    const step = 4;
    for (const [n, { uri, text }] of records.entries()) {
      const { asked, offered } = typedThrough(uri, text, library, [n % step, step]);
      assert.ok(asked > text.length / step - 20 && offered > 150 / step, `${uri}: ${offered} of ${asked}`);
    }
  });
});
