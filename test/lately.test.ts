import assert from 'node:assert/strict';
import { createLately } from '../server/lsp/lately.ts';
import { parseRecord } from '../server/syntax/parse.ts';

const recordOf = (uri: string) => parseRecord(uri, '---\n{ "id": "a" }\n---\n');

describe('records that were read just now', () => {
  it('are given away once, and are those that were read last', () => {
    const lately = createLately();
    const [first, second] = [recordOf('file:///a.md'), recordOf('file:///a.md')];
    lately.put('file:///a.md', first);
    lately.put('file:///a.md', second);
    assert.equal(lately.take('file:///a.md'), second);
    assert.equal(lately.take('file:///a.md'), undefined);
  });

  it('are forgotten where a file holds none any more, or is none of the library’s', () => {
    const lately = createLately();
    for (const uri of ['file:///a.md', 'file:///b.md', 'file:///c.md']) lately.put(uri, recordOf(uri));
    lately.put('file:///a.md', undefined);
    lately.keepOnly(uri => uri !== 'file:///b.md');
    assert.deepEqual(['file:///a.md', 'file:///b.md'].map(lately.take), [undefined, undefined]);
    assert.ok(lately.take('file:///c.md'));
  });
});
