import type { Corpus } from '../record/corpus.ts';
import type { Facts } from '../record/facts.ts';
import { mirrorOf, narrativeNote } from '../record/mirror.ts';
import { inOrderOf, unscored } from '../rules/dimensions.ts';
import { unassessed } from '../rules/missing-field.ts';
import type { World } from '../rules/rule.ts';
import { fieldsAt, requiredAt } from '../schema/describe.ts';
import { isSafeId } from '../schema/ids.ts';
import { languageOfPath, stemOf } from '../syntax/locale.ts';
import { parseRecord } from '../syntax/parse.ts';
import { frontmatterText, mannerOf } from '../syntax/print.ts';
import { isBroken, type PolicyRecord } from '../syntax/record.ts';
import { entryOf, type Data } from '../syntax/tree.ts';
import type { TextOf } from './rename-parts.ts';

/** How many records of a folder tell how its records are written. */
const mostRead = 50;

/**
 * The text for a new and empty Markdown file in a folder of records. Where the other language has the record, it is that one with gaps for
 * the words; else a record whose required fields are gaps, in the notation and language most used in the folder. Undefined elsewhere.
 * `textOf` is asked for what `filesForNew` lists.
 */
export function onCreate(uri: string, world: World, textOf: TextOf): string | undefined {
  const beside = recordsBeside(uri, world.corpus);
  const stem = stemOf(uri);
  const isRecord = /\.(?:md|markdown)$/i.test(uri) && !/^(?:index|readme)$/i.test(stem);
  if (!isRecord || beside.length === 0 || textOf(uri)?.trim()) return undefined;
  const read = (each: string | undefined) => { const text = each === undefined ? undefined : textOf(each); return text === undefined || each === undefined ? undefined : parseRecord(each, text); };
  const twin = read(twinUri(uri, world.corpus));
  if (twin && !isBroken(twin)) return mirrorOf(twin, world.project.vocabulary);
  const records = beside.slice(0, mostRead).flatMap(each => read(each.uri) ?? []);
  const model = mostCommon(records, ({ style }) => style);
  const locale = languageOfPath(uri) ?? mostCommon(records, each => each.locale)?.locale;
  if (!model || !locale) return undefined;
  const manner = mannerOf(model);
  return ['---', frontmatterText(manner, dataFor(stem, model, world)), '---', '', narrativeNote(locale), ''].join(manner.eol);
}

/** The uris of the files whose texts the text of a new file depends on, itself among them. */
export function filesForNew(uri: string, { corpus }: World): readonly string[] {
  const beside = recordsBeside(uri, corpus);
  return beside.length === 0 ? [] : [uri, ...[twinUri(uri, corpus) ?? []].flat(), ...beside.slice(0, mostRead).map(each => each.uri)];
}

const recordsBeside = (uri: string, corpus: Corpus): readonly Facts[] => corpus.records().filter(each => each.uri !== uri && folderOf(each.uri) === folderOf(uri));

const folderOf = (uri: string): string => uri.slice(0, uri.lastIndexOf('/') + 1);

/** The record that a new file would be the twin of. */
function twinUri(uri: string, corpus: Corpus): string | undefined {
  const [near] = recordsBeside(uri, corpus);
  return near && corpus.knownTwinOf({ ...near, uri, stem: stemOf(uri), language: languageOfPath(uri) })?.uri;
}

/** The first of those that share what most share. */
function mostCommon<T>(items: readonly T[], key: (item: T) => string): T | undefined {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...groups.get(key(item)) ?? [], item]);
  return [...groups.values()].sort((a, b) => b.length - a.length)[0]?.[0];
}

function dataFor(stem: string, model: PolicyRecord, { today, author }: World): Data {
  const sorted = (data: Readonly<Record<string, Data>>): Data => Object.fromEntries(inOrderOf(model, Object.keys(data)).map(name => [name, data[name]]));
  const known: Readonly<Record<string, Data>> = {
    id: isSafeId(stem) ? stem : '', year: undefined, reviewStatus: 'draft', analysis: sorted(unscored), regulatory: sorted(unassessed),
    evolution: { clusters: [], supersededBy: '', supersedes: [] }, provenance: { author: author ?? '', lastAuditDate: today, reviewer: '' },
  };
  const wanted = new Set([...requiredAt([]), ...entryOf(model.root, 'evolution') ? ['evolution'] : []]);
  return sorted(Object.fromEntries(fieldsAt([]).filter(name => wanted.has(name)).map(name => [name, Object.hasOwn(known, name) ? known[name] : ''])));
}
