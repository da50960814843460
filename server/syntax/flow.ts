import type { Both } from '../base/both.ts';
import type { Edit } from '../base/edit.ts';
import { span, textOf, type Span } from '../base/span.ts';
import { readPlain } from './plain.ts';
import type { Problem } from './problem.ts';
import { unquote } from './quote.ts';
import type { Token } from './tokens.ts';
import type { Entry, MapNode, Node, Path, ScalarNode, SeqNode } from './tree.ts';

/**
 * What would fit at the cursor: a key of the map at `path`, the value at `path`, or nothing but punctuation. `comma` is where one is
 * missing before it.
 */
export interface Slot { readonly kind: 'key' | 'value' | 'none'; readonly path: Path; readonly comma?: number }

/** What the words of a flow notation amount to. */
export interface Flow {
  readonly root: Node | undefined;
  readonly problems: readonly Problem[];
  /** Words that only YAML itself can judge: tags, anchors, keys that are not scalars. */
  readonly unusual: boolean;
  /** What fits at the `cursor` among the words, if there is one. */
  readonly slot: Slot | undefined;
  /** The brackets still open where the words end, innermost first. */
  readonly closers: string;
  /** The first word behind the root value, where a value inside a block ends and more follows. */
  readonly end: number;
}

/**
 * Builds the tree of flow notation from its words and mends what is half typed as a reader would: a missing comma or colon is assumed,
 * a bracket closed by an outer one's end is closed, and a key that stands left of its siblings ends their map.
 */
export function buildFlow(text: string, words: readonly Token[]): Flow {
  const tokens = words.filter(token => token.kind !== 'comment' && token.kind !== 'wide-blank');
  const problems: Problem[] = [];
  let unusual = false;
  let i = 0;
  let slot: Slot | undefined;
  let closers = '';
  let mended: number | undefined;
  const peek = () => tokens[i];
  const previousEnd = () => tokens[i - 1]?.span.end ?? tokens[0]?.span.start ?? 0;
  const complain = (at: Span, reason: Both, repair?: readonly Edit[]) => {
    problems.push({ kind: 'syntax', span: at, reason, ...(repair ? { repair } : {}) });
  };
  const fits = (kind: Slot['kind'], path: Path, comma?: number) => { i++; slot ??= { kind, path, ...(comma === undefined ? {} : { comma }) }; };
  const columnOf = (token: Token): number | undefined => {
    const line = text.lastIndexOf('\n', token.span.start - 1) + 1;
    return /^[ \t\u3000\u00a0]*$/.test(text.slice(line, token.span.start)) ? token.span.start - line : undefined;
  };

  const value = (path: Path, columns: readonly number[]): Node | undefined => {
    const token = peek();
    if (token?.kind === '{') return map(path, columns);
    if (token?.kind === '[') return seq(path, columns);
    if (token?.kind === 'cursor') { fits('value', path); return undefined; }
    if (token?.kind === 'unusual') { unusual = true; i++; return peek() && !isEnd(peek()) ? value(path, columns) : undefined; }
    if (token?.kind === 'string' || token?.kind === 'plain') { i++; return scalar(text, token, complain); }
    return undefined;
  };

  const map = (path: Path, columns: readonly number[]): MapNode => {
    const start = tokens[i++];
    const entries: Entry[] = [];
    let column: number | undefined;
    let comma: Token | undefined;
    for (;;) {
      const token = peek();
      if (!token) {
        closers += '}';
        break;
      }
      if (token.kind === '}') { i++; if (comma) trailing(comma); break; }
      if (token.kind === ']') {
        complain(token.span, missing('}'));
        if (columns.length && path.length) break;
        i++; continue;
      }
      if (token.kind === ',') { if (comma || entries.length === 0) complain(token.span, surplus(',')); comma = token; i++; continue; }
      const here = columnOf(token);
      if (here !== undefined && column !== undefined && here < column && columns.includes(here)) {
        complain(start?.span ?? token.span, missing('}'));
        mended = i;
        break;
      }
      if (token.kind === 'cursor') {
        const fresh = entries.length === 0 || comma !== undefined;
        fits(fresh || here !== undefined ? 'key' : 'none', path, fresh ? undefined : previousEnd());
        continue;
      }
      if (entries.length > 0 && !comma && mended !== i) {
        const end = previousEnd();
        complain(span(end, end), missing(','), [{ span: span(end, end), text: ',' }]);
      }
      comma = undefined;
      column ??= here;
      if (token.kind === ':') { complain(token.span, surplus(':')); i++; continue; }
      if (token.kind !== 'string' && token.kind !== 'plain') { unusual = true; if (!value(path, columns) && peek() === token) i++; continue; }
      entries.push(entry(path, column === undefined ? columns : [...columns, column]));
    }
    return { kind: 'map', span: span(start?.span.start ?? 0, previousEnd()), flow: true, entries };
  };

  const entry = (path: Path, columns: readonly number[]): Entry => {
    const token = tokens[i++] as Token;
    const key = scalar(text, token, complain);
    const name = key.value === undefined ? textOf(text, token.span) : String(key.value);
    const inner = [...path, name];
    if (peek()?.kind !== ':') {
      complain(token.span, missing(':'));
      return { key, name, value: undefined, span: token.span };
    }
    i++;
    while (peek()?.kind === ':') { complain(peek()?.span ?? token.span, surplus(':')); i++; }
    const next = peek();
    if (!next || isEnd(next) || startsKey(next, columns)) {
      complain(token.span, { zh: `键“${name}”后面没有值`, en: `the key “${name}” has no value` });
      return { key, name, value: undefined, span: span(token.span.start, previousEnd()) };
    }
    const node = value(inner, columns);
    return { key, name, value: node, span: span(token.span.start, node?.span.end ?? previousEnd()) };
  };

  const seq = (path: Path, columns: readonly number[]): SeqNode => {
    const start = tokens[i++];
    const items: Node[] = [];
    let comma: Token | undefined;
    for (;;) {
      const token = peek();
      if (!token) {
        closers += ']';
        break;
      }
      if (token.kind === ']') { i++; if (comma) trailing(comma); break; }
      if (token.kind === '}' || startsKey(token, columns)) {
        complain(start?.span ?? token.span, missing(']'));
        mended = i;
        break;
      }
      if (token.kind === ',') { if (comma || items.length === 0) complain(token.span, surplus(',')); comma = token; i++; continue; }
      if (token.kind === ':') { unusual = true; complain(token.span, surplus(':')); i++; continue; }
      if (token.kind === 'cursor') {
        const fresh = items.length === 0 || comma !== undefined;
        fits(fresh || columnOf(token) !== undefined ? 'value' : 'none', [...path, items.length], fresh ? undefined : previousEnd());
        continue;
      }
      if (items.length > 0 && !comma) {
        const end = previousEnd();
        complain(span(end, end), missing(','), [{ span: span(end, end), text: ',' }]);
      }
      comma = undefined;
      const before = i;
      const item = value([...path, items.length], columns);
      if (item) items.push(item); else if (i === before) i++;
    }
    return { kind: 'seq', span: span(start?.span.start ?? 0, previousEnd()), flow: true, items };
  };

  /** Whether a word that starts its line right under the keys of an open map is a key of that map, or is about to become one. */
  const startsKey = (token: Token, columns: readonly number[]) => columns.includes(columnOf(token) ?? -1)
    && (token.kind === 'cursor' || ((token.kind === 'string' || token.kind === 'plain') && tokens[i + 1]?.kind === ':'));
  const trailing = (comma: Token) => { trailingCommas.push(comma); };
  const trailingCommas: Token[] = [];

  const root = value([], []);
  const end = i;
  const rest = tokens[end];
  if (closers) {
    const last = previousEnd();
    problems.push({ kind: 'syntax', span: tokens[0]?.span ?? span(0, 0), reason: missing(closers), repair: [{ span: span(last, last), text: closing(text, span(tokens[0]?.span.start ?? 0, last), closers) }] });
  }
  if (rest) complain(rest.span, { zh: `多余的“${textOf(text, rest.span)}”`, en: `unexpected “${textOf(text, rest.span)}”` });
  return { root, problems: [...problems, ...trailingCommas.map(comma => trailingComma(comma.span))], unusual, closers, slot, end: rest?.span.start ?? previousEnd() };
}

