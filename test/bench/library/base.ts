import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { corpusOf } from '../../../server/record/corpus.ts';
import { factsOf } from '../../../server/record/facts.ts';
import { uriIn } from '../../../server/rules/library.ts';
import { check } from '../../../server/rules/run.ts';
import { noProject } from '../../../server/schema/project.ts';
import { parseRecord } from '../../../server/syntax/parse.ts';
import { mended } from '../../mutations/clean.ts';
import { policiesOf, textOf, type Policy } from '../../mutations/scene.ts';

const project = resolve(__dirname, '../../..');
const corpus = resolve(project, '../shared/corpus/2026-07-22-flow/policies');
const seeds = join(project, 'seeds');

/** What the workspaces are made of, for the page of results. */
export const baseName = existsSync(corpus) ? 'the corpus of real records' : 'the seeds';

/**
 * The real policies that a workspace is made of, in both languages: mended as an editor would leave them, and of those the ones that no rule
 * has anything to say of. What is found in a workspace is then what was put there.
 */
export function basePolicies(folder = existsSync(corpus) ? corpus : seeds): readonly Policy[] {
  const policies = policiesOf(folder).map(mended);
  const records = new Map(policies.map(({ stem, zh, en }) => [stem, [recordOf(`zh/${stem}.md`, textOf(zh, 'flow')), recordOf(`en/${stem}.md`, textOf(en, 'flow'))] as const]));
  const world = { corpus: corpusOf([...records.values()].flat().map(factsOf)), today: '2026-11-20', author: undefined, project: noProject() };
  const isClean = ({ stem }: Policy) => (records.get(stem) ?? []).every(record => check(record, world, throwing).length === 0);
  return policies.filter(isClean);
}

function recordOf(file: string, text: string) {
  const record = parseRecord(uriIn(file), text);
  if (!record) throw new Error(`No frontmatter in ${file}`);
  return record;
}

const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };
