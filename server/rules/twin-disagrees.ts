import { isDay } from '../base/day.ts';
import { list } from '../base/both.ts';
import type { Span } from '../base/span.ts';
import { sharedFields, type Facts } from '../record/facts.ts';
import { differencesOf, isBlank, namesIn, type Difference } from '../record/shared.ts';
import { isSafeId } from '../schema/ids.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { entryAt, isEmpty, nodeAt, stringOf, type Path } from '../syntax/tree.ts';
import { differs } from './id-not-file-name.ts';
import { pendingReviewer, statusOf } from './review.ts';
import { example, type Found, type Rule, type World } from './rule.ts';
import { sources } from './sources.ts';
import { pushTo, takeFrom } from './twin-fixes.ts';
import { differenceInWords, saidThere, saysNothing } from './twin-words.ts';
import { misspeltFields } from './unknown-field.ts';
import { languageName, otherLanguage } from './wording.ts';

/** With more differences than this, two files hardly tell of one policy, and that is the one thing to say. */
const most = 8;

export const twinDisagrees: Rule = {
  id: 'twin-disagrees',
  title: { zh: '两种语言的文件所述事实一致', en: 'The files of both languages tell the same facts' },
  why: {
    zh: '年份、日期、链接、效力、评分、沿革和来源不因语言而异；两个文件不同，总有一个是错的，而读者无从分辨。类别、状态和国家按词表对照，韩国就是 Republic of Korea。'
      + '谁对谁错要看原文，所以两个方向的修复都等人来选。发布机构的名称和一切文字各用各的语言，不作比较。',
    en: 'Year, dates, url, legal weight, scores, lineage and provenance do not depend on the language; where two files differ, one is wrong and no reader can tell which. Category, status and country are compared by meaning: 韩国 is Republic of Korea. '
      + 'Only the source tells who is right, so the fixes of both directions wait for a person. The name of the issuing body and all texts are each language’s own and are not compared.',
  },
  source: sources.twins,
  severity: 'warning',
  judges: 'values',
  reads: ['keys', 'id', ...sharedFields],
  examples: [
    example`
      -- zh/kr-ccus-act.md --
      ---
      { "category": "法律监管", "country": "韩国", "relatedFacilities": ["310", "1170"], "source": "产业通商资源部", "status": "现行", "year": 2024 }
      ---
      -- en/kr-ccus-act.md --
      ---
      { "category": "法律监管", "country": "Republic of Korea", "relatedFacilities": ["1170", "310"], "source": "MOTIE", "status": "Active", "year": "2024" }
      ---
    `,
    example`
      -- en/br-law-14993-2024.md --
      ---
      evolution:
        clusters: [CCS framework]
        milestones: [{ date: '2024-10-08', event: The Act is published }]
        supersededBy: ''
      url: ''
      ---
      -- zh/br-law-14993-2024.md --
      ---
      evolution:
        clusters: [巴西碳捕集法规]
        milestones: [{ date: '2024-10-08', event: 法律公布 }]
      url: https://www.planalto.gov.br/l14993.htm
      ---
    `,
    example`
      -- zh/alberta-tier.md --
      ---
      {
        "analysis": { "market": { "score": 90 }, "mrv": { "score": 95 } },
                                           ^^ twin-disagrees: “analysis.market.score” differs from the English file: 90 ≠ 40.
        "legalWeight": "Primary Legislation",
                       ^^^^^^^^^^^^^^^^^^^^^ twin-disagrees: “legalWeight” differs from the English file: “Primary Legislation” ≠ “Departmental Rules”.
        "status": "现行"
                  ^^^^^^ twin-disagrees: “status” differs from the English file: “现行” ≠ “Planned”.
      }
      ---
      -- en/alberta-tier.md --
      ---
      { "analysis": { "market": { "score": 40 }, "mrv": { "score": 95 } }, "legalWeight": "Departmental Rules", "status": "Planned" }
      ---
      ->
      ---
      {
        "analysis": { "market": { "score": 40 }, "mrv": { "score": 95 } },
        "legalWeight": "Departmental Rules",
        "status": "计划中"
      }
      ---
    `,
    example`
      -- en/ipcc-guidelines.md --
      ---
      {
        'evolution': { 'supersedes': ['ipcc-1996'] },
                                     ^^^^^^^^^^^^^ twin-disagrees: “evolution.supersedes” differs from the Chinese file: “ipcc-2000” only there.
        'provenance': { 'author': 'Legacy System', 'reviewer': '', },
                                  ^^^^^^^^^^^^^^^ twin-disagrees: “provenance.author” differs from the Chinese file: “Legacy System” ≠ “CCUS AI Agent”.
                                                               ^^ twin-disagrees: “provenance.reviewer” differs from the Chinese file: nothing here, “Li Wei” there.
        'relatedFacilities': [],
        ^^^^^^^^^^^^^^^^^^^ twin-disagrees: “relatedFacilities” differs from the Chinese file: “310”, “1170” only there.
      }
      ---
      -- zh/ipcc-guidelines.md --
      ---
      { 'evolution': { 'supersedes': ['ipcc-2000', 'ipcc-1996'] }, 'provenance': { 'author': 'CCUS AI Agent', 'reviewer': 'Li Wei' }, 'relatedFacilities': ['310', '1170'] }
      ---
      ->
      ---
      {
        'evolution': { 'supersedes': ['ipcc-2000', 'ipcc-1996'] },
        'provenance': { 'author': 'CCUS AI Agent', 'reviewer': 'Li Wei', },
        'relatedFacilities': ['310', '1170'],
      }
      ---
    `,
    example`
      -- zh/us-iija-hubs.md --
      ---
      analysis:
        technical: { score: 70, label: Hub standards }
                            ^^ twin-disagrees: “analysis.technical.score” differs from the English file: 70 here, nothing there.
        mrv: { score: 60 }
      provenance:
        reviewer: Li Wei
                  ^^^^^^ twin-disagrees: “provenance.reviewer” differs from the English file: “Li Wei” here, nothing there.
        author: CCUS AI Agent
      ---
      -- en/us-iija-hubs.md --
      ---
      analysis:
        mrv: { score: 60 }
      provenance:
        author: CCUS AI Agent
      ---
    `,
    example`
      -- zh/cn-ccer.md --
      ---
      pubDate: 2023-10-19
               ^^^^^^^^^^ twin-disagrees: “pubDate” differs from the English file: “2023-10-19” ≠ “2024-01-22”.
      evolution:
      ^^^^^^^^^ twin-disagrees: “evolution.supersededBy” differs from the English file: nothing here, “cn-ccer-2026” there.
        milestones:
        ^^^^^^^^^^ twin-disagrees: “evolution.milestones” differs from the English file: “2023-10-19” only here; “2023-10-20” only there.
          - date: 2023-10-19
            event: 办法公布
          - date: 2024-01-22
            event: 市场启动
      ---
      -- en/cn-ccer.md --
      ---
      pubDate: 2024-01-22
      evolution:
        supersededBy: cn-ccer-2026
        milestones:
          - date: 2023-10-20
            event: The measures are published
          - date: 2024-01-22
            event: The market opens
      ---
      ->
      ---
      pubDate: '2024-01-22'
      evolution:
        supersededBy: cn-ccer-2026
        milestones:
          - date: '2023-10-20'
            event: 办法公布
          - date: 2024-01-22
            event: 市场启动
      ---
    `,
    example`
      -- en/my-ccus-act.md --
      ---
      ^^^ twin-disagrees: 9 facts differ from the Chinese file (year, pubDate, url, reviewStatus, category, status, country, evolution.supersedes, relatedFacilities); the two may not tell of the same policy.
      { "category": "Market", "country": "Norway", "evolution": { "supersedes": ["a"] }, "pubDate": "2020-02-02", "relatedFacilities": ["1"], "reviewStatus": "draft", "status": "Planned", "url": "https://a.example/1", "year": 2020 }
      ---
      -- zh/my-ccus-act.md --
      ---
      { "category": "法律监管", "country": "马来西亚", "evolution": { "supersedes": ["b"] }, "pubDate": "2025-08-01", "relatedFacilities": ["2"], "reviewStatus": "verified", "status": "现行", "url": "https://b.example/2", "year": 2025 }
      ---
    `,
  ],

  mayFind: (facts, { corpus }) => {
    const twin = corpus.twinOf(facts);
    return twin !== undefined && !twin.broken && (facts.told === undefined || facts.told !== twin.told);
  },

  check(record, world, facts) {
    const twin = world.corpus.twinOf(facts);
    // A file that cannot be read tells no facts to agree with.
    if (!twin || twin.broken) return [];
    const all = differencesOf(record, twin, world.project.vocabulary);
    if (all.length === 0) return [];
    const misspelt = misspeltFields(record, world.project.fields);
    const differences = all.filter(({ path }) => !misspelt.has(path.join('.')) && !isBrokenOff(record, path));
    if (differences.length > most) return [together(differences, record, twin)];
    return differences.filter(each => !isToldElsewhere(each, record, world, facts)).map(each => findingOf(each, record, twin, world));
  },
};

