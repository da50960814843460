import { last } from '../base/last.ts';
import type { Corpus } from '../record/corpus.ts';
import type { Facts } from '../record/facts.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { nodeAt, wholeText, type Data, type Path } from '../syntax/tree.ts';
import type { Change, Related, ToldChange } from './rule.ts';

/** One statement that a record supersedes another, and whose it is: the newer lists the older, or only the older names the newer. */
export interface Step { readonly newer: Facts; readonly older: Facts; readonly saidBy: 'newer' | 'older' }

/** Where a record says what it supersedes. */
export const listPath: Path = ['evolution', 'supersedes'];

/** Where a record says what supersedes it. */
export const successorPath: Path = ['evolution', 'supersededBy'];

/** How many records of a lineage are looked at: far more than any law has versions, and few enough that a tangle costs nothing. */
export const longest = 100;

/** Whether a record lists another among those it supersedes. */
export const lists = (newer: Facts, older: Facts): boolean => newer.supersedes.some(id => id.trim() === older.id);

/** Whether a record names another as the one that supersedes it. */
export const answers = (older: Facts, newer: Facts): boolean => newer.id !== undefined && older.supersededBy?.trim() === newer.id;

/** The ids that a record lists with their places, each once and no more than any lineage has; itself and blanks are left out, as other rules speak of them. */
export const listedIn = (record: PolicyRecord, facts: Facts): readonly Listed[] => listedOf(record)(facts.id);

interface Listed { readonly id: string; readonly i: number }

/** Several rules ask this of each record. */
const listedOf = last((record: PolicyRecord) => last((own: string | undefined): readonly Listed[] => {
  const node = nodeAt(record.root, listPath);
  if (node?.kind !== 'seq' || node.items.length === 0) return [];
  const found = new Map<string, number>();
  for (const [i, item] of node.items.entries()) {
    const id = wholeText(item)?.value.trim();
    if (id && id !== own && !found.has(id)) found.set(id, i);
  }
  return [...found].slice(0, longest).map(([id, i]) => ({ id, i }));
}));

/** The id that a record names as its successor; undefined where it names none, or itself. */
export function successorIn(record: PolicyRecord, facts: Facts): string | undefined {
  const id = wholeText(nodeAt(record.root, successorPath))?.value.trim();
  return id === '' || id === facts.id ? undefined : id;
}

/** The records that supersede one: those that list it, and those that it names. */
export function successorsOf(older: Facts, corpus: Corpus, named = older.supersededBy?.trim()): readonly Facts[] {
  const listing = corpus.superseding(older.id ?? '', older);
  if (!named && listing.length === 0) return listing;
  const found = [...named ? corpus.withId(named, older) : [], ...listing];
  return [...new Set(found)].filter(each => each.id !== older.id).slice(0, longest);
}

/** The shortest way from one record to what it supersedes, and on to another; undefined where there is none. */
export function wayBetween(from: Facts, to: Facts, corpus: Corpus): readonly Step[] | undefined {
  // Most records supersede nothing.
  if (stepsFrom(from, corpus).length === 0) return undefined;
  const reached = new Map<string, Step | undefined>([[from.uri, undefined]]);
  const queue = [from];
  for (let at = queue.shift(); at && reached.size <= longest; at = queue.shift()) {
    for (const step of stepsFrom(at, corpus)) {
      if (step.older.uri === to.uri) return [...wayTo(at, reached), step];
      if (reached.has(step.older.uri)) continue;
      reached.set(step.older.uri, step);
      queue.push(step.older);
    }
  }
  return undefined;
}

/** The steps by which a record was reached. */
function wayTo({ uri }: Facts, reached: ReadonlyMap<string, Step | undefined>): readonly Step[] {
  const way: Step[] = [];
  for (let step = reached.get(uri); step; step = reached.get(step.newer.uri)) way.push(step);
  return way.reverse();
}

/** Whether a succession leads round to where it starts: the cycle is then the mistake, and nothing else is said of it. */
export const isRound = (newer: Facts, older: Facts, corpus: Corpus): boolean => wayBetween(older, newer, corpus) !== undefined;

const known = new WeakMap<Corpus, WeakMap<Facts, readonly Step[]>>();

/** A record is looked at once for each other one on a tangle, so what it says is read once for a library. */
function stepsFrom(newer: Facts, corpus: Corpus): readonly Step[] {
  const steps = known.get(corpus) ?? new WeakMap<Facts, readonly Step[]>();
  known.set(corpus, steps);
  const found = steps.get(newer) ?? readSteps(newer, corpus);
  steps.set(newer, found);
  return found;
}

function readSteps(newer: Facts, corpus: Corpus): readonly Step[] {
  const answering = corpus.supersededBy(newer.id ?? '', newer);
  if (newer.supersedes.length === 0 && answering.length === 0) return [];
  const ids = new Set(newer.supersedes.map(id => id.trim()).filter(id => id !== '' && id !== newer.id));
  const listed = [...ids].slice(0, longest).flatMap(id => corpus.withId(id, newer).map(older => ({ newer, older, saidBy: 'newer' as const })));
  const named = answering.slice(0, longest).filter(({ id }) => id !== newer.id);
  return [...listed, ...named.map(older => ({ newer, older, saidBy: 'older' as const }))];
}

