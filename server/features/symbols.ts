import type * as lsp from 'vscode-languageserver-types';
import { list, type Locale } from '../base/both.ts';
import { contentEnd, span, within, type Span } from '../base/span.ts';
import { brief } from '../rules/wording.ts';
import { titleOf } from '../schema/describe.ts';
import { dimensionOf, pillars } from '../schema/knowledge.ts';
import { stemOf } from '../syntax/locale.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { entryOf, isEmpty, nodeAt, type Entry, type MapNode, type Node, type Path } from '../syntax/tree.ts';
import { told, write } from './prose.ts';
import { rangeOf } from './ranges.ts';
import { sectionsOf, type Section } from './sections.ts';

/** The protocol's numbers for kinds of symbols (SymbolKind). */
const kinds = { record: 5, text: 15, number: 16, boolean: 17, list: 18, block: 19, nothing: 21, heading: 15 } as const;

/**
 * The outline of a record: its frontmatter under its title, every field by its name in the reader's language with its key and what it says,
 * then the headings of the narrative. Whatever is half typed, each symbol stands within the one above it.
 */
export function documentSymbols(record: PolicyRecord, locale: Locale): lsp.DocumentSymbol[] {
  const { fences, root, lines } = record;
  const [title, id] = ['title', 'id'].map(key => nodeAt(root, [key]));
  const whole = span(fences.open.start, fences.close?.end ?? fences.inner.end);
  const at = [title, id].find(node => node?.kind === 'scalar' && shown(node) !== '')?.span;
  return [
    {
      name: named(shown(title) || shown(id) || stemOf(record.uri)), detail: shown(title) === '' ? '' : shown(id), kind: kinds.record,
      range: rangeOf(lines, whole), selectionRange: rangeOf(lines, at && within(whole, at) ? trimmed(record, at) : fences.open),
      children: root?.kind === 'map' ? fieldsOf(record, root, [], locale) : [],
    },
    ...headingsOf(record, sectionsOf(record)),
  ];
}

/** The fields of a map. What an alias stands for is elsewhere in the file, so it has none here. */
const fieldsOf = (record: PolicyRecord, map: MapNode, path: Path, locale: Locale): lsp.DocumentSymbol[] =>
  map.entries.filter(entry => within(map.span, entry.span) && within(entry.span, entry.key.span)).map(entry => fieldOf(record, entry, [...path, entry.name], locale));

function fieldOf(record: PolicyRecord, { key, name, value, span: at }: Entry, path: Path, locale: Locale): lsp.DocumentSymbol {
  const title = named(titleOf(path)[locale]);
  const isScored = path[0] === 'analysis' && path.length === 2 && dimensionOf(name) !== undefined;
  return {
    name: title, detail: [name, ...sayingOf(value, path, isScored, locale)].filter(part => part !== '' && part !== title).join(' · '),
    kind: isScored ? kinds.number : kindOf(value),
    range: rangeOf(record.lines, trimmed(record, at)), selectionRange: rangeOf(record.lines, key.span),
    children: value?.kind === 'map' && !isScored ? fieldsOf(record, value, path, locale) : [],
  };
}

/** What a field says, in a few words. */
function sayingOf(value: Node | undefined, path: Path, isScored: boolean, locale: Locale): readonly string[] {
  if (value?.kind === 'seq') return [value.items.every(({ kind }) => kind === 'scalar') ? brief(list(value.items.map(shown).filter(Boolean), locale)) : String(value.items.length)];
  if (value?.kind !== 'map') return [brief(shown(value))];
  const of = (field: string): string => brief(shown(entryOf(value, field)?.value));
  if (isScored) return [of('score'), of('label')];
  if (path.length > 1) return [];
  switch (path[0]) {
    case 'regulatory': return [pillarsIn(value)];
    case 'evolution': return [...idsIn('←', entryOf(value, 'supersedes')?.value, locale), ...idsIn('→', entryOf(value, 'supersededBy')?.value, locale)];
    case 'provenance': return [of('reviewer'), of('lastAuditDate')];
    default: return [];
  }
}

/** How many of the seven pillars are filled; nothing where an instrument of a kind of its own says what matters under other keys. */
function pillarsIn(map: MapNode): string {
  const filled = pillars.filter(({ key }) => !isEmpty(entryOf(map, key)?.value)).length;
  return filled === 0 && map.entries.some(({ value }) => !isEmpty(value)) ? '' : `${filled}/${pillars.length}`;
}

function idsIn(arrow: string, node: Node | undefined, locale: Locale): readonly string[] {
  const ids = (node?.kind === 'seq' ? node.items : [node]).map(shown).filter(Boolean);
  return ids.length === 0 ? [] : [brief(`${arrow} ${list(ids, locale)}`)];
}

/** The headings, each with those of lower levels that stand below it. */
function headingsOf(record: PolicyRecord, sections: readonly Section[]): lsp.DocumentSymbol[] {
  const found: lsp.DocumentSymbol[] = [];
  for (let i = 0; i < sections.length;) {
    const section = sections[i];
    if (!section) break;
    let next = i + 1;
    while ((sections[next]?.level ?? 0) > section.level) next++;
    found.push({
      name: named(oneLine(section.title)), detail: '', kind: kinds.heading,
      range: rangeOf(record.lines, section.span), selectionRange: rangeOf(record.lines, trimmed(record, section.heading)),
      children: headingsOf(record, sections.slice(i + 1, next)),
    });
    i = next;
  }
  return found;
}

function kindOf(value: Node | undefined): lsp.SymbolKind {
  if (value?.kind === 'map') return kinds.block;
  if (value?.kind === 'seq') return kinds.list;
  switch (typeof value?.value) {
    case 'string': return kinds.text;
    case 'number': return kinds.number;
    case 'boolean': return kinds.boolean;
    default: return kinds.nothing;
  }
}

/** A single value on one line; nothing for what is none. */
const shown = (node: Node | undefined): string => node?.kind === 'scalar' && node.value !== undefined ? oneLine(String(node.value)) : '';

const oneLine = (text: string): string => write([told(text)], false);

/** Editors refuse a symbol without a name. */
const named = (text: string): string => text.trim() === '' ? '…' : text;

/** Without the blanks and line breaks at its end. */
const trimmed = ({ text }: PolicyRecord, at: Span): Span => span(at.start, Math.max(at.start, contentEnd(text, at)));
