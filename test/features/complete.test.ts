import assert from 'node:assert/strict';
import { complete } from '../../server/features/complete/index.ts';
import { criteria } from '../../server/schema/knowledge.ts';
import { termsOf } from '../../server/schema/vocabulary.ts';
import { nodeAt, stringOf } from '../../server/syntax/tree.ts';
import { choose, completionsAt, isCalled } from '../completions.ts';
import { record, world } from '../fixture.ts';

/** The frontmatter once an item is chosen where `$0` stands in it. */
function chosen(marked: string, label: string, ends = '\n', file?: string): string {
  const { made, items } = completionsAt(`---\n${marked}\n---\n\n正文\n`.replaceAll('\n', ends), [], file);
  const item = items.find(each => isCalled(each, label));
  assert.ok(item, `“${label}” is not offered at\n${marked}\nbut ${items.map(each => each.label).join(', ') || 'nothing'}`);
  const after = choose(made, item);
  assert.ok(after.startsWith(`---${ends}`) && after.endsWith(`${ends}---${ends}${ends}正文${ends}`), 'what is outside the frontmatter changed');
  assert.equal(after.replaceAll(ends, '').search(/[\r\n]/), -1, 'a line ends otherwise');
  return after.replaceAll(ends, '\n').slice(4, -'\n---\n\n正文\n'.length);
}

const labelsAt = (marked: string, file?: string) => completionsAt(marked, [], file).items.map(item => item.label);

type Case = readonly [name: string, marked: string, label: string, after: string];

const json: readonly Case[] = [
  ['an empty object', '{$0}', 'category', '{"category": ""}'],
  ['an empty object of several lines', '{\n  $0\n}', 'category', '{\n  "category": ""\n}'],
  ['behind a comma', '{\n  "id": "a",\n  $0\n}', 'category', '{\n  "id": "a",\n  "category": ""\n}'],
  ['before the closing brace', '{ "id": "a", $0 }', 'category', '{ "id": "a", "category": "" }'],
  ['inside empty quotes', '{\n  "$0"\n}', 'category', '{\n  "category": ""\n}'],
  ['a bare word', '{\n  cat$0\n}', 'category', '{\n  "category": ""\n}'],
  ['a half-typed key with its opening quote (T3)', '{\n  "id": "a",\n  "cat$0\n}', 'category', '{\n  "id": "a",\n  "category": ""\n}'],
  ['a key in quotes without a colon', '{\n  "cat$0",\n  "id": "a"\n}', 'category', '{\n  "category": "",\n  "id": "a"\n}'],
  ['a key with its colon and value', '{\n  "cat$0": "x"\n}', 'category', '{\n  "category": "x"\n}'],
  ['a half-typed key with its colon (T3)', '{\n  "cat$0: "x"\n}', 'category', '{\n  "category": "x"\n}'],
  ['a key with two colons (T5)', '{\n  "cat$0": : "x"\n}', 'category', '{\n  "category": : "x"\n}'],
  ['a nested dimension', '{\n  "analysis": {\n    "$0"\n  }\n}', 'mrv', '{\n  "analysis": {\n    "mrv": {\n      "label": "",\n      "evidence": "",\n      "citation": "",\n      "auditNote": ""\n    }\n  }\n}'],
  ['a value behind its colon', '{ "category": $0 }', '市场机制', '{ "category": "市场机制" }'],
  ['a value behind its colon without a blank', '{ "category":$0 }', '市场机制', '{ "category": "市场机制" }'],
  ['a value inside empty quotes', '{ "category": "$0", "id": "a" }', '市场机制', '{ "category": "市场机制", "id": "a" }'],
  ['a value behind its opening quote', '{\n  "category": "$0\n}', '市场机制', '{\n  "category": "市场机制"\n}'],
  ['a half-typed value', '{ "category": "市$0" }', '市场机制', '{ "category": "市场机制" }'],
  ['a bare half-typed value', '{ "category": 市$0 }', '市场机制', '{ "category": "市场机制" }'],
  ['a list item', '{ "icvcmCriteria": ["9.1", $0] }', '9.3', '{ "icvcmCriteria": ["9.1", "9.3"] }'],
  ['a list item inside quotes', '{ "icvcmCriteria": ["9.1", "$0"] }', '9.3', '{ "icvcmCriteria": ["9.1", "9.3"] }'],
  ['a list that is not yet opened', '{ "icvcmCriteria": $0 }', '9.3', '{ "icvcmCriteria": ["9.3"] }'],
  ['behind the last entry, which has no comma', '{\n  "id": "a"\n  $0\n}', 'category', '{\n  "id": "a",\n  "category": ""\n}'],
  ['between two entries (T7)', '{\n  "id": "a",\n  $0\n  "year": 1\n}', 'category', '{\n  "id": "a",\n  "category": "",\n  "year": 1\n}'],
  ['before the first entry', '{\n  $0\n  "year": 1\n}', 'category', '{\n  "category": "",\n  "year": 1\n}'],
  ['a record on one line', '{ "id": "a", "$0" }', 'category', '{ "id": "a", "category": "" }'],
  ['a number, which has no quotes', '{ "id": "a", $0 }', 'year', '{ "id": "a", "year": 2026 }'],
  ['a value whose key is on the line below', '{\n  "category": $0\n  "year": 1\n}', '市场机制', '{\n  "category": "市场机制",\n  "year": 1\n}'],
];

