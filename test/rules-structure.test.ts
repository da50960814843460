import assert from 'node:assert/strict';
import { headingIn, leadingHeadings, narrativeOf, openingOf } from '../server/rules/narrative.ts';
import { rules } from '../server/rules/index.ts';
import { libraryOf, type File } from '../server/rules/library.ts';
import type { Finding } from '../server/rules/rule.ts';
import { check } from '../server/rules/run.ts';
import { fixed, record } from './fixture.ts';

const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };
const file = 'zh/example.md';
const front = (inner: string): string => `---\n${inner}\n---\n`;
const inner = (text: string): string => text.slice(4, -5);

/** What one rule finds in a record. */
function findingsOf(rule: string, text: string, ...others: readonly File[]): readonly Finding[] {
  const { record: made, world } = libraryOf([{ file, text }, ...others]);
  assert.ok(made);
  return check(made, world, throwing, rules.filter(({ id }) => id === rule));
}

/** What is said of a frontmatter: the drawn text and the message. */
const said = (rule: string, text: string, ...others: readonly File[]): readonly string[] =>
  findingsOf(rule, front(text), ...others).map(({ span, message }) => `${front(text).slice(span.start, span.end)}: ${message.en}`);

/** How the frontmatter stands after each fix; `safe` and `preferred` as `!` and `*` before it. */
const fixes = (rule: string, text: string, ...others: readonly File[]): readonly string[] => findingsOf(rule, front(text), ...others).flatMap(finding => finding.fixes.map(fix =>
  `${fix.safe ? '!' : ''}${fix.preferred ? '*' : ''}${inner(fixed(front(text), record(front(text)).uri, fix))}`));
const titles = (rule: string, text: string, ...others: readonly File[]): readonly string[] => findingsOf(rule, front(text), ...others).flatMap(finding => finding.fixes.map(({ title }) => title.en));

