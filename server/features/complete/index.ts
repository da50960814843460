import type * as lsp from 'vscode-languageserver-types';
import type { World } from '../../rules/rule.ts';
import { describe } from '../../schema/describe.ts';
import { placeAt, type Place } from '../../syntax/at.ts';
import type { PolicyRecord } from '../../syntax/record.ts';
import type { Asked, CompletionOptions } from './asked.ts';
import { criteriaFor } from './criteria.ts';
import { datesFor } from './dates.ts';
import { idsFor } from './ids.ts';
import { keysFor } from './keys.ts';
import { peopleFor } from './people.ts';
import { termsFor } from './terms.ts';
import { documented, itemOf, type Offer } from './offer.ts';

/** A list of what fits, and what can be told of one of it by its place in the list. */
export interface Completion { readonly list: lsp.CompletionList; readonly explain: (n: number) => Pick<lsp.CompletionItem, 'documentation'> }

/** What fits at the cursor: keys, words of a vocabulary, ids, criteria, dates, names. Nothing in the narrative. */
export function complete(world: World, record: PolicyRecord, offset: number, options: CompletionOptions): Completion {
  const place = meantPlace(placeAt(record, offset));
  if (!place) return { list: { isIncomplete: false, items: [] }, explain: () => ({}) };
  const asked: Asked = { world, record, place, options };
  const offers: Offer[] = place.kind === 'key' ? [...keysFor(asked)]
    : [...termsFor(asked), ...idsFor(asked), ...criteriaFor(asked), ...datesFor(asked), ...peopleFor(asked)];
  return {
    list: listOf(offers.map((offer, i) => itemOf(asked, offer, i)), options),
    explain: n => { const offer = offers[n]; return offer ? documented(offer) : {}; },
  };
}

/** A word on its own line under a key that wants a single value is that value, although by its place it could be a key. */
function meantPlace(place: Place | undefined): Place | undefined {
  if (!place || place.kind !== 'key' || place.path.length === 0 || place.flow) return place;
  const type = describe(place.path)?.type;
  return type === 'object' || type === undefined ? place : type === 'array' ? undefined : { ...place, kind: 'value' };
}

function listOf(items: readonly lsp.CompletionItem[], { itemDefaults }: CompletionOptions): lsp.CompletionList {
  const first = items[0]?.textEdit;
  if (!itemDefaults || !first || !('range' in first)) return { isIncomplete: false, items: [...items] };
  return {
    isIncomplete: false,
    itemDefaults: { editRange: first.range },
    items: items.map(({ textEdit, ...item }) => ({ ...item, ...(textEdit ? { textEditText: textEdit.newText } : {}) })),
  };
}
