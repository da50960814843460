import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { corpusOf } from '../server/record/corpus.ts';
import { factsOf } from '../server/record/facts.ts';
import { intake } from '../server/record/intake.ts';
import { rules } from '../server/rules/index.ts';
import type { Finding, World } from '../server/rules/rule.ts';
import { check } from '../server/rules/run.ts';
import { noProject } from '../server/schema/project.ts';
import { vocabularyWith } from '../server/schema/vocabulary.ts';
import { parseRecord } from '../server/syntax/parse.ts';
import type { PolicyRecord } from '../server/syntax/record.ts';
import { fixed, record, world } from './fixture.ts';
import { shared } from './shared.ts';

const own = rules.filter(({ id }) => ['uncited-score', 'score-without-url', 'placeholder-evidence', 'placeholder-contradicts-score', 'repeated-evidence', 'thin-evidence', 'generic-label',
  'ai-generated-evidence', 'weak-own-dimension', 'verified-but-pending', 'missing-reviewer', 'missing-audit-date', 'placeholder-in-verified'].includes(id));
const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };
const found = (made: PolicyRecord, around: World = world([made], 'Li Wei')): readonly Finding[] => check(made, around, throwing, own);
const rulesIn = (frontmatter: string, around?: World): readonly string[] => found(record(`---\n${frontmatter}\n---\n`), around).map(({ rule }) => rule);

describe('the rules on evidence', () => {
  const batch = '{ evidence: Batch 4 Offshore Focus update., label: High, score: 75, citation: Chapter 2 }';

  it('say once what was pasted into every dimension', () => {
    const dimensions = ['incentive', 'market', 'mrv', 'statutory', 'strategic'].map(name => `  ${name}: ${batch}`).join('\n');
    assert.deepEqual(rulesIn(`url: https://example.org/a\nanalysis:\n${dimensions}`), ['repeated-evidence']);
    assert.deepEqual(rulesIn(`url: https://example.org/a\nanalysis:\n  market: ${batch}\n  mrv: ${batch}`), ['placeholder-contradicts-score', 'placeholder-contradicts-score']);
  });

  it('point at the rest from the first', () => {
    const made = record(`---\nurl: https://example.org/a\nanalysis:\n  mrv: ${batch}\n  market: ${batch}\n  statutory: ${batch}\n---\n`);
    const [finding] = found(made);
    assert.deepEqual(finding?.path, ['analysis', 'market', 'evidence']);
    assert.deepEqual(finding.related.map(each => 'span' in each && made.lines.lineOf(each.span.start)), [3, 5]);
  });

  it('say one thing of one placeholder, whichever score and label it has', () => {
    for (const [score, rule] of [['30', 'placeholder-evidence'], ['40', 'placeholder-evidence'], ['41', 'placeholder-contradicts-score'], ['"90"', 'placeholder-contradicts-score'], ['', 'placeholder-evidence'], ['850', 'placeholder-evidence']] as const) {
      assert.deepEqual(rulesIn(`url: https://example.org/a\nanalysis: { mrv: { evidence: Standard reporting required., label: Standard, citation: Part 3, score: ${score} } }`), [rule], score);
    }
  });

  it('leave a pending reviewer to one finding, which shows the placeholders too', () => {
    const made = record('---\nreviewStatus: verified\nprovenance: { reviewer: Human Audit Pending, lastAuditDate: "2026-02-08" }\nanalysis: { mrv: { evidence: TBD } }\n---\n');
    assert.deepEqual(found(made).map(({ rule, related }) => [rule, related.length]), [['placeholder-evidence', 0], ['verified-but-pending', 2]].sort((a, b) => String(b[0]).localeCompare(String(a[0]))));
  });

  it('take the mark of a model away and nothing else', () => {
    for (const [before, after] of [
      ['{ "analysis": { "mrv": { "evidence": "[AI-Generated] A \\u00e9 \\"b\\"" } }, "reviewStatus": "verified" }', '"A \\u00e9 \\"b\\""'],
      ['{ \'analysis\': { \'mrv\': { \'evidence\': \' [ai generated]: It\'\'s so\', } } }', '\'It\'\'s so\''],
      ['analysis:\n  mrv:\n    evidence: \'【AI-Generated】第三条，封存\' # checked', '\'第三条，封存\' # checked'],
      ['analysis:\n  mrv:\n    evidence: "\\u005bAI-Generated] so"', '"so"'],
      ['analysis:\n  mrv:\n    evidence: >-\n      [AI-Generated] The credit\n      is paid', 'The credit is paid'],
    ] as const) {
      const made = record(`---\n${before}\n---\n`);
      const fix = found(made).find(({ rule }) => rule === 'ai-generated-evidence')?.fixes.at(-1);
      assert.ok(fix && !fix.safe, before);
      const text = fixed(made.text, made.uri, fix);
      assert.ok(text.includes(after) && !/generated/i.test(text), text);
      assert.deepEqual(record(text).problems, []);
    }
  });

  it('count Chinese by its characters', () => {
    const thin = (evidence: string) => rulesIn(`url: https://example.org/a\nanalysis: { mrv: { score: 30, evidence: '${evidence}' } }`).includes('thin-evidence');
    assert.deepEqual(['第三条', '第三条规定月报', '第三条规定了月报', 'CO₂ 监测', 'Article 9', 'Article 9 asks for a monthly report', 'MRV 指南第 3 条规定 CEMS'].map(thin), [true, true, false, true, true, false, false]);
  });

  it('go by the words of the project', () => {
    const blue = { id: 'blue', written: { zh: '蓝碳', en: 'Blue' }, name: { zh: '蓝碳', en: 'Blue' }, meaning: { zh: '', en: '' }, aliases: [], dimension: 'market' };
    const signed = { id: 'verified', written: { zh: '已签', en: 'Signed' }, name: { zh: '已签', en: 'Signed' }, meaning: { zh: '', en: '' }, aliases: [] };
    const project = { ...noProject(), vocabulary: vocabularyWith({ terms: { category: [blue], reviewStatus: [signed] }, jurisdictions: [] }) };
    const text = 'category: Blue\nurl: https://example.org/a\nreviewStatus: 已签\nprovenance: { lastAuditDate: "2026-02-08" }\nanalysis: { market: { score: 20, evidence: Article 9 mentions a market. }, mrv: { score: 85, evidence: Article 3 asks for monthly reports., citation: Article 3 } }';
    const made = record(`---\n${text}\n---\n`);
    assert.deepEqual(found(made, { ...world([made]), project }).map(({ rule }) => rule), ['weak-own-dimension', 'missing-reviewer']);
    assert.deepEqual(found(made).map(({ rule }) => rule), []);
  });

  it('speak of no missing part that stands there under a misspelt name', () =>
    assert.deepEqual(rulesIn('ulr: https://example.org/a\nreviewStatus: verified\nprovenance: { reviwer: Li Wei, lastAuditdate: "2026-02-08" }\nanalysis: { mrv: { score: 85, evidnce: Article 3 asks for monthly reports., citaton: Article 3 } }'), []));

  it('do not throw on odd trees', () => {
    for (const odd of ['', 'analysis', 'analysis:', 'analysis: []', 'analysis: 5', 'analysis: { mrv: }', 'analysis: { mrv: [] }', 'analysis: { mrv: { score: [], label: {}, evidence: [] } }',
      'analysis: { mrv: { score: 90, evidence: 5, label: true, citation: [] } }', 'analysis: { mrv: { score: .nan, evidence: "', 'analysis: { mrv: { score: 90 }, mrv: { score: 95, evidence: TBD } }',
      'analysis: { __proto__: { score: 90 }, constructor: { evidence: TBD } }', 'url: []\nanalysis: { mrv: { score: 90 } }', 'url: {}\nanalysis: { mrv: { score: 90 } }',
      'provenance:', 'provenance: []', 'provenance: Li Wei', 'reviewStatus: []\nprovenance: {}', 'reviewStatus: verified\nprovenance: { reviewer: [] }', 'reviewStatus: verified\nprovenance: { reviewer: { a: b } }',
      'reviewStatus: verified\nprovenance: "', 'category: []', 'category: { a: b }', 'category: \'Market', '[]', '- a', '"x"', '{ "analysis": { "mrv": { "evidence": "TBD", "score": 9']) {
      for (const twin of [odd, 'analysis: { mrv: { citation: [], evidence: {}, label: 5 } }\nurl: []\nprovenance: { lastAuditDate: 5 }', 'analysis: []\nprovenance: []']) {
        const [mine, theirs] = [parseRecord('file:///library/zh/a.md', `---\n${odd}\n---\n`), parseRecord('file:///library/en/a.md', `---\n${twin}\n---\n`)];
        if (!mine || !theirs) continue;
        for (const { span, fixes } of found(mine, world([mine, theirs], 'Li Wei'))) {
          assert.ok(span.start < span.end && span.end <= mine.text.length, odd);
          for (const fix of fixes) assert.ok(parseRecord(mine.uri, fixed(mine.text, mine.uri, fix)), odd);
        }
      }
    }
  });

  it('leave what has another type to the rule on types', () => {
    for (const odd of ['analysis: { mrv: { evidence: [], score: 30 } }', 'analysis: { mrv: { evidence: 5, score: 30 } }', 'url: []\nanalysis: { mrv: { evidence: 5, score: 90, citation: a } }',
      'reviewStatus: verified\nprovenance: Li Wei', 'reviewStatus: verified\nprovenance: { reviewer: [], lastAuditDate: 5 }']) assert.deepEqual(rulesIn(odd), [], odd);
  });
});

