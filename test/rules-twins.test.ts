import assert from 'node:assert/strict';
import { textOf } from '../server/base/span.ts';
import { corpusOf } from '../server/record/corpus.ts';
import { factsOf } from '../server/record/facts.ts';
import { assessedIn, isBoilerplate, isGenericLabel, leaveUnscored, twinsText } from '../server/rules/evidence.ts';
import { libraryOf, uriIn, type File } from '../server/rules/library.ts';
import { entering } from '../server/rules/lost-record.ts';
import { migration } from '../server/rules/migration.ts';
import type { Finding, Fix, Rule } from '../server/rules/rule.ts';
import { check } from '../server/rules/run.ts';
import { sharedUrl } from '../server/rules/shared-url.ts';
import { twinDisagrees } from '../server/rules/twin-disagrees.ts';
import { fieldsAt } from '../server/schema/describe.ts';
import { placeholders } from '../server/schema/knowledge.ts';
import { afterFix, fixed, record } from './fixture.ts';

const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };
/** Frontmatter stands without its fences. */
const file = (name: string, front: string, body = ''): File => ({ file: name, text: name.endsWith('.json') ? front : `---\n${front}\n---\n${body}` });
const findingsIn = (rule: Rule, files: readonly File[]): readonly Finding[] => {
  const { record: made, world } = libraryOf(files);
  assert.ok(made);
  return check(made, world, throwing, [rule]);
};
const pair = (zh: string, en: string, ...more: readonly File[]): readonly File[] => [file('zh/a.md', zh), file('en/a.md', en), ...more];
/** What is told of the Chinese file, each with the text it points at. */
const told = (...files: readonly File[]): readonly string[] => findingsIn(twinDisagrees, files).map(({ span, message }) => `${textOf(files[0]?.text ?? '', span)} | ${message.en}`);
const fixesOf = (...files: readonly File[]): readonly Fix[] => findingsIn(twinDisagrees, files).flatMap(({ fixes }) => fixes);
const after = (files: readonly File[], fix: Fix | undefined, name = 'zh/a.md'): string => {
  assert.ok(fix);
  return afterFix(files, fix).find(each => each.file === name)?.text.replace(/^---\n|\n---\n$/g, '') ?? '';
};

