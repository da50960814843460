import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { eolOf } from '../server/base/lines.ts';
import { intake } from '../server/record/intake.ts';
import type { PolicyRecord, Style } from '../server/syntax/record.ts';
import { entriesBelow, entryOf, type Entry, type MapNode, type Node, type Path } from '../server/syntax/tree.ts';

/**
 * A place in a real record where a person asks for completions, and what choosing one item should leave. All of it is text, so that any
 * server can be asked; what comes of it is judged by the `yaml` package and not by our own reader.
 */
export interface Position {
  readonly name: string;
  readonly style: Style;
  /** The text before the word under the cursor, what is typed of the word on both sides of the cursor, and the text behind it. */
  readonly before: string;
  readonly typed: readonly [string, string];
  readonly after: string;
  /** The same texts without a mistake that stands there, which a completion should neither mind nor mend. */
  readonly meant: { readonly before: string; readonly after: string };
  /** What is chosen. */
  readonly label: string;
  /** Where it is found afterwards, and as which value; a new key may hold any. */
  readonly path: Path;
  readonly value?: unknown;
  /** All data of the record as it should then be, except for what is at `path`. */
  readonly rest: unknown;
}

/** What came of a position. All but the first are failures. */
export const verdicts = ['right', 'nothing offered', 'not among what is offered', 'other text changed', 'no longer valid', 'no longer JSON', 'another value'] as const;
export type Verdict = typeof verdicts[number];

/** The text of a position as the editor holds it, and the offset of the cursor. */
export const textAt = ({ before, typed: [left, right], after }: Position): { readonly text: string; readonly offset: number } =>
  ({ text: before + left + right + after, offset: before.length + left.length });

/** Judges the text once the item is chosen: nothing but the word may have changed, except for a comma before it; what is there must be valid and hold the wanted value. */
export function judge({ before, after, meant, style, path, value, rest }: Position, result: string): Verdict {
  const bare = before.trimEnd();
  const comma = !result.startsWith(before) && result.startsWith(`${bare},${before.slice(bare.length)}`) ? ',' : '';
  const head = bare + comma + before.slice(bare.length);
  if (!result.startsWith(head) || !result.endsWith(after) || head.length + after.length > result.length) return 'other text changed';
  const put = result.slice(head.length, result.length - after.length);
  if (eolOf(before) === '\r\n' && /(?<!\r)\n/.test(put)) return 'other text changed';
  const meantBare = meant.before.trimEnd();
  const frontmatter = frontmatterIn(meantBare + comma + meant.before.slice(meantBare.length) + put + meant.after);
  const data = dataIn(frontmatter);
  if (data === undefined) return 'no longer valid';
  if (style === 'json' && !isJson(frontmatter)) return 'no longer JSON';
  const [found, others] = apart(data, path);
  const isWanted = found !== nothing && (value === undefined || isDeepStrictEqual(found, value));
  return isWanted && isDeepStrictEqual(others, apart(rest, path)[1]) ? 'right' : 'another value';
}

/** The positions of a record in its own notation; none where it is not valid to begin with. `id` is another record's, for the fields that name one. */
export function* positionsOf(record: PolicyRecord, id: string | undefined): Generator<Position> {
  const { root, text, style } = record;
  const data = dataIn(frontmatterIn(text));
  if (data === undefined || root?.kind !== 'map' || !root.entries.every(entry => ownLine(text, entry) !== undefined)) return;
  const form = root.entries[0]?.key.form;
  const keyQuote = style === 'json' || form === 'double' ? '"' : form === 'single' ? '\'' : '';
  const scene: Scene = { record, root, data: data as Scene['data'], eol: eolOf(text), quote: style === 'json' ? '"' : '\'', key: name => keyQuote + name + keyQuote };
  yield* values(scene);
  yield* mistakes(scene);
  yield* keys(scene);
  yield* nested(scene);
  yield* lists(scene, id);
}

/** Offsets in the narrative, and in texts of several lines, behind a word of plain prose: nothing should open there. */
export function* proseIn({ text, body, root }: PolicyRecord): Generator<number> {
  for (const { index, 0: word } of text.slice(body.start, body.end).matchAll(/\p{L}{2,}(?=[，。、；,;.]?\s|[，。、；]|$)/gu)) {
    const offset = body.start + index + word.length;
    if (!/ICVCM|CCP|标准|准则|属性|riteri|ttribute/i.test(text.slice(Math.max(body.start, offset - 60), offset))) yield offset;
  }
  for (const { entry: { value } } of entriesBelow(root)) {
    if (value?.kind === 'scalar' && (value.form === 'folded' || value.form === 'literal')) yield value.span.start + text.slice(value.span.start, value.span.end).trimEnd().length;
  }
}

