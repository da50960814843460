import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { complete } from '../../server/features/complete/index.ts';
import { intake } from '../../server/record/intake.ts';
import { parseRecord } from '../../server/syntax/parse.ts';
import type { PolicyRecord } from '../../server/syntax/record.ts';
import { afterChoosing, itemFor } from '../chosen.ts';
import { world } from '../fixture.ts';
import { judge, positionsOf, proseIn, recordsBelow, textAt, type Position } from '../positions.ts';
import { shared } from '../shared.ts';

const options = { locale: 'en', snippets: true, itemDefaults: true, asIs: true, lazy: true } as const;
const lines = (text: string, eol: string): string => text.replace(/\r?\n/g, eol);

/** Completion in real text: what is chosen must leave a valid record with the wanted value and nothing else changed. The bench asks another server at the same positions. */
describe('completion in every record of ../shared/corpus', function () {
  this.timeout(600_000);
  const records: PolicyRecord[] = [];
  let library = world([]);
  before(function () {
    const corpus = shared(this, 'corpus');
    for (const { uri, text } of recordsBelow(corpus)) records.push(intake(uri, lines(text, '\n')) ?? assert.fail(uri));
    library = world(records);
  });

  /** The text once the wanted item is chosen, or why it cannot be. */
  function chosen(uri: string, text: string, offset: number, label: string): { readonly result: string } | { readonly why: string } {
    const made = parseRecord(uri, text) ?? assert.fail(uri);
    const { list } = complete(library, made, offset, options);
    const item = itemFor(list, label);
    return item ? { result: afterChoosing(text, offset, item, list) } : { why: list.items.length > 0 ? 'not among what is offered' : 'nothing offered' };
  }

  function comeOf(position: Position, uri: string): string {
    const { text, offset } = textAt(position);
    const unix = chosen(uri, text, offset, position.label);
    if (!('result' in unix)) return unix.why;
    const verdict = judge(position, unix.result);
    if (verdict !== 'right') return verdict;
    // With the other line breaks the outcome is the same, and every line of it ends alike.
    const windows = chosen(uri, lines(text, '\r\n'), lines(text.slice(0, offset), '\r\n').length, position.label);
    return 'result' in windows && windows.result === lines(unix.result, '\r\n') ? verdict : 'different with CR LF';
  }

  it('leaves what is wanted and nothing else', () => {
    const kinds = new Map<string, number>();
    const wrong = new Map<string, string[]>();
    for (const made of records) {
      const other = library.corpus.records().find(each => each.id && each.uri !== made.uri && dirname(each.uri) === dirname(made.uri));
      for (const position of positionsOf(made, other?.id)) {
        const kind = `${position.style}, ${position.name}`;
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
        const come = comeOf(position, made.uri);
        if (come !== 'right') wrong.set(`${kind}: ${come}`, [...wrong.get(`${kind}: ${come}`) ?? [], made.uri]);
      }
    }
    assert.deepEqual([...wrong].map(([kind, uris]) => `${uris.length} × ${kind}, such as in ${uris[0]}`), []);
    // What is asked for is asked in many records of each notation, so that nothing passes because nothing was asked.
    assert.deepEqual([...kinds].filter(([, count]) => count < 20), []);
    const names = (style: string) => [...kinds.keys()].filter(kind => kind.startsWith(`${style}, `)).map(kind => kind.slice(style.length + 2)).sort();
    const braces = ['value: an emoji earlier on the line', 'value: before a full-width comma', 'value: below a missing comma'];
    assert.deepEqual(names('json'), names('flow'));
    assert.deepEqual(names('json').filter(name => !braces.includes(name)), names('block').filter(name => name !== 'value: above a wrong indentation'));
    assert.equal(names('json').length, 35);
  });

  it('offers nothing in plain prose', () => {
    let asked = 0;
    const offered: string[] = [];
    for (const made of records) {
      for (const offset of proseIn(made)) {
        asked++;
        const { items } = complete(library, made, offset, { ...options, typed: made.text[offset - 1] }).list;
        if (items.length > 0) offered.push(`${made.uri}: ${made.text.slice(offset - 20, offset)}| ${items[0]?.label}`);
      }
    }
    assert.deepEqual(offered.slice(0, 20), []);
    assert.ok(asked > 10_000, `${asked} places`);
  });
});