describe('facts that two files tell differently', () => {
  it('are shown by their ends where their beginnings are alike', () => {
    const url = (end: string) => `https://www.example.org/${'section/'.repeat(10)}${end}`;
    assert.deepEqual(told(...pair(`{ "url": "${url('a.pdf ')}" }`, `{ "url": "${url('b.pdf')}" }`)).map(each => each.split(' | ')[1]), [
      `“url” differs from the English file: “…${url('a.pdf').slice(-50)}” ≠ “…${url('b.pdf').slice(-50)}”.`,
    ]);
    assert.match(told(...pair('{ "legalWeight": "Primary Legislation" }', '{ "legalWeight": "Departmental Rules" }'))[0] ?? '', /: “Primary Legislation” ≠ “Departmental Rules”\.$/);
  });

  it('are told of a list that says nothing yet as of none', () => {
    for (const none of ['', '""', '"", " "']) {
      const [found, ...more] = findingsIn(twinDisagrees, pair('{ "evolution": { "supersedes": ["x"] } }', `{ "evolution": { "supersedes": [${none}] } }`));
      assert.deepEqual([found?.related[0]?.message, more], [{ zh: '英文版没有写。', en: 'The English file says nothing of it.' }, []]);
    }
  });

  it('are told of lists by what is only in one of them, five names at most', () => {
    const of = (here: readonly string[], there: readonly string[]) => findingsIn(twinDisagrees, pair(JSON.stringify({ relatedFacilities: here }), JSON.stringify({ relatedFacilities: there }))).map(({ message }) => [message.zh, message.en]);
    const six = ['1', '2', '3', '4', '5', '6', '7'];
    assert.deepEqual(of([...six, '9'], ['9']), [['“relatedFacilities”与英文版不一致：只在这里的有 “1”、“2”、“3”、“4”、“5”等 7 项。', '“relatedFacilities” differs from the English file: “1”, “2”, “3”, “4”, “5” and 2 more only here.']]);
    assert.deepEqual(of(['9'], [...six.slice(0, 5), '9']), [['“relatedFacilities”与英文版不一致：只在英文版的有 “1”、“2”、“3”、“4”、“5”。', '“relatedFacilities” differs from the English file: “1”, “2”, “3”, “4”, “5” only there.']]);
    assert.deepEqual(of(['1', '9'], ['2', '9']), [['“relatedFacilities”与英文版不一致：只在这里的有 “1”；只在英文版的有 “2”。', '“relatedFacilities” differs from the English file: “1” only here; “2” only there.']]);
  });

  it('are shown where they stand, or where they would', () => {
    const facilities = 'relatedFacilities: ["1"]';
    assert.deepEqual(told(...pair('title: x', facilities)), ['--- | “relatedFacilities” differs from the English file: “1” only there.']);
    assert.deepEqual(told(...pair('relatedFacilities:', facilities)), ['relatedFacilities | “relatedFacilities” differs from the English file: “1” only there.']);
    assert.deepEqual(told(...pair('relatedFacilities: ["2"]', facilities)), ['["2"] | “relatedFacilities” differs from the English file: “2” only here; “1” only there.']);
    assert.deepEqual(told(...pair('relatedFacilities:\n  - "2"\n  - "3"', facilities)).map(each => each.split(' | ')[0]), ['relatedFacilities']);
    const [successor, newer] = ['evolution:\n  supersededBy: b', file('zh/b.md', 'id: b')];
    assert.deepEqual(told(...pair('evolution:\n  clusters: [x]', successor, newer)), ['clusters: [x] | “evolution.supersededBy” differs from the English file: nothing here, “b” there.']);
    assert.deepEqual(told(...pair('evolution:\n  supersededBy:\n  clusters: [x]', successor, newer)).map(each => each.split(' | ')[0]), ['supersededBy']);
  });

  it('are not compared where a value breaks off', () => {
    const [zh, en] = [['"category": "市场机制"', '"country": "挪威"', '"status": "现行"', '"year": 2020', '"reviewStatus": "draft"', '"legalWeight": "Primary Legislation"', '"relatedFacilities": ["1"]', '"evolution": { "supersedes": ["a"] }'],
      '{ "category": "Regulatory", "country": "Japan", "status": "Planned", "year": 2021, "reviewStatus": "verified", "legalWeight": "Departmental Rules", "relatedFacilities": ["2"], "evolution": { "supersedes": ["b"] }, "provenance": { "author": "Li Wei" } }'];
    assert.deepEqual(told(...pair(`{\n${zh.join(',\n')},\n"provenance": { "author": "Wu" }\n}`, en)).map(each => each.slice(0, 42)), ['--- | 9 facts differ from the English file']);
    assert.equal(told(...pair(`{\n${zh.join(',\n')},\n"provenance": { "author": "Wu\n}`, en)).length, 7);
  });

  it('are left to the rule that says what is wrong with them', () => {
    const paths = (...files: readonly File[]) => findingsIn(twinDisagrees, files).map(({ path }) => path.join('.'));
    const evolution = (text: string) => `{ "evolution": { ${text} } }`;
    const [b, c] = [file('zh/b.md', 'id: b'), file('zh/c.md', 'id: c')];
    assert.deepEqual(paths(...pair(evolution('"supersededBy": "b"'), evolution('"supersededBy": "c"'), b, c)), ['evolution.supersededBy']);
    assert.deepEqual(paths(...pair(evolution('"supersededBy": " b "'), evolution('"supersededBy": "c"'), b, c)), ['evolution.supersededBy']);
    assert.deepEqual(paths(...pair(evolution('"supersededBy": "gone"'), evolution('"supersededBy": "c"'), b, c)), []);
    assert.deepEqual(paths(...pair(evolution('"supersededBy": "gone"'), evolution('"supersededBy": "c"'), file('policy-records.json', '{ "historicalIds": ["gone"] }'))), ['evolution.supersededBy']);
    assert.deepEqual(paths(...pair(evolution('"supersededBy": "gone"'), evolution('"supersededBy": ""'))), ['evolution.supersededBy']);
    assert.deepEqual(paths(...pair(evolution('"supersededBy": ""'), evolution('"supersededBy": "c"'))), ['evolution.supersededBy']);
    assert.deepEqual(paths(...pair(evolution('"supersededBy": 5'), evolution('"supersededBy": "c"'))), ['evolution.supersededBy']);
    assert.deepEqual(paths(...pair(evolution('"supersedes": ["gone", "b"]'), evolution('"supersedes": ["c"]'), b, c)), ['evolution.supersedes']);
    assert.deepEqual(paths(...pair(evolution('"supersedes": ["gone"]'), evolution('"supersedes": ["c"]'), b, c)), []);
    assert.deepEqual(paths(...pair(evolution('"supersedes": ["gone"]'), evolution('"supersedes": []'))), ['evolution.supersedes']);
    const ids = (zh: string) => paths(...pair(`{ "id": ${zh} }`, '{ "id": "other" }'));
    assert.deepEqual([ids('"a"'), ids('"b"'), ids('5'), ids('"A b"')], [['id'], [], [], []]);
    const years = (pubDate: string) => paths(...pair(`{ "pubDate": "${pubDate}", "year": 2023 }`, '{ "year": 2024 }'));
    assert.deepEqual([years('2024-01-02 '), years('2024-01-02'), years('2023-01-02'), years('2024')], [[], [], ['year'], ['year']]);
  });
});

