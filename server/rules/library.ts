import { corpusOf } from '../record/corpus.ts';
import { companionOf } from '../record/companions.ts';
import { factsOf } from '../record/facts.ts';
import { kindOf, policies } from '../schema/collections.ts';
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
 * that none of them changes its findings overnight. A file named `policy-records.json` is the project file. What no glob
 * claims is a policy, however little of it there is.
 */
export function libraryOf(files: readonly File[], author: string | undefined = 'Li Wei'): { readonly record: PolicyRecord | undefined; readonly world: World } {
  const own = files.find(({ file }) => file === projectFileName);
  const all = files.flatMap(({ file, text }) => file === projectFileName ? [] : parseRecord(uriIn(file), text) ?? []);
  const uri = uriIn(projectFileName);
  const project = own ? readProject(uri, own.text, undefined, wanted => files.find(({ file }) => uriIn(file) === wanted)?.text).project : noProject(uri);
  const kinds = all.map(record => ({ record, its: kindOf(record, project.collections) }));
  const records = kinds.flatMap(({ record, its }) => its.name === policies ? [record] : []);
  const companions = kinds.flatMap(({ record, its }) => its.name === policies ? [] : [companionOf(record, its)]);
  return {
    record: all.find(record => record.uri === uriIn(files[0]?.file ?? '')),
    world: { corpus: corpusOf(records.map(factsOf), companions), today: '2026-11-20', author, project },
  };
}