/** Where a record lists another. */
function placeIn(newer: Facts, older: Facts): Path {
  const i = listOf(newer).findIndex(each => typeof each === 'string' && each.trim() === older.id);
  return i < 0 ? listPath : [...listPath, i];
}

/** What a step of a lineage says, at its place. */
export function relatedTo({ newer, older, saidBy }: Step, record: PolicyRecord): Related {
  const [uri, path] = saidBy === 'newer' ? [newer.uri, placeIn(newer, older)] : [older.uri, successorPath];
  const [a, b] = [newer.id ?? newer.stem, older.id ?? older.stem];
  const message = saidBy === 'older'
    ? { zh: `“${b}”说取代它的是“${a}”。`, en: `“${b}” says that “${a}” supersedes it.` }
    : { zh: `“${a}”说它取代“${b}”。`, en: `“${a}” says that it supersedes “${b}”.` };
  const node = uri === record.uri ? nodeAt(record.root, path) : undefined;
  return node ? { uri, span: node.span, message } : { uri, path, message };
}

/**
 * Writes in both files, in both languages, that one record supersedes another, wherever that is not said yet. A successor that another
 * language names is left alone unless it is `instead`. Undefined where a file has no room for it.
 */
export function linked(newer: Facts, older: Facts, corpus: Corpus, instead?: string): readonly ToldChange[] | undefined {
  const changes = pairsOf(newer, older, corpus).map(([a, b]) => {
    const isFree = b.supersededBy === undefined || b.supersededBy.trim() === '' || b.supersededBy.trim() === instead;
    return [
      ...lists(a, b) || b.id === undefined ? [] : hasRoom(a) ? [{ kind: 'add' as const, uri: a.uri, path: listPath, value: b.id }] : [undefined],
      ...answers(b, a) || !isFree || a.id === undefined ? [] : hasRoom(b) ? [{ kind: 'set' as const, uri: b.uri, path: successorPath, value: a.id }] : [undefined],
    ];
  }).flat();
  const able = changes.filter(change => change !== undefined);
  return able.length === changes.length ? able : undefined;
}

/** Takes back in both files, in both languages, that one record supersedes another. */
export const unlinked = (newer: Facts, older: Facts, corpus: Corpus): readonly ToldChange[] => pairsOf(newer, older, corpus).flatMap(([a, b]) => [
  ...lists(a, b) ? [{ kind: 'set' as const, uri: a.uri, path: listPath, value: listOf(a).filter(each => typeof each !== 'string' || each.trim() !== b.id) }] : [],
  ...answers(b, a) ? [{ kind: 'set' as const, uri: b.uri, path: successorPath, value: '' }] : [],
]);

/** Changes of other files, with those of the record itself made as edits of its text. */
export const besides = (record: PolicyRecord, changes: readonly ToldChange[], edits: Extract<Change, { kind: 'edit' }>['edits']): readonly Change[] =>
  [...edits.length > 0 ? [{ kind: 'edit' as const, uri: record.uri, edits }] : [], ...changes.filter(({ uri }) => uri !== record.uri)];

/** Two records, and the same two in the other language where both are there. */
function pairsOf(newer: Facts, older: Facts, corpus: Corpus): readonly (readonly [newer: Facts, older: Facts])[] {
  const [a, b] = [corpus.twinOf(newer), corpus.twinOf(older)];
  return [[newer, older], ...a && b && a.id === newer.id && b.id === older.id ? [[a, b] as const] : []];
}

/** Whether the lineage of a record is a map with a list in it, as far as it is there, so that something can be added. */
function hasRoom({ values }: Facts): boolean {
  const evolution = values.get('evolution');
  if (evolution === undefined) return true;
  const list = inEvolution(evolution, 'supersedes');
  return typeof evolution === 'object' && !Array.isArray(evolution) && (list === undefined || Array.isArray(list)) && typeof inEvolution(evolution, 'supersededBy') !== 'object';
}

/** The list of what a record supersedes, as it is written. */
export function listOf({ values }: Facts): readonly Data[] {
  const list = inEvolution(values.get('evolution'), 'supersedes');
  return Array.isArray(list) ? list as readonly Data[] : [];
}

/** What else a record's lineage names: what went into it, and the version of it that applies. Neither is there in most records. */
export interface Consolidation { readonly from: readonly Data[]; readonly current: Data }

/** The consolidation that a record tells of. Values of others take time to unpack, so each record is read once, however many ask. */
export function consolidationOf(facts: Facts): Consolidation {
  const known = consolidations.get(facts) ?? readConsolidation(facts);
  consolidations.set(facts, known);
  return known;
}

const consolidations = new WeakMap<Facts, Consolidation>();
const unconsolidated: Consolidation = { from: [], current: undefined };

function readConsolidation({ values }: Facts): Consolidation {
  const evolution = values.get('evolution');
  const [from, current] = [inEvolution(evolution, 'consolidatedFrom'), inEvolution(evolution, 'currentConsolidatedVersion')];
  return from === undefined && current === undefined ? unconsolidated : { from: Array.isArray(from) ? from as readonly Data[] : [], current };
}

/** A field of a record’s lineage. */
export const inEvolution = (evolution: Data, name: string): Data =>
  typeof evolution === 'object' && !Array.isArray(evolution) ? (evolution as Readonly<Record<string, Data>>)[name] : undefined;
