import assert from 'node:assert/strict';
import { hasHan } from '../server/base/both.ts';
import { apply } from '../server/base/edit.ts';
import { frame, unframe } from '../server/base/frame.ts';
import { rules } from '../server/rules/index.ts';
import { examplesOf, type Example, type Finding, type Rule } from '../server/rules/rule.ts';
import { libraryOf } from '../server/rules/library.ts';
import { check } from '../server/rules/run.ts';
import type { PolicyRecord, Style } from '../server/syntax/record.ts';
import { afterFix } from './fixture.ts';

const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };

function findingsOf(rule: Rule, text: string, { file, others }: Example): { readonly made: PolicyRecord; readonly findings: readonly Finding[] } {
  const { record: made, world } = libraryOf([{ file, text }, ...others]);
  assert.ok(made, `no frontmatter in ${file}`);
  return { made, findings: check(made, world, throwing, [rule]) };
}

/** The notation of a text by its first characters, as some texts cannot be read. */
const styleOf = (text: string): Style => {
  const [, brace, key] = /^\uFEFF?---\s*([{｛]?)\s*(\S?)/.exec(text) ?? [];
  return !brace ? 'block' : key === '"' || key === '}' || key === '“' ? 'json' : 'flow';
};

for (const rule of rules) {
  describe(rule.id, () => {
    for (const [i, each] of examplesOf(rule).entries()) {
      it(`example ${i + 1}: its findings are where they are drawn`, () => {
        const { made, findings } = findingsOf(rule, unframe(each.text), each);
        assert.equal(frame(made.text, findings.map(({ span, message }) => ({ span, text: `${rule.id}: ${message.en}` }))), each.text);
      });
      if (each.after !== undefined) {
        it(`example ${i + 1}: the first fix of each finding mends it, and it is then quiet`, () => {
          const { made, findings } = findingsOf(rule, unframe(each.text), each);
          const edits = findings.flatMap(({ fixes }) => fixes[0]?.changes ?? []).flatMap(change => change.kind === 'edit' && change.uri === made.uri ? change.edits : []);
          const after = apply(made.text, edits);
          assert.equal(after, each.after);
          assert.deepEqual(findingsOf(rule, after, each).findings.map(({ message }) => message.en), []);
        });
      }
      it(`example ${i + 1}: each fix quiets its finding and keeps the notation`, () => {
        const { made, findings } = findingsOf(rule, unframe(each.text), each);
        for (const finding of findings) for (const fix of finding.fixes) {
          const [now, ...rest] = afterFix([{ file: each.file, text: made.text }, ...each.others], fix);
          const renamed = now?.file === each.file ? undefined : rest.at(-1);
          const own = renamed ?? now!;
          const after = own.text;
          const again = findingsOf(rule, after, { ...each, file: own.file, others: renamed ? [now!, ...rest.slice(0, -1)] : rest });
          assert.equal(again.made.style, made.style, fix.title.en);
          assert.ok(again.findings.length < findings.length, `“${fix.title.en}” leaves the finding:\n${after}`);
        }
      });
    }

    it('shows a quiet record and a loud one in each notation it can occur in', () => {
      const styles = ['json', 'flow', 'block'] as const;
      const quiet = new Set(examplesOf(rule).flatMap(({ text, after }) => [...text === unframe(text) ? [styleOf(text)] : [], ...after === undefined ? [] : [styleOf(after)]]));
      const loud = new Set(examplesOf(rule).flatMap(({ text }) => text === unframe(text) ? [] : [styleOf(unframe(text))]));
      assert.deepEqual(styles.filter(style => !quiet.has(style)), [], 'no quiet example');
      // JSON has neither anchors nor unquoted values.
      assert.deepEqual(styles.filter(style => !loud.has(style)), ['reads-differently', 'alias-in-record'].includes(rule.id) ? ['json'] : [], 'no loud example');
    });

    it('has a fix, or says why it has none', () => {
      const fixes = examplesOf(rule).flatMap(each => findingsOf(rule, unframe(each.text), each).findings.flatMap(finding => finding.fixes));
      assert.notEqual(fixes.length > 0, rule.noFix !== undefined);
    });

    it('speaks in complete sentences in both languages', () => {
      const findings = examplesOf(rule).flatMap(each => findingsOf(rule, unframe(each.text), each).findings);
      for (const { message, fixes, related } of findings) {
        for (const text of [message, ...related.map(each => each.message)]) {
          assert.match(text.zh, /[。？]$/, text.zh);
          assert.match(text.en, /[.?]$/, text.en);
          assert.ok(hasHan(text.zh), text.zh);
        }
        for (const { title } of fixes) {
          assert.ok(hasHan(title.zh), title.zh);
          assert.match(title.en, /^[A-Z].*[^.]$/, title.en);
        }
      }
      for (const text of [rule.why, ...(rule.noFix ? [rule.noFix] : [])]) {
        assert.match(text.zh, /。$/);
        assert.match(text.en, /\.$/);
      }
      assert.ok(hasHan(rule.title.zh) && /^[A-Z].*[^.]$/.test(rule.title.en));
    });
  });
}
