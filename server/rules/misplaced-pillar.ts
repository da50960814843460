import { pillars } from '../schema/knowledge.ts';
import { subjectInstead } from '../schema/cues.ts';
import { inTurn } from '../syntax/inturn.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { isEmpty, nodeAt, wholeText, type Path, type ScalarNode } from '../syntax/tree.ts';
import { setValue } from '../syntax/write.ts';
import { isBlankWord } from './language.ts';
import { example, mend, type Fix, type Found, type Rule } from './rule.ts';
import { sources } from './sources.ts';
import { brief } from './wording.ts';

export const misplacedPillar: Rule = {
  id: 'misplaced-pillar',
  title: { zh: '监管支柱的内容各归其位', en: 'What is said under a pillar is about that pillar' },
  why: {
    zh: '比较各国制度的人按支柱逐项读：写在责任期限里的审批月数会被当作责任年数。税收抵免和补贴属于经济激励，不是财务担保，后者问的是运营方要押下什么。只有词句明显属于另一项时才提示。',
    en: 'Regimes are compared pillar by pillar, and months of permitting under the liability period are read as years of liability. Tax credits and subsidies are incentives and no financial assurance, which asks what the operator has to put up. This speaks only where the words plainly belong elsewhere.',
  },
  source: sources.pillars,
  severity: 'hint',
  judges: 'values',
  reads: ['regulatory'],
  examples: [
    example`
      ---
      { "regulatory": { "financial_assurance": "38 亿欧元基金；强制性的运营商担保", "liability_period": "闭坑后 20 年", "permitting_lead_time": "2-3 年", "pore_space_rights": "通过双边条约进行北海封存" } }
      ---
    `,
    example`
      -- en/is-onshore-storage-permit-2025.md --
      ---
      regulatory:
        financial_assurance: €115M EU grant; mandatory operator closure security.
        liability_period: Standard 20-year period post-closure before state transfer.
        liability_transfer: Proposed transfer to the State after 20-year post-closure monitoring.
      ---
    `,
    example`
      -- zh/us-obbba-45q-2025.md --
      ---
      { "regulatory": { "liability_period": "精简许可在某些州将提前期缩短至 <12 个月。", "permitting_lead_time": "" } }
                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ misplaced-pillar: “精简许可在某些州将提前期缩短至 <12 个月。” under liability_period reads like permitting_lead_time (Permitting lead time).
      ---
      ->
      ---
      { "regulatory": { "liability_period": "", "permitting_lead_time": "精简许可在某些州将提前期缩短至 <12 个月。" } }
      ---
    `,
    example`
      -- en/us-obbba-45q-2025.md --
      ---
      {
        'impactAnalysis': { 'economic': 'Lowers the cost of capture.' },
        'regulatory': { 'financial_assurance': 'Enhanced tax credits (up to $180/t) provide the financial foundation.', },
                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ misplaced-pillar: “Enhanced tax credits (up to $180/t) provide the financial f…” under financial_assurance reads like an economic incentive, whose place is impactAnalysis.economic.
      }
      ---
      ->
      ---
      {
        'impactAnalysis': { 'economic': 'Lowers the cost of capture. Enhanced tax credits (up to $180/t) provide the financial foundation.' },
        'regulatory': { 'financial_assurance': '', },
      }
      ---
    `,
    example`
      ---
      regulatory:
        permitting_lead_time: 关闭后 20 年内由运营方承担
        liability_period: 审批需 18 个月
                          ^^^^^^^^^^^^^^ misplaced-pillar: “审批需 18 个月” under liability_period reads like permitting_lead_time (Permitting lead time), and the other way round.
      ---
      ->
      ---
      regulatory:
        permitting_lead_time: 审批需 18 个月
        liability_period: 关闭后 20 年内由运营方承担
      ---
    `,
  ],

  check(record) {
    const map = nodeAt(record.root, ['regulatory']);
    if (map?.kind !== 'map') return [];
    const told = new Map<string, { readonly node: ScalarNode; readonly text: string; readonly instead: string }>();
    for (const { key } of pillars) {
      const node = wholeText(nodeAt(map, [key]));
      if (!node || isBlankWord(node.value)) continue;
      const instead = subjectInstead(key, node.value);
      if (instead !== undefined) told.set(key, { node, text: node.value.trim(), instead });
    }
    const found: Found[] = [];
    for (const [key, { node, text, instead }] of told) {
      const pillar = pillars.find(each => each.key === instead);
      const path = ['regulatory', key];
      const other = told.get(instead);
      const mutual = other?.instead === key;
      // Two texts in each other's place are one mistake, told on the pillar that comes first in the schema.
      if (mutual && order(instead) < order(key)) continue;
      found.push({
        span: node.span, path,
        message: pillar === undefined
          ? { zh: `${key} 的内容“${brief(text)}”像是经济激励，宜写在 impactAnalysis.economic。`, en: `“${brief(text)}” under ${key} reads like an economic incentive, whose place is impactAnalysis.economic.` }
          : {
            zh: `${key} 的内容“${brief(text)}”像是 ${pillar.key}（${pillar.zh}）的${mutual ? '，而那里的内容像是这一项的' : ''}。`,
            en: `“${brief(text)}” under ${key} reads like ${pillar.key} (${pillar.en})${mutual ? ', and the other way round' : ''}.`,
          },
        related: mutual ? [{ uri: record.uri, span: other.node.span, message: { zh: `这里的内容像是 ${key} 的。`, en: `This reads like ${key}.` } }] : [],
        fixes: mutual ? [swapped(record, path, text, ['regulatory', instead], other.text)]
          : moved(record, path, text, pillar ? ['regulatory', instead] : ['impactAnalysis', 'economic']),
      });
    }
    return found;
  },
};

const order = (key: string): number => pillars.findIndex(each => each.key === key);

const swapped = (record: PolicyRecord, path: Path, text: string, place: Path, other: string): Fix =>
  mend(record, { zh: '对调这两项的内容', en: 'Swap the two' }, () => inTurn(record, [each => setValue(each, path, other), each => setValue(each, place, text)]), { preferred: true });

/** Moves a text to where it belongs, behind what stands there. */
function moved(record: PolicyRecord, path: Path, text: string, place: Path): readonly Fix[] {
  const there = nodeAt(record.root, place);
  const says = there?.kind === 'scalar' && typeof there.value === 'string' && !isBlankWord(there.value) ? there.value.trim() : '';
  if (says === '' && !isEmpty(there) && !(there?.kind === 'scalar' && typeof there.value === 'string')) return [];
  const joint = says === '' ? '' : /[。！？；]$/.test(says) ? '' : /[.!?;]$/.test(says) ? ' ' : record.locale === 'zh' ? '；' : '; ';
  const name = place.join('.');
  const edits = () => inTurn(record, [each => setValue(each, place, says + joint + text), each => setValue(each, path, '')]);
  return [mend(record, says === '' ? { zh: `移到 ${name}`, en: `Move it to ${name}` } : { zh: `移到 ${name} 已有内容之后`, en: `Move it behind what ${name} says` }, edits)];
}