const flow: readonly Case[] = [
  ['a fresh line behind a trailing comma', '{\n  \'id\': \'a\',\n  $0\n}', 'category', '{\n  \'id\': \'a\',\n  \'category\': \'\'\n}'],
  ['a fresh line behind no comma', '{\n  \'id\': \'a\'\n  $0\n}', 'category', '{\n  \'id\': \'a\',\n  \'category\': \'\'\n}'],
  ['a new key inside quotes', '{\n  \'id\': \'a\',\n  \'$0\'\n}', 'category', '{\n  \'id\': \'a\',\n  \'category\': \'\'\n}'],
  ['keys without quotes', '{\n  id: a,\n  $0\n}', 'category', '{\n  id: a,\n  category: \'\'\n}'],
  ['inside empty quotes', '{\n  \'category\': \'$0\',\n}', '市场机制', '{\n  \'category\': \'市场机制\',\n}'],
  ['a bare value', '{\n  \'category\': $0,\n}', '市场机制', '{\n  \'category\': \'市场机制\',\n}'],
  ['a value in double quotes keeps them', '{\n  \'category\': "$0",\n}', '市场机制', '{\n  \'category\': "市场机制",\n}'],
  ['a value behind its opening quote', '{\n  \'category\': \'$0\n  \'id\': \'a\',\n}', '市场机制', '{\n  \'category\': \'市场机制\',\n  \'id\': \'a\',\n}'],
  ['an item of a list of several lines', '{\n  \'icvcmCriteria\': [\n    \'9.1\',\n    $0\n  ],\n}', '9.3', '{\n  \'icvcmCriteria\': [\n    \'9.1\',\n    \'9.3\'\n  ],\n}'],
];