describe('wrong-type', () => {
  const id = 'wrong-type';

  it('tells a list of numbers once, and each list by itself', () => {
    assert.deepEqual(said(id, 'tags: [1, true, a, "b c"]\nsectors: [2, 3]'), ['1: “tags[0]” must be a string, and 1 is a number.', '2: “sectors[0]” must be a string, and 2 is a number.']);
    assert.deepEqual(fixes(id, 'tags: [1, true, a, "b c"]\nsectors: [2, 3]'), ['!*tags: [\'1\', \'true\', a, "b c"]\nsectors: [2, 3]', '!*tags: [1, true, a, "b c"]\nsectors: [\'2\', \'3\']']);
  });

  it('counts lists within one map apart, and writes no text anew', () => {
    assert.deepEqual(fixes(id, 'evolution: { supersedes: [1], clusters: [2, 3] }'), ['!*evolution: { supersedes: [\'1\'], clusters: [2, 3] }', '!*evolution: { supersedes: [1], clusters: [\'2\', \'3\'] }']);
    assert.deepEqual(fixes(id, '{ "tags": [1, "\\u0061b"] }'), ['!*{ "tags": ["1", "\\u0061b"] }']);
  });

  it('tells items of another kind beside them, and only what is nothing goes', () => {
    const text = 'tags:\n  - ~\n  - 8\n  - null\n  - [a]\n  - 9';
    assert.deepEqual(said(id, text), ['~: “tags[0]” must be a string, and ~ is nothing.', '8: “tags[1]” must be a string, and 8 is a number.', '[a]: “tags[3]” must be a string, and this is a list.']);
    assert.deepEqual(fixes(id, text), ['*tags:\n  - 8\n  - null\n  - [a]\n  - 9', '!*tags:\n  - ~\n  - \'8\'\n  - null\n  - [a]\n  - \'9\'']);
    assert.deepEqual(titles(id, text), ['Remove the empty item', 'Put it in quotes']);
    assert.deepEqual(fixes(id, '{ "tags": [null, 1], "sectors": [null] }'), ['*{ "tags": [1], "sectors": [null] }', '!*{ "tags": [null, "1"], "sectors": [null] }', '*{ "tags": [null, 1], "sectors": [] }']);
    assert.deepEqual(said(id, 'tags: ~\ndescription:'), []);
  });

  it('puts no quotes round what should be a map', () => {
    const text = 'evolution: { milestones: [2024, ~, 2025] }';
    assert.deepEqual(said(id, text), ['2024: “evolution.milestones[0]” must be a map, and 2024 is a number.', '~: “evolution.milestones[1]” must be a map, and ~ is nothing.']);
    assert.deepEqual(fixes(id, text), ['*evolution: { milestones: [2024, 2025] }']);
  });

  it('leaves a number that no score can be to the rule on scores', () => {
    const scored = (score: string) => said(id, `analysis: { market: { score: ${score} } }`).map(each => each.replace(/^.*, and /, ''));
    for (const score of ['60', '60.5', '-1', '101', '"101"', '"-5"', '"60.5"', '~']) assert.deepEqual(scored(score), [], score);
    assert.deepEqual(['"0"', '"100"', '" 60 "', 'eighty', '""', 'true', '[60]'].map(scored), [
      ['"0" is a string.'], ['"100" is a string.'], ['" 60 " is a string.'], ['eighty is a string.'], ['"" is a string.'], ['true is a boolean.'], ['this is a list.'],
    ]);
    assert.deepEqual(said(id, 'analysis: { market: { label: 150 } }'), ['150: “analysis.market.label” must be a string, and 150 is a number.']);
    assert.deepEqual(said(id, 'year: 2020.5'), ['2020.5: “year” must be an integer, and 2020.5 is a number.']);
    assert.deepEqual(fixes(id, 'analysis: { market: { score: "" } }'), ['*analysis: { market: {} }']);
  });

  it('takes figures for a number where nothing else stands beside them, and asks where a unit does', () => {
    const year = (value: string) => fixes(id, `year: ${value}`);
    assert.deepEqual(['" 2024 "', '２０２４', '"2024"', '"2024年"', '"２０２４ 年"'].map(year), [['!*year: 2024'], ['!*year: 2024'], ['!*year: 2024'], ['*year: 2024'], ['*year: 2024']]);
    for (const value of ['true', '[2024]', '{ a: 2024 }', '{}', '2020.5', '"1e400"', '"2024 - 2025"', 'soon']) assert.deepEqual(year(value), [], value);
  });

  it('makes a score of a number in place of a dimension, and nothing of other values', () => {
    assert.deepEqual(fixes(id, 'analysis: { market: 60, mrv: "60", statutory: [], strategic: [60] }'), [
      '*analysis: { market: { score: 60 }, mrv: "60", statutory: [], strategic: [60] }', '!*analysis: { market: 60, mrv: "60", statutory: {}, strategic: [60] }',
    ]);
    assert.deepEqual(fixes(id, 'analysis: 60'), []);
    assert.deepEqual(titles(id, 'analysis: { market: 60 }'), ['Make it the score of the dimension']);
  });

  it('makes an empty value of the right kind, a list of one text and a text of a list of one', () => {
    assert.deepEqual(fixes(id, 'evolution: { clusters: {}, milestones: "", supersedes: text, consolidatedFrom: 5 }'), [
      '!*evolution: { clusters: [], milestones: "", supersedes: text, consolidatedFrom: 5 }', '!*evolution: { clusters: {}, milestones: [], supersedes: text, consolidatedFrom: 5 }',
      '!*evolution: { clusters: {}, milestones: "", supersedes: [text], consolidatedFrom: 5 }', '!*evolution: { clusters: {}, milestones: "", supersedes: text, consolidatedFrom: [\'5\'] }',
    ]);
    assert.deepEqual(['evolution: { clusters: {} }', 'impactAnalysis: []', 'interpretation: []', 'year: {}'].map(text => titles(id, text)), [['Make it an empty list'], ['Make it an empty map'], ['Make it an empty string'], []]);
    assert.deepEqual([fixes(id, 'description: [a]'), fixes(id, 'description: [a, b]'), fixes(id, 'description: [1]')], [['!*description: a'], [], []]);
    assert.deepEqual(fixes(id, 'description: 0o14'), ['!*description: \'0o14\'']);
  });

  it('shows what fits a line', () => {
    assert.deepEqual(said(id, `year: ${'a'.repeat(40)}`), [`${'a'.repeat(40)}: “year” must be an integer, and ${'a'.repeat(40)} is a string.`]);
    assert.deepEqual(said(id, `year: ${'a'.repeat(41)}`), [`${'a'.repeat(41)}: “year” must be an integer, and ${'a'.repeat(39)}… is a string.`]);
    assert.deepEqual(said(id, 'description:\n  - a\n  - b'), ['- a: “description” must be a string, and this is a list.']);
    assert.deepEqual(said(id, '- a\n- b'), ['- a: The frontmatter must be a map of fields, and this is a list.']);
    assert.deepEqual(said(id, 'text'), ['text: The frontmatter must be a map of fields, and this is a string.']);
  });
});

