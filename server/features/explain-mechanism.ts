import { list, type Both, type Locale } from '../base/both.ts';
import { linkageModes, listedAsOf, mechanismKinds, type Mechanism } from '../schema/mechanisms.ts';
import { aside, colon, inBoth, listed, titled, told, type Prose } from './prose.ts';

/**
 * A crediting mechanism, or a scheme above them: its names, what kind it is, who runs it, what it issues, what it counted and when, where
 * its credits count, and how it is linked to others. Every number stands with the day, month or year it held on.
 */
export function aboutMechanism(mechanism: Mechanism, locale: Locale): readonly Prose[] {
  const { abbr, name, kind, administrator, unit, basis, founded, history = [], variants = [], uses, venues, figures, linkage } = mechanism;
  const its = mechanismKinds.find(({ id }) => id === kind);
  const modes = linkageModes.filter(({ n }) => linkage.includes(n));
  const says = (what: Both, words: string | undefined): readonly Prose[] => words ? [told(`${what[locale]}${colon[locale]}${words}`)] : [];
  return [
    titled([...new Set([abbr, ...inBoth(name, locale).split(' · ')])].join(' · '), locale),
    ...its ? [told(`${inBoth(its.name, locale)}${colon[locale]}${its.meaning[locale]}`)] : [],
    ...says(words.administrator, administrator?.[locale]),
    ...says(words.unit, unit && `${unit.symbol}${unit.name ? aside(unit.name[locale], locale) : ''}`),
    ...says(words.basis, basis?.[locale]),
    ...says(words.founded, founded),
    ...history.map(({ date, ...what }) => listed(`${date}${colon[locale]}${what[locale]}`)),
    ...figures.length > 0 ? [told(words.figures[locale]), ...figures.map(({ asOf, ...what }) => listed(`${what[locale]}${aside(asOf, locale)}`))] : [],
    ...variants.length > 0 ? [told(words.variants[locale]), ...variants.map(({ name: variant, note }) => listed(`${variant}${colon[locale]}${note[locale]}`))] : [],
    ...says(words.uses, uses.map(use => use[locale]).join(locale === 'zh' ? '；' : '; ')),
    ...says(words.venues, list(venues, locale)),
    ...labels(mechanism, locale),
    ...modes.length > 0 ? [told(words.linkage[locale]), ...modes.map(({ n, name: mode, meaning }) => listed(`${n} ${mode[locale]}${colon[locale]}${meaning[locale]}`))] : [],
  ];
}

/** Whether CORSIA and the ICVCM accept it, by lists of their date; nothing of what issues no credits. */
function labels({ corsiaPhase1, corsiaNote, ccpEligible }: Mechanism, locale: Locale): readonly Prose[] {
  return [
    ...corsiaPhase1 === undefined ? [] : [told(locale === 'zh'
      ? `CORSIA 第一阶段（2024–2026）：${corsiaPhase1 ? '认可' : '未纳入'}（名单截至 ${listedAsOf.corsiaPhase1}）。${corsiaNote?.zh ?? ''}`
      : `CORSIA, first phase (2024–2026): ${corsiaPhase1 ? 'accepted' : 'not accepted'} (list of ${listedAsOf.corsiaPhase1}).${corsiaNote ? ` ${corsiaNote.en}` : ''}`)],
    ...ccpEligible === undefined ? [] : [told(locale === 'zh'
      ? `ICVCM 的 CCP-Eligible 标签：${ccpEligible ? '有' : '没有'}（截至 ${listedAsOf.ccpEligible}）。`
      : `Label CCP-Eligible of the ICVCM: ${ccpEligible ? 'yes' : 'no'} (as of ${listedAsOf.ccpEligible}).`)],
  ];
}

const words = {
  administrator: { zh: '管理方', en: 'Administrator' },
  unit: { zh: '信用单位', en: 'Unit' },
  basis: { zh: '依据', en: 'Basis' },
  founded: { zh: '设立', en: 'Founded' },
  figures: { zh: '数据（括号内为截至日期）：', en: 'Figures, with the date they held on:' },
  variants: { zh: '类型：', en: 'Variants:' },
  uses: { zh: '用途', en: 'Used for' },
  venues: { zh: '交易场所', en: 'Venues' },
  linkage: { zh: '衔接方式：', en: 'How it is linked to others:' },
} as const satisfies Readonly<Record<string, Both>>;
