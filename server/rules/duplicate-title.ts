import type { Edit } from '../base/edit.ts';
import { isDay } from '../base/day.ts';
import { list } from '../base/both.ts';
import type { Corpus } from '../record/corpus.ts';
import type { Facts } from '../record/facts.ts';
import { isSafeId } from '../schema/ids.ts';
import type { Vocabulary } from '../schema/vocabulary.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { isEmpty, nodeAt, wholeText, type Data } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { example, type Fix, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { besides, consolidationOf, linked, longest } from './succession.ts';
import { brief } from './wording.ts';

const older = ['evolution', 'supersedes'] as const;
const newer = ['evolution', 'supersededBy'] as const;

/** How many other records are shown as related places. */
const mostRelated = 10;

export const duplicateTitle: Rule = {
  id: 'duplicate-title',
  title: { zh: '一部政策只有一条记录', en: 'A policy is recorded once' },
  why: {
    zh: '同一部法律录入两次，评分就汇总两次，读者也不知道该看哪一条。新版取代旧版时标题可以相同，但要在 supersedes 里连起来；不同国家的政策可以同名。',
    en: 'A law that is entered twice is counted twice, and readers cannot tell which entry holds. A new version may keep the title of the one it replaces, once supersedes links the two; policies of different countries may share a title.',
  },
  source: sources.lineage,
  severity: 'warning',
  judges: 'values',
  unfinished: true,
  reads: ['id', 'title', 'country', 'evolution'],
  examples: [
    example`
      -- zh/jp-ccs-business-act-2024.md --
      ---
      { "country": "日本", "id": "jp-ccs-business-act-2024", "title": "二氧化碳贮留事业法" }
      ---
      -- zh/jp-ccs-guideline.md --
      ---
      { "country": "日本", "id": "jp-ccs-guideline", "title": "二氧化碳贮留事业指南" }
      ---
      -- zh/kr-ccs-act.md --
      ---
      { "country": "韩国", "id": "kr-ccs-act", "title": "二氧化碳贮留事业法" }
      ---
    `,
    example`
      -- en/eu-ets-mrr-2018.md --
      ---
      evolution: { supersedes: [eu-ets-mrr-2012] }
      id: eu-ets-mrr-2018
      title: Monitoring and Reporting Regulation
      ---
      -- en/eu-ets-mrr-2012.md --
      ---
      id: eu-ets-mrr-2012
      title: Monitoring and Reporting Regulation
      ---
    `,
    example`
      -- zh/jp-ccs-business-act-2024.md --
      ---
      { "id": "jp-ccs-business-act-2024", "pubDate": "2024-05-24", "title": "二氧化碳贮留事业法" }
                                                                            ^^^^^^^^^^^^^^^^^^^^ duplicate-title: “二氧化碳贮留事业法” is also the title of japan-ccs-act; the two may be one policy.
      ---
      -- zh/japan-ccs-act.md --
      ---
      { "id": "japan-ccs-act", "pubDate": "2023-02-10", "title": "二氧化碳贮留事业法" }
      ---
      ->
      ---
      { "evolution": { "supersedes": ["japan-ccs-act"] }, "id": "jp-ccs-business-act-2024", "pubDate": "2024-05-24", "title": "二氧化碳贮留事业法" }
      ---
    `,
    example`
      -- en/japan-ccs-act.md --
      ---
      {
        'evolution': { 'supersededBy': '', 'supersedes': [] },
        'id': 'japan-ccs-act',
        'title': 'CCS Business Act',
                 ^^^^^^^^^^^^^^^^^^ duplicate-title: “CCS Business Act” is also the title of jp-ccs-business-act-2024; the two may be one policy.
        'year': 2023,
      }
      ---
      -- en/jp-ccs-business-act-2024.md --
      ---
      {
        'id': 'jp-ccs-business-act-2024',
        'title': 'CCS  business act',
        'year': 2024,
      }
      ---
      ->
      ---
      {
        'evolution': { 'supersededBy': 'jp-ccs-business-act-2024', 'supersedes': [] },
        'id': 'japan-ccs-act',
        'title': 'CCS Business Act',
        'year': 2023,
      }
      ---
    `,
    example`
      -- zh/a.md --
      ---
      id: a
      title: 国家碳市场方案
             ^^^^^^^^^^^^^^ duplicate-title: “国家碳市场方案” is also the title of b, c; they may be one policy.
      ---
      -- zh/b.md --
      ---
      id: b
      title: 国家碳市场方案
      ---
      -- zh/c.md --
      ---
      id: c
      title: 国家碳市场方案
      ---
    `,
  ],

  mayFind: (facts, { corpus }) => facts.title !== undefined && corpus.withTitle(facts.title, facts).some(({ uri }) => uri !== facts.uri),

  check(record, { corpus, project }, facts) {
    const node = wholeText(nodeAt(record.root, ['title']));
    if (!node) return [];
    const same = corpus.withTitle(node.value, facts).filter(({ uri }) => uri !== record.uri);
    if (same.length === 0) return [];
    // More records than that under one title are no lineage.
    const linked = same.length > longest ? new Set<string>() : relativesOf(facts, same);
    const others = same.filter(each => !linked.has(each.uri) && nameOf(each) !== nameOf(facts) && mayBeOneCountry(each, facts, project.vocabulary));
    const [other, ...more] = others;
    if (!other) return [];
    const names = others.slice(0, 3).map(nameOf);
    const alone = more.length === 0;
    return [{
      span: node.span, path: ['title'],
      message: {
        zh: `“${brief(node.value)}”也是 ${list(names, 'zh')} 的标题，可能是同一部政策。`,
        en: `“${brief(node.value)}” is also the title of ${list(names, 'en')}; ${alone ? 'the two' : 'they'} may be one policy.`,
      },
      related: others.slice(0, mostRelated).map(each => ({ uri: each.uri, path: ['title'], message: { zh: `${nameOf(each)} 的标题相同。`, en: `${nameOf(each)} has the same title.` } })),
      fixes: alone ? linking(record, facts, other, corpus) : [],
    }];
  },
};

