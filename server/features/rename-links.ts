import type { Edit } from '../base/edit.ts';
import type { Corpus } from '../record/corpus.ts';
import { linksIn, mayLink, type LinkedPath } from '../record/paths.ts';
import type { PlainChange } from '../rules/rule.ts';
import { parseRecord } from '../syntax/parse.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import type { Move } from './rename-project.ts';

/** The uris of the files whose links are kept right: records and what accompanies them. Other Markdown is not ours to change. */
export const filesLinking = (corpus: Corpus): readonly string[] => [...corpus.records(), ...corpus.companions()].map(({ uri }) => uri);

/** Where a file or folder is once some have moved; a folder takes along all that lies below it. */
export function placeAfter(moves: readonly Move[]): (uri: string) => string {
  const innermost = [...moves].sort((a, b) => b.uri.length - a.uri.length);
  return uri => {
    const move = innermost.find(each => uri === each.uri || uri.startsWith(`${each.uri}/`));
    return move ? move.to + uri.slice(move.uri.length) : uri;
  };
}

/**
 * The edits that keep the links between files right once some have moved: those of a file that moves lead where they led, and those to a
 * file or folder that moves follow it. The way back gives each its old text. Links that lead out of the files, and those of the site, are
 * left alone. `uris` are the files that may have links; those without a text are passed over.
 */
