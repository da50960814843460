import type { Edit } from '../base/edit.ts';
import { apply } from '../base/edit.ts';
import { span, textOf, type Span } from '../base/span.ts';
import { anchorsIn, type Anchor } from '../syntax/anchors.ts';
import { difference } from '../syntax/inturn.ts';
import { parseRecord } from '../syntax/parse.ts';
import { mannerOf, mannerWithin, scalarText } from '../syntax/print.ts';
import { isBroken, type PolicyRecord } from '../syntax/record.ts';
import { dataOf, nodeAt, type Data, type Entry, type Node, type Path } from '../syntax/tree.ts';
import { removeAt, setValue } from '../syntax/write.ts';
import { example, mend, type Fix, type Found, type Rule } from './rule.ts';
import { aliasesIn, entriesIn } from './scalars.ts';
import { sources } from './sources.ts';
import { frontmatterOf } from './texts.ts';

/** How many values are written out by one fix; each may take as long as reading the record. */
const mostWritten = 40;

export const aliasInRecord: Rule = {
  id: 'alias-in-record',
  title: { zh: '每个值都写在它所在的地方', en: 'Each value is written where it stands' },
  why: {
    zh: '锚点、别名和“<<”让一处改动悄悄改变别处，编辑、比对和翻译工具大多不认识它们；合并键更是只有部分程序会合并。',
    en: 'With anchors, aliases and “<<” a change in one place silently changes another, and most tools that edit, compare or translate records do not know them; keys merged by “<<” are merged by some programs only.',
  },
  source: sources.readers,
  severity: 'warning',
  judges: 'values',
  of: 'any',
  examples: [
    example`
      ---
      { "title": "R&D *试点* 与 <<封存>>", "source": "&x", "url": "*x" }
      ---
    `,
    example`
      ---
      title: R&D 计划 *试点*
      source: '*能源部'
      description: "&a"
      ---
    `,
    example`
      ---
      pubDate: &day '2024-10-01'
      provenance:
        lastAuditDate: *day
                       ^^^^ alias-in-record: The alias *day stands in place of a value that is written elsewhere.
      ---
      ->
      ---
      pubDate: '2024-10-01'
      provenance:
        lastAuditDate: '2024-10-01'
      ---
    `,
    example`
      -- en/example.md --
      ---
      {
        'analysis': { 'mrv': &same { 'score': 60 }, 'market': *same },
                                                              ^^^^^ alias-in-record: The alias *same stands in place of a value that is written elsewhere.
        'source': &issuer 'Ministry of Energy',
                  ^^^^^^^ alias-in-record: Nothing refers to the anchor &issuer.
      }
      ---
      ->
      ---
      {
        'analysis': { 'mrv': { 'score': 60 }, 'market': { 'score': 60 } },
        'source': 'Ministry of Energy',
      }
      ---
    `,
    example`
      ---
      analysis:
        mrv: &base
          score: 60
          label: 年度报告
        market:
          <<: *base
          ^^ alias-in-record: The keys of another map are merged in by “<<”, which only some programs do.
          label: 全国碳市场
        strategic: *base
                   ^^^^^ alias-in-record: The alias *base stands in place of a value that is written elsewhere.
      ---
      ->
      ---
      analysis:
        mrv:
          score: 60
          label: 年度报告
        market:
          label: 全国碳市场
          score: 60
        strategic:
          score: 60
          label: 年度报告
      ---
    `,
    example`
      ---
      evolution: { <<: { clusters: [碳市场] }, supersedes: [] }
                   ^^ alias-in-record: The keys of another map are merged in by “<<”, which only some programs do.
      ---
      ->
      ---
      evolution: { clusters: [碳市场], supersedes: [] }
      ---
    `,
  ],

  check(record) {
    if (record.style === 'json' || isBroken(record) || !sign.test(frontmatterOf(record))) return [];
    const uses = usesIn(record);
    const anchors = anchorsIn(record);
    const fixes = new Map<string, readonly Fix[]>();
    // All uses of an anchor are written out together: as long as one is left, the anchor has to stay.
    const fixesOf = (use: Use): readonly Fix[] => {
      const key = use.anchors.length > 0 ? use.anchors.join(' ') : use.path.join('.');
      const made = fixes.get(key) ?? writtenOut(record, uses.filter(each => each === use || each.anchors.some(name => use.anchors.includes(name))));
      fixes.set(key, made);
      return made;
    };
    const found: Found[] = [];
    for (const use of uses) found.push(foundAt(record, use, anchors, fixesOf(use)));
    const used = new Set(uses.flatMap(use => use.anchors));
    for (const anchor of anchors) {
      if (used.has(anchor.name)) continue;
      found.push({
        span: anchor.span, path: pathOf(record, anchor),
        message: { zh: `没有别名引用锚点 &${anchor.name}。`, en: `Nothing refers to the anchor &${anchor.name}.` },
        fixes: [mend(record, { zh: '删除锚点', en: 'Remove the anchor' }, [without(record, anchor)], { safe: true, preferred: true })],
      });
    }
    return found;
  },
};