describe('what is taken from the twin and written into it', () => {
  const titles = (...files: readonly File[]) => fixesOf(...files).map(({ title }) => title.en);
  it('is an id only where it suits the name of the file', () => {
    assert.deepEqual(titles(...pair('id: a', 'id: b')), ['Write it into the English file: a']);
    const index = (zh: string, en: string) => titles(file('zh/x/index.md', `id: ${zh}`), file('en/x/index.md', `id: ${en}`));
    assert.deepEqual(index('a', 'b'), ['Take the value of the English file: b', 'Write it into the English file: a']);
    assert.deepEqual(index('a', '"B c"'), ['Write it into the English file: a']);
  });

  it('stands in the order of the fields', () => {
    const dimension = pair('id: a\nanalysis:\n  statutory:\n    score: 50\n  incentive:\n    score: 40', 'id: a\nanalysis:\n  incentive:\n    score: 40\n  statutory:\n    score: 50\n  technical:\n    score: 70');
    assert.deepEqual(titles(...dimension), ['Take this dimension from the English file']);
    const taken = after(dimension, fixesOf(...dimension)[0]);
    assert.deepEqual([...taken.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name), ['statutory', 'technical', 'incentive']);
    const list = pair('id: a\ntitle: x\nprovenance:\n  author: Li Wei', 'id: a\nevolution:\n  supersedes: [b]\nprovenance:\n  author: Li Wei', file('zh/b.md', 'id: b'));
    assert.equal(after(list, fixesOf(...list)[0]), 'id: a\ntitle: x\nevolution:\n  supersedes:\n    - b\nprovenance:\n  author: Li Wei');
  });

  it('is the days of milestones, one by one where as many differ', () => {
    const few = pair('id: a\ntitle: x\nprovenance:\n  author: x', 'id: a\nevolution:\n  milestones:\n    - date: 2024-01-02\n      event: It starts\nprovenance:\n  author: x');
    assert.equal(after(few, fixesOf(...few)[0]), 'id: a\ntitle: x\nevolution:\n  milestones:\n    - date: \'2024-01-02\'\n      event: \'\'\nprovenance:\n  author: x');
    const within = pair('evolution:\n  supersededBy: \'\'\n  clusters: [x]\n  supersedes: []', 'evolution:\n  milestones:\n    - date: 2024-01-02\n      event: It starts');
    assert.match(after(within, fixesOf(...within)[0]), /\n {2}clusters: \[x\]\n {2}milestones:\n[^]*\n {2}supersedes: /);
    const odd = pair('evolution: { milestones: [x, { date: 2024-01-02, event: 开始 }, { event: 无 }] }', 'evolution: { milestones: [{ date: 2024-01-03, event: It starts }] }');
    assert.deepEqual(titles(...odd), ['Take the days of the English file', 'Write this value into the English file']);
    assert.match(after(odd, fixesOf(...odd)[0]), /^evolution: \{ milestones: \[x, \{ date: '?2024-01-03'?, event: 开始 \}, \{ event: 无 \}\] \}$/);
  });

  it('is named without the full stops it ends with', () => {
    assert.deepEqual(titles(...pair('{ "provenance": { "author": "ACME Ltd..." } }', '{ "provenance": { "author": "Bolt Inc.." } }')), ['Take the value of the English file: Bolt Inc', 'Write it into the English file: ACME Ltd']);
  });
});

