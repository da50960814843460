import assert from 'node:assert/strict';
import type * as lsp from 'vscode-languageserver-types';
import type { Locale } from '../../server/base/both.ts';
import { documentSymbols } from '../../server/features/symbols.ts';
import { record } from '../fixture.ts';
import { halfTyped, realRecords } from '../sweep.ts';
import { seedData, seeds, written } from '../syntax/library.ts';

/** An outline as a person sees it, one line for each symbol. */
const drawn = (symbols: readonly lsp.DocumentSymbol[], indent = ''): readonly string[] =>
  symbols.flatMap(({ name, detail, children = [] }) => [`${indent}${name}${detail ? ` [${detail}]` : ''}`, ...drawn(children, `${indent}  `)]);

const outline = (text: string, locale: Locale, file?: string): string => drawn(documentSymbols(record(text, file), locale)).join('\n');

const chinese = `CCS+ Initiative 全球碳核算与信用框架 [intl-ccs-plus-framework]
  维度分析 [analysis]
    经济激励 [incentive · 60 · Credit Viability]
    市场机制 [market · 95 · Inter-market Linkage]
    MRV 与数据治理 [mrv · 95 · Methodological Rigor]
    法规制度 [statutory · 50 · Standard-led]
    战略规划 [strategic · 30 · Initial Assessment]
  类别 [category · 技术规范]
  国家或地区 [country · 国际]
  沿革 [evolution]
    政策簇 [clusters]
    被取代于 [supersededBy]
    取代 [supersedes]
  标识 [id · intl-ccs-plus-framework]
  影响分析 [impactAnalysis]
    经济影响 [economic · 通过建立高度统一的方法学，显著降低了 CCS 项目在全球自愿碳市场的挂牌成本与溢价不确定性，为数十亿美金级的高保真碳移…]
    环境影响 [environmental · 作为全球 CCS 诚信度的技术背书，确保了每一吨获证的负排放量均剔除全生命周期的供应链排放，维护了技术移除路径对《巴黎…]
    技术影响 [technical · 定义了涵盖‘捕集-液化-船运/管道-回注’全生命周期的物理边界核算标准，迫使全球供应商在监测传感器精度与数据接口上实现…]
  法律效力 [legalWeight · Technical Standard]
  来源与审核 [provenance · Human Audit Pending · 2026-02-08]
    作者 [author · Gemini Intelligence]
    最近审核日期 [lastAuditDate · 2026-02-08]
    审核人 [reviewer · Human Audit Pending]
  发布日期 [pubDate · 2021-01-01]
  监管支柱 [regulatory · 0/7]
    CO₂ 法律定位 [co2_definition]
    跨境规则 [cross_border_rules]
    财务担保 [financial_assurance]
    责任期限 [liability_period]
    长期责任转移 [liability_transfer]
    审批周期 [permitting_lead_time]
    孔隙空间归属权 [pore_space_rights]
  审核状态 [reviewStatus · verified]
  发布机构 [source · CCS+ Initiative]
  状态 [status · 现行]
  标题 [title · CCS+ Initiative 全球碳核算与信用框架]
  原文链接 [url · https://www.ccsplus.org/methodologies/]
  年份 [year · 2021]
正文`;

const small = {
  json: '---\n{\n  "title": "😀 Act",\n  "evolution": { "supersedes": ["a-b", "c-d"], "supersededBy": "e-f", "milestones": [{ "date": "2024-01-02", "event": "x" }] },\n  "regulatory": { "pore_space_rights": "State", "co2_definition": " " },\n  "own": "a\\nb"\n}\n---\n',
  flow: '---\n{\n  title: \'😀 Act\',\n  evolution: { supersedes: [a-b, c-d], supersededBy: e-f, milestones: [{ date: 2024-01-02, event: x }] },\n  regulatory: { pore_space_rights: State, co2_definition: \' \' },\n  own: "a\\nb",\n}\n---\n',
  block: '---\ntitle: 😀 Act\nevolution:\n  supersedes:\n    - a-b\n    - c-d\n  supersededBy: e-f\n  milestones:\n    - date: 2024-01-02\n      event: x\nregulatory:\n  pore_space_rights: State\n  co2_definition: \' \'\nown: |\n  a\n  b\n---\n',
};
const narrative = '\n# One `x`\n\ntext\n\n```\n# no heading\n```\n\n### Deep ###\n\n## Two\n\n<!--\n## hidden\n-->\n\nend\n\n# Three\n';

