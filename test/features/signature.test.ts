import assert from 'node:assert/strict';
import type * as lsp from 'vscode-languageserver-types';
import type { Locale } from '../../server/base/both.ts';
import { signatureHelp } from '../../server/features/signature.ts';
import { record, world } from '../fixture.ts';

/** Signature help where `$0` stands in a record, as an editor shows it: the active part in brackets, then what is told of it, then of the block. */
function shownAt(marked: string, locale: Locale = 'en', more: { readonly markdown?: boolean; readonly noneActive?: boolean } = {}) {
  const text = `---\n${marked}\n---\n\n正文\n`;
  const made = record(text.replace('$0', ''));
  const help = signatureHelp(world([made]), made, text.indexOf('$0'), { locale, markdown: false, ...more });
  if (!help) return undefined;
  const [signature] = help.signatures;
  assert.ok(signature && help.signatures.length === 1 && help.activeSignature === 0);
  const { label, parameters = [] } = signature;
  const part = parameters[help.activeParameter ?? -1];
  const [start, end] = part ? spanOf(part) : [label.length, label.length];
  assert.deepEqual(parameters.filter(({ documentation }) => documentation), part ? [part] : [], 'only the active part is told of');
  return { label: part ? `${label.slice(0, start)}[${label.slice(start, end)}]${label.slice(end)}` : label, part: valueOf(part?.documentation), block: valueOf(signature.documentation), active: help.activeParameter };
}

function spanOf({ label }: lsp.ParameterInformation): readonly [number, number] {
  assert.ok(Array.isArray(label));
  return [label[0] ?? -1, label[1] ?? -1];
}
const valueOf = (documentation: string | lsp.MarkupContent | undefined) => typeof documentation === 'object' ? documentation.value : documentation;

const pillars = (active: string) => `Regulatory pillars (2/7): ${active}`;
const transfer = pillars('✓ Pore-space rights, [✓ Long-term liability transfer], Liability period, Financial assurance, Permitting lead time, CO₂ legal classification, Cross-border rules');
const period = pillars('✓ Pore-space rights, ✓ Long-term liability transfer, [Liability period], Financial assurance, Permitting lead time, CO₂ legal classification, Cross-border rules');
const rules = pillars('✓ Pore-space rights, ✓ Long-term liability transfer, Liability period, Financial assurance, Permitting lead time, CO₂ legal classification, [Cross-border rules]');

/** One block in the three notations: `@` is where the cursor may stand. */
const notations = {
  json: (pillar: string, rest = '') => `{\n  "title": "😀碳",\n  "regulatory": {\n    "pore_space_rights": "国家所有 😀", "liability_transfer": "20 年后转移",\n    "financial_assurance": "待定",\n    ${pillar}\n  }${rest}\n}`,
  flow: (pillar: string, rest = '') => `{\n  'title': '😀碳',\n  'regulatory':\n    {\n      'pore_space_rights': '国家所有 😀', 'liability_transfer': '20 年后转移',\n      'financial_assurance': '待定',\n      ${pillar.replaceAll('"', '\'')}\n    },${rest}\n}`,
  block: (pillar: string, rest = '') => `title: 😀碳\nregulatory:\n  pore_space_rights: 国家所有 😀\n  liability_transfer: 20 年后转移\n  financial_assurance: 待定\n  ${pillar.replace(/^"(.*?)"/, '$1')}\n${rest}`,
};

