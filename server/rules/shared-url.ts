import { list } from '../base/both.ts';
import type { Corpus } from '../record/corpus.ts';
import type { Facts } from '../record/facts.ts';
import { isAddress, linkOf } from './address.ts';
import { example, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { consolidationOf } from './succession.ts';
import { brief } from './wording.ts';

/** How many other records are named, and how many are shown as related places. */
const [mostNamed, mostRelated] = [3, 10];

export const sharedUrl: Rule = {
  id: 'shared-url',
  title: { zh: '每部政策有自己的原文链接', en: 'Each policy has a url of its own' },
  why: {
    zh: '两条记录指向同一个网址，要么是同一部政策录了两次，要么其中一条的链接是抄来的。沿革相连的各版常在同一页上，不作提示；标题也相同的，由 duplicate-title 指出。',
    en: 'Where two records lead to one address, either a policy was entered twice or one of the links was copied. '
      + 'Versions of one lineage often stand on one page, and nothing is said of those; where the titles are the same too, duplicate-title tells of it.',
  },
  noFix: { zh: '哪一条的链接不对，要打开原文才知道。', en: 'Which of the records has the wrong link shows only when the text is opened.' },
  source: sources.url,
  severity: 'hint',
  judges: 'values',
  unfinished: true,
  reads: ['id', 'url', 'title', 'evolution'],
  examples: [
    example`
      -- zh/sa-cce-framework.md --
      ---
      { "id": "sa-cce-framework", "url": "https://www.moenergy.gov.sa/cce" }
      ---
      -- zh/sa-megi-ccus.md --
      ---
      { "id": "sa-megi-ccus", "url": "https://www.moenergy.gov.sa/megi" }
      ---
      -- en/sa-cce-framework.md --
      ---
      { "id": "sa-cce-framework", "url": "https://www.moenergy.gov.sa/cce" }
      ---
    `,
    example`
      -- en/eu-ets-mrr-2018.md --
      ---
      id: eu-ets-mrr-2018
      url: https://eur-lex.europa.eu/eli/reg_impl/2018/2066/oj
      evolution: { supersedes: [eu-ets-mrr-2012] }
      ---
      -- en/eu-ets-mrr-2012.md --
      ---
      id: eu-ets-mrr-2012
      url: https://eur-lex.europa.eu/eli/reg_impl/2018/2066/oj
      ---
    `,
    example`
      -- zh/sa-cce-framework.md --
      ---
      { "id": "sa-cce-framework", "url": "https://www.moenergy.gov.sa/" }
                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shared-url: 3 records share “https://www.moenergy.gov.sa/”; the others are “sa-hydrogen-strategy-ccus”, “sa-megi-ccus”.
      ---
      -- zh/sa-megi-ccus.md --
      ---
      { "id": "sa-megi-ccus", "url": "https://www.moenergy.gov.sa/" }
      ---
      -- zh/sa-hydrogen-strategy-ccus.md --
      ---
      { "id": "sa-hydrogen-strategy-ccus", "url": "https://www.moenergy.gov.sa/" }
      ---
    `,
    example`
      -- en/no-longship.md --
      ---
      {
        'id': 'no-longship',
        'url': 'https://www.regjeringen.no/en/dokumenter/meld-33/',
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shared-url: 2 records share “https://www.regjeringen.no/en/dokumenter/meld-33/”; the other is “no-storage-plan”.
      }
      ---
      -- en/no-storage-plan.md --
      ---
      { 'id': 'no-storage-plan', 'url': 'https://www.regjeringen.no/en/dokumenter/meld-33/' }
      ---
    `,
    example`
      ---
      id: cn-ccer
      url: https://www.mee.gov.cn/ccer.html
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shared-url: 2 records share “https://www.mee.gov.cn/ccer.html”; the other is “cn-ets”.
      ---
      -- zh/cn-ets.md --
      ---
      id: cn-ets
      url: https://www.mee.gov.cn/ccer.html
      ---
    `,
    example`
      -- en/no-longship.md --
      ---
      { 'id': 'no-longship', 'url': 'https://example.org/longship', }
      ---
      -- en/no-storage-plan.md --
      ---
      { 'id': 'no-storage-plan', 'url': 'https://example.org/storage-plan', }
      ---
    `,
  ],

  mayFind: (facts, { corpus }) => corpus.sharingUrl(facts).some(({ id }) => id !== facts.id),

  check(record, { corpus }, facts) {
    const link = linkOf(record);
    if (!link || !isAddress(link.text)) return [];
    const alike = corpus.withUrl(link.text, facts).filter(each => each.id !== facts.id);
    if (alike.length === 0) return [];
    const others = alike.length > largest ? alike : strangersAmong(alike, facts, corpus);
    if (others.length === 0) return [];
    const names = others.slice(0, mostNamed).map(each => `“${each.id ?? each.stem}”`);
    const more = others.length > names.length;
    const shown = brief(link.text);
    return [{
      span: link.node.span, path: ['url'],
      message: {
        zh: `${others.length + 1} 条记录使用同一链接“${shown}”，另有${list(names, 'zh')}${more ? '等' : ''}。`,
        en: `${others.length + 1} records share “${shown}”; ${more ? 'among the others are' : others.length === 1 ? 'the other is' : 'the others are'} ${list(names, 'en')}.`,
      },
      related: others.slice(0, mostRelated).map(each => ({
        uri: each.uri, path: ['url'], message: { zh: `“${each.id ?? each.stem}”使用同一链接。`, en: `“${each.id ?? each.stem}” has the same url.` },
      })),
    }];
  },
};

/** How many records of a lineage are looked at; more than that with one address are no lineage. */
const largest = 100;

/** Those that are neither the same policy entered twice nor of one lineage with a record. */
function strangersAmong(alike: readonly Facts[], facts: Facts, corpus: Corpus): readonly Facts[] {
  const twice = new Set(corpus.withTitle(facts.title ?? '', facts));
  const others = alike.filter(each => !twice.has(each) && !idsIn(each).includes(facts.id ?? ''));
  if (others.length === 0) return others;
  const family = familyOf(facts, corpus);
  return others.filter(each => !family.has(each.id ?? ''));
}

/** The ids that belong to one lineage with a record, in whichever direction. */
function familyOf(facts: Facts, corpus: Corpus): ReadonlySet<string> {
  const ids = new Set<string>();
  const queue: Facts[] = [facts];
  for (let at = queue.shift(); at && ids.size < largest; at = queue.shift()) {
    const around = at.id === undefined ? [] : [...corpus.superseding(at.id, at), ...corpus.supersededBy(at.id, at)];
    for (const id of [...idsIn(at), ...around.flatMap(each => each.id ?? [])]) {
      if (ids.has(id)) continue;
      ids.add(id);
      queue.push(...corpus.withId(id, at));
    }
  }
  return ids;
}

/** The ids that a record's lineage names. */
function idsIn(facts: Facts): readonly string[] {
  const { supersedes, supersededBy } = facts;
  const { from, current } = consolidationOf(facts);
  // Most records have no lineage, and one home page may stand in many of them.
  if (supersedes.length === 0 && supersededBy === undefined && from.length === 0 && current === undefined) return none;
  return [...supersedes, supersededBy, ...from, current].filter(id => typeof id === 'string').map(id => id.trim()).filter(id => id !== '');
}

const none: readonly string[] = [];
