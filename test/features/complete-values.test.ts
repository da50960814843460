import assert from 'node:assert/strict';
import type * as lsp from 'vscode-languageserver-types';
import { complete } from '../../server/features/complete/index.ts';
import type { CompletionOptions } from '../../server/features/complete/asked.ts';
import type { Companion } from '../../server/record/companions.ts';
import { corpusOf } from '../../server/record/corpus.ts';
import { factsOf } from '../../server/record/facts.ts';
import type { PolicyRecord, Style } from '../../server/syntax/record.ts';
import { spellingOf } from '../../server/schema/spelling.ts';
import { jurisdictions, termsOf } from '../../server/schema/vocabulary.ts';
import { dataOf, nodeAt, type Data, type Path } from '../../server/syntax/tree.ts';
import { choose } from '../completions.ts';
import { record, world } from '../fixture.ts';

interface More extends Partial<CompletionOptions> { readonly file?: string; readonly companions?: readonly Companion[] }

/** What is offered at `$0` beside other records and facilities. */
function ask(marked: string, others: readonly PolicyRecord[] = [], { file = 'zh/a.md', companions = [], ...options }: More = {}) {
  const made = record(marked.replace('$0', ''), file);
  const around = { ...world([]), corpus: corpusOf([made, ...others].map(factsOf), companions) };
  const { list, explain } = complete(around, made, marked.indexOf('$0'), { locale: 'en', snippets: false, itemDefaults: false, ...options });
  return { made, list, explain, labels: list.items.map(({ label }) => label), details: list.items.map(({ label, detail }) => [label, detail]) };
}

/** A field at a path with nothing but the cursor in its value, in each notation. */
function empty(style: Style, path: readonly string[], value: string): string {
  const quote = style === 'json' ? '"' : '\'';
  if (style === 'block') return `---\nid: a\n${path.map((name, i) => `${'  '.repeat(i)}${name}:`).join('\n')} ${value}\n---\n`;
  return `---\n{ ${quote}id${quote}: ${quote}a${quote}, ${path.map(name => `${quote}${name}${quote}: `).join('{ ')}${value}${' }'.repeat(path.length)}\n---\n`;
}

/** The value at a path once a label is chosen; what comes of it must be valid. */
function chosen({ made, list }: { readonly made: PolicyRecord; readonly list: lsp.CompletionList }, label: string, path: Path): Data {
  const item = list.items.find(each => each.label === label) ?? assert.fail(`${label} is not offered but ${list.items.map(each => each.label).join()}`);
  const after = record(choose(made, item));
  assert.deepEqual(after.problems, [], after.text);
  // JSON with a value left out is read as braces of YAML until it is there.
  assert.ok(after.style === made.style || made.style === 'flow');
  return dataOf(nodeAt(after.root, path));
}

const styles: readonly Style[] = ['json', 'flow', 'block'];
const quoted = (style: Style) => style === 'json' ? '"$0"' : '\'$0\'';
const bare: Readonly<Record<string, string>> = { bare: '$0', quoted: '' };

