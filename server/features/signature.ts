import type * as lsp from 'vscode-languageserver-types';
import type { Both, Locale } from '../base/both.ts';
import { isGenericLabel, isPlaceholder } from '../rules/evidence.ts';
import { isBlankWord, namesNothing } from '../rules/language.ts';
import type { World } from '../rules/rule.ts';
import { fieldsAt, titleOf } from '../schema/describe.ts';
import { dimensionOf, pillars } from '../schema/knowledge.ts';
import { placeAt } from '../syntax/at.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { entryOf, isEmpty, nodeAt, wholeText, type Node, type Path } from '../syntax/tree.ts';
import { aboutGates } from './explain-score.ts';
import { aboutDimension, aboutField, aboutPillar, aboutScore } from './explain.ts';
import { write, type Prose } from './prose.ts';
import { tokenAt } from './subject.ts';

/** The language signature help speaks, and what the client can show of it. */
export interface SignatureOptions {
  readonly locale: Locale;
  readonly markdown: boolean;
  /** Whether the client lets no part be the active one; others then mark the first. */
  readonly noneActive?: boolean;
}

/**
 * What a block of a record asks for, with the parts that are answered ticked: the seven pillars of `regulatory`, or the parts of a
 * dimension. The part at the cursor is the active one; where the cursor is on none, the first that is still open. Undefined elsewhere.
 */
export function signatureHelp(_: World, record: PolicyRecord, offset: number, options: SignatureOptions): lsp.SignatureHelp | undefined {
  const at = partAt(record, offset);
  const block = at && blockAt(at.block, options.locale);
  if (!block) return undefined;
  const map = nodeAt(record.root, at.block);
  const parts = block.parts.map(key => {
    const node = entryOf(map, key)?.value;
    return { key, node, answered: isAnswered(key, node) };
  });
  const named = at.key === undefined ? -1 : parts.findIndex(({ key }) => key === at.key);
  const begun = at.typed === undefined ? -1 : parts.findIndex(({ key, answered }) => !answered && key.startsWith(at.typed ?? ''));
  const active = named >= 0 ? named : at.key !== undefined ? -1 : begun >= 0 ? begun : parts.findIndex(({ answered }) => !answered);
  const shown = (pieces: readonly Prose[]): lsp.MarkupContent => ({ kind: options.markdown ? 'markdown' : 'plaintext', value: write(pieces, options.markdown) });

  let label = `${block.name}${opens[options.locale]}${parts.filter(({ answered }) => answered).length}/${parts.length}${closes[options.locale]}`;
  const parameters = parts.map(({ key, node, answered }, i): lsp.ParameterInformation => {
    label += i === 0 ? '' : between[options.locale];
    const start = label.length;
    label += `${answered ? '✓ ' : ''}${titleOf([...at.block, key])[options.locale]}`;
    return { label: [start, label.length], ...(i === active ? { documentation: shown(block.about(key, node)) } : {}) };
  });
  return {
    signatures: [{ label, documentation: shown(block.asks), parameters }], activeSignature: 0,
    ...(active >= 0 ? { activeParameter: active } : options.noneActive ? { activeParameter: null } : {}),
  };
}

/** A block that asks for parts: what it asks, and what is told of each part. */
interface Block { readonly name: string; readonly parts: readonly string[]; readonly asks: readonly Prose[]; readonly about: (key: string, node: Node | undefined) => readonly Prose[] }

function blockAt(path: Path, locale: Locale): Block | undefined {
  const [block, name] = path;
  if (block === 'regulatory') {
    return {
      name: titleOf(path)[locale], parts: pillars.map(({ key }) => key), asks: aboutField(path, locale),
      about: key => pillars.filter(pillar => pillar.key === key).flatMap(pillar => aboutPillar(pillar, locale)),
    };
  }
  const dimension = typeof name === 'string' ? dimensionOf(name) : undefined;
  return dimension && {
    name: dimension[locale], parts: fieldsAt(path), asks: aboutDimension(dimension, locale),
    about: (key, node) => [...aboutField([...path, key], locale), ...key === 'score' ? [...aboutScore(scoreIn(node), locale), ...aboutGates(locale)] : []],
  };
}

/** The block an offset stands in, and the part: `typed` is what there is of a key that names none yet. */
function partAt(record: PolicyRecord, offset: number): { readonly block: Path; readonly key?: string; readonly typed?: string } | undefined {
  const place = placeAt(record, offset);
  // Behind a closing quote and in a block string there is nothing to choose, and the part is the same.
  const token = place ? undefined : tokenAt(record.root, offset);
  const path = place?.path ?? token?.path;
  const depth = path?.[0] === 'regulatory' ? 1 : path?.[0] === 'analysis' ? 2 : undefined;
  if (path === undefined || depth === undefined || path.length < depth) return undefined;
  const block = path.slice(0, depth);
  const key = path[depth];
  if (typeof key === 'string') return { block, key };
  if (place?.kind !== 'key') return undefined;
  const word = record.text.slice(place.token.start, place.token.end).replace(/^["']|["']$/g, '');
  return place.hasColon || fieldsAt(block).includes(word) ? { block, key: word } : { block, ...(place.typed === '' ? {} : { typed: place.typed }) };
}

/** Whether a part says something: a score that is one, a text that does not merely stand for one yet to come. */
function isAnswered(key: string, node: Node | undefined): boolean {
  if (key === 'score') return scoreIn(node) !== undefined;
  const text = wholeText(node)?.value.trim();
  if (text === undefined || isEmpty(node)) return false;
  return !(key === 'citation' ? namesNothing(text) : key === 'evidence' ? isPlaceholder(text) : key === 'label' ? isGenericLabel(text) : isBlankWord(text));
}

const scoreIn = (node: Node | undefined): number | undefined =>
  node?.kind === 'scalar' && typeof node.value === 'number' && Number.isInteger(node.value) && 0 <= node.value && node.value <= 100 ? node.value : undefined;

const opens: Both = { zh: '（', en: ' (' };
const closes: Both = { zh: '）：', en: '): ' };
const between: Both = { zh: '、', en: ', ' };
