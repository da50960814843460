import { hasHan } from '../../base/both.ts';
import { lazy } from '../../base/last.ts';

// An engine takes ten milliseconds to fetch its dictionary.
const segmenter = lazy(() => new Intl.Segmenter('zh', { granularity: 'word' }));

/** The words of a text in small letters. Chinese has no blanks between words, so its words are those of the dictionary that every engine carries. */
export function wordsOf(text: string): readonly string[] {
  const plain = text.toLowerCase();
  if (!hasHan(plain)) return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...segmenter().segment(plain)].flatMap(({ segment, isWordLike }) => isWordLike ? segment.match(/[\p{L}\p{N}]+/gu) ?? [] : []);
}
