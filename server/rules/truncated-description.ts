import type { PolicyRecord } from '../syntax/record.ts';
import { nodeAt, wholeText } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { endsWhole, gist, leadingHeadings, narrativeOf, openingOf } from './narrative.ts';
import { example, mend, type Rule } from './rule.ts';
import { sources } from './sources.ts';

/** Where an export cut the body to make a description of it, in UTF-16 code units. */
const most = 500;
const path = ['description'];
const zh = '该方案设定排放上限，并逐年收紧。';
const en = 'The credit is paid per ton of CO2. ';

export const truncatedDescription: Rule = {
  id: 'truncated-description',
  title: { zh: 'description 是完整的句子', en: 'A description is whole sentences' },
  why: {
    zh: '导出程序把正文的前 500 个字当作 description，往往断在句子甚至单词中间，列表页和搜索结果印出来的就是半句话。与正文相同的 description、没有 description 的记录都没有问题。',
    en: 'An export took the first 500 characters of the body for the description, and most often cut a sentence or a word in two; lists and search results print the half. A description equal to the body, or none at all, is fine.',
  },
  source: sources.exporter,
  severity: 'information',
  judges: 'values',
  unfinished: true,
  reads: ['description', 'body'],
  examples: [
    example`
      ---
      { "description": "该方案覆盖电力行业。", "title": "碳市场方案" }
      ---

      该方案覆盖电力行业。第二阶段将纳入水泥、钢铁和电解铝。
    `,
    example`
      -- en/eu-ccs-directive.md --
      ---
      title: CCS Directive
      description: The directive sets common conditions for
      ---
      The directive sets common conditions for storage permits.
    `,
    example`
      ---
      { "description": "${zh.repeat(31)}配额按基", "title": "碳市场方案" }
                       ${'^'.repeat(1002)} truncated-description: The description breaks off after 500 characters, at “…配额按基”, and the body goes on.
      ---

      ${zh.repeat(31)}配额按基准线法分配。
      ->
      ---
      { "description": "${zh.repeat(31)}", "title": "碳市场方案" }
      ---

      ${zh.repeat(31)}配额按基准线法分配。
    `,
    example`
      -- en/us-45q-ira.md --
      ---
      {
        'description': "## Policy Core\r \r ${en.repeat(13)}The rate for direct air cap",
                       ${'^'.repeat(504)} truncated-description: The description breaks off after 500 characters, at “…The rate for direct air cap”, and the body goes on.
        'title': 'Section 45Q',
      }
      ---

      ## Policy Core

      ${en.repeat(13)}The rate for direct air capture is $180 per metric ton.
      ->
      ---
      {
        'description': "${en.repeat(13).trim()}",
        'title': 'Section 45Q',
      }
      ---

      ## Policy Core

      ${en.repeat(13)}The rate for direct air capture is $180 per metric ton.
    `,
    example`
      ---
      title: 差价合约
      description: >-
                   ^^ truncated-description: The description breaks off after 492 characters, at “…由能源署管理招标和结算，凡是自二〇二六年起运行的项目都”, and the body goes on.
        ${zh.repeat(29)}
        由能源署管理招标和结算，凡是自二〇二六年起运行的项目都
      ---
      ## 政策概览

      ${zh.repeat(29)}由能源署管理招标和结算，凡是自二〇二六年起运行的项目都须在投产前一年报名。
      ->
      ---
      title: 差价合约
      description: ${zh.repeat(29)}
      ---
      ## 政策概览

      ${zh.repeat(29)}由能源署管理招标和结算，凡是自二〇二六年起运行的项目都须在投产前一年报名。
    `,
  ],

  check(record) {
    const node = wholeText(nodeAt(record.root, path));
    if (!node || !isCutOff(record, node.value)) return [];
    const opening = openingOf(narrativeOf(record), most);
    const count = [...node.value].length;
    const tail = `…${lastOf(node.value)}`;
    return [{
      span: node.span, path,
      message: {
        zh: `description 在第 ${count} 字处断开（“${tail}”），而正文还有下文。`,
        en: `The description breaks off after ${count} characters, at “${tail}”, and the body goes on.`,
      },
      fixes: opening === undefined ? [] : [mend(record, { zh: '换成正文开头的完整句子', en: 'Replace it by the first whole sentences of the body' }, setValue(record, path, opening), { preferred: true })],
    }];
  },
};

/** Whether a description breaks off at the place where the export cuts it, while the body goes on. */
export function isCutOff(record: PolicyRecord, description: string): boolean {
  // No cut is longer than the place of the cut, and few are much shorter once a heading and what was escaped in it are gone.
  if (description.length > 2 * most || description.length < most / 2 || endsWhole(description)) return false;
  const own = gist(description);
  const text = narrativeOf(record).trim();
  const heading = gist(leadingHeadings(text).join(''));
  const whole = gist(text);
  const bare = whole.slice(heading.length);
  if (own === '' || ![whole, bare].some(each => each.length > own.length && each.startsWith(own))) return false;
  return isCutLength(description) || cutsOf(text, heading).some(length => Math.abs(length - own.length) <= slack);
}

/** The half sentence that a text ends with, or as much of it as a message holds. */
const lastOf = (text: string): string => [...text.trim().replace(/\s+/g, ' ').replace(/^.*(?:[。！？；]|[.!?] )(?=[^。！？；])/, '').trim()].slice(-48).join('');

const isCutLength = (text: string): boolean => text.length === most || [...text].length === most;

/** How many letters a cut may be off its place: blanks at the end of a line have come and gone since. */
const slack = 4;

/**
 * How many letters of a body the export keeps: with line breaks of one or two characters, with the heading and without it. A
 * description whose heading or escapes were taken away since is still cut at the same place.
 */
const cutsOf = (text: string, heading: string): readonly number[] => ['\n', '\r\n'].flatMap(eol => {
  const { length } = gist(text.replace(/\r\n|\r|\n/g, eol).slice(0, most));
  return [length, length - heading.length];
});
