import type { Both } from '../base/both.ts';
import { apply } from '../base/edit.ts';
import { nameOf, type Corpus } from '../record/corpus.ts';
import type { Facts } from '../record/facts.ts';
import type { Change, PlainChange, ToldChange, World } from '../rules/rule.ts';
import { answers, lists, listOf, listPath, successorPath, successorsOf } from '../rules/succession.ts';
import { brief } from '../rules/wording.ts';
import { languageOfPath } from '../syntax/locale.ts';
import type { Data } from '../syntax/tree.ts';
import { filesLinking, linksAfter, placeAfter } from './rename-links.ts';
import { joined, type TextOf } from './rename-parts.ts';
import { filesInProject, type Move } from './rename-project.ts';
import { filesForRename, renamedFile, type FileRename, type Renamed } from './renamed-file.ts';

/**
 * What goes with it: `changes` keep links right, and what one language says, and speak of files under their old names. `offered` ones do the
 * same in the other language once that is done, and rename the twin; `then` gives the texts that they are made for.
 */
export interface WithRename { readonly changes: readonly PlainChange[]; readonly offered: readonly PlainChange[]; readonly then: TextOf }

/**
 * What has to change when files and folders get other names or places: links keep leading to the same files, the id follows where it was
 * the file's name, and so does whatever names it. No id follows a name that can be none, or is another record's. `textOf` is asked for
 * what `filesForRenames` lists.
 */
export function afterRename(world: World, renames: readonly FileRename[], textOf: TextOf): WithRename {
  const { corpus, project } = world;
  const files = filesLinking(corpus);
  const moves = renames.map(({ oldUri, newUri }): Move => ({ uri: oldUri, to: newUri }));
  const renamed = renames.flatMap(rename => renamedFile(world, rename, renames, textOf) ?? []);
  const isOwn = ({ file: { language }, isWhole }: Renamed, { uri }: PlainChange) => isWhole || language === undefined || [undefined, language].includes(languageOfPath(uri));
  const changes = joined([...linksAfter(files, moves, textOf), ...filesInProject(project, moves, textOf), ...renamed.flatMap(each => each.names(textOf).filter(change => isOwn(each, change)))]);
  const place = placeAfter(moves);
  const before = new Map(files.map(uri => [place(uri), uri]));
  const edits = new Map(changes.flatMap(change => change.kind === 'edit' ? [[change.uri, change.edits] as const] : []));
  const then: TextOf = uri => { const old = before.get(uri) ?? uri; const text = textOf(old); return text === undefined ? undefined : apply(text, edits.get(old) ?? []); };
  const offered = renamed.filter(({ isInTheWay }) => !isInTheWay).flatMap(each => [
    ...each.names(then).filter(change => !isOwn(each, change)).map(change => ({ ...change, uri: place(change.uri) })),
    ...linksAfter([...before.keys()], each.along, then),
    ...filesInProject(project, each.along, then),
    ...each.along.map(({ uri, to }): PlainChange => ({ kind: 'rename', uri, to })),
  ]);
  return { changes, offered: joined(offered), then };
}

/** The uris of the files whose texts the changes of a rename depend on, and of those that would be in its way. */
export function filesForRenames(world: World, renames: readonly FileRename[]): readonly string[] {
  const { uri, namesFiles } = world.project;
  return [...new Set([...filesLinking(world.corpus), ...renames.flatMap(each => filesForRename(world, each)), ...uri !== undefined && namesFiles ? [uri] : []])];
}

/** What breaks when files go, as sentences, and what can be done about it first. */
export interface WithDelete { readonly message: Both; readonly choices: readonly { readonly title: Both; readonly changes: readonly Change[] }[] }

/**
 * What refers to records whose files or folders are about to go: records that stay and supersede them, or are superseded by them. A name in
 * `consolidatedFrom` needs no record. Undefined where nothing breaks, as where the same id stays in another file.
 */
