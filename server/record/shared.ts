import { isDay } from '../base/day.ts';
import { numberOf } from '../base/fingerprint.ts';
import { hasHan, type Locale } from '../base/both.ts';
import { policyReferences } from '../schema/collections.ts';
import { fieldsAt } from '../schema/describe.ts';
import { dimensionOf } from '../schema/knowledge.ts';
import { isTranslated, writtenIn } from '../schema/translated.ts';
import type { ControlledField, Vocabulary } from '../schema/vocabulary.ts';
import { isBroken, type PolicyRecord } from '../syntax/record.ts';
import { dataOf, entryOf, isEmpty, type Data, type Node, type Path } from '../syntax/tree.ts';
import type { Facts } from './facts.ts';
import { assessed, type Values } from './values.ts';

/** A fact that the two files of a record share and tell differently, each in its own words; `undefined` or blank where one says nothing. */
export interface Difference { readonly path: Path; readonly mine: Data; readonly theirs: Data }

/**
 * What a value says, so that values of the two languages can be compared: the names it may go by, none where it says nothing.
 * Undefined where it cannot be told, or where what is wrong with it is for another rule to say.
 */
type Reading = (data: Data, vocabulary: Vocabulary) => readonly string[] | undefined;

/** A fact that both files tell. Where one of them lacks a required one, that is told as its absence. */
interface Shared { readonly path: Path; readonly read: Reading; readonly required: boolean; readonly same: (a: readonly string[], b: readonly string[]) => boolean }

const wordOf = (data: Data): string | undefined => typeof data === 'object' || data === undefined ? undefined : String(data).trim();
const numberIn = (least: number, most: number): Reading => data => {
  const number = typeof data === 'string' ? Number(data) : data;
  return typeof number === 'number' && Number.isInteger(number) && least <= number && number <= most ? [String(number)] : undefined;
};
const text: Reading = data => { const word = wordOf(data); return word === undefined ? undefined : [word]; };
const day: Reading = data => { const word = wordOf(data); return word !== undefined && isDay(word) ? [word] : undefined; };
const address: Reading = data => { const word = wordOf(data); return word !== undefined && /^https?:\/\/\S+$/i.test(word) ? [word] : undefined; };
const names: Reading = data => isList(data) ? namesIn(data) : undefined;
const days: Reading = data => isList(data) ? daysIn(data) : undefined;
const term = (field: ControlledField): Reading => (data, { meantBy }) => {
  const ids = meantBy(field, wordOf(data) ?? '').map(({ id }) => id);
  return ids.length > 0 ? ids : undefined;
};
const place: Reading = (data, { jurisdictionOf }) => { const id = jurisdictionOf(wordOf(data) ?? '')?.id; return id === undefined ? undefined : [id]; };

/** Order does not count, and neither does how often a name is listed. */
const alike = (a: readonly string[], b: readonly string[]): boolean => a.every(each => b.includes(each)) && b.every(each => a.includes(each));
/** Long lists of names are compared without looking each name up in the other list from its start. */
const asSets = (a: readonly string[], b: readonly string[]): boolean => {
  const [mine, theirs] = [new Set(a), new Set(b)];
  return mine.size === theirs.size && a.every(each => theirs.has(each));
};
/** A spelling may stand for one of several terms, and then any of them will do. */
const meet = (a: readonly string[], b: readonly string[]): boolean => a.some(each => b.includes(each));
/** People may be written in the letters of each language. */
const person = (a: readonly string[], b: readonly string[]): boolean => alike(a, b) || (a.length > 0 && b.length > 0 && hasHan(a.join('')) !== hasHan(b.join('')));

/** A fact as all are made: of one shape, as each record is asked for thirty of them. */
const factAt = (path: Path, read: Reading, { required = false, same = alike }: Partial<Shared> = {}): Shared => ({ path, read, required, same });

const evolution: readonly Shared[] = ([['supersedes', names], ['supersededBy', text], ['consolidatedFrom', names], ['sourcePublicationDate', day], ['milestones', days]] as const)
  .map(([field, read]) => factAt(['evolution', field], read));
const alone = (field: string, read: Reading, rest: Partial<Shared> = { required: true }) => ({ field, facts: [factAt([field], read, rest)] });
/** The facts that are compared whatever else the files hold, by field. */
const always: readonly { readonly field: string; readonly facts: readonly Shared[] }[] = [
  alone('id', text), alone('year', numberIn(0, 9999)), alone('pubDate', day), alone('url', address),
  ...(['legalWeight', 'reviewStatus', 'category', 'status'] as const).map(field => alone(field, term(field), { required: true, same: meet })),
  alone('country', place), { field: 'evolution', facts: evolution }, ...policyReferences.map(field => alone(field, names, { same: asSets })),
];
const byPath: ReadonlyMap<string, Shared> = new Map(always.flatMap(({ facts }) => facts.map(fact => [fact.path.join('.'), fact] as const)));
const ofProvenance: readonly Shared[] = fieldsAt(['provenance']).map(field => factAt(['provenance', field], field === 'lastAuditDate' ? day : text, { same: person }));

