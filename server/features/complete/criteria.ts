import type { Locale } from '../../base/both.ts';
import { citationsIn, likelyCitationsIn, type Citation } from '../../schema/citations.ts';
import { ccps, criteria, criterionOf, type Criterion } from '../../schema/knowledge.ts';
import { spellingOf } from '../../schema/spelling.ts';
import { aboutCriterion } from '../explain-criterion.ts';
import { write } from '../prose.ts';
import { isItemOf, listed, type Asked } from './asked.ts';
import type { Offer } from './offer.ts';
import { goesOn, inPlaceOf, isInText, isUnasked, languageAround, type AskedInText } from './phrase.ts';
import { begunReference, type Begun } from './reference.ts';

/** The ids of the ICVCM criteria in `icvcmCriteria`, but for those it lists already. */
export function* criteriaFor(asked: Asked): Generator<Offer> {
  if (!isItemOf(asked.place, ['icvcmCriteria'])) return;
  const known = listed(asked, ['icvcmCriteria']);
  for (const criterion of criteria) {
    const { id, title } = criterion;
    if (!known.has(id)) yield { ...shown(criterion, undefined, asked), label: id, value: id, alsoFound: [title.zh, title.en, 'ICVCM'] };
  }
}

/** References to the criteria of the ICVCM Assessment Framework and to their sub-requirements, in running text, behind the words that begin one. */
export function* referencesFor(asked: Asked): Generator<Offer> {
  if (!isInText(asked)) return;
  const { before, after, path } = asked.running;
  const isCitation = path?.at(-1) === 'citation';
  for (const begun of begunReference(before)) {
    if (goesOn(begun.text, after) || !isMeant(asked, begun)) continue;
    if (inOrder(begun).length > 0) return yield* offersFor(asked, begun);
  }
  // A citation is where references belong, so that a person who asks there wants one, with or without a word that begins it.
  if (!isCitation || isUnasked(asked)) return;
  const number = /(?<![\p{L}\d.])(?<n>\d{1,2}\.\d{0,2})$/u.exec(before)?.groups?.['n'];
  if (number !== undefined && !goesOn(number, after)) yield* offersFor(asked, { ...nothing, text: number, n: number });
  else if (/(?:^|[\s,;，；(（])$/.test(before)) yield* offersFor(asked, nothing);
}

const nothing: Begun = { kind: 'number', text: '', lead: '', of: 'any', n: '', sub: '', words: '' };

/**
 * Whether the begun words are meant as a criterion of the ICVCM. “Standard” alone is a word of all texts: by itself a list opens behind it
 * only where the paragraph speaks of the framework, or a number follows that is no other standard's.
 */
function isMeant(asked: AskedInText, { kind, text, lead, of, n }: Begun): boolean {
  if (kind === 'named') return true;
  if (kind === 'half') return !isUnasked(asked) || /^ICV/.test(text);
  if (of === 'attribute') return !isUnasked(asked);
  const upTo = asked.running.before.slice(0, asked.running.before.length - text.length);
  const readsAs = (reading: (whole: string) => Iterable<Citation>, start: string, id: string): boolean =>
    [...reading(`${start}${lead}${id}`)].some(each => each.id === id && each.end === start.length + lead.length + id.length);
  if (!isUnasked(asked)) return readsAs(likelyCitationsIn, upTo.slice(-justBefore), example);
  const named = criteria.find(({ id }) => n !== '' && id.startsWith(n))?.id;
  return readsAs(citationsIn, upTo, named ?? example) || (n !== '' && named !== undefined && readsAs(likelyCitationsIn, upTo, named));
}

/** Whose standard it is stands right before the word, as in 国家标准; so many characters tell. */
const justBefore = 8;
/** Any criterion will do to see how a number would be read. */
const example = '9.4';

function* offersFor(asked: AskedInText, begun: Begun): Generator<Offer> {
  const locale = languageAround(begun.text, asked);
  for (const [criterion, sub] of inOrder(begun)) {
    const full = referenceOf(criterion, locale, sub);
    // A comma would end an unquoted value between braces.
    const reference = asked.running.endsAtComma && !(asked.running.before === begun.text && asked.running.after === '') ? full.replace(',', '') : full;
    const put = inPlaceOf(begun.text, reference, asked);
    if (put && !(isUnasked(asked) && begun.text.trimEnd() === reference)) yield { ...shown(criterion, sub, asked), label: briefly(criterion, locale, sub), ...put, foundAs: foundAs(begun, criterion, sub) };
  }
}

/** What the begun words leave to choose from, in the framework's order; what is only announced comes last. A criterion whose number is complete comes with its sub-requirements. */
function inOrder({ lead, of, n, sub, words }: Begun): readonly (readonly [Criterion, string | undefined])[] {
  const whole = criterionOf(of === 'attribute' ? `attr-${n}` : n);
  if (sub !== '') return whole ? whole.subs.filter(each => isUnder(each, sub)).map(each => [whole, each]) : [];
  const isKind = ({ level }: Criterion) => of === 'any' || (level === 'attribute') === (of === 'attribute');
  // Behind CCP alone a whole number is that of a principle.
  const principle = /CCP[\s\u00a0\u3000]*$/.test(lead) && /^\d+$/.test(n) ? Number(n) : undefined;
  const isNumbered = ({ id, level }: Criterion) => n === '' || (level === 'attribute' ? of === 'attribute' && id.startsWith(`attr-${n}`) : id.startsWith(n));
  const fitting = criteria.filter(each => isKind(each) && (isNumbered(each) || (principle !== undefined && each.ccp === principle)) && isNamed(each, words));
  const first = (each: Criterion) => each.status === 'announced' ? 3 : each === whole ? 0 : principle !== undefined && each.ccp !== principle ? 2 : 1;
  return [...fitting].sort((a, b) => first(a) - first(b)).flatMap(each => [[each, undefined] as const, ...each === whole ? each.subs.map(name => [each, name] as const) : []]);
}

/** Whether a sub-requirement is the one that is typed, or stands under it; without its bracket or full stop, 1 may become 10, and i may become ii. */
function isUnder(sub: string, typed: string): boolean {
  const [own, begun] = [sub, typed].map(each => each.replace(/[^a-z\d]/g, '')) as [string, string];
  const joins = /[)）.][ \t\u00a0\u3000]*$/.test(typed) ? `${begun.slice(-1)}${own.charAt(begun.length)}` : '';
  return own.startsWith(begun) && !/^(?:\d\d|[ivx]{2})$/.test(joins);
}

