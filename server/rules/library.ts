import { corpusOf } from '../record/corpus.ts';
import { factsOf } from '../record/facts.ts';
import { noProject, projectFileName } from '../schema/project.ts';
import { readProject } from '../schema/project-file.ts';
import { parseRecord } from '../syntax/parse.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { World } from './rule.ts';

/** A file of a small library in memory, named from the library’s folder. */
export interface File { readonly file: string; readonly text: string }

const root = 'file:///library/';

/** The uri of a file of a library in memory. */
export const uriIn = (file: string): string => root + file;

/**
 * The library of an example: its first file as a record, and the world around it. The day is the one that examples are written for, so
 * that none of them changes its findings overnight. A file named `policy-records.json` is the project file.
 */
export function libraryOf(files: readonly File[], author: string | undefined = 'Li Wei'): { readonly record: PolicyRecord | undefined; readonly world: World } {
  const own = files.find(({ file }) => file === projectFileName);
  const records = files.flatMap(({ file, text }) => file === projectFileName ? [] : parseRecord(uriIn(file), text) ?? []);
  const uri = uriIn(projectFileName);
  return {
    record: records.find(record => record.uri === uriIn(files[0]?.file ?? '')),
    world: { corpus: corpusOf(records.map(factsOf)), today: '2026-11-20', author, project: own ? readProject(uri, own.text).project : noProject(uri) },
  };
}
