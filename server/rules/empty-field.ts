import type { Both, Locale } from '../base/both.ts';
import type { Card, Corpus } from '../record/corpus.ts';
import type { Facts } from '../record/facts.ts';
import { supplyOf } from '../record/supply.ts';
import { describe, fieldsAt, requiredAt, titleOf } from '../schema/describe.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { entryOf, isEmpty, type Data, type Entry } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { isChinese } from './language.ts';
import { example, mend, type Fix, type Found, type Rule, type World } from './rule.ts';
import { sources } from './sources.ts';

/** The required fields that hold one value each; a list or map may honestly be empty, and so may whatever is optional. */
const fields: readonly string[] = requiredAt([]).filter(field => describe([field])?.type !== 'object');

export const emptyField: Rule = {
  id: 'empty-field',
  title: { zh: '必填字段有内容', en: 'A required field has a value' },
  why: {
    zh: '空的必填字段在网站上是一处空白：没有发布机构或原文链接，读者就无法核对这条记录。',
    en: 'An empty required field is a blank on the site: without the issuing body or the url a reader cannot verify the record.',
  },
  source: sources.schema,
  severity: 'warning',
  judges: 'values',
  unfinished: true,
  reads: fields,
  examples: [
    example`
      ---
      { "title": "示例", "year": 2024, "evolution": { "supersededBy": "" }, "description": "", "provenance": { "reviewer": "" } }
      ---
    `,
    example`
      -- zh/cn-ccus-standard.md --
      ---
      { "title": "碳捕集标准", "status": "", "year": 2024, "url": "" }
                                         ^^ empty-field: “status” is empty.
                                                                  ^^ empty-field: “url” is empty.
      ---
      -- en/cn-ccus-standard.md --
      ---
      { "status": "Active", "url": "https://std.samr.gov.cn/gb/1", "year": 2024 }
      ---
      ->
      ---
      { "title": "碳捕集标准", "status": "现行", "year": 2024, "url": "https://std.samr.gov.cn/gb/1" }
      ---
    `,
    example`
      -- en/no-storage-act.md --
      ---
      {
        'id': '', 'title': 'Storage Act', 'country': null,
              ^^ empty-field: “id” is empty.
                                                     ^^^^ empty-field: “country” is empty.
        'pubDate': '2014-12-05', 'year': '',
                                         ^^ empty-field: “year” is empty.
      }
      ---
      ->
      ---
      {
        'id': 'no-storage-act', 'title': 'Storage Act', 'country': 'Norway',
        'pubDate': '2014-12-05', 'year': 2014,
      }
      ---
    `,
    example`
      ---
      title: 二氧化碳地质封存条例
      reviewStatus:
      ^^^^^^^^^^^^ empty-field: “reviewStatus” is empty.
      ---
      ->
      ---
      title: 二氧化碳地质封存条例
      reviewStatus: draft
      ---
    `,
    example`
      ---
      { "title": "二氧化碳地质封存条例", "source": "" }
                                                   ^^ empty-field: “source” is empty.
      ---
    `,
    example`
      -- en/uk-ccs-network-code.md --
      ---
      { "country": "United Kingdom", "source": "" }
                                               ^^ empty-field: “source” is empty.
      ---
      -- zh/uk-ccs-network-code.md --
      ---
      { "country": "英国", "source": "英国能源安全与净零部" }
      ---
      -- en/uk-ccus-vision.md --
      ---
      { "country": "United Kingdom", "source": "英国能源安全与净零部" }
      ---
      -- en/uk-energy-act-2023.md --
      ---
      { "country": "United Kingdom", "source": "UK Government" }
      ---
      ->
      ---
      { "country": "United Kingdom", "source": "UK Government" }
      ---
    `,
  ],

  check(record, world, facts) {
    const found: Found[] = [];
    for (const field of fields) {
      const entry = entryOf(record.root, field);
      if (!entry || (entry.value !== undefined && entry.value.kind !== 'scalar') || !isEmpty(entry.value)) continue;
      const fixes = fixesOf(field, record, world, facts);
      found.push({
        span: spanOf(entry), path: [field],
        message: { zh: `“${field}”（${titleOf([field]).zh}）为空。`, en: `“${field}” is empty.` },
        ...(fixes.length > 0 ? { fixes } : {}),
      });
    }
    return found;
  },
};

/** The empty quotes or the null; the key where nothing at all stands behind it. */
const spanOf = ({ key, value }: Entry) => value && value.span.end > value.span.start ? value.span : key.span;

function fixesOf(field: string, record: PolicyRecord, { corpus, project }: World, facts: Facts): readonly Fix[] {
  const put = (title: Both, value: Data, preferred: boolean) => mend(record, title, setValue(record, [field], value, fieldsAt([])), { preferred });
  const fill = (value: Data): Both => ({ zh: `填上 ${String(value)}`, en: `Fill in ${String(value)}` });
  const supply = supplyOf(field, record, facts, corpus, project.vocabulary);
  if (!supply) return field === 'source' ? issuersFor(record, facts, corpus).map(issuer => put(fill(issuer), issuer, false)) : [];
  const other = record.locale === 'zh' ? { zh: '英', en: 'English' } : { zh: '中', en: 'Chinese' };
  const title = supply.from === 'twin' ? { zh: `取${other.zh}文文件的值`, en: `Take the value of the ${other.en} file` } : fill(supply.value);
  return [put(title, supply.value, true)];
}

/** The issuing bodies that most of the country's other records name, at most three. One in Chinese is no name for an English record. */
const issuersFor = ({ locale }: PolicyRecord, facts: Facts, corpus: Corpus): readonly string[] => facts.country ? corpus.among(facts, issuersAmong, facts.country, locale) : [];

function issuersAmong(cards: readonly Card[], country: string, locale: Locale): readonly string[] {
  const counts = new Map<string, number>();
  for (const each of cards) {
    const source = each.country === country ? each.values.get('source') : undefined;
    if (typeof source === 'string' && source.trim() !== '' && !(locale === 'en' && isChinese(source))) counts.set(source, (counts.get(source) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).slice(0, 3).map(([source]) => source);
}
