import { hasHan } from '../../base/both.ts';
import { span } from '../../base/span.ts';
import { ccps, criteria, type Criterion } from '../../schema/knowledge.ts';
import { nodeAt, stringOf } from '../../syntax/tree.ts';
import { mannerOf, scalarText } from '../../syntax/print.ts';
import type { Asked } from './asked.ts';
import { inBoth, type Offer } from './offer.ts';

/** The criteria of the ICVCM Assessment Framework: as ids in `icvcmCriteria`, as formatted references in a citation. */
export function* criteriaFor(asked: Asked): Generator<Offer> {
  const { place, record } = asked;
  if (place.path[0] === 'icvcmCriteria') {
    const node = nodeAt(record.root, ['icvcmCriteria']);
    const own = place.path[1];
    const listed = new Set(node?.kind === 'seq' ? node.items.flatMap((item, i) => i === own && place.token.end > place.token.start ? [] : stringOf(item) ?? []) : []);
    for (const criterion of criteria) if (!listed.has(criterion.id)) yield { ...about(criterion, asked), label: criterion.id, value: criterion.id };
  } else if (place.path.length === 3 && place.path[0] === 'analysis' && place.path[2] === 'citation') yield* references(asked);
}

/** The words that begin a reference; a citation is prose, so nothing else opens a list by itself. */
const begins = /(?:ICVCM|CCP|[Cc]riterion|[Aa]ttribute|标准|准则|属性)[^,;，；"']*$|(?<![\p{L}\d.])(?:IC|ICV|ICVC|CC|[Cc]ri\p{L}*)$/u;

/** A number that may be a criterion's, where a person asks. */
const number = /(?<![\p{L}\d.])\d{1,2}\.\d{0,2}$/u;

/** References behind what a citation already says; one that is begun is replaced from its first word. */
function* references(asked: Asked): Generator<Offer> {
  const { place, record, options } = asked;
  const begun = begins.exec(place.typed)?.[0] ?? (options.typed === undefined ? number.exec(place.typed)?.[0] : undefined) ?? '';
  const kept = place.typed.slice(0, place.typed.length - begun.length);
  const wanted = begun !== '' || place.typed === '' || (options.typed === undefined && /[\s,;，；(（]$/.test(kept));
  if (!wanted) return;
  const written = hasHan(kept) ? 'zh' : 'en';
  const cursor = place.token.start + (place.quote ? 1 : 0) + place.typed.length;
  const rest = record.text.slice(cursor, place.token.end);
  const empty = kept === '' && (rest === '' || rest === place.quote);
  for (const criterion of criteria) {
    const reference = referenceOf(criterion, written);
    const offer = { ...about(criterion, asked), label: reference, alsoFound: [criterion.id, `ICVCM ${criterion.id}`, criterion.title.zh, criterion.title.en] };
    yield empty ? { ...offer, value: reference }
      : { ...offer, text: place.quote ? reference : scalarText(mannerOf(record), reference, 'literal'), replace: span(cursor - begun.length, cursor) };
  }
}

/** A criterion as a citation names it. */
const referenceOf = ({ id, level }: Criterion, locale: 'zh' | 'en'): string => level === 'attribute'
  ? (locale === 'zh' ? `ICVCM 评估框架 v1.1 CCP 属性 ${id.slice(5)}` : `ICVCM Assessment Framework v1.1, CCP attribute ${id.slice(5)}`)
  : (locale === 'zh' ? `ICVCM 评估框架 v1.1 标准 ${id}` : `ICVCM Assessment Framework v1.1, criterion ${id}`);

function about(criterion: Criterion, { options: { locale } }: Asked): Pick<Offer, 'kind' | 'detail' | 'documentation' | 'alsoFound' | 'label'> {
  const ccp = ccps.find(each => each.n === criterion.ccp);
  const state = criterion.status === 'announced' ? (locale === 'zh' ? '下一版预告，尚未生效' : 'announced for the next version, not in force') : '';
  const place = ccp ? `CCP ${ccp.n} ${ccp[locale]}` : locale === 'zh' ? 'CCP 属性' : 'CCP attribute';
  return {
    kind: 'criterion', label: criterion.id,
    detail: `${criterion.title[locale]} · ${criterion.title[locale === 'zh' ? 'en' : 'zh']}`,
    documentation: [`**${criterion.id} ${criterion.title[locale]}**`, [place, state].filter(text => text).join(' · '), inBoth(criterion.summary, locale)].join('\n\n'),
    alsoFound: [criterion.title.zh, criterion.title.en, 'ICVCM'],
  };
}
