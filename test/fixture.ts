import { apply } from '../server/base/edit.ts';
import { corpusOf } from '../server/record/corpus.ts';
import { factsOf } from '../server/record/facts.ts';
import type { Change, Fix, World } from '../server/rules/rule.ts';
import { parseRecord } from '../server/syntax/parse.ts';
import type { PolicyRecord } from '../server/syntax/record.ts';

/** A small library in memory: file names to texts. */
export type Files = Readonly<Record<string, string>>;

/** Reads a text as a record; a text without frontmatter is a mistake in the test. */
export function record(text: string, file = 'zh/example.md'): PolicyRecord {
  const made = parseRecord(`file:///library/${file}`, text);
  if (!made) throw new Error(`No frontmatter in ${file}`);
  return made;
}

/** The world of a small library. The day is fixed so that no test changes its mind overnight. */
export function world(records: readonly PolicyRecord[], author?: string): World {
  return { corpus: corpusOf(records.map(factsOf)), today: '2026-11-20', author };
}

/** The text of a record after a fix. */
export const fixed = (text: string, uri: string, fix: Fix): string =>
  apply(text, fix.changes.flatMap((change: Change) => change.kind === 'edit' && change.uri === uri ? change.edits : []));
