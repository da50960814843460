import { span } from '../base/span.ts';
import { keyAt, plainNode, quotedAt } from './cleanwords.ts';
import { asciiIn, signs } from './signs.ts';
import type { Words } from './style.ts';
import type { Entry, MapNode, Node, SeqNode } from './tree.ts';

const { tab, lineFeed, carriageReturn, blank, double, single, comma, dash, colon, openList, closeList, openMap, closeMap } = signs;

/** The words of a text, and what else tells whether `yaml` or the judge of JSON would take it. */
export interface Tally extends Words {
  /** Whether there is what JSON does not know, and what YAML may not allow. */
  notJson: boolean;
  notYaml: boolean;
}

/** A tally of nothing yet. */
export const noTally = (): Tally => ({ double: 0, single: 0, plainKeys: 0, closings: 0, trailing: 0, isFlow: false, notJson: false, notYaml: false });

/** How deep clean text may nest; what nests deeper is left to those who watch the stack. */
const mostNested = 32;

/**
 * Reads the braces or brackets that start at a place, in one pass; the node's end tells where. Undefined at the first thing that is
 * half typed or that only a judge can tell: comments, tags, texts over several lines, absent values, signs of an input method.
 */
export function bracesAt(text: string, at: number, end: number, tally: Tally, depth = 0): MapNode | SeqNode | undefined {
  if (depth > mostNested) return undefined;
  return text.charCodeAt(at) === openMap ? mapAt(text, at, end, tally, depth) : seqAt(text, at, end, tally, depth);
}

function mapAt(text: string, start: number, end: number, tally: Tally, depth: number): MapNode | undefined {
  const entries: Entry[] = [];
  let at: number | undefined = behindBlanks(text, start + 1, end, tally);
  while (text.charCodeAt(at) !== closeMap) {
    const key = keyAt(text, at, end);
    if (!key) return undefined;
    if (key.form === 'single') tally.isFlow = true;
    else if (key.form === 'double') tally.double++;
    else {
      tally.plainKeys++;
      tally.notJson = true;
    }
    const value = valueAt(text, behindBlanks(text, key.span.end + 1, end, tally), end, tally, depth);
    if (!value) return undefined;
    entries.push({ key, name: key.value, value, span: span(key.span.start, value.span.end) });
    at = behindPart(text, value.span.end, end, tally, closeMap);
    if (at === undefined) return undefined;
  }
  return { kind: 'map', span: span(start, at + 1), flow: true, entries };
}

function seqAt(text: string, start: number, end: number, tally: Tally, depth: number): SeqNode | undefined {
  const items: Node[] = [];
  let at: number | undefined = behindBlanks(text, start + 1, end, tally);
  while (text.charCodeAt(at) !== closeList) {
    const item = valueAt(text, at, end, tally, depth);
    if (!item) return undefined;
    items.push(item);
    at = behindPart(text, item.span.end, end, tally, closeList);
    if (at === undefined) return undefined;
  }
  return { kind: 'seq', span: span(start, at + 1), flow: true, items };
}

const jsonWord = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)$/;

const [words, digits, inPlain, behindColon] = [asciiIn(/\w/), asciiIn(/\d/), asciiIn(/[\w.+/()%-]/), asciiIn(/[\w/]/)];

/** Whether a character is one of those, or a letter of Europe or of Chinese. */
const isOf = (ascii: Uint8Array, c: number): boolean => c < 128 ? ascii[c] === 1 : (c >= 0x4e00 && c <= 0x9fff) || (c >= 0xc0 && c <= 0x24f);

/** Where the unquoted value that starts at a place ends, or that place itself where none does. Blanks and colons stand only within it. */
function behindPlain(text: string, start: number): number {
  let at = start;
  if (text.charCodeAt(at) === dash && digits[text.charCodeAt(at + 1)] === 1) at++;
  if (!isOf(words, text.charCodeAt(at))) return start;
  for (;;) {
    let c = text.charCodeAt(++at);
    if (isOf(inPlain, c)) continue;
    const stop = at;
    while (c === blank) c = text.charCodeAt(++at);
    if (at > stop ? !isOf(inPlain, c) : c !== colon || behindColon[text.charCodeAt(at + 1)] !== 1) return stop;
  }
}

function valueAt(text: string, at: number, end: number, tally: Tally, depth: number): Node | undefined {
  const c = text.charCodeAt(at);
  if (c === openMap || c === openList) return bracesAt(text, at, end, tally, depth + 1);
  if (c === double) {
    tally.double++;
    return quotedAt(text, at, end);
  }
  if (c === single) {
    tally.single++;
    tally.notJson = true;
    return quotedAt(text, at, end);
  }
  const stop = behindPlain(text, at);
  if (stop === at) return undefined;
  tally.notJson ||= !jsonWord.test(text.slice(at, stop));
  return plainNode(text, at, stop);
}

/** Where the next part of a collection starts or its closing bracket stands; undefined where there is no comma between two parts. */
function behindPart(text: string, from: number, end: number, tally: Tally, close: number): number | undefined {
  let at = behindBlanks(text, from, end, tally);
  const isAfterComma = text.charCodeAt(at) === comma;
  if (isAfterComma) at = behindBlanks(text, at + 1, end, tally);
  if (text.charCodeAt(at) !== close) return isAfterComma ? at : undefined;
  tally.closings++;
  if (isAfterComma) {
    tally.trailing++;
    tally.notJson = true;
  }
  return at;
}

/** Where the blanks and line breaks from a place on end. A tab is one that YAML does not always allow. */
export function behindBlanks(text: string, from: number, end: number, tally: Tally): number {
  let at = from;
  for (; at < end; at++) {
    const c = text.charCodeAt(at);
    if (c === tab) tally.notYaml = true;
    else if (c !== blank && c !== lineFeed && !(c === carriageReturn && text.charCodeAt(at + 1) === lineFeed)) break;
  }
  return at;
}