describe('missing-field', () => {
  const id = 'missing-field';
  const whole: Readonly<Record<string, string>> = {
    id: 'example', title: '示例', country: '中国', year: '2024', status: '现行', category: '法律监管', reviewStatus: 'draft', pubDate: '"2024-10-01"', legalWeight: '""', source: '""', url: '""',
    provenance: '{}', analysis: '{}', regulatory: '{}',
  };
  /** A record without some fields, and with others at its end. */
  const but = (without: readonly string[], more = '') => [...Object.entries(whole).filter(([key]) => !without.includes(key)).map(([key, value]) => `${key}: ${value}`), ...more ? [more] : []].join('\n');
  const told = (without: readonly string[], more = '', ...others: readonly File[]) => findingsOf(id, front(but(without, more)), ...others).map(({ severity, path }) => `${severity} ${path.join('.')}`);

  it('asks nothing of what has no fields', () => {
    for (const text of ['- a', '{}', 'text', '', '[]']) assert.deepEqual(said(id, text), [], text);
    assert.deepEqual(told([]), []);
  });

  it('does not miss an analysis whose dimensions stand beside it', () => {
    assert.deepEqual(told(['analysis'], 'market: { score: 1 }'), []);
    assert.deepEqual(told(['analysis'], 'impactAnalysis: { score: 1 }'), ['warning analysis']);
    assert.deepEqual(told(['source'], 'market: { score: 1 }'), ['warning source']);
  });

  it('only points out the pillars of a policy that is not regulatory', () => {
    assert.deepEqual(told(['regulatory']), ['warning regulatory']);
    assert.deepEqual(told(['regulatory', 'category'], 'category: 经济激励'), ['information regulatory']);
    assert.deepEqual(told(['regulatory', 'category'], 'category: 经济激励\nregulatory: { co2_definition: 废物 }'), ['information regulatory.pore_space_rights']);
    assert.deepEqual(told(['regulatory'], 'regulatory: { co2_definition: 废物 }'), ['warning regulatory.pore_space_rights']);
    assert.deepEqual(told(['source', 'category'], 'category: 经济激励'), ['warning source']);
    assert.deepEqual(told(['id', 'title', 'country']), ['error id', 'error title', 'error country']);
  });

  it('fills in what is known, else an empty text; a number and a map are not made up', () => {
    assert.deepEqual(titles(id, but(['year', 'pubDate'])), ['Insert an empty “pubDate”']);
    assert.deepEqual(titles(id, but(['provenance'])), ['Insert “provenance”']);
    assert.deepEqual(titles(id, but(['title', 'url'])), ['Insert an empty “title”', 'Insert an empty “url”']);
    const en: File = { file: 'en/example.md', text: front('id: example\nstatus: Active\nanalysis: { market: { score: 3 } }') };
    assert.deepEqual(titles(id, but(['status', 'analysis']), en), ['Insert “status” from the English file', 'Insert “analysis” from the English file', 'Insert the five dimensions without scores']);
    assert.deepEqual(findingsOf(id, front(but(['status', 'analysis'])), en).flatMap(({ fixes: offered }) => offered.map(({ title, preferred }) => [title.zh, preferred])), [['按英文文件补上“status”', true], ['按英文文件补上“analysis”', true], ['补上五个待评分的维度', undefined]]);
    const { record: made, world } = libraryOf([{ file: 'en/example.md', text: front(but(['year'])) }, { file, text: front('id: example\nyear: 2021') }]);
    assert.ok(made);
    assert.deepEqual(check(made, world, throwing, rules.filter(rule => rule.id === id)).flatMap(({ fixes: offered }) => offered.map(({ title }) => [title.zh, title.en])), [['按中文文件补上“year”', 'Insert “year” from the Chinese file']]);
    assert.deepEqual(fixes(id, but(['provenance'])), [`*${but(['provenance'], 'provenance:\n  author: \'\'\n  lastAuditDate: \'\'\n  reviewer: \'\'')}`]);
  });

  it('writes new keys in the order of the alphabet where those of the record stand in it', () => {
    const pillarsIn = (text: string) => fixes(id, text).flatMap(after => [...after.matchAll(/\w+_\w+/g)].map(([key]) => key));
    const sorted = Object.keys(whole).filter(key => key !== 'regulatory').sort().map(key => `${key}: ${whole[key] ?? ''}`).join('\n');
    assert.deepEqual(pillarsIn(sorted), ['co2_definition', 'cross_border_rules', 'financial_assurance', 'liability_period', 'liability_transfer', 'permitting_lead_time', 'pore_space_rights']);
    assert.match(fixes(id, sorted.replace('source: ""\n', ''))[0] ?? '', /draft\nsource: ''\nstatus/);
    assert.deepEqual(pillarsIn(but(['regulatory'])), ['pore_space_rights', 'liability_transfer', 'liability_period', 'financial_assurance', 'permitting_lead_time', 'co2_definition', 'cross_border_rules']);
  });

  it('completes pillars that are begun', () => {
    const text = 'regulatory: { co2_definition: a, pore_space_rights: a, liability_transfer: , liability_perod: a, financial_assurance: a, permitting_lead_time: a }';
    assert.deepEqual(said(id, but(['regulatory'], text)), ['regulatory: “regulatory” lacks required field: cross_border_rules.']);
    assert.deepEqual(fixes(id, but(['regulatory'], text)), [`*${but(['regulatory'], text.replace('pore', 'cross_border_rules: \'\', pore'))}`]);
    for (const regulatory of ['text', '{ own: 1 }', '[a]', '']) assert.deepEqual(told(['regulatory'], `regulatory: ${regulatory}`), [], regulatory);
    assert.deepEqual(said(id, but(['regulatory'], 'regulatory: { co2_definition: a, pore_space_rights: a, liability_transfer: a, liability_period: a, financial_assurance: a }')), ['regulatory: “regulatory” lacks required fields: permitting_lead_time, cross_border_rules.']);
  });
});

