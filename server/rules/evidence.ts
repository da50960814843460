import { last } from '../base/last.ts';
import type { Corpus } from '../record/corpus.ts';
import type { Facts } from '../record/facts.ts';
import { dimensionOf, placeholders, type Dimension } from '../schema/knowledge.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { entryOf, nodeAt, wholeText, type Data, type Entry, type MapNode, type Node, type Path, type ScalarNode } from '../syntax/tree.ts';
import { withoutEntries } from '../syntax/without.ts';
import { changeableTwin, withTwin } from './in-both.ts';
import { blankWords, isBlankWord, otherThan } from './language.ts';
import { mend, type Fix, type Related, type ToldChange, type World } from './rule.ts';

/** A value of a dimension with the place it stands at. */
export interface Stated<T> { readonly node: ScalarNode; readonly value: T }

/** One dimension of a record as far as it can be read: a value of another type, or one whose quote is not closed, is not there. */
export interface Assessed {
  readonly name: string;
  readonly dimension: Dimension;
  readonly entry: Entry;
  readonly map: MapNode;
  /** An integer from 0 to 100; any other number is the finding of the rule on scores. */
  readonly score: Stated<number> | undefined;
  /** Texts without the blanks around them. */
  readonly label: Stated<string> | undefined;
  readonly evidence: Stated<string> | undefined;
  /** Whether the evidence is a placeholder of any kind. */
  readonly isPlaceholder: boolean;
}

/**
 * The dimensions of a record in the order of the alphabet, which most records keep, so that “the first” of them is the same in every
 * order of keys. Of two with one name the first counts.
 */
export const assessedIn: (record: PolicyRecord) => readonly Assessed[] = last(({ root }) => {
  const analysis = nodeAt(root, ['analysis']);
  const all: Assessed[] = [];
  for (const entry of analysis?.kind === 'map' ? analysis.entries : []) {
    const { name, value: map } = entry;
    const dimension = dimensionOf(name);
    if (!dimension || map?.kind !== 'map' || entryOf(analysis, name) !== entry) continue;
    const evidence = textOf(entryOf(map, 'evidence')?.value);
    all.push({
      name, dimension, entry, map, score: scoreOf(entryOf(map, 'score')?.value), label: textOf(entryOf(map, 'label')?.value),
      evidence, isPlaceholder: evidence !== undefined && isPlaceholder(evidence.value),
    });
  }
  return all.sort((a, b) => a.name < b.name ? -1 : 1);
});

function textOf(node: Node | undefined): Stated<string> | undefined {
  const whole = wholeText(node);
  return whole && { node: whole, value: whole.value.trim() };
}

/** A score in quotes is a score all the same, so that taking the quotes away brings no finding that was not there. */
function scoreOf(node: Node | undefined): Stated<number> | undefined {
  if (node?.kind !== 'scalar' || node.broken) return undefined;
  const value = typeof node.value === 'string' && /^\d{1,3}$/.test(node.value.trim()) ? Number(node.value) : node.value;
  return typeof value === 'number' && Number.isInteger(value) && 0 <= value && value <= 100 ? { node, value } : undefined;
}

/** The path of a field of a dimension. */
export const fieldOf = ({ name }: Assessed, field: string): Path => ['analysis', name, field];

/** A text without what a hasty hand changes in one: its case and the full stop behind it. */
const folded = (text: string): string => text.normalize('NFKC').trim().toLowerCase().replace(/[.。]+$/, '');

const migrated: ReadonlySet<string> = new Set([...placeholders.tuples.map(({ evidence }) => evidence), ...placeholders.evidence].map(folded));

/** The most that the migration gave where it found nothing. A higher score was given by someone who knew more. */
export const mostOfMigration: number = Math.max(...placeholders.tuples.map(({ score }) => score));

/** Whether evidence is a text that a migration left. */
export const isBoilerplate = (evidence: string): boolean => !isOther.test(evidence) && migrated.has(folded(evidence));

const isOther = otherThan(migrated, 0);

/** Whether evidence is a text that a migration left, or a word such as TBD that stands for evidence yet to come. */
export const isPlaceholder = (evidence: string): boolean => !isOwn.test(evidence) && (isBoilerplate(evidence) || isBlankWord(evidence));

/** What begins as neither does, or is longer than both. */
const isOwn = otherThan(new Set([...migrated, ...blankWords]), 5);

/** How often a text has to stand in a record to be one that was pasted. */
const often = 3;