/** The facts of a record that its twin tells differently, once each language’s words are put aside. A value that is no such fact, or means nothing known, is not compared. */
export function differencesOf(record: PolicyRecord, twin: Facts, vocabulary: Vocabulary): readonly Difference[] {
  const { root } = record;
  const isPartly = isBroken(record);
  const found: Difference[] = [];
  const compare = (facts: readonly Shared[], block: Node | undefined, theirs: Data) => {
    for (const fact of facts) {
      const own = nodeBelow(block, fact.path);
      const other = below(theirs, fact.path);
      // What is written alike is read alike, and most is.
      if (isWrittenAs(own, other)) continue;
      const mine = dataOf(own);
      if (isDifference(fact, mine, other, isPartly, vocabulary)) found.push({ path: fact.path, mine, theirs: other });
    }
  };
  for (const { field, facts } of always) compare(facts, entryOf(root, field)?.value, field === 'id' ? twin.id : twin.values.get(field));
  const ifBoth = (field: string, factsIn: (mine: Node | undefined, theirs: Data) => readonly Shared[]) => {
    const mine = entryOf(root, field)?.value;
    // The assessment of the twin may have to be read first, and not in vain.
    if (isEmpty(mine)) return;
    const theirs = twin.values.get(field);
    if (!isBlank(theirs)) compare(factsIn(mine, theirs), mine, theirs);
  };
  ifBoth(assessed, scoresIn);
  ifBoth('provenance', () => ofProvenance);
  return found;
}

/** Whether a node holds the very data, single values or lists of them. */
function isWrittenAs(node: Node | undefined, data: Data): boolean {
  switch (node?.kind) {
    case 'map': return false;
    case 'seq': return isList(data) && data.length === node.items.length && node.items.every((item, i) => item.kind === 'scalar' && item.value === data[i]);
    default: return node?.value === data;
  }
}

function isDifference({ read, required, same }: Shared, own: Data, other: Data, isPartly: boolean, vocabulary: Vocabulary): boolean {
  // No shared fact is a map; one that is has the wrong type, which is told where it stands.
  if (isMap(own) || isMap(other)) return false;
  const word = wordOf(own);
  if (word !== undefined && word === wordOf(other)) return false;
  const here = isBlank(own) ? [] : read(own, vocabulary);
  const there = isBlank(other) ? [] : read(other, vocabulary);
  if (!here || !there || (here.length === 0 && there.length === 0)) return false;
  // What a text that cannot be read lacks may be there, and what a file lacks that it must have is said as just that.
  if ((here.length === 0 && isPartly) || (required && (here.length === 0 || there.length === 0))) return false;
  return !same(here, there);
}

/**
 * A number for what a record tells of the facts that both languages share: where two have the same one, in the same vocabulary, they differ
 * in none of them. Where they have not, that may be all the same, as people and terms may be written in more than one way.
 */
export function toldIn({ id, values }: Facts, vocabulary: Vocabulary): number {
  const all: string[] = [];
  const tell = (facts: readonly Shared[], block: Data) => { for (const each of facts) all.push(shortly(below(block, each.path), each, vocabulary)); };
  for (const { field, facts } of always) tell(facts, field === 'id' ? id : values.get(field));
  const analysis = values.get(assessed);
  for (const name of [...dimensionsIn(analysis)].sort()) {
    all.push(name);
    tell([scoreOf(name)], analysis);
  }
  tell(ofProvenance, values.get('provenance'));
  return numberOf(all.join('\0'));
}

/** What a value says, in a few characters; what says nothing, or nothing that can be compared, is empty. */
function shortly(data: Data, { path, read }: Shared, vocabulary: Vocabulary): string {
  if (data === undefined) return '';
  // Texts and figures that are written alike are told alike, whatever they mean.
  if (typeof data !== 'object' && !(path.length === 1 && isTranslated(String(path[0])))) return String(data).trim();
  if (isMap(data)) return '';
  return (isList(data) && data.every(item => typeof item === 'string') ? data : read(data, vocabulary))?.join('\x01') ?? '';
}

/** Whether both files tell the same at a place, each in its own words. A value that is wrong is told alike where it is written alike; two that say nothing agree. */
export function agree(path: Path, mine: Data, theirs: Data, vocabulary: Vocabulary): boolean {
  if (isBlank(mine) || isBlank(theirs)) return isBlank(mine) && isBlank(theirs);
  if (wordOf(mine) !== undefined && wordOf(mine) === wordOf(theirs)) return true;
  const fact = byPath.get(path.join('.'));
  const [here, there] = [mine, theirs].map(data => fact?.read(data, vocabulary) ?? []);
  return fact !== undefined && here !== undefined && there !== undefined && here.length > 0 && there.length > 0 && fact.same(here, there);
}