function together(differences: readonly Difference[], record: PolicyRecord, twin: Facts): Found {
  const { zh, en } = languageName[otherLanguage(record.locale)];
  const names = differences.map(({ path }) => path.join('.'));
  return {
    span: record.fences.open, path: [],
    message: {
      zh: `与${zh}版有 ${names.length} 处不一致（${list(names, 'zh')}），两个文件写的可能不是同一部政策。`,
      en: `${names.length} facts differ from the ${en} file (${list(names, 'en')}); the two may not tell of the same policy.`,
    },
    related: [{ uri: twin.uri, path: ['title'], message: { zh: `${zh}版在这里。`, en: `The ${en} file is here.` } }],
  };
}

function findingOf(difference: Difference, record: PolicyRecord, twin: Facts, { project: { vocabulary } }: World): Found {
  const { path, mine, theirs } = difference;
  const field = path.join('.');
  const name = languageName[twin.locale];
  const words = differenceInWords(mine, theirs, name);
  const [take, push] = [takeFrom(twin, record, difference, vocabulary), pushTo(twin, record, difference, vocabulary)];
  return {
    span: spanOf(record, path), path,
    message: { zh: `“${field}”与${name.zh}版不一致：${words.zh}。`, en: `“${field}” differs from the ${name.en} file: ${words.en}.` },
    related: [{ uri: twin.uri, path, message: saidThere(theirs, name) }],
    // Where the twin says nothing, what is said here is the likelier truth.
    fixes: saysNothing(theirs) ? [...push, ...take] : [...take, ...push],
  };
}

