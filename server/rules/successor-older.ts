import { nodeAt } from '../syntax/tree.ts';
import { inTurn } from '../syntax/inturn.ts';
import { removeAt, setValue } from '../syntax/write.ts';
import { datedIn, isBefore, publishedOf, type Published } from './published.ts';
import { example, fixLater, type Found, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { besides, isRound, linked, listedIn, listPath, successorPath, unlinked } from './succession.ts';

export const successorOlder: Rule = {
  id: 'successor-older',
  title: { zh: '新政策晚于它所取代的政策', en: 'A policy is younger than what it supersedes' },
  why: {
    zh: '先发布的不会取代后发布的：不是写反了方向，就是其中一个日期有误。1 月 1 日和审核日期只说明年份，那时只比较年份；两处年份自相矛盾的记录不作比较。',
    en: 'What was published first does not supersede what came later: either the link is the wrong way round or one of the dates is wrong. '
      + 'A first of January or the day of the audit tells no more than the year, and then only years are compared; a record whose year and date contradict each other is not compared.',
  },
  source: sources.lineage,
  severity: 'warning',
  judges: 'values',
  reads: ['id', 'pubDate', 'year', 'provenance', 'evolution'],
  examples: [
    example`
      -- zh/cn-ccer-2023.md --
      ---
      { "evolution": { "supersedes": ["cn-ccer-2012"] }, "id": "cn-ccer-2023", "pubDate": "2012-01-01", "year": 2012 }
      ---
      -- zh/cn-ccer-2012.md --
      ---
      { "id": "cn-ccer-2012", "pubDate": "2012-06-13", "year": 2012 }
      ---
    `,
    example`
      -- zh/cn-ver.md --
      ---
      { "evolution": { "supersededBy": "", "supersedes": ["cn-ccer"] }, "id": "cn-ver", "pubDate": "2012-06-13" }
                                                          ^^^^^^^^^ successor-older: “cn-ccer” was published on 2023-10-19, after this record, which is said to supersede it (2012-06-13).
      ---
      -- zh/cn-ccer.md --
      ---
      { "evolution": { "supersededBy": "cn-ver", "supersedes": [] }, "id": "cn-ccer", "pubDate": "2023-10-19" }
      ---
      ->
      ---
      { "evolution": { "supersededBy": "cn-ccer", "supersedes": [] }, "id": "cn-ver", "pubDate": "2012-06-13" }
      ---
    `,
    example`
      -- en/eu-ccs-directive.md --
      ---
      {
        'evolution': { 'supersedes': ['eu-nzia', 'eu-old'] },
                                      ^^^^^^^^^ successor-older: “eu-nzia” was published in 2024, after this record, which is said to supersede it (2009).
        'id': 'eu-ccs-directive',
        'pubDate': '2009-04-23',
        'year': 2009,
      }
      ---
      -- en/eu-nzia.md --
      ---
      { 'id': 'eu-nzia', 'pubDate': '2024-01-01', 'year': 2024 }
      ---
      -- en/eu-old.md --
      ---
      { 'id': 'eu-old', 'pubDate': '2024-06-13', 'year': 2006 }
      ---
    `,
    example`
      -- en/no-longship-2020.md --
      ---
      id: no-longship-2020
      year: 2020
      evolution:
        supersedes:
          - no-longship-2024
            ^^^^^^^^^^^^^^^^ successor-older: “no-longship-2024” was published in 2024, after this record, which is said to supersede it (2020).
        supersededBy: ''
      ---
      -- en/no-longship-2024.md --
      ---
      id: no-longship-2024
      year: 2024
      ---
      ->
      ---
      id: no-longship-2020
      year: 2020
      evolution:
        supersedes: []
        supersededBy: 'no-longship-2024'
      ---
    `,
    example`
      -- en/no-longship.md --
      ---
      { 'evolution': { 'supersedes': ['no-storage-plan'], }, 'id': 'no-longship', 'pubDate': '2024-05-06', 'year': 2024, }
      ---
      -- en/no-storage-plan.md --
      ---
      { 'evolution': { 'supersededBy': 'no-longship', }, 'id': 'no-storage-plan', 'pubDate': '2019-03-04', 'year': 2019, }
      ---
    `,
  ],

  mayFind: (facts, { corpus, project }) => {
    const own = facts.supersedes.length > 0 ? publishedOf(facts, project) : undefined;
    return own !== undefined && facts.supersedes.some(id => corpus.withId(id.trim(), facts).some(older => {
      const its = publishedOf(older, project);
      return its !== undefined && isBefore(own, its);
    }));
  },

  check(record, { corpus, project }, facts) {
    const listed = listedIn(record, facts);
    if (listed.length === 0) return [];
    const found: Found[] = [];
    const own = publishedOf(datedIn(record), project);
    for (const { id, i } of own ? listed : []) {
      const path = [...listPath, i];
      const [older, ...more] = corpus.withId(id, facts);
      const node = nodeAt(record.root, path);
      const its = older && publishedOf(older, project);
      if (!own || !older || !node || !its || !isBefore(own, its) || isRound(facts, older, corpus)) continue;
      const [then, now] = own.day !== undefined && its.day !== undefined ? [its.day, own.day] : [String(its.year), String(own.year)];
      // Only where this record names no successor yet is there room for the other direction.
      const round = more.length > 0 || facts.supersededBy?.trim() ? undefined : linked(older, facts, corpus);
      const told = round && [...unlinked(facts, older, corpus), ...round];
      const swap = told && fixLater({ title: { zh: `调转方向：“${id}”取代本记录`, en: `Turn it round: “${id}” supersedes this record` }, safe: false },
        () => besides(record, told, inTurn(record, [each => removeAt(each, path), each => setValue(each, successorPath, id)])));
      found.push({
        span: node.span, path, fixes: swap ? [swap] : [],
        message: {
          zh: `“${id}”发布于 ${then}，晚于据说取代它的本记录（${now}）。`,
          en: `“${id}” was published ${inOrOn(its, own)} ${then}, after this record, which is said to supersede it (${now}).`,
        },
        related: [{ uri: older.uri, path: [its.day === undefined ? 'year' : 'pubDate'], message: { zh: `“${id}”发布于 ${then}。`, en: `“${id}” was published ${inOrOn(its, own)} ${then}.` } }],
      });
    }
    return found;
  },
};

const inOrOn = (a: Published, b: Published): string => a.day !== undefined && b.day !== undefined ? 'on' : 'in';