/** The records below a folder, with names relative to it. */
export function* recordsBelow(corpus: string, folder = corpus): Generator<PolicyRecord> {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* recordsBelow(corpus, path);
    else if (name.endsWith('.md')) {
      const made = intake(`file:///${relative(corpus, path).replaceAll('\\', '/')}`, readFileSync(path, 'utf8'));
      if (made) yield made;
    }
  }
}

/** So many of some records, at even distances. */
export const sampleOf = <T>(all: readonly T[], count: number): readonly T[] =>
  Array.from({ length: Math.min(count, all.length) }, (_, i) => all[Math.floor((i + 0.5) * all.length / Math.min(count, all.length))]).flatMap(each => each === undefined ? [] : [each]);

interface Scene {
  readonly record: PolicyRecord; readonly root: MapNode; readonly data: Readonly<Record<string, unknown>>; readonly eol: string;
  /** The quote that values are given. */
  readonly quote: '"' | '\'';
  /** A key as the record writes its own. */
  readonly key: (name: string) => string;
}

/** A change of the record elsewhere than at the cursor: as it stands while one asks, and as it is meant. */
interface Slip { readonly start: number; readonly end: number; readonly written: string; readonly meant?: string }

/** A stretch of the record that makes way for the word, with what else is new there on both sides of the word. */
interface Hole { readonly start: number; readonly end: number; readonly lead?: string; readonly tail?: string }

type Wanted = Pick<Position, 'label' | 'path' | 'value'> & { readonly rest?: unknown };

function at({ record: { text, style }, data }: Scene, name: string, { start, end, lead = '', tail = '' }: Hole, typed: readonly [string, string], wanted: Wanted, slips: readonly Slip[] = []): Position {
  const side = (from: number, to: number, pick: (slip: Slip) => string): string => {
    let [made, last] = ['', from];
    for (const slip of slips.filter(each => from <= each.start && each.end <= to)) {
      made += text.slice(last, slip.start) + pick(slip);
      last = slip.end;
    }
    return made + text.slice(last, to);
  };
  const meant = (slip: Slip) => slip.meant ?? text.slice(slip.start, slip.end);
  return {
    name, style, typed, rest: data, ...wanted,
    before: side(0, start, slip => slip.written) + lead, after: tail + side(end, text.length, slip => slip.written),
    meant: { before: side(0, start, meant) + lead, after: tail + side(end, text.length, meant) },
  };
}

/** The category with its value, another category to choose, and how a person begins to type it. */
function categoryIn({ root, data, record: { text, locale } }: Scene) {
  const entry = entryOf(root, 'category');
  if (!entry?.value) return undefined;
  const [label, begun] = locale === 'zh' ? data['category'] === '市场机制' ? ['法律监管', '法'] : ['市场机制', '市'] : data['category'] === 'Market' ? ['Regulatory', 'Reg'] : ['Market', 'Mar'];
  const { start, end } = entry.value.span;
  return { entry, hole: { start, end }, colon: text.indexOf(':', entry.key.span.end), begun, wanted: { label, path: ['category'], value: label } };
}

function* values(scene: Scene): Generator<Position> {
  const { record: { text, style }, data, quote, key } = scene;
  const category = categoryIn(scene);
  if (!category) return;
  const { hole, wanted, entry, colon, begun } = category;
  yield at(scene, 'value: inside empty quotes', hole, [quote, quote], wanted);
  yield at(scene, 'value: nothing typed', hole, ['', ''], wanted);
  yield at(scene, 'value: right behind the colon', { start: colon + 1, end: hole.end }, ['', ''], wanted);
  yield at(scene, 'value: behind an opening quote', hole, [quote, ''], wanted);
  yield at(scene, 'value: half typed, without quotes', hole, [begun, ''], wanted);
  yield at(scene, 'value: half typed, in quotes', hole, [quote + begun, quote], wanted);
  const written = text.slice(hole.start, hole.end);
  const middle = Math.ceil(written.length / 2);
  yield at(scene, 'value: text on both sides of the cursor', hole, [written.slice(0, middle), written.slice(middle)], wanted);
  yield at(scene, 'value: an emoji before the cursor', hole, [`${quote}😀碳`, quote], wanted);
  if (style === 'block') return;
  const note = `${key('note')}: ${quote}😀碳 ${quote}, `;
  const { start } = entry.key.span;
  yield at(scene, 'value: an emoji earlier on the line', hole, [quote, quote], { ...wanted, rest: { ...data, note: '😀碳 ' } }, [{ start, end: start, written: note, meant: note }]);
}