describe('missing-dimension', () => {
  const id = 'missing-dimension';
  const scored = (...names: readonly string[]) => `analysis: { ${names.map(name => `${name}: { score: 1 }`).join(', ')} }`;
  const lacks = (text: string) => said(id, text).map(each => each.replace(/^.* lacks /, '').replaceAll(/ \(.*?\)/g, ''));
  const stub = '{ citation: \'\', evidence: \'\', label: \'\' }';

  it('counts a dimension that stands beside the analysis, under its old name or with a slip', () => {
    const four = ['incentive', 'statutory', 'market', 'strategic'];
    assert.deepEqual(said(id, scored(...four)), ['analysis: analysis lacks mrv (MRV & data governance).']);
    assert.deepEqual(lacks(`${scored(...four)}\nmrv: { score: 1 }`), []);
    assert.deepEqual(lacks(`${scored(...four)}\nmrv: 5`), ['mrv.']);
    assert.deepEqual(lacks(scored(...four, 'technical')), []);
    assert.deepEqual(lacks(scored('incentive', 'statutory', 'market', 'strategik', 'mrv')), []);
    assert.deepEqual(lacks(scored('incentive', 'statutory', 'markt')), ['strategic, mrv.']);
  });

  it('takes loose parts of a dimension for the only one that is missing', () => {
    assert.deepEqual(lacks('analysis: { incentive: {}, statutory: {}, market: {}, mrv: {}, score: 5 }'), []);
    assert.deepEqual(lacks('analysis: { incentive: {}, statutory: {}, market: {}, score: 5 }'), ['strategic, mrv.']);
    assert.deepEqual(lacks('analysis: { incentive: {}, statutory: {}, market: {}, mrv: {}, own: 5 }'), ['strategic.']);
    for (const text of ['analysis: text', 'analysis:', 'analysis: { own: 1 }', 'title: 税', '- a']) assert.deepEqual(lacks(text), [], text);
  });

  it('inserts each at its place', () => {
    assert.deepEqual(fixes(id, scored('market', 'mrv')), [`*analysis: { incentive: ${stub}, market: { score: 1 }, mrv: { score: 1 }, statutory: ${stub}, strategic: ${stub} }`]);
    assert.deepEqual(fixes(id, scored('mrv', 'market')), [`*analysis: { incentive: ${stub}, statutory: ${stub}, mrv: { score: 1 }, market: { score: 1 }, strategic: ${stub} }`]);
    assert.deepEqual(fixes(id, scored('market')), [`*analysis: { incentive: ${stub}, statutory: ${stub}, market: { score: 1 }, strategic: ${stub}, mrv: ${stub} }`]);
    assert.deepEqual(fixes(id, scored('incentive', 'liability')), [`*analysis: { incentive: { score: 1 }, liability: { score: 1 }, market: ${stub}, mrv: ${stub}, statutory: ${stub}, strategic: ${stub} }`]);
    assert.deepEqual(fixes(id, scored('liability', 'incentive')), [`*analysis: { liability: { score: 1 }, incentive: { score: 1 }, statutory: ${stub}, market: ${stub}, strategic: ${stub}, mrv: ${stub} }`]);
    assert.deepEqual(fixes(id, scored('incentive', 'incentive')), [`*analysis: { incentive: { score: 1 }, incentive: { score: 1 }, market: ${stub}, mrv: ${stub}, statutory: ${stub}, strategic: ${stub} }`]);
  });

  it('takes from the twin what it has', () => {
    const twin = (analysis: string): File => ({ file: 'en/example.md', text: front(`analysis: ${analysis}`) });
    assert.deepEqual(fixes(id, scored('market', 'mrv'), twin('{ incentive: { score: 9 }, statutory: , market: { score: 3 } }')), [
      `*analysis: { incentive: { score: 9 }, market: { score: 1 }, mrv: { score: 1 }, statutory: ${stub}, strategic: ${stub} }`,
      `analysis: { incentive: ${stub}, market: { score: 1 }, mrv: { score: 1 }, statutory: ${stub}, strategic: ${stub} }`,
    ]);
    assert.deepEqual(titles(id, scored('market'), twin('{ statutory: , market: { score: 3 } }')), ['Insert them without scores']);
  });
});

