import { setValue } from '../syntax/write.ts';
import { leadingHeadings, narrativeOf } from './narrative.ts';
import { example, mend, type Found, type Rule } from './rule.ts';
import { pathTo } from './scalars.ts';
import { sources } from './sources.ts';
import { frontmatterOf, mayEscape, textsIn } from './texts.ts';
import { brief } from './wording.ts';

export const flattenedMarkdown: Rule = {
  id: 'flattened-markdown',
  title: { zh: '文字不以压平的标题开头', en: 'A text does not start with a flattened heading' },
  why: {
    zh: '导出程序把正文的换行换成空格，标题与第一段就连成一行：列表页会照样印出“##”，Markdown 会把整段当作标题。摘要不需要标题；正文里有同样的标题时，删去它不会失去任何内容。',
    en: 'An export turned the line breaks of the body into blanks, so that a heading and the paragraph under it became one line: lists print the “##”, and Markdown takes the whole paragraph for a heading. A summary needs none, and where the body has the same heading nothing is lost with it.',
  },
  source: sources.exporter,
  severity: 'information',
  judges: 'values',
  examples: [
    example`
      ---
      { "description": "欧盟指令 2009/31/EC 为封存许可规定了统一条件。", "title": "# 1 号井封存许可" }
      ---
    `,
    example`
      -- en/eu-ccs-directive.md --
      ---
      title: CCS Directive
      description: |
        ## Policy Overview

        The directive sets common conditions for storage permits.
      ---
    `,
    example`
      -- en/no-tax-deduction-ccs.md --
      ---
      {
        'description': "## Policy Overview\r \r The tax act lets investments be deducted at once.",
        'impactAnalysis': { 'economic': '### Costs \r \r Capture costs fall.', },
      }
      ---
    `,
    example`
      ---
      { "description": "## 政策概览  低碳燃料标准设定了交通燃料的碳强度上限。", "title": "低碳燃料标准" }
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ flattened-markdown: The heading “政策概览” and the text under it became one line.
      ---

      ## 政策概览

      低碳燃料标准设定了交通燃料的碳强度上限。
      ->
      ---
      { "description": "低碳燃料标准设定了交通燃料的碳强度上限。", "title": "低碳燃料标准" }
      ---

      ## 政策概览

      低碳燃料标准设定了交通燃料的碳强度上限。
    `,
    example`
      -- en/cn-demo-tech-2024.md --
      ---
      {
        'description': '## Policy Core Issued by NDRC, this plan selects projects.',
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ flattened-markdown: The heading “Policy Core” and the text under it became one line.
        'impactAnalysis': { 'economic': "### Costs  Capture costs fall.", },
                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ flattened-markdown: The heading “Costs” and the text under it became one line.
      }
      ---

      ## Policy Core
      Issued by NDRC, this plan selects projects.
      ->
      ---
      {
        'description': 'Issued by NDRC, this plan selects projects.',
        'impactAnalysis': { 'economic': "Capture costs fall.", },
      }
      ---

      ## Policy Core
      Issued by NDRC, this plan selects projects.
    `,
    example`
      ---
      title: 差价合约
      description: '## 政策核心  ### 背景  合约期二十年。'
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ flattened-markdown: The heading “政策核心” and the text under it became one line.
      ---
      ->
      ---
      title: 差价合约
      description: '合约期二十年。'
      ---
    `,
  ],

  check(record) {
    // A heading begins with a sign that hardly any record has, or with its escape.
    const written = frontmatterOf(record);
    if (!written.includes('#') && !(mayEscape(record) && /\\[xuU]/.test(written))) return [];
    let known: readonly string[] | undefined;
    const found: Found[] = [];
    for (const each of textsIn(record)) {
      const { node, text } = each;
      if (!/^\s*#/.test(text)) continue;
      const path = pathTo(each);
      if (path[0] === 'title') continue;
      const ofBody = known ??= leadingHeadings(narrativeOf(record)).slice(0, 9);
      const headings: string[] = [];
      let rest = text;
      for (let next = flattened(rest, ofBody); next; next = flattened(rest, ofBody)) {
        headings.push(next.heading);
        rest = next.rest;
      }
      const [heading] = headings;
      if (heading === undefined) continue;
      const kept = headings.every(each => ofBody.includes(each));
      found.push({
        span: node.span, path,
        message: { zh: `标题“${brief(heading)}”与它下面的文字被压成了一行。`, en: `The heading “${brief(heading)}” and the text under it became one line.` },
        fixes: [mend(record, { zh: '去掉标题', en: 'Drop the heading' }, setValue(record, path, rest.trimEnd()), { safe: kept, preferred: true })],
      });
    }
    return found;
  },
};

/** A heading is no longer than this, and what is looked at of a text no more. */
const longest = 300;

/**
 * A heading at the start of a text with more text behind it on its line. The exporter left two blanks between the two; where only one
 * is left, a heading that the body starts with is still told. Where a carriage return is left, that is a line's end to Markdown,
 * and escape-residue brings the line break back.
 */
function flattened(text: string, known: readonly string[]): { readonly heading: string; readonly rest: string } | undefined {
  const marks = /^\s{0,99}#{1,6}[ \t]{1,9}(?=\S)/.exec(text)?.[0] ?? '';
  if (marks === '') return undefined;
  const line = (/^[^\r\n]*/.exec(text.slice(marks.length, marks.length + longest))?.[0] ?? '').replace(/\\r(?![a-z])[^]*$/, '').trimEnd();
  const gap = /[ \t]{2,}|[ \t]?\u2028/.exec(line)?.index ?? Infinity;
  const told = known.find(each => line.startsWith(`${each} `))?.length ?? Infinity;
  const length = Math.min(gap, told);
  const rest = text.slice(marks.length + length).trimStart();
  return rest === '' ? undefined : { heading: line.slice(0, length), rest };
}
