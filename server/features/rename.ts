import type * as lsp from 'vscode-languageserver-types';
import type { Both } from '../base/both.ts';
import type { Edit } from '../base/edit.ts';
import { touches } from '../base/span.ts';
import { knownFacts, nameOf } from '../record/corpus.ts';
import type { Facts } from '../record/facts.ts';
import { companionsAround, everyWithId, leadsTo, libraryAround, lineageOf, namingsIn, type Naming } from '../record/links.ts';
import type { PlainChange, World } from '../rules/rule.ts';
import { brief } from '../rules/wording.ts';
import { isSafeId, longestId } from '../schema/ids.ts';
import { parseRecord } from '../syntax/parse.ts';
import { mannerOf, scalarText } from '../syntax/print.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { rangeOf } from './ranges.ts';
import { filesWith, ownWordAt, renameWord } from './rename-word.ts';
import { projectEdits, type Move } from './rename-project.ts';

/** What a rename changes, or why it is not made. */
export type Renamed = { readonly changes: readonly PlainChange[] } | { readonly refused: Both };

/** The text of a file by its uri; undefined where there is none. */
export type TextOf = (uri: string) => string | undefined;

/** The id under the cursor that can be renamed, without its quotes, or the word of the project's vocabulary; undefined where there is neither. */
export function prepareRename(world: World, record: PolicyRecord, offset: number): { readonly range: lsp.Range; readonly placeholder: string } | undefined {
  const [naming, own] = [namingAt(world, record, offset), ownWordAt(world, record, offset)];
  if (naming) return { range: rangeOf(record.lines, naming.span), placeholder: naming.id };
  return own && { range: rangeOf(record.lines, own.span), placeholder: own.word };
}

/**
 * Gives a record another id, wherever its id stands: in the records of both languages that have it and those that name it, in texts and
 * links, in facilities, in the project file, and in the names of its files. Of an id that no record has, the places that name it
 * change. Only the id's own characters do. A word of the project's vocabulary changes in its records and the project file. Where files
 * cannot be moved they keep their names, and links to them stay. `textOf` is asked for what `filesToRename` lists.
 */
export function renameId(world: World, record: PolicyRecord, offset: number, newId: string, textOf: TextOf, canMove = true): Renamed {
  const id = namingAt(world, record, offset)?.id;
  if (id === undefined) {
    const own = ownWordAt(world, record, offset);
    return own ? renameWord(world, record, own, newId, textOf) : { refused: nothingHere };
  }
  const { corpus } = world;
  const near = knownFacts(corpus, record);
  if (newId === id) return { refused: { zh: `id 已经是“${brief(id)}”。`, en: `The id is “${brief(id)}” already.` } };
  if (!isSafeId(newId)) return { refused: unsafe(newId) };
  const [taken] = everyWithId(corpus, newId, near);
  if (taken) return { refused: { zh: `“${newId}”已经是 ${nameOf(taken.uri)} 的 id。`, en: `“${newId}” is the id of ${nameOf(taken.uri)} already.` } };
  const moves = canMove ? movesOf(world, near, id, newId) : [];
  const inTheWay = moves.find(({ to }) => corpus.of(to) !== undefined || textOf(to) !== undefined);
  if (inTheWay) return { refused: { zh: `文件 ${nameOf(inTheWay.to)} 已经存在。`, en: `There is a file ${nameOf(inTheWay.to)} already.` } };
  const unread = [record.uri, ...libraryAround(corpus, near).map(({ uri }) => uri)].find(uri => textOf(uri) === undefined);
  if (unread !== undefined) return { refused: { zh: `读不到文件 ${nameOf(unread)}，无法确定它是否引用了这个 id。`, en: `${nameOf(unread)} cannot be read, so it is not known whether it names the id.` } };
  return { changes: renaming(world, near, id, newId, textOf, moves) };
}

/** The uris of the files whose texts a rename at an offset depends on, and of those that would be in its way. */
export function filesToRename(world: World, record: PolicyRecord, offset: number, newId?: string): readonly string[] {
  const id = namingAt(world, record, offset)?.id;
  if (id === undefined) {
    const own = ownWordAt(world, record, offset);
    return own ? filesWith(world, record, own) : [];
  }
  const near = knownFacts(world.corpus, record);
  return [...filesNaming(world, near), ...newId === undefined || !isSafeId(newId) ? [] : movesOf(world, near, id, newId).map(({ to }) => to)];
}

