import assert from 'node:assert/strict';
import { readPlain11 } from '../server/syntax/plain11.ts';
import { readAsSite } from './site.ts';
import { randomFrom } from './mutations/scene.ts';

/** What gray-matter reads of an unquoted scalar. */
function asSite(text: string): unknown {
  const reading = readAsSite(`---\na: ${text}\n---\n`);
  return reading.kind === 'read' ? (reading.data as { readonly a: unknown }).a : reading.kind;
}

const words = [
  '', '~', 'null', 'Null', 'NULL', 'nUll', 'true', 'True', 'TRUE', 'tRue', 'false', 'False', 'FALSE', 'yes', 'no', 'on', 'off', 'y', 'n', 'NO', 'Yes',
  '0', '-0', '+0', '00', '01', '007', '08', '09', '012', '-012', '+012', '0_7', '0_', '0o14', '0b101', '0b', '0b_1', '0b1_', '-0b11', '0x1F', '0x', '0x_f', '0xg', '+0x10',
  '1', '12', '-12', '+12', '1_000', '1_', '_1', '1__0', '12:30', '12:30:00', '1:2', '01:30', '09:30', '1:60', '1:59', '-1:30', '1_0:30', '1_:30', '12:30:00.5', '0:30.5', '1:2:3:4',
  '1.5', '1.', '.5', '-.5', '._1', '1.5e3', '1e3', '1E+3', '1e', '1_0.5_0', '01.5', '0.5', '.inf', '-.Inf', '+.INF', '.nan', '.NaN', '.iNf', '1.2.3', '9007199254740993', '1e400',
  '2024-10-01', '2024-1-1', '2024-02-30', '2024-13-01', '0000-01-01', '0099-12-31', '2024-10-01T08:00:00Z', '2024-10-01t8:00:00', '2024-10-01 08:00:00', '2024-10-01 08:00:00 +8', '2024-10-01T08:00:00.5-03:30',
  '2024-10-01T08:00:00.123456+08:00', '2024-10-01T08:00', '2024/10/01', '2024-10', '2024', '20241001', '1-2', '--', '+', '.', '..', '-.', '=', '<<', '1,000', '60%', '12 years', 'Act 012',
];

describe('what an unquoted value is by YAML 1.1', () => {
  it('is what gray-matter reads', () => {
    for (const word of words) assert.deepEqual(readPlain11(word).value ?? undefined, asSite(word) ?? undefined, word);
  });

  it('is that for any row of its characters too', () => {
    const random = randomFrom(11);
    const alphabet = '0011224789__::..--++eExboTtZ fN ';
    for (let i = 0; i < 4000; i++) {
      const text = Array.from({ length: 1 + random.below(10) }, () => alphabet.charAt(random.below(alphabet.length))).join('').trim();
      // A mark of a list, a key or a map is no scalar.
      if (text === '' || /^[-:?] |^[-:]$| :|: |:$|---/.test(text)) continue;
      const [own, site] = [readPlain11(text).value, asSite(text)];
      assert.ok(Object.is(own, site) || (typeof own === 'number' && typeof site === 'number' && Math.abs(own - site) <= Math.abs(site) * 1e-12), `${text}: ${String(own)}, ${String(site)}`);
    }
  });
});
