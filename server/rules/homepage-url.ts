import { isHomePage, linkOf } from './address.ts';
import { example, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { brief } from './wording.ts';

export const homepageUrl: Rule = {
  id: 'homepage-url',
  title: { zh: '链接通到政策原文', en: 'The url leads to the text of the policy' },
  why: {
    zh: '网站首页上找不到评分所引的条款，改版后更无从核对。带查询参数的网址和栏目页不算首页。',
    en: 'A home page holds none of the clauses that the scores cite, and after the next relaunch nobody can tell where they stood. An address with a query and the page of a section are no home pages.',
  },
  noFix: { zh: '原文在哪里，只有去发布机构的网站上找；从记录里推不出来。', en: 'Where the text is can only be looked up on the site of the issuing body; nothing in the record tells.' },
  source: sources.url,
  severity: 'information',
  judges: 'values',
  unfinished: true,
  reads: ['url'],
  examples: [
    example`
      ---
      { "url": "http://www.shandong.gov.cn/art/2024/1/2/art_1.html" }
      ---
    `,
    example`
      ---
      { "url": "https://eur-lex.europa.eu/?uri=CELEX:32009L0031" }
      ---
    `,
    example`
      -- en/ae-oil-and-gas.md --
      ---
      url: https://www.moei.gov.ae/oil-and-gas/
      ---
    `,
    example`
      ---
      { "title": "沙特碳经济", "url": "https://www.moenergy.gov.sa" }
                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ homepage-url: “https://www.moenergy.gov.sa” is the home page of a site and not the policy itself.
      ---
    `,
    example`
      -- en/sa-megi-ccus.md --
      ---
      {
        'url': 'https://www.moenergy.gov.sa/',
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ homepage-url: “https://www.moenergy.gov.sa/” is the home page of a site and not the policy itself.
      }
      ---
    `,
    example`
      -- zh/cn-ordos-pilot-2024.md --
      ---
      url: http://www.ordos.gov.cn/
           ^^^^^^^^^^^^^^^^^^^^^^^^ homepage-url: “http://www.ordos.gov.cn/” is the home page of a site and not the policy itself.
      ---
    `,
    example`
      -- en/example.md --
      ---
      { 'url': 'https://www.example.org/?uri=CELEX:32009L0031', }
      ---
    `,
  ],

  check(record) {
    const link = linkOf(record);
    if (!link || !isHomePage(link.text)) return [];
    return [{
      span: link.node.span, path: ['url'],
      message: { zh: `“${brief(link.text)}”只是网站首页，不是政策原文。`, en: `“${brief(link.text)}” is the home page of a site and not the policy itself.` },
    }];
  },
};
