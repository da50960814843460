import { span } from '../base/span.ts';
import { bracesAt, noTally } from './cleanbraces.ts';
import { keyAt, plainNode, quotedAt, scalar } from './cleanwords.ts';
import { asciiIn, signs } from './signs.ts';
import type { Entry, MapNode, Node, ScalarNode, SeqNode } from './tree.ts';

const { tab, lineFeed, carriageReturn, blank, double, hash, single, dash, colon, folded, openList, openMap, literal } = signs;

/** Where the reader of lines stands: at the first word of a line, `column` blanks from the left, or with a column of -1 at the end. */
interface Reader { readonly text: string; readonly end: number; at: number; column: number }

/** How far clean text is indented, which bounds how deep it nests. */
const mostIndented = 64;

/**
 * Reads indented YAML in one pass. Undefined at the first thing that is half typed or that only a judge can tell: comments, tags, quoted
 * and plain texts over several lines, tabs, lines of nothing but blanks, odd indentation, signs of an input method.
 */
export function linesFrom(text: string, start: number, end: number): MapNode | undefined {
  const reader: Reader = { text, end, at: start, column: -1 };
  // What starts with a quote may be braces that lost their first one.
  if (hasLoneReturn(text, start, end) || !startLine(reader, start) || reader.column !== 0 || !/[A-Za-z_]/.test(text[reader.at] ?? '')) return undefined;
  return mapFrom(reader);
}

/** Whether a carriage return stands alone: editors start a new line there, and YAML does not. */
function hasLoneReturn(text: string, start: number, end: number): boolean {
  let at = text.indexOf('\r', start);
  while (at >= 0 && at < end && text.charCodeAt(at + 1) === lineFeed) at = text.indexOf('\r', at + 2);
  return at >= 0 && at < end;
}

function mapFrom(reader: Reader): MapNode | undefined {
  const { text, end, at: start, column } = reader;
  if (column > mostIndented) return undefined;
  const entries: Entry[] = [];
  let stop = start;
  do {
    const key = keyAt(text, reader.at, end);
    if (!key) return undefined;
    stop = key.span.end;
    const at = behindBlanks(text, stop + 1);
    const isInline = !isBreak(text.charCodeAt(at));
    if (isInline ? at === stop + 1 : !toNextLine(reader, at)) return undefined;
    const isNested = !isInline && (reader.column > column || (reader.column === column && isDash(reader)));
    const value = isInline ? valueAt(reader, at, column) : isNested ? nestedFrom(reader) : undefined;
    if (!value && (isInline || isNested)) return undefined;
    if (value) stop = value.span.end;
    entries.push({ key, name: key.value, value, span: span(key.span.start, stop) });
  } while (reader.column === column);
  return reader.column > column ? undefined : { kind: 'map', span: span(start, stop), flow: false, entries };
}

const nestedFrom = (reader: Reader): Node | undefined => isDash(reader) ? seqFrom(reader) : mapFrom(reader);

function seqFrom(reader: Reader): SeqNode | undefined {
  const { text, end, at: start, column } = reader;
  const items: Node[] = [];
  let stop = start;
  do {
    const at = behindBlanks(text, reader.at + 1);
    let item: Node | undefined;
    if (keyAt(text, at, end)) {
      reader.column += at - reader.at;
      reader.at = at;
      item = mapFrom(reader);
    } else {
      item = valueAt(reader, at, column);
      // An input method's colon behind a word looks like that of a key.
      if (item?.kind === 'scalar' && item.form === 'plain' && text.slice(item.span.start, item.span.end).includes('：')) return undefined;
    }
    if (!item) return undefined;
    items.push(item);
    stop = item.span.end;
  } while (reader.column === column && isDash(reader));
  return reader.column > column ? undefined : { kind: 'seq', span: span(start, stop), flow: false, items };
}

const isDash = ({ text, at }: Reader): boolean => text.charCodeAt(at) === dash && text.charCodeAt(at + 1) === blank;

/** Reads what stands behind a colon or a dash, and goes on to the next line; `column` is that of the key or the dash. */
function valueAt(reader: Reader, at: number, column: number): Node | undefined {
  const { text, end } = reader;
  const c = text.charCodeAt(at);
  if (c === literal || c === folded) return blockString(reader, at, column);
  const node = c === openMap || c === openList ? bracesOnLine(text, at, end) : c === single || c === double ? quotedAt(text, at, end) : plainAt(text, at, end);
  return node && toNextLine(reader, node.span.end) ? node : undefined;
}

