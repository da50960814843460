import { isOtherKind, isPolicyRecord } from '../schema/recognise.ts';
import { parseRecord } from '../syntax/parse.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { companionOf, type Companion } from './companions.ts';
import type { Corpus } from './corpus.ts';

/** Reads a Markdown file as a policy record; undefined where it is something else, which is left alone. */
export const intake = (uri: string, text: string): PolicyRecord | undefined => sortOut(uri, text).record;

/** Reads a Markdown file of a library as what it is: a policy record, a file that records may name, or neither. */
export function sortOut(uri: string, text: string): { readonly record?: PolicyRecord; readonly companion?: Companion | undefined } {
  const parsed = parseRecord(uri, text);
  return !parsed ? {} : isPolicyRecord(parsed) ? { record: parsed } : { companion: companionOf(parsed) };
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
