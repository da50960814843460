import { compact } from '../base/compact.ts';
import { distance, lexiconOf, nearestIn, type Lexicon } from '../base/near.ts';
import type { Card, Corpus } from '../record/corpus.ts';
import type { Facts } from '../record/facts.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { Node, Path } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { mend, type Found } from './rule.ts';
import { brief } from './wording.ts';

/** An existing record that an id without one may mean. `sure` where the two differ by more than the figures in them, which tell one year's policy from the next. */
export interface Meant { readonly id: string; readonly title: string; readonly sure: boolean }

/** Whether an id looks like the name of a policy that was never recorded: such names are kept on purpose, and none that exists is meant by them. */
export const isHistorical = (id: string): boolean => /-legacy(?:-|$)|-pre-\d{4}$|-(?:19|20)\d{2}$/.test(id);

/** The record beside `facts` whose id is at most two slips from `id`, never the record itself. */
export function meantRecord(id: string, facts: Facts, corpus: Corpus): Meant | undefined {
  if (isHistorical(id)) return undefined;
  const near = corpus.among(facts, nearestAmong, compact(id), facts.id);
  const found = near === undefined ? undefined : corpus.withId(near, facts)[0];
  return near === undefined || !found ? undefined : { id: near, title: found.title ?? '', sure: distance(letters(id), letters(near), 2) > 0 };
}

/** Whether the id of a record beside `facts` begins with what is there of one: whoever types it is not done. */
export const isBegun = (id: string, facts: Facts, corpus: Corpus): boolean => corpus.among(facts, isBegunAmong, compact(id));

const isBegunAmong = (cards: readonly Card[], id: string): boolean => cards.some(each => each.id?.startsWith(id) === true);

/** An id that would lead to a record but for the blanks around it: sites compare ids to the letter. */
export const blanksAround = (record: PolicyRecord, node: Node, path: Path, id: string): Found => ({
  span: node.span, path, message: { zh: `“${brief(id)}”的首尾有空白，id 里没有空白。`, en: `“${brief(id)}” stands between blanks, and no id has any.` },
  fixes: [mend(record, { zh: '去掉首尾的空白', en: 'Take the blanks away' }, setValue(record, path, id), { safe: true, preferred: true })],
});

const letters = (id: string): string => id.replace(/\d/g, '');

/** The ids of a folder, and what was found for a word among them. */
interface Ids { readonly lexicon: Lexicon; readonly found: Map<string, string | undefined> }

const known = new WeakMap<readonly Card[], Ids>();

/** The id nearest to a word among those of a folder. Several rules ask it of one word, and each record with a name that leads nowhere asks, so the ids are sorted once for all. */
function nearestAmong(cards: readonly Card[], id: string, own: string | undefined): string | undefined {
  const ids = known.get(cards) ?? { lexicon: lexiconOf(cards.flatMap(each => each.id ?? [])), found: new Map<string, string | undefined>() };
  known.set(cards, ids);
  const question = `${id}\0${own ?? ''}`;
  if (!ids.found.has(question)) ids.found.set(question, nearestIn(id, ids.lexicon, own));
  return ids.found.get(question);
}
