import type { Both, Locale } from '../base/both.ts';
import { listedAsOf, type Mechanism } from '../schema/mechanisms.ts';
import { aside } from './prose.ts';

/** What the facts of a mechanism are called, on cards and hovers as on the reference page. */
export const mechanismWords = {
  administrator: { zh: '管理机构', en: 'Administrator' },
  unit: { zh: '信用单位', en: 'Unit' },
  basis: { zh: '依据', en: 'Basis' },
  founded: { zh: '设立', en: 'Founded' },
  history: { zh: '沿革', en: 'History' },
  variants: { zh: '类型', en: 'Variants' },
  uses: { zh: '用途', en: 'Uses' },
  // Registries stand among the venues, as that of Verra does.
  venues: { zh: '登记与交易场所', en: 'Registries and venues' },
  figures: { zh: '数据', en: 'Figures' },
  linkage: { zh: '衔接方式', en: 'Linkage' },
} as const satisfies Readonly<Record<string, Both>>;

/** What a fact is called, and what it says. */
export interface Standing { readonly about: Both; readonly text: string }

/** Whether CORSIA and the ICVCM accept a mechanism, by lists of their month; nothing of what issues no credits. */
export function standingsOf({ corsiaPhase1, corsiaNote, ccpEligible }: Mechanism, locale: Locale): readonly Standing[] {
  const says = ({ [locale]: word }: Both, month: string) => `${word}${aside(listOf(month)[locale], locale)}`;
  return [
    ...corsiaPhase1 === undefined ? [] : [{ about: corsia, text: [says(corsiaPhase1 ? accepted : notAccepted, listedAsOf.corsiaPhase1), ...corsiaNote ? [corsiaNote[locale]] : []].join(stop[locale]) }],
    ...ccpEligible === undefined ? [] : [{ about: label, text: says(ccpEligible ? has : hasNot, listedAsOf.ccpEligible) }],
  ];
}

const corsia: Both = { zh: 'CORSIA 第一阶段（2024–2026）', en: 'CORSIA phase 1 (2024–2026)' };
const accepted: Both = { zh: '已纳入', en: 'accepted' };
const notAccepted: Both = { zh: '未纳入', en: 'not accepted' };
const label: Both = { zh: 'ICVCM 的 CCP-Eligible 标签', en: 'CCP-Eligible label of the ICVCM' };
const has: Both = { zh: '有', en: 'yes' };
const hasNot: Both = { zh: '没有', en: 'no' };
const listOf = (month: string): Both => ({ zh: `名单截至 ${month}`, en: `list of ${month}` });
const stop: Both = { zh: '。', en: '. ' };
