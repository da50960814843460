import { filesAround, companionsNamed } from '../record/collected.ts';
import type { Companion, Named } from '../record/companions.ts';
import { knownFacts, nameOf } from '../record/corpus.ts';
import { namingsIn, type Naming } from '../record/links.ts';
import type { PlainChange, World } from '../rules/rule.ts';
import { brief } from '../rules/wording.ts';
import { kindOf } from '../schema/collections.ts';
import { longestId } from '../schema/ids.ts';
import { parseRecord } from '../syntax/parse.ts';
import type { PolicyRecord } from '../syntax/record.ts';
import { filesLinking, linksAfter } from './rename-links.ts';
import { filesInProject, type Move } from './rename-project.ts';
import { joined, named, renamedUri, type Renamed, type TextOf } from './rename-parts.ts';

/** Gives a file of another collection a new id: in the files of both languages that have it, in those that name it, in links, and in the names of its files. */
export function renameOther(world: World, record: PolicyRecord, { id, of }: Naming, newId: string, textOf: TextOf, canMove: boolean): Renamed {
  const { corpus, project } = world;
  const near = { ...knownFacts(corpus, record), language: undefined };
  const holders = holdersOf(world, near, of, id);
  if (newId === id) return { refused: { zh: `id 已经是“${brief(id)}”。`, en: `The id is “${brief(id)}” already.` } };
  if (!isName(newId)) return { refused: { zh: `“${brief(newId)}”不能作 id：它也是文件名，只用文字、数字和 -、_、.。`, en: `“${brief(newId)}” cannot be an id: it is the name of a file, too, of letters, digits and -, _, or a dot.` } };
  const [taken] = holdersOf(world, near, of, newId);
  if (taken) return { refused: { zh: `“${newId}”已经是 ${nameOf(taken.uri)} 的 id。`, en: `“${newId}” is the id of ${nameOf(taken.uri)} already.` } };
  const moves = canMove ? movesOf(holders, id, newId) : [];
  const inTheWay = moves.find(({ to }) => textOf(to) !== undefined);
  if (inTheWay) return { refused: { zh: `文件 ${nameOf(inTheWay.to)} 已经存在。`, en: `There is a file ${nameOf(inTheWay.to)} already.` } };
  const names = otherNamesAfter(world, near, of, id, newId, textOf);
  return { changes: [...joined([...names, ...linksAfter(filesLinking(corpus), moves, textOf), ...filesInProject(project, moves, textOf)]), ...moves.map(({ uri, to }): PlainChange => ({ kind: 'rename', uri, to }))] };
}

/** What changes in the texts of files when a name that is known to be free takes the place of another in a collection: the ids of its files, and the values that name them. `near` is one of its files, or one that names them. */
export function otherNamesAfter(world: World, near: Named, of: string, id: string, newId: string, textOf: TextOf): readonly PlainChange[] {
  const own = new Set(holdersOf(world, near, of, id).map(({ uri }) => uri));
  return namersOf(world, near, of).flatMap((uri): readonly PlainChange[] => {
    const text = textOf(uri);
    const file = text?.includes(id) ? parseRecord(uri, text) : undefined;
    const meant = file ? [...namingsIn(file, id, kindOf(file, world.project.collections))].filter(each => each.of === of && (each.kind === 'reference' || (each.kind === 'own' && own.has(uri)))) : [];
    return file && meant.length > 0 ? [{ kind: 'edit', uri, edits: meant.map(each => named(file, each, newId)) }] : [];
  });
}

/** The uris of the files whose texts such a rename depends on, and of those that would be in its way. */
export function filesToRenameOther(world: World, record: PolicyRecord, { id, of }: Naming, newId?: string): readonly string[] {
  const near = { ...knownFacts(world.corpus, record), language: undefined };
  const moves = newId === undefined || !isName(newId) ? [] : movesOf(holdersOf(world, near, of, id), id, newId);
  const { uri, namesFiles } = world.project;
  return [...new Set([...namersOf(world, near, of), ...moves.length > 0 ? [...filesLinking(world.corpus), ...uri !== undefined && namesFiles ? [uri] : []] : [], ...moves.map(({ to }) => to)])];
}

/** The files that have an id, in every language. */
export const holdersOf = ({ corpus, project: { collections } }: World, { uri }: Pick<Named, 'uri'>, of: string, id: string): readonly Companion[] => companionsNamed(corpus, collections, of, id, { uri, language: undefined });

/** The files that may name one that is no policy, in every language, and itself. */
export const namersOf = ({ corpus, project: { collections } }: World, near: Named, of: string): readonly string[] =>
  [...new Set([near.uri, ...filesAround(corpus, collections, of, { ...near, language: undefined }).map(({ uri }) => uri)])];

const movesOf = (holders: readonly Companion[], id: string, newId: string): readonly Move[] =>
  holders.flatMap(({ uri, stem }) => stem === id ? [{ uri, to: renamedUri(uri, newId) }] : []);

/** Whether a text can be an id and the name of a file: ids of other collections may be numbers or names of countries. */
export const isName = (text: string): boolean => text.length <= longestId && /^[\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?$/u.test(text);

/** Whether a naming is of a file that is no policy and can be renamed. */
export const isOther = (world: World, record: PolicyRecord, { id, of }: Naming): boolean => holdersOf(world, record, of, id).length > 0;
