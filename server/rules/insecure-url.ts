import { setValue } from '../syntax/write.ts';
import { isAddress, linkOf } from './address.ts';
import { inBoth } from './in-both.ts';
import { example, mend, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { brief } from './wording.ts';

export const insecureUrl: Rule = {
  id: 'insecure-url',
  title: { zh: '链接使用 https', en: 'The url uses https' },
  why: {
    zh: '经 http 传来的原文在路上可以被改动，浏览器也会警告。有些官方网站只有 http，所以只作提示；改为 https 后请打开核对，这里不联网检查。',
    en: 'A text that comes over http can be changed on its way, and browsers warn of it. Some official sites have nothing else, so this is a hint only; open the address after the change, as nothing here looks into the network.',
  },
  source: sources.url,
  severity: 'hint',
  judges: 'values',
  reads: ['url'],
  examples: [
    example`
      ---
      { "url": "https://www.gov.cn/zhengce/1.htm" }
      ---
    `,
    example`
      ---
      { "title": "试点方案", "url": "http://www.ordos.gov.cn/zwgk/1.html" }
                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ insecure-url: “http://www.ordos.gov.cn/zwgk/1.html” uses http without encryption.
      ---
      ->
      ---
      { "title": "试点方案", "url": "https://www.ordos.gov.cn/zwgk/1.html" }
      ---
    `,
    example`
      -- en/ru-climate-doctrine.md --
      ---
      {
        'url': 'http://www.kremlin.ru/acts/bank/49910',
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ insecure-url: “http://www.kremlin.ru/acts/bank/49910” uses http without encryption.
      }
      ---
      ->
      ---
      {
        'url': 'https://www.kremlin.ru/acts/bank/49910',
      }
      ---
    `,
    example`
      ---
      url: http://www.shandong.gov.cn/art/1.html
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ insecure-url: “http://www.shandong.gov.cn/art/1.html” uses http without encryption.
      ---
      ->
      ---
      url: https://www.shandong.gov.cn/art/1.html
      ---
    `,
  ],

  check(record, world, facts) {
    const link = linkOf(record);
    if (!link || !/^http:/i.test(link.text) || !isAddress(link.text)) return [];
    const path = ['url'];
    const value = link.text.replace(/^http:/i, 'https:');
    return [{
      span: link.node.span, path,
      message: { zh: `“${brief(link.text)}”使用未加密的 http。`, en: `“${brief(link.text)}” uses http without encryption.` },
      fixes: [inBoth(mend(record, { zh: '改用 https', en: 'Use https' }, setValue(record, path, value)), record, world, facts, [{ path, value }])],
    }];
  },
};
