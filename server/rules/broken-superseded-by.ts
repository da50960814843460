import { nodeAt, wholeText } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { withTwin } from './in-both.ts';
import { blanksAround, isAmiss, isBegun, meantRecord } from './lineage.ts';
import { entering, relatedElsewhere, twinLacking } from './lost-record.ts';
import { example, mend, type Fix, type Rule, type ToldChange } from './rule.ts';
import { sources } from './sources.ts';
import { brief } from './wording.ts';

const path = ['evolution', 'supersededBy'] as const;

export const brokenSupersededBy: Rule = {
  id: 'broken-superseded-by',
  title: { zh: '取代它的记录存在', en: 'A superseding record exists' },
  why: {
    zh: '读者从被取代的政策出发，要能找到现在适用的那一部。空字符串表示没有被取代。',
    en: 'From a superseded policy a reader must find the one that applies now. An empty string says that there is none.',
  },
  source: sources.lineage,
  severity: 'error',
  judges: 'values',
  reads: ['id', 'evolution'],
  examples: [
    example`
      ---
      { "evolution": { "clusters": [], "supersededBy": "", "supersedes": [] }, "id": "cn-ccer" }
      ---
    `,
    example`
      -- zh/uk-ccus-vision.md --
      ---
      { "title": "英国愿景", "evolution": { "supersededBy": "uk-ccus-plan" } }
                                                            ^^^^^^^^^^^^^^ broken-superseded-by: No record here has the id “uk-ccus-plan”.
      ---
      -- en/uk-ccus-plan.md --
      ---
      id: uk-ccus-plan
      ---
      ->
      ---
      { "title": "英国愿景", "evolution": { "supersededBy": "" } }
      ---
    `,
    example`
      -- en/uk-ccus-vision.md --
      ---
      {
        'evolution': { 'supersededBy': 'uk_ccus-plan' },
                                       ^^^^^^^^^^^^^^ broken-superseded-by: No record here has the id “uk_ccus-plan”.
      }
      ---
      -- en/uk-ccus-plan.md --
      ---
      id: uk-ccus-plan
      title: CCUS Plan
      ---
      ->
      ---
      {
        'evolution': { 'supersededBy': 'uk-ccus-plan' },
      }
      ---
    `,
    example`
      -- zh/cn-ccer-2012.md --
      ---
      { "evolution": { "supersededBy": "cn-ccer-new" }, "id": "cn-ccer-2012" }
                                       ^^^^^^^^^^^^^ broken-superseded-by: No record here has the id “cn-ccer-new”.
      ---
      -- zh/cn-ccer-2023.md --
      ---
      id: cn-ccer-2023
      title: 温室气体自愿减排交易管理办法
      evolution: { supersedes: [cn-ccer-2012] }
      ---
      ->
      ---
      { "evolution": { "supersededBy": "cn-ccer-2023" }, "id": "cn-ccer-2012" }
      ---
    `,
    example`
      -- zh/cn-ver.md --
      ---
      { "evolution": { "supersededBy": "cn-ccer-legacy-2012" }, "id": "cn-ver" }
      ---
      -- policy-records.json --
      { "historicalIds": ["cn-ccer-legacy-2012"] }
    `,
    example`
      -- en/uk-ccus-vision.md --
      ---
      evolution:
        supersededBy: ' uk-ccus-plan'
                      ^^^^^^^^^^^^^^^ broken-superseded-by: “uk-ccus-plan” stands between blanks, and no id has any.
      ---
      -- en/uk-ccus-plan.md --
      ---
      id: uk-ccus-plan
      ---
      ->
      ---
      evolution:
        supersededBy: 'uk-ccus-plan'
      ---
    `,
    example`
      -- zh/no-co2-storage.md --
      ---
      id: no-co2-storage
      evolution:
        supersededBy: no-co2-storage-2026
                      ^^^^^^^^^^^^^^^^^^^ broken-superseded-by: No record here has the id “no-co2-storage-2026”.
      ---
    `,
  ],

  mayFind: (facts, world) => isAmiss(facts.supersededBy ?? '', facts, world),

  check(record, world, facts) {
    const { corpus, project } = world;
    const node = wholeText(nodeAt(record.root, path));
    if (!node) return [];
    const id = node.value.trim();
    if (id === '' || id === facts.id) return [];
    if (project.historicalIds.has(id) || corpus.withId(id, facts).length > 0) return node.value === id ? [] : [blanksAround(record, node, path, id)];
    const fixes: Fix[] = [];
    const twin = twinLacking(id, facts, corpus);
    const there = (value: string): readonly ToldChange[] => twin?.supersededBy?.trim() === id ? [{ kind: 'set', uri: twin.uri, path, value }] : [];
    // A record that says it supersedes this one is surer than one whose id looks alike.
    const claimants = facts.id ? corpus.superseding(facts.id, facts).filter(each => each.id !== undefined && each.id !== facts.id) : [];
    const near = claimants.length > 0 ? undefined : meantRecord(id, facts, corpus);
    const meant = near ? [near] : claimants.slice(0, 3).map(each => ({ id: each.id ?? '', title: each.title ?? '', sure: claimants.length === 1 }));
    for (const each of meant) {
      const title = brief(each.title);
      fixes.push(withTwin(mend(record, { zh: `改为“${each.id}”${title && `（${title}）`}`, en: `Change it to “${each.id}”${title && ` (${title})`}` }, setValue(record, path, each.id), { preferred: each.sure }), there(each.id)));
    }
    fixes.push(...entering(id, 'newer', record, world, facts));
    fixes.push(withTwin(mend(record, { zh: '清空，表示没有被取代', en: 'Clear it, which says that it is not superseded' }, setValue(record, path, '')), there('')));
    return [{
      span: node.span, path, fixes, related: relatedElsewhere(id, facts, corpus), unfinished: isBegun(id, facts, corpus),
      message: { zh: `这里没有 id 为“${brief(id)}”的记录。`, en: `No record here has the id “${brief(id)}”.` },
    }];
  },
};
