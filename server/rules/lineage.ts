import { compact } from '../base/compact.ts';
import { distance, lexiconOf, nearestIn, type Lexicon } from '../base/near.ts';
import type { Card, Corpus } from '../record/corpus.ts';
import type { Facts } from '../record/facts.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { Node, Path } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { mend, type Found, type World } from './rule.ts';
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

/** An id that would lead to a record but for the blanks around it: sites compare ids to the letter. */
export const blanksAround = (record: PolicyRecord, node: Node, path: Path, id: string): Found => ({
  span: node.span, path, message: { zh: `“${brief(id)}”的首尾有空白，id 里没有空白。`, en: `“${brief(id)}” stands between blanks, and no id has any.` },
  fixes: [mend(record, { zh: '去掉首尾的空白', en: 'Take the blanks away' }, setValue(record, path, id), { safe: true, preferred: true })],
});

/** Whether something may be wrong with an id that a record's lineage names: no record here has it, nor was one ever to have it, or there are blanks around it. */
export function isAmiss(written: string, facts: Facts, { corpus, project: { historicalIds } }: World): boolean {
  const id = written.trim();
  return id !== '' && id !== facts.id && (written !== id || !(historicalIds.has(id) || corpus.withId(id, facts).length > 0));
}

const letters = (id: string): string => id.replace(/\d/g, '');

/** The ids of a folder, what was found for a word among them, and whether one begins with it. */
interface Ids { readonly words: readonly string[]; lexicon: Lexicon | undefined; readonly found: Map<string, string | undefined>; readonly begun: Map<string, boolean> }

const known = new WeakMap<readonly Card[], Ids>();

/** Several rules ask about one word, and so does each record with a name that leads nowhere: the ids are gathered once for all. */
function idsOf(cards: readonly Card[]): Ids {
  const before = known.get(cards);
  if (before) return before;
  const words: string[] = [];
  for (const { id } of cards) if (id !== undefined) words.push(id);
  const ids: Ids = { words, lexicon: undefined, found: new Map(), begun: new Map() };
  known.set(cards, ids);
  return ids;
}

/** The id nearest to a word among those of a folder but for one. */
function nearestAmong(cards: readonly Card[], id: string, own: string | undefined): string | undefined {
  const near = foundIn(cards, id);
  return near === undefined || near !== own ? near : foundIn(cards, id, own);
}

function foundIn(cards: readonly Card[], id: string, but?: string): string | undefined {
  const ids = idsOf(cards);
  const question = but === undefined ? id : `${id}\0${but}`;
  if (!ids.found.has(question)) ids.found.set(question, nearestIn(id, ids.lexicon ??= lexiconOf(ids.words), but));
  return ids.found.get(question);
}

function isBegunAmong(cards: readonly Card[], id: string): boolean {
  const { words, begun } = idsOf(cards);
  const is = begun.get(id) ?? words.some(each => each.startsWith(id));
  begun.set(id, is);
  return is;
}