const block: readonly Case[] = [
  ['a fresh line', 'id: a\n$0', 'category', 'id: a\ncategory: '],
  ['a half-typed key between two entries (T7)', 'id: a\ncat$0\nyear: 1', 'category', 'id: a\ncategory: \nyear: 1'],
  ['a half-typed key in quotes', 'id: a\n\'cat$0\'\nyear: 1', 'category', 'id: a\n\'category\': \nyear: 1'],
  ['a key that has its colon', 'cat$0: x\nid: a', 'category', 'category: x\nid: a'],
  ['a key with two colons (T5)', 'cat$0: : x\nid: a', 'category', 'category: : x\nid: a'],
  ['a nested dimension', 'analysis:\n  mrv:\n    score: 1\n  $0', 'market', 'analysis:\n  mrv:\n    score: 1\n  market:\n    label: \'\'\n    evidence: \'\'\n    citation: \'\'\n    auditNote: \'\''],
  ['behind a colon', 'category: $0', '市场机制', 'category: 市场机制'],
  ['behind a colon without a blank', 'category:$0', '市场机制', 'category: 市场机制'],
  ['inside empty quotes', 'category: \'$0\'', '市场机制', 'category: \'市场机制\''],
  ['on the line below the key', 'category:\n  $0', '市场机制', 'category:\n  市场机制'],
  ['a list that is not yet begun', 'icvcmCriteria: $0', '7.10', 'icvcmCriteria: [\'7.10\']'],
  ['an item, which would be a number without quotes (T6)', 'icvcmCriteria:\n  - \'9.1\'\n  - $0', '7.10', 'icvcmCriteria:\n  - \'9.1\'\n  - \'7.10\''],
  ['an item behind a dash without a blank', 'icvcmCriteria:\n  - \'9.1\'\n  -$0', '9.3', 'icvcmCriteria:\n  - \'9.1\'\n  - \'9.3\''],
  ['an item between brackets', 'icvcmCriteria: [\'9.1\', $0]', '9.3', 'icvcmCriteria: [\'9.1\', \'9.3\']'],
  ['a key between braces', 'analysis: { mrv: { $0 } }', 'label', 'analysis: { mrv: { label: \'\' } }'],
  ['a key of a map in a list (T8)', 'evolution:\n  milestones:\n    - date: \'2021-01-01\'\n      $0', 'event', 'evolution:\n  milestones:\n    - date: \'2021-01-01\'\n      event: '],
];

describe('choosing a completion', () => {
  for (const [style, cases] of [['json', json], ['flow', flow], ['block', block]] as const) {
    for (const [name, ends] of [['LF', '\n'], ['CR LF', '\r\n']] as const) {
      describe(`in ${style} with ${name}`, () => {
        for (const [place, marked, label, after] of cases) it(place, () => assert.equal(chosen(marked, label, ends), after));
      });
    }
  }

  for (const [name, marked, after] of [
    ['below an unclosed quote', '{\n  "id": "a,\n  "category": "$0",\n  "year": 1\n}', '{\n  "id": "a,\n  "category": "市场机制",\n  "year": 1\n}'],
    ['below a missing brace', '{\n  "analysis": {\n    "mrv": { "score": 1\n  },\n  "category": $0\n}', '{\n  "analysis": {\n    "mrv": { "score": 1\n  },\n  "category": "市场机制"\n}'],
    ['below an unclosed quote of a block', 'id: \'a\ncategory: $0\nyear: 1', 'id: \'a\ncategory: 市场机制\nyear: 1'],
    ['above a wrong indentation', 'category: $0\nanalysis:\n   mrv: 1\n market: 2', 'category: 市场机制\nanalysis:\n   mrv: 1\n market: 2'],
    ['below a tab', 'analysis:\n\tmrv: 1\ncategory: $0', 'analysis:\n\tmrv: 1\ncategory: 市场机制'],
    ['behind a full-width colon', 'category：$0\nyear: 1', 'category： 市场机制\nyear: 1'],
    ['with an emoji before it on the line (T11)', '{ "title": "😀碳", "category": "$0" }', '{ "title": "😀碳", "category": "市场机制" }'],
  ] as const) {
    it(`works ${name} and leaves the mistake alone (T4)`, () => assert.equal(chosen(marked, '市场机制'), after));
  }

  it('works behind a byte order mark', () => {
    const { made, items } = completionsAt('\uFEFF---\n{ "category": "$0" }\n---\n');
    assert.equal(choose(made, items.find(item => item.label === '市场机制')!), '\uFEFF---\n{ "category": "市场机制" }\n---\n');
  });
});

