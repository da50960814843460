import type { Both } from '../base/both.ts';
import type { Edit } from '../base/edit.ts';
import { eolOf } from '../base/lines.ts';
import { span, textOf, type Span } from '../base/span.ts';
import { readPlain } from './plain.ts';
import type { Problem } from './problem.ts';
import { unquote } from './quote.ts';
import { closing, missing, surplus, trailingComma, wholeLine } from './slips.ts';
import type { Token } from './token.ts';
import type { Entry, MapNode, Node, Path, ScalarForm, ScalarNode, SeqNode } from './tree.ts';

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
}

/**
 * Builds the tree of flow notation from its words and mends what is half typed as a reader would: a missing comma or colon is assumed,
 * a bracket closed by an outer one's end is closed, and a key that stands left of its siblings ends their map. A text that is known to
 * be sound is read by its brackets alone, however its lines are indented.
 */
export function buildFlow(text: string, words: readonly Token[], isSound = false): Flow {
  const tokens = words.filter(token => token.kind !== 'comment' && token.kind !== 'wide-blank' && token.kind !== 'stray-quote');
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
  const drop = (at: Span, what: string, all = at) => complain(at, surplus(what), [{ span: all, text: '' }]);
  const isWord = (token: Token | undefined) => token?.kind === 'string' || token?.kind === 'plain';
  for (const token of words) if (token.kind === 'stray-quote') drop(token.span, textOf(text, token.span));
  const fits = (kind: Slot['kind'], path: Path, comma?: number) => { i++; slot ??= { kind, path, ...(comma === undefined ? {} : { comma }) }; };
  const columnOf = (token: Token): number | undefined => {
    if (isSound) return undefined;
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
      const next = tokens[i + 1];
      if (token.kind === '}' && path.length === 0 && next?.kind === ',' && isWord(tokens[i + 2]) && tokens[i + 3]?.kind === ':') {
        const both = comma ? span(token.span.start, next.span.end) : token.span;
        drop(token.span, '}', wholeLine(text, both));
        i += comma ? 2 : 1;
        continue;
      }
      if (token.kind === '}') { i++; if (comma) trailing(comma); break; }
      if (token.kind === ']') {
        if (path.some(step => typeof step === 'number')) { unclosed('}', start, entries.at(-1), false, token); mended = i; break; }
        const both = comma !== undefined && next?.kind === ',';
        drop(token.span, ']', wholeLine(text, both ? span(token.span.start, next.span.end) : token.span));
        i += both ? 2 : 1;
        continue;
      }
      if (token.kind === ',') {
        if (comma || entries.length === 0) double(token);
        comma = token;
        i++;
        continue;
      }
      const here = columnOf(token);
      if (here !== undefined && columns.includes(here) && (column === undefined ? isWord(token) && next?.kind === ':' : here < column)) {
        unclosed('}', start, entries.at(-1), comma === undefined, token);
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
        complain(span(end, end), missing(','), isWord(token) && next?.kind === ':' ? [{ span: span(end, end), text: ',' }] : undefined);
      }
      comma = undefined;
      column ??= here;
      if (token.kind === ':') { drop(token.span, ':'); i++; continue; }
      if (token.kind !== 'string' && token.kind !== 'plain') { unusual = true; if (!value(path, columns) && peek() === token) i++; continue; }
      entries.push(entry(path, column === undefined ? columns : [...columns, column]));
    }
    return { kind: 'map', span: span(start?.span.start ?? 0, previousEnd()), flow: true, entries };
  };

  let doubled: { readonly comma: Token; readonly problem: Problem | undefined } | undefined;
  const double = (comma: Token) => { drop(comma.span, ','); doubled = { comma, problem: problems.at(-1) }; };

  /** Complains of a bracket that is never closed. Of two commas before the place the second is what the lost bracket left behind. */
  const unclosed = (bracket: '}' | ']', start: Token | undefined, last: { readonly span: Span } | undefined, needsComma: boolean, token: Token) => {
    const left = doubled && doubled.problem === problems.at(-1) ? doubled.comma : undefined;
    if (left) problems.pop();
    const [from, at] = [start?.span.start ?? 0, left?.span.start ?? last?.span.end ?? previousEnd()];
    const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', from - 1) + 1))?.[0] ?? '';
    const line = /[\r\n]/.test(text.slice(from, at)) ? `${eolOf(text)}${indent}` : bracket === '}' ? ' ' : '';
    complain(start?.span ?? token.span, missing(bracket), [{ span: span(at, at), text: left ? bracket : `${line}${bracket}${needsComma ? ',' : ''}` }]);
  };

  const entry = (path: Path, columns: readonly number[]): Entry => {
    const token = tokens[i++] as Token;
    const key = scalar(text, token, complain);
    const name = key.value === undefined ? textOf(text, token.span) : String(key.value);
    const inner = [...path, name];
    if (peek()?.kind !== ':') {
      const next = peek();
      const isValue = next !== undefined && columnOf(next) === undefined && (next.kind === '{' || next.kind === '[' || (isWord(next) && tokens[i + 1]?.kind !== ':'));
      complain(token.span, missing(':'), isValue ? [{ span: span(token.span.end, token.span.end), text: ':' }] : undefined);
      const node = isValue ? value(inner, columns) : undefined;
      return { key, name, value: node, span: span(token.span.start, node?.span.end ?? token.span.end) };
    }
    i++;
    for (let again = peek(); again?.kind === ':'; again = peek()) { drop(again.span, ':', span(previousEnd(), again.span.end)); i++; }
    const next = peek();
    if (!next || isEnd(next) || startsKey(next, columns)) {
      complain(token.span, { zh: `键“${name}”后面没有值`, en: `the key “${name}” has no value` });
      return { key, name, value: undefined, span: span(token.span.start, previousEnd()) };
    }
    const opener = missingOpener(path, columns);
    if (opener) {
      const at = previousEnd();
      complain(token.span, missing(opener), [{ span: span(at, at), text: ` ${opener}` }]);
      // The colon is read in place of the bracket.
      i--;
    }
    const node = opener === '{' ? map(inner, columns) : opener === '[' ? seq(inner, columns) : withColon(next, key.form) ?? value(inner, columns);
    return { key, name, value: node, span: span(token.span.start, node?.span.end ?? previousEnd()) };
  };

  /** An unquoted text with a colon in it, such as a title and its subtitle: it is one value that lacks its quotes. */
  const withColon = (token: Token, key: ScalarForm): ScalarNode | undefined => {
    const plain = textOf(text, token.span);
    if (token.kind !== 'plain' || tokens[i + 1]?.kind !== ':' || columnOf(token) !== undefined || /\s[\w-]+$/.test(plain)) return undefined;
    const own = /^[^,{}[\]\r\n]*/.exec(text.slice(token.span.start))?.[0].trimEnd() ?? plain;
    const whole = span(token.span.start, token.span.start + own.length);
    while ((peek()?.span.start ?? whole.end) < whole.end) i++;
    complain(whole, { zh: '值里有冒号，需要加引号', en: 'the value holds a colon and needs quotes' },
      [{ span: whole, text: key === 'double' ? JSON.stringify(own) : `'${own.replaceAll('\'', '\'\'')}'` }]);
    return { kind: 'scalar', span: whole, form: 'plain', value: own };
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
        unclosed(']', start, items.at(-1), comma === undefined && token.kind !== '}', token);
        mended = i;
        break;
      }
      if (token.kind === ',') { if (comma || items.length === 0) double(token); comma = token; i++; continue; }
      if (token.kind === ':') { unusual = true; complain(token.span, surplus(':')); i++; continue; }
      if (token.kind === 'cursor') {
        const fresh = items.length === 0 || comma !== undefined;
        fits(fresh || columnOf(token) !== undefined ? 'value' : 'none', [...path, items.length], fresh ? undefined : previousEnd());
        continue;
      }
      if (items.length > 0 && !comma) {
        const end = previousEnd();
        complain(span(end, end), missing(','), token.span.start > end && token.closed !== false ? [{ span: span(end, end), text: ',' }] : undefined);
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
    && (token.kind === 'cursor' || (isWord(token) && tokens[i + 1]?.kind === ':'));
  /** The bracket a value was never given: keys follow that stand deeper than its own, or words up to a bracket that closes a list. */
  const missingOpener = (path: Path, columns: readonly number[]): '{' | '[' | undefined => {
    const next = peek();
    if (next && isWord(next) && tokens[i + 1]?.kind === ':') return columns.length > 0 && (columnOf(next) ?? -1) > Math.max(...columns) ? '{' : undefined;
    if (path.some(step => typeof step === 'number')) return undefined;
    let at = i;
    while (isWord(tokens[at]) && tokens[at + 1]?.kind === ',') at += 2;
    const close = tokens[isWord(tokens[at]) ? at + 1 : at];
    return close?.kind === ']' && (columnOf(close) === undefined || (next && columnOf(next) !== undefined)) ? '[' : undefined;
  };
  const trailing = (comma: Token) => { trailingCommas.push(comma); };
  const trailingCommas: Token[] = [];

  const root = value([], []);
  const rest = tokens[i];
  if (closers) {
    const last = previousEnd();
    problems.push({ kind: 'syntax', span: tokens[0]?.span ?? span(0, 0), reason: missing(closers), repair: [{ span: span(last, last), text: closing(text, span(tokens[0]?.span.start ?? 0, last), closers) }] });
  }
  if (rest) complain(rest.span, { zh: `多余的“${textOf(text, rest.span)}”`, en: `unexpected “${textOf(text, rest.span)}”` });
  return { root, problems: [...problems, ...trailingCommas.map(comma => trailingComma(comma.span))], unusual, closers, slot };
}

const isEnd = (token: Token | undefined): boolean => token?.kind === '}' || token?.kind === ']' || token?.kind === ',';

function scalar(text: string, token: Token, complain: (at: Span, reason: Both, repair?: readonly Edit[]) => void): ScalarNode {
  if (token.kind === 'plain') return { kind: 'scalar', span: token.span, form: 'plain', value: readPlain(textOf(text, token.span)) };
  const form = token.quote === '"' ? 'double' : 'single';
  const value = unquote(text, token);
  if (token.bare) {
    complain(span(token.bare[0] ?? 0, (token.bare[0] ?? 0) + 1), { zh: '文本里的引号没有转义', en: 'a quote inside the text is not escaped' },
      token.bare.map(at => ({ span: span(at, at), text: token.quote === '"' ? '\\' : '\'' })));
  }
  if (token.closed) return { kind: 'scalar', span: token.span, form, value };
  const quote = token.quote ?? '"';
  complain(token.span, { zh: `引号没有闭合，缺少 ${quote}`, en: `the closing quote ${quote} is missing` }, [{ span: span(token.span.end, token.span.end), text: quote }]);
  return { kind: 'scalar', span: token.span, form, value, broken: true };
}
