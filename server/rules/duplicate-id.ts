import { list } from '../base/both.ts';
import type { Facts } from '../record/facts.ts';
import { isSafeId } from '../schema/ids.ts';
import { nodeAt, stringOf } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { differs } from './id-not-file-name.ts';
import { inBoth } from './in-both.ts';
import { example, mend, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { brief } from './wording.ts';

/** How many other files are shown as related places. */
const mostRelated = 10;

export const duplicateId: Rule = {
  id: 'duplicate-id',
  title: { zh: '同一语言里每个 id 只属于一条记录', en: 'An id belongs to one record of its language' },
  why: {
    zh: '引用只认 id：两条记录共用一个 id，指向它的链接就不知道去哪一条，其中一条会从网站上消失。',
    en: 'References know nothing but ids: where two records share one, a link to it may lead to either, and one of them vanishes from the site.',
  },
  source: sources.lineage,
  severity: 'error',
  judges: 'values',
  unfinished: true,
  reads: ['id'],
  examples: [
    example`
      -- zh/eu-ccs-directive.md --
      ---
      { "id": "eu-ccs-directive" }
      ---
      -- en/eu-ccs-directive.md --
      ---
      { "id": "eu-ccs-directive" }
      ---
    `,
    example`
      -- zh/eu-ccs-directive.md --
      ---
      { "title": "欧盟碳封存指令", "id": "eu-ccs-directive" }
                                         ^^^^^^^^^^^^^^^^^^ duplicate-id: The id “eu-ccs-directive” stands in another file too: eu-ccs-directive-copy.md.
      ---
      -- zh/eu-ccs-directive-copy.md --
      ---
      { "title": "欧盟碳封存指令（修订）", "id": "eu-ccs-directive" }
      ---
    `,
    example`
      -- en/no-longship-2020.md --
      ---
      {
        'country': 'Norway', 'id': 'no-longship',
                                   ^^^^^^^^^^^^^ duplicate-id: The id “no-longship” stands in another file too: no-longship-2024.md.
      }
      ---
      -- en/no-longship-2024.md --
      ---
      {
        'country': 'Norway', 'id': 'no-longship',
      }
      ---
      ->
      ---
      {
        'country': 'Norway', 'id': 'no-longship-2020',
      }
      ---
    `,
    example`
      -- zh/japan/jp-ccs-act.md --
      ---
      title: 二氧化碳贮留事业法
      id: jp-ccs-act
          ^^^^^^^^^^ duplicate-id: The id “jp-ccs-act” stands in another file too: archive/jp-ccs-act.md.
      ---
      -- zh/archive/jp-ccs-act.md --
      ---
      title: 贮留事业法
      id: jp-ccs-act
      ---
    `,
    example`
      -- zh/cn-ccer.md --
      ---
      id: cn-ccer
      title: 温室气体自愿减排交易管理办法
      ---
      -- en/cn-ccer.md --
      ---
      id: cn-ccer
      title: Measures for Voluntary Emission Reduction Trading
      ---
    `,
  ],

  mayFind: (facts, { corpus }) => facts.id !== undefined && corpus.withId(facts.id, facts).some(({ uri }) => uri !== facts.uri),

  check(record, world, facts) {
    const { corpus } = world;
    const node = nodeAt(record.root, ['id']);
    const id = stringOf(node);
    if (!node || !id?.trim()) return [];
    const others = corpus.withId(id, facts).filter(({ uri }) => uri !== record.uri);
    if (others.length === 0) return [];
    // A copy whose file has another name is told so already; the mistake is then not said twice, unless no file has the id for its name.
    if (differs(id, facts.stem) && others.some(({ stem }) => stem === id)) return [];
    const names = others.map(other => nameOf(other, facts));
    return [{
      span: node.span, path: ['id'],
      message: { zh: `id“${brief(id)}”重复：${list(names.slice(0, 3), 'zh')} 里也有。`, en: `The id “${brief(id)}” stands in another file too: ${list(names.slice(0, 3), 'en')}.` },
      related: others.slice(0, mostRelated).map((other, i) => ({ uri: other.uri, path: ['id'], message: { zh: `${names[i]} 的 id 相同。`, en: `${names[i]} has the same id.` } })),
      ...(isSafeId(facts.stem) && corpus.withId(facts.stem, facts).length === 0
        ? { fixes: [inBoth(mend(record, { zh: `id 改为“${facts.stem}”`, en: `Set the id to “${facts.stem}”` }, setValue(record, ['id'], facts.stem), { preferred: true }), record, world, facts, [{ path: ['id'], value: facts.stem }])] } : {}),
    }];
  },
};

/** The other file's name; with its folder where the two files have one name. */
function nameOf({ uri, stem }: Facts, near: Facts): string {
  const name = uri.split(/[\\/]/).slice(stem === near.stem ? -2 : -1).join('/');
  try { return decodeURIComponent(name); } catch { return name; }
}