describe('alias-in-record', () => {
  const id = 'alias-in-record';

  it('leaves nothing in a list where an anchor stood on nothing, and no hole', () => {
    assert.deepEqual(fixes(id, 'tags: [b, &x, c]'), ['!*tags: [b, null, c]']);
    assert.deepEqual(fixes(id, 'tags: [ &x ]'), ['!*tags: [ null ]']);
    assert.deepEqual(fixes(id, '{ id: &x, tags: [&y a] }'), ['!*{ id:, tags: [&y a] }', '!*{ id: &x, tags: [a] }']);
  });
  const after = (text: string) => fixes(id, text);

  it('takes an anchor away with one side’s blanks', () => {
    const without: Readonly<Record<string, string>> = {
      'a: &x   1': 'a: 1', 'a: &x\tb': 'a: b', 'a: &x   # why\n  p: 1': 'a: # why\n  p: 1', 'a: &x\n  p: 1': 'a:\n  p: 1', 'a: &x  \n  p: 1': 'a:  \n  p: 1', 'a:   &x\n  p: 1': 'a:\n  p: 1', 'a: &x\nb: 1': 'a:\nb: 1',
      'l:\n  - &x a\n  - b': 'l:\n  - a\n  - b', 'l:\n  - &x\n    b: 1': 'l:\n  -\n    b: 1', '&k key: 1\nb: 2': 'key: 1\nb: 2', 'a:\n  &x\n  b: 1': 'a:\n  \n  b: 1', 'a: { b: &x }': 'a: { b: }', 'a: [b, &x c]': 'a: [b, c]',
    };
    for (const [text, left] of Object.entries(without)) assert.deepEqual(after(text), [`!*${left}`], text);
    assert.deepEqual(after('aa: b\na:   &x\n  p: 1'), ['!*aa: b\na:\n  p: 1']);
    assert.deepEqual(after(`a:   &x\n  p: ${'y'.repeat(200)}`), [`!*a:\n  p: ${'y'.repeat(200)}`]);
    assert.deepEqual(after('a: &x\r\n  p: 1'), ['!*a:\r\n  p: 1']);
  });

  it('names the field of an anchor', () => {
    const text = 'a: b\nc:\n  d: &x 1\n  e: { f: &y 2, g: 3 }\nh: &z 4\ni: { j: 5 }';
    assert.deepEqual(findingsOf(id, front(text)).map(({ path, message }) => `${path.join('.')} ${message.en}`), ['x', 'y', 'z'].map((name, i) => `${['c.d', 'c.e.f', 'h'][i] ?? ''} Nothing refers to the anchor &${name}.`));
  });

  it('writes values as they have to be written where they stand', () => {
    assert.deepEqual(after('a: &x "p, q"\nb: [*x, { c: *x }]\nd: *x'), Array<string>(3).fill('!*a: "p, q"\nb: [\'p, q\', { c: \'p, q\' }]\nd: p, q'));
    assert.deepEqual(after('{ \'a\': &x \'p\', \'b\': *x, }'), ['!*{ \'a\': \'p\', \'b\': \'p\', }']);
    assert.deepEqual(after('a: &x\n  - 1\nb:\n  c: *x\nd: [*x]'), Array<string>(2).fill('!*a:\n  - 1\nb:\n  c:\n    - 1\nd: [[1]]'));
    assert.deepEqual(after('a: &x "p, q"\nb:\n  c: [*x]'), ['!*a: "p, q"\nb:\n  c: [\'p, q\']']);
    assert.deepEqual(after('a: &x [1]\nb: &y 2\nc: { d: *x, e: *y }'), ['!*a: [1]\nb: &y 2\nc: { d: [1], e: *y }', '!*a: &x [1]\nb: 2\nc: { d: *x, e: 2 }']);
  });

  it('points at the last anchor of the name before an alias', () => {
    const text = front('a: &x 1\nb: &x 2\nc: *x\nd: &x 3');
    assert.deepEqual(findingsOf(id, text).map(({ related }) => related.map(each => 'span' in each ? text.slice(each.span.start - 3, each.span.end) : '')), [['b: &x']]);
    assert.deepEqual(after('a: &x 1\nb: &x 2\nc: *x\nd: &x 3'), ['!*a: 1\nb: 2\nc: 2\nd: 3']);
  });

  it('lets an anchor stay that others need', () => {
    const text = 'p: &x { a: 1 }\nq: &y { b: 1 }\nr: *x\ns: { <<: [*x, *y] }\nt: *y';
    assert.deepEqual(after(text), [
      '!*p: { a: 1 }\nq: &y { b: 1 }\nr:\n  a: 1\ns: { a: 1, b: 1 }\nt: *y', '!*p: { a: 1 }\nq: { b: 1 }\nr:\n  a: 1\ns: { a: 1, b: 1 }\nt:\n  b: 1', '!*p: &x { a: 1 }\nq: { b: 1 }\nr: *x\ns: { a: 1, b: 1 }\nt:\n  b: 1',
    ]);
    assert.deepEqual(titles(id, text), ['Write the value in all 2 places', 'Write the value in all 3 places', 'Write the value in all 2 places']);
    assert.deepEqual(said(id, text).map(each => each.split(':')[0]), ['*x', '<<', '*y']);
  });

  it('merges by hand, each map by itself', () => {
    assert.deepEqual(after('a: { <<: { p: 1 } }\nb: { <<: { q: 2 } }'), ['!*a: { p: 1 }\nb: { <<: { q: 2 } }', '!*a: { <<: { p: 1 } }\nb: { q: 2 }']);
    assert.deepEqual(after('a: &x { p: 1 }\nb: { <<: [*x, { p: 2, q: 3 }], r: 4 }'), ['!*a: { p: 1 }\nb: { p: 1, q: 3, r: 4 }']);
    for (const text of ['a: { <<: }', 'a: { <<: [] }', 'a: &x { p: 1 }\nb: { <<: [*x, text] }']) assert.deepEqual([after(text), said(id, text).length], [[], 1], text);
    assert.deepEqual(after('a: &x { <<: { c: 1 }, p: 1 }\nb: { <<: *x }'), ['!*a: &x { c: 1, p: 1 }\nb: { <<: *x }']);
    for (const text of ['"<<": { a: 1 }\nb: &b_ 1', '\'<<\': 1\nb: &b_ 1', '"*b_": 1\nb: &b_ 1', 'a*b_: 1\nb: &b_ 1', 'a: { "*b_": 1 }\nb: &b_ 1']) assert.deepEqual(said(id, text), ['&b_: Nothing refers to the anchor &b_.'], text);
  });

  it('mends none of the uses where one cannot be mended', () => {
    assert.deepEqual(said(id, 'a: &kk k\n*kk : 2\nb: *kk').map(each => each.split(':')[0]), ['*kk', '*kk']);
    assert.deepEqual(after('a: &kk k\n*kk : 2\nb: *kk'), []);
    assert.deepEqual([after('a: &x 1\nb: *x\nb: 2'), after('a: &x 1\nb: 2\nb: *x')], [['!*a: 1\nb: 1\nb: 2'], []]);
    const many = (count: number) => findingsOf(id, front(`a: &x 1\nb: [${Array<string>(count).fill('*x').join(', ')}]`)).filter(({ fixes: offered }) => offered.length > 0).length;
    assert.deepEqual([many(40), many(41)], [40, 0]);
  });
});