/** A mistake stands near the cursor or elsewhere. */
function* mistakes(scene: Scene): Generator<Position> {
  const { record: { text, style }, root, quote } = scene;
  const category = categoryIn(scene);
  if (!category) return;
  const { hole, wanted, entry, colon } = category;
  const inQuotes = [quote, quote] as const;
  const line = lineStart(text, entry.key.span.start);
  const next = root.entries[root.entries.indexOf(entry) + 1];
  const previous = root.entries[root.entries.indexOf(entry) - 1];

  const above = [...entriesBelow(root)].map(({ entry: { value } }) => value).findLast(value => value !== undefined && value.span.end < line && isLine(text, value));
  if (above?.kind === 'scalar') {
    const { start, end } = above.span;
    yield at(scene, 'value: below an unclosed quote', hole, inQuotes, wanted, [above.form === 'plain' ? { start, end: start, written: '\'' } : { start: end - 1, end, written: '' }]);
  }
  if (style === 'block' && next) yield at(scene, 'value: above a wrong indentation', hole, inQuotes, wanted, [{ start: next.key.span.start, end: next.key.span.start, written: ' ' }]);
  const comma = previous && style !== 'block' ? text.indexOf(',', previous.span.end) : -1;
  if (comma >= 0) yield at(scene, 'value: below a missing comma', hole, inQuotes, wanted, [{ start: comma, end: comma + 1, written: '' }]);

  yield at(scene, 'value: behind a full-width colon', { start: colon + 1, end: hole.end }, ['', ''], wanted, [{ start: colon, end: colon + 1, written: '：' }]);
  yield at(scene, 'value: behind a full-width colon, in quotes', hole, inQuotes, wanted, [{ start: colon, end: colon + 1, written: '：' }]);
  yield at(scene, 'value: behind a full-width blank', { start: colon + 1, end: hole.end }, inQuotes, wanted, [{ start: colon, end: colon + 1, written: ':\u3000', meant: ': ' }]);
  yield at(scene, 'value: between full-width quotes', hole, ['“', '”'], wanted);
  if (style !== 'block' && text[hole.end] === ',') yield at(scene, 'value: before a full-width comma', hole, inQuotes, wanted, [{ start: hole.end, end: hole.end + 1, written: '，' }]);
  const other = entryOf(root, 'country');
  const there = other ? text.indexOf(':', other.key.span.end) : -1;
  if (there >= 0) yield at(scene, 'value: a full-width colon elsewhere', hole, inQuotes, wanted, [{ start: there, end: there + 1, written: '：' }]);
  const title = entryOf(root, 'title')?.value;
  if (title && isLine(text, title)) yield at(scene, 'value: an unquoted title with a colon', hole, inQuotes, wanted, [{ ...title.span, written: '标题: 副标题' }]);
}

/** The key that records of the corpus do not have. */
const fresh = 'icvcmCriteria';

