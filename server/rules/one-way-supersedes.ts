import { distance } from '../base/near.ts';
import type { Corpus } from '../record/corpus.ts';
import type { Facts } from '../record/facts.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { entryOf, isEmpty, nodeAt, type Node } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { meantRecord } from './lineage.ts';
import { example, type Fix, type Found, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { besides, consolidationOf, isRound, linked, listedIn, listPath, lists, longest, relatedTo, successorIn, successorPath } from './succession.ts';

/** How many other records are shown as related places, and how many of them are offered as the successor. */
const [mostRelated, mostOffered] = [10, 3];

export const oneWaySupersedes: Rule = {
  id: 'one-way-supersedes',
  title: { zh: '新旧两部政策互相指明', en: 'The newer and the older policy name each other' },
  why: {
    zh: '读者会从新旧任何一端进来：新的列出它取代了谁，旧的指明被谁取代，两端都写，才不会停在失效的文本上。'
      + '几部新政策各取代旧政策的一部分时，旧的只能指明其中一部，指明一部就够了；列在 consolidatedFrom 里也算互相指明。',
    en: 'Readers come in at either end: the newer policy lists what it supersedes and the older one names its successor, so that nobody stops at a text that no longer applies. '
      + 'Where several policies each supersede a part of an older one, it can name only one of them, and that is enough; to be listed in consolidatedFrom is an answer too.',
  },
  source: sources.lineage,
  severity: 'warning',
  judges: 'values',
  reads: ['id', 'evolution'],
  examples: [
    example`
      -- zh/cn-ccer-2023.md --
      ---
      { "evolution": { "supersedes": ["cn-ccer-2012", "cn-ver-2009"] }, "id": "cn-ccer-2023" }
      ---
      -- zh/cn-ccer-2012.md --
      ---
      { "evolution": { "supersededBy": "cn-ccer-2023" }, "id": "cn-ccer-2012" }
      ---
      -- zh/cn-ver-2009.md --
      ---
      { "evolution": { "supersededBy": "cn-ver-2020" }, "id": "cn-ver-2009" }
      ---
      -- zh/cn-ver-2020.md --
      ---
      { "evolution": { "supersedes": ["cn-ver-2009"] }, "id": "cn-ver-2020" }
      ---
    `,
    example`
      -- en/my-ccs-framework.md --
      ---
      id: my-ccs-framework
      evolution: { supersededBy: my-ccus-act-2025 }
      ---
      -- en/my-ccus-act-2025.md --
      ---
      id: my-ccus-act-2025
      evolution: { consolidatedFrom: [my-ccs-framework] }
      ---
    `,
    example`
      -- zh/cn-ccer-2023.md --
      ---
      { "evolution": { "supersedes": ["cn-ccer-2012"] }, "id": "cn-ccer-2023" }
                                      ^^^^^^^^^^^^^^ one-way-supersedes: This record supersedes “cn-ccer-2012”, and that one does not name it as its successor.
      ---
      -- zh/cn-ccer-2012.md --
      ---
      { "evolution": { "supersededBy": "" }, "id": "cn-ccer-2012" }
      ---
      -- en/cn-ccer-2023.md --
      ---
      { "evolution": { "supersedes": [] }, "id": "cn-ccer-2023" }
      ---
      -- en/cn-ccer-2012.md --
      ---
      { "id": "cn-ccer-2012" }
      ---
    `,
    example`
      -- en/uk-ccus-vision.md --
      ---
      {
        'evolution': { 'supersededBy': 'uk-ccus-plan' },
                                       ^^^^^^^^^^^^^^ one-way-supersedes: This record names “uk-ccus-plan” as its successor, and that one does not list it among those it supersedes.
        'id': 'uk-ccus-vision',
      }
      ---
      -- en/uk-ccus-plan.md --
      ---
      {
        'id': 'uk-ccus-plan',
      }
      ---
    `,
    example`
      -- zh/no-longship-2020.md --
      ---
      id: no-longship-2020
      evolution:
        supersededBy: no-storage-plan
                      ^^^^^^^^^^^^^^^ one-way-supersedes: This record names “no-storage-plan” as its successor, but it is “no-longship-2024” that lists it among those it supersedes.
      ---
      -- zh/no-longship-2024.md --
      ---
      id: no-longship-2024
      evolution:
        supersedes:
          - no-longship-2020
      ---
      -- zh/no-storage-plan.md --
      ---
      id: no-storage-plan
      ---
      ->
      ---
      id: no-longship-2020
      evolution:
        supersededBy: no-longship-2024
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
  ],

  mayFind: (facts, { corpus }) => facts.supersedes.some(id => corpus.withId(id.trim(), facts).some(older => !older.supersededBy?.trim()))
    || (facts.supersededBy !== undefined && corpus.withId(facts.supersededBy.trim(), facts).some(newer => !lists(newer, facts))),

  check(record, { corpus }, facts) {
    const lineage = entryOf(record.root, 'evolution')?.value;
    if (!facts.id || (isEmpty(entryOf(lineage, 'supersedes')?.value) && isEmpty(entryOf(lineage, 'supersededBy')?.value))) return [];
    const found: Found[] = [];
    for (const { id, i } of listedIn(record, facts)) {
      const [older, ...more] = corpus.withId(id, facts);
      const node = nodeAt(record.root, [...listPath, i]);
      // A record that names someone else carries the finding itself.
      if (!node || !older || [older, ...more].some(each => each.supersededBy?.trim()) || isRound(facts, older, corpus)) continue;
      found.push({
        span: node.span, path: [...listPath, i],
        message: { zh: `本记录取代“${id}”，“${id}”却没有指明被它取代。`, en: `This record supersedes “${id}”, and that one does not name it as its successor.` },
        related: [{ uri: older.uri, path: successorPath, message: { zh: `“${id}”没有指明取代它的记录。`, en: `“${id}” names no successor.` } }],
        fixes: more.length > 0 ? [] : linking(facts, older, corpus, true),
      });
    }
    const id = successorIn(record, facts);
    const [newer, ...more] = id === undefined ? [] : corpus.withId(id, facts);
    const node = nodeAt(record.root, successorPath);
    if (!node || !newer || [newer, ...more].some(each => takes(each, facts, corpus)) || isRound(newer, facts, corpus)) return found;
    return [...found, withoutEcho(record, node, newer, more.length > 0, facts, corpus)];
  },
};

/** A successor that does not list this record; those that do may be meant instead. */
function withoutEcho(record: PolicyRecord, node: Node, newer: Facts, isUnclear: boolean, facts: Facts, corpus: Corpus): Found {
  const [id, own] = [newer.id ?? '', facts.id ?? ''];
  const claimants = corpus.superseding(own, facts).slice(0, longest).filter(each => each.id !== undefined && each.id !== facts.id && !isRound(each, facts, corpus));
  const [claimant] = claimants;
  const instead = claimants.slice(0, mostOffered).map((each): Fix => ({
    title: { zh: `改为“${each.id ?? ''}”`, en: `Change it to “${each.id ?? ''}”` },
    changes: besides(record, linked(each, facts, corpus, id) ?? [], setValue(record, successorPath, each.id ?? '')), safe: false, ...(claimants.length === 1 ? { preferred: true } : {}),
  }));
  return {
    span: node.span, path: successorPath, fixes: [...instead, ...isUnclear ? [] : linking(newer, facts, corpus, claimants.length === 0)],
    message: claimant
      ? {
        zh: `本记录说取代它的是“${id}”，把它列为被取代的却是“${claimant.id ?? ''}”。`,
        en: `This record names “${id}” as its successor, but it is “${claimant.id ?? ''}” that lists it among those it supersedes.`,
      }
      : { zh: `本记录说取代它的是“${id}”，“${id}”却没有把它列为被取代的记录。`, en: `This record names “${id}” as its successor, and that one does not list it among those it supersedes.` },
    related: claimant
      ? claimants.slice(0, mostRelated).map(each => relatedTo({ newer: each, older: facts, saidBy: 'newer' }, record))
      : [{ uri: newer.uri, path: listPath, message: { zh: `“${id}”没有列出“${own}”。`, en: `“${id}” does not list “${own}”.` } }],
  };
}

/** Writes what is not said yet in the files of both. */
function linking(newer: Facts, older: Facts, corpus: Corpus, preferred: boolean): readonly Fix[] {
  const changes = linked(newer, older, corpus);
  const [a, b] = [newer.id ?? '', older.id ?? ''];
  return changes
    ? [{ title: { zh: `两边都写明“${a}”取代“${b}”`, en: `Say in both files that “${a}” supersedes “${b}”` }, changes, safe: false, ...(preferred ? { preferred } : {}) }] : [];
}

/** Whether a record says that another went into it: in its list, in consolidatedFrom, or by an id that is a slip of the other’s and is told of itself. */
function takes(newer: Facts, older: Facts, corpus: Corpus): boolean {
  return lists(newer, older) || consolidationOf(newer).from.includes(older.id)
    || newer.supersedes.slice(0, longest).some(id => distance(id.trim(), older.id ?? '', 2) <= 2 && corpus.withId(id.trim(), newer).length === 0 && meantRecord(id.trim(), newer, corpus)?.id === older.id);
}
