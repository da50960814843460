import { placeholders } from '../schema/knowledge.ts';
import { setValue } from '../syntax/write.ts';
import { addressesMeant, isAddress, linkOf } from './address.ts';
import { inBoth } from './in-both.ts';
import { example, mend, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { brief } from './wording.ts';

const blanks: ReadonlySet<string> = new Set(placeholders.whole.map(text => text.toLowerCase()));

export const malformedUrl: Rule = {
  id: 'malformed-url',
  title: { zh: '原文链接是完整的网址', en: 'The url is a whole address' },
  why: {
    zh: '读者靠这个链接核对每一个分数。少了 https:// 的网址会被当作站内路径打开，说明文字、相对路径和文件名则哪里也打不开。不知道网址时留空，空着由 empty-field 提示。',
    en: 'Readers verify every score by this link. Without https:// a browser takes an address for a page of the site itself, and a remark, a relative path or the name of a file opens nowhere. '
      + 'Where the address is not known the field stays blank, which empty-field tells.',
  },
  source: sources.url,
  severity: 'error',
  judges: 'values',
  unfinished: true,
  reads: ['url'],
  examples: [
    example`
      ---
      { "url": "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32009L0031" }
      ---
    `,
    example`
      ---
      { "url": "http://www.gov.cn/zhengce/二氧化碳捕集（试行）.pdf" }
      ---
    `,
    example`
      ---
      { "url": "" }
      ---
    `,
    example`
      ---
      { "title": "封存条例", "url": " https://www.gov.cn/zhengce/1.htm " }
                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ malformed-url: “https://www.gov.cn/zhengce/1.htm” stands between blanks, which are no part of an address.
      ---
      ->
      ---
      { "title": "封存条例", "url": "https://www.gov.cn/zhengce/1.htm" }
      ---
    `,
    example`
      ---
      { "title": "封存条例", "url": "https：／／www.gov.cn／zhengce/1.htm" }
                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ malformed-url: “https：／／www.gov.cn／zhengce/1.htm” is not an address that begins with http:// or https://.
      ---
      ->
      ---
      { "title": "封存条例", "url": "https://www.gov.cn/zhengce/1.htm" }
      ---
    `,
    example`
      -- en/us-45q-ira.md --
      ---
      {
        'url': 'www.congress.gov/bill/117th-congress/house-bill/5376',
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ malformed-url: “www.congress.gov/bill/117th-congress/house-bill/5376” is not an address that begins with http:// or https://.
      }
      ---
      ->
      ---
      {
        'url': 'https://www.congress.gov/bill/117th-congress/house-bill/5376',
      }
      ---
    `,
    example`
      -- en/uk-ccus-vision.md --
      ---
      url: https://assets.publishing.service.gov.uk/ccus vision.pdf
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ malformed-url: “https://assets.publishing.service.gov.uk/ccus vision.pdf” has a blank in it, where an address ends.
      ---
      ->
      ---
      url: https://assets.publishing.service.gov.uk/ccus%20vision.pdf
      ---
    `,
    example`
      -- en/mx-sener-ccus-2025.md --
      ---
      url: TBD
           ^^^ malformed-url: “TBD” is not an address that begins with http:// or https://.
      ---
      ->
      ---
      url: ''
      ---
    `,
    example`
      ---
      url: 见国家标准公开系统
           ^^^^^^^^^^^^^^^^^^ malformed-url: “见国家标准公开系统” is not an address that begins with http:// or https://.
      ---
    `,
  ],

  check(record, world, facts) {
    const link = linkOf(record);
    if (!link || isAddress(link.text)) return [];
    const isTrimmed = isAddress(link.text.trim());
    const shown = brief(link.text);
    const path = ['url'];
    const meant = addressesMeant(link.text);
    return [{
      span: link.node.span, path,
      message: isTrimmed
        ? { zh: `“${shown}”的首尾有空白，空白不是网址的一部分。`, en: `“${shown}” stands between blanks, which are no part of an address.` }
        : /^https?:\/\/\S+\s/i.test(link.text)
          ? { zh: `“${shown}”中间有空白，网址到空白处就断了。`, en: `“${shown}” has a blank in it, where an address ends.` }
          : { zh: `“${shown}”不是以 http:// 或 https:// 开头的完整网址。`, en: `“${shown}” is not an address that begins with http:// or https://.` },
      fixes: blanks.has(link.text.trim().toLowerCase())
        ? [inBoth(mend(record, { zh: '清空，表示还不知道', en: 'Clear it, which says that it is not known' }, setValue(record, path, ''), { preferred: true }), record, world, facts, [{ path, value: '' }])]
        : meant.map(address => inBoth(mend(record, { zh: `改为 ${brief(address)}`, en: `Set it to ${brief(address)}` }, setValue(record, path, address), { safe: isTrimmed, preferred: meant.length === 1 }),
          record, world, facts, [{ path, value: address }])),
    }];
  },
};