function* keys(scene: Scene): Generator<Position> {
  const { record: { text, style, fences }, root, data, quote, eol } = scene;
  const [first, last] = [root.entries[0], root.entries.at(-1)];
  const middle = root.entries[Math.floor(root.entries.length / 2)];
  if (!first || !last || !middle || fresh in data) return;
  const wanted = { label: fresh, path: [fresh] };
  yield at(scene, 'key: between two entries', lineBefore(scene, middle), ['', ''], wanted);
  yield at(scene, 'key: before the first entry', lineBefore(scene, first), ['', ''], wanted);
  const end = style === 'block' ? fences.inner.end : lineEnd(text, last.span.end);
  yield at(scene, 'key: behind the last entry', { start: end, end, ...(style === 'block' ? { tail: eol } : { lead: eol + indentOf(text, last) }) }, ['', ''], wanted);
  yield at(scene, 'key: inside empty quotes', lineBefore(scene, middle), [quote, quote], wanted);
  yield at(scene, 'key: half typed, without quotes', lineBefore(scene, middle), ['icv', ''], wanted);
  yield at(scene, 'key: half typed, in quotes', lineBefore(scene, middle), [`${quote}icv`, quote], wanted);
  yield at(scene, 'key: half typed, behind an opening quote', lineBefore(scene, middle), [`${quote}icv`, ''], wanted);

  const category = categoryIn(scene);
  if (!category) return;
  const { entry: { key }, colon } = category;
  const there = { label: 'category', path: ['category'], value: data['category'] };
  const typed = [text.slice(key.span.start, text.indexOf('category', key.span.start) + 3), text.slice(text.indexOf('category', key.span.start) + 8, key.span.end)] as const;
  yield at(scene, 'key: half typed, its colon and value there', key.span, typed, there);
  yield at(scene, 'key: half typed, before two colons', key.span, typed, there, [{ start: colon, end: colon + 1, written: ': :' }]);
}

/** Keys of a dimension, and of a map in a list. */
function* nested(scene: Scene): Generator<Position> {
  const { record: { text, style }, root, data, quote, key } = scene;
  const analysis = entryOf(root, 'analysis')?.value;
  const dimension = analysis?.kind === 'map' ? analysis.entries.find(({ value }) => value?.kind === 'map' && value.entries.length >= 3 && value.entries.every(each => ownLine(text, each) !== undefined)) : undefined;
  if (dimension?.value?.kind === 'map') {
    for (const [name, typed] of [['citation', ['', '']], ['citation', [`${quote}cit`, quote]], ['score', ['', '']]] as const) {
      const part = entryOf(dimension.value, name);
      const line = part && ownLine(text, part);
      const how = typed[0] === '' ? 'nothing typed' : 'half typed, in quotes';
      if (line && isLine(text, part.value)) yield at(scene, `key: ${name} of a dimension, ${how}`, { start: part.key.span.start, end: line.end }, typed, { label: name, path: ['analysis', dimension.name, name] });
    }
  }
  const place = placeInEvolution(scene);
  if (!place || place.has('milestones')) return;
  const { lead, tail, indent, unit, comma, has: _, ...hole } = place;
  const opens = style === 'block' ? `${key('milestones')}:${scene.eol}${indent}${unit}- ${key('date')}: '2021-01-01'${scene.eol}${indent}${unit}  ` : `${key('milestones')}: [{ ${key('date')}: ${quote}2021-01-01${quote}, `;
  const rest = { ...data, evolution: { ...data['evolution'] as object | undefined, milestones: [{ date: '2021-01-01' }] } };
  yield at(scene, 'key: of a map in a list', { ...hole, lead: lead + opens, tail: `${style === 'block' ? '' : ` }]${comma}`}${tail}` }, ['', ''], { label: 'event', path: ['evolution', 'milestones', 0, 'event'], rest });
}

function* lists(scene: Scene, id: string | undefined): Generator<Position> {
  const { record: { style }, root, data, quote, key, eol } = scene;
  const middle = root.entries[Math.floor(root.entries.length / 2)];
  if (middle && !(fresh in data)) {
    const { lead = '', tail = '', ...hole } = lineBefore(scene, middle);
    const wanted = { label: '7.10', path: [fresh], value: ['9.1', '7.10'] };
    const item = { ...hole, lead: `${lead}${key(fresh)}:${style === 'block' ? `${eol}  - '9.1'${eol}  - ` : ` [${quote}9.1${quote}, `}`, tail: `${style === 'block' ? '' : '],'}${tail}` };
    yield at(scene, 'item of a list: nothing typed', item, ['', ''], wanted);
    yield at(scene, 'item of a list: inside empty quotes', item, [quote, quote], wanted);
    yield at(scene, 'list that is not yet opened', { ...hole, lead: `${lead}${key(fresh)}: `, tail: `${style === 'block' ? '' : ','}${tail}` }, ['', ''], { ...wanted, value: ['7.10'] });
  }
  if (id === undefined) return;
  const name = 'item of a list: id of another record';
  const path = ['evolution', 'supersedes'];
  const list = entryOf(entryOf(root, 'evolution')?.value, 'supersedes')?.value;
  if (list?.kind === 'seq' && list.flow) yield at(scene, name, { ...list.span, lead: '[', tail: ']' }, [quote, quote], { label: id, path, value: [id] });
  if (list) return;
  const place = placeInEvolution(scene);
  if (!place) return;
  const { lead, tail, indent, unit, comma, has: _, ...hole } = place;
  const rest = { ...data, evolution: { ...data['evolution'] as object | undefined } };
  const opens = style === 'block' ? `${key('supersedes')}:${eol}${indent}${unit}- ` : `${key('supersedes')}: [`;
  yield at(scene, name, { ...hole, lead: lead + opens, tail: `${style === 'block' ? '' : `]${comma}`}${tail}` }, [quote, quote], { label: id, path, value: [id], rest });
}

