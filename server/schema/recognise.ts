import collectionsFile from '../../schemas/collections.json';
import { last } from '../base/last.ts';
import { textOf } from '../base/span.ts';
import { entryOf, stringOf, type Node } from '../syntax/tree.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { meantBy, type ControlledField } from './vocabulary.ts';

/** The fields that tell a policy record; those only a record has count on their own, the others also stand in any web page. */
const own = ['legalWeight', 'reviewStatus', 'analysis', 'evolution'] as const;
const shared = ['title', 'category', 'status', 'pubDate'] as const;

/** Fields of other kinds of files in the same library. */
const foreign: readonly string[] = [...new Set(collectionsFile.collections.flatMap(({ telling }) => telling))];

/**
 * Whether a Markdown file is a policy record, even when half of it is missing or does not parse: several of its telling fields are
 * there, and one of them is a record's own or holds a word of its vocabulary. A file that has a field of another kind is none.
 */
export const isPolicyRecord: (record: PolicyRecord) => boolean = last(record => {
  const inner = record.problems.length > 0 ? textOf(record.text, record.fences.inner).slice(0, 200_000) : undefined;
  const has = (key: string) => entryOf(record.root, key) !== undefined || (inner !== undefined && new RegExp(`^[ \\t{]*["'“]?${key}["'”]?[ \\t]*[:：]`, 'm').test(inner));
  if (record.fences.close === undefined && record.root?.kind !== 'map') return false;
  const mine = own.filter(has).length;
  const common = shared.filter(has).length;
  if (mine + common < 2 || (mine === 0 && foreign.some(has))) return false;
  return mine > 0 || common === shared.length || (common === 3 && (has('country') || speaksOurWords(record.root)))
    || (common === 2 && has('country') && speaksOurWords(record.root));
});

/** Whether a file says itself that it is of another kind. */
export const isOtherKind = ({ root }: PolicyRecord): boolean => foreign.some(key => entryOf(root, key) !== undefined);

const speaksOurWords = (root: Node | undefined): boolean => (['category', 'status'] satisfies ControlledField[]).some(field => {
  const value = stringOf(entryOf(root, field)?.value);
  return value !== undefined && meantBy(field, value).length > 0;
});
