import { list, type Both } from '../base/both.ts';
import type { Facts } from '../record/facts.ts';
import { supplyOf } from '../record/supply.ts';
import { describe, fieldsAt, requiredAt, titleOf } from '../schema/describe.ts';
import { dimensions, pillars } from '../schema/knowledge.ts';
import { schemaErrors } from '../schema/validate.ts';
import type { Vocabulary } from '../schema/vocabulary.ts';
import { inTurn } from '../syntax/inturn.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { entryOf, type Data } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { needsNoPillars } from './categories.ts';
import { unscored } from './dimensions.ts';
import { misplacedIn } from './misplaced-field.ts';
import { example, mend, type Fix, type Found, type Rule, type World } from './rule.ts';
import { sources } from './sources.ts';
import { misspeltFields } from './unknown-field.ts';

const weighty: ReadonlySet<string> = new Set(['id', 'title', 'country']);

export const missingField: Rule = {
  id: 'missing-field',
  title: { zh: '必填字段都在', en: 'Every required field is there' },
  why: {
    zh: '没有 id、title 或 country 的记录无法被引用和归类；其余必填字段缺了，读者就分不清是没有还是没写。还没有内容的字段写成空文本即可。七项监管支柱只对监管类政策要求，其他类别缺少时只作提示。修复优先取另一语言文件里的值。',
    en: 'A record without id, title or country cannot be referred to or filed; where another required field is absent, a reader cannot tell “none” from “not written”. A field with nothing in it yet is written as an empty text. The seven pillars are asked of regulatory policies; where another category lacks them, it is only pointed out. The fix takes its value from the file of the other language where it can.',
  },
  source: sources.schema,
  severity: 'warning',
  judges: 'whole',
  reads: ['keys', 'regulatory', ...dimensions.map(({ key }) => key)],
  examples: [
    example`
      ---
      {
        "id": "example", "title": "示例", "country": "中国", "year": 2024, "status": "现行", "category": "法律监管",
        "reviewStatus": "draft", "pubDate": "2024-10-01", "legalWeight": "", "source": "", "url": "",
        "provenance": {}, "analysis": {}, "regulatory": {}
      }
      ---
    `,
    example`
      -- zh/cn-ccus-standard.md --
      ---
      ^^^ missing-field: Required field “id” is missing.
      ^^^ missing-field: Required field “year” is missing.
      ^^^ missing-field: Required field “status” is missing.
      {
        "analysis": {}, "category": "技术规范", "country": "中国", "legalWeight": "Technical Standard",
        "provenance": {}, "pubDate": "2024-10-01", "regulatory": {}, "reviewStatus": "draft", "source": "", "title": "碳捕集标准",
        "url": ""
      }
      ---
      -- en/cn-ccus-standard.md --
      ---
      {
        "id": "cn-ccus-standard", "title": "Carbon Capture Standard", "status": "Active", "year": 2023
      }
      ---
      ->
      ---
      {
        "analysis": {}, "category": "技术规范", "country": "中国",
        "id": "cn-ccus-standard", "legalWeight": "Technical Standard",
        "provenance": {}, "pubDate": "2024-10-01", "regulatory": {}, "reviewStatus": "draft", "source": "",
        "status": "现行", "title": "碳捕集标准",
        "url": "",
        "year": 2023
      }
      ---
    `,
    example`
      -- en/no-storage-act.md --
      ---
      ^^^ missing-field: Required field “country” is missing.
      ^^^ missing-field: Required field “url” is missing.
      ^^^ missing-field: Required field “provenance” is missing.
      ^^^ missing-field: Required field “analysis” is missing.
      {
        'id': 'no-storage-act',
        'title': 'Storage Act',
        'year': 2014,
        'status': 'Active',
        'category': 'Regulatory',
        'legalWeight': 'Primary Legislation',
        'pubDate': '2014-12-05',
        'source': '',
        'reviewStatus': 'draft',
        'regulatory':
        ^^^^^^^^^^^^ missing-field: “regulatory” lacks required fields: permitting_lead_time, cross_border_rules.
          {
            'pore_space_rights': 'The state',
            'liability_transfer': 'After 20 years',
            'liability_period': '',
            'financial_assurance': 'Bank guarantee',
            'co2_definition': '',
          },
      }
      ---
      ->
      ---
      {
        'id': 'no-storage-act',
        'title': 'Storage Act',
        'country': 'Norway',
        'year': 2014,
        'status': 'Active',
        'category': 'Regulatory',
        'legalWeight': 'Primary Legislation',
        'pubDate': '2014-12-05',
        'source': '',
        'url': '',
        'reviewStatus': 'draft',
        'analysis':
          {
            'incentive': { 'citation': '', 'evidence': '', 'label': '' },
            'statutory': { 'citation': '', 'evidence': '', 'label': '' },
            'market': { 'citation': '', 'evidence': '', 'label': '' },
            'strategic': { 'citation': '', 'evidence': '', 'label': '' },
            'mrv': { 'citation': '', 'evidence': '', 'label': '' },
          },
        'regulatory':
          {
            'pore_space_rights': 'The state',
            'liability_transfer': 'After 20 years',
            'liability_period': '',
            'financial_assurance': 'Bank guarantee',
            'permitting_lead_time': '',
            'co2_definition': '',
            'cross_border_rules': '',
          },
        'provenance': { 'author': '', 'lastAuditDate': '', 'reviewer': '' },
      }
      ---
    `,
    example`
      ---
      ^^^ missing-field: Required field “regulatory” is missing.
      id: example
      title: 二氧化碳地质封存条例
      country: 中国
      year: 2024
      status: 现行
      category: 法律监管
      legalWeight: Administrative Regulation
      pubDate: '2024-10-01'
      source: 生态环境部
      url: ''
      reviewStatus: draft
      analysis: {}
      provenance: {}
      ---
      ->
      ---
      id: example
      title: 二氧化碳地质封存条例
      country: 中国
      year: 2024
      status: 现行
      category: 法律监管
      legalWeight: Administrative Regulation
      pubDate: '2024-10-01'
      source: 生态环境部
      url: ''
      reviewStatus: draft
      analysis: {}
      regulatory:
        pore_space_rights: ''
        liability_transfer: ''
        liability_period: ''
        financial_assurance: ''
        permitting_lead_time: ''
        co2_definition: ''
        cross_border_rules: ''
      provenance: {}
      ---
    `,
  ],

  check(record, world, facts) {
    const { root } = record;
    if (root?.kind !== 'map' || root.entries.length === 0 || !schemaErrors(record).some(({ keyword }) => keyword === 'required')) return [];
    const found: Found[] = [];
    const misspelt = misspeltFields(record, world.project.fields);
    const isAnalysisBeside = misplacedIn(record).some(({ path }) => path.length === 1);
    for (const field of requiredAt([])) {
      if (entryOf(root, field) || misspelt.has(field) || (field === 'analysis' && isAnalysisBeside)) continue;
      found.push({
        span: record.fences.open, path: [field], fixes: fixesOf(field, record, world, facts),
        message: { zh: `缺少必填字段“${field}”（${titleOf([field]).zh}）。`, en: `Required field “${field}” is missing.` },
        ...(weighty.has(field) ? { severity: 'error' } : field === 'regulatory' && needsNoPillars(record, world.project.vocabulary) ? { severity: 'information' } : {}),
      });
    }
    return [...found, ...missingPillars(record, misspelt, world.project.vocabulary)];
  },
};

