import type { Both } from '../base/both.ts';
import { entryOf, isEmpty } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { assessedIn, fieldOf, isPlaceholder, isRepeated, markOfModel, twinsText, type Assessed } from './evidence.ts';
import { example, mend, type Found, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { misspeltFields } from './unknown-field.ts';
import { brief, languageName, otherLanguage } from './wording.ts';

/** A sentence has at least so many characters; a Chinese one says as much with fewer, so in a mixed text each of its characters counts for more. */
const [fewest, fewestHan] = [20, 8];

export const thinEvidence: Rule = {
  id: 'thin-evidence',
  title: { zh: '证据说明评分的依据', en: 'Evidence says what a score rests on' },
  why: {
    zh: `证据是别人核对评分的依据：只重复标签、只有几个字或空着，就无从核对。少于 ${fewest} 个字符（汉字少于 ${fewestHan} 个）的文本写不下原文规定了什么。只有原文才能补写；对照文件里有更完整的证据时可以采用。`,
    en: `Evidence is what others check a score by: where it repeats the label, is a few words long or blank, there is nothing to check. What the source lays down does not fit into fewer than ${fewest} characters, or ${fewestHan} Chinese ones. Only the source can fill it; where the other language’s record says more, that can be taken.`,
  },
  source: sources.depth,
  severity: 'information',
  judges: 'whole',
  unfinished: true,
  reads: ['analysis'],
  examples: [
    example`
      ---
      { "analysis": { "mrv": { "evidence": "要求逐月监测并提交报告", "label": "逐月监测", "score": 70 }, "market": { "citation": "", "evidence": "", "label": "" } } }
      ---
    `,
    example`
      -- en/au-safeguard-mechanism.md --
      ---
      analysis:
        incentive: { evidence: TBD, score: 20 }
        market: { evidence: '[AI-Generated] Defined', score: 75 }
        mrv: { evidnce: Monthly reports to the regulator, score: 75 }
        statutory: { evidence: Section 12, label: Duties }
      ---
      -- zh/au-safeguard-mechanism.md --
      ---
      title: 保障机制
      ---
    `,
    example`
      -- zh/ae-carbon-strategy.md --
      ---
      { "title": "碳战略", "analysis": { "statutory": { "evidence": "Defined", "label": "defined", "score": 75 } } }
                                                                    ^^^^^^^^^ thin-evidence: The evidence “Defined” only repeats the label.
      ---
      -- en/ae-carbon-strategy.md --
      ---
      { "analysis": { "statutory": { "evidence": "Chapter 2 lays down who may store CO2.", "score": 75 } } }
      ---
      ->
      ---
      { "title": "碳战略", "analysis": { "statutory": { "evidence": "Chapter 2 lays down who may store CO2.", "label": "defined", "score": 75 } } }
      ---
    `,
    example`
      -- en/de-icm-strategy.md --
      ---
      {
        'analysis': {
          'market': { 'evidence': 'See the act.', 'label': 'Trading', 'score': 60 },
                                  ^^^^^^^^^^^^^^ thin-evidence: The evidence “See the act.” is too short to check the score of 60 by.
          'mrv': { 'evidence': '受控工业物质', 'label': 'Class', 'score': 55 },
                               ^^^^^^^^^^^^^^ thin-evidence: The evidence “受控工业物质” is too short to check the score of 55 by.
          'statutory': { 'evidence': '', 'label': 'Class', 'score': 35 },
                                     ^^ thin-evidence: statutory scores 35 without any evidence.
        },
      }
      ---
    `,
    example`
      ---
      title: 碳市场条例
      analysis:
        market:
        ^^^^^^ thin-evidence: market scores 60 without any evidence.
          score: 60
        mrv:
          score: 55
          evidence:
          ^^^^^^^^ thin-evidence: mrv scores 55 without any evidence.
      ---
    `,
    example`
      -- en/example.md --
      ---
      { 'analysis': { 'mrv': { 'score': 70, 'label': 'Monthly reports', 'evidence': 'Article 12 asks operators for monthly monitoring reports.', }, }, }
      ---
    `,
  ],

  check(record, { corpus, project }, facts) {
    const all = assessedIn(record);
    const found: Found[] = [];
    for (const each of all) {
      const message = messageOf(each);
      // What another rule says of the same text is not said again.
      if (!message || (each.evidence && isRepeated(all, each.evidence.value))) continue;
      const path = fieldOf(each, 'evidence');
      if (misspeltFields(record, project.fields).has(path.join('.'))) continue;
      const theirs = twinsText(corpus, facts, each, 'evidence');
      const { zh, en } = languageName[otherLanguage(record.locale)];
      found.push({
        span: spanOf(each), path, message,
        fixes: theirs === undefined || isThin(theirs, each.label?.value) || isPlaceholder(theirs) || markOfModel(theirs) !== undefined ? []
          : [mend(record, { zh: `采用${zh}版的证据“${brief(theirs)}”`, en: `Take the evidence of the ${en} record, “${brief(theirs)}”` }, setValue(record, path, theirs), { preferred: true })],
      });
    }
    return found;
  },
};

/** A blank is a fault only where a score rests on it; a dimension that is yet to be assessed has neither. */
function messageOf({ name, dimension, map, score, label, evidence, isPlaceholder }: Assessed): Both | undefined {
  const said = evidence?.value ?? '';
  if (said === '') {
    const value = entryOf(map, 'evidence')?.value;
    const isBlank = isEmpty(value) && (value === undefined || value.kind === 'scalar') && (value === undefined || !value.broken);
    return score && isBlank ? { zh: `${dimension.zh}（${name}）得 ${score.value} 分，却没有写证据。`, en: `${name} scores ${score.value} without any evidence.` } : undefined;
  }
  if (!score || isPlaceholder || !isThin(said, label?.value) || markOfModel(said) !== undefined) return undefined;
  const shown = `“${brief(said)}”`;
  if (repeats(said, label?.value)) return { zh: `证据${shown}只是重复标签。`, en: `The evidence ${shown} only repeats the label.` };
  return { zh: `证据${shown}太短，无从核对 ${score.value} 分。`, en: `The evidence ${shown} is too short to check the score of ${score.value} by.` };
}

const isThin = (text: string, label: string | undefined): boolean => repeats(text, label) || weightOf(text) < fewest;

/** How much a text says, in characters; what is long enough however it is written is not counted. */
function weightOf(text: string): number {
  if (text.length >= fewest * 2) return fewest;
  return [...text].reduce((sum, one) => sum + (/\p{Script=Han}/u.test(one) ? fewest / fewestHan : 1), 0);
}

const repeats = (text: string, label: string | undefined): boolean => label !== undefined && !areOther(text, label) && folded(text) === folded(label);

/** Nearly every text differs from its label by a letter, and then neither has to be folded. */
function areOther(a: string, b: string): boolean {
  let at = 0;
  while (at < a.length && a[at]?.toLowerCase() === b[at]?.toLowerCase()) at++;
  return letter.test(a[at] ?? '') && letter.test(b[at] ?? '');
}

const letter = /[A-Za-z\u4e00-\u9fff]/;

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/^["'“”‘’\s]+/, '').replace(/[.。\s"'“”‘’]+$/, '');

/** The blank value, or its key where nothing stands behind it, or the dimension's where there is no key. */
function spanOf({ entry, map }: Assessed) {
  const evidence = entryOf(map, 'evidence');
  if (!evidence) return entry.key.span;
  return evidence.value && evidence.value.span.end > evidence.value.span.start ? evidence.value.span : evidence.key.span;
}
