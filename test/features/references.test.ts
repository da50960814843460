import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { complete } from '../../server/features/complete/index.ts';
import { intake } from '../../server/record/intake.ts';
import { citationsIn } from '../../server/schema/citations.ts';
import { criteria } from '../../server/schema/knowledge.ts';
import { mechanisms } from '../../server/schema/mechanisms.ts';
import { span } from '../../server/base/span.ts';
import { nodeAt, stringOf, type Path } from '../../server/syntax/tree.ts';
import { choose, completionsAt, isCalled } from '../completions.ts';
import { record, world } from '../fixture.ts';
import { shared } from '../shared.ts';

const inBody = (text: string): string => `---\n{ "id": "a" }\n---\n\n${text}\n`;
const labelsAt = (marked: string, file?: string): readonly string[] => completionsAt(marked, [], file).items.map(item => item.label);

/** What is offered where `$0` stands when a character makes the editor ask of its own accord. */
function unaskedAt(marked: string, file = 'zh/example.md'): readonly string[] {
  const offset = marked.indexOf('$0');
  const made = record(marked.replace('$0', ''), file);
  return complete(world([made]), made, offset, { locale: 'en', snippets: false, itemDefaults: false, typed: marked[offset - 1] }).list.items.map(item => item.label);
}

/** The whole text once an item is chosen. */
function chosen(marked: string, label: string, file?: string): string {
  const { made, items } = completionsAt(marked, [], file);
  const item = items.find(each => isCalled(each, label));
  assert.ok(item, `“${label}” is not offered at\n${marked}\nbut ${items.map(each => each.label).join(', ') || 'nothing'}`);
  return choose(made, item);
}

const [zh, en] = ['ICVCM 评估框架 v1.1 标准 9.4', 'ICVCM Assessment Framework v1.1, criterion 9.4'];

