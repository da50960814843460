import type { Locale } from '../../base/both.ts';
import { span } from '../../base/span.ts';
import { coreDimensions, pillars } from '../../schema/knowledge.ts';
import { policies } from '../../schema/collections.ts';
import { describe, fieldsAt } from '../../schema/describe.ts';
import { blankAt, shapeAt, type Shape } from '../../schema/shape.ts';
import { keyText, mannerOf, mannerWithin, valueText, type Manner } from '../../syntax/print.ts';
import { nodeAt, type Data, type MapNode, type Path } from '../../syntax/tree.ts';
import type { Asked } from './asked.ts';
import { namesOf } from './described.ts';
import { inBoth, type Offer } from './offer.ts';
import { publishedIn } from './own.ts';

/** The keys that fit here: those the schema knows and the map does not have yet, required ones first. */
export function* keysFor(asked: Asked): Generator<Offer> {
  const { its, place, besides, shape, options: { locale } } = asked;
  const { required = [] } = shape ?? {};
  const fields = shape?.fields.filter(field => !place.present.includes(field)) ?? [];
  for (const field of [...fields.filter(each => required.includes(each)), ...fields.filter(each => !required.includes(each))]) {
    const path = [...place.path, field];
    const about = shapeAt(its, path, besides);
    yield {
      ...fieldAt(about, asked), label: field, detail: [...toldOf(about, locale), ...required.includes(field) ? [locale === 'zh' ? '必填' : 'required'] : []].join(' · '),
      ...entryText(asked, path, about),
    };
  }
}

/** The whole block behind a key that has its colon and nothing else yet. */
export function* blockFor(asked: Asked): Generator<Offer> {
  const { place, record, shape, options: { locale, snippets } } = asked;
  if (place.token.end > place.token.start || shape?.type !== 'object') return;
  const lineStart = record.lines.startOf(record.lines.lineOf(place.token.start));
  const lead = record.text.slice(lineStart, place.token.start);
  const indent = place.flow ? place.indent : (/^[ \t]*(?:- +)*/.exec(lead)?.[0] ?? '').replace(/\S/g, ' ');
  const shown = valueText(mannerHere(asked, !place.flow || isAlone(lead.replace(/\S+\s*[:：]\s*$/, ''))), skeletonOf(place.path, asked), indent, ownLines);
  const text = `${shown}${place.commaAfter ? ',' : ''}`;
  // What is put behind the colon brings its own blank or line break.
  const replace = span(lineStart + lead.trimEnd().length, place.token.end);
  const name = String(place.path.at(-1));
  yield { ...fieldAt(shape, asked), label: shape.title?.[locale] ?? name, ...shape.title ? { detail: name } : {}, replace, ...(snippets ? { text: `${withStops(text)}$0`, snippet: true } : { text }) };
}

/** How many columns of its line a block is said to have before it: so many that it opens lines of its own, as it will be too long for one once it is filled in. */
const ownLines = 80;

/** What is told of a field, and by which words it is found. */
function fieldAt(about: Shape | undefined, { options: { locale } }: Asked): Pick<Offer, 'kind' | 'documentation' | 'alsoFound'> {
  const { title, description } = about ?? {};
  return {
    kind: about?.type === 'object' ? 'block' : 'field', ...title ? { alsoFound: [title.zh, title.en] } : {},
    ...description ? { documentation: inBoth(description, locale) } : {},
  };
}

/** What stands beside a key: its title in both languages or, where a schema gives it none, what it says of it. */
const toldOf = (about: Shape | undefined, locale: Locale): readonly string[] => about?.title ? [namesOf(about.title, locale)] : about?.description ? [about.description[locale]] : [];

/** The key with its colon, a value to fill in, and the comma that is needed; only the key where its colon is there already. */
function entryText(asked: Asked, path: Path, about: Shape | undefined): Pick<Offer, 'text' | 'snippet' | 'opensList'> {
  const { record, place, options: { snippets }, lead } = asked;
  const map = nodeAt(record.root, place.path);
  const siblings: MapNode | undefined = map?.kind === 'map' && map.flow === place.flow ? map : undefined;
  const lineStart = record.lines.startOf(record.lines.lineOf(place.token.start));
  const manner = mannerHere(asked, isAlone(record.text.slice(lineStart, place.token.start)));
  const key = keyWithQuote(manner, String(path.at(-1)), asked, siblings);
  const opensList = about?.isClosed ? { opensList: true as const } : {};
  if (place.hasColon) return { text: key, ...opensList };
  const comma = place.commaAfter ? ',' : '';
  const skeleton = skeletonOf(path, asked);
  const isBlock = typeof skeleton === 'object' && !Array.isArray(skeleton);
  // Of several words none is put there that would have to go for the list.
  const isOpen = skeleton === '' || (about?.isClosed === true && about.words.length > 1 && about.usual === undefined);
  const value = manner.style === 'block' && (isOpen || skeleton === undefined) ? ' ' : valueText(manner, skeleton, place.indent + ' '.repeat(lead.length), isBlock ? ownLines : 0);
  const opened = skeleton === '' || value === ' ' ? opensList : {};
  if (!snippets) return { text: `${lead}${key}:${value}${comma}`, ...opened };
  return { text: `${lead}${escaped(key)}:${withStops(value)}${comma}${isBlock ? '$0' : ''}`, snippet: true, ...opened };
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
  const { its, besides } = asked;
  if (its.name !== policies) return blankAt(its, path, besides);
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

/** Puts a tab stop into all empty quotes and brackets and round numbers and words that stand for nothing yet, in their order, or at the end where there are none. */
function withStops(value: string): string {
  let n = 0;
  const filled = escaped(value).replace(/""|''|\[\]|(?<=: |^ )(?:-?\d+(?:\.\d+)?|null|true|false)(?=[,\s}]|$)/g, empty => {
    n++;
    return /\w/.test(empty) ? `\${${n}:${empty}}` : `${empty.charAt(0)}$${n}${empty.charAt(1)}`;
  });
  return n > 0 ? filled : `${filled}$1`;
}