describe('documentSymbols', () => {
  for (const [style, write] of Object.entries(written)) {
    it(`outlines a Chinese seed in ${style}`, () => { assert.equal(outline(write(seedData()), 'zh'), chinese); });
  }

  it('outlines an English seed in English, with what it supersedes', () => {
    const shown = outline(seeds[1]?.text ?? '', 'en', 'en/intl-paris-art-6-4-ccs.md').split('\n');
    assert.deepEqual([...shown.slice(0, 3), ...shown.slice(9, 12), shown.at(-1)], [
      'Paris Agreement Article 6.4 Carbon Crediting Mechanism (incl. CCS/CDR Standards) [intl-paris-art-6-4-ccs]',
      '  Analysis [analysis]', '    Economic incentives [incentive · 65 · Global Credit Access]',
      '  Evolution [evolution · ← clean-development-mechanism-legacy]',
      '    Clusters [clusters · UNFCCC Paris Agreement implementation, International Carbon…]', '    Supersedes [supersedes · clean-development-mechanism-legacy]', 'Policy overview',
    ]);
  });

  for (const [style, text] of Object.entries(small)) {
    for (const [ends, kept] of [['LF', text], ['CR LF and BOM', `\uFEFF${text.replaceAll('\n', '\r\n')}`]] as const) {
      it(`tells lineage, filled pillars and places in ${style} with ${ends}`, () => {
        const made = record(kept + narrative, 'en/e.md');
        const symbols = documentSymbols(made, 'en');
        assert.equal(drawn(symbols).join('\n'), `😀 Act
  Title [title · 😀 Act]
  Evolution [evolution · ← a-b, c-d · → e-f]
    Supersedes [supersedes · a-b, c-d]
    Superseded by [supersededBy · e-f]
    Milestones [milestones · 1]
  Regulatory pillars [regulatory · 1/7]
    Pore-space rights [pore_space_rights · State]
    CO₂ legal classification [co2_definition]
  own [a b]
One \`x\`
  Deep
  Two
Three`);
        const source = ({ start, end }: lsp.Range) => kept.concat(narrative).slice(made.lines.offsetOf(start), made.lines.offsetOf(end)).replaceAll('\r', '');
        const [top = assert.fail(), one, three] = symbols;
        assert.match(source(top.range), /^---\n[^]*\n---$/);
        assert.match(source(top.selectionRange), /^["']?😀 Act["']?$/);
        const own = top.children?.at(-1) ?? assert.fail();
        assert.match(source(own.selectionRange), /^"?own"?$/);
        assert.match(source(own.range), style === 'block' ? /^own: \|\n {2}a\n {2}b$/ : /^"?own"?: "a\\nb"$/);
        assert.match(source(one?.range ?? assert.fail()), /^# One `x`\n[^]*\nend$/);
        assert.equal(source(one?.selectionRange ?? assert.fail()), '# One `x`');
        assert.equal(source(one?.children?.[0]?.range ?? assert.fail()), '### Deep ###');
        assert.match(source(one?.children?.[1]?.range ?? assert.fail()), /^## Two\n[^]*hidden[^]*\nend$/);
        assert.equal(source(three?.range ?? assert.fail()), '# Three');
      });
    }
  }

  it('goes by the id, then by the file, and names everything', () => {
    assert.deepEqual(outline('---\nid: a-b\n---\n', 'en'), 'a-b\n  Id [id · a-b]');
    assert.deepEqual(outline('---\n---\n', 'en', 'en/some-law.md'), 'some-law');
    assert.deepEqual(outline('---\n{ "title": " ", "": 1 }\n---\n', 'en', 'en/some-law.md'), 'some-law\n  Title [title]\n  … [1]');
    assert.deepEqual(outline('---\nregulatory:\n  credit_period: 7 years\n---\n', 'en', 'en/x.md'), 'x\n  Regulatory pillars [regulatory]\n    credit_period [7 years]');
  });

  it('shows what is typed so far', () => {
    assert.equal(outline('---\n{\n  "title": "A",\n  "analysis": {\n    "mrv": {\n      "score": 7', 'zh'), 'A\n  标题 [title · A]\n  维度分析 [analysis]\n    MRV 与数据治理 [mrv · 7]');
  });

  const holds = (a: lsp.Range, b: lsp.Range): boolean => before(a.start, b.start) && before(b.end, a.end);
  const before = (a: lsp.Position, b: lsp.Position): boolean => a.line < b.line || (a.line === b.line && a.character <= b.character);
  const check = (symbols: readonly lsp.DocumentSymbol[], uri: string): void => {
    for (const [i, { name, range, selectionRange, children = [] }] of symbols.entries()) {
      assert.ok(name.trim() !== '', `${uri}: a name`);
      assert.ok(holds(range, selectionRange), `${uri}: ${name} is selected within itself`);
      for (const child of children) assert.ok(holds(range, child.range), `${uri}: ${child.name} is within ${name}`);
      const next = symbols[i + 1];
      if (next) assert.ok(before(range.end, next.range.start), `${uri}: ${name} ends before ${next.name}`);
      check(children, uri);
    }
  };

  it('nests in every real record', function () {
    let count = 0;
    for (const made of realRecords(this)) {
      const symbols = documentSymbols(made, made.locale);
      check(symbols, made.uri);
      count += drawn(symbols).length;
    }
    assert.ok(count > 15_000, String(count));
  });

  it('nests in half-typed records', function () {
    for (const made of halfTyped(this)) check(documentSymbols(made, 'en'), `${made.uri} ${made.text.length}`);
  });

  it('nests where aliases stand for what is elsewhere', () => {
    const made = record('---\nanalysis:\n  mrv: &a\n    score: 1\n  market: *a\nevolution: *a\n---\n');
    check(documentSymbols(made, 'en'), 'aliases');
  });
});
