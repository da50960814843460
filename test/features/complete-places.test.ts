import assert from 'node:assert/strict';
import { complete } from '../../server/features/complete/index.ts';
import type { Companion } from '../../server/record/companions.ts';
import { corpusOf } from '../../server/record/corpus.ts';
import { factsOf } from '../../server/record/facts.ts';
import type { PolicyRecord, Style } from '../../server/syntax/record.ts';
import { dataOf, nodeAt, type Data, type Path } from '../../server/syntax/tree.ts';
import { choose } from '../completions.ts';
import { record, world } from '../fixture.ts';
import { seedData, written } from '../syntax/library.ts';

const styles: readonly Style[] = ['json', 'flow', 'block'];
const ends = [['LF', (text: string) => text], ['CR LF', (text: string) => text.replaceAll('\n', '\r\n')], ['a byte order mark', (text: string) => `\uFEFF${text}`]] as const;

const other = record(`---\n${JSON.stringify({ id: 'b-one', title: '乙', country: '国际', evolution: { clusters: ['标题: 副标题', '全球 #1', 'a', '😀碳'] }, provenance: { reviewer: 'O\'Neil "Q"' }, analysis: { mrv: { label: '[dMRV]', score: 1 } } })}\n---\n`, 'zh/b-one.md');
const companions: readonly Companion[] = [{ uri: 'file:///library/facilities/zh/10.md', stem: '10', language: 'zh', id: '10', title: '设施', country: '国际', collection: 'facilities', references: {} }];

function offered(marked: string): { readonly made: PolicyRecord; readonly items: ReturnType<typeof complete>['list']['items'] } {
  const made = record(marked.replace('$0', ''), 'zh/a.md');
  const around = { ...world([]), corpus: corpusOf([made, other].map(factsOf), companions) };
  return { made, items: complete(around, made, marked.indexOf('$0'), { locale: 'zh', snippets: false, itemDefaults: false }).list.items };
}

/** The values that completion can write, of every kind, with what is typed of each. Labels hold what a notation takes for its own: a colon, a number sign, quotes, brackets (T6, T35). */
const wanted: readonly (readonly [path: Path, label: string, typed: string, value?: Data])[] = [
  [['category'], '市场机制', '市场'], [['status'], '现行', 'x'], [['legalWeight'], 'Guideline/Policy', 'Guide'], [['country'], '欧盟', 'eu'], [['reviewStatus'], 'verified', 'ver'],
  [['pubDate'], '2026-11-20', '2026'], [['year'], '2021', '20', 2021], [['provenance', 'reviewer'], 'O\'Neil "Q"', 'O'], [['provenance', 'lastAuditDate'], '2026-11-20', '20'],
  [['evolution', 'supersededBy'], 'b-one', 'b-'], [['evolution', 'supersedes', 0], 'b-one', 'b'], [['evolution', 'clusters', 1], '标题: 副标题', '标'], [['evolution', 'clusters', 0], '全球 #1', '全'],
  [['evolution', 'clusters', 2], '😀碳', '😀'], [['analysis', 'mrv', 'label'], '[dMRV]', 'd'], [['analysis', 'mrv', 'score'], '80', '8', 80], [['analysis', 'incentive', 'score'], '100', '1', 100],
  [['icvcmCriteria', 0], '7.10', '7'], [['relatedFacilities', 1], '10', '1'], [['evolution', 'milestones', 1, 'date'], '2026-11-20', '2'],
];

/** A record with a value put at a path, whatever stands on the way. */
function put(data: Data, [step, ...rest]: Path, value: Data): Data {
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const items: readonly Data[] = Array.isArray(data) ? data as readonly Data[] : [];
    return [...Array.from({ length: step }, (_, i) => items[i] ?? (rest.length > 0 ? { date: '2020-01-01', event: '甲' } : `other-${i}`)), put(items[step], rest, value), ...items.slice(step + 1), rest.length > 0 ? { date: '2021-01-01' } : 'z-last'];
  }
  const map = typeof data === 'object' && !Array.isArray(data) ? data as Readonly<Record<string, Data>> : {};
  return { ...map, [step]: put(map[step], rest, value) };
}

const seed: Data = { ...seedData(), title: '😀碳“甲”：乙' };

