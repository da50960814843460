import type { Span } from '../base/span.ts';
import { fieldsAt } from '../schema/describe.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { isEmpty, nodeAt, stringOf, type Entry, type Node, type ScalarNode } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { mend, type Fix, type World } from './rule.ts';
import { brief } from './wording.ts';

const pending = /human audit pending|^\s*pending\s*$|待审|待人工/i;

/** The value of reviewStatus where it means one of the two. */
export function statusOf({ root }: PolicyRecord, { project }: World, is: 'draft' | 'verified'): Node | undefined {
  const node = nodeAt(root, ['reviewStatus']);
  return project.vocabulary.meantBy('reviewStatus', stringOf(node) ?? '').some(({ id }) => id === is) ? node : undefined;
}

/** The reviewer of a verified record who has yet to review it, and where the record says that it is verified. */
export function pendingReviewer(record: PolicyRecord, world: World): { readonly node: ScalarNode; readonly name: string; readonly status: Node } | undefined {
  const node = nodeAt(record.root, ['provenance', 'reviewer']);
  const name = stringOf(node);
  const status = statusOf(record, world, 'verified');
  return node?.kind === 'scalar' && !node.broken && status && name !== undefined && pending.test(name) ? { node, name, status } : undefined;
}

/** Takes back what a record claims: it is a draft. */
export const setDraft = (record: PolicyRecord): Fix =>
  mend(record, { zh: '把 reviewStatus 改为 draft', en: 'Set reviewStatus to draft' }, setValue(record, ['reviewStatus'], 'draft', fieldsAt([])), { preferred: true });

/** Signs a record with the name from the user's settings; nothing where there is none, or where it only says that a review is pending. */
export function signed(record: PolicyRecord, { author }: World): readonly Fix[] {
  if (author === undefined || author.trim() === '' || pending.test(author)) return [];
  return [mend(record, { zh: `已审核：审核人改为“${brief(author)}”`, en: `Sign it as reviewed by “${brief(author)}”` },
    setValue(record, ['provenance', 'reviewer'], author.trim(), fieldsAt(['provenance'])))];
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
