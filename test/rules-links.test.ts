import assert from 'node:assert/strict';
import { rules } from '../server/rules/index.ts';
import { addressesMeant, isAddress, isHomePage } from '../server/rules/address.ts';
import { libraryOf, type File } from '../server/rules/library.ts';
import type { Finding } from '../server/rules/rule.ts';
import { check } from '../server/rules/run.ts';
import { afterFix } from './fixture.ts';

const throwing = (rule: string, error: unknown): never => { throw new Error(`${rule} threw`, { cause: error }); };
const own = rules.filter(({ id }) => ['malformed-url', 'homepage-url', 'insecure-url', 'shared-url', 'invalid-date', 'year-mismatch', 'placeholder-date', 'ingest-date', 'future-date'].includes(id));
const findingsOf = (files: readonly File[]): readonly Finding[] => {
  const { record, world } = libraryOf(files);
  assert.ok(record);
  return check(record, world, throwing, own);
};
const rulesOf = (data: Readonly<Record<string, unknown>>, body = '', file = 'zh/example.md'): readonly string[] =>
  findingsOf([{ file, text: `---\n${JSON.stringify(data)}\n---\n${body}\n` }]).map(({ rule }) => rule);
const ofUrl = (url: string): readonly string[] => rulesOf({ url });

describe('links', () => {
  it('11: sections of a site, sites without https and addresses with a query are no home pages', () => {
    for (const url of ['https://www.moei.gov.ae/oil-and-gas/', 'http://www.shandong.gov.cn/art/2024/1/2/1.html', 'http://kremlin.ru/acts/bank/49910', 'https://eur-lex.europa.eu/?uri=CELEX:32009L0031', 'https://std.samr.gov.cn/#/detail/1']) {
      assert.ok(!ofUrl(url).includes('homepage-url'), url);
    }
    for (const url of ['https://www.doe.gov.ph', 'https://www.imo.org/', 'https://www.imo.org/?']) assert.deepEqual(ofUrl(url), ['homepage-url'], url);
  });

  it('12: a home page that three records share is a hint on each and no duplicate', () => {
    const policy = (id: string, title: string): File => ({ file: `zh/${id}.md`, text: `---\nid: ${id}\ntitle: ${title}\nurl: https://www.moenergy.gov.sa/\n---\n` });
    const files = [policy('sa-a', '循环碳经济'), policy('sa-b', '氢能战略'), policy('sa-c', '绿色倡议')];
    const shared = findingsOf(files).filter(({ rule }) => rule === 'shared-url');
    assert.deepEqual(shared.map(({ severity, related }) => [severity, related.length]), [['hint', 2]]);
    const { record, world } = libraryOf(files);
    assert.ok(record);
    assert.ok(!check(record, world, throwing).some(({ rule }) => rule.startsWith('duplicate')));
  });

  it('what is one policy entered twice, or one lineage, is not told as a shared link', () => {
    const url = 'https://www.mee.gov.cn/ccer.html';
    const policy = (id: string, more: string): File => ({ file: `zh/${id}.md`, text: `---\nid: ${id}\nurl: ${url}\n${more}---\n` });
    const of = (...files: readonly File[]) => findingsOf(files).filter(({ rule }) => rule === 'shared-url').length;
    assert.equal(of(policy('a', ''), policy('b', '')), 1);
    assert.equal(of(policy('a', 'title: 办法\n'), policy('b', 'title: 办法\n')), 0);
    assert.equal(of(policy('a', ''), { ...policy('a', ''), file: 'zh/copy.md' }), 0);
    assert.equal(of(policy('a', ''), { ...policy('a', ''), file: 'en/a.md' }), 0);
    assert.equal(of(policy('a', ''), policy('b', 'evolution: { supersedes: [m] }\n'), policy('m', 'evolution: { supersedes: [a] }\n')), 0);
    assert.equal(of(policy('a', ''), policy('b', 'evolution: { consolidatedFrom: [a] }\n')), 0);
    assert.equal(of(policy('a', 'evolution: { currentConsolidatedVersion: b }\n'), policy('b', '')), 0);
  });

  it('addresses are told from what is none, and what was meant is found where that is certain enough', () => {
    const good = ['https://x.gov/a', 'HTTPS://X.GOV/a', 'https://x.gov:8080/a?b=c#d', 'https://192.168.1.1/a', 'https://例子.中国/政策（试行）.pdf', 'https://www。gov。cn/a', 'https://x.gov/a,b'];
    for (const text of good) assert.ok(isAddress(text), text);
    const meant: readonly (readonly [string, readonly string[]])[] = [
      ['www.example.org/act.pdf', ['https://www.example.org/act.pdf']], ['htp://example.org/a', ['http://example.org/a']], ['https//example.org/a', ['https://example.org/a']],
      ['https:/x.gov/a', ['https://x.gov/a']], ['//x.gov/a', ['https://x.gov/a']], ['http://http://x.gov/a', ['http://x.gov/a']], ['https；//x.gov/a', ['https://x.gov/a']],
      ['www.gov.cn／a', ['https://www.gov.cn/a']], ['<https://x.gov/a>', ['https://x.gov/a']], ['[原文](https://x.gov/a)', ['https://x.gov/a']], ['见 https://x.gov/a。', ['https://x.gov/a']],
      ['https://x.gov/a; https://y.gov/b', ['https://x.gov/a', 'https://y.gov/b']], ['https://x.gov/a （2024）', ['https://x.gov/a']], ['https://x.gov/a (seen 2024)', ['https://x.gov/a']],
      ['https://x.gov/a b.pdf', ['https://x.gov/a%20b.pdf', 'https://x.gov/ab.pdf']], [' https://x.gov/a\u3000', ['https://x.gov/a']],
      ...['report.pdf', 'mailto:a@b.cn', 'javascript:alert(1)', 'ftp://x.gov/a', 'doi:10.1000/xyz', '10.1000/xyz', '/zh/policies/a', 'C:\\a.pdf', 'https://www', 'https://https//x', '无', 'Law No.12', 'e.g. the gazette'].map(text => [text, []] as const),
    ];
    for (const [text, addresses] of meant) {
      assert.ok(!isAddress(text) && !isHomePage(text), text);
      assert.deepEqual(addressesMeant(text), addresses, text);
      assert.deepEqual(ofUrl(text), ['malformed-url'], text);
    }
  });

  it('no text takes long', () => {
    const start = performance.now();
    for (const text of ['a.'.repeat(100_000), 'http'.repeat(100_000), 'https://x '.repeat(20_000), `${' '.repeat(200_000)}x`, `https://x.gov/${'a '.repeat(50_000)}`]) addressesMeant(text);
    assert.ok(performance.now() - start < 2000);
  });
});

