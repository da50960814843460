import { eolOf } from '../base/lines.ts';
import type { PolicyRecord, Style } from './record.ts';
import { readPlain } from './plain.ts';
import { readPlain11 } from './plain11.ts';
import type { Data, MapNode, Scalar, ScalarForm, SeqNode } from './tree.ts';

/** How a record is written: what every new word in it should look like. */
export interface Manner {
  readonly style: Style;
  readonly eol: string;
  /** One step of indentation. */
  readonly unit: string;
  /** Whether the record's braces open lines of their own; a one-line record stays one. */
  readonly lines: boolean;
  /** The quotes of the record's keys and of its strings. */
  readonly key: ScalarForm;
  readonly string: ScalarForm;
}

/** Reads the manner of a record from what stands in it. */
export function mannerOf(record: PolicyRecord): Manner {
  const { text, style, root, fences } = record;
  const inner = text.slice(fences.inner.start, fences.inner.end);
  const forms = root?.kind === 'map' ? root.entries.map(entry => entry.key.form) : [];
  const key = style === 'json' ? 'double' : common(forms) ?? (style === 'flow' ? 'single' : 'plain');
  return {
    style, key, string: style === 'json' ? 'double' : style === 'block' ? 'plain' : key === 'double' ? 'double' : 'single',
    eol: eolOf(text),
    unit: (style === 'block' ? /^( +)[^\s#-]/m : /^([ \t]+)\S/m).exec(inner)?.[1] ?? '  ',
    lines: style === 'block' || root?.kind !== 'map' || root.entries.length === 0 || /[\r\n]/.test(text.slice(root.span.start, root.entries[0]?.span.start)),
  };
}

const common = (forms: readonly ScalarForm[]): ScalarForm | undefined =>
  (['single', 'double', 'plain'] as const).map(form => [form, forms.filter(each => each === form).length] as const)
    .sort((a, b) => b[1] - a[1]).find(([, count]) => count > 0)?.[0];

/** The manner of what stands inside a node: between braces of a block record, the rules of braces count and lines do not. */
export const mannerWithin = (manner: Manner, parent: Pick<MapNode | SeqNode, 'flow'>): Manner =>
  parent.flow && manner.style === 'block' ? { ...manner, style: 'flow', lines: false } : manner;

/** A key in the manner of its siblings, or of the record where it has none. */
export const keyText = (manner: Manner, name: string, map?: MapNode): string => keyLike(manner, name, map?.entries[0]?.key.form ?? manner.key);

/** A key in the form of another. */
export function keyLike(manner: Manner, name: string, form: ScalarForm): string {
  if (manner.style === 'json') return JSON.stringify(name);
  if (form !== 'plain') return quoted(name, form);
  return /^[\w-]+$/.test(name) && isSafePlain(name, 'flow') ? name : quoted(name, 'single');
}

/** A scalar in the manner of the record; `like` is the form of the value it replaces, kept where it can be. */
export function scalarText(manner: Manner, value: Scalar, like?: ScalarForm): string {
  if (value === undefined) return 'null';
  if (typeof value !== 'string') return String(value);
  if (manner.style === 'json') return JSON.stringify(value);
  const form = like === 'single' || like === 'double' ? like : manner.string;
  if (form === 'plain') return isSafePlain(value, manner.style) ? value : quoted(value, 'single');
  return quoted(value, form);
}

/** Quotes a text; one with control characters needs double quotes, and one with an apostrophe reads better in them. */
function quoted(value: string, form: ScalarForm): string {
  // eslint-disable-next-line no-control-regex
  const control = /[\u0000-\u001f\u007f\u0085\u2028\u2029\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(value);
  const single = !control && (form === 'single' ? !(value.includes('\'') && !/["\\]/.test(value)) : value.includes('"') && !value.includes('\''));
  return single ? `'${value.replaceAll('\'', '\'\'')}'` : JSON.stringify(value);
}

/** Whether an unquoted text is read back as itself, by YAML 1.2 and by the readers of YAML 1.1 that many sites use. */
const isSafePlain = (value: string, style: Style): boolean =>
  value !== '' && value === value.trim() && !/[\r\n\t]/.test(value) && readPlain(value) === value && readPlain11(value).value === value && !readPlain11(value).moment
  && !/^[-?:,[\]{}#&*!|>'"%@`]/.test(value) && !/: |:$| #/.test(value) && !(style === 'flow' && /[,[\]{}]/.test(value))
  && !/^(?:yes|no|on|off|y|n|true|false|null)$/i.test(value) && !/^[-+.\d][-+.\d_:eExXoO]*$/.test(value);

/**
 * Any data in the manner of the record. `indent` is the column of the key it will stand behind and `before` how many columns of that
 * line are taken. The text starts with a blank or a line break, so it goes right behind the colon.
 */
export function valueText(manner: Manner, data: Data, indent: string, before: number): string {
  if (data === undefined || typeof data !== 'object') return ` ${scalarText(manner, data)}`;
  const inline = inlineText(manner, data);
  if (!isLong(data) || !manner.lines) return ` ${inline}`;
  if (manner.style === 'json') return ` ${JSON.stringify(data, (_, value: unknown) => value ?? null, manner.unit).replaceAll('\n', manner.eol + indent)}`;
  if (manner.style === 'flow' && before + inline.length + 2 <= 80) return ` ${inline}`;
  const step = indent + manner.unit;
  if (manner.style === 'flow') return `${manner.eol}${step}${flowLines(manner, data, step)}`;
  return blockLinesOf(manner, data, indent);
}

/** A whole frontmatter in the manner of the record, without the line breaks around it. */
export function frontmatterText(manner: Manner, data: Data): string {
  if (!manner.lines || !isLong(data)) return inlineText(manner, data);
  return manner.style === 'flow' ? flowLines(manner, data, '') : manner.style === 'block' ? entriesText(manner, data, '').trimStart() : valueText(manner, data, '', 0).trimStart();
}

/** Any data on one line. */
export function inlineText(manner: Manner, data: Data): string {
  if (data === undefined || typeof data !== 'object') return scalarText(manner.style === 'block' ? { ...manner, style: 'flow' } : manner, data);
  if (Array.isArray(data)) return `[${(data as readonly Data[]).map(item => inlineText(manner, item)).join(', ')}]`;
  const entries = Object.entries(data as Readonly<Record<string, Data>>).map(([name, value]) => `${keyText(manner, name)}: ${inlineText(manner, value)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** Data as an item of a list. `indent` is where the item starts on its line: right behind the dash, or at the start of its own line. */
export function itemText(manner: Manner, data: Data, indent: string): string {
  if (manner.style === 'block') return isLong(data) && !Array.isArray(data) ? entriesText(manner, data, indent).trimStart() : inlineText(manner, data);
  return valueText({ ...manner, lines: manner.lines && manner.style === 'json' }, data, indent, indent.length).trimStart();
}

const isLong = (data: Data): data is Exclude<Data, Scalar> => typeof data === 'object' && Object.keys(data).length > 0;

/** Braces over several lines, the way Prettier writes them, which is how the library's flow records stand. */
function flowLines(manner: Manner, data: Data, indent: string): string {
  const step = indent + manner.unit;
  if (Array.isArray(data)) return `[${(data as readonly Data[]).map(item => `${manner.eol}${step}${inlineText(manner, item)},`).join('')}${manner.eol}${indent}]`;
  const entries = Object.entries(data as Readonly<Record<string, Data>>).map(([name, value]) => {
    const key = keyText(manner, name);
    return `${manner.eol}${step}${key}:${valueText(manner, value, step, step.length + key.length + 1)},`;
  });
  return `{${entries.join('')}${manner.eol}${indent}}`;
}

const blockLinesOf = (manner: Manner, data: Data, indent: string): string => {
  const step = indent + manner.unit;
  return Array.isArray(data)
    ? (data as readonly Data[]).map(item => `${manner.eol}${step}- ${itemText(manner, item, `${step}  `)}`).join('')
    : entriesText(manner, data, step);
};

/** The entries of a map, each on a line of its own that starts with `indent`. */
const entriesText = (manner: Manner, data: Data, indent: string): string => Object.entries(data as Readonly<Record<string, Data>>).map(([name, value]) => {
  const key = keyText(manner, name);
  return `${manner.eol}${indent}${key}:${valueText(manner, value, indent, indent.length + key.length + 1)}`;
}).join('');
