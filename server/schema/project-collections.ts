import type { Both } from '../base/both.ts';
import { nearest } from '../base/near.ts';
import { builtInCollections, collectionsWith, type Collections, type Stated } from './collections.ts';
import { matcher } from './globs.ts';
import type { Schema } from './interpret.ts';
import type { Part, Reader } from './project-parts.ts';
import { readSchema } from './schema-file.ts';

/** The text of a file by its uri; undefined where it cannot be read. */
export type TextOf = (uri: string) => string | undefined;

/** What a project file says of collections. Their schemas are taken from the texts beside it; where none can be had at all, they are passed over. */
export function collectionsIn(part: Part | undefined, read: Reader, folder: string, textOf: TextOf | undefined): Collections {
  const parts = read.entries(part).filter(each => {
    if (isName(nameOf(each))) return true;
    read.wrong(each, { zh: `“${nameOf(each)}”不能作集合的名称：以字母开头，只用字母、数字、“-”和“_”。`, en: `“${nameOf(each)}” cannot be the name of a collection: it begins with a letter and has letters, digits, “-” and “_” only.` }, true);
    return false;
  });
  const names = new Set([...builtInCollections.named.keys(), ...parts.map(nameOf)]);
  const stated = parts.map((each): Stated => {
    const own = read.object(each, ['files', 'schema', 'id', 'title', 'country', 'called', 'references']);
    const field = (name: string) => read.text(own.get(name));
    const files = read.texts(own.get('files'), { zh: '应列出本文件夹内的文件名或通配符', en: 'hold names or globs of files below this folder' }, 'lone', matcher.isGlob);
    return {
      name: nameOf(each), files: files.length > 0 ? files : undefined, schema: schemaIn(own.get('schema'), read, folder, textOf),
      id: field('id'), title: field('title'), country: field('country'), called: calledIn(own.get('called'), read), references: referencesIn(own.get('references'), read, names),
    };
  });
  return stated.length > 0 ? collectionsWith(stated, folder) : builtInCollections;
}

const isName = (name: string): boolean => /^[a-zA-Z][\w-]*$/.test(name);
const nameOf = ({ path }: Part): string => String(path.at(-1));

function calledIn(part: Part | undefined, read: Reader): Both | undefined {
  const own = read.object(part, ['zh', 'en'], ['zh', 'en']);
  const [zh, en] = [read.text(own.get('zh')), read.text(own.get('en'))];
  return zh === undefined || en === undefined ? undefined : { zh, en };
}

function referencesIn(part: Part | undefined, read: Reader, names: ReadonlySet<string>): ReadonlyMap<string, string> {
  return new Map(read.entries(part).flatMap((each): readonly (readonly [string, string])[] => {
    const target = read.text(each);
    if (target === undefined) return [];
    if (names.has(target)) return [[nameOf(each), target]];
    const near = nearest(target, names);
    read.wrong(each, near === undefined ? { zh: `没有名为“${target}”的集合，这一项不起作用。`, en: `There is no collection “${target}”, so it has no effect.` }
      : { zh: `没有名为“${target}”的集合，是否指“${near}”？`, en: `There is no collection “${target}”; did you mean “${near}”?` });
    return [];
  }));
}

/** A schema lies below the folder of the project file: a workspace cannot have others read. */
function schemaIn(part: Part | undefined, read: Reader, folder: string, textOf: TextOf | undefined): Schema | undefined {
  const name = read.text(part);
  if (name === undefined || !part) return undefined;
  if (!matcher.isGlob(name) || !matcher.isPlain(name)) return read.misfit(part, { zh: '应是本文件夹内一个文件的名字', en: 'be the name of a file below this folder' })[0];
  const text = textOf?.(schemaUri(folder, name));
  const result = text === undefined ? undefined : readSchema(text);
  if (result && 'schema' in result) return result.schema;
  const why = result?.wrong ?? { zh: '无法读取', en: 'it cannot be read' };
  if (textOf) read.wrong(part, { zh: `模式“${name}”不能使用：${why.zh}。`, en: `The schema “${name}” cannot be used: ${why.en}.` });
  return undefined;
}

const schemaUri = (folder: string, name: string): string => folder + matcher.pathOf(name).split('/').map(encodeURIComponent).join('/');
