import type { Edit } from '../base/edit.ts';
import type { Corpus } from '../record/corpus.ts';
import type { Facts } from '../record/facts.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { nodeAt, stringOf, wholeText, type Data, type Node } from '../syntax/tree.ts';
import { removeAt, setValue } from '../syntax/write.ts';
import { withTwin } from './in-both.ts';
import { blanksAround, isAmiss, isBegun, isHistorical, meantRecord } from './lineage.ts';
import { entering, relatedElsewhere, twinLacking } from './lost-record.ts';
import { example, mend, type Fix, type Found, type Rule, type ToldChange } from './rule.ts';
import { sources } from './sources.ts';
import { inEvolution, listOf } from './succession.ts';
import { brief } from './wording.ts';

const path = ['evolution', 'supersedes'] as const;
const historical = ['evolution', 'consolidatedFrom'] as const;

/** For how many ids of a list the record that may be meant is looked for among all others, and one is offered to be entered: more than that are no slips. */
const mostMeant = 20;

export const brokenSupersedes: Rule = {
  id: 'broken-supersedes',
  title: { zh: '被取代的记录存在', en: 'A superseded record exists' },
  why: {
    zh: '沿革由 id 连接；找不到的 id 使政策的历史在此中断。从未建档的旧政策可以记在 consolidatedFrom 里，或由项目声明为历史 id，那些名字不必有记录。',
    en: 'Lineage is linked by id, and an id without a record cuts a policy’s history short. '
      + 'A former policy that was never recorded belongs in consolidatedFrom, or is declared a historical id of the project; such names need no record.',
  },
  source: sources.lineage,
  severity: 'error',
  judges: 'values',
  reads: ['id', 'evolution'],
  examples: [
    example`
      -- zh/cn-ccer.md --
      ---
      id: cn-ccer
      evolution: { supersedes: [cn-cdm-2005, cn-ver-legacy], consolidatedFrom: [cn-ver-legacy] }
      ---
      -- zh/cn-cdm-2005.md --
      ---
      id: cn-cdm-2005
      ---
    `,
    example`
      -- zh/cn-ccer.md --
      ---
      { "evolution": { "supersedes": ["cn-ccer-legacy-2012"] }, "id": "cn-ccer" }
      ---
      -- policy-records.json --
      { "historicalIds": ["cn-ccer-legacy-2012"] }
    `,
    example`
      -- zh/intl-paris-art-6-4-ccs.md --
      ---
      { "title": "第六条机制", "evolution": { "clusters": [], "supersedes": ["clean-development-mechanism-legacy"] } }
                                                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ broken-supersedes: No record here has the id “clean-development-mechanism-legacy”.
      ---
      ->
      ---
      { "title": "第六条机制", "evolution": { "clusters": [], "consolidatedFrom": ["clean-development-mechanism-legacy"], "supersedes": [] } }
      ---
    `,
    example`
      -- en/us-45q-ira.md --
      ---
      {
        'evolution': { 'supersedes': ['us-45q-bab', 'us-45q-2008'] },
                                      ^^^^^^^^^^^^ broken-supersedes: No record here has the id “us-45q-bab”.
        'id': 'us-45q-ira',
      }
      ---
      -- en/us-45q-bba.md --
      ---
      id: us-45q-bba
      title: Bipartisan Budget Act of 2018
      ---
      -- en/us-45q-2008.md --
      ---
      id: us-45q-2008
      ---
      ->
      ---
      {
        'evolution': { 'supersedes': ['us-45q-bba', 'us-45q-2008'] },
        'id': 'us-45q-ira',
      }
      ---
    `,
    example`
      -- zh/cn-ccer.md --
      ---
      { "id": "cn-ccer", "evolution": { "supersedes": ["cn-ver "] } }
                                                       ^^^^^^^^^ broken-supersedes: “cn-ver” stands between blanks, and no id has any.
      ---
      -- zh/cn-ver.md --
      ---
      { "id": "cn-ver" }
      ---
      ->
      ---
      { "id": "cn-ccer", "evolution": { "supersedes": ["cn-ver"] } }
      ---
    `,
    example`
      -- zh/eu-ets-mrr-2018.md --
      ---
      title: 监测与报告条例
      evolution:
        supersedes:
          - mrr-legacy-2018
            ^^^^^^^^^^^^^^^ broken-supersedes: No record here has the id “mrr-legacy-2018”.
          - eu-ets-mrr-2012
            ^^^^^^^^^^^^^^^ broken-supersedes: No record here has the id “eu-ets-mrr-2012”.
          - eu-ets-mrr-2004
        consolidatedFrom:
          - eu-ets-mrg-2007
      id: eu-ets-mrr-2018
      ---
      -- policy-records.json --
      {
        // The first guidelines were never recorded.
        "historicalIds": ["eu-ets-mrr-2004"]
      }
    `,
  ],

  mayFind: (facts, world) => facts.supersedes.some(written => isAmiss(written, facts, world)),

  check(record, world, facts) {
    const { corpus, project } = world;
    const listed = nodeAt(record.root, path);
    if (listed?.kind !== 'seq' || listed.items.length === 0) return [];
    const found: Found[] = [];
    const kept = stringsIn(nodeAt(record.root, historical));
    for (const [i, item] of listed.items.entries()) {
      const written = wholeText(item)?.value;
      const id = written?.trim();
      if (!id || id === facts.id) continue;
      if (kept.includes(id) || project.historicalIds.has(id) || corpus.withId(id, facts).length > 0) {
        if (written !== id) found.push(blanksAround(record, item, [...path, i], id));
        continue;
      }
      const fixes: Fix[] = [];
      const meant = i < mostMeant ? meantRecord(id, facts, corpus) : undefined;
      const there = changesThere(id, facts, corpus);
      if (meant) {
        fixes.push(withTwin(mend(record, { zh: `改为“${meant.id}”（${brief(meant.title)}）`, en: `Change it to “${meant.id}” (${brief(meant.title)})` },
          setValue(record, [...path, i], meant.id), { preferred: meant.sure }), there(meant.id)));
      }
      fixes.push(
        withTwin(mend(record, { zh: '作为历史名称移到 consolidatedFrom', en: 'Keep it as a historical name in consolidatedFrom' },
          [...removeAt(record, [...path, i]), ...addHistorical(record, id)], { preferred: isHistorical(id) }), there(undefined, true)),
        ...project.uri === undefined ? [] : [declared(id, project.uri)],
        ...i < mostMeant ? entering(id, 'older', record, world, facts) : [],
        withTwin(mend(record, { zh: '从列表中删去', en: 'Remove it from the list' }, removeAt(record, [...path, i])), there()),
      );
      found.push({
        span: item.span, path: [...path, i], fixes, related: relatedElsewhere(id, facts, corpus), unfinished: i < mostMeant && isBegun(id, facts, corpus),
        message: { zh: `这里没有 id 为“${brief(id)}”的记录。`, en: `No record here has the id “${brief(id)}”.` },
      });
    }
    return found;
  },
};