describe('a reference to a criterion in running text', () => {
  for (const [language, around, file, of] of [['zh', '本计划符合', 'zh/a.md', 'CCP 属性'], ['en', 'The programme complies with ', 'en/a.md', 'CCP attribute']] as const) {
    it(`is read back as what was chosen, for all 61 criteria and each of their sub-requirements: ${language}`, () => {
      let count = 0;
      for (const { id, level, subs } of criteria) {
        const begun = level === 'attribute' ? `${of} ${id.slice(5)}` : `ICVCM ${id}`;
        const { items, made } = completionsAt(inBody(`${around}${begun}$0`), [], file);
        const seen = items.map(item => {
          const after = choose(made, item);
          const text = after.slice(inBody(around).length - 1, -1);
          assert.ok(text.endsWith(` ${item.label}`), text);
          const [citation, ...more] = citationsIn(`${around}${text}`);
          assert.deepEqual(more, []);
          count++;
          return `${citation?.id} ${citation?.sub?.name ?? ''}`.trim();
        });
        assert.deepEqual(seen.filter(each => each.split(' ')[0] === id), [id, ...subs.map(sub => `${id} ${sub}`)]);
        assert.equal(items.every(item => /\p{Script=Han}/u.test(item.label) === (language === 'zh') || item.label.startsWith('CCP')), true);
      }
      assert.ok(count >= criteria.length + criteria.flatMap(({ subs }) => subs).length);
    });
  }

  it('is begun by any of the words that name the framework, with or without a blank, and half typed', () => {
    for (const [text, label, after] of [
      ['依据 ICVCM 9.4$0 要求', zh, `依据 ${zh} 要求`],
      ['依据ICVCM9.4$0。', zh, `依据${zh}。`],
      ['见标准9.$0', zh, `见${zh}`],
      ['见 准则 13.1$0', 'ICVCM 评估框架 v1.1 标准 13.1', '见 ICVCM 评估框架 v1.1 标准 13.1'],
      ['见 ICV$0', zh, `见 ${zh}`],
      ['见 CCP 6$0', zh, `见 ${zh}`],
      ['见 CCP属性 1$0', 'ICVCM 评估框架 v1.1 CCP 属性 1', '见 ICVCM 评估框架 v1.1 CCP 属性 1'],
      ['见属性$0', 'ICVCM 评估框架 v1.1 CCP 属性 3', '见ICVCM 评估框架 v1.1 CCP 属性 3'],
      ['as Criterion 9$0 asks', en, `as ${en} asks`],
      ['as crit$0 asks', en, `as ${en} asks`],
      ['under CCP attribute 2 b$0 of it', 'ICVCM Assessment Framework v1.1, CCP attribute 2 b) 1) i.', 'under ICVCM Assessment Framework v1.1, CCP attribute 2 b) 1) i. of it'],
      ['ICVCM 9.4 a 5$0', `${zh} a) 5) iii.`, `${zh} a) 5) iii.`],
      [`${zh} $0`, `${zh} a) 5) i.`, `${zh} a) 5) i.`],
      [`${zh} a) 5)$0`, `${zh} a) 5) i.`, `${zh} a) 5) i.`],
      [`as ${en} $0`, `${en} a) 1)`, `as ${en} a) 1)`],
      ['😀碳 ICVCM 补偿$0', zh, `😀碳 ${zh}`],
      ['碳 ICVCM bcjz$0', zh, `碳 ${zh}`],
      ['the ICVCM compensation m$0', en, `the ${en}`],
    ] as const) assert.equal(chosen(inBody(text), label), inBody(after));
  });

  it('keeps to the number: sub-requirements of it alone, other numbers that begin so behind it, what is only announced last', () => {
    assert.deepEqual(labelsAt(inBody('见 ICVCM 8.1$0')).map(label => label.split('标准 ')[1]), ['8.1', '8.1 a)', '8.1 b)', '8.1 b) 1)', '8.1 b) 2)', '8.1 b) 3)', '8.1 c)', '8.1 d)', '8.10', '8.11']);
    assert.deepEqual(labelsAt(inBody('见 ICVCM 9.4 a) 5)$0')).map(label => label.split('标准 ')[1]), ['9.4 a) 5)', '9.4 a) 5) i.', '9.4 a) 5) ii.', '9.4 a) 5) iii.']);
    const { items } = completionsAt(inBody('见 ICVCM $0'));
    assert.equal(items.length, 61);
    const announced = items.map((item, i) => /announced, not in force/.test(item.detail ?? '') ? i : -1).filter(i => i >= 0);
    assert.deepEqual(announced, [54, 55, 56, 57, 58, 59, 60]);
    assert.deepEqual(labelsAt(inBody('见 CCP 8$0')).map(label => label.split('标准 ')[1]).slice(0, 5), ['6.1', '6.2', '11.1', '11.2', '11.3']);
  });

  it('is found by its number, by both titles and by pinyin, and told when it is looked at', () => {
    const item = completionsAt(inBody('见 ICVCM $0')).items.find(each => isCalled(each, zh))!;
    for (const word of ['ICVCM 9.4', '补偿机制', 'bcjz', 'buchangjizhi', 'Compensation mechanism', 'CCP 6']) assert.ok(item.filterText?.includes(word), word);
    assert.ok(item.filterText?.startsWith('ICVCM 9.4'));
    assert.equal(item.detail, 'Compensation mechanism · 补偿机制 · CCP 6');
    assert.match(JSON.stringify(item.documentation), /9\\*\.4.*补偿机制/);
    const made = record(inBody('见 ICVCM '));
    const lazy = complete(world([made]), made, made.text.length - 1, { locale: 'zh', snippets: false, itemDefaults: false, lazy: true });
    assert.equal(lazy.list.items[0]?.documentation, undefined);
    assert.match(JSON.stringify(lazy.explain(0).documentation), /1\.1 有效治理/);
  });

  const citation: Path = ['analysis', 'mrv', 'citation'];
  for (const [name, ends] of [['LF', '\n'], ['CR LF', '\r\n']] as const) {
    it(`leaves a valid value in every way to write one, and all else as it was: ${name}`, () => {
      for (const [before, begun, after, label, path, value] of [
        ['{ "analysis": { "mrv": { "citation": "甲规 \\"x\\"；', 'ICVCM 9.4', '，后" } } }', zh, citation, `甲规 "x"；${zh}，后`],
        ['{ "analysis": { "mrv": { "citation": "第一行\\n', 'ICVCM 9.4', '" } } }', zh, citation, `第一行\n${zh}`],
        ['{ "analysis": { "mrv": { "evidence": "The rule, ', 'criterion 9.4', '." } } }', en, ['analysis', 'mrv', 'evidence'], `The rule, ${en}.`],
        ['{ \'analysis\': { \'mrv\': { \'citation\': \'The act\'\'s rule; ', 'ICV', '\' } } }', en, citation, `The act's rule; ${en}`],
        ['{ analysis: { mrv: { citation: The act ', 'ICV', ' } } }', 'ICVCM Assessment Framework v1.1 criterion 9.4', citation, 'The act ICVCM Assessment Framework v1.1 criterion 9.4'],
        ['{ analysis: { mrv: { citation: 甲规 ', 'ICV', ', label: x } } }', zh, citation, `甲规 ${zh}`],
        ['analysis:\n  mrv:\n    citation: The act; ', 'ICV', ' and more # note', en, citation, `The act; ${en} and more`],
        ['analysis:\n  mrv:\n    citation: "甲规\n      ', 'ICVCM 9.4', '"\n    label: x', zh, citation, `甲规 ${zh}`],
        ['analysis:\n  mrv:\n    citation: 甲规\n      ', 'ICVCM 9.4', '\n    label: x', zh, citation, `甲规 ${zh}`],
        ['analysis:\n  mrv:\n    evidence: >-\n      甲规，\n      ', 'ICVCM 9.4', '\n    label: x', zh, ['analysis', 'mrv', 'evidence'], `甲规， ${zh}`],
        ['analysis:\n  mrv:\n    auditNote: |\n      甲规，\n      ', 'ICVCM 9.4 ', '\n    label: x', `${zh} a) 1)`, ['analysis', 'mrv', 'auditNote'], `甲规，\n${zh} a) 1)\n`],
        ['source: 据', 'ICV', '\nid: a', zh, ['source'], `据${zh}`],
      ] as const) {
        for (const bom of ['', '\uFEFF']) {
          const marked = `${bom}---\n${before}${begun}$0${after}\n---\n\n正文\n`.replaceAll('\n', ends);
          const result = chosen(marked, label);
          assert.equal(result, `${bom}---\n${before}${label}${after}\n---\n\n正文\n`.replaceAll('\n', ends));
          const made = record(result);
          assert.deepEqual(made.problems, [], before);
          assert.equal(stringOf(nodeAt(made.root, path)), value);
        }
      }
    });
  }

  it('takes the quotes that a whole value needs', () => {
    for (const [marked, after] of [
      ['{ "analysis": { "mrv": { "citation": ICV$0 } } }', `{ "analysis": { "mrv": { "citation": "${en}" } } }`],
      ['{ \'analysis\': { \'mrv\': { \'citation\': ICV$0 } } }', `{ 'analysis': { 'mrv': { 'citation': '${en}' } } }`],
      ['analysis: { mrv: { citation: ICVCM 9.4$0 } }', `analysis: { mrv: { citation: '${en}' } }`],
      ['{ "analysis": { "mrv": { "citation": "ICV$0\n} } }', `{ "analysis": { "mrv": { "citation": "${en}"\n} } }`],
    ] as const) assert.equal(chosen(`---\n${marked}\n---\n`, en), `---\n${after}\n---\n`);
    // Half a value in quotes would be worse than none.
    assert.deepEqual(labelsAt('---\n{ "analysis": { "mrv": { "citation": 甲规 ICV$0 } } }\n---\n'), []);
  });

  it('is in the language around it, else in that of the begun words, of the other citations, of the file', () => {
    const at = (marked: string, file: string) => labelsAt(marked, file)[0]?.startsWith('标准') ? 'zh' : 'en';
    assert.equal(at(inBody('The rule follows ICVCM 9.4$0.'), 'zh/a.md'), 'en');
    assert.equal(at(inBody('规则依据 ICVCM 9.4$0。'), 'en/a.md'), 'zh');
    assert.equal(at(inBody('ICVCM 9.4$0'), 'en/a.md'), 'en');
    assert.equal(at(inBody('ICVCM 9.4$0'), 'zh/a.md'), 'zh');
    assert.equal(at('---\n{ "analysis": { "mrv": { "citation": "标准 9$0" } } }\n---\n', 'en/a.md'), 'zh');
    assert.equal(at('---\n{ "analysis": { "market": { "citation": "甲规第三条" }, "mrv": { "citation": "ICV$0" } } }\n---\n', 'zh/a.md'), 'zh');
    assert.equal(at('---\n{ "analysis": { "market": { "citation": "Article 3" }, "mrv": { "citation": "ICV$0" } } }\n---\n', 'zh/a.md'), 'en');
  });
});