/** What may be an anchor, an alias or a merge key. In the middle of a word, as in R&D, stands none. */
const sign = /(?<![^\s,[\]{}:])[&*][^\s,[\]{}]|<</;

/** An alias as a value or key, or a merge key with the aliases behind it. */
interface Use { readonly kind: 'value' | 'key' | 'merge'; readonly span: Span; readonly path: Path; readonly node: Node | undefined; readonly anchors: readonly string[] }

function usesIn(record: PolicyRecord): readonly Use[] {
  const nameOf = ({ span: { start, end } }: { readonly span: Span }) => record.text.slice(start + 1, end);
  const merges: Use[] = [];
  const keys: Use[] = [];
  for (const { entry, path } of entriesIn(record)) {
    if (isMerge(entry)) merges.push({ kind: 'merge', span: entry.key.span, path, node: entry.value, anchors: [...new Set(aliasesWithin(record, path).map(({ node }) => nameOf(node)))] });
    else if (/^\*[^\s,[\]{}:]+$/.test(textOf(record.text, entry.key.span))) keys.push({ kind: 'key', span: entry.key.span, path, node: entry.key, anchors: [nameOf(entry.key)] });
  }
  const merged = (path: Path) => merges.some(merge => merge.path.every((step, i) => path[i] === step));
  const values = aliasesIn(record).filter(({ path }) => !merged(path)).map(({ node, path }): Use => ({ kind: 'value', span: node.span, path, node, anchors: [nameOf(node)] }));
  return [...merges, ...keys, ...values];
}

const isMerge = ({ name, key }: Entry): boolean => name === '<<' && key.form === 'plain';

const aliasesWithin = (record: PolicyRecord, path: Path) => aliasesIn(record).filter(alias => path.every((step, i) => alias.path[i] === step));

function foundAt(record: PolicyRecord, use: Use, anchors: readonly Anchor[], fixes: readonly Fix[]): Found {
  const meant = anchors.filter(({ name, span: at }) => use.anchors.includes(name) && at.start < use.span.start).slice(-1);
  const alias = textOf(record.text, use.span);
  return {
    span: use.span, path: use.path, fixes,
    message: use.kind === 'merge' ? { zh: '“<<”把另一个映射的键合并进来，只有部分程序会这样做。', en: 'The keys of another map are merged in by “<<”, which only some programs do.' }
      : { zh: `别名 ${alias} 代替了写在别处的值。`, en: `The alias ${alias} stands in place of a value that is written elsewhere.` },
    related: meant.map(({ name, span: at }) => ({ uri: record.uri, span: at, message: { zh: `锚点 &${name} 在这里。`, en: `The anchor &${name} is here.` } })),
  };
}