const nameOf = ({ id, stem }: Facts): string => id?.trim() || stem;

/** Policies of two countries may share a title; where a country is not known, they may be of one. */
function mayBeOneCountry(a: Facts, b: Facts, { jurisdictionOf }: Vocabulary): boolean {
  const [one, other] = [jurisdictionOf(a.country ?? ''), jurisdictionOf(b.country ?? '')];
  return one === undefined || other === undefined || one === other;
}

/** The files among those of one title that lineage links to a record, directly or through each other. */
function relativesOf(facts: Facts, same: readonly Facts[]): ReadonlySet<string> {
  const found = new Set<string>();
  const next = [facts];
  for (let each = next.pop(); each; each = next.pop()) {
    for (const other of same) {
      if (found.has(other.uri) || !(namesOf(each).includes(nameOf(other)) || namesOf(other).includes(nameOf(each)))) continue;
      found.add(other.uri);
      next.push(other);
    }
  }
  return found;
}

/** The ids that the lineage of a record names. */
function namesOf(facts: Facts): readonly Data[] {
  const { from, current } = consolidationOf(facts);
  return [...facts.supersedes, facts.supersededBy, ...from, current];
}

/** Where one is plainly the newer, a fix that says so in both. */
function linking(record: PolicyRecord, facts: Facts, other: Facts, corpus: Corpus): readonly Fix[] {
  const [own, theirs] = [facts.id, other.id];
  const order = compare(facts, other);
  if (!own || !theirs || order === 0 || ![own, theirs].every(id => isSafeId(id) && corpus.withId(id, facts).length === 1)) return [];
  const isNewer = order > 0;
  const edits = isNewer ? listed(record, theirs) : isEmpty(nodeAt(record.root, newer)) ? setValue(record, newer, theirs) : [];
  if (edits.length === 0 || (isNewer && other.supersededBy !== undefined)) return [];
  const told = isNewer ? linked(facts, other, corpus) : linked(other, facts, corpus);
  if (!told) return [];
  const [young, old] = isNewer ? [own, theirs] : [theirs, own];
  return [{ title: { zh: `写明“${young}”取代“${old}”`, en: `State that “${young}” supersedes “${old}”` }, changes: besides(record, told, edits), safe: false }];
}

function listed(record: PolicyRecord, id: string): readonly Edit[] {
  const there = nodeAt(record.root, older);
  return there?.kind === 'seq' ? setValue(record, [...older, there.items.length], id) : setValue(record, older, [id]);
}

/** Above 0 where the first was published later than the second, 0 where that cannot be told. */
function compare(a: Facts, b: Facts): number {
  const [one, other] = [a.values.get('pubDate'), b.values.get('pubDate')];
  if (typeof one === 'string' && typeof other === 'string' && isDay(one) && isDay(other)) return one < other ? -1 : one > other ? 1 : 0;
  const [year, its] = [a.values.get('year'), b.values.get('year')];
  return typeof year === 'number' && typeof its === 'number' ? Math.sign(year - its) : 0;
}