describe('a mechanism in running text', () => {
  it('is written as it is begun: the abbreviation, or the name', () => {
    for (const [text, label, after] of [
      ['按 CCE$0 交易', 'CCER', '按 CCER 交易'],
      ['按CCE$0交易', 'CCER', '按CCER交易'],
      ['第三方核证$0', '国际核证碳标准', '第三方国际核证碳标准'],
      ['中国核证$0', '中国核证自愿减排量', '中国核证自愿减排量'],
      ['清洁发展$0项目', '清洁发展机制', '清洁发展机制项目'],
      ['by Verr$0 in', 'Verra VCS', 'by Verra VCS in'],
      ['by VC$0 in', 'VCS', 'by VCS in'],
      ['by T-V$0', 'T-VER', 'by T-VER'],
      ['by Clean dev$0', 'Clean Development Mechanism', 'by Clean Development Mechanism'],
    ] as const) assert.equal(chosen(inBody(text), label), inBody(after));
    assert.deepEqual(labelsAt(inBody('核证$0')), ['中国核证自愿减排量', '国际核证碳标准']);
  });

  it('stands beside its other names, is told as a card, and is found by nothing that goes on otherwise', () => {
    const [item] = completionsAt(inBody('按 CCE$0')).items;
    assert.equal(item?.detail, 'China Certified Emission Reduction · 全国温室气体自愿减排交易市场');
    assert.equal(item?.filterText, 'CCER');
    assert.match(JSON.stringify(item?.documentation), /CCER.*全国温室气体自愿减排交易市场/);
    // Whoever goes on to CCUS has no list in the way.
    assert.ok(!/c.*c.*u/i.test(item?.filterText ?? ''));
  });

  it('is offered in the fields too, and whole for a cluster', () => {
    for (const [marked, label, after] of [
      ['{ "analysis": { "mrv": { "evidence": "按CCE$0登记" } } }', 'CCER', '{ "analysis": { "mrv": { "evidence": "按CCER登记" } } }'],
      ['source: Verr$0', 'Verra VCS', 'source: Verra VCS'],
      ['{ \'evolution\': { \'clusters\': [\'甲\', \'CCE$0\'] } }', 'CCER', '{ \'evolution\': { \'clusters\': [\'甲\', \'CCER\'] } }'],
      ['{ "evolution": { "clusters": [核$0] } }', '国际核证碳标准', '{ "evolution": { "clusters": ["国际核证碳标准"] } }'],
      ['evolution:\n  clusters:\n    - art$0', 'Architecture for REDD+ Transactions', 'evolution:\n  clusters:\n    - Architecture for REDD+ Transactions'],
    ] as const) assert.equal(chosen(`---\n${marked}\n---\n`, label), `---\n${after}\n---\n`);
    assert.equal(labelsAt('---\n{ "evolution": { "clusters": ["CDM", "$0"] } }\n---\n').length, mechanisms.length - 1);
  });
});