/** Whether a criterion's title, in either language or in pinyin, has a word that begins so. */
function isNamed({ title }: Criterion, words: string): boolean {
  const typed = words.trim().toLowerCase();
  return typed === '' || title.zh.includes(typed) || ` ${title.en.toLowerCase()}`.includes(` ${typed}`)
    || (/^[a-z]{2,}$/.test(typed) && spellingOf(title.zh)?.split(' ').some(each => each.startsWith(typed)) === true);
}

/** What an editor matches: what is begun as it is begun, then the titles. VS Code reads only the first 128 characters. */
function foundAs({ lead, n }: Begun, { id, title, ccp }: Criterion, sub: string | undefined): string {
  const [full = '', initials = ''] = spellingOf(title.zh)?.split(' ') ?? [];
  const number = `${n !== '' && !id.includes(n) ? `${n} ` : ''}${id.replace('attr-', '')}${sub === undefined ? '' : ` ${sub}`}`;
  return [`${lead}${/[A-Za-z]$/.test(lead) ? ' ' : ''}${number}`, ...lead === '' ? [`ICVCM ${id}`] : [], title.zh, initials, title.en, full, ...ccp === undefined ? [] : [`CCP ${ccp}`]].join(' ');
}

/** A criterion as a citation names it, with its sub-requirement and those it belongs to. */
const referenceOf = (criterion: Criterion, locale: Locale, sub: string | undefined): string =>
  `${{ zh: 'ICVCM 评估框架 v1.1 ', en: 'ICVCM Assessment Framework v1.1, ' }[locale]}${briefly(criterion, locale, sub)}`;

/** The end of a reference, which tells it from the others: a list has no room for what they all begin with. */
function briefly({ id, level }: Criterion, locale: Locale, sub: string | undefined): string {
  const kind = level === 'attribute' ? { zh: 'CCP 属性', en: 'CCP attribute' } : { zh: '标准', en: 'criterion' };
  return `${kind[locale]} ${id.replace('attr-', '')}${sub === undefined ? '' : ` ${sub}`}`;
}

/** A criterion as a list shows it: both titles, whether it is only announced, and its principle, whose number is not that of its section. */
function shown(criterion: Criterion, sub: string | undefined, { options: { locale } }: Asked): Pick<Offer, 'kind' | 'detail' | 'documentation'> {
  const { title, status, ccp } = criterion;
  const principle = ccps.find(({ n }) => n === ccp);
  const state = status === 'announced' ? [{ zh: '仅已预告，尚未生效', en: 'announced, not in force' }[locale]] : [];
  return {
    kind: 'criterion',
    detail: [...state, title[locale], title[locale === 'zh' ? 'en' : 'zh'], ...principle ? [`CCP ${principle.n}`] : []].join(' · '),
    documentation: () => write(aboutCriterion(criterion, locale, { sub }), true),
  };
}