/** How a file of `locale` writes a value that the other file has; undefined where its words cannot be put into that language. */
export function valueFor(locale: Locale, { path }: Pick<Difference, 'path'>, value: Data, vocabulary: Vocabulary): Data {
  const [field, ...rest] = path;
  if (typeof field === 'string' && rest.length === 0 && isTranslated(field)) return writtenIn(field, wordOf(value) ?? '', locale, vocabulary);
  return (field === 'year' || path.at(-1) === 'score') && typeof value === 'string' ? Number(value) : value;
}

/** A list of milestones with the days of another: where as many differ, they take the other days; else what lacks is added without its event, and what is too much goes. */
export function withDaysOf(list: Data, model: Data): readonly Data[] {
  const items = isList(list) ? list : [];
  const [mine, theirs] = [new Set(daysIn(list)), new Set(daysIn(model))];
  const [gone, come] = [[...mine].filter(each => !theirs.has(each)), [...theirs].filter(each => !mine.has(each))];
  if (gone.length === come.length) return items.map(item => isMap(item) && gone.includes(dayIn(item) ?? '') ? { ...item, date: come[gone.indexOf(dayIn(item) ?? '')] } : item);
  const added = come.map((date): Data => ({ date, event: '' }));
  return [...items.filter(item => !gone.includes(dayIn(item) ?? '')), ...added].sort((a, b) => (dayIn(a) ?? '~').localeCompare(dayIn(b) ?? '~'));
}

/** The days of a list of milestones. */
export const daysIn = (data: Data): readonly string[] => isList(data) ? data.flatMap(item => dayIn(item) ?? []) : [];

const dayIn = (item: Data): string | undefined => {
  const date = isMap(item) ? wordOf(item['date']) : undefined;
  return date !== undefined && isDay(date) ? date : undefined;
};

/** The names in a list of them. */
export const namesIn = (data: Data): readonly string[] => isList(data) ? data.flatMap(item => wordOf(item) || []) : [];

/** Whether a value says nothing: absent, null, blank, an empty list or map. */
export const isBlank = (data: Data): boolean => data === undefined || (typeof data === 'string' ? data.trim() === '' : typeof data === 'object' && Object.keys(data).length === 0);

/** The value at a path within a record’s facts. */
export const at = (values: Values, path: Path): Data => below(values.get(String(path[0])), path);

/** The node at a path within that of its first field. */
function nodeBelow(node: Node | undefined, path: Path): Node | undefined {
  let its = node;
  for (let i = 1; i < path.length; i++) its = entryOf(its, String(path[i]))?.value;
  return its;
}

/** The value at a path within that of its first field. */
function below(data: Data, path: Path): Data {
  let its = data;
  for (let i = 1; i < path.length; i++) its = isMap(its) ? its[path[i] ?? ''] : undefined;
  return its;
}

/** A score counts where both files assess the dimension; one that only the older frameworks have also where one of them does. */
function scoresIn(mine: Node | undefined, theirs: Data): readonly Shared[] {
  const here = assessedIn(mine);
  const there = dimensionsIn(theirs);
  // Where one file assesses nothing, that is said of it as a whole.
  if (here.length === 0 || there.length === 0) return [];
  const isTold = (name: string, lacking: readonly string[]) => dimensionOf(name)?.core && !(name === 'mrv' && lacking.includes('technical'));
  const found: Shared[] = [];
  for (const name of here) if (there.includes(name) || !isTold(name, there)) found.push(scoreOf(name));
  for (const name of there) if (!here.includes(name) && !isTold(name, here)) found.push(scoreOf(name));
  return found;
}

/** Of two with one name the first counts. */
function assessedIn(analysis: Node | undefined): readonly string[] {
  const found: string[] = [];
  for (const entry of analysis?.kind === 'map' ? analysis.entries : []) {
    if (entry.value?.kind === 'map' && dimensionOf(entry.name) && entryOf(analysis, entry.name) === entry) found.push(entry.name);
  }
  return found;
}

const dimensionsIn = (analysis: Data): readonly string[] => isMap(analysis) ? Object.keys(analysis).filter(name => dimensionOf(name) && isMap(analysis[name])) : [];

const scores = new Map<string, Shared>();
/** The score of a dimension, of which there are few. */
function scoreOf(name: string): Shared {
  const known = scores.get(name);
  if (known) return known;
  const made = factAt(['analysis', name, 'score'], numberIn(0, 100));
  scores.set(name, made);
  return made;
}

const isList = (data: Data): data is readonly Data[] => Array.isArray(data);
const isMap = (data: Data): data is Record<string, Data> => typeof data === 'object' && !isList(data);
