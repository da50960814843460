import assert from 'node:assert/strict';
import { hasHan } from '../../server/base/both.ts';

describe('Chinese characters', () => {
  it('are told from all others', () => {
    const wrong: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      const character = String.fromCodePoint(code);
      if (hasHan(`a${character}b`) !== /\p{Script=Han}/u.test(character)) wrong.push(code.toString(16));
    }
    assert.deepEqual(wrong, []);
    assert.deepEqual(['', '\ud840', '\udc00', '\udc00\ud840', '。，「」', 'かな', '😀'].filter(hasHan), []);
  });
});
