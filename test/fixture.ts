import { apply } from '../server/base/edit.ts';
import { corpusOf } from '../server/record/corpus.ts';
import { factsOf } from '../server/record/facts.ts';
import { plainChanges } from '../server/rules/changes.ts';
import { uriIn, type File } from '../server/rules/library.ts';
import type { Change, Finding, Fix, World } from '../server/rules/rule.ts';
import { noProject } from '../server/schema/project.ts';
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
  return { corpus: corpusOf(records.map(factsOf)), today: '2026-11-20', author, project: noProject() };
}

/** A library in memory after a fix, by file name. */
export function afterFix(files: readonly File[], { changes }: Fix): readonly File[] {
  const texts = new Map(files.map(({ file, text }) => [uriIn(file), text]));
  const plain = plainChanges(changes, uri => texts.get(uri));
  if (!plain) throw new Error('A file that a fix changes is not there');
  for (const change of plain) {
    if (change.kind === 'rename') {
      texts.set(change.to, texts.get(change.uri) ?? '');
      texts.delete(change.uri);
    } else texts.set(change.uri, change.kind === 'create' ? change.text : apply(texts.get(change.uri) ?? '', change.edits));
  }
  return [...texts].map(([uri, text]) => ({ file: uri.slice(uriIn('').length), text }));
}

/** Findings with all that their fixes change, worked out. */
export const workedOut = (findings: readonly Finding[]): readonly Finding[] =>
  findings.map(finding => ({ ...finding, fixes: finding.fixes.map(({ title, detail, changes, safe, preferred }): Fix => ({ title, changes, safe, ...detail ? { detail } : {}, ...preferred === undefined ? {} : { preferred } })) }));

/** The text of a record after a fix. */
export const fixed = (text: string, uri: string, fix: Fix): string =>
  apply(text, fix.changes.flatMap((change: Change) => change.kind === 'edit' && change.uri === uri ? change.edits : []));
