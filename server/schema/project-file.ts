import type { Both } from '../base/both.ts';
import { isDay } from '../base/day.ts';
import { indexLines, type LineAndCharacter } from '../base/lines.ts';
import { span, type Span } from '../base/span.ts';
import { readJson, type JsonFile } from '../syntax/jsonfile.ts';
import type { Path } from '../syntax/tree.ts';
import { ownReferences } from './collections.ts';
import { matcher } from './globs.ts';
import { collectionsIn, type TextOf } from './project-collections.ts';
import { noProject, unusedIgnore, type Ignore, type Level, type Project } from './project.ts';
import { isText, levels, notKnown, reader, type Part } from './project-parts.ts';
import { controlled, vocabularyWith, type Jurisdiction, type Term } from './vocabulary.ts';

/** What is wrong with a project file, as a sentence, and where: line and character from 0. */
export interface ProjectProblem extends LineAndCharacter { readonly end: LineAndCharacter; readonly message: Both }

/** A project file as it was understood; what was not is told, and the rest counts. */
export interface ProjectReading {
  readonly project: Project;
  readonly problems: readonly ProjectProblem[];
  /** Whether there is a file; without one `project.uri` is where a fix would make it. */
  readonly isFile: boolean;
  /** What was read; empty where there is no file. */
  readonly text: string;
  /** Whether the text does not parse. What can be made out counts for showing findings, and is too little to write files by. */
  readonly broken: boolean;
  /** Which part of the file an ignore is, and where it names its rule. */
  placeOf(ignore: Ignore): { readonly span: Span; readonly path: Path };
}

/** The reading where there is no project file. `uri` is where a fix would make one. */
export const withoutProject = (uri?: string): ProjectReading =>
  ({ project: noProject(uri), problems: [], isFile: false, text: '', broken: false, placeOf: () => ({ span: span(0, 0), path: [] }) });

/** Reads a project file; never throws. `rules` are the ids that are known; levels and ignores of others are told of. `textOf` gives the schemas it names. */
export function readProject(uri: string, text: string, rules?: ReadonlySet<string>, textOf?: TextOf): ProjectReading {
  const file = readJson(text);
  const found: { readonly span: Span; readonly message: Both }[] = [];
  const whole: Part = {
    value: file.data, path: [],
    tell: (path, message, onKey) => { found.push({ span: (onKey ? file.keyOf(path) : file.placeOf(path)) ?? span(0, 0), message }); },
  };
  const places = new Map<Ignore, Path>();
  const project = projectOf(uri, whole, places, rules, textOf);
  for (const { path, span: at } of file.repeats) found.push({ span: at, message: { zh: `“${path.at(-1)}”在这里又出现了一次，只有最后一次起作用。`, en: `“${path.at(-1)}” stands here once more, and only the last one counts.` } });
  const lines = indexLines(text);
  return {
    project, text, isFile: true, broken: file.error !== undefined,
    // What is odd in a text that does not parse may only follow from that.
    problems: (file.error ? [unparsed(file.error, file.data !== undefined)] : found).map(({ span: { start, end }, message }) => ({ ...lines.at(start), end: lines.at(end), message }))
      .sort((a, b) => a.line - b.line || a.character - b.character),
    placeOf: ignore => {
      const path = places.get(ignore) ?? [];
      return { span: file.placeOf([...path, 'rule']) ?? span(0, 0), path };
    },
  };
}

const unparsed = ({ span: at, reason }: NonNullable<JsonFile['error']>, counts: boolean) => ({ span: at, message: {
  zh: `这不是合法的 JSON：${reason.zh}；${counts ? '文件中能读懂的部分仍然有效' : '文件暂不起作用'}。`,
  en: `This is not valid JSON: ${reason.en}; ${counts ? 'what can be made out of the file counts' : 'the file has no effect for now'}.`,
} });

const parts = ['$schema', 'vocabulary', 'historicalIds', 'confirmedDates', 'fields', 'rules', 'overrides', 'ignore', 'collections'];

