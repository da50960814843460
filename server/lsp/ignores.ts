import type { WorkspaceEdit } from 'vscode-languageserver';
import { ignoring } from '../features/ignore.ts';
import { editOf, type Bench } from './actions.ts';
import { demand } from './guard.ts';
import { canonical } from './uri.ts';

/**
 * What a client asks that has asked a person for the reason of an ignore: `{ uri, rule, path, reason }`, the path as `analysis.mrv.score`.
 * The answer is a WorkspaceEdit of the project file, or null where that cannot be written to.
 */
export const ignoreMethod = 'policyRecords/ignore';

/** Works out the edit that has a project live with the findings of a rule at a field of one file. */
export async function ignoreFor(params: unknown, bench: Bench): Promise<WorkspaceEdit | null> {
  const { uri, rule, path, reason } = (typeof params === 'object' && params !== null ? params : {}) as Readonly<Record<string, unknown>>;
  demand(typeof uri === 'string', 'A uri');
  demand(typeof rule === 'string', 'A rule');
  demand(typeof path === 'string', 'A path');
  demand(typeof reason === 'string' && reason.trim() !== '', 'A reason');
  const record = canonical(uri);
  await bench.checks.settled(record);
  const change = ignoring({ rule, field: path }, reason.trim(), bench.checks.world(record).project, record);
  return change && await editOf([change], bench) || null;
}
