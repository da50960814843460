import { list } from '../base/both.ts';
import { textOf } from '../base/span.ts';
import { fieldsAt } from '../schema/describe.ts';
import { isSafeId } from '../schema/ids.ts';
import { pillars } from '../schema/knowledge.ts';
import { inTurn, type Step } from '../syntax/inturn.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { entryOf, isEmpty, type Data, type Entry } from '../syntax/tree.ts';
import { removeAt, setValue } from '../syntax/write.ts';
import { unscored } from './dimensions.ts';
import { unassessed } from './missing-field.ts';
import { example, mend, type Fix, type Rule } from './rule.ts';

export const legacyLayout: Rule = {
  id: 'legacy-layout',
  title: { zh: '记录使用当前的结构', en: 'A record has the current layout' },
  why: {
    zh: '2026-02-06 的记录把七项监管支柱平铺在最外层，没有 id，也没有 analysis。网站只读当前的结构。整个文件只报这一条，不再逐个报缺少和未知的字段。迁移不丢任何内容，其余旧字段原样保留。',
    en: 'Records of 2026-02-06 have the seven pillars at the top level, and neither id nor analysis. The site reads the current layout only. It is one finding for the file, in place of one for each missing and unknown field. Migrating loses nothing, and other old fields stay as they are.',
  },
  severity: 'information',
  judges: 'whole',
  examples: [
    example`
      ---
      { "id": "example", "title": "示例", "analysis": {}, "regulatory": { "pore_space_rights": "" } }
      ---
    `,
    example`
      -- zh/nl-sde.md --
      ---
      ^^^ legacy-layout: This is the flat layout of 2026-02-06, without id, analysis, regulatory, provenance.
      title: 荷兰 SDE++ 补贴计划
      country: 荷兰
      year: 2024
      status: 现行
      category: 经济激励
      tags:
        - SDE++
      pubDate: '2024-01-01'
      url: ''
      pore_space_rights: 国家所有
      liability_transfer: ''
      cross_border_rules: ''
      third_party_access: 按协议开放
      co2_definition: ''
      financial_assurance: ''
      permitting_lead_time: ''
      liability_period_years: '20'
      plr_index: 0
      source: 荷兰企业局
      ---
      ->
      ---
      id: nl-sde
      title: 荷兰 SDE++ 补贴计划
      country: 荷兰
      year: 2024
      status: 现行
      category: 经济激励
      legalWeight: ''
      tags:
        - SDE++
      pubDate: '2024-01-01'
      url: ''
      reviewStatus: draft
      analysis:
        incentive:
          citation: ''
          evidence: ''
          label: ''
        statutory:
          citation: ''
          evidence: ''
          label: ''
        market:
          citation: ''
          evidence: ''
          label: ''
        strategic:
          citation: ''
          evidence: ''
          label: ''
        mrv:
          citation: ''
          evidence: ''
          label: ''
      regulatory:
        pore_space_rights: 国家所有
        liability_transfer: ''
        liability_period: '20'
        financial_assurance: ''
        permitting_lead_time: ''
        co2_definition: ''
        cross_border_rules: ''
      provenance:
        author: ''
        lastAuditDate: ''
        reviewer: ''
      third_party_access: 按协议开放
      plr_index: 0
      source: 荷兰企业局
      ---
    `,
    example`
      -- en/nl-sde.md --
      ---
      ^^^ legacy-layout: This is the flat layout of 2026-02-06, without id, analysis, regulatory, provenance.
      {
        "title": "SDE++ Subsidy Scheme", "year": 2024, "pore_space_rights": "State", "liability_period_years": 20, "plr_index": 35
      }
      ---
      ->
      ---
      {
        "id": "nl-sde",
        "title": "SDE++ Subsidy Scheme", "year": 2024,
        "legalWeight": "",
        "reviewStatus": "draft",
        "analysis": {
          "incentive": {
            "citation": "",
            "evidence": "",
            "label": ""
          },
          "statutory": {
            "citation": "",
            "evidence": "",
            "label": ""
          },
          "market": {
            "citation": "",
            "evidence": "",
            "label": ""
          },
          "strategic": {
            "citation": "",
            "evidence": "",
            "label": ""
          },
          "mrv": {
            "citation": "",
            "evidence": "",
            "label": ""
          }
        },
        "regulatory": {
          "pore_space_rights": "State",
          "liability_transfer": "",
          "liability_period": "20",
          "financial_assurance": "",
          "permitting_lead_time": "",
          "co2_definition": "",
          "cross_border_rules": ""
        },
        "provenance": {
          "author": "",
          "lastAuditDate": "",
          "reviewer": ""
        }, "plr_index": 35
      }
      ---
    `,
    example`
      -- en/nl-sde.md --
      ---
      ^^^ legacy-layout: This is the flat layout of 2026-02-06, without id, analysis, regulatory, provenance.
      {
        'co2_definition': '', 'cross_border_rules': 'London Protocol',
        'financial_assurance': 'Bank guarantee', 'title': 'SDE++ Subsidy Scheme',
      }
      ---
      ->
      ---
      {
        'id': 'nl-sde',
        'title': 'SDE++ Subsidy Scheme',
        'legalWeight': '',
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
            'pore_space_rights': '',
            'liability_transfer': '',
            'liability_period': '',
            'financial_assurance': 'Bank guarantee',
            'permitting_lead_time': '',
            'co2_definition': '',
            'cross_border_rules': 'London Protocol',
          },
        'provenance': { 'author': '', 'lastAuditDate': '', 'reviewer': '' },
      }
      ---
    `,
  ],

  *check(record, _world, { stem }) {
    if (!isLegacy(record)) return;
    const absent = ['id', 'analysis', 'regulatory', 'provenance'].filter(field => !entryOf(record.root, field));
    yield {
      span: record.fences.open, path: [],
      message: { zh: `旧版（2026-02-06）扁平结构：缺少 ${list(absent, 'zh')}。`, en: `This is the flat layout of 2026-02-06, without ${list(absent, 'en')}.` },
      fixes: [migration(record, stem)],
    };
  },
};