describe('dates', () => {
  const audited = (day: string) => ({ provenance: { lastAuditDate: day } });

  it('one mistaken date is one finding', () => {
    assert.deepEqual(rulesOf({ pubDate: '2026-03-18', year: 2024, ...audited('2026-03-18') }), ['ingest-date']);
    assert.deepEqual(rulesOf({ pubDate: '2026-01-01', year: 2026, ...audited('2026-01-01') }), ['ingest-date']);
    assert.deepEqual(rulesOf({ pubDate: '2062-05-06', year: 2026, status: '现行' }), ['year-mismatch']);
    assert.deepEqual(rulesOf({ pubDate: '2031-01-01', year: 2031, status: '现行' }), ['future-date']);
    assert.deepEqual(rulesOf({ pubDate: '2031-01-01', year: 2031, status: '即将实施' }), []);
    assert.deepEqual(rulesOf({ pubDate: '2027-03-18', year: 2027, ...audited('2027-03-18') }), ['ingest-date', 'future-date']);
    assert.deepEqual(rulesOf({ pubDate: '2024/3/18', year: 2023, ...audited('2024/3/18') }).filter(rule => rule !== 'invalid-date'), []);
  });

  it('today has come, and a law that is on its way may have a date', () => {
    assert.deepEqual(rulesOf({ pubDate: '2026-11-19', ...audited('2026-11-20') }), []);
    for (const status of ['Upcoming', '计划中', 'Under development', 'Draft for public comment']) assert.deepEqual(rulesOf({ pubDate: '2027-05-06', status }), [], status);
    assert.deepEqual(findingsOf([{ file: 'en/a.md', text: '---\npubDate: "2027-05-06"\nstatus: Active\nprovenance: { lastAuditDate: "2026-11-21" }\n---\n' }]).map(({ rule, severity }) => [rule, severity]),
      [['future-date', 'hint'], ['future-date', 'warning']]);
  });

  it('a day that the project confirms is confirmed in both languages, and for that day only', () => {
    for (const data of [{ id: 'eu-cbam', pubDate: '2026-01-01' }, { id: 'eu-cbam', pubDate: '2026-03-18', ...audited('2026-03-18') }, { pubDate: '2026-01-01' }]) {
      const zh = { file: 'zh/eu-cbam.md', text: `---\n${JSON.stringify(data)}\n---\n` };
      const en = { file: 'en/eu-cbam.md', text: zh.text };
      const fix = findingsOf([zh, en])[0]?.fixes.at(-1);
      assert.match(fix?.title.en ?? '', /^Confirm/);
      assert.ok(fix && !fix.safe);
      const after = afterFix([zh, en], fix);
      assert.match(after.find(({ file }) => file === 'policy-records.json')?.text ?? '', new RegExp(`"eu-cbam": "${data.pubDate}"`));
      assert.deepEqual(findingsOf(after), []);
      assert.deepEqual(findingsOf([after[1]!, after[0]!, after[2]!]), []);
      assert.notDeepEqual(findingsOf([{ file: 'zh/eu-cbam.md', text: zh.text.replace('2026-01-01', '2025-01-01').replaceAll('2026-03-18', '2026-03-19') }, after[2]!]), []);
    }
  });

  it('odd trees are nobody’s fault here', () => {
    const odd = ['{}', '[]', '1', '{"url": ["https://x.gov/"], "pubDate": {}, "year": "x", "provenance": []}', '{"url": null, "pubDate": 20240101, "provenance": {"lastAuditDate": []}, "year": []}', '{"url": {"a": 1}, "evolution": 3, "status": {}}', '{"pubDate": "2024-01-01", "pubDate": ""', '{"url": "https://x.gov'];
    for (const text of odd) assert.ok(Array.isArray(findingsOf([{ file: 'zh/a.md', text: `---\n${text}\n---\n` }])), text);
  });
});
