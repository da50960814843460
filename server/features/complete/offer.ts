import type * as lsp from 'vscode-languageserver-types';
import type { Both, Locale } from '../../base/both.ts';
import type { Span } from '../../base/span.ts';
import { describe } from '../../schema/describe.ts';
import { spellingOf } from '../../schema/spelling.ts';
import type { Place } from '../../syntax/at.ts';
import { mannerOf, scalarText, type Manner } from '../../syntax/print.ts';
import type { PolicyRecord } from '../../syntax/record.ts';
import type { Scalar } from '../../syntax/tree.ts';
import { wordKind } from './kinds.ts';
import type { Asked, CompletionOptions } from './asked.ts';

/** One thing that fits at the cursor, before it is put into the protocol's words. */
export interface Offer {
  readonly label: string;
  /** Shown beside the label. */
  readonly detail?: string;
  /** What is told of it once it is looked at; what takes work to tell is worked out only then. */
  readonly documentation?: string | (() => string);
  readonly kind: keyof typeof wordKind;
  /** Other words by which a person may look for it: the other language, aliases, titles. */
  readonly alsoFound?: readonly string[];
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

/** Puts an offer into the protocol's words; `rank` keeps the order in which offers were made. */
export function itemOf({ record, place, options }: Asked, offer: Offer, rank: number): lsp.CompletionItem {
  const target = offer.replace ?? place.token;
  const newText = offer.text ?? valueText(record, place, offer.value);
  const typed = record.text.slice(target.start, target.end);
  const commaBefore = place.commaBefore;
  return {
    label: offer.label,
    kind: wordKind[offer.kind],
    sortText: String(rank).padStart(5, '0'),
    // Editors match what is typed from the start of the range, so a quote that is typed must be matched too.
    filterText: [/^["']/.exec(typed)?.[0] ?? '', ...foundBy(offer, options)].join(''),
    // The one stands behind every label, the other opens beside the chosen one; editors show either or both.
    ...(offer.detail ? { detail: offer.detail, labelDetails: { description: offer.detail } } : {}),
    ...(options.lazy ? {} : documented(offer)),
    ...(offer.preferred ? { preselect: true } : {}),
    ...(offer.snippet ? { insertTextFormat: 2 as const } : {}),
    // The lines of a block stand where they should already.
    ...(options.asIs && /[\r\n]/.test(newText) ? { insertTextMode: 1 as const } : {}),
    textEdit: { range: rangeOf(record, target), newText },
    ...(commaBefore === undefined ? {} : { additionalTextEdits: [{ range: rangeOf(record, { start: commaBefore, end: commaBefore }), newText: ',' }] }),
    ...(offer.opensList && options.retrigger ? { command: { title: '', command: 'editor.action.triggerSuggest' } } : {}),
  };
}

/** What is told of an offer, in the protocol's words. */
export function documented({ documentation }: Offer): Pick<lsp.CompletionItem, 'documentation'> {
  const value = typeof documentation === 'function' ? documentation() : documentation;
  return value ? { documentation: { kind: 'markdown', value } } : {};
}

/** The label and the other words by which an offer is found, each but the first behind a blank, and how those in Chinese are spelt. */
function foundBy({ label, alsoFound = [] }: Offer, { spell = spellingOf }: CompletionOptions): readonly string[] {
  const words = [...new Set([label, ...alsoFound])];
  return [...words, ...new Set(words.flatMap(word => spell(word) ?? []))].map((word, i) => i === 0 ? word : ` ${word}`);
}

/** A value as the place wants it: with the quote that is typed, the brackets of a list that is not yet opened, and the comma that is missing. */
function valueText(record: PolicyRecord, place: Place, value: Scalar): string {
  const manner = mannerOf(record);
  const bare = scalarText(inFlow(manner, place), value, place.quote === '"' ? 'double' : place.quote === '\'' ? 'single' : undefined);
  const listed = describe(place.path)?.type === 'array' ? `[${bare}]` : bare;
  return `${place.blankBefore ? ' ' : ''}${listed}${place.commaAfter ? ',' : ''}`;
}

/** Between braces inside a block record, values follow the rules of braces. */
const inFlow = (manner: Manner, place: Place): Manner => place.flow && manner.style === 'block' ? { ...manner, style: 'flow' } : manner;

/** A span as the protocol counts it. */
export function rangeOf(record: PolicyRecord, { start, end }: { readonly start: number; readonly end: number }): lsp.Range {
  return { start: record.lines.at(start), end: record.lines.at(end) };
}

/** A text in the reader's language first, the other behind it. */
export const inBoth = (text: Both, locale: Locale): string => `${text[locale]}\n\n${text[locale === 'zh' ? 'en' : 'zh']}`;

/** Keeps a value from being read as Markdown. */
export const plainText = (text: string): string => text.replace(/[\\`*_{}[\]()#+.!|<>~-]/g, '\\$&');
