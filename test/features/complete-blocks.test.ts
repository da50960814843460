import assert from 'node:assert/strict';
import type * as lsp from 'vscode-languageserver-types';
import { complete } from '../../server/features/complete/index.ts';
import { describe as schemaAt, fieldsAt, requiredAt } from '../../server/schema/describe.ts';
import type { Style } from '../../server/syntax/record.ts';
import { dataOf, nodeAt, type Data, type Path } from '../../server/syntax/tree.ts';
import { choose, completionsAt } from '../completions.ts';
import { record, world } from '../fixture.ts';
import { seedData, written } from '../syntax/library.ts';

const styles: readonly Style[] = ['json', 'flow', 'block'];
type Map = Readonly<Record<string, Data>>;

/** Every map of a record and every place in it where a new line can stand, with the data once a key is put there. */
function* gaps(data: Map, path: Path = [], whole: (inner: Map) => Map = inner => inner): Generator<{ readonly path: Path; readonly keys: readonly string[]; readonly withKey: (name: string, value: Data) => Map }> {
  const entries = Object.entries(data);
  for (let at = 0; at <= entries.length; at++) {
    yield { path, keys: Object.keys(data), withKey: (name, value) => whole(Object.fromEntries([...entries.slice(0, at), [name, value], ...entries.slice(at)])) };
  }
  for (const [name, value] of entries) {
    if (typeof value === 'object' && !Array.isArray(value)) yield* gaps(value as Map, [...path, name], inner => whole({ ...data, [name]: inner }));
  }
}

/** What an editor leaves of a snippet whose tab stops a person passes by. */
const expanded = (snippet: string): string => snippet.replace(/\\([\\$}])|\$\{\d+:([^}]*)\}|\$\d+/g, (_, plain: string | undefined, held: string | undefined) => plain ?? held ?? '');

