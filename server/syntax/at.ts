import { span, textOf, type Span } from '../base/span.ts';
import { blockLines, type BlockLine } from './blocklines.ts';
import { buildFlow } from './flow.ts';
import type { PolicyRecord } from './record.ts';
import type { Token } from './token.ts';
import { tokenize, wordAt } from './tokens.ts';
import { nodeAt, type MapNode, type Node, type Path, type ScalarNode, type SeqNode } from './tree.ts';

/** What the cursor is on, told by the words around it, so that it is known in half-typed and broken text too. */
export interface Place {
  /** A key of the map at `path`, or the value at `path`. */
  readonly kind: 'key' | 'value';
  readonly path: Path;
  /** The word that what is chosen replaces, quotes included; empty where nothing is typed yet. */
  readonly token: Span;
  /** The quote the word begins with. */
  readonly quote: '"' | '\'' | undefined;
  /** What is typed of the word up to the cursor, without its quote. */
  readonly typed: string;
  /** Whether it stands between braces or brackets, where commas and brackets count and indentation does not. */
  readonly flow: boolean;
  /** The other keys of the map at `path`, or of the map that holds the value. */
  readonly present: readonly string[];
  /** Whether a key already has its colon. */
  readonly hasColon: boolean;
  /** Where the comma before the word is missing. */
  readonly commaBefore: number | undefined;
  /** Whether another entry or item follows without a comma between. */
  readonly commaAfter: boolean;
  /** Whether a blank is missing between the colon or dash and the value. */
  readonly blankBefore: boolean;
  /** The text before the word on its line, where a block's next lines must stand under. */
  readonly indent: string;
}

/** Tells what an offset of a record is on; undefined outside the frontmatter, in comments, in block strings and where only punctuation fits. */
export function placeAt(record: PolicyRecord, offset: number): Place | undefined {
  const { fences: { inner }, text, style } = record;
  if (offset < inner.start || offset > inner.end || (offset === inner.end && inner.end === record.fences.close?.start)) return undefined;
  if (record.problems.some(({ kind }) => kind === 'too-deep' || kind === 'too-large' || kind === 'not-utf8')) return undefined;
  const known = record.problems.length === 0 ? inTree(record, offset) : undefined;
  if (known) return known;
  if (style !== 'block') return inFlow(text, inner, offset, [], record.root);
  return inBlock(record, blockLines(text, inner), offset);
}

/** A word of the tree, with the way to its entry or item and what holds it. */
interface Held { readonly kind: Place['kind']; readonly path: Path; readonly word: ScalarNode; readonly key: ScalarNode | undefined; readonly around: MapNode | SeqNode }

/**
 * What the cursor is on where that is a word of a sound text, which has been read already: the tree knows its way. Undefined between words, in what
 * goes over several lines, and where anything out of the ordinary stands beside the word, for then the words around it are to tell.
 */
function inTree(record: PolicyRecord, offset: number): Place | undefined {
  const held = heldAt(record.root, offset, []);
  return held && (held.around.flow ? heldInFlow(record, held, offset) : heldOnLine(record, held, offset));
}

function heldAt(node: Node | undefined, offset: number, path: Path): Held | undefined {
  if (node?.kind === 'map') {
    for (const { span: { start, end }, key, name, value } of node.entries) {
      if (offset < start || offset > end) continue;
      const inner = [...path, name];
      if (offset <= key.span.end) return { kind: 'key', path, word: key, key, around: node };
      return value?.kind === 'scalar' ? { kind: 'value', path: inner, word: value, key, around: node } : heldAt(value, offset, inner);
    }
  } else if (node?.kind === 'seq') {
    for (const [i, item] of node.items.entries()) {
      if (offset < item.span.start || offset > item.span.end) continue;
      const inner = [...path, i];
      return item.kind === 'scalar' ? { kind: 'value', path: inner, word: item, key: undefined, around: node } : heldAt(item, offset, inner);
    }
  }
  return undefined;
}

