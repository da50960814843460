import type * as lsp from 'vscode-languageserver-types';
import { span, type Span } from '../base/span.ts';
import { filesNamed } from '../record/collected.ts';
import { knownFacts } from '../record/corpus.ts';
import { namingsIn } from '../record/links.ts';
import { mentionsIn, wordsOf } from '../record/mentions.ts';
import type { World } from '../rules/rule.ts';
import { kindOf } from '../schema/collections.ts';
import { dimensionOf, pillars } from '../schema/knowledge.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { entryOf, nodeAt, type ScalarNode } from '../syntax/tree.ts';

/**
 * What the tokens mean, by the names that every editor has colours for: the id of a record is a `class`, a criterion an `enumMember`, a
 * mechanism an `interface`, a dimension a `namespace`, a pillar a `property`, a score a `number`. The id that a record gives itself is its
 * `declaration`.
 */
export const legend: lsp.SemanticTokensLegend = { tokenTypes: ['class', 'enumMember', 'interface', 'namespace', 'property', 'number'], tokenModifiers: ['declaration'] };

/** A stretch of a record with its place in the legend; `modifiers` is a set of bits. */
interface Marked { readonly at: Span; readonly type: number; readonly modifiers: number }

/**
 * The words of a record that mean something to the library, five numbers each as the protocol has it; with `range` only those on its lines.
 * None overlap, and none reach over the end of a line. An id that no record of the language folder has is a word like any other.
 */
export function semanticTokens(world: World, record: PolicyRecord, range?: lsp.Range): lsp.SemanticTokens {
  const data: number[] = [];
  let [line, character, end] = [0, 0, 0];
  for (const { at, type, modifiers } of [...markedIn(world, record)].sort((a, b) => a.at.start - b.at.start || b.at.end - a.at.end)) {
    const from = record.lines.at(at.start);
    if (at.start < end || at.end <= at.start) continue;
    if (range && (from.line < range.start.line || from.line > range.end.line)) continue;
    data.push(from.line - line, from.line === line ? from.character - character : from.character, at.end - at.start, type, modifiers);
    ({ line, character } = from);
    end = at.end;
  }
  return { data };
}

function* markedIn(world: World, record: PolicyRecord): Generator<Marked> {
  const { text, root, lines } = record;
  for (const [block, type, isKnown] of named) {
    const map = nodeAt(root, [block]);
    for (const { key, name, value } of map?.kind === 'map' ? map.entries : []) {
      if (!isKnown(name)) continue;
      yield mark(text, key, type);
      const score = block === 'analysis' ? entryOf(value, 'score')?.value : undefined;
      if (score?.kind === 'scalar' && typeof score.value === 'number') yield mark(text, score, 'number');
    }
  }
  for (const mention of mentionsIn(record)) yield* onLines(mention.span, mention.kind === 'criterion' ? 'enumMember' : 'interface', lines);
  yield* idsOf(world, record);
}

/** The blocks whose keys are names of the field. */
const named: readonly (readonly [block: string, type: string, isKnown: (name: string) => boolean])[] = [
  ['analysis', 'namespace', name => dimensionOf(name) !== undefined],
  ['regulatory', 'property', name => pillars.some(({ key }) => key === name)],
];

function* idsOf({ corpus, project: { collections } }: World, record: PolicyRecord): Generator<Marked> {
  const near = knownFacts(corpus, record);
  const its = kindOf(record, collections);
  for (const { kind, of, id, span: at } of namingsIn(record, undefined, its)) {
    if (kind === 'own') yield { at, type: typeOf('class'), modifiers: 1 };
    else if (kind !== 'link' && filesNamed(corpus, collections, its, of, id, near).length > 0) yield { at, type: typeOf('class'), modifiers: 0 };
  }
}

const mark = (text: string, node: ScalarNode, type: string): Marked => ({ at: wordsOf(text, node), type: typeOf(type), modifiers: 0 });

/** What reaches over the end of a line, as a citation in a wrapped text may, is a token on each of them. */
function* onLines({ start, end }: Span, type: string, lines: PolicyRecord['lines']): Generator<Marked> {
  for (let line = lines.lineOf(start); line <= lines.lineOf(end); line++) {
    const at = span(Math.max(start, lines.startOf(line)), Math.min(end, lines.endOf(line)));
    if (at.end > at.start) yield { at, type: typeOf(type), modifiers: 0 };
  }
}

const typeOf = (name: string): number => legend.tokenTypes.indexOf(name);