describe('records that share a link', () => {
  const url = 'https://example.org/act';
  const policy = (id: string, more = ''): File => file(`zh/${id}.md`, `{ "id": "${id}", "url": "${url}"${more} }`);
  const shared = (...files: readonly File[]) => findingsIn(sharedUrl, files);
  const names = (count: number) => Array.from({ length: count }, (_, i) => `p${100 + i}`);
  it('are named up to three, and shown up to ten', () => {
    const of = (count: number) => shared(policy('a'), ...names(count).map(id => policy(id))).map(({ message, related }) => [message.zh, message.en, related.length]);
    assert.deepEqual(of(0), []);
    assert.deepEqual(of(1), [[`2 条记录使用同一链接“${url}”，另有“p100”。`, `2 records share “${url}”; the other is “p100”.`, 1]]);
    assert.deepEqual(of(3), [[`4 条记录使用同一链接“${url}”，另有“p100”、“p101”、“p102”。`, `4 records share “${url}”; the others are “p100”, “p101”, “p102”.`, 3]]);
    assert.deepEqual(of(12).map(each => each.slice(1)), [[`13 records share “${url}”; among the others are “p100”, “p101”, “p102”.`, 10]]);
    const unnamed = shared(policy('a'), file('zh/no-id.md', `{ "url": "${url}" }`), policy('b'));
    assert.deepEqual(unnamed.flatMap(({ related }) => related.map(({ message }) => message.en)), ['“b” has the same url.', '“no-id” has the same url.']);
    assert.deepEqual(unnamed.flatMap(({ related }) => related.map(({ message }) => message.zh)), ['“b”使用同一链接。', '“no-id”使用同一链接。']);
    assert.equal(shared(policy('a', ', "evolution": { "supersedes": [""] }'), file('zh/n.md', `{ "url": "${url}" }`)).length, 1);
    assert.equal(shared(file('zh/n.md', `{ "url": "${url}" }`), policy('a', ', "evolution": { "supersedes": [""], "consolidatedFrom": [" "] }')).length, 1);
    assert.deepEqual(shared(file('zh/no-id.md', `{ "url": "${url}" }`)), []);
  });

  it('are not told of where they are one policy or one lineage, however it is written', () => {
    const of = (a: string, b: string) => shared(policy('a', a), policy('b', b)).length;
    assert.deepEqual([of(', "title": " "', ', "title": " "'), of(', "title": " x"', ', "title": "x "')], [1, 0]);
    assert.deepEqual([of(', "evolution": { "supersedes": [" b "] }', ''), of('', ', "evolution": { "consolidatedFrom": [" a ", 5] }'), of(', "evolution": { "currentConsolidatedVersion": " b" }', '')], [0, 0, 0]);
    const before = (b: string, i: number, all: readonly string[]) => policy(b, `, "evolution": { "supersedes": ["${all[i - 1] ?? 'a'}"] }`);
    assert.equal(shared(policy('a'), ...names(50).map(before)).length, 0);
    assert.deepEqual([100, 101].map(count => shared(policy('a'), ...names(count).map(id => policy(id, ', "evolution": { "supersedes": ["a"] }'))).length), [0, 1]);
  });
});

