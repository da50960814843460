import type { Span } from '../base/span.ts';
import type { Facts } from '../record/facts.ts';
import { fieldsAt } from '../schema/describe.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { isEmpty, nodeAt, stringOf, wholeText, type Entry, type Node, type ScalarNode } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { namesNothing } from './language.ts';
import { inBoth } from './in-both.ts';
import { mend, type Fix, type World } from './rule.ts';
import { brief } from './wording.ts';

const awaited = /\b(?:audit|review|verification|approval)\s+pending\b|^\s*(?:pending|awaiting|unreviewed|not (?:yet )?reviewed)\b|^\s*待|待审|待人工|^\s*(?:尚?未|没有)(?:经?人工)?(?:审|复)核/i;

/** Whether the name of a reviewer says that there is none yet. */
const isPending = (name: string): boolean => awaited.test(name) || (name.trim() !== '' && namesNothing(name));

/** The value of reviewStatus where it means one of the two. */
export function statusOf({ root }: PolicyRecord, { project }: World, is: 'draft' | 'verified'): Node | undefined {
  const node = nodeAt(root, ['reviewStatus']);
  return project.vocabulary.meantBy('reviewStatus', stringOf(node) ?? '').some(({ id }) => id === is) ? node : undefined;
}

/** The reviewer of a verified record who has yet to review it, and where the record says that it is verified. */
export function pendingReviewer(record: PolicyRecord, world: World): { readonly node: ScalarNode; readonly name: string; readonly status: Node } | undefined {
  const node = wholeText(nodeAt(record.root, ['provenance', 'reviewer']));
  const status = statusOf(record, world, 'verified');
  return node && status && isPending(node.value) ? { node, name: node.value, status } : undefined;
}

/** Takes back what a record claims: it is a draft. */
export const setDraft = (record: PolicyRecord, world: World, facts: Facts): Fix => inBoth(
  mend(record, { zh: '把 reviewStatus 改为 draft', en: 'Set reviewStatus to draft' }, () => setValue(record, ['reviewStatus'], 'draft', fieldsAt([])), { preferred: true }),
  record, world, facts, [{ path: ['reviewStatus'], value: 'draft' }]);

/** Signs a record with the name from the user's settings; nothing where there is none, or where it only says that a review is pending. */
export function signed(record: PolicyRecord, world: World, facts: Facts): readonly Fix[] {
  const { author } = world;
  if (author === undefined || author.trim() === '' || isPending(author)) return [];
  const path = ['provenance', 'reviewer'];
  return [inBoth(mend(record, { zh: `已审核：审核人改为“${brief(author)}”`, en: `Sign it as reviewed by “${brief(author)}”` },
    () => setValue(record, path, author.trim(), fieldsAt(['provenance']))), record, world, facts, [{ path, value: author.trim() }])];
}

/** Whether a block of fields is one, or is there and has yet to be filled; anything else is a matter of its type. */
export const isMapToBe = (node: Node | undefined): boolean => node === undefined || node.kind === 'map' || (node.kind === 'scalar' && node.value === undefined && !node.broken);

/** Whether a single value is absent or says nothing. */
export const isBlank = (node: Node | undefined): boolean => isEmpty(node) && (node === undefined || (node.kind === 'scalar' && !node.broken));

/** Where a field that says nothing is drawn: its blank value, its key where nothing stands behind it, or the key of its block. */
export function spanOf(block: Entry, entry: Entry | undefined): Span {
  if (!entry) return block.key.span;
  return entry.value && entry.value.span.end > entry.value.span.start ? entry.value.span : entry.key.span;
}
