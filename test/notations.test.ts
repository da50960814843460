import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { check } from '../server/rules/run.ts';
import type { Style } from '../server/syntax/record.ts';
import { dataOf } from '../server/syntax/tree.ts';
import { completionsAt } from './completions.ts';
import { fixed, record, world } from './fixture.ts';

type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };
interface Dimension { score?: Value; label?: string; evidence?: string; citation?: string; auditNote?: string }
interface Policy {
  [key: string]: unknown;
  analysis: Record<string, unknown> & { mrv: Dimension; strategic?: Dimension };
  evolution: Record<string, unknown>; provenance: Record<string, unknown>; regulatory: Record<string, unknown>;
}

const seed = readFileSync(join(__dirname, '../seeds/zh/intl-paris-art-6-4-ccs.md'), 'utf8');
const [, frontmatter = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(seed) ?? [];

/** The Paris seed with everything mended, so that each finding below comes from one change. */
function clean(): Policy {
  const policy = JSON.parse(frontmatter) as Policy;
  policy.evolution['supersedes'] = [];
  policy.provenance['reviewer'] = 'Li Wei';
  policy.analysis.strategic = { score: 35, label: 'National plan', evidence: 'Chapter 3 sets a target for the year 2030.', citation: 'Chapter 3' };
  for (const key of Object.keys(policy.regulatory)) policy.regulatory[key] = '见原文第三条';
  return policy;
}

const quoted = (value: string): string => `'${value.replaceAll('\'', '\'\'')}'`;
const flow = (value: Value, indent = ''): string => {
  if (Array.isArray(value)) return `[${(value as readonly Value[]).map(item => flow(item, indent)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value as { readonly [key: string]: Value });
    return entries.length === 0 ? '{}' : `{\n${entries.map(([key, item]) => `${indent}  '${key}': ${flow(item, `${indent}  `)},\n`).join('')}${indent}}`;
  }
  return typeof value === 'string' ? quoted(value) : String(value);
};
const written: Readonly<Record<Style, (policy: Policy) => string>> = {
  json: policy => JSON.stringify(policy, undefined, 2),
  flow: policy => flow(policy as unknown as Value),
  block: policy => stringify(policy, { lineWidth: 0, version: '1.1' }).trimEnd(),
};
const styles = ['json', 'flow', 'block'] as const;
const file = 'zh/intl-paris-art-6-4-ccs.md';
const markdown = (style: Style, policy: Policy, eol = '\n'): string => `---\n${written[style](policy)}\n---\n${body}`.replaceAll('\n', eol);

const dimensionsOf = (policy: Policy): readonly Dimension[] => Object.values(policy.analysis) as readonly Dimension[];
const low = (policy: Policy): void => { for (const each of dimensionsOf(policy)) each.score = 40; };

/** Changes to a clean record, each with the one rule it should set off, or the two that speak of different things; none where it is no mistake. */
const changes: readonly (readonly [name: string, change: (policy: Policy) => void, rule: string | undefined])[] = [
  ['nothing', () => undefined, undefined],
  ['no url', policy => { delete policy['url']; low(policy); }, 'missing-field'],
  ['no id', policy => { delete policy['id']; }, 'missing-field'],
  ['no pillars', policy => { delete policy['regulatory' as never]; }, 'missing-field'],
  ['a pillar less', policy => { delete policy.regulatory['co2_definition']; }, 'missing-field'],
  ['a misspelt key', policy => { policy['legalWieght'] = policy['legalWeight']; delete policy['legalWeight']; }, 'unknown-field'],
  ['an empty source', policy => { policy['source'] = ''; }, 'empty-field'],
  ['850', policy => { policy.analysis.mrv.score = 850; }, 'score-out-of-range'],
  ['-5', policy => { policy.analysis.mrv.score = -5; }, 'score-out-of-range'],
  ['72.5', policy => { policy.analysis.mrv.score = 72.5; }, 'score-out-of-range'],
  ['"60"', policy => { policy.analysis.mrv.score = '60'; }, 'wrong-type'],
  ['a list for a title', policy => { policy['title'] = ['甲']; }, 'wrong-type'],
  ['no citation', policy => { policy.analysis.mrv.citation = ''; }, 'uncited-score'],
  ['a score of 40 without citation', policy => { policy.analysis.mrv.citation = ''; policy.analysis.mrv.score = 40; }, undefined],
  ['four dimensions', policy => { delete policy.analysis.strategic; }, 'missing-dimension'],
  ['no dimension', policy => { policy.analysis = {} as never; }, 'empty-analysis'],
  ['a dimension at top level', policy => { policy['mrv'] = policy.analysis.mrv; delete policy.analysis['mrv' as never]; }, 'misplaced-field'],
  ['migration boilerplate', policy => { policy.analysis.strategic = { score: 30, label: 'Initial Assessment', evidence: 'Baseline strategic alignment under V5.0 migration.', citation: '' }; policy['reviewStatus'] = 'draft'; }, 'placeholder-evidence'],
  ['boilerplate with a score of its own', policy => { policy.analysis.mrv.evidence = 'Standard reporting required.'; policy['reviewStatus'] = 'draft'; }, 'placeholder-contradicts-score'],
  ['one text in each dimension', policy => { for (const each of dimensionsOf(policy)) each.evidence = 'Strong alignment with the target for 2050.'; }, 'repeated-evidence'],
  ['one migration text in each dimension', policy => { for (const each of dimensionsOf(policy)) each.evidence = 'Batch 4 Offshore Focus update.'; policy['reviewStatus'] = 'draft'; }, 'repeated-evidence'],
  ['evidence that is its label', policy => { policy.analysis.mrv.evidence = policy.analysis.mrv.label ?? ''; }, 'thin-evidence'],
  ['no evidence', policy => { delete policy.analysis.mrv.evidence; }, 'thin-evidence'],
  ['a label for any policy', policy => { policy.analysis.mrv.label = 'High'; }, 'generic-label'],
  ['a label for any policy beside a placeholder', policy => { Object.assign(policy.analysis.mrv, { label: 'High', evidence: 'TBD', score: 40 }); policy['reviewStatus'] = 'draft'; }, 'placeholder-evidence'],
  ['evidence of a model', policy => { policy.analysis.mrv.evidence = '[AI-Generated] Highest level of monitoring.'; }, 'ai-generated-evidence'],
  ['evidence of a model in a draft', policy => { policy.analysis.mrv.evidence = '[AI-Generated] Highest level of monitoring.'; policy['reviewStatus'] = 'draft'; }, undefined],
  ['a weak dimension of its own', policy => { policy.analysis['market'] = { ...policy.analysis['market'] as Dimension, score: 39 }; }, 'weak-own-dimension'],
  ['high scores and a blank url', policy => { policy['url'] = ''; low(policy); policy.analysis.mrv.score = 41; }, 'empty-field score-without-url'],
  ['no reviewer', policy => { delete policy.provenance['reviewer']; }, 'missing-reviewer'],
  ['no reviewer of a draft', policy => { policy.provenance['reviewer'] = ''; policy['reviewStatus'] = 'draft'; }, undefined],
  ['a misspelt reviewer', policy => { policy.provenance['reviwer'] = policy.provenance['reviewer']; delete policy.provenance['reviewer']; }, 'unknown-field'],
  ['no day of an audit', policy => { delete policy.provenance['lastAuditDate']; }, 'missing-audit-date'],
  ['a placeholder in a verified record', policy => { policy.analysis.strategic = { score: 35, label: 'Plan', evidence: 'TBD', citation: '' }; }, 'placeholder-evidence placeholder-in-verified'],
  ['an English category', policy => { policy['category'] = 'Market'; }, 'wrong-language-term'],
  ['an English country', policy => { policy['country'] = 'China'; }, 'wrong-language-term'],
  ['an unknown status', policy => { policy['status'] = '有效'; }, 'unknown-term'],
  ['a drifted weight', policy => { policy['legalWeight'] = 'Regulatory Directive'; }, 'unknown-term'],
  ['a date with slashes', policy => { policy['pubDate'] = '2024/10/1'; }, 'invalid-date'],
  ['30 February', policy => { policy['pubDate'] = '2024-02-30'; }, 'invalid-date'],
  ['another year', policy => { policy['year'] = 2023; }, 'year-mismatch'],
  ['1 January', policy => { policy['pubDate'] = '2024-01-01'; }, 'placeholder-date'],
  ['a pending reviewer', policy => { policy.provenance['reviewer'] = 'Human Audit Pending'; }, 'verified-but-pending'],
  ['a lost predecessor', policy => { policy.evolution['supersedes'] = ['no-such-policy']; }, 'broken-supersedes'],
  ['a lost successor', policy => { policy.evolution['supersededBy'] = 'no-such-policy'; }, 'broken-superseded-by'],
  ['no successor', policy => { policy.evolution['supersededBy'] = ''; }, undefined],
  ['itself', policy => { policy.evolution['supersedes'] = [policy['id']]; }, 'self-supersedes'],
  ['criterion 9.7', policy => { policy['icvcmCriteria'] = ['9.3', '9.7']; }, 'unknown-criterion'],
  ['criterion 14.1 in a citation', policy => { policy.analysis.mrv.citation = 'ICVCM Assessment Framework v1.1, criterion 14.1'; }, 'unknown-criterion'],
  ['another id', policy => { policy['id'] = 'another-id'; }, 'id-not-file-name'],
  ['an unsafe id', policy => { policy['id'] = 'Another Id'; }, 'unsafe-id'],
];

describe('one record in three notations', () => {
  for (const [name, change, rule] of changes) {
    it(`${name}: ${rule ?? 'nothing'} in each, with the same words and fixes`, () => {
      const seen = styles.map(style => {
        const policy = clean();
        change(policy);
        const made = record(markdown(style, policy), file);
        assert.equal(made.style, style);
        const findings = check(made, world([made], 'Li Wei'), (_, error) => { throw error; });
        const crlf = record(markdown(style, policy, '\r\n'), file);
        assert.deepEqual(check(crlf, world([crlf], 'Li Wei')).map(each => [each.rule, crlf.lines.lineOf(each.span.start)]), findings.map(each => [each.rule, made.lines.lineOf(each.span.start)]));
        const mended = findings.flatMap(({ fixes }) => fixes).filter(fix => fix.changes.every(({ kind }) => kind === 'edit'))
          .map(fix => ({ title: fix.title, data: JSON.parse(JSON.stringify(dataOf(record(fixed(made.text, made.uri, fix), file).root))) as unknown }));
        return { rules: findings.map(each => each.rule), words: findings.map(({ message, severity, path }) => ({ message, severity, path })), mended };
      });
      assert.deepEqual([...seen[0]?.rules ?? []].sort(), rule?.split(' ') ?? []);
      assert.deepEqual(seen[1], seen[0]);
      assert.deepEqual(seen[2], seen[0]);
    });
  }

  for (const [name, value] of [['category', '市场机制'], ['status', '现行'], ['legalWeight', 'Primary Legislation'], ['country', '国际'], ['reviewStatus', 'verified']] as const) {
    it(`offers the same for ${name}`, () => {
      const offers = styles.map(style => {
        const text = markdown(style, clean());
        const at = text.indexOf(value, text.search(new RegExp(`^\\s*["']?${name}["']?:`, 'm')));
        const marked = `${text.slice(0, at)}$0${text.slice(at + value.length)}`;
        return completionsAt(marked, [], file).items.map(({ label, detail, documentation }) => ({ label, detail, documentation }));
      });
      assert.ok((offers[0]?.length ?? 0) >= 2);
      assert.deepEqual(offers[1], offers[0]);
      assert.deepEqual(offers[2], offers[0]);
    });
  }
});
