import type { Facts } from '../record/facts.ts';
import type { Vocabulary } from '../schema/vocabulary.ts';
import { nodeAt, wholeText } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { inBoth } from './in-both.ts';
import { maybePending } from './published.ts';
import { example, mend, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { isRound, lists, relatedTo, successorIn, successorsOf } from './succession.ts';
import { brief } from './wording.ts';

export const supersededStillActive: Rule = {
  id: 'superseded-still-active',
  title: { zh: '被取代的政策不再标为现行', en: 'A superseded policy is no longer called active' },
  why: {
    zh: '国家的评分取现行政策中的最高分：已被取代的政策仍标为现行，会继续抬高这个分数，也会让人引用失效的条文。取代它的政策尚在计划、制定或待实施时，旧的仍然有效，不作提示。',
    en: 'A country is scored by the best of its active policies, so one that was superseded and is still called active keeps lifting that score, and its provisions keep being cited. '
      + 'While the successor is only planned, being drafted or upcoming, the older policy is still in force, and nothing is said.',
  },
  source: sources.lineage,
  severity: 'warning',
  judges: 'values',
  reads: ['id', 'status', 'evolution'],
  examples: [
    example`
      -- zh/cn-ccer-2012.md --
      ---
      { "evolution": { "supersededBy": "cn-ccer-2023" }, "id": "cn-ccer-2012", "status": "被取代" }
      ---
      -- zh/cn-ccer-2023.md --
      ---
      { "evolution": { "supersedes": ["cn-ccer-2012"] }, "id": "cn-ccer-2023", "status": "现行" }
      ---
    `,
    example`
      -- zh/eu-ets-mrr-2018.md --
      ---
      { "evolution": { "supersededBy": "eu-ets-mrr-2030" }, "id": "eu-ets-mrr-2018", "status": "现行" }
      ---
      -- zh/eu-ets-mrr-2030.md --
      ---
      { "evolution": { "supersedes": ["eu-ets-mrr-2018"] }, "id": "eu-ets-mrr-2030", "status": "制定中" }
      ---
    `,
    example`
      -- zh/cn-ccer-2012.md --
      ---
      { "evolution": { "supersededBy": "cn-ccer-2023" }, "id": "cn-ccer-2012", "status": "现行" }
                                                                                         ^^^^^^ superseded-still-active: “cn-ccer-2023” supersedes this policy, yet its status is still “现行”.
      ---
      -- zh/cn-ccer-2023.md --
      ---
      { "evolution": { "supersedes": ["cn-ccer-2012"] }, "id": "cn-ccer-2023", "status": "现行" }
      ---
      ->
      ---
      { "evolution": { "supersededBy": "cn-ccer-2023" }, "id": "cn-ccer-2012", "status": "被取代" }
      ---
    `,
    example`
      -- en/uk-ccus-vision.md --
      ---
      {
        'id': 'uk-ccus-vision',
        'status': 'Active',
                  ^^^^^^^^ superseded-still-active: “uk-ccus-plan” supersedes this policy, yet its status is still “Active”.
      }
      ---
      -- en/uk-ccus-plan.md --
      ---
      { 'id': 'uk-ccus-plan', 'evolution': { 'supersedes': ['uk-ccus-vision'] }, 'status': 'Active' }
      ---
      ->
      ---
      {
        'id': 'uk-ccus-vision',
        'status': 'Superseded',
      }
      ---
    `,
    example`
      -- en/ca-offset-2019.md --
      ---
      id: ca-offset-2019
      status: active
              ^^^^^^ superseded-still-active: “ca-offset-2022” supersedes this policy, yet its status is still “active”.
      evolution:
        supersededBy: ca-offset-2022
      ---
      -- en/ca-offset-2022.md --
      ---
      id: ca-offset-2022
      ---
      ->
      ---
      id: ca-offset-2019
      status: Superseded
      evolution:
        supersededBy: ca-offset-2022
      ---
    `,
  ],

  mayFind: (facts, { corpus, project: { vocabulary } }) =>
    facts.status !== undefined && successorsOf(facts, corpus).length > 0 && isActive(facts.status, vocabulary),

  check(record, world, facts) {
    const { corpus, project: { vocabulary } } = world;
    const node = wholeText(nodeAt(record.root, ['status']));
    if (!node || !isActive(node.value, vocabulary)) return [];
    const own = successorIn(record, facts);
    const newer = successorsOf(facts, corpus, own).find(each => isInForce(each, vocabulary) && !isRound(each, facts, corpus));
    if (!newer) return [];
    const id = newer.id ?? newer.stem;
    return [{
      span: node.span, path: ['status'],
      message: { zh: `“${id}”已取代本政策，状态却仍是“${brief(node.value)}”。`, en: `“${id}” supersedes this policy, yet its status is still “${brief(node.value)}”.` },
      related: [relatedTo({ newer, older: facts, saidBy: lists(newer, facts) ? 'newer' : 'older' }, record)],
      fixes: vocabulary.terms('status').filter(term => term.id === 'superseded').map(({ written }) => {
        const value = written[record.locale];
        return inBoth(mend(record, { zh: `状态改为“${value}”`, en: `Set the status to “${value}”` }, setValue(record, ['status'], value), { preferred: true }), record, world, facts, [{ path: ['status'], value }]);
      }),
    }];
  },
};

const isActive = (status: string, vocabulary: Vocabulary): boolean => {
  const meant = vocabulary.meantBy('status', status);
  return meant.length > 0 && meant.every(({ id }) => id === 'active');
};

/** Whether a successor applies. A status that nobody knows may say that it does not yet; a blank one says nothing. */
const isInForce = ({ status = '' }: Facts, vocabulary: Vocabulary): boolean =>
  status.trim() === '' || (vocabulary.meantBy('status', status).length > 0 && !maybePending(status, vocabulary));
