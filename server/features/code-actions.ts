import type * as lsp from 'vscode-languageserver-types';
import type { Both } from '../base/both.ts';
import { bulkFixOf, fixAll, type Judge } from '../rules/fix-all.ts';
import type { Change, Finding, Fix, World } from '../rules/rule.ts';
import type { Project } from '../schema/project.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { Path } from '../syntax/tree.ts';
import { diagnosticsOf, source, type DiagnosticData, type DiagnosticOptions } from './diagnostics.ts';
import { editsBetween } from './edits-between.ts';
import { ignoreOf, ignoreTitle, ignoring, type IgnoreKey } from './ignore.ts';
import { meets, spanOf } from './ranges.ts';

/** The kind of our own “fix all”, a part of `source.fixAll`. */
export const fixAllKind = 'source.fixAll.policyRecords';

/** What an editor asks for: actions for a range, for what it shows there, and of which kinds. */
export interface Wish { readonly range: lsp.Range; readonly diagnostics: readonly lsp.Diagnostic[]; readonly only: readonly string[] | undefined }

/** What names an action, so that its edits can be worked out when it is chosen: one fix of one finding, the safe fixes of one rule, or all, or an ignore. */
export type ActionKey =
  | { readonly kind: 'fix'; readonly rule: string; readonly path: Path; readonly at: number; readonly fix: number }
  | { readonly kind: 'rule'; readonly rule: string }
  | { readonly kind: 'all' }
  | ({ readonly kind: 'ignore' } & IgnoreKey);

/** One action as a person chooses it; its edits come from `changesOf`. */
export interface Offer {
  readonly title: string; readonly kind: string; readonly preferred: boolean; readonly diagnostics: readonly lsp.Diagnostic[]; readonly key: ActionKey;
}

/** What the actions depend on besides the record: what the client can do, whether it asks a person for the reason of an ignore, and the project. */
export interface OfferOptions extends DiagnosticOptions { readonly able: (changes: readonly Change[]) => boolean; readonly asks?: boolean; readonly project?: Project }

/** The actions that suit a wish. Findings are those of the text as it stands; a diagnostic of the client only says which of them are meant. */
export function offersFor(record: PolicyRecord, findings: readonly Finding[], wish: Wish, options: OfferOptions): readonly Offer[] {
  const { locale, able } = options;
  const offers: Offer[] = [];
  const rules = new Set<string>();
  const wanted = asksFor(wish.only, 'quickfix') ? meantBy(record, findings, wish) : new Map<Finding, readonly lsp.Diagnostic[]>();
  for (const [finding, known] of wanted) {
    const diagnostics = known.length > 0 ? known : diagnosticsOf(record, [finding], options);
    rules.add(finding.rule);
    for (const [i, { title, preferred, changes }] of finding.fixes.entries()) {
      if (!able(changes)) continue;
      offers.push({ title: title[locale], kind: 'quickfix', preferred: preferred === true, diagnostics, key: { kind: 'fix', rule: finding.rule, path: finding.path, at: finding.span.start, fix: i } });
    }
  }
  for (const rule of rules) {
    const count = findings.filter(finding => finding.rule === rule && bulkFixOf(finding, record.uri)).length;
    if (count > 1) offers.push({ title: allOfKind(rule, count)[locale], kind: 'quickfix', preferred: false, diagnostics: [...wanted].flatMap(([finding, known]) => finding.rule === rule ? known : []), key: { kind: 'rule', rule } });
  }
  offers.push(...ignoresFor(record, wanted, options));
  if (asksFor(wish.only, fixAllKind) && findings.some(finding => bulkFixOf(finding, record.uri))) {
    offers.push({ title: all[locale], kind: fixAllKind, preferred: false, diagnostics: [], key: { kind: 'all' } });
  }
  return offers;
}