const names: readonly string[] = pillars.flatMap(({ key, legacyKeys }) => [key, ...legacyKeys]);

function isLegacy({ root }: PolicyRecord): boolean {
  if (root?.kind !== 'map' || entryOf(root, 'id') || entryOf(root, 'analysis')) return false;
  return entryOf(root, 'plr_index') !== undefined || names.filter(name => entryOf(root, name)).length >= 3;
}

function migration(record: PolicyRecord, stem: string): Fix {
  const regulatory = entryOf(record.root, 'regulatory');
  const isFree = (key: string) => isEmpty(regulatory?.value) || (regulatory?.value?.kind === 'map' && isEmpty(entryOf(regulatory.value, key)?.value));
  const moved = pillars.flatMap(({ key, legacyKeys }) => {
    const there = [key, ...legacyKeys].flatMap(name => entryOf(record.root, name) ?? []).filter(({ value }) => value === undefined || value.kind === 'scalar');
    const entry = there.find(({ value }) => !isEmpty(value)) ?? there[0];
    return entry && isFree(key) ? [{ key, entry }] : [];
  });
  const values = Object.fromEntries(moved.map(({ key, entry }) => [key, textFrom(record, entry)]));
  const fresh: Readonly<Record<string, Data>> = {
    ...(isSafeId(stem) ? { id: stem } : {}),
    legalWeight: '', reviewStatus: 'draft', analysis: unscored,
    ...(regulatory ? {} : { regulatory: { ...unassessed, ...values } }),
    provenance: { author: '', lastAuditDate: '', reviewer: '' },
  };
  const removals = moved.map(({ entry }): Step => each => removeAt(each, [entry.name]));
  const steps: readonly Step[] = [
    // Lines are taken away all at once; between braces the comma of one entry is a matter of its neighbour.
    ...(record.style === 'block' ? [(each: PolicyRecord) => removals.flatMap(step => step(each))] : removals),
    each => Object.entries(fresh).flatMap(([field, value]) => entryOf(each.root, field) ? [] : setValue(each, [field], value, fieldsAt([]))),
    ...(regulatory ? moved.map(({ key }): Step => each => setValue(each, ['regulatory', key], values[key] ?? '', fieldsAt(['regulatory']))) : []),
  ];
  return mend(record, { zh: '迁移到当前结构', en: 'Migrate to the current layout' }, inTurn(record, steps), { preferred: true });
}

/** The text of a pillar; a number keeps its digits. */
function textFrom({ text }: PolicyRecord, { value }: Entry): Data {
  if (value?.kind !== 'scalar' || value.value === undefined) return '';
  return typeof value.value === 'string' ? value.value : textOf(text, value.span);
}
