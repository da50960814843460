import type * as lsp from 'vscode-languageserver-types';
import type { Locale } from '../base/both.ts';
import { span, textOf, touches, within, type Span } from '../base/span.ts';
import { factsOf } from '../record/facts.ts';
import type { Finding, World } from '../rules/rule.ts';
import { citationsIn } from '../schema/citations.ts';
import { criterionOf, dimensionOf, pillars } from '../schema/knowledge.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { stringOf, type Node, type Path, type ScalarNode } from '../syntax/tree.ts';
import { aboutCriterion, aboutDimension, aboutField, aboutJurisdiction, aboutPillar, aboutRecord, aboutRule, aboutScore, aboutTerm, aboutTerms } from './explain.ts';
import { write, type Prose } from './prose.ts';
import { rangeOf } from './ranges.ts';

/** The language a hover speaks first, and whether the client renders Markdown. */
export interface HoverOptions { readonly locale: Locale; readonly markdown: boolean }

/**
 * What the product knows of the word at an offset: a field, a value of a vocabulary, a score, a criterion, another record. Where the
 * offset is on findings, it begins with why their rules ask what they ask: editors show it right below what is wrong.
 */
export function hover(world: World, record: PolicyRecord, offset: number, options: HoverOptions, findings: readonly Finding[] = []): lsp.Hover | undefined {
  const known = wordAt(world, record, offset, options.locale);
  const here = findings.filter(finding => touches(finding.span, offset));
  const pieces = [...[...new Set(here.map(({ rule }) => rule))].flatMap(rule => aboutRule(rule, options.locale)), ...known?.pieces ?? []];
  const at = known?.span ?? here[0]?.span;
  return at && pieces.length > 0 ? shown(record, at, pieces, options) : undefined;
}

/** What is known of a stretch of text. */
interface Known { readonly span: Span; readonly pieces: readonly Prose[] }

function wordAt(world: World, record: PolicyRecord, offset: number, locale: Locale): Known | undefined {
  const cited = citedAt(record, offset, locale);
  if (cited) return cited;
  const token = tokenAt(record.root, offset);
  if (!token) return undefined;
  const value = aboutValue(world, record, token, locale);
  // What an item of a list is says enough; one that is not known is at least in its list.
  const field = fieldOf(token);
  const pieces = value.length > 0 && field !== token ? value : [...value, ...aboutPlace(world, field, locale)];
  return pieces.length > 0 ? { span: token.node.span, pieces } : undefined;
}

const shown = (record: PolicyRecord, at: Span, pieces: readonly Prose[], { markdown }: HoverOptions): lsp.Hover =>
  ({ contents: { kind: markdown ? 'markdown' : 'plaintext', value: write(pieces, markdown) }, range: rangeOf(record.lines, at) });

/** A key, or a single value, with the path of its field. */
interface Token { readonly path: Path; readonly node: ScalarNode; readonly isKey: boolean }

function tokenAt(node: Node | undefined, offset: number, path: Path = []): Token | undefined {
  if (node?.kind === 'scalar') return touches(node.span, offset) ? { path, node, isKey: false } : undefined;
  if (node?.kind === 'seq') return first(node.items.entries(), ([i, item]) => touches(item.span, offset) ? tokenAt(item, offset, [...path, i]) : undefined);
  return first(node?.entries ?? [], ({ key, name, value }) => touches(key.span, offset) ? { path: [...path, name], node: key, isKey: true }
    : value && touches(value.span, offset) ? tokenAt(value, offset, [...path, name]) : undefined);
}

function first<T, R>(items: Iterable<T>, find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The token as a value of its field: an item of a list belongs to the field that holds the list. */
const fieldOf = (token: Token): Token => typeof token.path.at(-1) === 'number' ? { ...token, path: token.path.slice(0, -1) } : token;

/** What a field is; of a dimension or pillar also what it asks. */
function aboutPlace({ project: { vocabulary } }: World, { path, node, isKey }: Token, locale: Locale): readonly Prose[] {
  const [block, name, field] = path;
  const dimension = block === 'analysis' && typeof name === 'string' ? dimensionOf(name) : undefined;
  if (dimension && path.length === 2) return aboutDimension(dimension, locale);
  if (dimension && field === 'score') {
    const score = isKey ? undefined : Number(node.value);
    return [...aboutScore(score, locale), ...aboutDimension(dimension, locale)];
  }
  const pillar = block === 'regulatory' && path.length === 2 ? pillars.find(({ key }) => key === name) : undefined;
  if (pillar) return aboutPillar(pillar, locale);
  return [...aboutField(path, locale), ...aboutTerms(vocabulary, path, isKey ? undefined : stringOf(node), locale)];
}

/** What a value stands for: a word of a vocabulary, a criterion, a jurisdiction, or another record. */
function aboutValue(world: World, record: PolicyRecord, { path, node, isKey }: Token, locale: Locale): readonly Prose[] {
  const value = stringOf(node);
  if (isKey || value === undefined) return [];
  const [block, field] = path;
  const term = aboutTerm(world.project.vocabulary, path, value, locale);
  if (term.length > 0) return term;
  const criterion = block === 'icvcmCriteria' ? criterionOf(value) : undefined;
  if (criterion) return aboutCriterion(criterion, locale);
  const jurisdiction = block === 'country' ? world.project.vocabulary.jurisdictionOf(value) : undefined;
  if (jurisdiction) return aboutJurisdiction(jurisdiction, locale);
  if (block !== 'evolution' || (field !== 'supersedes' && field !== 'supersededBy')) return [];
  const near = world.corpus.of(record.uri) ?? factsOf(record);
  return world.corpus.withId(value, near).flatMap(aboutRecord);
}

/** How far around a citation its paragraph is read. */
const reach = 2000;

/** A criterion that a value or the narrative cites by its number. */
function citedAt(record: PolicyRecord, offset: number, locale: Locale): Known | undefined {
  const { text, body, root } = record;
  const token = tokenAt(root, offset);
  const whole = token ? token.isKey ? undefined : token.node.span : touches(body, offset) ? body : undefined;
  if (!whole) return undefined;
  const part = span(Math.max(whole.start, offset - reach), Math.min(whole.end, offset + reach));
  for (const { id, start, end } of citationsIn(textOf(text, part))) {
    const at = span(part.start + start, part.start + end);
    const criterion = touches(at, offset) && within(whole, at) ? criterionOf(id) : undefined;
    if (criterion) return { span: at, pieces: aboutCriterion(criterion, locale) };
  }
  return undefined;
}
