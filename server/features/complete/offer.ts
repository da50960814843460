import type * as lsp from 'vscode-languageserver-types';
import type { Both, Locale } from '../../base/both.ts';
import { columns } from '../../base/frame.ts';
import { last } from '../../base/last.ts';
import type { Span } from '../../base/span.ts';
import { spellingOf, type Speller } from '../../schema/spelling.ts';
import type { Place } from '../../syntax/at.ts';
import { mannerOf, scalarText, type Manner } from '../../syntax/print.ts';
import type { PolicyRecord } from '../../syntax/record.ts';
import type { Scalar } from '../../syntax/tree.ts';
import { wordKind } from './kinds.ts';
import type { Asked, CompletionOptions } from './asked.ts';
import { wordsOf } from './words.ts';

/** One thing that fits at the cursor, before it is put into the protocol's words. */
export interface Offer {
  readonly label: string;
  /** Shown beside the label. */
  readonly detail?: string;
  /** What is told of it once it is looked at; what takes work to tell is worked out only then. */
  readonly documentation?: string | ((asked: Asked) => string);
  readonly kind: keyof typeof wordKind;
  /** Other words by which a person may look for it: the other language, aliases, titles. */
  readonly alsoFound?: readonly string[];
  /** What an editor matches instead of all these, where the words that are begun are more than a part of the label. */
  readonly foundAs?: string;
  /** The title by which it is found, by each word of it, and whose it is: its words are kept as long as that is. */
  readonly title?: { readonly text: string; readonly of: object };
  /** The value it writes; its quotes, comma and brackets follow from the place. */
  readonly value?: Scalar;
  /** The text it writes, for what is not a single value; with `$0`-like tab stops when `snippet`. */
  readonly text?: string;
  readonly snippet?: true;
  /** What it replaces where that is less than the whole word. */
  readonly replace?: Span;
  readonly preferred?: true;
  /** Whether the list should open again behind it. */
  readonly opensList?: true;
}

/**
 * Puts offers into the protocol's words, in their order. `matched` is the typed text where they were chosen by it already. The range that the first of them
 * replaces is told once for all that replace the same, where the editor takes that; one that replaces something else keeps its own.
 */
export function listOf(asked: Asked, offers: readonly Offer[], isIncomplete: boolean, matched?: string): lsp.CompletionList {
  const { record, place, options } = asked;
  const first = offers[0]?.replace ?? place.token;
  const range = rangeOf(record, first);
  const quote = quoteAt(record, first);
  const { commaBefore } = place;
  const comma = commaBefore === undefined ? undefined : [{ range: rangeOf(record, { start: commaBefore, end: commaBefore }), newText: ',' }];
  const items = offers.map((offer, rank): lsp.CompletionItem => {
    const { start, end } = offer.replace ?? place.token;
    const isShared = start === first.start && end === first.end;
    const newText = offer.text ?? valueText(asked, offer.value);
    const item: lsp.CompletionItem = {
      label: offer.label,
      kind: wordKind[offer.kind],
      sortText: String(rank).padStart(5, '0'),
      // Editors match what is typed from the start of the range, so a quote that is typed must be matched too.
      filterText: `${isShared ? quote : quoteAt(record, { start, end })}${offer.foundAs ?? (matched === undefined ? foundBy(offer, options) : foundAmong(offer, matched))}`,
    };
    // The one stands behind every label, the other opens beside the chosen one; editors show either or both.
    const behind = behindLabel(offer);
    if (behind) item.labelDetails = behind;
    if (offer.detail && !options.lazyDetail) item.detail = offer.detail;
    const documentation = options.lazy ? undefined : documentationOf(offer, asked);
    if (documentation) item.documentation = documentation;
    if (offer.preferred) item.preselect = true;
    if (offer.snippet) item.insertTextFormat = 2;
    // The lines of a block stand where they should already.
    if (options.asIs && /[\r\n]/.test(newText)) item.insertTextMode = 1;
    if (isShared && options.itemDefaults) item.textEditText = newText;
    else item.textEdit = { range: isShared ? range : rangeOf(record, { start, end }), newText };
    if (comma) item.additionalTextEdits = comma;
    if (offer.opensList && options.retrigger) item.command = { title: '', command: 'editor.action.triggerSuggest' };
    return item;
  });
  return { isIncomplete, ...(options.itemDefaults && items.length > 0 ? { itemDefaults: { editRange: range } } : undefined), items };
}

const quoteAt = ({ text }: PolicyRecord, { start, end }: { readonly start: number; readonly end: number }): string => start < end && (text[start] === '"' || text[start] === '\'') ? text[start] : '';

const behindLabels = new WeakMap<Offer, lsp.CompletionItemLabelDetails>();

/** What is shown behind a label is kept for as long as the offer is, which for an id is until its record changes. */
function behindLabel(offer: Offer): lsp.CompletionItemLabelDetails | undefined {
  const { label, detail } = offer;
  if (!detail) return undefined;
  const known = behindLabels.get(offer) ?? { description: shortened(detail, roomBeside(label)) };
  behindLabels.set(offer, known);
  return known;
}

