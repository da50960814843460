import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locale } from '../../../server/base/both.ts';
import { word } from '../../mutations/parts.ts';
import { lineOf } from '../../mutations/place.ts';
import { copyOf, randomFrom, textOf, type Page, type Policy, type Random, type Scene } from '../../mutations/scene.ts';
import { defects, type Scope } from './defects.ts';
import { natural } from './notation.ts';
import { planOf, type LibraryOptions, type Sketch } from './plan.ts';

/** A mistake that was made: where it is, counted from line 0, the rule it breaks, and the other files in which it may be found, too. */
export interface Flaw { readonly file: string; readonly line: number; readonly kind: string; readonly scope: Scope; readonly touches: readonly string[] }

/** The files of one policy, and of the one beside it where its mistake is about two. */
export interface Made { readonly files: readonly (readonly [file: string, text: string])[]; readonly flaw: Flaw | undefined }

/** How a workspace is written: as Markdown records, or as the frontmatter alone for servers that know no fences. */
export type Ending = 'md' | 'yaml' | 'json';

/** The workspace of these options, a policy at a time, so that fifty thousand records need the room of one. */
export function* libraryOf(base: readonly Policy[], options: LibraryOptions): Generator<Made> {
  const random = randomFrom(options.seed);
  const sketches = planOf(base, options, random);
  const others = sketches.filter(({ role }) => role === 'other').values();
  let turn = random.below(defects.length);
  for (const sketch of sketches) {
    if (sketch.role === 'other') continue;
    const pages: Policy = { stem: sketch.stem, zh: pageOf(sketch, 'zh'), en: pageOf(sketch, 'en') };
    const other = sketch.role === 'owner' ? others.next().value : undefined;
    if (!other) {
      yield { files: filesOf(pages, page => `---\n${natural[sketch.style](page.data)}\n---\n${page.body}`), flaw: undefined };
      continue;
    }
    const spoilt = spoil(pages, { stem: other.stem, zh: pageOf(other, 'zh'), en: pageOf(other, 'en') }, sketch, turn, random);
    ({ turn } = spoilt);
    yield spoilt.made;
  }
}

/** Writes a workspace into a folder and returns its mistakes. */
export function writeLibrary(folder: string, base: readonly Policy[], options: LibraryOptions, ending: Ending = 'md'): { readonly files: readonly string[]; readonly flaws: readonly Flaw[] } {
  const made: string[] = [];
  const flaws: Flaw[] = [];
  const folders = new Set<string>();
  const named = (file: string) => file.replace(/md$/, ending);
  for (const { files, flaw } of libraryOf(base, options)) {
    for (const [file, text] of files) {
      const path = join(folder, named(file));
      if (!folders.has(dirname(path))) mkdirSync(dirname(path), { recursive: true });
      folders.add(dirname(path));
      writeFileSync(path, ending === 'md' ? text : frontmatterOf(text));
      made.push(named(file));
    }
    if (flaw) flaws.push({ ...flaw, file: named(flaw.file), line: Math.max(0, ending === 'md' ? flaw.line : flaw.line - 1), touches: flaw.touches.map(named) });
  }
  return { files: made, flaws };
}

/** The frontmatter of a file that has one. */
export const frontmatterOf = (text: string): string => text.slice(4, text.indexOf('\n---', 3) + 1);

/** Makes the next mistake that this policy can have. */
function spoil(policy: Policy, other: Policy, { stem, style }: Sketch, from: number, random: Random): { readonly made: Made; readonly turn: number } {
  const locale = random.of(['zh', 'en'] as const);
  const beside = locale === 'zh' ? 'en' : 'zh';
  for (let turn = from; turn < from + defects.length; turn++) {
    const defect = defects[turn % defects.length];
    if (!defect || (defect.styles && !defect.styles.includes(style))) continue;
    const scene: Scene = { own: copyOf(policy[locale]), twin: copyOf(policy[beside]), other, stem, locale, style, random, files: new Map() };
    const mark = defect.make?.(scene);
    if (defect.make && !mark) continue;
    const plain = textOf(scene.own, style);
    const slipped = defect.slip ? defect.slip(plain, scene) : { text: plain, line: mark ? lineOf(plain, mark) : 0 };
    if (!slipped) continue;
    const own = `${locale}/${stem}.md`;
    const files = new Map<string, string | undefined>([...filesOf(other, page => textOf(page, style)), [pathOf(`${beside}/${stem}.md`), textOf(scene.twin, style)]]);
    for (const [file, text] of scene.files) files.set(pathOf(file), text);
    const flaw: Flaw = { file: pathOf(own), line: slipped.line, kind: defect.rule, scope: defect.scope, touches: [pathOf(`${beside}/${stem}.md`), ...[...scene.files.keys()].map(pathOf)] };
    return { made: { files: [[pathOf(own), slipped.text] as const, ...[...files].flatMap(([file, text]) => text === undefined ? [] : [[file, text] as const])], flaw }, turn: turn + 1 };
  }
  throw new Error(`No mistake can be made in ${stem}.`);
}

/** One language of a policy: the real record with what the plan says of it. */
function pageOf({ base, stem, number, pubDate, supersedes, supersededBy }: Sketch, locale: Locale): Page {
  const { data, body } = copyOf(base[locale]);
  const year = Number(pubDate.slice(0, 4));
  Object.assign(data, {
    id: stem, title: `${String(data['title'])} (${number})`, year, pubDate, url: `https://law.example.org/${stem}.pdf`,
    status: word('status', supersededBy === '' ? 'active' : 'superseded', locale), evolution: { clusters: [], supersededBy, supersedes: [...supersedes] },
  });
  return { data, body };
}

const filesOf = (policy: Policy, textOfPage: (page: Page) => string): Made['files'] => [[pathOf(`zh/${policy.stem}.md`), textOfPage(policy.zh)], [pathOf(`en/${policy.stem}.md`), textOfPage(policy.en)]];
const pathOf = (file: string): string => `policies/${file}`;
