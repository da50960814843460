import { builtInCollections, collectionOf, policies, type Collections } from '../schema/collections.ts';
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
 * Reads a file that is about to become a record: it stands in a folder of records and has opened its frontmatter. It says too little to
 * be judged yet, but what fits next can be offered.
 */
export function intakeDraft(uri: string, text: string, corpus: Corpus): PolicyRecord | undefined {
  const folder = folderOf(uri);
  const record = corpus.records.some(each => folderOf(each.uri) === folder) ? parseRecord(uri, text) : undefined;
  return record && !isOtherKind(record) ? record : undefined;
}

const folderOf = (uri: string): string => uri.slice(0, Math.max(uri.lastIndexOf('/'), uri.lastIndexOf('\\')));
