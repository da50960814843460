import { span } from '../../base/span.ts';
import { coreDimensions, pillars } from '../../schema/knowledge.ts';
import { describe, fieldsAt, requiredAt, titleOf } from '../../schema/describe.ts';
import { keyText, mannerOf, mannerWithin, valueText, type Manner } from '../../syntax/print.ts';
import { nodeAt, type Data, type MapNode, type Path } from '../../syntax/tree.ts';
import type { Asked } from './asked.ts';
import { inBoth, type Offer } from './offer.ts';
import { publishedIn } from './own.ts';

/** The keys that fit here: those the schema knows and the map does not have yet, required ones first. */
export function* keysFor(asked: Asked): Generator<Offer> {
  const { place, options: { locale } } = asked;
  const fields = fieldsAt(place.path).filter(field => !place.present.includes(field));
  const required = requiredAt(place.path);
  for (const field of [...fields.filter(each => required.includes(each)), ...fields.filter(each => !required.includes(each))]) {
    const path = [...place.path, field];
    const about = describe(path);
    yield {
      ...fieldAt(path, asked), label: field,
      detail: `${namesOf(path, locale)}${required.includes(field) ? (locale === 'zh' ? ' · 必填' : ' · required') : ''}`,
      ...entryText(asked, path), ...(about?.enum || about?.['x-vocabulary'] ? { opensList: true as const } : {}),
    };
  }
}

/** The whole block behind a key that has its colon and nothing else yet. */
export function* blockFor(asked: Asked): Generator<Offer> {
  const { place, record, options: { locale, snippets } } = asked;
  if (place.token.end > place.token.start || describe(place.path)?.type !== 'object') return;
  const lineStart = record.lines.startOf(record.lines.lineOf(place.token.start));
  const lead = record.text.slice(lineStart, place.token.start);
  const indent = place.flow ? place.indent : (/^[ \t]*(?:- +)*/.exec(lead)?.[0] ?? '').replace(/\S/g, ' ');
  const shown = valueText(mannerHere(asked, !place.flow || isAlone(lead.replace(/\S+\s*[:：]\s*$/, ''))), skeletonOf(place.path, asked), indent, opened);
  const text = `${shown}${place.commaAfter ? ',' : ''}`;
  // What is put behind the colon brings its own blank or line break.
  const replace = span(lineStart + lead.trimEnd().length, place.token.end);
  yield { ...fieldAt(place.path, asked), label: titleOf(place.path)[locale], detail: String(place.path.at(-1)), replace, ...(snippets ? { text: `${withStops(text)}$0`, snippet: true } : { text }) };
}

/** How many columns of its line a block is said to have before it: so many that it opens lines of its own, as it will be too long for one once it is filled in. */
const opened = 80;

/** What is told of a field, and by which words it is found. */
function fieldAt(path: Path, { options: { locale } }: Asked): Pick<Offer, 'kind' | 'documentation' | 'alsoFound'> {
  const about = describe(path);
  const { zh, en } = titleOf(path);
  return {
    kind: about?.type === 'object' ? 'block' : 'field', alsoFound: [zh, en],
    documentation: inBoth({ zh: about?.['x-zh']?.description ?? '', en: about?.description ?? '' }, locale),
  };
}

function namesOf(path: Path, locale: 'zh' | 'en'): string {
  const title = titleOf(path);
  return `${title[locale]} · ${title[locale === 'zh' ? 'en' : 'zh']}`;
}

/** The key with its colon, a value to fill in, and the comma that is needed; only the key where its colon is there already. */
function entryText(asked: Asked, path: Path): Pick<Offer, 'text' | 'snippet'> {
  const { record, place, options: { snippets }, lead } = asked;
  const map = nodeAt(record.root, place.path);
  const siblings: MapNode | undefined = map?.kind === 'map' && map.flow === place.flow ? map : undefined;
  const lineStart = record.lines.startOf(record.lines.lineOf(place.token.start));
  const manner = mannerHere(asked, isAlone(record.text.slice(lineStart, place.token.start)));
  const key = keyWithQuote(manner, String(path.at(-1)), asked, siblings);
  if (place.hasColon) return { text: key };
  const comma = place.commaAfter ? ',' : '';
  const skeleton = skeletonOf(path, asked);
  const isBlock = typeof skeleton === 'object' && !Array.isArray(skeleton);
  const value = manner.style === 'block' && skeleton === '' ? ' ' : valueText(manner, skeleton, place.indent + ' '.repeat(lead.length), isBlock ? opened : 0);
  if (!snippets) return { text: `${lead}${key}:${value}${comma}` };
  return { text: `${lead}${escaped(key)}:${withStops(value)}${comma}${isBlock ? '$0' : ''}`, snippet: true };
}

/** The manner of the record at the cursor. What stands on a line with other entries stays on it. */
function mannerHere({ record, place }: Asked, lines: boolean): Manner {
  const manner = mannerOf(record);
  if (!place.flow) return manner;
  const within = mannerWithin(manner, { flow: true });
  return { ...within, lines: within.lines && lines };
}

const isAlone = (lead: string): boolean => lead.trim() === '';

/** A key keeps the quote that is already typed, except that JSON knows only one. */
function keyWithQuote(manner: Manner, name: string, { place: { quote } }: Asked, siblings: MapNode | undefined): string {
  return quote === undefined || manner.style === 'json' ? keyText(manner, name, siblings) : `${quote}${name}${quote}`;
}

/** What a new key holds until a person fills it in. A score, which no one has judged yet, is there only where the cursor asks for it. */
function skeletonOf(path: Path, asked: Asked): Data {
  const name = String(path.at(-1));
  const about = describe(path);
  if (about?.type === 'array') return [];
  if (about?.type === 'integer') return name === 'year' ? publishedIn(asked) ?? Number(asked.world.today.slice(0, 4)) : 0;
  if (about?.type !== 'object') return '';
  if (path.length === 1 && name === 'analysis') return Object.fromEntries(coreDimensions.map(({ key }) => [key, dimensionOf([...path, key], asked, ['score', 'label', 'evidence', 'citation'])]));
  if (path.length === 1 && name === 'regulatory') return Object.fromEntries(pillars.map(({ key }) => [key, '']));
  if (path[0] === 'analysis') return dimensionOf(path, asked, fieldsAt(path));
  if (name === 'evolution') return { clusters: [], supersededBy: '', supersedes: [] };
  return Object.fromEntries(fieldsAt(path).map(field => [field, skeletonOf([...path, field], asked)]));
}

const dimensionOf = (path: Path, asked: Asked, fields: readonly string[]): Data =>
  Object.fromEntries(fields.filter(field => asked.options.snippets || field !== 'score').map(field => [field, skeletonOf([...path, field], asked)]));

const escaped = (text: string): string => text.replace(/[\\$}]/g, '\\$&');

/** Puts a tab stop into all empty quotes and brackets and round numbers, in their order, or at the end where there are none. */
function withStops(value: string): string {
  let n = 0;
  const filled = escaped(value).replace(/""|''|\[\]|(?<=: |^ )\d+/g, empty => {
    n++;
    return /\d/.test(empty) ? `\${${n}:${empty}}` : `${empty.charAt(0)}$${n}${empty.charAt(1)}`;
  });
  return n > 0 ? filled : `${filled}$1`;
}
