import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '../../server/base/both.ts';
import { links } from '../../server/features/links.ts';
import { referencePage } from '../../server/features/reference-page.ts';
import { stringOf, nodeAt } from '../../server/syntax/tree.ts';
import type { PolicyRecord } from '../../server/syntax/record.ts';
import { record, world } from '../fixture.ts';
import { shared } from '../shared.ts';

/** The links of a record: what they stand on, where they lead and what is said of them. */
function linksOf(made: PolicyRecord, others: readonly PolicyRecord[] = [], locale: Locale = 'en', pages = true) {
  return links(world([made, ...others]), made, { locale, pages })
    .map(({ range, target, tooltip }) => ({ on: made.text.slice(made.lines.offsetOf(range.start), made.lines.offsetOf(range.end)), target, tooltip }));
}
const linked = (frontmatter: string, body = '') => linksOf(record(`---\n${frontmatter}\n---\n\n${body}\n`)).map(({ on, target }) => on === target ? on : `${on} → ${target}`);

const old = record('---\n{ "id": "cn-old-rule" }\n---\n', 'zh/old.md');
const odd = record('---\n{ "id": "[x](command:y)" }\n---\n', 'zh/odd.md');

describe('links', () => {
  for (const [style, plain] of [
    ['json', '---\n{\n  "icvcmCriteria": ["9.3"],\n  "id": "cn-new-rule",\n  "url": "https://example.org/a(1).htm",\n  "evolution": { "supersedes": ["cn-old-rule", "gone"], "supersededBy": "[x](command:y)" }\n}\n---\n'],
    ['flow', '---\n{\n  \'icvcmCriteria\': [\'9.3\',],\n  \'id\': \'cn-new-rule\',\n  \'url\': \'https://example.org/a(1).htm\',\n  \'evolution\': { \'supersedes\': [\'cn-old-rule\', \'gone\',], \'supersededBy\': \'[x](command:y)\', },\n}\n---\n'],
    ['block', '---\nicvcmCriteria:\n  - "9.3"\nid: cn-new-rule\nurl: https://example.org/a(1).htm\nevolution:\n  supersedes:\n    - cn-old-rule\n    - gone\n  supersededBy: "[x](command:y)"\n---\n'],
  ] as const) {
    for (const [ends, text] of [['LF', plain], ['CR LF and BOM', `\uFEFF${plain.replaceAll('\n', '\r\n')}`]] as const) {
      it(`in ${style} with ${ends} lead to pages, sites and records, without the quotes around them`, () => {
        const made = record(`${text}\n😀 参见cn-old-rule，ICVCM 9.4。https://example.org/body\n`, 'zh/cn-new-rule.md');
        const lineOf = (id: string) => (referencePage('icvcm', 'zh').chapterOf(id)?.heading.start.line ?? assert.fail()) + 1;
        assert.deepEqual(linksOf(made, [old, odd], 'zh'), [
          { on: '9.3', target: `policy-records:/zh/icvcm.md#L${lineOf('9.3')}`, tooltip: '查看 ICVCM 9.3 监测和补偿期' },
          { on: 'https://example.org/a(1).htm', target: 'https://example.org/a(1).htm', tooltip: '在浏览器中打开' },
          { on: 'cn-old-rule', target: old.uri, tooltip: '打开记录 cn-old-rule' },
          { on: '[x](command:y)', target: odd.uri, tooltip: '打开记录' },
          { on: 'cn-old-rule', target: old.uri, tooltip: '打开记录 cn-old-rule' },
          { on: '9.4', target: `policy-records:/zh/icvcm.md#L${lineOf('9.4')}`, tooltip: '查看 ICVCM 9.4 补偿机制' },
        ]);
        assert.deepEqual(linksOf(made, [old, odd], 'en', false).map(({ tooltip }) => tooltip), ['Open in the browser', 'Open the record cn-old-rule', 'Open the record', 'Open the record cn-old-rule']);
      });
    }
  }

  it('of an address end where it ends', () => {
    assert.deepEqual(linked('{ "url": "https://www.gov.cn/zhengce/二氧化碳捕集（试行）.pdf" }'), ['https://www.gov.cn/zhengce/二氧化碳捕集（试行）.pdf']);
    assert.deepEqual(linked('{ "url": " https://www.gov.cn/a.htm。" }'), ['https://www.gov.cn/a.htm']);
    assert.deepEqual(linked('{ "url": "https://a.cn/x https://b.cn/y" }'), ['https://a.cn/x', 'https://b.cn/y']);
    assert.deepEqual(linked('{ "source": "《办法》（https://www.gov.cn/a_(b).htm），另见http://b.gov.cn/?q=1&r=2。" }'), ['https://www.gov.cn/a_(b).htm', 'http://b.gov.cn/?q=1&r=2']);
    assert.deepEqual(linked('{ "source": "see <https://a.org/x>, or (https://b.org/y)." }'), ['https://a.org/x', 'https://b.org/y']);
    assert.deepEqual(linked('{ "a": { "b": ["x", "https://web.archive.org/web/2020/https://a.org/"] } }'), ['https://web.archive.org/web/2020/https://a.org/']);
    assert.deepEqual(linked('{ "url": "https:\\/\\/a.org\\/x" }'), ['https:\\/\\/a.org\\/x → https://a.org/x']);
    assert.deepEqual(linked('url: >-\n  https://a.org/x\nsource: |\n  见 https://b.org/y。\n'), ['https://a.org/x', 'https://b.org/y']);
  });

  it('lead to the web only', () => {
    for (const value of ['', 'https://', 'ftp://a.org/x', 'command:x', 'javascript:alert(1)', 'file:///etc/passwd', 'www.gov.cn', 'https://localhost', 'http://[', '待定']) assert.deepEqual(linked(`{ "url": ${JSON.stringify(value)} }`), [], value);
  });

  it('do not lead from a record to itself, nor to a record of the other language', () => {
    const made = record('---\n{ "id": "cn-new-rule" }\n---\n\ncn-new-rule, cn-old-rule\n', 'en/cn-new-rule.md');
    assert.deepEqual(linksOf(made, [old]), []);
  });

  it('never meet each other', () => {
    const made = record('---\n{ "url": "https://a.org/cn-old-rule", "source": "https://a.org/?x=cn-old-rule ICVCM 9.3 a) 1)" }\n---\n', 'zh/a.md');
    assert.deepEqual(linksOf(made, [old]).map(({ on }) => on).slice(0, 2), ['https://a.org/cn-old-rule', 'https://a.org/?x=cn-old-rule']);
  });

  it('stand on exactly the address in every record of ../shared/corpus', function () {
    const below = (folder: string): readonly string[] => readdirSync(folder).flatMap(name => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? below(path) : path.endsWith('.md') ? [path] : [];
    });
    let count = 0;
    for (const path of below(shared(this, 'corpus'))) {
      const made = record(readFileSync(path, 'utf8'), `zh/${path.split('/').at(-1)}`);
      const found = linksOf(made).filter(({ tooltip }) => tooltip === 'Open in the browser');
      for (const { on, target } of found) assert.equal(on.replaceAll('\\/', '/'), target, path);
      const url = stringOf(nodeAt(made.root, ['url']))?.trim() ?? '';
      assert.equal(found.some(({ target }) => target === url), /^https?:\/\/\S+\.\S+$/.test(url), `${path} ${url}`);
      count += found.length;
    }
    assert.ok(count > 400, `${count}`);
  });
});
