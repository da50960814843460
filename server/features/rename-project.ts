import type { Edit } from '../base/edit.ts';
import { span, type Span } from '../base/span.ts';
import type { PlainChange } from '../rules/rule.ts';
import { matcher } from '../schema/globs.ts';
import type { Project } from '../schema/project.ts';
import { stemOf } from '../syntax/locale.ts';
import { readJson, type JsonFile } from '../syntax/jsonfile.ts';
import type { Data, Path } from '../syntax/tree.ts';

/** A file or folder that gets another name or place. */
export interface Move { readonly uri: string; readonly to: string }

/** What a project file says of an id under the id's new name: historical ids and confirmed dates. */
export function idsInProject(text: string, id: string, newId: string): readonly Edit[] {
  const { data, placeOf, keyOf } = readJson(text);
  const named = (place: Span | undefined): readonly Edit[] => place ? idsIn(text, place, id).map(each => ({ span: each, text: newId })) : [];
  const dates = mapOf(mapOf(data)['confirmedDates']);
  return [
    ...listOf(mapOf(data)['historicalIds']).flatMap((each, i) => each === id ? named(placeOf(['historicalIds', i])) : []),
    ...Object.hasOwn(dates, id) && !Object.hasOwn(dates, newId) ? named(keyOf(['confirmedDates', id])) : [],
  ];
}

/** What changes in the project file so that ignores, overrides and collections mean the same files once some have moved. What it says of other files stays. */
export function filesInProject({ uri }: Project, moves: readonly Move[], textOf: (uri: string) => string | undefined): readonly PlainChange[] {
  const text = uri === undefined || moves.length === 0 ? undefined : textOf(uri);
  if (uri === undefined || text === undefined) return [];
  const file = readJson(text);
  const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
  const ways = moves.flatMap(({ uri: from, to }): readonly Way[] => from.startsWith(folder) && to.startsWith(folder) && from !== to
    ? [{ uri: from, from: stepsIn(from.slice(folder.length)), to: stepsIn(to.slice(folder.length)), stem: stemOf(from), newStem: stemOf(to) }] : []);
  const edits = ways.length === 0 ? [] : [...globsIn(file)].flatMap(({ glob, place }) => editsOf(text, glob, place, ways, folder));
  return edits.length > 0 ? [{ kind: 'edit', uri, edits }] : [];
}

/** A move in the steps of a glob that means its file or folder. */
interface Way { readonly uri: string; readonly from: readonly string[]; readonly to: readonly string[]; readonly stem: string; readonly newStem: string }

const stepsIn = (path: string): readonly string[] => matcher.escaped(matcher.pathOf(decoded(path).replaceAll('\\', '?'))).split('/');

/** The globs of a project file, and the schemas that it names. */
function* globsIn({ data, placeOf }: JsonFile): Generator<{ readonly glob: string; readonly place: Span }> {
  const paths: Path[] = ['ignore', 'overrides'].flatMap(part => listOf(mapOf(data)[part]).map((_, i) => [part, i, 'files']));
  for (const name of Object.keys(mapOf(mapOf(data)['collections']))) paths.push(['collections', name, 'files'], ['collections', name, 'schema']);
  for (const path of paths) {
    const value = path.reduce<Data>((at, step) => typeof step === 'number' ? listOf(at)[step] : mapOf(at)[step], data);
    const each: readonly (readonly [Data, Path])[] = typeof value === 'string' ? [[value, path]] : listOf(value).map((item, i) => [item, [...path, i]]);
    for (const [glob, at] of each) { const place = placeOf(at); if (typeof glob === 'string' && place && matcher.isGlob(glob)) yield { glob, place }; }
  }
}

/** A glob that begins with what moves begins with where it goes; another one that means a file which gets another name, and says that name, says the new one. */
function editsOf(text: string, glob: string, place: Span, ways: readonly Way[], folder: string): readonly Edit[] {
  const steps = matcher.pathOf(glob).split('/');
  const way = [...ways].sort((a, b) => b.from.length - a.from.length).find(({ from }) => from.every((step, i) => step === steps[i]));
  if (way) {
    const lead = /^\s*(?:\.?\/)*/.exec(glob)?.[0] ?? '';
    return [{ span: place, text: JSON.stringify(lead + [...way.to, ...steps.slice(way.from.length)].join('/') + (/\/\s*$/.test(glob) ? '/' : '')) }];
  }
  const means = matcher.of([glob], folder);
  const renamed = new Map(ways.flatMap(({ uri, from, to, stem, newStem }) => stem !== newStem && from.slice(0, -1).join('/') === to.slice(0, -1).join('/') && means(uri) ? [[stem, newStem] as const] : []));
  return [...renamed].flatMap(([stem, newStem]) => idsIn(text, place, stem).map(each => ({ span: each, text: matcher.escaped(newStem) })));
}

/** Where an id stands in a stretch of text as a name of its own. */
function idsIn(text: string, { start, end }: Span, id: string): readonly Span[] {
  const found: Span[] = [];
  for (let at = text.indexOf(id, start); at >= 0 && at + id.length <= end; at = text.indexOf(id, at + 1)) {
    if (!/[a-z\d-]/i.test(text[at - 1] ?? '') && !/[a-z\d-]/i.test(text[at + id.length] ?? '')) found.push(span(at, at + id.length));
  }
  return found;
}

const listOf = (data: Data): readonly Data[] => Array.isArray(data) ? data as readonly Data[] : [];
const mapOf = (data: Data): Readonly<Record<string, Data>> => typeof data === 'object' && !Array.isArray(data) ? data as Readonly<Record<string, Data>> : {};
const decoded = (text: string): string => { try { return decodeURIComponent(text); } catch { return text; } };