describe('signature help', () => {
  for (const [style, made] of Object.entries(notations)) {
    for (const [name, ends] of [['LF', '\n'], ['CR LF', '\r\n']] as const) {
      describe(`in ${style} with ${name}`, () => {
        const at = (marked: string) => shownAt(marked.replaceAll('\n', ends));
        it('the pillar whose value is typed', () => assert.equal(at(made('"cross_border_rules": "$0"'))?.label, rules));
        it('the pillar whose value is half typed', () => assert.equal(at(made('"cross_border_rules": "$0'))?.label, rules));
        it('the pillar whose value is not begun', () => assert.equal(at(made('"cross_border_rules": $0'))?.label, rules));
        it('the pillar whose key is under the cursor', () => assert.equal(at(made('"cross_bor$0der_rules": ""'))?.label, rules));
        it('the open pillar that a half-typed key begins', () => assert.equal(at(made(style === 'block' ? 'cross$0' : '"cross$0'))?.label, rules));
        it('the first open pillar on a fresh line', () => assert.equal(at(made('$0'))?.label, period));
        it('an answered pillar, behind an emoji on its line', () => assert.equal(at(made('').replace('20 年', '20 $0年'))?.label, transfer));
        it('an answered pillar, behind its closing quote', () => assert.equal(at(made('').replace(/转移(["']?)/, '转移$1$0'))?.label, transfer));
        it('nothing outside the block', () => {
          assert.equal(at(made('').replace('😀碳', '😀$0碳')), undefined);
          assert.equal(at(made('').replace('regulatory', 'regu$0latory')), undefined);
          assert.equal(at(made('', style === 'block' ? 'source: $0' : style === 'json' ? ', "source": "$0"' : '\n  \'source\': \'$0\'')), undefined);
          assert.equal(at(`${made('')}\n---\n\n$0`), undefined);
        });
      });
    }
  }

  it('tells what the pillar asks, and of the block', () => {
    const shown = shownAt('{ "regulatory": { "co2_definition": "$0" } }');
    assert.equal(shown?.part, 'CO₂ legal classification · CO₂ 法律定位\n\nDoes the law treat CO₂ as waste, as a commodity or as a managed substance?\n\n法律把二氧化碳视为废物、商品还是受管理物质？');
    assert.match(shown?.block ?? '', /^Regulatory pillars · 监管支柱\n\nWhat the instrument says on the seven legal questions/);
  });

  it('speaks Chinese', () => {
    const shown = shownAt('regulatory:\n  pore_space_rights: 国家所有\n  liability_transfer: $0', 'zh');
    assert.equal(shown?.label, '监管支柱（1/7）：✓ 孔隙空间归属权、[长期责任转移]、责任期限、财务担保、审批周期、CO₂ 法律定位、跨境规则');
    assert.match(shown?.part ?? '', /^长期责任转移 · Long-term liability transfer\n\n/);
  });

  it('of a key that is no pillar marks none, and the first only where an editor must mark one', () => {
    const marked = '{ "regulatory": { "credit_period": "$0", "pore_space_rights": "国家" } }';
    assert.deepEqual([shownAt(marked)?.active, shownAt(marked, 'en', { noneActive: true })?.active], [undefined, null]);
    assert.equal(shownAt(marked)?.label, 'Regulatory pillars (1/7): ✓ Pore-space rights, Long-term liability transfer, Liability period, Financial assurance, Permitting lead time, CO₂ legal classification, Cross-border rules');
  });
});

describe('signature help of a dimension', () => {
  const filled = '"score": 72, "label": "严格", "evidence": "由第三方审计", "citation": "第 4 条"';
  const parts = (more: string) => `MRV & data governance (${more}`;

  for (const [style, marked, cut] of [
    ['json', `{ "analysis": { "mrv": { ${filled}, "auditNote": "$0" } } }`, (text: string) => text],
    ['flow', `{ 'analysis': { 'mrv': { ${filled.replaceAll('"', '\'')}, 'auditNote': '$0' } } }`, (text: string) => text.replaceAll('"', '\'')],
    ['block', 'analysis:\n  mrv:\n    score: 72\n    label: 严格\n    evidence: 由第三方审计\n    citation: 第 4 条\n    auditNote: $0', (text: string) => text.replaceAll('"', '').replaceAll(', ', '\n    ')],
  ] as const) {
    it(`ticks the parts in ${style}`, () => {
      assert.equal(shownAt(marked)?.label, parts('4/5): ✓ Score, ✓ Label, ✓ Evidence, ✓ Citation, [Audit note]'));
      assert.equal(shownAt(marked.replace('$0', '').replace('72', '72$0'))?.label, parts('4/5): [✓ Score], ✓ Label, ✓ Evidence, ✓ Citation, Audit note'));
      assert.equal(shownAt(marked.replace('$0', '').replace(cut('"score": 72, '), cut('"score": $0, ')))?.label, parts('3/5): [Score], ✓ Label, ✓ Evidence, ✓ Citation, Audit note'));
      assert.equal(shownAt(marked.replace('$0', '').replace('严格', '严$0格'))?.label, parts('4/5): ✓ Score, [✓ Label], ✓ Evidence, ✓ Citation, Audit note'));
    });
  }

  it('what stands for an answer yet to come is none', () => {
    assert.equal(shownAt('{ "analysis": { "mrv": { "score": 40, "label": "Standard", "evidence": "Standard reporting required.", "citation": "N/A", "auditNote": "待定。", $0 } } }')?.label,
      parts('1/5): ✓ Score, [Label], Evidence, Citation, Audit note'));
    assert.equal(shownAt('{ "analysis": { "mrv": { "score": 850, "label": "", "evidence": null, "citation": [], "audit$0" } } }')?.label, parts('0/5): Score, Label, Evidence, Citation, [Audit note]'));
  });

  it('in a text of several lines', () => {
    assert.equal(shownAt('analysis:\n  mrv:\n    score: 40\n    evidence: >-\n      由第三方\n      审$0计\n')?.label, parts('2/5): ✓ Score, Label, [✓ Evidence], Citation, Audit note'));
  });

  it('of a score: its band, the fixed points of the dimension, and what else it needs', () => {
    const shown = shownAt(`{ "analysis": { "mrv": { ${filled.replace('72', '72$0')} } } }`);
    assert.match(shown?.block ?? '', /^MRV & data governance · MRV 与数据治理\n\n[^]*\n- 50: An annual report only\.\n- 80: [^]*\n- 100: /);
    assert.match(shown?.part ?? '', /^Score · 评分\n\n[^]*72: Quantified and enforceable · 可量化、可执行/);
    assert.match(shown?.part ?? '', /\n\nAbove 40 it needs a citation; in a record without a url it is 40 at most\.$/);
    assert.match(shownAt('{ "analysis": { "mrv": { "score": $0 } } }', 'zh')?.part ?? '', /\n\n高于 40 分须有引文；没有 url 的记录不得高于 40 分。$/);
  });

  it('of another part: what belongs there', () => {
    const shown = shownAt('{ "analysis": { "market": { "citation": "$0" } } }', 'zh', { markdown: true });
    assert.equal(shown?.label, '市场机制（0/5）：评分、标签、证据、[引文]、审核备注');
    assert.match(shown?.part ?? '', /^\*\*引文 · Citation\*\*\n\n支持该证据的条款/);
  });

  it('of the two older dimensions too, and of no other block of the analysis', () => {
    assert.equal(shownAt('{ "analysis": { "liability": { "$0" } } }')?.label, 'Liability (0/5): [Score], Label, Evidence, Citation, Audit note');
    assert.equal(shownAt('{ "analysis": { "finance": { "$0" } } }'), undefined);
    assert.equal(shownAt('{ "analysis": { "$0" } }'), undefined);
    assert.equal(shownAt('{ "analysis": { "mrv": $0 } }'), undefined);
    assert.equal(shownAt('{ "analysis": { "toString": { "$0" } } }'), undefined);
  });
});
