import type { Facts } from '../record/facts.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { nodeAt, type Node, type Path } from '../syntax/tree.ts';
import { removeAt, setValue } from '../syntax/write.ts';
import { datedIn, isBefore, publishedOf } from './published.ts';
import { example, type Fix, type Found, type Rule, type World } from './rule.ts';
import { sources } from './sources.ts';
import { besides, isRound, listedIn, listPath, lists, relatedTo, successorIn, successorPath, unlinked, wayBetween } from './succession.ts';

export const supersedesCycle: Rule = {
  id: 'supersedes-cycle',
  title: { zh: '沿革不绕回起点', en: 'A lineage does not lead back to its start' },
  why: {
    zh: '取代是从新到旧的一条路：绕成一圈，就没有哪一部是最新的，读者找不到现行的文本。相关位置逐步指出这一圈。只有发布日期能说明哪一步反了时，才提供修复。',
    en: 'Superseding leads from the newer to the older: on a circle none is the newest, and no reader finds the text in force. '
      + 'The related places show the way round. A fix is offered only where the publication dates tell which step is the wrong way.',
  },
  source: sources.lineage,
  severity: 'error',
  judges: 'values',
  reads: ['id', 'evolution'],
  examples: [
    example`
      -- zh/cn-ccer.md --
      ---
      { "evolution": { "supersedes": ["cn-ccer", "cn-cdm", "cn-ver"] }, "id": "cn-ccer" }
      ---
      -- zh/cn-cdm.md --
      ---
      { "evolution": { "supersededBy": "cn-ccer", "supersedes": ["cn-ver"] }, "id": "cn-cdm" }
      ---
      -- zh/cn-ver.md --
      ---
      { "evolution": { "supersededBy": "cn-cdm" }, "id": "cn-ver" }
      ---
    `,
    example`
      -- zh/cn-ver.md --
      ---
      { "evolution": { "supersededBy": "cn-ccer", "supersedes": ["cn-ccer"] }, "id": "cn-ver", "pubDate": "2012-06-13" }
                                                                 ^^^^^^^^^ supersedes-cycle: “cn-ccer” leads back to this record: cn-ver, cn-ccer, cn-ver.
      ---
      -- zh/cn-ccer.md --
      ---
      { "evolution": { "supersededBy": "", "supersedes": ["cn-ver"] }, "id": "cn-ccer", "pubDate": "2023-10-19" }
      ---
      ->
      ---
      { "evolution": { "supersededBy": "cn-ccer", "supersedes": [] }, "id": "cn-ver", "pubDate": "2012-06-13" }
      ---
    `,
    example`
      -- en/no-longship.md --
      ---
      {
        'evolution': { 'supersededBy': 'no-storage-plan' },
                                       ^^^^^^^^^^^^^^^^^ supersedes-cycle: “no-storage-plan” leads back to this record: no-storage-plan, no-longship, no-storage-plan.
        'id': 'no-longship',
      }
      ---
      -- en/no-storage-plan.md --
      ---
      id: no-storage-plan
      evolution:
        supersededBy: no-longship
      ---
    `,
    example`
      -- en/eu-ets-mrr-2018.md --
      ---
      id: eu-ets-mrr-2018
      evolution:
        supersedes:
          - eu-ets-mrr-2012
            ^^^^^^^^^^^^^^^ supersedes-cycle: “eu-ets-mrr-2012” leads back to this record: eu-ets-mrr-2018, eu-ets-mrr-2012, eu-ets-mrg-2007, eu-ets-mrr-2018.
      ---
      -- en/eu-ets-mrr-2012.md --
      ---
      { "id": "eu-ets-mrr-2012", "evolution": { "supersedes": ["eu-ets-mrg-2007"] } }
      ---
      -- en/eu-ets-mrg-2007.md --
      ---
      { 'id': 'eu-ets-mrg-2007', 'evolution': { 'supersedes': ['eu-ets-mrr-2018'] } }
      ---
    `,
    example`
      -- en/no-longship.md --
      ---
      { 'evolution': { 'supersedes': ['no-storage-plan'], }, 'id': 'no-longship', }
      ---
      -- en/no-storage-plan.md --
      ---
      { 'evolution': { 'supersededBy': 'no-longship', }, 'id': 'no-storage-plan', }
      ---
    `,
    example`
      -- en/eu-ets-mrr-2018.md --
      ---
      id: eu-ets-mrr-2018
      evolution:
        supersedes:
          - eu-ets-mrr-2012
      ---
      -- en/eu-ets-mrr-2012.md --
      ---
      id: eu-ets-mrr-2012
      evolution:
        supersededBy: eu-ets-mrr-2018
      ---
    `,
  ],

  mayFind: (facts, { corpus }) => facts.supersedes.some(id => corpus.withId(id.trim(), facts).some(older => isRound(facts, older, corpus)))
    || (facts.supersededBy !== undefined && corpus.withId(facts.supersededBy.trim(), facts).some(newer => !lists(newer, facts) && isRound(newer, facts, corpus))),

  check(record, world, facts) {
    if (!facts.id) return [];
    const found = listedIn(record, facts).flatMap(({ id, i }) => roundOf(record, world, facts, id, [...listPath, i]));
    const named = successorIn(record, facts);
    // Where the list is what leads round, or the successor lists this record, the circle is told there.
    return found.length > 0 || named === undefined ? found : roundOf(record, world, facts, named, successorPath);
  },
};

/** The circle that one of a record’s own statements is part of, if it is. */
function roundOf(record: PolicyRecord, world: World, facts: Facts, id: string, path: Path): readonly Found[] {
  const { corpus } = world;
  const node: Node | undefined = nodeAt(record.root, path);
  for (const other of node ? corpus.withId(id, facts) : []) {
    const isNewer = path === successorPath;
    if (isNewer && lists(other, facts)) continue;
    const [newer, older] = isNewer ? [other, facts] : [facts, other];
    const way = wayBetween(older, newer, corpus);
    if (!way || !node) continue;
    const ids = shown([newer.id ?? '', ...way.map(step => step.newer.id ?? ''), newer.id ?? '']);
    return [{
      span: node.span, path, fixes: fixesOf(record, world, newer, older, path),
      message: { zh: `“${id}”绕回本记录：${ids.join('、')}。`, en: `“${id}” leads back to this record: ${ids.join(', ')}.` },
      related: way.map(step => relatedTo(step, record)),
    }];
  }
  return [];
}

/** A policy does not supersede what was published after it, so that step of the circle is the wrong one. */
function fixesOf(record: PolicyRecord, { corpus, project }: World, newer: Facts, older: Facts, path: Path): readonly Fix[] {
  const current = datedIn(record);
  const [a, b] = [newer, older].map(each => publishedOf(each.uri === record.uri ? current : each, project));
  if (!a || !b || !isBefore(a, b)) return [];
  const edits = path === successorPath ? setValue(record, path, '') : removeAt(record, path);
  return [{
    title: {
      zh: `“${newer.id ?? ''}”发布在前，不取代“${older.id ?? ''}”：删去这一步`,
      en: `Take this step back: “${newer.id ?? ''}” was published before “${older.id ?? ''}”`,
    },
    changes: besides(record, unlinked(newer, older, corpus), edits), safe: false, preferred: true,
  }];
}

/** The ids of a circle; the middle of a long one is left out. */
const shown = (ids: readonly string[]): readonly string[] => ids.length <= 6 ? ids : [...ids.slice(0, 4), '…', ...ids.slice(-1)];