describe('syntax-error', () => {
  const id = 'syntax-error';
  /** The first repair of each problem with its title; `-` where none is offered. */
  const repairs = (text: string) => findingsOf(id, front(text)).map(({ fixes: [fix] }) => fix ? `${fix.safe ? '!' : ''}${fix.title.en}: ${inner(fixed(front(text), record(front(text)).uri, fix))}` : '-');

  it('offers a repair that works', () => {
    assert.deepEqual(repairs('{ "a": "x" "c": 1 }'), ['!Insert ,: { "a": "x", "c": 1 }']);
    assert.deepEqual(repairs('{ "provenance": : { "reviewer": "a" } }'), ['!Remove :: { "provenance": { "reviewer": "a" } }']);
    assert.deepEqual(repairs('{ "title": "封存"封存条例" }'), ['!Escape the quotes within the text: { "title": "封存\\"封存条例" }']);
    assert.deepEqual(repairs('{ "title": "甲"乙"丙" }'), ['!Escape the quotes within the text: { "title": "甲\\"乙\\"丙" }']);
    assert.deepEqual(repairs('id: example\n\ttitle: 示例'), ['!Replace the tab with spaces: id: example\ntitle: 示例']);
    assert.deepEqual(repairs('title: e: 封存\t令'), ['!Put the value in quotes: title: \'e: 封存\t令\'']);
    assert.deepEqual(repairs('title: b\ntags:[ a ]'), ['!Insert a blank: title: b\ntags: [ a ]']);
  });

  it('offers none that makes it no better', () => {
    assert.deepEqual(repairs('{][ "url": "" }'), ['-']);
    assert.deepEqual(repairs('{ "ur\\l": ": "" }'), ['-']);
    assert.deepEqual(repairs('{ "title": "碳核算框架, "year": 201 }'), ['-']);
    assert.deepEqual(repairs('{ "a": "x" b, "c": 1 }'), ['-']);
    assert.deepEqual(repairs('{ "a": 1 b: 2 }'), ['-']);
  });

  it('runs none in bulk that leaves its line or what follows wrong', () => {
    assert.deepEqual(repairs('{[ "url":} "" }'), ['Insert ]: {[ "url"]:} "" }']);
    assert.deepEqual(repairs('{[ "url": "" "" }'), ['Insert ]: {[ "url": "" ""] }']);
    assert.deepEqual(repairs('{ "id": :"eu-ccs-directive"ve" }'), ['Remove :: { "id":"eu-ccs-directive"ve" }']);
    assert.deepEqual(repairs('{ "a": 1, "b": { "c: [1, \n2]  }'), ['Insert }: { "a": 1, "b": { "c: [1, \n2]  }\n}']);
    assert.deepEqual(repairs('{a: b\nc:\n  - d\n  -"e"\nf: { g: 1 }'), ['Insert }: {a: b\nc:\n  - d\n  -"e"\nf: { g: 1 }\n}', '-', '-']);
    assert.deepEqual(repairs(' "a": 1, "b": { "c": [1, 2] } }\n-}'), ['-', '-']);
    assert.deepEqual(findingsOf(id, front('{ "id": :"a"b" }')).flatMap(({ fixes: offered }) => offered.map(({ title }) => [title.zh, title.en])), [['去掉 :', 'Remove :']]);
    assert.deepEqual(repairs('id:" eample\ntitle: 示例'), ['Insert a blank: id: " eample\ntitle: 示例', '-']);
    assert.deepEqual(repairs('{ "pubDate"\n: "2024-10-01 }'), ['Insert }: { "pubDate"\n: "2024-10-01 }\n}', '!Insert ": { "pubDate"\n: "2024-10-01 }"']);
  });

  it('repairs the first twenty problems of a text', () => {
    const found = findingsOf(id, front(`{ ${Array.from({ length: 24 }, (_, i) => `"k${i}": "x"\n`).join('')} }`));
    assert.deepEqual(found.map(({ fixes: offered }) => offered.length), [...Array<number>(20).fill(1), 0, 0, 0]);
  });
});