describe('assessments as they can be read', () => {
  const read = (analysis: string) => assessedIn(record(`---\n{ "analysis": ${analysis} }\n---\n`)).map(({ name, score }) => `${name} ${score?.value}`);
  it('have a whole score from 0 to 100, in quotes or not, and each name once', () => {
    const scores = ['0', '100', '"60"', '" 60 "', '-5', '60.5', '101', '"+60"', '"6e1"', '"60 of 100"', '"x60"', 'true', 'null', '[60]'];
    assert.deepEqual(scores.map(score => read(`{ "mrv": { "score": ${score} } }`)[0]), ['0', '100', '60', '60', ...Array(10).fill('undefined')].map(value => `mrv ${value}`));
    assert.deepEqual(read('{ "statutory": { "score": 1 }, "mrv": 60, "market": { "score": 2 }, "statutory": { "score": 3 }, "other": { "score": 4 } }'), ['market 2', 'statutory 1']);
    assert.deepEqual(read('[{ "score": 1 }]'), []);
  });

  it('are told from what a migration left, whatever its case and full stops', () => {
    const left = placeholders.evidence[0] ?? '';
    for (const text of [left, ` ${left} `, `${left.toUpperCase()}..`, left.replace(/\.$/, ''), left.replace(/\.$/, '。。')]) assert.ok(isBoilerplate(text), text);
    assert.ok(!isBoilerplate(`${left} And more.`));
    assert.deepEqual(['“High”', ' high. ', 'TBD'].map(isGenericLabel), [true, true, true]);
    assert.ok(!isGenericLabel('High storage fees'));
  });

  const both = (zh: string, en: string) => {
    const [mine, theirs] = [record(`---\n{ "id": "a", "analysis": { "mrv": ${zh} } }\n---\n`, 'zh/a.md'), record(`---\n{ "id": "a", "analysis": { "mrv": ${en} } }\n---\n`, 'en/a.md')];
    const world = { ...libraryOf([]).world, corpus: corpusOf([mine, theirs].map(factsOf)) };
    return { mine, world, facts: factsOf(mine), all: assessedIn(mine) };
  };

  it('are taken back in both languages where nobody made them in either', () => {
    const removed = (zh: string, en: string) => {
      const { mine, world, facts, all } = both(zh, en);
      return leaveUnscored(mine, all, true, world, facts).changes.flatMap(change => change.kind === 'remove' ? [[change.uri, change.path.join('.'), change.keys.join()]] : []);
    };
    const own = '{ "score": 40, "evidence": "TBD" }';
    const gone = [[uriIn('en/a.md'), 'analysis.mrv', 'score,label,evidence']];
    for (const en of [own, '{ "score": "40", "evidence": " TBD " }', '{ "score": 40, "evidence": "待定" }', '{ "score": 40, "evidence": " 待定 " }']) assert.deepEqual(removed(own, en), gone, en);
    for (const en of ['{ "score": 50, "evidence": "TBD" }', '{ "score": 40, "evidence": "Article 3 sets it." }', '{ "score": 40 }', '{ "score": [40], "evidence": "TBD" }', '{ "evidence": "TBD" }', '60', 'null']) assert.deepEqual(removed(own, en), [], en);
    const real = '{ "score": 40, "evidence": "Article 3 sets it." }';
    assert.deepEqual([removed(real, '{ "score": 40, "evidence": " Article 3 sets it. " }'), removed(real, own), removed('{ "evidence": "TBD" }', '{ "evidence": "TBD" }'), removed('{ "score": 40 }', own)], [gone, [], gone, []]);
    const { mine, facts, all, world } = both(own, own);
    assert.equal(leaveUnscored(mine, all, true, { ...world, corpus: corpusOf([facts]) }, facts).changes.length, 1);
  });

  it('are read in the twin without the blanks around a text', () => {
    const text = (en: string) => { const { world, facts, all } = both('{ "score": 40 }', en); return all.map(each => twinsText(world.corpus, facts, each, 'label')); };
    assert.deepEqual([text('{ "label": " Act " }'), text('{ "label": "  " }'), text('{ "label": 5 }'), text('[]')], [['Act'], [undefined], [undefined], [undefined]]);
  });
});

