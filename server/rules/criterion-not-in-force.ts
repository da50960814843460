import { hasHan } from '../base/both.ts';
import { span, type Span } from '../base/span.ts';
import { criterionOf, type Criterion } from '../schema/knowledge.ts';
import { removeAt } from '../syntax/write.ts';
import { citedIn, listedIn, type Prose } from './cited.ts';
import { example, mend, type Found, type Rule } from './rule.ts';
import { sources } from './sources.ts';

export const criterionNotInForce: Rule = {
  id: 'criterion-not-in-force',
  title: { zh: '引用的 ICVCM 标准已经生效', en: 'A cited ICVCM criterion is in force' },
  why: {
    zh: 'ICVCM 评估框架 v1.1（2024 年 1 月）的 5.4、7.12、8.11、9.6、10.9、12.3 和 13.3 只预告下一版将如何收紧，现在没有机制按它们评估，不能作为评分的依据。文中写明是下一版要求的，不报。',
    en: 'In the ICVCM Assessment Framework v1.1 (January 2024), 5.4, 7.12, 8.11, 9.6, 10.9, 12.3 and 13.3 only announce how the next version is to be stricter. No programme is assessed by them today, so a score cannot rest on them. A text that says itself that it speaks of the next version is fine.',
  },
  source: sources.icvcm,
  severity: 'information',
  judges: 'values',
  unfinished: true,
  examples: [
    example`
      ---
      { "analysis": { "mrv": { "citation": "ICVCM AF v1.1, criterion 9.3" } }, "icvcmCriteria": ["9.3", "attr-1"] }
      ---
      ICVCM 标准 9.6 预告下一版将要求 100 年。该方法学的缓冲池为 9.6%。
    `,
    example`
      ---
      { "title": "碳移除方法学", "icvcmCriteria": ["9.4", "9.6"] }
                                                          ^^^^^ criterion-not-in-force: Criterion 9.6 (Next iteration of the Assessment Framework) only announces the next version and is not in force.
      ---
      ->
      ---
      { "title": "碳移除方法学", "icvcmCriteria": ["9.4"] }
      ---
    `,
    example`
      -- en/verra-vm0049.md --
      ---
      {
        'analysis': { 'mrv': { 'citation': 'ICVCM AF 9.4 a) and 9.6', 'evidence': 'A buffer pool as under ICVCM criterion 13.3, announced for the next version.' } },
                                                                ^^^ criterion-not-in-force: Criterion 9.6 (Next iteration of the Assessment Framework) only announces the next version and is not in force.
      }
      ---
      ->
      ---
      {
        'analysis': { 'mrv': { 'citation': 'ICVCM AF 9.4 a) and 9.6 (next version)', 'evidence': 'A buffer pool as under ICVCM criterion 13.3, announced for the next version.' } },
      }
      ---
    `,
    example`
      ---
      analysis:
        market:
          evidence: 额外性依据 ICVCM 标准 8.11
                                          ^^^^ criterion-not-in-force: Criterion 8.11 (Next iteration of the Assessment Framework) only announces the next version and is not in force.
      ---
      依据 ICVCM 评估框架 v1.1 准则 13.3，该类别不受限制。
                                    ^^^^ criterion-not-in-force: Criterion 13.3 (Next iteration of the Assessment Framework) only announces the next version and is not in force.
      ->
      ---
      analysis:
        market:
          evidence: 额外性依据 ICVCM 标准 8.11（下一版）
      ---
      依据 ICVCM 评估框架 v1.1 准则 13.3（下一版），该类别不受限制。
    `,
  ],

  check(record) {
    const found: Found[] = [];
    for (const { node, path, text } of listedIn(record)) {
      const criterion = announced(text);
      if (!criterion) continue;
      found.push({ span: node.span, path, message: messageOf(criterion), fixes: [mend(record, { zh: '从列表中删去', en: 'Remove it from the list' }, removeAt(record, path))] });
    }
    for (const { id, at, path, prose } of citedIn(record)) {
      const criterion = announced(id);
      if (!criterion || saysSo(record.text, at, prose)) continue;
      const around = record.text.slice(Math.max(prose.at.start, at.start - 30), Math.min(prose.at.end, at.end + 30));
      // Brackets mean nothing to any of the notations within a text, and a comma does in some.
      const note = hasHan(around) ? '（下一版）' : ' (next version)';
      found.push({
        span: at, path, message: messageOf(criterion),
        fixes: [mend(record, { zh: '注明这是下一版的要求', en: 'Note that it is of the next version' }, [{ span: span(at.end, at.end), text: note }])],
      });
    }
    return found;
  },
};

function announced(id: string): Criterion | undefined {
  const criterion = criterionOf(id);
  return criterion?.status === 'announced' ? criterion : undefined;
}

const messageOf = ({ id, title }: Criterion) => ({
  zh: `标准 ${id}（${title.zh}）只是下一版的预告，尚未生效。`,
  en: `Criterion ${id} (${title.en}) only announces the next version and is not in force.`,
});

/** How a text says of a criterion that it is still to come. */
const toCome = /下一版|下个版本|新版本|未来版本|后续版本|预告|宣布|尚未生效|尚未施行|未生效|next (?:version|iteration|edition|release)|(?:future|coming|forthcoming|later|upcoming) (?:version|iteration|edition|release|requirement)|announc|not (?:yet )?in (?:force|effect)/i;

/** Whether the sentence around a citation, or the one beside it, says that the criterion is of the next version. */
function saysSo(text: string, at: Span, { at: { start, end } }: Prose): boolean {
  const before = text.slice(Math.max(start, at.start - 120), at.start).split(/\n\s*\n/).at(-1) ?? '';
  const after = text.slice(at.end, Math.min(end, at.end + 120)).split(/\n\s*\n/)[0] ?? '';
  return toCome.test(`${before} ${after}`);
}
