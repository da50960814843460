import { hasHan } from '../../base/both.ts';
import { joined, spellingOf, type Speller } from '../../schema/spelling.ts';

/** Spells any text in Chinese, titles of records too. The dictionary is large, so it is read when it is first wanted; each text is spelt once. */
export async function titleSpeller(): Promise<Speller> {
  const { pinyin } = await import('pinyin-pro');
  const spelt = new Map<string, string>();
  return text => {
    if (!hasHan(text)) return undefined;
    const known = spellingOf(text) ?? spelt.get(text);
    if (known !== undefined) return known;
    const made = joined(pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive' }).map(each => each.replace(/[^\p{L}\d]/gu, '').toLowerCase()).filter(Boolean));
    spelt.set(text, made);
    return made;
  };
}