describe('a record that lineage names and nobody has entered', () => {
  const created = (kinship: 'older' | 'newer', ...files: readonly File[]) => {
    const { record: made, world } = libraryOf(files);
    assert.ok(made);
    return entering('b', kinship, made, world, factsOf(made)).flatMap(({ changes }) => changes.flatMap(change => change.kind === 'create' ? [change] : []));
  };
  const naming = (text: string) => `{ "id": "a", "evolution": { ${text} } }`;
  const uris = (kinship: 'older' | 'newer', zh: string, en: string, ...more: readonly File[]) => created(kinship, ...pair(naming(zh), naming(en), ...more)).map(({ uri }) => uri);
  const [here, there] = [uriIn('zh/b.md'), uriIn('en/b.md')];

  it('is entered in both languages where the twin names it as well', () => {
    assert.deepEqual(uris('older', '"supersedes": ["b"]', '"supersedes": [" b "]'), [here, there]);
    assert.deepEqual(uris('older', '"supersedes": ["b"]', '"supersedes": ["c"]'), [here]);
    assert.deepEqual(uris('newer', '"supersededBy": "b"', '"supersededBy": " b"'), [here, there]);
    assert.deepEqual(uris('newer', '"supersededBy": "b"', '"supersededBy": "c"'), [here]);
    assert.deepEqual(uris('newer', '"supersededBy": "b"', '"clusters": []'), [here]);
    assert.deepEqual(uris('older', '"supersedes": ["b"]', '"supersedes": ["b"]', file('en/b.md', '{ "title": "x" }')), []);
  });

  it('is named as its library names files', () => {
    const named = (name: string) => created('older', file(name, naming('"supersedes": ["b"]'))).map(({ uri }) => uri);
    assert.deepEqual([named('zh/a.markdown'), named('zh/a'), named('zh/v1.0/a.md'), named('zh/a.zh.md')], [[uriIn('zh/b.markdown')], [here], [uriIn('zh/v1.0/b.md')], [here]]);
  });

  it('has the words of its own language, and the fields in their order', () => {
    const files = pair('id: a\ncategory: 自定类别\ncountry: " 挪威 "\nlegalWeight: 5\nevolution:\n  supersedes: [b]', 'id: a\ncountry: Norway\nevolution:\n  supersedes: [b]');
    const [zh = '', en = ''] = created('older', ...files).map(({ text }) => text);
    const value = (text: string, field: string) => new RegExp(`^${field}: (.*)$`, 'm').exec(text)?.[1];
    assert.deepEqual(['category', 'country', 'status', 'legalWeight'].map(field => [value(zh, field), value(en, field)]), [['自定类别', '\'\''], ['挪威', 'Norway'], ['被取代', 'Superseded'], ['\'\'', '\'\'']]);
    const keys = (text: string) => [...text.matchAll(/^(\w+):/gm)].flatMap(([, name]) => name ?? []);
    assert.equal(keys(zh).length, 13);
    const [full] = created('older', file('zh/a.md', 'title: x\nid: a\nregulatory: {}\nevolution:\n  supersedes: [b]'));
    for (const text of [zh, full?.text ?? '']) assert.deepEqual(keys(text), fieldsAt([]).filter(name => keys(text).includes(name)));
    assert.ok(keys(full?.text ?? '').includes('regulatory'));
  });
});

