import assert from 'node:assert/strict';
import { span } from '../server/base/span.ts';
import { validate } from '../server/schema/compiled.js';
import { plainlyFits } from '../server/schema/fitting.ts';
import { parseRecord } from '../server/syntax/parse.ts';
import { dataOf, entriesBelow, type Data, type Entry, type MapNode, type Node } from '../server/syntax/tree.ts';
import { randomFrom } from './mutations/scene.ts';
import { record } from './fixture.ts';
import { seeds } from './syntax/library.ts';

const nowhere = span(0, 0);
const scalar = (value: string | number | boolean | undefined): Node => ({ kind: 'scalar', span: nowhere, value, form: 'plain' });
const list = (items: readonly Node[]): Node => ({ kind: 'seq', span: nowhere, flow: true, items });

/** Values of every type, and those that are just within or beyond what a field may hold. */
const values: readonly (Node | undefined)[] = [
  undefined, ...[undefined, true, '', ' ', 'verified', 'Active', '现行', 'active', 'Market', 'a-b', 'A-b', 'a--b', '-a', 'a\n', 'x'.repeat(100), 'x'.repeat(101), '😀'.repeat(60), '9.3', '2024-02-29', '2023-02-29', '2024-13-01', '2024-00-10',
    '2024-1-1', '0000-01-01', ' 2024-01-01', '1900', 1899, 1900, 2100, 2101, -1, -0, 0, 100, 101, 60.5, NaN, Infinity, 1e21].map(scalar),
  list([]), list([scalar('9.3'), scalar('9.3')]), list([scalar('9.3'), scalar('9.4')]), list([scalar(9.3)]), list([scalar(undefined)]), list([list([])]), { kind: 'map', span: nowhere, flow: true, entries: [] },
];

/** A tree with another value, another name, without an entry, or with it twice, at one entry of it. */
function changed(node: Node | undefined, at: Entry, become: readonly Entry[]): Node | undefined {
  if (node?.kind === 'seq') return { ...node, items: node.items.map(item => changed(item, at, become) ?? item) };
  if (node?.kind !== 'map') return node;
  return { ...node, entries: node.entries.flatMap(entry => entry === at ? become : [{ ...entry, value: changed(entry.value, at, become) }]) } satisfies MapNode;
}

describe('what plainly fits the schema', () => {
  const roots = seeds.map(({ file, text }) => parseRecord(`file:///library/${file}`, text)?.root);

  it('is what the validator finds nothing wrong with, whatever is changed', () => {
    const random = randomFrom(5);
    const names = [...new Set(roots.flatMap(root => [...entriesBelow(root)].map(({ entry }) => entry.name))), 'titel', '__proto__', 'constructor', ''];
    const told = { fits: 0, valid: 0, not: 0 };
    for (const root of roots) for (const { entry } of entriesBelow(root)) for (let i = 0; i < 40; i++) {
      const other = { ...entry, value: random.of(values) };
      const become = [[other], [entry, other], [other, entry], [], [{ ...entry, name: random.of(names) }]][Math.min(4, random.below(12))] ?? [other];
      const tree = changed(root, entry, random.below(2) === 0 ? [other] : become);
      const data: Data = dataOf(tree);
      const [fits, valid] = [plainlyFits(tree), validate(data)];
      if (fits) assert.ok(valid, JSON.stringify([entry.name, become]));
      told[fits ? 'fits' : valid ? 'valid' : 'not']++;
    }
    // Little that is valid is left to the validator: empty values, and keys that stand twice.
    assert.ok(told.fits > 2000 && told.not > 2000 && told.valid < told.fits / 5, JSON.stringify(told));
  });

  it('is nothing but a map, and nothing with a name that all objects have', () => {
    assert.deepEqual([undefined, scalar('a'), list([])].map(plainlyFits), [false, false, false]);
    for (const root of roots) assert.ok(plainlyFits(root));
    assert.deepEqual(['constructor', '__proto__', 'toString'].map(name => plainlyFits(record(`---\n{ "analysis": { "${name}": {} } }\n---\n`).root)), [false, false, false]);
  });
});
