import type { Both } from '../base/both.ts';
import { dayOf } from '../base/day.ts';
import { nearest } from '../base/near.ts';
import { textOf } from '../base/span.ts';
import type { Collection } from '../schema/collections.ts';
import { misfitsOf, type Misfit } from '../schema/interpret.ts';
import { isList, isMap, isSame, shown } from '../schema/keywords.ts';
import { blankAt, shapeAt } from '../schema/shape.ts';
import { inTurn } from '../syntax/inturn.ts';
import { stemOf } from '../syntax/locale.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { dataOf, entryAt, isEmpty, nodeAt, stringOf, type Data, type Node, type Path } from '../syntax/tree.ts';
import { removeAt, renameKey, setValue } from '../syntax/write.ts';
import { mend, type Fix } from './rule.ts';
import { brief } from './wording.ts';

/** How many words a schema may name for each to be offered. */
const fewWords = 5;

/** How many steps it may take to see whether a value would do. */
const mostSteps = 20_000;

/** What mends a file that is not as the schema of its collection describes it. A value is offered only where it would do. */
export function describedFixes(record: PolicyRecord, its: Collection, misfit: Misfit): readonly Fix[] {
  const { path, meant, onKey, isAbsent } = misfit;
  if (isAbsent) return whatIsMissing(record, its, path);
  if (onKey) {
    const entry = entryAt(record.root, path);
    // Without a key that stands for a required one, that one would be missing.
    const isNeeded = meant !== undefined && shapeAt(its, path.slice(0, -1), dataOf(record.root))?.required.includes(meant);
    const gone = path.length > 0 && !isNeeded ? [mend(record, removing(path), () => removeAt(record, path))] : [];
    return [...entry && meant !== undefined ? [mend(record, { zh: `改为“${brief(meant)}”`, en: `Rename it to “${brief(meant)}”` }, renameKey(record, entry, meant), { preferred: true })] : [], ...gone];
  }
  return otherValues(record, its, misfit);
}

/** A candidate for a value: what it says to do, and whether what the file says stays the same. */
interface Candidate { readonly value: Data; readonly title: Both; readonly safe: boolean; readonly preferred: boolean }

function whatIsMissing(record: PolicyRecord, its: Collection, path: Path): readonly Fix[] {
  const data = dataOf(record.root);
  const shape = shapeAt(its, path, data);
  const order = shapeAt(its, path.slice(0, -1), data)?.fields ?? [];
  const name = brief(String(path.at(-1)));
  const put = (title: Both, value: Data, options: { readonly safe?: boolean; readonly preferred?: boolean }) => mend(record, title, () => setValue(record, path, value, order), options);
  const filled = (value: Data, safe: boolean, preferred: boolean) => put({ zh: `补上“${name}”：${shown(value)}`, en: `Insert “${name}”: ${shown(value)}` }, value, { safe, preferred });
  const would = (value: Data) => shape === undefined || fits(its, path, data, value);
  if (path.length === 1 && path[0] === its.id && would(stemOf(record.uri))) return [put({ zh: `补上“${name}”，取文件名`, en: `Insert “${name}”, the name of the file` }, stemOf(record.uri), { preferred: true })];
  const words = shape?.isClosed ? shape.words : [];
  const [only] = words;
  if (shape?.usual !== undefined && would(shape.usual)) return [filled(shape.usual, true, true)];
  if (only && words.length === 1 && would(only.value)) return [filled(only.value, true, true)];
  if (words.length > 0) return words.length > fewWords ? [] : words.filter(({ value }) => would(value)).map(({ value }) => filled(value, false, false));
  const blank = blankAt(its, path, data);
  return would(blank) ? [put({ zh: `补上空的“${name}”`, en: `Insert an empty “${name}”` }, blank, {})] : [];
}

/** Whether a value would do at a path that holds none. */
const fits = (its: Collection, path: Path, data: Data, value: Data): boolean => its.schema === undefined
  || misfitsOf(withValue(data, path, value), its.schema.whole, { whole: its.schema.whole, steps: mostSteps }).every(each => !path.every((step, i) => each.path[i] === step));

