import type { Edit } from '../base/edit.ts';
import { span } from '../base/span.ts';
import type { PolicyRecord } from './record.ts';
import type { MapNode } from './tree.ts';
import { removeEntry } from './write.ts';

/**
 * Takes away several entries of one map at once. Taken one by one, two that stand side by side would both claim the comma between
 * them. A map that loses all its entries stays as an empty one.
 */
export function withoutEntries(record: PolicyRecord, map: MapNode, names: readonly string[]): readonly Edit[] {
  const { entries } = map;
  const goes = entries.map(entry => names.includes(entry.name));
  if (goes.filter(Boolean).length < 2) return entries.flatMap((entry, i) => goes[i] ? removeEntry(record, map, entry) : []);
  if (goes.every(Boolean)) return [emptied(record.text, map)];
  if (!map.flow) return entries.flatMap((entry, i) => goes[i] ? removeEntry(record, map, entry) : []);
  const edits: Edit[] = [];
  for (let i = 0; i < entries.length; i++) {
    if (!goes[i]) continue;
    const first = i;
    while (goes[i + 1]) i++;
    const [before, start, last, after] = [entries[first - 1], entries[first], entries[i], entries[i + 1]];
    if (start && after) edits.push({ span: span(start.span.start, after.span.start), text: '' });
    else if (before && last) edits.push({ span: span(before.span.end, last.span.end), text: '' });
  }
  return edits;
}

/** A map without entries, on the line of its key even where it stood below it. */
function emptied(text: string, { span: { start, end } }: MapNode): Edit {
  const last = text[end - 1] === '\n' ? endOfContent(text, end) : end;
  const [gap = ''] = /(?<=:)[ \t]*\r?\n[ \t]*$/.exec(text.slice(Math.max(0, start - 200), start)) ?? [];
  return { span: span(start - gap.length, last), text: gap === '' ? '{}' : ' {}' };
}

function endOfContent(text: string, at: number): number {
  let end = at;
  while (end > 0 && /\s/.test(text[end - 1] ?? '')) end--;
  return end;
}
