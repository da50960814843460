import type * as lsp from 'vscode-languageserver-types';
import type { Locale } from '../base/both.ts';
import { span, textOf, touches, type Span } from '../base/span.ts';
import { knownFacts } from '../record/corpus.ts';
import { isAboutGeologicalStorage } from '../record/geological.ts';
import { standingsOf } from '../record/standing.ts';
import { assessedIn } from '../rules/evidence.ts';
import { namesNothing } from '../rules/language.ts';
import type { Finding, World } from '../rules/rule.ts';
import { principlesIn } from '../schema/citations.ts';
import { kindOf, policies } from '../schema/collections.ts';
import { ccps, dimensionOf, pillars, type Dimension } from '../schema/knowledge.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { dataOf, entryOf, nodeAt, stringOf, wholeText } from '../syntax/tree.ts';
import { aboutCriterion, aboutPrinciple, criteriaOf } from './explain-criterion.ts';
import { aboutDescribed } from './explain-described.ts';
import { aboutMechanism } from './explain-mechanism.ts';
import { aboutCompanion, aboutRecord } from './explain-record.ts';
import { aboutGates, aboutStanding } from './explain-score.ts';
import { aboutDimension, aboutField, aboutJurisdiction, aboutPillar, aboutRule, aboutScore, aboutShape, aboutTerm, aboutTerms } from './explain.ts';
import { write, type Prose } from './prose.ts';
import { rangeOf } from './ranges.ts';
import { stretchAt, subjectAt, tokenAt, type Subject, type Token } from './subject.ts';

/** The language a hover speaks first, and whether the client renders Markdown. */
export interface HoverOptions { readonly locale: Locale; readonly markdown: boolean }

/**
 * What the product knows of the word at an offset: a field, a value of a vocabulary, a score, a criterion, a mechanism, another record.
 * Where the offset is on findings, it begins with why their rules ask what they ask: editors show it right below what is wrong.
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
  const subject = subjectAt(world, record, offset);
  const token = tokenAt(record.root, offset);
  // On the quote of a value its words are meant, and what is shown belongs where the cursor is.
  if (subject) return { span: token && !touches(subject.span, offset) ? token.node.span : subject.span, pieces: aboutSubject(world, record, subject, locale) };
  const principle = principleAt(record, offset, locale);
  if (principle) return principle;
  if (!token) return undefined;
  const its = kindOf(record, world.project.collections);
  if (its.name !== policies) {
    const place = token.path.length === 1 && token.path[0] === its.country ? aboutCountry(world, token, locale) : [];
    const pieces = [...place, ...aboutDescribed(its, token.path, token.isKey ? undefined : token.node.value, dataOf(record.root), locale)];
    return pieces.length > 0 ? { span: token.node.span, pieces } : undefined;
  }
  const value = aboutValue(world, token, locale);
  // What an item of a list is says enough; one that is not known is at least in its list.
  const field = fieldOf(token);
  const pieces = value.length > 0 && field !== token ? value : [...value, ...aboutPlace(world, record, field, locale)];
  return pieces.length > 0 ? { span: token.node.span, pieces } : undefined;
}

const shown = (record: PolicyRecord, at: Span, pieces: readonly Prose[], { markdown }: HoverOptions): lsp.Hover =>
  ({ contents: { kind: markdown ? 'markdown' : 'plaintext', value: write(pieces, markdown) }, range: rangeOf(record.lines, at) });

function aboutSubject(world: World, record: PolicyRecord, subject: Subject, locale: Locale): readonly Prose[] {
  switch (subject.kind) {
    case 'criterion': {
      const { criterion, sub } = subject;
      return aboutCriterion(criterion, locale, { sub, geological: criterion.geological !== undefined && isAboutGeologicalStorage(record) });
    }
    case 'mechanism': return aboutMechanism(subject.mechanism, locale);
    case 'companion': return subject.companions.flatMap(each => aboutCompanion(each, subject.its, locale));
    case 'record': return subject.records.flatMap(facts => aboutRecord(world.corpus, facts, locale));
  }
}

/** A Core Carbon Principle that a text names by its number. */
function principleAt(record: PolicyRecord, offset: number, locale: Locale): Known | undefined {
  const part = stretchAt(record, offset);
  for (const { n, start, end } of part ? principlesIn(textOf(record.text, part)) : []) {
    const at = part && span(part.start + start, part.start + end);
    const principle = ccps.find(each => each.n === n);
    if (at && principle && touches(at, offset)) return { span: at, pieces: aboutPrinciple(principle, locale) };
  }
  return undefined;
}