/** Ways in which a word stands where it is asked for, around the cursor: nothing, empty quotes, half a word, an opening quote, a word with more behind the cursor. */
const ways: readonly (readonly [name: string, make: (typed: string, quote: string) => string])[] = [
  ['nothing is typed', () => '$0'], ['in empty quotes', (_, quote) => `${quote}$0${quote}`], ['half typed', typed => `${typed}$0`],
  ['half typed in quotes', (typed, quote) => `${quote}${typed}$0${quote}`], ['behind an opening quote', (typed, quote) => `${quote}${typed}$0`], ['before the rest of a word in quotes', (typed, quote) => `${quote}${typed}$0xyz${quote}`],
];

describe('a value of every kind, wherever it stands (T1, T2, T4, T6, T9, T11, T12)', () => {
  for (const style of styles) {
    for (const [end, change] of ends) {
      for (const [way, make] of ways) {
        it(`${way}, in ${style} with ${end}`, () => {
          for (const [path, label, typed, value = label] of wanted) {
            const quote = style === 'json' ? '"' : '\'';
            if (typeof value === 'number' && make(typed, quote).includes(quote)) continue;
            const whole: string = change(written[style](put(seed, path, 'MARK')));
            const marked: string = whole.replace(/["']MARK["']/, () => make(typed, quote));
            const { made, items } = offered(marked);
            const item = items.find(each => each.label === label) ?? assert.fail(`${label} is not offered at ${path.join('.')} but ${items.map(each => each.label).join()}`);
            const text = choose(made, item);
            const after = record(text);
            assert.deepEqual(after.problems, [], `${path.join('.')}\n${text.slice(Math.max(0, marked.indexOf('$0') - 80), marked.indexOf('$0') + 80)}`);
            assert.equal(after.style, style);
            assert.deepEqual(dataOf(nodeAt(after.root, path)), value);
            const at = whole.search(/["']MARK["']/);
            assert.equal(text.slice(0, at), whole.slice(0, at));
            assert.ok(text.endsWith(whole.slice(at + '"MARK"'.length)), 'what is behind changed');
          }
        });
      }
    }
  }
});

describe('input methods and slips', () => {
  for (const [name, marked, label, after] of [
    ['a full-width colon in JSON (T34)', '{\n  "category"：$0\n}', '市场机制', '{\n  "category"："市场机制"\n}'],
    ['a full-width colon in braces (T34)', '{ \'category\'： \'$0\' }', '市场机制', '{ \'category\'： \'市场机制\' }'],
    ['a full-width comma before a new key (T34)', '{\n  "id": "a"，\n  $0\n}', 'category', '{\n  "id": "a"，\n  "category": ""\n}'],
    ['curly quotes round a key of a block (T34)', '“category”: $0', '市场机制', '“category”: 市场机制'],
    ['a wide blank behind the colon (T34)', 'category:　$0', '市场机制', 'category:　市场机制'],
    ['a key above whose value holds a colon (T35)', 'title: 标题: 副标题\ncategory: $0', '市场机制', 'title: 标题: 副标题\ncategory: 市场机制'],
    ['two values side by side', '{ "category": "$0" "status": "x" }', '市场机制', '{ "category": "市场机制", "status": "x" }'],
    ['a comment behind the value', 'category: $0 # 待定', '市场机制', 'category: 市场机制 # 待定'],
    ['a comment behind a flow value', '{\n  \'category\': $0, # 待定\n}', '市场机制', '{\n  \'category\': \'市场机制\', # 待定\n}'],
    ['a conflict above', '<<<<<<< ours\nid: a\n=======\nid: b\n>>>>>>> theirs\ncategory: $0', '市场机制', '<<<<<<< ours\nid: a\n=======\nid: b\n>>>>>>> theirs\ncategory: 市场机制'],
  ] as const) {
    it(`${name} stays as it is`, () => {
      const { made, items } = offered(`---\n${marked}\n---\n`);
      const item = items.find(each => each.label === label) ?? assert.fail(items.map(each => each.label).join() || 'nothing');
      assert.equal(choose(made, item), `---\n${after}\n---\n`);
    });
  }

  it('nothing in the prose of any notation, however it is typed (T29)', () => {
    for (const style of styles) {
      const whole = written[style](put(seed, ['description'], '甲乙MARK丙'));
      for (const typed of ['category: ', '{ "category": "', '- ', '"', 'evolution:\n  supersedes: ']) assert.deepEqual(offered(`${whole}\n${typed}$0`).items, [], typed);
      assert.deepEqual(offered(whole.replace('MARK', '$0')).items, []);
      for (const field of ['evidence', 'auditNote']) assert.deepEqual(offered(written[style](put(seed, ['analysis', 'mrv', field], '甲MARK')).replace('MARK', '$0')).items, [], field);
    }
  });
});
