import type * as lsp from 'vscode-languageserver-types';
import type { Both } from '../base/both.ts';
import { touches } from '../base/span.ts';
import { knownFacts, nameOf } from '../record/corpus.ts';
import type { Facts } from '../record/facts.ts';
import { companionsAround, recordsNamed } from '../record/collected.ts';
import { everyWithId, libraryAround, lineageOf, namingsIn, type Naming } from '../record/links.ts';
import type { PlainChange, World } from '../rules/rule.ts';
import { brief } from '../rules/wording.ts';
import { kindOf, policies } from '../schema/collections.ts';
import { isSafeId, longestId } from '../schema/ids.ts';
import { parseRecord } from '../syntax/parse.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { rangeOf } from './ranges.ts';
import { filesLinking, leadsAmong, linksAfter } from './rename-links.ts';
import { filesToRenameOther, isOther, renameOther } from './rename-other.ts';
import { joined, named, renamedUri, type Renamed, type TextOf } from './rename-parts.ts';
import { filesInProject, idsInProject, type Move } from './rename-project.ts';
import { filesWith, ownWordAt, renameWord } from './rename-word.ts';

/** The id under the cursor that can be renamed, without its quotes, or the word of the project's vocabulary; undefined where there is neither. */
export function prepareRename(world: World, record: PolicyRecord, offset: number): { readonly range: lsp.Range; readonly placeholder: string } | undefined {
  const [naming, own] = [namingAt(world, record, offset), ownWordAt(world, record, offset)];
  if (naming) return { range: rangeOf(record.lines, naming.span), placeholder: naming.id };
  return own && { range: rangeOf(record.lines, own.span), placeholder: own.word };
}

/**
 * Gives a record another id, wherever its id stands: in the records of both languages that have it and those that name it, in texts and
 * links, in files of other collections, in the project file, and in the names of its files. Of an id that no record has, the places that name it
 * change. Only the id's own characters do. A word of the project's vocabulary changes in its records and the project file. Where files
 * cannot be moved they keep their names, and links to them stay. `textOf` is asked for what `filesToRename` lists.
 */
export function renameId(world: World, record: PolicyRecord, offset: number, newId: string, textOf: TextOf, canMove = true): Renamed {
  const naming = namingAt(world, record, offset);
  if (!naming) {
    const own = ownWordAt(world, record, offset);
    return own ? renameWord(world, record, own, newId, textOf) : { refused: nothingHere };
  }
  if (naming.of !== policies) return renameOther(world, record, naming, newId, textOf, canMove);
  const { corpus } = world;
  const { id } = naming;
  const near = nearFor(world, record, id);
  if (newId === id) return { refused: { zh: `id 已经是“${brief(id)}”。`, en: `The id is “${brief(id)}” already.` } };
  if (!isSafeId(newId)) return { refused: unsafe(newId) };
  const [taken] = everyWithId(corpus, newId, near);
  if (taken) return { refused: { zh: `“${newId}”已经是 ${nameOf(taken.uri)} 的 id。`, en: `“${newId}” is the id of ${nameOf(taken.uri)} already.` } };
  const moves = canMove ? movesOf(world, near, id, newId) : [];
  const inTheWay = moves.find(({ to }) => corpus.of(to) !== undefined || textOf(to) !== undefined);
  if (inTheWay) return { refused: { zh: `文件 ${nameOf(inTheWay.to)} 已经存在。`, en: `There is a file ${nameOf(inTheWay.to)} already.` } };
  const unread = [record.uri, ...libraryAround(corpus, near).map(({ uri }) => uri)].find(uri => textOf(uri) === undefined);
  if (unread !== undefined) return { refused: { zh: `读不到文件 ${nameOf(unread)}，无法确定它是否引用了这个 id。`, en: `${nameOf(unread)} cannot be read, so it is not known whether it names the id.` } };
  const links = linksAfter(filesLinking(corpus), moves, textOf);
  return { changes: [...joined([...namesAfter(world, near, id, newId, textOf, moves), ...links, ...filesInProject(world.project, moves, textOf)]), ...moves.map(({ uri, to }): PlainChange => ({ kind: 'rename', uri, to }))] };
}

/** The uris of the files whose texts a rename at an offset depends on, and of those that would be in its way. */
export function filesToRename(world: World, record: PolicyRecord, offset: number, newId?: string): readonly string[] {
  const naming = namingAt(world, record, offset);
  if (!naming) {
    const own = ownWordAt(world, record, offset);
    return own ? filesWith(world, record, own) : [];
  }
  if (naming.of !== policies) return filesToRenameOther(world, record, naming, newId);
  const { id } = naming;
  const near = nearFor(world, record, id);
  const moves = newId === undefined || !isSafeId(newId) ? [] : movesOf(world, near, id, newId);
  return [...new Set([...filesNaming(world, near), ...moves.length > 0 ? filesLinking(world.corpus) : [], ...moves.map(({ to }) => to)])];
}

/** The uris of all files around a record that may name others: the library's, those of other collections, and the project file. */
export function filesNaming({ corpus, project }: World, near: Facts): readonly string[] {
  const folder = project.uri?.slice(0, project.uri.lastIndexOf('/') + 1) ?? '';
  const companions = [...companionsAround(corpus.companions(), undefined, { uri: near.uri, language: undefined }, project.collections.folder), ...corpus.companions().filter(({ uri }) => uri.startsWith(folder))];
  return [...new Set([near.uri, ...[...libraryAround(corpus, near), ...companions].map(({ uri }) => uri), ...project.uri === undefined ? [] : [project.uri]])];
}

/** What changes in the texts of files when an id that is known to be free takes the place of another; links that lead to files follow those. What cannot be read is left as it is. */
export function namesAfter(world: World, near: Facts, id: string, newId: string, textOf: TextOf, moves = movesOf(world, near, id, newId)): readonly PlainChange[] {
  const { corpus, project } = world;
  const leadsToFile = leadsAmong(filesLinking(corpus));
  // The id of a file of another collection is another matter, were it the same. An address of the site follows the id, and so does a link to a file that nobody has, where it could only be that of the id.
  const isMeant = (from: string, { of, target }: Naming) => of === policies
    && (target === undefined || (!leadsToFile(from, target) && (moves.length === 0 || !/\.(?:md|markdown|mdx)$/i.test(target))));
  return filesNaming(world, near).flatMap((uri): readonly PlainChange[] => {
    const text = textOf(uri);
    const record = text === undefined || uri === project.uri || !mayName(text, id) ? undefined : parseRecord(uri, text);
    const made = uri === project.uri && text !== undefined ? idsInProject(text, id, newId)
      : record ? [...namingsIn(record, id, kindOf(record, project.collections))].filter(each => isMeant(uri, each)).map(each => named(record, each, newId)) : [];
    return made.length > 0 ? [{ kind: 'edit', uri, edits: made }] : [];
  });
}

/** Whether it is worth reading a file for an id: it stands there as it is, or may be spelled by escapes. */
const mayName = (text: string, id: string): boolean => text.includes(id) || /\\[xuU]/.test(text);

/** A file follows the id where it has its name, and its twin follows it whatever its own id is. Folder and ending stay. */
function movesOf({ corpus }: World, near: Facts, id: string, newId: string): readonly Move[] {
  const holders = everyWithId(corpus, id, near);
  const files = new Set([...holders, ...holders.flatMap(each => corpus.twinOf(each) ?? [])].filter(({ stem }) => stem === id).map(({ uri }) => uri));
  return [...files].map(uri => ({ uri, to: renamedUri(uri, newId) }));
}

/** The naming under the cursor. A text or link names a record only where one has the id, or where a lineage or the project names it. */
function namingAt(world: World, record: PolicyRecord, offset: number): Naming | undefined {
  const { corpus, project } = world;
  const its = kindOf(record, project.collections);
  const isKnown = (naming: Naming) => naming.of === policies ? isPolicy(naming, nearFor(world, record, naming.id)) : isOther(world, record, naming);
  const isPolicy = ({ kind, id }: Naming, near: Facts) => kind === 'own' || kind === 'reference' || project.historicalIds.has(id)
    || everyWithId(corpus, id, near).length > 0 || libraryAround(corpus, near).some(each => lineageOf(each).some(named => named.id === id));
  for (const naming of namingsIn(record, undefined, its)) if (touches(naming.span, offset) && isKnown(naming)) return naming;
  return undefined;
}

/** A record that has the id, from which its library is looked at; where a file of another collection names it, its own facts tell of no library. */
const nearFor = ({ corpus, project: { collections } }: World, record: PolicyRecord, id: string): Facts => {
  const own = knownFacts(corpus, record);
  const its = kindOf(record, collections);
  return its.name === policies ? own : recordsNamed(corpus, collections, its, id, own)[0] ?? own;
};

const nothingHere: Both = { zh: '光标处没有可以改名的 id，也没有项目自有的词语。', en: 'There is no id here that could be renamed, and no word of the project.' };

const unsafe = (id: string): Both => id.length > longestId
  ? { zh: `id 最长 ${longestId} 个字符。`, en: `An id has at most ${longestId} characters.` }
  : { zh: `“${brief(id)}”不能作 id：只用小写英文字母、数字和单个连字符，如 cn-ccer-2012。`, en: `“${brief(id)}” cannot be an id: use lower-case letters a to z, digits and single hyphens, as in cn-ccer-2012.` };
