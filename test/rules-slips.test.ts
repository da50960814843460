import assert from 'node:assert/strict';
import { findingsOf, type Changed, type Page } from './clean.ts';

interface Case { readonly changed?: Changed; readonly body?: string; readonly en?: true; readonly with?: readonly Page[]; readonly file?: string }
/** No key at all; a key without a value is `null`. */
const nothing = undefined;
const zh = (name: string, changed: Changed = {}): Page => ({ file: `zh/${name}.md`, changed });
const en = (name: string, changed: Changed = {}): Page => ({ file: `en/${name}.md`, changed });
const pillars = ['co2_definition', 'cross_border_rules', 'financial_assurance', 'liability_period', 'liability_transfer', 'permitting_lead_time', 'pore_space_rights'];
const each = (value: unknown): Changed => Object.fromEntries(pillars.map(key => [`regulatory.${key}`, value]));

/** Mistakes that people make, and the one rule that speaks of each, in whichever notation. */
const cases: Readonly<Record<string, readonly Case[]>> = {
  'wrong-type': [
    { changed: { year: '2024' } }, { changed: { year: ' 2024 ' } }, { changed: { year: '２０２４' } }, { changed: { 'analysis.mrv.score': '６０.５' } }, { changed: { year: '2024年' } }, { changed: { year: [2024] } }, { changed: { year: 'about 2024' } }, { changed: { title: 2024 } }, { changed: { title: ['碳封存条例'] } }, { changed: { title: true } },
    { changed: { url: ['https://law.example.org/a.pdf'] } }, { changed: { 'analysis.mrv.score': '60' } }, { changed: { 'analysis.mrv.score': '高' } }, { changed: { 'analysis.mrv.score': [60] } }, { changed: { 'analysis.mrv.score': true } }, { changed: { 'analysis.mrv': 60 } },
    { changed: { 'analysis.mrv.evidence': ['Article 3'] } }, { changed: { 'analysis.mrv.citation': 5 } }, { changed: { evolution: [] } }, { changed: { 'evolution.supersedes': 'b' } }, { changed: { 'evolution.supersededBy': ['b'] } }, { changed: { 'evolution.clusters': 'EU' } },
    { changed: { 'provenance': 'Li Wei' } }, { changed: { regulatory: '暂无' } }, { changed: { regulatory: [] } }, { changed: { analysis: '暂无' } }, { changed: { relatedFacilities: [310, 1170] } }, { changed: { relatedFacilities: '310, 1170' } }, { changed: { 'regulatory.liability_period': 20 } }, { changed: { pubDate: 2024 } },
    { changed: { impactAnalysis: '无' } }, { changed: { 'evolution.supersedes': [null] } }, { changed: { relatedFacilities: ['310', null, '1170'] } }, { changed: { id: 45 }, file: 'zh/45' },
  ],
  'unknown-field': [
    { changed: { legalWeight: nothing, legalWieght: 'Primary Legislation' } }, { changed: { title: nothing, Title: '碳封存条例' } }, { changed: { reviewStatus: nothing, review_status: 'verified' } }, { changed: { pubDate: nothing, pubdate: '2024-03-05' } }, { changed: { 标题: '碳封存条例' } }, { changed: { 'analysis.mrv.scroe': 60, 'analysis.mrv.score': nothing } },
    { changed: { 'analysis.mrv.notes': 'a' } }, { changed: { 'provenance.lastAudit': 'a' } }, { changed: { 'evolution.replaces': ['b'] } }, { changed: { 'regulatory.credit_period': '15 年' } }, { changed: { '__proto__x': 1 } }, { changed: { constructor: 'x' } }, { changed: { 'analysis.finance': { score: 1 } } },
  ],
  'missing-field': [
    { changed: { id: nothing } }, { changed: { pubDate: nothing } }, { changed: { analysis: nothing } }, { changed: { regulatory: nothing } }, { changed: { provenance: nothing } }, { changed: { 'regulatory.co2_definition': nothing } },
  ],
  'empty-field': [
    { changed: { title: '' } }, { changed: { title: '  ' } }, { changed: { title: null } }, { changed: { country: null } }, { changed: { pubDate: '' } }, { changed: { status: '　' } }, { changed: { year: null } }, { changed: { source: '' } }, { changed: { legalWeight: null } }, { changed: { reviewStatus: '' } }, { changed: { year: '' } },
  ],
  'unsafe-id': [{ file: 'zh/UK-Storage' }, { changed: { id: 'uk_storage' } }, { changed: { id: 'uk-storage ' } }, { changed: { id: 'uk–storage' } }, { changed: { id: '../../x' } }, { changed: { id: 'uk--storage' } }, { changed: { id: 'ｕｋ-storage' } }],
  'id-not-file-name': [{ changed: { id: 'uk-storage-2024' } }, { changed: { id: 'uk' } }],
  'empty-analysis': [{ changed: { analysis: {} } }, { changed: { analysis: null } }],
  'missing-dimension': [{ changed: { 'analysis': { mrv: { citation: '', evidence: '', label: '' } } } }],
  'score-out-of-range': [{ changed: { 'analysis.mrv.score': 101 } }, { changed: { 'analysis.mrv.score': -1 } }, { changed: { 'analysis.mrv.score': 60.5 } }, { changed: { 'analysis.mrv.score': '120' } }, { changed: { 'analysis.mrv.score': '60.5' } }, { changed: { 'analysis.mrv.score': 1e9 } }],
  'uncited-score': [{ changed: { 'analysis.mrv.citation': '' } }, { changed: { 'analysis.mrv.citation': nothing } }, { changed: { 'analysis.mrv.citation': null } }, { changed: { 'analysis.mrv.citation': '  ' } }, { changed: { 'analysis.mrv.citation': 'TBD' } }, { changed: { 'analysis.mrv.citation': '待补充' } }, { changed: { 'analysis.mrv.citation': 'N/A' } }, { changed: { 'analysis.mrv.citation': '无' } }, { changed: { 'analysis.mrv.citation': '-' } }],
  'placeholder-evidence': [
    ...['TBD', 'tbd', 'TBD.', 'ＴＢＤ', '（待定）', '待定', '待补充。', '[TBD]', 'To be determined', 'TODO', '待核实', '待完善', 'TBA', 'Baseline strategic alignment under V5.0 migration.', 'No direct incentive found', 'no specific market rules.'].map((evidence): Case => ({ changed: { 'analysis.mrv.evidence': evidence, 'analysis.mrv.score': 40, reviewStatus: 'draft' } })),
  ],
  'placeholder-contradicts-score': [{ changed: { 'analysis.market.evidence': 'No specific market rules.', 'analysis.market.score': 90, reviewStatus: 'draft' } }],
  'repeated-evidence': [
    { changed: Object.fromEntries(['mrv', 'market', 'statutory'].map(name => [`analysis.${name}.evidence`, 'Article 5 deals with all of it in one go.'])) },
  ],
  'thin-evidence': [{ changed: { 'analysis.mrv.evidence': 'Article 3' } }, { changed: { 'analysis.mrv.evidence': '第三条规定' } }, { changed: { 'analysis.mrv.evidence': '' } }, { changed: { 'analysis.mrv.evidence': nothing } }, { changed: { 'analysis.mrv.evidence': null } }, { changed: { 'analysis.mrv.evidence': 'N/A' } }, { changed: { 'analysis.mrv.evidence': '无' } }, { changed: { 'analysis.mrv.evidence': 'duties of article 3.' } }, { changed: { 'analysis.mrv.evidence': '“Duties of Article 3”' } }],
  'generic-label': ['High', 'HIGH', 'high', 'Ｈｉｇｈ', 'High.', '“High”', '高', '中等', 'TBD', 'Very High'].map((label): Case => ({ changed: { 'analysis.mrv.label': label } })),
  'ai-generated-evidence': ['[AI-Generated] Article 3 obliges operators to report.', '[AI-generated]: Article 3 obliges operators to report.', '【AI生成】第三条规定运营方每年报告封存量。', '[AI Generated] Article 3 obliges operators to report.', '(AI-generated) Article 3 obliges operators to report.', 'AI-Generated: Article 3 obliges operators to report.'].map((evidence): Case => ({ changed: { 'analysis.mrv.evidence': evidence } })),
  'weak-own-dimension': [{ changed: { 'analysis.statutory.score': 30, 'analysis.market.score': 90 } }, { changed: { 'analysis.statutory.score': 39, 'analysis.market.score': 80 } }],
  'unfilled-pillars': [{ changed: each('') }, { changed: each(null) }, { changed: { 'regulatory.co2_definition': '' } }, { changed: { 'regulatory.co2_definition': '  ' } }, { changed: { regulatory: {} } }],
  'placeholder-pillar': ['TBD', '待定。', '（待定）', 'ＴＢＤ', 'Pending.', 'not specified', 'To be determined…', '待明确', '待核实', '未具体说明'].map((text): Case => ({ changed: { 'regulatory.co2_definition': text } })),
  'misplaced-pillar': [{ changed: { 'regulatory.liability_period': '审批许可须在18个月内完成。' } }, { en: true, changed: { 'regulatory.financial_assurance': 'A tax credit of $85 per tonne.' } }],
  'misplaced-field': [{ changed: { 'analysis.score': 60 } }, { changed: { 'impactAnalysis.evidence': 'a' } }],
  'broken-supersedes': [{ changed: { 'evolution.supersedes': ['gone'] } }, { changed: { 'evolution.supersedes': [' gone '] } }, { changed: { 'evolution.supersedes': ['UK-STORAGE-2'] } }],
  'broken-superseded-by': [{ changed: { 'evolution.supersededBy': 'gone' } }, { changed: { 'evolution.supersededBy': 'N/A' } }, { changed: { 'evolution.supersededBy': 'null' } }],
  'self-supersedes': [{ changed: { 'evolution.supersedes': ['uk-storage'] } }, { changed: { 'evolution.supersedes': [' uk-storage'] } }, { changed: { 'evolution.supersededBy': 'uk-storage' } }],
  'superseded-still-active': [{ file: 'zh/b', changed: { 'evolution.supersededBy': 'a', pubDate: '2010-02-03', year: 2010 }, with: [zh('a', { 'evolution.supersedes': ['b'], title: '新条例' })] }],
  'one-way-supersedes': [{ file: 'zh/a', changed: { 'evolution.supersedes': ['b'] }, with: [zh('b', { pubDate: '2010-02-03', year: 2010, title: '旧条例', status: '被取代' })] }],
  'successor-older': [{ file: 'zh/a', changed: { 'evolution.supersedes': ['b'], pubDate: '2010-02-03', year: 2010 }, with: [zh('b', { 'evolution.supersededBy': 'a', title: '旧条例', status: '被取代' })] }],
  'duplicate-title': [{ file: 'zh/a', with: [zh('b')] }, { file: 'zh/a', changed: { title: '北海 二氧化碳 封存条例' }, with: [zh('b')] }, { file: 'zh/a', changed: { title: '《北海二氧化碳封存条例》' }, with: [zh('b')] }, { file: 'en/a', en: true, changed: { title: 'NORTH SEA carbon dioxide storage regulations' }, with: [en('b')] }],
  'shared-url': [
    { file: 'zh/a', changed: { url: 'https://law.example.org/x', title: '甲' }, with: [zh('b', { url: 'https://law.example.org/x', title: '乙' })] }, { file: 'zh/a', changed: { url: 'https://law.example.org/x/', title: '甲' }, with: [zh('b', { url: 'https://law.example.org/x', title: '乙' })] },
    { file: 'zh/a', changed: { url: 'https://law.example.org/x', title: '甲' }, with: [zh('b', { url: 'http://law.example.org/x', title: '乙' })] },
  ],
  'wrong-language-term': [{ changed: { status: 'Active' } }, { changed: { category: 'Regulatory' } }, { changed: { category: 'regulatory' } }, { changed: { status: ' ACTIVE ' } }, { changed: { country: 'United Kingdom' } }, { changed: { country: 'UK' } }, { en: true, changed: { status: '现行' } }, { en: true, changed: { country: '英国' } }],
  'unknown-term': [{ changed: { status: '生效中' } }, { changed: { category: '法律法规' } }, { changed: { legalWeight: 'Law No. 7552' } }, { changed: { reviewStatus: 'Verified' } }, { changed: { reviewStatus: '已核证' } }, { changed: { legalWeight: 'primary legislation' } }, { changed: { legalWeight: '主要立法' } }, { changed: { country: '大不列颠王国' } }, { en: true, changed: { status: 'active' } }, { en: true, changed: { status: 'In force' } }, { changed: { legalWeight: 'TBD' } }, { changed: { status: '待定' } }],
  'wrong-language-text': [{ en: true, changed: { 'regulatory.co2_definition': '受控工业物质' } }, { en: true, changed: { title: '碳封存条例' } }, { en: true, body: '条例规定了封存许可的申请。\n' }, { en: true, changed: { source: '国家能源局' } }],
  'missing-twin': [{ file: 'zh/a', with: [zh('b', { title: '乙', url: 'https://x.example.org/b' }), en('b', { title: 'B', url: 'https://x.example.org/b' })] }],
  'twin-disagrees': [
    { file: 'zh/a', with: [en('a', { pubDate: '2024-03-06' })] }, { file: 'zh/a', with: [en('a', { 'analysis.mrv.score': 64 })] }, { file: 'zh/a', with: [en('a', { url: 'https://law.example.org/b.pdf' })] },
    { file: 'zh/a', with: [en('a', { status: 'Inactive' })] }, { file: 'zh/a', with: [en('a', { country: 'Norway' })] }, { file: 'zh/a', with: [en('a', { legalWeight: 'Primary Legislation' })] }, { file: 'zh/a', with: [en('a', { 'provenance.lastAuditDate': '2026-05-07' })] }, { file: 'zh/a', with: [en('a', { relatedFacilities: ['1'] })] },
  ],
  'invalid-date': [
    ...['2024/3/5', '2024-3-5', '2024年3月5日', '2024.03.05', '5 March 2024', 'March 5, 2024', '2024-02-30', '2024-13-01', '2024-03', '2024', '２０２４－０３－０５', '2024-03-05T00:00:00Z', '05/03/2024', '2024–03–05', ' 2024-03-05', '待定', '2024-03-05（修订）', '20240305', 'Q1 2024'].map((pubDate): Case => ({ changed: { pubDate } })),
    { changed: { 'provenance.lastAuditDate': '2026/5/6' } }, { changed: { 'evolution.milestones': [{ date: '2027年', event: '生效' }] } }, { changed: { 'evolution.sourcePublicationDate': 'May 2024' } },
  ],
  'year-mismatch': [{ changed: { year: 2023 } }, { changed: { pubDate: '2023-12-31' } }],
  'placeholder-date': [{ changed: { pubDate: '2024-01-01' } }],
  'ingest-date': [{ changed: { pubDate: '2026-05-06', year: 2026 } }],
  'future-date': [{ changed: { pubDate: '2027-03-05', year: 2027 } }, { changed: { 'provenance.lastAuditDate': '2026-11-21' } }],
  'verified-but-pending': ['Human Audit Pending', 'human audit pending', 'Pending', 'Pending human audit', 'Audit pending', 'Pending review', '待审核', '待人工审核', 'TBD', '待定', 'Review Pending', '未审核', 'Unreviewed', 'N/A'].map((reviewer): Case => ({ changed: { 'provenance.reviewer': reviewer } })),
  'missing-reviewer': [{ changed: { 'provenance.reviewer': '' } }, { changed: { 'provenance.reviewer': '  ' } }, { changed: { 'provenance.reviewer': nothing } }, { changed: { 'provenance.reviewer': null } }],
  'missing-audit-date': [{ changed: { 'provenance.lastAuditDate': '' } }, { changed: { 'provenance.lastAuditDate': nothing } }, { changed: { 'provenance.lastAuditDate': null } }],
  'malformed-url': ['www.gov.uk/x', 'law.example.org/a.pdf', 'htp://law.example.org/a', 'https:/law.example.org/a', 'https://', 'https://law.example.org/a b.pdf', ' https://law.example.org/a', '待定', 'N/A', '/a.pdf', 'https：//law.example.org/a', 'ftp://law.example.org/a', '见官网', '[原文](https://law.example.org/a)', '<https://law.example.org/a>'].map((url): Case => ({ changed: { url } })),
  'homepage-url': ['https://www.gov.uk/', 'https://www.gov.uk', 'HTTPS://WWW.GOV.UK/', 'https://www.gov.uk/#', 'https://www.gov.uk:443/'].map((url): Case => ({ changed: { url } })),
  'insecure-url': ['http://law.example.org/a', 'HTTP://law.example.org/a'].map((url): Case => ({ changed: { url } })),
  'escape-residue': [{ changed: { 'impactAnalysis.economic': '第一段。\\r \\r 第二段。' } }, { changed: { 'impactAnalysis.economic': '第一段。\\r\\n第二段。' } }],
  'edge-whitespace': [{ changed: { title: ' 碳封存条例' } }, { changed: { title: '碳封存条例　' } }, { changed: { 'analysis.mrv.evidence': 'Article 3 obliges operators to report every year. ' } }, { changed: { 'evolution.clusters': ['EU '] } }],
  'hidden-character': ['碳封存\u200b条例', '碳封存条例\ufeff', '碳\u202e封存条例', '\u2060碳封存条例', '碳封\u00ad存条例', '碳封\u200d存条例'].map((title): Case => ({ changed: { title } })),
  'flattened-markdown': [{ changed: { description: '## 政策概览  条例规定了许可。' } }],
  'empty-impact': [{ changed: { 'impactAnalysis.economic': '' } }, { changed: { impactAnalysis: { economic: '', technical: '', environmental: '' } } }, { changed: { impactAnalysis: {} } }, { changed: { impactAnalysis: { economic: null } } }],
  'empty-body': [{ body: '' }, { body: ' \n\n' }, { body: '<!-- 待写 -->\n' }],
  'unknown-criterion': [{ body: '按 ICVCM 标准 9.7 评估。\n' }, { body: '按 ICVCM 评估框架第 14.1 条评估。\n' }, { en: true, body: 'Assessed under ICVCM criterion 9.7.\n' }, { changed: { icvcmCriteria: ['9.7'] } }, { changed: { icvcmCriteria: ['９.３'] } }],
};

describe('what people get wrong', () => {
  for (const [rule, all] of Object.entries(cases)) {
    for (const { changed, body, en: english, with: others = [], file } of all) {
      it(`${rule}: ${JSON.stringify(changed ?? body ?? file, (_, value: unknown) => value ?? null)}${english ? ' in English' : ''}`, () => {
        for (const style of ['json', 'flow', 'block'] as const) {
          const findings = findingsOf([{ file: `${file ?? (english ? 'en/uk-storage' : 'zh/uk-storage')}.md`, ...changed ? { changed } : {}, ...body === undefined ? {} : { body } }, ...others], style);
          assert.deepEqual(findings.map(each => each.rule), [rule], `${style} ${findings.map(({ rule: id, message }) => `${id}: ${message.en}`).join(' | ')}`);
        }
      });
    }
  }
});
