import { textOf } from '../base/span.ts';
import { narrativeOf } from './narrative.ts';
import { example, type Rule } from './rule.ts';
import { sources } from './sources.ts';

export const emptyBody: Rule = {
  id: 'empty-body',
  title: { zh: '前置元数据之后有正文', en: 'A narrative follows the frontmatter' },
  why: {
    zh: '详情页的正文就是前置元数据之后的文字，description 只是它的摘要；没有正文的页面只剩一张表格。HTML 注释读者看不见，不算正文。',
    en: 'The page of a policy shows what stands behind the frontmatter, and a description is no more than an excerpt of it; without it the page is a table and nothing else. HTML comments are seen by no reader and do not count.',
  },
  source: sources.schema,
  severity: 'warning',
  noFix: { zh: '正文只能由读过原文的人来写。', en: 'Only someone who has read the source can write it.' },
  judges: 'whole',
  reads: ['body'],
  examples: [
    example`
      ---
      { "id": "cn-ccer", "title": "温室气体自愿减排" }
      ---

      ## 政策概览

      生态环境部于 2023 年重启自愿减排市场。
    `,
    example`
      -- en/cn-ccer.md --
      ---
      title: China Certified Emission Reductions
      ---
      <!-- Checked against the gazette. --> The market reopened in 2023.
    `,
    example`
      ---
      ^^^ empty-body: No narrative follows the frontmatter.
      { "id": "cn-ccer", "title": "温室气体自愿减排" }
      ---
    `,
    example`
      -- en/cn-ccer.md --
      ---
      ^^^ empty-body: The body holds comments only and no narrative.
      { 'id': 'cn-ccer', 'title': 'China Certified Emission Reductions', }
      ---

      <!-- The narrative has yet to be written. -->
    `,
    example`
      ---
      ^^^ empty-body: No narrative follows the frontmatter.
      id: cn-ccer
      title: 温室气体自愿减排
      ---

    `,
    example`
      -- en/example.md --
      ---
      { 'title': 'Storage Act', }
      ---

      The act governs the storage of carbon dioxide.
    `,
  ],

  check(record) {
    if (!record.fences.close || narrativeOf(record).trim() !== '') return [];
    return [{
      span: record.fences.open, path: [],
      message: textOf(record.text, record.body).trim() === ''
        ? { zh: '前置元数据之后没有正文。', en: 'No narrative follows the frontmatter.' }
        : { zh: '正文里只有注释，没有内容。', en: 'The body holds comments only and no narrative.' },
    }];
  },
};