/** The value; the key of a list that goes over several lines or of nothing at all; where even the key is absent, that of the block it belongs in. */
function spanOf(record: PolicyRecord, path: Path): Span {
  const { root, lines, fences } = record;
  const entry = entryAt(root, path);
  if (!entry) return path.length > 0 ? spanOf(record, path.slice(0, -1)) : fences.open;
  const { key, value } = entry;
  if (!value || value.span.end === value.span.start) return key.span;
  return value.kind === 'scalar' || (!isEmpty(value) && lines.lineOf(value.span.start) === lines.lineOf(value.span.end)) ? value.span : key.span;
}

const isBrokenOff = ({ root }: PolicyRecord, path: Path): boolean => {
  const node = nodeAt(root, path);
  return node?.kind === 'scalar' && node.broken === true;
};

/** Whether another rule says of this value in this file what is wrong with it. */
function isToldElsewhere({ path, mine, theirs }: Difference, record: PolicyRecord, world: World, facts: Facts): boolean {
  const { corpus, project } = world;
  // A score that is a list or a map is a matter of its type.
  if (path.at(-1) === 'score' && typeof mine === 'object') return true;
  const isDangling = (id: string) => corpus.withId(id, facts).length === 0 && !project.historicalIds.has(id);
  switch (path.join('.')) {
    case 'id': return typeof mine !== 'string' || !isSafeId(mine) || differs(mine, facts.stem);
    case 'year': {
      const day = stringOf(nodeAt(record.root, ['pubDate']))?.trim() ?? '';
      return isDay(day) && Number(day.slice(0, 4)) !== Number(mine);
    }
    case 'provenance.lastAuditDate': return isBlank(mine);
    // One who has yet to review a verified record is no more of a reviewer than none.
    case 'provenance.reviewer': return isBlank(mine) ? statusOf(record, world, 'verified') !== undefined : isBlank(theirs) && pendingReviewer(record, world) !== undefined;
    case 'evolution.supersededBy': return typeof mine === 'string' && !isBlank(mine) && !isBlank(theirs) && isDangling(mine.trim());
    case 'evolution.supersedes': {
      const [here, there] = [namesIn(mine), namesIn(theirs)];
      const own = here.filter(id => !there.includes(id));
      return own.length > 0 && there.some(id => !here.includes(id)) && own.every(isDangling);
    }
    default: return false;
  }
}
