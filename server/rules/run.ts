import type { Facts } from '../record/facts.ts';
import { factsOf } from '../record/facts.ts';
import { isBroken, type PolicyRecord } from '../syntax/record.ts';
import { rules } from './index.ts';
import type { Finding, Found, Rule, World } from './rule.ts';

/** Told of a rule that threw, so that the bug is seen; the other rules go on. */
export type Report = (rule: string, error: unknown) => void;

/** Checks one record by every rule. Findings come in document order. */
export function check(record: PolicyRecord, world: World, report: Report = () => undefined, only: readonly Rule[] = rules): readonly Finding[] {
  const facts = world.corpus.of(record.uri) ?? factsOf(record);
  const stopped = record.problems.some(problem => problem.kind === 'conflict' || problem.kind === 'too-deep' || problem.kind === 'too-large');
  const findings = only.flatMap(rule => applies(rule, record, stopped) ? run(rule, record, world, facts, report) : []);
  return withoutRepeats(findings).sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || order(a, b));
}

const applies = (rule: Rule, record: PolicyRecord, stopped: boolean): boolean =>
  rule.judges === 'problems' || (!stopped && (rule.judges === 'values' || !isBroken(record)));

function run(rule: Rule, record: PolicyRecord, world: World, facts: Facts, report: Report): Finding[] {
  try {
    const found = [...rule.check(record, world, facts)];
    return (rule.judges === 'problems' ? found : found.filter(each => isReadable(record, each))).map(each => ({
      ...each, rule: rule.id, severity: each.severity ?? rule.severity, related: each.related ?? [], fixes: each.fixes ?? [],
    }));
  } catch (error) {
    report(rule.id, error);
    return [];
  }
}

/** A value on a line that does not parse is a guess, and a guess is not judged. */
const isReadable = ({ lines, problems }: PolicyRecord, { span }: Found): boolean => {
  if (problems.length === 0) return true;
  const line = lines.lineOf(span.start);
  return !problems.some(problem => lines.lineOf(problem.span.start) <= line && line <= lines.lineOf(problem.span.end));
};

/** A layout that is a mistake as a whole is one finding, and what follows from it is not said again. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const legacy = findings.some(finding => finding.rule === 'legacy-layout');
  return legacy ? findings.filter(finding => !followsFromLayout.has(finding.rule)) : [...findings];
}

const followsFromLayout: ReadonlySet<string> = new Set(['missing-field', 'unknown-field', 'unfilled-pillars', 'empty-analysis', 'missing-dimension']);
const position: ReadonlyMap<string, number> = new Map(rules.map((rule, i) => [rule.id, i]));
const order = (a: Finding, b: Finding): number => (position.get(a.rule) ?? 0) - (position.get(b.rule) ?? 0);