/** The uris of all files around a record that may name others: the library's, the facilities of the project, and the project file. */
export function filesNaming({ corpus, project }: World, near: Facts): readonly string[] {
  const folder = project.uri?.slice(0, project.uri.lastIndexOf('/') + 1) ?? '';
  const companions = [...companionsAround(corpus, near), ...corpus.companions.filter(({ uri }) => uri.startsWith(folder))];
  return [...new Set([near.uri, ...[...libraryAround(corpus, near), ...companions].map(({ uri }) => uri), ...project.uri === undefined ? [] : [project.uri]])];
}

/** All changes of a rename whose new id is known to be free, edits before files. What cannot be read is left as it is. */
export function renaming(world: World, near: Facts, id: string, newId: string, textOf: TextOf, moves = movesOf(world, near, id, newId)): readonly PlainChange[] {
  const { corpus, project } = world;
  const companions = new Set(corpus.companions.map(({ uri }) => uri));
  const edits = filesNaming(world, near).flatMap((uri): readonly PlainChange[] => {
    const text = textOf(uri);
    const record = text === undefined || uri === project.uri || !mayName(text, id) ? undefined : parseRecord(uri, text);
    const made = uri === project.uri && text !== undefined ? projectEdits(uri, text, id, newId, moves)
      : record ? editsIn(record, id, newId, moves, world, companions.has(uri)) : [];
    return made.length > 0 ? [{ kind: 'edit', uri, edits: made }] : [];
  });
  return [...edits, ...moves.map(({ uri, to }): PlainChange => ({ kind: 'rename', uri, to }))];
}

/** Whether it is worth reading a file for an id: it stands there as it is, or may be spelled by escapes. */
const mayName = (text: string, id: string): boolean => text.includes(id) || /\\[xuU]/.test(text);

/** A file follows the id where it has its name, and its twin follows it whatever its own id is. Folder and ending stay. */
function movesOf({ corpus }: World, near: Facts, id: string, newId: string): readonly Move[] {
  const holders = everyWithId(corpus, id, near);
  const files = new Set([...holders, ...holders.flatMap(each => corpus.twinOf(each) ?? [])].filter(({ stem }) => stem === id).map(({ uri }) => uri));
  return [...files].map(uri => ({ uri, to: renamedUri(uri, newId) }));
}

/** The uri of a file under another name in the same folder, with the same ending. */
export const renamedUri = (uri: string, stem: string): string => uri.replace(/[^\\/]*?(\.[^.\\/]*)?$/, (_, ending: string | undefined) => `${encodeURIComponent(stem)}${ending ?? ''}`);

function editsIn(record: PolicyRecord, id: string, newId: string, moves: readonly Move[], world: World, isCompanion: boolean): readonly Edit[] {
  // A facility's own id is another matter, were it the same.
  const isMeant = ({ kind, target }: Naming) => kind === 'own' ? !isCompanion : target === undefined || isToRecord(record.uri, target, moves, world);
  return [...namingsIn(record, id)].filter(isMeant).map(({ span, node }) => ({
    span,
    // A name of digits without quotes would be a number.
    text: node?.form === 'plain' ? scalarText({ ...mannerOf(record), string: 'plain' }, newId) : newId,
  }));
}

/** A link follows the file it leads to; where no such file exists, one into a folder of records follows the id. */
function isToRecord(from: string, target: string, moves: readonly Move[], { corpus }: World): boolean {
  if (moves.length > 0) return moves.some(({ uri }) => leadsTo(from, target, uri));
  return !/\.[^/]*$/.test(target) || ![...corpus.records, ...corpus.companions].some(({ uri }) => leadsTo(from, target, uri));
}

/** The naming under the cursor. A text or link names a record only where one has the id, or where a lineage or the project names it. */
function namingAt(world: World, record: PolicyRecord, offset: number): Naming | undefined {
  const { corpus, project } = world;
  const near = knownFacts(corpus, record);
  const isKnown = ({ kind, id }: Naming) => kind === 'own' || kind === 'reference' || project.historicalIds.has(id)
    || everyWithId(corpus, id, near).length > 0 || libraryAround(corpus, near).some(each => lineageOf(each).some(named => named.id === id));
  for (const naming of namingsIn(record)) if (touches(naming.span, offset) && isKnown(naming)) return naming;
  return undefined;
}

const nothingHere: Both = { zh: '光标处没有可以改名的 id，也没有项目自有的词语。', en: 'There is no id here that could be renamed, and no word of the project.' };

const unsafe = (id: string): Both => id.length > longestId
  ? { zh: `id 最长 ${longestId} 个字符。`, en: `An id has at most ${longestId} characters.` }
  : { zh: `“${brief(id)}”不能作 id：只用小写英文字母、数字和单个连字符，如 cn-ccer-2012。`, en: `“${brief(id)}” cannot be an id: use lower-case letters a to z, digits and single hyphens, as in cn-ccer-2012.` };
