import type { Term, Vocabulary } from '../schema/vocabulary.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { nodeAt, stringOf } from '../syntax/tree.ts';

/** The categories that a record's own may mean; none where it is absent or unknown. */
export const categoriesOf = ({ root }: PolicyRecord, vocabulary: Vocabulary): readonly Term[] => vocabulary.meantBy('category', stringOf(nodeAt(root, ['category'])) ?? '');

/** Whether a record's category is known and is another than Regulatory: such policies need not deal with permits, so no pillar is asked of them. */
export const needsNoPillars = (record: PolicyRecord, vocabulary: Vocabulary): boolean => {
  const categories = categoriesOf(record, vocabulary);
  return categories.length > 0 && categories.every(({ id }) => id !== 'regulatory');
};