function withValue(data: Data, [step, ...rest]: Path, value: Data): Data {
  if (step === undefined) return value;
  if (isList(data)) return data.map((each, i) => i === step ? withValue(each, rest, value) : each);
  return { ...isMap(data) ? data : {}, [step]: withValue(isMap(data) && Object.hasOwn(data, step) ? data[step] : undefined, rest, value) };
}

function otherValues(record: PolicyRecord, its: Collection, { path, asked }: Misfit): readonly Fix[] {
  const node = nodeAt(record.root, path);
  const whole = its.schema?.whole;
  if (!asked || whole === undefined || path.length === 0) return [];
  if (asked.keyword === 'uniqueItems' && node?.kind === 'seq') {
    const items = node.items.map(dataOf);
    const again = items.flatMap((item, i) => items.findIndex(each => isSame(each, item)) < i ? [i] : []).reverse();
    return [mend(record, { zh: '删去重复的项', en: 'Remove what is listed twice' }, () => inTurn(record, again.map(i => each => removeAt(each, [...path, i]))), { safe: true, preferred: true })];
  }
  const would = (value: Data) => misfitsOf(value, asked.part, { whole, steps: mostSteps }).length === 0;
  const candidates = [...candidatesFor(record, node, asked.keyword, asked.part), ...isEmpty(node) ? blankFor(its, path) : []].filter(({ value }) => would(value));
  const first = candidates.filter(({ value }, i) => candidates.findIndex(each => isSame(each.value, value)) === i);
  const fixes = first.map(({ value, title, safe, preferred }) => mend(record, title, () => setValue(record, path, value), { safe, preferred }));
  const name = path.at(-1);
  const isNeeded = typeof name !== 'string' || shapeAt(its, path.slice(0, -1))?.required.includes(name);
  return fixes.length === 0 && isEmpty(node) && !isNeeded ? [mend(record, removing(path), () => removeAt(record, path), { preferred: true })] : fixes;
}

/** The fields of a map that is empty so far, as many as are asked for. */
function blankFor(its: Collection, path: Path): readonly Candidate[] {
  const value = blankAt(its, path);
  return isMap(value) && Object.keys(value).length > 0 ? [{ value, title: { zh: '写出必填的字段，留空', en: 'Insert its required fields, empty' }, safe: false, preferred: true }] : [];
}

/** What may have been meant by a value that does not satisfy a keyword, the likeliest first. */
function* candidatesFor(record: PolicyRecord, node: Node | undefined, keyword: string, part: Record<string, Data>): Generator<Candidate> {
  const value = dataOf(node);
  const words: readonly Data[] = Object.hasOwn(part, 'const') ? [part['const']] : isList(part['enum']) ? part['enum'] : [];
  const written = (word: Data, safe: boolean, preferred: boolean): Candidate => ({ value: word, title: { zh: `写作 ${shown(word)}`, en: `Write ${shown(word)}` }, safe, preferred });
  if (words.length > 0) {
    const alike = words.filter(word => folded(word) !== '' && folded(word) === folded(value));
    for (const word of alike) yield written(word, alike.length === 1, alike.length === 1);
    const near = alike.length > 0 || typeof value !== 'string' ? undefined : nearest(value, words.filter(word => typeof word === 'string'));
    if (near !== undefined) yield written(near, false, true);
    if (alike.length === 0 && words.length <= fewWords) for (const word of words) if (typeof word !== 'object') yield written(word, false, words.length === 1);
  }
  if (keyword === 'type') yield* ofAnotherType(record, node, part['type']);
  const day = keyword === 'format' && part['format'] === 'date' && typeof value === 'string' ? dayOf(value) : undefined;
  if (day !== undefined) yield { value: day, title: { zh: `写作 ${day}`, en: `Write ${day}` }, safe: true, preferred: true };
}

