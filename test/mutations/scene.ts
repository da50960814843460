import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '../../server/base/both.ts';
import { parseRecord } from '../../server/syntax/parse.ts';
import type { Style } from '../../server/syntax/record.ts';
import { dataOf, type Path } from '../../server/syntax/tree.ts';
import { frontmatter } from '../syntax/library.ts';

/** Data that a defect may change. */
export type Draft = { [key: string]: unknown };

/** One language of a policy: its frontmatter as data, and its narrative. */
export interface Page { data: Draft; body: string }

/** A policy in both languages under one file name. */
export interface Policy { readonly stem: string; readonly zh: Page; readonly en: Page }

/** The numbers of one seed, so that each run makes the same mistakes. */
export interface Random { (): number; below(n: number): number; of<T>(items: readonly T[]): T }

/** Where a defect is to be found: at a value, a key, or the opening fence; undefined where a text-level slip says its line itself. */
export interface Mark { readonly path: Path; readonly at: 'value' | 'key' | 'fence' }

/** What a defect is made in: the file that is judged, its twin, another policy of the library and what the notation is. */
export interface Scene {
  readonly own: Page; readonly twin: Page; readonly other: Policy; readonly stem: string;
  readonly locale: Locale; readonly style: Style; readonly random: Random;
  /** The library’s other files as the defect leaves them: a text, or undefined for a file that goes. */
  readonly files: Map<string, string | undefined>;
}

/** One kind of mistake. `make` changes data and says where; `slip` changes the text that was written and says on which line. */
export interface Defect {
  readonly rule: string;
  /** Rules that the same change sets off as well, each for a reason of its own. */
  readonly also?: readonly string[];
  readonly styles?: readonly Style[];
  readonly make?: (scene: Scene) => Mark | undefined;
  readonly slip?: (text: string, scene: Scene) => { readonly text: string; readonly line: number } | undefined;
}

/** A small, quick generator of numbers that are spread well enough (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number) => Math.floor(next() * n);
  return Object.assign(next, { below, of: <T>(items: readonly T[]): T => items[below(items.length)]! });
}

/** The policies of one date of the corpus. */
export function policiesOf(folder: string): readonly Policy[] {
  const read = (locale: Locale, name: string): Page => {
    const record = parseRecord(`file:///library/${locale}/${name}`, readFileSync(join(folder, locale, name), 'utf8'))!;
    return { data: JSON.parse(JSON.stringify(dataOf(record.root))) as Draft, body: record.text.slice(record.fences.body.start) };
  };
  return readdirSync(join(folder, 'zh')).filter(name => name.endsWith('.md')).sort()
    .map(name => ({ stem: name.slice(0, -3), zh: read('zh', name), en: read('en', name) }));
}

/** A page as a file. */
export const textOf = ({ data, body }: Page, style: Style): string => `---\n${frontmatter[style](data as never)}\n---\n${body}`;

/** A copy that may be changed. */
export const copyOf = (page: Page): Page => ({ data: structuredClone(page.data), body: page.body });

/** The map at a path; made where it is absent. */
export function mapIn(data: Draft, ...path: readonly string[]): Draft {
  let map = data;
  for (const step of path) {
    const next = map[step];
    map = (typeof next === 'object' && next !== null ? next : (map[step] = {})) as Draft;
  }
  return map;
}