describe('the rules on evidence over the real records (needs ../shared)', function () {
  this.timeout(60_000);

  it('mend what they find, and keep the notation and the narrative', function () {
    const folder = shared(this, 'corpus');
    let fixes = 0;
    for (const date of readdirSync(folder).sort()) {
      const files = readdirSync(join(folder, date, 'policies'), { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.md'));
      const records = files.flatMap(file => intake(`file:///corpus/${date}/${file.replaceAll('\\', '/')}`, readFileSync(join(folder, date, 'policies', file), 'utf8')) ?? []);
      const around = world(records, 'Li Wei');
      const twins = corpusOf(records.map(factsOf));
      for (const made of records) for (const { rule, path, fixes: offered } of found(made, around)) for (const fix of offered) {
        const after = parseRecord(made.uri, fixed(made.text, made.uri, fix));
        const where = `“${fix.title.en}” for ${rule} at ${path.join('.')} in ${made.uri}`;
        assert.ok(after, where);
        assert.deepEqual(after.problems, made.problems, where);
        assert.equal(after.style, made.style, where);
        assert.equal(after.text.slice(after.body.start), made.text.slice(made.body.start), where);
        const others = twins.records().filter(({ uri }) => uri !== made.uri);
        const left = check(after, { ...around, corpus: corpusOf([...others, factsOf(after)]) }, throwing, own.filter(({ id }) => id === rule));
        assert.ok(!left.some(each => each.path.join('.') === path.join('.')), where);
        fixes++;
      }
    }
    assert.ok(fixes > 500, `${fixes} fixes`);
  });
});
