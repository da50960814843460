import { isPolicyRecord } from '../schema/recognise.ts';
import { parseRecord } from '../syntax/parse.ts';
import type { PolicyRecord } from '../syntax/record.ts';

/** Reads a Markdown file as a policy record; undefined where it is something else, which is left alone. */
export function intake(uri: string, text: string): PolicyRecord | undefined {
  const record = parseRecord(uri, text);
  return record && isPolicyRecord(record) ? record : undefined;
}
