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
  if (goes.every(Boolean)) return [{ span: record.text[map.span.end - 1] === '\n' ? span(map.span.start, endOfContent(record.text, map.span.end)) : map.span, text: '{}' }];
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

function endOfContent(text: string, at: number): number {
  let end = at;
  while (end > 0 && /\s/.test(text[end - 1] ?? '')) end--;
  return end;
}
