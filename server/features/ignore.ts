import type { Both } from '../base/both.ts';
import { rules } from '../rules/index.ts';
import type { Change, Finding } from '../rules/rule.ts';
import { fieldOf } from '../rules/run.ts';
import { matcher } from '../schema/globs.ts';
import type { Project } from '../schema/project.ts';

/** What names an ignore: the rule, and the field as people write it; an empty one stands for the whole record. */
export interface IgnoreKey { readonly rule: string; readonly field: string }

/** The command of a client that asks a person for the reason; its arguments are the document’s uri, the rule and the field. */
export const ignoreCommand = 'policyRecords.ignore';

/** What an ignore of a finding would name; undefined where none can be made. What keeps a text from being read cannot be lived with. */
export function ignoreOf({ rule, path }: Finding, project: Project | undefined, uri: string): IgnoreKey | undefined {
  return problems.has(rule) || fileOf(project, uri) === undefined ? undefined : { rule, field: fieldOf(path) };
}

/** The change that has a project live with the findings of a rule at a field of one file. Without a reason it takes no effect until somebody writes one. */
export function ignoring({ rule, field }: IgnoreKey, reason: string, project: Project, uri: string): Change | undefined {
  const file = fileOf(project, uri);
  if (file === undefined || project.uri === undefined) return undefined;
  return { kind: 'add', uri: project.uri, path: ['ignore'], value: { rule, files: [matcher.escaped(file)], ...(field === '' ? {} : { path: field }), reason } };
}

/** What the action is called, where the client asks for the reason and where it does not. */
export const ignoreTitle = (rule: string, asks: boolean): Both => asks
  ? { zh: `在项目中忽略…（${rule}）`, en: `Ignore in this project… (${rule})` }
  : { zh: `在项目中忽略，写明理由后生效（${rule}）`, en: `Ignore in this project, once you have written the reason (${rule})` };

/** A file as the project names it: its path from the folder of the project file. */
function fileOf(project: Project | undefined, uri: string): string | undefined {
  const folder = project?.uri?.slice(0, project.uri.lastIndexOf('/') + 1);
  if (!folder || !uri.startsWith(folder)) return undefined;
  const path = uri.slice(folder.length);
  try { return decodeURIComponent(path); } catch { return path; }
}

const problems: ReadonlySet<string> = new Set(rules.filter(rule => rule.judges === 'problems').map(rule => rule.id));