describe('migrating a flat record', () => {
  const migrated = (front: string, stem = 'us-act') => {
    const made = record(`---\n${front}\n---\n`, `en/${stem}.md`);
    const fix = migration(made, stem);
    return { title: fix.title, detail: fix.detail, text: fixed(made.text, made.uri, fix) };
  };
  it('says no more than it does', () => {
    const bare = migrated('title: x');
    assert.deepEqual(bare.title, { zh: '迁移到当前结构（id 取自文件名）', en: 'Migrate to the current layout (id from the file name)' });
    assert.deepEqual(bare.detail, { zh: 'id 取自文件名：us-act。留空待填：legalWeight、source、url、analysis、provenance；reviewStatus 为 draft。', en: 'The id is the file name, us-act. Left open to be filled: legalWeight, source, url, analysis, provenance; reviewStatus is draft.' });
    const unsafe = migrated('title: x\nliability_period: 20', 'US act');
    assert.deepEqual(unsafe.title, { zh: '迁移到当前结构（1 项支柱移入 regulatory）', en: 'Migrate to the current layout (1 pillar to regulatory)' });
    assert.match(unsafe.detail?.en ?? '', /^Moved: liability_period → regulatory\.liability_period\. Left open/);
    assert.doesNotMatch(unsafe.text, /^id:/m);
  });

  it('moves a pillar into a place that is free, by the name that says something', () => {
    const regulatory = (before: string) => [...migrated(before).text.matchAll(/^( *liability_period\w*: .*)$/gm)].map(([, line]) => line);
    assert.deepEqual(regulatory('title: x\nliability_period:\nliability_period_years: 30'), ['  liability_period: \'30\'']);
    assert.deepEqual(regulatory('title: x\nliability_period: 20\nregulatory:\n  liability_period: 10'), ['liability_period: 20', '  liability_period: 10']);
    assert.deepEqual(regulatory('title: x\nliability_period: 20\nregulatory:\n  liability_period: \'\''), ['  liability_period: \'20\'']);
    assert.deepEqual(regulatory('title: x\nliability_period: 20\nregulatory:\n  permitting_lead_time: y'), ['  liability_period: \'20\'']);
    assert.deepEqual(regulatory('title: x\nliability_period: 20\nregulatory: some text'), ['liability_period: 20']);
    assert.deepEqual(regulatory('title: x\nliability_period:\nregulatory: some text'), []);
    assert.deepEqual(regulatory('title: x\nliability_period: null'), ['  liability_period: \'\'']);
    assert.match(migrated('title: x\nliability_period: 20\nregulatory:\n  permitting_lead_time: y\n  co2_definition: z').text, /\nregulatory:\n {2}liability_period: '20'\n {2}permitting_lead_time: y\n/);
    assert.deepEqual(regulatory('title: x\nliability_period:'), ['  liability_period: \'\'']);
  });

  it('takes lines away at once and entries between braces one by one', () => {
    assert.match(migrated('{ "title": "x", "liability_period": "20", "legal_citation": "", "eor_eligibility": "no" }').text, /^---\n\{ "id": "us-act", "title": "x", "legalWeight": "", /);
    const last = migrated('{ \'title\': \'x\', \'note\': \'n\', \'liability_period\': \'20\', \'financial_assurance\': \'b\' }');
    assert.deepEqual([record(last.text).problems, (last.text.match(/liability_period|financial_assurance/g) ?? []).length], [[], 2]);
    const flow = migrated('{ \'title\': \'x\', \'liability_period\': \'20\', \'legal_citation\': \'s. 3\', \'note\': \'n\' }');
    assert.deepEqual([/'note': 'n'/.test(flow.text), record(flow.text).problems], [true, []]);
    assert.match(flow.detail?.en ?? '', /Moved: liability_period → regulatory\.liability_period, legal_citation → analysis\.statutory\.citation\. Kept as they are: note\. Left open/);
  });
});
