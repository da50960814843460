import type { Span } from '../base/span.ts';
import { entriesBelow, dataOf, type Data, type Entry, type MapNode, type Node, type Path } from '../syntax/tree.ts';
import { removeEntry } from '../syntax/write.ts';
import { example, mend, type Found, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { brief } from './wording.ts';

export const duplicateKey: Rule = {
  id: 'duplicate-key',
  title: { zh: '同一层里每个键只写一次', en: 'A key stands once in its map' },
  why: {
    zh: '同一个键写两次时，有的程序取第一个值，有的取最后一个，有的干脆拒绝整个文件：读者看到哪一个全凭运气。',
    en: 'Of a key that stands twice some programs take the first value, some the last, and some refuse the file: which one a reader sees is a matter of luck.',
  },
  source: sources.notation,
  severity: 'error',
  judges: 'values',
  of: 'any',
  unfinished: true,
  examples: [
    example`
      ---
      analysis: { mrv: { label: 监测 }, market: { label: 交易 } }
      ---
    `,
    example`
      ---
      {
        "title": "碳市场管理办法",
        "year": 2023, "title": "碳市场管理办法（试行）"
                      ^^^^^^^ duplicate-key: The key “title” is a duplicate; it first stands on line 3.
      }
      ---
      ->
      ---
      {
        "title": "碳市场管理办法",
        "year": 2023
      }
      ---
    `,
    example`
      -- en/example.md --
      ---
      {
        'analysis': { 'mrv': { 'label': 'Third-party audit', 'score': 80, 'label': 'Annual report' } },
                                                                          ^^^^^^^ duplicate-key: The key “label” is a duplicate; it first stands on line 3.
      }
      ---
      ->
      ---
      {
        'analysis': { 'mrv': { 'label': 'Third-party audit', 'score': 80 } },
      }
      ---
    `,
    example`
      ---
      title: 地质封存条例
      source: 生态环境部
      year: 2024
      source: 生态环境部
      ^^^^^^ duplicate-key: The key “source” is a duplicate; it first stands on line 3.
      ---
      ->
      ---
      title: 地质封存条例
      source: 生态环境部
      year: 2024
      ---
    `,
  ],

  check(record) {
    // Behind a fence that is not closed stands prose, whose “keys” are none.
    if ((record.fences.close === undefined && record.style === 'block') || !hasTwice(record.root)) return [];
    const found: Found[] = [];
    for (const { map, path } of mapsBelow(record.root)) {
      const firsts = new Map<string, Entry>();
      for (const entry of map.entries) {
        const { name, key } = entry;
        const first = firsts.get(name);
        if (!first) { firsts.set(name, entry); continue; }
        const shown = brief(name);
        const line = record.lines.lineOf(first.key.span.start) + 1;
        found.push({
          span: key.span, path: [...path, name],
          message: { zh: `键“${shown}”重复，首次出现在第 ${line} 行。`, en: `The key “${shown}” is a duplicate; it first stands on line ${line}.` },
          related: [{ uri: record.uri, span: first.key.span, message: { zh: `“${shown}”首次出现在这里。`, en: `“${shown}” first stands here.` } }],
          fixes: [
            mend(record, { zh: `删除这个“${shown}”`, en: `Remove this “${shown}”` }, removeEntry(record, map, entry), { safe: isSame(first, entry), preferred: true }),
            mend(record, { zh: `删除第 ${line} 行的“${shown}”`, en: `Remove “${shown}” on line ${line}` }, removeEntry(record, map, first)),
          ],
        });
      }
    }
    return found;
  },
};

/** Whether any key stands twice: hardly any record has to be gone through for where that is. */
function hasTwice(node: Node | undefined): boolean {
  if (node?.kind === 'seq') return node.items.some(hasTwice);
  if (node?.kind !== 'map') return false;
  for (const { value } of node.entries) if (value && value.kind !== 'scalar' && hasTwice(value)) return true;
  return isRepeating(node.entries);
}

function isRepeating(entries: readonly Entry[]): boolean {
  if (entries.length > few) return new Set(entries.map(({ name }) => name)).size < entries.length;
  for (const one of entries) for (const other of entries) {
    if (other === one) break;
    if (other.name === one.name) return true;
  }
  return false;
}

/** So many keys are sooner compared with each other than put into a set. */
const few = 24;

/** Each map once, with the path to it; what an alias repeats has the same place in the text and is left out. */
function* mapsBelow(root: Node | undefined): Generator<{ readonly map: MapNode; readonly path: Path }> {
  const seen = new Set<Span['start']>();
  for (const { map, path } of entriesBelow(root)) {
    const first = map.entries[0]?.key.span.start;
    if (first === undefined || seen.has(first)) continue;
    seen.add(first);
    yield { map, path: path.slice(0, -1) };
  }
}

const isSame = (a: Entry, b: Entry): boolean => plain(dataOf(a.value)) === plain(dataOf(b.value));
const plain = (data: Data): string => JSON.stringify(data ?? null, (_, value: unknown) => value ?? null);
