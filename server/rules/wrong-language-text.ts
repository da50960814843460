import { hasHan, type Both } from '../base/both.ts';
import { span } from '../base/span.ts';
import type { Facts } from '../record/facts.ts';
import { policyReferences } from '../schema/collections.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { entryOf, type Data, type Path } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { isBlankWord, isChinese, isEnglish } from './language.ts';
import { narrativeOf } from './narrative.ts';
import { example, mend, type Fix, type Found, type Rule } from './rule.ts';
import { pathTo } from './scalars.ts';
import { sources } from './sources.ts';
import { frontmatterOf, mayEscape, textsIn } from './texts.ts';
import { brief } from './wording.ts';

export const wrongLanguageText: Rule = {
  id: 'wrong-language-text',
  title: { zh: '文字用本记录的语言书写', en: 'Texts are in the language of the record' },
  why: {
    zh: '英文记录的读者多半读不懂中文；有英文注解的名称、以英文为主的句子都可以。中文记录里的 analysis 与英文记录共用一份英文，source 也常写英文，这不是错误：'
      + '只有给本规则设定了级别的项目，才检查中文记录里的英文，analysis 整块只说一次。',
    en: 'Readers of an English record can seldom read Chinese; a name with a gloss, or a sentence that is mostly English, is fine. In a Chinese record the English of analysis is shared with its twin and '
      + 'a source is often named in English, which is no fault: English in Chinese records is looked for only where a project sets a level for this rule, and once for the whole of analysis.',
  },
  source: sources.language,
  severity: 'warning',
  judges: 'values',
  unfinished: true,
  examples: [
    example`
      ---
      { "analysis": { "mrv": { "citation": "Article 13", "evidence": "Third-party audit is required." } }, "source": "European Commission", "title": "CCS+ Initiative 框架" }
      ---

      An English paragraph is no fault unless the project says so.
    `,
    example`
      -- en/jp-ccs-business-act-2024.md --
      ---
      category: 法律监管
      regulatory:
        pore_space_rights: 拟制物权 (Quasi-real Rights / Mina-shi Bukken).
      source: METI 资源能源厅
      title: CCS Business Act (二酸化炭素の貯留事業に関する法律)
      ---
      The act creates storage rights (貯留権).
    `,
    example`
      -- en/us-45q-ira.md --
      ---
      { "country": "美国", "impactAnalysis": { "economic": "显著降低直接空气捕集的成本。", "technical": "" }, "title": "Section 45Q" }
                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ wrong-language-text: “显著降低直接空气捕集的成本。” is Chinese in an English record.
      ---
    `,
    example`
      -- en/de-icm-strategy.md --
      ---
      {
        'analysis': { 'statutory': { 'evidence': '受控工业物质', 'label': 'KSpG' } },
                                                 ^^^^^^^^^^^^^^ wrong-language-text: “受控工业物质” is Chinese in an English record.
        'source': '德国联邦政府',
                  ^^^^^^^^^^^^^^ wrong-language-text: “德国联邦政府” is Chinese in an English record.
      }
      ---
      -- zh/de-icm-strategy.md --
      ---
      {
        'analysis': { 'statutory': { 'evidence': 'CO₂ is a controlled industrial substance.', 'label': 'KSpG' } },
        'source': 'Federal Government of Germany',
      }
      ---
      ->
      ---
      {
        'analysis': { 'statutory': { 'evidence': 'CO₂ is a controlled industrial substance.', 'label': 'KSpG' } },
        'source': 'Federal Government of Germany',
      }
      ---
    `,
    example`
      -- en/cn-ordos-pilot-2024.md --
      ---
      title: Ordos Pilot
      evolution:
        clusters:
          - Ordos Basin
          - 鄂尔多斯盆地
            ^^^^^^^^^^^^ wrong-language-text: “鄂尔多斯盆地” is Chinese in an English record.
      ---

      ## 政策概览
      ^^^^^^^^^^^ wrong-language-text: The body of this English record is in Chinese from here on: “## 政策概览”.

      鄂尔多斯市建设全链条示范项目。
    `,
    example`
      ---
      analysis:
      ^^^^^^^^ wrong-language-text: 2 texts under analysis are English in a Chinese record, the first of them “Third-party audit is required every year.”.
        mrv: { evidence: Third-party audit is required every year., label: Audit }
        market: { evidence: Credits can be sold to the scheme., score: 60 }
      impactAnalysis:
        economic: Lowers the cost of capture by a third.
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ wrong-language-text: “Lowers the cost of capture by a third.” is English in a Chinese record.
      source: Ministry of Ecology and the Environment
      title: 碳市场方案
      ---

      The plan was issued in March and covers steel.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ wrong-language-text: The body of this Chinese record is in English from here on: “The plan was issued in March and covers steel.”.
      -- policy-records.json --
      { "rules": { "wrong-language-text": "warning" } }
    `,
  ],

  check(record, { corpus, project }, facts) {
    // What is found in a Chinese record is told only where it was asked for.
    if (record.locale === 'zh' && project.levelOf('wrong-language-text', record.uri) === undefined) return [];
    const found: Found[] = [];
    if (record.locale === 'en') {
      for (const each of mayBeChinese(record) ? textsIn(record) : []) {
        const { node, text } = each;
        if (!isChinese(text)) continue;
        const path = pathTo(each);
        if (!isProse(text, path)) continue;
        found.push({ span: node.span, path, message: ofValue('en', text), fixes: copied(record, path, corpus.twinOf(facts)) });
      }
    } else {
      const english = textsIn(record).filter(({ text }) => isEnglish(text)).map(each => ({ node: each.node, text: each.text, path: pathTo(each) }))
        .filter(({ text, path }) => path[0] !== 'source' && isProse(text, path));
      const analysis = english.filter(({ path }) => path[0] === 'analysis');
      const key = entryOf(record.root, 'analysis')?.key;
      const [first] = analysis;
      if (first && key) found.push({ span: key.span, path: ['analysis'], onRequest: true, message: ofAnalysis(analysis.length, first.text) });
      for (const { node, text, path } of english) if (path[0] !== 'analysis') found.push({ span: node.span, path, onRequest: true, message: ofValue('zh', text) });
    }
    return found.concat(ofBody(record));
  },
};

