import assert from 'node:assert/strict';
import { findingsOf, type Changed, type Page } from './clean.ts';

interface Case { readonly changed?: Changed; readonly body?: string; readonly en?: true; readonly with?: readonly Page[]; readonly file?: string; readonly spoil?: (text: string) => string; readonly styles?: readonly Style[] }
type Style = 'json' | 'flow' | 'block';

const prose = '条例规定了封存许可的申请、监测和移交。';
const zh = (name: string, changed: Changed = {}, body?: string): Page => ({ file: `zh/${name}.md`, changed, ...body === undefined ? {} : { body } });
const en = (name: string, changed: Changed = {}, body?: string): Page => ({ file: `en/${name}.md`, changed, ...body === undefined ? {} : { body } });
const all = (field: string, ...values: readonly unknown[]): Changed => Object.fromEntries(['incentive', 'market', 'mrv', 'statutory', 'strategic'].map((name, i) => [`analysis.${name}.${field}`, values[i % values.length]]));

/** Records that a careful editor would leave as they are. */
const cases: Readonly<Record<string, Case>> = {
  'nothing at all': {},
  'nothing at all in English': { en: true },
  'a title with a year that is not the year of publication': { changed: { title: '2030 年前碳达峰行动方案（2021 年版）' } },
  'a title of Latin letters': { changed: { title: 'CCS+ Initiative: VM0049 / ISO 27914:2017' } },
  'a title in quotes of both kinds': { changed: { title: '《“十四五”规划》与‘双碳’意见 (试行)' } },
  'an English title with a Chinese name in brackets': { en: true, changed: { title: 'Carbon Neutrality Act (碳中和法)' } },
  'evidence in German': { changed: { 'analysis.statutory.evidence': '§ 4 KSpG regelt die Zulassung von Kohlendioxidspeichern und die Haftung der Betreiber.' } },
  'evidence in Norwegian, in an English record': { en: true, changed: { 'analysis.statutory.evidence': 'Forskriften § 5-7 regulerer ansvar og overføring til staten etter 20 år.' } },
  'evidence in Japanese with a gloss, in an English record': { en: true, changed: { 'regulatory.pore_space_rights': '拟制物权 (Quasi-real Rights / Mina-shi Bukken).' } },
  'evidence that begins with AI in brackets as a topic': { changed: { 'analysis.mrv.evidence': '[AI] tools may be used for monitoring under Article 3, if the operator documents them.' } },
  'evidence that speaks of AI-generated reports': { en: true, changed: { 'analysis.mrv.evidence': 'Article 9 bans AI-generated monitoring reports unless an accredited verifier signs them.' } },
  'evidence that quotes TBD within a sentence': { changed: { 'analysis.incentive.evidence': 'The budget line is marked “TBD” in Annex II, while Article 4 fixes the grant at 40%.' } },
  'evidence that says pending of something': { changed: { 'analysis.incentive.evidence': 'Pending regulation under section 12 will set the tariff before 2027.' } },
  'a short but whole Chinese piece of evidence': { changed: { 'analysis.incentive.evidence': '第三条：每吨补贴200元' } },
  'evidence that starts as its label does': { changed: { 'analysis.mrv.label': 'Annual reports', 'analysis.mrv.evidence': 'Annual reports have to be verified by an accredited third party.' } },
  'labels with a word such as High': { changed: { 'analysis.mrv.label': 'High ambition', 'analysis.market.label': 'Low-carbon fuel credits', 'analysis.statutory.label': 'Medium-term licence', 'analysis.strategic.label': 'Standard of ISO 27914' } },
  'the same evidence twice and never three times': { changed: { 'analysis.mrv.evidence': 'Article 5 deals with monitoring and with credits alike.', 'analysis.market.evidence': 'Article 5 deals with monitoring and with credits alike.' } },
  'the same label in every dimension': { changed: all('label', 'Article 5 duties') },
  'scores of 0, 40, 41, 98 and 100': { changed: all('score', 40, 41, 98, 100, 45) },
  'a low score without a citation': { changed: { 'analysis.incentive.score': 40, 'analysis.incentive.citation': '' } },
  'a dimension that is not assessed': { changed: { 'analysis.incentive': { citation: '', evidence: '', label: '' } } },
  'technical in place of mrv': { changed: { 'analysis.mrv': undefined, 'analysis.technical': { citation: 'Annex I', evidence: 'Annex I sets the purity of the stream at 95 per cent.', label: 'Stream purity', score: 70 } } },
  'a technical policy of the older framework': { changed: { category: '技术规范', 'analysis.liability': { citation: 'Article 9', evidence: 'Article 9 hands liability to the state after 20 years.', label: 'State takeover', score: 80 } } },
  'a url to a section, with a slash at its end': { changed: { url: 'https://www.gov.uk/guidance/oil-and-gas/' } },
  'a url with a query on the home page': { changed: { url: 'https://eur-lex.europa.eu/?uri=CELEX:32009L0031' } },
  'a url with a port, a bracket and a Chinese path': { changed: { url: 'https://law.example.org:8443/法规/碳封存(试行).html#第三条' } },
  'a url on a host in Chinese': { changed: { url: 'https://例子.中国/法规/123' } },
  'a url with a tilde, a semicolon and an ampersand': { changed: { url: 'https://www.meti.go.jp/~files/a;b=1?x=1&y=2' } },
  'a pubDate on New Year’s Eve': { changed: { pubDate: '2023-12-31', year: 2023 } },
  'a pubDate on 2 January': { changed: { pubDate: '2024-01-02' } },
  'a pubDate on the first of a month': { changed: { pubDate: '2024-10-01' } },
  'a leap day': { changed: { pubDate: '2024-02-29' } },
  'a draft that awaits its review': { changed: { reviewStatus: 'draft', 'provenance.reviewer': 'Human Audit Pending' } },
  'a draft without a reviewer': { changed: { reviewStatus: 'draft', 'provenance.reviewer': '' } },
  'a draft with marked evidence': { changed: { reviewStatus: 'draft', 'analysis.mrv.evidence': '[AI-Generated] Article 3 obliges operators to report each year.' } },
  'reviewers of every kind': { changed: { 'provenance.reviewer': 'Primary-source policy gap audit' } },
  'a reviewer whose organisation has review in its name': { changed: { 'provenance.reviewer': 'Peer Review Panel, 王芳' } },
  'a policy that is still to come': { changed: { status: '即将实施', pubDate: '2027-01-01', year: 2027 } },
  'a policy under development with a date ahead': { en: true, changed: { status: 'Under development', pubDate: '2026-12-15', year: 2026 } },
  'an audit of today': { changed: { 'provenance.lastAuditDate': '2026-11-20' } },
  'pillars that say that there is nothing': { changed: { 'regulatory.financial_assurance': '暂无强制性财务保证机制。', 'regulatory.cross_border_rules': '目前仅限境内，暂无跨境封存实例。', 'regulatory.liability_transfer': '未规定责任转移，由运营方长期承担。' } },
  'pillars that say so in English': { en: true, changed: { 'regulatory.liability_transfer': 'Under development', 'regulatory.pore_space_rights': 'Not explicitly defined in the Act.', 'regulatory.co2_definition': 'Pending regulation.' } },
  'a liability period in years, months and for ever': { en: true, changed: { 'regulatory.liability_period': 'At least 20 years after closure; monitoring reports every six months', 'regulatory.permitting_lead_time': '6 to 12 months', 'regulatory.liability_transfer': 'The state takes over 20 years after closure' } },
  'financial assurance that is paid in instalments over years': { changed: { 'regulatory.financial_assurance': '运营方须在取得许可后三年内缴足保证金，闭坑后20年内不得提取。', 'regulatory.liability_period': '闭坑后20年内由运营方承担责任。', 'regulatory.permitting_lead_time': '自受理之日起18个月内作出许可决定。' } },
  'an assurance that covers the return of a grant': { en: true, changed: { 'regulatory.financial_assurance': 'A bank guarantee equal to the grant received, plus insurance.' } },
  'no impact analysis': { changed: { impactAnalysis: undefined } },
  'a description that says what the body says': { changed: { description: prose } },
  'a description of 500 characters that ends with its sentence': { changed: { description: `${'条例规定了许可。'.repeat(62)}完整。`.padStart(500, '本') } },
  'a description with a hashtag': { changed: { description: '#CCUS 政策汇编中的第一部条例，规定了封存许可。' } },
  'a C# of an annex and a number sign': { en: true, changed: { description: 'Covers item #3 of the plan and annex C# of the rules on permits.' } },
  'bold with full-width quotes, and numbers with blanks': { changed: { description: '确立了**“谁封存、谁负责”**的原则，期限为 **20 年** 。' } },
  'emoji with joiners, variation selectors and flags': { changed: { description: '由 👩‍🔬 与 👨‍👩‍👧 参与的 🇳🇴 项目 ❤️‍🔥，⚠️ 风险提示。' } },
  'Persian with non-joiners and Arabic with marks': { en: true, changed: { source: 'سازمان می‌باشد', description: 'Issued by وزارة الطاقة‎ and by سازمان می‌باشد, with a translation in English.' } },
  'Hindi with joiners': { en: true, changed: { description: 'Known as क्‍ष and published in the Gazette of India in 2024.' } },
  'a backslash that is a path or a formula': { changed: { description: '公式 \\rho = m/V 与路径 C:\\reports\\readme 均见附件。' } },
  'a blank in the middle and a full-width one': { changed: { description: '第一章　总则：规定许可的申请。' } },
  'clusters, milestones and consolidation of sorts': { changed: { evolution: { clusters: ['EU ETS', '欧盟 CCS'], consolidatedFrom: ['uk-old-rules-1998', 'gone'], currentConsolidatedVersion: '2024-06-01', effectiveApplicationWindow: '2024–2030', milestones: [{ date: '2024-03-05', event: '发布' }, { date: '2027-01-01', event: '生效' }], supersededBy: '', supersedes: [] } } },
  'no lineage at all': { changed: { evolution: undefined } },
  'a lineage with nothing in it': { changed: { evolution: { supersedes: undefined, supersededBy: undefined } } },
  'many facilities as texts': { changed: { relatedFacilities: Array.from({ length: 1017 }, (_, i) => String(i + 1)) } },
  'a country by an alias of the vocabulary in its own name': { changed: { country: '韩国' } },
  'a body in one long line, without a heading': { body: `${prose.repeat(80)}\n` },
  'a body with a rule, a table, code and a quote': { body: '# 概览\n\n---\n\n| 项 | 值 |\n|--|--|\n| a | b |\n\n```yaml\nid: x\n---\n```\n\n> 引文：“{”\n' },
  'a body with Windows line ends throughout': { spoil: text => text.replaceAll('\n', '\r\n') },
  'a byte order mark': { spoil: text => `\ufeff${text}` },
  'a body that names a date in another year': { changed: { pubDate: '2024-01-02' }, body: '# 概览\n\n2019 年 6 月 3 日起草，2024 年 1 月 2 日发布。\n' },
  'a body about criteria that exist': { changed: { category: '市场机制' }, body: '# 概览\n\n按 ICVCM 标准 9.3 与 13.1，并参见《巴黎协定》第 6.4 条、ISO 27914:2017 第 9.7 节和表 14.1。\n' },
  'a body about mechanisms, carefully said': { body: '# 概览\n\nCCER 目前不符合 CORSIA 要求；VCS 获得 CCP-Eligible 标签，其方法学 VM0049 可申请 CCP-Approved。T-VER 计划申请 CORSIA 资格。\n' },
  'English mechanisms, carefully said': { en: true, body: '# Overview\n\nVerra’s VCS is CORSIA-eligible. CCER may become CORSIA-eligible. The Gold Standard, which is CCP-Eligible, has methodologies that are CCP-Approved. Units of the CDM were eligible in the pilot phase of CORSIA.\n' },
  'a policy that supersedes two others': {
    file: 'zh/a', changed: { 'evolution.supersedes': ['b', 'c'] },
    with: [zh('b', { 'evolution.supersededBy': 'a', status: '被取代', pubDate: '2010-02-03', year: 2010, title: '旧条例一' }), zh('c', { 'evolution.supersededBy': 'a', status: '失效', pubDate: '2012-02-03', year: 2012, title: '旧条例二' })],
  },
  'an active policy that a coming one will supersede': {
    file: 'zh/b', changed: { 'evolution.supersededBy': 'a', pubDate: '2010-02-03', year: 2010 },
    with: [zh('a', { 'evolution.supersedes': ['b'], status: '即将实施', pubDate: '2027-03-01', year: 2027, title: '新条例' })],
  },
  'a new version with the title and the page of the old': {
    file: 'zh/a', changed: { 'evolution.supersedes': ['b'], url: 'https://law.example.org/page' },
    with: [zh('b', { 'evolution.supersededBy': 'a', status: '被取代', pubDate: '2010-02-03', year: 2010, url: 'https://law.example.org/page' })],
  },
  'two countries with laws of one name': { file: 'zh/a', changed: { country: '挪威', title: '碳封存法' }, with: [zh('b', { country: '丹麦', title: '碳封存法' })] },
  'records that share a folder of the same site': { file: 'zh/a', changed: { url: 'https://law.example.org/acts/1' }, with: [zh('b', { url: 'https://law.example.org/acts/2', title: '另一条例' })] },
  'twins, each in its own words': { file: 'zh/a', changed: { source: '北海过渡管理局', 'provenance.author': '李伟' }, with: [en('a', { source: 'North Sea Transition Authority', 'provenance.author': 'Li Wei' })] },
  'twins of which one names the country by an alias': { file: 'zh/a', changed: { country: '韩国' }, with: [en('a', { country: 'Republic of Korea' })] },
  'twins with the United States by two names': { file: 'zh/a', changed: { country: '美国' }, with: [en('a', { country: 'USA' })] },
  'twins whose lists stand in another order': { file: 'zh/a', changed: { relatedFacilities: ['1', '2', '3'] }, with: [en('a', { relatedFacilities: ['3', '1', '2'] })] },
  'twins with other clusters, events and notes': {
    file: 'zh/a', changed: { 'evolution.clusters': ['欧盟 CCS'], 'evolution.milestones': [{ date: '2024-03-05', event: '发布' }], 'analysis.mrv.auditNote': '已核对' },
    with: [en('a', { 'evolution.clusters': ['EU CCS'], 'evolution.milestones': [{ date: '2024-03-05', event: 'Published' }] })],
  },
  'an id without a country': { file: 'zh/alberta-tier', changed: { country: '加拿大' } },
  'an id with a year that is not the year': { file: 'zh/gr-climate-law-2022-update', changed: { country: '希腊' } },
};