/** The fix that writes out some uses and takes away the anchors that nothing else refers to; none where a use cannot be written out, such as a key, or an entry that an earlier one of the same name hides. */
function writtenOut(record: PolicyRecord, uses: readonly Use[]): readonly Fix[] {
  if (uses.length > mostWritten || uses.some(use => nodeAt(record.root, use.path) !== use.node)) return [];
  const names = new Set(uses.flatMap(use => use.anchors));
  const simple = uses.flatMap((use): readonly Edit[] => use.kind === 'value' && use.node?.kind === 'scalar' ? [valueEdit(record, use.path, use.node)] : []);
  let now = parseRecord(record.uri, apply(record.text, simple));
  for (const use of uses) {
    if (!now) break;
    if (use.kind === 'merge') now = withoutMerge(now, use.path);
    else if (use.node?.kind !== 'scalar') now = rewritten(now, use.path, dataOf(use.node));
  }
  if (!now || isBroken(now)) return [];
  const left = new Set(usesIn(now).flatMap(use => use.anchors));
  const gone = (made: PolicyRecord) => anchorsIn(made).filter(({ name }) => names.has(name) && !left.has(name)).map(anchor => without(made, anchor));
  const edits = simple.length === uses.length ? [...simple, ...gone(record)] : difference(record.text, apply(now.text, gone(now)));
  const count = uses.length;
  const title = count === 1 ? { zh: '把值写在这里', en: 'Write the value here' } : { zh: `把值写到 ${count} 处`, en: `Write the value in all ${count} places` };
  return [mend(record, title, edits, { safe: true, preferred: true })];
}

function valueEdit(record: PolicyRecord, path: Path, node: Node & { readonly kind: 'scalar' }): Edit {
  const parent = nodeAt(record.root, path.slice(0, -1));
  const manner = parent && parent.kind !== 'scalar' ? mannerWithin(mannerOf(record), parent) : mannerOf(record);
  return { span: node.span, text: scalarText(manner, node.value) };
}

/** Writes a map or list where an alias stood for it. Its place is emptied first, as the alias already has the same content. */
function rewritten(record: PolicyRecord, path: Path, data: Data): PolicyRecord | undefined {
  const emptied = parseRecord(record.uri, apply(record.text, setValue(record, path, '')));
  return emptied && parseRecord(record.uri, apply(emptied.text, setValue(emptied, path, data)));
}

/** Merges by hand what a merge key would: the map's own keys win, and of several maps the first. */
function withoutMerge(record: PolicyRecord, path: Path): PolicyRecord | undefined {
  const value = nodeAt(record.root, path);
  const above = path.slice(0, -1);
  const map = nodeAt(record.root, above);
  const sources = value?.kind === 'seq' ? value.items : value ? [value] : [];
  if (map?.kind !== 'map' || sources.length === 0) return undefined;
  const merged = new Map<string, Node | undefined>();
  for (const source of sources) {
    if (source.kind !== 'map' || source.entries.some(isMerge)) return undefined;
    for (const entry of source.entries) if (!map.entries.some(({ name }) => name === entry.name) && !merged.has(entry.name)) merged.set(entry.name, entry.value);
  }
  let now: PolicyRecord | undefined = record;
  // The key goes last, so that the map keeps its braces or its indentation.
  for (const [name, node] of merged) now = now && parseRecord(now.uri, apply(now.text, setValue(now, [...above, name], dataOf(node))));
  return now && parseRecord(now.uri, apply(now.text, removeAt(now, path)));
}

/** Takes an anchor away with the blank that parts it from what is around it. One on nothing between commas is an item, and without it the list would have a hole. */
function without({ text }: PolicyRecord, { span: { start, end } }: Anchor): Edit {
  if (/[[,]\s*$/.test(text.slice(Math.max(0, start - 100), start)) && /^\s*[,\]]/.test(text.slice(end, end + 100))) return { span: span(start, end), text: 'null' };
  const [behind] = /^[ \t]+(?=\S)/.exec(text.slice(end)) ?? [];
  if (behind !== undefined) return { span: span(start, end + behind.length), text: '' };
  const [, before = ''] = /\S([ \t]+)$/.exec(text.slice(Math.max(0, start - 100), start)) ?? [];
  return { span: span(start - before.length, end), text: '' };
}

/** The field whose value an anchor names. */
function pathOf(record: PolicyRecord, { span: at }: Anchor): Path {
  let path: Path = [];
  for (const { entry, path: own } of entriesIn(record)) if (entry.key.span.start <= at.end && at.start < entry.span.end) path = own;
  return path;
}