/** What an offer is found by that was chosen by what is typed: that stands first, and no more is needed, as the editor asks again with the next key. */
const foundAmong = ({ label }: Offer, matched: string): string => label.startsWith(matched) ? label : `${matched} ${label}`;

/** How many columns of a list of usual width, which is VS Code's, a label leaves to what stands beside it. */
const roomBeside = (label: string): number => Math.max(14, 52 - columns(label));

/** A text cut off so that it takes no more columns than there are. What is beside a label would otherwise take the label's room. */
function shortened(text: string, room: number): string {
  let [taken, kept] = [0, 0];
  for (const character of text) {
    taken += columns(character);
    if (taken > room) return `${text.slice(0, kept).trimEnd()}…`;
    if (taken < room) kept += character.length;
  }
  return text;
}

/** What is told of an offer once it is looked at, in the protocol's words. */
export function told(offer: Offer, asked: Asked): Pick<lsp.CompletionItem, 'detail' | 'documentation'> {
  const documentation = documentationOf(offer, asked);
  return { ...(offer.detail ? { detail: offer.detail } : {}), ...(documentation ? { documentation } : {}) };
}

function documentationOf({ documentation }: Offer, asked: Asked): lsp.MarkupContent | undefined {
  const value = typeof documentation === 'function' ? documentation(asked) : documentation;
  return value ? { kind: 'markdown', value } : undefined;
}

/**
 * All that an offer is found by, the label first. Editors match the starts of words, and VS Code reads no more than 128 characters; so
 * a title stands there by its words too, and the initials of what is Chinese stand before its spelling in full. VS Code also takes two
 * letters for a slip of the same two in the other order, and only what stands first is sure to win over such a guess.
 */
function foundBy(offer: Offer, { spell = spellingOf, fuzzy }: CompletionOptions): string {
  const words = wordsBy(offer);
  const spelt = [...new Set(words.flatMap(word => spell(word) ?? []))].map(each => each.split(' '));
  const inWords = offer.title && kept(offer.title.of, () => wordsOf(offer.title?.text ?? '').join(' '));
  const initials = spelt.map(([, each = '']) => each);
  const known = [...new Set([...words, ...inWords ? [inWords] : []])];
  return [...fuzzy ? [...initials, ...known] : [...known, ...initials], ...spelt.map(([full = '']) => full)].join(' ');
}

/** All words that an offer is found by in small letters, the label first. No word has a line break, so nothing is found across two of them. */
export const searchedIn = (offer: Offer): string => wordsBy(offer).join('\n').toLowerCase();

/** Where a text in small letters stands in an offer's words: at the start of its label, elsewhere, or nowhere. */
export function placeOf(offer: Offer, typed: string): 'start' | 'within' | undefined {
  const words = searchedIn(offer);
  return words.startsWith(typed) ? 'start' : words.includes(typed) ? 'within' : undefined;
}

/** Whether one of an offer's words is spelt with a text at its start, in full or by initials. */
export const isSpelt = (offer: Offer, typed: string, spell: Speller = spellingOf): boolean =>
  wordsBy(offer).some(word => spell(word)?.split(' ').some(each => each.startsWith(typed)));

const wordsBy = ({ label, alsoFound = [], title }: Offer): readonly string[] => [...new Set([label, ...alsoFound, ...title ? [title.text] : []])];

const titles = new WeakMap<object, string>();

function kept(of: object, make: () => string): string {
  const made = titles.get(of) ?? make();
  titles.set(of, made);
  return made;
}

/** A value as the place wants it: with the quote that is typed, the brackets or the dash of a list that is not yet opened, and the comma that is missing. */
function valueText({ record, place, shape, lead }: Asked, value: Scalar): string {
  const manner = mannerFor(record);
  const bare = scalarText(inFlow(manner, place), value, place.quote === '"' ? 'double' : place.quote === '\'' ? 'single' : undefined);
  const listed = shape?.type === 'array' ? `[${bare}]` : bare;
  return `${place.blankBefore ? ' ' : ''}${lead}${listed}${place.commaAfter ? ',' : ''}`;
}

const mannerFor = last(mannerOf);

/** Between braces inside a block record, values follow the rules of braces. */
const inFlow = (manner: Manner, place: Place): Manner => place.flow && manner.style === 'block' ? { ...manner, style: 'flow' } : manner;

/** A span as the protocol counts it. */
export function rangeOf(record: PolicyRecord, { start, end }: { readonly start: number; readonly end: number }): lsp.Range {
  return { start: record.lines.at(start), end: record.lines.at(end) };
}

/** A text in the reader's language first, the other behind it where that is another one. */
export const inBoth = (text: Both, locale: Locale): string => [...new Set([text[locale], text[locale === 'zh' ? 'en' : 'zh']])].join('\n\n');