export function linksAfter(uris: readonly string[], moves: readonly Move[], textOf: (uri: string) => string | undefined): readonly PlainChange[] {
  if (moves.length === 0) return [];
  const place = placeAfter(moves.map(({ uri, to }) => ({ uri: decoded(uri), to: decoded(to) })));
  const isFile = knownAmong(uris);
  const names = moves.map(({ uri }) => decoded(uri).replace(/^.*\//, '').replace(markdownEnding, ''));
  return uris.flatMap((uri): readonly PlainChange[] => {
    const text = textOf(uri);
    const home = decoded(uri);
    // A way from outside to what moves goes by its name, which may be spelled by escapes.
    const isConcerned = text !== undefined && mayLink(text) && (place(home) !== home || names.some(name => text.includes(name)) || /%[\da-f]{2}|\\[xu]/i.test(text));
    const record = isConcerned ? parseRecord(uri, text) : undefined;
    const edits = record ? editsIn(record, home, place, isFile) : [];
    return edits.length > 0 ? [{ kind: 'edit', uri, edits }] : [];
  });
}

/** Whether a path that a link of a file gives leads to one of some files. */
export function leadsAmong(uris: readonly string[]): (from: string, path: string) => boolean {
  const isFile = knownAmong(uris);
  return (from, path) => { const target = targetOf(decoded(from), path, isFile); return target !== undefined && isFile(target.place + target.ending); };
}

const knownAmong = (uris: readonly string[]): (place: string) => boolean => { const known = new Set(uris.map(decoded)); return place => known.has(place); };

/** Where a path leads: a place without escapes, the ending that the path leaves away, and the folder that it starts from where it starts with a slash. */
interface Target { readonly place: string; readonly ending: string; readonly root?: string }

function editsIn(record: PolicyRecord, home: string, place: (uri: string) => string, isFile: (place: string) => boolean): readonly Edit[] {
  return [...linksIn(record)].flatMap((link): readonly Edit[] => {
    const target = targetOf(home, link.path, isFile);
    if (!target) return [];
    const [newHome, newPlace] = [place(home), place(target.place + target.ending)];
    if (folderOf(newHome) === folderOf(home) && newPlace === target.place + target.ending) return [];
    const before = stepsTo(home, target, link.path);
    const shown = target.ending !== '' && newPlace.endsWith(target.ending) ? newPlace.slice(0, -target.ending.length) : newPlace;
    const after = stepsTo(newHome, { place: shown, ...target.root === undefined ? {} : { root: place(target.root) } }, link.path, before);
    // What is written in no usual way, as with a `..` in its middle, is left as it is where it can be.
    const isUsual = before?.steps.join('/') === decoded(inner(link.path));
    const isLeft = after === undefined || (!isUsual && resolved(newHome, link.path) === shown);
    return isLeft ? [] : rewritten(link, after.steps);
  });
}

/** What a path leads to. Nothing certain is known of one that has no ending and leads to no file: it may be an address of the site. */
function targetOf(home: string, path: string, isFile: (place: string) => boolean): Target | undefined {
  if (path.startsWith('/')) {
    // Which folder it starts from is not written; the nearest one that has such a file is meant.
    for (let root = folderOf(home); root.length > rootOf(home).length; root = folderOf(root)) {
      const place = root + decoded(path).replace(/\/$/, '');
      const ending = endingOf(place, isFile);
      if (ending !== undefined) return { place, ending, root };
    }
    return undefined;
  }
  const place = resolved(home, path);
  // The folder that a file stands in is another one once it has moved.
  if (place === undefined || /^(?:\.\/?)+$/.test(path)) return undefined;
  const ending = endingOf(place, isFile) ?? (path.endsWith('/') || /\.[^./]+$/.test(place) ? '' : undefined);
  return ending === undefined ? undefined : { place, ending };
}

const endings = ['', '.md', '.markdown'] as const;
const markdownEnding = /\.(?:md|markdown)$/i;
const endingOf = (place: string, isFile: (place: string) => boolean) => endings.find(ending => isFile(place + ending));

/** A way in steps, `..` upwards, and how many folders further up it turns than it would have to, as one that begins with `../zh/` in `zh`. */
interface Way { readonly steps: readonly string[]; readonly further: number }

/** The way from a file to a place that turns as far up as another did, or as a path does; undefined where there is none, as between file systems. */
function stepsTo(home: string, { place, root }: Pick<Target, 'place' | 'root'>, path: string, like?: Way): Way | undefined {
  if (root !== undefined && place.startsWith(`${root}/`) && home.startsWith(`${root}/`)) return { steps: place.slice(root.length).split('/'), further: 0 };
  if (rootOf(home) !== rootOf(place)) return undefined;
  const [from, to, least] = [folderOf(home).split('/'), place.split('/'), rootOf(home).split('/').length];
  let same = 0;
  while (same < Math.min(from.length, to.length - 1) && from[same] === to[same]) same++;
  const ups = path.startsWith('/') ? 0 : inner(path).split('/').findIndex(step => step !== '..');
  const further = Math.min(like?.further ?? Math.max(0, ups - (from.length - same)), same - least);
  return { steps: [...from.slice(same - further).map(() => '..'), ...to.slice(same - further)], further };
}

/** A path without the `./` that it begins with and the slash that it ends with. */
const inner = (path: string): string => path.replace(/^(?:\.\/)+/, '').replace(/\/$/, '');

/** The edit that gives a link another path. The steps that stay are left as they are written, and so is a `./` that it begins with. */
function rewritten({ path, sourceOf, isEnclosed }: LinkedPath, to: readonly string[]): readonly Edit[] {
  const start = /^(?:\.\/)*/.exec(path)?.[0].length ?? 0;
  const before = inner(path).split('/');
  const isSame = (i: number, j: number) => before[i] !== undefined && decoded(before[i]) === to[j];
  let [first, last] = [0, 0];
  while (first < Math.min(before.length, to.length) - 1 && isSame(first, first)) first++;
  while (last < Math.min(before.length, to.length) - first && isSame(before.length - 1 - last, to.length - 1 - last)) last++;
  const from = start + before.slice(0, first).join('/').length + (first > 0 ? 1 : 0);
  const end = start + inner(path).length - before.slice(before.length - last).join('/').length;
  const put = to.slice(first, to.length - last).map(step => spelled(step, isEnclosed, /%[89a-f]/i.test(path)));
  const text = put.join('/') + (last > 0 && put.length > 0 ? '/' : '');
  return path.slice(from, end) === text ? [] : [{ span: sourceOf(from, end), text }];
}

/** A step as a link can hold it wherever it stands. Chinese stays readable unless the link escapes it. */
const spelled = (step: string, isEnclosed: boolean, isEscaped: boolean): string => step.replace(/[^\w.~!$*+;=@-]/gu, character =>
  (isEnclosed && character === ' ') || (!isEscaped && character > '\u007f' && !/\s/.test(character)) ? character
    : encodeURIComponent(character).replace(/[!'()*]/, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`));

/** Where a path leads from a file; undefined where it leads out of the file system. */
function resolved(home: string, path: string): string | undefined {
  if (path.startsWith('/')) return undefined;
  const steps = folderOf(home).split('/');
  const least = rootOf(home).split('/').length;
  for (const step of decoded(path).replace(/\/$/, '').split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
    if (steps.length < least) return undefined;
  }
  return steps.join('/');
}

const folderOf = (uri: string): string => uri.slice(0, uri.lastIndexOf('/'));

/** The file system of a file: its scheme, its host, and its drive where it has one. */
const rootOf = (uri: string): string => /^[^/]*\/\/[^/]*(?:\/[a-z]:)?/i.exec(uri)?.[0] ?? '';

const decoded = (text: string): string => { try { return decodeURIComponent(text); } catch { return text; } };
