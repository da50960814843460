import { list } from '../base/both.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { entryOf } from '../syntax/tree.ts';
import { flatPillars, migration } from './migration.ts';
import { example, type Rule } from './rule.ts';
import { sources } from './sources.ts';

export const legacyLayout: Rule = {
  id: 'legacy-layout',
  title: { zh: '记录使用当前的结构', en: 'A record has the current layout' },
  why: {
    zh: '2026-02-06 的记录把七项监管支柱平铺在最外层，没有 id，也没有 analysis。网站只读当前的结构。整个文件只报这一条，不再逐个报缺少和未知的字段。迁移不丢任何内容：支柱和各政策特有的内容移到 regulatory 之下，legal_citation 成为法规维度的引用，plr_index 和 tags 保留，无从知道的内容留空待填。',
    en: 'Records of 2026-02-06 have the seven pillars at the top level, and neither id nor analysis. The site reads the current layout only. It is one finding for the file, in place of one for each missing and unknown field. Migrating loses nothing: the pillars and what is peculiar to the instrument go under regulatory, legal_citation becomes the citation of the statutory dimension, plr_index and tags stay, and what nobody can know is left open.',
  },
  source: sources.layout,
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
      closure_criteria: ''
      co2_definition: ''
      financial_assurance: ''
      permitting_lead_time: ''
      liability_period_years: '20'
      legal_citation: 矿业法第 31b 条
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
          citation: 矿业法第 31b 条
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
        third_party_access: 按协议开放
      provenance:
        author: ''
        lastAuditDate: ''
        reviewer: ''
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
        "source": "",
        "url": "",
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

  check(record, _world, { stem }) {
    if (!isLegacy(record)) return [];
    const absent = ['id', 'analysis', 'regulatory', 'provenance'].filter(field => !entryOf(record.root, field));
    return [{
      span: record.fences.open, path: [],
      message: { zh: `旧版（2026-02-06）扁平结构：缺少 ${list(absent, 'zh')}。`, en: `This is the flat layout of 2026-02-06, without ${list(absent, 'en')}.` },
      fixes: [migration(record, stem)],
    }];
  },
};

function isLegacy({ root }: PolicyRecord): boolean {
  if (root?.kind !== 'map' || entryOf(root, 'id') || entryOf(root, 'analysis')) return false;
  return entryOf(root, 'plr_index') !== undefined || flatPillars.filter(name => entryOf(root, name)).length >= 3;
}
