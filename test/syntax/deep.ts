// Parses many deeply nested texts in one process, as that is what kills a process on Node 20: run by deep.test.ts, it says how each was taken.
import { parseRecord } from '../../server/syntax/parse.ts';
import { placeAt } from '../../server/syntax/at.ts';

const depths = [10, 100, 255, 300, 600, 1_000, 3_000, 10_000, 30_000, 100_000];
const shapes: readonly ((depth: number) => string)[] = [
  depth => '['.repeat(depth),
  depth => '['.repeat(depth) + ']'.repeat(depth),
  depth => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth),
  depth => '{"a":'.repeat(depth),
  depth => '- '.repeat(depth) + 'x',
  depth => Array.from({ length: Math.min(depth, 1_200) }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
  depth => '{a: ['.repeat(depth),
  depth => '{\'a\': "b", "c": {'.repeat(depth),
  depth => '? '.repeat(depth) + 'x',
  depth => `a: ${'｛b：［'.repeat(depth)}`,
  depth => `{ "a": ${'[ "x'.repeat(depth)}`,
  depth => '- a:\n  '.repeat(Math.min(depth, 1_200)),
];

const turn = Number(process.argv[2]);
for (let i = 0; i < 60; i++) {
  const shape = shapes[(i + turn) % shapes.length];
  const depth = depths[(i * 7 + turn) % depths.length] ?? 10;
  const text = `---\n${shape?.(depth) ?? ''}\n---\n`;
  const record = parseRecord('file:///a.md', text);
  if (record) placeAt(record, Math.min(text.length - 5, 4_000));
  const tooMuch = record?.problems.find(({ kind }) => kind === 'too-deep' || kind === 'too-large');
  console.log(tooMuch?.kind ?? (record?.root ? 'tree' : 'neither'));
}
