import { knownFacts } from '../record/corpus.ts';
import type { Facts } from '../record/facts.ts';
import { unknownLibrary } from '../record/unknown.ts';
import { isBroken, type PolicyRecord } from '../syntax/record.ts';
import { kindOf, policies } from '../schema/collections.ts';
import type { Ignore, Level, Severity } from '../schema/project.ts';
import type { Path } from '../syntax/tree.ts';
import { rules } from './index.ts';
import { worldWith, type Around, type Finding, type Found, type Rule, type World } from './rule.ts';

/** Told of a rule that threw, so that the bug is seen; the other rules go on. */
export type Report = (rule: string, error: unknown) => void;

/** Goes along with a check: tells which rules need not be asked, and hears whether one found nothing. */
export interface Course { readonly skips: (rule: Rule) => boolean; readonly ran: (rule: Rule, isQuiet: boolean) => void }

/** What the rules say of a record, and what they would say but for an ignore of the project. */
export interface Judged { readonly findings: readonly Finding[]; readonly ignored: readonly { readonly finding: Finding; readonly by: Ignore }[] }

/** Checks one record by every rule, at the levels of its project. Findings come in document order. */
export const check = (record: PolicyRecord, world: World, report?: Report, only?: readonly Rule[], course?: Course): readonly Finding[] => judge(record, world, report, only, course).findings;

/** Checks one record and tells what the project ignores apart. */
export function judge(record: PolicyRecord, world: World, report: Report = () => undefined, only: readonly Rule[] = rules, course?: Course): Judged {
  const facts = knownFacts(world.corpus, record);
  const stopped = record.problems.some(problem => problem.kind === 'conflict' || problem.kind === 'too-deep' || problem.kind === 'too-large' || problem.kind === 'not-utf8');
  const found: Finding[] = [];
  const isPolicy = kindOf(record, world.project.collections).name === policies;
  const broken = isBroken(record);
  for (const rule of only) {
    if (!isPolicy && rule.of !== 'any') continue;
    if (broken && rule.judges !== 'problems' && (stopped || rule.judges !== 'values')) continue;
    if (course?.skips(rule)) continue;
    const before = found.length;
    try {
      if (isPolicy && !broken && rule.mayFind?.(facts, world) === false) {
        course?.ran(rule, true);
        continue;
      }
      for (const each of rule.check(record, world, facts)) {
        if (broken && rule.judges !== 'problems' && !isReadable(record, each)) continue;
        found.push(findingOf(each, rule.id, each.severity ?? rule.severity));
      }
      course?.ran(rule, found.length === before);
    } catch (error) {
      found.length = before;
      report(rule.id, error);
    }
  }
  if (found.length === 0) return nothing;
  // A rule that is off still tells which others need not speak.
  const findings = withoutRepeats(found).flatMap(finding => levelled(finding, world.project.levelOf(finding.rule, record.uri)))
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || order(a, b));
  const { ignores } = world.project;
  const here = ignores.filter(ignore => ignore.matches(record.uri));
  const marked = findings.map(finding => ({ finding, by: here.find(ignore => isMeant(ignore, finding)) }));
  return { findings: marked.flatMap(({ finding, by }) => by ? [] : finding), ignored: marked.flatMap(({ finding, by }) => by ? { finding, by } : []) };
}

/**
 * The rules that are to be asked of a record once the library is known: those that have something to say, and those that cannot tell yet.
 * The others find nothing, whoever else is in the library.
 */
export function pendingIn(record: PolicyRecord, around: Around, facts: Facts): readonly Rule[] {
  // Little is asked of what cannot be read, and nothing of what is left alone.
  if (isBroken(record) || kindOf(record, around.project.collections).name !== policies) return rules;
  const alone = worldWith(unknownLibrary, around);
  const found = inward.filter(rule => mayFindAlone(rule, record, alone, facts));
  return found.length === 0 ? outward : rules.filter(rule => rule.mayFind !== undefined || found.includes(rule));
}

/** Those of the pending rules that may find something, once the library is known. */
export const dueOf = (pending: readonly Rule[], facts: Facts, world: World): readonly Rule[] => pending === rules ? rules : pending.filter(rule => mayFindNow(rule, facts, world));

