import type * as lsp from 'vscode-languageserver-types';
import type { Both, Locale } from '../base/both.ts';
import type { Span } from '../base/span.ts';
import { filesNamed } from '../record/collected.ts';
import { knownFacts } from '../record/corpus.ts';
import { namingsIn } from '../record/links.ts';
import { criteriaIn } from '../record/mentions.ts';
import { isAddress } from '../rules/address.ts';
import type { World } from '../rules/rule.ts';
import { kindOf } from '../schema/collections.ts';
import type { Criterion } from '../schema/knowledge.ts';
import { isSafeId } from '../schema/ids.ts';
import { charactersOf } from '../syntax/characters.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { nodeAt, wholeText, type Node, type TextNode } from '../syntax/tree.ts';
import { explained, type DefinitionOptions } from './definition.ts';
import { rangeOf } from './ranges.ts';

/**
 * What a record leads to: the addresses in its frontmatter, the records that it names, and the criteria it cites. Editors find the
 * addresses and the Markdown links of a narrative by themselves.
 */
export function links(world: World, record: PolicyRecord, options: DefinitionOptions): readonly lsp.DocumentLink[] {
  const found = [...addresses(record, options.locale), ...records(world, record, options.locale), ...criteria(record, options)];
  const taken: Span[] = [];
  return found.filter(({ at }) => {
    if (taken.some(each => each.start < at.end && at.start < each.end)) return false;
    taken.push(at);
    return true;
  }).sort((a, b) => a.at.start - b.at.start).map(({ at, target, tooltip }) => ({ range: rangeOf(record.lines, at), target, tooltip }));
}

/** A stretch of a record that leads somewhere. */
interface Link { readonly at: Span; readonly target: string; readonly tooltip: string }

function* addresses(record: PolicyRecord, locale: Locale): Generator<Link> {
  const official = nodeAt(record.root, ['url']);
  for (const node of valuesBelow(record.root)) {
    if (!/https?:/i.test(node.value)) continue;
    const characters = charactersOf(record.text, node);
    for (const { index, 0: found } of characters.text.matchAll(node === official ? unbroken : address)) {
      const target = found.replace(closing, '');
      if (isAddress(target)) yield { at: characters.sourceOf(index, index + target.length), target, tooltip: inBrowser[locale] };
    }
  }
}

/** In its own field an address may hold any character, as paths of Chinese sites do. */
const unbroken = /https?:\/\/\S+/gi;
/** In a sentence it ends before a bracket or a mark that is not ASCII's; round brackets that close again are its own. */
const address = /https?:\/\/(?:[^\s<>"'`“”‘’「」『』《》〈〉【】（）()[\]{}|\\，。；：、！？…]|\([^\s()（），。；：、]*\))+/gi;
/** Marks at the end belong to the sentence around it. */
const closing = /[.,;:!?'"*_~。，；：、！？…”’》」』】]+$/u;

function* records(world: World, record: PolicyRecord, locale: Locale): Generator<Link> {
  const { corpus, project: { collections } } = world;
  const near = knownFacts(corpus, record);
  const its = kindOf(record, collections);
  for (const { kind, of, id, span: at } of namingsIn(record, undefined, its)) {
    const named = kind !== 'reference' && kind !== 'text' ? [] : filesNamed(corpus, collections, its, of, id, near);
    const other = named.find(({ uri }) => uri !== record.uri);
    if (other) yield { at, target: other.uri, tooltip: recordOf(id)[locale] };
  }
}

function* criteria(record: PolicyRecord, options: DefinitionOptions): Generator<Link> {
  for (const { criterion, span: at } of criteriaIn(record)) {
    for (const { uri, heading } of explained('icvcm', criterion.id, options)) yield { at, target: `${uri}#L${heading.start.line + 1}`, tooltip: criterionIn(criterion)[options.locale] };
  }
}

function* valuesBelow(node: Node | undefined): Generator<TextNode> {
  const text = wholeText(node);
  if (text) yield text;
  if (node?.kind === 'seq') for (const item of node.items) yield* valuesBelow(item);
  if (node?.kind === 'map') for (const { value } of node.entries) yield* valuesBelow(value);
}

const inBrowser: Both = { zh: '在浏览器中打开', en: 'Open in the browser' };

/** Editors may render what they show of a link, so no id is shown that could be more than its letters. */
const recordOf = (id: string): Both => isSafeId(id) ? { zh: `打开记录 ${id}`, en: `Open the record ${id}` } : { zh: '打开记录', en: 'Open the record' };
const criterionIn = ({ id, title }: Criterion): Both => ({ zh: `查看 ICVCM ${id} ${title.zh}`, en: `Show ICVCM ${id} ${title.en}` });