/** Lines of indented YAML that look like something they are not; each takes the place of the line with its key. */
const lines: readonly string[] = [
  'title: “十四五”碳封存规划', 'title: 《碳封存条例》：总则（试行）', 'title: ‘双碳’意见', 'title: 碳封存条例：第一部分，总则；附则 # 2024 年修订', 'title: No. 12 of 2024, on storage', 'title: Yes to storage',
  'title: R&D *and* storage', 'title: "碳封存：{草案} [二] & *"', 'title: >-\n  碳封存条例\n  总则', 'title: |-\n  碳封存条例', 'title: 碳封存条例  # 说明：“待定”', 'source: Norges vassdrags- og energidirektorat', 'source: "@北海"', 'source: A.B.C. & Co.',
  'source: 国家能源局，生态环境部', 'source: Ministry of Energy (ENRE) / CONUEE', 'source: 12 国部长会议', 'source: Null Island Authority', 'source: on-shore board', 'year: 2024 # 通过之年', 'pubDate: "2024-03-05" # 公布', 'category:   法律监管', 'status: "现行"',
  'reviewStatus: "verified"', 'url: https://law.example.org/a?b=1&c=2#d', 'url: "https://law.example.org/uk-storage.pdf" # 原文', 'legalWeight: Primary Legislation', 'country: 英国 # UK', 'description: 见 <<北海条约>> 与 ======= 分隔线',
  'description: >-\n  第一段。\n\n  第二段：{a, b} 与 “c”。', 'description: |-\n  <b>条例</b>\n  =======\n  末行', 'interpretation: ""', 'sectors: []', 'relatedFacilities: ["0170", "1_000", "12:30:00"]', 'relatedFacilities:\n- "310"\n- "1170"', 'tags: [CCS, 封存]',
];