/** The numbers of a snippet's tab stops, in the order of the text. */
const stopsOf = (snippet: string): readonly number[] => [...snippet.matchAll(/\\.|\$(\d+)|\$\{(\d+):/g)].flatMap(([, a, b]) => a ?? b ?? []).map(Number);

function snippetsAt(marked: string, today?: string): readonly lsp.CompletionItem[] {
  const made = record(marked.replace('$0', ''));
  const around = world([made]);
  return complete(today === undefined ? around : { ...around, today }, made, marked.indexOf('$0'), { locale: 'en', snippets: true, itemDefaults: false, asIs: true }).list.items;
}
const textOf = (item: lsp.CompletionItem | undefined): string => item?.textEdit?.newText ?? assert.fail('not offered');

describe('a new key on a line of its own, everywhere in a record', () => {
  const { analysis, evolution, ...rest } = seedData();
  const { mrv, market } = analysis as Map;
  const data: Map = { ...rest, title: '😀碳', analysis: { mrv: mrv!, market: market! }, evolution: { ...evolution as Map, milestones: [{ date: '2021-01-01' }] } };

  for (const style of styles) {
    for (const [name, change] of [['LF', (text: string) => text], ['CR LF', (text: string) => text.replaceAll('\n', '\r\n')], ['a byte order mark', (text: string) => `\uFEFF${text}`]] as const) {
      it(`leaves a valid ${style} record with ${name}, indented like its neighbours`, () => {
        let tried = 0;
        for (const { path, keys, withKey } of gaps(data)) {
          const marked = change(written[style](withKey('MARK', ''))).replace(/["']?MARK["']?: (?:""|''),?/, '$0');
          const { made, items } = completionsAt(marked);
          const missing = fieldsAt(path).filter(field => !keys.includes(field));
          const required = requiredAt(path);
          assert.deepEqual(items.map(({ label }) => label), [...missing.filter(field => required.includes(field)), ...missing.filter(field => !required.includes(field))], path.join('.'));
          const snippets = snippetsAt(marked);
          for (const [i, item] of items.entries()) {
            const text = choose(made, item);
            const after = record(text);
            assert.deepEqual(after.problems, [], text);
            assert.equal(after.style, style);
            const value = dataOf(nodeAt(after.root, [...path, item.label]));
            const hasShape = Array.isArray(value) ? schemaAt([...path, item.label])?.type === 'array' : true;
            assert.ok(hasShape, item.label);
            assert.deepEqual(dataOf(after.root), dataOf(record(written[style](withKey(item.label, value))).root), `${item.label} in ${path.join('.')}\n${text}`);
            if (style === 'json' || (style === 'block' && typeof value === 'object')) assert.equal(text, change(written[style](withKey(item.label, value))), item.label);
            const snippet = snippets[i]!;
            const filled = record(choose(made, { ...snippet, textEdit: { ...snippet.textEdit as lsp.TextEdit, newText: expanded(textOf(snippet)) } }));
            assert.deepEqual(filled.problems, [], filled.text);
            if (path[0] !== 'analysis' && item.label !== 'analysis') assert.equal(filled.text, text);
            assert.equal(/(?<!\r)\n/.test(text), name !== 'CR LF');
            tried++;
          }
        }
        assert.ok(tried > 150, String(tried));
      });
    }
  }
});

describe('a block to be filled in', () => {
  const lists: Readonly<Record<Style, (path: Path) => string>> = {
    json: path => `---\n{\n${path.map((name, i) => `${'  '.repeat(i + 1)}"${name}": {\n`).join('')}${'  '.repeat(path.length + 1)}$0\n${path.map((_, i) => `${'  '.repeat(path.length - i)}}\n`).join('')}}\n---\n`,
    flow: path => `---\n{\n${path.map((name, i) => `${'  '.repeat(i + 1)}'${name}': {\n`).join('')}${'  '.repeat(path.length + 1)}$0\n${path.map((_, i) => `${'  '.repeat(path.length - i)}},\n`).join('')}}\n---\n`,
    block: path => `---\n${path.map((name, i) => `${'  '.repeat(i)}${name}:\n`).join('')}${'  '.repeat(path.length)}$0\n---\n`,
  };

  for (const style of styles) {
    for (const [path, label, count] of [[['analysis'], 'mrv', 5], [[], 'regulatory', 7], [[], 'evolution', 3], [[], 'provenance', 3], [[], 'analysis', 20], [[], 'impactAnalysis', 3]] as const) {
      it(`${label} in ${style} has a tab stop in every empty value, in order`, () => {
        const text = textOf(snippetsAt(lists[style](path)).find(item => item.label === label));
        assert.deepEqual(stopsOf(text), [...Array.from({ length: count }, (_, i) => i + 1), 0]);
        assert.doesNotMatch(text, /""|''|\[\]|(?<!\\)\}(?!\$0$)(?=\s*$)/);
        assert.ok(text.endsWith('$0'));
      });
    }
  }

  it('stands in the notation of the file, to the letter', () => {
    const mrv = (style: Style) => textOf(snippetsAt(lists[style](['analysis'])).find(item => item.label === 'mrv'));
    assert.equal(mrv('json'), '"mrv": {\n      "score": ${1:0},\n      "label": "$2",\n      "evidence": "$3",\n      "citation": "$4",\n      "auditNote": "$5"\n    \\}$0');
    assert.equal(mrv('flow'), '\'mrv\':\n      {\n        \'score\': ${1:0},\n        \'label\': \'$2\',\n        \'evidence\': \'$3\',\n        \'citation\': \'$4\',\n        \'auditNote\': \'$5\',\n      \\}$0');
    assert.equal(mrv('block'), 'mrv:\n    score: ${1:0}\n    label: \'$2\'\n    evidence: \'$3\'\n    citation: \'$4\'\n    auditNote: \'$5\'$0');
  });

  it('has no score where no tab stop asks for one, as none is judged yet', () => {
    const { made, items } = completionsAt(lists.json(['analysis']));
    const after = record(choose(made, items.find(item => item.label === 'mrv')!));
    assert.deepEqual({ ...dataOf(nodeAt(after.root, ['analysis', 'mrv'])) as Map }, { label: '', evidence: '', citation: '', auditNote: '' });
  });

  it('stays on the line of its neighbours where they share one', () => {
    for (const [marked, label, after] of [
      ['{\n  "analysis": { $0 }\n}', 'mrv', '{\n  "analysis": { "mrv": { "label": "", "evidence": "", "citation": "", "auditNote": "" } }\n}'],
      ['{\n  \'analysis\': { $0 },\n}', 'mrv', '{\n  \'analysis\': { \'mrv\': { \'label\': \'\', \'evidence\': \'\', \'citation\': \'\', \'auditNote\': \'\' } },\n}'],
      ['analysis: { $0 }', 'mrv', 'analysis: { mrv: { label: \'\', evidence: \'\', citation: \'\', auditNote: \'\' } }'],
    ] as const) {
      const { made, items } = completionsAt(`---\n${marked}\n---\n`);
      assert.equal(choose(made, items.find(item => item.label === label)!), `---\n${after}\n---\n`);
    }
  });

  it('is offered behind its key too', () => {
    const holds = 'label: \'\', evidence: \'\', citation: \'\', auditNote: \'\'';
    for (const [marked, after] of [
      ['{\n  "analysis": {\n    "mrv": $0\n  }\n}', '{\n  "analysis": {\n    "mrv": {\n      "label": "",\n      "evidence": "",\n      "citation": "",\n      "auditNote": ""\n    }\n  }\n}'],
      ['{ "analysis": { "mrv":$0 } }', '{ "analysis": { "mrv": { "label": "", "evidence": "", "citation": "", "auditNote": "" } } }'],
      ['analysis:\n  mrv: $0\nyear: 1', 'analysis:\n  mrv:\n    label: \'\'\n    evidence: \'\'\n    citation: \'\'\n    auditNote: \'\'\nyear: 1'],
      ['analysis:\n  mrv:$0', 'analysis:\n  mrv:\n    label: \'\'\n    evidence: \'\'\n    citation: \'\'\n    auditNote: \'\''],
      ['analysis: { mrv: $0 }', `analysis: { mrv: { ${holds} } }`],
      ['{\n  \'analysis\': {\n    \'mrv\': $0,\n  },\n}', '{\n  \'analysis\': {\n    \'mrv\':\n      {\n        \'label\': \'\',\n        \'evidence\': \'\',\n        \'citation\': \'\',\n        \'auditNote\': \'\',\n      },\n  },\n}'],
    ] as const) {
      const { made, items } = completionsAt(`---\n${marked}\n---\n`);
      assert.deepEqual(items.map(({ label, detail }) => [label, detail]), [['MRV & data governance', 'mrv']], marked);
      assert.equal(choose(made, items[0]!), `---\n${after}\n---\n`);
    }
  });

  it('nothing is offered behind a block that is there', () => {
    for (const marked of ['{ "analysis": {} $0 }', 'analysis: {} $0', 'category: 市场机制\n  $0', 'icvcmCriteria: [\'9.1\']\n  $0']) assert.deepEqual(completionsAt(`---\n${marked}\n---\n`).items, [], marked);
  });
});

describe('an item of a list that has no dash yet', () => {
  const ids = [record('---\nid: b-one\ntitle: 乙\n---\n', 'zh/b-one.md')];
  for (const [name, marked, after] of [
    ['the first one', 'id: a\nevolution:\n  supersedes:\n    $0\nyear: 1', 'id: a\nevolution:\n  supersedes:\n    - b-one\nyear: 1'],
    ['half typed', 'id: a\nevolution:\n  supersedes:\n    b-o$0\nyear: 1', 'id: a\nevolution:\n  supersedes:\n    - b-one\nyear: 1'],
    ['behind another', 'id: a\nevolution:\n  supersedes:\n    - c\n    $0\nyear: 1', 'id: a\nevolution:\n  supersedes:\n    - c\n    - b-one\nyear: 1'],
  ] as const) {
    for (const [end, ends] of [['LF', '\n'], ['CR LF', '\r\n']] as const) {
      it(`${name}, with ${end}, is written with its dash`, () => {
        const { made, items } = completionsAt(`---\n${marked}\n---\n`.replaceAll('\n', ends), ids);
        assert.deepEqual(items.map(({ label }) => label), ['b-one']);
        assert.equal(choose(made, items[0]!), `---\n${after}\n---\n`.replaceAll('\n', ends));
      });
    }
  }

  it('a map in a list starts with a dash and its first key', () => {
    const { made, items } = completionsAt('---\nevolution:\n  milestones:\n    $0\n---\n');
    assert.deepEqual(items.map(({ label }) => label), ['date', 'event']);
    assert.equal(choose(made, items[1]!), '---\nevolution:\n  milestones:\n    - event: \n---\n');
  });
});