/** Whether a frontmatter holds Chinese, or escapes that may stand for it. */
const mayBeChinese = (record: PolicyRecord): boolean => hasHan(frontmatterOf(record)) || (mayEscape(record) && /\\[uU]/.test(frontmatterOf(record)));

/** Fields that hold no prose, whose words are another rule's matter, or that name people. */
const apart: ReadonlySet<string> = new Set(['id', 'url', 'country', 'category', 'status', 'legalWeight', 'reviewStatus', 'pubDate', 'scope', 'provenance', 'icvcmCriteria', ...policyReferences]);
const ids: ReadonlySet<string> = new Set(['supersedes', 'supersededBy', 'consolidatedFrom', 'currentConsolidatedVersion']);

const isProse = (text: string, [field, part]: Path): boolean =>
  !apart.has(String(field)) && !(field === 'evolution' && ids.has(String(part))) && !isBlankWord(text);

/** What the other language's file says at the same place, where that can be read here. Only what both share is known of it. */
function copied(record: PolicyRecord, path: Path, twin: Facts | undefined): readonly Fix[] {
  const [field, ...rest] = path;
  const theirs = rest.reduce<Data>((data, step) => typeof data === 'object' ? (data as Readonly<Record<string | number, Data>>)[step] : undefined, twin?.values.get(String(field)));
  if (typeof theirs !== 'string' || theirs.trim() === '' || isChinese(theirs) || isBlankWord(theirs)) return [];
  return [mend(record, { zh: `照抄中文文件里的英文“${brief(theirs)}”`, en: `Copy the English of the Chinese file, “${brief(theirs)}”` }, setValue(record, path, theirs), { preferred: true })];
}

function ofBody(record: PolicyRecord): readonly Found[] {
  const narrative = narrativeOf(record);
  const [wrong, holds] = record.locale === 'en' ? [isChinese, /\p{Script=Han}/u] as const : [isEnglish, /[A-Za-z]{2}/] as const;
  if (!wrong(narrative)) return [];
  const line = narrative.split(/\r\n|\r|\n/).find(each => holds.test(each)) ?? '';
  const start = record.body.start + narrative.indexOf(line) + line.search(/\S/);
  const shown = brief(line);
  return [{
    span: span(start, start + line.trim().length), path: [],
    message: record.locale === 'en'
      ? { zh: `英文记录的正文从这里起是中文：“${shown}”。`, en: `The body of this English record is in Chinese from here on: “${shown}”.` }
      : { zh: `中文记录的正文从这里起是英文：“${shown}”。`, en: `The body of this Chinese record is in English from here on: “${shown}”.` },
    ...(record.locale === 'en' ? {} : { onRequest: true as const }),
  }];
}

const ofValue = (locale: 'zh' | 'en', text: string): Both => locale === 'en'
  ? { zh: `英文记录中出现了中文“${brief(text)}”。`, en: `“${brief(text)}” is Chinese in an English record.` }
  : { zh: `中文记录中出现了英文“${brief(text)}”。`, en: `“${brief(text)}” is English in a Chinese record.` };

const ofAnalysis = (count: number, first: string): Both => ({
  zh: `中文记录的 analysis 里有 ${count} 处英文，如“${brief(first)}”。`,
  en: `${count === 1 ? 'One text under analysis is' : `${count} texts under analysis are`} English in a Chinese record, the first of them “${brief(first)}”.`,
});
