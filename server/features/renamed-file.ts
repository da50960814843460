import { companionIn, idOf, type Companion, type Named } from '../record/companions.ts';
import { libraryOf } from '../record/corpus.ts';
import type { Facts } from '../record/facts.ts';
import { everyWithId } from '../record/links.ts';
import type { PlainChange, World } from '../rules/rule.ts';
import { isSafeId } from '../schema/ids.ts';
import { stemOf } from '../syntax/locale.ts';
import { parseRecord } from '../syntax/parse.ts';
import { entryOf, wholeText, type Node } from '../syntax/tree.ts';
import { filesNaming, namesAfter } from './rename.ts';
import { holdersOf, isName, namersOf, otherNamesAfter } from './rename-other.ts';
import { renamedUri, type TextOf } from './rename-parts.ts';
import type { Move } from './rename-project.ts';

/** A file or folder that a person is about to give another name or place. */
export interface FileRename { readonly oldUri: string; readonly newUri: string }

/** A file of the library that gets another name: whether its twin gets that name with it, how the twin may follow unless a file is in its way, and what the names of both change in texts. */
export interface Renamed {
  readonly file: Named; readonly isWhole: boolean; readonly along: readonly Move[]; readonly isInTheWay: boolean;
  /** Nothing changes where the id was not the file’s name, or cannot follow. */
  readonly names: (textOf: TextOf) => readonly PlainChange[];
}

/** What is asked of a file that has ids, of whatever collection it is. */
interface Kind {
  readonly file: Named;
  readonly twin: Named | undefined;
  readonly idIn: (root: Node | undefined) => string | undefined;
  readonly canBe: (id: string) => boolean;
  /** The files that have an id, in both languages. */
  readonly having: (id: string) => readonly Named[];
  readonly naming: () => readonly string[];
  readonly namesAfter: (id: string, newId: string, textOf: TextOf) => readonly PlainChange[];
}

/** What a file is that gets another name; undefined where it is none of the library’s, keeps its name, or its rename began with its id and is at its end. */
export function renamedFile(world: World, { oldUri, newUri }: FileRename, renames: readonly FileRename[], textOf: TextOf): Renamed | undefined {
  const kind = kindOf(world, oldUri);
  const [before, after] = [stemOf(oldUri), stemOf(newUri)];
  if (!kind || before === after) return undefined;
  const { file } = kind;
  const text = textOf(oldUri);
  const id = kind.idIn(text === undefined ? undefined : parseRecord(oldUri, text)?.root);
  if (id === after) return undefined;
  const pair = kind.twin;
  const other = renames.find(each => each.oldUri === pair?.uri);
  const isWhole = other !== undefined && stemOf(other.newUri) === after;
  // Of two that are renamed together the first speaks for both.
  if (isWhole && renames.findIndex(each => each.oldUri === oldUri) > renames.indexOf(other)) return undefined;
  const twin = other ? undefined : pair;
  // To a record without a twin, one of the other language that has the new name is about to be it.
  const isTaken = kind.having(after).some(each => twin !== undefined || each.language === file.language || each.stem !== after);
  const to = twin?.stem === before ? renamedUri(twin.uri, after) : undefined;
  // Without its file the twin's id would not be its file's name.
  const isInTheWay = to !== undefined && (kindOf(world, to) !== undefined || textOf(to) !== undefined);
  const follows = id === before && kind.canBe(after) && !isTaken;
  return {
    file, isWhole, isInTheWay, along: twin && to !== undefined && !isInTheWay ? [{ uri: twin.uri, to }] : [],
    names: texts => follows ? kind.namesAfter(before, after, texts) : [],
  };
}

/** The uris of the files whose texts such a rename depends on, and of the one that would be in its way. */
export function filesForRename(world: World, { oldUri, newUri }: FileRename): readonly string[] {
  const kind = stemOf(oldUri) === stemOf(newUri) ? undefined : kindOf(world, oldUri);
  return kind ? [...kind.naming(), ...kind.twin ? [renamedUri(kind.twin.uri, stemOf(newUri))] : []] : [];
}

function kindOf(world: World, uri: string): Kind | undefined {
  const facts = world.corpus.of(uri);
  const companion = facts ? undefined : companionIn(world.corpus.companions(), uri);
  return facts ? policy(world, facts) : companion && other(world, companion);
}

const policy = (world: World, facts: Facts): Kind => ({
  file: facts, twin: world.corpus.twinOf(facts), canBe: isSafeId,
  idIn: root => wholeText(entryOf(root, 'id')?.value)?.value.trim(),
  having: id => everyWithId(world.corpus, id, facts),
  naming: () => filesNaming(world, facts),
  namesAfter: (id, newId, textOf) => namesAfter(world, facts, id, newId, textOf),
});

function other(world: World, file: Companion): Kind {
  const { collection: of, uri, language, stem } = file;
  const field = world.project.collections.named.get(of)?.id ?? 'id';
  const twins = language === undefined ? [] : holdersOf(world, file, of, stem).filter(each => each.language !== undefined && each.language !== language);
  return {
    file, twin: twins.find(each => libraryOf(each.uri) === libraryOf(uri)) ?? twins[0], canBe: isName,
    // A file without an id of its own is known by its name.
    idIn: root => { const value = entryOf(root, field)?.value; return value === undefined ? stem : value.kind === 'scalar' ? idOf(value.value) ?? stem : undefined; },
    having: id => holdersOf(world, file, of, id),
    naming: () => namersOf(world, file, of),
    namesAfter: (id, newId, textOf) => otherNamesAfter(world, file, of, id, newId, textOf),
  };
}