/** A value as one of the types that are asked for. */
function* ofAnotherType(record: PolicyRecord, node: Node | undefined, asked: Data): Generator<Candidate> {
  const types = new Set(isList(asked) ? asked : [asked]);
  const value = dataOf(node);
  const only = node?.kind === 'seq' && node.items.length === 1 ? dataOf(node.items[0]) : undefined;
  if (only !== undefined && typeof only !== 'object') yield { value: only, title: { zh: '改为列表里唯一的一项', en: 'Take the only item of the list' }, safe: true, preferred: true };
  if (isEmpty(node)) {
    const blanks: readonly (readonly [string, Data, Both])[] = [['null', undefined, { zh: '改为空值', en: 'Make it null' }], ['string', '', { zh: '改为空的文本', en: 'Make it an empty string' }], ['array', [], { zh: '改为空的列表', en: 'Make it an empty list' }], ['object', {}, { zh: '改为空的映射', en: 'Make it an empty map' }]];
    for (const [type, blank, title] of blanks) if (types.has(type)) yield { value: blank, title, safe: true, preferred: true };
    return;
  }
  if (node?.kind !== 'scalar') return;
  const text = stringOf(node);
  if (text !== undefined && (types.has('number') || types.has('integer'))) {
    const number = numberIn(text);
    if (number !== undefined) yield { value: number, title: { zh: `改为数字 ${number}`, en: `Make it the number ${number}` }, safe: isPlainNumber(text), preferred: true };
  }
  if (text !== undefined && types.has('boolean')) {
    const is = flags.get(text.trim().toLowerCase());
    if (is !== undefined) yield { value: is, title: { zh: `改为 ${is}`, en: `Make it ${is}` }, safe: text.trim().toLowerCase() === String(is), preferred: true };
  }
  if (types.has('string') && text === undefined && value !== undefined) yield { value: textOf(record.text, node.span), title: { zh: '加上引号', en: 'Put it in quotes' }, safe: true, preferred: true };
  if (types.has('array')) yield* asList(value, text);
}

/** A single value as a list: the words between its commas, each a number or a text, or it alone. */
function* asList(value: Data, text: string | undefined): Generator<Candidate> {
  const parts = text?.split(/[,，、;；]/).map(each => each.trim()).filter(Boolean) ?? [];
  const isSeveral = parts.length > 1;
  const numbers = parts.map(numberIn);
  const title: Both = { zh: `拆成 ${parts.length} 项的列表`, en: `Make it a list of ${parts.length} items` };
  if (isSeveral && !numbers.includes(undefined)) yield { value: numbers, title, safe: parts.every(isPlainNumber), preferred: true };
  if (isSeveral) yield { value: parts, title, safe: false, preferred: true };
  yield { value: [value], title: { zh: '改为一项的列表', en: 'Make it a list of one item' }, safe: !isSeveral, preferred: !isSeveral };
}

const flags: ReadonlyMap<string, boolean> = new Map([...['true', 'yes', 'on', '是'].map(word => [word, true] as const), ...['false', 'no', 'off', '否'].map(word => [word, false] as const)]);

/** The number that a text is, full-width digits and thousands’ commas aside. */
function numberIn(text: string): number | undefined {
  const plain = text.normalize('NFKC').trim().replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
  const number = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
  return Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : undefined;
}

/** Whether a text is a number as it would be written anyway, so that nothing is lost. */
const isPlainNumber = (text: string): boolean => String(numberIn(text)) === text.trim();

/** A word apart from case, width and blanks. */
const folded = (value: Data): string => typeof value === 'object' || value === undefined ? '' : String(value).normalize('NFKC').trim().toLowerCase().replace(/[\s_-]+/g, ' ');

function removing(path: Path): Both {
  const name = path.at(-1);
  return typeof name === 'string' ? { zh: `删除“${brief(name)}”`, en: `Remove “${brief(name)}”` } : { zh: '删去这一项', en: 'Remove the item' };
}
