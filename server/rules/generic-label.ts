import { setValue } from '../syntax/write.ts';
import { assessedIn, fieldOf, hasPlaceholder, isGenericLabel, twinsText } from './evidence.ts';
import { example, mend, type Found, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { brief, languageName, otherLanguage } from './wording.ts';

export const genericLabel: Rule = {
  id: 'generic-label',
  title: { zh: '标签说明政策做了什么', en: 'A label says what the policy does' },
  why: {
    zh: '标签是读者在图表里看到的几个字。“High”只重复分数，对哪部政策都适用；“45Q 抵免”则说明分数从何而来。合适的措辞只能来自原文，对照文件里有更具体的标签时可以采用。占位证据旁的标签随证据一起删去，不另作提示。',
    en: 'The label is the few words that a reader of a chart sees. “High” repeats the score and suits any policy; “45Q credit” says where the score comes from. The right words come from the source, or from the other language’s record where it has found some. A label beside placeholder evidence goes with that evidence and is not told of.',
  },
  source: sources.depth,
  severity: 'hint',
  judges: 'values',
  unfinished: true,
  reads: ['analysis'],
  examples: [
    example`
      ---
      { "analysis": { "mrv": { "label": "Standard-led" }, "market": { "label": "" }, "incentive": { "label": "High certainty credit" } } }
      ---
    `,
    example`
      ---
      analysis:
        strategic: { evidence: Baseline strategic alignment under V5.0 migration., label: Initial Assessment, score: 30 }
        market: { evidence: TBD, label: Medium }
      ---
    `,
    example`
      ---
      { "title": "封存法", "analysis": { "mrv": { "evidence": "第十二条要求逐月监测并提交报告。", "label": "High", "score": 85 } } }
                                                                                                           ^^^^^^ generic-label: The label “High” suits any policy and says nothing of this one.
      ---
    `,
    example`
      -- en/jp-ccs-business-act-2024.md --
      ---
      {
        'analysis': { 'mrv': { 'label': 'standard ' }, 'market': { 'label': 'Excellent' } },
                                        ^^^^^^^^^^^ generic-label: The label “standard” suits any policy and says nothing of this one.
                                                                            ^^^^^^^^^^^ generic-label: The label “Excellent” suits any policy and says nothing of this one.
      }
      ---
      -- zh/jp-ccs-business-act-2024.md --
      ---
      analysis: { mrv: { label: Monthly monitoring }, market: { label: Open third-party access } }
      ---
      ->
      ---
      {
        'analysis': { 'mrv': { 'label': 'Monthly monitoring' }, 'market': { 'label': 'Open third-party access' } },
      }
      ---
    `,
    example`
      ---
      analysis:
        statutory:
          label: Defined
                 ^^^^^^^ generic-label: The label “Defined” suits any policy and says nothing of this one.
      ---
    `,
  ],

  check(record, { corpus }, facts) {
    const found: Found[] = [];
    for (const each of assessedIn(record)) {
      const { label } = each;
      if (!label || !isGenericLabel(label.value) || hasPlaceholder(each)) continue;
      const path = fieldOf(each, 'label');
      const theirs = twinsText(corpus, facts, each, 'label');
      const { zh, en } = languageName[otherLanguage(record.locale)];
      const shown = `“${brief(label.value)}”`;
      found.push({
        span: label.node.span, path,
        message: { zh: `标签${shown}过于笼统，看不出这部政策的内容。`, en: `The label ${shown} suits any policy and says nothing of this one.` },
        fixes: theirs === undefined || isGenericLabel(theirs) ? []
          : [mend(record, { zh: `采用${zh}版的标签“${brief(theirs)}”`, en: `Take the label of the ${en} record, “${brief(theirs)}”` }, setValue(record, path, theirs), { preferred: true })],
      });
    }
    return found;
  },
};
