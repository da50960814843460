import { supplyOf } from '../../record/supply.ts';
import { dimensionOf } from '../../schema/knowledge.ts';
import { inBoth, type Offer } from './offer.ts';
import { ownFacts, twinValue, type Asked } from './asked.ts';

/** Values that follow from the record itself or from its twin: the id that its file names, the year, and the scores that are fixed points. */
export function* ownFor(asked: Asked): Generator<Offer> {
  const { place: { path }, options: { locale } } = asked;
  const [block, dimension, field] = path;
  if (path.length === 1 && block === 'id') yield* idOf(asked);
  else if (path.length === 1 && block === 'year') yield* yearsOf(asked);
  else if (path.length === 3 && block === 'analysis' && field === 'score') {
    const twin = twinValue(asked, path);
    const anchors = Object.entries(dimensionOf(String(dimension))?.anchors ?? {}).sort(([a], [b]) => Number(b) - Number(a));
    for (const [score, meaning] of anchors) {
      if (meaning) yield { label: score, value: Number(score), kind: 'score', detail: meaning[locale], documentation: inBoth(meaning, locale), alsoFound: [meaning.zh, meaning.en] };
    }
    if (typeof twin === 'number' && !anchors.some(([score]) => Number(score) === twin)) yield { label: String(twin), value: twin, kind: 'score', detail: fromTwin[locale] };
  }
}

function* idOf(asked: Asked): Generator<Offer> {
  const { world, record, options: { locale } } = asked;
  const id = supplyOf('id', record, ownFacts(asked), world.corpus, world.project.vocabulary)?.value;
  if (typeof id === 'string') yield { label: id, value: id, kind: 'id', detail: { zh: '文件名', en: 'the file name' }[locale] };
}

/** The years a record may be of: its own date's, its twin's, and this one. */
function* yearsOf(asked: Asked): Generator<Offer> {
  const { world, options: { locale } } = asked;
  const twin = twinValue(asked, ['year']);
  const years = new Map<number, string>();
  const add = (year: number | undefined, from: string) => { if (year !== undefined && !years.has(year)) years.set(year, from); };
  add(publishedIn(asked), { zh: '发布日期的年份', en: 'of the publication date' }[locale]);
  add(typeof twin === 'number' ? twin : undefined, fromTwin[locale]);
  add(Number(world.today.slice(0, 4)), { zh: '今年', en: 'this year' }[locale]);
  for (const [year, detail] of years) yield { label: String(year), value: year, kind: 'score', detail };
}

/** The year of the publication date. */
export function publishedIn(asked: Pick<Asked, 'world' | 'record'>): number | undefined {
  const year = /^(\d{4})-\d\d-\d\d$/.exec(String(ownFacts(asked).values.get('pubDate') ?? ''))?.[1];
  return year === undefined ? undefined : Number(year);
}

const fromTwin = { zh: '另一语言版本', en: 'the other language' };