/** The seven pillars, none of them assessed. */
export const unassessed: { readonly [pillar: string]: Data } = Object.fromEntries(pillars.map(({ key }) => [key, '']));

function fixesOf(field: string, record: PolicyRecord, { corpus, project }: World, facts: Facts): readonly Fix[] {
  const put = (title: Both, value: Data, preferred: boolean) => mend(record, title, () => setValue(record, [field], inOrderOf(record, value), fieldsAt([])), { preferred });
  const supply = supplyOf(field, record, facts, corpus, project.vocabulary);
  const known = supply && put(supply.from === 'twin'
    ? { zh: `按${record.locale === 'zh' ? '英' : '中'}文文件补上“${field}”`, en: `Insert “${field}” from the ${record.locale === 'zh' ? 'English' : 'Chinese'} file` }
    : { zh: `补上“${field}”`, en: `Insert “${field}”` }, supply.value, true);
  if (field === 'analysis') return [...(known ? [known] : []), put({ zh: '补上五个待评分的维度', en: 'Insert the five dimensions without scores' }, unscored, !known)];
  if (known) return [known];
  if (field === 'regulatory') return [put({ zh: '补上七项空的监管支柱', en: 'Insert the seven pillars, empty' }, unassessed, true)];
  return describe([field])?.type === 'string' ? [put({ zh: `补上空的“${field}”`, en: `Insert an empty “${field}”` }, '', false)] : [];
}

/** New keys stand in the order of the alphabet where the record's do. */
function inOrderOf({ root }: PolicyRecord, data: Data): Data {
  const names = root?.kind === 'map' ? root.entries.map(({ name }) => name) : [];
  if (typeof data !== 'object' || isList(data) || names.some((name, i) => name < (names[i - 1] ?? ''))) return data;
  return Object.fromEntries(Object.entries(data).sort(([a], [b]) => a < b ? -1 : 1));
}

const isList = (data: Data): data is readonly Data[] => Array.isArray(data);

/** The pillars that a record with some pillars lacks. One that holds only an instrument's own keys has none to complete. */
function missingPillars(record: PolicyRecord, misspelt: ReadonlyMap<string, unknown>, vocabulary: Vocabulary): readonly Found[] {
  const entry = entryOf(record.root, 'regulatory');
  if (!entry) return [];
  const wanted = requiredAt(['regulatory']);
  const absent = wanted.filter(key => !entryOf(entry.value, key) && !misspelt.has(`regulatory.${key}`));
  const [first] = absent;
  if (first === undefined || absent.length === wanted.length) return [];
  const names = absent.map(key => ({ key, zh: `${key}（${titleOf(['regulatory', key]).zh}）` }));
  return [{
    span: entry.key.span, path: ['regulatory', first], ...(needsNoPillars(record, vocabulary) ? { severity: 'information' } : {}),
    message: {
      zh: `“regulatory”缺少必填字段：${list(names.map(({ zh }) => zh), 'zh')}。`,
      en: `“regulatory” lacks required ${absent.length === 1 ? 'field' : 'fields'}: ${list(absent, 'en')}.`,
    },
    fixes: [mend(record, { zh: '补上缺少的支柱，留空', en: 'Insert what is missing, empty' },
      () => inTurn(record, absent.map(key => each => setValue(each, ['regulatory', key], '', fieldsAt(['regulatory'])))), { preferred: true })],
  }];
}