describe('what is offered', () => {
  const fields = (style: 'json' | 'flow' | 'block', name: string) =>
    style === 'json' ? `---\n{ "${name}": "$0" }\n---\n` : style === 'flow' ? `---\n{ '${name}': '$0' }\n---\n` : `---\n${name}: '$0'\n---\n`;

  for (const style of ['json', 'flow', 'block'] as const) {
    it(`the five categories in ${style}, written in the file’s language and shown in the other too`, () => {
      for (const [file, written, other] of [['zh/a.md', 'zh', 'en'], ['en/a.md', 'en', 'zh']] as const) {
        const { items } = completionsAt(fields(style, 'category'), [], file);
        assert.deepEqual(items.map(item => item.label), termsOf.category.map(term => term.written[written]));
        assert.equal(items.length, 5);
        for (const [i, item] of items.entries()) assert.ok(item.detail?.includes(termsOf.category[i]!.name[other]), item.label);
      }
    });

    it(`the six legal weights in ${style}, in English in both languages`, () => {
      for (const file of ['zh/a.md', 'en/a.md']) {
        assert.deepEqual(labelsAt(fields(style, 'legalWeight'), file),
          ['Primary Legislation', 'Administrative Regulation', 'Departmental Rules', 'Technical Standard', 'Guideline/Policy', 'Strategic Guidance']);
      }
    });
  }

  it('the title of each field, whether it is required, and its meaning in both languages', () => {
    const { items } = completionsAt('---\n{ $0 }\n---\n');
    const category = items.find(item => item.label === 'category')!;
    assert.match(category.detail ?? '', /Category.*类.*required/);
    assert.match(JSON.stringify(category.documentation), /\p{Script=Han}/u);
    assert.deepEqual(items.slice(0, 3).map(item => item.label), ['id', 'title', 'country']);
  });

  it('no field that is there already', () => {
    assert.ok(!labelsAt('---\n{ "category": "x", $0 }\n---\n').includes('category'));
    assert.ok(!labelsAt('---\ncategory: x\n$0\n---\n').includes('category'));
  });

  it('each word can be found by the other language and by its aliases', () => {
    const { items } = completionsAt('---\n{ "category": "$0" }\n---\n', [], 'zh/a.md');
    const market = items.find(item => item.label === '市场机制');
    for (const typed of ['市场', 'Market']) assert.ok(market?.filterText?.includes(typed), typed);
    const tax = items.find(item => item.label === '经济激励');
    assert.ok(tax?.filterText?.includes('Tax Incentives'));
    const { items: keys } = completionsAt('---\n{ $0 }\n---\n', [], 'zh/a.md');
    assert.ok(keys.find(item => item.label === 'legalWeight')?.filterText?.match(/\p{Script=Han}/u));
  });

  it('a quote that is typed is part of what an editor matches', () => {
    for (const marked of ['---\n{ "category": "市$0" }\n---\n', '---\n{ \'category\': \'市$0\' }\n---\n']) {
      const quote = marked.includes('"') ? '"' : '\'';
      for (const item of completionsAt(marked).items) assert.ok(item.filterText?.startsWith(quote + item.label));
    }
  });

  it('the 61 criteria, with their titles in both languages, each once', () => {
    const { items } = completionsAt('---\n{ "icvcmCriteria": ["$0"] }\n---\n');
    assert.equal(items.length, 61);
    assert.deepEqual(items.map(item => item.label), criteria.map(({ id }) => id));
    for (const [i, item] of items.entries()) {
      assert.ok(item.detail?.includes(criteria[i]!.title.zh) && item.detail.includes(criteria[i]!.title.en));
      assert.ok(item.filterText?.includes(criteria[i]!.title.zh));
    }
    assert.ok(!labelsAt('---\n{ "icvcmCriteria": ["9.3", "$0"] }\n---\n').includes('9.3'));
  });

  it('a reference to a criterion in a citation, behind what it says already', () => {
    const [wanted, english] = ['ICVCM 评估框架 v1.1 标准 9.3', 'ICVCM Assessment Framework v1.1, criterion 9.3'];
    for (const [marked, label, after] of [
      ['{ "analysis": { "mrv": { "citation": "甲规 9.3；$0" } } }', wanted, `甲规 9.3；${wanted}`],
      ['{ "analysis": { "mrv": { "citation": "甲规，ICVCM 9$0" } } }', wanted, `甲规，${wanted}`],
      ['{ \'analysis\': { \'mrv\': { \'citation\': \'甲规；$0\' } } }', wanted, `甲规；${wanted}`],
      ['analysis:\n  mrv:\n    citation: 甲规；$0', wanted, `甲规；${wanted}`],
      ['analysis:\n  mrv:\n    citation: SBM 014; $0', english, `SBM 014; ${english}`],
      ['analysis:\n  mrv:\n    citation: $0', english, english],
    ] as const) {
      const made = record(`---\n${chosen(marked, label)}\n---\n`);
      assert.deepEqual(made.problems, []);
      assert.equal(stringOf(nodeAt(made.root, ['analysis', 'mrv', 'citation'])), after);
    }
  });

  describe('in the lineage', () => {
    const text = (id: string, title: string) => `---\n{ "id": "${id}", "title": "${title}", "country": "中国" }\n---\n`;
    const others = [record(text('b-one', '乙一'), 'zh/b-one.md'), record(text('c-two', '丙二'), 'zh/c-two.md'), record(text('d-en', 'D'), 'en/d-en.md')];
    const offered = (marked: string) => completionsAt(marked, others, 'zh/a.md').items;

    it('the ids of the same language with their titles, not the record’s own', () => {
      const items = offered('---\n{ "id": "a", "evolution": { "supersedes": ["$0"] } }\n---\n');
      assert.deepEqual(items.map(item => [item.label, item.detail]), [['b-one', '乙一 · 中国'], ['c-two', '丙二 · 中国']]);
      assert.ok(items[0]?.filterText?.includes('乙一'));
    });

    it('not those listed already, but the one under the cursor', () => {
      assert.deepEqual(offered('---\n{ "id": "a", "evolution": { "supersedes": ["b-one", "$0"] } }\n---\n').map(item => item.label), ['c-two']);
      assert.deepEqual(offered('---\n{ "id": "a", "evolution": { "supersedes": ["b-o$0ne", "c-two"] } }\n---\n').map(item => item.label), ['b-one']);
    });

    it('as single value for supersededBy, in each notation', () => {
      for (const marked of ['---\n{ "id": "a", "evolution": { "supersededBy": "$0" } }\n---\n', '---\nid: a\nevolution:\n  supersededBy: $0\n---\n', '---\n{ id: a, evolution: { supersededBy: \'$0\' } }\n---\n']) {
        const { made, items } = completionsAt(marked, others, 'zh/a.md');
        const after = record(choose(made, items.find(item => item.label === 'b-one')!));
        assert.equal(stringOf(nodeAt(after.root, ['evolution', 'supersededBy'])), 'b-one');
      }
    });

    it('as items of a block list', () => {
      const { made, items } = completionsAt('---\nid: a\nevolution:\n  supersedes:\n    - b-one\n    - $0\n---\n', others, 'zh/a.md');
      assert.equal(choose(made, items[0]!), '---\nid: a\nevolution:\n  supersedes:\n    - b-one\n    - c-two\n---\n');
    });
  });

  for (const [name, marked] of [
    ['in the narrative', '---\n{ "id": "a" }\n---\n\ncategory: $0\n'],
    ['in the narrative of a block record', '---\nid: a\n---\n$0\n'],
    ['in a block string', '---\ndescription: |\n  category: $0\n---\n'],
    ['in a comment', '---\nid: a\n# cat$0\n---\n'],
    ['in a comment between braces', '---\n{\n  # cat$0\n  id: a,\n}\n---\n'],
    ['in free text', '---\n{ "title": "$0" }\n---\n'],
    ['between a key and its value on the next line', '---\n{\n  "analysis":\n  $0\n    { "mrv": { "score": 1 } },\n  "id": "a"\n}\n---\n'],
    ['between a key and its text on the next line', '---\n{\n  "title":\n  $0\n    "a",\n  "id": "a"\n}\n---\n'],
    ['behind a value', '---\n{ "id": "a" $0 }\n---\n'],
    ['behind the frontmatter', '---\n{ "id": "a" }\n---$0\n'],
    ['under a key the schema does not know', '---\n{ "unheardOf": "$0" }\n---\n'],
  ] as const) {
    it(`nothing ${name} (T29)`, () => assert.deepEqual(labelsAt(marked), []));
  }
});