function bracesOnLine(text: string, at: number, end: number): Node | undefined {
  const tally = noTally();
  const stop = text.indexOf('\n', at);
  const node = bracesAt(text, at, stop < 0 ? end : stop, tally);
  return tally.notYaml ? undefined : node;
}

const [plainStarts, behindDash] = [asciiIn(/[\w(/$+.~<]/), asciiIn(/[\w.]/)];
const oddStarts = new Set(Array.from('\x85\xa0\u2028\u2029\u3000\ufeff［｛', each => each.charCodeAt(0)));

function isPlainStart(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  return c < 128 ? plainStarts[c] === 1 || (c === dash && behindDash[text.charCodeAt(at + 1)] === 1) : !oddStarts.has(c);
}

function plainAt(text: string, start: number, end: number): ScalarNode | undefined {
  if (!isPlainStart(text, start)) return undefined;
  let stop = start;
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c <= colon) {
      if (c === blank) continue;
      if (isBreak(c)) break;
      if (c < blank || (c === hash && text.charCodeAt(i - 1) === blank) || (c === colon && !isWithin(text.charCodeAt(i + 1)))) return undefined;
    }
    stop = i + 1;
  }
  return plainNode(text, start, stop);
}

/** Whether a colon before this character belongs to a text for sure. */
const isWithin = (c: number): boolean => c > blank && c < 128;

/** Reads a text below `|` or `>`, which ends with the line break of its last line. */
function blockString(reader: Reader, start: number, column: number): ScalarNode | undefined {
  const { text, end } = reader;
  const isFolded = text.charCodeAt(start) === folded;
  const isStripped = text.charCodeAt(start + 1) === dash;
  const header = start + (isStripped ? 2 : 1);
  if (!isBreak(text.charCodeAt(header))) return undefined;
  let line = behindBreak(text, header);
  const indent = behindBlanks(text, line) - line;
  if (indent <= column) return undefined;
  let value = '';
  let stop = line;
  let gap = '';
  while (line < end) {
    const at = behindBlanks(text, line);
    const feed = text.indexOf('\n', at);
    if (feed < 0 || feed >= end) return undefined;
    const isCrlf = text.charCodeAt(feed - 1) === carriageReturn;
    const lineEnd = isCrlf ? feed - 1 : feed;
    if (at === lineEnd) {
      if (at > line) return undefined;
      gap = isFolded && gap === ' ' ? '\n' : `${gap}\n`;
    } else {
      if (at - line < indent) break;
      if (text.charCodeAt(at) === tab || (isFolded && at - line > indent)) return undefined;
      value += gap + text.slice(line + indent, lineEnd);
      gap = isFolded ? ' ' : '\n';
      stop = feed + 1;
    }
    line = feed + 1;
  }
  return startLine(reader, stop) ? scalar(start, stop, isStripped ? value : `${value}\n`, isFolded ? 'folded' : 'literal') : undefined;
}

/** Goes from what a line ends with to the next one that holds something; false where something else follows on this line. */
const toNextLine = (reader: Reader, from: number): boolean => {
  const at = behindBlanks(reader.text, from);
  return isBreak(reader.text.charCodeAt(at)) ? startLine(reader, behindBreak(reader.text, at)) : at >= reader.end && startLine(reader, at);
};

/** Goes from the start of a line to the first one that holds something; false where a line holds nothing but blanks. */
function startLine(reader: Reader, from: number): boolean {
  const { text, end } = reader;
  let line = from;
  while (line < end && isBreak(text.charCodeAt(line))) line = behindBreak(text, line);
  reader.at = behindBlanks(text, line);
  reader.column = line < end ? reader.at - line : -1;
  return line >= end || (reader.at < end && !isBreak(text.charCodeAt(reader.at)));
}

const isBreak = (c: number): boolean => c === lineFeed || c === carriageReturn;

const behindBreak = (text: string, at: number): number => at + (text.charCodeAt(at) === carriageReturn ? 2 : 1);

function behindBlanks(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === blank) at++;
  return at;
}
