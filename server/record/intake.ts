import { builtInCollections, collectionOf, intendedKind, policies, type Collections } from '../schema/collections.ts';
import { isOtherKind } from '../schema/recognise.ts';
import { parseRecord } from '../syntax/parse.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { companionOf, type Companion } from './companions.ts';
import type { Corpus } from './corpus.ts';

/** A Markdown file of a library as what it is: a policy record, or a file of another collection with what the library keeps of it; neither where it is something else. */
export type Sorted = { readonly record?: PolicyRecord; readonly other?: undefined; readonly companion?: undefined }
  | { readonly record?: undefined; readonly other: PolicyRecord; readonly companion: Companion };

/** Reads a Markdown file as a policy record; undefined where it is something else, which is left alone. */
export const intake = (uri: string, text: string, collections?: Collections): PolicyRecord | undefined => sortOut(uri, text, collections).record;

/** Reads a Markdown file of a library, as the collections of its project have it. */
export function sortOut(uri: string, text: string, collections: Collections = builtInCollections): Sorted {
  const parsed = parseRecord(uri, text);
  const its = parsed && collectionOf(parsed, collections);
  if (!parsed || !its) return {};
  return its.name === policies ? { record: parsed } : { other: parsed, companion: companionOf(parsed, its) };
}

/**
 * Reads a file that is about to become a record or a file of another collection: it stands in a folder of such and has opened its frontmatter. It says too little to
 * be judged yet, but what fits next can be offered.
 */
export function intakeDraft(uri: string, text: string, { records, companions }: Corpus, collections: Collections): PolicyRecord | undefined {
  const record = parseRecord(uri, text);
  if (!record) return undefined;
  const its = intendedKind(record, collections);
  const isBeside = (files: readonly Pick<Companion, 'uri'>[]) => files.some(each => folderOf(each.uri) === folderOf(uri));
  // A project that names the place of its files has none there yet at first.
  if (its.name !== policies) return its.stated || isBeside(companions()) ? record : undefined;
  return isBeside(records()) && !isOtherKind(record) ? record : undefined;
}

const folderOf = (uri: string): string => uri.slice(0, Math.max(uri.lastIndexOf('/'), uri.lastIndexOf('\\')));