describe('what an editor finds', () => {
  it('stands with initials first where it looks at all words, and else with the label', () => {
    const made = record('---\n{ "category": "" }\n---\n');
    const found = (fuzzy: boolean) => complete(world([made]), made, 19, { locale: 'zh', snippets: false, itemDefaults: false, fuzzy }).list.items.find(item => item.label === '市场机制')?.filterText;
    assert.equal(found(true), '"scjz 市场机制 Market Market Mechanism shichangjizhi');
    assert.equal(found(false), '"市场机制 Market Market Mechanism scjz shichangjizhi');
  });
});

describe('what the editor can do', () => {
  const marked = '---\n{\n  "id": "a",\n  \n}\n---\n';
  const at = marked.indexOf('  \n}') + 2;
  const made = record(marked);
  const ask = (more: object) => complete(world([made]), made, at, { locale: 'zh', snippets: false, itemDefaults: false, ...more }).list;

  it('tab stops are sent only to an editor that knows them', () => {
    const plain = ask({}).items.find(item => item.label === 'category');
    assert.equal(plain?.insertTextFormat, undefined);
    assert.equal(plain?.textEdit?.newText, '"category": ""');
    const snippet = ask({ snippets: true }).items.find(item => item.label === 'category');
    assert.equal(snippet?.insertTextFormat, 2);
    assert.equal(snippet?.textEdit?.newText, '"category": "$1"');
    assert.equal(ask({ snippets: true }).items.find(item => item.label === 'year')?.textEdit?.newText, '"year": ${1:2026}');
    assert.equal(ask({ snippets: true }).items.find(item => item.label === 'icvcmCriteria')?.textEdit?.newText, '"icvcmCriteria": [$1]');
  });

  it('the range that all share is sent once to an editor that knows how', () => {
    const list = ask({ itemDefaults: true });
    assert.deepEqual(list.itemDefaults?.editRange, { start: { line: 3, character: 2 }, end: { line: 3, character: 2 } });
    assert.ok(list.items.every(item => item.textEdit === undefined && item.textEditText !== undefined));
    const whole = ask({});
    assert.equal(whole.itemDefaults, undefined);
    assert.deepEqual(list.items.map(item => item.textEditText), whole.items.map(item => item.textEdit?.newText));
  });

  it('the list opens again behind a key with a closed vocabulary, in an editor that has the command', () => {
    const commands = (more: object) => ask(more).items.filter(item => item.command).map(item => item.label);
    assert.deepEqual(commands({}), []);
    const again = commands({ retrigger: true });
    assert.ok(again.includes('category') && again.includes('legalWeight') && !again.includes('title'));
  });

  it('the reader’s language comes first', () => {
    const detail = (locale: 'zh' | 'en') => ask({ locale }).items.find(item => item.label === 'category')?.detail ?? '';
    assert.match(detail('zh'), /^\p{Script=Han}/u);
    assert.match(detail('en'), /^Category/);
  });
});