/** Marks the problem of a comma before a closing bracket, which YAML allows and JSON does not. */
export const isTrailingComma = (problem: Problem): boolean => problem.reason === trailingReason;

const trailingReason: Both = { zh: '最后一项后面多了逗号', en: 'a comma follows the last item' };
const trailingComma = (at: Span): Problem => ({ kind: 'syntax', span: at, reason: trailingReason, repair: [{ span: at, text: '' }] });

const isEnd = (token: Token | undefined): boolean => token?.kind === '}' || token?.kind === ']' || token?.kind === ',';
const missing = (what: string): Both => ({ zh: `缺少 ${what}`, en: `a ${what} is missing` });
const surplus = (what: string): Both => ({ zh: `多了一个 ${what}`, en: `there is one ${what} too many` });

/** The brackets that close what is still open at the end of the text, on a line of their own where the record has lines. */
const closing = (text: string, written: Span, brackets: string): string =>
  (/[\r\n]/.test(textOf(text, written)) ? (text.includes('\r\n') ? '\r\n' : '\n') : '') + brackets;

function scalar(text: string, token: Token, complain: (at: Span, reason: Both, repair?: readonly Edit[]) => void): ScalarNode {
  if (token.kind === 'plain') return { kind: 'scalar', span: token.span, form: 'plain', value: readPlain(textOf(text, token.span)) };
  const form = token.quote === '"' ? 'double' : 'single';
  const value = unquote(text, token);
  if (token.closed) return { kind: 'scalar', span: token.span, form, value };
  const quote = token.quote ?? '"';
  complain(token.span, { zh: `引号没有闭合，缺少 ${quote}`, en: `the closing quote ${quote} is missing` }, [{ span: span(token.span.end, token.span.end), text: quote }]);
  return { kind: 'scalar', span: token.span, form, value, broken: true };
}