function projectOf(uri: string, whole: Part, places: Map<Ignore, Path>, rules: ReadonlySet<string> | undefined, textOf: TextOf | undefined): Project {
  const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
  const read = reader(whole);
  const top = read.object(whole, parts);
  const levelsIn = (part: Part | undefined): ReadonlyMap<string, Level> => new Map(read.entries(part).flatMap((each): readonly (readonly [string, Level])[] => {
    const name = String(each.path.at(-1));
    if (rules && name !== unusedIgnore && !rules.has(name)) { read.wrong(each, notKnown('rule', name, rules), true); return []; }
    return isLevel(each.value) ? [[name, each.value]] : read.misfit(each, { zh: `只能是 ${levels.join('、')} 之一`, en: `be one of ${levels.join(', ')}` });
  }));
  const filesIn = (part: Part | undefined) => read.texts(part, { zh: '应列出本文件夹内的文件名或通配符', en: 'hold names or globs of files below this folder' }, 'lone', matcher.isGlob);
  const list = (name: string): readonly string[] => read.texts(top.get(name), { zh: '应列出文字', en: 'hold texts' });

  read.text(top.get('$schema'));
  const overrides = read.items(top.get('overrides')).flatMap(item => {
    const own = read.object(item, ['files', 'rules'], ['files', 'rules']);
    const [files, set] = [filesIn(own.get('files')), levelsIn(own.get('rules'))];
    return files.length === 0 ? [] : [{ matches: matcher.of(files, folder), set }];
  });
  const ignores = read.items(top.get('ignore')).flatMap((item): readonly Ignore[] => {
    const own = read.object(item, ['rule', 'files', 'path', 'reason'], ['rule', 'files', 'reason']);
    const rule = read.text(own.get('rule'));
    // Whoever hides a finding says why; without a reason the finding stays, and where a field is named but cannot be read, too.
    const [reason, path, files] = [read.text(own.get('reason')), read.text(own.get('path')), filesIn(own.get('files'))];
    if (rule !== undefined && rules && !rules.has(rule)) read.wrong(own.get('rule'), notKnown('rule', rule, rules));
    if (rule === undefined || reason === undefined || files.length === 0 || (own.has('path') && path === undefined)) return [];
    const ignore: Ignore = { rule, files, path, reason, matches: matcher.of(files, folder) };
    places.set(ignore, item.path);
    return [ignore];
  });
  const words = read.object(top.get('vocabulary'), [...controlled, 'country']);
  const wordsIn = (name: string): readonly OwnWord[] => read.items(words.get(name)).flatMap((item): readonly OwnWord[] => {
    if (typeof item.value === 'string') return isText(item.value) ? [{ zh: item.value, en: item.value, aliases: [] }] : read.misfit(item, { zh: '应是一个词语', en: 'be a word' });
    const own = read.object(item, ['zh', 'en', 'aliases'], ['zh', 'en']);
    const [zh, en, aliases] = [read.text(own.get('zh')), read.text(own.get('en')), read.texts(own.get('aliases'), { zh: '应列出文字', en: 'hold texts' })];
    return zh === undefined || en === undefined ? [] : [{ zh, en, aliases }];
  });
  const base = levelsIn(top.get('rules'));
  const collections = collectionsIn(top.get('collections'), read, folder, textOf);
  return {
    uri, ignores, collections,
    namesFiles: ['overrides', 'ignore', 'collections'].some(part => top.has(part)),
    vocabulary: vocabularyWith({ terms: Object.fromEntries(controlled.map(name => [name, wordsIn(name).map(termOf)])), jurisdictions: wordsIn('country').map(jurisdictionOf) }),
    historicalIds: new Set(list('historicalIds')),
    confirmedDates: new Map(read.entries(top.get('confirmedDates')).flatMap((each): readonly (readonly [string, string])[] => typeof each.value === 'string' && isDay(each.value)
      ? [[String(each.path.at(-1)), each.value]] : read.misfit(each, { zh: '应是写成 YYYY-MM-DD 的日期', en: 'be a day written YYYY-MM-DD' }))),
    // A field by which policies name files of another kind has a meaning.
    fields: new Set([...list('fields'), ...ownReferences(collections)]),
    levelOf: (rule, file) => overrides.findLast(({ set, matches }) => set.has(rule) && matches(file))?.set.get(rule) ?? base.get(rule),
  };
}

interface OwnWord extends Both { readonly aliases: readonly string[] }

const termOf = ({ zh, en, aliases }: OwnWord): Term =>
  ({ id: `own:${en}`, written: { zh, en }, name: { zh, en }, meaning: { zh: '本项目的词语。', en: 'A word of this project.' }, aliases });

const jurisdictionOf = ({ zh, en, aliases }: OwnWord): Jurisdiction => ({ id: `own:${en}`, zh, en, idPrefixes: [], aliases });

/** Whether a value is a level that a rule can be set to. */
export const isLevel = (value: unknown): value is Level => levels.some(level => level === value);
