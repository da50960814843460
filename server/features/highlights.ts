import type * as lsp from 'vscode-languageserver-types';
import { span, textOf, touches, type Span } from '../base/span.ts';
import { stretchesOf, wordsOf } from '../record/mentions.ts';
import type { World } from '../rules/rule.ts';
import { controlled } from '../schema/vocabulary.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { nodeAt, wholeText } from '../syntax/tree.ts';
import { rangeOf } from './ranges.ts';
import { placesNaming, wantedAt } from './references.ts';

/** The protocol's numbers for kinds of highlights (DocumentHighlightKind). */
const kinds = { text: 1, read: 2, write: 3 } as const;

/**
 * The places of a record that mean the same as the one at an offset: an id, a criterion, a mechanism, or a word that the record holds in a
 * field with a vocabulary and says elsewhere. Where the record gives itself that id or word, it is written; elsewhere it is read.
 */
export function documentHighlights(world: World, record: PolicyRecord, offset: number): lsp.DocumentHighlight[] {
  const wanted = wantedAt(world, record, offset);
  if (!wanted) return wordsAt(record, offset);
  const own = wanted.kind === 'file' ? wholeText(nodeAt(record.root, ['id'])) : undefined;
  const declared = own && rangeOf(record.lines, wordsOf(record.text, own)).start;
  return placesNaming(record, wanted, true).map(range => ({ range, kind: declared?.line === range.start.line && declared.character === range.start.character ? kinds.write : kinds.read }));
}

/** The fields whose words mean the same wherever they stand. */
const fields: readonly string[] = [...controlled, 'country', 'scope'];

/** The places of the word of a vocabulary that an offset is on; of several fields that hold it, each is written. */
function wordsAt(record: PolicyRecord, offset: number): lsp.DocumentHighlight[] {
  for (const field of fields) {
    const value = wholeText(nodeAt(record.root, [field]))?.value.trim() ?? '';
    const places = value === '' ? [] : placesOf(record, value);
    if (!places.some(each => touches(each, offset))) continue;
    const written = new Set(fields.flatMap(each => { const node = wholeText(nodeAt(record.root, [each])); return node ? [wordsOf(record.text, node).start] : []; }));
    return places.map(at => ({ range: rangeOf(record.lines, at), kind: written.has(at.start) ? kinds.write : kinds.text }));
  }
  return [];
}

/** Where a text stands by itself: Latin words are not found within others, Chinese ones may stand anywhere. */
function placesOf(record: PolicyRecord, word: string): readonly Span[] {
  const own = new RegExp(`${/^[\p{Script=Latin}\d]/u.test(word) ? '(?<![\\p{Script=Latin}\\d])' : ''}${word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}${/[\p{Script=Latin}\d]$/u.test(word) ? '(?![\\p{Script=Latin}\\d])' : ''}`, 'gu');
  return stretchesOf(record).flatMap(({ start, end }) => [...textOf(record.text, span(start, end)).matchAll(own)].map(({ index, 0: found }) => span(start + index, start + index + found.length)));
}