describe('where nothing is begun', () => {
  for (const [name, text] of [
    ['plain prose', '该政策建立了监测与核查要求$0'], ['behind a full stop', '该政策。 $0'], ['somebody’s own standard', '符合国家标准 $0'], ['a mechanism’s name that has standard in it', '黄金标准 $0'],
    ['a word that only starts so', 'the CCUS$0'], ['a longer word', 'CCPC$0'], ['in the middle of a word', 'CC$0US and ICV$0'],
    ['a word of capitals', 'the ICAO$0'], ['the name of a state', '在日本$0'], ['the end of another word', '在意大利$0'], ['words in small letters', 'the global carbon$0'], ['one of many words', 'the Carbon$0'], ['one letter', 'the C$0'],
    ['code', 'as `ICVCM 9.$0`'], ['half-typed code', 'as `ICVCM 9.$0'], ['the target of a link', '[x](ICVCM 9.$0)'], ['an address', 'https://icvcm.org/ICVCM$0'], ['a tag', '<a title="ICVCM $0">'],
    ['fenced code', '```\nICVCM 9.$0\n```'], ['tilde fences', '~~~ sh\nICVCM 9.$0'], ['a definition of a link', '[x]: ICVCM $0'],
  ] as const) {
    it(`nothing is offered: ${name} (T29)`, () => assert.deepEqual(labelsAt(inBody(text)), []));
  }

  it('references come again behind code and links', () => {
    for (const text of ['`x` ICVCM 9.4$0', '[x](y) ICVCM 9.4$0', '```\nx\n```\n\nICVCM 9.4$0', '<br> ICVCM 9.4$0', '见 https://x.org/a，ICVCM 9.4$0']) assert.equal(labelsAt(inBody(text)).filter(label => / 9\.4$/.test(label)).length, 1, text);
  });

  it('no list opens by itself where a person would have to ask', () => {
    const fields = (value: string) => `---\n{ "analysis": { "mrv": { "citation": "${value}" } } }\n---\n`;
    for (const marked of [fields('$0'), fields('甲规；$0'), fields('Article 9.$0'), fields('技术标准 $0'), inBody('符合标准 $0'), inBody('GB/T 32150 标准 9.$0'), inBody('核证$0'), inBody('气候$0'), inBody('Verr$0'), inBody('the crit$0'), inBody('CC$0'), inBody('CO$0'), inBody('the CDM$0'), inBody('属性 $0'), inBody(`${zh} a) 5) i.$0`)]) {
      assert.deepEqual(unaskedAt(marked), [], marked);
    }
  });

  it('one opens by itself behind the framework’s name, its numbers, and what begins a mechanism', () => {
    for (const [text, first] of [['见 ICVCM $0', '标准 1.1'], ['见 ICV$0', '标准 1.1'], ['见 CCP $0', '标准 1.1'], ['ICVCM 发布了评估框架。标准 $0', '标准 1.1'], ['见标准 9.$0', '标准 9.1'],
      ['按 CCE$0', 'CCER'], ['the VC$0', 'VCS'], ['按清洁发展$0', '清洁发展机制'], [`${zh} $0`, '标准 9.4 a)']] as const) assert.equal(unaskedAt(inBody(text))[0], first, text);
  });
});