/** A new line for an entry of `evolution`: before its first entry, or in a block of its own where the record has none. */
function placeInEvolution(scene: Scene) {
  const { record: { text, style }, root, key, eol } = scene;
  const evolution = entryOf(root, 'evolution')?.value;
  const unit = '  ';
  if (evolution) {
    const first = evolution.kind === 'map' ? evolution.entries[0] : undefined;
    if (evolution.kind !== 'map' || !first || ownLine(text, first) === undefined) return undefined;
    const { start, end, lead = '', tail = '' } = lineBefore(scene, first);
    return { start, end, lead, tail, indent: indentOf(text, first), unit, comma: ',', has: (name: string) => entryOf(evolution, name) !== undefined };
  }
  const middle = root.entries[Math.floor(root.entries.length / 2)];
  if (!middle) return undefined;
  const { start, end, lead = '', tail = '' } = lineBefore(scene, middle);
  return {
    start, end, unit, comma: '', indent: style === 'block' ? unit : '', has: () => false,
    lead: `${lead}${key('evolution')}:${style === 'block' ? eol + unit : ' { '}`, tail: `${style === 'block' ? '' : ' },'}${tail}`,
  };
}

/** A new line before an entry, indented like it. */
const lineBefore = ({ record: { text }, eol }: Scene, entry: Entry): Hole => {
  const start = lineStart(text, entry.key.span.start);
  return { start, end: start, lead: indentOf(text, entry), tail: eol };
};
const indentOf = (text: string, { key }: Entry): string => text.slice(lineStart(text, key.span.start), key.span.start);
const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;
const lineEnd = (text: string, offset: number): number => offset + text.slice(offset).search(/\r?\n|$/);

/** The line or lines that an entry has for itself; undefined where it shares one. */
function ownLine(text: string, { key, span }: Entry): { readonly start: number; readonly end: number } | undefined {
  const start = lineStart(text, key.span.start);
  return text.slice(start, key.span.start).trim() === '' ? { start, end: lineEnd(text, span.end) } : undefined;
}

/** Whether a value is a single text that ends its line, with no quote in it. */
const isLine = (text: string, value: Node | undefined): boolean => value?.kind === 'scalar' && value.form !== 'folded' && value.form !== 'literal'
  && /^(?:[^'"\r\n]*|'[^'\r\n]*'|"[^"\r\n]*")$/.test(text.slice(value.span.start, value.span.end)) && /^,?\s*?\r?$/m.test(text.slice(value.span.end, lineEnd(text, value.span.end) + 1).trimEnd());

/** The frontmatter of a text, without its fences. */
function frontmatterIn(text: string): string {
  const [, inner = ''] = /^\uFEFF?---[ \t]*\r?\n([^]*?)(?:^|\r?\n)---[ \t]*(?:\r?\n|$)/.exec(text) ?? [];
  return inner;
}

function dataIn(frontmatter: string): unknown {
  try {
    return (parse(frontmatter) as unknown) ?? undefined;
  } catch {
    return undefined;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const nothing = Symbol('nothing');

/** What is at a path of data, and the data without it. */
function apart(data: unknown, [step, ...more]: Path): readonly [found: unknown, others: unknown] {
  if (typeof data !== 'object' || data === null || step === undefined || !Object.hasOwn(data, step)) return [nothing, data];
  const { [step]: inner, ...others } = data as Readonly<Record<string | number, unknown>>;
  if (more.length === 0) return [inner, others];
  const [found, rest] = apart(inner, more);
  return [found, { ...others, [step]: rest }];
}
