import { coreDimensions, pillars } from '../../schema/knowledge.ts';
import { describe, fieldsAt, requiredAt, titleOf } from '../../schema/describe.ts';
import { keyText, mannerOf, valueText, type Manner } from '../../syntax/print.ts';
import { nodeAt, type Data, type MapNode, type Path } from '../../syntax/tree.ts';
import type { Place } from '../../syntax/at.ts';
import type { Asked } from './asked.ts';
import { inBoth, type Offer } from './offer.ts';

/** The keys that fit here: those the schema knows and the map does not have yet, required ones first. */
export function* keysFor({ record, place, options, world }: Asked): Generator<Offer> {
  const fields = fieldsAt(place.path).filter(field => !place.present.includes(field));
  const required = requiredAt(place.path);
  const { locale } = options;
  for (const field of [...fields.filter(each => required.includes(each)), ...fields.filter(each => !required.includes(each))]) {
    const path = [...place.path, field];
    const about = describe(path);
    const title = titleOf(path);
    const put = textFor(record, place, path, options.snippets, world.today);
    yield {
      label: field, kind: about?.type === 'object' ? 'block' : 'field', alsoFound: [title.zh, title.en],
      detail: `${title[locale]} · ${title[locale === 'zh' ? 'en' : 'zh']}${required.includes(field) ? (locale === 'zh' ? ' · 必填' : ' · required') : ''}`,
      documentation: inBoth({ zh: about?.['x-zh']?.description ?? '', en: about?.description ?? '' }, locale),
      ...put, ...(about?.enum || about?.['x-vocabulary'] ? { opensList: true as const } : {}),
    };
  }
}

/** The key with its colon, a value to fill in, and the comma that is needed; only the key where its colon is there already. */
function textFor(record: Asked['record'], place: Place, path: Path, snippets: boolean, today: string): Pick<Offer, 'text' | 'snippet'> {
  const manner = mannerOf(record);
  const map = nodeAt(record.root, place.path);
  const siblings: MapNode | undefined = map?.kind === 'map' && map.flow === place.flow ? map : undefined;
  const name = String(path.at(-1));
  const key = keyWithQuote(manner, name, place, siblings);
  if (place.hasColon) return { text: key };
  const comma = place.commaAfter ? ',' : '';
  const skeleton = skeletonOf(path, today);
  const shown = valueText(place.flow && manner.style === 'block' ? { ...manner, style: 'flow', lines: false } : manner, skeleton, place.indent, place.indent.length + key.length + 1);
  const value = manner.style === 'block' && !place.flow && skeleton === '' ? ' ' : shown;
  if (!snippets) return { text: `${key}:${value}${comma}` };
  return { text: `${escaped(key)}:${withStop(value)}${comma}`, snippet: true };
}

/** A key keeps the quote that is already typed, except that JSON knows only one. */
function keyWithQuote(manner: Manner, name: string, place: Place, siblings: MapNode | undefined): string {
  if (place.quote === undefined || manner.style === 'json') return keyText(manner, name, siblings);
  return `${place.quote}${name}${place.quote}`;
}

/** What a new key holds until a person fills it in. */
function skeletonOf(path: Path, today: string): Data {
  const name = String(path.at(-1));
  const about = describe(path);
  if (about?.type === 'array') return [];
  if (about?.type === 'integer') return name === 'year' ? Number(today.slice(0, 4)) : 0;
  if (about?.type !== 'object') return '';
  if (path.length === 1 && name === 'analysis') return Object.fromEntries(coreDimensions.map(({ key }) => [key, { label: '', evidence: '', citation: '' }]));
  if (path.length === 1 && name === 'regulatory') return Object.fromEntries(pillars.map(({ key }) => [key, '']));
  if (name === 'evolution') return { clusters: [], supersededBy: '', supersedes: [] };
  return Object.fromEntries(fieldsAt(path).filter(field => field !== 'score').map(field => [field, skeletonOf([...path, field], today)]));
}

const escaped = (text: string): string => text.replace(/[\\$}]/g, '\\$&');

/** Puts the tab stop into the first empty quotes or brackets, round a number, or at the end. */
function withStop(value: string): string {
  const safe = escaped(value);
  const number = /^ (\d+)$/.exec(safe);
  if (number) return ` \${1:${number[1]}}`;
  const empty = /""|''|\[\]/.exec(safe);
  return empty ? `${safe.slice(0, empty.index + 1)}$1${safe.slice(empty.index + 1)}` : `${safe}$1`;
}