/** Says once for all records of the project that an id is the name of a policy from before the library. */
const declared = (id: string, uri: string): Fix => ({
  title: { zh: `声明“${brief(id)}”为本项目的历史 id`, en: `Declare “${brief(id)}” a historical id of the project` }, changes: [{ kind: 'add', uri, path: ['historicalIds'], value: id }], safe: false,
});

/** What is done about an id in the list of the twin, where that has it too: it becomes another, or goes, as a historical name if it is to be `kept`. */
function changesThere(id: string, facts: Facts, corpus: Corpus): (becomes?: string, kept?: boolean) => readonly ToldChange[] {
  const twin = twinLacking(id, facts, corpus);
  const list = twin ? listOf(twin) : [];
  const isMeant = (each: Data) => typeof each === 'string' && each.trim() === id;
  if (!twin || !list.some(isMeant)) return () => [];
  const names = inEvolution(twin.values.get('evolution'), 'consolidatedFrom');
  return (becomes, kept = false) => kept && names !== undefined && !Array.isArray(names) ? [] : [
    { kind: 'set', uri: twin.uri, path, value: list.flatMap(each => !isMeant(each) ? [each] : becomes === undefined || list.includes(becomes) ? [] : [becomes]) },
    ...kept ? [{ kind: 'add' as const, uri: twin.uri, path: historical, value: id }] : [],
  ];
}

function addHistorical(record: PolicyRecord, id: string): readonly Edit[] {
  const there = nodeAt(record.root, historical);
  return there?.kind === 'seq' ? setValue(record, [...historical, there.items.length], id) : setValue(record, historical, [id]);
}

const stringsIn = (node: Node | undefined): readonly string[] => node?.kind === 'seq' ? node.items.flatMap(item => stringOf(item)?.trim() ?? []) : [];
