import { nodeAt } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { meantRecord } from './lineage.ts';
import { example, mend, type Fix, type Rule } from './rule.ts';
import { brief } from './wording.ts';

export const brokenSupersededBy: Rule = {
  id: 'broken-superseded-by',
  title: { zh: '取代它的记录存在', en: 'A superseding record exists' },
  why: {
    zh: '读者从被取代的政策出发，要能找到现在适用的那一部。空字符串表示没有被取代。',
    en: 'From a superseded policy a reader must find the one that applies now. An empty string says that there is none.',
  },
  severity: 'error',
  judges: 'values',
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
      -- zh/no-co2-storage.md --
      ---
      id: no-co2-storage
      evolution:
        supersededBy: no-co2-storage-2026
                      ^^^^^^^^^^^^^^^^^^^ broken-superseded-by: No record here has the id “no-co2-storage-2026”.
      ---
      ->
      ---
      id: no-co2-storage
      evolution:
        supersededBy: ''
      ---
    `,
  ],

  *check(record, { corpus }, facts) {
    const path = ['evolution', 'supersededBy'];
    const node = nodeAt(record.root, path);
    if (node?.kind !== 'scalar' || typeof node.value !== 'string' || node.broken) return;
    const id = node.value.trim();
    if (id === '' || id === facts.id || corpus.withId(id, facts).length > 0) return;
    const fixes: Fix[] = [];
    const meant = meantRecord(id, facts, corpus);
    if (meant) {
      fixes.push(mend(record, { zh: `改为“${meant.id}”（${brief(meant.title)}）`, en: `Change it to “${meant.id}” (${brief(meant.title)})` },
        setValue(record, path, meant.id), { preferred: meant.sure }));
    }
    fixes.push(mend(record, { zh: '清空，表示没有被取代', en: 'Clear it, which says that it is not superseded' }, setValue(record, path, '')));
    yield { span: node.span, path, fixes, message: { zh: `这里没有 id 为“${id}”的记录。`, en: `No record here has the id “${id}”.` } };
  },
};
