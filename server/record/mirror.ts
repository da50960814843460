import { hasHan, type Locale } from '../base/both.ts';
import { apply, type Edit } from '../base/edit.ts';
import { eolOf } from '../base/lines.ts';
import { textOf } from '../base/span.ts';
import { policyReferences } from '../schema/collections.ts';
import { dimensionOf, pillars } from '../schema/knowledge.ts';
import { isTranslated, writtenIn } from '../schema/translated.ts';
import type { Vocabulary } from '../schema/vocabulary.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { Data, Node, Path } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { nameOf } from './corpus.ts';

/** The fields that both files write alike, and those that each writes for its own readers. */
const alike: ReadonlySet<string> = new Set([
  'id', 'year', 'pubDate', 'url', 'legalWeight', 'reviewStatus', 'analysis', 'provenance', 'icvcmCriteria', 'scope', 'sectors', ...policyReferences,
]);
const own: ReadonlySet<string> = new Set(['title', 'description', 'interpretation', 'region', 'tags', 'regulatory', 'impactAnalysis', 'implementationDetails',
  ...pillars.flatMap(({ key, legacyKeys }) => [key, ...legacyKeys])]);
const ofEvolution: ReadonlySet<string> = new Set(['supersedes', 'supersededBy', 'consolidatedFrom', 'currentConsolidatedVersion', 'sourcePublicationDate', 'date']);

/**
 * The text of the file that a record lacks in the other language: the record itself with its shared facts, terms and country in that
 * language, and a gap wherever its readers are told something in words of their own. It keeps every key, the notation and the order.
 */
export function mirrorOf(record: PolicyRecord, vocabulary: Vocabulary): string {
  const to: Locale = record.locale === 'zh' ? 'en' : 'zh';
  const edits = [...changesIn(record.root, [], to, vocabulary)].flatMap(({ path, value }) => setValue(record, path, value));
  return apply(record.text, [...edits, ...narrativeGap(record, to)]);
}

interface Change { readonly path: Path; readonly value: Data }

function* changesIn(node: Node | undefined, path: Path, to: Locale, vocabulary: Vocabulary): Generator<Change> {
  if (node?.kind === 'map') {
    for (const { name, value } of node.entries) yield* changesIn(value, [...path, name], to, vocabulary);
  } else if (node?.kind === 'seq') {
    // A list of texts has no places to fill in, so it is left empty as a whole.
    if (node.items.some(item => item.kind === 'scalar' && isGap(item.value, path, to))) yield { path, value: [] };
    else for (const [i, item] of node.items.entries()) yield* changesIn(item, [...path, i], to, vocabulary);
  } else if (node?.kind === 'scalar' && typeof node.value === 'string' && node.value.trim() !== '') {
    const [field, ...rest] = path;
    if (typeof field === 'string' && rest.length === 0 && isTranslated(field)) yield { path, value: writtenIn(field, node.value, to, vocabulary) ?? '' };
    else if (isGap(node.value, path, to)) yield { path, value: '' };
  }
}

/** Whether a value is told in the words of one language. Of a field that nobody described, the value itself tells. */
function isGap(value: Data, [field, ...rest]: Path, to: Locale): boolean {
  // An English name of a Chinese issuer is fine in both languages, a Chinese one is not.
  if (field === 'source') return to === 'en' && hasHan(String(value));
  if (typeof value !== 'string' || value.trim() === '' || typeof field !== 'string' || alike.has(field) || dimensionOf(field)) return false;
  if (own.has(field)) return true;
  const last = rest.filter(step => typeof step === 'string').at(-1);
  if (field === 'evolution' && last !== undefined && ofEvolution.has(last)) return false;
  if (field === 'evolution' && last !== undefined && ['clusters', 'event', 'effectiveApplicationWindow'].includes(last)) return true;
  return to === 'en' ? hasHan(value) : /^\p{Lu}\p{L}*$/u.test(value.trim()) || (/\s/.test(value.trim()) && /\p{L}{2}/u.test(value));
}

/** In place of the narrative stands a comment that says where to find it; a reader of the site does not see it. */
function narrativeGap(record: PolicyRecord, to: Locale): readonly Edit[] {
  const { text, body } = record;
  const narrative = textOf(text, body);
  if (narrative.trim() === '') return [];
  const eol = eolOf(text);
  return [{ span: body, text: `${/^\s*?(?:\r\n|\r|\n)/.test(narrative) ? eol : ''}${narrativeNote(to, nameOf(record.uri))}${eol}` }];
}

/** The comment that stands where a narrative is still to be written; `from` is the file of the other language that tells it. */
export function narrativeNote(to: Locale, from?: string): string {
  if (from === undefined) return to === 'en' ? '<!-- The narrative is still to be written. -->' : '<!-- 正文待撰写。 -->';
  // Two hyphens would end the comment for some readers of Markdown.
  const name = from.replace(/-(?=[->])/g, '%2D');
  return to === 'en' ? `<!-- The narrative is still to be written, from the Chinese file ${name}. -->` : `<!-- 正文待撰写：请依据英文文件 ${name} 译写。 -->`;
}
