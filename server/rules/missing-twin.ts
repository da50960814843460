import { nameOf } from '../record/corpus.ts';
import { mirrorOf } from '../record/mirror.ts';
import { isBroken } from '../syntax/record.ts';
import { example, fixLater, type Fix, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { languageName, otherLanguage } from './wording.ts';

export const missingTwin: Rule = {
  id: 'missing-twin',
  title: { zh: '每条记录都有另一语言的文件', en: 'Every record has a file in the other language' },
  why: {
    zh: '网站的两种语言各读各的文件夹，缺了对照文件，这部政策在另一种语言里就不存在。只有一种语言的库不受此规则约束。'
      + '修复按本记录建立对照文件：共有的事实照抄，词表里的词和国家换成另一种语言，文字和正文留空，由人来写。',
    en: 'The two languages of a site read a folder each, and a policy without its counterpart does not exist for half of the readers. A library in one language is left alone. '
      + 'The fix makes the counterpart from this record: shared facts are copied, terms and country are written in the other language, and texts and narrative are left as gaps for a person to fill.',
  },
  source: sources.twins,
  severity: 'warning',
  judges: 'values',
  reads: ['id'],
  examples: [
    example`
      -- zh/cn-ccer.md --
      ---
      { "id": "cn-ccer", "title": "温室气体自愿减排交易管理办法" }
      ---
      -- en/cn-ccer.md --
      ---
      { "id": "cn-ccer", "title": "CCER Trading Measures" }
      ---
    `,
    example`
      -- zh/cn-ccer.md --
      ---
      title: 只有中文的库
      ---
      -- zh/eu-ccs-directive.md --
      ---
      title: 欧盟碳封存指令
      ---
    `,
    example`
      -- en/eu-ccs-directive.md --
      ---
      id: eu-ccs-directive
      title: The counterpart is there, under a name of its own
      ---
      -- zh/eu-ccs.md --
      ---
      id: eu-ccs-directive
      ---
    `,
    example`
      -- zh/de-icm-strategy.md --
      ---
      ^^^ missing-twin: The English counterpart, en/de-icm-strategy.md, is missing.
      {
        "category": "战略引导",
        "country": "德国",
        "id": "de-icm-strategy",
        "title": "联邦碳管理战略"
      }
      ---

      联邦政府的碳管理战略。
      -- en/eu-ccs-directive.md --
      ---
      id: eu-ccs-directive
      ---
    `,
    example`
      -- content/en/policies/ph-doe-ccus-roadmap.md --
      ---
      ^^^ missing-twin: The Chinese counterpart, zh-CN/policies/ph-doe-ccus-roadmap.md, is missing.
      {
        'country': 'Philippines',
        'status': 'Planned',
        'title': 'CCUS Roadmap',
      }
      ---
      -- content/zh-CN/policies/eu-ccs-directive.md --
      ---
      id: eu-ccs-directive
      ---
    `,
    example`
      -- en/gr-climate-law.md --
      ---
      ^^^ missing-twin: The Chinese counterpart, zh/gr-climate-law.md, is missing.
      id: gr-climate-law
      title: National Climate Law
      evolution:
        clusters:
          - Climate law
      ---
      -- zh/eu-ccs-directive.md --
      ---
      id: eu-ccs-directive
      ---
    `,
    example`
      -- en/no-longship.md --
      ---
      { 'id': 'no-longship', 'title': 'Longship', }
      ---
      -- zh/no-longship.md --
      ---
      { 'id': 'no-longship', 'title': '长船计划', }
      ---
    `,
  ],

  mayFind: (facts, { corpus }) => facts.language !== undefined && !corpus.twinOf(facts),

  check(record, { corpus, project: { vocabulary } }, facts) {
    if (!facts.language || corpus.twinOf(facts)) return [];
    const language = otherLanguage(facts.language);
    const uri = corpus.speaks(language, facts) ? corpus.twinUriOf(facts) : undefined;
    if (uri === undefined) return [];
    // Under another name it is there all the same, and its name is another rule's finding.
    const named = facts.id ? corpus.withId(facts.id, { ...facts, language }) : [];
    if (named.some(each => !corpus.twinOf(each))) return [];
    const { zh, en } = languageName[language];
    const name = nameOf(uri);
    const create = (): Fix => fixLater({ title: { zh: `建立${zh}文件 ${name}，共有的事实照抄，文字留空`, en: `Create ${name} with the shared facts and gaps for the texts` }, safe: false, preferred: true },
      () => [{ kind: 'create', uri, text: mirrorOf(record, vocabulary) }]);
    return [{
      span: record.fences.open, path: [], fixes: isBroken(record) ? [] : [create()],
      message: { zh: `缺少${zh}对照文件 ${name}。`, en: `The ${en} counterpart, ${name}, is missing.` },
    }];
  },
};
