import assert from 'node:assert/strict';
import { last, lazy } from '../../server/base/last.ts';

describe('what is worked out last', () => {
  it('is made once for one thing, and anew after another', () => {
    const asked: string[] = [];
    const shout = last((word: string) => { asked.push(word); return word.toUpperCase(); });
    assert.deepEqual(['a', 'a', 'b', 'b', 'a'].map(shout), ['A', 'A', 'B', 'B', 'A']);
    assert.deepEqual(asked, ['a', 'b', 'a']);
  });

  it('may be nothing, and is then not asked for again', () => {
    let times = 0;
    const nothing = last((_: object | undefined) => { times++; return undefined; });
    const [one, other] = [{}, {}];
    for (const each of [undefined, undefined, one, one, other, one]) assert.equal(nothing(each), undefined);
    assert.equal(times, 4);
  });

  it('is not kept where making it fails', () => {
    let times = 0;
    const failing = last((_: object) => { times++; throw new Error('no'); });
    const one = {};
    for (let i = 0; i < 2; i++) assert.throws(() => failing(one), /no/);
    assert.equal(times, 2);
  });
});

describe('what is made when it is wanted', () => {
  it('is not made before, and once', () => {
    let times = 0;
    const made = lazy(() => { times++; return undefined; });
    assert.equal(times, 0);
    for (let i = 0; i < 3; i++) assert.equal(made(), undefined);
    assert.equal(times, 1);
  });
});