/** The rules that ask the library about each record: the only ones that are pending where nothing is wrong with a record by itself. */
export const outward: readonly Rule[] = rules.filter(rule => rule.mayFind !== undefined);

/** All others. */
const inward: readonly Rule[] = rules.filter(rule => rule.mayFind === undefined);

function mayFindAlone(rule: Rule, record: PolicyRecord, alone: World, facts: Facts): boolean {
  try {
    return rule.check(record, alone, facts).length > 0;
  } catch {
    // It asks the library, or fails, and is then asked again when that is told of.
    return true;
  }
}

function mayFindNow(rule: Rule, facts: Facts, world: World): boolean {
  try {
    return rule.mayFind?.(facts, world) ?? true;
  } catch {
    return true;
  }
}

/** All findings have one shape, written out: what is copied by `...` gets a shape of its own each time, and everything takes longer with it. */
const findingOf = ({ span, path, message, onRequest, unfinished, related = [], fixes = [] }: Found, rule: string, severity: Severity): Finding =>
  ({ span, path, message, rule, severity, onRequest, unfinished, related, fixes });

const nothing: Judged = { findings: [], ignored: [] };

/** A finding at the level its project gives the rule; nothing where the rule is off. */
function levelled(finding: Finding, level: Level | undefined): readonly Finding[] {
  if (level === 'off' || (finding.onRequest && level === undefined)) return [];
  return [level === undefined ? finding : findingOf(finding, finding.rule, level)];
}

/** Whether an ignore speaks of a finding in one of its files. */
export const isMeant = ({ rule, path }: Ignore, finding: Pick<Finding, 'rule' | 'path'>): boolean => {
  if (rule !== finding.rule) return false;
  const own = fieldOf(finding.path);
  return path === undefined || own === path || own.startsWith(`${path}.`);
};

/** A path as people write it. Places in a list shift when an item goes, so they do not count. */
export const fieldOf = (path: Path): string => path.filter(step => typeof step === 'string').join('.');

/** A value on a line that does not parse is a guess, and a guess is not judged. */
const isReadable = ({ lines, problems }: PolicyRecord, { span }: Found): boolean => {
  const line = lines.lineOf(span.start);
  return !problems.some(problem => lines.lineOf(problem.span.start) <= line && line <= lines.lineOf(problem.span.end));
};

/**
 * A layout that is a mistake as a whole is one finding, and what follows from it is not said again. Nor is what is wrong with a value
 * or a key only because of a character in it that cannot be seen, or with a key that is there to merge others in.
 */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const legacy = findings.some(finding => finding.rule === 'legacy-layout');
  const placeOf = ({ path }: Finding) => JSON.stringify(path);
  const hidden = new Set(findings.filter(({ rule }) => rule === 'hidden-character').map(placeOf));
  const merging = new Set(findings.filter(({ rule, path }) => rule === 'alias-in-record' && path.at(-1) === '<<').map(placeOf));
  return findings.filter(finding => !(legacy && followsFromLayout.has(finding.rule)) && !(hidden.size > 0 && followsFromSpelling.has(finding.rule) && hidden.has(placeOf(finding)))
    && !(merging.size > 0 && finding.rule === 'unknown-field' && merging.has(placeOf(finding))));
}

const followsFromLayout: ReadonlySet<string> = new Set(['missing-field', 'unknown-field', 'unfilled-pillars', 'empty-analysis', 'missing-dimension']);
/** What is said of a word that is not the one that was meant. */
const followsFromSpelling: ReadonlySet<string> = new Set([
  'wrong-type', 'unknown-field', 'id-not-file-name', 'unsafe-id', 'broken-supersedes', 'broken-superseded-by', 'wrong-language-term', 'unknown-term', 'twin-disagrees', 'invalid-date', 'malformed-url',
]);
const position: ReadonlyMap<string, number> = new Map(rules.map((rule, i) => [rule.id, i]));
const order = (a: Finding, b: Finding): number => (position.get(a.rule) ?? 0) - (position.get(b.rule) ?? 0);