describe('ids in the lineage', () => {
  const other = (id: string, title: string, country: string, more = '') => record(`---\n{ "id": "${id}", "title": "${title}", "country": "${country}"${more} }\n---\n`, `zh/${id}.md`);
  const library = [
    other('au-fund', '澳大利亚基金', '澳大利亚'), other('cn-ets-measures', '全国碳排放权交易管理办法', '中国'), other('cn-grant', '中央预算内投资专项', '中国'),
    other('cn-pore-2020', '封存空间管理', '中国', ', "evolution": { "clusters": ["地质封存"] }'), other('eu-ccs-directive', '欧盟 CCS 指令', '欧盟'),
  ];
  const own = (value: string) => `---\n{ "id": "a", "title": "碳排放权交易管理条例", "country": "中国", "evolution": { "clusters": ["地质封存"], "supersedes": [${value}] } }\n---\n`;

  it('those of the same country on the same topic first, then its others, then the rest', () => {
    assert.deepEqual(ask(own('"$0"'), library).labels, ['cn-ets-measures', 'cn-pore-2020', 'cn-grant', 'au-fund', 'eu-ccs-directive']);
  });

  it('the order does not change with the order in which files were read', () => {
    assert.deepEqual(ask(own('"$0"'), [...library].reverse()).labels, ask(own('"$0"'), library).labels);
  });

  it('words that most records of a country share say no topic', () => {
    const many = Array.from({ length: 9 }, (_, i) => other(`cn-${i}`, '碳排放权交易', '中国'));
    assert.deepEqual(ask('---\n{ "id": "a", "title": "碳排放权交易与封存", "country": "中国", "evolution": { "supersedes": ["$0"] } }\n---\n', [...many, other('cn-z', '封存', '中国')]).labels[0], 'cn-z');
  });

  it('each with its title and country, and a card', () => {
    const { details, list, explain } = ask(own('"$0"'), library, { lazy: true });
    assert.deepEqual(details[4], ['eu-ccs-directive', '欧盟 CCS 指令 · 欧盟']);
    assert.equal(list.items[4]?.documentation, undefined);
    const { documentation } = explain(4);
    assert.ok(typeof documentation === 'object' && 'kind' in documentation && documentation.kind === 'markdown' && documentation.value.includes('欧盟 CCS 指令') && documentation.value.includes('欧盟'));
  });

  it('a title cannot become a picture or a link in the card', () => {
    const { explain } = ask(own('"$0"'), [other('x', '![](http://x.example/a.png) <img src=y>', '中国')], { lazy: true });
    const { documentation } = explain(0);
    assert.ok(typeof documentation === 'object' && 'value' in documentation && !/!\[|<img/.test(documentation.value.replaceAll(/\\./g, '')));
  });

  for (const style of styles) {
    for (const [way, value] of [['quotes', quoted(style)], ['nothing', '$0']] as const) {
      it(`a single successor in ${style} between ${way}`, () => {
        assert.equal(chosen(ask(empty(style, ['evolution', 'supersededBy'], value), library), 'cn-grant', ['evolution', 'supersededBy']), 'cn-grant');
      });
      it(`a list in ${style} with ${way} in its brackets`, () => {
        assert.deepEqual(chosen(ask(empty(style, ['evolution', 'supersedes'], `[${value}]`), library), 'cn-grant', ['evolution', 'supersedes']), ['cn-grant']);
      });
    }
  }

  it('an id that another notation would read as something else keeps its quotes', () => {
    for (const id of ['012', 'null', 'yes', '2021-01-01', '1e3']) {
      const one = [record(`---\n{ "id": "${id}", "title": "x" }\n---\n`, 'zh/one.md')];
      for (const style of styles) assert.equal(chosen(ask(empty(style, ['evolution', 'supersededBy'], '$0'), one), id, ['evolution', 'supersededBy']), id);
    }
  });

  it('of thousands those that fit what is typed, by id, title or pinyin, and the editor is told to ask again', () => {
    const many = Array.from({ length: 1200 }, (_, i) => other(`id-${i}`, i === 1100 ? '重庆市办法' : `办法 ${i}`, '中国'));
    const spell = (text: string) => text === '重庆市办法' ? 'chongqingshibanfa cqsbf' : undefined;
    const all = ask(own('"$0"'), many);
    assert.equal(all.list.isIncomplete, true);
    assert.equal(all.labels.length, 50);
    assert.deepEqual(all.labels.slice(0, 3), ['id-0', 'id-1', 'id-10']);
    for (const typed of ['重庆', 'cqs', 'chongq', 'id-1100', '庆市']) assert.deepEqual(ask(own(`"${typed}$0"`), many, { spell }).labels, ['id-1100'], typed);
    const some = ask(own('"id-119$0"'), many);
    assert.deepEqual(some.labels, ['id-119', ...Array.from({ length: 10 }, (_, i) => `id-119${i}`)]);
    assert.equal(some.list.isIncomplete, true);
    // An editor matches what is typed, the quote too, and asks again with the next key.
    assert.deepEqual(some.list.items.map(({ filterText }) => filterText), some.labels.map(label => `"${label}`));
    for (const typed of ['重庆', 'cqs', 'ID-1100']) assert.deepEqual(ask(own(`"${typed}$0"`), many, { spell }).list.items.map(({ filterText }) => filterText), [`"${typed} id-1100`]);
    assert.equal(ask(own('"$0"'), many.slice(0, 490)).list.isIncomplete, false);
  });
});

describe('what is learnt from the library', () => {
  const other = (n: number, clusters: readonly string[], label: string, file = `zh/o${n}.md`) =>
    record(`---\n${JSON.stringify({ id: `o${n}`, title: 't', source: n < 3 ? '生态环境部' : 'IEA', evolution: { clusters }, analysis: { mrv: { label, score: 50 }, market: { label: 'ETS link' } } })}\n---\n`, file);
  const library = [other(1, ['CCUS: hubs', '碳市场'], 'Third-party audit'), other(2, ['碳市场'], 'Third-party audit'), other(3, ['碳市场', 'yes'], 'High'), other(4, ['Storage'], 'Annual report', 'en/o4.md')];

  /** What is offered at `$0` because records hold it; mechanisms are offered as clusters too. */
  const learnt = (marked: string, others: readonly PolicyRecord[], more: More = {}) => {
    const details = ask(marked, others, more).details.filter(([, detail]) => /^\d+ (?:records?|条记录)$/.test(detail ?? ''));
    return { details, labels: details.map(([label]) => label) };
  };

  it('a cluster that is the name of a mechanism is offered once', () => {
    const { labels } = ask('---\n{ "id": "a", "evolution": { "clusters": ["$0"] } }\n---\n', [other(5, ['CCER'], 'x')]);
    assert.deepEqual([labels[0], labels.filter(label => label === 'CCER').length], ['CCER', 1]);
  });

  it('clusters of the records of its language, the most used first, each with how many', () => {
    assert.deepEqual(learnt('---\n{ "id": "a", "evolution": { "clusters": ["$0"] } }\n---\n', library).details, [['碳市场', '3 records'], ['CCUS: hubs', '1 record'], ['yes', '1 record']]);
    assert.deepEqual(learnt('---\n{ "id": "a", "evolution": { "clusters": ["$0"] } }\n---\n', library, { locale: 'zh' }).details[0], ['碳市场', '3 条记录']);
    assert.deepEqual(learnt('---\n{ "id": "a", "evolution": { "clusters": ["$0"] } }\n---\n', library, { file: 'en/a.md' }).labels, ['Storage']);
  });

  it('not those listed already, but the one under the cursor, and none that only this record has', () => {
    assert.deepEqual(learnt('---\n{ "id": "a", "evolution": { "clusters": ["碳市场", "自己的", "$0"] } }\n---\n', library).labels, ['CCUS: hubs', 'yes']);
    assert.deepEqual(learnt('---\n{ "id": "a", "evolution": { "clusters": ["碳$0市场", "yes"] } }\n---\n', library).details, [['碳市场', '3 records'], ['CCUS: hubs', '1 record']]);
  });

  for (const style of styles) {
    for (const way of Object.keys(bare)) {
      it(`written so that they are read back as themselves, in ${style} ${way}`, () => {
        const value = way === 'bare' ? '$0' : quoted(style);
        const path = ['evolution', 'clusters'];
        for (const label of ['CCUS: hubs', 'yes', '碳市场']) {
          assert.deepEqual(chosen(ask(empty(style, path, `[${value}]`), library), label, path), [label]);
          if (way === 'bare') assert.deepEqual(chosen(ask(empty(style, path, value), library), label, path), [label]);
        }
      });
    }
  }

  it('labels of the same dimension, without those that say nothing of their own', () => {
    const at = (dimension: string, file = 'zh/a.md') => ask(`---\n{ "id": "a", "analysis": { "${dimension}": { "label": "$0" } } }\n---\n`, library, { file }).details;
    assert.deepEqual(at('mrv'), [['Third-party audit', '2 records']]);
    assert.deepEqual(at('market'), [['ETS link', '3 records']]);
    assert.deepEqual(at('strategic'), []);
    assert.deepEqual(at('mrv', 'en/a.md'), [['Annual report', '1 record']]);
  });

  it('issuing bodies', () => assert.deepEqual(ask('---\n{ "id": "a", "source": "$0" }\n---\n', library).details, [['生态环境部', '2 records'], ['IEA', '1 record']]));

  it('is counted again when the library changes', () => {
    const marked = '---\n{ "id": "a", "evolution": { "clusters": ["$0"] } }\n---\n';
    assert.deepEqual(learnt(marked, library.slice(0, 1)).labels, ['CCUS: hubs', '碳市场']);
    assert.deepEqual(learnt(marked, []).labels, []);
  });
});

describe('facilities', () => {
  const facility = (id: string, title: string, country: string, language: 'zh' | 'en' = 'zh'): Companion =>
    ({ uri: `file:///library/facilities/${language}/${id}.md`, stem: id, language, id, title, country, collection: 'facilities', references: {} });
  const companions = [facility('10', '胜利油田', '中国'), facility('652', 'Callisto', '法国'), facility('7', '齐鲁石化', '中国'), facility('10', 'Shengli', 'China', 'en'), facility('99', 'Only English', 'Norway', 'en')];
  const at = (style: Style, value: string) => empty(style, ['relatedFacilities'], value);

  it('by id, with name and country, those of its country first, in its language', () => {
    const marked = '---\n{ "id": "a", "country": "中国", "relatedFacilities": ["$0"] }\n---\n';
    assert.deepEqual(ask(marked, [], { companions }).details, [['10', '胜利油田 · 中国'], ['7', '齐鲁石化 · 中国'], ['652', 'Callisto · 法国']]);
    assert.deepEqual(ask(marked, [], { companions, file: 'en/a.md' }).labels, ['10', '99']);
    assert.deepEqual(ask(marked, [], { companions: companions.slice(3) }).labels, ['10', '99']);
  });

  it('not those listed already', () => assert.deepEqual(ask(at('json', '["10", "$0"]'), [], { companions }).labels, ['652', '7']));
  it('nothing where there are none', () => assert.deepEqual(ask(at('json', '["$0"]')).labels, []));

  it('by name and by how it is spelt', () => {
    const { list } = ask(at('json', '["$0"]'), [], { companions, spell: text => text === '胜利油田' ? 'shengliyoutian slyt' : undefined });
    const found = list.items.find(({ label }) => label === '10')?.filterText ?? '';
    for (const typed of ['胜利', 'slyt', 'shengli', '中国']) assert.ok(isFound(found.slice(1), typed), typed);
  });

  for (const style of styles) {
    it(`stay texts in ${style}`, () => {
      for (const value of ['[$0]', `[${quoted(style)}]`, '$0']) assert.deepEqual(chosen(ask(at(style, value), [], { companions }), '10', ['relatedFacilities']), ['10']);
    });
  }

  it('thousands of them are narrowed by what is typed', () => {
    const many = Array.from({ length: 1017 }, (_, i) => facility(String(i), `设施 ${i}`, '中国'));
    const { labels, list } = ask(at('json', '["10$0"]'), [], { companions: many });
    assert.equal(list.isIncomplete, true);
    assert.deepEqual(labels.slice(0, 3), ['10', '100', '1000']);
  });
});

describe('dates, links, years and scores', () => {
  const body = '\n于 2025年5月18日 发布，2024-02-30 无效，18 June 2025 与 March 3rd, 2024 生效。见 [原文](https://www.example.org/law/1.pdf) 和 https://example.org/ 与 https://example.org/b?x=1。\n';
  const twin = record('---\n{ "id": "a", "title": "A", "pubDate": "2025-05-17", "year": 2025, "url": "https://gov.example/act", "provenance": { "lastAuditDate": "2026-01-02" }, "analysis": { "mrv": { "score": 65 }, "market": { "score": 80 } } }\n---\n', 'en/a.md');
  const at = (style: Style, path: readonly string[], value = quoted(style)) => `${empty(style, path, value)}${body}`;

  for (const style of styles) {
    it(`of publication in ${style}: the twin's, those of the narrative and today`, () => {
      assert.deepEqual(ask(at(style, ['pubDate']), [twin]).details, [
        ['2025-05-17', 'the other language'], ['2025-05-18', 'from the narrative'], ['2025-06-18', 'from the narrative'], ['2024-03-03', 'from the narrative'], ['2026-11-20', 'today'],
      ]);
      assert.equal(chosen(ask(at(style, ['pubDate'], '$0'), [twin]), '2025-06-18', ['pubDate']), '2025-06-18');
    });

    it(`of an audit in ${style}: today, and the twin's`, () => {
      assert.deepEqual(ask(at(style, ['provenance', 'lastAuditDate']), [twin], { locale: 'zh' }).details.slice(0, 2), [['2026-11-20', '今天'], ['2026-01-02', '另一语言版本']]);
    });

    it(`the link in ${style}: the twin's and those of the narrative that lead to a page`, () => {
      assert.deepEqual(ask(at(style, ['url']), [twin]).details, [
        ['https://gov.example/act', 'the other language'], ['https://www.example.org/law/1.pdf', 'from the narrative'], ['https://example.org/b?x=1', 'from the narrative'],
      ]);
      for (const value of ['$0', quoted(style)]) assert.equal(chosen(ask(at(style, ['url'], value), [twin]), 'https://example.org/b?x=1', ['url']), 'https://example.org/b?x=1');
    });

    it(`the scores of a dimension in ${style}, with what they stand for`, () => {
      const { details, made, list } = ask(at(style, ['analysis', 'mrv', 'score'], '$0'), [twin]);
      assert.deepEqual(details.map(([label]) => label), ['100', '80', '50', '65']);
      assert.match(String(details[0]?.[1]), /\w{4}/);
      assert.equal(details[3]?.[1], 'the other language');
      assert.notDeepEqual(details.slice(0, 3), ask(at(style, ['analysis', 'incentive', 'score'], '$0')).details);
      assert.equal(chosen({ made, list }, '80', ['analysis', 'mrv', 'score']), 80);
      assert.deepEqual(ask(at(style, ['analysis', 'market', 'score'], '8$0'), [twin]).labels, ['100', '80', '50']);
    });

    it(`the id in ${style} that the file's name says`, () => {
      assert.equal(chosen(ask(at(style, ['title']).replace(/["']?id["']?: ["']?a["']?/, style === 'json' ? '"id": "$1"' : style === 'flow' ? '\'id\': \'$1\'' : 'id: $1').replace('$0', '').replace('$1', '$0'), [], { file: 'zh/cn-ets-2024.md' }), 'cn-ets-2024', ['id']), 'cn-ets-2024');
    });
  }

  it('the year of the publication date first', () => {
    const { details, made, list } = ask('---\n{ "id": "a", "pubDate": "2019-03-01", "year": $0 }\n---\n', [twin]);
    assert.deepEqual(details, [['2019', 'of the publication date'], ['2025', 'the other language'], ['2026', 'this year']]);
    assert.equal(chosen({ made, list }, '2019', ['year']), 2019);
    const { made: withDate, list: keys } = ask('---\n{ "id": "a", "pubDate": "2019-03-01", $0 }\n---\n');
    assert.equal(chosen({ made: withDate, list: keys }, 'year', ['year']), 2019);
  });

  it('how far an instrument reaches', () => {
    assert.deepEqual(ask('---\n{ "id": "a", "scope": "$0" }\n---\n', [], { locale: 'zh' }).details.slice(0, 2), [['International', '国际'], ['National', '国家']]);
  });
});

/** Whether VS Code finds a typed text: its fuzzy match needs the first character at the start of a word and reads no more than 128 characters. A start of a word is enough. */
const isFound = (filterText: string, typed: string): boolean => filterText.slice(0, 128).toLowerCase().split(/[\s_\-./\\'":$<>()[\]{}]+/).some(word => word.startsWith(typed.toLowerCase()));

describe('what is typed finds what is meant', () => {
  for (const style of styles) {
    for (const [field, label, all] of [
      ['category', '市场机制', ['shichang', 'market', 'sc', 'scjz', '市场', 'Market', 'MARKET']],
      ['status', '现行', ['xian', 'xx', 'active', '现']],
      ['country', '中国', ['zhongguo', 'zg', 'china', 'cn', '中']],
      ['legalWeight', 'Technical Standard', ['tech', '技术', 'jsbz', 'standard']],
    ] as const) {
      it(`${field} in ${style}`, () => {
        for (const typed of all) {
          for (const value of [style === 'json' ? `"${typed}$0"` : `'${typed}$0'`, `${typed}$0`]) {
            const { made, list } = ask(empty(style, [field], value));
            const item = list.items.find(each => each.label === label) ?? assert.fail(label);
            const quote = value.startsWith(typed) ? '' : value.charAt(0);
            const { filterText = '' } = item;
            assert.ok(filterText.startsWith(quote));
            assert.ok(isFound(filterText.slice(quote.length), typed), `${typed} in ${filterText}`);
            assert.equal(chosen({ made, list }, label, [field]), label);
          }
        }
      });
    }
  }

  it('every word and place by its names in both languages and by its spelling, within what VS Code reads', () => {
    for (const field of ['category', 'status', 'reviewStatus', 'legalWeight', 'country'] as const) {
      for (const file of ['zh/a.md', 'en/a.md']) {
        const { list } = ask(empty('json', [field], '"$0"'), [], { file });
        const words = field === 'country' ? jurisdictions.map(({ zh, en }) => [zh, en, file.startsWith('zh') ? zh : en]) : termsOf[field].map(({ name: { zh, en }, written }) => [zh, en, written[file.startsWith('zh') ? 'zh' : 'en']]);
        assert.equal(list.items.length, words.length);
        for (const [zh = '', en = '', label = ''] of words) {
          const item = list.items.find(each => each.label === label) ?? assert.fail(label);
          const [full = '', initials = ''] = (spellingOf(zh) ?? '').split(' ');
          for (const typed of [zh.slice(0, 2), en.split(' ')[0]?.slice(0, 4) ?? '', full.slice(0, 5), initials]) assert.ok(typed === '' || isFound((item.filterText ?? '').slice(1), typed), `${typed} in ${item.filterText}`);
        }
      }
    }
  });

  it('a field by its name in either language and by pinyin', () => {
    const { list } = ask('---\n{ $0 }\n---\n');
    for (const [label, ...all] of [['legalWeight', 'legal', '法律', 'falv', 'flxl'], ['regulatory', 'regulatory', '监管', 'jianguan'], ['pubDate', 'pub', '发布', 'fabu']] as const) {
      const found = list.items.find(each => each.label === label)?.filterText ?? '';
      for (const typed of all) assert.ok(isFound(found, typed), `${typed} in ${found}`);
    }
  });

  it('no character chooses of its own accord', () => {
    for (const marked of ['---\n{ $0 }\n---\n', empty('block', ['category'], '$0'), empty('json', ['icvcmCriteria'], '["$0"]')]) {
      const { list } = ask(marked);
      assert.ok(list.items.length > 0 && list.items.every(item => item.commitCharacters === undefined) && list.itemDefaults?.commitCharacters === undefined);
    }
  });
});
