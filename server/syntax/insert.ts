import type { Edit } from '../base/edit.ts';
import { span, type Span } from '../base/span.ts';
import { inlineText, itemText, keyText, mannerOf, mannerWithin, valueText } from './print.ts';
import type { PolicyRecord } from './record.ts';
import { ancestorsOf, type Data, type Entry, type MapNode, type SeqNode } from './tree.ts';

/** Puts a new entry into a map: at its alphabetical place among alphabetical siblings, else at its place in `order`, else last. */
export function insertEntry(record: PolicyRecord, map: MapNode, name: string, data: Data, order: readonly string[]): readonly Edit[] {
  const { text, lines: index } = record;
  const { entries } = map;
  const first = entries[0];
  const manner = mannerWithin(mannerOf(record), map);
  if (!first) return fillEmpty(record, map, name, data);
  const start = first.key.span.start;
  const lines = !map.flow || /[\r\n]/.test(text.slice(map.span.start, start));
  const indent = lines ? text.slice(index.startOf(index.lineOf(start)), start).replace(/\S/g, ' ') : '';
  const key = keyText(manner, name, map);
  const put = `${key}:${valueText(lines ? manner : { ...manner, lines: false }, data, indent, indent.length + key.length + 1)}`;
  const before = entries[placeFor(entries.map(entry => entry.name), name, order) - 1];
  if (!before) return [{ span: span(start, start), text: `${put}${map.flow ? ',' : ''}${lines ? manner.eol + indent : ' '}` }];
  return [map.flow ? behindInFlow(record, before.span, lines ? manner.eol + indent : ' ', put) : behindInBlock(record, before.span, indent, put, manner.eol)];
}

/** Puts a new item behind the last one of a list. */
export function appendItem(record: PolicyRecord, seq: SeqNode, data: Data): readonly Edit[] {
  const { text, lines: index } = record;
  const manner = mannerWithin(mannerOf(record), seq);
  const last = seq.items.at(-1);
  if (!last) return [{ span: seq.span, text: `[${inlineText(manner, data)}]` }];
  const lead = text.slice(index.startOf(index.lineOf(last.span.start)), last.span.start);
  if (seq.flow) {
    const lines = lead.trim() === '';
    return [behindInFlow(record, last.span, lines ? manner.eol + lead : ' ', lines ? itemText(manner, data, lead) : inlineText(manner, data))];
  }
  const indent = ' '.repeat(seq.span.start - index.startOf(index.lineOf(seq.span.start)));
  return [behindInBlock(record, last.span, indent, `- ${itemText(manner, data, `${indent}  `)}`, manner.eol)];
}

/** The first entry of a frontmatter that holds nothing yet. */
export function startRecord(record: PolicyRecord, name: string, data: Data): readonly Edit[] {
  const manner = mannerOf(record);
  const at = record.fences.inner.start;
  return [{ span: span(at, at), text: `${keyText(manner, name)}:${valueText(manner, data, '', 0)}${manner.eol}` }];
}

/** The offset right behind the colon of an entry; undefined while it has none. */
export function behindColon(text: string, { key, value }: Entry): number | undefined {
  const found = /^\s*[:：]/.exec(text.slice(key.span.end, value?.span.start));
  return found ? key.span.end + found[0].length : undefined;
}

/** The first entry of an empty pair of braces, which then open as the record's braces do, or give way to indentation. */
function fillEmpty(record: PolicyRecord, map: MapNode, name: string, data: Data): readonly Edit[] {
  const { text, lines: index } = record;
  const above = ancestorsOf(record.root, map).find(({ flow }) => flow);
  const manner = above ? mannerWithin(mannerOf(record), above) : mannerOf(record);
  const lineStart = index.startOf(index.lineOf(map.span.start));
  const lead = text.slice(lineStart, map.span.start);
  const indent = /^[ \t]*/.exec(lead)?.[0] ?? '';
  const shown = valueText(manner, { [name]: data }, indent, map.span.start - lineStart);
  const isValue = above?.kind !== 'seq' && /:[ \t]*$/.test(lead);
  return [isValue ? { span: span(lineStart + lead.trimEnd().length, map.span.end), text: shown } : { span: map.span, text: shown.trimStart() }];
}

/** Behind a part with its comma; where the comma is there already, it stands behind what is inserted or what is inserted brings its own. */
function behindInFlow({ text, lines: index }: PolicyRecord, { end }: Span, gap: string, put: string): Edit {
  const lineEnd = index.endOf(index.lineOf(end));
  const ownLine = /[\r\n]/.test(gap) && /^[ \t]*,[ \t]*(?:#.*)?$/.test(text.slice(end, lineEnd));
  return ownLine ? { span: span(lineEnd, lineEnd), text: `${gap}${put},` } : { span: span(end, end), text: `,${gap}${put}` };
}

/** On the line below a part; a block string already ends with its line break. */
function behindInBlock({ text, lines: index }: PolicyRecord, { end }: Span, indent: string, put: string, eol: string): Edit {
  if (/[\r\n]/.test(text[end - 1] ?? '')) return { span: span(end, end), text: `${indent}${put}${eol}` };
  const lineEnd = index.endOf(index.lineOf(end));
  return { span: span(lineEnd, lineEnd), text: `${eol}${indent}${put}` };
}

function placeFor(names: readonly string[], name: string, order: readonly string[]): number {
  const alphabetical = names.length > 1 && names.every((each, i) => i === 0 || (names[i - 1] ?? '') <= each);
  if (alphabetical) {
    const at = names.findIndex(each => name < each);
    return at < 0 ? names.length : at;
  }
  const own = order.indexOf(name);
  if (own < 0) return names.length;
  for (let i = own - 1; i >= 0; i--) {
    const at = names.lastIndexOf(order[i] ?? '');
    if (at >= 0) return at + 1;
  }
  const later = names.findIndex(each => order.indexOf(each) > own);
  return later < 0 ? names.length : later;
}
