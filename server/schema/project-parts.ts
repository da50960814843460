import type { Both } from '../base/both.ts';
import { nearest } from '../base/near.ts';
import type { Data, Path } from '../syntax/tree.ts';
import { isList, isMap, shown } from './keywords.ts';
import type { Level } from './project.ts';

/** A value of a project file, where it stands, and whom to tell of mistakes; `onKey` puts a mistake on the key. */
export interface Part { readonly value: Data; readonly path: Path; readonly tell: (path: Path, message: Both, onKey?: boolean) => void }

/** The levels in the order of their weight. */
export const levels = ['error', 'warning', 'information', 'hint', 'off'] as const satisfies readonly Level[];

/** Reads the parts of a project file: what fits is given back, and what does not is told of and left out. */
export interface Reader {
  /** The properties of an object by their names; others than those known, and those that are missing, are told of. */
  object(part: Part | undefined, known: readonly string[], required?: readonly string[]): ReadonlyMap<string, Part>;
  /** The properties of an object with names of the user's. */
  entries(part: Part | undefined): readonly Part[];
  items(part: Part | undefined): readonly Part[];
  text(part: Part | undefined): string | undefined;
  /** The texts of a list; with `lone` a text may stand for a list of one. */
  texts(part: Part | undefined, should: Both, lone?: 'lone', fits?: (text: string) => boolean): readonly string[];
  /** Tells that a value is not what it should be, and gives back the nothing that is left of it. */
  misfit(part: Part, should: Both): readonly never[];
  wrong(part: Part | undefined, message: Both, onKey?: boolean): void;
}

/** Whether a value is a text that says something. */
export const isText = (value: Data): value is string => typeof value === 'string' && value.trim() !== '';

/** A reader that tells of what it finds as the whole file does. */
export function reader({ tell }: Part): Reader {
  const wrong: Reader['wrong'] = (part, message, onKey) => { if (part) tell(part.path, message, onKey); };
  const misfit: Reader['misfit'] = (part, should) => {
    const own = shown(part.value);
    const where = nameOf(part.path);
    wrong(part, { zh: `${where.zh}${should.zh}，而不是 ${own}；这一项不起作用。`, en: `${where.en} must ${should.en}, and not ${own}, so it has no effect.` });
    return [];
  };
  const entries: Reader['entries'] = part => {
    if (!part) return [];
    if (!isMap(part.value)) return misfit(part, { zh: '应是花括号里的对象', en: 'be an object in braces' });
    return Object.entries(part.value).map(([name, value]) => ({ value, path: [...part.path, name], tell }));
  };
  const items: Reader['items'] = part => {
    if (!part) return [];
    if (!isList(part.value)) return misfit(part, { zh: '应是方括号里的列表', en: 'be a list in brackets' });
    return part.value.map((value, i) => ({ value, path: [...part.path, i], tell }));
  };
  return {
    wrong, misfit, entries, items,
    object: (part, known, required = []) => {
      const found = new Map(entries(part).map(each => [String(each.path.at(-1)), each]));
      for (const [name, each] of found) if (!known.includes(name)) wrong(each, notKnown('property', name, known), true);
      const missing = part && isMap(part.value) ? required.filter(name => !found.has(name)) : [];
      const where = nameOf(part?.path ?? []);
      if (missing.length > 0) wrong(part, { zh: `${where.zh}缺少 ${missing.join('、')}，这一项不起作用。`, en: `${where.en} lacks ${missing.join(' and ')}, so it has no effect.` });
      return found;
    },
    text: part => {
      if (!part || isText(part.value)) return part?.value as string | undefined;
      misfit(part, { zh: '应是双引号里的文字', en: 'be a text in double quotes' });
      return undefined;
    },
    texts: (part, should, lone, fits = () => true) => {
      if (!part) return [];
      const all = lone && !isList(part.value) ? [part] : items(part);
      if (lone && isList(part.value) && part.value.length === 0) misfit(part, should);
      return all.flatMap((each): readonly string[] => isText(each.value) && fits(each.value) ? [each.value] : misfit(each, each === part ? should : inList[lone ?? 'plain']));
    },
  };
}

const inList: Readonly<Record<'lone' | 'plain', Both>> = {
  lone: { zh: '应是本文件夹内的文件名或通配符', en: 'be the name or a glob of files below this folder' }, plain: { zh: '应是双引号里的文字', en: 'be a text in double quotes' },
};

/** A name that is not known, with the one that may have been meant. */
export function notKnown(kind: 'rule' | 'property', name: string, known: Iterable<string>): Both {
  const near = nearest(name, known, name.length > 8 ? 4 : undefined);
  const [zh, en] = kind === 'rule' ? [`没有规则“${name}”`, `There is no rule “${name}”`] : [`这里没有“${name}”这一项`, `There is no property “${name}” here`];
  return near === undefined ? { zh: `${zh}，它不起作用。`, en: `${en}, so it has no effect.` } : { zh: `${zh}，是否指“${near}”？`, en: `${en}; did you mean “${near}”?` };
}

/** A place as people write it, such as `ignore[0].files`. */
function nameOf(path: Path): Both {
  if (path.length === 0) return { zh: '项目文件', en: 'A project file' };
  const name = path.map((step, i) => typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`).join('');
  return { zh: `“${name}”`, en: `“${name}”` };
}
