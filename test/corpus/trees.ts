import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { corpusOf } from '../../server/record/corpus.ts';
import { factsOf } from '../../server/record/facts.ts';
import { intake } from '../../server/record/intake.ts';
import type { Finding, World } from '../../server/rules/rule.ts';
import { check } from '../../server/rules/run.ts';
import { noProject } from '../../server/schema/project.ts';
import type { PolicyRecord } from '../../server/syntax/record.ts';
import { markdownBelow } from '../syntax/library.ts';

/** A record of the library with what is found in it. */
export interface Checked { readonly record: PolicyRecord; readonly findings: readonly Finding[] }

/** One date of the library, its records by their path below the folder of policies. */
export interface Tree { readonly date: string; readonly world: World; readonly files: ReadonlyMap<string, Checked> }

let read: readonly Tree[] | undefined;

/** Every date of the library, read and checked once for all tests that ask for it. A rule that throws is a failure, not a missing finding. */
export const treesOf = (folder: string): readonly Tree[] => read ??= readdirSync(folder).sort().map(date => treeOf(folder, date));

function treeOf(folder: string, date: string): Tree {
  const records = markdownBelow(join(folder, date, 'policies')).flatMap(({ file, text }) => {
    const record = intake(`file:///${date}/policies/${file}`, text);
    return record ? [[file, record] as const] : [];
  });
  const world: World = { corpus: corpusOf(records.map(([, record]) => factsOf(record))), today: '2026-11-20', author: undefined, project: noProject() };
  return { date, world, files: new Map(records.map(([file, record]) => [file, { record, findings: check(record, world, throwing) }])) };
}

const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };

/** The line of a finding, from 1. */
export const lineOf = ({ record }: Checked, { span }: Finding): number => record.lines.lineOf(span.start) + 1;
