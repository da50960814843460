import type { Locale } from '../../server/base/both.ts';
import { coreDimensions, pillars } from '../../server/schema/knowledge.ts';
import { termsOf, type ControlledField } from '../../server/schema/vocabulary.ts';
import { mapIn, type Defect, type Draft, type Mark, type Page, type Scene } from './scene.ts';

/** The names of the five dimensions, and of the seven pillars. */
export const dimensionNames = coreDimensions.map(({ key }) => key);
export const pillarNames = pillars.map(({ key }) => key);

/** A mark at a value, a key. */
export const value = (...path: Mark['path']): Mark => ({ path, at: 'value' });
export const key = (...path: Mark['path']): Mark => ({ path, at: 'key' });
export const fence: Mark = { path: [], at: 'fence' };

/** Both languages of a scene. */
export const both = ({ own, twin }: Scene): readonly Page[] => [own, twin];

/** A word of a vocabulary as a file of a language writes it. */
export const word = (field: ControlledField, id: string, locale: Locale): string => termsOf[field].find(term => term.id === id)!.written[locale];

/** Which language a page of the scene is in. */
export const localeOf = (scene: Scene, page: Page): Locale => page === scene.own ? scene.locale : scene.locale === 'zh' ? 'en' : 'zh';

/** A dimension of both languages, at random. Its evidence is real, so that no other rule has anything to say of it. */
export function dimension({ own, twin, random }: Scene, name = random.of(dimensionNames)): { readonly name: string; readonly maps: readonly Draft[] } {
  return { name, maps: [own, twin].map(({ data }) => mapIn(data, 'analysis', name)) };
}

/** A defect that writes one value into both languages. */
export const setBoth = (rule: string, path: readonly string[], to: (scene: Scene) => unknown): Defect => ({
  rule,
  make: scene => {
    const now = to(scene);
    for (const page of both(scene)) mapIn(page.data, ...path.slice(0, -1))[path.at(-1)!] = now;
    return value(...path);
  },
});

/** A defect that changes one value of each language in its own way. */
export const setEach = (rule: string, path: readonly string[], to: (scene: Scene, page: Page) => unknown): Defect => ({
  rule,
  make: scene => {
    for (const page of both(scene)) mapIn(page.data, ...path.slice(0, -1))[path.at(-1)!] = to(scene, page);
    return value(...path);
  },
});

/** A text of its own in the language of a page, so that no two values are the same. */
export const prose = (scene: Scene, page: Page): string => {
  const n = scene.random.below(900) + 100;
  return localeOf(scene, page) === 'zh' ? `第${n}条对封存运营者的义务和主管机关的审查作出了规定` : `Article ${n} lays down the duties of operators and the review by the authority`;
};