function heldInFlow(record: PolicyRecord, { kind, path, word, around }: Held, offset: number): Place | undefined {
  const { text } = record;
  const { start, end } = word.span;
  const quote = quoteOf(word);
  // On its quotes the cursor is beside a text between braces, and in it elsewhere.
  if (offset < start || offset > end || (quote && (offset === start || offset === end)) || !isWordOf(record, word, true)) return undefined;
  // What has no quotes may be a word that is being typed and, behind a blank, the key or item that it is typed before; on its own line in a
  // list it may be a key of the map around that.
  if (!quote && (/[：，｛［｝］]|\s["']/.test(textOf(text, word.span)) || (around.kind === 'seq' && leadOf(text, start) === text.slice(lineStartOf(text, start), start)))) return undefined;
  const [opens, before, after] = around.kind === 'seq' ? ['[', '[,', ',]'] : ['{', kind === 'key' ? '{,' : ':', kind === 'key' ? ':' : ',}'];
  if (text[around.span.start] !== opens || !before.includes(beside(text, start - 1, -1)) || !after.includes(beside(text, end, 1))) return undefined;
  return {
    kind, path, token: word.span, quote, flow: true, typed: text.slice(start + (quote ? 1 : 0), offset), present: besides(record, kind, path, word.span),
    hasColon: kind === 'key', commaBefore: undefined, commaAfter: false, blankBefore: kind === 'value' && text[start - 1] === ':', indent: leadOf(text, start),
  };
}

function heldOnLine(record: PolicyRecord, { kind, path, word, key }: Held, offset: number): Place | undefined {
  const { text } = record;
  const { start, end } = word.span;
  if (offset < start || offset > end || !isWordOf(record, word, false)) return undefined;
  const from = key?.span.start ?? start;
  const lead = text.slice(lineStartOf(text, from), from);
  // An input method's blanks and colons are read with more care, and so are keys of several words and what stands behind tags and anchors.
  if (key ? !/^ *(?:- +)*$/.test(lead) || !/^(["']?)[\w-]+\1:(?:[ \r\n]|$)/.test(text.slice(from, key.span.end + 2)) : !/^ *(?:- +)+$/.test(lead)) return undefined;
  if (kind === 'key') return blockPlace(record, kind, path, word.span, offset, { hasColon: true });
  return key && !/^: +$/.test(text.slice(key.span.end, start)) ? undefined : blockPlace(record, kind, path, word.span, offset, {});
}

/** Whether a node is the word that is read where it starts, on one line. */
function isWordOf({ text, fences: { inner } }: PolicyRecord, { form, span: { start, end } }: ScalarNode, flow: boolean): boolean {
  const own = text.slice(start, end);
  if (own === '' || form === 'literal' || form === 'folded' || /[\r\n]|^\s|\s$/.test(own)) return false;
  const isPlain = form === 'plain';
  if (isPlain && !flow) return !/^[#"'&*!|>@`%?{}[\],｛［]/.test(own);
  const { kind, closed, bare, wide, span: read } = wordAt(text, span(start, inner.end));
  return (isPlain ? kind === 'plain' : closed === true && !bare) && !wide && read.end === end;
}

const quoteOf = ({ form }: ScalarNode): Place['quote'] => form === 'double' ? '"' : form === 'single' ? '\'' : undefined;

/** The first character from a place on in one direction that is no blank. */
function beside(text: string, from: number, step: 1 | -1): string {
  let at = from;
  while (/[ \t\r\n\uFEFF]/.test(text[at] ?? '')) at += step;
  return text[at] ?? '\0';
}

function inFlow(text: string, region: Span, offset: number, base: Path, root: Node | undefined): Place | undefined {
  const tokens = tokenize(text, region);
  if (tokens.some(token => token.kind === 'comment' && token.span.start < offset && offset <= token.span.end)) return undefined;
  const word = tokens.find(token => (token.kind === 'string' || token.kind === 'plain') && token.span.start <= offset && offset <= token.span.end
    && !(token.kind === 'string' && (token.span.start === offset || (token.closed === true && token.span.end === offset))));
  const at = word ? word.span : emptyWord(text, tokens, offset);
  const before = tokens.filter(token => token.span.end <= at.start && token !== word);
  const cursor: Token = { kind: 'cursor', span: at };
  const flow = buildFlow(text, [...before, cursor]);
  const { slot } = flow;
  if (!slot || slot.kind === 'none') return undefined;
  const after = tokens.filter(token => token.span.start >= at.end && token !== word && token.kind !== 'comment' && token.kind !== 'wide-blank');
  const next = after[0];
  // Between a key with its colon and the value that stands on a line below nothing fits.
  if (before.at(-1)?.kind === ':' && next && isValue(next, after[1])) return undefined;
  const path = [...base, ...slot.path];
  const mapPath = slot.kind === 'key' ? slot.path : slot.path.slice(0, -1);
  const whole = base.length === 0 ? root : nodeAt(root, base);
  return {
    kind: slot.kind, path, token: at, quote: word?.quote, flow: true,
    typed: text.slice(at.start + (word?.quote ? 1 : 0), offset),
    present: keysOf(nodeAt(whole, mapPath), at, slot.kind === 'value' ? slot.path.at(-1) : undefined),
    hasColon: slot.kind === 'key' && next?.kind === ':',
    commaBefore: slot.comma,
    commaAfter: next !== undefined && next.kind !== ',' && next.kind !== '}' && next.kind !== ']' && next.kind !== ':',
    blankBefore: slot.kind === 'value' && text[at.start - 1] === ':',
    indent: leadOf(text, at.start),
  };
}

/** Whether a token begins a value, and is no key of the next entry. */
const isValue = (token: Token, behind: Token | undefined): boolean =>
  token.kind === '{' || token.kind === '[' || ((token.kind === 'string' || token.kind === 'plain') && behind?.kind !== ':');

/** Where nothing is typed, the word is empty; a lone quote that has lost its partner is part of it. */
const emptyWord = (text: string, tokens: readonly Token[], offset: number): Span => {
  const half = tokens.find(token => token.kind === 'string' && token.closed === false && token.span.end === offset && textOf(text, token.span).length === 1);
  return half ? half.span : span(offset, offset);
};

/** A map or list that is open around a block line, with the column its keys or dashes stand in. */
interface Frame { readonly column: number; readonly path: Path; readonly dash: boolean }

function inBlock(record: PolicyRecord, lines: readonly BlockLine[], offset: number): Place | undefined {
  const { text, root } = record;
  const frames: Frame[] = [];
  for (const line of lines) {
    const here = line.span.start <= offset && offset <= line.span.end;
    if (line.value && textOf(text, line.value).match(/^[[{]/) && line.value.start < offset && offset < Math.max(line.value.end, here ? line.span.end + 1 : 0)) {
      enter(frames, line, text);
      const region = span(line.value.start, Math.max(line.value.end, here ? line.span.end : line.value.start));
      return inFlow(text, region, offset, frames.at(-1)?.path ?? [], root);
    }
    if (here) return onLine(record, line, offset, frames);
    if (line.kind !== 'text' && line.kind !== 'blank') enter(frames, line, text);
  }
  // An empty frontmatter, or the empty last line before the closing fence.
  return blockPlace(record, 'key', [], span(offset, offset), offset, {});
}

/** Opens the frames of a line: one for each dash, one for its key. */
function enter(frames: Frame[], line: BlockLine, text: string): void {
  for (const column of line.dashes) {
    let index = 0;
    for (let top = frames.at(-1); top && (column < top.column || (top.dash && column <= top.column)); top = frames.at(-1)) {
      if (top.dash && top.column === column) index = Number(top.path.at(-1)) + 1;
      frames.pop();
    }
    frames.push({ column, path: [...frames.at(-1)?.path ?? [], index], dash: true });
  }
  if (!line.key) return;
  while ((frames.at(-1)?.column ?? -1) >= line.indent) frames.pop();
  frames.push({ column: line.indent, path: [...frames.at(-1)?.path ?? [], keyName(text, line.key)], dash: false });
}

function onLine(record: PolicyRecord, line: BlockLine, offset: number, frames: Frame[]): Place | undefined {
  const { text } = record;
  const lead = line.span.start + (/^[ \t]*/.exec(textOf(text, line.span))?.[0].length ?? 0);
  if (line.kind === 'text' || (line.kind === 'blank' && text[lead] === '#' && offset > lead) || inComment(text, line, offset)) return undefined;
  if (line.kind === 'entry' && line.key && line.colon) {
    if (offset < line.key.start) return undefined;
    if (offset <= line.key.end) {
      enter(frames, line, text);
      return blockPlace(record, 'key', frames.at(-1)?.path.slice(0, -1) ?? [], line.key, offset, { hasColon: true });
    }
    if (offset < line.colon.end) return undefined;
    enter(frames, line, text);
    const path = frames.at(-1)?.path ?? [];
    const header = line.value && /^[|>]/.test(textOf(text, line.value));
    return header ? undefined : blockPlace(record, 'value', path, wordOf(line, line.colon.end, offset), offset, { blankBefore: offset === line.colon.end });
  }
  if (line.dashes.length > 0) {
    enter(frames, line, text);
    const after = line.span.start + (line.dashes.at(-1) ?? 0) + 1;
    return offset < after ? undefined : blockPlace(record, 'value', frames.at(-1)?.path ?? [], wordOf(line, after, offset), offset, { blankBefore: offset === after });
  }
  const column = line.kind === 'blank' ? offset - line.span.start : line.indent;
  while ((frames.at(-1)?.column ?? -1) >= column) frames.pop();
  const word = line.value ?? span(offset, offset);
  if (offset < word.start || offset > word.end) return undefined;
  return blockPlace(record, 'key', frames.at(-1)?.path ?? [], word, offset, {});
}

/** Whether the cursor is in the comment that ends a line. */
function inComment(text: string, { value, colon, dashes, span: { start, end } }: BlockLine, offset: number): boolean {
  const from = value?.end ?? colon?.end ?? start + (dashes.at(-1) ?? -1) + 1;
  const comment = /^[ \t]+#/.exec(text.slice(from, end));
  return comment !== null && offset >= from + comment[0].length;
}

/** The value of a line where the cursor is in or at its end, else the empty word at the cursor. */
const wordOf = (line: BlockLine, from: number, offset: number): Span =>
  line.value && line.value.start <= offset && offset <= line.value.end && line.value.end <= line.span.end && line.value.start >= from ? line.value : span(offset, offset);

function blockPlace(record: PolicyRecord, kind: Place['kind'], path: Path, token: Span, offset: number, more: Partial<Place>): Place {
  const { text } = record;
  const first = text[token.start];
  const quote = token.end > token.start && (first === '"' || first === '\'') ? first : undefined;
  const lineStart = lineStartOf(text, token.start);
  return {
    kind, path, token, quote, flow: false, typed: text.slice(token.start + (quote ? 1 : 0), offset),
    present: besides(record, kind, path, token),
    hasColon: false, commaBefore: undefined, commaAfter: false, blankBefore: false,
    indent: ' '.repeat(token.start - lineStart), ...more,
  };
}

/** The keys beside the one at a place, or beside the one of its value. */
const besides = ({ root }: PolicyRecord, kind: Place['kind'], path: Path, token: Span): readonly string[] =>
  keysOf(nodeAt(root, kind === 'key' ? path : path.slice(0, -1)), token, kind === 'value' ? path.at(-1) : undefined);

/** The keys of a map besides the one under the cursor. */
const keysOf = (map: Node | undefined, token: Span, own: string | number | undefined): readonly string[] => map?.kind !== 'map' ? []
  : map.entries.filter(entry => entry.name !== own && !(entry.key.span.start <= token.start && token.start <= entry.key.span.end && token.end > token.start)).map(entry => entry.name);

const keyName = (text: string, key: Span): string => textOf(text, key).replace(/^["'“‘]|["'”’]$/g, '');
/** The blanks at the start of a place's line. */
const leadOf = (text: string, at: number): string => /^[ \t]*/.exec(text.slice(lineStartOf(text, at), at))?.[0] ?? '';
const lineStartOf = (text: string, at: number): number => Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