/** The texts that are the evidence of several dimensions, each with those dimensions. A word such as TBD is no text that was pasted: it is evidence that each of them lacks. */
export const repeatedIn: (all: readonly Assessed[]) => readonly { readonly text: string; readonly dimensions: readonly Assessed[] }[] = last(all => {
  const repeated: { readonly text: string; readonly dimensions: readonly Assessed[] }[] = [];
  for (const { evidence } of all) {
    const text = evidence?.value;
    if (!text || repeated.some(each => each.text === text)) continue;
    const dimensions = all.filter(each => each.evidence?.value === text);
    if (dimensions.length >= often && (isBoilerplate(text) || !isPlaceholder(text))) repeated.push({ text, dimensions });
  }
  return repeated;
});

/** Whether a text is the evidence of several dimensions. */
export const isRepeated = (all: readonly Assessed[], text: string): boolean => repeatedIn(all).some(each => each.text === text);

/** Placeholders that each stand for one dimension; what was pasted into several is one finding, of repeated-evidence. */
export const placeholdersIn = (all: readonly Assessed[]): readonly (Assessed & { readonly evidence: Stated<string> })[] =>
  all.filter(hasPlaceholder).filter(({ evidence }) => !isRepeated(all, evidence.value));

/** Whether the evidence of a dimension is a placeholder of any kind. */
export const hasPlaceholder = (each: Assessed): each is Assessed & { readonly evidence: Stated<string> } => each.isPlaceholder;

/** Where a record holds placeholders, for a finding that speaks of its state as a whole. */
export const placeholderSpots = (record: PolicyRecord): readonly Related[] => assessedIn(record).filter(hasPlaceholder).map(({ name, dimension, evidence }) => ({
  uri: record.uri, span: evidence.node.span,
  message: { zh: `${dimension.zh}（${name}）的证据只是占位文本。`, en: `The evidence of ${name} is a placeholder.` },
}));

const assessment = ['score', 'label', 'evidence'];

/** Takes back an assessment that nobody made, so that the dimension is left to be assessed. */
export const leaveUnscored = (record: PolicyRecord, all: readonly Assessed[], preferred: boolean, { corpus }: World, facts: Facts): Fix => withTwin(mend(record, all.length === 1
  ? { zh: '删去评分、标签和证据，留下尚未评分的维度', en: 'Remove the score, label and evidence, so that the dimension is left unscored' }
  : { zh: `删去这 ${all.length} 个维度的评分、标签和证据，留待评分`, en: `Remove the score, label and evidence of these ${all.length} dimensions, so that they are left unscored` },
() => all.flatMap(({ map }) => withoutEntries(record, map, assessment)), { preferred }), unmadeIn(changeableTwin(facts, corpus), all));

/** The same assessments in the twin, where nobody made them there either. */
const unmadeIn = (twin: Facts | undefined, all: readonly Assessed[]): readonly ToldChange[] => all.flatMap(({ name, score, evidence }): readonly ToldChange[] => {
  const theirs = inside(twin?.values.get('analysis'), name);
  const [text, value] = [inside(theirs, 'evidence'), inside(theirs, 'score')];
  const isSame = typeof text === 'string' && evidence && (text.trim() === evidence.value || (isPlaceholder(text) && isPlaceholder(evidence.value))) && typeof value !== 'object' && String(value) === String(score?.value);
  return twin && isSame ? [{ kind: 'remove', uri: twin.uri, path: ['analysis', name], keys: assessment }] : [];
});

const generic: ReadonlySet<string> = new Set(placeholders.genericLabels.map(folded));

/** Whether a label would suit any policy at all. */
export const isGenericLabel = (label: string): boolean => (!isOtherLabel.test(label) && generic.has(folded(label.replace(/[“”"'‘’]/g, '')))) || isBlankWord(label);

const isOtherLabel = otherThan(generic, 0);

const marker = /^(?:[[［【(（]\s*ai[\s_-]*(?:generated|生成)\s*[\]］】)）]\s*[:：]?|ai[\s_-]*(?:generated|生成)\s*[:：])\s*/i;

/** The mark at the start of evidence that a model wrote, with the blanks behind it; undefined where there is none. */
export const markOfModel = (evidence: string): string | undefined => marker.exec(evidence.trimStart())?.[0];

/** What the record of the other language says in a text field of a dimension, without the blanks around it; undefined where it says nothing. */
export function twinsText(corpus: Corpus, facts: Facts, { name }: Assessed, field: string): string | undefined {
  const text = inside(inside(corpus.twinOf(facts)?.values.get('analysis'), name), field);
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

const inside = (data: Data, key: string): Data =>
  typeof data === 'object' && !Array.isArray(data) && Object.hasOwn(data, key) ? (data as Readonly<Record<string, Data>>)[key] : undefined;