/** An ignore for each rule and field that findings are of, the last thing to choose. */
function ignoresFor(record: PolicyRecord, wanted: ReadonlyMap<Finding, readonly lsp.Diagnostic[]>, options: OfferOptions): readonly Offer[] {
  const { locale, able, asks = false, project } = options;
  const offers = new Map<string, Offer>();
  for (const [finding, known] of wanted) {
    const key = ignoreOf(finding, project, record.uri);
    const change = key && project && ignoring(key, '', project, record.uri);
    if (!change || !able([change])) continue;
    const before = offers.get(JSON.stringify(key))?.diagnostics ?? [];
    const diagnostics = [...before, ...known.length > 0 ? known : diagnosticsOf(record, [finding], options)];
    offers.set(JSON.stringify(key), { title: ignoreTitle(finding.rule, asks)[locale], kind: 'quickfix', preferred: false, diagnostics, key: { kind: 'ignore', ...key } });
  }
  return [...offers.values()];
}

/** The changes of an action for the text as it stands; undefined where its finding is no longer there. */
export function changesOf(record: PolicyRecord, findings: readonly Finding[], key: ActionKey, world: World, judge: Judge): readonly Change[] | undefined {
  switch (key.kind) {
    case 'fix': return fixOf(findings, key)?.changes;
    case 'rule': return mended(record, world, (each, its) => judge(each, its).filter(({ rule }) => rule === key.rule));
    case 'all': return mended(record, world, judge);
    case 'ignore': { const change = ignoring(key, '', world.project, record.uri); return change && [change]; }
  }
}

/** The one fix that an action is; undefined for an action of another kind, and where its finding is no longer there. */
export const fixOf = (findings: readonly Finding[], key: ActionKey): Fix | undefined => key.kind === 'fix'
  ? findings.find(({ rule, path, span }) => rule === key.rule && span.start === key.at && isSame(path, key.path))?.fixes[key.fix] : undefined;

/** What fixing a record in bulk changes in its text. */
function mended(record: PolicyRecord, world: World, judge: Judge): readonly Change[] | undefined {
  const edits = editsBetween(record.text, fixAll(record, world, judge).record.text);
  return edits.length === 0 ? undefined : [{ kind: 'edit', uri: record.uri, edits }];
}

/** The findings that are meant, each with the client's diagnostics for it. */
function meantBy(record: PolicyRecord, findings: readonly Finding[], { range, diagnostics }: Wish): ReadonlyMap<Finding, readonly lsp.Diagnostic[]> {
  const ours = diagnostics.filter(diagnostic => diagnostic.source === source);
  const here = spanOf(record.lines, range);
  if (ours.length === 0) return new Map(findings.filter(({ span }) => meets(span, here)).map(finding => [finding, []]));
  const meant = new Map<Finding, lsp.Diagnostic[]>();
  for (const diagnostic of ours) {
    const place = spanOf(record.lines, diagnostic.range);
    const data = dataOf(diagnostic);
    const alike = findings.filter(({ rule, path }) => rule === (data?.rule ?? diagnostic.code) && (!data || isSame(path, data.path)));
    const there = alike.filter(({ span }) => meets(span, place));
    // The text may have moved since the diagnostic was drawn; one finding of its rule and field is then still the one it means.
    for (const finding of there.length > 0 || alike.length > 1 || !data ? there : alike) meant.set(finding, [...meant.get(finding) ?? [], diagnostic]);
  }
  return meant;
}

/** What we put into a diagnostic, where the client gave it back as it was. */
function dataOf({ data }: lsp.Diagnostic): DiagnosticData | undefined {
  const { rule, path } = (typeof data === 'object' && data !== null ? data : {}) as Partial<DiagnosticData>;
  return typeof rule === 'string' && Array.isArray(path) ? { rule, path } : undefined;
}

const isSame = (a: Path, b: Path): boolean => a.length === b.length && a.every((step, i) => step === b[i]);

/** Whether a client that wants only some kinds wants this one: kinds are dotted, and a kind stands for all below it. */
const asksFor = (only: readonly string[] | undefined, kind: string): boolean =>
  only === undefined || only.some(wanted => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));

const allOfKind = (rule: string, count: number): Both => ({ zh: `修复本记录中全部 ${count} 处同类问题（${rule}）`, en: `Fix all ${count} problems of this kind in the record (${rule})` });
const all: Both = { zh: '修复本记录中所有可以放心修复的问题', en: 'Fix all problems of the record that can be fixed safely' };