describe('the narrative', () => {
  const narrative = (body: string) => narrativeOf(record(`---\nid: a\n---\n${body}`));

  it('hides comments and keeps every place', () => {
    assert.equal(narrative('正文 <!-- 甲 -->乙<!-- 丙'), `正文 ${' '.repeat(10)}乙${' '.repeat(6)}`);
    assert.equal(narrative('<!--\n-->\r\n<!---->c'), '    \n   \r\n       c');
    assert.equal(narrative('<!--> a --> b'), `${' '.repeat(11)} b`);
    assert.equal(narrative('--> a <!-- b --> c'), `--> a ${' '.repeat(10)} c`);
  });

  it('knows headings', () => {
    const words: readonly (readonly [string, string | undefined])[] = [
      ['# 概述', '概述'], ['###### a', 'a'], ['####### a', undefined], ['   ## a  b ##', 'a  b'], ['    # a', undefined], ['a # b', undefined], ['#a', undefined], ['#  a', 'a'], ['# a ', 'a'], ['# a # b', 'a # b'], ['# C#', 'C#'], ['# a ###', 'a'], ['#', undefined], ['x# a', undefined],
    ];
    for (const [line, heading] of words) assert.equal(headingIn(line), heading, line);
    assert.deepEqual(leadingHeadings('\n  \n# a\r\n\r\n## b\rtext\n# c'), ['a', 'b']);
  });

  it('opens with its first whole sentences', () => {
    const openings: readonly (readonly [string, number, string | undefined])[] = [
      ['# 概述\n\n第一句。第二句。', 4, '第一句。'], ['第一句。第二句。', 8, '第一句。第二句。'], ['第一句。第二句。', 3, undefined], ['没有句号', 100, undefined],
      ['One act. Two acts.', 8, 'One act.'], ['One act. Two acts.', 18, 'One act. Two acts.'],
      ['Art. 5 holds. It ends.', 15, 'Art. 5 holds.'], ['See (No. Five) here. So.', 100, 'See (No. Five) here. So.'], ['See (No. Five) here', 100, undefined], ['The U.S. Congress met', 100, undefined], ['The U.S.A. Congress met', 100, undefined], ['By J. Smith', 100, undefined], ['J. Smith', 100, undefined],
      ['It costs approx. Ten', 100, undefined], ['An Inc. Then', 100, undefined], ['xNo. Then', 100, 'xNo.'], ['Act a. Then', 100, 'Act a.'], ['It rose. $5 more', 100, undefined], ['It rose. 5 more', 100, undefined], ['It rose. and', 100, undefined], ['It rose.  “and', 100, undefined], ['It rose. (And', 100, 'It rose.'], ['It rose.', 100, 'It rose.'], ['It rose! and', 100, 'It rose!'], ['It rose? 5', 100, 'It rose?'],
      ['A **bold. Not** one. Two.', 12, undefined], ['A **bold. Not** one. Two.', 100, 'A **bold. Not** one. Two.'], ['**A** b. C', 100, '**A** b.'],
      ['第一行\n第二行。', 100, '第一行第二行。'], ['one\ntwo.', 100, 'one two.'], ['有 a\nb。', 100, '有 a b。'], ['one \n  two.', 100, 'one two.'], ['one.\n\n## Two\nthree.', 100, 'one.'], ['one\n# Two\nthree.', 100, undefined], ['one.\n- two.', 100, 'one.'], ['One.\n \nTwo.', 100, 'One. Two.'], ['甲。\n\n乙。', 100, '甲。乙。'],
    ];
    for (const [text, most, opening] of openings) assert.equal(openingOf(text, most), opening, text);
    assert.equal(openingOf('Under the act No longer than this. Then', 100), 'Under the act No longer than this.');
  });
});
