import { isOtherKind, isPolicyRecord } from '../schema/recognise.ts';
import { parseRecord } from '../syntax/parse.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { Corpus } from './corpus.ts';

/** Reads a Markdown file as a policy record; undefined where it is something else, which is left alone. */
export function intake(uri: string, text: string): PolicyRecord | undefined {
  const record = parseRecord(uri, text);
  return record && isPolicyRecord(record) ? record : undefined;
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