/** The token as a value of its field: an item of a list belongs to the field that holds the list. */
const fieldOf = (token: Token): Token => typeof token.path.at(-1) === 'number' ? { ...token, path: token.path.slice(0, -1) } : token;

/** What a field is; of a dimension or pillar also what it asks. */
function aboutPlace(world: World, record: PolicyRecord, { path, node, isKey }: Token, locale: Locale): readonly Prose[] {
  const { vocabulary } = world.project;
  const [block, name, field] = path;
  const dimension = block === 'analysis' && typeof name === 'string' ? dimensionOf(name) : undefined;
  if (dimension && path.length === 2) return [...aboutDimension(dimension, locale), ...criteriaOf(dimension, locale)];
  if (dimension && path.length === 3 && field === 'score') {
    return [...isKey ? aboutField(path, locale) : [], ...aboutItsScore(world, record, dimension, isKey, locale), ...aboutDimension(dimension, locale)];
  }
  const pillar = block === 'regulatory' && path.length === 2 ? pillars.find(({ key }) => key === name) : undefined;
  if (pillar) return [...aboutPillar(pillar, locale), ...criteriaOf(pillar, locale)];
  return [...aboutField(path, locale), ...aboutShape(path, locale), ...aboutTerms(vocabulary, path, isKey ? undefined : stringOf(node), locale)];
}

/** The bands of scores and what a score needs; pointing at a score itself, also how it compares and whether it has what it needs. */
function aboutItsScore(world: World, record: PolicyRecord, { key }: Dimension, isKey: boolean, locale: Locale): readonly Prose[] {
  const its = isKey ? undefined : assessedIn(record).find(({ name }) => name === key);
  const score = its?.score?.value;
  if (!its || score === undefined) return [...aboutScore(undefined, locale), ...aboutGates(locale)];
  const facts = knownFacts(world.corpus, record);
  const standings = standingsOf(world.corpus, world.project.vocabulary, facts, key, score);
  const citation = wholeText(entryOf(its.map, 'citation')?.value)?.value.trim() ?? '';
  const url = stringOf(nodeAt(record.root, ['url']))?.trim() ?? '';
  return [
    ...aboutScore(score, locale),
    ...aboutStanding(standings, { category: facts.category ?? '', country: facts.country ?? '' }, locale),
    ...aboutGates(locale, { score, citation: citation !== '' && !namesNothing(citation), url: url !== '' }),
  ];
}

/** What a value stands for: a word of a vocabulary, or a jurisdiction. */
function aboutValue(world: World, { path, node, isKey }: Token, locale: Locale): readonly Prose[] {
  const value = stringOf(node);
  if (isKey || value === undefined) return [];
  const term = aboutTerm(world.project.vocabulary, path, value, locale);
  return term.length > 0 || path[0] !== 'country' ? term : aboutCountry(world, { node, isKey }, locale);
}

function aboutCountry({ project: { vocabulary } }: World, { node, isKey }: Pick<Token, 'node' | 'isKey'>, locale: Locale): readonly Prose[] {
  const jurisdiction = isKey ? undefined : vocabulary.jurisdictionOf(stringOf(node) ?? '');
  return jurisdiction ? aboutJurisdiction(jurisdiction, locale) : [];
}