const standing: Readonly<Record<string, Style>> = { JSON: 'json', 'YAML between braces': 'flow', 'indented YAML': 'block' };

describe('what no editor would mark', () => {
  for (const [name, { changed, body, en: english, with: others = [], file, spoil, styles }] of Object.entries(cases)) {
    it(name, () => {
      for (const style of Object.values(standing)) {
        if (styles && !styles.includes(style)) continue;
        const page: Page = { file: `${file ?? (english ? 'en/uk-storage' : 'zh/uk-storage')}.md`, ...changed ? { changed } : {}, ...body === undefined ? {} : { body } };
        const findings = findingsOf([page, ...others], style, spoil);
        assert.deepEqual(findings.map(({ rule, message, path }) => `${style} ${rule} ${path.join('.')}: ${message.en}`), []);
      }
    });
  }

  for (const line of lines) {
    it(`a line of YAML: ${JSON.stringify(line)}`, () => {
      const key = /^\w+/.exec(line)?.[0] ?? '';
      const spoil = (text: string) => {
        const put = text.replace(new RegExp(`^${key}:.*$`, 'm'), () => line);
        return put === text ? text.replace(/\n---\n/, () => `\n${line}\n---\n`) : put;
      };
      assert.deepEqual(findingsOf([{ file: 'zh/uk-storage.md' }], 'block', spoil).map(({ rule, message }) => `${rule}: ${message.en}`), []);
    });
  }
});
