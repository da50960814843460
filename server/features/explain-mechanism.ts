import { list, type Both, type Locale } from '../base/both.ts';
import { linkageModes, mechanismKinds, type Mechanism } from '../schema/mechanisms.ts';
import { mechanismWords as words, standingsOf } from './mechanism-words.ts';
import { aside, colon, inBoth, listed, titled, told, type Prose } from './prose.ts';

/**
 * A crediting mechanism, or a scheme above them: its names, what kind it is, who runs it, what it issues, what it counted and when, where
 * its credits count, and how it is linked to others. Every number stands with the day, month or year it held on.
 */
export function aboutMechanism(mechanism: Mechanism, locale: Locale): readonly Prose[] {
  const { abbr, name, kind, administrator, unit, basis, founded, history = [], variants = [], uses, venues, figures, linkage } = mechanism;
  const its = mechanismKinds.find(({ id }) => id === kind);
  const modes = linkageModes.filter(({ n }) => linkage.includes(n));
  const says = (what: Both, text: string | undefined): readonly Prose[] => text ? [told(`${what[locale]}${colon[locale]}${text}`)] : [];
  const leads = (what: string) => told(`${what}${colon[locale]}`.trimEnd());
  return [
    titled([...new Set([abbr, ...inBoth(name, locale).split(' · ')])].join(' · '), locale),
    ...its ? [told(`${inBoth(its.name, locale)}${colon[locale]}${its.meaning[locale]}`)] : [],
    ...says(words.administrator, administrator?.[locale]),
    ...says(words.unit, unit && `${unit.symbol}${unit.name ? aside(unit.name[locale], locale) : ''}`),
    ...says(words.basis, basis?.[locale]),
    ...says(words.founded, founded),
    ...history.map(({ date, ...what }) => listed(`${date}${colon[locale]}${what[locale]}`)),
    ...figures.length > 0 ? [leads(`${words.figures[locale]}${aside(datesBehind[locale], locale)}`), ...figures.map(({ asOf, ...what }) => listed(`${what[locale]}${aside(asOf, locale)}`))] : [],
    ...variants.length > 0 ? [leads(words.variants[locale]), ...variants.map(({ name: variant, note }) => listed(`${variant}${colon[locale]}${note[locale]}`))] : [],
    ...says(words.uses, uses.map(use => use[locale]).join(locale === 'zh' ? '；' : '; ')),
    ...says(words.venues, list(venues, locale)),
    ...standingsOf(mechanism, locale).flatMap(({ about, text }) => says(about, text)),
    ...modes.length > 0 ? [leads(words.linkage[locale]), ...modes.map(({ n, name: mode, meaning }) => listed(`${n} ${mode[locale]}${colon[locale]}${meaning[locale]}`))] : [],
  ];
}

const datesBehind: Both = { zh: '括号内为截至日期', en: 'with the date they held on' };
