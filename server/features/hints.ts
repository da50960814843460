import type * as lsp from 'vscode-languageserver-types';
import { hasHan, type Both, type Locale } from '../base/both.ts';
import { contentEnd, span, type Span } from '../base/span.ts';
import { knownFacts } from '../record/corpus.ts';
import type { Facts } from '../record/facts.ts';
import { companionsNamed, recordsNamed } from '../record/collected.ts';
import { idOf, type Named } from '../record/companions.ts';
import { namedAt } from '../record/links.ts';
import { isBlankWord } from '../rules/language.ts';
import type { World } from '../rules/rule.ts';
import { brief } from '../rules/wording.ts';
import { kindOf, policies, type Collection } from '../schema/collections.ts';
import { bands, dimensionOf, pillars } from '../schema/knowledge.ts';
import { controlled } from '../schema/vocabulary.ts';
import { behindColon } from '../syntax/insert.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { entriesBelow, entryOf, wholeText, type Entry, type Node, type Path } from '../syntax/tree.ts';
import { meets } from './ranges.ts';

/** What can be shown beside the values of a record, each to be switched by itself. */
export type HintKind = 'titles' | 'terms' | 'pillars' | 'bands';

/**
 * What a value means, shown behind it within a stretch of a record: the title of a record beside its id, a controlled word in the other
 * language, how many pillars are answered, and the band of a score. Nothing is shown beside a value that is broken or means nothing known.
 */
export function inlayHints(world: World, record: PolicyRecord, within: Span, kinds: ReadonlySet<HintKind>, locale: Locale): readonly lsp.InlayHint[] {
  const near = knownFacts(world.corpus, record);
  const its = kindOf(record, world.project.collections);
  const found: Hint[] = [];
  for (const { entry, path } of entriesBelow(record.root)) {
    // An entry that holds others may begin far above.
    if (!meets(entry.span, within)) continue;
    const of = kinds.has('titles') ? namedAt(its, path) : undefined;
    if (of !== undefined) found.push(...titles(world, near, its, of, entry.value, within));
    if (kinds.has('terms') && path.length === 1) found.push(...terms(world, path, entry.value));
    if (kinds.has('pillars') && path.length === 1 && entry.name === 'regulatory') found.push(...filled(record.text, entry, locale));
    if (kinds.has('bands')) found.push(...band(path, entry.value, locale));
  }
  return found.map(({ at, label, tooltip }) => ({ at: contentEnd(record.text, at), label, tooltip })).filter(({ at }) => meets(within, span(at, at)))
    .map(({ at, label, tooltip }) => ({ position: record.lines.at(at), label, tooltip, paddingLeft: true }));
}

/** A hint behind a stretch of text. Its words are shown as they are: a plain text is no Markdown. */
interface Hint { readonly at: Span; readonly label: string; readonly tooltip: string }

/** The titles of the files that a value names; of a long list those within a stretch. */
function titles(world: World, near: Facts, its: Collection, of: string, node: Node | undefined, within: Span): readonly Hint[] {
  if (node?.kind === 'seq') return node.items.flatMap(item => meets(item.span, within) ? titles(world, near, its, of, item, within) : []);
  const id = node?.kind === 'scalar' && !node.broken ? idOf(node.value) : undefined;
  if (!node || id === undefined) return [];
  const { corpus, project: { collections } } = world;
  const [record] = of === policies ? recordsNamed(corpus, collections, its, id, near) : [];
  const named: Named | undefined = record ?? companionsNamed(corpus, collections, of, id, near)[0];
  const title = brief(named?.title ?? '');
  return named && title !== '' ? [{ at: node.span, label: title, tooltip: [named.title ?? '', [named.country, record?.category, record?.status].filter(Boolean).join(' · ')].filter(Boolean).join('\n') }] : [];
}

/** The word that the other language has for a value; of one that both write alike, its name in the language it is not written in. */
function terms({ project: { vocabulary } }: World, [name]: Path, node: Node | undefined): readonly Hint[] {
  const whole = wholeText(node);
  if (!whole) return [];
  const other: Locale = hasHan(whole.value) ? 'en' : 'zh';
  const field = controlled.find(each => each === name);
  if (field) {
    const [term, ...others] = vocabulary.meantBy(field, whole.value);
    const label = term && others.length === 0 ? term.written[other] === whole.value.trim() ? term.name[other] : term.written[other] : '';
    return term && label !== '' && label !== whole.value.trim() ? [{ at: whole.span, label, tooltip: both(term.meaning, other) }] : [];
  }
  const jurisdiction = name === 'country' ? vocabulary.jurisdictionOf(whole.value) : undefined;
  return jurisdiction && jurisdiction[other] !== whole.value.trim() ? [{ at: whole.span, label: jurisdiction[other], tooltip: both(jurisdiction, other) }] : [];
}

/** A pillar is answered once it holds more than a word that stands for an answer yet to come. */
function filled(text: string, entry: Entry, locale: Locale): readonly Hint[] {
  const colon = behindColon(text, entry);
  if (entry.value?.kind !== 'map' || colon === undefined) return [];
  const isAnswered = (key: string) => { const value = wholeText(entryOf(entry.value, key)?.value)?.value.trim(); return value !== undefined && value !== '' && !isBlankWord(value); };
  const open = pillars.filter(({ key }) => !isAnswered(key));
  const tooltip = open.length === 0 ? allAnswered[locale] : `${stillOpen[locale]}${open.map(pillar => pillar[locale]).join(locale === 'zh' ? '、' : ', ')}`;
  return [{ at: span(entry.key.span.start, colon), label: `${pillars.length - open.length}/${pillars.length}`, tooltip }];
}

function band([block, name, field]: Path, node: Node | undefined, locale: Locale): readonly Hint[] {
  if (block !== 'analysis' || typeof name !== 'string' || !dimensionOf(name) || field !== 'score' || node?.kind !== 'scalar' || typeof node.value !== 'number') return [];
  const { value } = node;
  const found = Number.isInteger(value) ? bands.find(({ from, to }) => from <= value && value <= to) : undefined;
  return found ? [{ at: node.span, label: found[locale], tooltip: `${found.from}–${found.to}${locale === 'zh' ? '：' : ': '}${found.meaning[locale]}` }] : [];
}

const both = (text: Both, first: Locale): string => [...new Set([text[first], text[first === 'zh' ? 'en' : 'zh']])].filter(Boolean).join('\n');

const stillOpen: Both = { zh: '待填：', en: 'Still open: ' };
const allAnswered: Both = { zh: '七项支柱均已填写。', en: 'All seven pillars are answered.' };