describe('the bodies of ../shared/corpus', function () {
  this.timeout(300_000);
  it('open no list by themselves, whatever character is typed last, save behind the words that begin a reference or a mechanism (T29)', function () {
    const bodies = new Map(recordsBelow(shared(this, 'corpus')).map(made => [made.text.slice(made.body.start, made.body.end), made]));
    assert.ok(bodies.size > 100, String(bodies.size));
    const here = world([]);
    let positions = 0;
    const opened = new Map<string, number>();
    const seen = new Set<string>();
    for (const made of bodies.values()) {
      for (let at = made.body.start + 1; at <= made.body.end; at++) {
        const typed = made.text[at - 1] ?? '';
        if (!/[\p{L}\p{N} '":.-]/u.test(typed)) continue;
        const near = made.text.slice(Math.max(made.body.start, at - 24), at);
        if (seen.has(near)) continue;
        seen.add(near);
        positions++;
        // As it is while being typed: nothing stands behind the cursor yet.
        const cut = { ...made, text: made.text.slice(0, at), body: span(made.body.start, at) };
        if (complete(here, cut, at, { locale: 'zh', snippets: false, itemDefaults: false, lazy: true, typed }).list.items.length === 0) continue;
        const words = /[^\s，。；、（）()“”]*\s?$/.exec(cut.text)?.[0] ?? '';
        opened.set(words, (opened.get(words) ?? 0) + 1);
      }
    }
    assert.ok(positions > 30_000, String(positions));
    assert.deepEqual([...opened.keys()].sort(), ['CA', 'CCE', 'CD', 'GC']);
  });
});

function recordsBelow(folder: string): ReturnType<typeof record>[] {
  const files = (at: string): readonly string[] => readdirSync(at).flatMap(name => statSync(join(at, name)).isDirectory() ? files(join(at, name)) : name.endsWith('.md') ? [join(at, name)] : []);
  return files(folder).flatMap(path => intake(`file:///${relative(folder, path)}`, readFileSync(path, 'utf8')) ?? []);
}
