import { hasHan } from '../../base/both.ts';
import { mechanisms, type Mechanism } from '../../schema/mechanisms.ts';
import { aboutMechanism } from '../explain-mechanism.ts';
import { write } from '../prose.ts';
import { listed, type Asked } from './asked.ts';
import type { Offer } from './offer.ts';
import { goesOn, inPlaceOf, isClusters, isInText, isUnasked, type AskedInText } from './phrase.ts';

/** The mechanisms whose abbreviation or name is begun in running text, written as it is begun; all of them for a cluster. */
export function* mechanismsFor(asked: Asked): Generator<Offer> {
  if (!isInText(asked)) return;
  const { path, isWord, before, after } = asked.running;
  if (path && isClusters(path) && isWord && after === '') return yield* asClusters(asked);
  if (goesOn(before, after)) return;
  const abbreviation = abbreviationAt(before);
  if (abbreviation !== undefined) yield* byAbbreviation(asked, abbreviation);
  else yield* byName(asked);
}

/** A cluster is no prose: the whole item is a name, in the letters that are begun. */
function* asClusters(asked: AskedInText): Generator<Offer> {
  const { before } = asked.running;
  const known = listed(asked, ['evolution', 'clusters']);
  const isLong = /^[A-Za-z]*[a-z]/.test(before);
  for (const mechanism of mechanisms) {
    const { abbr, name, aliases } = mechanism;
    const label = hasHan(before) ? name.zh : isLong ? name.en : abbr;
    if (![abbr, name.zh, name.en, ...aliases].some(each => known.has(each))) yield { ...shown(mechanism, label, asked), value: label, alsoFound: [abbr, name.zh, name.en, ...aliases].filter(each => each !== label) };
  }
}

/** The capitals that a text ends in, with what may stand between and behind them in an abbreviation; a capital alone begins any word. */
function abbreviationAt(before: string): string | undefined {
  const [word = ''] = /(?<![A-Za-z\d-])[A-Z][A-Za-z\d-]*$/.exec(before) ?? [];
  return (word.match(/[A-Z]/g)?.length ?? 0) >= 2 ? word : undefined;
}

/** CO₂, CCS, CCUS and climate action are typed a hundred times as often as the mechanisms that begin like them. */
const everyday: ReadonlySet<string> = new Set(['CO', 'CC', '气候行动']);

function* byAbbreviation(asked: AskedInText, begun: string): Generator<Offer> {
  if (isUnasked(asked) && everyday.has(begun)) return;
  for (const mechanism of mechanisms) {
    const { abbr } = mechanism;
    const put = abbr.startsWith(begun) && !(isUnasked(asked) && abbr === begun) && inPlaceOf(begun, abbr, asked);
    // Found by nothing else, so that the list closes where another abbreviation is typed on.
    if (put) yield { ...shown(mechanism, abbr, asked), ...put, foundAs: abbr };
  }
}

/** A name that a text ends with the beginning of. */
interface BegunName { readonly mechanism: Mechanism; readonly name: string; readonly begun: string; readonly from: number }

function* byName(asked: AskedInText): Generator<Offer> {
  const found = mechanisms.flatMap(mechanism => begunNames(asked, mechanism));
  const longest = Math.max(...found.map(({ begun }) => begun.length));
  for (const { mechanism, name, begun, from } of found) {
    const put = begun.length === longest && inPlaceOf(begun, name, asked);
    if (put) yield { ...shown(mechanism, name, asked), ...put, foundAs: name.slice(from) };
  }
}

/** The name of a mechanism that is begun, in the language in which it is; one of its other names where only that is. */
function begunNames(asked: AskedInText, mechanism: Mechanism): readonly BegunName[] {
  const { abbr, name: { zh, en }, aliases } = mechanism;
  const all = [zh, en, ...aliases].filter(name => name !== abbr).flatMap(name => (hasHan(name) ? begunInChinese(asked, mechanism, name) : begunInLatin(asked, mechanism, name)) ?? []);
  const longest = Math.max(...all.map(({ begun }) => begun.length));
  return all.filter(({ begun }) => begun.length === longest).slice(0, 1);
}

/** How much of a name must stand there for a list to open by itself: less are words of every text, such as 气候 or Paris Agreement. */
const plain = 2 / 3;

const leftOut: ReadonlySet<string> = new Set(['', '《', '国际', '全国']);

/** Whose it is may be left out before a name, and so may a bracket. The name of a state alone begins none. */
function begunInChinese(asked: AskedInText, mechanism: Mechanism, name: string): BegunName | undefined {
  const { running: { before, after }, world: { project: { vocabulary } } } = asked;
  for (let length = Math.min(name.length - 1, before.length); length >= (isUnasked(asked) ? 4 : 2); length--) {
    const begun = before.slice(-length);
    const from = name.indexOf(begun);
    const rest = name.slice(from + length);
    if (from < 0 || rest === '' || !(leftOut.has(name.slice(0, from)) || vocabulary.jurisdictionOf(name.slice(0, from))) || after.startsWith(rest) || !/^[\p{Script=Han}《].*\p{Script=Han}/u.test(begun) || vocabulary.jurisdictionOf(begun)) continue;
    if (!isUnasked(asked) || (length >= (name.length - from) * plain && !everyday.has(begun))) return { mechanism, name, begun, from };
  }
  return undefined;
}

/** A word in small letters, or one of many, such as Carbon, begins no name yet. */
function begunInLatin(asked: AskedInText, mechanism: Mechanism, name: string): BegunName | undefined {
  const { running: { before, after } } = asked;
  if (/^[a-z]/i.test(after)) return undefined;
  for (let length = Math.min(name.length - 1, before.length); length >= 3; length--) {
    const begun = before.slice(-length);
    if (begun.toLowerCase() !== name.slice(0, length).toLowerCase() || /[A-Za-z\d-]$/.test(before.slice(0, -length)) || begun.trimEnd() !== begun || after.startsWith(name.slice(length))) continue;
    if (isUnasked(asked) ? name.startsWith(begun) && begun.includes(' ') && length >= name.length * plain : begun.startsWith(name.charAt(0)) && length >= name.length / 3) return { mechanism, name, begun, from: 0 };
  }
  return undefined;
}

function shown(mechanism: Mechanism, label: string, { options: { locale } }: Asked): Pick<Offer, 'label' | 'kind' | 'detail' | 'documentation'> {
  const { abbr, name } = mechanism;
  return {
    label, kind: 'mechanism',
    detail: [...new Set([abbr, name[locale], name[locale === 'zh' ? 'en' : 'zh']])].filter(each => each !== label).join(' · '),
    documentation: () => write(aboutMechanism(mechanism, locale), true),
  };
}