export function beforeDelete({ corpus }: World, uris: readonly string[]): WithDelete | undefined {
  const isGoing = ({ uri }: Facts) => uris.some(each => uri === each || uri.startsWith(each.endsWith('/') ? each : `${each}/`));
  const lost = corpus.records().filter(each => isGoing(each) && each.id && corpus.withId(each.id, each).every(isGoing));
  const touched = [...new Set(lost.flatMap(each => referring(each, corpus)))].filter(each => !isGoing(each));
  if (touched.length === 0) return undefined;
  const named = lost.filter(each => referring(each, corpus).some(other => !isGoing(other)));
  const changesWith = (isJoined: boolean) => touched.flatMap(each => mended(each, lost, corpus, isJoined));
  const [removed, joined] = [changesWith(false), changesWith(true)];
  return {
    message: sentence(named, touched),
    choices: [
      ...JSON.stringify(joined) === JSON.stringify(removed) ? [] : [{ title: { zh: '让沿革跳过被删除的记录，前后相接', en: 'Join the lineage around what is deleted' }, changes: joined }],
      { title: { zh: '删去这些引用', en: 'Remove the references' }, changes: removed },
    ],
  };
}

/** The records beside one that list it, or name it as their successor. */
const referring = (facts: Facts, corpus: Corpus): readonly Facts[] => facts.id === undefined ? []
  : [...corpus.superseding(facts.id, facts), ...corpus.supersededBy(facts.id, facts)].filter(({ uri }) => uri !== facts.uri);

/** What a record says of its lineage once others are gone: without them or, where it is joined, with what stood beyond them. */
function mended(facts: Facts, lost: readonly Facts[], corpus: Corpus, isJoined: boolean): readonly ToldChange[] {
  const here = lost.filter(each => corpus.beside(facts).includes(each));
  const isLost = (id: string) => here.find(each => each.id === id);
  const ids = (each: Data) => typeof each === 'string' ? each.trim() : '';
  const list = listOf(facts);
  const kept = new Set(list.map(ids));
  const after = list.flatMap((each): readonly Data[] => {
    if (!isLost(ids(each))) return [each];
    const older = isJoined ? beyond(ids(each), isLost, ({ supersedes }) => supersedes).filter(id => id !== facts.id && !kept.has(id)) : [];
    for (const id of older) kept.add(id);
    return older;
  });
  const successor = facts.supersededBy?.trim() ?? '';
  const newer = isJoined && successor !== '' ? beyond(successor, isLost, each => successorsOf(each, corpus).flatMap(({ id }) => id ?? [])).filter(id => id !== facts.id) : [];
  return [
    ...here.some(each => lists(facts, each)) ? [{ kind: 'set' as const, uri: facts.uri, path: listPath, value: after }] : [],
    // Of several successors none is the one.
    ...here.some(each => answers(facts, each)) ? [{ kind: 'set' as const, uri: facts.uri, path: successorPath, value: newer.length === 1 ? newer[0] ?? '' : '' }] : [],
  ];
}

/** The first ids on the ways from one that goes that do not go too, each once. */
function beyond(start: string, isLost: (id: string) => Facts | undefined, next: (facts: Facts) => readonly string[]): readonly string[] {
  const seen = new Set([start]);
  // What is added to a set while it is walked is walked too.
  for (const id of seen) {
    const facts = isLost(id);
    for (const each of facts ? next(facts) : []) seen.add(each.trim());
  }
  return [...seen].filter(id => id !== '' && !isLost(id));
}

/** How many records a sentence names. */
const mostNamed = 5;

function sentence(lost: readonly Facts[], touched: readonly Facts[]): Both {
  const rest = touched.length > mostNamed;
  const unique = [...new Set(lost.flatMap(({ id }) => id ?? []))];
  const names = unique.slice(0, mostNamed).map(id => `“${brief(id)}”`);
  const others = touched.slice(0, mostNamed).map(({ uri }) => nameOf(uri));
  const [whoZh, whoEn] = [`${names.join('、')}${unique.length > mostNamed ? '等' : ''}`, `${names.join(', ')}${unique.length > mostNamed ? ' and others' : ''}`];
  return {
    zh: `${whoZh}被 ${touched.length} 个文件的沿革引用：${others.join('、')}${rest ? '等' : ''}。删除后这些引用会断。`,
    en: `The lineage of ${touched.length} ${touched.length === 1 ? 'file' : 'files'} names ${whoEn}: ${others.join(', ')}${rest ? ' and others' : ''}. Once deleted, these references break.`,
  };
}
