import { contentEnd, span, type Span } from '../base/span.ts';
import type { Place } from './at.ts';
import { fenceBehind, isCodeFence } from './code.ts';
import type { PolicyRecord } from './record.ts';
import type { Node, Path, ScalarForm } from './tree.ts';

/** The cursor in running text: in a value, or in a paragraph of the narrative. */
export interface Running {
  /** The field; undefined in the narrative. */
  readonly path: Path | undefined;
  /** How the value is written; undefined in the narrative. */
  readonly form: ScalarForm | undefined;
  /** Whether a comma would end it: it is unquoted and between braces. */
  readonly endsAtComma: boolean;
  /** What stands before the cursor, as it is written; escapes are blanks, so that none of their letters is taken for text. */
  readonly before: string;
  /** What stands behind the cursor. */
  readonly after: string;
  /** The offset of the cursor. */
  readonly at: number;
  /** Whether it is the word of the place at the cursor, which may be replaced as one. */
  readonly isWord: boolean;
}

/** How far around the cursor a text is read, in UTF-16 code units. */
const reach = 2000;

/**
 * The running text around an offset. `place` is what the offset is on; where that is not known, as in strings of several lines, the tree
 * tells. Undefined in keys, in code and addresses of the narrative, and where the file may not be read.
 */
export function runningAt(record: PolicyRecord, offset: number, place: Place | undefined): Running | undefined {
  if (record.problems.some(({ kind }) => kind === 'too-deep' || kind === 'too-large' || kind === 'not-utf8')) return undefined;
  const found = offset >= record.body.start && record.fences.close ? inNarrative(record, offset) : inValue(record, offset, place);
  return found && !isAddress.test(found.before) ? found : undefined;
}

/** The cursor is in an address; what stands behind one in Chinese needs no blank before it. */
const isAddress = /(?:[a-z][a-z\d+.-]*:\/\/|www\.)[^\s<>，。；：、（）《》“”]*$/i;

function inValue({ text, root }: PolicyRecord, offset: number, place: Place | undefined): Running | undefined {
  if (place && place.kind !== 'value') return undefined;
  if (place && place.token.end > place.token.start) {
    if (place.blankBefore) return undefined;
    const form = place.quote === '"' ? 'double' : place.quote === '\'' ? 'single' : 'plain';
    return valueOf(text, { path: place.path, form, flow: place.flow, span: place.token }, offset, true);
  }
  const held = scalarAround(text, root, offset, [], false);
  if (held) return valueOf(text, held, offset, false);
  return place && { path: place.path, form: 'plain', endsAtComma: place.flow, before: '', after: '', at: offset, isWord: true };
}

/** A scalar with what must be known to write into it. */
interface Held { readonly path: Path; readonly form: ScalarForm; readonly flow: boolean; readonly span: Span }

function valueOf(text: string, { path, form, flow, span: whole }: Held, offset: number, isWord: boolean): Running {
  const [start, end] = inside(text, form, whole);
  const written = text.slice(Math.max(start, offset - reach), offset);
  return {
    path, form, isWord, at: offset, endsAtComma: form === 'plain' && flow,
    before: form === 'double' ? written.replace(/\\(?:u[\da-fA-F]{4}|[^])/g, all => ' '.repeat(all.length)) : written,
    after: text.slice(offset, Math.min(Math.max(offset, end), offset + reach)),
  };
}

/** Where the text of a scalar begins and ends: inside its quotes, below the sign of a block string. */
function inside(text: string, form: ScalarForm, { start, end }: Span): readonly [number, number] {
  if (form === 'plain') return [start, end];
  if (form === 'single' || form === 'double') return [start + 1, end > start + 1 && text[end - 1] === text[start] ? end - 1 : end];
  const sign = /^[^\r\n]*(?:\r\n|\n|\r)?/.exec(text.slice(start, end))?.[0].length ?? 0;
  return [start + sign, Math.max(start + sign, contentEnd(text, span(start, end)))];
}

/** The scalar whose text holds an offset; blanks that are typed behind an unquoted one belong to it too. */
function scalarAround(text: string, node: Node | undefined, offset: number, path: Path, flow: boolean): Held | undefined {
  if (node?.kind === 'scalar') {
    const [start, end] = inside(text, node.form, node.span);
    const isIn = start <= offset && (offset <= end || (node.form === 'plain' && /^[ \t]+$/.test(text.slice(end, offset))));
    return isIn && node.span.end > node.span.start ? { path, form: node.form, flow, span: node.span } : undefined;
  }
  const children: readonly (readonly [string | number, Node | undefined])[] = node?.kind === 'map' ? node.entries.map(({ name, value }) => [name, value]) : node?.items.map((item, i) => [i, item]) ?? [];
  for (const [step, child] of children) {
    const found = child && child.span.start <= offset ? scalarAround(text, child, offset, [...path, step], node?.flow === true) : undefined;
    if (found) return found;
  }
  return undefined;
}

function inNarrative({ text, lines, body }: PolicyRecord, offset: number): Running | undefined {
  const here = lines.lineOf(offset);
  const isBlank = (line: number) => text.slice(lines.startOf(line), lines.endOf(line)).trim() === '';
  if (offset > body.end || isBlank(here) || isCode(text.slice(body.start, lines.startOf(here)), text.slice(lines.startOf(here), lines.endOf(here)))) return undefined;
  const near = (step: 1 | -1): number => {
    let line = here;
    while (lines.startOf(line + step) >= body.start && line + step >= 0 && line + step < lines.count() && !isBlank(line + step) && Math.abs(lines.startOf(line) - offset) < reach) line += step;
    return line;
  };
  const start = Math.max(body.start, lines.startOf(near(-1)));
  const before = text.slice(start, offset);
  if (isMarked(before)) return undefined;
  return { path: undefined, form: undefined, endsAtComma: false, before, after: text.slice(offset, lines.endOf(near(1))), at: offset, isWord: false };
}

/** Whether a line stands between the fences of code, or is one of them. */
function isCode(above: string, line: string): boolean {
  const open = /`{3}|~{3}/.test(above) ? above.split(/\r\n|\n|\r/).reduce(fenceBehind, undefined as string | undefined) : undefined;
  return open !== undefined || isCodeFence(line);
}

/** Whether a text ends inside code, the target of a link, a tag or the definition of a link. */
function isMarked(before: string): boolean {
  let open = 0;
  for (const { 0: run } of before.matchAll(/(?<!\\)`+/g)) open = open === 0 ? run.length : open === run.length ? 0 : open;
  return open > 0 || /\]\([^()\r\n]*$|<[A-Za-z/!][^<>]*$|(?:^|[\r\n]) {0,3}\[[^\]\r\n]+\]:[^\r\n]*$/.test(before);
}
